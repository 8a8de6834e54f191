"""What is made of films and kept: stills for the catalogue, texts as WebVTT.

It blocks. Everything here can be made again; each file is whole or not there.
"""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

from .item import Item
from .reader import Reader
from .subtitles import MAX_BYTES, decoded, read_cues, webvtt
from .video import Video

STILL = "still"
MAX_SAMPLE = 64 * 1024 * 1024
"""Of each piece of a stream that a still is made of."""


class Made:
    """The folder of what was made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def still(self, item_id: str, video: Video) -> Path:
        """Return where a still lies, or will; another packing of the eyes makes another one."""
        eyes = f"{video.stereo}-right" if video.is_right_first else video.stereo
        return self._folder / "stills" / item_id / f"{STILL}-{eyes}.jpg"

    def lacks_still(self, item: Item) -> bool:
        """Say whether a still is to be made: none is there, and that none can be is not known."""
        still = self.still(item.id, item.video)
        return not still.is_file() and not _none(still).is_file()

    def put_still(self, item: Item, jpeg: bytes | None) -> None:
        """Keep a still; None: that none can be made."""
        still = self.still(item.id, item.video)
        _write(still if jpeg is not None else _none(still), jpeg or b"")

    def make_still(self, item: Item, sample: Sequence[Path], reader: Reader) -> bytes | None:
        """Return a still of a file, or of pieces of a stream that are one when put together.

        Raises:
            OSError: a piece cannot be read, or nothing be kept.
        """
        if len(sample) == 1:
            return reader.thumbnail(sample[0], item.video)
        whole = self.still(item.id, item.video).with_suffix(".sample")
        whole.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with whole.open("wb") as target:
                for piece in sample:
                    with piece.open("rb") as source:
                        target.write(source.read(MAX_SAMPLE))
            return reader.thumbnail(whole, item.video)
        finally:
            whole.unlink(missing_ok=True)

    def text_inside(self, item_id: str, index: int) -> Path:
        """Return where a film's own texts lie, or will."""
        return self._folder / "texts" / f"{item_id}.{index}.vtt"

    def put_text_inside(self, item_id: str, index: int, text: str) -> Path:
        """Keep a film's own texts, and return where.

        Raises:
            OSError: they cannot be kept.
        """
        kept = self.text_inside(item_id, index)
        _write(kept, text.encode())
        return kept

    def text_beside(self, item_id: str, path: Path) -> Path | None:
        """Return a subtitle's file as WebVTT, made anew when it changed; None: it is no text."""
        try:
            info = path.stat()
            state = f"{path.name}\0{info.st_size}\0{info.st_mtime_ns}"
            name = f"{item_id}.{hashlib.sha256(state.encode()).hexdigest()[:16]}.vtt"
            kept = self._folder / "texts" / name
            if kept.is_file():
                return kept
            with path.open("rb") as file:
                text = decoded(file.read(MAX_BYTES + 1))
            if text is None:
                return None
            _write(kept, webvtt(read_cues(text)).encode())
        except OSError:
            return None
        return kept


def _none(still: Path) -> Path:
    return still.with_suffix(".none")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # a look and a correction may make the same still at once: each writes a file of its own
    temporary = path.with_name(f"{path.name}.{threading.get_ident()}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
