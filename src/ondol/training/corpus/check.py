"""Says what is wrong with a template: kinds, types, attributes, values and placeholders.

A template that a grammar composes or a person writes must pass; the tests hold both to it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES

PLACEHOLDERS = frozenset(
    {
        *("area", "area2", "floor", "name", "name2", "n", "pct", "temp", "color", "duration"),
        *("time", "day", "app", "channel", "source", "query", "item", "list", "message", "timer"),
        *("pct2", "time2", "item2", "item3", "errand"),
    }
)
PARTICLES = frozenset({"을", "이", "은", "과", "으로", "이랑", "이야"})
TIMER_OPS = ("start", "cancel", "cancel_all", "pause", "resume", "add", "subtract", "status")
LIST_OPS = ("add", "remove", "complete", "read")
WHYS = ("no_thing", "no_area", "no_ability")
_OPERATORS = ("==", "!=", "<", "<=", ">", ">=")
_FORM = re.compile(r"\{([^{}]*)\}")
_NUMERIC = frozenset({"{n}", "{pct}", "{pct2}", "{temp}"})
_TAKEN_BACK = frozenset({"area", "area2", "name", "n", "pct", "temp", "query", "duration"})
"""What a correction may say and then take back."""
_UNSAID: Mapping[str, frozenset[str]] = {
    "timer": frozenset({"time", "day"}),
    "media": frozenset({"app"}),
    "list": frozenset({"item"}),
}
"""What a sentence of a kind may say that its frame leaves out: an app, what a list is asked for."""
_TEXTS: Mapping[str, frozenset[str]] = {
    "color": frozenset({"{color}"}),
    "app": frozenset({"{app}"}),
    "channel": frozenset({"{channel}", "{n}"}),
    "source": frozenset({"{source}"}),
    "cleaning_area": frozenset({"{area}", "{area2}"}),
}


def problems(template: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a template; nothing if it is right.

    >>> problems({"lang": "en", "text": "{area} lights off", "tags": [], "frames": [
    ...     {"kind": "act", "target": {"type": "light", "area": "{area}"}, "set": {"locked": True}}]})
    ['act: light has no locked']
    """
    found: list[str] = []
    if template.get("lang") not in {"ko", "en"}:
        found.append(f"language {template.get('lang')}")
    earlier: set[str] = set()
    for turn in template.get("history", ()):
        found += _of_turn(turn, template.get("lang") == "ko", set())
        earlier |= set(_placeholders(turn["text"]))
    return found + _of_turn(template, template.get("lang") == "ko", earlier)


def _of_turn(turn: Mapping[str, Any], is_korean: bool, earlier: set[str]) -> list[str]:
    text, frames = turn.get("text", ""), turn.get("frames") or []
    found = list(_of_text(text, is_korean))
    if not frames:
        found.append("no frames")
    used: set[str] = set()
    for frame in frames:
        found += _of_frame(frame)
        used |= set(_used(frame))
    said = set(_placeholders(text))
    found += [f"{{{name}}} is not in the text" for name in sorted(used - said - earlier)]
    kinds = {frame["kind"] for frame in frames}
    if not kinds & {"chat", "cancel", "reject", "clarify"}:
        allowed = _TAKEN_BACK.union(*(_UNSAID.get(kind, ()) for kind in kinds))
        found += [f"{{{name}}} means nothing" for name in sorted(said - used - allowed)]
    return found


def _of_text(text: str, is_korean: bool) -> Iterator[str]:
    if not text or text != " ".join(text.split()):
        yield f"text {text!r}"
    for form in _FORM.findall(text):
        name, _, particle = form.partition("+")
        if name not in PLACEHOLDERS or (particle and particle not in PARTICLES):
            yield f"placeholder {{{form}}}"
    if re.search(r"[{}]", _FORM.sub("", text)) or (is_korean and "~을" in text):
        yield f"text {text!r}"
    names = _placeholders(text)
    for name in {name for name in names if names.count(name) > 1}:
        yield f"{{{name}}} twice"


def _placeholders(text: str) -> list[str]:
    return [form.partition("+")[0] for form in _FORM.findall(text)]


def _used(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _placeholders(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _used(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _used(part)


def _of_frame(frame: Mapping[str, Any]) -> list[str]:
    kind = frame.get("kind")
    match kind:
        case "act":
            return [f"act: {problem}" for problem in _of_act(frame)]
        case "query":
            return [f"query: {problem}" for problem in _of_query(frame)]
        case "timer":
            return [] if frame.get("op") in TIMER_OPS else [f"timer {frame.get('op')}"]
        case "schedule":
            inner = [problem for part in frame.get("then", ()) for problem in _of_frame(part)]
            empty = [] if frame.get("then") else ["schedule: nothing to do"]
            return [*_of_when(frame.get("when", {})), *inner, *empty]
        case "list":
            needs_item = frame.get("op") != "read" and "item" not in frame
            is_known = frame.get("op") in LIST_OPS
            return ([] if is_known else [f"list {frame.get('op')}"]) + (
                ["list: no item"] if needs_item else []
            )
        case "media":
            return [
                *([] if frame.get("query") else ["media: no query"]),
                *_of_target(frame.get("target", {})),
            ]
        case "handoff":
            return [*_of_target(frame["to"]), *_of_target(frame.get("from", {}))]
        case "say":
            return _of_target(frame.get("target", {}))
        case "info":
            return (
                []
                if frame.get("topic") in {"time", "date", "weather"}
                else [f"info {frame.get('topic')}"]
            )
        case "reject":
            return [] if frame.get("why") in WHYS else [f"reject {frame.get('why')}"]
        case "cancel" | "undo" | "chat" | "clarify":
            return []
        case _:
            return [f"kind {kind}"]


def _of_act(frame: Mapping[str, Any]) -> Iterator[str]:
    target = frame.get("target", {})
    yield from _of_target(target)
    if not frame.get("set") and not frame.get("actions"):
        yield "nothing to do"
    for name, value in frame.get("set", {}).items():
        yield from _of_value(target, name, value, is_set=True)
    for name, value in frame.get("needs", {}).items():
        yield from _of_value(target, name, value)
    for action in frame.get("actions", ()):
        if action not in {"next", "previous"}:
            yield f"action {action}"


def _of_query(frame: Mapping[str, Any]) -> Iterator[str]:
    target, ask = frame.get("target", {}), frame.get("ask")
    yield from _of_target(target)
    if ask not in {"value", "any", "all", "which", "count"}:
        yield f"ask {ask}"
    if ask != "value" and not frame.get("test"):
        yield f"{ask} without a test"
    if frame.get("attribute") not in _properties(target):
        yield f"{target.get('type')} has no {frame.get('attribute')}"
    for name, value in (frame.get("test") or {}).items():
        yield from _of_value(target, name, value)


def _of_when(when: Mapping[str, Any]) -> Iterator[str]:
    match when:
        case {"all": parts}:
            for part in parts:
                yield from _of_when(part)
        case {"after": _} | {"at": _} | {"sun": "sunset" | "sunrise"}:
            return
        case {"once": {"target": target, "test": test}}:
            yield from _of_target(target)
            for name, value in test.items():
                yield from _of_value(target, name, value)
        case _:
            yield f"when {when}"


def _of_target(target: Mapping[str, Any]) -> list[str]:
    found = [f"type {name}" for name in _list(target.get("type")) if name not in TYPES]
    found += [f"cover {name}" for name in _list(target.get("cover")) if name not in COVER_KINDS]
    found += [f"sensor {name}" for name in _list(target.get("sensor")) if name not in MEASURES]
    known = {"type", "cover", "sensor", "name", "area", "floor", "except", "ref", "state"}
    found += [f"target {name}" for name in target if name not in known]
    if target.get("ref") not in {None, "last", "other", "looked_at"}:
        found.append(f"ref {target['ref']}")
    for name, value in target.get("state", {}).items():
        found += _of_value(target, name, value)
    return found + (_of_target(target["except"]) if "except" in target else [])


def _list(value: Any) -> Sequence[str]:
    return () if value is None else [value] if isinstance(value, str) else value


def _properties(target: Mapping[str, Any]) -> set[str]:
    types = _list(target.get("type")) or (["cover"] if target.get("cover") else [])
    types = types or (["sensor"] if target.get("sensor") else list(TYPES))
    return {name for kind in types if kind in TYPES for name in TYPES[kind].properties}


def _of_value(
    target: Mapping[str, Any], name: str, value: Any, *, is_set: bool = False
) -> Iterator[str]:
    if name not in _properties(target):
        yield f"{target.get('type')} has no {name}"
        return
    if name in {"location", "value"} or value is None:
        return
    types = [kind for kind in _list(target.get("type")) or TYPES if kind in TYPES]
    of = [TYPES[kind].properties[name] for kind in types if name in TYPES[kind].properties]
    if is_set and all(one.read_only for one in of):
        yield f"{name} cannot be set"
    if isinstance(value, Mapping):
        if "by" in value:
            return
        if value.get("op") not in _OPERATORS:
            yield f"{name} {value}"
        value = value.get("value")
    if not any(_fits(one.type, one.enum, one.minimum, one.maximum, name, value) for one in of):
        yield f"{name} cannot be {value}"


def _fits(
    kind: type,
    enum: Sequence[Any] | None,
    low: float | None,
    high: float | None,
    name: str,
    value: Any,
) -> bool:
    if name == "fan_speed" and value in {"up", "down"}:
        return True
    if enum and value not in enum:
        return False
    if kind is bool:
        return isinstance(value, bool)
    if kind in {int, float}:
        if value in {"up", "down"} or value in _NUMERIC:
            return True
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and (low is None or value >= low) and (high is None or value <= high)
    if isinstance(value, str) and value.startswith("{"):
        return value in _TEXTS.get(name, frozenset({value}))
    return isinstance(value, str)
