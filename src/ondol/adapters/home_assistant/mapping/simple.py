"""Entities of one property: switches, scenes, scripts, buttons, people, sensors.

Numbers and selects, and the helpers that people make of them, can only be read: things have no
property that such a number could be.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ondol.language.normalise import clean
from ondol.things.catalog import MEASURES, sensor_value
from ondol.things.conversion import conversion
from ondol.things.thing import Property, State, Value

from .entity import MAX_TEXT, UNKNOWN, Entity, number
from .parts import Call, Part, in_turn, read_only, turns, usual

_TEXTS = frozenset({"enum", "timestamp", "date", "uptime"})  # classes whose readings are texts
_CANONICAL: Mapping[str, str] = {"carbon_dioxide": "co2"}
_NUMBERS = frozenset({"number", "input_number"})


def switch(entity: Entity) -> Part:
    """Return the part that a switch, or a helper that is on or off, is."""
    thing_type = "outlet" if entity.shape.word("device_class") == "outlet" else "switch"
    return Part(
        type=thing_type,
        properties={"on": usual(thing_type, "on")},
        read=lambda entity, _asked: {"on": _truth(entity.state)},
        write=in_turn({"on": turns(entity.domain)}),
    )


def _truth(state: str) -> Value:
    return {"on": True, "off": False}.get(state)


def scene(entity: Entity) -> Part:
    """Return the part that a scene is."""
    return _momentary("scene", "scene.turn_on")


def script(entity: Entity) -> Part:
    """Return the part that a script is; Home Assistant does not wait for its end."""
    return _momentary("script", "script.turn_on")


def button(entity: Entity) -> Part:
    """Return the part that a button is: a script that presses it."""
    return _momentary("script", f"{entity.domain}.press")


def _momentary(thing_type: str, service: str) -> Part:
    known = replace(usual(thing_type, "activated"), enum=(True,))
    return Part(
        type=thing_type,
        properties={"activated": known},
        read=lambda _entity, _asked: {"activated": False},
        write=in_turn({"activated": lambda _value: Call(service=service)}),
    )


def person(entity: Entity) -> Part:
    """Return the part that a person is: at home, away ("not_home"), or in a zone by its name."""
    return Part(
        type="person",
        properties={"location": usual("person", "location")},
        read=lambda entity, _asked: {"location": _text(entity.state)},
        write=read_only,
    )


def _text(state: str) -> Value:
    return None if state == UNKNOWN else clean(state, limit=MAX_TEXT) or None


# Sensors ------------------------------------------------------------------------------------------


def sensor(entity: Entity) -> Part:
    """Return the part that a sensor is, or what can only be read; `measures` is its class."""
    measures = measure_of(entity)
    known, decode = _reading(entity, sensor_value(measures, 0.0))
    if decode is None:
        known = sensor_value(measures, "")

    def read(entity: Entity, _asked: State) -> State:
        return {"value": _text(entity.state) if decode is None else decode(entity)}

    return _sensor(known, measures, read)


def binary_sensor(entity: Entity) -> Part:
    """Return the part that a binary sensor is: true for open, detected, low, wet ..."""
    measures = measure_of(entity)
    if measures == "moisture":
        measures = "water_leak"
    return _sensor(
        sensor_value(measures, True),
        measures,
        lambda entity, _asked: {"value": _truth(entity.state)},
    )


def _sensor(known: Property, measures: str | None, read: Callable[[Entity, State], State]) -> Part:
    return Part(
        type="sensor", properties={"value": known}, read=read, write=read_only, measures=measures
    )


def measure_of(entity: Entity) -> str | None:
    """Return what a sensor measures, as the catalogue calls it."""
    named = entity.shape.word("device_class")
    measures = _CANONICAL.get(named or "", named)
    return measures if measures in MEASURES else None


def reading(entity: Entity, known: Property) -> Callable[[Entity], Value] | None:
    """Return how a sensor's number is read in the unit of a property; None: it cannot be."""
    found, decode = _reading(entity, known)
    return decode if found.unit == known.unit else None


def _reading(entity: Entity, known: Property) -> tuple[Property, Callable[[Entity], Value] | None]:
    """Return what a sensor's number is, in our unit where it can be; None: it is a text."""
    shape = entity.shape
    unit, named = shape.word("unit_of_measurement"), shape.word("device_class")
    is_number = (
        entity.domain in _NUMBERS
        or unit is not None
        or shape.word("state_class") is not None
        or (known.unit is not None and named not in _TEXTS)
    )
    if not is_number or entity.domain in {"select", "input_select"}:
        return known, None
    convert = conversion(known.unit, unit)
    if convert is None:
        known, convert = replace(known, unit=None), float
    convert_ = convert

    def decode(entity: Entity) -> Value:
        raw = number(entity.state)
        return None if raw is None else convert_(raw)

    return known, decode
