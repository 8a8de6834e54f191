"""What came of a plan, as data: what was observed, never what was hoped.

Every command that was accepted ends in exactly one `Outcome`; every step in one `StepResult`.
Words for people are made from these by `agent`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ondol.things.command import Command, Refused
from ondol.things.thing import Value

from .home import Timer
from .plan import Handoff, ListOp, Plan, Play, Query, Step, TimerOp
from .policy import Actor, Risk
from .schedule import ScheduledPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The thing reports what was asked; for what leaves no state: its adapter handed it on.

    Attributes:
        before: what was reported before. observed: what is reported now (25 where 24.5 was asked
            of a thing that counts in whole degrees).
    """

    command: Command
    before: Value
    observed: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """It was not done.

    Attributes:
        code: a refusal's own code, or "unreachable", "gone" (taken away meanwhile), "superseded"
            (somebody asked for something else meanwhile), "protocol" (the device's answer made no
            sense), "adapter_failed" (a defect of ours).
    """

    command: Command
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedOut:
    """It was handed on, and the thing did not report it in time."""

    command: Command
    observed: Value


Outcome = Done | NotDone | TimedOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """One outcome for each command of an `Act`, in the order of `Act.commands()`."""

    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to a question.

    Attributes:
        values: what each thing reports; None: unknown.
        answer: "which": the ids for which it holds; "any", "all": true or false; "count": how
            many; "value": the value, where the question is about one thing.
    """

    query: Query
    values: Mapping[str, Value]
    answer: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerAnswer:
    """What came of a timer operation.

    Attributes:
        timers: the timers it was about, as they are now (as they were, where cancelled).
        code: why nothing was done: "no_timer", "no_such_timer", "which_timer", "no_duration",
            "out_of_range", "too_many"; None: done.
    """

    op: TimerOp
    timers: tuple[Timer, ...]
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """It is kept, and will be done."""

    entry: ScheduledPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """What came of a list operation.

    Attributes:
        items: what is on the list now.
        code: why nothing changed: "already_there", "no_such_item", "full", "what"; None: done.
    """

    op: ListOp
    list_id: str
    item: str | None
    items: tuple[str, ...]
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The moment, in the home's time zone, that a question about time or date is answered with."""

    topic: Literal["time", "date", "weather"]
    moment: dt.datetime | None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A message was said; `delivered`: to how many pages and players that listen now."""

    message: str
    delivered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What it took to take back the journal's entry `entry_id`; None: nothing was left to undo."""

    outcomes: tuple[Outcome, ...]
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The speaker took it back; nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A step that this home cannot do.

    Attributes:
        code: "no_catalogue", "no_handoff", "no_weather", "no_location" (sun times), "too_many";
            of what is to be played: "not_found", "no_player" (none that can), "cannot_play" (the
            one that was named), "nothing_plays", "already_there", "unknown_content" (nobody says
            what plays).
    """

    step: Step
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What came of starting something on a player.

    Attributes:
        app: where it plays in an app of the player's own: which.
        position_s: where it was asked to begin; None: the player, or its app, decides that.
        is_playing: the player was seen to play it.
        outcomes: of the commands to the player. source_outcomes: to the one that it played on.
    """

    step: Play | Handoff
    player: str
    title: str | None
    app: str | None = None
    position_s: float | None = None
    is_playing: bool = False
    outcomes: tuple[Outcome, ...] = ()
    source_outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step that several things fit; nothing was done.

    Attributes:
        code: "which_title" (options are titles), "which_player", "which_source" (ids of things).
    """

    step: Step
    code: Literal["which_title", "which_player", "which_source"]
    options: tuple[str, ...]


StepResult = (
    Acted
    | Answered
    | TimerAnswer
    | Scheduled
    | ListAnswer
    | Told
    | Announced
    | Undone
    | Cancelled
    | Declined
    | Shown
    | Asked
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A plan that waits for a yes; good for this one plan, once, until `expires_at`.

    Attributes:
        id: what a second channel names in its answer.
        entry_id: its line in the journal, and the `Result.id` of what comes of it.
        undo_of: the journal's entries that its `Undo` steps take back ("": none is left).
        text: what was said. schedule_id: the schedule that asks.
    """

    id: str
    entry_id: str
    plan: Plan
    actor: Actor
    risk: Risk
    asked_at: dt.datetime
    expires_at: dt.datetime
    undo_of: tuple[str, ...] = ()
    text: str | None = None
    schedule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a plan: its steps' results, or what it waits for, or why it was refused.

    Attributes:
        id: its entry in the journal.
    """

    id: str
    plan: Plan
    steps: tuple[StepResult, ...] = ()
    confirmation: Confirmation | None = None
    refused: Refused | None = None
