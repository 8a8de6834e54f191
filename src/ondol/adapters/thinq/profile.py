"""A device's profile and state, read once: where each value stands, and what it may be. Pure.

A profile says `property.{resource}.{property} = {type, mode: [r, w], value: {r, w}}`. It has five
other shapes, and a state has them, too (thinqconnect 1.0.14, `devices`):

* `property` is a list, an item for each place: `{"location": {"locationName": "UPPER"}, ...}`.
* A resource is a list, an item for each unit: `[{"targetTemperature": ..., "unit": "C"}, ...]`.
* A resource is a list, an item for each place: `[{"locationName": "FRIDGE", ...}, ...]`; its
  temperatures bear their unit in their name (`targetTemperatureC`).
* Sections stand around it all: `{"washer": {"property": ...}, "dryer": {"property": ...}}`.
* `extensionProperty` beside `property` holds what belongs to no place.

What is not understood is set aside with a `Problem`; the rest counts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ondol.language.normalise import clean

from .tables import SECTIONS

MAX_SLOTS = 400  # of one device; the SDK's longest has 60
MAX_WORDS = 100  # of one enum
MAX_WORD = 80
MAX_STEPS = 1_000  # of a range that is told value by value

UNITS = ("C", "F")

Scalar = bool | int | float | str
Type = Literal["enum", "range", "number", "boolean", "string"]
Form = Literal["plain", "units", "suffix"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a device that was set aside, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a value stands in a profile, a state and a command.

    Attributes:
        section: of a WashTower ("washer"), else "".
        location: the place whose item it is in ("UPPER"), else "".
        place: the place that the resource itself names ("FRIDGE"), else "".
    """

    resource: str
    key: str
    section: str = ""
    location: str = ""
    place: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """Return resource and property: what the tables know it by."""
        return (self.resource, self.key)

    def beside(self, name: tuple[str, str]) -> "Where":
        """Return another property of the same place."""
        return Where(resource=name[0], key=name[1], section=self.section, location=self.location)


Reading = Mapping[str, Scalar]
"""A value by its unit: "C", "F", or "" where it has none."""

Raw = Mapping[Where, Reading]
"""What a device reported, as it said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers from `low` to `high` by `step`, but for those in `without`."""

    low: float
    high: float
    step: float
    without: tuple[float, ...] = ()

    def values(self) -> tuple[float, ...]:
        """Return each of them, the least first; nothing if they are too many to tell."""
        count = int((self.high - self.low) / self.step + 1e-9) + 1
        if count > MAX_STEPS:
            return ()
        every = (round(self.low + index * self.step, 6) for index in range(count))
        return tuple(value for value in every if value not in self.without)

    def nearest(self, value: float) -> float | None:
        """Return the nearest of them; None if `value` is beyond them."""
        if not self.low - self.step / 2 <= value <= self.high + self.step / 2:
            return None
        stepped = self.low + round((value - self.low) / self.step) * self.step
        return round(min(max(stepped, self.low), self.high), 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a value may be; `reads` and `writes` are the words of an enum."""

    type: Type
    is_readable: bool
    is_writable: bool
    reads: tuple[Scalar, ...] = ()
    writes: tuple[Scalar, ...] = ()
    read_range: Range | None = None
    write_range: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A property of a device, in each unit that it comes in."""

    where: Where
    form: Form
    specs: Mapping[str, Spec]

    @property
    def spec(self) -> Spec:
        """Return what it may be in the unit that Ondol uses: Celsius where there is a choice."""
        return self.specs[self.unit]

    @property
    def unit(self) -> str:
        """Return the unit that Ondol uses of it."""
        return next(unit for unit in ("C", "", "F") if unit in self.specs)

    @property
    def is_readable(self) -> bool:
        return self.spec.is_readable

    @property
    def is_writable(self) -> bool:
        return self.spec.is_writable


@dataclass(slots=True)
class Profile:
    """What a device can report and be asked for.

    Attributes:
        constants: what the profile says once for all.
        notices: by section, the words of its notifications; `errors`: those of its errors.
    """

    slots: dict[Where, Slot] = field(default_factory=dict)
    constants: dict[Where, Reading] = field(default_factory=dict)
    notices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def location(self) -> str:
        """Return the one place that it has, if it has one: a state may leave it out."""
        named = {where.location for where in self.slots if where.location}
        return named.pop() if len(named) == 1 else ""


# Profile --------------------------------------------------------------------------------------


def read_profile(told: object, *, location: str = "") -> Profile:
    """Return a device's profile.

    Args:
        location: the place that all of it belongs to where it names none.
    """
    profile = Profile()
    if not isinstance(told, dict):
        profile.problems.append(Problem(key="profile", reason="it is no JSON object"))
        return profile
    for section, part in _sections(told):
        profile.notices[section] = _words(_in(part, "notification", "push"))
        profile.errors[section] = _words(part.get("error"))
        for entry, place in _entries(part, location):
            for resource, content in entry.items():
                if resource != "location":
                    _read_resource(profile, section, place, resource, content)
    return profile


def _sections(told: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    named = [name for name in SECTIONS if isinstance(told.get(name), dict | list)]
    if not named or "property" in told:
        yield "", told
        return
    for name in named:
        if isinstance(told[name], dict):
            yield name, told[name]


def _entries(part: Mapping[str, Any], location: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield what a profile says of each place, and the place."""
    for told in (part.get("extensionProperty"), part.get("property")):
        for entry in told if isinstance(told, list) else [told]:
            if isinstance(entry, dict):
                yield entry, _location(entry, location)


def _location(entry: Mapping[str, Any], otherwise: str) -> str:
    named = _in(entry, "location", "locationName")
    return named if isinstance(named, str) and _NAME.fullmatch(named) else otherwise


def _read_resource(
    profile: Profile, section: str, location: str, resource: str, content: object
) -> None:
    if not _NAME.fullmatch(resource):
        reason = f"the resource {clean(resource, limit=40)!r} is no name"
        profile.problems.append(Problem(key="profile", reason=reason))
        return
    for fields, place, unit, form in _shapes(resource, content):
        for key, told in fields.items():
            if key in ("locationName", "unit") and (place or unit):
                continue
            name, of_unit, own_form = _unsuffixed(resource, key, unit, form)
            where = Where(
                resource=resource,
                key=name,
                section=section,
                location=location,
                place=place,
            )
            _read_slot(profile, where, own_form, of_unit, told)


def _shapes(resource: str, content: object) -> Iterator[tuple[Mapping[str, Any], str, str, Form]]:
    """Yield the fields of a resource, the place and the unit that they are of, and their form."""
    if isinstance(content, dict):
        has_unit = "emperature" in resource and _is_unit(content.get("unit"))
        yield content, "", "C" if has_unit else "", "units" if has_unit else "plain"
        return
    for item in content if isinstance(content, list) else ():
        if not isinstance(item, dict):
            continue
        place, unit = item.get("locationName"), item.get("unit")
        if isinstance(place, str) and _NAME.fullmatch(place):
            yield item, place, "", "plain"
        elif unit in UNITS:
            yield item, "", unit, "units"


def _is_unit(told: object) -> bool:
    """Say whether a resource names the unit of its temperatures, in a profile or in a state."""
    words = _in(told, "value", "r") if isinstance(told, dict) else [told]
    return isinstance(words, list) and bool(words) and all(word in UNITS for word in words)


def _unsuffixed(resource: str, key: str, unit: str, form: Form) -> tuple[str, str, Form]:
    if resource.endswith("InUnits") and form == "plain":
        for suffix in UNITS:
            if key.endswith(f"emperature{suffix}"):
                return key[:-1], suffix, "suffix"
    return key, unit, form


def _read_slot(profile: Profile, where: Where, form: Form, unit: str, told: object) -> None:
    problem = ""
    if not _NAME.fullmatch(where.key):
        problem = f"{where.resource} has a property that is no name"
    elif where not in profile.slots and len(profile.slots) >= MAX_SLOTS:
        problem = f"it has more than {MAX_SLOTS} properties"
    elif (spec := _spec(told)) is None:
        problem = f"{where.resource}.{where.key} is of no type that Ondol knows"
    else:
        known = profile.slots.get(where)
        specs = {**(known.specs if known is not None else {}), unit: spec}
        profile.slots[where] = Slot(where=where, form=form, specs=specs)
        if isinstance(told, bool | int | float | str):
            profile.constants[where] = {unit: tidy(told)}
        return
    profile.problems.append(Problem(key="profile", reason=problem))


def _spec(told: object) -> Spec | None:
    if isinstance(told, str):
        return Spec(type="string", is_readable=True, is_writable=False)
    if not isinstance(told, dict):
        return None
    mode = told.get("mode", ())
    can_read = isinstance(mode, list | str) and "r" in mode
    can_write = isinstance(mode, list | str) and "w" in mode
    reads, writes = _in(told, "value", "r"), _in(told, "value", "w")
    match told.get("type"):
        case "enum" | "list":
            return Spec(
                type="enum",
                is_readable=can_read,
                is_writable=can_write and bool(_scalars(writes)),
                reads=_scalars(reads),
                writes=_scalars(writes) if can_write else (),
            )
        case "boolean":
            return Spec(type="boolean", is_readable=can_read, is_writable=can_write)
        case "range":
            write_range = _range(writes) if can_write else None
            return Spec(
                type="range",
                is_readable=can_read,
                is_writable=write_range is not None,
                read_range=_range(reads),
                write_range=write_range,
            )
        case "number":
            return Spec(type="number", is_readable=can_read, is_writable=can_write)
        case "string":
            return Spec(type="string", is_readable=can_read, is_writable=can_write)
        case _:
            return None


def _range(told: object) -> Range | None:
    if not isinstance(told, dict):
        return None
    low, high, step = (number(told.get(name)) for name in ("min", "max", "step"))
    if low is None or high is None or low > high:
        return None
    without = told.get("except")
    return Range(
        low=low,
        high=high,
        step=step if step is not None and step > 0 else 1.0,
        without=tuple(
            value
            for one in (without if isinstance(without, list) else ())[:MAX_WORDS]
            if (value := number(one)) is not None
        ),
    )


def _scalars(told: object) -> tuple[Scalar, ...]:
    """Return the words of an enum, each once."""
    if not isinstance(told, list):
        return ()
    words = (word for word in told[:MAX_WORDS] if isinstance(word, bool | int | float | str))
    return tuple(dict.fromkeys(word for word in words if _is_tidy(word)))


def _words(told: object) -> tuple[str, ...]:
    return tuple(word for word in _scalars(told) if isinstance(word, str))


# State ----------------------------------------------------------------------------------------


def read_state(told: object, profile: Profile) -> tuple[dict[Where, Reading], list[Problem]]:
    """Return what a state, or a message about a part of it, says of what the profile knows."""
    raw: dict[Where, Reading] = {}
    problems: list[Problem] = []
    if isinstance(told, list):
        parts: list[tuple[str, object]] = [("", told)]
    elif isinstance(told, dict):
        named = [name for name in SECTIONS if isinstance(told.get(name), dict | list)]
        parts = [(name, told[name]) for name in named] or [("", told)]
    else:
        return {}, [Problem(key="state", reason="it is no JSON object")]
    for section, part in parts:
        for entry in part if isinstance(part, list) else [part]:
            if isinstance(entry, dict):
                _read_entry(raw, problems, profile, section, entry)
    return raw, problems


def _read_entry(
    raw: dict[Where, Reading],
    problems: list[Problem],
    profile: Profile,
    section: str,
    entry: Mapping[str, Any],
) -> None:
    location = _location(entry, profile.location)
    error = entry.get("error")
    raw[error_of(section)] = {"": tidy(error)} if isinstance(error, str) and error else {}
    for resource, content in entry.items():
        if resource in ("location", "error"):
            continue
        for fields, place, unit, form in _shapes(resource, content):
            own_unit = fields.get("unit") if form == "units" else unit
            for key, value in fields.items():
                name, of_unit, _ = _unsuffixed(resource, key, str(own_unit or ""), form)
                where = Where(
                    resource=resource, key=name, section=section, location=location, place=place
                )
                if where not in profile.slots:
                    where = Where(resource=resource, key=name, section=section, place=place)
                if where not in profile.slots:
                    continue
                if not isinstance(value, str) and not _is_number(value):
                    reason = f"{resource}.{name} is reported as nothing that can be shown"
                    problems.append(Problem(key="state", reason=reason))
                    continue
                raw[where] = {**raw.get(where, {}), of_unit: tidy(value)}


def merged(before: Raw, news: Raw) -> dict[Where, Reading]:
    """Return a state after a message; one without a unit means the unit that was said last.

    >>> there = Where(resource="temperature", key="targetTemperature")
    >>> merged({there: {"F": 350}}, {there: {"": 400}})[there]
    {'F': 400}
    """
    joined = dict(before)
    for where, reading in news.items():
        last = before.get(where, {})
        if set(reading) == {""} and last and "" not in last:
            joined[where] = {next(iter(last)): reading[""]}
        else:
            joined[where] = reading
    return joined


def error_of(section: str) -> Where:
    """Return where a device's present error stands."""
    return Where(resource="error", key="error", section=section)


def notice_of(section: str) -> Where:
    """Return where the last notification of a device is kept."""
    return Where(resource="notification", key="push", section=section)


# What both are made of ------------------------------------------------------------------------


def number(told: object) -> float | None:
    """Return a number, if it is one that can be reckoned with."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if abs(told) < 1e9 else None


def tidy(told: Scalar) -> Scalar:
    """Return a value without what nobody sees, and not longer than can be shown."""
    return clean(told, limit=MAX_WORD) if isinstance(told, str) else told


def _is_tidy(told: Scalar) -> bool:
    if isinstance(told, str):
        return 0 < len(told) <= MAX_WORD and clean(told, limit=MAX_WORD) == told
    return _is_number(told)


def _is_number(told: object) -> bool:
    return isinstance(told, bool) or (isinstance(told, int | float) and abs(told) < 1e9)


def _in(told: object, *names: str) -> Any:
    for name in names:
        if not isinstance(told, dict):
            return None
        told = told.get(name)
    return told
