"""Makes things of a ThinQ device, and commands for it of what is asked of them. Pure.

A device is one main thing and, where it is more, others: the parts of a WashTower, each burner, a
hood's lamp, its sensors. Whatever a profile names and `tables` has no word for is a property of the
main thing, called `<resource>_<property>` in small letters, with LG's own words as its values, so
that it is shown and can be set.

Commands are LG's `{resource: {property: value}}`. What the SDK sends in one message goes in one;
other resources go in messages of their own, in the order on, mode, settings, start, off.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ondol.language.normalise import clean
from ondol.things.catalog import MEASURES, TYPES, sensor_value
from ondol.things.command import Command, Refused, SetProperty
from ondol.things.thing import Property, State, Thing, Value

from . import tables
from .attributes import (
    MODE,
    Attribute,
    Put,
    Slots,
    UnsupportedError,
    attributes,
    door,
    measure,
    plain,
    scalar,
)
from .own import meaning, own, own_name, role
from .profile import (
    Problem,
    Profile,
    Raw,
    Reading,
    Slot,
    Where,
    error_of,
    notice_of,
    number,
    read_profile,
    read_state,
)
from .tables import Kind

__all__ = ["Appliance", "Mapped", "Problem", "Record", "UnsupportedError", "read_records"]

MAX_DEVICES = 200
MAX_ID = 200
MAX_NAME = 80
MAX_THING_ID = 100

_UNKNOWN = Kind(
    type="sensor",
    value=(
        (("runState", "currentState"), None),
        (("operation", "operationMode"), None),
    ),
)
_LOCATIONS = {"DEVICE_WASHCOMBO_MAIN": "MAIN", "DEVICE_WASHCOMBO_MINI": "MINI"}


# Devices --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A device as the list of devices names it."""

    id: str
    type: str
    alias: str
    model: str


def read_records(told: object) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Return the devices of an account, and what of the list was set aside."""
    if not isinstance(told, list):
        return (), (Problem(key="devices", reason="the list of devices is none"),)
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for entry in told[: MAX_DEVICES + 1]:
        record = _record(entry)
        if record is None:
            problems.append(Problem(key="devices", reason="a device has no id or no type"))
        elif len(records) >= MAX_DEVICES:
            problems.append(Problem(key="devices", reason=f"more than {MAX_DEVICES} devices"))
        else:
            records.setdefault(record.id, record)
    return tuple(records.values()), tuple(problems)


def _record(entry: object) -> Record | None:
    if not isinstance(entry, dict) or not isinstance(info := entry.get("deviceInfo"), dict):
        return None
    device_id, device_type = entry.get("deviceId"), info.get("deviceType")
    if not isinstance(device_id, str) or not re.fullmatch(rf"[\w.:-]{{1,{MAX_ID}}}", device_id):
        return None  # it becomes part of a URL
    if not isinstance(device_type, str) or not re.fullmatch(r"\w{1,60}", device_type):
        return None
    alias, model = (
        clean(told, limit=MAX_NAME) if isinstance(told := info.get(name), str) else ""
        for name in ("alias", "modelName")
    )
    return Record(id=device_id, type=device_type, alias=alias, model=model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A thing, and how its properties are read and set."""

    thing: Thing
    attributes: Mapping[str, Attribute]
    remote: Slot | None = None

    def values(self, raw: Raw, said: Iterable[Where] | None = None) -> State:
        """Return what it reports: of what was `said`; None: all of it, None where unknown."""
        news = None if said is None else frozenset(said)
        return {
            name: one.read(raw)
            for name, one in self.attributes.items()
            if one.sources and (news is None or not news.isdisjoint(one.sources))
        }

    def assumed(self, commands: Sequence[Command]) -> State:
        """Return what a sent command means for properties that are never reported."""
        return {
            command.name: command.value
            for command in commands
            if isinstance(command, SetProperty) and not self.attributes[command.name].sources
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to send to a device.

    Attributes:
        asked: the properties that it sets.
        is_base: the messages after it rest on it: on, a mode.
    """

    payload: Mapping[str, Any]
    asked: State
    is_base: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Appliance:
    """A device: what it can report and be asked for, and the things that it is."""

    record: Record
    kind: Kind
    profile: Profile
    things: tuple[Mapped, ...]
    problems: tuple[Problem, ...] = ()

    def read(self, told: object) -> tuple[dict[Where, Reading], list[Problem]]:
        """Return what a state, or a message about a part of it, says."""
        return read_state(told, self.profile)

    def notice(self, code: object) -> dict[Where, Reading]:
        """Return what a notification says, if it is one that a device of this kind sends."""
        if not isinstance(code, str):
            return {}
        for section, known in self.profile.notices.items():
            if code in known:
                return {notice_of(section): {"": code}}
        return {}

    def messages(
        self, mapped: Mapped, commands: Sequence[Command], raw: Raw
    ) -> Sequence[Message] | Refused:
        """Return what to send for commands for one thing, in its order."""
        asked = {one.name: one.value for one in commands if isinstance(one, SetProperty)}
        title = mapped.thing.title
        try:
            asks = {
                name: self._ask(mapped, name, value, raw, asked) for name, value in asked.items()
            }
            if not all(isinstance(one, SetProperty) for one in commands):
                raise UnsupportedError("it takes no such command")
        except UnsupportedError as error:
            return Refused(reason=f"{title}: {error}", code=error.code)
        if mapped.remote is not None and scalar(raw, mapped.remote) is False:
            said = tables.ERRORS["2301"]
            return Refused(reason=f"{title}: {said.reason}", code=said.code)
        return [
            Message(
                payload=_payload(puts),
                asked={name: asked[name] for name in names},
                is_base=min(put.rank for put in puts) <= MODE,
            )
            for names, puts in _joined(asks)
        ]

    def _ask(
        self, mapped: Mapped, name: str, value: Value, raw: Raw, asked: Mapping[str, Value]
    ) -> list[Put]:
        """Return all that is sent to set one property."""
        attribute = mapped.attributes.get(name)
        if attribute is None or attribute.write is None:
            raise UnsupportedError(f"{name} cannot be set")
        puts = list(attribute.write(value, raw, asked))
        for put in tuple(puts):
            puts += [
                beside
                for beside in self._beside(put, raw)
                if all(beside.slot.where != other.slot.where for other in puts)
            ]
        return puts

    def _beside(self, put: Put, raw: Raw) -> list[Put]:
        """Return what the SDK sends together with a property."""
        where = put.slot.where
        beside: list[Put] = []
        for name in tables.TOGETHER.get(where.name, ()):
            slot = self.profile.slots.get(where.beside(name))
            if slot is None or not slot.is_writable:
                continue
            now = number(scalar(raw, slot))
            if now is None and where.resource not in ("timer", "sleepTimer"):
                reason = f"how its {own_name(slot.where)} is now is not known yet"
                raise UnsupportedError(reason, "unknown_state")
            beside.append(Put(slot=slot, value=plain(now or 0), unit=put.unit, rank=put.rank))
        if where.name in self.kind.starts:
            run = self._run_of(where)
            if run is not None:
                beside.append(Put(slot=run, value="START", rank=put.rank))
        return beside

    def _run_of(self, where: Where) -> Slot | None:
        """Return what starts a programme there."""
        for slot in self.profile.slots.values():
            is_there = (slot.where.section, slot.where.location) == (where.section, where.location)
            if is_there and role(slot) == "run" and "START" in slot.spec.writes:
                return slot
        return None


# Messages -------------------------------------------------------------------------------------


def _joined(asks: Mapping[str, Sequence[Put]]) -> list[tuple[list[str], list[Put]]]:
    """Join what is asked for into as few messages as the SDK would send.

    Two join where they are of one resource and do not say two things of one property.
    """
    messages: list[tuple[list[str], list[Put]]] = []
    in_order = sorted(
        ((name, puts) for name, puts in asks.items() if puts),
        key=lambda ask: min(put.rank for put in ask[1]),
    )
    for name, puts in in_order:
        for names, message in messages:
            if _can_join(message, puts):
                message += [put for put in puts if put not in message]
                names.append(name)
                break
        else:
            messages.append(([name], list(puts)))
    return messages


def _can_join(message: Sequence[Put], puts: Sequence[Put]) -> bool:
    shares = False
    for put in puts:
        for other in message:
            mine, theirs = put.slot.where, other.slot.where
            if (mine.section, mine.location) != (theirs.section, theirs.location):
                return False
            if mine.resource != theirs.resource:
                continue
            if (mine.place, put.unit) != (theirs.place, other.unit):
                return False
            if mine.key == theirs.key and put.value != other.value:
                return False
            shares = True
    return shares


def _payload(puts: Sequence[Put]) -> Mapping[str, Any]:
    """Return a message as the SDK writes it."""
    where = puts[0].slot.where
    payload: dict[str, Any] = {}
    if where.location and not where.section:  # a section says where
        payload["location"] = {"locationName": where.location}
    for put in puts:
        slot = put.slot
        body = payload.setdefault(slot.where.resource, {})
        if slot.where.place:
            body["locationName"] = slot.where.place
        if slot.form == "suffix":
            body[f"{slot.where.key}{put.unit or slot.unit}"] = put.value
        else:
            body[slot.where.key] = put.value
        if slot.form == "units":
            body["unit"] = put.unit or slot.unit
    return {where.section: payload} if where.section else payload


# Things ---------------------------------------------------------------------------------------


def to_appliance(record: Record, told: object, *, language: str = "ko") -> Appliance:
    """Return what a device is, from its profile.

    Args:
        language: of the words that are added to a device's name ("ko", "en"); the other language's
            are an alias.
    """
    kind = tables.KINDS.get(record.type, _UNKNOWN)
    profile = read_profile(told, location=_LOCATIONS.get(record.type, ""))
    problems = list(profile.problems)
    if record.type not in tables.KINDS:
        reason = f"it is a {record.type}, which Ondol does not know: shown as LG names it"
        problems.append(Problem(key="type", reason=reason))
    things: list[Mapped] = []
    for group in _groups(kind, profile):
        things += _things(record, kind, profile, group, language)
    return Appliance(
        record=record,
        kind=kind,
        profile=profile,
        things=tuple(things),
        problems=tuple(problems),
    )


@dataclass(slots=True)
class _Group:
    """The slots of one main thing: of a section, a place, or all of a device."""

    section: str
    location: str
    place: str
    is_first: bool
    slots: list[Slot] = field(default_factory=list)


def _groups(kind: Kind, profile: Profile) -> list[_Group]:
    groups: dict[tuple[str, str, str], _Group] = {}
    for slot in profile.slots.values():
        where = slot.where
        place = where.place if kind.is_per_place else ""
        name = (where.section, where.location, place)
        group = groups.setdefault(name, _Group(*name, is_first=False))
        group.slots.append(slot)
    return _gathered(list(groups.values()))


def _gathered(groups: list[_Group]) -> list[_Group]:
    """Give what belongs to no place, and is nothing by itself, to the first place."""
    placed = [group for group in groups if group.location or group.place]
    common = [group for group in groups if group not in placed]
    for group in common:
        of_section = [one for one in placed if one.section == group.section]
        if of_section and not any(role(slot) in ("power", "run") for slot in group.slots):
            of_section[0].slots += group.slots
            groups = [one for one in groups if one is not group]
    seen: set[str] = set()
    for group in groups:
        group.is_first = group.section not in seen
        seen.add(group.section)
    return groups


def _things(
    record: Record, kind: Kind, profile: Profile, group: _Group, language: str
) -> list[Mapped]:
    """Return the main thing of a group, what it has beside it, and its sensors."""
    base = _Making(record=record, names=_names(profile, group), language=language)
    by_part: dict[str, list[Slot]] = {"": []}
    for slot in group.slots:
        part = meaning(slot).part
        by_part.setdefault("" if part == kind.main_part else part, []).append(slot)
    main = base.of(tables.SECTIONS.get(group.section, kind.type), by_part.pop(""))
    main.add_value(kind)
    main.add_roles()
    parts = [base.of(tables.PARTS[part], slots, part) for part, slots in by_part.items()]
    for beside in parts:
        beside.add_roles()
    sensors = [base.sensor(slot) for slot in main.sensed()]
    main.cover(slot for sensor in sensors for slot in sensor.slots)
    for making in (main, *parts):
        making.add_own()
    if group.is_first:
        main.add_notices(profile, group.section)
    remote = next((slot for slot in group.slots if role(slot) == "remote"), None)
    return [one.mapped(remote) for one in (main, *parts, *sensors) if one.attributes]


def _names(profile: Profile, group: _Group) -> tuple[str, ...]:
    """Return what tells a group from the others of its device."""
    location = "" if group.location == profile.location else group.location
    return tuple(name for name in (group.section, location, group.place) if name)


@dataclass(slots=True)
class _Making:
    """A thing in the making."""

    record: Record
    names: tuple[str, ...]
    language: str
    type: str = ""
    slots: list[Slot] = field(default_factory=list)
    measures: str | None = None
    attributes: dict[str, Attribute] = field(default_factory=dict)
    covered: set[Where] = field(default_factory=set)

    def of(self, thing_type: str, slots: Sequence[Slot], part: str = "") -> "_Making":
        """Return one of a part of the same device, still empty."""
        names = (*self.names, part) if part else self.names
        return _Making(
            record=self.record,
            names=names,
            language=self.language,
            type=thing_type,
            slots=list(slots),
        )

    def sensor(self, slot: Slot) -> "_Making":
        """Return a sensor of what one slot reads."""
        measures = meaning(slot).name or "door"
        made = self.of("sensor", [slot], measures)
        made.measures = measures
        if role(slot) == "door":
            made.add(door("value", slot))
        else:
            known = Property(type=float, unit=MEASURES[measures], read_only=True)
            made.add(measure("value", slot, known))
        return made

    def sensed(self) -> list[Slot]:
        """Return the slots that are sensors by themselves: what nothing covers, each once."""
        by_name: dict[str, Slot] = {}
        for slot in self.slots:
            if role(slot) in ("measure", "door") and slot.where not in self.covered:
                by_name.setdefault(meaning(slot).name, slot)
        return list(by_name.values())

    def add(self, attribute: Attribute) -> None:
        """Add an attribute; the first of a name stays."""
        if attribute.name not in self.attributes:
            self.attributes[attribute.name] = attribute
            self.covered |= set(attribute.covers)

    def cover(self, slots: Iterable[Slot]) -> None:
        """Take in that these slots are said elsewhere."""
        self.covered |= {slot.where for slot in slots}

    def add_roles(self) -> None:
        """Add the attributes that things of this type have."""
        roles = {slot.where: role(slot) for slot in self.slots}
        for attribute in attributes(Slots(self.type, self.slots, roles)):
            self.add(attribute)

    def add_value(self, kind: Kind) -> None:
        """Add what a thing that only shows something shows."""
        if self.type != "sensor":
            return
        shown = dict(kind.value)
        found = [slot for name in shown for slot in self.slots if slot.where.name == name]
        found += [slot for slot in self.slots if slot.is_readable]
        if found:
            self.measures = shown.get(found[0].where.name)
            shows = own(found[0])
            covers = shows.covers if shows.write is None else ()
            self.add(replace(shows, name="value", write=None, covers=covers))
            value = self.attributes["value"]
            known = sensor_value(self.measures, "") if value.known.type is str else value.known
            self.attributes["value"] = replace(value, known=replace(known, read_only=True))

    def add_own(self) -> None:
        """Add what has no word of ours, under LG's names."""
        for slot in self.slots:
            is_told = slot.where in self.covered or role(slot) == "unit"
            if not is_told and not _is_said_in_units(self.slots, slot.where):
                self.add(own(slot))

    def add_notices(self, profile: Profile, section: str) -> None:
        """Add `alert`, the last notification, and `error`, the present error."""
        for name, where, words in (
            ("alert", notice_of(section), profile.notices.get(section, ())),
            ("error", error_of(section), profile.errors.get(section, ())),
        ):
            if words:
                self.add(_notice(name, where, words))

    def mapped(self, remote: Slot | None) -> Mapped:
        """Return the thing."""
        other = "en" if self.language == "ko" else "ko"
        thing = Thing(
            id=thing_id(self.record, self.names),
            title=title(self.record, self.names, self.language),
            type=self.type,
            aliases=(title(self.record, self.names, other),) if self.names else (),
            measures=self.measures,
            properties={name: one.known for name, one in self.attributes.items()},
            actions=TYPES[self.type].actions,
        )
        return Mapped(thing=thing, attributes=dict(self.attributes), remote=remote)


def _is_said_in_units(slots: Sequence[Slot], where: Where) -> bool:
    """Say whether a temperature is said once more, with its unit."""
    twin = (f"{where.resource}InUnits", where.key)
    return any(slot.where.name == twin and slot.where.place == where.place for slot in slots)


def _notice(name: str, where: Where, words: tuple[str, ...]) -> Attribute:
    def read(raw: Raw) -> Value:
        said = raw.get(where, {}).get("")
        return said if isinstance(said, str) else None

    return Attribute(
        name=name,
        known=Property(type=str, enum=words, read_only=True, nullable=True),
        read=read,
        sources=(where,),
    )


# Names ----------------------------------------------------------------------------------------


def thing_id(record: Record, names: Sequence[str]) -> str:
    """Return the id of a device's thing: letters, digits and _.-, the same for the same device."""
    text = "_".join(("thinq", record.id, *names)).lower()
    plain = re.sub(r"[^a-z0-9_.-]", "_", text)
    if plain == text and len(plain) <= MAX_THING_ID:
        return plain
    mark = hashlib.sha256("_".join((record.id, *names)).encode()).hexdigest()[:8]
    return f"{plain[: MAX_THING_ID - 9]}-{mark}"


def title(record: Record, names: Sequence[str], language: str) -> str:
    """Return what a thing is called: the device's name, and what part of it the thing is."""
    device = record.alias or record.model or record.type.removeprefix("DEVICE_").lower()
    words = [_word(name, language) for name in names]
    return clean(" ".join((device, *(word for word in words if word))), limit=MAX_NAME)


def _word(name: str, language: str) -> str:
    korean, english = tables.WORDS.get(name, (name.lower(), name.lower()))
    return korean if language == "ko" else english
