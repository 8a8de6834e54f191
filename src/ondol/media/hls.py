"""What an HLS playlist says: variants, sound, texts to read along, and the picture's layout. Pure.

RFC 8216bis: `REQ-VIDEO-LAYOUT` is "CH-STEREO/PROJ-HEQU": what a player must be able to show. It
does not say how eyes are packed: Apple's are views of their own, which only HEVC has, so with
another codec they must lie in one picture. A playlist is from anybody: bounded, and its addresses
are only read here, not trusted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from ondol.language.normalise import clean

from .video import Description, Projection, Stereo

MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 60_000
MAX_VARIANTS = 100
MAX_NAME = 100
ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("m3u8", "ts", "m4s", "mp4", "m4v", "m4a", "cmfv", "cmfa"),
        *("aac", "mp3", "ac3", "ec3", "vtt", "webvtt", "key"),
    )
)
"""What a playlist may name: nothing else of a folder is handed out because it says so."""

_ATTRIBUTE = re.compile(r'([A-Z0-9-]{1,40})=("[^"]*"|[^",]*)(?:,|$)')
_PROJECTIONS: dict[str, Projection] = {
    "PROJ-RECT": "rectangular",
    "PROJ-EQUI": "equirectangular",
    "PROJ-HEQU": "half_equirectangular",
    "PROJ-FISH": "fisheye",
}
_HEVC = ("hvc1", "hev1", "dvh1", "dvhe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One rendition of the picture; sizes 0 where they are not said."""

    location: str
    bandwidth: int = 0
    width: int = 0
    height: int = 0
    codecs: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """Sound, or texts to read along; `location` "": within the variants."""

    language: str | None
    label: str
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A playlist: a master has variants, a media playlist segments and a duration.

    Attributes:
        named: every address in it, as it stands there.
        duration_s: None: a master, or a stream that has no end.
    """

    variants: tuple[Variant, ...] = ()
    audio: tuple[Rendition, ...] = ()
    subtitles: tuple[Rendition, ...] = ()
    named: tuple[str, ...] = ()
    duration_s: float | None = None

    @property
    def best(self) -> Variant | None:
        """The variant of the largest picture."""
        return max(
            self.variants, key=lambda one: (one.width * one.height, one.bandwidth), default=None
        )


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    variants: list[Variant] = field(default_factory=list)
    audio: list[Rendition] = field(default_factory=list)
    subtitles: list[Rendition] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    seconds: float = 0.0
    has_end: bool = False
    has_segments: bool = False


def read_playlist(text: str) -> Playlist | None:
    r"""Return what a playlist says; None: it is none.

    >>> read_playlist("#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST").duration_s
    4.0
    """
    if not text.lstrip("\ufeff").startswith("#EXTM3U") or len(text) > MAX_BYTES:
        return None
    reading = _Reading()
    pending: Mapping[str, str] | None = None
    for line in text.splitlines()[:MAX_LINES]:
        line = line.strip()
        if line.startswith("#"):
            pending = _tag(line, reading, pending)
        elif line:
            reading.named.append(line)
            if pending is not None and len(reading.variants) < MAX_VARIANTS:
                reading.variants.append(_variant(line, pending))
            pending = None
    is_whole = reading.has_segments and reading.has_end and not reading.variants
    return Playlist(
        variants=tuple(reading.variants),
        audio=tuple(reading.audio[:MAX_VARIANTS]),
        subtitles=tuple(reading.subtitles[:MAX_VARIANTS]),
        named=tuple(reading.named),
        duration_s=round(reading.seconds, 3) if is_whole else None,
    )


def _tag(
    line: str, reading: _Reading, pending: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """Read a tag; return the attributes of the variant whose address comes next."""
    name, _, value = line.partition(":")
    match name:
        case "#EXT-X-STREAM-INF":
            return attributes(value)
        case "#EXTINF":
            reading.has_segments = True
            reading.seconds += _number(value.partition(",")[0])
        case "#EXT-X-ENDLIST":
            reading.has_end = True
        case "#EXT-X-MEDIA" | "#EXT-X-MAP" | "#EXT-X-KEY" | "#EXT-X-I-FRAME-STREAM-INF":
            said = attributes(value)
            if "URI" in said:
                reading.named.append(said["URI"])
            if name == "#EXT-X-MEDIA":
                _rendition(said, reading)
        case _:
            pass
    return pending


def attributes(text: str) -> dict[str, str]:
    """Return an attribute list (RFC 8216, 4.2), without quotation marks.

    >>> attributes('BANDWIDTH=1,CODECS="avc1,mp4a"')
    {'BANDWIDTH': '1', 'CODECS': 'avc1,mp4a'}
    """
    return {match[1]: match[2].strip('"') for match in _ATTRIBUTE.finditer(text[:4000])}


def _variant(location: str, said: Mapping[str, str]) -> Variant:
    width, _, height = said.get("RESOLUTION", "").partition("x")
    return Variant(
        location=location,
        bandwidth=_whole(said.get("BANDWIDTH", "")),
        width=_whole(width),
        height=_whole(height),
        codecs=clean(said.get("CODECS", ""), limit=MAX_NAME),
        layout=said.get("REQ-VIDEO-LAYOUT", "")[:MAX_NAME],
    )


def _rendition(said: Mapping[str, str], reading: _Reading) -> None:
    language = clean(said.get("LANGUAGE", ""), limit=20) or None
    label = clean(said.get("NAME", ""), limit=MAX_NAME)
    made = Rendition(language=language, label=label, location=said.get("URI", ""))
    match said.get("TYPE"):
        case "AUDIO":
            reading.audio.append(made)
        case "SUBTITLES":
            reading.subtitles.append(made)
        case _:
            pass


def describe(playlist: Playlist) -> Description:
    """Return what a master says of its picture: the layout of its largest variant."""
    best = playlist.best
    layouts = [one.layout for one in (best, *playlist.variants) if one is not None and one.layout]
    if best is None or not layouts:
        return Description(source="hls")
    preferred = layouts[0].split(",")[0].upper().split("/")
    projection = next((_PROJECTIONS[one] for one in preferred if one in _PROJECTIONS), None)
    stereo: Stereo | None = None
    if "CH-STEREO" in preferred:
        stereo = _packed(best, projection)
    elif "CH-MONO" in preferred:
        stereo = "mono"
    return Description(source="hls", projection=projection, stereo=stereo)


def _packed(best: Variant, projection: Projection | None) -> Stereo:
    codecs = [one.strip() for one in best.codecs.split(",")]
    if not best.codecs or any(one.startswith(_HEVC) for one in codecs):
        return "multiview"
    whole = 2.0 if projection == "equirectangular" else 1.0
    is_tall = best.height > 0 and best.width / best.height <= whole * 0.65
    return "top_bottom" if is_tall else "side_by_side"


def local_names(folder: str, playlist: Playlist) -> Iterator[str]:
    """Return the files that a playlist in `folder` (a name under its item, or "") names.

    Addresses elsewhere, and those that lead out of the item, are none of them.

    >>> lists = Playlist(named=("v/a.ts?x=1", "../b.ts", "http://h/c.ts", "/d.ts", "e.txt"))
    >>> list(local_names("", lists)), list(local_names("x", lists))
    (['v/a.ts'], ['x/v/a.ts', 'b.ts'])
    """
    for address in playlist.named:
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not path or path.startswith("/") or "\0" in path:
            continue
        name = normpath(f"{folder}/{path}" if folder else path)
        ending = name[name.rfind(".") :].lower() if "." in name else ""
        if not name.startswith(("../", "/")) and name != ".." and ending in ENDINGS:
            yield name


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value < 100_000 else 0.0


def _whole(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdecimal() else 0
