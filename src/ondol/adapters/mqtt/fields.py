"""Reads the fields of a discovery payload, each with its type and its limits. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ondol.language.normalise import clean

from .templates import Template, TemplateError, compiled

MAX_NAME = 80  # characters
MAX_ID = 128
MAX_TOPIC = 512
MAX_PAYLOAD = 1_024  # of a command, as written in a discovery payload
MAX_OPTIONS = 300
MAX_ALIASES = 20


class InvalidDiscoveryError(ValueError):
    """A discovery payload that says what cannot be; the text says which field and why."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one component under their full names.

    Every method raises `InvalidDiscoveryError` if the field is there and is not what it should be.
    """

    values: Mapping[str, object]

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(
        self, name: str, default: str | None = None, *, limit: int = MAX_PAYLOAD
    ) -> str | None:
        """Return a text as it stands; numbers and booleans are read as texts, as in payloads."""
        value = self.values.get(name, default)
        if value is None:
            return None
        if not isinstance(value, str | int | float):
            raise InvalidDiscoveryError(f"{name} is no text")
        text = str(value)
        if len(text) > limit:
            raise InvalidDiscoveryError(f"{name} is longer than {limit} characters")
        return text

    def payload(self, name: str, default: str) -> str:
        """Return what is sent or received as it stands; null is the default, too."""
        return self.text(name) if name in self else default  # type: ignore[return-value]

    def name(self, name: str) -> str | None:
        """Return a name for people: cleaned, None if nothing is left of it."""
        text = self.text(name, limit=16 * MAX_NAME)
        return (clean(text, limit=MAX_NAME) or None) if text is not None else None

    def topic(self, name: str) -> str | None:
        """Return a topic without wildcards, as commands and states have."""
        topic = self.values.get(name)
        if topic is None:
            return None
        if not isinstance(topic, str) or not topic or len(topic) > MAX_TOPIC:
            raise InvalidDiscoveryError(f"{name} is no topic of 1 to {MAX_TOPIC} characters")
        if any(character in "+#" or not character.isprintable() for character in topic):
            raise InvalidDiscoveryError(f"{name} {topic[:40]!r} holds a wildcard or what is unseen")
        if topic.startswith("$") and not name.endswith("state_topic"):
            raise InvalidDiscoveryError(f"{name} {topic[:40]!r} belongs to the broker")
        return topic

    def needed_topic(self, name: str) -> str:
        """Return a topic that must be there."""
        topic = self.topic(name)
        if topic is None:
            raise InvalidDiscoveryError(f"{name} is missing")
        return topic

    def template(self, *names: str) -> Template | None:
        """Return the first template that is there of those named."""
        for name in names:
            source = self.values.get(name)
            if source is None:
                continue
            if not isinstance(source, str):
                raise InvalidDiscoveryError(f"{name} is no template")
            try:
                return compiled(source)
            except TemplateError as error:
                raise InvalidDiscoveryError(f"{name}: {error}") from error
        return None

    def number(self, name: str, default: float) -> float:
        """Return a finite number."""
        value = self.values.get(name)
        if value is None:
            return default
        try:
            number = float(value) if isinstance(value, int | float | str) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if isinstance(value, bool) or not math.isfinite(number) or abs(number) > 1e9:
            raise InvalidDiscoveryError(f"{name} is no number")
        return number

    def span(self, low: str, high: str, defaults: tuple[float, float]) -> tuple[float, float]:
        """Return two numbers, of which the second must be the greater."""
        bounds = self.number(low, defaults[0]), self.number(high, defaults[1])
        if bounds[0] >= bounds[1]:
            raise InvalidDiscoveryError(f"{low} {bounds[0]:g} is not below {high} {bounds[1]:g}")
        return bounds

    def flag(self, name: str, default: bool) -> bool:
        """Return a boolean."""
        value = self.values.get(name)
        if value is None:
            return default
        match str(value).strip().lower():
            case "true" | "1" | "yes" | "on" | "enable":
                return True
            case "false" | "0" | "no" | "off" | "disable":
                return False
            case _:
                raise InvalidDiscoveryError(f"{name} is neither true nor false")

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts as they stand."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, list):
            value = [value]
        if len(value) > MAX_OPTIONS:
            raise InvalidDiscoveryError(f"{name} holds more than {MAX_OPTIONS} texts")
        if not all(isinstance(item, str | int | float) for item in value):
            raise InvalidDiscoveryError(f"{name} holds what is no text")
        return tuple(str(item)[:MAX_PAYLOAD] for item in value)

    def object(self, name: str) -> dict[str, object] | None:
        """Return an object, as it stands."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise InvalidDiscoveryError(f"{name} is no object")
        return value
