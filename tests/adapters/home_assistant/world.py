"""What the tests of Home Assistant share: entities made into things, and what a hub hears."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from ondol.adapters.home_assistant.adapter import HomeAssistantAdapter
from ondol.adapters.home_assistant.client import Client, Pace
from ondol.adapters.home_assistant.mapping import (
    Attributes,
    Call,
    Entity,
    Mapped,
    Place,
    to_things,
)
from ondol.adapters.home_assistant.mirror import ALL, Choice
from ondol.things.command import Command, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import State, Thing, Value

QUICK = Pace(
    connect_s=1.0,
    answer_s=0.3,
    ping_s=0.1,
    first_retry_s=0.05,
    last_retry_s=0.2,
    refused_retry_s=0.3,
)


def entity(id: str, state: str, **attributes: Any) -> Entity:  # noqa: A002 - the field's name
    return Entity(id=id, state=state, now=Attributes(attributes), shape=Attributes(attributes))


def one(id: str, state: str, **attributes: Any) -> Mapped:  # noqa: A002 - the field's name
    """Return the one thing that an entity is."""
    (mapped,) = to_things([entity(id, state, **attributes)], {id: Place()})
    return mapped


def reports(id: str, state: str, *, asked: State | None = None, **attributes: Any) -> State:  # noqa: A002
    """Return what an entity reports."""
    mapped = one(id, state, **attributes)
    return mapped.values({id: entity(id, state, **attributes)}, asked or {})


def setting(**changes: Value) -> tuple[Command, ...]:
    return tuple(
        SetProperty(thing_id="x", name=name, value=value) for name, value in changes.items()
    )


def asked_of(mapped: Mapped, reported: State | None = None, **changes: Value) -> list[Call]:
    return mapped.calls(setting(**changes), reported or {})


def writable(mapped: Mapped) -> set[str]:
    return {name for name, known in mapped.thing.properties.items() if not known.read_only}


class Heard:
    """What a hub knows of an adapter's things."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.things: dict[str, Thing] = {}
        self.state: dict[str, dict[str, Value]] = {}
        self.available: dict[str, bool] = {}
        self._news = asyncio.Event()

    def take(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()
        match event:
            case Found(thing=thing):
                self.things[thing.id] = thing
            case Gone(thing_id=thing_id):
                del self.things[thing_id]
            case Changed(thing_id=thing_id, values=values):
                assert thing_id in self.things, "a thing is found before anything else is said"
                self.state.setdefault(thing_id, {}).update(values)
            case Availability(thing_id=thing_id, is_available=is_available):
                assert thing_id in self.things, "a thing is found before anything else is said"
                self.available[thing_id] = is_available

    async def until(self, so: Callable[[], bool], within_s: float = 10.0) -> None:
        async with asyncio.timeout(within_s):
            while not so():
                self._news.clear()
                await self._news.wait()

    async def thing_is(self, thing_id: str, within_s: float = 10.0, **values: Value) -> None:
        """Wait until a thing is there and reports these."""

        def so() -> bool:
            state = self.state.get(thing_id, {})
            return self.available.get(thing_id, False) and values.items() <= state.items()

        try:
            await self.until(so, within_s)
        except TimeoutError:
            raise AssertionError(f"{thing_id} reports {self.state.get(thing_id)}") from None


@asynccontextmanager
async def listening(
    url: str,
    *,
    token: str,
    pace: Pace = QUICK,
    choice: Choice = ALL,
) -> AsyncIterator[tuple[HomeAssistantAdapter, Heard]]:
    """Run an adapter, and hear what it says."""
    client = Client(url, token=token, pace=pace)
    adapter, heard = HomeAssistantAdapter(client, choice=choice), Heard()

    async def listen() -> None:
        async for event in adapter.events():
            heard.take(event)

    task = asyncio.create_task(listen())
    try:
        yield adapter, heard
    finally:
        task.cancel()
        ended = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(ended[0], asyncio.CancelledError), ended[0]
