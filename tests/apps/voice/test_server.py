"""Who may come by a port that has no password, and what happens to those who misuse it."""

import asyncio
import contextlib
import ipaddress
import socket
from pathlib import Path

import pytest
from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart
from wyoming.event import async_write_event
from wyoming.ping import Ping

from ondol.apps.voice.satellites import Satellite, admitted
from ondol.apps.voice.server import MAX_FROM_ONE
from ondol.apps.voice.session import Patience
from tests.simulators.wyoming_engines import SILENCE

from .world import World, world

pytestmark = pytest.mark.enable_socket

LIT = "거실 등을 켰어요."


async def goes_on(home: World) -> None:
    """Who comes by the same address is heard, though perhaps only after a while."""
    async with asyncio.timeout(10):
        while True:
            async with home.satellite() as other:
                with contextlib.suppress(ConnectionError):
                    await other.say(Transcript(text="거실 불 켜줘"))
                    event = await other.read_event()
                    if event is not None:
                        assert event.data["text"] == LIT
                        return
            await asyncio.sleep(0.4)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\n",
        b"\xff\xfe\n",
        b"null\n",
        b"[" * 60_000 + b"\n",
        b'{"type": ""}\n',
        b'{"type": "' + b"x" * 65 + b'"}\n',
        b'{"type": "ping", "data": []}\n{"type": "ping", "data": "x"}\n',
        b'{"type": "ping", "data_length": 70000}\n',
        b'{"type": "ping", "data_length": true}\n',
        b'{"type": "ping", "data_length": 4}\n"no"',
        b'{"type": "audio-chunk", "payload_length": 1e9}\n',
        b'{"type": "audio-chunk", "payload_length": 2000000}\n',
        b'{"type": "audio-chunk", "data": {"rate": 16000, "width": 2}}\n',
        b'{"type": "audio-chunk", "data": {"rate": 1, "width": 2, "channels": 1}}\n',
        b'{"type": "audio-start", "data": {"rate": 16000, "width": 3, "channels": 1}}\n',
        b'{"type": "transcript", "data": {"text": ["x"]}}\n',
        b'{"type": "transcript", "data": {"text": "x", "context": {"device_id": 1}}}\n',
        b'{"type": "run-pipeline", "data": {"start_stage": "x", "end_stage": "tts"}}\n',
        b'{"type": "synthesize", "data": {"text": "x", "voice": "y"}}\n',
        b'{"type": "synthesize-chunk", "data": {"text": "x"}}\n',
        b"x" * 70_000,
    ],
    ids=lambda rubbish: str(rubbish[:60]),
)
async def test_rubbish_is_cut_off_and_the_home_goes_on(
    rubbish: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with world() as home:
        for _ in range(2):
            async with home.satellite() as satellite:
                with contextlib.suppress(ConnectionError):
                    await satellite.raw(rubbish)
                assert await satellite.is_cut_off()
        await goes_on(home)
    assert sum("cut off" in line for line in caplog.messages) == 1


async def test_what_newer_peers_say_means_nothing_and_ends_nothing() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.raw(b'{"type": "levitate", "data": {"height": 3}, "mood": "good"}\n')
        await satellite.say(Ping(text="x"))
        assert (await satellite.until("pong")).data == {"text": "x"}


async def test_sound_that_nobody_asked_for_is_let_go() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(AudioChunk(16_000, 2, 1, SILENCE), Ping())
        assert (await satellite.read_event() or Ping().event()).type == "pong"


async def test_a_flood_is_cut_off() -> None:
    async with world() as home:
        async with home.satellite() as satellite:
            flood = AudioChunk(16_000, 2, 1, SILENCE * 30)
            with contextlib.suppress(ConnectionError):
                for _ in range(40):
                    await satellite.say(AudioStart(16_000, 2, 1), flood)
            assert await satellite.is_cut_off()
        await goes_on(home)


async def test_who_comes_again_and_again_is_no_better_off() -> None:
    async with world() as home:
        answered = 0
        for _ in range(400):
            async with home.satellite() as satellite:
                with contextlib.suppress(ConnectionError):
                    await satellite.say(Ping())
                    answered += await satellite.read_event() is not None
        assert answered < 400
        await goes_on(home)


async def test_wishes_beyond_what_one_may_wait_for_are_told_so_and_then_cut_off() -> None:
    async with world() as home:
        async with home.satellite() as satellite:
            wish = '{"type": "transcript", "data": {"text": "거기도"}}\n'.encode()
            with contextlib.suppress(ConnectionError):
                await satellite.raw(wish * 100)
            assert (await satellite.until("error")).data["code"] == "busy"
            assert await satellite.is_cut_off()
        assert len(home.nano.asked) < 100
        await goes_on(home)


async def test_one_address_has_so_many_connections_and_no_more() -> None:
    async with world() as home, contextlib.AsyncExitStack() as stack:
        held = [await stack.enter_async_context(home.satellite()) for _ in range(MAX_FROM_ONE)]
        for one in held:
            await one.say(Ping())
            await one.until("pong")
        async with home.satellite() as late:
            assert await late.is_cut_off()
        await held[0].disconnect()
        async with asyncio.timeout(5):
            while True:
                async with home.satellite() as other:
                    with contextlib.suppress(ConnectionError):
                        await other.say(Ping())
                        if await other.read_event() is not None:
                            break


async def test_a_stranger_is_cut_off_unheard_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket(socket.AF_UNIX) as taken:  # whose peers have no address
        taken.bind(str(tmp_path / "listening"))
        taken.listen()
        taken.setblocking(False)
        async with world(taken=taken) as home:
            for _ in range(2):
                reader, writer = await asyncio.open_unix_connection(tmp_path / "listening")
                await async_write_event(Transcript(text="거실 불 켜줘").event(), writer)
                with contextlib.suppress(ConnectionError):
                    assert await reader.read() == b""
                writer.close()
            assert home.nano.asked == []
    assert sum("may not speak to this home" in line for line in caplog.messages) == 1


async def test_who_says_nothing_is_cut_off() -> None:
    quick = Patience(idle_s=0.2, ping_s=0.1)
    async with world(patience=quick) as home, home.satellite() as satellite:
        await satellite.raw(b'{"type": "pi')  # an event that does not end is nothing said
        assert await satellite.is_cut_off()


async def test_a_defect_in_one_conversation_ends_no_other() -> None:
    async with world() as home:
        home.nano.is_broken = True
        async with home.satellite() as satellite:
            await satellite.say(Transcript(text="거실 불 켜줘"))
            assert await satellite.is_cut_off()
        home.nano.is_broken = False
        await goes_on(home)


@pytest.mark.parametrize(
    ("peer", "is_let_in"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.0.31", True),
        ("::ffff:192.168.0.31", True),
        ("192.168.0.32", False),
        ("203.0.113.9", False),
        ("fe80::1%eth0", True),
        ("", False),
        ("kitchen", False),
    ],
)
def test_only_this_machine_and_named_satellites_may_speak(peer: str, is_let_in: bool) -> None:
    named = [Satellite(address=ipaddress.ip_address(one)) for one in ("192.168.0.31", "fe80::1")]
    assert (admitted(peer, named) is not None) is is_let_in
