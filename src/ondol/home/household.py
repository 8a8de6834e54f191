"""The household: the people of one home and their keys, kept in its store."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from ondol.clock import Clock
from ondol.language.normalise import clean
from ondol.things.command import Refused

from .books import Books
from .people import BUILT_IN, GIVEN, MAX_KEYS, MAX_PEOPLE, MAX_RULES, Key, Person, Role, Rule, Way

MAX_NAME = 60
MAX_LABEL = 60


class Household:
    """Who may ask; what each may ask for is in `people` and `policy`."""

    def __init__(self, books: Books, clock: Clock, new_id: Callable[[], str]) -> None:
        self._books = books
        self._clock = clock
        self._new_id = new_id
        self._listeners: list[Callable[[], None]] = []

    def listen(self, keys_changed: Callable[[], None]) -> None:
        """Have `keys_changed` called whenever a key is made or opens nothing any more.

        A guest's time ends without a call: who must know looks now and then.
        """
        self._listeners.append(keys_changed)

    def people(self) -> tuple[Person, ...]:
        """Return everybody, those that are always there first; a guest whose time is over too."""
        return tuple({**BUILT_IN, **self._books.people}.values())

    def person(self, person_id: str) -> Person | None:
        """Return a person who may still ask; None: there is none, or the time is over."""
        person = self._books.people.get(person_id) or BUILT_IN.get(person_id)
        return None if person is None or person.is_gone(self._clock.now()) else person

    def keys(self, person_id: str) -> tuple[Key, ...]:
        """Return the keys that a person holds, the oldest first."""
        return tuple(key for key in self._books.keys.values() if key.person == person_id)

    def key(self, digest: str) -> Key | None:
        """Return the key with this digest, if its person may still ask."""
        found = next((key for key in self._books.keys.values() if key.digest == digest), None)
        return found if found is not None and self.person(found.person) is not None else None

    def headsets(self) -> tuple[Key, ...]:
        """Return the keys of headsets whose people may still ask, the oldest first."""
        keys = (key for key in self._books.keys.values() if key.way == "headset")
        return tuple(key for key in keys if self.person(key.person) is not None)

    def add(
        self,
        *,
        name: str,
        role: Role,
        rules: tuple[Rule, ...] = (),
        expires_at: dt.datetime | None = None,
    ) -> Person | Refused:
        """Let somebody in.

        Refused with code "no_name", "taken", "no_role" (one that nobody is given), "past" (the end
        is over already) or "too_many".
        """
        name = clean(name, limit=MAX_NAME)
        if not name:
            return Refused(reason="a person needs a name", code="no_name")
        if any(person.name == name for person in self.people()):
            return Refused(reason=f"there is {name} already", code="taken")
        if len(self._books.people) >= MAX_PEOPLE:
            return Refused(reason=f"more than {MAX_PEOPLE} people", code="too_many")
        person = Person(id=self._new_id(), name=name, role=role, rules=rules, expires_at=expires_at)
        return self._checked(person)

    def change(
        self, person_id: str, *, rules: tuple[Rule, ...], expires_at: dt.datetime | None
    ) -> Person | Refused:
        """Give a person other rules and another end; codes as in `add`, and "no_person"."""
        person = self._books.people.get(person_id) or BUILT_IN.get(person_id)
        if person is None:
            return Refused(reason=f"there is no person {person_id}", code="no_person")
        if person_id in BUILT_IN and expires_at is not None:
            return Refused(reason=f"{person.name} is always there", code="no_role")
        return self._checked(replace(person, rules=rules, expires_at=expires_at))

    def remove(self, person_id: str) -> bool:
        """Take a person away with all keys and schedules; say whether there was one to take."""
        if person_id in BUILT_IN or person_id not in self._books.people:
            return False
        with self._books.store.together(at_once=True):
            for key in self.keys(person_id):
                self._books.set_key(key.id, None)
            for schedule in tuple(self._books.schedules.values()):
                if schedule.actor.id == person_id:
                    self._books.set_schedule(schedule.id, None)
            self._books.set_person(person_id, None)
        self._tell()
        return True

    def give(
        self, person_id: str, digest: str, *, way: Way | None = None, label: str = ""
    ) -> Key | Refused:
        """Keep the digest of a new key for a person; codes "no_person", "too_many"."""
        if self.person(person_id) is None:
            return Refused(reason=f"there is no person {person_id}", code="no_person")
        if len(self.keys(person_id)) >= MAX_KEYS:
            reason = f"a person has at most {MAX_KEYS} keys; take one back"
            return Refused(reason=reason, code="too_many")
        made = Key(
            id=self._new_id(),
            person=person_id,
            digest=digest,
            made_at=self._clock.now(),
            way=way,
            label=clean(label, limit=MAX_LABEL),
        )
        self._books.set_key(made.id, made)
        self._tell()
        return made

    def take_back(self, key_id: str) -> bool:
        """Make a key open nothing any more; say whether there was one."""
        was_there = self._books.set_key(key_id, None)
        self._tell()
        return was_there

    def _tell(self) -> None:
        for keys_changed in self._listeners:
            keys_changed()

    def _checked(self, person: Person) -> Person | Refused:
        if person.id not in BUILT_IN and person.role not in GIVEN:
            reason = f"{person.role} is no role for people: use {', '.join(GIVEN)}"
            return Refused(reason=reason, code="no_role")
        if len(person.rules) > MAX_RULES:
            return Refused(reason=f"more than {MAX_RULES} rules", code="too_many")
        if person.is_gone(self._clock.now()):
            return Refused(reason="that moment is over already", code="past")
        self._books.set_person(person.id, person)
        return person
