"""When the sun rises and sets where the home is."""

import datetime as dt

from ondol.apps.sun import AstralSun, sun_for

NOON = dt.datetime(2026, 3, 20, 3, 0, tzinfo=dt.UTC)  # in Seoul


def test_the_next_sunset_in_seoul_is_the_same_evening() -> None:
    sun = sun_for("Asia/Seoul")
    assert sun is not None
    sunset, sunrise = sun.next("sunset", NOON), sun.next("sunrise", NOON)
    # Korea Astronomy and Space Science Institute, Seoul, 20 and 21 March 2026: 18:44, 06:35
    assert sunset is not None
    assert sunrise is not None
    assert abs(sunset - dt.datetime(2026, 3, 20, 9, 44, tzinfo=dt.UTC)) < dt.timedelta(minutes=5)
    assert abs(sunrise - dt.datetime(2026, 3, 20, 21, 35, tzinfo=dt.UTC)) < dt.timedelta(minutes=5)


def test_a_place_that_is_said_counts_before_the_time_zones() -> None:
    said, of_zone = sun_for("Asia/Seoul", 35.18, 129.08), sun_for("Asia/Seoul")
    assert said is not None
    assert of_zone is not None
    assert said.next("sunset", NOON) != of_zone.next("sunset", NOON)


def test_a_time_zone_that_nobody_placed_has_no_sun() -> None:
    assert sun_for("Antarctica/Troll") is None


def test_where_the_sun_stays_up_its_next_set_is_months_away() -> None:
    midsummer = dt.datetime(2026, 6, 21, tzinfo=dt.UTC)
    sunset = AstralSun(78.2, 15.6).next("sunset", midsummer)
    assert sunset is not None
    assert sunset - midsummer > dt.timedelta(days=50)
