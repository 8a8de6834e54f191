"""Speech, as the home sees it: what hears, what speaks, and the sound between. No I/O.

`apps.voice` has engines that speak the Wyoming protocol behind these ports. Sound is PCM, 16-bit
and little-endian, as it comes: nothing here converts it.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH_BYTES = 2
"""A sample of one channel: signed, 16 bits, little-endian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How sound is sampled; `channels` samples make a frame."""

    rate_hz: int = 16_000
    channels: int = 1

    @property
    def frame_bytes(self) -> int:
        """Return the size of one frame."""
        return WIDTH_BYTES * self.channels

    def seconds(self, size_bytes: int) -> float:
        """Return how long so many bytes sound.

        >>> Format().seconds(32_000)
        1.0
        """
        return size_bytes / (self.rate_hz * self.frame_bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """A piece of sound: whole frames."""

    format: Format
    pcm: bytes

    @property
    def seconds(self) -> float:
        """Return how long it sounds."""
        return self.format.seconds(len(self.pcm))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What somebody said, as an engine understood it; "" where it heard nothing.

    Attributes:
        language: as the engine has it ("ko", "en-US"); None: it does not say.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of an engine; None leaves the choice to the engine."""

    name: str | None = None
    language: str | None = None
    speaker: str | None = None


class SpeechToText(Protocol):
    """Writes down what was said."""

    async def transcribe(
        self, audio: Audio, *, language: str | None = None, names: Sequence[str] = ()
    ) -> Heard:
        """Return what was said in a whole utterance.

        Args:
            language: a hint ("ko", "en-US"). names: what may well be spoken of, as another hint.

        Raises:
            ServiceUnavailableError: there is no answer that can be used; its text says why.
        """
        ...


class TextToSpeech(Protocol):
    """Says a text aloud."""

    async def voice(self, language: str) -> Voice | None:
        """Return a voice for a language; None: there is none.

        Raises:
            ServiceUnavailableError: the engine does not say what it has.
        """
        ...

    def synthesize(self, text: str, voice: Voice) -> AsyncGenerator[Audio]:
        """Yield the sound of a text, piece by piece, all in one format; to be closed by the caller.

        Raises:
            ServiceUnavailableError: there is no sound, or no more of it; its text says why.
        """
        ...


def primary(language: str) -> str:
    """Return the language of a tag (RFC 5646) or a locale, without its region.

    >>> primary("ko_KR"), primary("en-US"), primary("KO")
    ('ko', 'en', 'ko')
    """
    return language.replace("_", "-").partition("-")[0].casefold()
