"""Asked over MQTT: what is heard, what is not, and what a program may ask for."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.agent.answer import Answer
from ondol.api.mqtt import ASK, MAX_PAYLOAD, MAX_WAITING, REPLY, AskMessage, Published, read, serve
from ondol.errors import DeviceUnreachableError
from ondol.home.home import Home
from ondol.home.people import Rule
from ondol.home.plan import Act, Plan
from tests.home.world import HOME

from .world import World, api

pytestmark = pytest.mark.looptime

LIGHT = Plan(steps=(Act(changes={"light": {"on": True}}),))
UNLOCK = Plan(steps=(Act(changes={"lock": {"locked": False}}),))
WASH = Plan(steps=(Act(changes={"washer": {"activity": "paused", "on": True}}),))
SCRIPT: dict[str, Answer] = {"불 켜": LIGHT, "문 열어": UNLOCK, "빨래": WASH}


class Broker:
    """A bus in memory."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[Published] = asyncio.Queue()
        self.outgoing: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.is_lost = False

    async def messages(self, topic: str) -> AsyncGenerator[Published]:
        assert topic == ASK
        while True:
            yield await self.incoming.get()

    async def publish(self, topic: str, payload: str) -> None:
        assert topic == REPLY
        if self.is_lost:
            raise DeviceUnreachableError("no connection")
        self.outgoing.put_nowait(json.loads(payload))

    def say(self, payload: str | dict[str, Any], *, is_retained: bool = False) -> None:
        text = payload if isinstance(payload, str) else json.dumps(payload)
        self.incoming.put_nowait(Published(payload=text.encode(), is_retained=is_retained))

    async def reply(self) -> dict[str, Any]:
        async with asyncio.timeout(30):
            return await self.outgoing.get()


@asynccontextmanager
async def door() -> AsyncIterator[tuple[World, Broker]]:
    broker = Broker()
    async with api(SCRIPT) as world:
        task = asyncio.create_task(serve(broker, world.hub, world.conversation))
        try:
            yield world, broker
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_a_text_alone_is_done_and_answered() -> None:
    async with door() as (world, broker):
        broker.say("불 켜")
        reply = await broker.reply()
        assert reply["kind"] == "plan"
        assert reply["outcomes"][0]["end"] == "done"
        assert world.hub.home().state["light"]["on"] is True
        assert world.hub.journal(1)[0].actor.way == "mqtt"


async def test_an_id_comes_back_and_makes_a_message_that_comes_twice_be_done_once() -> None:
    async with door() as (world, broker):
        for _ in range(2):
            broker.say({"text": "불 켜", "id": "a-1"})
        broker.say({"text": "안녕", "id": "a-2"})
        assert [(await broker.reply())["id"] for _ in range(2)] == ["a-1", "a-2"]
        assert len(world.peer.asked) == 1


async def test_a_retained_message_is_not_heard() -> None:
    async with door() as (world, broker):
        broker.say("불 켜", is_retained=True)
        broker.say("안녕")
        assert (await broker.reply())["text"] == "안녕"
        assert world.peer.asked == []


async def test_a_program_may_have_comfort_but_opens_no_door() -> None:
    async with door() as (world, broker):
        broker.say("문 열어")
        assert "confirmation" not in await broker.reply()
        broker.say("빨래")
        waiting = (await broker.reply())["confirmation"]
        assert world.peer.asked == []
        page = await world.page()
        assert (
            await page.post(f"/api/confirmations/{waiting['id']}", json={"accept": True})
        ).status_code == 200
        assert {command.thing_id for command in world.peer.asked} == {"washer"}


async def test_the_owner_can_narrow_what_programs_may_do() -> None:
    async with door() as (world, broker):
        rules = (Rule(allow=False, types=("light",)),)
        world.hub.household.change("program", rules=rules, expires_at=None)
        broker.say("불 켜")
        await broker.reply()
        assert world.peer.asked == []


async def test_too_many_wishes_at_once_are_told_to_come_again() -> None:
    async with door() as (_, broker):
        for number in range(MAX_WAITING + 5):
            broker.say({"text": "불 켜", "id": str(number)})
        replies = [await broker.reply() for _ in range(MAX_WAITING + 5)]
        assert {reply["id"] for reply in replies} == {str(n) for n in range(MAX_WAITING + 5)}
        assert any("ask again later" in reply.get("problem", "") for reply in replies)


async def test_a_reply_that_cannot_be_sent_ends_nothing() -> None:
    async with door() as (world, broker):
        broker.is_lost = True
        broker.say("불 켜")
        await asyncio.sleep(5)
        assert world.peer.asked
        broker.is_lost = False
        broker.say("안녕")
        assert (await broker.reply())["text"] == "안녕"


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"", "text"),
        (b"{", "neither a text nor JSON"),
        (b"\xff\xfe", "neither a text nor JSON"),
        (b'{"text": "x", "actor": "owner"}', "actor"),
        (b'{"text": "x", "area": "moon"}', "no area moon"),
        (b"x" * (MAX_PAYLOAD + 1), "at most"),
        ("가" * 1001, "text"),
    ],
    ids=str,
)
def test_what_asks_nothing_is_told_why(payload: bytes | str, problem: str) -> None:
    reply = read(payload if isinstance(payload, bytes) else payload.encode(), HOME)
    assert not isinstance(reply, AskMessage)
    assert problem in (reply.problem or "")


@given(st.binary(max_size=200))
def test_no_payload_breaks_the_door(payload: bytes) -> None:
    read(payload, Home(id="집"))
