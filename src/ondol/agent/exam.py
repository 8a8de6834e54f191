"""Scores exam files (docs/reference/exam-file.md).

Scored is the effect of a plan on the home as the file gives it, in memory, for a speaker with an
owner's rights and every confirmation granted.
"""

import datetime as dt
import json
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from ondol.errors import InvalidExamError
from ondol.home import homefile
from ondol.home.home import Home, Timer
from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Handoff,
    Info,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Step,
    Sun,
    TimerOp,
    Undo,
    When,
)
from ondol.home.query import answer as query_answer
from ondol.things.thing import Value

from .answer import Answer, Chat, Clarify, Refused
from .linking import Lexicon, compile_lexicon
from .understanding import Turn, Understood

WRONG_IS_WORST = ("act", "schedule", "list", "undo")


class Understander(Protocol):
    """What is examined: `understanding.Nano`, or a peer."""

    def understand(
        self,
        utterance: str,
        *,
        home: Home,
        lexicon: Lexicon,
        area: str | None = None,
        history: Sequence[Turn] = (),
    ) -> Understood:
        """Return what an utterance asks of a home."""
        ...


@dataclass(slots=True, kw_only=True)
class Tally:
    """Right ones among cases."""

    cases: int = 0
    right: int = 0

    def count(self, *, is_right: bool) -> None:
        """Count a case."""
        self.cases += 1
        self.right += is_right


@dataclass(slots=True, kw_only=True)
class Report:
    """What an exam file came to; `as_json` is the form that docs/reference/exam-file.md gives."""

    file: str
    total: Tally = field(default_factory=Tally)
    wrong_acts: int = 0
    by_kind: dict[str, Tally] = field(default_factory=dict)
    by_lang: dict[str, Tally] = field(default_factory=dict)
    times_ms: list[float] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "file": self.file,
            "cases": self.total.cases,
            "right": self.total.right,
            "wrong_acts": self.wrong_acts,
            "by_kind": {kind: _plain(tally) for kind, tally in sorted(self.by_kind.items())},
            "by_lang": {lang: _plain(tally) for lang, tally in sorted(self.by_lang.items())},
            **percentiles(self.times_ms),
            "failures": self.failures,
        }


def _plain(tally: Tally) -> dict[str, int]:
    return {"cases": tally.cases, "right": tally.right}


def percentiles(times_ms: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile, in milliseconds."""
    if not times_ms:
        return {"p50_ms": 0.0, "p95_ms": 0.0}
    ordered = sorted(times_ms)
    at_95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {"p50_ms": round(statistics.median(ordered), 2), "p95_ms": round(at_95, 2)}


def total(reports: Sequence[Report]) -> dict[str, Any]:
    """Return the sums over all files."""
    times = [time for report in reports for time in report.times_ms]
    return {
        "cases": sum(report.total.cases for report in reports),
        "right": sum(report.total.right for report in reports),
        "wrong_acts": sum(report.wrong_acts for report in reports),
        **percentiles(times),
    }


def examine(
    path: Path,
    nano: Understander,
    *,
    clock: Callable[[], float],
    progress: Callable[[], None] | None = None,
) -> Report:
    """Score one exam file; `clock` gives seconds, for the times.

    Raises:
        InvalidExamError: the file cannot be read, or a line is no case; it names the line.
        InvalidHomeError: a home file that it names is broken.
    """
    report = Report(file=path.name)
    homes: dict[str, tuple[Home, Lexicon]] = {}
    for number, case in read_cases(path):
        try:
            name = case["home"]
            if name not in homes:
                home = homefile.load(path.with_name(name))
                homes[name] = (home, compile_lexicon(home))
            _examine_case(case, *homes[name], nano, clock, report)
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidExamError(
                f"{path}, line {number}: not a case ({type(error).__name__}: {error}); "
                "see docs/reference/exam-file.md"
            ) from error
        if progress is not None:
            progress()
    return report


def read_cases(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the cases of a file with their line numbers.

    Raises:
        InvalidExamError: the file cannot be read, or a line is not JSON.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidExamError(f"{path} cannot be read ({error}): is the path right?") from error
    cases: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cases.append((number, json.loads(line)))
        except ValueError as error:
            raise InvalidExamError(f"{path}, line {number}: not JSON ({error})") from error
    return cases


def _examine_case(
    case: Mapping[str, Any],
    home: Home,
    lexicon: Lexicon,
    nano: Understander,
    clock: Callable[[], float],
    report: Report,
) -> None:
    now = _in_state(home, case)
    history: list[Turn] = []
    for earlier in case.get("history", ()):
        understood = nano.understand(
            earlier, home=now, lexicon=lexicon, area=case.get("area"), history=history
        )
        history.append(understood.turn)
    started = clock()
    understood = nano.understand(
        case["utterance"], home=now, lexicon=lexicon, area=case.get("area"), history=history
    )
    report.times_ms.append((clock() - started) * 1000)
    expected = case["expect"]
    alternatives = [expected, *_alternatives(expected)]
    is_right = any(is_met(one, understood.answer, now) for one in alternatives)
    report.total.count(is_right=is_right)
    report.by_kind.setdefault(expected["kind"], Tally()).count(is_right=is_right)
    report.by_lang.setdefault(case["lang"], Tally()).count(is_right=is_right)
    is_wrong_act = not is_right and _changes_home(understood.answer, now, alternatives)
    report.wrong_acts += is_wrong_act
    if not is_right:
        report.failures.append(
            {
                "id": case["id"],
                "utterance": case["utterance"],
                "expected": expected,
                "got": describe(understood.answer, now),
                "wrong_act": is_wrong_act,
            }
        )


def _alternatives(expected: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for other in expected.get("or", ()):
        found += [other, *_alternatives(other)]
    return found


def _in_state(home: Home, case: Mapping[str, Any]) -> Home:
    """Return the home with the case's state and timers."""
    state = {thing: dict(values) for thing, values in home.state.items()}
    for thing, values in (case.get("state") or {}).items():
        state.setdefault(thing, {}).update(values)
    timers = tuple(
        Timer(
            id=f"timer-{number}",
            length_s=timer["length"],
            left_s=timer.get("left", timer["length"]),
            name=timer.get("name"),
            area=timer.get("area"),
            is_paused=timer.get("paused", False),
        )
        for number, timer in enumerate(case.get("timers", ()))
    )
    return replace(home, state=state, timers=timers)


# --- is it right? --------------------------------------------------------------------------------


def is_met(expected: Mapping[str, Any], answer: Answer, home: Home) -> bool:
    """Say whether an answer is what one expectation lists."""
    kind = expected["kind"]
    match answer:
        case Chat():
            return bool(kind == "chat")
        case Clarify():
            return bool(kind == "clarify")
        case Refused(code="nothing_to_do"):
            return bool(
                kind == "act" and not expected.get("changes") and not expected.get("actions")
            )
        case Refused():
            return bool(kind == "reject")
        case Plan(steps=steps):
            return _is_plan_met(expected, steps, home)


def _is_plan_met(expected: Mapping[str, Any], steps: Sequence[Step], home: Home) -> bool:
    if expected["kind"] == "act":
        if not all(isinstance(step, Act) for step in steps):
            return False
        return _is_act_met(expected, steps, home)
    return len(steps) == 1 and _is_step_met(expected, steps[0], home)


def _is_step_met(expected: Mapping[str, Any], step: Step, home: Home) -> bool:
    kind = expected["kind"]
    match step:
        case Query():
            return kind == "query" and _is_query_met(expected, step, home)
        case TimerOp():
            return kind == "timer" and _is_timer_met(expected, step, home)
        case Schedule(when=when, then=then):
            return (
                kind == "schedule"
                and _is_when_met(expected["when"], when)
                and any(
                    _is_plan_met(inner, then.steps, home)
                    for inner in (expected["expect"], *_alternatives(expected["expect"]))
                )
            )
        case ListOp():
            return (
                kind == "list"
                and expected["op"] == step.op
                and ("item" not in expected or _is_same_text(expected["item"], step.item))
                and ("list" not in expected or expected["list"] == step.list_id)
            )
        case Play(query=query, things=things):
            return (
                kind == "media"
                and _is_same_text(expected["query"], query)
                and ("things" not in expected or set(expected["things"]) == set(things))
            )
        case Handoff(to=to, source=source):
            is_from = "from" not in expected or expected["from"] == source
            return bool(kind == "handoff" and expected["to"] == to and is_from)
        case Say(message=message, things=things):
            return (
                kind == "say"
                and ("message" not in expected or _is_same_text(expected["message"], message))
                and ("things" not in expected or set(expected["things"]) == set(things))
            )
        case Info(topic=topic):
            return bool(kind == "info" and expected["topic"] == topic)
        case Cancel():
            return bool(kind == "cancel")
        case Undo():
            return bool(kind == "undo")
        case Act():
            return kind == "act" and _is_act_met(expected, [step], home)


def _is_same_text(expected: str, found: str | None) -> bool:
    return found is not None and _compact(expected) == _compact(found)


def _compact(text: str) -> str:
    return re.sub(r"[\s.,!?'\"]+", " ", text.casefold()).strip()


def _effect(steps: Sequence[Step], home: Home) -> dict[str, dict[str, Value]]:
    """Return what would differ afterwards, by thing and attribute."""
    effect: dict[str, dict[str, Value]] = {}
    for step in steps:
        if not isinstance(step, Act):
            continue
        for thing, values in step.changes.items():
            before = home.state.get(thing, {})
            is_run = home.things[thing].type in {"scene", "script"}
            for name, value in values.items():
                if is_run or before.get(name) != value:
                    effect.setdefault(thing, {})[name] = value
    return effect


def _is_act_met(expected: Mapping[str, Any], steps: Sequence[Step], home: Home) -> bool:
    effect = _effect(steps, home)
    wanted: Mapping[str, Mapping[str, Any]] = expected.get("changes", {})
    actions = [
        {"thing": action.thing_id, "action": action.name}
        for step in steps
        if isinstance(step, Act)
        for action in step.actions
    ]
    if sorted(map(str, actions)) != sorted(map(str, expected.get("actions", ()))):
        return False
    for thing, values in wanted.items():
        before = home.state.get(thing, {})
        for name, value in values.items():
            after = effect.get(thing, {}).get(name, before.get(name))
            if not _is_value_met(value, before.get(name), after):
                return False
    return all(name in wanted.get(thing, {}) for thing in effect for name in effect[thing])


def _is_value_met(expected: Any, before: Value, after: Value) -> bool:
    match expected:
        case {"by": by}:
            return (
                _is_number(before)
                and _is_number(after)
                and abs(_number(after) - _number(before) - by) < 1e-6
            )
        case {"any": options}:
            return after in options
        case "up" | "down" if _is_number(before) and _is_number(after):
            rise = _number(after) - _number(before)
            return rise > 0 if expected == "up" else rise < 0
        case int() | float() if not isinstance(expected, bool) and _is_number(after):
            return abs(_number(after) - expected) < 1e-6
        case str() if isinstance(after, str):
            return expected.casefold() == after.casefold()
        case _:
            return bool(expected == after)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _is_query_met(expected: Mapping[str, Any], query: Query, home: Home) -> bool:
    if set(expected["things"]) != set(query.things) or expected["attribute"] != query.attribute:
        return False
    if "answer" not in expected:
        return True
    wanted, found = expected["answer"], query_answer(query, home).answer
    if isinstance(wanted, list):
        return isinstance(found, tuple) and set(wanted) == set(found)
    if _is_number(wanted) and _is_number(found):
        return abs(_number(wanted) - _number(found)) < 1e-6
    return bool(wanted == found)


def _is_timer_met(expected: Mapping[str, Any], op: TimerOp, home: Home) -> bool:
    pairs: tuple[tuple[str, Value], ...] = (
        ("seconds", op.seconds),
        ("length", op.length_s),
        ("area", op.area),
    )
    if expected["op"] != op.op:
        return False
    if any(name in expected and expected[name] != value for name, value in pairs):
        return False
    return "name" not in expected or _is_same_text(expected["name"], op.name)


def _is_when_met(expected: Any, when: When) -> bool:
    match when:
        case After(seconds=seconds):
            return isinstance(expected, str) and expected == _iso(seconds)
        case At(time=time, days=()):
            return isinstance(expected, str) and _is_time_met(expected, time)
        case At(time=time, days=days):
            if not isinstance(expected, dict) or "time" not in expected:
                return False
            wanted = expected["days"]
            is_days = len(days) == 7 if wanted == "daily" else set(wanted) == set(days)
            return is_days and _is_time_met(expected["time"], time)
        case Sun(event=event):
            return bool(expected == {"sun": event})
        case Once(thing_id=thing, attribute=attribute, test=test):
            return bool(
                expected
                == {"thing": thing, "attribute": attribute, "op": test.op, "value": test.value}
            )
        case AllOf(whens=whens):
            if not isinstance(expected, dict) or "all" not in expected:
                return False
            rest = list(whens)
            for one in expected["all"]:
                met = next((w for w in rest if _is_when_met(one, w)), None)
                if met is None:
                    return False
                rest.remove(met)
            return not rest


def _is_time_met(expected: str, time: dt.time) -> bool:
    return expected == f"{time:%H:%M}"


def _iso(seconds: int) -> str:
    """Write an ISO 8601 duration of hours, minutes and seconds.

    >>> _iso(5400), _iso(30)
    ('PT1H30M', 'PT30S')
    """
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)


def _changes_home(answer: Answer, home: Home, expected: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the home changed in a way that no expectation lists."""
    if not isinstance(answer, Plan):
        return False
    effect = _effect(answer.steps, home)
    has_actions = any(isinstance(step, Act) and step.actions for step in answer.steps)
    if not effect and not has_actions:
        return False
    for one in expected:
        wanted = one.get("changes", {})
        if has_actions and not one.get("actions"):
            continue
        if all(
            name in wanted.get(thing, {})
            and _is_value_met(wanted[thing][name], home.state.get(thing, {}).get(name), value)
            for thing, values in effect.items()
            for name, value in values.items()
        ):
            return False
    return True


def describe(answer: Answer, home: Home) -> dict[str, Any]:
    """Return an answer as plain data, for a report that people read."""
    match answer:
        case Chat():
            return {"kind": "chat"}
        case Clarify(code=code, options=options):
            return {"kind": "clarify", "code": code, "options": list(options)}
        case Refused(code=code, detail=detail):
            return {"kind": "reject", "code": code, **detail}
        case Plan(steps=steps, left_out=left_out):
            described: dict[str, Any] = {"kind": "plan", "steps": [repr(step) for step in steps]}
            if left_out:
                described["left_out"] = list(left_out)
            return described
