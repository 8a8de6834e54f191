"""From a journal entry to what takes it back, on the present state.

Pure. Restores only what the entry changed: what was commanded, and what changed along with it (a
lamp that was dimmed also went on).
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.things.command import SetProperty
from ondol.things.thing import State, Thing, Value

from .home import Home
from .journal import Entry, Trace
from .plan import Act, Handoff, ListOp, Plan, Play, Undo
from .timers import KeptTimer, TimerChange

AT_HOME = ("docked", "returning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """What takes an entry back.

    Attributes:
        timers: what each timer is to be; None: no more. schedules: ids of those to drop.
    """

    act: Act
    timers: Mapping[str, KeptTimer | None]
    schedules: tuple[str, ...] = ()


def can_undo(entry: Entry) -> bool:
    """Say whether an entry did anything that an undo could take back."""
    if entry.status not in ("accepted", "completed", "interrupted") or entry.undone_by is not None:
        return False
    trace = entry.trace
    if trace is None or any(isinstance(step, Undo) for step in entry.plan.steps):
        return False
    commanded = _commanded(entry.plan)
    changed = any(
        _differs(trace, thing_id, name) for thing_id, names in commanded.items() for name in names
    )
    return changed or bool(trace.timers or trace.schedules)


def inverse(entry: Entry, home: Home, timers: Mapping[str, KeptTimer], now: dt.datetime) -> Inverse:
    """Return what takes `entry` back from how `home` is now, what is under way included."""
    trace = entry.trace or Trace()
    commanded = _commanded(entry.plan)
    changes = {
        thing_id: _restored(
            home.things[thing_id],
            before=before,
            after=trace.after.get(thing_id),
            present=home.state.get(thing_id, {}),
            commanded=commanded.get(thing_id, frozenset()),
        )
        for thing_id, before in trace.before.items()
        if thing_id in home.things
    }
    return Inverse(
        act=Act(changes={thing_id: values for thing_id, values in changes.items() if values}),
        timers={
            change.id: before
            for change in _joined(trace.timers)
            for before in (_timer_before(change, now),)
            if _can_restore(change, before, timers, now)
        },
        schedules=trace.schedules,
    )


def touched(plan: Plan) -> frozenset[str]:
    """Return the ids of the things whose state before a plan must be kept to undo it."""
    return frozenset(_commanded(plan))


def _commanded(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Return the properties that a plan sets, by thing."""
    names: dict[str, frozenset[str]] = {}
    for step in plan.steps:
        match step:
            case Act():
                for command in step.commands():
                    if isinstance(command, SetProperty):
                        known = names.get(command.thing_id, frozenset())
                        names[command.thing_id] = known | {command.name}
            case ListOp(list_id=thing_id, op="add" | "remove" | "complete"):
                names[thing_id] = frozenset({"items"})
            case Play(things=(thing_id,)):
                names[thing_id] = names.get(thing_id, frozenset()) | {"playback"}
            case Handoff(to=to, source=source):
                for player in (to,) if source is None else (to, source):
                    names[player] = names.get(player, frozenset()) | {"playback"}
            case _:
                pass
    return names


def _differs(trace: Trace, thing_id: str, name: str) -> bool:
    """Say whether a property may have changed; unknown after a crash counts as changed."""
    if name == "activated" or thing_id not in trace.before:
        return False
    after = trace.after.get(thing_id)
    return after is None or after.get(name) != trace.before[thing_id].get(name)


def _restored(
    thing: Thing,
    *,
    before: State,
    after: State | None,
    present: State,
    commanded: frozenset[str],
) -> State:
    wanted: dict[str, Value] = {}
    for name, known in thing.properties.items():
        if name == "activated" or not _was_changed(name, before, after, commanded):
            continue
        was, is_now = before.get(name), present.get(name)
        if known.type is tuple:
            was = _list_before(was, after.get(name) if after else is_now, is_now)
        if was != is_now and known.accepts(was) and not _is_on_its_way(name, was, is_now):
            wanted[name] = "returning" if (name, was) == ("activity", "docked") else was
    if before.get("on") is False and wanted and thing.properties["on"].accepts(False):
        wanted["on"] = False  # it may go on when it gets its settings back
    return wanted


def _was_changed(name: str, before: State, after: State | None, commanded: frozenset[str]) -> bool:
    if name in commanded:
        return after is None or after.get(name) != before.get(name)
    return after is not None and before.get(name) is not None and after.get(name) != before[name]


def _is_on_its_way(name: str, was: Value, is_now: Value) -> bool:
    return name == "activity" and was in AT_HOME and is_now in AT_HOME


def _list_before(before: Value, after: Value, present: Value) -> Value:
    """Return `present` without what was added and with what was taken away, in its place."""
    if not (isinstance(before, tuple) and isinstance(after, tuple) and isinstance(present, tuple)):
        return before
    if present == after:
        return before
    items = list(present)
    for item in (Counter(after) - Counter(before)).elements():
        if item in items:
            items.remove(item)
    for item in (Counter(before) - Counter(after)).elements():
        items.insert(min(before.index(item), len(items)), item)
    return tuple(items)


def _joined(changes: Sequence[TimerChange]) -> tuple[TimerChange, ...]:
    """Join what one plan did to one timer, one change after the other."""
    joined: dict[str, TimerChange] = {}
    for change in changes:
        first = joined.get(change.id, change)
        joined[change.id] = replace(first, after=change.after)
    return tuple(joined.values())


def _can_restore(
    change: TimerChange,
    before: KeptTimer | None,
    timers: Mapping[str, KeptTimer],
    now: dt.datetime,
) -> bool:
    """Say whether a timer is as it was left, or, where it is no more, would still have time."""
    if change.id in timers:
        return change.after is not None
    return before is not None and before.left(now) > 0


def _timer_before(change: TimerChange, now: dt.datetime) -> KeptTimer | None:
    """Return the timer as it would be, had it been left alone while it ran anyway."""
    before, after = change.before, change.after
    if before is None:
        return None
    left = before.left(change.at)
    if before.due_at is not None and after is not None and after.due_at is not None:
        left -= (now - change.at).total_seconds()
    return before.with_left(left, now, is_paused=before.due_at is None)
