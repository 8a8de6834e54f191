"""Reads films: what their files say of themselves, a still for the catalogue, texts to read along.

The only module that imports PyAV (extra `media`). It blocks, and decodes what anybody may have put
into the folder: `beside.in_thread` runs it and gives up in time. Which demuxer reads a
file is told from its first bytes, never left to FFmpeg: a "film" that is in truth a list of other
files, or of addresses in the network, is none. What a file holds is data from outside: texts are
cleaned and counted.
"""

import contextlib
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.codec.context import CodecContext
from av.container import InputContainer
from av.sidedata.sidedata import SideData
from av.sidedata.sidedata import Type as SideDataType
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from ondol.language.normalise import clean, visible

from .boxes import read_descriptions
from .codecs import rfc6381
from .item import Audio, Chapter
from .reader import Probed, Track, Unreadable
from .subtitles import Cue, webvtt
from .video import Description, Projection, Stereo, Video, angle

MAX_TRACKS = 40
MAX_CHAPTERS = 500
MAX_CUES = 20_000
MAX_NAME = 100
THUMBNAIL_PX = 480
"""Width of a still."""
STILL_AT = 0.2
"""Where in a film its still is taken, as a share of its length."""
MAX_PIXELS = 16_384 * 16_384
MAX_READ = 4000
"""Packets read to find one picture."""
IO_S = 10.0
"""How long FFmpeg may wait for the disk."""

_TEXTS = frozenset({"mov_text", "subrip", "webvtt", "ass", "ssa", "text"})
_STEREO_MODES: dict[str, tuple[Stereo, bool | None]] = {
    "mono": ("mono", None),
    "left_right": ("side_by_side", False),
    "right_left": ("side_by_side", True),
    "top_bottom": ("top_bottom", False),
    "bottom_top": ("top_bottom", True),
}
_SPHERES: dict[int, Projection] = {  # AVSphericalProjection, libavutil 60
    0: "equirectangular",
    2: "equirectangular",
    3: "half_equirectangular",
    4: "rectangular",
    5: "fisheye",
}
_SCALE = "'min({px},iw)':-2:flags=bilinear"


class PyAvReader:
    """Reads films with FFmpeg's libraries."""

    def probe(self, path: Path) -> Probed | Unreadable:
        """Return what a file says of itself."""
        form = _form(path)
        if form is None:
            return Unreadable("it is no film of a kind that is known here")
        try:
            with _opened(path, form) as container:
                return _probed(path, form, container)
        except (av.FFmpegError, OSError, ValueError, OverflowError, MemoryError) as error:
            return Unreadable(f"it is damaged, or no film: {_said(error)}")

    def thumbnail(self, path: Path, video: Video) -> bytes | None:
        """Return a still of what the left eye sees, a JPEG; None: no picture could be read."""
        form = _form(path)
        if form is None:
            return None
        for share in (STILL_AT, 0.0):  # what has no picture behind it is shown from its start
            try:
                with _opened(path, form) as container:
                    made = _still(container, video, share)
            except (av.FFmpegError, OSError, ValueError, OverflowError, MemoryError):
                return None
            if made is not None:
                return made
        return None

    def texts(self, path: Path, index: int) -> str | None:
        """Return the texts of a stream as WebVTT; None: they could not be read."""
        form = _form(path)
        if form is None:
            return None
        try:
            with _opened(path, form) as container:
                stream = next((one for one in container.streams if one.index == index), None)
                if stream is None or stream.type != "subtitle":
                    return None
                return webvtt(_cues(container, index))
        except (av.FFmpegError, OSError, ValueError, OverflowError, MemoryError):
            return None


def _form(path: Path) -> tuple[str, str] | None:
    """Return the demuxer that reads a file, and its media type, from its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(400)
    except OSError:
        return None
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"):
        is_quicktime = head[4:8] == b"ftyp" and head[8:12] == b"qt  "
        return "mov", "video/quicktime" if is_quicktime else "video/mp4"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska", "video/webm" if b"webm" in head[:80] else "video/x-matroska"
    if head[:1] == b"\x47" and head[188:189] == b"\x47":
        return "mpegts", "video/mp2t"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi", "video/x-msvideo"
    return None


@contextlib.contextmanager
def _opened(path: Path, form: tuple[str, str]) -> Iterator[InputContainer]:
    with av.open(
        str(path.absolute()),
        "r",
        format=form[0],
        metadata_errors="replace",
        timeout=(IO_S, IO_S),
        options={"protocol_whitelist": "file", "max_streams": "100"},
    ) as container:
        yield container


def _probed(path: Path, form: tuple[str, str], container: InputContainer) -> Probed | Unreadable:
    pictures = [stream for stream in container.streams.video if not _is_cover(stream)]
    if not pictures:
        return Unreadable("it has no moving picture")
    picture = pictures[0]
    codec = _context(picture)
    if codec is None:
        return Unreadable("nothing here decodes its picture")
    width, height = picture.width, picture.height
    if not 0 < width * height <= MAX_PIXELS:
        return Unreadable("its picture has no size, or one that no player takes")
    sounds = container.streams.audio[:MAX_TRACKS]
    texts = [one for one in container.streams.subtitles if _codec(one) in _TEXTS][:MAX_TRACKS]
    profiles = [rfc6381(codec.name, codec.extradata, codec.codec_tag)]
    if sounds:
        sound = _context(sounds[0])
        profiles.append(rfc6381(sound.name, sound.extradata, "") if sound is not None else "")
    return Probed(
        mime=form[1],
        duration_s=_seconds(container.duration),
        width=width,
        height=height,
        codec=codec.name,
        codecs=",".join(profiles) if all(profiles) else "",
        audio=tuple(
            Audio(language=_language(one), label=_label(one), codec=_codec(one)) for one in sounds
        ),
        texts=tuple(
            Track(index=one.index, language=_language(one), label=_label(one)) for one in texts
        ),
        chapters=_chapters(container),
        descriptions=_descriptions(path, form[0], container, picture),
    )


def _is_cover(stream: VideoStream) -> bool:
    return bool(stream.disposition & stream.disposition.attached_pic)


def _context(stream: Stream) -> CodecContext | None:
    """Return what decodes a stream; PyAV has none for those that nothing does."""
    return stream.codec_context


def _codec(stream: Stream) -> str:
    context = _context(stream)
    return context.name if context is not None else ""


def _seconds(duration: int | None) -> float | None:
    seconds = duration / 1_000_000 if duration is not None else 0
    return round(seconds, 3) if 0 < seconds < 1_000_000 else None


def _language(stream: Stream) -> str | None:
    """Return the language that a track says it is in (ISO 639-2: "kor")."""
    said = clean(stream.metadata.get("language", ""), limit=20).casefold()
    return said if said.isalnum() and said not in ("", "und") else None


def _label(stream: Stream) -> str:
    said = stream.metadata.get("title") or stream.metadata.get("handler_name") or ""
    label = clean(said, limit=MAX_NAME)
    return "" if label.endswith("Handler") else label


def _chapters(container: InputContainer) -> tuple[Chapter, ...]:
    found = []
    for one in container.chapters()[:MAX_CHAPTERS]:
        at = float(one["start"] * (one["time_base"] or Fraction(1, 1000)))
        title = clean(one["metadata"].get("title", ""), limit=MAX_NAME)
        if 0 <= at < 1_000_000:
            found.append(Chapter(at_s=round(at, 3), title=title))
    return tuple(found)


# What the picture is ---------------------------------------------------------------------------


def _descriptions(
    path: Path, form: str, container: InputContainer, picture: VideoStream
) -> tuple[Description, ...]:
    if form == "mov":
        with path.open("rb") as file:
            return read_descriptions(file)
    if form == "matroska":
        found = _in_matroska(container, picture)
        return () if found.is_empty else (found,)
    return ()


def _in_matroska(container: InputContainer, picture: VideoStream) -> Description:
    """Return what Spherical Video V2 says in Matroska; FFmpeg hands it on with the first picture.

    The first field of AVSphericalMapping is the projection, the fifth and seventh are what is cut
    off at the sides (libavutil/spherical.h).
    """
    mode = picture.metadata.get("stereo_mode", "")
    stereo, is_right_first = _STEREO_MODES.get(mode, (None, None))
    projection, fov = None, None
    frame = _first_picture(container, picture)
    for data in _side_data(frame) if frame is not None else ():
        raw = bytes(data)
        if data.type == SideDataType.SPHERICAL and len(raw) >= 32:
            kind, _, _, _, left, _, right, _ = struct.unpack("=4i4I", raw[:32])
            projection = _SPHERES.get(kind)
            fov = angle(round(360 * (1 - (left + right) / 2**32), 1))
    if projection == "equirectangular" and fov is not None and fov <= 180:
        projection = "half_equirectangular"
    is_sphere = projection in ("equirectangular", "half_equirectangular")
    return Description(
        source="google",
        projection=projection,
        fov_deg=fov if is_sphere else None,
        stereo=stereo,
        is_right_first=is_right_first,
    )


def _side_data(frame: VideoFrame) -> Iterable[SideData]:
    """Return what comes with a frame; PyAV calls the container a mapping, its keys are the data."""
    return cast(Iterable[SideData], frame.side_data)


def _first_picture(container: InputContainer, picture: VideoStream) -> VideoFrame | None:
    for number, packet in enumerate(container.demux(picture)):
        if number > MAX_READ:
            return None
        for frame in packet.decode():
            return frame
    return None


# A still ---------------------------------------------------------------------------------------


def _still(container: InputContainer, video: Video, share: float) -> bytes | None:
    pictures = [stream for stream in container.streams.video if not _is_cover(stream)]
    context = _context(pictures[0]) if pictures else None
    if context is None:
        return None
    context.thread_count = 1
    if share > 0 and container.duration is not None and container.duration > 0:
        with contextlib.suppress(av.FFmpegError):  # what cannot be sought is read from its start
            container.seek((container.start_time or 0) + int(container.duration * share))
    frame = _first_picture(container, pictures[0])
    return None if frame is None else _jpeg(_one_eye(frame, video))


def _one_eye(frame: VideoFrame, video: Video) -> VideoFrame:
    """Return the left eye's half of a frame, small."""
    half = {
        "side_by_side": ("iw/2", "ih", "iw/2" if video.is_right_first else "0", "0"),
        "top_bottom": ("iw", "ih/2", "0", "ih/2" if video.is_right_first else "0"),
    }.get(video.stereo)
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)
    )
    steps = [source]
    if half is not None:
        steps.append(graph.add("crop", ":".join(half)))
    steps.append(graph.add("scale", _SCALE.format(px=THUMBNAIL_PX)))
    steps.append(graph.add("format", "yuvj420p"))
    steps.append(graph.add("buffersink"))
    graph.link_nodes(*steps).configure()
    graph.push(frame)
    made = graph.pull()
    if not isinstance(made, VideoFrame):
        raise ValueError("no picture came of it")
    return made


def _jpeg(frame: VideoFrame) -> bytes:
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt, encoder.time_base = "yuvj420p", Fraction(1, 1)
    encoder.options = {"qscale": "5"}
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None)))


# Texts to read along ---------------------------------------------------------------------------


def _cues(container: InputContainer, index: int) -> Iterator[Cue]:
    stream = container.streams[index]
    for number, packet in enumerate(container.demux(stream)):
        if number > MAX_CUES or packet.pts is None or packet.time_base is None:
            continue
        start = float(packet.pts * packet.time_base)
        length = float((packet.duration or 0) * packet.time_base)
        text = _text(_codec(stream), bytes(packet))
        if text:
            yield Cue(start_s=start, end_s=start + (length or 3.0), text=text)


def _text(codec: str, raw: bytes) -> str:
    """Return the words of a packet, without the codec's own dress."""
    if codec == "mov_text":
        (length,) = struct.unpack(">H", raw[:2]) if len(raw) >= 2 else (0,)
        raw = raw[2 : 2 + length]
    text = raw.decode("utf-8", "replace")
    if codec in ("ass", "ssa"):
        text = text.split(",", 8)[-1].replace("\\N", "\n").replace("\\n", "\n")
    return visible(text).strip("\x00")


def _said(error: Exception) -> str:
    return clean(str(getattr(error, "strerror", None) or error), limit=MAX_NAME)
