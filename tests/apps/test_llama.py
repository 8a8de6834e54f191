"""A real llama.cpp server, as the hub starts it, with a tiny Llama of random weights."""

import asyncio
import itertools
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest

from ondol.agent.answer import Refused
from ondol.agent.breaker import COOL_S, FAILURES
from ondol.agent.completions import Message, chat_body, is_object
from ondol.agent.conversation import Conversation
from ondol.agent.endpoint import Endpoint, Where
from ondol.agent.handing_on import HandingOn, Hear, Wish
from ondol.agent.larger import plan_messages
from ondol.agent.linking import compile_lexicon
from ondol.agent.wording import UNANSWERED
from ondol.apps.llama import local_llama
from ondol.apps.system_clock import monotonic
from ondol.errors import InvalidModelError, LargerModelError, SettingsError
from ondol.home import wire
from ondol.home.plan import Plan
from tests.api.world import Scripted, Seconds
from tests.home.world import HOME, MINJI, Peer, running

from .tiny_llama import write

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(120)]

ASKED = (Message(role="user", content="고래는 왜 노래해?"),)
WISHES = (
    "분위기 좀 내 줘",
    "불 꺼",
    "영화 볼래",
    "make it cosy",
    "너무 더워",
    "문 잠가",
    "a",
    "환기",
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("llama") / "tiny.gguf")


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that always says something: of the others, one answer in 16 is empty."""
    return write(tmp_path_factory.mktemp("llama") / "talkative.gguf", is_talkative=True)


@asynccontextmanager
async def serving(path: Path, **changes: Any) -> AsyncIterator[tuple[Endpoint, Where]]:
    clock = changes.pop("clock", monotonic)
    async with local_llama(path, timeout_s=60) as where:
        endpoint = Endpoint(replace(where, **changes), clock=clock)
        try:
            yield endpoint, where
        finally:
            await endpoint.close()


def children() -> list[int]:
    """Return the processes that this one has started and not yet seen end."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def command_line(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")


def gone(process: int) -> None:
    """Wait until a process has ended, and that was seen."""
    while process in children():
        time.sleep(0.01)


async def failure(endpoint: Endpoint) -> LargerModelError:
    with pytest.raises(LargerModelError) as caught:
        await endpoint.chat(ASKED, lambda words: None)
    return caught.value


# What it answers ----------------------------------------------------------------------------------


async def test_its_words_come_one_by_one(talkative: Path) -> None:
    heard: list[tuple[str, float]] = []
    async with serving(talkative) as (endpoint, _):
        await endpoint.chat(ASKED, lambda words: heard.append((words, monotonic())))
    assert len(heard) > 20
    assert len({when for _, when in heard}) > 10  # not all at once


class Recorded:
    """The endpoint, and what came from it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.written: list[str] = []

    async def chat(self, messages: Sequence[Message], hear: Hear) -> None:
        await self.endpoint.chat(messages, hear)

    async def plan(self, messages: Sequence[Message]) -> str:
        self.written.append(await self.endpoint.plan(messages))
        return self.written[-1]


async def test_what_it_plans_meets_the_schema_and_comes_to_a_plan_or_a_clean_refusal(
    tiny: Path,
) -> None:
    lexicon = compile_lexicon(HOME)
    leaps = itertools.count(0, int(COOL_S))
    async with serving(tiny, clock=lambda: float(next(leaps))) as (endpoint, _):
        recorded = Recorded(endpoint)
        larger = HandingOn(recorded)
        for text in WISHES:
            wish = Wish(text=text, channel="a", language="ko", home=HOME, lexicon=lexicon)
            match await larger.plan(wish):
                case Plan() as plan:
                    assert wire.read(Plan, wire.write(plan)) == plan
                case Refused(code=code):
                    assert code in {"unreadable", "outside", "not_asked"}
                case LargerModelError(code=code):  # it wrote on and on, until it had to stop
                    assert code in {"down", "unreadable"}
    whole = [json.loads(text) for text in recorded.written if is_object(text)]
    assert whole
    for one in whole:
        jsonschema.validate(one, wire.schema(Plan))


async def test_the_prompt_before_what_is_new_is_read_once(tiny: Path) -> None:
    """Two wishes about the same things: the server reads only the states and the words anew."""
    things = tuple(HOME.things.values())
    one = plan_messages("분위기 좀 내 줘", HOME, things, None)
    state = {**HOME.state, "light": {**HOME.state["light"], "on": True}}
    two = plan_messages("다시 밝게", replace(HOME, state=state), things, None)
    same = len(one[0].content.encode()) + len(one[1].content.partition("States now:")[0].encode())
    async with local_llama(tiny, timeout_s=60) as where:
        headers = {"Authorization": f"Bearer {where.key}"}
        base = f"{where.url}/"
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=60) as http:
            bodies = [{**chat_body("tiny", each, 1), "stream": False} for each in (one, two)]
            answers = [await http.post("chat/completions", json=body) for body in bodies]
    cached = answers[1].json()["usage"]["prompt_tokens_details"]["cached_tokens"]
    assert cached >= same  # a token is a byte here


async def test_only_the_hub_may_ask_it(tiny: Path) -> None:
    async with serving(tiny, key="guessed") as (endpoint, where):
        assert (await failure(endpoint)).code == "key"
        assert where.url.startswith("http://127.0.0.1:")
        assert str(where.key) not in " ".join(map(command_line, children()))


# What goes wrong ----------------------------------------------------------------------------------


async def test_a_server_that_stands_still_is_given_up_at_the_deadline(tiny: Path) -> None:
    before = set(children())
    async with serving(tiny, timeout_s=0.5) as (endpoint, _):
        (child,) = set(children()) - before
        os.kill(child, signal.SIGSTOP)
        try:
            started = monotonic()
            assert (await failure(endpoint)).code == "slow"
            assert monotonic() - started < 5
        finally:
            os.kill(child, signal.SIGCONT)


async def test_a_server_that_was_killed_is_left_alone_and_the_home_says_so(
    talkative: Path,
) -> None:
    before, clock = set(children()), Seconds()
    async with serving(talkative, clock=clock) as (endpoint, _), running(Peer()) as hub:
        conversation = Conversation(hub, Scripted({}), HandingOn(endpoint))
        assert (await conversation.say("고래는 왜 노래해?", MINJI)).by == "model"
        (child,) = set(children()) - before
        os.kill(child, signal.SIGKILL)
        await asyncio.to_thread(gone, child)
        for _ in range(FAILURES + 2):
            spoken = await conversation.say("고래는 왜 노래해?", MINJI)
            assert (spoken.reply, spoken.by) == (UNANSWERED["down"][0], "home")
        assert "left alone" in str(await failure(endpoint))
        clock.now = COOL_S
        assert "left alone" not in str(await failure(endpoint))  # it was tried again


async def test_no_process_is_left_behind(tiny: Path) -> None:
    before = set(children())
    async with local_llama(tiny, timeout_s=60):
        (child,) = set(children()) - before
    assert child not in children()


async def test_it_ends_with_its_hub_even_if_that_is_killed(tiny: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from ondol.apps.llama import local_llama\n"
        "async def main():\n"
        "    async with local_llama(Path(sys.argv[1]), timeout_s=60) as where:\n"
        "        print(where.url, flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    hub = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, str(tiny), stdout=asyncio.subprocess.PIPE
    )
    assert hub.stdout is not None
    url = (await hub.stdout.readline()).decode().strip()
    hub.kill()
    await hub.wait()
    async with httpx.AsyncClient() as http, asyncio.timeout(20):
        while True:
            try:
                await http.get(url.replace("/v1", "/health"))
            except httpx.TransportError:
                break
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "corrupted or incomplete"),
        (b"GGUF" + b"\xff" * 5000, "use another GGUF file"),
        (b"<html>404</html>", "is no GGUF file"),
        (b"", "is no GGUF file"),
    ],
    ids=["cut off", "damaged", "another file", "empty"],
)
def test_a_file_that_is_no_llama_is_said_to_be(
    tiny: Path, tmp_path: Path, data: bytes | None, said: str
) -> None:
    broken = tmp_path / "broken.gguf"
    whole = tiny.read_bytes()
    broken.write_bytes(whole[: len(whole) // 2] if data is None else data)

    async def serve() -> None:
        async with local_llama(broken, timeout_s=60):
            pass

    with pytest.raises(InvalidModelError, match=said) as caught:
        asyncio.run(serve())
    assert "broken.gguf" in str(caught.value)


async def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(InvalidModelError, match=r"nowhere\.gguf cannot be read"):
        async with local_llama(tmp_path / "nowhere.gguf", timeout_s=60):
            pass


async def test_without_the_extra_the_command_that_installs_it_is_said(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(SettingsError, match=r"pip install 'ondol\[llama\]'"):
        async with local_llama(tiny, timeout_s=60):
            pass
