"""Satellites that wait to be called: called, heard until speech ends, answered, called again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from ondol.apps.voice.session import Patience
from ondol.home.plan import Plan, Say
from tests.home.world import MINJI
from tests.simulators.wyoming_engines import SILENCE, hearing, sound_of, speaking
from tests.simulators.wyoming_satellite import Satellite, waiting

from .world import World, free_port, here, world

pytestmark = pytest.mark.enable_socket

LIT = "거실 등을 켰어요."
ASKED = SILENCE[:6400] + sound_of("거실 불 켜줘")


@asynccontextmanager
async def home_with(satellite: Satellite) -> AsyncIterator[World]:
    """Run a home with engines that calls one satellite."""
    port = free_port()
    async with AsyncExitStack() as stack:
        ears = await stack.enter_async_context(hearing(port=free_port()))
        mouth = await stack.enter_async_context(speaking(port=free_port()))
        await stack.enter_async_context(waiting(satellite, port))
        named = here(port=port, name="부엌 패널")
        home = await stack.enter_async_context(world(ears, mouth, satellites=[named]))
        async with asyncio.timeout(10):
            await satellite.is_ready.wait()
        yield home


@pytest.mark.parametrize("has_pipeline", [True, False], ids=["pipeline", "wake word alone"])
async def test_a_satellite_is_called_heard_and_answered_again_and_again(has_pipeline: bool) -> None:
    satellite = Satellite(has_pipeline=has_pipeline)
    async with home_with(satellite) as home:
        assert await satellite.hear(ASKED) == LIT
        assert home.is_lit()
        assert await satellite.hear(sound_of("선풍기 켜줘")) == "선풍기를 켰어요."
        assert satellite.heard == ["거실 불 켜줘", "선풍기 켜줘"]
        assert satellite.calls == 1
        channels = {entry.actor.channel for entry in home.hub.journal()}
        assert channels == {"voice:부엌 패널#1"}


async def test_a_satellite_that_says_where_it_stands_is_believed() -> None:
    satellite = Satellite(area="거실")
    async with home_with(satellite) as home:
        await satellite.hear(ASKED)
        assert home.nano.asked[-1][1] == "living"


async def test_a_wake_word_without_words_is_told_so() -> None:
    satellite = Satellite()
    async with home_with(satellite) as home:
        assert await satellite.hear(SILENCE * 6) == "nothing-heard"
        assert home.nano.asked == []


async def test_what_the_home_announces_is_said_where_somebody_may_hear_it() -> None:
    satellite = Satellite()
    async with home_with(satellite) as home:
        plan = Plan(steps=(Say(message="밥 먹자"), Say(message="Dinner!"), Say()))
        await home.hub.submit(plan, MINJI)
        said = [await satellite.plays() for _ in range(3)]
        assert said == ["밥 먹자", "Dinner!", "알려 달라고 하신 때가 됐어요."]


async def test_a_satellite_that_is_lost_is_called_again() -> None:
    satellite = Satellite()
    async with home_with(satellite):
        satellite.is_ready.clear()
        satellite.hang_up()
        async with asyncio.timeout(10):
            await satellite.is_ready.wait()
        assert await satellite.hear(ASKED) == LIT
        assert satellite.calls == 2


async def test_a_satellite_that_answers_no_pings_is_called_anew() -> None:
    satellite, port = Satellite(is_mute=True), free_port()
    quick = Patience(ping_s=0.05, answer_s=0.2)
    async with waiting(satellite, port), world(satellites=[here(port=port)], patience=quick):
        for _ in range(2):
            async with asyncio.timeout(10):
                await satellite.is_ready.wait()
            satellite.is_ready.clear()
        assert satellite.pings


async def test_a_satellite_that_comes_up_later_is_called_then() -> None:
    satellite, port = Satellite(), free_port()
    async with world(satellites=[here(port=port)]) as home:
        async with home.satellite():  # others are answered meanwhile
            await asyncio.sleep(0.1)
        async with waiting(satellite, port), asyncio.timeout(10):
            await satellite.is_ready.wait()
