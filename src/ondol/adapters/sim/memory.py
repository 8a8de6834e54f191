"""An adapter in memory: players that MQTT discovery does not know, until their protocols come."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ondol.errors import DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.catalog import TYPES
from ondol.things.command import Accepted, Answer, Command, InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found
from ondol.things.playing import HearPlayed, Played, nobody_listens
from ondol.things.thing import Action, Property, State, Thing, Value

from .devices import SLOW_S, Fault

_SHOWS_FILMS = ("tv", "headset")
_PLAY = Action(input=Property(type=tuple))
"""Plays a film of the library: its id, and where to begin, in seconds."""


def _no_titles(item: str) -> str | None:
    return None


class MemoryAdapter(Adapter):
    """Things that do what they are told, at once, as far as their faults let them.

    Args:
        title_of: what a film of the library is called, by its id; None: there is no such film.
        hear: is told what plays, as a headset tells it.
    """

    def __init__(
        self,
        things: Iterable[Thing],
        state: Mapping[str, State],
        *,
        title_of: Callable[[str], str | None] = _no_titles,
        hear: HearPlayed = nobody_listens,
    ) -> None:
        self._title_of = title_of
        self._hear = hear
        self._things = {thing.id: _with_films(thing) for thing in things}
        self._state: dict[str, dict[str, Value]] = {
            thing_id: dict(state.get(thing_id, {})) for thing_id in self._things
        }
        self._faults: dict[str, Fault] = {}
        self._news: asyncio.Queue[Event] = asyncio.Queue()

    @property
    def thing_ids(self) -> tuple[str, ...]:
        """Return what is here."""
        return tuple(self._things)

    async def events(self) -> AsyncIterator[Event]:
        """Yield the things as they are, then their changes."""
        for thing in self._things.values():
            yield Found(thing=thing)
            is_there = self._faults.get(thing.id) != "offline"
            yield Availability(thing_id=thing.id, is_available=is_there)
            yield Changed(thing_id=thing.id, values=dict(self._state[thing.id]))
        while True:
            yield await self._news.get()

    async def apply(self, commands: Sequence[Command]) -> Answer:
        """Carry out commands for one thing: all of them, or none.

        Raises:
            DeviceUnreachableError: its fault is that it is offline.
        """
        for command in commands:
            refused = self._refusal(command)
            if refused is not None:
                return refused
        if not commands:
            return Accepted()
        match self._faults.get(commands[0].thing_id, "none"):
            case "offline":
                raise DeviceUnreachableError(f"{commands[0].thing_id} is offline")
            case "refuses":
                return Refused(reason=f"{commands[0].thing_id} refuses: its fault says so")
            case "slow":
                asyncio.get_running_loop().call_later(SLOW_S, self._do, tuple(commands))
            case "none":
                self._do(commands)
            case "lies":
                pass
        return Accepted()

    def set_fault(self, thing_id: str, fault: Fault) -> bool:
        """Begin or end a fault; say whether there is such a thing."""
        if thing_id not in self._things:
            return False
        self._faults[thing_id] = fault
        is_there = fault != "offline"
        self._news.put_nowait(Availability(thing_id=thing_id, is_available=is_there))
        self._news.put_nowait(Changed(thing_id=thing_id, values=dict(self._state[thing_id])))
        return True

    def _refusal(self, command: Command) -> Refused | None:
        thing = self._things.get(command.thing_id)
        if thing is None:
            return Refused(reason=f"there is no {command.thing_id} here", code="no_such_thing")
        match command:
            case SetProperty(name=name, value=value):
                known = thing.properties.get(name)
                if known is None or not known.accepts(value):
                    reason = f"{thing.id} cannot set {name} to {value!r}"
                    return Refused(reason=reason, code="no_ability")
            case InvokeAction(name=name, input=given):
                if name not in thing.actions or not thing.actions[name].accepts(given):
                    return Refused(reason=f"{thing.id} cannot {name}", code="no_ability")
                if name == "play" and self._film(given) is None:
                    reason = f"{thing.id} knows no such film"
                    return Refused(reason=reason, code="no_ability")
        return None

    def _do(self, commands: Sequence[Command]) -> None:
        state = self._state[commands[0].thing_id]
        named = {command.name for command in commands}
        for command in commands:
            match command:
                case SetProperty(name=name, value=value):
                    state[name] = value
                    if name == "on" and value is False and "playback" in state:
                        state["playback"] = "idle"
                    if name in {"app", "channel", "source"} and "on" in state.keys() - named:
                        state["on"] = state["on"] or value is not None
                case InvokeAction(name="play", thing_id=thing_id, input=given):
                    self._play(thing_id, given)
                case InvokeAction(name=name):
                    _skip(state, 1 if name == "next" else -1)
        thing_id = commands[0].thing_id
        self._news.put_nowait(Changed(thing_id=thing_id, values=dict(state)))

    def _play(self, thing_id: str, given: Value) -> None:
        film, state = self._film(given), self._state[thing_id]
        if film is None:  # it went meanwhile
            return
        state |= {"playback": "playing", "title": film.title}
        if "on" in state:
            state["on"] = True
        if "app" in state:
            state["app"] = None
        self._hear(replace(film, player=thing_id))

    def _film(self, given: Value) -> Played | None:
        """Return what `play` asks for; None: there is no such film, or place in one."""
        if not isinstance(given, tuple) or len(given) != 2:
            return None
        try:
            position_s = float(given[1])
        except ValueError:
            return None
        title = self._title_of(given[0])
        if title is None or not math.isfinite(position_s):
            return None
        return Played(
            player="", item=given[0], title=title, position_s=position_s, playback="playing"
        )


def _with_films(thing: Thing) -> Thing:
    if thing.type not in _SHOWS_FILMS:
        return thing
    title = thing.properties.get("title") or TYPES[thing.type].properties["title"]
    return replace(
        thing,
        properties={**thing.properties, "title": title},
        actions={**thing.actions, "play": _PLAY},
    )


def _skip(state: dict[str, Value], step: int) -> None:
    channel = state.get("channel")
    if isinstance(channel, str) and channel.isdecimal():
        state["channel"] = str(max(int(channel) + step, 1))
