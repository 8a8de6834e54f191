"""What the home is asked to do: the form in which every wish arrives.

The agent, the page, MCP, undo and schedules hand a `Plan` and its actor to `Home.submit`; whether
it may be done is `policy`'s. A plan is absolute: relative wishes ("warmer") were resolved on the
state that held when it was made. Kinds are those of the exam format (docs/reference/exam-file.md);
`chat`, `reject` and `clarify` are no plans but answers (`agent.understanding`).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import State, Value

Comparison = Literal["==", "!=", "<", "<=", ">", ">="]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Desired values by thing and property, and momentary actions.

    >>> Act(changes={"tv": {"muted": True}}).commands()
    (SetProperty(thing_id='tv', name='muted', value=True),)
    """

    changes: Mapping[str, State] = field(default_factory=dict)
    actions: tuple[InvokeAction, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        """Return what to ask of the things, changes first."""
        changes = (
            SetProperty(thing_id=thing_id, name=name, value=value)
            for thing_id, values in self.changes.items()
            for name, value in values.items()
        )
        return (*changes, *self.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A comparison with what a thing reports; a value that is unknown meets no test."""

    __test__ = False  # not a test class, whatever pytest thinks

    op: Comparison = "=="
    value: Value

    def holds(self, reported: Value) -> bool:
        """Say whether `reported` meets it.

        >>> Test(op=">", value=26).holds(26.5), Test(op=">", value=26).holds(None)
        (True, False)

        Home is home by its name in either language, and who is elsewhere is not at home:

        >>> Test(value="home").holds("집"), Test(value="not_home").holds("회사")
        (True, True)
        """
        if reported is None:
            return False
        if self.op == "==":
            return _is(reported, self.value)
        if self.op == "!=":
            return not _is(reported, self.value)
        if not isinstance(reported, int | float) or not isinstance(self.value, int | float):
            return False
        match self.op:
            case "<":
                return reported < self.value
            case "<=":
                return reported <= self.value
            case ">":
                return reported > self.value
            case ">=":
                return reported >= self.value


AT_HOME = frozenset({"home", "at home", "집"})
"""What a person's `location` may say for being at home (casefolded)."""


def _is(reported: Value, wanted: Value) -> bool:
    if isinstance(reported, str) and wanted in {"home", "not_home"}:
        return (reported.casefold() in AT_HOME) is (wanted == "home")
    return reported == wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question about what things report."""

    things: tuple[str, ...]
    attribute: str
    ask: Literal["value", "any", "all", "which", "count"] = "value"
    test: Test | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerOp:
    """A timer set, changed, asked about or cancelled.

    Attributes:
        seconds: set, added or taken off; None for the other operations.
        name, length_s, area: which timer, or what to call a new one; None: not said.
    """

    op: Literal["start", "cancel", "cancel_all", "pause", "resume", "add", "subtract", "status"]
    seconds: int | None = None
    name: str | None = None
    length_s: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """So long from now."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """When the home's wall clock shows `time`: the next time, or on each of `days`."""

    time: dt.time
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sun:
    """At the next sunrise or sunset."""

    event: Literal["sunrise", "sunset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Once a thing reports what meets the test."""

    thing_id: str
    attribute: str
    test: Test


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Once all of these hold."""

    whens: tuple["When", ...]


When = After | At | Sun | Once | AllOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Do `then` later or on a condition."""

    when: When
    then: "Plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOp:
    """A change to a list, or a look at it; `list_id` names a thing of type list."""

    op: Literal["add", "remove", "complete", "read"]
    list_id: str
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Something to look up and play; on `things` and in `app` where these were named."""

    query: str
    things: tuple[str, ...] = ()
    app: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """What plays goes on at `to`."""

    to: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message to announce, on `things` where they were named; empty: where people are.

    An empty `message` is an alarm or a notice ("빨래 끝나면 알려줘"): the home words it.
    """

    message: str = ""
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """A question that the home answers without things."""

    topic: Literal["time", "date", "weather"]


@dataclass(frozen=True, slots=True)
class Cancel:
    """The speaker takes it back; nothing is done."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The last act is taken back."""


Step = Act | Query | TimerOp | Schedule | ListOp | Play | Handoff | Say | Info | Cancel | Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Steps in the order in which they were asked for.

    Attributes:
        left_out: why parts of the wish are not in the steps, for the person to hear
            ("turn off the TV and order me a pizza"); reason codes of `agent.understanding`.
    """

    steps: tuple[Step, ...]
    left_out: tuple[str, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        """Return what its acts ask of the things, now; what schedules hold is not among it."""
        return tuple(
            command for step in self.steps if isinstance(step, Act) for command in step.commands()
        )
