"""An adapter in memory: players that MQTT discovery does not know, until their protocols come."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found
from ondol.things.thing import State, Thing, Value


class MemoryAdapter(Adapter):
    """Things that do what they are told, at once."""

    def __init__(self, things: Iterable[Thing], state: Mapping[str, State]) -> None:
        self._things = {thing.id: thing for thing in things}
        self._state: dict[str, dict[str, Value]] = {
            thing_id: dict(state.get(thing_id, {})) for thing_id in self._things
        }
        self._news: asyncio.Queue[Event] = asyncio.Queue()

    async def events(self) -> AsyncIterator[Event]:
        """Yield the things as they are, then their changes."""
        for thing in self._things.values():
            yield Found(thing=thing)
            yield Availability(thing_id=thing.id, is_available=True)
            yield Changed(thing_id=thing.id, values=dict(self._state[thing.id]))
        while True:
            yield await self._news.get()

    async def apply(self, commands: Sequence[Command]) -> Answer:
        """Carry out commands for one thing."""
        for command in commands:
            state = self._state.get(command.thing_id)
            if state is None:
                return Refused(reason=f"there is no {command.thing_id} here", code="no_such_thing")
            match command:
                case SetProperty(name=name, value=value):
                    state[name] = value
                    if name == "on" and value is False and "playback" in state:
                        state["playback"] = "idle"
                    if name in {"app", "channel", "source"} and "on" in state:
                        state["on"] = True
                case InvokeAction(name="next" | "previous" as name):
                    channel = state.get("channel")
                    if isinstance(channel, str) and channel.isdigit():
                        step = 1 if name == "next" else -1
                        state["channel"] = str(max(int(channel) + step, 1))
                case InvokeAction(name=name):
                    return Refused(reason=f"{command.thing_id} cannot {name}", code="no_ability")
            await self._news.put(Changed(thing_id=command.thing_id, values=dict(state)))
        return Accepted()
