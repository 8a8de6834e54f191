"""Looks through a folder: which films and playlists lie there, and what belongs to each.

It blocks, and only looks: nothing is opened but playlists, and blocks of a film for its identity.
Links are passed over: what a folder's owner did not put into it is not handed out. What a playlist
names is part of that stream and no film of its own.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import hls

FILMS = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".ts", ".m2ts", ".avi"})
TEXTS = (".vtt", ".srt")
MAX_FILES = 50_000
MAX_DEPTH = 12
BLOCK = 64 * 1024
"""So much of a film's begin, middle and end tells it from others."""
ID_LENGTH = 20  # hexadecimal: 80 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFile:
    """A film, as a file; `texts` lie beside it."""

    path: Path
    size: int
    mtime_ns: int
    texts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A film, as a playlist and the files that it names, by their names beneath its folder.

    Attributes:
        first: the first variant's playlist, or the playlist itself.
        sample: files that make a piece that can be read, in their order.
        id: of its content.
    """

    path: Path
    playlist: hls.Playlist
    first: hls.Playlist
    names: frozenset[str]
    sample: tuple[Path, ...]
    id: str


@dataclass(slots=True, kw_only=True)
class Found:
    """What lies in a folder.

    Attributes:
        unusable: what looks like a film and is none, by its name, and why.
        problem: why the folder could not be looked through, or not to its end.
    """

    films: list[FilmFile] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    unusable: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


def look_through(root: Path) -> Found:
    """Return what lies in a folder, in the order of its names."""
    found = Found()
    files: dict[Path, os.stat_result] = {}
    try:
        for path, info in _walk(root, 0):
            if _is_sayable(path):
                files[path] = info
            else:
                name = str(path.relative_to(root)).encode("utf-8", "replace").decode()
                found.unusable[name] = "its name is not UTF-8"
            if len(files) >= MAX_FILES:
                found.problem = f"it has more than {MAX_FILES} files: the rest is not looked at"
                break
    except OSError as error:
        found.problem = f"it cannot be read: {error.strerror}"
    streams, named = _streams(files)
    for stream in streams:
        reason = _why_unusable(stream)
        if reason is None:
            found.streams.append(stream)
        else:
            found.unusable[str(stream.path.relative_to(root))] = reason
    by_stem = _texts(files)
    for path in sorted(files):
        if path.suffix.lower() in FILMS and path not in named:
            info = files[path]
            film = FilmFile(
                path=path,
                size=info.st_size,
                mtime_ns=info.st_mtime_ns,
                texts=_beside(path, by_stem.get(path.parent, ())),
            )
            found.films.append(film)
    return found


def _is_sayable(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:  # bytes that were no UTF-8 (PEP 383)
        return False
    return True


def _walk(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    """Go through the files of a folder; what cannot be read beneath it is passed over."""
    with os.scandir(folder) as entries:
        known = sorted(entries, key=lambda one: one.name)
    for entry in known:
        if entry.name.startswith("."):
            continue
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        if stat.S_ISREG(info.st_mode):
            yield Path(entry.path), info
        elif stat.S_ISDIR(info.st_mode) and depth < MAX_DEPTH:
            try:
                yield from _walk(Path(entry.path), depth + 1)
            except OSError:
                continue


def identity(path: Path, size: int) -> str:
    """Return what tells a film from others, wherever it lies: of its size and three blocks.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for at in (0, size // 2, max(size - BLOCK, 0)):
            file.seek(at)
            digest.update(file.read(BLOCK))
    return digest.hexdigest()[:ID_LENGTH]


# Texts beside a film ---------------------------------------------------------------------------


def _texts(files: Iterable[Path]) -> Mapping[Path, tuple[Path, ...]]:
    by_folder: dict[Path, list[Path]] = {}
    for path in files:
        if path.suffix.lower() in TEXTS:
            by_folder.setdefault(path.parent, []).append(path)
    return {folder: tuple(texts) for folder, texts in by_folder.items()}


def _beside(film: Path, texts: Iterable[Path]) -> tuple[Path, ...]:
    """Return the texts named like a film: "film.srt", "film.ko.vtt"; WebVTT before SubRip."""
    chosen: dict[str, Path] = {}
    own = unicodedata.normalize("NFC", film.stem)  # other systems write syllables as letters
    for path in sorted(texts, key=lambda one: (TEXTS.index(one.suffix.lower()), one.name)):
        stem = unicodedata.normalize("NFC", path.stem)
        if stem == own or (stem.startswith(own) and stem[len(own)] in "._-"):
            chosen.setdefault(stem, path)
    return tuple(chosen[stem] for stem in sorted(chosen))


# HLS -------------------------------------------------------------------------------------------


def _streams(files: Mapping[Path, os.stat_result]) -> tuple[list[Stream], set[Path]]:
    """Return the streams, and every file that is part of one."""
    lists = {
        path: playlist
        for path in sorted(files)
        if path.suffix.lower() == ".m3u8" and (playlist := _playlist(path, files[path].st_size))
    }
    masters = [path for path, playlist in lists.items() if playlist.variants]
    named: set[Path] = set()
    streams: list[Stream] = []
    for path in (*masters, *(path for path in lists if path not in masters)):
        if path in named:
            continue
        stream = _stream(path, lists, files)
        named |= {path, *(path.parent / name for name in stream.names)}
        streams.append(stream)
    return streams, named


def _why_unusable(stream: Stream) -> str | None:
    if not stream.sample:
        return "none of the files that it names is here"
    if stream.first.duration_s is None:
        return "it has no end: only streams that are whole are played"
    return None


def _playlist(path: Path, size: int) -> hls.Playlist | None:
    if size > hls.MAX_BYTES:
        return None
    try:
        return hls.read_playlist(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _stream(
    path: Path, lists: Mapping[Path, hls.Playlist], files: Mapping[Path, os.stat_result]
) -> Stream:
    names: dict[str, None] = {path.name: None}
    waiting, segments, first = [path.name], list[str](), lists[path]
    while waiting:
        name = waiting.pop(0)
        playlist = lists.get(path.parent / name)
        if playlist is None:
            continue
        inner = list(hls.local_names(name.rpartition("/")[0], playlist))
        fresh = [one for one in inner if one not in names and path.parent / one in files]
        if not segments and not playlist.variants and inner:
            segments, first = inner, playlist
        names.update(dict.fromkeys(fresh))
        waiting += [one for one in fresh if one.lower().endswith(".m3u8")]
    there = [path.parent / name for name in segments if path.parent / name in files]
    has_map = bool(there) and there[0].suffix.lower() in (".mp4", ".m4s", ".cmfv")
    return Stream(
        path=path,
        playlist=lists[path],
        first=first,
        names=frozenset(names),
        sample=tuple(there[: 2 if has_map else 1]),
        id=_identity_of_stream(path, names, files, there),
    )


def _identity_of_stream(
    path: Path, names: Iterable[str], files: Mapping[Path, os.stat_result], there: list[Path]
) -> str:
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\0{files[path.parent / name].st_size}\0".encode())
    for sample in there[:1]:
        try:
            with sample.open("rb") as file:
                digest.update(file.read(BLOCK))
        except OSError:
            continue
    return digest.hexdigest()[:ID_LENGTH]
