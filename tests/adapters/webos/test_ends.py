"""A hub on virtual TVs: each command that was accepted has one end, and it is what was observed."""

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from ondol.adapters.sim.webos.server import TvFault, VirtualTv
from ondol.adapters.webos.adapter import WebosAdapter
from ondol.adapters.webos.address import Address
from ondol.home.acting import Patience
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.plan import Act, Plan
from ondol.home.policy import Actor
from ondol.home.result import Acted, Done, NotDone, Outcome, TimedOut
from ondol.home.stores.memory import MemoryStore
from ondol.things.thing import Value

from .world import PATIENCE, WAKE_PORT, Keys, virtual_tv

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]

ME = Actor(id="owner", channel="page-1", is_at_home=True)


class Clock:
    """A clock that stands."""

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 26, tzinfo=dt.UTC)


@asynccontextmanager
async def hub_on(tv: VirtualTv, *, patient_s: float = 2.0) -> AsyncIterator[Hub]:
    numbers = itertools.count(1)
    hub = Hub(
        home=Home(id="home", language="ko", timezone="Asia/Seoul"),
        store=MemoryStore(),
        clock=Clock(),
        new_id=lambda: str(next(numbers)),
        patience=Patience(usual_s=1, by_type_s={"tv": patient_s}),
    )
    adapter = WebosAdapter([Address(host=tv.host)], Keys(), patience=PATIENCE, wake_port=WAKE_PORT)
    async with tv.running(), hub.subscribe() as events, asyncio.TaskGroup() as group:
        running = group.create_task(hub.run({"webos": adapter}))
        async for _ in events:
            if any(state.get("on") for state in hub.home().state.values()):
                break
        yield hub
        running.cancel()


async def told(hub: Hub, **changes: Value) -> tuple[Outcome, ...]:
    (thing_id,) = hub.home().things
    result = await hub.submit(Plan(steps=(Act(changes={thing_id: changes}),)), ME)
    (step,) = result.steps
    assert isinstance(step, Acted)
    assert len(step.outcomes) == len(changes)
    return step.outcomes


async def test_what_is_done_is_observed() -> None:
    async with hub_on(virtual_tv()) as hub:
        outcomes = await told(hub, volume=30, muted=True, app="YouTube")
        assert {outcome.observed for outcome in outcomes if isinstance(outcome, Done)} == {
            30,
            True,
            "YouTube",
        }


async def test_off_and_on_are_observed() -> None:
    async with hub_on(virtual_tv(), patient_s=10) as hub:
        (off,) = await told(hub, on=False)
        assert isinstance(off, Done)
        (louder,) = await told(hub, volume=30)
        assert isinstance(louder, NotDone)
        assert louder.code == "is_off"
        (on,) = await told(hub, on=True)
        assert isinstance(on, Done)
        assert on.observed is True


@pytest.mark.parametrize(
    ("fault", "end"), [("lies", TimedOut), ("refuses", NotDone), ("half_open", NotDone)]
)
async def test_what_is_not_done_is_not_said_to_be(fault: TvFault, end: type[Outcome]) -> None:
    tv = virtual_tv()
    async with hub_on(tv) as hub:
        await tv.set_fault(fault)
        (outcome,) = await told(hub, volume=30)
        assert isinstance(outcome, end)


async def test_of_two_quick_commands_each_has_its_end() -> None:
    async with hub_on(virtual_tv()) as hub:
        first, second = await asyncio.gather(told(hub, volume=30), told(hub, volume=40))
        assert isinstance(first[0], Done) or (
            isinstance(first[0], NotDone) and first[0].code == "superseded"
        )
        assert isinstance(second[0], Done)
        (thing_id,) = hub.home().things
        assert hub.home().state[thing_id]["volume"] == 40
