"""What a device is and what it can do.

Names follow W3C Web of Things, Thing Description 1.1, sections 5.3.1 (Thing, Property, Action) and
5.3.2 (unit, enum, minimum, maximum, read-only): https://www.w3.org/TR/wot-thing-description11/
Types, kinds and properties are those of `catalog`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = bool | int | float | str | tuple[str, ...] | None
"""None in a report: unknown."""

State = Mapping[str, Value]
"""Values by property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """State that can be read, and written unless `read_only`.

    Attributes:
        unit: QUDT symbol ("DEG_C", "PERCENT"); None for a pure number or text.
        step: the smallest change by which a number may differ; None: any.
        enum: the values allowed, in the vendor's order; empty means any value in range.
        nullable: None may be written too (a vacuum's `cleaning_area`: everywhere).
    """

    type: type[Value]
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    enum: tuple[Value, ...] = ()
    read_only: bool = False
    nullable: bool = False

    def accepts(self, value: Value) -> bool:
        """Say whether `value` may be written; an int will do for a float.

        >>> temperature = Property(type=float, minimum=16, maximum=30)
        >>> [temperature.accepts(value) for value in (24, 24.5, 31, True)]
        [True, True, False, False]
        """
        if self.read_only or value is None:
            return self.nullable and not self.read_only
        if type(value) is not self.type and (self.type, type(value)) != (float, int):
            return False
        if self.enum and value not in self.enum:
            return False
        if not isinstance(value, int | float):
            return True
        low, high = self.minimum, self.maximum
        return (low is None or value >= low) and (high is None or value <= high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something momentary that leaves no state, such as `next`; `input` is what it takes."""

    input: Property | None = None

    def accepts(self, value: Value) -> bool:
        """Say whether it may be invoked with `value`; None stands for no input."""
        return value is None if self.input is None else self.input.accepts(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One device, whoever made it.

    Attributes:
        aliases: other names that people call it, in any language.
        area: id of the area it stands in; in a `Found`, the name that the device itself suggests.
        kind: tells a cover that is a curtain from a garage door (`catalog.COVER_KINDS`).
        measures: what a sensor measures (`catalog.MEASURES`); None for other types.
    """

    id: str
    title: str
    type: str
    aliases: tuple[str, ...] = ()
    area: str | None = None
    kind: str | None = None
    measures: str | None = None
    properties: Mapping[str, Property] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
