"""Feeds in DeoVR's form, read and written: a list of scenes, and a description of each film. Pure.

https://deovr.com/app/doc. A picture is a `screenType` (flat, dome, sphere, or a lens) and a
`stereoMode`; there is no way to say that the right eye comes first, or a cubemap: films that need
it are left out of our list, for a player would show them wrongly.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ondol.language.normalise import clean
from ondol.media.item import Chapter, Item
from ondol.media.video import Description, Projection, Stereo, Video

from .form import (
    MAX_ITEMS,
    BadEntryError,
    Source,
    Url,
    allowed,
    best,
    codec,
    entries,
    number,
    remote_item,
)

MAX_S = 1_000_000.0

_SCREENS: Mapping[str, tuple[Projection, float | None]] = {
    "flat": ("rectangular", None),
    "dome": ("half_equirectangular", 180.0),
    "sphere": ("equirectangular", 360.0),
    "fisheye": ("fisheye", 180.0),
    "rf52": ("fisheye", 190.0),
    "fisheye190": ("fisheye", 190.0),
    "mkx200": ("fisheye", 200.0),
    "mkx220": ("fisheye", 220.0),
    "vrca220": ("fisheye", 220.0),
}
_STEREOS: Mapping[str, Stereo] = {"sbs": "side_by_side", "tb": "top_bottom", "off": "mono"}
_LENSES = ((185.0, "fisheye"), (195.0, "rf52"), (210.0, "mkx200"), (360.0, "mkx220"))


def pages(document: Mapping[str, Any], origins: Collection[str]) -> list[tuple[str, str]]:
    """Return the titles and addresses of the films that a list names, each once."""
    found: dict[str, str] = {}
    for scene in entries(document.get("scenes")):
        for one in entries(scene.get("list")) if isinstance(scene, dict) else []:
            if isinstance(one, dict) and len(found) < MAX_ITEMS:
                url = allowed_or_none(one.get("video_url"), origins)
                if url is not None:
                    found.setdefault(url, str(one.get("title", ""))[:200])
    return [(title, url) for url, title in found.items()]


def allowed_or_none(url: Any, origins: Collection[str]) -> str | None:
    """Return an address on a named host; None: it is none."""
    try:
        return allowed(url, origins)
    except BadEntryError:
        return None


def read(page: str, document: Mapping[str, Any], origins: Collection[str]) -> Item:
    """Return the film that a description at `page` is of.

    Raises:
        BadEntryError: it cannot be used.
    """
    stamps = [one for one in entries(document.get("timeStamps")) if isinstance(one, dict)]
    chapters = [
        Chapter(at_s=at, title=clean(str(one.get("name", "")), limit=100))
        for one in stamps
        if (at := number(one.get("ts"), MAX_S)) is not None
    ]
    return remote_item(
        page=page,
        title=document.get("title"),
        source=best(_sources(document, origins)),
        duration_s=number(document.get("videoLength"), MAX_S) or None,
        description=describe(document),
        thumbnail=document.get("thumbnailUrl"),
        chapters=chapters,
        origins=origins,
    )


def describe(document: Mapping[str, Any]) -> Description:
    """Return what a description says of the picture."""
    projection, fov = _SCREENS.get(str(document.get("screenType", "")).casefold(), (None, None))
    stereo = _STEREOS.get(str(document.get("stereoMode", "")).casefold())
    if document.get("is3d") is False:
        stereo = "mono"
    return Description(source="feed", projection=projection, fov_deg=fov, stereo=stereo)


def _sources(document: Mapping[str, Any], origins: Collection[str]) -> Iterator[Source]:
    for encoding in entries(document.get("encodings"))[:20]:
        if not isinstance(encoding, dict):
            continue
        for one in entries(encoding.get("videoSources"))[:20]:
            url = allowed_or_none(one.get("url"), origins) if isinstance(one, dict) else None
            if url is not None:
                height = int(number(one.get("resolution"), 100_000) or 0)
                yield Source(url=url, codec=codec(encoding.get("name")), height=height)


# Ours, for players ----------------------------------------------------------------------------


def write_list(items: Iterable[Item], url: Url) -> dict[str, Any]:
    """Return our films as a list, a scene a folder or feed."""
    scenes: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        if is_told(item.video):
            scenes.setdefault(item.source, []).append(
                {
                    "title": item.title,
                    "videoLength": round(item.duration_s or 0),
                    "video_url": url(item, ""),
                    **_thumbnail(item, url),
                }
            )
    return {"scenes": [{"name": name, "list": films} for name, films in scenes.items()]}


def write(item: Item, url: Url) -> dict[str, Any]:
    """Return the description of one of our films."""
    video = item.video
    return {
        "id": int(item.id.removeprefix("feed-")[:12], 16),
        "title": item.title,
        "videoLength": round(item.duration_s or 0),
        "is3d": _stereo(video) != "off",
        "screenType": _screen(video),
        "stereoMode": _stereo(video),
        "encodings": [
            {
                "name": {"hevc": "h265"}.get(video.codec, video.codec or "h264"),
                "videoSources": [{"resolution": video.height, "url": url(item, item.location)}],
            }
        ],
        "timeStamps": [{"ts": round(one.at_s), "name": one.title} for one in item.chapters],
        **_thumbnail(item, url),
    }


def is_told(video: Video) -> bool:
    """Say whether this form can say what a picture is."""
    return video.projection != "equiangular_cubemap" and not video.is_right_first


def _thumbnail(item: Item, url: Url) -> dict[str, str]:
    return {"thumbnailUrl": url(item, item.thumbnail)} if item.thumbnail is not None else {}


def _screen(video: Video) -> str:
    if video.projection == "fisheye":
        fov = video.fov_deg or 180.0
        return next(name for most, name in _LENSES if fov <= most)
    screens = {"half_equirectangular": "dome", "equirectangular": "sphere"}
    return screens.get(video.projection, "flat")


def _stereo(video: Video) -> str:
    """Return the packing; of views of their own a player that knows none shows the left one."""
    return {"side_by_side": "sbs", "top_bottom": "tb"}.get(video.stereo, "off")
