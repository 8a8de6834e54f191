"""What understanding an utterance can end in, beside a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ondol.home.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Not for the home's things: a larger model's business, or small talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify:
    """It could mean several things, and guessing is wrong.

    Attributes:
        code: what is open: "which_thing", "which_area", "what", "value", "unsure".
        options: ids of the things that it could be, for the question to name.
    """

    code: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """For the home, but it cannot be done here.

    Attributes:
        code: "no_such_name", "no_such_thing", "no_such_area", "no_ability", "out_of_range",
            "unknown_state", "no_list", "unsupported".
        detail: what `agent.wording` needs to say it: names, attributes, limits.
    """

    code: str
    detail: Mapping[str, str] = field(default_factory=dict)


Answer = Plan | Clarify | Refused | Chat
