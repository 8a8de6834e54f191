"""Timers: which one is meant, and what an operation makes of it. Pure."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ondol.language.normalise import clean, key

from .home import Timer
from .plan import TimerOp

MAX_SECONDS = 7 * 24 * 3600
MAX_TIMERS = 100
MAX_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTimer:
    """A timer as it is kept.

    Attributes:
        due_at: when it ends; None: it is paused. left_s: what was left when it was paused.
    """

    id: str
    length_s: int
    name: str | None = None
    area: str | None = None
    due_at: dt.datetime | None = None
    left_s: float = 0.0

    def left(self, now: dt.datetime) -> float:
        """Return the seconds that are left, none below nought."""
        return self.left_s if self.due_at is None else max((self.due_at - now).total_seconds(), 0)

    def view(self, now: dt.datetime) -> Timer:
        """Return it as people see it."""
        return Timer(
            id=self.id,
            length_s=self.length_s,
            left_s=math.ceil(self.left(now)),
            name=self.name,
            area=self.area,
            is_paused=self.due_at is None,
        )

    def with_left(self, left_s: float, now: dt.datetime, *, is_paused: bool) -> "KeptTimer":
        """Return it with so much left from `now` on."""
        left_s = max(left_s, 0.0)
        due_at = None if is_paused else now + dt.timedelta(seconds=left_s)
        return replace(self, due_at=due_at, left_s=left_s if is_paused else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerChange:
    """What became of one timer, and when; None: it was not there, or is no more."""

    id: str
    at: dt.datetime
    before: KeptTimer | None
    after: KeptTimer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """What an operation comes to: the timers it is about, and what becomes of them."""

    about: tuple[Timer, ...] = ()
    changes: tuple[TimerChange, ...] = ()
    code: str | None = None


def operate(
    op: TimerOp, timers: Mapping[str, KeptTimer], *, now: dt.datetime, new_id: str
) -> Operated:
    """Return what `op` does to `timers`.

    >>> now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    >>> operate(TimerOp(op="start", seconds=300), {}, now=now, new_id="1").about[0].left_s
    300
    """
    match op.op:
        case "start":
            return _start(op, timers, now, new_id)
        case "cancel_all":
            return _changed(tuple(timers.values()), (None,) * len(timers), now)
        case "status":
            return _about(_meant(op, timers), now, timers)
        case _:
            return _on_one(op, timers, now)


def _start(op: TimerOp, timers: Mapping[str, KeptTimer], now: dt.datetime, new_id: str) -> Operated:
    if op.seconds is None:
        return Operated(code="no_duration")
    if not 0 < op.seconds <= MAX_SECONDS:
        return Operated(code="out_of_range")
    if len(timers) >= MAX_TIMERS:
        return Operated(code="too_many")
    name = clean(op.name, limit=MAX_NAME) if op.name else None
    timer = KeptTimer(id=new_id, length_s=op.seconds, name=name or None, area=op.area)
    started = timer.with_left(op.seconds, now, is_paused=False)
    change = TimerChange(id=new_id, at=now, before=None, after=started)
    return Operated(about=(started.view(now),), changes=(change,))


def _on_one(op: TimerOp, timers: Mapping[str, KeptTimer], now: dt.datetime) -> Operated:
    meant = _meant(op, timers)
    if op.op in ("pause", "resume") and len(meant) > 1:
        is_wanted = op.op == "resume"
        meant = tuple(timer for timer in meant if (timer.due_at is None) == is_wanted) or meant
    if len(meant) != 1:
        return _about(meant, now, timers, is_choice=True)
    timer = meant[0]
    left, is_paused = timer.left(now), timer.due_at is None
    match op.op:
        case "cancel":
            return _changed(meant, (None,), now)
        case "pause":
            return _changed(meant, (timer.with_left(left, now, is_paused=True),), now)
        case "resume":
            return _changed(meant, (timer.with_left(left, now, is_paused=False),), now)
        case _ if op.seconds is None or op.seconds <= 0:
            return Operated(about=(timer.view(now),), code="no_duration")
        case _:
            left += op.seconds if op.op == "add" else -op.seconds
            if left > MAX_SECONDS:
                return Operated(about=(timer.view(now),), code="out_of_range")
            return _changed(meant, (timer.with_left(left, now, is_paused=is_paused),), now)


def _meant(op: TimerOp, timers: Mapping[str, KeptTimer]) -> tuple[KeptTimer, ...]:
    """Return the timers that fit what was said; nothing said: all."""

    def fits(timer: KeptTimer) -> bool:
        return (
            (op.name is None or key(op.name) == key(timer.name or ""))
            and (op.length_s is None or op.length_s == timer.length_s)
            and (op.area is None or op.area == timer.area)
        )

    return tuple(timer for timer in timers.values() if fits(timer))


def _about(
    meant: tuple[KeptTimer, ...],
    now: dt.datetime,
    timers: Mapping[str, KeptTimer],
    *,
    is_choice: bool = False,
) -> Operated:
    code = None
    if not timers:
        code = "no_timer"
    elif not meant:
        code = "no_such_timer"
    elif is_choice:
        code = "which_timer"
    return Operated(about=tuple(timer.view(now) for timer in meant), code=code)


def _changed(
    before: tuple[KeptTimer, ...], after: tuple[KeptTimer | None, ...], now: dt.datetime
) -> Operated:
    changes = tuple(
        TimerChange(id=old.id, at=now, before=old, after=new)
        for old, new in zip(before, after, strict=True)
    )
    about = tuple(
        (change.after or old).view(now) for change, old in zip(changes, before, strict=True)
    )
    return Operated(about=about, changes=changes, code=None if before else "no_timer")
