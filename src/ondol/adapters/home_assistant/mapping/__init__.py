"""What the entities of Home Assistant are as things (docs/reference/home-assistant.md). Pure.

A family of domains a module; here they are chosen by their domain, and those of one device joined.
What has no counterpart among the types of thing is not read: the table `DOMAINS` is all there is.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ondol.language.normalise import clean
from ondol.things.catalog import TYPES
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import Action, Property, State, Thing, Value

from .air import fan, humidifier
from .climate import climate, water_heater
from .cover import cover, lock, valve
from .entity import Attributes, Entity
from .light import light
from .parts import Call, Part, UnsupportedError
from .player import media_player
from .robot import lawn_mower, vacuum
from .simple import (
    binary_sensor,
    button,
    measure_of,
    person,
    reading,
    scene,
    script,
    sensor,
    switch,
)

MAX_NAME = 80  # characters
MAX_THING_ID = 128

__all__ = [
    "DOMAINS",
    "Attributes",
    "Call",
    "Entity",
    "Mapped",
    "Place",
    "UnsupportedError",
    "thing_id",
    "to_things",
]

_PARTS: Mapping[str, Callable[[Entity], Part]] = {
    "binary_sensor": binary_sensor,
    "button": button,
    "climate": climate,
    "cover": cover,
    "fan": fan,
    "humidifier": humidifier,
    "input_boolean": switch,
    "input_button": button,
    "lawn_mower": lawn_mower,
    "lock": lock,
    "media_player": media_player,
    "person": person,
    "scene": scene,
    "script": script,
    "switch": switch,
    "vacuum": vacuum,
    "valve": valve,
    "water_heater": water_heater,
    "light": light,
    **dict.fromkeys(("sensor", "number", "select", "input_number", "input_select"), sensor),
}

DOMAINS = frozenset(_PARTS)
"""Domains that are read."""

_MAIN = frozenset(_PARTS) - {
    *("binary_sensor", "button", "input_boolean", "input_button"),
    *("person", "scene", "script", "switch"),
    *("sensor", "number", "select", "input_number", "input_select"),
}
_KNOBS = frozenset({"number", "select"})

_LENT: Mapping[str, str] = {
    "battery": "battery",
    "energy": "energy",
    "humidity": "humidity",
    "pm25": "pm25",
    "power": "power",
    "temperature": "temperature",
}
"""Which property of a device's main thing a sensor is, by what it measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the registries say of an entity: the area it stands in, its other names."""

    area: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lent:
    """A property of a thing that a sensor of its device reports."""

    entity_id: str
    decode: Callable[[Entity], Value]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mapped:
    """A thing, and how to talk with it."""

    thing: Thing
    entity_id: str
    part: Part
    lent: Mapping[str, _Lent] = field(default_factory=dict)

    def values(self, entities: Mapping[str, Entity], asked: State) -> State:
        """Return what the thing's entities report."""
        values = {**self.part.read(entities[self.entity_id], asked)}
        for name, lent in self.lent.items():
            entity = entities.get(lent.entity_id)
            is_there = entity is not None and entity.is_available
            values[name] = lent.decode(entity) if entity is not None and is_there else None
        return values

    def entity_ids(self) -> Iterator[str]:
        """Yield the entities that it is made of."""
        yield self.entity_id
        for lent in self.lent.values():
            yield lent.entity_id

    def calls(self, commands: Sequence[Command], reported: State) -> list[Call]:
        """Return the calls that carry out commands, in their order.

        Raises:
            UnsupportedError: one of them cannot be asked for.
        """
        changes = {
            command.name: command.value for command in commands if isinstance(command, SetProperty)
        }
        calls = [*self.part.write(changes, reported)] if changes else []
        for command in commands:
            if isinstance(command, InvokeAction):
                if command.name not in self.part.actions:
                    raise UnsupportedError(f"it has no action {command.name[:40]}")
                calls.append(self.part.actions[command.name])
        return calls


def thing_id(entity_id: str) -> str:
    """Return the id of the thing that an entity is: as stable as the entity's own.

    >>> thing_id("light.kitchen")
    'ha-light.kitchen'
    """
    made = f"ha-{entity_id}"
    if len(made) <= MAX_THING_ID:
        return made
    mark = hashlib.sha256(entity_id.encode()).hexdigest()[:8]
    return f"{made[: MAX_THING_ID - 9]}-{mark}"


def to_things(entities: Iterable[Entity], places: Mapping[str, Place]) -> tuple[Mapped, ...]:
    """Return the things that the entities of one device are, each with what belongs to it.

    A device with exactly one main entity is that thing: its sensors, where each is the only one of
    its kind and what it measures is a property that the thing lacks, are properties of it.
    """
    parts = {entity.id: (entity, _part(entity)) for entity in entities}
    parts = {id_: (entity, part) for id_, (entity, part) in parts.items() if part.properties}
    main = _main(parts)
    lent = _lent(main, parts, places) if main is not None else {}
    taken = {one.entity_id for one in lent.values()}
    return tuple(
        _mapped(entity, part, places[id_], lent if id_ == main else {})
        for id_, (entity, part) in sorted(parts.items())
        if id_ not in taken and not (main is not None and entity.domain in _KNOBS)
    )


def _part(entity: Entity) -> Part:
    return _PARTS[entity.domain](entity)


def _main(parts: Mapping[str, tuple[Entity, Part]]) -> str | None:
    mains = [id_ for id_, (entity, _) in parts.items() if entity.domain in _MAIN]
    mains = mains or [id_ for id_, (entity, _) in parts.items() if entity.domain == "switch"]
    return mains[0] if len(mains) == 1 else None


def _lent(
    main: str,
    parts: Mapping[str, tuple[Entity, Part]],
    places: Mapping[str, Place],
) -> dict[str, _Lent]:
    _, part = parts[main]
    known = TYPES[part.type].properties
    found: dict[str, list[Entity]] = {}
    for id_, (entity, _) in parts.items():
        name = _LENT.get(measure_of(entity) or "", "") if entity.domain == "sensor" else ""
        is_near = places[id_].area == places[main].area
        if name in known and name not in part.properties and is_near:
            found.setdefault(name, []).append(entity)
    lent: dict[str, _Lent] = {}
    for name, sensors in found.items():
        decode = reading(sensors[0], known[name]) if len(sensors) == 1 else None
        if decode is not None:
            decode = _rounded(decode) if known[name].type is int else decode
            lent[name] = _Lent(entity_id=sensors[0].id, decode=decode)
    return lent


def _rounded(decode: Callable[[Entity], Value]) -> Callable[[Entity], Value]:
    def read(entity: Entity) -> Value:
        value = decode(entity)
        return round(value) if isinstance(value, float) else value

    return read


def _mapped(entity: Entity, part: Part, place: Place, lent: Mapping[str, _Lent]) -> Mapped:
    known = TYPES[part.type].properties
    properties: dict[str, Property] = {
        **part.properties,
        **{name: known[name] for name in lent},
    }
    thing = Thing(
        id=thing_id(entity.id),
        title=_title(entity),
        type=part.type,
        aliases=place.aliases,
        area=place.area,
        kind=part.kind,
        measures=part.measures,
        properties=properties,
        actions={name: Action() for name in sorted(part.actions)},
    )
    return Mapped(thing=thing, entity_id=entity.id, part=part, lent=lent)


def _title(entity: Entity) -> str:
    named = entity.shape.text("friendly_name")
    own = entity.id.partition(".")[2].replace("_", " ")
    return clean(named or own, limit=MAX_NAME) or entity.id[:MAX_NAME]
