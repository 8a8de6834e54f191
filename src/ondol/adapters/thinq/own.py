"""Properties that have no word of ours: LG's names, types, words and limits. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondol.things.thing import Property, Value

from . import tables
from .attributes import (
    Attribute,
    Put,
    UnsupportedError,
    celsius,
    degrees,
    in_celsius,
    plain,
    scalar,
)
from .profile import Raw, Slot, Where, number
from .tables import EXTRA, Meaning, Role


def meaning(slot: Slot) -> Meaning:
    """Return what the tables say of a property."""
    return tables.RESOURCES.get(slot.where.resource, {}).get(slot.where.key, EXTRA)


def role(slot: Slot) -> Role:
    """Return what a property is for."""
    return meaning(slot).role


def own_name(where: Where) -> str:
    """Return what a property is called that has no word of ours.

    >>> own_name(Where(resource="airFlow", key="windStep"))
    'air_flow_wind_step'
    >>> own_name(Where(resource="temperature", key="targetTemperature", place="TOP"))
    'temperature_top_target_temperature'
    """
    names = (where.resource, where.place.lower(), where.key)
    return "_".join(_snake(name) for name in names if name)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def own(slot: Slot) -> Attribute:
    """Return a property of LG's own name."""
    known = _property(slot)

    def write(value: Value, _raw: Raw, _asked: Mapping[str, Value]) -> Sequence[Put]:
        return (_put(slot, known, value),)

    return Attribute(
        name=own_name(slot.where),
        known=known,
        read=lambda raw: _value(slot, known, raw),
        sources=(slot.where,) if slot.is_readable else (),
        write=write if slot.is_writable else None,
        covers=(slot.where,),
    )


def _property(slot: Slot) -> Property:
    spec = slot.spec
    base = Property(type=str, read_only=not slot.is_writable)
    words = spec.writes if spec.is_writable else spec.reads
    match spec.type:
        case "boolean":
            return replace(base, type=bool)
        case "enum" if words and all(isinstance(word, bool) for word in words):
            return replace(base, type=bool, enum=words if len(words) == 1 else ())
        case "enum":
            return replace(base, enum=tuple(str(word) for word in words))
        case "string":
            return base
        case "number":
            return replace(base, type=float, unit=meaning(slot).unit)
        case "range":
            return _numbers(slot, replace(base, type=float, unit=meaning(slot).unit))


def _numbers(slot: Slot, base: Property) -> Property:
    spec = slot.spec
    limits = spec.write_range if spec.is_writable else spec.read_range
    if limits is None:
        return base
    if _is_temperature(slot):
        return replace(
            base,
            minimum=in_celsius(limits.low, slot.unit),
            maximum=in_celsius(limits.high, slot.unit),
            step=0.5 if slot.unit == "F" else limits.step,
        )
    is_whole = limits.low.is_integer() and limits.step.is_integer()
    kept = limits.values() if limits.without else ()
    return replace(
        base,
        type=int if is_whole else float,
        minimum=limits.low,
        maximum=limits.high,
        step=limits.step,
        enum=tuple(int(value) if is_whole else value for value in kept),
    )


def _is_temperature(slot: Slot) -> bool:
    return meaning(slot).unit == "DEG_C" or slot.unit in ("C", "F")


def _value(slot: Slot, known: Property, raw: Raw) -> Value:
    """Return what was reported, in the property's own type; None if it is of another."""
    said = scalar(raw, slot)
    if said is None:
        return None
    if known.type is bool:
        return said if isinstance(said, bool) else None
    if known.type is str:
        return str(said)
    if _is_temperature(slot):
        return celsius(raw, slot)
    value = number(said)
    if value is None or (known.type is int and not value.is_integer()):
        return None
    return plain(value) if known.type is int else value


def _put(slot: Slot, known: Property, value: Value) -> Put:
    if known.type is str:
        sent = next((word for word in slot.spec.writes if str(word) == value), None)
        if sent is None and slot.spec.type != "string":
            raise UnsupportedError(f"{value!r} is none of {', '.join(map(str, known.enum))}")
        return Put(slot=slot, value=str(value) if sent is None else sent)
    if known.type is bool:
        return Put(slot=slot, value=bool(value))
    if _is_temperature(slot):
        return degrees(slot, value)
    told = number(value)
    limits = slot.spec.write_range
    is_out = told is None or (
        limits is not None and (not limits.low <= told <= limits.high or told in limits.without)
    )
    if told is None or is_out:
        raise UnsupportedError(f"{value!r} is out of its range", "out_of_range")
    return Put(slot=slot, value=plain(told))
