"""One entity of Home Assistant as the mappings read it: attributes with types and limits."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ondol.language.normalise import clean

MAX_TEXT = 255  # characters, as with Home Assistant's states
MAX_WORDS = 300

UNAVAILABLE = "unavailable"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of a state. What is not of the type that is asked for is not there."""

    values: Mapping[str, object]

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def number(self, name: str) -> float | None:
        """Return a finite number."""
        return number(self.values.get(name))

    def whole(self, name: str, *, scale: float = 1.0) -> int | None:
        """Return a number, multiplied and rounded."""
        found = self.number(name)
        return None if found is None else round(found * scale)

    def flag(self, name: str) -> bool | None:
        """Return true or false."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else None

    def word(self, name: str) -> str | None:
        """Return a text as it stands, to be compared or sent back."""
        value = self.values.get(name)
        return value[:MAX_TEXT] if isinstance(value, str) else None

    def text(self, name: str) -> str | None:
        """Return a text for people; None where nothing of it can be seen."""
        value = self.word(name)
        return None if value is None else clean(value, limit=MAX_TEXT) or None

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of texts as they stand."""
        value = self.values.get(name)
        if not isinstance(value, list | tuple):
            return ()
        return tuple(one for one in value[:MAX_WORDS] if isinstance(one, str) and one)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of numbers; empty if one of them is none."""
        value = self.values.get(name)
        found = [number(one) for one in value[:16]] if isinstance(value, list | tuple) else []
        numbers = tuple(one for one in found if one is not None)
        return numbers if len(numbers) == len(found) else ()

    def can(self, feature: int) -> bool:
        """Say whether a bit of `supported_features` is set."""
        value = self.values.get("supported_features")
        return isinstance(value, int) and bool(value & feature)


def number(value: object) -> float | None:
    """Return a finite number that an attribute, or a sensor's state, is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < 1e12 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity.

    Attributes:
        state: as it is now.
        now: its attributes as they are now.
        shape: of each attribute the last value that was one: what the entity can do, which an
            entity that is off or unavailable does not show.
        is_fahrenheit: climates and water heaters count in °F, as the whole of Home Assistant does.
        has_code: a lock whose code Home Assistant itself keeps.
    """

    id: str
    state: str
    now: Attributes
    shape: Attributes
    is_fahrenheit: bool = False
    has_code: bool = False

    @property
    def domain(self) -> str:
        """Return what kind of entity it is: "light"."""
        return self.id.partition(".")[0]

    @property
    def is_available(self) -> bool:
        """Say whether Home Assistant can reach it."""
        return self.state != UNAVAILABLE
