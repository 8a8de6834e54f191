"""What keeps a temperature: air conditioners, thermostats, heaters, water heaters.

Home Assistant has one number for power and mode (`hvac_mode`, with "off" among them); things have
two, so that a mode outlives being off. Temperatures are in the unit of the whole of Home Assistant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.language.normalise import clean
from ondol.things.home_assistant import CLIMATE_MODES, FAN_SPEEDS, SWINGS
from ondol.things.thing import Property, State, Value
from ondol.units import Fahrenheit, to_celsius

from .entity import UNKNOWN, Attributes, Entity
from .parts import (
    Call,
    Part,
    Setter,
    UnsupportedError,
    Write,
    chooses,
    first_of,
    in_turn,
    numeric,
    sends,
    shown,
    turns,
    usual,
)

_MAX_MODE = 60  # characters
_WAKING = ("auto", "cool", "heat")  # what to turn on to where nobody knows what was on last

_TARGET_TEMPERATURE = 1
_FAN_MODE = 8
_SWING_MODE = 32
_CLIMATE_TURN_ON = 256
_OPERATION_MODE = 2
_ON_OFF = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """Degrees Celsius, and what Home Assistant counts in."""

    is_fahrenheit: bool
    step: float

    def encode(self, value: Value) -> float:
        """Return Home Assistant's number: the nearest that the device can take."""
        degrees = numeric(value)
        if self.is_fahrenheit:
            degrees = degrees * 9 / 5 + 32
        return round(round(degrees / self.step) * self.step, 3)

    def decode(self, raw: float | None, asked: Value = None) -> Value:
        """Return degrees Celsius: what was asked for, if this is what it was sent as."""
        if raw is None:
            return None
        is_number = isinstance(asked, int | float) and not isinstance(asked, bool)
        if is_number and self.encode(asked) == round(raw, 3):
            return float(asked)  # type: ignore[arg-type]
        return round(to_celsius(Fahrenheit(raw)), 1) if self.is_fahrenheit else round(raw, 3)

    def limited(self, known: Property, shape: Attributes) -> Property:
        """Return the property of a thing that takes what the entity says it takes."""
        low, high = (self.decode(shape.number(name)) for name in ("min_temp", "max_temp"))
        step = 0.5 if self.is_fahrenheit else self.step
        if not isinstance(low, float) or not isinstance(high, float) or not low < high:
            return replace(known, step=step)
        return replace(known, minimum=low, maximum=high, step=step)


def _scale(entity: Entity) -> Scale:
    step = entity.shape.number("target_temp_step")
    usual_step = 1.0 if entity.is_fahrenheit else 0.1
    return Scale(entity.is_fahrenheit, step if step and 0.01 <= step <= 20 else usual_step)


def climate(entity: Entity) -> Part:
    """Return the part that a climate entity is.

    One that can cool or dry is an air conditioner; one that only heats, a heater if it blows with
    a swing, else a thermostat.
    """
    shape, scale = entity.shape, _scale(entity)
    named = shape.words("hvac_modes")
    modes = first_of(CLIMATE_MODES, named)
    fan = _choice(shape, _FAN_MODE, FAN_SPEEDS, "fan_modes")
    swing = _choice(shape, _SWING_MODE, SWINGS, "swing_modes")
    thing_type = _type(named, shape)
    properties: dict[str, Property] = {}
    setters: dict[str, Setter] = {}

    def add(name: str, known: Property, setter: Setter | None = None) -> None:
        properties[name] = replace(known, read_only=setter is None)
        if setter is not None:
            setters[name] = setter

    if "off" in named:
        add("on", usual(thing_type, "on"), _power(modes, shape))
    if len(modes) > 1:
        known = replace(usual(thing_type, "mode"), enum=tuple(modes))
        add("mode", known, chooses("climate.set_hvac_mode", "hvac_mode", modes))
    if shape.can(_TARGET_TEMPERATURE):
        known = scale.limited(usual(thing_type, "target_temperature"), shape)
        setter = sends("climate.set_temperature", "temperature", scale.encode)
        add("target_temperature", known, setter)
    if fan:
        known = replace(usual(thing_type, "fan_speed"), enum=tuple(fan))
        add("fan_speed", known, chooses("climate.set_fan_mode", "fan_mode", fan))
    if swing:
        known = replace(usual(thing_type, "swing"), enum=tuple(swing))
        add("swing", known, chooses("climate.set_swing_mode", "swing_mode", swing))
    for name, attribute in (
        ("temperature", "current_temperature"),
        ("humidity", "current_humidity"),
    ):
        if attribute in shape:
            add(name, usual(thing_type, name))

    def read(entity: Entity, asked: State) -> State:
        now = entity.now
        values: dict[str, Value] = {
            **_power_and_mode(entity.state, CLIMATE_MODES),
            "target_temperature": scale.decode(
                now.number("temperature"), asked.get("target_temperature")
            ),
            "temperature": scale.decode(now.number("current_temperature")),
            "humidity": now.whole("current_humidity"),
            "fan_speed": _meant(FAN_SPEEDS, fan, now.word("fan_mode")),
            "swing": _meant(SWINGS, swing, now.word("swing_mode")),
        }
        return {name: value for name, value in values.items() if name in properties}

    return Part(
        type=thing_type,
        properties=properties,
        read=read,
        write=_by_mode(in_turn(setters)) if "mode" in setters else in_turn(setters),
    )


def _type(named: tuple[str, ...], shape: Attributes) -> str:
    if {"cool", "dry"} & set(named):
        return "air_conditioner"
    return "heater" if shape.can(_SWING_MODE) else "thermostat"


def _choice(
    shape: Attributes, feature: int, meanings: Mapping[str, str], name: str
) -> dict[str, str]:
    """Return what can be chosen, if at least two of the words mean something to us."""
    words = first_of(meanings, shape.words(name)) if shape.can(feature) else {}
    return words if len(words) > 1 else {}


def _meant(meanings: Mapping[str, str], words: Mapping[str, str], word: str | None) -> Value:
    """Return our word for the entity's; None for one of its own that has no place in ours."""
    meant = meanings.get(word.lower()) if word is not None else None
    return meant if meant in words else None


def _power_and_mode(state: str, meanings: Mapping[str, str]) -> State:
    if state == "off":
        return {"on": False}
    if state == UNKNOWN:
        return {"on": None, "mode": None}
    return {"on": True, "mode": meanings.get(state)}


def _power(modes: Mapping[str, str], shape: Attributes) -> Setter:
    """Return how to turn it on where nobody knows which mode was on last, and off."""

    def turn(value: Value) -> Call:
        if not value:
            return Call(service="climate.set_hvac_mode", data={"hvac_mode": "off"})
        if shape.can(_CLIMATE_TURN_ON):
            return Call(service="climate.turn_on")
        waking = next((mode for mode in _WAKING if mode in modes), next(iter(modes), None))
        if waking is None:
            raise UnsupportedError("it names no mode to turn on to")
        return Call(service="climate.set_hvac_mode", data={"hvac_mode": modes[waking]})

    return turn


def _by_mode(write: Write) -> Write:
    """Return how changes are made where power is a mode: on is the mode that was on last."""

    def changed(changes: State, reported: State) -> Sequence[Call]:
        if changes.get("on") is False:  # a mode would turn it on
            return write({name: changes[name] for name in changes if name != "mode"}, reported)
        mode = changes.get("mode", reported.get("mode") if changes.get("on") else None)
        if mode is None:
            return write(changes, reported)
        rest = {name: changes[name] for name in changes if name not in {"on", "mode"}}
        return write({"mode": mode, **rest}, reported)

    return changed


def water_heater(entity: Entity) -> Part:
    """Return the part that a water heater is; its modes keep their own names."""
    shape, scale = entity.shape, _scale(entity)
    named = shape.words("operation_list") if shape.can(_OPERATION_MODE) else ()
    modes = shown(
        [mode for mode in named if mode != "off"], lambda word: clean(word, limit=_MAX_MODE)
    )
    meanings = {word: mode for mode, word in modes.items()}
    properties: dict[str, Property] = {}
    setters: dict[str, Setter] = {}
    if shape.can(_ON_OFF):
        properties["on"] = usual("water_heater", "on")
        setters["on"] = turns("water_heater")
    elif "off" in named:
        properties["on"] = usual("water_heater", "on")
        setters["on"] = _operation(modes)
    if len(modes) > 1:
        properties["mode"] = replace(usual("water_heater", "mode"), enum=tuple(modes))
        setters["mode"] = chooses("water_heater.set_operation_mode", "operation_mode", modes)
    if shape.can(_TARGET_TEMPERATURE):
        known = usual("water_heater", "target_temperature")
        properties["target_temperature"] = scale.limited(known, shape)
        setters["target_temperature"] = sends(
            "water_heater.set_temperature", "temperature", scale.encode
        )
    if "current_temperature" in shape:
        properties["temperature"] = usual("water_heater", "temperature")

    def read(entity: Entity, asked: State) -> State:
        target = entity.now.number("temperature")
        values: dict[str, Value] = {
            **_power_and_mode(entity.state, meanings),
            "target_temperature": scale.decode(target, asked.get("target_temperature")),
            "temperature": scale.decode(entity.now.number("current_temperature")),
        }
        return {name: value for name, value in values.items() if name in properties}

    write = in_turn(setters)
    return Part(
        type="water_heater",
        properties=properties,
        read=read,
        write=write if shape.can(_ON_OFF) else _by_mode(write),
    )


def _operation(modes: Mapping[str, str]) -> Setter:
    def turn(value: Value) -> Call:
        mode = next(iter(modes.values()), None) if value else "off"
        if mode is None:
            raise UnsupportedError("it names no mode to turn on to")
        return Call(service="water_heater.set_operation_mode", data={"operation_mode": mode})

    return turn
