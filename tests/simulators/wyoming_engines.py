"""Speech engines without models, that speak real Wyoming by the official library.

Their sound carries its text: each byte of it is a short tone of its own level. What one of them
says, the other hears, and a test can see what was said. In `tests`, because nobody at home has any
use for a voice that beeps.
"""

import array
import asyncio
import itertools
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

RATE_HZ = 16_000
TONE = 320  # samples of one byte: 20 ms
LOW, STEP = 1_000, 100
SILENCE = bytes(2 * RATE_HZ)
"""One second."""
_BY = Attribution(name="tests", url="")

Fault = Literal["hangs", "fails", "hangs up", "changes its format", "has no end", "streams"]


def sound_of(text: str) -> bytes:
    """Return the sound of a text, 16 bits, mono, 16 kHz."""
    levels = (LOW + STEP * byte for byte in text.encode())
    tones = itertools.chain.from_iterable([level] * TONE for level in levels)
    return array.array("h", tones).tobytes()


def text_in(pcm: bytes) -> str:
    """Return the text that sound carries; "" for silence.

    >>> text_in(sound_of("거실 불 켜줘") + SILENCE)
    '거실 불 켜줘'
    """
    samples = array.array("h", pcm[: len(pcm) // 2 * 2])
    levels = (samples[at] for at in range(0, len(samples), TONE))
    found = bytes((level - LOW) // STEP for level in levels if level >= LOW)
    return found.decode("utf-8", "replace")


def chunks_of(pcm: bytes, size: int = 3_200) -> Iterator[AudioChunk]:
    """Yield sound as a microphone sends it, 100 ms at a time."""
    for at in range(0, len(pcm), size):
        yield AudioChunk(rate=RATE_HZ, width=2, channels=1, audio=pcm[at : at + size])


@dataclass(kw_only=True)
class Engine:
    """An engine that runs.

    Attributes:
        asked: the requests that it got, the newest last.
    """

    languages: tuple[str, ...] = ("ko", "en_US")
    fault: Fault | None = None
    asked: list[Transcribe | Synthesize] = field(default_factory=list)
    url: str = ""


class _Hearing(AsyncEventHandler):
    def __init__(self, engine: Engine, *streams: asyncio.StreamReader | asyncio.StreamWriter):
        super().__init__(*streams)  # type: ignore[arg-type]
        self._engine = engine
        self._pcm = b""

    async def handle_event(self, event: Event) -> bool:
        if Describe.is_type(event.type):
            await self.write_event(_info(self._engine, "asr").event())
        elif Transcribe.is_type(event.type):
            self._engine.asked.append(Transcribe.from_event(event))
        elif AudioChunk.is_type(event.type):
            self._pcm += AudioChunk.from_event(event).audio
        elif AudioStop.is_type(event.type):
            return await self._answer()
        return True

    async def _answer(self) -> bool:
        text = text_in(self._pcm)
        match self._engine.fault:
            case "hangs":
                return True
            case "hangs up":
                return False
            case "fails":
                await self.write_event(Error(text="out of memory", code="oom").event())
            case "streams":
                pieces = (TranscriptChunk(text=piece) for piece in (text[:3], text[3:]))
                for told in (TranscriptStart(), *pieces, TranscriptStop()):
                    await self.write_event(told.event())
            case "has no end":
                while True:
                    await self.write_event(TranscriptChunk(text="가" * 100).event())
            case _:
                await self.write_event(Transcript(text=text).event())
        return False


class _Speaking(AsyncEventHandler):
    def __init__(self, engine: Engine, *streams: asyncio.StreamReader | asyncio.StreamWriter):
        super().__init__(*streams)  # type: ignore[arg-type]
        self._engine = engine

    async def handle_event(self, event: Event) -> bool:
        if Describe.is_type(event.type):
            await self.write_event(_info(self._engine, "tts").event())
        elif Synthesize.is_type(event.type):
            asked = Synthesize.from_event(event)
            self._engine.asked.append(asked)
            return await self._answer(sound_of(asked.text))
        return True

    async def _answer(self, pcm: bytes) -> bool:
        if self._engine.fault == "fails":
            await self.write_event(Error(text="no such voice").event())
            return True
        if self._engine.fault == "hangs":
            return True
        await self.write_event(AudioStart(rate=RATE_HZ, width=2, channels=1).event())
        for chunk in chunks_of(pcm):
            await self.write_event(chunk.event())
            match self._engine.fault:
                case "hangs up":
                    return False
                case "changes its format":
                    other = AudioChunk(rate=22_050, width=2, channels=1, audio=chunk.audio)
                    await self.write_event(other.event())
                case "has no end":
                    second = AudioChunk(rate=RATE_HZ, width=2, channels=1, audio=SILENCE * 20)
                    while True:
                        await self.write_event(second.event())
                case _:
                    pass
        await self.write_event(AudioStop().event())
        return True


def _info(engine: Engine, kind: Literal["asr", "tts"]) -> Info:
    shared: dict[str, Any] = {
        "attribution": _BY,
        "installed": True,
        "description": None,
        "version": "1",
    }
    if kind == "asr":
        models = [AsrModel(name=f"m-{one}", languages=[one], **shared) for one in engine.languages]
        return Info(asr=[AsrProgram(name="listener", models=models, **shared)])
    voices = [TtsVoice(name=f"v-{one}", languages=[one], **shared) for one in engine.languages]
    return Info(tts=[TtsProgram(name="beeper", voices=voices, **shared)])


@asynccontextmanager
async def hearing(
    languages: Iterable[str] = ("ko", "en_US"), *, fault: Fault | None = None, port: int
) -> AsyncIterator[Engine]:
    """Run an engine that writes sound down."""
    engine = Engine(languages=tuple(languages), fault=fault)
    async with _running(_Hearing, engine, port):
        yield engine


@asynccontextmanager
async def speaking(
    languages: Iterable[str] = ("ko", "en_US"), *, fault: Fault | None = None, port: int
) -> AsyncIterator[Engine]:
    """Run an engine that says texts aloud."""
    engine = Engine(languages=tuple(languages), fault=fault)
    async with _running(_Speaking, engine, port):
        yield engine


@asynccontextmanager
async def _running(
    handler: type[_Hearing] | type[_Speaking], engine: Engine, port: int
) -> AsyncIterator[None]:
    server = AsyncTcpServer("127.0.0.1", port)
    engine.url = f"tcp://127.0.0.1:{port}"
    ours: set[asyncio.Task[None]] = set()

    class Counted(handler):  # type: ignore[valid-type,misc]
        """Known to us, so that none of its tasks outlives the engine."""

        async def run(self) -> None:
            task = asyncio.current_task()
            assert task is not None
            ours.add(task)
            with suppress(ConnectionError):
                await super().run()

    await server.start(partial(Counted, engine))
    try:
        yield
    finally:
        await server.stop()
        for task in ours:
            task.cancel()
        await asyncio.gather(*ours, return_exceptions=True)
