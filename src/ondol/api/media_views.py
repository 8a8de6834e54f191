"""What goes over HTTP of films, as types, and how they are made of a library's items."""

from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from ondol.media.item import Item, Kind, is_url
from ondol.media.library import Library
from ondol.media.video import Part, Projection, Source, Stereo, Video

MAX_NAME = 60


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VideoRequest(_Wire):
    """What a person says of a picture; what is null is left to others, all of it null: forget."""

    projection: Projection | None = None
    stereo: Stereo | None = None
    is_right_first: bool | None = None
    fov_deg: float | None = Field(default=None, gt=0, le=360, allow_inf_nan=False)


class PlayerRequest(_Wire):
    """A player that holds no cookie, and what people call it."""

    name: str = Field(min_length=1, max_length=MAX_NAME)


class OverruledView(_Wire):
    """Something that a source said of a picture, and that was not believed."""

    source: Source
    part: Part
    value: str | float | bool


class VideoView(_Wire):
    """What a picture is; `overruled` says what others said, the most trusted first."""

    projection: Projection
    fov_deg: float | None
    stereo: Stereo
    is_right_first: bool
    width: int
    height: int
    codec: str
    source: Source
    overruled: list[OverruledView]


class SubtitleView(_Wire):
    """A text to read along, as WebVTT."""

    language: str | None
    label: str
    url: str


class AudioView(_Wire):
    """A sound track."""

    language: str | None
    label: str
    codec: str


class ChapterView(_Wire):
    """Where a part of a film begins."""

    at_s: float
    title: str


class ItemView(_Wire):
    """A film."""

    id: str
    title: str
    duration_s: float | None
    url: str
    mime: str
    codecs: str = Field(description="RFC 6381, picture and sound; empty: not known")
    kind: Kind
    video: VideoView
    subtitles: list[SubtitleView]
    audio: list[AudioView]
    thumbnail: str | None
    source: str = Field(description="the folder, or the host of the feed")
    chapters: list[ChapterView]
    size_bytes: int | None
    is_favourite: bool
    rating: float | None = Field(description="0 to 5; null: nobody gave one")


class SetAsideView(_Wire):
    """A file or an entry of a feed that cannot be used, and why."""

    name: str
    reason: str


class MediaView(_Wire):
    """The films of the home; `set_aside` is for adults."""

    items: list[ItemView]
    set_aside: list[SetAsideView]
    is_looking: bool = Field(description="whether the folders are being looked through")


class PlayerView(_Wire):
    """A player that may read the films."""

    id: str
    name: str
    person: str
    made_at: str


class PlayerGiven(_Wire):
    """A new player's addresses, for the only time that they are shown."""

    id: str
    urls: dict[Literal["deovr", "heresphere"], str]


def media_view(library: Library, *, sees_problems: bool) -> MediaView:
    """Return the films of a library."""
    return MediaView(
        items=[item_view(item) for item in library.items()],
        set_aside=[
            SetAsideView(name=one.name, reason=one.reason)
            for one in (library.set_aside() if sees_problems else ())
        ],
        is_looking=library.is_looking,
    )


def item_view(item: Item) -> ItemView:
    """Return a film as the page sees it."""
    still = item.thumbnail
    return ItemView(
        id=item.id,
        title=item.title,
        duration_s=item.duration_s,
        url=address(item, item.location),
        mime=item.mime,
        codecs=item.codecs,
        kind=item.kind,
        video=_video_view(item.video),
        subtitles=[
            SubtitleView(language=one.language, label=one.label, url=address(item, one.location))
            for one in item.subtitles
        ],
        audio=[
            AudioView(language=one.language, label=one.label, codec=one.codec) for one in item.audio
        ],
        thumbnail=address(item, still) if still is not None else None,
        source=item.source,
        chapters=[ChapterView(at_s=one.at_s, title=one.title) for one in item.chapters],
        size_bytes=item.size_bytes,
        is_favourite=item.is_favourite,
        rating=item.rating,
    )


def address(item: Item, location: str, root: str = "/media") -> str:
    """Return where something of an item is had: beneath `root`, or on a feed's host."""
    return location if is_url(location) else f"{root}/{quote(item.id)}/{quote(location)}"


def _video_view(video: Video) -> VideoView:
    return VideoView(
        projection=video.projection,
        fov_deg=video.fov_deg,
        stereo=video.stereo,
        is_right_first=video.is_right_first,
        width=video.width,
        height=video.height,
        codec=video.codec,
        source=video.source,
        overruled=[
            OverruledView(source=one.source, part=one.part, value=one.value)
            for one in video.overruled
        ],
    )
