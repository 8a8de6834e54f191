"""Feeds in HereSphere's form, version 1, read and written. Pure.

HereSphere's "Web stream integration" document: a library of addresses, and a description of each
film, which the player asks for by POST; the same POST may bring a favourite or a rating back.
`equirectangular` is half a sphere there, `equirectangular360` the whole; lengths are milliseconds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ondol.language.normalise import clean
from ondol.media.item import Chapter, Item, Subtitle
from ondol.media.video import Description, Projection, Stereo, Video, angle

from .deovr import MAX_S, allowed_or_none
from .form import MAX_ITEMS, Source, Url, best, codec, entries, number, remote_item

HEADER = {"HereSphere-JSON-Version": "1"}

_PROJECTIONS: Mapping[str, Projection] = {
    "perspective": "rectangular",
    "equirectangular": "half_equirectangular",
    "equirectangular360": "equirectangular",
    "fisheye": "fisheye",
    "equiangularcubemap": "equiangular_cubemap",
}
_STEREOS: Mapping[str, Stereo] = {"mono": "mono", "sbs": "side_by_side", "tb": "top_bottom"}
_LENSES = {"mkx200": 200.0, "mkx220": 220.0, "vrca220": 220.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a player brings back with its question; None: nothing of it."""

    is_favourite: bool | None = None
    rating: float | None = None
    wants_sources: bool = True


def pages(document: Mapping[str, Any], origins: Collection[str]) -> list[tuple[str, str]]:
    """Return the names and addresses of the films that a library names, each once."""
    found: dict[str, str] = {}
    for part in entries(document.get("library")):
        for one in entries(part.get("list")) if isinstance(part, dict) else []:
            url = allowed_or_none(one, origins)
            if url is not None and len(found) < MAX_ITEMS:
                found.setdefault(url, urlsplit(url).path.rpartition("/")[2])
    return [(name, url) for url, name in found.items()]


def read(page: str, document: Mapping[str, Any], origins: Collection[str]) -> Item:
    """Return the film that a description at `page` is of.

    Raises:
        BadEntryError: it cannot be used.
    """
    length = number(document.get("duration"), MAX_S * 1000)
    return remote_item(
        page=page,
        title=document.get("title"),
        source=best(_sources(document, origins)),
        duration_s=length / 1000 if length else None,
        description=describe(document),
        thumbnail=document.get("thumbnailImage"),
        chapters=_chapters(document),
        subtitles=_subtitles(document, origins),
        origins=origins,
    )


def describe(document: Mapping[str, Any]) -> Description:
    """Return what a description says of the picture; a lens says more of an angle than `fov`."""
    projection = _PROJECTIONS.get(str(document.get("projection", "")).casefold())
    said = number(document.get("fov"), 360)
    fov = _LENSES.get(str(document.get("lens", "")).casefold()) if projection == "fisheye" else None
    stereo = _STEREOS.get(str(document.get("stereo", "")).casefold())
    swapped = document.get("isEyeSwapped")
    return Description(
        source="feed",
        projection=projection,
        fov_deg=fov or (angle(said) if said is not None else None),
        stereo=stereo,
        is_right_first=swapped if isinstance(swapped, bool) and stereo != "mono" else None,
    )


def _sources(document: Mapping[str, Any], origins: Collection[str]) -> Iterator[Source]:
    for media in entries(document.get("media"))[:20]:
        if not isinstance(media, dict):
            continue
        for one in entries(media.get("sources"))[:20]:
            url = allowed_or_none(one.get("url"), origins) if isinstance(one, dict) else None
            if url is not None:
                height = number(one.get("height"), 100_000) or number(one.get("resolution"), 1e5)
                yield Source(
                    url=url,
                    codec=codec(media.get("name")),
                    height=int(height or 0),
                    width=int(number(one.get("width"), 100_000) or 0),
                )


def _chapters(document: Mapping[str, Any]) -> Iterator[Chapter]:
    for tag in entries(document.get("tags"))[:200]:
        start = number(tag.get("start"), MAX_S * 1000) if isinstance(tag, dict) else None
        if start is not None:
            yield Chapter(at_s=start / 1000, title=clean(str(tag.get("name", "")), limit=100))


def _subtitles(document: Mapping[str, Any], origins: Collection[str]) -> Iterator[Subtitle]:
    """Return the WebVTT texts; what is in another form no browser reads from another host."""
    for one in entries(document.get("subtitles"))[:40]:
        url = allowed_or_none(one.get("url"), origins) if isinstance(one, dict) else None
        if url is not None and urlsplit(url).path.lower().endswith(".vtt"):
            language = clean(str(one.get("language", "")), limit=20) or None
            label = clean(str(one.get("name", "")), limit=100) or language or ""
            yield Subtitle(language=language, label=label, location=url)


def read_written(document: Any) -> Written:
    """Return what a player brings back; what makes no sense is nothing.

    >>> read_written({"isFavorite": True, "rating": 9}).is_favourite
    True
    """
    if not isinstance(document, dict):
        return Written()
    favourite = document.get("isFavorite")
    return Written(
        is_favourite=favourite if isinstance(favourite, bool) else None,
        rating=number(document.get("rating"), 5),
        wants_sources=document.get("needsMediaSource") is not False,
    )


# Ours, for players ----------------------------------------------------------------------------


def write_list(items: Iterable[Item], url: Url) -> dict[str, Any]:
    """Return our films as a library, a list a folder or feed, favourites first of all."""
    lists: dict[str, list[str]] = {}
    favourites: list[str] = []
    for item in items:
        address = url(item, "")
        lists.setdefault(item.source, []).append(address)
        if item.is_favourite:
            favourites.append(address)
    named = ({"Favorites": favourites} if favourites else {}) | lists
    library = [{"name": name, "list": films} for name, films in named.items()]
    return {"access": 1, "library": library}


def write(item: Item, url: Url, *, wants_sources: bool = True) -> dict[str, Any]:
    """Return the description of one of our films."""
    video = item.video
    described: dict[str, Any] = {
        "access": 1,
        "title": item.title,
        "duration": round((item.duration_s or 0) * 1000),
        "isFavorite": item.is_favourite,
        "rating": item.rating or 0,
        "writeFavorite": True,
        "writeRating": True,
        "projection": _projection(video),
        "stereo": {"side_by_side": "sbs", "top_bottom": "tb"}.get(video.stereo, "mono"),
        "isEyeSwapped": video.is_right_first,
        "fov": video.fov_deg or 180.0,
        "lens": "Linear",
        "tags": [
            {"name": one.title, "start": round(one.at_s * 1000), "track": 0}
            for one in item.chapters
        ],
        "subtitles": [
            {"name": one.label, "language": one.language or "", "url": url(item, one.location)}
            for one in item.subtitles
        ],
    }
    if item.thumbnail is not None:
        described["thumbnailImage"] = url(item, item.thumbnail)
    if wants_sources:
        source = {
            "resolution": video.height,
            "width": video.width,
            "height": video.height,
            "url": url(item, item.location),
        }
        if item.size_bytes is not None:
            source["size"] = item.size_bytes
        name = {"hevc": "h265"}.get(video.codec, video.codec or "h264")
        described["media"] = [{"name": name, "sources": [source]}]
    return described


def _projection(video: Video) -> str:
    return {
        "half_equirectangular": "equirectangular",
        "equirectangular": "equirectangular360",
        "fisheye": "fisheye",
        "equiangular_cubemap": "equiangularCubemap",
    }.get(video.projection, "perspective")
