"""What the home holds and what its things report, kept up to date from adapters' events.

The names, areas and aliases that people gave (the home file, `Adopted`) win over those that a
device suggests of itself; what a thing can do is the device's to say.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from ondol.language.normalise import clean, key
from ondol.language.rooms import room_of
from ondol.things.event import Changed, Found
from ondol.things.thing import State, Thing, Value

from .home import Area, Home
from .observe import as_reported

MAX_NAME = 80
MAX_TEXT = 300
MAX_ALIASES = 20
MAX_AREAS = 200
MAX_THINGS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What people say of a thing, by its id; None: what the device says."""

    id: str
    title: str | None = None
    area: str | None = None
    aliases: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a thing said: all of it, what of it is new, and why some was left out."""

    said: State = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


class Live:
    """The present state. States are replaced, never changed in place: a snapshot stays true.

    Of the given home only what is available is there from the start (lists, people); the rest waits
    for an adapter to find it, and then bears the names that the home gives it.
    """

    def __init__(self, home: Home, adopted: Mapping[str, Adopted]) -> None:
        there = {key: thing for key, thing in home.things.items() if key in home.available}
        self.given = home
        self.areas: dict[str, Area] = dict(home.areas)
        self.things: dict[str, Thing] = dict(there)
        self.state: dict[str, State] = {key: home.state.get(key, {}) for key in there}
        self.available: set[str] = set(there)
        self.adapter_of: dict[str, str] = {}
        self._adopted = dict(adopted)
        self._as_found: dict[str, Thing] = dict(there)
        for thing_id in tuple(self.things):
            self._name(thing_id)

    def value(self, thing_id: str, name: str) -> Value:
        """Return what a thing reported last; None: unknown."""
        return self.state.get(thing_id, {}).get(name)

    def found(self, adapter: str, event: Found) -> bool:
        """Take in a thing, and say whether there is a new area with it.

        Raises:
            ValueError: there are too many things, or another adapter has one of this id.
        """
        found = event.thing
        owner = self.adapter_of.setdefault(found.id, adapter)
        if owner != adapter:
            raise ValueError(f"{adapter} found {found.id}, which {owner} speaks for")
        if found.id not in self.things and len(self.things) >= MAX_THINGS:
            raise ValueError(f"{adapter} found more than {MAX_THINGS} things")
        area, is_new_area = self._area(found)
        self._as_found[found.id] = dataclasses.replace(
            found,
            title=clean(found.title, limit=MAX_NAME) or found.id[:MAX_NAME],
            aliases=_names(found.aliases),
            area=area,
        )
        for thing_id in tuple(self._as_found) if is_new_area else (found.id,):
            self._name(thing_id)  # people may have put others into the area before it was there
        reported = self.state.get(found.id, {})
        self.state[found.id] = {name: reported.get(name) for name in found.properties}
        return is_new_area

    def gone(self, thing_id: str) -> None:
        """Take a thing away; what people said of it is kept in case it comes again."""
        for known in (self.things, self.state, self.adapter_of, self._as_found):
            known.pop(thing_id, None)
        self.available.discard(thing_id)

    def changed(self, event: Changed) -> Report:
        """Take in what a thing reports."""
        thing = self.things.get(event.thing_id)
        if thing is None:
            return Report(problems=(f"{event.thing_id} reports, but was never found",))
        said: dict[str, Value] = {}
        problems: list[str] = []
        for name, value in event.values.items():
            try:
                said[name] = as_reported(thing, name, _short(value))
            except ValueError as error:
                problems.append(str(error))
        before = self.state.get(thing.id, {})
        moved = frozenset(
            name for name, value in said.items() if name not in before or before[name] != value
        )
        self.state[thing.id] = {**before, **said}
        return Report(said=said, moved=moved, problems=tuple(problems))

    def adopt(self, adopted: Adopted) -> None:
        """Take in what people say of a thing."""
        self._adopted[adopted.id] = adopted
        if adopted.id in self.things:
            self._name(adopted.id)

    def _name(self, thing_id: str) -> None:
        """Give a thing the names and the place that it has here."""
        thing = self._as_found[thing_id]
        given = self.given.things.get(thing_id)
        if given is not None:
            thing = dataclasses.replace(
                thing,
                title=given.title,
                aliases=given.aliases,
                area=given.area or thing.area,
                kind=given.kind or thing.kind,
                measures=given.measures or thing.measures,
            )
        adopted = self._adopted.get(thing_id)
        if adopted is not None:
            thing = dataclasses.replace(
                thing,
                title=adopted.title or thing.title,
                aliases=thing.aliases if adopted.aliases is None else adopted.aliases,
                area=adopted.area if adopted.area in self.areas else thing.area,
            )
        self.things[thing_id] = thing

    def _area(self, found: Thing) -> tuple[str | None, bool]:
        """Return the id of the area that a device suggests, and whether it is a new one.

        One that suggests none may bear a room in its name; people are in none for that.
        """
        title = clean(found.title, limit=MAX_NAME)
        implied = room_of(title) if found.type not in {"person", "list"} else None
        name = clean(found.area or implied or "", limit=MAX_NAME)
        if not key(name):
            return None, False
        for area in self.areas.values():
            if key(name) in {key(called) for called in (area.id, area.name, *area.aliases)}:
                return area.id, False
        if len(self.areas) >= MAX_AREAS:
            return None, False
        self.areas[key(name)] = Area(id=key(name), name=name)
        return key(name), True


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = (clean(name, limit=MAX_NAME) for name in names[:MAX_ALIASES])
    return tuple(name for name in cleaned if name)


def _short(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value, limit=MAX_TEXT)
    return value
