"""Makes an item of what was found in a folder: its title, texts, tracks, and what they are called.

Pure: what was found and read is given.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from . import hls, scan
from .item import Audio, Item, Subtitle
from .names import read_name
from .reader import Probed
from .video import Video

LANGUAGES = {
    "ko": "한국어",
    "kor": "한국어",
    "kr": "한국어",
    "en": "English",
    "eng": "English",
    "ja": "日本語",
    "jpn": "日本語",
    "zh": "中文",
    "chi": "中文",
    "zho": "中文",
}
"""What languages call themselves, by ISO 639-1 and -2 and what people write."""
MIMES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".ts": "video/mp2t",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".cmfv": "video/mp4",
    ".m4a": "audio/mp4",
    ".cmfa": "audio/mp4",
    ".aac": "audio/aac",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt",
    ".webvtt": "text/vtt",
}
_NO_TITLES = frozenset({"master", "index", "playlist", "main", "stream", "video", "manifest"})
"""What playlists are called whatever they show: the folder's name is the title."""
_CODECS = {"avc": "h264", "hvc": "hevc", "hev": "hevc", "dvh": "hevc", "av0": "av1", "vp0": "vp9"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item that lies in a folder, and where each of its names leads.

    Attributes:
        texts_inside: the film's own streams of texts, by name.
        sample: what a still can be made of; several files are one when put together.
    """

    item: Item
    root: Path
    files: Mapping[str, Path]
    texts_inside: Mapping[str, int] = field(default_factory=dict)
    sample: tuple[Path, ...] = ()


def of_film(film: scan.FilmFile, item_id: str, probed: Probed, root: Path) -> Entry:
    """Return what a file is, with the texts beside it and in it."""
    named = read_name(film.path.stem)
    files = {film.path.name: film.path}
    texts: list[Subtitle] = []
    for path in film.texts:
        name = f"{path.stem}.vtt"
        files[name] = path
        language = _language(_composed(path)[len(_composed(film.path)) :])
        texts.append(_subtitle(language, "", name, len(texts)))
    inside: dict[str, int] = {}
    for track in probed.texts:
        name = f"text-{track.index}.vtt"
        inside[name] = track.index
        texts.append(_subtitle(track.language, track.label, name, len(texts)))
    item = Item(
        id=item_id,
        title=named.title,
        kind="file",
        location=film.path.name,
        mime=probed.mime,
        video=Video(width=probed.width, height=probed.height, codec=probed.codec),
        source=root.name,
        duration_s=probed.duration_s,
        codecs=probed.codecs,
        subtitles=tuple(texts),
        audio=tuple(_named(audio) for audio in probed.audio),
        chapters=probed.chapters,
        size_bytes=film.size,
        descriptions=(*probed.descriptions, named.description),
    )
    return Entry(item=item, root=root, files=files, texts_inside=inside, sample=(film.path,))


def of_stream(stream: scan.Stream, root: Path) -> Entry:
    """Return what a playlist is."""
    path, best = stream.path, stream.playlist.best
    has_no_title = path.stem.casefold() in _NO_TITLES and path.parent != root
    named = read_name(path.parent.name if has_no_title else path.stem)
    codecs = best.codecs if best is not None else ""
    audio = (Audio(language=one.language, label=one.label) for one in stream.playlist.audio)
    item = Item(
        id=stream.id,
        title=named.title,
        kind="hls",
        location=path.name,
        mime=MIMES[".m3u8"],
        video=Video(
            width=best.width if best is not None else 0,
            height=best.height if best is not None else 0,
            codec=_codec(codecs),
        ),
        source=root.name,
        duration_s=stream.first.duration_s or None,
        codecs=codecs,
        audio=tuple(_named(one) for one in audio),
        descriptions=(hls.describe(stream.playlist), named.description),
    )
    files = {name: path.parent / PurePosixPath(name) for name in stream.names}
    return Entry(item=item, root=root, files=files, sample=stream.sample)


def mime_of(entry: Entry, name: str) -> str:
    """Return the media type of what lies under a name of an entry."""
    if name == entry.item.location:
        return entry.item.mime
    return MIMES.get(entry.files[name].suffix.lower(), "application/octet-stream")


def _composed(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)


def _language(rest: str) -> str | None:
    """Return the language that a subtitle's name says behind its film's.

    >>> _language(".ko"), _language("_Eng"), _language(".forced")
    ('ko', 'eng', None)
    """
    said = rest.strip("._- ").rpartition(".")[2].casefold()
    is_code = said.isascii() and said.isalpha() and len(said) in (2, 3)
    return said if is_code else None


def _subtitle(language: str | None, label: str, name: str, number: int) -> Subtitle:
    shown = label or LANGUAGES.get(language or "", language or f"{number + 1}")
    return Subtitle(language=language, label=shown, location=name)


def _named(audio: Audio) -> Audio:
    """Return a sound track with a name for people: what it says, else its language."""
    shown = audio.label or LANGUAGES.get(audio.language or "", audio.language or "")
    return replace(audio, label=shown)


def _codec(codecs: str) -> str:
    """Return FFmpeg's name of the picture's codec in an RFC 6381 list.

    >>> _codec("avc1.64001f,mp4a.40.2"), _codec("mp4a.40.2")
    ('h264', '')
    """
    found = (_CODECS.get(one.strip()[:3], "") for one in codecs.split(","))
    return next((one for one in found if one), "")
