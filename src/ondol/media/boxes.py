"""Reads what an MP4 file says of its picture's projection and stereo, from its boxes.

FFmpeg reads most of it, but hands it on as C structures that PyAV shows as bytes, and without the
order of Apple's eyes: so the few boxes that matter are read here. Bounded: a file may claim
anything, and costs at most `MAX_BOXES` headers and `MAX_PAYLOAD` bytes a box. Pure but for the
file that it is given.

Sources: ISO/IEC 14496-12 (boxes), Google's Spherical Video V1 (`uuid`) and V2 (`st3d`, `sv3d`),
Apple's "ISO base media file format and Apple HEVC stereo video" 0.9.6 (`vexu`, `hfov`).
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .video import Description, Projection, Stereo, angle

MAX_BOXES = 20_000
MAX_PAYLOAD = 64 * 1024
MAX_DEPTH = 12
VISUAL_ENTRY = 78
"""Bytes of a visual sample entry before its boxes (14496-12, 12.1.3)."""
SPHERICAL_V1 = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")

_APPLE_PROJECTIONS: dict[bytes, Projection] = {
    b"rect": "rectangular",
    b"equi": "equirectangular",
    b"hequ": "half_equirectangular",
    b"fish": "fisheye",
}
_GOOGLE_STEREO: dict[int, tuple[Stereo, bool | None]] = {
    0: ("mono", None),
    1: ("top_bottom", False),
    2: ("side_by_side", False),
    4: ("side_by_side", True),
}
_VIDEO = b"vide"
_PATH_TO_ENTRIES = (b"mdia", b"minf", b"stbl", b"stsd")


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a box lies: its type, and its payload's first byte and the one after the last."""

    type: bytes
    start: int
    end: int


class _Reader:
    """Counts boxes, so that a file that claims too many ends."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size
        self._left = MAX_BOXES

    def boxes(self, start: int, end: int) -> Iterator[_Box]:
        """Go through the boxes between two places; ends where what stands there can be none."""
        at, end = start, min(end, self.size)
        while end - at >= 8 and self._left > 0:
            self._left -= 1
            length, kind = struct.unpack(">I4s", self.read(at, 8))
            header = 8
            if length == 1:
                if end - at < 16:
                    return
                (length,) = struct.unpack(">Q", self.read(at + 8, 8))
                header = 16
            elif length == 0:  # to the end
                length = end - at
            if length < header or length > end - at:
                return
            yield _Box(kind, at + header, at + length)
            at += length

    def read(self, at: int, length: int) -> bytes:
        """Return bytes, filled with zeros where the file is shorter than it says."""
        self._file.seek(at)
        found = self._file.read(length)
        return found + bytes(length - len(found))

    def payload(self, box: _Box) -> bytes:
        """Return the bytes of a box, so many as may matter."""
        return self.read(box.start, min(box.end - box.start, MAX_PAYLOAD))

    def child(self, box: _Box, kind: bytes, skip: int = 0) -> _Box | None:
        """Return the first box of a type in another, behind `skip` bytes."""
        inner = self.boxes(box.start + skip, box.end)
        return next((one for one in inner if one.type == kind), None)


def read_descriptions(file: BinaryIO) -> tuple[Description, ...]:
    """Return what the first picture of an MP4 file is said to be, by Google's boxes and Apple's.

    Empty for what is no MP4, or says nothing. Never raises but for the file's own OSError.
    """
    size = file.seek(0, 2)
    reader = _Reader(file, size)
    movie = next((box for box in reader.boxes(0, size) if box.type == b"moov"), None)
    if movie is None:
        return ()
    for track in reader.boxes(movie.start, movie.end):
        if track.type == b"trak" and _handler(reader, track) == _VIDEO:
            return _of_track(reader, track)
    return ()


def _handler(reader: _Reader, track: _Box) -> bytes:
    media = reader.child(track, b"mdia")
    handler = reader.child(media, b"hdlr") if media is not None else None
    return reader.payload(handler)[8:12] if handler is not None else b""


def _of_track(reader: _Reader, track: _Box) -> tuple[Description, ...]:
    old = _spherical_v1(reader, track)
    box: _Box | None = track
    for kind in _PATH_TO_ENTRIES:
        box = reader.child(box, kind) if box is not None else None
    entry = next(reader.boxes(box.start + 8, box.end), None) if box is not None else None
    if entry is None:
        return () if old is None else (old,)
    inner = {one.type: one for one in reader.boxes(entry.start + VISUAL_ENTRY, entry.end)}
    found = (_google(reader, inner) or old, _apple(reader, inner))
    return tuple(one for one in found if one is not None and not one.is_empty)


# Google ---------------------------------------------------------------------------------------


def _google(reader: _Reader, inner: dict[bytes, _Box]) -> Description | None:
    """Return what `st3d` and `sv3d` say (Spherical Video V2)."""
    if b"st3d" not in inner and b"sv3d" not in inner:
        return None
    stereo: Stereo | None = None
    is_right_first: bool | None = None
    if b"st3d" in inner:
        mode = reader.payload(inner[b"st3d"])[4:5]
        stereo, is_right_first = _GOOGLE_STEREO.get(mode[0] if mode else -1, (None, None))
    projection, fov = None, None
    outer = reader.child(inner[b"sv3d"], b"proj") if b"sv3d" in inner else None
    bounds = reader.child(outer, b"equi") if outer is not None else None
    if bounds is not None:
        projection, fov = _equirectangular(reader.payload(bounds)[4:20])
    return Description(
        source="google",
        projection=projection,
        fov_deg=fov,
        stereo=stereo,
        is_right_first=is_right_first,
    )


def _equirectangular(bounds: bytes) -> tuple[Projection | None, float | None]:
    """Return what part of the sphere is there; bounds are what is cut off, in 0.32 fixed point."""
    if len(bounds) < 16:
        return None, None
    _, _, left, right = struct.unpack(">4I", bounds)
    fov = angle(round(360 * (1 - (left + right) / 2**32), 1))
    if fov is None:
        return None, None
    return ("half_equirectangular" if fov <= 180 else "equirectangular"), fov


def _spherical_v1(reader: _Reader, track: _Box) -> Description | None:
    """Return what the XML of the first version says; cameras still write it."""
    for box in reader.boxes(track.start, track.end):
        if box.type != b"uuid":
            continue
        payload = reader.payload(box)
        if payload[:16] == SPHERICAL_V1:
            return _of_xml(payload[16:].decode("utf-8", "replace"))
    return None


def _of_xml(text: str) -> Description | None:
    def said(name: str) -> str:
        found = re.search(rf"<GSpherical:{name}>\s*([\w.-]{{1,40}})\s*<", text)
        return found.group(1).casefold() if found is not None else ""

    if said("Spherical") != "true":
        return None
    stereos: dict[str, tuple[Stereo, bool | None]] = {
        "mono": ("mono", None),
        "left-right": ("side_by_side", False),
        "top-bottom": ("top_bottom", False),
    }
    stereo, is_right_first = stereos.get(said("StereoMode"), (None, None))
    is_known = said("ProjectionType") == "equirectangular"
    whole, shown = said("FullPanoWidthPixels"), said("CroppedAreaImageWidthPixels")
    fov = 360.0
    if whole.isdecimal() and shown.isdecimal() and 0 < int(shown[:9]) <= int(whole[:9]):
        fov = round(360 * int(shown[:9]) / int(whole[:9]), 1)
    projection: Projection = "half_equirectangular" if fov <= 180 else "equirectangular"
    return Description(
        source="google",
        projection=projection if is_known else None,
        fov_deg=angle(fov) if is_known else None,
        stereo=stereo,
        is_right_first=is_right_first,
    )


# Apple ----------------------------------------------------------------------------------------


def _apple(reader: _Reader, inner: dict[bytes, _Box]) -> Description | None:
    """Return what `vexu` and `hfov` say.

    Eyes without a packing are views of their own (MV-HEVC); with one, halves of the picture.
    """
    extended, field_of_view = inner.get(b"vexu"), inner.get(b"hfov")
    if extended is None and field_of_view is None:
        return None
    fov = None
    if field_of_view is not None:
        (thousandths,) = struct.unpack(">I", reader.read(field_of_view.start, 4))
        fov = angle(thousandths / 1000)
    projection: Projection | None = None
    stereo: Stereo | None = None
    is_right_first: bool | None = None
    if extended is not None:
        kind = _leaf(reader, extended, b"proj", b"prji")
        projection = _APPLE_PROJECTIONS.get(kind[:4])
        eyes = _leaf(reader, extended, b"eyes", b"stri")
        flags = eyes[0] if eyes else 0
        packing = _leaf(reader, extended, b"pack", b"pkin")[:4]
        if packing in (b"side", b"over"):
            stereo = "side_by_side" if packing == b"side" else "top_bottom"
        elif eyes:
            stereo = "multiview" if flags & 0b11 == 0b11 else "mono"
        if eyes and stereo not in (None, "mono"):
            is_right_first = bool(flags & 0b1000)
    return Description(
        source="apple",
        projection=projection,
        fov_deg=fov,
        stereo=stereo,
        is_right_first=is_right_first,
    )


def _leaf(reader: _Reader, extended: _Box, outer: bytes, inner: bytes) -> bytes:
    """Return what a box within `vexu` holds, behind its version and flags."""
    around = reader.child(extended, outer)
    box = reader.child(around, inner) if around is not None else None
    return reader.payload(box)[4:] if box is not None else b""
