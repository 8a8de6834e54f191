"""Engines that are off, stuck, broken, or something else: each is a reason, and none a hang."""

import time

import pytest

from ondol.agent.speech import Audio, Format, Voice
from ondol.apps.voice.engines import WyomingSpeechToText, WyomingTextToSpeech
from ondol.errors import ServiceUnavailableError, SettingsError
from tests.simulators.wyoming_engines import Fault, hearing, sound_of, speaking, text_in

from .world import ENGINES, free_port, raw_server

pytestmark = pytest.mark.enable_socket

SAID = Audio(format=Format(), pcm=sound_of("거실 불 켜줘"))


def ears(url: str) -> WyomingSpeechToText:
    return WyomingSpeechToText(url, clock=time.monotonic, patience=ENGINES)


def mouth(url: str) -> WyomingTextToSpeech:
    return WyomingTextToSpeech(url, clock=time.monotonic, patience=ENGINES)


async def said(engine: WyomingTextToSpeech, text: str) -> str:
    pieces = [audio.pcm async for audio in engine.synthesize(text, Voice(language="ko"))]
    return text_in(b"".join(pieces))


async def test_an_engine_writes_down_and_another_says_aloud() -> None:
    async with hearing(port=free_port()) as one, speaking(port=free_port()) as other:
        assert (await ears(one.url).transcribe(SAID, language="ko")).text == "거실 불 켜줘"
        assert await said(mouth(other.url), "네, 켰어요.") == "네, 켰어요."


async def test_a_transcript_that_comes_in_pieces_is_read_as_a_whole() -> None:
    async with hearing(fault="streams", port=free_port()) as one:
        assert (await ears(one.url).transcribe(SAID)).text == "거실 불 켜줘"


async def test_a_voice_is_chosen_by_language_and_none_is_a_value() -> None:
    async with speaking(["en_GB", "en_US"], port=free_port()) as one:
        engine = mouth(one.url)
        assert await engine.voice("en") == Voice(name="v-en_GB", language="en")
        assert await engine.voice("ko") is None


async def test_of_several_voices_the_one_that_people_like_is_chosen(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with speaking(["en_GB", "en_US", "ko_KR"], port=free_port()) as one:
        liked = ["v-de_DE", "v-en_US"]
        engine = WyomingTextToSpeech(one.url, clock=time.monotonic, voices=liked)
        assert await engine.voice("en") == Voice(name="v-en_US", language="en")
        assert await engine.voice("ko") == Voice(name="v-ko_KR", language="ko")
    assert sum("no voice 'v-de_DE'" in line for line in caplog.messages) == 1


async def test_an_engine_that_names_no_voices_is_asked_by_language() -> None:
    async with speaking([], port=free_port()) as one:
        assert await mouth(one.url).voice("ko") == Voice(language="ko")


async def test_a_model_without_the_language_is_asked_all_the_same(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with hearing(["en"], port=free_port()) as one:
        assert (await ears(one.url).transcribe(SAID, language="ko")).text == "거실 불 켜줘"
        assert one.asked[0].event().data == {"language": "ko"}
    assert "no model that hears ko" in caplog.text


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("hangs", "does not answer"),
        ("hangs up", "hung up"),
        ("fails", "out of memory"),
        ("has no end", "does not end"),
    ],
)
async def test_an_engine_that_hears_and_fails_says_why(fault: Fault, why: str) -> None:
    async with hearing(fault=fault, port=free_port()) as one:
        with pytest.raises(ServiceUnavailableError, match=why) as failed:
            await ears(one.url).transcribe(SAID)
        assert one.url in str(failed.value)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("hangs", "does not answer"),
        ("hangs up", "hung up"),
        ("fails", "no such voice"),
        ("changes its format", "changes its format"),
        ("has no end", "no end"),
    ],
)
async def test_an_engine_that_speaks_and_fails_says_why(fault: Fault, why: str) -> None:
    async with speaking(fault=fault, port=free_port()) as one:
        with pytest.raises(ServiceUnavailableError, match=why):
            await said(mouth(one.url), "네, 켰어요.")


async def test_an_engine_that_is_off_cannot_be_reached() -> None:
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ServiceUnavailableError, match="cannot be reached"):
        await ears(nowhere).transcribe(SAID)
    with pytest.raises(ServiceUnavailableError, match="setting tts"):
        await mouth(nowhere).voice("ko")


async def test_an_engine_that_takes_a_connection_and_says_nothing_is_given_up() -> None:
    async with raw_server(is_silent=True) as url:
        with pytest.raises(ServiceUnavailableError, match="does not answer"):
            await ears(url).transcribe(SAID)
        with pytest.raises(ServiceUnavailableError, match="does not answer"):
            await said(mouth(url), "네")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x16\x03\x01" * 50 + b"\n",
        b'{"type": "transcript", "data_length": 99999999999}\n',
        b'{"type": "transcript", "payload_length": -1}\n',
        b'{"type": "transcript", "data": {"text": 7}}\n',
        b'{"type": "transcript", "data": 7}\n',
        b'{"type": "audio-chunk", "data": {"rate": 16000, "width": 4, "channels": 1}}\n',
        b'{"type": 7}\n',
        b"[1]\n",
        b"[" * 30_000 + b"\n",
        b"x" * 70_000,
    ],
    ids=lambda rubbish: str(rubbish[:40]),
)
async def test_what_is_no_engine_is_said_to_be_none(rubbish: bytes) -> None:
    async with raw_server(rubbish) as url:
        with pytest.raises(ServiceUnavailableError, match="no answer that can be used"):
            await ears(url).transcribe(SAID)
        with pytest.raises(ServiceUnavailableError):
            await said(mouth(url), "네")


async def test_an_engine_that_comes_back_is_used_again() -> None:
    port = free_port()
    async with speaking(["en"], port=port) as one:
        engine = mouth(one.url)
        assert await engine.voice("ko") is None
    with pytest.raises(ServiceUnavailableError):
        await said(engine, "네")
    async with speaking(["ko"], port=port):
        assert await said(engine, "네") == "네"


async def test_what_an_engine_has_is_believed_for_a_while_only() -> None:
    now = [0.0]
    port = free_port()
    engine = WyomingTextToSpeech(f"tcp://127.0.0.1:{port}", clock=lambda: now[0])
    async with speaking(["en"], port=port):
        assert await engine.voice("ko") is None
    now[0] += 61
    async with speaking(["ko"], port=port):
        assert await engine.voice("ko") is not None


def test_an_engine_is_named_by_host_and_port() -> None:
    with pytest.raises(SettingsError, match="tcp://HOST:PORT"):
        ears("http://127.0.0.1:10300")
