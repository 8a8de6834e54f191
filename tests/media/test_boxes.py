"""Google's and Apple's boxes, and files that only look like films."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.media.boxes import MAX_BOXES, SPHERICAL_V1, read_descriptions
from ondol.media.video import Description

from .films import apple, box, film, full, google

HANDLER = full(b"hdlr", bytes(4), b"vide", bytes(12), b"\0")


def movie(boxes: bytes, *, track: bytes = b"", handler: bytes = HANDLER) -> io.BytesIO:
    """Return the skeleton of an MP4 whose first picture's entry holds some boxes."""
    entry = box(b"avc1", bytes(78), boxes)
    described = full(b"stsd", b"\0\0\0\1", entry)
    media = box(b"mdia", handler, box(b"minf", box(b"stbl", described)))
    return io.BytesIO(box(b"ftyp", b"isom") + box(b"moov", box(b"trak", media, track)))


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (google(stereo=0), Description(source="google", stereo="mono")),
        (
            google(stereo=1, cut=0.0),
            Description(
                source="google",
                projection="equirectangular",
                fov_deg=360.0,
                stereo="top_bottom",
                is_right_first=False,
            ),
        ),
        (
            google(stereo=2, cut=0.25),
            Description(
                source="google",
                projection="half_equirectangular",
                fov_deg=180.0,
                stereo="side_by_side",
                is_right_first=False,
            ),
        ),
        (
            google(stereo=4),
            Description(source="google", stereo="side_by_side", is_right_first=True),
        ),
        (
            apple(projection=b"hequ", packing=b"side", eyes=3, hfov=180),
            Description(
                source="apple",
                projection="half_equirectangular",
                fov_deg=180.0,
                stereo="side_by_side",
                is_right_first=False,
            ),
        ),
        (
            apple(projection=b"equi", packing=b"over", eyes=3 | 8, hfov=360),
            Description(
                source="apple",
                projection="equirectangular",
                fov_deg=360.0,
                stereo="top_bottom",
                is_right_first=True,
            ),
        ),
        (
            apple(projection=b"rect", eyes=3, hfov=63.4),
            Description(
                source="apple",
                projection="rectangular",
                fov_deg=63.4,
                stereo="multiview",
                is_right_first=False,
            ),
        ),
        (apple(projection=b"fish"), Description(source="apple", projection="fisheye")),
        (apple(eyes=1), Description(source="apple", stereo="mono")),
    ],
)
def test_each_box_is_read_as_its_standard_says(boxes: bytes, expected: Description) -> None:
    assert read_descriptions(movie(boxes)) == (expected,)


def test_what_both_say_is_told_apart() -> None:
    found = read_descriptions(movie(google(stereo=1) + apple(packing=b"side", eyes=3)))
    assert [(one.source, one.stereo) for one in found] == [
        ("google", "top_bottom"),
        ("apple", "side_by_side"),
    ]


@pytest.mark.parametrize(
    ("shown", "projection", "fov"),
    [("4096", "equirectangular", 360.0), ("2048", "half_equirectangular", 180.0)],
)
def test_the_first_version_of_googles_form_is_read_too(
    shown: str, projection: str, fov: float
) -> None:
    xml = (
        "<rdf:SphericalVideo><GSpherical:Spherical>true</GSpherical:Spherical>"
        "<GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType>"
        "<GSpherical:StereoMode>left-right</GSpherical:StereoMode>"
        "<GSpherical:FullPanoWidthPixels>4096</GSpherical:FullPanoWidthPixels>"
        f"<GSpherical:CroppedAreaImageWidthPixels>{shown}</GSpherical:CroppedAreaImageWidthPixels>"
        "</rdf:SphericalVideo>"
    )
    (found,) = read_descriptions(movie(b"", track=box(b"uuid", SPHERICAL_V1, xml.encode())))
    assert (found.projection, found.fov_deg, found.stereo) == (projection, fov, "side_by_side")


def test_a_projection_that_is_unknown_here_is_not_said() -> None:
    assert read_descriptions(movie(apple(projection=b"prim"))) == ()


def test_sound_has_no_picture_to_describe() -> None:
    sound = full(b"hdlr", bytes(4), b"soun", bytes(12), b"\0")
    assert read_descriptions(movie(google(stereo=1), handler=sound)) == ()


def test_a_file_that_claims_too_many_boxes_ends() -> None:
    many = box(b"free") * (MAX_BOXES + 10)
    assert read_descriptions(io.BytesIO(many + movie(google(stereo=1)).read())) == ()


@given(st.binary(max_size=400))
def test_rubbish_says_nothing_and_breaks_nothing(data: bytes) -> None:
    assert read_descriptions(io.BytesIO(data)) == ()


@given(st.data())
def test_a_film_of_which_bytes_are_wrong_or_missing_breaks_nothing(data: st.DataObject) -> None:
    whole = bytearray(movie(google(stereo=2, cut=0.25) + apple(eyes=3, hfov=90)).read())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for one in read_descriptions(io.BytesIO(cut)):
        assert one.fov_deg is None or 0 < one.fov_deg <= 360


@pytest.mark.parametrize("length", [0, 1, 7, 2**31, 2**32 - 1])
def test_a_length_that_cannot_be_ends_the_reading(length: int) -> None:
    whole = bytearray(movie(google(stereo=2)).read())
    at = whole.index(b"trak") - 4
    whole[at : at + 4] = length.to_bytes(4, "big")
    assert len(read_descriptions(io.BytesIO(bytes(whole)))) <= 1


def test_boxes_are_found_in_a_real_film(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", boxes=google(stereo=2, cut=0.25))
    with path.open("rb") as file:
        (found,) = read_descriptions(file)
    assert found.projection == "half_equirectangular"
