"""What moves or wets the air: fans, humidifiers, dehumidifiers."""

from collections.abc import Sequence
from dataclasses import replace

from ondol.language.normalise import clean
from ondol.things.home_assistant import FAN_SPEEDS
from ondol.things.thing import Property, State, Value

from .entity import UNKNOWN, Entity
from .parts import (
    Call,
    Part,
    Setter,
    chooses,
    first_of,
    in_turn,
    sends,
    shown,
    turns,
    usual,
    whole,
)

_SET_SPEED, _OSCILLATE, _DIRECTION, _PRESET_MODE = 1, 2, 4, 8
_MODES = 1
_MAX_MODE = 60  # characters


def fan(entity: Entity) -> Part:
    """Return the part that a fan is; of its presets, those that are speeds."""
    shape = entity.shape
    presets = shape.words("preset_modes") if shape.can(_PRESET_MODE) else ()
    speeds = first_of(FAN_SPEEDS, presets)
    properties = {"on": usual("fan", "on")}
    setters = {"on": turns("fan")}
    if shape.can(_SET_SPEED):
        step = shape.number("percentage_step")
        properties["speed"] = replace(
            usual("fan", "speed"), step=step if step is not None and 1 < step <= 100 else None
        )
        setters["speed"] = sends("fan.set_percentage", "percentage", whole)
    if len(speeds) > 1:
        properties["fan_speed"] = replace(usual("fan", "fan_speed"), enum=tuple(speeds))
        setters["fan_speed"] = chooses("fan.set_preset_mode", "preset_mode", speeds)
    if shape.can(_OSCILLATE):
        properties["oscillating"] = usual("fan", "oscillating")
        setters["oscillating"] = sends("fan.oscillate", "oscillating")
    if shape.can(_DIRECTION):
        properties["direction"] = usual("fan", "direction")
        setters["direction"] = sends("fan.set_direction", "direction")
    each = in_turn(setters)

    def write(changes: State, reported: State) -> Sequence[Call]:
        if changes.get("on") is not True or "speed" not in changes:
            return each(changes, reported)
        rest = {name: changes[name] for name in changes if name not in {"on", "speed"}}
        start = Call(service="fan.turn_on", data={"percentage": whole(changes["speed"])})
        return [start, *each(rest, reported)]

    def read(entity: Entity, _asked: State) -> State:
        now = entity.now
        values: dict[str, Value] = {"on": _on(entity.state)}
        preset, direction = now.word("preset_mode"), now.word("direction")
        if entity.state == "on":
            values["speed"] = now.whole("percentage")
            meant = FAN_SPEEDS.get(preset.lower()) if preset is not None else None
            values["fan_speed"] = meant if meant in speeds else None
        if (oscillating := now.flag("oscillating")) is not None:
            values["oscillating"] = oscillating
        if direction in {"forward", "reverse"}:
            values["direction"] = direction
        return {name: value for name, value in values.items() if name in properties}

    return Part(type="fan", properties=properties, read=read, write=write)


def humidifier(entity: Entity) -> Part:
    """Return the part that a humidifier or dehumidifier is."""
    shape = entity.shape
    is_drying = shape.word("device_class") == "dehumidifier"
    thing_type = "dehumidifier" if is_drying else "humidifier"
    low, high = shape.whole("min_humidity"), shape.whole("max_humidity")
    target = usual(thing_type, "target_humidity")
    if low is not None and high is not None and 0 <= low < high <= 100:
        target = replace(target, minimum=low, maximum=high)
    properties: dict[str, Property] = {"on": usual(thing_type, "on"), "target_humidity": target}
    setters: dict[str, Setter] = {
        "on": turns("humidifier"),
        "target_humidity": sends("humidifier.set_humidity", "humidity", whole),
    }
    named = shape.words("available_modes") if shape.can(_MODES) else ()
    modes = shown(named, lambda word: clean(word, limit=_MAX_MODE))
    if modes:
        properties["mode"] = replace(usual(thing_type, "mode"), enum=tuple(modes))
        setters["mode"] = chooses("humidifier.set_mode", "mode", modes)
    if "current_humidity" in shape:
        properties["humidity"] = usual(thing_type, "humidity")

    def read(entity: Entity, _asked: State) -> State:
        now = entity.now
        mode = now.text("mode")
        values: dict[str, Value] = {
            "on": _on(entity.state),
            "target_humidity": now.whole("humidity"),
            "humidity": now.whole("current_humidity"),
            "mode": mode if mode in modes else None,
        }
        return {name: value for name, value in values.items() if name in properties}

    return Part(type=thing_type, properties=properties, read=read, write=in_turn(setters))


def _on(state: str) -> Value:
    return None if state == UNKNOWN else state == "on"
