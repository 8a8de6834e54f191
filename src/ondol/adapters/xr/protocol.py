"""The messages between the hub and a headset, read and written, and how many may come. Pure.

Ondol's own protocol, version 1, in JSON texts over a WebSocket (RFC 6455): docs/reference/
headset.md. Which value is which property, `mapping` says. What a headset sends is not trusted: a
text that is no message ends the connection, a value that is none is left out.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ondol.errors import DeviceProtocolError
from ondol.language.normalise import clean
from ondol.things.playing import Playback

VERSION = 1
MAX_MESSAGE = 8 * 1024  # characters
MAX_ID = 64
MAX_ABILITY = 40
MAX_ABILITIES = 40
MAX_VALUES = 40
MAX_CONTENT_ID = 1000
MAX_TITLE = 200
MAX_REASON = 200
MAX_SECONDS = 10**7
"""Some 115 days: no film is longer, and a stream says no duration."""

RATE_PER_S = 20.0
BURST = 200
"""A volume that is dragged says its value at each frame, 72 to 120 a second, for a moment."""
COMINGS_PER_S = 0.2
COMINGS = 10
"""Connections of one headset: who comes back more often than each 5 s is in a loop."""


@dataclass(frozen=True, slots=True)
class Close:
    """Why a connection is ended: a status of RFC 6455 (4000 to 4999 are ours), and words."""

    code: int
    reason: str


RUBBISH = Close(4400, "that is no message of this protocol")
REVOKED = Close(4401, "this headset is not paired any more: pair it again")
FOREIGN = Close(4403, "that is another headset's id")
SILENT = Close(4408, "no hello came")
TAKEN_OVER = Close(4409, "this headset has connected anew")
FLOOD = Close(4429, "too many messages: come again later")
TOO_LARGE = Close(1009, f"a message may have at most {MAX_MESSAGE} characters")
TOO_SLOW = Close(1013, "too slow: connect again")
GOING = Close(1001, "the hub stops")


# What a headset says ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first message: who it is, and what it can."""

    id: str
    protocol: int
    abilities: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Values as the headset names them; `mapping` says which of them count."""

    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """What plays in it, and where; seconds."""

    item: str | None
    content_id: str
    title: str
    position_s: float
    duration_s: float | None
    playback: Playback


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command was carried out."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """A command was refused, in the headset's words."""

    id: str
    reason: str


Received = Hello | Reported | Playing | Done | NotDone


def read(text: str) -> Received:
    """Read one message.

    Raises:
        DeviceProtocolError: it is none; the text says why, and holds little of what came.

    >>> read('{"type": "done", "id": "c7"}')
    Done(id='c7')
    """
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise DeviceProtocolError(f"no JSON: {error}"[:MAX_REASON]) from error
    match said:
        case {"type": "hello", "id": str(identifier), "protocol": int(version), **more}:
            abilities = more.get("abilities", [])
            return Hello(id=_id(identifier), protocol=version, abilities=_abilities(abilities))
        case {"type": "state", "values": dict(values)} if len(values) <= MAX_VALUES:
            return Reported(values=values)
        case {"type": "playing"}:
            return _playing(said)
        case {"type": "done", "id": str(identifier)}:
            return Done(id=_id(identifier))
        case {"type": "refused", "id": str(identifier), **more}:
            reason = more.get("reason")
            words = clean(reason, limit=MAX_REASON) if isinstance(reason, str) else ""
            return NotDone(id=_id(identifier), reason=words or "the headset gave no reason")
        case {"type": str(kind)}:
            raise DeviceProtocolError(f"no message of this form: {clean(kind, limit=MAX_ABILITY)}")
        case _:
            raise DeviceProtocolError("not an object with a type")


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number in JSON")


def _id(identifier: str) -> str:
    if not identifier or len(identifier) > MAX_ID:
        raise DeviceProtocolError(f"an id has 1 to {MAX_ID} characters")
    return identifier


def _abilities(given: object) -> frozenset[str]:
    if not isinstance(given, list) or len(given) > MAX_ABILITIES:
        raise DeviceProtocolError(f"abilities: a list of at most {MAX_ABILITIES}")
    return frozenset(a for a in given if isinstance(a, str) and len(a) <= MAX_ABILITY)


def _playing(said: Mapping[str, Any]) -> Playing:
    item, content_id, title = (said.get(name) for name in ("item", "content_id", "title"))
    match said.get("playback"):
        case "playing" | "paused" | "idle" as playback:
            pass
        case _:
            raise DeviceProtocolError("playing: playback is playing, paused or idle")
    position_s = _seconds(said.get("position_s"))
    if position_s is None:
        raise DeviceProtocolError("playing: position_s is a number of seconds")
    return Playing(
        item=item if isinstance(item, str) and 0 < len(item) <= MAX_CONTENT_ID else None,
        content_id=clean(content_id, limit=MAX_CONTENT_ID) if isinstance(content_id, str) else "",
        title=clean(title, limit=MAX_TITLE) if isinstance(title, str) else "",
        position_s=position_s,
        duration_s=_seconds(said.get("duration_s")),
        playback=playback,
    )


def _seconds(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return float(given) if math.isfinite(given) and 0 <= given <= MAX_SECONDS else None


# What the hub says --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something momentary, with what it takes."""

    name: str
    input: str | Sequence[str] | None = None


def welcome(headset: str, thing_id: str) -> str:
    """Return the answer to a hello."""
    return _text({"type": "welcome", "id": headset, "thing": thing_id})


def command(command_id: str, values: Mapping[str, object], actions: Sequence[Action]) -> str:
    """Return what asks for values and actions, all or none of them.

    >>> command("c7", {"volume": 30}, [])
    '{"type": "command", "id": "c7", "set": {"volume": 30}, "actions": []}'
    """
    asked = [{"name": action.name, "input": action.input} for action in actions]
    return _text({"type": "command", "id": command_id, "set": dict(values), "actions": asked})


def _text(message: Mapping[str, object]) -> str:
    return json.dumps(message, ensure_ascii=False)


# How many may come --------------------------------------------------------------------------------


class Meter:
    """Counts what comes: `burst` at once, `rate_per_s` in the long run (a token bucket)."""

    def __init__(self, *, rate_per_s: float, burst: int, now_s: float) -> None:
        self._rate_per_s = rate_per_s
        self._burst = burst
        self._left = float(burst)
        self._at_s = now_s

    def take(self, now_s: float) -> bool:
        """Count one; say whether it may come."""
        passed_s = max(now_s - self._at_s, 0.0)
        self._left = min(self._left + passed_s * self._rate_per_s, float(self._burst))
        self._at_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
