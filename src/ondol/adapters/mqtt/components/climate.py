"""Air conditioners, heating and water heaters: what keeps a temperature. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.adapters.mqtt.fields import Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import (
    UNKNOWN,
    Command,
    Draft,
    Part,
    Publish,
    UnsupportedError,
    chooses,
    number,
    numeric,
    one,
    roundest,
    sends,
)
from ondol.things.home_assistant import CLIMATE_MODES, FAN_SPEEDS, SWINGS
from ondol.things.thing import Property, State, Value
from ondol.units import Fahrenheit, to_celsius

_OFF = "off"
_WAKING = ("auto", "cool", "heat")  # what to turn on to where nobody knows what was on last


@dataclass(frozen=True, slots=True)
class Temperature:
    """Degrees Celsius, and what the device counts in."""

    is_fahrenheit: bool
    step: float

    def encode(self, value: Value) -> float:
        """Return the device's number: the nearest that it can take."""
        degrees = numeric(value)
        if self.is_fahrenheit:
            degrees = degrees * 9 / 5 + 32
        return round(round(degrees / self.step) * self.step, 3)

    def decode(self, raw: float, asked: Value) -> float:
        """Return degrees Celsius: what was asked for, if this is what it was sent as."""
        is_known = isinstance(asked, int | float) and not isinstance(asked, bool)
        if is_known and self.encode(asked) == round(raw, 3):
            return float(asked)  # type: ignore[arg-type]
        return self.to_celsius(raw)

    def to_celsius(self, raw: float) -> float:
        """Return degrees Celsius, as round as the device's own rounding allows."""
        if not self.is_fahrenheit:
            return round(raw, 3)
        half = min(self.step, 1.0) / 2
        low, high = (to_celsius(Fahrenheit(edge)) for edge in (raw - half, raw + half))
        return round(roundest(low, high, (1, 0.5, 0.1)), 2)

    def limited(self, known: Property, low: float, high: float) -> Property:
        """Return the property of a thing that takes the device's `low` to `high`."""
        return replace(
            known,
            minimum=self.to_celsius(low),
            maximum=self.to_celsius(high),
            step=0.5 if self.is_fahrenheit else self.step,
        )


def temperature_of(fields: Fields, *, is_fahrenheit: bool, step: float) -> Temperature:
    """Return how a device counts; `step` is its own, if it says none."""
    step = fields.number("temp_step", fields.number("precision", step))
    if not 0.01 <= step <= 20:
        raise InvalidDiscoveryError("temp_step is not between 0.01 and 20")
    return Temperature(is_fahrenheit, step)


def climate(fields: Fields, thing_type: str) -> Part:
    """Return the part that a climate component is."""
    draft = Draft(fields, thing_type)
    named = fields.texts("modes", ("auto", "off", "cool", "heat", "dry", "fan_only"))
    _add_power_and_mode(draft, _first_of(CLIMATE_MODES, named), has_off=_OFF in named)
    unit = (fields.text("temperature_unit") or "C").upper()
    _add_temperatures(draft, is_fahrenheit=unit == "F", usual_c=(7, 35))
    _add_choice(draft, "fan_speed", "fan_mode", FAN_SPEEDS, ("auto", "low", "medium", "high"))
    _add_choice(draft, "swing", "swing_mode", SWINGS, ("on", "off"))
    _add_humidity(draft)
    return draft.part(_write(draft))


def water_heater(fields: Fields, thing_type: str) -> Part:
    """Return the part that a water heater is; its modes keep their own names."""
    draft = Draft(fields, thing_type)
    usual = ("off", "eco", "electric", "gas", "heat_pump", "high_demand", "performance")
    named = fields.texts("modes", usual)
    modes = {mode: mode for mode in named if mode != _OFF}
    _add_power_and_mode(draft, modes, has_off=_OFF in named)
    unit = (fields.text("temperature_unit") or "C").upper()
    _add_temperatures(draft, is_fahrenheit=unit == "F", usual_c=(43, 60))
    return draft.part(_write(draft))


def can_cool(fields: Fields) -> bool:
    """Say whether a climate component is an air conditioner."""
    return bool({"cool", "dry"} & set(fields.texts("modes", ("cool",))))


# Power and mode: one topic or two -------------------------------------------------------------


def _first_of(meanings: Mapping[str, str], named: Sequence[str]) -> dict[str, str]:
    """Return our word to the device's, for those of its words that mean one of ours."""
    ours: dict[str, str] = {}
    for word in named:
        meant = meanings.get(word.lower())
        if meant is not None and (meant not in ours or word.lower() == meant):
            ours[meant] = word
    return ours


def _add_power_and_mode(draft: Draft, modes: Mapping[str, str], *, has_off: bool) -> None:
    mode = draft.command("mode_command_topic", "mode_command_template")
    power = draft.command("power_command_topic", "power_command_template")
    meanings = {word: meant for meant, word in modes.items()}
    meanings |= {word: meant for word, meant in CLIMATE_MODES.items() if meant in modes}

    def read(text: str, _asked: State) -> State:
        if text == UNKNOWN:
            return {"on": None, "mode": None}
        if text.lower() == _OFF:
            return {"on": False}
        meant = meanings.get(text, meanings.get(text.lower()))
        return {"on": True, "mode": meant}

    is_read = draft.read("mode_state_topic", ("mode_state_template", "value_template"), read)
    if len(modes) > 1 and draft.has("mode"):
        known = replace(draft.usual("mode"), enum=tuple(modes))
        draft.attribute("mode", known, is_read=is_read, setter=chooses(mode, modes))
    turn = _power(draft.fields, power) if power is not None else None
    if turn is None and mode is not None and has_off:
        turn = _power_by_mode(mode, modes)
    if turn is not None:
        draft.attribute("on", draft.usual("on"), is_read=is_read, setter=turn)
    elif is_read and has_off and draft.has("on"):
        draft.attribute("on", draft.usual("on"), is_read=True, setter=None)


def _power(fields: Fields, command: Command) -> Callable[[Value], list[Publish]]:
    on, off = fields.payload("payload_on", "ON"), fields.payload("payload_off", "OFF")
    return lambda value: [command.publish(on if value else off)]


def _power_by_mode(command: Command, modes: Mapping[str, str]) -> Callable[[Value], list[Publish]]:
    def turn(value: Value) -> list[Publish]:
        if not value:
            return [command.publish(_OFF)]
        waking = next((mode for mode in _WAKING if mode in modes), next(iter(modes), None))
        if waking is None:
            raise UnsupportedError("it names no mode to turn on to")
        return [command.publish(modes[waking])]

    return turn


def _write(draft: Draft) -> Callable[[State, State], list[Publish]]:
    """Return how changes are sent: where power is a mode, on is the mode that was on last."""
    is_power_a_mode = "power_command_topic" not in draft.fields

    def write(changes: State, reported: State) -> list[Publish]:
        changes = dict(changes)
        if is_power_a_mode and changes.get("on") is True and "mode" in draft.setters:
            last = changes.get("mode", reported.get("mode"))
            if last is not None:
                changes = {**changes, "mode": last}
                del changes["on"]
        if is_power_a_mode and changes.get("on") is False:
            changes.pop("mode", None)  # a mode would turn it on
        return draft.set_each(changes, reported)

    return write


# Temperatures, and what is chosen from a few -------------------------------------------------


def _add_temperatures(draft: Draft, *, is_fahrenheit: bool, usual_c: tuple[float, float]) -> None:
    fields = draft.fields
    scale = temperature_of(fields, is_fahrenheit=is_fahrenheit, step=1.0)
    defaults = usual_c
    if is_fahrenheit:
        defaults = (round(usual_c[0] * 9 / 5 + 32), round(usual_c[1] * 9 / 5 + 32))
    low, high = fields.span("min_temp", "max_temp", defaults)
    command = draft.command("temperature_command_topic", "temperature_command_template")
    is_read = draft.read(
        "temperature_state_topic",
        ("temperature_state_template", "value_template"),
        one("target_temperature", lambda text, asked: scale.decode(number(text), asked)),
    )
    if draft.has("target_temperature"):
        known = scale.limited(draft.usual("target_temperature"), low, high)
        setter = sends(command, scale.encode)
        draft.attribute("target_temperature", known, is_read=is_read, setter=setter)
    is_read = draft.read(
        "current_temperature_topic",
        ("current_temperature_template", "value_template"),
        one("temperature", lambda text, _: scale.to_celsius(number(text))),
    )
    if draft.has("temperature"):
        draft.attribute("temperature", draft.usual("temperature"), is_read=is_read, setter=None)


def _add_humidity(draft: Draft) -> None:
    is_read = draft.read(
        "current_humidity_topic",
        ("current_humidity_template", "value_template"),
        one("humidity", lambda text, _: round(number(text))),
    )
    if draft.has("humidity"):
        draft.attribute("humidity", draft.usual("humidity"), is_read=is_read, setter=None)


def _add_choice(
    draft: Draft, name: str, field: str, meanings: Mapping[str, str], usual: tuple[str, ...]
) -> None:
    """Add what is chosen from a few words, if at least two of them mean something to us."""
    words = _first_of(meanings, draft.fields.texts(f"{field}s", usual))
    if len(words) < 2 or not draft.has(name):
        return
    command = draft.command(f"{field}_command_topic", f"{field}_command_template")
    back = {word: meant for meant, word in words.items()}

    def read(text: str, _asked: Value) -> Value:
        return back.get(text, meanings.get(text.lower()))  # a word of its own: unknown to us

    templates = (f"{field}_state_template", "value_template")
    is_read = draft.read(f"{field}_state_topic", templates, one(name, read))
    known = replace(draft.usual(name), enum=tuple(words))
    setter = chooses(command, words)
    draft.attribute(name, known, is_read=is_read, setter=setter)
