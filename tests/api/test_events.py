"""What those who watch are told."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator

import pytest
from pydantic import TypeAdapter

from ondol.api.events import SLOW_S
from ondol.api.schemas import Message
from ondol.home.notice import MAX_WAITING
from ondol.home.plan import Act, Plan, Say, TimerOp
from ondol.home.policy import Actor
from ondol.things.event import Availability, Gone
from tests.home.world import MINJI

from .world import TOKEN, Socket, World, api

pytestmark = pytest.mark.looptime


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with api() as made:
        yield made


def plan(**changes: dict[str, bool]) -> Plan:
    return Plan(steps=(Act(changes=changes),))


async def test_the_whole_home_comes_first_then_what_changes(world: World) -> None:
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        first = await socket.message()
        assert first["type"] == "home"
        assert first["home"] == (await world.client().get("/api/home")).json()
        await world.hub.submit(plan(light={"on": True}), MINJI)
        asked = await socket.message("state")
        assert (asked["thing"], asked["desired"]) == ("light", {"on": True})
        seen = await socket.message("state")
        assert (seen["state"]["on"], seen["desired"]) == (True, {})
        assert (await socket.message("journal"))["entry"]["status"] == "completed"


async def test_things_come_go_and_fall_silent(world: World) -> None:
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        await socket.message("home")
        world.peer.say(Availability(thing_id="tv", is_available=False))
        assert await socket.message() == {"type": "availability", "thing": "tv", "available": False}
        world.peer.say(Gone(thing_id="tv"))
        assert await socket.message() == {"type": "gone", "thing": "tv"}
        world.peer.break_down()
        world.peer.state["tv"]["volume"] = 5
        found = await socket.message("found")
        assert found["thing"]["id"] == "light"


async def test_each_session_hears_whether_it_asked_itself(world: World) -> None:
    page, other = await world.page(), await world.page()
    async with (
        Socket(world.app, cookie=page.cookies["ondol_session"]) as asker,
        Socket(world.app, cookie=other.cookies["ondol_session"]) as watcher,
    ):
        await asker.accepted()
        await watcher.accepted()
        await asker.message("home")
        await watcher.message("home")
        await page.patch("/api/things/lock", json={"locked": False})
        asked = (await asker.message("confirmation"))["confirmation"]
        assert asked["own"] is True
        assert (await watcher.message("confirmation"))["confirmation"]["own"] is False
        await other.post(f"/api/confirmations/{asked['id']}", json={"accept": True})
        ended = await watcher.message("confirmation_ended")
        assert (ended["id"], ended["end"]) == (asked["id"], "accepted")


async def test_a_timer_that_ends_is_said_in_words(world: World) -> None:
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        await world.hub.submit(Plan(steps=(TimerOp(op="start", seconds=60, name="라면"),)), MINJI)
        assert [one["name"] for one in (await socket.message("timers"))["timers"]] == ["라면"]
        await asyncio.sleep(61)
        assert (await socket.message("announcement"))["message"] == "라면 타이머가 끝났어요."
        await world.hub.submit(Plan(steps=(Say(message="밥 먹자"),)), MINJI)
        said = await socket.message("announcement")
        assert said["message"] == "밥 먹자"
        assert dt.datetime.fromisoformat(said["at"]).tzinfo is not None


async def test_all_that_is_sent_is_what_is_published(world: World) -> None:
    message = TypeAdapter[Message](Message)
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        await asyncio.sleep(0.01)
        await world.hub.submit(plan(light={"on": True}, lock={"locked": False}), MINJI)
        world.hub.adopt("light", title="큰 등")
        await asyncio.sleep(61)
        world.peer.say(Gone(thing_id="tv"))
        types = set()
        while "gone" not in types:
            sent = await socket.raw()
            message.validate_json(sent["text"])
            types.add(json.loads(sent["text"])["type"])
        assert types >= {"home", "journal", "confirmation", "confirmation_ended"}


async def test_a_stranger_is_told_so_and_hears_nothing(world: World) -> None:
    for token, cookie in ((None, None), ("x" * 43, None), (None, "x" * 43)):
        async with Socket(world.app, token=token, cookie=cookie) as socket:
            await socket.accepted()
            closed = await socket.raw()
            assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        ("http://evil.example", "127.0.0.1:8420", 403),
        ("null", "127.0.0.1:8420", 403),
        ("http://evil.example", "evil.example", 421),
        (None, "evil.example", 421),
    ],
)
async def test_a_page_of_another_site_is_refused_before_it_is_let_in(
    world: World, origin: str | None, host: str, status: int
) -> None:
    page = await world.page()
    cookie = page.cookies["ondol_session"]
    async with Socket(world.app, cookie=cookie, origin=origin, host=host) as socket:
        start = await socket.raw()
        assert (start["type"], start["status"]) == ("websocket.http.response.start", status)


async def test_a_program_that_sends_no_origin_may_watch_with_the_token(world: World) -> None:
    async with Socket(world.app, token=TOKEN, origin=None) as socket:
        await socket.accepted()
        await socket.message("home")


async def test_a_session_that_ended_hears_no_more(world: World) -> None:
    page = await world.page()
    async with Socket(world.app, cookie=page.cookies["ondol_session"]) as socket:
        await socket.accepted()
        await socket.message("home")
        await page.delete("/api/session")
        await world.hub.submit(plan(light={"on": True}), MINJI)
        closed = await socket.raw()
        assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


async def test_a_page_that_does_not_read_is_let_go_and_told_why(world: World) -> None:
    async with Socket(world.app, token=TOKEN, is_stuck=True) as socket:
        await socket.accepted()
        await asyncio.sleep(SLOW_S + 1)
        socket.can_take.set()
        closed = await socket.raw()
        assert (closed["code"], closed["reason"]) == (1013, "too slow: connect again")


async def test_a_page_for_which_too_much_waits_is_let_go_and_told_why(world: World) -> None:
    async with Socket(world.app, token=TOKEN, is_stuck=True) as socket:
        await socket.accepted()
        await asyncio.sleep(0)
        for number in range(MAX_WAITING + 10):
            world.peer.report("light", brightness=number % 100)
        await asyncio.sleep(0)
        socket.can_take.set()
        sent = [await socket.raw()]
        while sent[-1]["type"] == "websocket.send":
            sent.append(await socket.raw())
        assert (sent[-1]["code"], sent[-1]["reason"]) == (1013, "too slow: connect again")
        assert len(sent) <= MAX_WAITING + 2


async def test_what_a_page_says_is_not_listened_to(world: World) -> None:
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        await socket.message("home")
        socket._said.put_nowait({"type": "websocket.receive", "text": '{"type": "state"}'})
        socket._said.put_nowait({"type": "websocket.receive", "bytes": b"\0"})
        await world.hub.submit(plan(light={"on": True}), MINJI)
        await socket.message("state")
        assert [command.name for command in world.peer.asked] == ["on"]


async def test_a_page_that_leaves_is_forgotten(world: World) -> None:
    async with Socket(world.app, token=TOKEN) as socket:
        await socket.accepted()
        await socket.message("home")
    result = await world.hub.submit(
        Plan(steps=(Say(message="아무도 없나요"),)),
        Actor(id="owner", channel="b", is_at_home=True),
    )
    (told,) = result.steps
    assert getattr(told, "delivered", None) == 0
