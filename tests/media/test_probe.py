"""What PyAV reads of films, and of what only looks like one."""

import asyncio
import threading
from pathlib import Path

import av
import pytest

from ondol.media.beside import in_thread
from ondol.media.probe import PyAvReader
from ondol.media.reader import Probed, Unreadable
from ondol.media.video import Description, Video

from .films import film, google, stream

READER = PyAvReader()


def probed(path: Path) -> Probed:
    found = READER.probe(path)
    assert isinstance(found, Probed)
    return found


def left_eye(jpeg: bytes, folder: Path) -> tuple[int, int, int, int, int]:
    """Return the size of a still, and the colour in its middle."""
    path = folder / "still.jpg"
    path.write_bytes(jpeg)
    with av.open(path) as container:
        frame = next(container.decode(video=0))
    middle = frame.to_ndarray(format="rgb24")[frame.height // 3, frame.width // 2]
    red, green, blue = (int(one) for one in middle)
    return frame.width, frame.height, red, green, blue


def test_a_film_says_its_length_tracks_and_chapters(films: Path) -> None:
    found = probed(films / "제주 바다.mp4")
    assert found.duration_s == pytest.approx(3.0, abs=0.1)
    assert (found.width, found.height, found.codec, found.mime) == (320, 160, "h264", "video/mp4")
    assert [(one.language, one.codec) for one in found.audio] == [("kor", "aac"), ("eng", "aac")]
    assert [one.language for one in found.texts] == ["kor"]
    assert [(one.at_s, one.title) for one in found.chapters] == [(0.0, "아침"), (1.5, "저녁")]
    assert found.descriptions[0].source == "google"
    assert found.codecs.startswith("avc1.")
    assert found.codecs.endswith(",mp4a.40.2")


def test_hevc_is_named_as_browsers_ask_for_it(films: Path) -> None:
    found = probed(films / "Only HEVC.mp4")
    assert found.codec == "hevc"
    assert found.codecs.startswith("hvc1.1.6.L")


def test_matroska_says_its_eyes_in_its_own_way(tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mp4", eyes="side_by_side", boxes=google(stereo=2, cut=0.25))
    target = tmp_path / "a.mkv"
    with av.open(whole) as source, av.open(target, "w", format="matroska") as made:
        picture = made.add_stream_from_template(source.streams.video[0])
        picture.metadata["stereo_mode"] = "left_right"
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = picture
                made.mux(packet)
    found = probed(target)
    assert found.mime == "video/x-matroska"
    (said,) = found.descriptions
    assert (said.source, said.stereo) == ("google", "side_by_side")


def test_the_texts_inside_a_film_become_webvtt(films: Path) -> None:
    path = films / "제주 바다.mp4"
    text = READER.texts(path, probed(path).texts[0].index)
    assert text is not None
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n바다에 왔어요\n")
    assert READER.texts(path, 0) is None
    assert READER.texts(path, 99) is None


@pytest.mark.parametrize(
    ("eyes", "video", "size", "is_red"),
    [
        ("side_by_side", Video(stereo="side_by_side"), (160, 160), True),
        ("side_by_side", Video(stereo="side_by_side", is_right_first=True), (160, 160), False),
        ("top_bottom", Video(stereo="top_bottom"), (320, 80), True),
        ("top_bottom", Video(stereo="top_bottom", is_right_first=True), (320, 80), False),
    ],
)
def test_a_still_shows_what_the_left_eye_sees(
    eyes: str, video: Video, size: tuple[int, int], is_red: bool, tmp_path: Path
) -> None:
    path = film(tmp_path / "a.mp4", eyes=eyes)
    jpeg = READER.thumbnail(path, video)
    assert jpeg is not None
    width, height, red, _, blue = left_eye(jpeg, tmp_path)
    assert (width, height) == size
    assert (red > blue) is is_red


def test_a_piece_of_a_stream_has_a_still_too(tmp_path: Path) -> None:
    folder = stream(tmp_path / "s").parent
    assert READER.thumbnail(folder / "video0.ts", Video()) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\0\0\0\x20ftypisom" + bytes(300),
        b"\x1aE\xdf\xa3" + bytes(300),
        (b"G" + bytes(187)) * 5,
        b"RIFF\0\0\0\0AVI " + bytes(300),
    ],
    ids=["empty", "text", "mp4", "matroska", "mpegts", "avi"],
)
def test_what_is_damaged_is_set_aside_with_a_reason(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    found = READER.probe(path)
    assert isinstance(found, Unreadable)
    assert found.reason
    assert str(tmp_path) not in found.reason
    assert READER.thumbnail(path, Video()) is None
    assert READER.texts(path, 0) is None


def test_a_list_of_other_files_is_no_film_whatever_it_is_called(
    films: Path, tmp_path: Path
) -> None:
    film_ = films / "Dolphins.mp4"
    for number, text in enumerate(
        (
            f"ffconcat version 1.0\nfile '{film_}'\n",
            f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n{film_}\n#EXT-X-ENDLIST\n",
        )
    ):
        path = tmp_path / f"{number}.mp4"
        path.write_text(text)
        assert isinstance(READER.probe(path), Unreadable)


@pytest.mark.parametrize("at", [40, 400, 2000, 9000])
def test_a_film_cut_short_or_overwritten_never_raises(at: int, tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mp4", boxes=google(stereo=2, cut=0.25)).read_bytes()
    for number, data in enumerate((whole[:at], whole[:at] + bytes(600) + whole[at + 600 :])):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(data)
        READER.probe(path)
        READER.thumbnail(path, Video())


def test_a_film_without_boxes_describes_nothing(films: Path) -> None:
    assert probed(films / "Dolphins.mp4").descriptions == ()
    (said,) = probed(films / "Apple garden.mp4").descriptions
    assert isinstance(said, Description)
    assert said.source == "apple"


async def test_what_never_ends_is_given_up() -> None:
    never = threading.Event()
    with pytest.raises(TimeoutError):
        await in_thread(never.wait, timeout_s=0.05)
    never.set()


async def test_what_is_raised_beside_the_loop_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await in_thread(fail, timeout_s=5)
    assert await in_thread(lambda: 7, timeout_s=5) == 7
    await asyncio.sleep(0)
