"""Where somebody who speaks has ended, by loudness alone. Pure.

For satellites that stream on until they are told what was heard; one that knows itself when speech
ends (`audio-stop`, `voice-stopped`) is taken at its word. Loudness cannot tell speech from a vacuum
cleaner: `MOST_S` ends what noise keeps open.
"""

from dataclasses import dataclass

import numpy as np

from ondol.agent.speech import Audio

QUIET_S = 0.8
"""Silence that ends an utterance; pauses between words are shorter."""
WORD_S = 0.15
"""Shorter sounds are clicks."""
WAIT_S = 6.0
"""How long nobody need say anything."""
MOST_S = 15.0
FLOOR = 60.0
"""Loudness of a quiet room (root mean square of 16-bit samples) until it is known better."""
LEAST = 250.0
"""Below this nobody speaks."""
ABOVE = 3.0
"""Speech is so many times as loud as the room."""
RISE = 1.1
"""How fast the room may get louder, a second; it may get quieter at once."""


@dataclass(frozen=True, slots=True)
class Ear:
    """What was heard so far, in seconds.

    Attributes:
        floor: loudness of the room.
        spoken_s: of speech. quiet_s: of silence since. total_s: of all.
    """

    floor: float = FLOOR
    spoken_s: float = 0.0
    quiet_s: float = 0.0
    total_s: float = 0.0

    @property
    def has_speech(self) -> bool:
        """Say whether somebody spoke."""
        return self.spoken_s >= WORD_S

    @property
    def is_over(self) -> bool:
        """Say whether nothing more is to come."""
        if self.total_s >= MOST_S:
            return True
        return self.quiet_s >= QUIET_S if self.has_speech else self.total_s >= WAIT_S


def heard(ear: Ear, audio: Audio) -> Ear:
    """Return what was heard with one more piece of sound.

    >>> from ondol.agent.speech import Format
    >>> silence = Audio(format=Format(), pcm=bytes(32_000))
    >>> heard(Ear(), silence).has_speech
    False
    """
    seconds = audio.seconds
    loudness = _loudness(audio.pcm)
    is_speech = loudness > max(LEAST, ABOVE * ear.floor)
    return Ear(
        floor=max(min(loudness, ear.floor * RISE**seconds), 1.0),
        spoken_s=ear.spoken_s + seconds * is_speech,
        quiet_s=0.0 if is_speech else ear.quiet_s + seconds,
        total_s=ear.total_s + seconds,
    )


def _loudness(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    return float(np.sqrt(np.mean(samples**2))) if samples.size else 0.0
