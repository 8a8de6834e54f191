import datetime as dt

import pytest

from ondol.language import speak


@pytest.mark.parametrize(
    ("seconds", "korean", "english"),
    [
        (0, "0초", "0 seconds"),
        (1, "1초", "1 second"),
        (90, "1분 30초", "1 minute 30 seconds"),
        (300, "5분", "5 minutes"),
        (3600, "1시간", "1 hour"),
        (5400, "1시간 30분", "1 hour 30 minutes"),
        (90061, "1일 1시간 1분 1초", "1 day 1 hour 1 minute 1 second"),
    ],
)
def test_lengths_of_time_are_said(seconds: int, korean: str, english: str) -> None:
    assert (speak.duration(seconds, "ko"), speak.duration(seconds, "en")) == (korean, english)


@pytest.mark.parametrize(
    ("time", "korean", "english"),
    [
        (dt.time(0), "밤 12시", "midnight"),
        (dt.time(0, 30), "밤 12시 30분", "12:30 am"),
        (dt.time(7, 5), "오전 7시 5분", "7:05 am"),
        (dt.time(12), "낮 12시", "noon"),
        (dt.time(12, 15), "낮 12시 15분", "12:15 pm"),
        (dt.time(19), "오후 7시", "7 pm"),
    ],
)
def test_times_of_day_are_said(time: dt.time, korean: str, english: str) -> None:
    assert (speak.clock(time, "ko"), speak.clock(time, "en")) == (korean, english)


@pytest.mark.parametrize(
    ("value", "unit", "korean", "english"),
    [
        (24, "DEG_C", "24도", "24 degrees"),
        (22.5, "DEG_C", "22.5도", "22.5 degrees"),
        (-0.01, "DEG_C", "0도", "0 degrees"),
        (50, "PERCENT", "50%", "50%"),
        (4000, "K", "4000K", "4000K"),
        (1500, "SEC", "25분", "25 minutes"),
        (10, "MIN", "10분", "10 minutes"),
        (12, "MicroGM-PER-M3", "12㎍/㎥", "12 µg/m³"),
        (7, None, "7", "7"),
    ],
)
def test_values_are_said_with_their_unit(
    value: float, unit: str | None, korean: str, english: str
) -> None:
    assert speak.measure(value, unit, "ko") == korean
    assert speak.measure(value, unit, "en") == english


@pytest.mark.parametrize(
    ("days", "korean", "english"),
    [
        (("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "매일", "every day"),
        (("mon", "tue", "wed", "thu", "fri"), "평일", "every weekday"),
        (("sun", "sat"), "주말", "every weekend"),
        (("mon", "wed", "fri"), "매주 월·수·금요일", "every Monday, Wednesday and Friday"),
        (("tue",), "매주 화요일", "every Tuesday"),
    ],
)
def test_days_of_the_week_are_said(days: tuple[str, ...], korean: str, english: str) -> None:
    assert (speak.weekdays(days, "ko"), speak.weekdays(days, "en")) == (korean, english)


def test_enumerations_end_in_and() -> None:
    assert speak.joined([], "ko") == ""
    assert speak.joined(["TV"], "ko") == "TV"
    assert speak.joined(["거실 등", "TV"], "ko") == "거실 등과 TV"
    assert speak.joined(["TV", "거실 등"], "ko") == "TV와 거실 등"
    assert speak.joined(["a", "b"], "en") == "a and b"


def test_colours_have_names() -> None:
    assert speak.color("navy", "ko") == "남색"
    assert speak.color("rebeccapurple", "ko") == "rebeccapurple"
