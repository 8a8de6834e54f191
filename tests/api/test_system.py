"""How the hub is, over the API: honest about what does not run, and for adults only."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from ondol.api.about import About, Model
from ondol.errors import ServiceUnavailableError
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.links import SETTLED
from ondol.things.command import Accepted, Answer, Command
from ondol.things.event import Availability, Event
from tests.home.world import HOME, START, Peer, running

from .test_people import invited
from .world import World, api

pytestmark = pytest.mark.looptime


class Unplugged:
    """An adapter whose broker is not there, until it is."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    async def events(self) -> AsyncIterator[Event]:
        if self.error is not None:
            raise self.error
        await asyncio.Event().wait()
        yield Availability(thing_id="nobody", is_available=True)

    async def apply(self, commands: Sequence[Command]) -> Answer:
        return Accepted()


async def asked(world: World, language: str = "ko") -> dict[str, Any]:
    answer = await world.client().get("/api/system", headers={"Accept-Language": language})
    told: dict[str, Any] = answer.json()
    return told


async def test_an_adapter_that_runs_says_since_when_and_what_it_cannot_reach() -> None:
    async with api() as world:
        (adapter,) = (await asked(world))["adapters"]
        assert (adapter["id"], adapter["state"], adapter["detail"]) == ("peer-1", "running", None)
        assert (adapter["things"], adapter["since"]) == (len(HOME.things), START.isoformat())
        world.peer.say(Availability(thing_id="tv", is_available=False))
        await asyncio.sleep(1)
        (adapter,) = (await asked(world))["adapters"]
        assert adapter["detail"] == f"기기 {len(HOME.things)}개 중 1개가 응답하지 않아요"


async def test_an_adapter_that_broke_waits_and_says_why_and_for_how_long() -> None:
    async with api() as world:
        world.peer.is_broken = True
        world.peer.break_down()
        await asyncio.sleep(100)  # tries after 1, 2, 4, 8, 16, 32 and 60 seconds
        told = (await asked(world, "en"))["adapters"][0]
        assert told["state"] == "waiting"
        assert told["since"] == (START + dt.timedelta(seconds=0.01)).isoformat()
        assert told["detail"].startswith("failed 7 times, trying again in ")
        assert "RuntimeError: cannot start" in told["detail"]
        world.peer.is_broken = False
        await asyncio.sleep(60)
        assert (await asked(world))["adapters"][0]["state"] == "running"


async def test_a_broker_that_was_never_there_is_not_said_to_run() -> None:
    absent = ServiceUnavailableError("the broker at mqtt://nas cannot be reached: is it on?")
    async with running(Peer(), Unplugged(absent), Unplugged(None)) as hub:
        await asyncio.sleep(2)
        assert states(hub) == ["running", "waiting", "waiting"]
        await asyncio.sleep(SETTLED.total_seconds())
        assert states(hub) == ["running", "waiting", "running"]
        waiting = hub.links()[1]
        assert waiting.reason == "the broker at mqtt://nas cannot be reached: is it on?"
        assert waiting.tries > 3
        assert hub.links()[2].things == 0


def states(hub: Hub) -> list[str]:
    return [link.state for link in hub.links()]


async def test_models_and_addresses_are_those_that_the_hub_was_built_with() -> None:
    about = About(
        addresses=("http://192.168.0.2:8420", "https://192.168.0.2:8421"),
        models=(
            Model(role="nano", name="Ondol nano", parameters=4_216_512, size_bytes=8_022_736),
            Model(role="larger", name="llama3.1", url="http://127.0.0.1:11434/v1"),
        ),
    )
    async with api(about=about) as world:
        told = await asked(world)
        assert (told["version"], told["https"], told["media"]) == ("1.2.3", True, None)
        assert told["addresses"] == list(about.addresses)
        assert told["started_at"] == START.isoformat()
        assert [model["detail"] for model in told["models"]] == [
            "매개변수 420만 개, 8.0 MB",
            "http://127.0.0.1:11434/v1",
        ]
        english = (await asked(world, "en"))["models"][0]
        assert english["detail"] == "4.2M parameters, 8.0 MB"


async def test_only_adults_see_it() -> None:
    async with api() as world:
        for role, status in (("adult", 200), ("child", 403), ("guest", 403)):
            _, token = await invited(world, role)
            assert (await world.client(token=token).get("/api/system")).status_code == status


async def test_a_home_without_adapters_says_so() -> None:
    async with running(home=Home(id="집")) as hub:
        assert hub.links() == ()
