"""Fans, and what else moves or wets the air: air purifiers, humidifiers. Pure."""

import math
from dataclasses import dataclass, replace

from ondol.adapters.mqtt.fields import Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import (
    Draft,
    Part,
    chooses,
    number,
    numeric,
    one,
    sends,
    words,
)
from ondol.things.home_assistant import FAN_SPEEDS
from ondol.things.thing import Value


@dataclass(frozen=True, slots=True)
class Speed:
    """Percent, and the device's own speeds; 0% is one below its lowest."""

    low: float
    high: float

    @property
    def _count(self) -> float:
        return self.high - self.low + 1

    def encode(self, value: Value) -> int:
        """Return the device's speed."""
        return math.ceil(numeric(value) * self._count / 100 + self.low - 1)

    def decode(self, raw: float, asked: Value) -> int:
        """Return percent: what was asked for, if this is what it was sent as."""
        if isinstance(asked, int) and not isinstance(asked, bool) and self.encode(asked) == raw:
            return asked
        percent = (raw - self.low + 1) * 100 / self._count
        return min(100, max(0, math.floor(percent + 1e-9)))


def fan(fields: Fields, thing_type: str) -> Part:
    """Return the part that a fan is."""
    fields.needed_topic("command_topic")
    draft = Draft(fields, thing_type)
    add_switch(draft)
    _add_speed(draft)
    _add_presets(draft)
    _add_oscillation(draft)
    _add_direction(draft)
    return draft.part()


def humidifier(fields: Fields, thing_type: str) -> Part:
    """Return the part that a humidifier or dehumidifier is."""
    fields.needed_topic("command_topic")
    draft = Draft(fields, thing_type)
    add_switch(draft)
    _add_target_humidity(draft)
    is_read = draft.read(
        "current_humidity_topic",
        ("current_humidity_template",),
        one("humidity", lambda text, _: round(number(text))),
    )
    if draft.has("humidity"):
        draft.attribute("humidity", draft.usual("humidity"), is_read=is_read, setter=None)
    add_named(draft, "mode", fields.texts("modes"), "mode", "mode_state_template")
    return draft.part()


def add_switch(draft: Draft, name: str = "on") -> None:
    """Add what is on or off by the component's own topics."""
    fields = draft.fields
    on, off = fields.payload("payload_on", "ON"), fields.payload("payload_off", "OFF")
    meanings: dict[str, Value] = {
        fields.payload("state_on", on): True,
        fields.payload("state_off", off): False,
    }
    command = draft.command("command_topic", "command_template")
    templates = ("state_value_template", "value_template")
    is_read = draft.read("state_topic", templates, one(name, words(meanings)))
    setter = sends(command, lambda value: on if value else off)
    if draft.has(name):
        draft.attribute(name, draft.usual(name), is_read=is_read, setter=setter)


def add_named(draft: Draft, name: str, options: tuple[str, ...], field: str, template: str) -> None:
    """Add what is chosen from the device's own words."""
    if not options or not draft.has(name):
        return
    command = draft.command(f"{field}_command_topic", f"{field}_command_template")
    is_read = draft.read(f"{field}_state_topic", (template,), one(name, lambda text, _: text))
    known = replace(draft.usual(name), enum=options)
    setter = sends(command, lambda value: value)
    draft.attribute(name, known, is_read=is_read, setter=setter)


def _add_speed(draft: Draft) -> None:
    fields = draft.fields
    speed = Speed(fields.number("speed_range_min", 1), fields.number("speed_range_max", 100))
    if not 1 <= speed.low < speed.high:
        raise InvalidDiscoveryError("speed_range_min is below 1 or not below speed_range_max")
    command = draft.command("percentage_command_topic", "percentage_command_template")

    def read(text: str, asked: Value) -> Value:
        return speed.decode(number(text), asked)

    is_read = draft.read(
        "percentage_state_topic", ("percentage_value_template",), one("speed", read)
    )
    if not draft.has("speed"):
        return
    count = speed.high - speed.low + 1
    known = replace(draft.usual("speed"), step=100 / count if count < 100 else None)
    setter = sends(command, speed.encode)
    draft.attribute("speed", known, is_read=is_read, setter=setter)


def _add_presets(draft: Draft) -> None:
    """Add presets: as `mode` where the type has modes, else as `fan_speed`."""
    presets = draft.fields.texts("preset_modes")
    if draft.has("mode"):
        add_named(draft, "mode", presets, "preset_mode", "preset_mode_value_template")
        return
    speeds: dict[str, str] = {}
    for preset in presets:
        if (meant := FAN_SPEEDS.get(preset.lower())) is not None:
            speeds.setdefault(meant, preset)
    if len(speeds) < 2 or not draft.has("fan_speed"):
        return
    command = draft.command("preset_mode_command_topic", "preset_mode_command_template")
    is_read = draft.read(
        "preset_mode_state_topic",
        ("preset_mode_value_template",),
        one("fan_speed", lambda text, _: FAN_SPEEDS.get(text.lower())),
    )
    known = replace(draft.usual("fan_speed"), enum=tuple(speeds))
    setter = chooses(command, speeds)
    draft.attribute("fan_speed", known, is_read=is_read, setter=setter)


def _add_oscillation(draft: Draft) -> None:
    fields = draft.fields
    on = fields.payload("payload_oscillation_on", "oscillate_on")
    off = fields.payload("payload_oscillation_off", "oscillate_off")
    command = draft.command("oscillation_command_topic", "oscillation_command_template")
    is_read = draft.read(
        "oscillation_state_topic",
        ("oscillation_value_template",),
        one("oscillating", words({on: True, off: False})),
    )
    setter = sends(command, lambda value: on if value else off)
    if draft.has("oscillating"):
        draft.attribute("oscillating", draft.usual("oscillating"), is_read=is_read, setter=setter)


def _add_direction(draft: Draft) -> None:
    command = draft.command("direction_command_topic", "direction_command_template")
    meanings: dict[str, Value] = {"forward": "forward", "reverse": "reverse"}
    is_read = draft.read(
        "direction_state_topic", ("direction_value_template",), one("direction", words(meanings))
    )
    setter = sends(command, lambda value: value)
    if draft.has("direction"):
        draft.attribute("direction", draft.usual("direction"), is_read=is_read, setter=setter)


def _add_target_humidity(draft: Draft) -> None:
    fields = draft.fields
    command = draft.command("target_humidity_command_topic", "target_humidity_command_template")
    is_read = draft.read(
        "target_humidity_state_topic",
        ("target_humidity_state_template",),
        one("target_humidity", lambda text, _: round(number(text))),
    )
    low, high = fields.span("min_humidity", "max_humidity", (0, 100))
    setter = sends(command, lambda value: round(numeric(value)))
    if draft.has("target_humidity"):
        known = replace(draft.usual("target_humidity"), minimum=low, maximum=high)
        draft.attribute("target_humidity", known, is_read=is_read, setter=setter)
