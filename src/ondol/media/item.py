"""A film, as pages, players and the assistant know it. Pure."""

from dataclasses import dataclass, field
from typing import Literal

from .video import Description, Video

Kind = Literal["file", "hls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtitle:
    """A text to read along, as WebVTT; `location` as in `Item`."""

    language: str | None
    label: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """A sound track; codec as FFmpeg calls it ("aac"), "": not known."""

    language: str | None
    label: str
    codec: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Where a part of a film begins."""

    at_s: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A film.

    Attributes:
        id: the same for as long as the content is, wherever it moves.
        location: of the film, as those of its subtitles and thumbnail: an absolute URL of a feed,
            else a name under this item, which `Library.file` knows.
        mime: media type ("video/mp4").
        codecs: of picture and sound, as RFC 6381 writes them ("avc1.64001f"); "": not known.
        descriptions: all that was said of the picture; `video` is what was made of it.
        source: the folder's name, or the feed's host.
        size_bytes: None: not known.
        is_favourite, rating: what people gave it; rating 0 to 5.
    """

    id: str
    title: str
    kind: Kind
    location: str
    mime: str
    video: Video
    source: str
    duration_s: float | None = None
    codecs: str = ""
    subtitles: tuple[Subtitle, ...] = ()
    audio: tuple[Audio, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    thumbnail: str | None = None
    size_bytes: int | None = None
    is_favourite: bool = False
    rating: float | None = None
    descriptions: tuple[Description, ...] = field(default=(), repr=False)

    @property
    def is_remote(self) -> bool:
        """Say whether it lies on a feed's host and not in a folder of the home."""
        return is_url(self.location)


def is_url(location: str) -> bool:
    """Say whether a location is an absolute URL."""
    return location.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A file, or a feed's entry, that cannot be used, and why."""

    name: str
    reason: str
