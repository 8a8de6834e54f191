"""A larger model behind a server that behaves, or does not."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from ondol.agent.breaker import COOL_S, FAILURES
from ondol.agent.completions import Message
from ondol.agent.endpoint import Endpoint, Where
from ondol.errors import LargerModelError
from ondol.home import wire
from ondol.home.plan import Plan

from .larger_peer import WORDS, LargerPeer

pytestmark = pytest.mark.looptime

ASKED = (Message(role="system", content="s"), Message(role="user", content="고래는 왜 노래해?"))
KEY = "sk-verysecret"
PLAN = '{"kind": "plan", "steps": []}'


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def endpoint(
    peer: LargerPeer, clock: Callable[[], float] | None = None
) -> AsyncIterator[Endpoint]:
    where = Where(url="http://model.test/v1", model="llama", key=KEY, timeout_s=20)
    made = Endpoint(where, clock=clock or Seconds(), transport=peer.transport())
    try:
        yield made
    finally:
        await made.close()


async def chat(model: Endpoint) -> list[str]:
    heard: list[str] = []
    await model.chat(ASKED, heard.append)
    return heard


async def failure(model: Endpoint) -> LargerModelError:
    with pytest.raises(LargerModelError) as caught:
        await chat(model)
    return caught.value


async def test_an_answer_is_heard_word_by_word() -> None:
    peer = LargerPeer("says")
    async with endpoint(peer) as model:
        assert await chat(model) == list(WORDS)
    (body,) = peer.bodies
    assert (body["model"], body["stream"]) == ("llama", True)
    assert body["messages"][-1] == {"role": "user", "content": ASKED[-1].content}
    assert peer.keys == [f"Bearer {KEY}"]


async def test_what_was_said_before_the_deadline_was_heard() -> None:
    heard: list[str] = []
    peer = LargerPeer("hangs after a word")
    async with endpoint(peer) as model:
        started = asyncio.get_running_loop().time()
        with pytest.raises(LargerModelError) as caught:
            await model.chat(ASKED, heard.append)
        assert asyncio.get_running_loop().time() - started == pytest.approx(20, abs=0.1)
    assert caught.value.code == "slow"
    assert heard == [WORDS[0]]
    assert peer.ended == 1  # a server learns that nobody listens


async def test_a_server_that_never_answers_is_given_up_at_the_deadline() -> None:
    async with endpoint(LargerPeer("hangs")) as model:
        assert (await failure(model)).code == "slow"


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (500, "down"),
        (503, "down"),
        (429, "down"),
        (404, "down"),
        (401, "key"),
        (403, "key"),
        ("mumbles", "unreadable"),
        ("breaks off", "unreadable"),
    ],
)
async def test_each_way_to_fail_has_its_own_code(deed: int | str, code: str) -> None:
    async with endpoint(LargerPeer(deed)) as model:
        assert (await failure(model)).code == code


@pytest.mark.parametrize("status", [401, 500])
async def test_the_key_is_never_told(status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with endpoint(LargerPeer(status, echoes_key=True)) as model:
        error = await failure(model)
    assert KEY not in str(error)
    assert KEY not in caplog.text
    assert KEY not in repr(Where(url="http://h/v1", model="m", key=KEY))


# Plans --------------------------------------------------------------------------------------------


async def test_a_plan_is_asked_for_under_the_published_schema() -> None:
    peer = LargerPeer(PLAN)
    async with endpoint(peer) as model:
        assert await model.plan(ASKED) == PLAN
    (body,) = peer.bodies
    assert body["response_format"]["json_schema"]["schema"] == json.loads(
        json.dumps(wire.schema(Plan))
    )


async def test_a_server_without_schemas_is_asked_for_a_tool_call_from_then_on() -> None:
    peer = LargerPeer(PLAN, knows_schemas=False)
    async with endpoint(peer) as model:
        assert await model.plan(ASKED) == PLAN
        assert await model.plan(ASKED) == PLAN
    assert ["tools" in body for body in peer.bodies] == [False, True, True]
    assert peer.bodies[1]["tools"][0]["function"]["parameters"]["$ref"] == "#/$defs/plan"


async def test_a_server_that_takes_no_notice_of_the_schema_is_asked_for_a_tool_call() -> None:
    peer = LargerPeer("Sure! Here is your plan.", PLAN)
    async with endpoint(peer) as model:
        assert await model.plan(ASKED) == PLAN
    assert ["tools" in body for body in peer.bodies] == [False, True]


async def test_a_prompt_that_is_refused_both_ways_does_not_give_up_schemas() -> None:
    peer = LargerPeer(400, 400, PLAN)
    async with endpoint(peer) as model:
        with pytest.raises(LargerModelError):
            await model.plan(ASKED)
        assert await model.plan(ASKED) == PLAN
    assert "response_format" in peer.bodies[-1]


# The circuit breaker ------------------------------------------------------------------------------


async def test_a_server_that_fails_is_left_alone_then_tried_once() -> None:
    clock = Seconds()
    peer = LargerPeer(*[500] * (FAILURES + 1), "says")
    async with endpoint(peer, clock) as model:
        for _ in range(FAILURES):
            await failure(model)
        assert (await failure(model)).code == "down"
        assert peer.calls() == FAILURES  # the last one was not made
        clock.now = COOL_S
        await failure(model)  # the one that tries
        await failure(model)
        assert peer.calls() == FAILURES + 1
        clock.now = 2 * COOL_S
        assert await chat(model) == list(WORDS)
        assert await chat(model) == list(WORDS)


async def test_a_caller_who_leaves_says_nothing_of_the_server() -> None:
    peer = LargerPeer(*["hangs"] * FAILURES, "says")
    async with endpoint(peer) as model:
        for _ in range(FAILURES):
            task = asyncio.create_task(chat(model))
            await asyncio.sleep(1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert await chat(model) == list(WORDS)


async def test_a_host_that_cannot_be_reached_is_down() -> None:
    class Unreachable(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("connection refused", request=request)

    where = Where(url="http://model.test/v1", model="llama")
    model = Endpoint(where, clock=Seconds(), transport=Unreachable())
    assert (await failure(model)).code == "down"
    await model.close()
