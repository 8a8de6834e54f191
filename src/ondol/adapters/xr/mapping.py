"""What a headset is as a thing: its values to properties, commands to its messages.

Pure. The table is also in docs/reference/headset.md. `worn` and `room` are of headsets alone, so
they are not in `things.catalog`, whose names are what nano reads and writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ondol.language.normalise import clean
from ondol.things.catalog import TYPES
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.headset import thing_of
from ondol.things.playing import Played
from ondol.things.thing import Action, Property, State, Thing, Value

from . import protocol

MAX_TEXT = 200
MAX_AREA = 128

_KNOWN = TYPES["headset"].properties
_TEXT_READ = Property(type=str, read_only=True, nullable=True)

PROPERTIES: Mapping[str, Property] = {
    "battery": TYPES["vacuum"].properties["battery"],
    "worn": Property(type=bool, read_only=True),
    "room": _TEXT_READ,
    "volume": _KNOWN["volume"],
    "muted": _KNOWN["muted"],
    "playback": _KNOWN["playback"],
    "title": _KNOWN["title"],
    "app": _TEXT_READ,  # what it shows; no browser starts another
}
"""By name, which is the headset's too; `room` is the id of the area that it is in."""

ACTIONS: Mapping[str, Action] = {
    **TYPES["headset"].actions,
    "show": Action(input=Property(type=str)),
    "play": Action(input=Property(type=tuple)),
}

ABILITIES = frozenset((*PROPERTIES, *ACTIONS))


def thing(headset: str, name: str, abilities: frozenset[str]) -> Thing:
    """Return the thing that a headset is; before it was ever connected, it can all."""
    can = abilities & ABILITIES or ABILITIES
    return Thing(
        id=thing_of(headset),
        title=name,
        type="headset",
        properties={name: known for name, known in PROPERTIES.items() if name in can},
        actions={name: action for name, action in ACTIONS.items() if name in can},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The values that count, and the names of those that are none."""

    values: State
    left_out: tuple[str, ...]


def values(said: Mapping[str, object], known: Thing) -> Read:
    """Return what a headset reports, as values of its properties."""
    read: dict[str, Value] = {}
    left_out: list[str] = []
    for name, given in said.items():
        if name not in known.properties:
            left_out.append(name)
            continue
        try:
            read[name] = _READ[name](given)
        except ValueError:
            left_out.append(name)
    return Read(values=read, left_out=tuple(left_out))


def _percent(given: object) -> Value:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 100:
        raise ValueError("no share of a hundred")
    return round(given)


def _truth(given: object) -> Value:
    if not isinstance(given, bool):
        raise ValueError("neither true nor false")
    return given


def _playback(given: object) -> Value:
    if not isinstance(given, str) or given not in _KNOWN["playback"].enum:
        raise ValueError("no state of playback")
    return given


def _text(given: object) -> Value:
    if given is not None and not isinstance(given, str):
        raise ValueError("no text")
    return clean(given or "", limit=MAX_TEXT) or None


def _area(given: object) -> Value:
    if given is not None and (not isinstance(given, str) or len(given) > MAX_AREA):
        raise ValueError("no id of an area")
    return given or None


_READ: Mapping[str, Callable[[object], Value]] = {
    "battery": _percent,
    "worn": _truth,
    "room": _area,
    "volume": _percent,
    "muted": _truth,
    "playback": _playback,
    "title": _text,
    "app": _text,
}


def played(headset: str, said: protocol.Playing) -> Played:
    """Return what plays in a headset."""
    return Played(
        player=thing_of(headset),
        item=said.item,
        content_id=said.content_id,
        title=said.title,
        position_s=said.position_s,
        duration_s=said.duration_s,
        playback=said.playback,
    )


def asked(
    commands: Sequence[Command],
) -> tuple[Mapping[str, object], tuple[protocol.Action, ...]]:
    """Return what to set and to do, of commands that the thing takes (`can`)."""
    to_set: dict[str, object] = {}
    to_do: list[protocol.Action] = []
    for command in commands:
        match command:
            case SetProperty(name=name, value=value):
                to_set[name] = value
            case InvokeAction(name=name, input=str() | tuple() | None as given):
                to_do.append(protocol.Action(name=name, input=given))
            case _:  # no action takes a number
                raise ValueError(f"{command.name} takes no {command}")
    return to_set, tuple(to_do)


def can(known: Thing, command: Command) -> bool:
    """Say whether a thing takes a command."""
    match command:
        case SetProperty(name=name, value=value):
            return name in known.properties and known.properties[name].accepts(value)
        case InvokeAction(name=name, input=value):
            return name in known.actions and known.actions[name].accepts(value)
