"""What a library asks of those who read films; `probe` does it with PyAV. Pure."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .item import Audio, Chapter
from .video import Description, Video


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Texts inside a film, by their stream's number."""

    index: int
    language: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What a file says of itself; see `Item`."""

    mime: str
    duration_s: float | None
    width: int
    height: int
    codec: str
    codecs: str
    audio: tuple[Audio, ...] = ()
    texts: tuple[Track, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    descriptions: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no film, or a broken one, and why."""

    reason: str


class Reader(Protocol):
    """What a library needs of those who read films; each call blocks."""

    def probe(self, path: Path) -> Probed | Unreadable:
        """Return what a file says of itself."""
        ...

    def thumbnail(self, path: Path, video: Video) -> bytes | None:
        """Return a still of what the left eye sees, a JPEG; None: no picture could be read."""
        ...

    def texts(self, path: Path, index: int) -> str | None:
        """Return the texts of a stream as WebVTT; None: they could not be read."""
        ...
