"""One home as data: areas, things, what they report; and a snapshot of it for those who decide.

Pure. `homefile` reads it from a file, `hub` keeps it up to date from adapters' events.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ondol.things.thing import State, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A room, or a place outside; `floor` is the floor's name as people say it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    floor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A timer that runs or is paused.

    Attributes:
        length_s: what it was set for. left_s: what is left of it, in seconds.
    """

    id: str
    length_s: int
    left_s: int
    name: str | None = None
    area: str | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home at one moment.

    Attributes:
        language: BCP 47 tag in which it speaks unless spoken to in another ("ko", "en").
        timezone: IANA name.
        state: what things reported last, by thing id.
        available: ids of things that can be reached.
    """

    id: str
    language: str = "ko"
    timezone: str = "Asia/Seoul"
    areas: Mapping[str, Area] = field(default_factory=dict)
    things: Mapping[str, Thing] = field(default_factory=dict)
    state: Mapping[str, State] = field(default_factory=dict)
    available: frozenset[str] = frozenset()
    timers: tuple[Timer, ...] = ()
    moment: dt.datetime | None = None
