"""What a component is once it is read: attributes, topics that report them, messages that set them.

Pure. `components` make parts; `mapping` joins those of one device to a thing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ondol.things.catalog import TYPES
from ondol.things.thing import Property, State, Value

from .fields import Fields, InvalidDiscoveryError
from .templates import Template

UNKNOWN = "None"  # Home Assistant's word, in a state, for "not known"


class UnreadableError(ValueError):
    """A state that says what it cannot say; the text says what."""


class UnsupportedError(ValueError):
    """A change that this device cannot be asked for; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """A message to send. At least once (QoS 1), so that the broker says that it has it."""

    topic: str
    payload: str
    qos: int = 1
    retain: bool = False


Decode = Callable[[str, State], State]
"""From a text that a topic holds, and what was asked of the thing last, to what it means."""

Write = Callable[[State, State], Sequence[Publish]]
"""From what shall change, and what is reported, to messages."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """A topic that reports.

    Attributes:
        lasts_s: after so long without another message `then` is so; None: for ever.
    """

    topic: str
    template: Template | None
    decode: Decode
    lasts_s: float | None = None
    then: State = field(default_factory=dict)

    def values(self, payload: str, asked: State) -> State:
        """Return what a message reports; nothing if it says nothing.

        Raises:
            UnreadableError, TemplateError: it makes no sense.
        """
        text = payload if self.template is None else self.template.of(payload)
        return self.decode(text, asked) if text else {}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """What one component gives to a thing.

    Attributes:
        assumed: attributes that no topic reports: what was sent is all that can be known.
        known: what is so before anything is reported.
        commanded: topics to which it sends.
    """

    properties: Mapping[str, Property]
    reads: tuple[Read, ...]
    write: Write
    assumed: frozenset[str] = frozenset()
    actions: Mapping[str, Publish] = field(default_factory=dict)
    known: State = field(default_factory=dict)
    commanded: frozenset[str] = frozenset()
    kind: str | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A topic that takes commands."""

    topic: str
    template: Template | None
    qos: int
    retain: bool

    def publish(self, value: object, **others: object) -> Publish:
        """Return the message for a value.

        Raises:
            TemplateError: the command template fails on it.
        """
        if self.template is None:
            payload = plain(value)
        else:
            payload = self.template.render({"value": value, **others})
        return Publish(topic=self.topic, payload=payload, qos=self.qos, retain=self.retain)


Setter = Callable[[Value], Sequence[Publish]]


class Draft:
    """A part in the making: takes those attributes that things of a type can have."""

    def __init__(self, fields: Fields, thing_type: str) -> None:
        self.fields = fields
        self._known = TYPES[thing_type].properties
        self._is_optimistic = fields.flag("optimistic", False)
        self.properties: dict[str, Property] = {}
        self.reads: list[Read] = []
        self.setters: dict[str, Setter] = {}
        self.assumed: set[str] = set()
        self.commanded: set[str] = set()

    def command(self, topic: str, template: str | None = None) -> Command | None:
        """Return the topic that a field names, to send to."""
        name = self.fields.topic(topic)
        if name is None:
            return None
        self.commanded.add(name)
        return Command(
            topic=name,
            template=self.fields.template(template) if template else None,
            qos=2 if self.fields.number("qos", 0) == 2 else 1,
            retain=self.fields.flag("retain", False),
        )

    def needed_command(self, topic: str, template: str | None = None) -> Command:
        """Return the topic that a field must name, to send to."""
        command = self.command(topic, template)
        if command is None:
            raise InvalidDiscoveryError(f"{topic} is missing")
        return command

    def has(self, name: str) -> bool:
        """Say whether things of this type can have an attribute."""
        return name in self._known

    def usual(self, name: str) -> Property:
        """Return the property that things of this type usually have."""
        return self._known[name]

    def read(self, topic: str, templates: Sequence[str], decode: Decode) -> bool:
        """Read a topic, if the field that names it is there; say whether it is."""
        name = self.fields.topic(topic)
        if name is None:
            return False
        self.reads.append(
            Read(topic=name, template=self.fields.template(*templates), decode=decode)
        )
        return True

    def attribute(
        self, name: str, known: Property, *, is_read: bool, setter: Setter | None
    ) -> None:
        """Add an attribute; one that is neither read nor set, or not of this type, is left out."""
        if not self.has(name) or (setter is None and not is_read):
            return
        self.properties[name] = replace(known, read_only=setter is None)
        if setter is not None:
            self.setters[name] = setter
            if self._is_optimistic or not is_read:
                self.assumed.add(name)

    def part(
        self, write: Write | None = None, *, kind: str | None = None, known: State | None = None
    ) -> Part:
        """Return the part.

        Raises:
            InvalidDiscoveryError: there is nothing in it.
        """
        if not self.properties:
            raise InvalidDiscoveryError("it has no topic from which Ondol could make something")
        return Part(
            properties=self.properties,
            reads=tuple(self.reads),
            write=write or self.set_each,
            assumed=frozenset(self.assumed),
            commanded=frozenset(self.commanded),
            known=known or {},
            kind=kind,
        )

    def set_each(self, changes: State, _reported: State) -> list[Publish]:
        """Return the messages of each change: on first, off last."""
        ordered = sorted(changes, key=lambda name: _place(name, changes[name]))
        return [message for name in ordered for message in self.setters[name](changes[name])]


def _place(name: str, value: Value) -> int:
    return 0 if name != "on" else -1 if value else 1


def sends(command: Command | None, encode: Callable[[Value], object]) -> Setter | None:
    """Return how an attribute is set by one message; None where there is no topic for it."""
    if command is None:
        return None
    return lambda value: (command.publish(encode(value)),)


def chooses(command: Command | None, words: Mapping[str, str]) -> Setter | None:
    """Return how an attribute is set that is one of our words, each of them one of the device's."""
    if command is None:
        return None

    def choose(value: Value) -> Sequence[Publish]:
        if not isinstance(value, str) or value not in words:
            raise UnsupportedError(f"{value!r} is none of {', '.join(words)}")
        return (command.publish(words[value]),)

    return choose


# What texts mean -----------------------------------------------------------------------------


def one(name: str, decode: Callable[[str, Value], Value]) -> Decode:
    """Return a reader of one attribute, from the text and from the value asked for last."""

    def read(text: str, asked: State) -> State:
        return {name: None if text == UNKNOWN else decode(text, asked.get(name))}

    return read


def words(meanings: Mapping[str, Value]) -> Callable[[str, Value], Value]:
    """Return a reader of texts that are one of a few."""

    def read(text: str, _asked: Value) -> Value:
        if text in meanings:
            return meanings[text]
        if (folded := text.lower()) in meanings:  # ESPHome's and Tasmota's case differs
            return meanings[folded]
        said = ", ".join(list(meanings)[:8])
        raise UnreadableError(f"{text[:40]!r} is none of {said}")

    return read


def number(text: str) -> float:
    """Return a finite number.

    Raises:
        UnreadableError: it is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e12:
        raise UnreadableError(f"{text[:40]!r} is no number")
    return value


def plain(value: object) -> str:
    """Return a value as devices read it.

    >>> plain(24.0), plain(21.5), plain("ON"), plain(3)
    ('24', '21.5', 'ON', '3')
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(round(value, 6))
    return str(value)


def numeric(value: Value) -> float:
    """Return the number that a change is.

    Raises:
        UnsupportedError: it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
        return float(value)
    raise UnsupportedError(f"{str(value)[:40]} is no number that can be sent")


def roundest(low: float, high: float, grids: Sequence[float]) -> float:
    """Return the roundest number from `low` to `high`: on the first grid that has one.

    A device that counts in mireds reports 370, which is 2 699 to 2 706 K: people say 2 700.

    >>> roundest(2699.1, 2706.4, (100, 50, 10, 1)), roundest(23.6, 24.1, (1, 0.5, 0.1))
    (2700, 24)
    """
    middle = (low + high) / 2
    for grid in grids:
        nearest = round(middle / grid) * grid
        for candidate in (nearest, nearest - grid, nearest + grid):
            if low <= candidate <= high:
                return round(candidate, 6)
    return middle
