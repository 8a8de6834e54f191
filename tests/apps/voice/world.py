"""What the tests of voice share: a hub whose devices behave, its voice server, and satellites."""

import asyncio
import contextlib
import ipaddress
import socket
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event, Eventable

from ondol.agent.answer import Answer, Chat
from ondol.agent.conversation import Conversation
from ondol.agent.linking import Lexicon
from ondol.agent.looking import Looks
from ondol.agent.understanding import Turn, Understood
from ondol.apps.server import listen
from ondol.apps.voice import engines, session
from ondol.apps.voice.engines import WyomingSpeechToText, WyomingTextToSpeech
from ondol.apps.voice.satellites import Satellite
from ondol.apps.voice.server import VoiceServer
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.plan import Act, Plan
from tests.home.world import HOME, Peer, running
from tests.simulators.wyoming_engines import RATE_HZ, Engine, chunks_of, text_in

LAMP = Plan(steps=(Act(changes={"light": {"on": True}}),))
OTHER = Plan(steps=(Act(changes={"fan": {"on": True}}),))
UNLOCK = Plan(steps=(Act(changes={"lock": {"locked": False}}),))
SCRIPT: Mapping[str, Answer] = {
    "거실 불 켜줘": LAMP,
    "Turn on the light": LAMP,
    "선풍기 켜줘": OTHER,
    "현관문 열어줘": UNLOCK,
}
WITHIN_S = 20.0
PATIENCE = session.Patience(idle_s=5, ping_s=0.1, answer_s=1)
ENGINES = engines.Patience(connect_s=1, info_s=1, transcribe_s=1, sound_s=1)


@dataclass(slots=True)
class Scripted:
    """Understands what stands in its script, and "거기도" as the turn before it.

    Attributes:
        asked: each utterance, with the area where it was said and what was said before.
    """

    asked: list[tuple[str, str | None, str]] = field(default_factory=list)
    is_broken: bool = False

    def understand(
        self,
        utterance: str,
        *,
        home: Home,
        lexicon: Lexicon,
        area: str | None = None,
        history: Sequence[Turn] = (),
        looks: Looks | None = None,
    ) -> Understood:
        if self.is_broken:
            raise ZeroDivisionError("a defect")
        before = history[-1].utterance if history else ""
        self.asked.append((utterance, area, before))
        said = before if utterance == "거기도" else utterance
        return Understood(
            answer=SCRIPT.get(said, Chat()),
            frames=(),
            confidence=1.0,
            turn=Turn(utterance=utterance),
        )


@dataclass(slots=True, kw_only=True)
class World:
    """A hub that can be spoken to at a port."""

    hub: Hub
    peer: Peer
    nano: Scripted
    port: int

    @asynccontextmanager
    async def satellite(self) -> AsyncIterator["Client"]:
        """Connect with the official client."""
        client = Client("127.0.0.1", self.port, connect_timeout=5, read_timeout=WITHIN_S)
        await client.connect()
        try:
            yield client
        finally:
            with contextlib.suppress(OSError):
                await client.disconnect()

    def is_lit(self) -> bool:
        return self.hub.home().state["light"]["on"] is True


class Client(AsyncTcpClient):
    """The official client, with a few words for tests."""

    async def say(self, *events: Eventable) -> None:
        for event in events:
            await self.write_event(event.event())

    async def speak(self, pcm: bytes) -> None:
        """Send sound, from its start to its stop."""
        await self.say(AudioStart(rate=RATE_HZ, width=2, channels=1), *chunks_of(pcm), AudioStop())

    async def until(self, *types: str) -> Event:
        """Return the first event of these types."""
        while True:
            event = await self.read_event()
            assert event is not None, f"cut off before {types}"
            if event.type in types:
                return event

    async def text(self, *types: str) -> str:
        text: str = (await self.until(*types)).data["text"]
        return text

    async def spoken(self) -> str:
        """Return the text that comes as sound, up to its stop."""
        await self.until("audio-start")
        pcm = b""
        while (event := await self.until("audio-chunk", "audio-stop")).type != "audio-stop":
            pcm += AudioChunk.from_event(event).audio
        return text_in(pcm)

    def end_sending(self) -> None:
        """End one half of the connection: nothing more comes from here."""
        assert self._writer is not None
        self._writer.write_eof()

    async def raw(self, *said: bytes) -> None:
        """Send bytes as they are."""
        assert self._writer is not None
        for one in said:
            self._writer.write(one)
            await self._writer.drain()

    async def is_cut_off(self) -> bool:
        """Say whether the hub ends the connection."""
        try:
            while await self.read_event() is not None:
                pass
        except ConnectionError:
            pass
        return True


def here(**said: Any) -> Satellite:
    """Return a satellite at the address that tests call from."""
    return Satellite(address=ipaddress.ip_address("127.0.0.1"), **said)


def free_port() -> int:
    with listen("127.0.0.1", 0) as one:
        port: int = one.getsockname()[1]
        return port


@asynccontextmanager
async def world(
    hears: Engine | str | None = None,
    speaks: Engine | str | None = None,
    *,
    satellites: Sequence[Satellite] = (),
    patience: session.Patience = PATIENCE,
    taken: socket.socket | None = None,
) -> AsyncIterator[World]:
    """Run a hub with voice; engines are given as they run, or by where none does.

    `taken` is where it listens, if not at a port of this machine.
    """
    peer, nano = Peer(), Scripted()
    async with running(peer, home=Home(id="집", areas=HOME.areas)) as hub:
        stt, tts = _url(hears), _url(speaks)
        server = VoiceServer(
            hub=hub,
            conversation=Conversation(hub, nano),
            version="1.2.3",
            clock=time.monotonic,
            hears=WyomingSpeechToText(stt, clock=time.monotonic, patience=ENGINES) if stt else None,
            speaks=WyomingTextToSpeech(tts, clock=time.monotonic, patience=ENGINES)
            if tts
            else None,
            satellites=tuple(satellites),
            patience=patience,
            first_retry_s=0.05,
        )
        at = taken or listen("127.0.0.1", 0)
        port = at.getsockname()[1] if at.family == socket.AF_INET else 0
        task = asyncio.create_task(server.serve(at))
        try:
            yield World(hub=hub, peer=peer, nano=nano, port=port)
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _url(engine: Engine | str | None) -> str | None:
    return engine.url if isinstance(engine, Engine) else engine


@asynccontextmanager
async def raw_server(*said: bytes, is_silent: bool = False) -> AsyncIterator[str]:
    """Run something that takes connections and says these bytes, or nothing at all, for ever."""
    tasks: set[asyncio.Task[None]] = set()

    async def receive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            with contextlib.suppress(OSError):
                writer.write(b"".join(said))
                await writer.drain()
                if is_silent:
                    await reader.read()
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(receive, "127.0.0.1", 0)
    try:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
