"""What a home keeps, at hand in memory and written through to its store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .journal import Entry
from .layout import Alignment, LayoutRecord, LayoutRevision, Place, Room
from .live import Adopted
from .people import BUILT_IN, Key, Person, Rule
from .result import Confirmation
from .schedule import ScheduledPlan
from .stores.store import KeptList, SetAside, Store
from .timers import KeptTimer

LOOKED_BACK = 200
"""How far back in the journal something to undo is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What a start found: plans that a stop cut short, and records that could not be read."""

    interrupted: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]


class Books:
    """All that is kept but the journal, which stays in the store."""

    def __init__(self, store: Store) -> None:
        kept = store.load()
        self.store = store
        self.timers: dict[str, KeptTimer] = dict(kept.timers)
        self.schedules: dict[str, ScheduledPlan] = dict(kept.schedules)
        self.confirmations: dict[str, Confirmation] = dict(kept.confirmations)
        self.lists: dict[str, KeptList] = dict(kept.lists)
        self.adopted: dict[str, Adopted] = dict(kept.adopted)
        self.people: dict[str, Person] = dict(kept.people)
        self.keys: dict[str, Key] = dict(kept.keys)
        self.rooms: dict[str, Room] = dict(kept.rooms)
        self.places: dict[str, Place] = dict(kept.places)
        self.alignments: dict[str, Alignment] = dict(kept.alignments)
        self.layout_revision = kept.layout_revision
        self._close_unreadable(kept.set_aside)
        self.recovered = Recovered(
            interrupted=self._close_interrupted(kept.unfinished), set_aside=kept.set_aside
        )

    def set_timer(self, timer_id: str, timer: KeptTimer | None) -> bool:
        """Keep a timer, or forget it; say whether that changed anything."""
        if timer is not None:
            self.store.put(timer)
            self.timers[timer_id] = timer
            return True
        self.store.drop(KeptTimer, timer_id)
        return self.timers.pop(timer_id, None) is not None

    def set_schedule(self, schedule_id: str, schedule: ScheduledPlan | None) -> bool:
        """Keep a schedule, or forget it; say whether that changed anything."""
        if schedule is not None:
            self.store.put(schedule)
            self.schedules[schedule_id] = schedule
            return True
        self.store.drop(ScheduledPlan, schedule_id)
        return self.schedules.pop(schedule_id, None) is not None

    def set_person(self, person_id: str, person: Person | None) -> bool:
        """Keep a person, or forget one; say whether that changed anything."""
        if person is not None:
            self.store.put(person)
            self.people[person_id] = person
            return True
        self.store.drop(Person, person_id)
        return self.people.pop(person_id, None) is not None

    def set_key(self, key_id: str, key: Key | None) -> bool:
        """Keep a key, or forget one; say whether that changed anything."""
        if key is not None:
            self.store.put(key)
            self.keys[key_id] = key
            return True
        self.store.drop(Key, key_id)
        return self.keys.pop(key_id, None) is not None

    def ask(self, confirmation: Confirmation) -> None:
        """Keep what waits for a yes."""
        self.store.put(confirmation)
        self.confirmations[confirmation.id] = confirmation

    def take(self, confirmation_id: str) -> bool:
        """End a confirmation; true for exactly one of all who try, crashes included."""
        self.confirmations.pop(confirmation_id, None)
        return self.store.drop(Confirmation, confirmation_id)

    def set_list(self, list_id: str, items: tuple[str, ...]) -> None:
        """Keep what is on a list."""
        self.lists[list_id] = KeptList(id=list_id, items=items)
        self.store.put(self.lists[list_id])

    def adopt(self, adopted: Adopted) -> None:
        """Keep what people call a thing."""
        self.store.put(adopted)
        self.adopted[adopted.id] = adopted

    def change_layout(
        self,
        *,
        keep: Sequence[LayoutRecord] = (),
        forget: Sequence[LayoutRecord] = (),
        revision: LayoutRevision | None = None,
    ) -> None:
        """Keep and forget parts of the layout, with its new revision: all of it, or nothing."""
        with self.store.together():
            for record in forget:
                self.store.drop(type(record), record.id)
            for record in keep:
                self.store.put(record)
            if revision is not None:
                self.store.put(revision)
        for record in forget:
            self._forget(record)
        for record in keep:
            self._keep(record)
        self.layout_revision = revision or self.layout_revision

    def _keep(self, record: LayoutRecord) -> None:
        match record:
            case Room():
                self.rooms[record.id] = record
            case Place():
                self.places[record.id] = record
            case Alignment():
                self.alignments[record.id] = record

    def _forget(self, record: LayoutRecord) -> None:
        match record:
            case Room():
                self.rooms.pop(record.id, None)
            case Place():
                self.places.pop(record.id, None)
            case Alignment():
                self.alignments.pop(record.id, None)

    def _close_unreadable(self, set_aside: tuple[SetAside, ...]) -> None:
        """Let who is always there do nothing where the rules were lost: they may have narrowed."""
        lost = {one.id for one in set_aside if one.kind == "person"}
        for person in BUILT_IN.values():
            if person.id in lost and person.role != "owner":
                self.set_person(person.id, replace(person, rules=(Rule(allow=False),)))

    def _close_interrupted(self, unfinished: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Close what a stop left open: accepted plans, and waiting ones with no confirmation."""
        asked = {confirmation.entry_id for confirmation in self.confirmations.values()}
        waiting = tuple(
            entry
            for entry in reversed(self.store.entries(LOOKED_BACK))
            if entry.status == "waiting" and entry.id not in asked
        )
        closed = tuple(replace(entry, status="interrupted") for entry in (*unfinished, *waiting))
        for entry in closed:
            self.store.put(entry)
        return closed
