"""The journal: who asked what, what was planned, done, refused and observed.

An entry is written before anything moves and completed after, so that a crash between the two is
seen at the next start.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ondol.things.thing import State

from .plan import Plan, When
from .policy import Actor, Risk
from .result import Result
from .timers import TimerChange

Status = Literal[
    "waiting", "accepted", "completed", "refused", "declined", "expired", "interrupted", "missed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What an undo needs to know of what was done.

    Attributes:
        before: what the things that the plan commands reported before; what was under way counts.
        after: what they reported when it was over; absent where that is not known.
        timers: what became of timers. schedules: ids of those that were made.
    """

    before: Mapping[str, State] = field(default_factory=dict)
    after: Mapping[str, State] = field(default_factory=dict)
    timers: tuple[TimerChange, ...] = ()
    schedules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How an utterance was understood.

    Attributes:
        by: "nano", or a "larger" model, whose plan it was.
        confidence: nano's, 0 to 1; None: it is not known.
        area: the id of the speaker's. looked_at: ids of the things that the speaker looked at.
    """

    by: Literal["nano", "larger"]
    confidence: float | None = None
    area: str | None = None
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One plan's line in the journal.

    Attributes:
        status: "waiting" for confirmation; "accepted": under way; "completed"; or why it was not
            done: "refused", "declined" or "expired" instead of confirmed, "interrupted" by a stop
            of the hub, "missed" (a schedule whose moment passed while the hub was off).
        text: what was said, where it was said.
        confirmed_by: the id of the actor who said yes.
        undone_by: the id of the entry that took it back.
        schedule_id: the schedule that did it. when: on what it waited.
        heard: how it was understood, where it was said.
        risk: what policy found that it risks. waived: up to which risk somebody had said yes.
        declined_by: the id of the actor who said no.
    """

    id: str
    at: dt.datetime
    actor: Actor
    plan: Plan
    status: Status
    text: str | None = None
    result: Result | None = None
    trace: Trace | None = None
    confirmed_by: str | None = None
    undone_by: str | None = None
    schedule_id: str | None = None
    when: When | None = None
    heard: Heard | None = None
    risk: Risk | None = None
    waived: Risk | None = None
    declined_by: str | None = None
