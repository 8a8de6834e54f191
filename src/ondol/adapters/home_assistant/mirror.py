"""What one Home Assistant holds, as things: states and registries in, events and calls out. Pure.

It keeps every entity's state as Home Assistant tells it, whole, and maps those of a device anew
when an attribute has changed, for they say what it can do; states alone are only read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ondol.errors import DeviceUnreachableError
from ondol.things.command import Command, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import Value

from .mapping import (
    DOMAINS,
    Attributes,
    Call,
    Entity,
    Mapped,
    Place,
    UnsupportedError,
    to_things,
)
from .protocol import Difference, Entry, Present, Registries, Removed, States

MAX_ENTITIES = 20_000
MAX_THINGS = 4_000  # of the hub's 5000

_UPKEEP = frozenset({"identify", "restart", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is not brought along.

    Attributes:
        exclude: domains ("scene") and entities ("light.porch").
        without_mqtt: entities of Home Assistant's MQTT integration: where both listen to one
            broker, Ondol has those devices by itself.
    """

    exclude: Set[str] = frozenset()
    without_mqtt: bool = False

    def leaves_out(self, entity_id: str, entry: Entry | None, attributes: Attributes) -> str | None:
        """Return why an entity is left out; None: it comes along."""
        domain = entity_id.partition(".")[0]
        if domain not in DOMAINS:
            return domain
        if entity_id in self.exclude or domain in self.exclude:
            return "excluded"
        if domain == "button" and attributes.word("device_class") in _UPKEEP:
            return "diagnostic"
        if entry is None:
            return None
        if entry.is_hidden:
            return "hidden"
        if self.without_mqtt and entry.platform == "mqtt":
            return "mqtt"
        is_battery = domain in {"sensor", "binary_sensor"} and (
            attributes.word("device_class") == "battery"
        )
        if entry.category is not None and not is_battery:
            return entry.category
        return None


ALL = Choice()


@dataclass(slots=True)
class _Seen:
    """An entity as Home Assistant tells it; `shape`: see `Entity.shape`."""

    state: str
    attributes: dict[str, object]
    shape: dict[str, object] = field(default_factory=dict)

    def remember(self) -> None:
        for name, value in self.attributes.items():
            if value is not None or name not in self.shape:
                self.shape[name] = value


@dataclass(slots=True)
class _Known:
    """A thing as it was told to the hub.

    Attributes:
        reported: what it reported last. is_told: the hub knows all of it.
        asked: what was asked of each property last.
    """

    mapped: Mapped
    reported: dict[str, Value] = field(default_factory=dict)
    asked: dict[str, Value] = field(default_factory=dict)
    is_available: bool | None = None
    is_told: bool = False


class Mirror:
    """The things of one Home Assistant."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._registries = Registries()
        self._seen: dict[str, _Seen] = {}
        self._is_whole = False  # since the connection, all states were told
        self._groups: dict[str, set[str]] = {}
        self._things: dict[str, _Known] = {}
        self._things_of: dict[str, set[str]] = {}  # by entity
        self.left_out: Counter[str] = Counter()
        self.too_many = 0

    @property
    def count(self) -> int:
        """Return how many things there are."""
        return len(self._things)

    # In -----------------------------------------------------------------------------------------

    def learn(self, registries: Registries) -> list[Event]:
        """Take in names, areas, devices, units: each is so from now on."""
        self._registries = registries
        return self._map_all() if self._is_whole else []

    def tell(self, states: States) -> list[Event]:
        """Take in news of states; the first after `lost` are all there are."""
        if not self._is_whole:
            self._is_whole = True
            shapes = {id_: seen.shape for id_, seen in self._seen.items()}
            self._seen.clear()
            for one in states:
                self._put(one, shapes)
            return self._map_all()
        events: list[Event] = []
        for one in states:
            events += self._news(one)
        return events

    def lost(self) -> list[Event]:
        """Take in that there is no connection: nothing can be reached."""
        self._is_whole = False
        events: list[Event] = []
        for known in self._things.values():
            events += _available(known, is_available=False)
        return events

    def _news(self, one: Present | Difference | Removed) -> list[Event]:
        """Take in one entity's news: what it can do is looked at where its attributes moved."""
        entity_id = one.entity_id
        before = self._seen.get(entity_id)
        if before is None and (isinstance(one, Difference | Removed) or self._is_full()):
            return []
        is_new = not isinstance(one, Difference) or bool(one.attributes or one.without)
        self._put(one, {entity_id: before.shape} if before is not None else {})
        if is_new:
            return self._map(entity_id)
        events: list[Event] = []
        for thing_id in sorted(self._things_of.get(entity_id, ())):
            events += self._report(self._things[thing_id])
        return events

    def _put(
        self, one: Present | Difference | Removed, shapes: Mapping[str, dict[str, object]]
    ) -> None:
        match one:
            case Present(entity_id=entity_id, state=state, attributes=attributes):
                if self._is_full():
                    return
                seen = _Seen(state, dict(attributes), dict(shapes.get(entity_id, {})))
                seen.remember()
                self._seen[entity_id] = seen
            case Difference(entity_id=entity_id) if entity_id in self._seen:
                seen = self._seen[entity_id]
                seen.state = seen.state if one.state is None else one.state
                seen.attributes |= one.attributes
                for name in one.without:
                    seen.attributes.pop(name, None)
                seen.remember()
            case Difference():
                pass
            case Removed(entity_id=entity_id):
                self._seen.pop(entity_id, None)

    def _is_full(self) -> bool:
        return len(self._seen) >= MAX_ENTITIES

    # Mapping ------------------------------------------------------------------------------------

    def _group(self, entity_id: str) -> str:
        """Return what the entities of one device share; one without a device is by itself."""
        entry = self._registries.entries.get(entity_id)
        is_of_device = entry is not None and entry.device_id in self._registries.devices
        return f"device {entry.device_id}" if entry is not None and is_of_device else entity_id

    def _map_all(self) -> list[Event]:
        groups: dict[str, set[str]] = {}
        for entity_id in self._seen:
            groups.setdefault(self._group(entity_id), set()).add(entity_id)
        self._groups = groups
        self.left_out.clear()
        self.too_many = 0
        wanted = {
            one.thing.id: one for group in groups for one in self._mapped(group, self.left_out)
        }
        events: list[Event] = []
        for known in tuple(self._things.values()):
            if known.mapped.thing.id not in wanted:
                events += self._part_with(known)
        for one in wanted.values():
            events += self._keep(one)
        return events

    def _part_with(self, known: _Known) -> list[Event]:
        """Take a thing away; while Home Assistant starts, what it has not yet is only silent."""
        is_late = known.mapped.entity_id not in self._seen
        if is_late and not self._registries.config.is_running:
            return _available(known, is_available=False)
        return self._remove(known)

    def _map(self, entity_id: str) -> list[Event]:
        """Map an entity, and those of its device, anew."""
        group = self._group(entity_id)
        members = self._groups.setdefault(group, set())
        members.add(entity_id)
        before = {thing_id for one in members for thing_id in self._things_of.get(one, ())}
        if entity_id not in self._seen:
            members.discard(entity_id)
        wanted = {one.thing.id: one for one in self._mapped(group)}
        events: list[Event] = []
        for thing_id in sorted(before - set(wanted)):
            events += self._remove(self._things[thing_id])
        for one in wanted.values():
            events += self._keep(one)
        return events

    def _mapped(self, group: str, left_out: Counter[str] | None = None) -> tuple[Mapped, ...]:
        """Return the things that a device's entities are; count those that are left out."""
        entities: list[Entity] = []
        places: dict[str, Place] = {}
        for entity_id in self._groups.get(group, ()):
            seen = self._seen.get(entity_id)
            if seen is None:
                continue
            entry = self._registries.entries.get(entity_id)
            why = self._choice.leaves_out(entity_id, entry, Attributes(seen.shape))
            if why is not None:
                if left_out is not None:
                    left_out[why] += 1
                continue
            entities.append(self._entity(entity_id, seen))
            places[entity_id] = self._place(entity_id, entry)
        return to_things(entities, places)

    def _entity(self, entity_id: str, seen: _Seen) -> Entity:
        entry = self._registries.entries.get(entity_id)
        return Entity(
            id=entity_id,
            state=seen.state,
            now=Attributes(seen.attributes),
            shape=Attributes(seen.shape),
            is_fahrenheit=self._registries.config.is_fahrenheit,
            has_code=entry is not None and entry.has_code,
        )

    def _place(self, entity_id: str, entry: Entry | None) -> Place:
        if entry is None:
            return Place()
        device = self._registries.devices.get(entry.device_id or "")
        area_id = entry.area_id or (device.area_id if device is not None else None)
        return Place(
            area=self._registries.areas.get(area_id or ""),
            aliases=self._registries.aliases.get(entity_id, ()),
        )

    # Out ----------------------------------------------------------------------------------------

    def _keep(self, one: Mapped) -> list[Event]:
        """Take a thing as it is mapped now; tell what is new of it, and what it reports."""
        known = self._things.get(one.thing.id)
        events: list[Event] = []
        if known is None:
            if len(self._things) >= MAX_THINGS:
                self.too_many += 1
                return []
            known = self._things[one.thing.id] = _Known(one)
            events.append(Found(thing=one.thing))
        elif known.mapped.thing != one.thing:
            events.append(Found(thing=one.thing))
            known.is_told = False
        self._forget(known)
        known.mapped = one
        for entity_id in one.entity_ids():
            self._things_of.setdefault(entity_id, set()).add(one.thing.id)
        return events + self._report(known)

    def _report(self, known: _Known) -> list[Event]:
        """Return whether a thing is there, and what is new of what it reports."""
        mapped = known.mapped
        entities = {
            id_: self._entity(id_, self._seen[id_])
            for id_ in mapped.entity_ids()
            if id_ in self._seen
        }
        main = entities.get(mapped.entity_id)
        if main is None or not main.is_available:
            return _available(known, is_available=False)
        events = _available(known, is_available=True)
        values = mapped.values(entities, known.asked)
        new = {
            name: value
            for name, value in values.items()
            if not known.is_told or name not in known.reported or known.reported[name] != value
        }
        known.reported |= new
        known.is_told = True
        return [*events, Changed(thing_id=mapped.thing.id, values=new)] if new else events

    def _remove(self, known: _Known) -> list[Event]:
        self._forget(known)
        del self._things[known.mapped.thing.id]
        return [Gone(thing_id=known.mapped.thing.id)]

    def _forget(self, known: _Known) -> None:
        for entity_id in known.mapped.entity_ids():
            self._things_of.get(entity_id, set()).discard(known.mapped.thing.id)

    # Commands -----------------------------------------------------------------------------------

    def calls(self, commands: Sequence[Command]) -> tuple[str, Sequence[Call]] | Refused:
        """Return the entity that commands for one thing are for, and the calls that do them.

        Raises:
            DeviceUnreachableError: Home Assistant itself cannot reach it.
        """
        if not commands:
            return "", ()
        known = self._things.get(commands[0].thing_id)
        if known is None:
            reason = f"Home Assistant has no {commands[0].thing_id[:80]}"
            return Refused(reason=reason, code="no_such_thing")
        if self._is_whole and not known.is_available:  # else the client says why nothing can be
            title = known.mapped.thing.title
            raise DeviceUnreachableError(f"{title} is unavailable in Home Assistant")
        try:
            calls = known.mapped.calls(commands, known.reported)
        except UnsupportedError as error:
            reason = f"{known.mapped.thing.title}: {error}"
            return Refused(reason=reason, code="no_ability")
        known.asked |= {one.name: one.value for one in commands if isinstance(one, SetProperty)}
        return known.mapped.entity_id, calls


def _available(known: _Known, *, is_available: bool) -> list[Event]:
    if known.is_available is is_available:
        return []
    known.is_available = is_available
    known.is_told = False  # what it reports when it is back, it says again
    return [Availability(thing_id=known.mapped.thing.id, is_available=is_available)]
