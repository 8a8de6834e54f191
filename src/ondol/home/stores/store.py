"""The port to what a home keeps: journal, schedules, confirmations, lists, names, people, layout.

Synchronous on purpose: each call is one small write, and "accepted" must be on disk before
anything moves. One suite of tests holds for every store (tests/home/test_stores.py).
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ondol.home.journal import Entry
from ondol.home.layout import Alignment, LayoutRecord, LayoutRevision, Place, Room
from ondol.home.live import Adopted
from ondol.home.people import Key, Person
from ondol.home.result import Confirmation
from ondol.home.schedule import ScheduledPlan
from ondol.home.timers import KeptTimer

MAX_ENTRIES = 10_000
"""How many journal entries are kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """What is on a list, by the list's id."""

    id: str
    items: tuple[str, ...]


Record = (
    KeptTimer
    | ScheduledPlan
    | Confirmation
    | KeptList
    | Adopted
    | Person
    | Key
    | LayoutRecord
    | LayoutRevision
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A record that could not be read; it is kept where it does no harm.

    Attributes:
        kind: of what it was ("entry", "kept_timer", ...); "file" for a whole damaged file.
    """

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All that a start needs.

    Attributes:
        unfinished: journal entries that were accepted and never completed, the oldest first.
        set_aside: what could not be read, this time.
    """

    timers: Mapping[str, KeptTimer]
    schedules: Mapping[str, ScheduledPlan]
    confirmations: Mapping[str, Confirmation]
    lists: Mapping[str, KeptList]
    adopted: Mapping[str, Adopted]
    people: Mapping[str, Person]
    keys: Mapping[str, Key]
    rooms: Mapping[str, Room]
    places: Mapping[str, Place]
    alignments: Mapping[str, Alignment]
    layout_revision: LayoutRevision
    unfinished: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...] = ()


class Store(Protocol):
    """Keeps what must outlive the process; what was put is there after a crash at any point."""

    def load(self) -> Kept:
        """Return what is kept; what cannot be read is set aside, reported, and not in the way."""
        ...

    def entry(self, entry_id: str) -> Entry | None:
        """Return one journal entry; None: there is none, or it cannot be read."""
        ...

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """Return the journal's newest entries, the newest first."""
        ...

    def put(self, record: Record | Entry) -> None:
        """Keep a record, instead of what had its id before; an entry keeps its place."""
        ...

    def drop(self, kind: type[Record], record_id: str) -> bool:
        """Forget a record for good, and say whether it was there: true exactly once."""
        ...

    def together(self, *, at_once: bool = False) -> AbstractContextManager[None]:
        """Make the writes within it one: all of them are kept, or none.

        `at_once`: not even a power cut may take them back.
        """
        ...

    def close(self) -> None:
        """Let go of the store; nothing may be asked of it after."""
        ...
