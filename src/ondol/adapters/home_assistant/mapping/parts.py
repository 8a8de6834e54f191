"""What an entity is once it is read: properties, how they are read, which services set them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ondol.things.catalog import TYPES
from ondol.things.thing import Property, State, Value

from .entity import Entity


class UnsupportedError(ValueError):
    """A change that this entity cannot be asked for; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A service to call on an entity: "light.turn_on" with its data."""

    service: str
    data: Mapping[str, object] = field(default_factory=dict)


Read = Callable[[Entity, State], State]
"""From an entity, and what was asked of it last, to what it reports; what it does not show is
left out, what it says it does not know is None."""

Write = Callable[[State, State], Sequence[Call]]
"""From what shall change, and what is reported, to calls in their order."""

Setter = Callable[[Value], Call]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """What one entity gives to a thing."""

    type: str
    properties: Mapping[str, Property]
    read: Read
    write: Write
    actions: Mapping[str, Call] = field(default_factory=dict)
    kind: str | None = None
    measures: str | None = None


def usual(thing_type: str, name: str) -> Property:
    """Return the property that things of a type usually have."""
    return TYPES[thing_type].properties[name]


def in_turn(setters: Mapping[str, Setter]) -> Write:
    """Return how changes are made by a call each: on first, off last."""

    def write(changes: State, _reported: State) -> list[Call]:
        calls: list[Call] = []
        for name in sorted(changes, key=lambda name: _place(name, changes[name])):
            if name not in setters:
                raise UnsupportedError(f"{name} cannot be set")
            calls.append(setters[name](changes[name]))
        return calls

    return write


def _place(name: str, value: Value) -> int:
    return 0 if name != "on" else -1 if value else 1


def read_only(_changes: State, _reported: State) -> Sequence[Call]:
    """Make no change: there is none to make."""
    raise UnsupportedError("it can only be read")


def turns(domain: str) -> Setter:
    """Return how an entity is turned on and off."""
    return lambda value: Call(service=f"{domain}.turn_on" if value else f"{domain}.turn_off")


def sends(
    service: str, name: str, encode: Callable[[Value], object] = lambda value: value
) -> Setter:
    """Return how a property is set by a service that takes it as `name`."""
    return lambda value: Call(service=service, data={name: encode(value)})


def chooses(service: str, name: str, words: Mapping[str, str]) -> Setter:
    """Return how a property is set that is one of our words, each of them one of the entity's."""

    def choose(value: Value) -> Call:
        if not isinstance(value, str) or value not in words:
            raise UnsupportedError(f"{str(value)[:40]!r} is none of {', '.join(words)}"[:200])
        return Call(service=service, data={name: words[value]})

    return choose


def asks(services: Mapping[Value, str]) -> Setter:
    """Return how a property is set whose every value is a service of its own."""

    def ask(value: Value) -> Call:
        if value not in services:
            raise UnsupportedError(f"it cannot be asked for {str(value)[:40]}")
        return Call(service=services[value])

    return ask


def numeric(value: Value) -> float:
    """Return the number that a change is.

    Raises:
        UnsupportedError: it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
        return float(value)
    raise UnsupportedError(f"{str(value)[:40]!r} is no number that can be sent")


def whole(value: Value) -> int:
    """Return the whole number that a change is nearest to."""
    return round(numeric(value))


def first_of(meanings: Mapping[str, str], named: Sequence[str]) -> dict[str, str]:
    """Return our word to the entity's, for those of its words that mean one of ours.

    >>> first_of({"low": "low", "min": "low", "max": "high"}, ("min", "Low", "max", "eco"))
    {'low': 'Low', 'high': 'max'}
    """
    ours: dict[str, str] = {}
    for word in named:
        meant = meanings.get(word.lower())
        if meant is not None and (meant not in ours or word.lower() == meant):
            ours[meant] = word
    return ours


def shown(words: Sequence[str], clean: Callable[[str], str]) -> dict[str, str]:
    """Return the words of an entity by what people see of them; the first of two alike counts."""
    named: dict[str, str] = {}
    for word in words:
        if seen := clean(word):
            named.setdefault(seen, word)
    return named
