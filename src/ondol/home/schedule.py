"""When what was put off is done: the next moment of a time, the edge of a condition.

Pure: the sun's times come through a port, the state as an argument.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from ondol.things.thing import State, Value

from .plan import DAYS, After, AllOf, At, Once, Plan, Sun, When
from .policy import Actor, Risk

GRACE = dt.timedelta(minutes=15)
"""How late a schedule may still be done (the hub was off): later, it is reported as missed."""


class SunTimes(Protocol):
    """Knows where the home is, and so when the sun rises and sets there."""

    def next(self, event: Literal["sunrise", "sunset"], after: dt.datetime) -> dt.datetime | None:
        """Return the first such moment after `after`, in UTC; None: none within a year (poles)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledPlan:
    """A plan that is kept until it is time.

    Attributes:
        since: from when on moments count: when it was asked for, or was last done.
        next_at: the next moment at which it is due, or at which to look again; None: a condition.
        is_met: whether its condition held when last looked at; it is done when that turns true.
        confirmed: the risk that a resident has confirmed for this schedule; None: none was needed.
    """

    id: str
    when: When
    then: Plan
    actor: Actor
    since: dt.datetime
    next_at: dt.datetime | None = None
    is_met: bool = False
    confirmed: Risk | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What schedules are looked at with."""

    moment: dt.datetime
    timezone: str
    state: Mapping[str, State]
    sun: SunTimes | None = None


def needs_sun(when: When) -> bool:
    """Say whether it takes the sun's times to know when."""
    match when:
        case Sun():
            return True
        case AllOf(whens=whens):
            return any(needs_sun(part) for part in whens)
        case _:
            return False


def repeats(when: When) -> bool:
    """Say whether it is done again after it was done."""
    match when:
        case At(days=days):
            return bool(days)
        case AllOf(whens=whens):
            return any(repeats(part) for part in whens)
        case _:
            return False


def next_moment(when: After | At | Sun, since: dt.datetime, now: Now) -> dt.datetime | None:
    """Return the first moment after `since` at which it is due; None: the sun never does that.

    >>> seoul = Now(moment=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), timezone="Asia/Seoul", state={})
    >>> next_moment(At(time=dt.time(7)), seoul.moment, seoul).isoformat()
    '2026-03-01T22:00:00+00:00'
    """
    match when:
        case After(seconds=seconds):
            return since + dt.timedelta(seconds=seconds)
        case At():
            return _next_time(when, since, ZoneInfo(now.timezone))
        case Sun(event=event):
            return now.sun.next(event, since) if now.sun is not None else None


def holds(when: When, since: dt.datetime, now: Now) -> bool | None:
    """Say whether it holds at this moment; None: a thing that it is about reports nothing.

    A time holds from its first moment after `since` on; a time of certain days, from then to the
    end of each such day.
    """
    match when:
        case Once(thing_id=thing_id, attribute=attribute, test=test):
            reported: Value = now.state.get(thing_id, {}).get(attribute)
            return None if reported is None else test.holds(reported)
        case AllOf(whens=whens):
            parts = [holds(part, since, now) for part in whens]
            return False if False in parts else None if None in parts else True
        case At(time=time, days=days) if days:
            local = now.moment.astimezone(ZoneInfo(now.timezone))
            return DAYS[local.weekday()] in days and local.time() >= time
        case _:
            moment = next_moment(when, since, now)
            return moment is not None and moment <= now.moment


@dataclass(frozen=True, slots=True)
class Wait:
    """Not yet; keep it as it is now."""

    schedule: ScheduledPlan


@dataclass(frozen=True, slots=True)
class Fire:
    """It is time. `rest`: what is kept for the next time; None: this was the only one."""

    rest: ScheduledPlan | None


@dataclass(frozen=True, slots=True)
class Missed:
    """Its moment passed while nobody looked. `rest`: as in `Fire`."""

    rest: ScheduledPlan | None


def begin(schedule: ScheduledPlan, now: Now) -> ScheduledPlan:
    """Return a new schedule made ready: what holds already must first cease to hold."""
    when = schedule.when
    if isinstance(when, After | At | Sun):
        return replace(schedule, next_at=next_moment(when, schedule.since, now))
    is_met = holds(when, schedule.since, now) is True
    return replace(schedule, is_met=is_met, next_at=_next_look(when, schedule.since, now))


def look(schedule: ScheduledPlan, now: Now) -> Wait | Fire | Missed:
    """Decide whether it is time."""
    if isinstance(schedule.when, After | At | Sun):
        return _look_at_clock(schedule, now)
    held = holds(schedule.when, schedule.since, now)
    is_met = schedule.is_met if held is None else held
    if is_met and not schedule.is_met:
        return Fire(_rest(schedule, now))
    next_at = _next_look(schedule.when, schedule.since, now)
    return Wait(replace(schedule, next_at=next_at, is_met=is_met))


def _look_at_clock(schedule: ScheduledPlan, now: Now) -> Wait | Fire | Missed:
    due = schedule.next_at
    if due is None or due > now.moment:
        return Wait(schedule)
    rest = _rest(schedule, now)
    return Fire(rest) if now.moment - due <= GRACE else Missed(rest)


def _rest(schedule: ScheduledPlan, now: Now) -> ScheduledPlan | None:
    """Return what is kept for the next time; a condition must first cease to hold."""
    if not repeats(schedule.when):
        return None
    return begin(replace(schedule, since=now.moment), now)


def _next_look(when: When, since: dt.datetime, now: Now) -> dt.datetime | None:
    """Return when a time in a condition next begins to hold, or ceases to."""
    match when:
        case Once():
            return None
        case AllOf(whens=whens):
            looks = [_next_look(part, since, now) for part in whens]
            return min((moment for moment in looks if moment is not None), default=None)
        case At(days=days) if days:
            midnight = At(time=dt.time(0), days=DAYS)
            zone = ZoneInfo(now.timezone)
            return min(_next_time(at, now.moment, zone) for at in (when, midnight))
        case _:
            moment = next_moment(when, since, now)
            return moment if moment is not None and moment > now.moment else None


def _next_time(at: At, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the next such time of day; one that the clocks skip counts an hour later."""
    days = at.days or DAYS
    date = after.astimezone(zone).date()
    while True:
        moment = dt.datetime.combine(date, at.time, zone).astimezone(dt.UTC)
        if moment > after and DAYS[date.weekday()] in days:
            return moment
        date += dt.timedelta(days=1)
