"""A satellite that waits to be called, as `wyoming-satellite` does with a wake word of its own.

It streams from the wake word until it is told what was heard, plays what comes, and pings who
called it. It speaks by the official library, and shares no code with the hub.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info
from wyoming.info import Satellite as SatelliteInfo
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import RunSatellite, StreamingStarted, StreamingStopped
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.snd import Played
from wyoming.wake import Detection

from .wyoming_engines import SILENCE, chunks_of, text_in

END = {"audio-stop", "error"}


@dataclass(kw_only=True)
class Satellite:
    """A satellite that runs.

    Attributes:
        is_mute: it answers no pings. has_pipeline: it says what it wants done.
        heard: what it was told that somebody said, or why that could not be made out.
    """

    area: str | None = None
    is_mute: bool = False
    has_pipeline: bool = True
    heard: list[str] = field(default_factory=list)
    calls: int = 0
    pings: int = 0
    is_ready: asyncio.Event = field(default_factory=asyncio.Event)
    _played: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    _caller: "_Called | None" = None

    async def hear(self, pcm: bytes) -> str:
        """Hear a wake word and somebody's voice; return what the room then hears, or why not."""
        assert self._caller is not None
        await self._caller.stream(pcm)
        return await self.plays()

    async def plays(self) -> str:
        """Return what the room hears next."""
        async with asyncio.timeout(20):
            return await self._played.get()

    def hang_up(self) -> None:
        """Lose the connection."""
        assert self._caller is not None
        self._caller.writer.close()


class _Called(AsyncEventHandler):
    def __init__(
        self, satellite: Satellite, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        super().__init__(reader, writer)
        self._satellite = satellite
        self._is_streaming = False
        self._played = b""

    async def stream(self, pcm: bytes) -> None:
        """Send a microphone's sound until somebody says that it was heard."""
        self._is_streaming = True
        await self.write_event(Detection(name="온돌").event())
        if self._satellite.has_pipeline:
            pipeline = RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS)
            await self.write_event(pipeline.event())
        await self.write_event(StreamingStarted().event())
        for chunk in chunks_of(pcm + SILENCE * 2):
            if self._is_streaming:
                await self.write_event(chunk.event())
                await asyncio.sleep(0)

    async def handle_event(self, event: Event) -> bool:
        mine = self._satellite
        if Describe.is_type(event.type):
            about = SatelliteInfo(
                name="panel",
                area=mine.area,
                attribution=Attribution(name="tests", url=""),
                installed=True,
                description=None,
                version=None,
            )
            await self.write_event(Info(satellite=about).event())
        elif RunSatellite.is_type(event.type):
            mine.calls += 1
            mine._caller = self
            mine.is_ready.set()
            await self.write_event(Ping(text="there?").event())
        elif Ping.is_type(event.type):
            mine.pings += 1
            if not mine.is_mute:
                await self.write_event(Pong(text=Ping.from_event(event).text).event())
        elif Transcript.is_type(event.type) or Error.is_type(event.type):
            self._is_streaming = False
            mine.heard.append(event.data["text"])
            await self.write_event(StreamingStopped().event())
        elif AudioChunk.is_type(event.type):
            self._played += AudioChunk.from_event(event).audio
        if event.type in END:
            is_sound = AudioStop.is_type(event.type)
            mine._played.put_nowait(text_in(self._played) if is_sound else event.data["code"])
            self._played = b""
            await self.write_event(Played().event())
        return True

    async def run(self) -> None:
        with suppress(ConnectionError):
            await super().run()


@asynccontextmanager
async def waiting(satellite: Satellite, port: int) -> AsyncIterator[Satellite]:
    """Let a satellite wait to be called."""
    ours: set[asyncio.Task[None]] = set()

    class Counted(_Called):
        """Known to us, so that none of its tasks outlives the satellite."""

        async def run(self) -> None:
            task = asyncio.current_task()
            assert task is not None
            ours.add(task)
            await super().run()

    server = AsyncTcpServer("127.0.0.1", port)
    await server.start(partial(Counted, satellite))
    try:
        yield satellite
    finally:
        await server.stop()
        for task in ours:
            task.cancel()
        await asyncio.gather(*ours, return_exceptions=True)
