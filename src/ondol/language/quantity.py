"""What can be read in a text: the quantities, with the characters that say them."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "celsius", "fahrenheit", "kelvin", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, with the unit that was said."""

    start: int
    end: int
    value: float
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time."""

    start: int
    end: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day; `is_ambiguous`: morning or evening was not said."""

    start: int
    end: int
    time: dt.time
    is_ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of the week, "mon" to "sun", in their order."""

    start: int
    end: int
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Color:
    """A colour, by its CSS name."""

    start: int
    end: int
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """As much, or as little, as can be."""

    start: int
    end: int
    is_maximum: bool


Quantity = Number | Duration | ClockTime | Days | Color | Extreme
