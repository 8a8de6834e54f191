"""What a peer says, as values: Wyoming's events, checked once where they come in. Pure.

The library's own `from_event` believes what it reads; a text there may be a number. What is not
known is `Other`, and means nothing: newer peers know more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wyoming.asr import (
    Transcribe,
    Transcript,
    TranscriptChunk,
    TranscriptStop,
)
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping
from wyoming.pipeline import RunPipeline
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
)
from wyoming.vad import VoiceStopped
from wyoming.wake import Detection

from ondol.agent.speech import WIDTH_BYTES, Audio, Format, Voice
from ondol.errors import DeviceProtocolError
from ondol.language.normalise import clean

MAX_SAID = 1000  # characters, as the API has it
MAX_SPOKEN = 5000
MAX_NAME = 100
RATES_HZ = range(8_000, 48_001)

Stage = Literal["wake", "asr", "intent", "handle", "tts"]
_STAGES: Mapping[object, Stage] = {
    "wake": "wake",
    "asr": "asr",
    "intent": "intent",
    "handle": "handle",
    "tts": "tts",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`describe`: what is here?"""


@dataclass(frozen=True, slots=True)
class Described:
    """`info`: what is there, not read yet."""

    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Called:
    """`ping`: is anybody there?"""

    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`transcript`: a text that somebody said; "" where nothing was.

    Attributes:
        session: what keeps the turns of one conversation together, where the peer says so.
    """

    text: str
    language: str | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class SaidMore:
    """`transcript-chunk`: a piece of what is being said."""

    text: str


@dataclass(frozen=True, slots=True)
class SaidAll:
    """`transcript-stop`: no more pieces."""


@dataclass(frozen=True, slots=True)
class WriteDown:
    """`transcribe`: the sound that follows is to be written down, and no more."""

    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`run-pipeline`: what is to be done with what follows, from one stage to another."""

    start: Stage
    end: Stage
    announce: str | None = None


@dataclass(frozen=True, slots=True)
class Woken:
    """`detection`: a wake word was heard; sound follows."""


@dataclass(frozen=True, slots=True)
class SoundBegins:
    """`audio-start`."""

    format: Format


@dataclass(frozen=True, slots=True)
class Sound:
    """`audio-chunk`."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class SoundEnds:
    """`audio-stop`, or `voice-stopped` of a peer that hears where speech ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speak:
    """`synthesize`: a text that is to be said aloud."""

    text: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class SpeakBegins:
    """`synthesize-start`: a text comes in pieces."""

    voice: Voice


@dataclass(frozen=True, slots=True)
class SpeakMore:
    """`synthesize-chunk`."""

    text: str


@dataclass(frozen=True, slots=True)
class SpeakEnds:
    """`synthesize-stop`."""


@dataclass(frozen=True, slots=True)
class Failed:
    """`error`: the peer says what went wrong there."""

    why: str


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else."""


Message = (
    Asked
    | Described
    | Called
    | Said
    | SaidMore
    | SaidAll
    | WriteDown
    | Run
    | Woken
    | SoundBegins
    | Sound
    | SoundEnds
    | Speak
    | SpeakBegins
    | SpeakMore
    | SpeakEnds
    | Failed
    | Other
)


def read(event: Event) -> Message:
    """Return what an event says.

    Raises:
        DeviceProtocolError: it says what the protocol does not allow, or sound that is not taken.

    >>> read(Event("transcript", {"text": " 거실 불 켜줘 ", "language": "ko"}))
    Said(text='거실 불 켜줘', language='ko', session=None)
    """
    type_, data = event.type, event.data
    if AudioChunk.is_type(type_):
        return Sound(_audio(data, event.payload or b""))
    if AudioStart.is_type(type_):
        return SoundBegins(_format(data))
    if AudioStop.is_type(type_) or VoiceStopped.is_type(type_):
        return SoundEnds()
    if Transcript.is_type(type_):
        return Said(
            text=clean(_text(data, "text"), limit=MAX_SAID),
            language=_name(data, "language"),
            session=_session(data),
        )
    if Transcribe.is_type(type_):
        return WriteDown(_name(data, "language"))
    if RunPipeline.is_type(type_):
        return _run(data)
    return _rarer(type_, data)


def _rarer(type_: str, data: Mapping[str, Any]) -> Message:
    if Synthesize.is_type(type_):
        return Speak(text=clean(_text(data, "text"), limit=MAX_SPOKEN), voice=_voice(data))
    if SynthesizeStart.is_type(type_):
        return SpeakBegins(_voice(data))
    if SynthesizeChunk.is_type(type_):
        return SpeakMore(_text(data, "text")[:MAX_SPOKEN])
    if SynthesizeStop.is_type(type_):
        return SpeakEnds()
    if TranscriptChunk.is_type(type_):
        return SaidMore(_text(data, "text")[:MAX_SAID])
    if TranscriptStop.is_type(type_):
        return SaidAll()
    if Describe.is_type(type_):
        return Asked()
    if Info.is_type(type_):
        return Described(data)
    if Ping.is_type(type_):
        return Called(_name(data, "text"))
    if Detection.is_type(type_):
        return Woken()
    if Error.is_type(type_):
        return Failed(clean(str(data.get("text", "")), limit=200) or "an error without a word")
    return Other()


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise DeviceProtocolError(f"{name} is no text")
    return value


def _name(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise DeviceProtocolError(f"{name} is no text")
    return clean(value, limit=MAX_NAME) or None


def _session(data: Mapping[str, Any]) -> str | None:
    """Return what Home Assistant knows a conversation by: the device spoken to, else its own id."""
    context = data.get("context")
    if not isinstance(context, dict):
        return None
    names = ("satellite_id", "device_id", "conversation_id")
    return next((found for name in names if (found := _name(context, name)) is not None), None)


def _format(data: Mapping[str, Any]) -> Format:
    rate, width, channels = (data.get(name) for name in ("rate", "width", "channels"))
    if type(rate) is not int or type(width) is not int or type(channels) is not int:
        raise DeviceProtocolError("sound does not say its rate, width and channels")
    if width != WIDTH_BYTES or channels not in {1, 2} or rate not in RATES_HZ:
        raise DeviceProtocolError(
            f"sound of {rate} Hz, {width * 8} bits and {channels} channels is not taken: send 16 "
            "bits, one or two channels, 8 to 48 kHz"
        )
    return Format(rate_hz=rate, channels=channels)


def _audio(data: Mapping[str, Any], pcm: bytes) -> Audio:
    format_ = _format(data)
    if len(pcm) % format_.frame_bytes:
        raise DeviceProtocolError("a piece of sound ends within a sample")
    return Audio(format=format_, pcm=pcm)


def _voice(data: Mapping[str, Any]) -> Voice:
    voice = data.get("voice") or {}
    if not isinstance(voice, dict):
        raise DeviceProtocolError("voice is no object")
    return Voice(
        name=_name(voice, "name"),
        language=_name(voice, "language"),
        speaker=_name(voice, "speaker"),
    )


def _run(data: Mapping[str, Any]) -> Run:
    start, end = _stage(data, "start_stage"), _stage(data, "end_stage")
    announce = data.get("announce_text")
    said = clean(announce, limit=MAX_SPOKEN) if isinstance(announce, str) else None
    return Run(start=start, end=end, announce=said or None)


def _stage(data: Mapping[str, Any], name: str) -> Stage:
    value = data.get(name)
    stage = _STAGES.get(value) if isinstance(value, str) else None
    if stage is None:
        raise DeviceProtocolError(f"{name} is no stage of a pipeline")
    return stage
