"""A store that forgets all when the process ends: for tests, exams and a look around."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from ondol.home.journal import Entry
from ondol.home.layout import Alignment, LayoutRevision, Place, Room
from ondol.home.live import Adopted
from ondol.home.people import Key, Person
from ondol.home.result import Confirmation
from ondol.home.schedule import ScheduledPlan
from ondol.home.timers import KeptTimer

from .store import MAX_ENTRIES, Kept, KeptList, Record

_T = TypeVar("_T", bound=Record)


class MemoryStore:
    """Keeps records as they are; see `Store`."""

    def __init__(self, *, max_entries: int = MAX_ENTRIES) -> None:
        self._max_entries = max_entries
        self._entries: dict[str, Entry] = {}
        self._records: dict[tuple[type[Record], str], Record] = {}

    def load(self) -> Kept:
        """Return what is kept."""
        return Kept(
            timers=self._all(KeptTimer),
            schedules=self._all(ScheduledPlan),
            confirmations=self._all(Confirmation),
            lists=self._all(KeptList),
            adopted=self._all(Adopted),
            people=self._all(Person),
            keys=self._all(Key),
            rooms=self._all(Room),
            places=self._all(Place),
            alignments=self._all(Alignment),
            layout_revision=self._all(LayoutRevision).get("layout", LayoutRevision()),
            unfinished=tuple(e for e in self._entries.values() if e.status == "accepted"),
        )

    def entry(self, entry_id: str) -> Entry | None:
        """Return one journal entry."""
        return self._entries.get(entry_id)

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """Return the newest entries, the newest first."""
        return tuple(reversed(self._entries.values()))[: max(limit, 0)]

    def put(self, record: Record | Entry) -> None:
        """Keep a record."""
        if not isinstance(record, Entry):
            self._records[type(record), record.id] = record
            return
        self._entries[record.id] = record
        if len(self._entries) > self._max_entries:
            del self._entries[next(iter(self._entries))]

    def drop(self, kind: type[Record], record_id: str) -> bool:
        """Forget a record."""
        return self._records.pop((kind, record_id), None) is not None

    @contextmanager
    def together(self, *, at_once: bool = False) -> Iterator[None]:
        """Make the writes within it one."""
        entries, records = dict(self._entries), dict(self._records)
        try:
            yield
        except BaseException:
            self._entries, self._records = entries, records
            raise

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def _all(self, kind: type[_T]) -> dict[str, _T]:
        return {record.id: record for record in self._records.values() if isinstance(record, kind)}
