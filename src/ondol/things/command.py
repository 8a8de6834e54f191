"""What can be asked of a thing, and what its adapter answers."""

from dataclasses import dataclass

from .thing import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProperty:
    """Ask that a property take a value."""

    thing_id: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class InvokeAction:
    """Ask for something momentary; `input` is None where the action takes nothing."""

    thing_id: str
    name: str
    input: Value = None


Command = SetProperty | InvokeAction


@dataclass(frozen=True, slots=True)
class Accepted:
    """The adapter handed it on; what became of it is what the thing reports next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It was not done.

    Attributes:
        reason: in English, for a log or a person.
        code: lets `agent.reply` word the reason in the speaker's language.
    """

    reason: str
    code: str = "refused"


Answer = Accepted | Refused  # a refusal is an answer, hence a value; no answer is an error
