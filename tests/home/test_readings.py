"""Readings over time: what buckets say is what was reported, however they were cut."""

import asyncio
import datetime as dt
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.home.readings import (
    ASLEEP_S,
    BUCKET_S,
    KEPT_S,
    KEY_S,
    MAX_POINTS,
    Batch,
    Bucket,
    Gathering,
    Mark,
    Point,
    Run,
    Series,
    by_day,
    counters,
    first_of,
    looked_back_to,
    points,
    risen,
    slot,
    step_for,
)
from ondol.home.stores.readings import MemoryReadings
from ondol.things.thing import Property, Thing

BEGIN = 1_772_420_400.0  # 2026-03-02 03:00 UTC, the start of a bucket
LAMP = Series("light", "on")
METER = Series("plug", "energy")

Note = tuple[float, float | None]


class Kept:
    """A memory store that is written to without a loop."""

    def __init__(self) -> None:
        self.store = MemoryReadings()

    def add(self, batch: Batch) -> None:
        asyncio.run(self.store.add(batch))

    def points(self, series: Series, start: int, end: float, step_s: int) -> list[Point]:
        async def read() -> tuple[list[Bucket], list[Run]]:
            from_ = looked_back_to(start)
            found = await self.store.buckets(series, start=from_, end=int(end) + 1)
            return found, await self.store.runs(from_)

        buckets, runs = asyncio.run(read())
        return points(buckets, runs, start=start, end=end, step_s=step_s)


def reported(notes: Sequence[Note], cuts: Sequence[float], end: float) -> Kept:
    """Return what is kept of reports where batches are handed over at `cuts` and at the end."""
    kept, gathering = Kept(), Gathering(BEGIN)
    moments = [*((at, 1, value) for at, value in notes), *((at, 0, None) for at in cuts)]
    for at, is_note, value in sorted(moments, key=lambda moment: moment[:2]):
        if is_note:
            gathering.note(LAMP, value, at)
        else:
            kept.add(gathering.hand_over(at))
    kept.add(gathering.hand_over(end, is_end=True))
    return kept


def truth(notes: Sequence[Note], start: float, end: float) -> tuple[float, float]:
    """Return for how many seconds a value was known from `start` to `end`, and its integral."""
    known = total = 0.0
    for (at, value), (until, _) in zip(notes, (*notes[1:], (end, None)), strict=True):
        passed = min(until, end) - max(at, start)
        if value is not None and passed > 0:
            known += passed
            total += value * passed
    return known, total


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Note], list[float], float]:
    """Reports over some hours, in their order, and moments at which batches are handed over."""
    values = st.none() | st.sampled_from([0.0, 1.0]) | st.floats(-40, 40)
    gaps = draw(st.lists(st.floats(0.5, 800), min_size=1, max_size=25))
    moments = [BEGIN + sum(gaps[: count + 1]) for count in range(len(gaps))]
    notes = [(at, draw(values)) for at in moments]
    end = moments[-1] + draw(st.floats(1, 800))
    cuts = draw(st.lists(st.floats(BEGIN, end), max_size=10))
    beats = [BEGIN + count * BUCKET_S for count in range(int((end - BEGIN) // BUCKET_S) + 1)]
    return notes, [*beats, *cuts], end


@given(histories())
def test_the_mean_is_that_of_what_was_reported_however_the_batches_are_cut(
    history: tuple[list[Note], list[float], float],
) -> None:
    notes, cuts, end = history
    kept = reported(notes, cuts, end)
    whole = 1_000_000_000  # one stretch for all
    for step in (BUCKET_S, whole):
        found = kept.points(LAMP, int(BEGIN), end, step)
        for point in found:
            reach = point.at + (step if step == BUCKET_S else whole)
            known, total = truth(notes, max(point.at, BEGIN), min(reach, end))
            assert point.low - 1e-9 <= point.mean <= point.high + 1e-9
            if known > 1:
                assert math.isclose(point.mean, total / known, rel_tol=1e-3, abs_tol=0.05)
    values = [value for _, value in notes if value is not None]
    if values:
        (point,) = kept.points(LAMP, int(BEGIN), end, whole)
        assert (point.low, point.high) == (min(values), max(values))
    else:
        assert kept.points(LAMP, int(BEGIN), end, whole) == []


def test_a_boolean_is_the_share_of_the_time_that_it_was_true() -> None:
    kept = reported([(BEGIN, 1.0), (BEGIN + 75, 0.0)], [], BEGIN + 300)
    assert kept.points(LAMP, int(BEGIN), BEGIN + 300, BUCKET_S) == [
        Point(at=int(BEGIN), mean=0.25, low=0.0, high=1.0)
    ]


def test_what_does_not_change_is_kept_four_times_a_day_and_known_all_day() -> None:
    gathering, kept = Gathering(BEGIN), Kept()
    gathering.note(LAMP, 1.0, BEGIN + 10)
    count, end = 0, BEGIN + 2 * 24 * 3600
    for at in range(int(BEGIN) + BUCKET_S, int(end) + 1, BUCKET_S):
        batch = gathering.hand_over(at)
        count += len(batch.buckets)
        kept.add(batch)
    assert count <= 1 + 2 * 24 * 3600 // KEY_S
    for start in (int(BEGIN), int(BEGIN) + KEY_S + 7 * BUCKET_S, int(end) - 3600):
        found = kept.points(LAMP, start, end, BUCKET_S)
        assert len(found) == (end - start) // BUCKET_S
        assert {(point.mean, point.low, point.high) for point in found} == {(1.0, 1.0, 1.0)}


def test_nothing_is_known_of_a_thing_that_is_away_or_of_a_time_in_which_nobody_listened() -> None:
    away = [(BEGIN, 1.0), (BEGIN + 300, None), (BEGIN + 900, 1.0)]
    found = reported(away, [BEGIN + 600], BEGIN + 1200).points(
        LAMP, int(BEGIN), BEGIN + 1200, BUCKET_S
    )
    assert [point.at - BEGIN for point in found] == [0, 900]
    kept = reported([(BEGIN, 1.0)], [BEGIN + 600], BEGIN + 700)
    again = Gathering(BEGIN + 1600)
    again.note(LAMP, 0.0, BEGIN + 1600)
    kept.add(again.hand_over(BEGIN + 1800, is_end=True))
    found = kept.points(LAMP, int(BEGIN), BEGIN + 1800, BUCKET_S)
    assert [(point.at - BEGIN, point.mean) for point in found] == [
        (0, 1.0),
        (300, 1.0),
        (600, 1.0),
        (1500, 0.0),
    ]


def test_a_machine_that_slept_knows_nothing_of_that_time() -> None:
    gathering, kept = Gathering(BEGIN), Kept()
    gathering.note(LAMP, 1.0, BEGIN + 10)
    kept.add(gathering.hand_over(BEGIN + 300))
    woke = BEGIN + 360 + ASLEEP_S + 3000
    kept.add(gathering.hand_over(woke))
    kept.add(gathering.hand_over(woke + 300))
    found = kept.points(LAMP, int(BEGIN), woke + 300, BUCKET_S)
    assert [point.at for point in found] == [int(BEGIN), slot(woke), slot(woke) + BUCKET_S]


def test_a_clock_that_was_set_back_neither_loses_what_comes_nor_stops() -> None:
    gathering, kept = Gathering(BEGIN), Kept()
    gathering.note(LAMP, 1.0, BEGIN + 200)
    gathering.note(LAMP, 0.0, BEGIN + 190)  # a little: it stands
    gathering.note(LAMP, 1.0, BEGIN - 7000)  # a lot: it was wrong before
    kept.add(gathering.hand_over(BEGIN - 6600))
    (point, *_) = kept.points(LAMP, int(BEGIN) - 7200, BEGIN - 6600, BUCKET_S)
    assert point.high == 1.0


def test_what_could_not_be_kept_is_handed_over_again_and_counted_once() -> None:
    gathering, kept = Gathering(BEGIN), Kept()
    for at, reading in ((0, 10.0), (200, 10.5), (400, 11.0)):
        gathering.note(METER, reading, BEGIN + at, is_counter=True)
        if at == 200:
            gathering.take_back(gathering.hand_over(BEGIN + 301))
    kept.add(gathering.hand_over(BEGIN + 600))
    rises = asyncio.run(kept.store.rises(0))
    assert sum(rise for _, _, rise in rises) == pytest.approx(1.0)
    found = kept.points(METER, int(BEGIN), BEGIN + 600, BUCKET_S)
    assert [(point.low, point.high) for point in found] == [(10.0, 10.5), (10.5, 11.0)]


def test_what_is_not_handed_over_yet_can_be_looked_at() -> None:
    gathering = Gathering(BEGIN)
    gathering.note(LAMP, 1.0, BEGIN)
    gathering.note(LAMP, 0.0, BEGIN + 30)
    (open_,) = gathering.pending(LAMP, BEGIN + 60)
    assert (open_.mean, open_.seconds, open_.last) == (0.5, 60, 0.0)
    assert gathering.pending(METER, BEGIN + 60) == []


# Counters -------------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 0.5), max_size=40), st.floats(0, 1e4))
def test_a_counter_rises_by_what_it_ends_above_where_it_began(
    steps: list[float], first: float
) -> None:
    mark: Mark | None = None
    total, reading = 0.0, first
    for number, step in enumerate((0.0, *steps)):
        reading += step
        rise, mark = risen(mark, reading, BEGIN + 60 * number)
        total += rise
    assert total == pytest.approx(reading - first, abs=1e-6)


@given(st.lists(st.tuples(st.floats(0, 3600), st.floats(-10, 1e5)), max_size=40))
def test_nothing_that_a_counter_says_makes_it_rise_by_less_than_nothing_or_by_the_impossible(
    readings: list[tuple[float, float]],
) -> None:
    mark, at = None, BEGIN
    for passed, reading in readings:
        at += passed
        rise, mark = risen(mark, reading, at)
        assert 0 <= rise <= 100 * max(at - BEGIN, BUCKET_S) / 3600


def test_a_counter_goes_on_over_a_restart_of_the_hub_and_one_of_its_own() -> None:
    gathering = Gathering(BEGIN)
    gathering.note(METER, 10.0, BEGIN, is_counter=True)
    first = gathering.hand_over(BEGIN + 600)
    again = Gathering(BEGIN + 7200, first.marks)
    again.note(METER, 11.5, BEGIN + 7200, is_counter=True)  # used while the hub was off
    again.note(METER, 0.2, BEGIN + 7500, is_counter=True)  # the plug was pulled: it began anew
    again.note(METER, 0.5, BEGIN + 7800, is_counter=True)
    assert sum(again.hand_over(BEGIN + 8000).rises.values()) == pytest.approx(1.5 + 0.5)


@pytest.mark.parametrize(
    ("measures", "names", "counted"),
    [
        (None, ("on", "power", "energy"), {"energy"}),
        ("energy", ("value",), {"value"}),
        ("energy", ("value", "today"), {"value"}),  # today is part of this month
        ("power", ("value",), set()),
        ("energy_storage", ("value",), set()),  # a battery, which is emptied too
    ],
)
def test_energy_is_counted_once(
    measures: str | None, names: tuple[str, ...], counted: set[str]
) -> None:
    meter = Property(type=float, unit="KiloW-HR", read_only=True)
    properties = dict.fromkeys(names, meter)
    thing = Thing(id="a", title="a", type="sensor", measures=measures, properties=properties)
    assert counters(thing) == counted


def test_days_are_those_of_the_home_and_one_without_use_is_there_too() -> None:
    now = dt.datetime(2026, 3, 4, 1, tzinfo=dt.UTC)  # 10 in Seoul
    midnight = round(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC).timestamp())  # of the third
    rises = [("plug", midnight - 900, 1.0), ("plug", midnight, 2.0), ("oven", midnight, 0.5)]
    days = by_day(rises, days=3, now=now, timezone="Asia/Seoul")
    assert [(str(day.date), day.total) for day in days] == [
        ("2026-03-02", 1.0),
        ("2026-03-03", 2.5),
        ("2026-03-04", 0.0),
    ]
    assert days[1].by_thing == {"plug": 2.0, "oven": 0.5}
    assert first_of(3, now, "Asia/Seoul") == dt.datetime(2026, 3, 1, 15, tzinfo=dt.UTC)


def test_a_day_on_which_the_clocks_change_begins_at_its_midnight() -> None:
    now = dt.datetime(2026, 3, 29, 20, tzinfo=dt.UTC)  # Berlin went to summer time that night
    assert first_of(1, now, "Europe/Berlin") == dt.datetime(2026, 3, 28, 23, tzinfo=dt.UTC)
    assert first_of(2, now, "Europe/Berlin") == dt.datetime(2026, 3, 27, 23, tzinfo=dt.UTC)


@given(st.integers(1, KEPT_S // 3600))
def test_there_are_never_more_points_than_a_page_can_draw(hours: int) -> None:
    assert hours * 3600 / step_for(hours) + 1 <= MAX_POINTS
