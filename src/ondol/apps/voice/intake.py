"""What a peer's messages add up to: wishes to carry out, and what is answered at once. Pure.

Three ways, by what comes first. A `transcript` is something said to the home. `transcribe` and
`synthesize` want a text, or sound, and no more. Sound by itself, or after `run-pipeline`, wants all
of it: heard, done, and answered aloud. A peer that asks for a pipeline streams on until it is told
what was heard, so that the end of speech is listened for here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wyoming.error import Error
from wyoming.event import Eventable
from wyoming.ping import Pong
from wyoming.vad import VoiceStarted, VoiceStopped

from ondol.agent.speech import Audio, Format, Voice
from ondol.errors import DeviceProtocolError
from ondol.language.normalise import clean

from .ear import Ear, heard
from .messages import (
    MAX_SPOKEN,
    Called,
    Message,
    Run,
    Said,
    Sound,
    SoundBegins,
    SoundEnds,
    Speak,
    SpeakBegins,
    SpeakEnds,
    SpeakMore,
    Woken,
    WriteDown,
)

MAX_UTTERANCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to come of sound: its text alone, the deed, or the deed and a spoken reply.

    Attributes:
        is_open: speech ends where it is heard to end; else where the peer says so.
    """

    deed: bool = True
    aloud: bool = True
    language: str | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear:
    """Write an utterance down (None: nobody spoke), and do what is wanted."""

    audio: Audio | None
    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """Do what a text says, and answer; aloud, too, where that is wanted."""

    said: Said
    aloud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Say a text aloud; `is_streamed`: it came in pieces, and its end is to be told."""

    text: str
    voice: Voice
    is_streamed: bool = False


Job = Hear | Do | Say


@dataclass(slots=True, kw_only=True)
class _Utterance:
    """Sound that is being taken in."""

    format: Format
    wanted: Wanted
    pcm: bytearray = field(default_factory=bytearray)
    ear: Ear = field(default_factory=Ear)


@dataclass(slots=True, kw_only=True)
class _Spelled:
    """A text that comes in pieces."""

    voice: Voice
    pieces: list[str] = field(default_factory=list)


class Intake:
    """Takes one peer's messages."""

    def __init__(self) -> None:
        self._wanted: Wanted | None = None
        self._utterance: _Utterance | None = None
        self._spelled: _Spelled | None = None
        self._is_text_aloud = False

    def take(self, message: Message) -> Iterator[Job | Eventable]:
        """Yield what a message completes, and what to answer at once.

        Raises:
            DeviceProtocolError: it makes no sense after what came before.
        """
        match message:
            case Sound(audio=audio):
                yield from self._listen(audio)
            case SoundBegins(format=format_):
                self._utterance = _Utterance(format=format_, wanted=self._wanted or Wanted())
            case SoundEnds():
                yield from self._end()
            case Called(text=text):
                yield Pong(text=text)
            case WriteDown(language=language):
                self._want(Wanted(deed=False, aloud=False, language=language))
            case Woken():
                self._want(Wanted(is_open=True))
            case Run():
                yield from self._run(message)
            case Said():
                yield Do(said=message, aloud=self._is_text_aloud)
                self._is_text_aloud = False
            case Speak(text=text, voice=voice) if self._spelled is None:
                yield Say(text=text, voice=voice)
            case SpeakBegins() | SpeakMore() | SpeakEnds():
                yield from self._spell(message)
            case _:
                pass  # and `synthesize` amid pieces, which is for those who do not read pieces

    def _run(self, run: Run) -> Iterator[Job | Eventable]:
        """Note what a pipeline is to do with what follows."""
        is_aloud = run.end == "tts"
        match run.start:
            case "wake":
                why = "no wake word is listened for here: let the satellite listen for it"
                yield Error(text=why, code="no-wake")
            case "asr":
                self._want(Wanted(deed=run.end != "asr", aloud=is_aloud, is_open=True))
            case "intent" | "handle":
                self._is_text_aloud = is_aloud
            case "tts":
                if run.announce is not None:  # else `synthesize` follows
                    yield Say(text=run.announce, voice=Voice())

    def _want(self, wanted: Wanted) -> None:
        """Expect sound; what was begun before and did not end is let go."""
        self._wanted, self._utterance = wanted, None

    def _listen(self, audio: Audio) -> Iterator[Job | Eventable]:
        """Take in a piece of sound; what nobody asked for, or comes too late, is let go."""
        if self._utterance is None:
            if self._wanted is None or not self._wanted.is_open:
                return
            self._utterance = _Utterance(format=audio.format, wanted=self._wanted)
        utterance = self._utterance
        if audio.format != utterance.format:
            raise DeviceProtocolError("sound that changes its format")
        utterance.pcm += audio.pcm
        if audio.format.seconds(len(utterance.pcm)) > MAX_UTTERANCE_S:
            self._utterance = self._wanted = None
            yield Error(text=f"an utterance may last {MAX_UTTERANCE_S:g} s", code="too-long")
        elif utterance.wanted.is_open:
            before, utterance.ear = utterance.ear, heard(utterance.ear, audio)
            if utterance.ear.has_speech and not before.has_speech:
                yield VoiceStarted()
            if utterance.ear.is_over:
                yield VoiceStopped()
                yield from self._end(is_silent=not utterance.ear.has_speech)

    def _end(self, *, is_silent: bool = False) -> Iterator[Job | Eventable]:
        """Have what was taken in heard."""
        utterance, self._utterance = self._utterance, None
        wanted, self._wanted = self._wanted, None
        if utterance is not None:
            audio = Audio(format=utterance.format, pcm=bytes(utterance.pcm))
            is_nothing = is_silent or not audio.pcm
            yield Hear(audio=None if is_nothing else audio, wanted=utterance.wanted)
        elif wanted is not None:
            yield Hear(audio=None, wanted=wanted)

    def _spell(self, message: SpeakBegins | SpeakMore | SpeakEnds) -> Iterator[Job]:
        """Collect a text that comes in pieces; it is said as a whole."""
        match message, self._spelled:
            case SpeakBegins(voice=voice), _:
                self._spelled = _Spelled(voice=voice)
            case SpeakMore(text=text), _Spelled(pieces=pieces):
                pieces.append(text)
                if sum(map(len, pieces)) > MAX_SPOKEN:
                    raise DeviceProtocolError(f"a text of more than {MAX_SPOKEN} characters")
            case SpeakEnds(), _Spelled(pieces=pieces, voice=voice):
                self._spelled = None
                text = clean("".join(pieces), limit=MAX_SPOKEN)
                yield Say(text=text, voice=voice, is_streamed=True)
            case _:
                raise DeviceProtocolError("a piece of a text that did not begin")
