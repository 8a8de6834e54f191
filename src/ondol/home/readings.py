"""What things reported over time, gathered into buckets of five minutes. Pure.

A bucket says for how long a value was known and what it was on the whole, so a boolean's mean is
the share of the time that it was true. Only buckets in which a value changed are kept, and one of
each series every six hours: between two of them the last value held, as long as the hub ran. So a
lamp that burns all day costs next to nothing, and a hub that was off claims to know nothing.

Counters, such as `energy`, are also kept as what they rose by, which outlives a reset. A fall of
less than a tenth is a device that mutters, not one that began anew (as Home Assistant has it:
https://developers.home-assistant.io/docs/core/entity/sensor/, "total_increasing").

Moments are seconds since 1970, in UTC.
"""

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ondol.things.thing import Thing, Value

BUCKET_S = 300
KEPT_S = 31 * 24 * 3600
KEY_S = 6 * 3600
"""Every so often a bucket of each series is kept though nothing changed: so far is looked back."""
RISE_S = 900
"""Rises are kept by the quarter of an hour: all time zones differ by whole quarters."""
ASLEEP_S = 3 * BUCKET_S
"""Who did not look for so long was asleep, and knows nothing of that time."""
MAX_POINTS = 300
STEPS_S = tuple(60 * minutes for minutes in (5, 10, 15, 20, 30, 60, 120, 180, 360))
MAX_SERIES = 50_000
LARGEST = 1e15
"""Above it a number is no reading, and sums of it are no sums."""
RESET_SHARE = 0.9
MAX_KW = 100.0
"""What rises faster is not one counter: the device was replaced."""
_INSTANT_S = 1e-3
"""What a value weighs that was known for no time at all."""


class Series(NamedTuple):
    """One property of one thing."""

    thing: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What was known of a series in the five minutes from `at` on.

    Attributes:
        seconds: for how long a value was known. mean: over that time.
        last: what held when it ended; None: that was not known.
    """

    at: int
    seconds: float
    mean: float
    low: float
    high: float
    last: float | None

    def joined(self, later: "Bucket") -> "Bucket":
        """Return this and a later piece of the same five minutes as one."""
        mine, theirs = max(self.seconds, _INSTANT_S), max(later.seconds, _INSTANT_S)
        return Bucket(
            at=self.at,
            seconds=self.seconds + later.seconds,
            mean=(self.mean * mine + later.mean * theirs) / (mine + theirs),
            low=min(self.low, later.low),
            high=max(self.high, later.high),
            last=later.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A time over which somebody listened."""

    started: float
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a counter stood at, and when it said so."""

    value: float
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be kept: all of it, or nothing.

    Attributes:
        rises: by series and quarter of an hour, what a counter rose by; added to what is there.
        marks: what counters stand at.
        forget_before: what is older is dropped.
    """

    run: Run
    buckets: Sequence[tuple[Series, Bucket]] = ()
    rises: Mapping[tuple[Series, int], float] = field(default_factory=dict)
    marks: Mapping[Series, Mark] = field(default_factory=dict)
    forget_before: int = 0


def as_number(value: Value) -> float | None:
    """Return a reading as a number; None: it is none.

    >>> as_number(True), as_number(21), as_number("auto"), as_number(1e300)
    (1.0, 21.0, None, None)
    """
    if not isinstance(value, int | float) or not abs(value) <= LARGEST:
        return None
    return float(value)


def counters(thing: Thing) -> frozenset[str]:
    """Return the properties of a thing that count kWh, each of them once.

    What a meter counts beside its `value`, such as that of today, is part of the same.
    """
    name = "value" if thing.measures == "energy" else "energy"
    known = thing.properties.get(name)
    return frozenset({name} if known is not None and known.unit == "KiloW-HR" else ())


def risen(before: Mark | None, value: float, at: float) -> tuple[float, Mark]:
    """Return what a counter rose by, and what it stands at now.

    >>> risen(Mark(value=10.0, at=0.0), 10.5, 3600.0)
    (0.5, Mark(value=10.5, at=3600.0))
    >>> risen(Mark(value=10.0, at=0.0), 0.25, 3600.0)
    (0.25, Mark(value=0.25, at=3600.0))
    >>> risen(Mark(value=10.0, at=0.0), 9.9, 3600.0)
    (0.0, Mark(value=10.0, at=0.0))
    """
    if before is None or value < 0:
        return 0.0, Mark(value=max(value, 0.0), at=at)
    if RESET_SHARE * before.value <= value < before.value:
        return 0.0, before
    rise = value - before.value if value >= before.value else value
    believed = MAX_KW * max(at - before.at, BUCKET_S) / 3600
    return rise if rise <= believed else 0.0, Mark(value=value, at=at)


# Gathering ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A series: what holds, since when, and what was seen of the bucket that is open."""

    at: int
    value: float | None
    since: float
    seconds: float = 0.0
    total: float = 0.0
    low: float = math.inf
    high: float = -math.inf

    def pass_to(self, moment: float) -> None:
        """Count the time until `moment`, which is within the open bucket."""
        passed = max(moment - self.since, 0.0)
        if self.value is not None:
            self.seconds += passed
            self.total += self.value * passed
        self.since = moment

    def take(self, value: float | None) -> None:
        """Let another value hold from here on."""
        self.value = value
        if value is not None:
            self.low, self.high = min(self.low, value), max(self.high, value)

    def begin(self, at: int, since: float) -> None:
        """Open the bucket `at`, of which nothing was seen but what holds since `since`."""
        self.at, self.since, self.seconds, self.total = at, since, 0.0, 0.0
        self.low, self.high = math.inf, -math.inf
        self.take(self.value)

    def bucket(self) -> Bucket | None:
        """Return what was seen so far; None: nothing."""
        if self.low > self.high:
            return None
        mean = self.total / self.seconds if self.seconds > 0 else self.low
        return Bucket(
            at=self.at,
            seconds=self.seconds,
            mean=min(max(mean, self.low), self.high),
            low=self.low,
            high=self.high,
            last=self.value,
        )


def slot(moment: float, size_s: int = BUCKET_S) -> int:
    """Return the start of the bucket that a moment is in."""
    return math.floor(moment / size_s) * size_s


class Gathering:
    """Takes in what series report, as it comes, and hands over what is to be kept.

    Memory for each series, and work for each report: what does not change costs nothing.
    """

    def __init__(self, now: float, marks: Mapping[Series, Mark] | None = None) -> None:
        """Begin to listen at `now`; `marks`: what counters stood at before."""
        self._run = Run(started=now, until=now)
        self._keyed = slot(now, KEY_S)
        self._series: dict[Series, _Open] = {}
        self._touched: set[Series] = set()
        self._done: list[tuple[Series, Bucket]] = []
        self._marks = dict(marks or {})
        self._marked: set[Series] = set()
        self._rises: dict[tuple[Series, int], float] = {}

    def run_at(self, now: float) -> Run:
        """Return the time over which somebody listens, as it is at `now`."""
        return replace(self._run, until=max(now, self._run.until))

    def note(
        self, series: Series, value: float | None, now: float, *, is_counter: bool = False
    ) -> None:
        """Take in that a series is `value` from `now` on; None: that is not known any more."""
        now = self._at(now)
        found = self._series.get(series)
        if found is None:
            if value is None or len(self._series) >= MAX_SERIES:
                return
            found = self._series[series] = _Open(at=slot(now), value=None, since=now)
        elif found.value == value:
            return
        self._open(series, found, now)
        found.pass_to(now)
        found.take(value)
        if is_counter and value is not None:
            self._count(series, value, now)

    def pending(self, series: Series, now: float) -> list[Bucket]:
        """Return what was gathered of a series and not yet handed over."""
        found = [bucket for of, bucket in self._done if of == series]
        known = self._series.get(series)
        if known is not None and series in self._touched:
            open_ = replace(known)
            open_.pass_to(min(max(now, open_.since), known.at + BUCKET_S))
            if (bucket := open_.bucket()) is not None:
                found.append(bucket)
        return found

    def pending_rises(self) -> Mapping[tuple[Series, int], float]:
        """Return what counters rose by and was not yet handed over."""
        return dict(self._rises)

    def hand_over(self, now: float, *, is_end: bool = False) -> Batch:
        """Return what is to be kept by now, and begin anew; at the end, what is open too."""
        now = self._at(now)
        for series in tuple(self._touched):
            found = self._series[series]
            if found.at + BUCKET_S <= now:
                self._close(series, found)
                if found.value is None:
                    del self._series[series]
            elif is_end:
                found.pass_to(now)
                self._put(series, found)
        self._keep_keys(now)
        self._run = replace(self._run, until=now)
        batch = Batch(
            run=self._run,
            buckets=self._done,
            rises=self._rises,
            marks={series: self._marks[series] for series in self._marked},
            forget_before=slot(now - KEPT_S),
        )
        self._done, self._rises, self._marked = [], {}, set()
        return batch

    def take_back(self, batch: Batch) -> None:
        """Take back what could not be kept, to be handed over with the next."""
        self._done = [*batch.buckets, *self._done][-MAX_SERIES:]
        for key, rise in batch.rises.items():
            self._rises[key] = self._rises.get(key, 0.0) + rise
        self._marked |= batch.marks.keys()

    def _at(self, now: float) -> float:
        """Return the moment that counts as now, having begun anew after a sleep.

        A clock that is set back a little stands still until it is that late again; by more, it
        was wrong before.
        """
        latest = self._run.until
        if latest - BUCKET_S <= now <= latest + ASLEEP_S:
            now = max(now, latest)
            self._run = replace(self._run, until=now)
            return now
        for series, found in self._series.items():
            if series in self._touched:
                found.pass_to(min(latest, found.at + BUCKET_S))
                self._put(series, found)
            found.begin(slot(now), now)
            self._touched.add(series)
        self._run, self._keyed = Run(started=now, until=now), slot(now, KEY_S)
        return now

    def _open(self, series: Series, found: _Open, now: float) -> None:
        """Have the bucket open that `now` is in."""
        if series in self._touched and found.at != slot(now):
            self._close(series, found)
        if series not in self._touched:
            found.begin(slot(now), max(found.since, slot(now)))
            self._touched.add(series)

    def _close(self, series: Series, found: _Open) -> None:
        found.pass_to(found.at + BUCKET_S)
        self._put(series, found)
        self._touched.discard(series)

    def _put(self, series: Series, found: _Open) -> None:
        if (bucket := found.bucket()) is not None:
            self._done.append((series, bucket))

    def _keep_keys(self, now: float) -> None:
        """Keep a bucket of each series, where one is due and nothing changed."""
        key = slot(now - BUCKET_S, KEY_S)
        if key <= self._keyed:
            return
        self._keyed = key
        kept = {series for series, bucket in self._done if bucket.at == key}
        for series, found in self._series.items():
            value = found.value
            if value is None or series in kept or found.since > key:
                continue
            self._done.append((series, _still(key, value, BUCKET_S)))

    def _count(self, series: Series, value: float, now: float) -> None:
        rise, self._marks[series] = risen(self._marks.get(series), value, now)
        self._marked.add(series)
        if rise > 0:
            key = (series, slot(now, RISE_S))
            self._rises[key] = self._rises.get(key, 0.0) + rise


# Looking back ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a series was in one stretch of time."""

    at: int
    mean: float
    low: float
    high: float


def step_for(hours: int) -> int:
    """Return the seconds of one stretch, so that there are at most `MAX_POINTS`.

    >>> step_for(24), step_for(31 * 24)
    (300, 10800)
    """
    return next(step for step in STEPS_S if hours * 3600 / step + 1 <= MAX_POINTS)


def looked_back_to(start: int) -> int:
    """Return from when on buckets are needed to know what held at `start`."""
    return start - 2 * KEY_S


def points(
    buckets: Iterable[Bucket], runs: Iterable[Run], *, start: int, end: float, step_s: int
) -> list[Point]:
    """Return what a series was from `start` to `end`, without stretches of which nothing is known.

    `buckets` are those from `looked_back_to(start)` on, `runs` those that reach into that time.
    """
    stretches: dict[int, Bucket] = {}
    for bucket in _filled(buckets, sorted(runs, key=lambda run: run.started), start, end):
        at = slot(bucket.at, step_s)
        here = replace(bucket, at=at)
        before = stretches.get(at)
        stretches[at] = here if before is None else before.joined(here)
    return [
        Point(at=max(at, start), mean=one.mean, low=one.low, high=one.high)
        for at, one in stretches.items()
    ]


def _filled(
    buckets: Iterable[Bucket], runs: Sequence[Run], start: int, end: float
) -> Iterator[Bucket]:
    """Return a bucket for every five minutes of which something is known, in their order."""
    known: dict[int, Bucket] = {}
    for bucket in buckets:
        before = known.get(bucket.at)
        known[bucket.at] = bucket if before is None else before.joined(bucket)
    holding: float | None = None
    until = 0.0
    for at in range(slot(min(known, default=start)), math.ceil(end), BUCKET_S):
        seen = known.get(at)
        if seen is not None:
            holding, until = seen.last, _until(runs, at + BUCKET_S)
        elif holding is not None and until > at:
            seen = _still(at, holding, min(until - at, BUCKET_S))
        if at >= start and seen is not None and (seen.seconds > 0 or seen.last is not None):
            yield seen  # else it only says that nothing is known any more


def _still(at: int, value: float, seconds: float) -> Bucket:
    """Return a bucket in which nothing changed."""
    return Bucket(at=at, seconds=seconds, mean=value, low=value, high=value, last=value)


def _until(runs: Sequence[Run], moment: float) -> float:
    """Return the end of the last run that began before a moment."""
    index = bisect_left(runs, moment, key=lambda run: run.started)
    return runs[index - 1].until if index else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What counters rose by on one day of the home."""

    date: dt.date
    total: float
    by_thing: Mapping[str, float]


def first_of(days: int, now: dt.datetime, timezone: str) -> dt.datetime:
    """Return the moment at which the first of so many days until today began."""
    zone = ZoneInfo(timezone)
    date = now.astimezone(zone).date() - dt.timedelta(days=days - 1)
    return dt.datetime.combine(date, dt.time.min, zone).astimezone(dt.UTC)


def by_day(
    rises: Iterable[tuple[str, int, float]], *, days: int, now: dt.datetime, timezone: str
) -> list[Day]:
    """Return what things rose by on each of so many days until today, the oldest first.

    `rises`: the thing, the quarter of an hour, and by how much.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    sums: dict[dt.date, dict[str, float]] = {
        today - dt.timedelta(days=back): {} for back in range(days - 1, -1, -1)
    }
    for thing, at, rise in rises:
        of_day = sums.get(dt.datetime.fromtimestamp(at, zone).date())
        if of_day is not None:
            of_day[thing] = of_day.get(thing, 0.0) + rise
    return [
        Day(date=date, total=math.fsum(of_day.values()), by_thing=of_day)
        for date, of_day in sums.items()
    ]
