"""What the forms of feeds share: checked addresses, and an item made of what a feed says. Pure."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ondol.language.normalise import clean
from ondol.media.item import Chapter, Item, Kind, SetAside, Subtitle
from ondol.media.names import MAX_TITLE
from ondol.media.video import Description, decide

MAX_ITEMS = 500
"""So many films of one feed are taken."""
MAX_URL = 2000
MAX_CHAPTERS = 200
MAX_TEXTS = 40

Url = Callable[[Item, str], str]
"""Returns the absolute address of an item's location; the location "": of its own description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of a film on a feed's host."""

    url: str
    codec: str = ""
    height: int = 0
    width: int = 0


class BadEntryError(ValueError):
    """An entry of a feed cannot be used; the text says why."""


def origin(url: str) -> str | None:
    """Return the origin of an address ("https://host:8443"); None: it is none that is fetched.

    >>> origin("HTTPS://Films.example/a?b"), origin("file:///etc/passwd")
    ('https://films.example', None)
    """
    try:
        parts = urlsplit(url[:MAX_URL])
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def allowed(url: Any, origins: Collection[str]) -> str:
    """Return an address that lies on a named host.

    Raises:
        BadEntryError: it does not, or is none.
    """
    if not isinstance(url, str) or not 0 < len(url) <= MAX_URL or not url.isprintable():
        raise BadEntryError("it has no address")
    found = origin(url)
    if found is None:
        raise BadEntryError("its address is none of the web")
    if found not in origins:
        raise BadEntryError(f"it lies on {found}, which no setting names (media_hosts)")
    return url


def remote_item(
    *,
    page: str,
    title: Any,
    source: Source,
    duration_s: float | None,
    description: Description,
    thumbnail: Any = None,
    chapters: Iterable[Chapter] = (),
    subtitles: Iterable[Subtitle] = (),
    origins: Collection[str],
) -> Item:
    """Return an item of a feed; `page` is the address of its description, and makes its id."""
    shown = clean(title, limit=MAX_TITLE) if isinstance(title, str) else ""
    if not shown:
        raise BadEntryError("it has no title")
    kind: Kind = "hls" if urlsplit(source.url).path.lower().endswith(".m3u8") else "file"
    try:
        still: str | None = allowed(thumbnail, origins)
    except BadEntryError:
        still = None
    video = decide([description], width=source.width, height=source.height, codec=source.codec)
    return Item(
        id=f"feed-{hashlib.sha256(page.encode()).hexdigest()[:20]}",
        title=shown,
        kind=kind,
        location=source.url,
        mime="application/vnd.apple.mpegurl" if kind == "hls" else _mime(source.url),
        video=video,
        source=urlsplit(page).hostname or "",
        duration_s=duration_s,
        thumbnail=still,
        chapters=tuple(sorted(chapters, key=lambda one: one.at_s))[:MAX_CHAPTERS],
        subtitles=tuple(subtitles)[:MAX_TEXTS],
        descriptions=(description,),
    )


def best(sources: Iterable[Source]) -> Source:
    """Return the largest picture in the codec that most players take.

    Raises:
        BadEntryError: there is none.
    """
    rank = {"h264": 2, "": 1}
    found = max(sources, key=lambda one: (rank.get(one.codec, 0), one.height), default=None)
    if found is None:
        raise BadEntryError("it names no film that can be had")
    return found


def codec(name: Any) -> str:
    """Return FFmpeg's name of a codec that a feed names its way.

    >>> codec("H265"), codec("h264"), codec("VP9")
    ('hevc', 'h264', 'vp9')
    """
    said = name.casefold() if isinstance(name, str) else ""
    known = {"h264": "h264", "avc": "h264", "h265": "hevc", "hevc": "hevc", "av1": "av1"}
    return known.get(said, said if said in ("vp9", "vp8") else "")


def number(value: Any, most: float) -> float | None:
    """Return a number from 0 to `most`; None: it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= most else None


def entries(value: Any) -> list[Any]:
    """Return a list; what is none is empty."""
    return value if isinstance(value, list) else []


def aside(name: Any, error: Exception) -> SetAside:
    """Return why an entry cannot be used."""
    shown = clean(name, limit=MAX_TITLE) if isinstance(name, str) else ""
    return SetAside(name=shown or "an entry without a name", reason=str(error))


def _mime(url: str) -> str:
    ending = urlsplit(url).path.lower().rpartition(".")[2]
    known = {"webm": "video/webm", "mkv": "video/x-matroska", "mov": "video/quicktime"}
    return known.get(ending, "video/mp4")
