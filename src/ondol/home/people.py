"""Who may ask what of a home: people, their roles, their rules, and the keys that they hold.

Pure. A role says what may be asked at all, by risk (`RULING`); rules narrow it for one person, by
type of thing, area and time of day, in the manner of a packet filter: the first that fits decides,
and where none fits the role does. `policy` asks here, the hub keeps the records, `api` checks keys.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ondol.things.thing import Thing

Role = Literal["owner", "adult", "child", "guest", "voice", "program"]
"""`voice`: whoever speaks into a room's microphone; `program`: what publishes on the broker."""

GIVEN: tuple[Role, ...] = ("owner", "adult", "child", "guest")
"""The roles that people can be given."""

Way = Literal["page", "api", "mcp", "voice", "mqtt", "headset", "player"]
"""The way by which a wish came in."""

Say = Literal["yes", "confirm", "no"]

MAX_PEOPLE = 50
MAX_RULES = 50
MAX_KEYS = 20
"""Keys of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a role may do with what risks something: at home, away, and class 3 anywhere."""

    cost: Say
    cost_away: Say
    access: Say
    confirms: bool = False
    """Whether those of this role may say yes for others."""


RULING: Mapping[Role, Ruling] = {
    "owner": Ruling(cost="yes", cost_away="confirm", access="confirm", confirms=True),
    "adult": Ruling(cost="yes", cost_away="confirm", access="confirm", confirms=True),
    "child": Ruling(cost="confirm", cost_away="no", access="no"),
    "guest": Ruling(cost="confirm", cost_away="confirm", access="no"),
    "voice": Ruling(cost="yes", cost_away="confirm", access="confirm"),
    "program": Ruling(cost="confirm", cost_away="confirm", access="no"),
}
"""Class 1 (comfort) is allowed to all; the table is also in docs/reference/policy.md."""

CONFIRMING_WAYS: frozenset[Way] = frozenset({"page", "api"})
"""Where somebody is known for certain, and is no program that reads what others write.

A headset is passed around, and whoever wears it is its key's person: it confirms nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one person may or may not ask for; empty means any.

    Attributes:
        types: types or kinds of thing. areas: ids. ways: in.
        start, end: of the day, in the home's time; end before start goes over midnight.
    """

    allow: bool
    types: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    start: dt.time | None = None
    end: dt.time | None = None

    def fits(self, thing: Thing, way: Way, at: dt.time | None) -> bool:
        """Say whether it speaks of `thing`, asked for by `way` at `at`; None: some time later."""
        return (
            (not self.types or not {thing.type, _kind(thing)}.isdisjoint(self.types))
            and (not self.areas or thing.area in self.areas)
            and (not self.ways or way in self.ways)
            and self._is_time(at)
        )

    def _is_time(self, at: dt.time | None) -> bool:
        if self.start is None and self.end is None:
            return True
        if at is None:
            return False
        start, end = self.start or dt.time.min, self.end
        if end is None:
            return at >= start
        if start < end:
            return start <= at < end
        return at >= start or at < end


def _kind(thing: Thing) -> str | None:
    """Return the kind of a thing; a cover that does not say what it is counts as a door."""
    return thing.kind or ("door" if thing.type == "cover" else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, or something, that asks.

    Attributes:
        expires_at: when a guest's rights end; None: they do not.
    """

    id: str
    name: str
    role: Role
    rules: tuple[Rule, ...] = ()
    expires_at: dt.datetime | None = None

    def is_gone(self, now: dt.datetime) -> bool:
        """Say whether this person's time is over."""
        return self.expires_at is not None and self.expires_at <= now

    def may_touch(self, thing: Thing, way: Way, at: dt.time | None) -> bool:
        """Say whether the first rule that fits, or none that does, lets this person ask.

        What is to be done later (`at` None) is judged by the rules that hold all day, and by all of
        them when its moment comes.
        """
        return next((rule.allow for rule in self.rules if rule.fits(thing, way, at)), True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens the home for a person; only its digest (SHA-256, hexadecimal) is kept.

    Attributes:
        way: the one way in that it opens; None: the page and the API, like the home's own token.
            A headset's opens the same, but as a headset: its id is that of its key.
        label: says to people where it is used ("minji's phone").
    """

    id: str
    person: str
    digest: str
    made_at: dt.datetime
    way: Way | None = None
    label: str = ""


OWNER = Person(id="owner", name="owner", role="owner")
VOICE = Person(id="voice", name="voice", role="voice")
PROGRAM = Person(id="program", name="program", role="program")
BUILT_IN: Mapping[str, Person] = {person.id: person for person in (OWNER, VOICE, PROGRAM)}
"""Always there: who holds the home's token, who speaks in a room, what publishes on the broker.
Their rules can be changed, they cannot be taken away."""
