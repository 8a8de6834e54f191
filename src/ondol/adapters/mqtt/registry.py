"""What devices announced and reported so far, and what follows from the next message. Pure.

The registry is told of connections and messages and answers with events; it says which topics to
subscribe to and what shall be looked at later. It does not wait, publish or log.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ondol.things.command import Command, Refused, SetProperty
from ondol.things.event import Availability as AvailabilityEvent
from ondol.things.event import Changed, Event, Found, Gone
from ondol.things.thing import State, Value

from .discovery import Announcement, Availability, Entity, Topic, filters, read
from .mapping import Mapped, Problem, to_things
from .parts import Part, Publish, Read, UnreadableError, UnsupportedError
from .templates import CostlyTemplateError, TemplateError

MAX_SOURCES = 5_000  # discovery topics
MAX_THINGS = 2_000
MAX_STATE_BYTES = 65_536
HELD_S = 10.0  # longer than a person waits for a device


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Something to be told to `due` after a while; a newer one of the same key replaces it."""

    key: tuple[str, str]
    after_s: float


@dataclass(slots=True)
class _Known:
    """A thing, and what is known of it now."""

    mapped: Mapped
    reported: dict[str, Value] = field(default_factory=dict)
    asked: dict[str, Value] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    held: dict[str, Value] = field(default_factory=dict)
    heard: dict[Topic, bool] = field(default_factory=dict)
    is_available: bool | None = None


class Registry:
    """All devices of one broker."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._is_connected = False
        self._sources: dict[str, tuple[Entity, ...]] = {}
        self._groups: dict[str, set[str]] = {}
        self._things: dict[str, _Known] = {}
        self._things_of: dict[str, tuple[str, ...]] = {}
        self._listeners: dict[str, set[str]] = {}
        self._commanded: dict[str, set[str]] = {}
        self._broken: set[int] = set()
        self._subscribe: set[str] = set()
        self._unsubscribe: set[str] = set()
        self._problems: list[Problem] = []
        self._later: list[Later] = []

    def take_topics(self) -> tuple[set[str], set[str]]:
        """Return the topics to subscribe to, and those to leave, and forget them."""
        taken = self._subscribe, self._unsubscribe
        self._subscribe, self._unsubscribe = set(), set()
        return taken

    def take_later(self) -> tuple[list[Later], list[Problem]]:
        """Return what shall be looked at later, and what was set aside, and forget them."""
        taken = self._later, self._problems
        self._later, self._problems = [], []
        return taken

    # Connection ----------------------------------------------------------------------------

    def connected(self) -> list[Event]:
        """Take in that there is a broker: everything is subscribed to again.

        A device that says whether it is there must say so again; the others are.
        """
        self._is_connected = True
        for known in self._things.values():
            known.heard.clear()
        self._subscribe |= {*filters(self._prefix), *self._listeners}
        return [event for thing_id in self._things for event in self._availability(thing_id)]

    def lost(self) -> list[Event]:
        """Take in that there is no broker: nothing can be reached."""
        self._is_connected = False
        return [event for thing_id in self._things for event in self._availability(thing_id)]

    # Messages ------------------------------------------------------------------------------

    def receive(self, topic: str, payload: bytes, *, is_retained: bool) -> list[Event]:
        """Take in a message. `is_retained`: it is what the broker kept, not news."""
        events: list[Event] = []
        if topic.startswith(f"{self._prefix}/") and topic.endswith("/config"):
            announcement = read(topic, payload, self._prefix)
            if announcement is not None:
                events += self._announced(announcement)
        for thing_id in sorted(self._listeners.get(topic, ())):
            events += self._reported(thing_id, topic, payload, is_retained=is_retained)
        return events

    def due(self, key: tuple[str, str]) -> list[Event]:
        """Take in that the time of a `Later` has come."""
        thing_id, what = key
        known = self._things.get(thing_id)
        if known is None:
            return []
        if what == _HELD:
            known.waiting.clear()
            held, known.held = known.held, {}
            return self._changed(thing_id, held)
        for part, source in known.mapped.reads():
            if source.topic == what and source.lasts_s is not None:
                return self._changed(thing_id, known.mapped.own(part, source.then))
        return []

    # Commands ------------------------------------------------------------------------------

    def messages(self, commands: Sequence[Command]) -> Sequence[Publish] | Refused:
        """Return what to publish to carry out commands for one thing."""
        known = self._things.get(commands[0].thing_id) if commands else None
        if known is None:
            return Refused(reason="there is no such thing on this broker", code="gone")
        try:
            said = {name: value for name, value in known.reported.items() if value is not None}
            return known.mapped.messages(commands, {**known.asked, **said})
        except UnsupportedError as error:
            return Refused(reason=f"{known.mapped.thing.title}: {error}", code="unsupported")
        except TemplateError as error:
            reason = f"{known.mapped.thing.title}: its command template {error}"
            return Refused(reason=reason, code="template")

    def asking(self, commands: Sequence[Command]) -> None:
        """Take in that commands are about to be sent: what the broker kept is no answer to them."""
        changes = _changes_of(commands)
        for thing_id in {command.thing_id for command in commands} & set(self._things):
            known = self._things[thing_id]
            known.asked |= changes
            known.waiting |= set(changes)
            known.held = {name: value for name, value in known.held.items() if name not in changes}
            self._later.append(Later(key=(thing_id, _HELD), after_s=HELD_S))

    def unsent(self, commands: Sequence[Command]) -> list[Event]:
        """Take in that the broker did not get the commands: nothing will answer them."""
        thing_ids = sorted({command.thing_id for command in commands})
        return [event for thing_id in thing_ids for event in self.due((thing_id, _HELD))]

    def sent(self, commands: Sequence[Command]) -> list[Event]:
        """Take in that the broker has the commands: some have no other answer."""
        events: list[Event] = []
        for thing_id in sorted({command.thing_id for command in commands} & set(self._things)):
            assumed = self._things[thing_id].mapped.assumed(_changes_of(commands))
            events += self._changed(thing_id, assumed)
        return events

    # Announcements -------------------------------------------------------------------------

    def _announced(self, announcement: Announcement) -> list[Event]:
        source = announcement.topic
        self._report(Problem(key=source, reason=reason) for reason in announcement.problems)
        if announcement.problems and not announcement.entities and source in self._sources:
            return []  # an update that cannot be read: what was there stays
        if announcement.entities and announcement.entities == self._sources.get(source):
            return []  # said again, as after every connection
        if source not in self._sources and len(self._sources) >= MAX_SOURCES:
            self._report([Problem(key=source, reason=f"more than {MAX_SOURCES} announcements")])
            return []
        before = {_group(entity) for entity in self._sources.pop(source, ())}
        for group in before:
            self._groups[group].discard(source)
        if announcement.entities:
            self._sources[source] = announcement.entities
            for entity in announcement.entities:
                self._groups.setdefault(_group(entity), set()).add(source)
        after = {_group(entity) for entity in announcement.entities}
        return [event for group in sorted(before | after) for event in self._remap(group)]

    def _remap(self, group: str) -> list[Event]:
        """Work out anew what the entities of one device are."""
        sources = sorted(self._groups.get(group, ()))
        entities = [
            entity
            for source in sources
            for entity in self._sources[source]
            if _group(entity) == group
        ]
        if not entities:
            self._groups.pop(group, None)
        mapped, problems = to_things(entities)
        self._report(problems)
        mine = {one.thing.id: one for one in mapped if self._may_have(one, group)}
        events: list[Event] = []
        for thing_id in self._things_of.get(group, ()):
            if thing_id not in mine:
                events += self._remove(thing_id)
        for thing_id, one in mine.items():
            events += self._put(thing_id, one, group)
        self._things_of[group] = tuple(mine)
        if not mine:
            del self._things_of[group]
        return events

    def _may_have(self, one: Mapped, group: str) -> bool:
        """Say whether a device may have a thing of this id: the first to come keeps it."""
        thing_id = one.thing.id
        if thing_id in self._things and thing_id not in self._things_of.get(group, ()):
            reason = f"another device has the id {thing_id!r}: give it a unique_id of its own"
        elif thing_id not in self._things and len(self._things) >= MAX_THINGS:
            reason = f"more than {MAX_THINGS} things"
        elif (guard := self._guard_of(one, group)) is not None:
            reason = f"it would send to a topic of {guard!r}, which only {guard!r} may"
        else:
            return True
        self._report([Problem(key=one.keys[0], reason=reason)])
        return False

    def _guard_of(self, one: Mapped, group: str) -> str | None:
        """Return a lock, or the like, of another device that takes commands on one's topics.

        Else a lamp that announces a door's topic as its own would open the door when it is lit,
        without the question that opening a door asks.
        """
        if one.guards():
            return None
        mine = self._things_of.get(group, ())
        for topic in one.commanded():
            for thing_id in self._commanded.get(topic, ()):
                if thing_id not in mine and self._things[thing_id].mapped.guards():
                    return thing_id
        return None

    def _intruders(self, one: Mapped, group: str) -> set[str]:
        """Return things of other devices that send to the topics of a lock, or the like."""
        if not one.guards():
            return set()
        sending = {other for topic in one.commanded() for other in self._commanded.get(topic, ())}
        mine = set(self._things_of.get(group, ())) | {one.thing.id}
        return {other for other in sending - mine if not self._things[other].mapped.guards()}

    def _put(self, thing_id: str, one: Mapped, group: str) -> list[Event]:
        events: list[Event] = []
        for intruder in sorted(self._intruders(one, group)):
            reason = f"it sends to a topic of {thing_id!r}, which only {thing_id!r} may"
            self._report([Problem(key=self._things[intruder].mapped.keys[0], reason=reason)])
            events += self._remove(intruder)
        known = self._things.setdefault(thing_id, _Known(one))
        is_new = known.mapped is one or known.mapped.thing != one.thing
        self._forget_commanded(thing_id)
        known.mapped = one
        for topic in one.commanded():
            self._commanded.setdefault(topic, set()).add(thing_id)
        self._listen(thing_id, one)
        events += [Found(thing=one.thing)] if is_new else []
        events += self._availability(thing_id)
        fresh = {name: value for name, value in one.known().items() if name not in known.reported}
        return events + self._changed(thing_id, fresh)

    def _remove(self, thing_id: str) -> list[Event]:
        self._forget_commanded(thing_id)
        del self._things[thing_id]
        for group, ids in self._things_of.items():
            if thing_id in ids:
                self._things_of[group] = tuple(one for one in ids if one != thing_id)
        for topic in [topic for topic, ids in self._listeners.items() if thing_id in ids]:
            self._leave(topic, thing_id)
        return [Gone(thing_id=thing_id)]

    def _forget_commanded(self, thing_id: str) -> None:
        for topic in self._things[thing_id].mapped.commanded():
            self._commanded.get(topic, set()).discard(thing_id)
            if not self._commanded.get(topic, True):
                del self._commanded[topic]

    def _listen(self, thing_id: str, one: Mapped) -> None:
        """Subscribe to a thing's topics, again where needed: what is retained is sent again."""
        topics = {source.topic for _, source in one.reads()} | {
            topic.topic for topic in _availability_topics(one)
        }
        for topic in [topic for topic, ids in self._listeners.items() if thing_id in ids]:
            if topic not in topics:
                self._leave(topic, thing_id)
        for topic in topics:
            self._listeners.setdefault(topic, set()).add(thing_id)
        self._unsubscribe -= topics
        self._subscribe |= topics

    def _leave(self, topic: str, thing_id: str) -> None:
        self._listeners[topic].discard(thing_id)
        if not self._listeners[topic]:
            del self._listeners[topic]
            self._subscribe.discard(topic)
            self._unsubscribe.add(topic)

    # Reports -------------------------------------------------------------------------------

    def _reported(
        self, thing_id: str, topic: str, payload: bytes, *, is_retained: bool
    ) -> list[Event]:
        known = self._things[thing_id]
        try:
            if len(payload) > MAX_STATE_BYTES:
                raise UnreadableError(f"longer than {MAX_STATE_BYTES} bytes")
            text = payload.decode()
        except (UnicodeDecodeError, UnreadableError) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "not UTF-8"
            self._report([Problem(key=topic, reason=reason)])
            return []
        events = self._heard(thing_id, topic, text)
        values: dict[str, Value] = {}
        for part, source in known.mapped.reads():
            if source.topic == topic and id(source) not in self._broken:
                values |= self._values(known, part, source, text)
        if is_retained:
            values = self._hold(known, values)
        else:
            known.waiting -= set(values)
        return events + self._changed(thing_id, values)

    def _values(self, known: _Known, part: Part, source: Read, text: str) -> State:
        if source.lasts_s is not None:
            key = (known.mapped.thing.id, source.topic)
            self._later.append(Later(key=key, after_s=source.lasts_s))
        try:
            return known.mapped.own(part, source.values(text, known.asked))
        except CostlyTemplateError as error:
            self._broken.add(id(source))
            reason = f"its template {error} It is not used again until the device says another"
            self._report([Problem(key=source.topic, reason=reason)])
        except TemplateError as error:
            self._report([Problem(key=source.topic, reason=f"its template {error}")])
        except UnreadableError as error:
            self._report([Problem(key=source.topic, reason=str(error))])
        return {}

    def _hold(self, known: _Known, values: State) -> dict[str, Value]:
        """Keep back what is older than a command that waits for its answer."""
        known.held |= {name: value for name, value in values.items() if name in known.waiting}
        return {name: value for name, value in values.items() if name not in known.waiting}

    def _changed(self, thing_id: str, values: State) -> list[Event]:
        if not values:
            return []
        known = self._things[thing_id]
        known.reported |= values
        for name in values:
            known.held.pop(name, None)
        return [Changed(thing_id=thing_id, values=dict(values))]

    # Availability --------------------------------------------------------------------------

    def _heard(self, thing_id: str, topic: str, text: str) -> list[Event]:
        """Take in what an availability topic says."""
        known = self._things[thing_id]
        for one in _availability_topics(known.mapped):
            if one.topic != topic:
                continue
            try:
                said = text if one.template is None else one.template.of(text)
            except TemplateError as error:
                self._report([Problem(key=topic, reason=f"its availability template {error}")])
                continue
            if said in (one.available, one.not_available):
                known.heard.pop(one, None)  # the one heard last stands last
                known.heard[one] = said == one.available
        return self._availability(thing_id)

    def _availability(self, thing_id: str) -> list[Event]:
        known = self._things[thing_id]
        is_available = self._is_connected and all(
            _is_there(known, availability) for availability in known.mapped.availability
        )
        if is_available == known.is_available:
            return []
        known.is_available = is_available
        return [AvailabilityEvent(thing_id=thing_id, is_available=is_available)]

    def _report(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)


_HELD = "\0held"  # no topic holds a zero


def _is_there(known: _Known, availability: Availability) -> bool:
    topics = availability.topics
    if not topics:
        return True
    match availability.mode:
        case "all":
            return all(known.heard.get(topic, False) for topic in topics)
        case "any":
            return any(known.heard.get(topic, False) for topic in topics)
        case "latest":
            heard = [topic for topic in known.heard if topic in topics]
            return known.heard[heard[-1]] if heard else False


def _availability_topics(one: Mapped) -> Iterator[Topic]:
    for availability in one.availability:
        yield from availability.topics


def _group(entity: Entity) -> str:
    """Return what entities of one device share; an entity without a device is one by itself."""
    return f"device {entity.device.key}" if entity.device is not None else f"entity {entity.key}"


def _changes_of(commands: Sequence[Command]) -> dict[str, Value]:
    return {command.name: command.value for command in commands if isinstance(command, SetProperty)}
