"""Components of one attribute that are things by themselves. Pure.

Switches, locks, buttons, scenes, sensors; and numbers and selects that belong to nothing known,
which can only be read.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ondol.adapters.mqtt.discovery import Hint
from ondol.adapters.mqtt.fields import MAX_NAME, Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import UNKNOWN, Draft, Part, Read, number, one, sends, words
from ondol.things.catalog import MEASURES, sensor_value
from ondol.things.conversion import conversion
from ondol.things.thing import Property, State, Value

from .fan import add_switch

_TEXTS = frozenset({"enum", "timestamp", "date", "uptime"})  # classes whose readings are texts
_CANONICAL: Mapping[str, str] = {"carbon_dioxide": "co2"}
MAX_READING = 255  # characters, as with Home Assistant


def switch(fields: Fields, thing_type: str) -> Part:
    """Return the part that a switch is."""
    fields.needed_topic("command_topic")
    draft = Draft(fields, thing_type)
    add_switch(draft)
    return draft.part()


def lock(fields: Fields, thing_type: str) -> Part:
    """Return the part that a lock is; one that is jammed is neither locked nor unlocked."""
    if "code_format" in fields:
        raise InvalidDiscoveryError("a lock that wants a code cannot be opened by Ondol")
    fields.needed_topic("command_topic")
    draft = Draft(fields, thing_type)
    locking, unlocking = (
        fields.payload("payload_lock", "LOCK"),
        fields.payload("payload_unlock", "UNLOCK"),
    )
    moving = {fields.payload(f"state_{word.lower()}", word) for word in ("LOCKING", "UNLOCKING")}
    meanings: dict[str, Value] = {
        fields.payload("state_jammed", "JAMMED"): None,
        fields.payload("payload_reset", UNKNOWN): None,
        fields.payload("state_locked", "LOCKED"): True,
        fields.payload("state_unlocked", "UNLOCKED"): False,
    }

    def read(text: str, asked: State) -> State:
        return {} if text in moving else one("locked", words(meanings))(text, asked)

    command = draft.command("command_topic", "command_template")
    is_read = draft.read("state_topic", ("value_template",), read)
    setter = sends(command, lambda value: locking if value else unlocking)
    if draft.has("locked"):
        draft.attribute("locked", draft.usual("locked"), is_read=is_read, setter=setter)
    return draft.part()


def button(fields: Fields, thing_type: str) -> Part:
    """Return the part that a button is: `activated` presses it."""
    return _momentary(fields, thing_type, fields.payload("payload_press", "PRESS"))


def scene(fields: Fields, thing_type: str) -> Part:
    """Return the part that a scene is."""
    return _momentary(fields, thing_type, fields.payload("payload_on", "ON"))


def _momentary(fields: Fields, thing_type: str, payload: str) -> Part:
    fields.needed_topic("command_topic")
    draft = Draft(fields, thing_type)
    command = draft.command("command_topic", "command_template")
    if draft.has("activated"):
        known = replace(draft.usual("activated"), enum=(True,))
        setter = sends(command, lambda _: payload)
        draft.attribute("activated", known, is_read=False, setter=setter)
    part = draft.part(known={"activated": False})
    return replace(part, assumed=frozenset())  # pressing a button leaves nothing behind


# Sensors ---------------------------------------------------------------------------------------


def sensor(fields: Fields, hint: Hint) -> Part:
    """Return the part that a sensor is; `measures` is its device class."""
    measures = _measures(fields, hint)
    known, convert = sensor_value(measures, 0.0), None
    unit = fields.text("unit_of_measurement", limit=40)
    is_number = (
        unit is not None
        or fields.text("state_class") is not None
        or (known.unit is not None and fields.text("device_class") not in _TEXTS)
    )
    if not is_number:
        known = sensor_value(measures, "")
    elif (convert := conversion(known.unit, unit)) is None:
        known, convert = replace(known, unit=None), float

    def decode(text: str, _asked: Value) -> Value:
        return text[:MAX_READING] if convert is None else convert(number(text))

    return _reading(fields, known, measures, decode_text=decode)


def binary_sensor(fields: Fields, hint: Hint) -> Part:
    """Return the part that a binary sensor is: true for open, detected, low, wet ..."""
    measures = _measures(fields, hint)
    if measures == "moisture":
        measures = "water_leak"
    meanings: dict[str, Value] = {
        fields.payload("payload_on", "ON"): True,
        fields.payload("payload_off", "OFF"): False,
    }
    part = _reading(fields, sensor_value(measures, True), measures, decode_text=words(meanings))
    off_after_s = fields.number("off_delay", 0)
    if off_after_s <= 0:
        return part
    reads = tuple(replace(read, lasts_s=off_after_s, then={"value": False}) for read in part.reads)
    return replace(part, reads=reads)


def reading(fields: Fields, hint: Hint) -> Part:
    """Return the part that a number or select is which belongs to nothing known: a sensor."""
    return sensor(fields, hint)


def _measures(fields: Fields, hint: Hint) -> str | None:
    named = hint.measures or fields.text("device_class", limit=MAX_NAME)
    measures = _CANONICAL.get(named or "", named)
    if measures is not None and measures not in MEASURES:
        return None
    return measures


def _reading(
    fields: Fields,
    known: Property,
    measures: str | None,
    *,
    decode_text: Callable[[str, Value], Value],
) -> Part:
    topic = fields.needed_topic("state_topic")
    lasts_s = fields.number("expire_after", 0)
    read = Read(
        topic=topic,
        template=fields.template("value_template"),
        decode=one("value", decode_text),
        lasts_s=lasts_s if lasts_s > 0 else None,
        then={"value": None},
    )
    return Part(
        properties={"value": known},
        reads=(read,),
        write=lambda _changes, _reported: (),
        measures=measures,
    )
