"""Makes small films: what a camera, a partner or a person might put into a home's folder.

`python -m tests.media.films FOLDER` writes one of each. The left eye is red and the right one blue,
so that a test can tell whether each eye is shown its own; above and below are lighter and darker.
"""

import struct
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

if TYPE_CHECKING:
    from av.container.core import Chapter

RED, BLUE, GREEN = (238, 57, 42), (34, 85, 236), (40, 160, 90)
RATE = 10
"""Frames a second."""
SOUND = 48_000


def box(kind: bytes, *inner: bytes) -> bytes:
    """Return a box (ISO/IEC 14496-12)."""
    payload = b"".join(inner)
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def full(kind: bytes, *inner: bytes) -> bytes:
    """Return a box with version and flags of zero."""
    return box(kind, bytes(4), *inner)


def google(*, stereo: int | None = None, cut: float | None = None) -> bytes:
    """Return `st3d` and `sv3d`; `cut` is the share of the width cut off at each side."""
    made = full(b"st3d", bytes([stereo])) if stereo is not None else b""
    if cut is not None:
        side = min(round(cut * 2**32), 2**32 - 1)
        header = full(b"prhd", struct.pack(">3i", 0, 0, 0))
        bounds = full(b"equi", struct.pack(">4I", 0, 0, side, side))
        made += box(b"sv3d", full(b"svhd", b"films\0"), box(b"proj", header, bounds))
    return made


def apple(
    *,
    projection: bytes | None = None,
    packing: bytes | None = None,
    eyes: int | None = None,
    hfov: float | None = None,
) -> bytes:
    """Return `vexu` and `hfov`; `eyes` are the flags of `stri`."""
    inner = []
    if eyes is not None:
        inner.append(box(b"eyes", full(b"stri", bytes([eyes]))))
    if projection is not None:
        inner.append(box(b"proj", full(b"prji", projection)))
    if packing is not None:
        inner.append(box(b"pack", full(b"pkin", packing)))
    made = box(b"vexu", *inner) if inner else b""
    return made + (box(b"hfov", struct.pack(">I", round(hfov * 1000))) if hfov is not None else b"")


_INNER = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def inject(path: Path, boxes: bytes) -> None:
    """Put boxes into the first picture's sample entry of an MP4 whose `moov` stands last."""
    data = path.read_bytes()
    at = data.index(b"moov") - 4
    assert at > data.index(b"mdat"), "moving the samples would need new offsets"
    moov = _with(data[at:], boxes, [False])
    path.write_bytes(data[:at] + moov)


def _with(data: bytes, boxes: bytes, done: list[bool]) -> bytes:
    made, at = b"", 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        payload = data[at + 8 : at + length]
        at += length
        if done[0]:
            made += box(kind, payload)
        elif kind in _INNER:
            made += box(kind, _with(payload, boxes, done))
        elif kind == b"stsd" and payload[12:16] in (b"avc1", b"hvc1", b"hev1"):
            (size,) = struct.unpack(">I", payload[8:12])
            entry, rest = payload[8 : 8 + size], payload[8 + size :]
            made += box(kind, payload[:8], box(entry[4:8], entry[8:], boxes), rest)
            done[0] = True
        else:
            made += box(kind, payload)
    return made


def film(
    path: Path,
    *,
    size: tuple[int, int] = (320, 160),
    seconds: float = 1.0,
    eyes: str = "mono",
    codec: str = "libx264",
    languages: Sequence[str] = (),
    subtitles: Sequence[tuple[float, float, str]] = (),
    chapters: Sequence[tuple[float, str]] = (),
    boxes: bytes = b"",
) -> Path:
    """Write a film: sound tracks by language, subtitles (start, end, text), chapters."""
    width, height = size
    with av.open(path, "w") as container:
        picture = container.add_stream(codec, rate=RATE)
        assert isinstance(picture, VideoStream)
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        picture.options = {"preset": "ultrafast", "g": str(RATE)}
        if codec == "libx265":
            picture.options = {**picture.options, "x265-params": "log-level=none"}
            picture.codec_context.codec_tag = "hvc1"
        sounds = [_sound(container, language) for language in languages]
        text = container.add_mux_stream("mov_text") if subtitles else None
        if text is not None:
            text.metadata["language"] = "kor"
            text.time_base = Fraction(1, 1000)
        if chapters:
            container.set_chapters(_chapters(chapters, seconds))
        frames = max(int(seconds * RATE), 1)
        for number in range(frames):
            container.mux(picture.encode(_picture(eyes, width, height, number / frames)))
        container.mux(picture.encode(None))
        for number, sound in enumerate(sounds):
            for start in range(0, int(seconds * SOUND), 1024):
                container.mux(sound.encode(_tone(440 * (number + 1), start)))
            container.mux(sound.encode(None))
        for begin, end, said in subtitles:
            raw = said.encode()
            packet = av.Packet(struct.pack(">H", len(raw)) + raw)
            assert text is not None
            packet.stream, packet.time_base = text, Fraction(1, 1000)
            packet.pts = packet.dts = int(begin * 1000)
            packet.duration = int((end - begin) * 1000)
            container.mux(packet)
    if boxes:
        inject(path, boxes)
    return path


def _picture(eyes: str, width: int, height: int, share: float) -> VideoFrame:
    """Return a frame: red for the left eye, blue for the right; a white line goes down in time."""
    rgb = np.zeros((height, width, 3), np.uint8)
    match eyes:
        case "side_by_side":
            rgb[:, : width // 2], rgb[:, width // 2 :] = RED, BLUE
        case "top_bottom":
            rgb[: height // 2], rgb[height // 2 :] = RED, BLUE
        case _:
            rgb[:] = GREEN
    rgb[int(share * (height - 2)) :][:2] = 255
    return VideoFrame.from_ndarray(rgb, format="rgb24")


def _sound(container: OutputContainer, language: str) -> AudioStream:
    sound = container.add_stream("aac", rate=SOUND)
    assert isinstance(sound, AudioStream)
    sound.metadata["language"] = language
    sound.layout = "mono"
    return sound


def _tone(pitch_hz: float, start: int) -> AudioFrame:
    at = (np.arange(1024) + start) / SOUND
    wave = (np.sin(at * pitch_hz * 2 * np.pi) * 8000).astype(np.int16)
    tone = AudioFrame.from_ndarray(wave[None, :], format="s16", layout="mono")
    tone.sample_rate, tone.pts = SOUND, start
    return tone


def _chapters(chapters: Sequence[tuple[float, str]], seconds: float) -> "list[Chapter]":
    ends = [*(at for at, _ in chapters[1:]), seconds]
    return [
        {
            "id": number,
            "start": int(at * 1000),
            "end": int(end * 1000),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": title},
        }
        for number, ((at, title), end) in enumerate(zip(chapters, ends, strict=True))
    ]


def stream(
    folder: Path, *, layout: str | None = None, eyes: str = "mono", segments: str = "mpegts"
) -> Path:
    """Write an HLS folder: a master playlist, one variant of two segments; return the master.

    `segments` are "mpegts" or "fmp4".
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = film(folder / "whole.mp4", eyes=eyes, seconds=2.0, languages=("kor",))
    with av.open(whole) as source:
        options = {"hls_time": "1", "hls_list_size": "0", "hls_playlist_type": "vod"}
        options["hls_segment_type"] = segments
        with av.open(folder / "video.m3u8", "w", format="hls", options=options) as target:
            made = {
                one.index: target.add_stream_from_template(one)
                for one in (*source.streams.video, *source.streams.audio)
            }
            for packet in source.demux(*source.streams.video, *source.streams.audio):
                if packet.dts is not None:
                    packet.stream = made[packet.stream.index]
                    target.mux(packet)
    whole.unlink()
    extra = f',REQ-VIDEO-LAYOUT="{layout}"' if layout is not None else ""
    master = folder / "master.m3u8"
    master.write_text(
        "#EXTM3U\n#EXT-X-VERSION:7\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=320x160,CODECS="avc1.42c00b,mp4a.40.2"'
        f"{extra}\nvideo.m3u8\n"
    )
    return master


def library(folder: Path) -> None:
    """Write one film of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    half = google(stereo=2, cut=0.25)
    film(
        folder / "제주 바다.mp4",
        eyes="side_by_side",
        seconds=3,
        languages=("kor", "eng"),
        subtitles=[(0.0, 1.5, "바다에 왔어요"), (1.5, 3.0, "물이 참 맑아요")],
        chapters=[(0.0, "아침"), (1.5, "저녁")],
        boxes=half,
    )
    film(folder / "숲_360_TB.mp4", size=(256, 256), eyes="top_bottom", seconds=3)
    film(folder / "Dolphins.mp4", size=(320, 180), seconds=3, languages=("eng",))
    film(
        folder / "Apple garden.mp4",
        eyes="side_by_side",
        seconds=2,
        boxes=apple(projection=b"hequ", packing=b"side", eyes=3, hfov=180.0),
    )
    film(folder / "Only HEVC.mp4", size=(320, 180), codec="libx265", seconds=2)
    (folder / "Dolphins.ko.srt").write_text(
        "1\n00:00:00,000 --> 00:00:02,000\n돌고래가 와요\n", encoding="cp949"
    )
    stream(folder / "별밤", layout="CH-STEREO/PROJ-HEQU", eyes="side_by_side")
    (folder / "damaged.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(200))


if __name__ == "__main__":
    library(Path(sys.argv[1]))
