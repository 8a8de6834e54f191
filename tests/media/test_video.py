"""Which of several descriptions of one picture is believed: laws, and the matrix of sources."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.media.video import TRUST, WHOLE_FOV_DEG, Description, Video, decide

sources = st.sampled_from(TRUST[:-1])
projections = st.sampled_from(
    ["rectangular", "equirectangular", "half_equirectangular", "fisheye", "equiangular_cubemap"]
)
stereos = st.sampled_from(["mono", "side_by_side", "top_bottom", "multiview"])
descriptions = st.builds(
    Description,
    source=sources,
    projection=st.none() | projections,
    fov_deg=st.none() | st.sampled_from([120.0, 180.0, 190.0, 360.0]),
    stereo=st.none() | stereos,
    is_right_first=st.none() | st.booleans(),
)
several = st.lists(descriptions, max_size=6, unique_by=lambda one: one.source)
sizes = st.sampled_from([(0, 0), (1920, 1080), (3840, 1920), (4096, 4096), (3840, 3840)])


@given(several, sizes, st.randoms())
def test_the_order_in_which_sources_are_heard_changes_nothing(
    said: list[Description], size: tuple[int, int], random: Random
) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)
    width, height = size
    assert decide(shuffled, width=width, height=height) == decide(said, width=width, height=height)


@given(several)
def test_projection_and_stereo_are_each_what_the_most_trusted_who_speaks_of_it_says(
    said: list[Description],
) -> None:
    video = decide(said)
    ranked = sorted(said, key=lambda one: TRUST.index(one.source))
    assert video.projection == next(
        (one.projection for one in ranked if one.projection), "rectangular"
    )
    assert video.stereo == next((one.stereo for one in ranked if one.stereo), "mono")


@given(several, descriptions)
def test_somebody_less_trusted_takes_back_no_projection_and_no_stereo_that_was_said(
    said: list[Description], other: Description
) -> None:
    trusted = [one for one in said if TRUST.index(one.source) < TRUST.index(other.source)]
    before, after = decide(trusted), decide([*trusted, other])
    if any(one.projection for one in trusted):
        assert after.projection == before.projection
    if any(one.stereo for one in trusted):
        assert after.stereo == before.stereo


@given(several)
def test_all_that_was_said_is_either_believed_or_kept_as_overruled(said: list[Description]) -> None:
    video = decide(said)
    kept = {(one.source, one.part, one.value) for one in video.overruled}
    for one in said:
        for part in ("projection", "fov_deg", "stereo", "is_right_first"):
            value = getattr(one, part)
            if value is not None:
                believed = value == getattr(video, part)
                assert believed is not ((one.source, part, value) in kept)


@given(several, sizes)
def test_an_angle_is_one_of_its_projection_and_mono_has_no_order_of_eyes(
    said: list[Description], size: tuple[int, int]
) -> None:
    video = decide(said, width=size[0], height=size[1])
    believed = {one.fov_deg for one in said if one.projection in (None, video.projection)}
    assert video.fov_deg in believed | {WHOLE_FOV_DEG.get(video.projection)}
    assert video.stereo != "mono" or not video.is_right_first


def test_what_nobody_describes_is_flat() -> None:
    assert decide([], width=1920, height=1080, codec="h264") == Video(
        width=1920, height=1080, codec="h264"
    )


@pytest.mark.parametrize("source", TRUST[:-1])
def test_each_source_alone_makes_the_same_record(source: str) -> None:
    said = Description(
        source=source,  # type: ignore[arg-type]
        projection="half_equirectangular",
        stereo="side_by_side",
    )
    video = decide([said], width=3840, height=1920)
    assert (video.projection, video.fov_deg, video.stereo) == (
        "half_equirectangular",
        180.0,
        "side_by_side",
    )
    assert video.source == source


def test_a_name_tells_the_angle_of_a_fisheye_that_the_file_only_calls_one() -> None:
    apple = Description(source="apple", projection="fisheye", stereo="side_by_side")
    name = Description(source="name", projection="fisheye", fov_deg=200.0)
    assert decide([apple, name]).fov_deg == 200.0


def test_a_cameras_angle_is_not_the_angle_of_half_a_sphere() -> None:
    apple = Description(source="apple", fov_deg=63.4, stereo="multiview")
    name = Description(source="name", projection="half_equirectangular", fov_deg=180.0)
    video = decide([apple, name])
    assert (video.fov_deg, video.stereo) == (180.0, "multiview")
    assert [(one.source, one.part) for one in video.overruled] == [("apple", "fov_deg")]


def test_the_order_of_eyes_belongs_to_the_stereo_that_is_believed() -> None:
    google = Description(source="google", stereo="top_bottom")
    name = Description(source="name", stereo="side_by_side", is_right_first=True)
    video = decide([google, name])
    assert (video.stereo, video.is_right_first) == ("top_bottom", False)
    assert {one.part for one in video.overruled} == {"stereo", "is_right_first"}


@pytest.mark.parametrize(
    ("projection", "size", "stereo"),
    [
        ("half_equirectangular", (3840, 1920), "side_by_side"),
        ("half_equirectangular", (1920, 3840), "top_bottom"),
        ("half_equirectangular", (3840, 3840), "mono"),
        ("equirectangular", (4096, 2048), "mono"),
        ("equirectangular", (4096, 4096), "top_bottom"),
        ("equirectangular", (8192, 2048), "side_by_side"),
        ("rectangular", (3840, 1080), "mono"),
    ],
)
def test_the_shape_tells_how_eyes_are_packed_where_nobody_does(
    projection: str, size: tuple[int, int], stereo: str
) -> None:
    said = Description(source="name", projection=projection)  # type: ignore[arg-type]
    assert decide([said], width=size[0], height=size[1]).stereo == stereo
