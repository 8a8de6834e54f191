"""What is done with a peer's wishes: hear, have the home do it, say what came of it.

Whoever stands in the room speaks, so it is the built-in person `voice` who asks; what needs a yes
waits for one on the page, and the reply says so. An engine that fails is told, and the reply is
then text alone.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.handle import Handled, NotHandled
from wyoming.tts import Synthesize, SynthesizeStopped

from ondol.agent.answer import Chat, Refused
from ondol.agent.conversation import Conversation, Spoken, home_language, language_of
from ondol.agent.speech import Audio, SpeechToText, TextToSpeech, Voice, primary
from ondol.errors import ServiceUnavailableError
from ondol.home.home import Home
from ondol.home.people import VOICE
from ondol.home.policy import Actor
from ondol.language.normalise import clean
from ondol.language.speak import Language

from .engines import sound_format
from .intake import Do, Hear, Job, Say, Wanted
from .messages import MAX_SAID, MAX_SPOKEN, Said
from .satellites import Satellite, area_of
from .wire import Wire

NOT_HEARD: Mapping[Language, str] = {
    "ko": "지금은 말을 알아들을 수 없어요.",
    "en": "I can't make out speech right now.",
}
"""Said aloud where the engine that hears does not answer; else the room would stay silent."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What all answers need.

    Attributes:
        home: returns the home at this moment. hears, speaks: engines, where there are any.
    """

    conversation: Conversation
    home: Callable[[], Home]
    hears: SpeechToText | None = None
    speaks: TextToSpeech | None = None


class Answering:
    """Carries out the wishes of one peer.

    Attributes:
        area: where it stands, by id or name; None: nobody knows.
    """

    def __init__(self, wire: Wire, satellite: Satellite, number: int, parts: Parts) -> None:
        """Begin with nothing to do; `number` tells the peer's connections apart."""
        self.area = satellite.area
        self._wire = wire
        self._called = satellite.called
        self._number = number
        self._parts = parts

    async def carry_out(self, job: Job) -> None:
        """Do what is wished, and tell the peer what came of it.

        Raises:
            OSError: the peer is gone.
        """
        match job:
            case Hear(audio=Audio() as audio, wanted=wanted):
                await self._hear(audio, wanted)
            case Hear(wanted=wanted):
                await self._heard("", wanted)
            case Do(said=said, aloud=aloud):
                await self._do(said, aloud=aloud)
            case Say(text=text, voice=voice, is_streamed=is_streamed):
                await self._say(text, voice)
                if is_streamed:
                    await self._wire.write(SynthesizeStopped())

    async def fail(self, code: str, why: str) -> None:
        """Tell the peer why nothing comes of something."""
        await self._wire.write(Error(text=why, code=code))

    async def _hear(self, audio: Audio, wanted: Wanted) -> None:
        if self._parts.hears is None:
            await self.fail("no-stt", "no engine hears for this home: name one with `stt`")
            return
        if wanted.deed:
            await self._wire.write(Transcribe(language=wanted.language))
        try:
            got = await self._parts.hears.transcribe(
                audio, language=wanted.language, names=names_in(self._parts.home())
            )
        except ServiceUnavailableError as error:
            await self._deaf(error, wanted)
        else:
            await self._heard(clean(got.text, limit=MAX_SAID), wanted)

    async def _heard(self, text: str, wanted: Wanted) -> None:
        await self._wire.write(Transcript(text=text, language=wanted.language))
        if not wanted.deed:
            return
        if text:
            await self._do(Said(text=text, language=wanted.language), aloud=wanted.aloud)
        else:
            await self.fail("nothing-heard", "nobody said anything that could be made out")

    async def _deaf(self, error: ServiceUnavailableError, wanted: Wanted) -> None:
        """Say that nothing can be heard: to the peer, and to whoever stands there."""
        _log.warning("what %s sends cannot be heard: %s", self._called, error)
        if wanted.aloud:
            language = self._language("")
            with contextlib.suppress(ServiceUnavailableError):
                await self._sound(NOT_HEARD[language], Voice(language=language))
        await self.fail("stt-unavailable", str(error))

    async def _do(self, said: Said, *, aloud: bool) -> None:
        """Have the home do what was said, and answer."""
        session = f":{said.session}" if said.session else f"#{self._number}"
        channel = f"voice:{self._called}{session}"
        actor = Actor(id=VOICE.id, channel=channel, way="voice", is_at_home=True)
        try:
            spoken = await self._parts.conversation.say(
                said.text,
                actor,
                area=area_of(self.area, self._parts.home()),
                language=spoken_language(said.language),
            )
        except ServiceUnavailableError as error:
            await self.fail("unavailable", str(error))
            return
        answer = Handled if is_handled(spoken) else NotHandled
        await self._wire.write(answer(text=spoken.reply))
        if aloud:
            await self._wire.write(Synthesize(text=spoken.reply))
            await self._say(spoken.reply, Voice(language=spoken.language))

    async def _say(self, text: str, voice: Voice) -> None:
        """Say a text aloud, or tell why that cannot be."""
        try:
            is_said = await self._sound(text, voice)
        except ServiceUnavailableError as error:
            _log.warning("%s is answered by text alone: %s", self._called, error)
            await self.fail("tts-unavailable", str(error))
        else:
            if not is_said:
                await self.fail("no-voice", "no engine has a voice for this: it is text alone")

    async def _sound(self, text: str, voice: Voice) -> bool:
        """Send the sound of a text, as it comes; say whether there is a voice for it.

        Raises:
            ServiceUnavailableError: the engine failed, before or amid it.
        """
        speaks, text = self._parts.speaks, clean(text, limit=MAX_SPOKEN)
        if speaks is None:
            return False
        if voice.name is None:
            found = await speaks.voice(voice.language or self._language(text))
            if found is None:
                return False
            voice = found
        is_begun = False
        try:
            async with aclosing(speaks.synthesize(text, voice)) as pieces:
                async for audio in pieces:
                    how = sound_format(audio.format)
                    if not is_begun:
                        await self._wire.write(AudioStart(**how))
                    is_begun = True
                    await self._wire.write(AudioChunk(**how, audio=audio.pcm))
        except ServiceUnavailableError:
            if is_begun:  # a speaker that waits for more must hear that there is none
                await self._wire.write(AudioStop())
            raise
        await self._wire.write(AudioStop())
        return True

    def _language(self, text: str) -> Language:
        """Return the language to say a text in: its own, else the home's."""
        return language_of(text, home_language(self._parts.home()))


def names_in(home: Home) -> tuple[str, ...]:
    """Return what people may well speak of: areas, then things, each name once."""
    areas = (area.name for area in home.areas.values())
    return tuple(dict.fromkeys((*areas, *(thing.title for thing in home.things.values()))))


def is_handled(spoken: Spoken) -> bool:
    """Say whether the home took what was said as its own; if not, somebody else may try."""
    match spoken.answer:
        case Refused():
            return False
        case Chat():
            return spoken.by == "model"
        case _:
            return spoken.result is None or spoken.result.refused is None


def spoken_language(language: str | None) -> Language | None:
    """Return a language that replies are made in; None: none of those.

    >>> spoken_language("ko-KR"), spoken_language("de")
    ('ko', None)
    """
    match primary(language or ""):
        case "ko":
            return "ko"
        case "en":
            return "en"
        case _:
            return None
