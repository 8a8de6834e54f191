"""Lights: percent for 0-255, kelvin, CSS names for hue and saturation.

Which of them a light has, `supported_color_modes` says; which of colour and colour temperature is
so now, `color_mode`. Effects and white channels are not read: things have no such property.
"""

import colorsys
from dataclasses import replace

from ondol.things.colors import NAMES, Rgb, nearest
from ondol.things.thing import Property, State, Value

from .entity import Attributes, Entity
from .parts import Call, Part, UnsupportedError, usual, whole

_COLORED = frozenset({"hs", "xy", "rgb", "rgbw", "rgbww"})
_WITHOUT_BRIGHTNESS = frozenset({"onoff", "unknown"})
_SAME_HUE = 3.0  # degrees, and % of saturation: what lamps round away
_PALE = 5.0  # % of saturation below which a hue says nothing


def light(entity: Entity) -> Part:
    """Return the part that a light is."""
    shape = entity.shape
    modes = frozenset(shape.words("supported_color_modes"))
    properties = {"on": usual("light", "on")}
    if modes - _WITHOUT_BRIGHTNESS:  # 0% is `on: false`
        properties["brightness"] = replace(usual("light", "brightness"), minimum=1)
    if "color_temp" in modes:
        properties["color_temperature"] = _warmth(shape)
    if modes & _COLORED:
        properties["color"] = usual("light", "color")

    def read(entity: Entity, asked: State) -> State:
        values = _read(entity, asked)
        return {name: value for name, value in values.items() if name in properties}

    def write(changes: State, _reported: State) -> list[Call]:
        if changes.get("on") is False:
            return [Call(service="light.turn_off")]
        data: dict[str, object] = {}
        for name, value in changes.items():
            data |= _encoded(name, value)
        return [Call(service="light.turn_on", data=data)]

    return Part(type="light", properties=properties, read=read, write=write)


def _warmth(shape: Attributes) -> Property:
    known = usual("light", "color_temperature")
    low, high = shape.number("min_color_temp_kelvin"), shape.number("max_color_temp_kelvin")
    if low is None or high is None or not 500 <= low < high <= 20000:
        return known
    return replace(known, minimum=round(low), maximum=round(high))


def _encoded(name: str, value: Value) -> dict[str, object]:
    match name:
        case "on":
            return {}
        case "brightness":
            return {"brightness_pct": min(100, max(1, whole(value)))}
        case "color_temperature":
            return {"color_temp_kelvin": whole(value)}
        case "color":
            said = value.lower().replace(" ", "") if isinstance(value, str) else ""
            if said not in NAMES:
                raise UnsupportedError(f"{str(value)[:40]!r} is no CSS colour name")
            return {"rgb_color": list(NAMES[said])}
        case _:
            raise UnsupportedError(f"{name} cannot be set")


def _read(entity: Entity, asked: State) -> State:
    match entity.state:
        case "on":
            return {"on": True, **_details(entity.now, asked)}
        case "off":
            return {"on": False}  # what it will be when it is on again, it does not show
        case _:
            return {"on": None}


def _details(now: Attributes, asked: State) -> State:
    values: dict[str, Value] = {}
    level = now.number("brightness")
    if level is not None:
        values["brightness"] = min(100, max(round(level / 2.55), 1 if level > 0 else 0))
    match now.word("color_mode"):
        case "color_temp":
            values["color"] = None
            values["color_temperature"] = _kelvin(now, asked.get("color_temperature"))
        case mode if mode in _COLORED:
            values["color_temperature"] = None
            values["color"] = _color(now, asked.get("color"))
        case "white":
            values |= {"color": None, "color_temperature": None}
        case _:
            pass
    return values


def _kelvin(now: Attributes, asked: Value) -> Value:
    """Return kelvin: what was asked for, if lamps that count in mireds would round it to this."""
    kelvin = now.whole("color_temp_kelvin")
    if kelvin is None or kelvin < 1 or not isinstance(asked, int) or isinstance(asked, bool):
        return kelvin
    return asked if asked > 0 and abs(1e6 / asked - 1e6 / kelvin) <= 1 else kelvin


def _color(now: Attributes, asked: Value) -> Value:
    """Return a colour's name: the one asked for, if it has the hue and saturation reported.

    A lamp shows no darkness: asked for navy, it reports blue.
    """
    parts = now.numbers("rgb_color")
    if len(parts) != 3:
        return None
    red, green, blue = (min(255, max(0, round(part))) for part in parts)
    known = NAMES.get(asked) if isinstance(asked, str) else None
    if known is not None and _is_alike(known, (red, green, blue)):
        return asked
    return nearest((red, green, blue))


def _is_alike(color: Rgb, other: Rgb) -> bool:
    (hue, saturation), (other_hue, other_saturation) = map(_hue_and_saturation, (color, other))
    if abs(saturation - other_saturation) > _SAME_HUE:
        return False
    apart = abs(hue - other_hue)
    return saturation < _PALE or min(apart, 360 - apart) <= _SAME_HUE


def _hue_and_saturation(color: Rgb) -> tuple[float, float]:
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in color))
    return hue * 360, saturation * 100
