from hypothesis import given
from hypothesis import strategies as st

from ondol.things.colors import (
    NAMES,
    from_hs,
    from_xy,
    is_like,
    nearest,
    to_hs,
    to_xy,
)

names = st.sampled_from(sorted(NAMES))
bytes_ = st.integers(0, 255)


def test_all_148_colours_of_css_are_known() -> None:
    assert len(NAMES) == 148
    assert NAMES["rebeccapurple"] == (0x66, 0x33, 0x99)


@given(names)
def test_a_css_colour_is_called_by_its_own_name_or_a_synonym(name: str) -> None:
    assert NAMES[nearest(NAMES[name])] == NAMES[name]


@given(bytes_, bytes_, bytes_)
def test_every_colour_has_a_name(red: int, green: int, blue: int) -> None:
    assert nearest((red, green, blue)) in NAMES


@given(names)
def test_hue_and_saturation_survive_the_way_there_and_back(name: str) -> None:
    hue, saturation = to_hs(NAMES[name])
    again = to_hs(from_hs(hue, saturation))
    assert from_hs(*again) == from_hs(hue, saturation)


@given(names)
def test_xy_survives_the_way_there_and_back(name: str) -> None:
    once = from_xy(*to_xy(NAMES[name]))
    assert is_like(from_xy(*to_xy(once)), once)


@given(st.floats(-1, 2), st.floats(-1, 2))
def test_any_numbers_make_a_colour(x: float, y: float) -> None:
    assert all(0 <= part <= 255 for part in (*from_xy(x, y), *from_hs(x * 1000, y * 1000)))
