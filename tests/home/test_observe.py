import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.home.observe import as_reported, meets
from ondol.things.catalog import TYPES
from ondol.things.thing import Value

from .world import HOME

LIGHT = TYPES["light"].properties
CLIMATE = TYPES["air_conditioner"].properties


@given(st.integers(0, 100))
def test_a_brightness_that_went_through_255_steps_is_the_one_asked(percent: int) -> None:
    reported = round(round(percent * 255 / 100) * 100 / 255)
    assert meets(LIGHT["brightness"], "brightness", desired=percent, reported=reported, before=None)


@given(st.integers(1500, 9000))
def test_a_colour_temperature_that_went_through_mireds_is_the_one_asked(kelvin: int) -> None:
    reported = round(1e6 / round(1e6 / kelvin))
    known = LIGHT["color_temperature"]
    assert meets(known, "color_temperature", desired=kelvin, reported=reported, before=None)


@given(st.integers(10, 70))
def test_a_temperature_that_went_through_fahrenheit_is_the_one_asked(half_degrees: int) -> None:
    celsius = half_degrees / 2
    reported = round((round(celsius * 9 / 5 + 32) - 32) * 5 / 9, 1)
    known = CLIMATE["target_temperature"]
    assert meets(known, "target_temperature", desired=celsius, reported=reported, before=None)


@pytest.mark.parametrize(
    ("name", "desired", "reported", "before", "is_met"),
    [
        ("brightness", 50, 50, 50, True),
        ("brightness", 51, 50, 50, False),  # it says again what it was
        ("brightness", 51, 50, 90, True),
        ("brightness", 50, 53, 90, False),
        ("brightness", 50, None, 90, False),
        ("on", True, True, False, True),
        ("on", True, 1, False, False),
        ("color", "RebeccaPurple", "rebeccapurple", None, True),
        ("color", "red", "blue", None, False),
    ],
)
def test_what_a_light_reports_meets_what_was_asked(
    name: str, desired: Value, reported: Value, before: Value, is_met: bool
) -> None:
    known = LIGHT[name]
    assert meets(known, name, desired=desired, reported=reported, before=before) is is_met


def test_a_robot_at_its_dock_has_returned_but_one_on_its_way_is_not_docked() -> None:
    known = TYPES["vacuum"].properties["activity"]
    assert meets(known, "activity", desired="returning", reported="docked", before="cleaning")
    assert not meets(known, "activity", desired="docked", reported="returning", before="cleaning")


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("on", True, True), ("brightness", 30.0, 30), ("brightness", None, None)],
)
def test_a_report_is_kept_in_its_propertys_type(name: str, value: Value, kept: Value) -> None:
    found = as_reported(HOME.things["light"], name, value)
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("thing_id", "name", "value"),
    [
        ("light", "volume", 3),
        ("light", "on", "yes"),
        ("light", "on", 1),
        ("light", "brightness", 30.5),
        ("light", "brightness", float("inf")),
        ("ac", "temperature", float("nan")),
        ("tv", "app", 3),
    ],
)
def test_a_report_of_another_type_is_an_error(thing_id: str, name: str, value: Value) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        as_reported(HOME.things[thing_id], name, value)
