"""The errors that callers of Ondol can act on.

* OndolError
    * DeviceError                 a device did not do what was asked
        * DeviceUnreachableError  no answer: try again later
        * DeviceProtocolError     an answer that makes no sense: a defect, here or there
    * InvalidHomeError            a home file that says what cannot be: mend the file
    * InvalidExamError            an exam file that says what cannot be: mend the file
    * InvalidModelError           model files missing, damaged, or of another version: install again
    * SettingsError               a setting that cannot be used: change it
    * ServiceUnavailableError     a port in use, a broker that refuses: free it, or name another
    * LargerModelError            a larger model gave no answer that can be used: say so, go on
"""

from typing import Literal

Why = Literal["down", "slow", "key", "unreadable"]


class OndolError(Exception):
    """Base of every error that Ondol raises on purpose; its text says what, which and what next."""


class DeviceError(OndolError):
    """A device did not do what was asked."""


class DeviceUnreachableError(DeviceError):
    """The device gave no answer; it may do so later."""


class DeviceProtocolError(DeviceError):
    """The device sent something that its protocol does not allow."""


class InvalidHomeError(OndolError):
    """A home file is not one; the text names the field and the line."""


class InvalidExamError(OndolError):
    """An exam file is not one; the text names the case and the line."""


class InvalidModelError(OndolError):
    """Model files are missing, damaged, or made for another version."""


class SettingsError(OndolError):
    """A setting cannot be used."""


class ServiceUnavailableError(OndolError):
    """Something that Ondol needs to run cannot be had: a port, a broker, a file."""


class LargerModelError(OndolError):
    """A larger model gave no answer that can be used.

    Attributes:
        code: "down": not reached, or it failed; "slow": its time is over; "key": it does not take
            the key; "unreadable": what came is no answer.
    """

    def __init__(self, code: Why, why: str) -> None:
        super().__init__(why)
        self.code = code
