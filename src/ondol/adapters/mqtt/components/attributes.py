"""Components that are one attribute of a thing: a switch its `on`, a sensor its `battery`. Pure.

Which attribute is `infer`'s to say where the device itself says nothing; how it is read and set
follows from the kind of component and the attribute's type.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ondol.adapters.mqtt.discovery import Entity, Hint
from ondol.adapters.mqtt.fields import InvalidDiscoveryError
from ondol.adapters.mqtt.parts import (
    Draft,
    Part,
    UnsupportedError,
    number,
    numeric,
    one,
    sends,
    words,
)
from ondol.things.catalog import TYPES
from ondol.things.conversion import conversion
from ondol.things.thing import Property, Value

from .climate import Temperature
from .fan import add_switch
from .simple import MAX_READING

# Which attribute a component is ----------------------------------------------------------------

_BY_CLASS: Mapping[tuple[str, str], str] = {
    **{
        ("sensor", name): name
        for name in ("temperature", "humidity", "battery", "power", "energy", "pm25")
    },
    ("sensor", "duration"): "remaining",
    ("binary_sensor", "door"): "door_open",
    ("binary_sensor", "opening"): "door_open",
    ("number", "temperature"): "target_temperature",
    ("number", "humidity"): "target_humidity",
}
_BY_UNIT: Mapping[tuple[str, str], str] = {
    ("number", "°C"): "target_temperature",
    ("number", "°F"): "target_temperature",
    ("sensor", "µg/m³"): "pm25",
}
_BY_NAME: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("select", "program"): ("program", "programme", "course", "cycle", "코스"),
    ("select", "cleaning_area"): ("area", "room", "segment", "구역"),
    ("select", "source"): ("source", "input", "입력"),
    ("select", "channel"): ("channel", "채널"),
    ("select", "app"): ("app", "앱"),
    ("select", "playback"): ("playback", "재생"),
    ("select", "fan_speed"): ("fan", "speed", "wind", "바람"),
    ("select", "swing"): ("swing", "vane", "회전"),
    ("select", "activity"): ("activity", "operation", "동작"),
    ("select", "mode"): ("mode", "preset", "모드"),
    ("number", "volume"): ("volume", "볼륨", "음량"),
    ("number", "target_humidity"): ("humidity", "습도"),
    ("number", "intensity"): ("intensity", "strength", "세기"),
    ("number", "interval"): ("interval", "간격"),
    ("number", "speed"): ("speed", "속도"),
    ("number", "target_temperature"): ("temperature", "온도"),
    ("sensor", "remaining"): ("remaining", "left", "남은"),
    ("sensor", "title"): ("title", "track", "제목"),
    ("sensor", "battery"): ("battery", "배터리"),
    ("switch", "muted"): ("mute", "muted", "음소거"),
    ("switch", "rapid_freeze"): ("rapid", "express", "quick", "급속"),
    ("switch", "oscillating"): ("oscillation", "oscillate", "회전"),
    ("switch", "on"): ("power", "전원"),
}
_FREEZER = frozenset({"freezer", "냉동", "냉동실"})


def infer(entity: Entity, thing_type: str) -> str | None:
    """Return which attribute of a thing a component is, or None if it is none of its attributes."""
    known = TYPES[thing_type].properties
    if entity.hint.attribute is not None:
        return entity.hint.attribute if entity.hint.attribute in known else None
    if entity.fields.text("entity_category") == "config":
        return None
    named = words_of(entity)
    name = _by_class(entity) or next(
        (
            attribute
            for (component, attribute), said in _BY_NAME.items()
            if component == entity.component and named & set(said) and attribute in known
        ),
        None,
    )
    if name == "target_temperature" and named & _FREEZER:
        name = "freezer_target_temperature"
    return name if name in known else None


def _by_class(entity: Entity) -> str | None:
    fields = entity.fields
    found = _BY_CLASS.get((entity.component, fields.text("device_class") or ""))
    return found or _BY_UNIT.get((entity.component, fields.text("unit_of_measurement") or ""))


def words_of(entity: Entity) -> frozenset[str]:
    """Return the words by which a component is called."""
    said = f"{entity.name or ''} {entity.unique_id or ''} {entity.key.rsplit('/', 2)[-1]}"
    return frozenset(re.findall(r"[a-z]+|[가-힣]+", said.lower()))


# How it is read and set ----------------------------------------------------------------------


def attribute(entity: Entity, thing_type: str, name: str) -> Part:
    """Return the part that makes a component one attribute of a thing.

    Raises:
        InvalidDiscoveryError: this kind of component cannot be that attribute.
    """
    draft = Draft(entity.fields, thing_type)
    match entity.component, draft.usual(name).type:
        case "switch", t if t is bool:
            add_switch(draft, name)
        case "binary_sensor", t if t is bool:
            _add_read_flag(draft, name)
        case "select", t if t is str:
            _add_choice(draft, name, entity.hint)
        case "sensor", t if t is str:
            _add_word(draft, name, entity.hint)
        case "sensor", t if t in (int, float):
            _add_reading(draft, name)
        case "number", t if t in (int, float):
            _add_number(draft, name)
        case "button", _ if entity.hint.value is not None:
            _add_press(draft, name, entity.hint.value)
        case _:
            raise InvalidDiscoveryError(f"a {entity.component} cannot be {name}")
    return draft.part()


def action(entity: Entity) -> Part:
    """Return the part that makes a button an action of a thing."""
    name = entity.hint.action or ""
    draft = Draft(entity.fields, "script")
    command = draft.needed_command("command_topic", "command_template")
    press = command.publish(entity.fields.payload("payload_press", "PRESS"))
    return Part(
        properties={},
        reads=(),
        write=lambda _changes, _reported: (),
        actions={name: press},
        commanded=frozenset(draft.commanded),
    )


def _add_read_flag(draft: Draft, name: str) -> None:
    fields = draft.fields
    meanings: dict[str, Value] = {
        fields.payload("payload_on", "ON"): True,
        fields.payload("payload_off", "OFF"): False,
    }
    is_read = draft.read("state_topic", ("value_template",), one(name, words(meanings)))
    draft.attribute(name, draft.usual(name), is_read=is_read, setter=None)


def _add_press(draft: Draft, name: str, value: Value) -> None:
    known = replace(draft.usual(name), enum=(value,))
    payload = draft.fields.payload("payload_press", "PRESS")
    setter = sends(draft.command("command_topic", "command_template"), lambda _: payload)
    draft.attribute(name, known, is_read=False, setter=setter)


def _add_word(draft: Draft, name: str, hint: Hint) -> None:
    def decode(text: str, _asked: Value) -> Value:
        return hint.values[text] if text in hint.values else text[:MAX_READING]

    is_read = draft.read("state_topic", ("value_template",), one(name, decode))
    draft.attribute(name, draft.usual(name), is_read=is_read, setter=None)


def _add_choice(draft: Draft, name: str, hint: Hint) -> None:
    """Add what is chosen from the device's words; `hint.values` says what they mean."""
    usual = draft.usual(name)
    options = draft.fields.texts("options")
    if not options:
        raise InvalidDiscoveryError("options are missing")
    meant = {option: hint.values.get(option, _meant(usual, option)) for option in options}
    sent: dict[Value, str] = {}
    for option, value in meant.items():
        if isinstance(value, str | None) and (
            value in usual.enum or value is None or not usual.enum
        ):
            sent.setdefault(value, option)

    def encode(value: Value) -> str:
        if value not in sent:
            raise UnsupportedError(f"{value!r} is none of {', '.join(map(str, sent))}")
        return sent[value]

    def decode(text: str, _asked: Value) -> Value:
        value = meant.get(text, _meant(usual, text))
        return value if not usual.enum or value in usual.enum else None

    named = tuple(value for value in sent if value is not None)
    known = replace(usual, enum=named, nullable=usual.nullable and None in sent)
    is_read = draft.read("state_topic", ("value_template",), one(name, decode))
    setter = sends(draft.command("command_topic", "command_template"), encode)
    draft.attribute(name, known, is_read=is_read, setter=setter)


def _meant(usual: Property, option: str) -> Value:
    """Return our word for a device's; its own, where the attribute takes any."""
    folded = option.strip().lower()
    return folded if folded in usual.enum else option


def _add_reading(draft: Draft, name: str) -> None:
    usual, unit = draft.usual(name), draft.fields.text("unit_of_measurement", limit=40)
    convert = conversion(usual.unit, unit)
    if convert is None:
        raise InvalidDiscoveryError(f"{name} is not measured in {unit}")

    def decode(text: str, _asked: Value) -> Value:
        reading = convert(number(text))
        return round(reading) if usual.type is int else reading

    is_read = draft.read("state_topic", ("value_template",), one(name, decode))
    draft.attribute(name, usual, is_read=is_read, setter=None)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A number of the device that stands for percent of its range."""

    low: float
    high: float
    step: float

    def encode(self, value: Value) -> float:
        raw = self.low + (self.high - self.low) * numeric(value) / 100
        return round(round(raw / self.step) * self.step, 6)

    def decode(self, raw: float, asked: Value) -> float:
        if isinstance(asked, int) and not isinstance(asked, bool) and self.encode(asked) == raw:
            return asked
        return min(100, max(0, round((raw - self.low) / (self.high - self.low) * 100)))


def _add_number(draft: Draft, name: str) -> None:
    fields, usual = draft.fields, draft.usual(name)
    low, high = fields.span("min", "max", (1, 100))
    step = fields.number("step", 1)
    if step < 0.001:
        raise InvalidDiscoveryError("step is below 0.001")
    unit = fields.text("unit_of_measurement", limit=40)
    encode: Callable[[Value], float]
    decode: Callable[[float, Value], float]
    if usual.unit == "DEG_C":
        degrees = Temperature(unit in ("°F", "F", "℉"), step)
        known, encode, decode = degrees.limited(usual, low, high), degrees.encode, degrees.decode
    elif usual.unit == "PERCENT" and unit is None and (low, high) != (0, 100):
        scaled = _Scaled(low, high, step)
        known, encode, decode = usual, scaled.encode, scaled.decode
    else:
        known = replace(usual, minimum=low, maximum=high, step=step)
        encode, decode = numeric, _as_it_is

    def read(text: str, asked: Value) -> Value:
        value = decode(number(text), asked)
        return round(value) if usual.type is int else value

    is_read = draft.read("state_topic", ("value_template",), one(name, read))
    setter = sends(draft.command("command_topic", "command_template"), encode)
    draft.attribute(name, known, is_read=is_read, setter=setter)


def _as_it_is(raw: float, _asked: Value) -> float:
    return raw
