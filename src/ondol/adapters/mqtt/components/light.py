"""Lights: the default, JSON and template schemas of Home Assistant's MQTT light. Pure.

Effects and white channels are not read: things have no such attribute.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from ondol.adapters.mqtt.fields import Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import (
    UNKNOWN,
    Command,
    Draft,
    Part,
    Publish,
    Read,
    Setter,
    UnreadableError,
    UnsupportedError,
    number,
    numeric,
    one,
    plain,
    roundest,
    sends,
    words,
)
from ondol.things.colors import NAMES, Rgb, from_hs, from_xy, is_like, nearest, to_hs, to_xy
from ondol.things.thing import Property, State, Value

_GRIDS = (100, 50, 10, 5, 1)
_USUAL_MIREDS = (153, 500)


def light(fields: Fields, thing_type: str) -> Part:
    """Return the part that a light is."""
    match fields.text("schema") or "default":
        case "default" | "basic":
            return _default(fields, thing_type)
        case "json":
            return _json(fields, thing_type)
        case "template":
            return _template(fields, thing_type)
        case other:
            raise InvalidDiscoveryError(f"schema {other[:40]!r} is none of default, json, template")


# Values ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Brightness:
    """Percent, and the device's own scale."""

    scale: float

    def encode(self, value: Value) -> int:
        """Return the device's number: at least 1, for 0 is off."""
        return max(1, round(numeric(value) / 100 * self.scale))

    def decode(self, raw: float, asked: Value) -> int:
        """Return percent: what was asked for, if this is what it was sent as."""
        if isinstance(asked, int) and not isinstance(asked, bool) and self.encode(asked) == raw:
            return asked
        percent = raw / self.scale * 100
        return min(100, max(round(percent), 1 if raw > 0 else 0))

    def limited(self, known: Property) -> Property:
        """Return the property of a light that has this scale; 0% is `on: false`."""
        return replace(known, minimum=1, step=None if self.scale >= 100 else 100 / self.scale)


@dataclass(frozen=True, slots=True)
class Warmth:
    """Colour temperature: kelvin, and mireds (or kelvin) on the wire."""

    is_kelvin: bool
    low_k: int
    high_k: int

    def encode(self, value: Value) -> int:
        """Return the device's number."""
        kelvin = min(max(numeric(value), 1000.0), 20000.0)
        return round(kelvin) if self.is_kelvin else round(1e6 / kelvin)

    def decode(self, raw: float, asked: Value) -> int:
        """Return kelvin, as round as the device's own rounding allows."""
        if isinstance(asked, int) and not isinstance(asked, bool) and self.encode(asked) == raw:
            return asked
        if self.is_kelvin:
            return round(raw)
        if raw < 1:
            raise UnreadableError(f"{raw:g} mireds is no colour temperature")
        return round(roundest(1e6 / (raw + 0.5), 1e6 / (raw - 0.5), _GRIDS))

    def limited(self, known: Property) -> Property:
        """Return the property of a light that has this range."""
        return replace(known, minimum=self.low_k, maximum=self.high_k)


def _warmth(fields: Fields) -> Warmth:
    warmest, coldest = _USUAL_MIREDS[1], _USUAL_MIREDS[0]
    is_kelvin = fields.flag("color_temp_kelvin", False)
    if is_kelvin and ("min_kelvin" in fields or "max_kelvin" in fields):
        low, high = fields.span("min_kelvin", "max_kelvin", (1e6 / warmest, 1e6 / coldest))
    else:
        low_m, high_m = fields.span("min_mireds", "max_mireds", (coldest, warmest))
        if low_m < 1:
            raise InvalidDiscoveryError("min_mireds is below 1")
        low = roundest(1e6 / (high_m + 0.5), 1e6 / (high_m - 0.5), _GRIDS)
        high = roundest(1e6 / (low_m + 0.5), 1e6 / (low_m - 0.5), _GRIDS)
    return Warmth(is_kelvin, max(1000, round(low)), min(20000, round(high)))


def _rgb(value: Value) -> Rgb:
    color = NAMES.get(value.lower().replace(" ", "")) if isinstance(value, str) else None
    if color is None:
        raise UnsupportedError(f"{str(value)[:40]!r} is no CSS colour name")
    return color


def _name(color: Rgb, asked: Value, through: Callable[[Rgb], Rgb]) -> str:
    """Return a colour's name: the one asked for, if the device reports what it was sent."""
    if isinstance(asked, str) and asked in NAMES and is_like(through(NAMES[asked]), color):
        return asked
    return nearest(color)


@dataclass(frozen=True, slots=True)
class _Space:
    """A way to write colours: how to send one, and how to read one."""

    name: str
    encode: Callable[[Rgb], tuple[float, ...]]
    decode: Callable[[Sequence[float]], Rgb]
    keys: tuple[str, ...]

    def through(self, color: Rgb) -> Rgb:
        return self.decode(self.encode(color))

    def read(self, parts: Sequence[float], asked: Value) -> str:
        if len(parts) < len(self.keys):
            raise UnreadableError(f"{len(parts)} numbers are no {self.name} colour")
        return _name(self.decode(parts), asked, self.through)


def _byte(value: float) -> int:
    return min(255, max(0, round(value)))


_SPACES: Mapping[str, _Space] = {
    "rgb": _Space(
        "rgb",
        lambda color: color,
        lambda parts: (_byte(parts[0]), _byte(parts[1]), _byte(parts[2])),
        ("r", "g", "b"),
    ),
    "hs": _Space("hs", to_hs, lambda parts: from_hs(parts[0], parts[1]), ("h", "s")),
    "xy": _Space("xy", to_xy, lambda parts: from_xy(parts[0], parts[1]), ("x", "y")),
}


# The default schema: one topic for each attribute ---------------------------------------------


def _default(fields: Fields, thing_type: str) -> Part:
    draft = Draft(fields, thing_type)
    on, off = fields.payload("payload_on", "ON"), fields.payload("payload_off", "OFF")
    switch = draft.needed_command("command_topic")
    is_read = draft.read(
        "state_topic",
        ("state_value_template", "value_template"),
        one("on", words({on: True, off: False})),
    )
    draft.attribute("on", draft.usual("on"), is_read=is_read, setter=lambda _: ())
    _add_brightness(draft)
    _add_warmth(draft)
    for space in _SPACES.values():
        if "color" not in draft.properties:
            _add_color(draft, space)
    order = fields.text("on_command_type") or "last"
    if order not in ("first", "last", "brightness"):
        raise InvalidDiscoveryError("on_command_type is none of first, last, brightness")

    def write(changes: State, reported: State) -> list[Publish]:
        if changes.get("on") is False:
            return [switch.publish(off)]
        rest = {name: value for name, value in changes.items() if name != "on"}
        details = draft.set_each(rest, reported)
        if order == "brightness" and "brightness" in draft.setters:
            level = reported.get("brightness") or 100
            return details if "brightness" in rest else [*details, *_set(draft, level)]
        turn_on = [switch.publish(on)]
        return [*turn_on, *details] if order == "first" else [*details, *turn_on]

    return draft.part(write)


def _set(draft: Draft, level: Value) -> Sequence[Publish]:
    return draft.setters["brightness"](level)


def _add_brightness(draft: Draft) -> None:
    command = draft.command("brightness_command_topic", "brightness_command_template")
    brightness = Brightness(_scale(draft.fields))
    is_read = draft.read(
        "brightness_state_topic",
        ("brightness_value_template",),
        one("brightness", lambda text, asked: brightness.decode(number(text), asked)),
    )
    if draft.has("brightness"):
        known = brightness.limited(draft.usual("brightness"))
        setter = sends(command, brightness.encode)
        draft.attribute("brightness", known, is_read=is_read, setter=setter)


def _scale(fields: Fields) -> float:
    scale = fields.number("brightness_scale", 255)
    if scale < 1:
        raise InvalidDiscoveryError("brightness_scale is below 1")
    return scale


def _add_warmth(draft: Draft) -> None:
    command = draft.command("color_temp_command_topic", "color_temp_command_template")
    warmth = _warmth(draft.fields)
    is_read = draft.read(
        "color_temp_state_topic",
        ("color_temp_value_template",),
        one("color_temperature", lambda text, asked: warmth.decode(number(text), asked)),
    )
    if draft.has("color_temperature"):
        known = warmth.limited(draft.usual("color_temperature"))
        setter = sends(command, warmth.encode)
        draft.attribute("color_temperature", known, is_read=is_read, setter=setter)


def _add_color(draft: Draft, space: _Space) -> None:
    command = draft.command(f"{space.name}_command_topic", f"{space.name}_command_template")
    if command is None and f"{space.name}_state_topic" not in draft.fields:
        return

    def read(text: str, asked: Value) -> Value:
        parts = [number(part) for part in text.split(",")[:4]]
        return space.read(parts, asked)

    topic, template = f"{space.name}_state_topic", f"{space.name}_value_template"
    is_read = draft.read(topic, (template,), one("color", read))
    setter = None if command is None else _color_sender(command, space)
    if draft.has("color"):
        draft.attribute("color", draft.usual("color"), is_read=is_read, setter=setter)


def _color_sender(command: Command, space: _Space) -> Setter:
    def send(value: Value) -> Sequence[Publish]:
        parts = space.encode(_rgb(value))
        joined = ",".join(plain(part) for part in parts)
        return (command.publish(joined, **_template_names(space, parts)),)

    return send


def _template_names(space: _Space, parts: Sequence[float]) -> dict[str, float]:
    names = {"rgb": ("red", "green", "blue"), "hs": ("hue", "sat"), "xy": ("x", "y")}
    return dict(zip(names[space.name], parts, strict=True))


# The JSON schema: one topic, one object ------------------------------------------------------

_COLORED = {"rgb": "rgb", "rgbw": "rgb", "rgbww": "rgb", "hs": "hs", "xy": "xy"}
_OLD_FLAGS = ("rgb", "hs", "xy")


@dataclass(frozen=True, slots=True)
class _JsonLight:
    """What a JSON light can do, and how it counts."""

    brightness: Brightness | None
    warmth: Warmth | None
    space: _Space | None

    def read(self, text: str, asked: State) -> State:
        """Return what an object reports; what it does not name stays as it is."""
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UnreadableError("no JSON") from error
        if not isinstance(said, dict):
            raise UnreadableError("no JSON object")
        values: dict[str, Value] = {}
        if "state" in said:
            values["on"] = _json_state(said["state"])
        if self.brightness is not None and _is_number(level := said.get("brightness")):
            values["brightness"] = self.brightness.decode(level, asked.get("brightness"))
        mode = said.get("color_mode")
        if self.warmth is not None and _is_number(warm := said.get("color_temp")):
            values["color_temperature"] = self.warmth.decode(warm, asked.get("color_temperature"))
        if self.space is not None and isinstance(color := said.get("color"), dict):
            values |= self._read_color(color, asked.get("color"))
        if self.warmth is not None and self.space is not None and isinstance(mode, str):
            values["color" if mode == "color_temp" else "color_temperature"] = None
        return values

    def _read_color(self, color: Mapping[str, object], asked: Value) -> State:
        spaces = (self.space, *_SPACES.values())
        for space in spaces:
            parts = [] if space is None else [color.get(key) for key in space.keys]
            numbers = [part for part in parts if _is_number(part)]
            if space is not None and len(numbers) == len(space.keys):
                return {"color": space.read(numbers, asked)}
        return {}

    def write(self, changes: State) -> dict[str, object]:
        """Return the object to send."""
        if changes.get("on") is False:
            return {"state": "OFF"}
        sent: dict[str, object] = {"state": "ON"}
        for name, value in changes.items():
            match name:
                case "brightness" if self.brightness is not None:
                    sent["brightness"] = self.brightness.encode(value)
                case "color_temperature" if self.warmth is not None:
                    sent["color_temp"] = self.warmth.encode(value)
                case "color" if self.space is not None:
                    parts = self.space.encode(_rgb(value))
                    sent["color"] = dict(zip(self.space.keys, parts, strict=True))
                case "on":
                    pass
                case _:
                    raise UnsupportedError(f"it has no {name}")
        return sent


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def _json_state(state: object) -> bool | None:
    match state:
        case "ON":
            return True
        case "OFF":
            return False
        case None | "None":
            return None
        case _:
            raise UnreadableError(f"state {str(state)[:40]!r} is neither ON nor OFF")


def _json(fields: Fields, thing_type: str) -> Part:
    draft = Draft(fields, thing_type)
    command = draft.needed_command("command_topic")
    modes = fields.texts("supported_color_modes")
    spaces = [_COLORED[mode] for mode in modes if mode in _COLORED]
    spaces += [name for name in _OLD_FLAGS if not modes and fields.flag(name, False)]
    has_warmth = "color_temp" in modes or (not modes and fields.flag("color_temp", False))
    has_brightness = fields.flag("brightness", bool(set(modes) - {"onoff"}))
    lamp = _JsonLight(
        brightness=Brightness(_scale(fields)) if has_brightness else None,
        warmth=_warmth(fields) if has_warmth else None,
        space=_SPACES[spaces[0]] if spaces else None,
    )
    is_read = draft.read("state_topic", (), lamp.read)
    _add_json_attributes(draft, lamp, is_read=is_read)

    def write(changes: State, _reported: State) -> list[Publish]:
        return [command.publish(json.dumps(lamp.write(changes)))]

    return draft.part(write)


def _add_json_attributes(draft: Draft, lamp: _JsonLight, *, is_read: bool) -> None:
    """Add what a light can do whose one topic carries everything."""

    def add(name: str, known: Property) -> None:
        draft.attribute(name, known, is_read=is_read, setter=lambda _: ())

    add("on", draft.usual("on"))
    if lamp.brightness is not None and draft.has("brightness"):
        add("brightness", lamp.brightness.limited(draft.usual("brightness")))
    if lamp.warmth is not None and draft.has("color_temperature"):
        add("color_temperature", lamp.warmth.limited(draft.usual("color_temperature")))
    if lamp.space is not None and draft.has("color"):
        add("color", draft.usual("color"))


# The template schema: one topic, templates both ways -------------------------------------------


def _template(fields: Fields, thing_type: str) -> Part:
    draft = Draft(fields, thing_type)
    topic = fields.needed_topic("command_topic")
    draft.commanded.add(topic)
    turn_on, turn_off = (
        Command(topic=topic, template=fields.template(name), qos=1, retain=False)
        for name in ("command_on_template", "command_off_template")
    )
    if turn_on.template is None or turn_off.template is None:
        raise InvalidDiscoveryError("command_on_template or command_off_template is missing")
    lamp = _JsonLight(
        brightness=Brightness(255) if "brightness_template" in fields else None,
        warmth=_warmth(fields) if "color_temp_template" in fields else None,
        space=_SPACES["rgb"] if "red_template" in fields else None,
    )
    state = fields.topic("state_topic")
    if state is not None:
        draft.reads += [_template_read(fields, state, name, lamp) for name in _templates(fields)]
        if lamp.space is not None:
            draft.reads.append(_template_color(fields, state, lamp.space))
    _add_json_attributes(draft, lamp, is_read=state is not None)

    def write(changes: State, _reported: State) -> list[Publish]:
        sent = lamp.write(changes)
        if sent["state"] == "OFF":
            return [turn_off.publish("off", state="off")]
        color = sent.pop("color", None)
        parts = (
            zip(("red", "green", "blue"), color.values(), strict=True)
            if isinstance(color, dict)
            else ()
        )
        return [turn_on.publish("on", **{**sent, "state": "on", **dict(parts)})]

    return draft.part(write)


def _templates(fields: Fields) -> list[str]:
    names = ("state_template", "brightness_template", "color_temp_template")
    return [name for name in names if name in fields]


def _template_read(fields: Fields, topic: str, name: str, lamp: _JsonLight) -> Read:
    def read(text: str, asked: State) -> State:
        if text == UNKNOWN:
            return {}
        match name:
            case "state_template":
                return {"on": words({"on": True, "off": False})(text, None)}
            case "brightness_template" if lamp.brightness is not None:
                level = lamp.brightness.decode(number(text), asked.get("brightness"))
                return {"brightness": level}
            case _ if lamp.warmth is not None:
                warmth = lamp.warmth.decode(number(text), asked.get("color_temperature"))
                return {"color_temperature": warmth}
            case _:
                return {}

    return Read(topic=topic, template=fields.template(name), decode=read)


def _template_color(fields: Fields, topic: str, space: _Space) -> Read:
    templates = [fields.template(f"{part}_template") for part in ("red", "green", "blue")]

    def read(text: str, asked: State) -> State:
        parts = [template.of(text) for template in templates if template is not None]
        if not all(parts) or UNKNOWN in parts:
            return {}
        return {"color": space.read([number(part) for part in parts], asked.get("color"))}

    return Read(topic=topic, template=None, decode=read)
