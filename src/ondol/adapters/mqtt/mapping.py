"""What the entities of one device are as things (docs/reference/mqtt.md, "What belongs to what").

Pure: nothing here waits. `components` read each entity; here they are joined.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ondol.things.catalog import COVER_KINDS, TYPES
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import Action, Property, State, Thing, Value

from . import components
from .components.attributes import action, attribute, infer, words_of
from .discovery import Availability, Entity
from .fields import MAX_NAME, InvalidDiscoveryError
from .parts import Part, Publish, Read, UnsupportedError

MAX_THING_ID = 100

_ACCESSORIES = frozenset({"sensor", "binary_sensor", "number", "select", "switch", "button"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A thing, and how to talk with it.

    Attributes:
        owners: which part sets and reports a property.
        availability: how each of its components says that it is there.
        keys: entities that it is made of.
    """

    thing: Thing
    parts: tuple[Part, ...]
    owners: Mapping[str, tuple[Part, ...]]
    availability: tuple[Availability, ...]
    keys: tuple[str, ...]

    def reads(self) -> Iterator[tuple[Part, Read]]:
        """Yield each topic that is read, with the part that it belongs to."""
        for part in self.parts:
            for read in part.reads:
                yield part, read

    def own(self, part: Part, values: State) -> State:
        """Return what of `values` this part may report."""
        return {name: value for name, value in values.items() if part in self.owners.get(name, ())}

    def commanded(self) -> frozenset[str]:
        """Return the topics to which it sends."""
        return frozenset[str]().union(*(part.commanded for part in self.parts))

    def guards(self) -> bool:
        """Say whether it lets people, water or gas in: what it is told, only it may be told."""
        kinds = {"door", "garage", "gate"}
        return self.thing.type in {"lock", "valve"} or self.thing.kind in kinds

    def known(self) -> State:
        """Return what is so before anything is reported."""
        return {name: value for part in self.parts for name, value in part.known.items()}

    def assumed(self, changes: State) -> State:
        """Return those changes that nobody will report: sent is all that can be known."""
        return {
            name: value
            for name, value in changes.items()
            if all(name in part.assumed for part in self.owners.get(name, ()))
        }

    def messages(self, commands: Sequence[Command], reported: State) -> list[Publish]:
        """Return the messages that carry out commands, in the order in which to send them.

        Raises:
            UnsupportedError, TemplateError: one of them cannot be asked for.
        """
        changes = {
            command.name: command.value for command in commands if isinstance(command, SetProperty)
        }
        sent = [
            message
            for part, share in self._shares(changes)
            for message in part.write(share, reported)
        ]
        actions = (command.name for command in commands if isinstance(command, InvokeAction))
        return [*sent, *map(self._press, actions)]

    def _shares(self, changes: State) -> list[tuple[Part, dict[str, Value]]]:
        """Return each part's share of the changes: the one that turns on first, off last."""
        shares: dict[int, tuple[Part, dict[str, Value]]] = {}
        for name, value in changes.items():
            part = self._setter(name, value)
            shares.setdefault(id(part), (part, {}))[1][name] = value
        return sorted(shares.values(), key=lambda share: _turn(share[1]))

    def _setter(self, name: str, value: Value) -> Part:
        owners = [part for part in self.owners.get(name, ()) if not part.properties[name].read_only]
        if not owners:
            raise UnsupportedError(f"{name} cannot be set")
        fitting = [part for part in owners if value in part.properties[name].enum]
        return (fitting or owners)[0]

    def _press(self, name: str) -> Publish:
        for part in self.parts:
            if name in part.actions:
                return part.actions[name]
        raise UnsupportedError(f"it has no action {name}")


def _turn(share: State) -> int:
    """Say when a part's share is sent: what turns the thing on first, what turns it off last."""
    return 0 if "on" not in share else -1 if share["on"] else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What was set aside, and why."""

    key: str
    reason: str


@dataclass(slots=True)
class _Making:
    """A thing in the making: the parts that it has so far, and who owns which attribute."""

    type: str
    parts: list[Part] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    owners: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, entity: Entity, part: Part, *, may_share: bool = False) -> bool:
        """Add what of a part is not there yet; say whether anything was."""
        names = [name for name in part.properties if may_share or name not in self.owners]
        if not names and not part.actions:
            return False
        for name in names:
            self.owners.setdefault(name, []).append(part)
        self.parts.append(part)
        self.entities.append(entity)
        return True


def to_things(entities: Iterable[Entity]) -> tuple[tuple[Mapped, ...], tuple[Problem, ...]]:
    """Return the things that the entities of one device are, and what was set aside.

    The same entities make the same things, in whatever order they were announced.
    """
    problems: list[Problem] = []
    left = sorted(
        (entity for entity in entities if _is_read(entity, problems)), key=lambda entity: entity.key
    )
    things: list[Mapped] = []
    if (making := _main(left, problems)) is not None:
        left = _gather(making, left, problems)
        if making.parts:
            things.append(_mapped(making))
    has_main = bool(things)
    for entity in left:
        if not _is_for_people(entity, has_main=has_main):
            continue
        alone = _alone(entity, problems)
        things += [alone] if alone is not None else []
    return tuple(things), tuple(problems)


def _is_read(entity: Entity, problems: list[Problem]) -> bool:
    try:
        return entity.component in components.KNOWN and entity.fields.flag(
            "enabled_by_default", True
        )
    except InvalidDiscoveryError as error:
        problems.append(Problem(key=entity.key, reason=str(error)))
        return False


def _is_for_people(entity: Entity, *, has_main: bool) -> bool:
    """Say whether an entity that belongs to no thing is worth being one."""
    if has_main and entity.component in ("number", "select"):
        return False  # a knob of the main thing that has no name in our words
    if _is_child_lock(entity):
        return False
    match entity.fields.values.get("entity_category"):
        case "config":
            return False
        case "diagnostic":
            return "device_class" in entity.fields
        case _:
            return True


def _is_child_lock(entity: Entity) -> bool:
    """Say whether an entity locks a device's buttons: "lock the door" must not mean it."""
    return entity.component in ("lock", "switch") and {"child", "lock"} <= words_of(entity)


# The main thing of a device ------------------------------------------------------------------


def _main(entities: Sequence[Entity], problems: list[Problem]) -> _Making | None:
    """Return the device's main thing, still empty but for its main component."""
    for entity in entities:
        match entity.device_hint.type:
            case None:
                continue
            case named if named in TYPES:
                return _Making(named)
            case named:
                reason = f"ondol: {named[:40]!r} is no type of thing"
                problems.append(Problem(key=entity.key, reason=reason))
                break
    mains = [entity for entity in entities if _is_candidate(entity, components.MAIN)]
    mains = mains or [entity for entity in entities if _is_candidate(entity, {"switch"})]
    if len(mains) != 1:
        return None
    main = mains[0]
    try:
        making = _Making(components.type_of(main))
        making.add(main, components.compiled(main, making.type))
    except InvalidDiscoveryError:
        return None  # it will be looked at once more, alone, and reported there
    return making


def _is_candidate(entity: Entity, kinds: frozenset[str] | set[str]) -> bool:
    hint = entity.hint
    is_free = hint.attribute is None and hint.action is None
    return (
        entity.component in kinds
        and is_free
        and "entity_category" not in entity.fields
        and not _is_child_lock(entity)
    )


def _gather(making: _Making, entities: Sequence[Entity], problems: list[Problem]) -> list[Entity]:
    """Add to a device's main thing all that belongs to it; return what does not."""
    left: list[Entity] = []
    hinted = [entity for entity in entities if entity.device_hint.type == making.type]
    for entity in sorted(entities, key=_order):
        if entity in making.entities:
            continue
        try:
            is_taken = _take(making, entity, is_hinted=entity in hinted)
        except InvalidDiscoveryError as error:
            problems.append(Problem(key=entity.key, reason=str(error)))
            continue
        if not is_taken:
            left.append(entity)
    return sorted(left, key=lambda entity: entity.key)


def _order(entity: Entity) -> tuple[int, str]:
    """Say who comes first: what the device said itself, then main components, then the rest."""
    if entity.hint.attribute is not None or entity.hint.action is not None:
        return (1 if entity.component == "button" else 0), entity.key
    return (2 if entity.component in components.MAIN else 3), entity.key


def _take(making: _Making, entity: Entity, *, is_hinted: bool) -> bool:
    hint = entity.hint
    if hint.type is not None:
        return False
    if hint.action is not None:
        return hint.action in TYPES[making.type].actions and making.add(entity, action(entity))
    if entity.component in _ACCESSORIES:
        name = infer(entity, making.type)
        if name is not None and (hint.attribute is not None or name not in making.owners):
            part = attribute(entity, making.type, name)
            return making.add(entity, part, may_share=entity.component == "button")
        if hint.attribute is not None:
            raise InvalidDiscoveryError(f"ondol: {making.type} has no {hint.attribute[:40]!r}")
        if not is_hinted or entity.component != "switch":
            return False
    if not is_hinted or entity.component not in components.KNOWN:
        return False
    return making.add(entity, components.compiled(entity, making.type))


# One thing ------------------------------------------------------------------------------------


def _alone(entity: Entity, problems: list[Problem]) -> Mapped | None:
    """Return the thing that an entity is by itself; None, with a problem, if it is none."""
    try:
        if entity.hint.attribute is not None:
            raise InvalidDiscoveryError("ondol: there is no thing whose attribute it could be")
        making = _Making(components.type_of(entity))
        making.add(entity, components.compiled(entity, making.type))
    except InvalidDiscoveryError as error:
        problems.append(Problem(key=entity.key, reason=str(error)))
        return None
    return _mapped(making, is_alone=True)


def _mapped(making: _Making, *, is_alone: bool = False) -> Mapped:
    first = making.entities[0]
    names = {name for part in making.parts for name in part.actions}
    thing = Thing(
        id=_id(making),
        title=_title(first, is_alone=is_alone),
        type=making.type,
        aliases=_aliases(making),
        area=first.hint.area or first.device_hint.area or _device_area(first),
        kind=_kind(making),
        measures=next((part.measures for part in making.parts if part.measures), None),
        properties={name: _joined(name, parts) for name, parts in making.owners.items()},
        actions={name: Action() for name in sorted(names)},
    )
    return Mapped(
        thing=thing,
        parts=tuple(making.parts),
        owners={name: tuple(parts) for name, parts in making.owners.items()},
        availability=tuple(_unique(entity.availability for entity in making.entities)),
        keys=tuple(entity.key for entity in making.entities),
    )


def _unique(found: Iterable[Availability]) -> list[Availability]:
    unique: list[Availability] = []
    for availability in found:
        if availability not in unique:
            unique.append(availability)
    return unique


def _joined(name: str, parts: Sequence[Part]) -> Property:
    """Return one property of several parts: read by one, asked for by buttons."""
    known = parts[0].properties[name]
    asked = [part.properties[name] for part in parts[1:]]
    if not asked:
        return known
    words = tuple(dict.fromkeys(value for each in (known, *asked) for value in each.enum))
    return replace(known, read_only=False, enum=words)


def _kind(making: _Making) -> str | None:
    if making.type != "cover":
        return None
    hints = [hint.kind for entity in making.entities for hint in (entity.hint, entity.device_hint)]
    said = [*hints, *(part.kind for part in making.parts)]
    return next((kind for kind in said if kind in COVER_KINDS), None)


def _aliases(making: _Making) -> tuple[str, ...]:
    first = making.entities[0]
    return tuple(dict.fromkeys((*first.hint.aliases, *first.device_hint.aliases)))


def _device_area(entity: Entity) -> str | None:
    return entity.device.area if entity.device is not None else None


def _title(entity: Entity, *, is_alone: bool) -> str:
    device = entity.device.name if entity.device is not None else None
    named = entity.name
    if named is None or (device is not None and not is_alone):
        return device or named or entity.key.split("/")[-2][:MAX_NAME]
    if device is None or named.startswith(device):
        return named
    return f"{device} {named}"[:MAX_NAME]


def _id(making: _Making) -> str:
    first = making.entities[0]
    if first.device_hint.type == making.type and first.device is not None:
        return slug(first.device.key)
    return slug(first.unique_id or first.key)


def slug(text: str) -> str:
    """Return an id of small letters, digits and _-. from any text: the same for the same text.

    >>> slug("Lamp_1"), slug("0x00158d0001:left")
    ('lamp_1', '0x00158d0001_left-6716211a')
    """
    plain = re.sub(r"[^a-z0-9_.-]", "_", text.lower())
    if plain == text.lower() and len(plain) <= MAX_THING_ID:
        return plain
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: MAX_THING_ID - 9]}-{mark}"
