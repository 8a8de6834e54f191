"""What file names say of a picture, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.media.names import read_name
from ondol.media.video import Description, Projection, Stereo

HALF: Projection = "half_equirectangular"
WHOLE: Projection = "equirectangular"


@pytest.mark.parametrize(
    ("name", "title", "projection", "fov", "stereo", "is_right_first"),
    [
        ("바다_180_LR", "바다", HALF, 180, "side_by_side", False),
        ("The_Reef_180_RL_8K", "The Reef", HALF, 180, "side_by_side", True),
        ("Reef_180x180_3dh_LR", "Reef", HALF, 180, "side_by_side", None),
        ("Reef_180_SBS", "Reef", HALF, 180, "side_by_side", None),
        ("제주 360도 상하", "제주", WHOLE, 360, "top_bottom", None),
        ("제주 바다 180도 좌우 4K", "제주 바다", HALF, 180, "side_by_side", None),
        ("Jeju_360_TB", "Jeju", WHOLE, 360, "top_bottom", False),
        ("Jeju_360_OU", "Jeju", WHOLE, 360, "top_bottom", None),
        ("Jeju_360_BT", "Jeju", WHOLE, 360, "top_bottom", True),
        ("Jeju (VR360)", "Jeju", WHOLE, 360, None, None),
        ("Jeju_360_part2", "Jeju part2", WHOLE, 360, None, None),
        ("Concert_MONO360", "Concert", WHOLE, 360, "mono", None),
        ("Concert_F180", "Concert", "fisheye", 180, None, None),
        ("Concert_FISHEYE190_LR", "Concert", "fisheye", 190, "side_by_side", False),
        ("Concert_MKX200", "Concert", "fisheye", 200, "side_by_side", None),
        ("Concert_VRCA220_TB", "Concert", "fisheye", 220, "top_bottom", False),
        ("Concert_180_MKX200_LR", "Concert", "fisheye", 200, "side_by_side", False),
        ("공연_어안190", "공연", "fisheye", 190, None, None),
        ("Concert_EAC", "Concert", "equiangular_cubemap", 360, None, None),
        ("Concert_360_EAC_TB", "Concert", "equiangular_cubemap", 360, "top_bottom", False),
        ("Concert_FISHEYE_MKX220", "Concert", "fisheye", 220, "side_by_side", None),
        ("Avatar.2009.3D.Half-SBS.1080p", "Avatar 2009", None, None, "side_by_side", None),
        ("Avatar_SBS", "Avatar", None, None, "side_by_side", None),
    ],
)
def test_a_mark_is_read_and_taken_out_of_the_title(
    name: str,
    title: str,
    projection: Projection | None,
    fov: float | None,
    stereo: Stereo | None,
    is_right_first: bool | None,
) -> None:
    named = read_name(name)
    assert named.title == title
    assert named.description == Description(
        source="name",
        projection=projection,
        fov_deg=fov,
        stereo=stereo,
        is_right_first=is_right_first,
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("SBS 인기가요", "SBS 인기가요"),
        ("SBS_8뉴스", "SBS 8뉴스"),
        ("런닝맨.E700.240512.SBS.1080p-NEXT", "런닝맨 E700 240512 SBS 1080p-NEXT"),
        ("런닝맨_SBS_2024", "런닝맨 SBS 2024"),
        ("180 Degrees South", "180 Degrees South"),
        ("스케이트 360 돌기", "스케이트 360 돌기"),
        ("The Great Escape 1963", "The Great Escape 1963"),
        ("360", "360"),
        ("좌우 대칭", "좌우 대칭"),
        ("Mr. Bean", "Mr. Bean"),
        ("Fisheye", "Fisheye"),
    ],
)
def test_a_word_of_a_title_is_no_mark(name: str, title: str) -> None:
    named = read_name(name)
    assert named.description.is_empty
    assert named.title == title


@given(st.text(max_size=300))
def test_any_name_has_a_reading_and_is_not_longer(name: str) -> None:
    named = read_name(name)
    assert named.description.source == "name"
    assert len(named.title) <= 200


@given(st.text(alphabet="바다_180LRSBTOU. -[]", min_size=1, max_size=40))
def test_a_film_has_a_title_whatever_marks_its_name_holds(name: str) -> None:
    assert read_name(name).title or not name.strip(" _.")
