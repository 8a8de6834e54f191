"""The past over the API: what things reported, and the energy that they used."""

import asyncio
import datetime as dt

import pytest

from ondol.home.readings import MAX_POINTS
from ondol.things.event import Availability, Changed, Found
from ondol.things.thing import Property, Thing
from tests.home.world import START

from .test_people import invited
from .world import World, api

pytestmark = pytest.mark.looptime

PLUG = Thing(
    id="plug/1",
    title="콘센트",
    type="outlet",
    properties={
        "on": Property(type=bool),
        "energy": Property(type=float, unit="KiloW-HR", read_only=True),
    },
)


def plug_says(world: World, energy: float) -> None:
    world.peer.say(Changed(thing_id=PLUG.id, values={"energy": energy}))


async def test_what_a_thing_reported_is_there_to_the_moment() -> None:
    async with api() as world:
        await asyncio.sleep(600)
        world.peer.report("ac", temperature=30.5)
        await asyncio.sleep(450)
        answer = await world.client().get(
            "/api/history", params={"thing": "ac", "property": "temperature", "hours": 1}
        )
        told = answer.json()
        assert (told["thing"], told["property"], told["unit"]) == ("ac", "temperature", "DEG_C")
        first, *_, last = told["points"]
        assert dt.datetime.fromisoformat(first["at"]) == START
        assert (first["mean"], first["low"], first["high"]) == (28.5, 28.5, 28.5)
        assert (last["mean"], last["high"]) == (30.5, 30.5)
        assert len(told["points"]) == 4


async def test_a_boolean_is_a_share_and_nothing_is_said_of_a_thing_that_is_away() -> None:
    async with api() as world:
        world.peer.report("light", on=True)
        await asyncio.sleep(75)
        world.peer.report("light", on=False)
        await asyncio.sleep(225)
        world.peer.say(Availability(thing_id="light", is_available=False))
        await asyncio.sleep(900)
        world.peer.say(Availability(thing_id="light", is_available=True))
        await asyncio.sleep(10)
        asked: dict[str, str | int] = {"thing": "light", "property": "on", "hours": 1}
        answer = await world.client().get("/api/history", params=asked)
        points = answer.json()["points"]
        assert points[0]["mean"] == pytest.approx(0.25, abs=0.01)
        assert [one["mean"] for one in points[-1:]] == [0.0]
        assert len(points) == 3  # the five minutes as it went, and those since it is back


async def test_a_month_fits_a_page() -> None:
    async with api() as world:
        for day in range(5):
            world.peer.report("ac", temperature=20.0 + day)
            await asyncio.sleep(24 * 3600)
        asked: dict[str, str | int] = {"thing": "ac", "property": "temperature", "hours": 744}
        answer = await world.client().get("/api/history", params=asked)
        points = answer.json()["points"]
        assert 0 < len(points) <= MAX_POINTS
        assert (points[0]["low"], points[-1]["mean"]) == (20.0, 24.0)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"thing": "moon", "property": "on"}, 404),
        ({"thing": "light", "property": "warp"}, 404),
        ({"thing": "tv", "property": "app"}, 422),
        ({"thing": "light", "property": "on", "hours": "0"}, 422),
        ({"thing": "light", "property": "on", "hours": "745"}, 422),
        ({"thing": "light"}, 422),
    ],
)
async def test_what_has_no_past_says_why(asked: dict[str, str], status: int) -> None:
    async with api() as world:
        answer = await world.client().get("/api/history", params=asked)
        assert answer.status_code == status, answer.text


async def test_the_energy_of_a_day_is_what_counters_rose_by_though_they_begin_anew() -> None:
    async with api() as world:
        world.peer.say(Found(thing=PLUG))
        for energy in (100.0, 100.4, 100.39, 101.0, 0.25, 0.5):
            plug_says(world, energy)
            await asyncio.sleep(1800)
        await asyncio.sleep(12 * 3600)  # past the midnight of Seoul
        plug_says(world, 2.0)
        await asyncio.sleep(1)
        answer = (await world.client().get("/api/energy", params={"days": 2})).json()
        assert answer["days"] == [
            {"date": "2026-03-02", "kwh": 1.5, "by_thing": {"plug/1": 1.5}},
            {"date": "2026-03-03", "kwh": 1.5, "by_thing": {"plug/1": 1.5}},
        ]
        assert len((await world.client().get("/api/energy")).json()["days"]) == 7
        too_many = await world.client().get("/api/energy", params={"days": 32})
        assert too_many.status_code == 422


async def test_a_guest_does_not_learn_when_nobody_was_in() -> None:
    async with api() as world:
        asked: dict[str, str | int] = {"thing": "light", "property": "on"}
        for role, status in (("guest", 403), ("child", 200)):
            _, token = await invited(world, role)
            theirs = world.client(token=token)
            assert (await theirs.get("/api/history", params=asked)).status_code == status
            assert (await theirs.get("/api/energy")).status_code == status
