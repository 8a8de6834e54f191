"""Speech engines that speak Wyoming: faster-whisper, piper and others, each at an address.

One connection for each wish, as such engines expect. They may be off, stuck, or be something else:
every wait has a deadline, and whatever happens is a `ServiceUnavailableError` that says which
engine it was and what to do, so that the home answers by text and goes on.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from wyoming.asr import Transcribe
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Eventable
from wyoming.info import Describe
from wyoming.tts import Synthesize, SynthesizeVoice

from ondol.agent.speech import (
    WIDTH_BYTES,
    Audio,
    Format,
    Heard,
    SpeechToText,
    TextToSpeech,
    Voice,
    primary,
)
from ondol.errors import DeviceProtocolError, ServiceUnavailableError
from ondol.language.normalise import clean

from .messages import (
    MAX_SAID,
    Described,
    Failed,
    Message,
    Said,
    SaidAll,
    SaidMore,
    Sound,
    SoundEnds,
    read,
)
from .programs import Programs, fitting, programs
from .satellites import parse_engine
from .wire import Limits, Wire

LIMITS = Limits(data_bytes=2 * 1024 * 1024, payload_bytes=8 * 1024 * 1024)
"""Piper's `info` names every voice there is; some engines send all of a text as one piece."""
PIECE_S = 0.1
"""Length of a piece of sound as it is sent."""
MAX_NAMES = 200
MAX_SPEECH_S = 300.0
"""More sound than that is no reply."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long an engine may take.

    Attributes:
        connect_s: until it accepts. info_s: until it says what it has.
        transcribe_s: until a whole utterance is written down, on a small CPU.
        sound_s: until the first, or the next, piece of sound comes.
        fresh_s: how long what it has said of itself is believed.
    """

    connect_s: float = 3.0
    info_s: float = 2.0
    transcribe_s: float = 30.0
    sound_s: float = 15.0
    fresh_s: float = 60.0


class Engine:
    """What hearing and speaking share: an address, and what is there."""

    setting = ""
    """Which setting names it, for people to look at."""

    def __init__(
        self, url: str, *, clock: Callable[[], float], patience: Patience | None = None
    ) -> None:
        """Begin without a connection; `clock` counts seconds.

        Raises:
            SettingsError: `url` is no `tcp://HOST:PORT`.
        """
        self._host, self._port = parse_engine(url)
        self.name = f"the speech engine at {url}"
        self._clock = clock
        self._patience = patience or Patience()
        self._known: Programs | None = None
        self._known_at = 0.0
        self._told: set[str] = set()

    @property
    def known(self) -> Programs | None:
        """Return what it said last that it has; None: it never did."""
        return self._known

    async def programs(self) -> Programs:
        """Return what it has.

        Raises:
            ServiceUnavailableError: it does not say.
        """
        is_fresh = self._clock() - self._known_at < self._patience.fresh_s
        if self._known is None or not is_fresh:
            with self._trouble():
                async with asyncio.timeout(self._patience.info_s), self._connected() as wire:
                    await wire.write(Describe())
                    while not isinstance(told := await _next(wire), Described):
                        pass
            self._known, self._known_at = programs(told.data), self._clock()
        return self._known

    def _say_once(self, what: str) -> None:
        if what not in self._told:
            self._told.add(what)
            _log.warning("%s %s", self.name, what)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Wire]:
        async with asyncio.timeout(self._patience.connect_s):
            reader, writer = await asyncio.open_connection(
                self._host, self._port, limit=LIMITS.header_bytes
            )
        wire = Wire(reader, writer, LIMITS)
        try:
            yield wire
        finally:
            await wire.close()

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Say of whatever goes wrong within which engine it was, and what to do."""
        try:
            yield
        except TimeoutError as error:
            raise ServiceUnavailableError(
                f"{self.name} does not answer: see whether it is stuck, or give it a smaller model"
            ) from error
        except OSError as error:
            raise ServiceUnavailableError(
                f"{self.name} cannot be reached ({error.strerror or error}): start it, or correct "
                f"the setting {self.setting}"
            ) from error
        except DeviceProtocolError as error:
            raise ServiceUnavailableError(
                f"{self.name} gave no answer that can be used ({error}): is it a Wyoming engine?"
            ) from error


class WyomingSpeechToText(Engine, SpeechToText):
    """Writes down what was said, by an engine."""

    setting = "stt"

    async def transcribe(
        self, audio: Audio, *, language: str | None = None, names: Sequence[str] = ()
    ) -> Heard:
        """Return what was said."""
        asked = await self._asked(language)
        asked.transcript_names = [*names[:MAX_NAMES]] or None
        with self._trouble():
            async with asyncio.timeout(self._patience.transcribe_s), self._connected() as wire:
                await wire.write(asked, *spoken(audio))
                return await self._heard(wire)

    async def _asked(self, language: str | None) -> Transcribe:
        """Return what to ask for: a model for the language, which it may spell otherwise."""
        if language is None:
            return Transcribe()
        models = (await self.programs()).asr
        found = fitting(models, language)
        if found is None:
            if models:
                self._say_once(f"has no model that hears {language}; it is asked all the same")
            return Transcribe(language=language)
        same = [one for one in found.languages if primary(one) == primary(language)]
        return Transcribe(name=found.name, language=language if language in same else same[0])

    async def _heard(self, wire: Wire) -> Heard:
        pieces: list[str] = []
        while True:
            match await _next(wire):
                case Said(text=text, language=language):
                    return Heard(text=text, language=language)
                case SaidMore(text=text):
                    pieces.append(text)
                    if sum(map(len, pieces)) > MAX_SAID:
                        raise DeviceProtocolError("a transcript that does not end")
                case SaidAll():
                    return Heard(text="".join(pieces).strip())
                case _:
                    pass


class WyomingTextToSpeech(Engine, TextToSpeech):
    """Says a text aloud, by an engine."""

    setting = "tts"

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], float],
        patience: Patience | None = None,
        voices: Sequence[str] = (),
    ) -> None:
        """Begin without a connection; `voices` are those that people like best, by name."""
        super().__init__(url, clock=clock, patience=patience)
        self._liked = tuple(voices)

    async def voice(self, language: str) -> Voice | None:
        """Return a voice for a language; an engine that names none is taken to have it."""
        voices = (await self.programs()).tts
        if not voices:
            return Voice(language=language)
        liked = [one for name in self._liked for one in voices if one.name == name]
        for name in self._liked:
            if name not in {one.name for one in liked}:
                self._say_once(f"has no voice {clean(name, limit=100)!r}: see tts_voices")
        found = fitting([*liked, *voices], language)
        if found is None:
            self._say_once(f"has no voice for {language}: replies in it are text only")
            return None
        return Voice(name=found.name, language=language)

    async def synthesize(self, text: str, voice: Voice) -> AsyncGenerator[Audio]:
        """Yield the sound of a text."""
        asked = SynthesizeVoice(name=voice.name, language=voice.language, speaker=voice.speaker)
        is_any = voice == Voice()
        with self._trouble():
            async with self._connected() as wire:
                await wire.write(Synthesize(text=text, voice=None if is_any else asked))
                first: Format | None = None
                seconds = 0.0
                until = asyncio.get_running_loop().time() + MAX_SPEECH_S
                while (audio := await self._piece(wire, until)) is not None:
                    first = first or audio.format
                    seconds += audio.seconds
                    if audio.format != first or seconds > MAX_SPEECH_S:
                        raise DeviceProtocolError("sound that changes its format, or has no end")
                    yield audio

    async def _piece(self, wire: Wire, until: float) -> Audio | None:
        """Return the next piece of sound; None: that was all."""
        soon = asyncio.get_running_loop().time() + self._patience.sound_s
        async with asyncio.timeout_at(min(soon, until)):
            while True:
                match await _next(wire):
                    case Sound(audio=audio) if audio.pcm:
                        return audio
                    case SoundEnds():
                        return None
                    case _:
                        pass


async def _next(wire: Wire) -> Message:
    """Return the engine's next message.

    Raises:
        DeviceProtocolError: it ended, or says that it failed.
    """
    event = await wire.read()
    if event is None:
        raise DeviceProtocolError("it hung up")
    message = read(event)
    if isinstance(message, Failed):
        raise DeviceProtocolError(message.why)
    return message


def sound_format(format_: Format) -> dict[str, int]:
    """Return a format as the library's events have it."""
    return {"rate": format_.rate_hz, "width": WIDTH_BYTES, "channels": format_.channels}


def spoken(audio: Audio) -> Iterator[Eventable]:
    """Yield the events of sound, in pieces of `PIECE_S`, from start to stop.

    >>> one = Audio(format=Format(), pcm=bytes(6_400))
    >>> [event.event().type for event in spoken(one)]
    ['audio-start', 'audio-chunk', 'audio-chunk', 'audio-stop']
    """
    how = sound_format(audio.format)
    size = round(audio.format.rate_hz * PIECE_S) * audio.format.frame_bytes
    yield AudioStart(**how)
    for at in range(0, len(audio.pcm), size):
        yield AudioChunk(**how, audio=audio.pcm[at : at + size])
    yield AudioStop()
