"""How a thing's attributes are read from what a device reported, and asked of it. Pure.

Each function here makes the attributes of one role (`tables.Role`), if the thing's type has such
ones and the profile has what it takes. `mapping` joins them; what they leave becomes properties of
LG's own names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.things.catalog import TYPES
from ondol.things.thing import Property, Value
from ondol.units import Fahrenheit, to_celsius

from . import tables
from .profile import Raw, Scalar, Slot, Where, number
from .tables import Role

MODE, START, STOP = 1, 3, 9
"""The order in which things are asked for: on (0), mode, settings (2), start, off."""


class UnsupportedError(ValueError):
    """A change that this device cannot be asked for; the text says why, `code` for a reply."""

    def __init__(self, reason: str, code: str = "unsupported") -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A value to ask for: `unit` as in `Reading`; `rank`: what is lower is sent earlier."""

    slot: Slot
    value: Scalar
    unit: str = ""
    rank: int = 2


Read = Callable[[Raw], Value]
Write = Callable[[Value, Raw, Mapping[str, Value]], Sequence[Put]]
"""From a value, what was reported, and all that is asked for at once, to what to ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property of a thing.

    Attributes:
        sources: where it is read; none: what was asked for is all that can be known.
        covers: what needs no property of its own beside it.
    """

    name: str
    known: Property
    read: Read
    sources: tuple[Where, ...]
    write: Write | None = None
    covers: tuple[Where, ...] = ()


class Slots:
    """The slots of one thing, by role."""

    def __init__(self, thing_type: str, slots: Sequence[Slot], roles: Mapping[Where, Role]) -> None:
        self.type = thing_type
        self.known = TYPES[thing_type].properties
        self._slots = slots
        self._roles = roles

    def of(self, *roles: Role) -> list[Slot]:
        """Return the slots of these roles; of temperatures told twice, those with units first."""
        found = [slot for slot in self._slots if self._roles[slot.where] in roles]
        return sorted(found, key=lambda slot: not slot.where.resource.endswith("InUnits"))

    def one(self, *roles: Role) -> Slot | None:
        """Return the first slot of these roles."""
        return next(iter(self.of(*roles)), None)

    def named(self, resource: str, key: str) -> Slot | None:
        """Return a slot by its names."""
        return next((s for s in self._slots if s.where.name == (resource, key)), None)


def attributes(slots: Slots) -> Iterator[Attribute]:
    """Yield the attributes of a thing, but for its sensors' and its own ones."""
    for make in (
        _power, _programme, _burner, _mode, _program, _fan_speed, _levels, _swing, _targets,
        _current, _target_humidity, _rapid_freeze, _battery, _door, _measures, _remaining,
    ):  # fmt: skip
        for made in make(slots):
            if made.name in slots.known:
                yield made


# Reading --------------------------------------------------------------------------------------


def scalar(raw: Raw, slot: Slot) -> Scalar | None:
    """Return what was reported, in the unit that Ondol uses; None: nothing."""
    reading = raw.get(slot.where, {})
    return next((reading[unit] for unit in ("C", "", "F") if unit in reading), None)


def word(raw: Raw, slot: Slot | None) -> str | None:
    """Return a word that was reported."""
    said = scalar(raw, slot) if slot is not None else None
    return said if isinstance(said, str) else None


def celsius(raw: Raw, slot: Slot) -> float | None:
    """Return a temperature that was reported."""
    reading = raw.get(slot.where, {})
    for unit in ("C", "", "F"):
        if (value := number(reading.get(unit))) is not None:
            return in_celsius(value, unit)
    return None


def in_celsius(value: float, unit: str) -> float:
    """Return a temperature in degrees Celsius."""
    return round(to_celsius(Fahrenheit(value)), 1) if unit == "F" else round(value, 3)


def truth(said: Scalar | None) -> bool | None:
    """Return what a switch's word means."""
    match said:
        case bool():
            return said
        case str() if said in (*tables.ON_WORDS, "SET", "OPEN", "OPENED"):
            return True
        case str() if said in (*tables.OFF_WORDS, "UNSET", "CLOSE", "CLOSED"):
            return False
        case _:
            return None


# Power and programmes -------------------------------------------------------------------------


def _power(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("power")
    if slot is not None and slots.one("speed", "brightness") is None:
        yield Attribute(
            name="on",
            known=_on(slot),
            read=lambda raw: truth(scalar(raw, slot)),
            sources=(slot.where,) if slot.is_readable else (),
            write=_switching(slot),
            covers=(slot.where,),
        )


def _switching(slot: Slot, on_words: Iterable[str] = tables.ON_WORDS) -> Write | None:
    if not slot.is_writable:
        return None
    words: dict[bool, Scalar | None] = {
        True: _offered(slot, on_words),
        False: _offered(slot, tables.OFF_WORDS),
    }
    if slot.spec.type == "boolean":
        words = {True: True, False: False}

    def turn(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        sent = words[bool(value)]
        if sent is None:
            raise UnsupportedError(f"it cannot be turned {'on' if value else 'off'} from afar")
        return (Put(slot=slot, value=sent, rank=0 if value else STOP),)

    return turn if any(sent is not None for sent in words.values()) else None


def _on(slot: Slot, on_words: Iterable[str] = tables.ON_WORDS) -> Property:
    """Return `on`, with what of it can be asked for."""
    if not slot.is_writable:
        return Property(type=bool, read_only=True)
    if slot.spec.type == "boolean":
        return Property(type=bool)
    can = tuple(
        value
        for value, words in ((True, on_words), (False, tables.OFF_WORDS))
        if _offered(slot, words) is not None
    )
    return Property(type=bool, enum=can if len(can) == 1 else (), read_only=not can)


def _offered(slot: Slot, words: Iterable[str]) -> str | None:
    return next((said for said in words if said in slot.spec.writes), None)


def _programme(slots: Slots) -> Iterator[Attribute]:
    """Make `activity` and `on` of how a programme stands and what can be asked of it."""
    state, run = slots.one("state"), slots.one("run")
    if run is not None and not run.is_writable:
        run = None
    is_robot = slots.type in ("vacuum", "mower")
    meanings = tables.ROBOT_ACTIVITIES if is_robot else tables.ACTIVITIES
    runs = tables.ROBOT_RUNS if is_robot else tables.RUNS
    sources = (state.where,) if state is not None else ()
    covers = (run.where,) if run is not None and not run.is_readable else ()
    if state is None and run is None:
        return
    can = tuple(name for name in runs if run is not None and _offered(run, runs[name]) is not None)
    yield Attribute(
        name="activity",
        known=replace(
            slots.known.get("activity", Property(type=str)),
            enum=can or tuple(runs),
            read_only=not can,
        ),
        read=lambda raw: meanings.get(word(raw, state) or ""),
        sources=sources,
        write=_running(run, runs) if run is not None and can else None,
        covers=covers,
    )
    if slots.one("power", "heat") is None:
        yield _running_on(state, run, sources, covers)


def _running_on(
    state: Slot | None, run: Slot | None, sources: tuple[Where, ...], covers: tuple[Where, ...]
) -> Attribute:
    """Return `on` of a programme: of an appliance that is never off, whether it runs."""
    has_power = run is not None and bool({*tables.POWER_WORDS, "POWER_OFF"} & set(run.spec.writes))
    says_off = state is not None and not tables.OFF_STATES.isdisjoint(state.spec.reads)

    def read(raw: Raw) -> Value:
        said = word(raw, state)
        if said is None:
            return None
        if says_off or has_power:
            return said not in tables.OFF_STATES
        activity = tables.ACTIVITIES.get(said)
        return None if activity is None else activity != "idle"

    known = Property(type=bool, read_only=True)
    write = None
    if run is not None and has_power:
        known, write = _on(run, tables.POWER_WORDS), _switching(run, tables.POWER_WORDS)
    elif run is not None and not says_off:  # to start, somebody says what to do
        known, write = _on(run, ()), _switching(run, ())
    return Attribute(name="on", known=known, read=read, sources=sources, write=write, covers=covers)


def _running(run: Slot, runs: Mapping[str, tuple[str, ...]]) -> Write:
    def ask(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        sent = _offered(run, runs.get(str(value), ()))
        if sent is None:
            raise UnsupportedError(f"it cannot be asked for {value!r}")
        return (Put(slot=run, value=sent, rank=START),)

    return ask


def _burner(slots: Slots) -> Iterator[Attribute]:
    """Make `on` of a burner's level: it can be turned off from afar, and not on."""
    slot = slots.one("heat")
    if slot is None:
        return
    limits = slot.spec.write_range
    can_stop = slot.is_writable and limits is not None and limits.low == 0

    def read(raw: Raw) -> Value:
        level = number(scalar(raw, slot))
        return None if level is None else level > 0

    yield Attribute(
        name="on",
        known=Property(type=bool, enum=(False,) if can_stop else (), read_only=not can_stop),
        read=read,
        sources=(slot.where,),
        write=(lambda _v, _r, _a: (Put(slot=slot, value=0, rank=STOP),)) if can_stop else None,
    )


# Words ----------------------------------------------------------------------------------------


def own_word(said: str) -> str:
    """Return a word of LG's that has none of ours: `SMART_HUMIDITY` is `smart_humidity`."""
    return said.lower()


def _mode(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("mode")
    if slot is None:
        return
    is_climate = slots.type in ("air_conditioner", "thermostat", "heater")
    ours = tables.JOB_MODES if is_climate else {}
    yield _chosen("mode", slot, lambda said: ours.get(said, own_word(said)), rank=MODE)


def _program(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("program")
    if slot is not None:
        yield _chosen("program", slot, own_word, rank=2)


def _chosen(name: str, slot: Slot, mean: Callable[[str], str], *, rank: int) -> Attribute:
    """Return an attribute that is one of a few words, each of which can be sent."""
    offered = slot.spec.writes if slot.is_writable else slot.spec.reads
    words: dict[str, str] = {}
    for said in (one for one in offered if isinstance(one, str)):
        words.setdefault(mean(said), said)

    def read(raw: Raw) -> Value:
        said = word(raw, slot)
        return None if said is None else mean(said)

    def choose(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        sent = words.get(str(value))
        if sent is None:
            raise UnsupportedError(f"{value!r} is none of {', '.join(words)}")
        return (Put(slot=slot, value=sent, rank=rank),)

    is_whole = len(words) == len(offered)  # else a word of LG's would be lost
    return Attribute(
        name=name,
        known=Property(type=str, enum=tuple(words), read_only=not slot.is_writable),
        read=read,
        sources=(slot.where,),
        write=choose if slot.is_writable else None,
        covers=(slot.where,) if is_whole else (),
    )


def _fan_speed(slots: Slots) -> Iterator[Attribute]:
    """Make `fan_speed` of the first strength that has two words of ours; the rest stays LG's."""
    for slot in slots.of("fan_speed"):
        offered = slot.spec.writes if slot.is_writable else slot.spec.reads
        best: dict[str, str] = {}
        for said, ours in tables.FAN_SPEEDS.items():
            if said in offered:
                best.setdefault(ours, said)
        if len(best) < 2:
            continue

        def read(raw: Raw, slot: Slot = slot) -> Value:
            return tables.FAN_SPEEDS.get(word(raw, slot) or "")

        def choose(
            value: Value,
            _raw: Raw,
            _asked: Mapping[str, Value],
            slot: Slot = slot,
            best: Mapping[str, str] = best,
        ) -> Sequence[Put]:
            if str(value) not in best:
                raise UnsupportedError(f"{value!r} is none of {', '.join(best)}")
            return (Put(slot=slot, value=best[str(value)]),)

        in_order = tuple(speed for speed in ("auto", "low", "medium", "high") if speed in best)
        is_whole = set(best.values()) >= set(offered)
        yield Attribute(
            name="fan_speed",
            known=Property(type=str, enum=in_order, read_only=not slot.is_writable),
            read=read,
            sources=(slot.where,),
            write=choose if slot.is_writable else None,
            covers=(slot.where,) if is_whole else (),
        )
        return


def _swing(slots: Slots) -> Iterator[Attribute]:
    """Make `swing` of the blades that go up and down: "auto", or None while they stand still."""
    slot = slots.one("swing")
    if slot is None:
        return

    def turn(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        if value not in ("auto", None):
            raise UnsupportedError("its blades swing or stand still, and go to no place")
        return (Put(slot=slot, value=value == "auto"),)

    can_write = slot.is_writable and slot.spec.type == "boolean"
    yield Attribute(
        name="swing",
        known=Property(type=str, enum=("auto",), nullable=True, read_only=not can_write),
        read=lambda raw: "auto" if truth(scalar(raw, slot)) else None,
        sources=(slot.where,),
        write=turn if can_write else None,
    )


# Levels ---------------------------------------------------------------------------------------


def _levels(slots: Slots) -> Iterator[Attribute]:
    """Make a percentage, and `on`, of a few levels of which the least is off."""
    for role, name in (("speed", "speed"), ("brightness", "brightness")):
        slot = slots.one(role)  # type: ignore[arg-type]  # a literal, through a tuple
        if slot is None:
            continue
        limits = slot.spec.write_range or slot.spec.read_range
        steps = limits.values() if limits is not None else ()
        if len(steps) < 2:
            continue
        usual = steps[-1] if role == "brightness" else steps[len(steps) // 2]
        yield _share(name, slot, steps)
        yield _lit(slot, steps, usual)


def _share(name: str, slot: Slot, steps: Sequence[float]) -> Attribute:
    last = len(steps) - 1

    def read(raw: Raw) -> Value:
        level = number(scalar(raw, slot))
        if level is None:
            return None
        nearest = min(range(len(steps)), key=lambda index: abs(steps[index] - level))
        return round(100 * nearest / last)

    def write(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        share = number(value)
        if share is None or not 0 <= share <= 100:
            raise UnsupportedError(f"{value!r} is no percentage", "out_of_range")
        index = round(share * last / 100)
        return (_put(slot, steps[max(index, 1 if share else 0)]),)

    return Attribute(
        name=name,
        known=Property(
            type=int,
            unit="PERCENT",
            minimum=0,
            maximum=100,
            step=round(100 / last, 1),
            read_only=not slot.is_writable,
        ),
        read=read,
        sources=(slot.where,),
        write=write if slot.is_writable else None,
        covers=(slot.where,),
    )


def _lit(slot: Slot, steps: Sequence[float], usual: float) -> Attribute:
    """Return `on` of levels: on is the level that it has, else the `usual` one."""

    def read(raw: Raw) -> Value:
        level = number(scalar(raw, slot))
        return None if level is None else level > steps[0]

    def write(value: Value, raw: Raw, asked: Mapping[str, Value]) -> Sequence[Put]:
        if value and {"speed", "brightness"} & set(asked):
            return ()  # the level that is asked for turns it on
        level = number(scalar(raw, slot))
        lit = level if level is not None and level > steps[0] else usual
        return (_put(slot, lit if value else steps[0]),)

    return Attribute(
        name="on",
        known=Property(type=bool, read_only=not slot.is_writable),
        read=read,
        sources=(slot.where,),
        write=write if slot.is_writable else None,
        covers=(slot.where,),
    )


def _put(slot: Slot, value: float, unit: str = "") -> Put:
    return Put(slot=slot, value=plain(value), unit=unit)


def plain(value: float) -> int | float:
    """Return a number as LG writes it: whole where it is."""
    return int(value) if float(value).is_integer() else value


# Temperatures ---------------------------------------------------------------------------------

_BY_MODE: Mapping[str, tuple[str, ...]] = {
    "cool": ("coolTargetTemperature", "{through}CoolTargetTemperature"),
    "heat": ("heatTargetTemperature", "{through}HeatTargetTemperature"),
    "auto": ("autoTargetTemperature",),
}
_PLACES: Mapping[str, str] = {"FREEZER": "freezer_target_temperature"}
_MAIN_PLACES = frozenset({"", "FRIDGE", "WINE_UPPER", "WINE_MIDDLE", "WINE_LOWER"})


def _targets(slots: Slots) -> Iterator[Attribute]:
    by_name: dict[str, list[Slot]] = {}
    for slot in slots.of("target"):
        place = slot.where.place
        name = _PLACES.get(place) or ("target_temperature" if place in _MAIN_PLACES else None)
        if name is not None and _is_numeric(slot):
            by_name.setdefault(name, []).append(slot)
    for name, found in by_name.items():
        yield _target(slots, name, found)


def _is_numeric(slot: Slot) -> bool:
    return slot.spec.type in ("range", "number")


def _target(slots: Slots, name: str, found: Sequence[Slot]) -> Attribute:
    """Return a temperature to reach, asked for in the way that the mode wants."""
    settable = [slot for slot in found if slot.is_writable]
    mode, room = slots.one("mode"), slots.named("operation", "roomTempMode")
    readable = [slot for slot in found if slot.is_readable] or list(found)

    def in_order(of: Sequence[Slot], raw: Raw, asked: Mapping[str, Value]) -> list[Slot]:
        said = word(raw, mode)
        now = asked.get("mode") or (tables.JOB_MODES.get(said) if said is not None else None)
        through = "water" if word(raw, room) == "WATER" else "air"
        best = [key.format(through=through) for key in _BY_MODE.get(str(now), ())]
        best += ["targetTemperature", *(key.format(through=through) for key in _BY_MODE["cool"])]
        rank = {key: index for index, key in reversed(list(enumerate(best)))}
        return sorted(  # what the SDK writes to has units
            of,
            key=lambda slot: (
                not slot.where.resource.endswith("InUnits"),
                rank.get(slot.where.key, len(best)),
            ),
        )

    def read(raw: Raw) -> Value:
        plain = [slot for slot in readable if slot.where.key == "targetTemperature"]
        others = in_order(readable, raw, {})
        return next(
            (value for slot in (*plain, *others) if (value := celsius(raw, slot)) is not None), None
        )

    def write(value: Value, raw: Raw, asked: Mapping[str, Value]) -> Sequence[Put]:
        return (degrees(in_order(settable, raw, asked)[0], value),)

    return Attribute(
        name=name,
        known=_limits(list(settable or found), is_settable=bool(settable)),
        read=read,
        sources=tuple(slot.where for slot in (*found, *(one for one in (mode, room) if one))),
        write=write if settable else None,
        covers=tuple(slot.where for slot in found),
    )


def _limits(found: Sequence[Slot], *, is_settable: bool) -> Property:
    """Return what can be asked for in one mode or another."""
    ranges = [
        (limits, slot.unit)
        for slot in found
        if (limits := slot.spec.write_range or slot.spec.read_range) is not None
    ]
    if not ranges:
        return Property(type=float, unit="DEG_C", read_only=not is_settable)
    return Property(
        type=float,
        unit="DEG_C",
        minimum=min(in_celsius(limits.low, unit) for limits, unit in ranges),
        maximum=max(in_celsius(limits.high, unit) for limits, unit in ranges),
        step=min(0.5 if unit == "F" else limits.step for limits, unit in ranges),
        read_only=not is_settable,
    )


def degrees(slot: Slot, value: Value) -> Put:
    """Return a temperature to ask for: the nearest that the device can take.

    Raises:
        UnsupportedError: it is beyond what the device takes.
    """
    wanted = number(value)
    if wanted is None:
        raise UnsupportedError(f"{value!r} is no temperature", "out_of_range")
    unit = slot.unit
    told = wanted * 9 / 5 + 32 if unit == "F" else wanted
    limits = slot.spec.write_range
    sent = limits.nearest(told) if limits is not None else round(told, 1)
    if sent is None or (limits is not None and sent in limits.without):
        assert limits is not None  # noqa: S101  without limits every number can be sent
        low, high = in_celsius(limits.low, unit), in_celsius(limits.high, unit)
        raise UnsupportedError(f"it takes {low:g} to {high:g} °C there", "out_of_range")
    return _put(slot, sent, unit)


def _current(slots: Slots) -> Iterator[Attribute]:
    found = slots.of("current")
    if not found:
        return

    def read(raw: Raw) -> Value:
        return next((value for s in found if (value := celsius(raw, s)) is not None), None)

    yield Attribute(
        name="temperature",
        known=Property(type=float, unit="DEG_C", read_only=True),
        read=read,
        sources=tuple(slot.where for slot in found),
        covers=(found[0].where,),
    )


# Readings -------------------------------------------------------------------------------------


def _target_humidity(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("target_humidity")
    if slot is None:
        return
    limits = slot.spec.write_range or slot.spec.read_range

    def write(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        share = number(value)
        sent = share if limits is None or share is None else limits.nearest(share)
        if sent is None:
            raise UnsupportedError(f"it cannot keep {value!r}%", "out_of_range")
        return (_put(slot, sent),)

    yield Attribute(
        name="target_humidity",
        known=Property(
            type=int,
            unit="PERCENT",
            minimum=limits.low if limits is not None else 0,
            maximum=limits.high if limits is not None else 100,
            step=limits.step if limits is not None else None,
            read_only=not slot.is_writable,
        ),
        read=lambda raw: whole(scalar(raw, slot)),
        sources=(slot.where,),
        write=write if slot.is_writable else None,
        covers=(slot.where,),
    )


def _rapid_freeze(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("rapid_freeze")
    if slot is not None:
        yield Attribute(
            name="rapid_freeze",
            known=_on(slot),
            read=lambda raw: truth(scalar(raw, slot)),
            sources=(slot.where,),
            write=_switching(slot),
            covers=(slot.where,),
        )


def _battery(slots: Slots) -> Iterator[Attribute]:
    slot = slots.one("battery")
    if slot is not None:
        yield Attribute(
            name="battery",
            known=Property(type=int, unit="PERCENT", minimum=0, maximum=100, read_only=True),
            read=lambda raw: whole(scalar(raw, slot)),
            sources=(slot.where,),
            covers=(slot.where,),
        )


def _door(slots: Slots) -> Iterator[Attribute]:
    for slot in slots.of("door"):
        if slot.where.place in ("", "MAIN"):
            yield door("door_open", slot)
            return


def door(name: str, slot: Slot) -> Attribute:
    """Return whether a door is open."""
    return Attribute(
        name=name,
        known=Property(type=bool, read_only=True),
        read=lambda raw: truth(scalar(raw, slot)),
        sources=(slot.where,),
        covers=(slot.where,),
    )


def _measures(slots: Slots) -> Iterator[Attribute]:
    for slot in slots.of("measure"):
        name = tables.RESOURCES[slot.where.resource][slot.where.key].name
        if (known := slots.known.get(name)) is not None:
            yield measure(name, slot, known)


def measure(name: str, slot: Slot, known: Property) -> Attribute:
    """Return a reading of a sensor."""

    def read(raw: Raw) -> Value:
        if known.unit == "DEG_C":
            return celsius(raw, slot)
        said = scalar(raw, slot)
        return whole(said) if known.type is int else number(said)

    return Attribute(
        name=name,
        known=replace(known, read_only=True),
        read=read,
        sources=(slot.where,),
        covers=(slot.where,),
    )


def whole(said: object) -> int | None:
    """Return a whole number."""
    value = number(said)
    return None if value is None else round(value)


_SECONDS = {"remainHour": 3600, "remainMinute": 60, "remainSecond": 1}


def _remaining(slots: Slots) -> Iterator[Attribute]:
    found = slots.of("remain")
    if not found:
        return

    def read(raw: Raw) -> Value:
        parts = [(number(scalar(raw, slot)), _SECONDS[slot.where.key]) for slot in found]
        known = [value * seconds for value, seconds in parts if value is not None and value >= 0]
        return round(sum(known)) if known else None

    yield Attribute(
        name="remaining",
        known=Property(type=int, unit="SEC", minimum=0, read_only=True),
        read=read,
        sources=tuple(slot.where for slot in found),
        covers=tuple(slot.where for slot in found if not slot.is_writable),
    )
