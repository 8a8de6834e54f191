"""The cinema in a real browser, with an emulated headset, against the real hub and real films.

The films are small, and say by their pixels what they are: red is what the left eye is to see, blue
the right one, and a white pole stands nearer than all else.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from tests.media.films import BLUE, RED, film

from .conftest import RunningHub, running_hub, walked

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]

Picture = NDArray[np.uint8]
RATE = 10
"""Frames a second."""


def eye(width: int, height: int, color: tuple[int, int, int], pole: float) -> Picture:
    """Return what one eye sees: `pole` is how far from the left it stands, 0 to 1."""
    rgb = np.full((height, width, 3), color, np.uint8)
    at, half = round(pole * width), max(2, width // 40)
    rgb[:, at - half : at + half] = 255
    return rgb


def both(width: int, height: int, join: Callable[[list[Picture]], Picture]) -> Picture:
    """Return both eyes' views: what is near stands farther right in the left one."""
    return join([eye(width, height, RED, 0.53), eye(width, height, BLUE, 0.47)])


def still(path: Path, picture: Picture, seconds: float, *, codec: str = "libx264") -> Path:
    """Write a film of one picture."""
    height, width, _ = picture.shape
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=RATE)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "ultrafast", "g": str(RATE)}
        if codec == "libx265":
            stream.options = {**stream.options, "x265-params": "log-level=none"}
        for _ in range(round(seconds * RATE)):
            container.mux(stream.encode(VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def stream(folder: Path) -> None:
    """Write an HLS folder: a picture, sound in two languages, subtitles; fragmented MP4."""
    folder.mkdir()
    whole = film(folder / "whole.mp4", size=(320, 180), seconds=20, languages=("kor", "eng"))
    with av.open(whole) as source:
        parts = [("video", source.streams.video[0])]
        parts += zip(("ko", "en"), source.streams.audio, strict=True)  # type: ignore[arg-type]
        for name, part in parts:
            options = {
                "hls_time": "2",
                "hls_list_size": "0",
                "hls_playlist_type": "vod",
                "hls_segment_type": "fmp4",
                "hls_fmp4_init_filename": f"{name}.init.mp4",
                "hls_segment_filename": str(folder / f"{name}-%d.m4s"),
            }
            with av.open(folder / f"{name}.m3u8", "w", format="hls", options=options) as target:
                made = target.add_stream_from_template(part)
                source.seek(0)
                for packet in source.demux(part):
                    if packet.dts is not None:
                        packet.stream = made
                        target.mux(packet)
    whole.unlink()
    (folder / "text.vtt").write_text(
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n"
        "00:00.000 --> 00:20.000\n<v 민지>바다가 <i>보여요</i></v>\n",
        encoding="utf-8",
    )
    (folder / "text.m3u8").write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXT-X-PLAYLIST-TYPE:VOD\n"
        "#EXTINF:20,\ntext.vtt\n#EXT-X-ENDLIST\n"
    )
    media = '#EXT-X-MEDIA:TYPE={},GROUP-ID="{}",NAME="{}",LANGUAGE="{}",DEFAULT={},URI="{}"\n'
    (folder / "master.m3u8").write_text(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        + media.format("AUDIO", "sound", "한국어", "ko", "YES", "ko.m3u8")
        + media.format("AUDIO", "sound", "English", "en", "NO", "en.m3u8")
        + media.format("SUBTITLES", "text", "한국어", "ko", "NO", "text.m3u8")
        + '#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=320x180,CODECS="avc1.42c00c,mp4a.40.2",'
        'AUDIO="sound",SUBTITLES="text"\nvideo.m3u8\n',
        encoding="utf-8",
    )


def only_hevc_stream(folder: Path) -> None:
    """Write an HLS folder whose one version is HEVC."""
    folder.mkdir()
    still(folder / "whole.mp4", eye(320, 180, RED, 0.5), 2, codec="libx265")
    with av.open(folder / "whole.mp4") as source:
        options = {"hls_segment_type": "fmp4", "hls_playlist_type": "vod"}
        with av.open(folder / "video.m3u8", "w", format="hls", options=options) as target:
            made = target.add_stream_from_template(source.streams.video[0])
            for packet in source.demux(source.streams.video[0]):
                if packet.dts is not None:
                    packet.stream = made
                    target.mux(packet)
    (folder / "whole.mp4").unlink()
    (folder / "master.m3u8").write_text(
        "#EXTM3U\n#EXT-X-VERSION:7\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=320x180,CODECS="hvc1.1.6.L60.90"\n'
        "video.m3u8\n"
    )


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """Run a hub with films of each kind."""
    films = tmp_path_factory.mktemp("films")
    still(films / "Forest_180_LR.mp4", both(256, 256, np.hstack), 30)
    still(films / "Reef_360_TB.mp4", both(512, 256, np.vstack), 30)
    still(films / "Swapped_180_RL.mp4", both(256, 256, lambda views: np.hstack(views[::-1])), 30)
    still(films / "Stage_3D_SBS.mp4", both(160, 180, np.hstack), 30)
    film(films / "Dolphins.mp4", size=(320, 180), seconds=30, languages=("kor",))
    (films / "Dolphins.ko.srt").write_text(
        "1\n00:00:00,000 --> 00:00:30,000\n돌고래가 와요\n", encoding="utf-8"
    )
    film(films / "Only HEVC.mp4", size=(320, 180), codec="libx265", languages=("kor",))
    film(films / "Unknown.mp4", size=(320, 160), codec="libx265", seconds=2, languages=("kor",))
    stream(films / "Sea")
    only_hevc_stream(films / "Far")
    with running_hub(tmp_path_factory.mktemp("data"), "--media", str(films)) as running:
        yield running


def walk(script: str, hub: RunningHub, folder: Path) -> dict[str, Any]:
    """Return what a walk through the cinema saw; its pictures go to `folder`."""
    return walked(f"cinema/{script}", hub.address, folder)


@pytest.fixture(scope="module")
def page(cinema: RunningHub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what somebody saw who has no headset, and uses the keyboard alone."""
    return walk("page.mjs", cinema, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def space(cinema: RunningHub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what somebody saw who wears a headset."""
    return walk("space.mjs", cinema, tmp_path_factory.mktemp("space"))


def test_a_keyboard_is_enough_to_choose_and_watch_films(page: dict[str, Any]) -> None:
    films = dict(zip(page["titles"], page["details"], strict=True))
    assert films["Forest"] == "0:30 · 180° 3D"
    assert films["Reef"] == "0:30 · 360° 3D"
    assert films["Dolphins"] == "0:30"
    assert page["captions"] == "돌고래가 와요"
    assert page["soundPage"] == 1
    assert page["backOn"] == "소리"
    assert page["volume"] == 75
    assert page["left"] == 0
    assert page["serious"] == []


def test_a_film_goes_on_where_it_was_left(page: dict[str, Any]) -> None:
    assert page["backInLibrary"].startswith("Dolphins")
    assert "부터 이어 보기" in page["begun"]
    assert page["resumedAt"] >= 10


def test_a_hidden_page_pauses_and_does_not_go_on_by_itself(page: dict[str, Any]) -> None:
    assert page["hiddenPauses"]
    assert page["afterHidden"] == "paused"


def test_a_stream_jumps_pauses_and_has_its_sounds_and_subtitles(page: dict[str, Any]) -> None:
    assert page["audio"] == ["한국어", "English"]
    assert page["streamCaptions"] == "바다가 보여요"
    assert page["streamPlaysOn"]


def test_a_film_that_cannot_be_decoded_says_so(page: dict[str, Any]) -> None:
    for film_or_stream in ("hevc", "hevcStream"):
        assert page[film_or_stream]["failure"] == "codec"
        assert "HEVC" in page[film_or_stream]["said"]
    assert page["unknown"]["failure"] == "blank"
    assert "소리는 나오지만" in page["unknown"]["said"]


def is_like(color: list[int], wanted: tuple[int, int, int]) -> bool:
    """Say whether a colour is one that a film was made with, but for its compression."""
    return all(abs(one - other) < 12 for one, other in zip(color, wanted, strict=True))


@pytest.mark.parametrize("film_kind", ["screen", "half", "swapped", "whole"])
def test_each_eye_sees_its_own_view(space: dict[str, Any], film_kind: str) -> None:
    left, right = space[film_kind]["left"], space[film_kind]["right"]
    assert is_like(left["color"], RED)
    assert is_like(right["color"], BLUE)
    assert left["pole"] > right["pole"], "what is near stands farther right in the left eye"


def test_a_whole_sphere_is_behind_the_viewer_too(space: dict[str, Any]) -> None:
    assert is_like(space["behind"]["left"]["color"], RED)
    assert is_like(space["behind"]["right"]["color"], BLUE)
    assert space["behind"]["left"]["pole"] is None


def test_without_stereo_both_eyes_see_the_left_view(space: dict[str, Any]) -> None:
    for side in ("left", "right"):
        assert is_like(space["flat"][side]["color"], RED)
    assert space["flat"]["left"]["pole"] == space["flat"]["right"]["pole"]


def test_a_person_swaps_the_eyes_and_the_hub_keeps_it(
    space: dict[str, Any], cinema: RunningHub
) -> None:
    assert is_like(space["corrected"]["left"]["color"], BLUE)
    assert is_like(space["corrected"]["right"]["color"], RED)
    items = cinema.call("GET", "/api/media")["items"]
    forest = next(one for one in items if one["title"] == "Forest")
    assert forest["video"]["source"] == "person"
    assert forest["video"]["is_right_first"] is True


def test_subtitles_stand_at_the_depth_of_the_screen(space: dict[str, Any]) -> None:
    assert 0.97 < space["captions"]["depth"] < 1
    assert space["captions"]["layers"] == 1, "one plate for both eyes"


def test_a_ray_chooses_a_film_and_how_it_is_watched(space: dict[str, Any]) -> None:
    assert space["chosen"] == "Stage"
    assert space["chosenScreen"] == ["imax", True, "lit"]


def test_in_space_too_a_film_that_cannot_be_decoded_says_so(space: dict[str, Any]) -> None:
    assert "HEVC" in space["failurePanel"]
    assert "볼 수 없어요" in space["failurePanel"]


def test_a_headset_that_is_taken_off_pauses(space: dict[str, Any]) -> None:
    assert space["doffedPauses"]
    assert space["onPage"] == "Forest"


def test_films_leave_nothing_behind(space: dict[str, Any]) -> None:
    assert space["grown"]["geometries"] <= 0
    assert space["grown"]["textures"] <= 0
    assert space["leftVideos"] == 0
