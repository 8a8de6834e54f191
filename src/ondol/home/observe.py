"""Whether what a thing reports is what was asked of it. Pure.

Devices count in their own units (brightness in 255ths, colour temperature in mireds, some
thermostats in Fahrenheit) and so report a neighbour of the value that they were given.
"""

from typing import TypeGuard

from ondol.language.normalise import key
from ondol.things.thing import Property, Thing, Value

FAHRENHEIT_ROUNDING = 0.34  # K; half a degree Fahrenheit is 0.28 K, told to one decimal
PERCENT_ROUNDING = 1.0  # one in 255 is 0.4%, and rounded twice
MIRED_ROUNDING = 1.0

SATISFIED_BY: dict[tuple[str, Value], tuple[Value, ...]] = {
    ("activity", "returning"): ("docked",),  # it came home
}

UNSEEN_WHEN_OFF = frozenset({"brightness", "color", "color_temperature", "speed", "fan_speed"})
"""Settings that a thing which is off need not report."""


def meets(known: Property, name: str, *, desired: Value, reported: Value, before: Value) -> bool:
    """Say whether `reported` is `desired`, but for the device's rounding.

    A neighbour counts only where it is nearer than what was reported `before`.

    >>> percent = Property(type=int, unit="PERCENT")
    >>> meets(percent, "brightness", desired=50, reported=49, before=100)
    True
    >>> meets(percent, "brightness", desired=50, reported=49, before=49)
    False
    """
    if reported == desired and isinstance(reported, bool) == isinstance(desired, bool):
        return True
    if reported in SATISFIED_BY.get((name, desired), ()):
        return True
    if isinstance(desired, str) and isinstance(reported, str):
        return not known.enum and key(desired) == key(reported) != ""
    if not _is_number(desired) or not _is_number(reported):
        return False
    if not _is_near(known, desired, reported):
        return False
    return not _is_number(before) or abs(reported - desired) < abs(before - desired)


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_near(known: Property, desired: float, reported: float) -> bool:
    distance = abs(reported - desired)
    match known.unit:
        case "PERCENT":
            return distance <= PERCENT_ROUNDING
        case "DEG_C":
            return distance <= max(FAHRENHEIT_ROUNDING, (known.step or 0) / 2)
        case "K" if desired > 0 and reported > 0:
            return abs(1e6 / desired - 1e6 / reported) <= MIRED_ROUNDING
        case _:
            return distance <= (known.step or 0) / 2


def as_reported(thing: Thing, name: str, value: Value) -> Value:
    """Return a reported value in its property's own type.

    Raises:
        ValueError: the thing has no such property, or the value is of another type.
    """
    known = thing.properties.get(name)
    if known is None:
        raise ValueError(f"{thing.id} has no property {name}")
    if value is None or type(value) is known.type:
        return _finite(value)
    if known.type is float and type(value) is int:
        return value
    if known.type is int and isinstance(value, float) and _finite(value) == round(value):
        return round(value)
    raise ValueError(f"{thing.id}.{name} is reported as {value!r}, not a {known.type.__name__}")


def _finite(value: Value) -> Value:
    if isinstance(value, float) and not abs(value) < float("inf"):
        raise ValueError(f"{value} is no reading")
    return value
