"""What the tests of webOS share: virtual TVs at addresses of their own, and an adapter on them."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from ondol.adapters.sim.webos.server import VirtualTv
from ondol.adapters.sim.webos.television import Television
from ondol.adapters.webos.adapter import WebosAdapter
from ondol.adapters.webos.address import Address
from ondol.adapters.webos.client import Patience
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import Thing, Value

WAKE_PORT = 40_009  # 9 is the superuser's
PATIENCE = Patience(
    connect_s=5,
    answer_s=1,
    overdue_s=1,
    heartbeat_s=0.5,
    first_retry_s=0.05,
    last_retry_s=0.2,
    waking_retry_s=0.05,
    waking_s=5,
    prompts=2,
)
WITHIN_S = 20.0

_numbers = itertools.count(1)


def virtual_tv(number: int | None = None, /, **options: Any) -> VirtualTv:
    """Return a TV that shows an app: live TV would cost the library's own 2 seconds."""
    number = next(_numbers) if number is None else number
    own = {"prompt", "transport", "slow_s"}
    television = Television(
        uuid=f"9e1ab3c4-0000-4000-8000-{number:012x}",
        mac=f"02:00:00:00:{number // 256:02x}:{number % 256:02x}",
        **{"app": "netflix", **{k: v for k, v in options.items() if k not in own}},
    )
    return VirtualTv(
        television,
        host=f"127.{1 + os.getpid() % 250}.{os.getpid() // 250 % 250}.{number % 250 + 1}",
        wake_port=WAKE_PORT,
        **{k: v for k, v in options.items() if k in own},
    )


@dataclass
class Keys:
    """A key store in memory."""

    texts: dict[str, str] = field(default_factory=dict)
    is_full: bool = False

    def get(self, host: str) -> str | None:
        return self.texts.get(host)

    def put(self, host: str, text: str) -> None:
        if self.is_full:
            raise OSError("no space left on device")
        self.texts[host] = text


@dataclass
class World:
    """An adapter that runs, and what it said."""

    adapter: WebosAdapter
    keys: Keys
    heard: list[Event] = field(default_factory=list)
    things: dict[str, Thing] = field(default_factory=dict)
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    available: dict[str, bool] = field(default_factory=dict)
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def thing(self) -> Thing:
        (only,) = self.things.values()
        return only

    @property
    def state(self) -> dict[str, Value]:
        return self.values[self.thing.id]

    async def listen(self) -> None:
        async for event in self.adapter.events():
            async with self.moved:
                self.heard.append(event)
                match event:
                    case Found(thing=thing):
                        self.things[thing.id] = thing
                        self.values.setdefault(thing.id, {})
                    case Gone(thing_id=thing_id):
                        del self.things[thing_id]
                    case Availability(thing_id=thing_id, is_available=is_available):
                        assert thing_id in self.things
                        self.available[thing_id] = is_available
                    case Changed(thing_id=thing_id, values=values):
                        assert values.keys() <= self.things[thing_id].properties.keys()
                        self.values[thing_id] |= values
                self.moved.notify_all()

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(WITHIN_S), self.moved:
            await self.moved.wait_for(lambda: bool(is_so()))

    async def until_state(self, **values: Value) -> None:
        """Wait until the only TV reports these values."""
        await self.until(lambda: self.things and self.state.items() >= values.items())

    async def until_status(self, *states: str) -> None:
        """Wait until the TVs of the settings stand so."""
        async with asyncio.timeout(WITHIN_S):
            while tuple(status.state for status in self.adapter.pairings()) != states:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def until_available(self, is_available: bool) -> None:
        await self.until(lambda: self.things and self.available.get(self.thing.id) is is_available)

    def setting(self, **changes: Value) -> list[SetProperty]:
        return [
            SetProperty(thing_id=self.thing.id, name=name, value=value)
            for name, value in changes.items()
        ]

    def action(self, name: str, value: Value = None) -> list[InvokeAction]:
        return [InvokeAction(thing_id=self.thing.id, name=name, input=value)]


@asynccontextmanager
async def adapter_on(
    tvs: Iterable[VirtualTv],
    keys: Keys | None = None,
    *,
    patience: Patience = PATIENCE,
    macs: bool = False,
) -> AsyncIterator[World]:
    """Run an adapter on TVs that may be running or not."""
    keys = Keys() if keys is None else keys
    addresses = [Address(host=tv.host, mac=tv.television.mac if macs else None) for tv in tvs]
    adapter = WebosAdapter(addresses, keys, patience=patience, wake_port=WAKE_PORT)
    world = World(adapter=adapter, keys=keys)
    listening = asyncio.create_task(world.listen())
    try:
        yield world
    finally:
        listening.cancel()
        done, _ = await asyncio.wait({listening}, timeout=10)
        assert done, "the adapter did not stop"
        if not listening.cancelled():
            listening.result()


@asynccontextmanager
async def paired(
    *tvs: VirtualTv, keys: Keys | None = None, patience: Patience = PATIENCE
) -> AsyncIterator[World]:
    """Run TVs and an adapter that drives all of them."""
    async with AsyncExitStack() as stack:
        for tv in tvs:
            await stack.enter_async_context(tv.running())
        world = await stack.enter_async_context(adapter_on(tvs, keys, patience=patience))
        await world.until(
            lambda: len(world.things) == len(tvs) and all(world.values[t] for t in world.things)
        )
        yield world
