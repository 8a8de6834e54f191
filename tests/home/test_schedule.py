import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.home.plan import DAYS, After, AllOf, At, Day, Once, Plan, Sun, Test, When
from ondol.home.schedule import Fire, Missed, Now, ScheduledPlan, Wait, begin, look, next_moment
from ondol.things.thing import Value

from .world import MINJI, START, FixedSun

SEOUL = Now(moment=START, timezone="Asia/Seoul", state={}, sun=FixedSun())
TORONTO = replace(SEOUL, timezone="America/Toronto")
MOTION = Once(thing_id="motion", attribute="value", test=Test(value=True))

moments = st.integers(0, 5 * 366 * 24 * 3600).map(lambda s: START + dt.timedelta(seconds=s))
days: st.SearchStrategy[tuple[Day, ...]] = st.lists(st.sampled_from(DAYS), unique=True).map(tuple)


def at(hour: int, minute: int = 0, *, day: int = 2) -> dt.datetime:
    """Return a moment by Seoul's wall clock in March 2026; the second is a Monday."""
    seoul = dt.timezone(dt.timedelta(hours=9))
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=seoul).astimezone(dt.UTC)


def kept(when: When, now: Now = SEOUL) -> ScheduledPlan:
    plan = ScheduledPlan(id="1", when=when, then=Plan(steps=()), actor=MINJI, since=now.moment)
    return begin(plan, now)


def seen(moment: dt.datetime, motion: Value = None, now: Now = SEOUL) -> Now:
    return replace(now, moment=moment, state={"motion": {"value": motion}})


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        (After(seconds=90), START + dt.timedelta(seconds=90)),
        (At(time=dt.time(13)), at(13)),
        (At(time=dt.time(12)), at(12, day=3)),  # it is twelve: the next time
        (At(time=dt.time(7)), at(7, day=3)),
        (At(time=dt.time(13), days=("sun",)), at(13, day=8)),
        (At(time=dt.time(13), days=("sun", "mon")), at(13)),
        (Sun(event="sunrise"), dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)),
    ],
    ids=str,
)
def test_the_next_moment_is_the_first_after_now(
    when: After | At | Sun, moment: dt.datetime
) -> None:
    assert next_moment(when, START, SEOUL) == moment


@pytest.mark.parametrize(
    ("after", "time", "expected"),
    [
        # The clocks go forward on 8 March 2026 at two, back on 1 November 2026 at two.
        ((3, 8, 5), dt.time(2, 30), dt.datetime(2026, 3, 8, 7, 30, tzinfo=dt.UTC)),  # 03:30
        ((11, 1, 4), dt.time(1, 30), dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC)),  # the first
        ((11, 1, 12), dt.time(7), dt.datetime(2026, 11, 2, 12, 0, tzinfo=dt.UTC)),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_comes_once(
    after: tuple[int, int, int], time: dt.time, expected: dt.datetime
) -> None:
    since = dt.datetime(2026, *after, tzinfo=dt.UTC)
    first = next_moment(At(time=time), since, TORONTO)
    assert first == expected
    again = next_moment(At(time=time), first, TORONTO)
    assert again is not None
    assert again - first > dt.timedelta(hours=20)


@given(moments, st.times(), days, st.sampled_from(["Asia/Seoul", "America/Toronto"]))
def test_moments_of_a_time_only_go_forward_and_fall_on_its_days(
    since: dt.datetime, time: dt.time, days: tuple[Day, ...], zone: str
) -> None:
    now = replace(SEOUL, timezone=zone)
    when = At(time=time, days=days)
    first = next_moment(when, since, now)
    assert first is not None
    assert since < first <= since + dt.timedelta(days=8)
    second = next_moment(when, first, now)
    assert second is not None
    assert second > first


def test_a_time_is_waited_for_then_done_then_gone() -> None:
    once = kept(At(time=dt.time(13)))
    assert look(once, seen(at(12, 59))) == Wait(once)
    assert look(once, seen(at(13))) == Fire(None)
    assert look(once, seen(at(13, 15))) == Fire(None)
    assert look(once, seen(at(13, 16))) == Missed(None)


def test_a_time_of_certain_days_comes_again() -> None:
    daily = kept(At(time=dt.time(13), days=DAYS))
    fired = look(daily, seen(at(13)))
    assert isinstance(fired, Fire)
    assert fired.rest is not None
    assert fired.rest.next_at == at(13, day=3)
    missed = look(daily, seen(at(13, day=5)))
    assert isinstance(missed, Missed)
    assert missed.rest is not None
    assert missed.rest.next_at == at(13, day=6)


def test_what_is_unknown_neither_meets_a_condition_nor_ends_it() -> None:
    began = kept(MOTION, seen(at(12), motion=True))
    assert began.is_met
    unknown = look(began, seen(at(12, 1), motion=None))
    assert unknown == Wait(began)
    assert look(began, seen(at(12, 2), motion=True)) == Wait(began)
    ceased = look(began, seen(at(12, 3), motion=False))
    assert isinstance(ceased, Wait)
    assert look(ceased.schedule, seen(at(12, 4), motion=True)) == Fire(None)


def test_after_dark_and_only_then_motion_counts_each_day_anew() -> None:
    nightly = kept(AllOf(whens=(At(time=dt.time(22), days=DAYS), MOTION)), seen(at(12), False))
    assert nightly.next_at == at(22)
    noon = look(nightly, seen(at(13), True))
    assert isinstance(noon, Wait)
    night = look(noon.schedule, seen(at(22), True))  # it holds when the time comes
    assert isinstance(night, Fire)
    assert night.rest is not None
    assert night.rest.is_met
    assert night.rest.next_at == at(0, day=3)
    midnight = look(night.rest, seen(at(0, day=3), True))
    assert isinstance(midnight, Wait)
    assert not midnight.schedule.is_met
    assert midnight.schedule.next_at == at(22, day=3)
    assert isinstance(look(midnight.schedule, seen(at(23, day=3), True)), Fire)


def test_all_of_a_delay_and_a_condition_holds_once_both_do() -> None:
    both = kept(AllOf(whens=(After(seconds=60), MOTION)), seen(START, True))
    assert both.next_at == START + dt.timedelta(seconds=60)
    assert isinstance(look(both, seen(START + dt.timedelta(seconds=59), True)), Wait)
    assert look(both, seen(START + dt.timedelta(seconds=60), True)) == Fire(None)


def test_one_part_that_fails_decides_though_another_is_unknown() -> None:
    humid = Once(thing_id="bath", attribute="value", test=Test(op=">", value=60))
    both = replace(kept(AllOf(whens=(MOTION, humid))), is_met=True)
    looked = look(both, seen(at(13), False))
    assert isinstance(looked, Wait)
    assert not looked.schedule.is_met
