"""What the hub tells those who watch it: the page, other assistants, the log."""

import asyncio
import datetime as dt
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from ondol.things.thing import State, Thing

from .home import Home, Timer
from .journal import Entry
from .layout import Place, Room
from .players import Playing
from .result import Confirmation
from .schedule import ScheduledPlan

MAX_WAITING = 1000
"""Events that may wait for one watcher; one that is slower is let go and must come again."""

MAX_ANNOUNCED = 20
"""How many announcements are remembered for those who come later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeChanged:
    """Areas or names changed: everything may have to be shown anew."""

    home: Home


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingFound:
    """A thing is there, or can do more or less than before."""

    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingGone:
    """A thing was taken away."""

    thing_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged:
    """A thing's state: all that it reports, and what is asked of it and not reported yet."""

    thing_id: str
    state: State
    desired: State


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityChanged:
    """A thing can be reached again, or no more."""

    thing_id: str
    is_available: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalAdded:
    """A journal entry came to an end, waits, or was undone: the newest form of it."""

    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationNeeded:
    """Somebody must say yes or no."""

    confirmation: Confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationEnded:
    """A confirmation is open no more."""

    confirmation_id: str
    end: Literal["accepted", "declined", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimersChanged:
    """All timers and schedules, as they are now."""

    timers: tuple[Timer, ...]
    schedules: tuple[ScheduledPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutChanged:
    """Where things stand, and what of it is new or gone: areas of rooms, ids of things."""

    revision: int
    rooms: tuple[Room, ...] = ()
    things: tuple[Place, ...] = ()
    gone_rooms: tuple[str, ...] = ()
    gone_things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayingChanged:
    """What each player plays, or played last."""

    playing: tuple[Playing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The home says something.

    Attributes:
        message: what; empty: a notice that the home words.
        timer: the timer that ended; None: a message. overdue_s: how late, where the hub was off.
        things: players that it is to be heard on; empty: where people are.
    """

    message: str
    at: dt.datetime
    things: tuple[str, ...] = ()
    timer: Timer | None = None
    overdue_s: int = 0


HubEvent = (
    HomeChanged
    | ThingFound
    | ThingGone
    | StateChanged
    | AvailabilityChanged
    | JournalAdded
    | ConfirmationNeeded
    | ConfirmationEnded
    | TimersChanged
    | LayoutChanged
    | PlayingChanged
    | Announced
)


class Notices:
    """Hands each event to all who watch."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[HubEvent | None]] = set()
        self._deaf: set[asyncio.Queue[HubEvent | None]] = set()
        self._announced: deque[Announced] = deque(maxlen=MAX_ANNOUNCED)

    def publish(self, event: HubEvent) -> int:
        """Hand `event` to all who watch, and return to how many it may reach people."""
        if isinstance(event, Announced):
            self._announced.append(event)
        for queue in tuple(self._queues):
            if queue.qsize() >= MAX_WAITING:
                self._queues.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)
        return len(self._queues - self._deaf)

    def announced(self) -> tuple[Announced, ...]:
        """Return the last announcements, the oldest first."""
        return tuple(self._announced)

    @asynccontextmanager
    async def subscribe(self, *, is_deaf: bool = False) -> AsyncIterator[AsyncIterator[HubEvent]]:
        """Watch from now on; the events end where the watcher was too slow.

        `is_deaf`: no person hears what is announced to it; it is a part of the hub.
        """
        queue: asyncio.Queue[HubEvent | None] = asyncio.Queue()
        self._queues.add(queue)
        if is_deaf:
            self._deaf.add(queue)
        try:
            yield _events(queue)
        finally:
            self._queues.discard(queue)
            self._deaf.discard(queue)


async def _events(queue: "asyncio.Queue[HubEvent | None]") -> AsyncIterator[HubEvent]:
    while (event := await queue.get()) is not None:
        yield event
