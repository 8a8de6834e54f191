"""An answer line by line: a larger model's words as they come, then the whole."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from ondol.agent.completions import Message
from ondol.agent.handing_on import Hear
from ondol.errors import LargerModelError, ServiceUnavailableError
from ondol.home.plan import Act, Plan

from .world import World, api

pytestmark = pytest.mark.looptime

SCRIPT = {"거실 불 켜줘": Plan(steps=(Act(changes={"light": {"on": True}}),))}
LINES = {"Accept": "application/x-ndjson"}


class Talker:
    """Says three words, a second apart; or stops in the middle."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.was_left = False

    async def chat(self, messages: Sequence[Message], hear: Hear) -> None:
        try:
            for word in ("짝을 ", "찾으려고 ", "노래해요."):
                hear(word)
                await asyncio.sleep(1)
                if self.error is not None:
                    raise self.error
        except asyncio.CancelledError:
            self.was_left = True
            raise

    async def plan(self, messages: Sequence[Message]) -> str:
        return '{"kind": "plan", "steps": []}'


async def ask(world: World, text: str) -> list[dict[str, Any]]:
    response = await world.client().post("/api/ask", json={"text": text}, headers=LINES)
    assert response.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in response.text.splitlines()]


async def test_words_come_as_lines_and_the_whole_answer_is_the_last() -> None:
    async with api(SCRIPT, larger=Talker()) as world:
        *words, last = await ask(world, "고래는 왜 노래해?")
    assert [line["text"] for line in words] == ["짝을 ", "찾으려고 ", "노래해요."]
    assert last["type"] == "answer"
    assert (last["answer"]["kind"], last["answer"]["by"]) == ("chat", "model")
    assert last["answer"]["reply"] == "짝을 찾으려고 노래해요."


async def test_what_the_home_does_is_one_line_and_its_own_words() -> None:
    async with api(SCRIPT, larger=Talker()) as world:
        (line,) = await ask(world, "거실 불 켜줘")
    assert (line["answer"]["kind"], line["answer"]["by"]) == ("plan", "home")


async def test_those_who_take_no_lines_get_the_whole() -> None:
    async with api(SCRIPT, larger=Talker()) as world:
        answer = (await world.client().post("/api/ask", json={"text": "고래는?"})).json()
    assert (answer["by"], answer["reply"]) == ("model", "짝을 찾으려고 노래해요.")


async def test_an_answer_that_breaks_off_ends_in_an_answer_that_says_so() -> None:
    async with api(larger=Talker(LargerModelError("slow", "late"))) as world:
        *words, last = await ask(world, "why do whales sing?")
    assert len(words) == 1
    assert last["answer"]["reply"].endswith("(The answer broke off here.)")


async def test_a_problem_is_the_last_line() -> None:
    async with api(larger=Talker(ServiceUnavailableError("the disk is full"))) as world:
        *_, last = await ask(world, "고래는?")
    assert last["type"] == "problem"
    assert last["problem"]["detail"] == "the disk is full"


async def test_a_model_stops_when_nobody_reads_any_more() -> None:
    talker = Talker()
    async with api(larger=talker) as world:
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/ask",
            "raw_path": b"/api/ask",
            "query_string": b"",
            "root_path": "",
            "scheme": "http",
            "http_version": "1.1",
            "client": ("192.168.0.7", 50000),
            "server": ("127.0.0.1", 8420),
            "headers": [
                (b"host", b"127.0.0.1:8420"),
                (b"authorization", f"Bearer {'t' * 43}".encode()),
                (b"accept", b"application/x-ndjson"),
            ],
        }
        body = {"type": "http.request", "body": '{"text": "고래는?"}'.encode(), "more_body": False}
        given: asyncio.Queue[Any] = asyncio.Queue()
        given.put_nowait(body)
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)
            if b"words" in message.get("body", b""):
                given.put_nowait({"type": "http.disconnect"})

        await world.app(scope, given.get, send)
    assert talker.was_left
    assert len([one for one in sent if b"words" in one.get("body", b"")]) == 1


async def test_a_stranger_and_a_body_that_is_none_are_refused_before_any_line() -> None:
    async with api(larger=Talker()) as world:
        refused: list[httpx.Response] = [
            await world.client(token=None).post("/api/ask", json={"text": "a"}, headers=LINES),
            await world.client().post("/api/ask", json={}, headers=LINES),
        ]
    assert [one.status_code for one in refused] == [401, 422]
