"""What the tests of ThinQ share: an adapter that talks to the virtual cloud, and what it says."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from ondol.adapters.sim.thinq.appliances import Model, household
from ondol.adapters.sim.thinq.cloud import Address, VirtualCloud
from ondol.adapters.thinq.adapter import Pace, ThinqAdapter
from ondol.adapters.thinq.client import Cloud, open_cloud
from ondol.apps.system_clock import SystemClock
from ondol.things.command import Answer, Command, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import Thing, Value

TOKEN = "virtual-token-of-a-test"  # noqa: S105
KOREA = dt.timezone(dt.timedelta(hours=9))
QUICK = Pace(
    poll_s=0.1, pushed_s=30, energy_s=30, read_back_s=(0.05, 0.1, 0.3), push_retry_s=0, least_s=0
)
PUSHED = Pace(poll_s=30, pushed_s=30, energy_s=0, read_back_s=(), push_retry_s=0.05, least_s=0)


class Today:
    """A clock that stands still."""

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 26, 15, 30, tzinfo=dt.UTC)  # the 27th in Korea


def model(device_id: str) -> Model:
    """Return one appliance of the virtual household."""
    return next(one for one in household() if one.id == device_id)


def new_cloud(*models: str | Model) -> VirtualCloud:
    found = [model(one) if isinstance(one, str) else one for one in models]
    return VirtualCloud(clock=SystemClock(), token=TOKEN, models=found or None, does_after_s=0.01)


@dataclass(slots=True)
class Home:
    """What an adapter has said so far."""

    adapter: ThinqAdapter
    said: list[Event] = field(default_factory=list)

    @property
    def things(self) -> dict[str, Thing]:
        found: dict[str, Thing] = {}
        for event in self.said:
            match event:
                case Found(thing=thing):
                    found[thing.id] = thing
                case Gone(thing_id=thing_id):
                    found.pop(thing_id, None)
                case _:
                    pass
        return found

    def state(self, thing_id: str) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for event in self.said:
            if isinstance(event, Changed) and event.thing_id == thing_id:
                values |= event.values
        return values

    def available(self, thing_id: str) -> bool | None:
        said = [e for e in self.said if isinstance(e, Availability) and e.thing_id == thing_id]
        return said[-1].is_available if said else None

    async def until(self, thing_id: str, **values: Value) -> None:
        """Wait until a thing reports values; the test's own time limit ends what does not come."""
        await self.when(lambda: values.items() <= self.state(thing_id).items())

    async def when(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():  # noqa: ASYNC110  what the cloud saw has no event
                await asyncio.sleep(0.01)

    async def set(self, thing_id: str, **values: Value) -> Answer:
        commands: list[Command] = [
            SetProperty(thing_id=thing_id, name=name, value=value) for name, value in values.items()
        ]
        return await self.adapter.apply(commands)


@asynccontextmanager
async def opened(
    address: Address, *, token: str = TOKEN, timeout_s: float = 2
) -> AsyncIterator[Cloud]:
    async with open_cloud(
        token=token,
        country="KR",
        client_id="thinq-open-test",
        base_url=address.url,
        root_ca=address.root_ca,
        answer_timeout_s=timeout_s,
        retries_s=(),
    ) as cloud:
        yield cloud


@asynccontextmanager
async def home(
    address: Address, *, pace: Pace = QUICK, token: str = TOKEN, timeout_s: float = 2
) -> AsyncIterator[Home]:
    """Yield what an adapter says of a virtual cloud."""
    async with opened(address, token=token, timeout_s=timeout_s) as cloud:
        adapter = ThinqAdapter(cloud, clock=Today(), timezone=KOREA, pace=pace)
        heard = Home(adapter)

        async def listen() -> None:
            async for event in adapter.events():
                heard.said.append(event)

        async with asyncio.TaskGroup() as group:
            task = group.create_task(listen())
            try:
                yield heard
            finally:
                task.cancel()
