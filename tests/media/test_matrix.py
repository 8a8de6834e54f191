"""The same picture, described by each source in its own way, is the same record."""

from pathlib import Path

import pytest

from ondol.media import hls
from ondol.media.feeds import deovr, heresphere
from ondol.media.names import read_name
from ondol.media.probe import PyAvReader
from ondol.media.reader import Probed
from ondol.media.video import Description, Projection, Stereo, Video, decide

from .films import apple, film, google

HALF: tuple[Projection, Stereo] = ("half_equirectangular", "side_by_side")
WHOLE: tuple[Projection, Stereo] = ("equirectangular", "top_bottom")
SIZES = {HALF: (320, 160), WHOLE: (256, 256)}
LAYOUTS = {HALF: "CH-STEREO/PROJ-HEQU", WHOLE: "CH-STEREO/PROJ-EQUI"}
BOXES = {
    ("google", HALF): google(stereo=2, cut=0.25),
    ("google", WHOLE): google(stereo=1, cut=0.0),
    ("apple", HALF): apple(projection=b"hequ", packing=b"side", eyes=3, hfov=180),
    ("apple", WHOLE): apple(projection=b"equi", packing=b"over", eyes=3, hfov=360),
}
NAMES = {HALF: "바다_180_LR", WHOLE: "바다_360_TB"}
DEOVR = {HALF: ("dome", "sbs"), WHOLE: ("sphere", "tb")}
HERESPHERE = {HALF: ("equirectangular", "sbs"), WHOLE: ("equirectangular360", "tb")}


def described(source: str, kind: tuple[Projection, Stereo], folder: Path) -> list[Description]:
    width, height = SIZES[kind]
    match source:
        case "google" | "apple":
            path = film(folder / "a.mp4", size=(width, height), boxes=BOXES[source, kind])
            probed = PyAvReader().probe(path)
            assert isinstance(probed, Probed)
            return list(probed.descriptions)
        case "hls":
            playlist = hls.read_playlist(
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,"
                f'RESOLUTION={width}x{height},CODECS="avc1.42c00b",'
                f'REQ-VIDEO-LAYOUT="{LAYOUTS[kind]}"\nv.m3u8\n'
            )
            assert playlist is not None
            return [hls.describe(playlist)]
        case "deovr":
            screen, stereo = DEOVR[kind]
            return [deovr.describe({"screenType": screen, "stereoMode": stereo, "is3d": True})]
        case "heresphere":
            projection, stereo = HERESPHERE[kind]
            return [heresphere.describe({"projection": projection, "stereo": stereo})]
        case _:
            return [read_name(NAMES[kind]).description]


@pytest.mark.parametrize("kind", [HALF, WHOLE], ids=["180 side by side", "360 top-bottom"])
@pytest.mark.parametrize("source", ["google", "apple", "hls", "deovr", "heresphere", "name"])
def test_each_source_describes_the_same_picture(
    source: str, kind: tuple[Projection, Stereo], tmp_path: Path
) -> None:
    width, height = SIZES[kind]
    video = decide(described(source, kind, tmp_path), width=width, height=height, codec="h264")
    assert video == Video(
        projection=kind[0],
        fov_deg=180.0 if kind == HALF else 360.0,
        stereo=kind[1],
        is_right_first=False,
        width=width,
        height=height,
        codec="h264",
        source="feed" if source in ("deovr", "heresphere") else source,  # type: ignore[arg-type]
    )


def test_a_file_with_both_boxes_and_another_name_is_believed_in_the_stated_order(
    tmp_path: Path,
) -> None:
    boxes = google(stereo=1) + apple(projection=b"hequ", packing=b"side", eyes=3, hfov=180)
    path = film(tmp_path / "바다_360_LR.mp4", boxes=boxes)
    probed = PyAvReader().probe(path)
    assert isinstance(probed, Probed)
    video = decide((*probed.descriptions, read_name(path.stem).description))
    assert (video.projection, video.stereo, video.source) == (
        "half_equirectangular",
        "top_bottom",
        "google",
    )
    assert [(one.source, one.part, one.value) for one in video.overruled] == [
        ("apple", "stereo", "side_by_side"),
        ("name", "projection", "equirectangular"),
        ("name", "fov_deg", 360.0),
        ("name", "stereo", "side_by_side"),
    ]
