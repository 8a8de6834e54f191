"""Reads a plan that somebody else's model wrote, as text from outside. Pure.

`wire.read` says whether it is a plan at all; here each name and value in it is held to the home and
to what the prompt offered, so that what comes out is no more than nano could have asked for. Policy
and confirmation come after, as for all plans.
"""

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import replace

from ondol.home import wire
from ondol.home.home import Home
from ondol.home.plan import (
    Act,
    AllOf,
    Handoff,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Step,
    Test,
    TimerOp,
    When,
)
from ondol.language.normalise import clean
from ondol.things.thing import Property, Thing, Value

from .answer import Refused
from .wording import LEFT_OUT

MAX_PLAN = 16_000  # characters
MAX_TEXT = 300
MAX_DIGITS = 12
MAX_SECONDS = 366 * 24 * 3600
MAX_DEPTH = 3  # plans within plans: `policy` lets no more through


def read_plan(text: str, home: Home, offered: Collection[str]) -> Plan | Refused:
    """Return the plan that a model wrote, or why it cannot be had.

    `offered` are the ids of the things that the model was told of: another one is a guess, or
    somebody's who speaks through a name. Codes: "unreadable" (no plan), "outside" (names something
    that is not offered, or cannot take it).
    """
    try:
        plan = wire.read(Plan, _json(text))
    except (ValueError, RecursionError) as error:
        return Refused(code="unreadable", detail={"why": str(error)[:200]})
    why = next(_outside(plan, home, frozenset(offered) & home.things.keys()), None)
    if why is not None:
        return Refused(code="outside", detail={"why": why[:200]})
    return _limited(plan)


def _json(text: str) -> wire.Json:
    """Read JSON strictly: no NaN, no infinity, and not without an end."""
    if len(text) > MAX_PLAN:
        raise ValueError(f"longer than {MAX_PLAN} characters")
    value: wire.Json = json.loads(
        text, parse_constant=_no_number, parse_float=_finite, parse_int=_whole
    )
    return value


def _no_number(text: str) -> float:
    raise ValueError(f"{text[:40]} is no number of a plan")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= MAX_DIGITS else _no_number(text)


# What is outside ----------------------------------------------------------------------------------


def _outside(plan: Plan, home: Home, offered: frozenset[str], depth: int = 0) -> Iterator[str]:
    """Return, one by one, what a plan names that is not offered."""
    if depth > MAX_DEPTH:
        yield "plans within plans within plans"
        return
    for step in plan.steps:
        yield from _outside_step(step, home, offered, depth)


def _outside_step(step: Step, home: Home, offered: frozenset[str], depth: int) -> Iterator[str]:
    for thing_id in _things(step):
        if thing_id not in offered:
            yield f"thing {thing_id!r}"
            return
    match step:
        case Act():
            yield from _outside_act(step, home)
        case Query(things=things, attribute=attribute, test=test):
            if not things:
                yield "a question about nothing"
            for thing_id in things:
                yield from _unknown(home.things[thing_id], attribute, test)
        case TimerOp(area=area, seconds=seconds, length_s=length_s):
            if area is not None and area not in home.areas:
                yield f"area {area!r}"
            if not all(0 <= one <= MAX_SECONDS for one in (seconds, length_s) if one is not None):
                yield "a length of time"
        case ListOp(list_id=list_id) if home.things[list_id].type != "list":
            yield f"{list_id!r} is no list"
        case Schedule(when=when, then=then):
            yield from _outside_when(when, home, offered)
            yield from _outside(then, home, offered, depth + 1)
        case _:
            pass


def _things(step: Step) -> tuple[str, ...]:
    match step:
        case Act(changes=changes, actions=actions):
            return (*changes, *(action.thing_id for action in actions))
        case Query(things=things) | Play(things=things) | Say(things=things):
            return things
        case ListOp(list_id=list_id):
            return (list_id,)
        case Handoff(to=to, source=source):
            return (to,) if source is None else (to, source)
        case _:
            return ()


def _outside_act(act: Act, home: Home) -> Iterator[str]:
    for thing_id, values in act.changes.items():
        thing = home.things[thing_id]
        for name, value in values.items():
            if not _is_settable(thing, name, value):
                yield f"{thing_id}.{name} = {value!r}"
    for action in act.actions:
        able = home.things[action.thing_id].actions
        if action.name not in able or not able[action.name].accepts(action.input):
            yield f"{action.thing_id}.{action.name}({action.input!r})"


def _is_settable(thing: Thing, name: str, value: Value) -> bool:
    """Say whether a thing takes a value; a list is changed item by item, not written anew."""
    if thing.type == "list" or (isinstance(value, str) and value != clean(value, limit=MAX_TEXT)):
        return False
    return name in thing.properties and thing.properties[name].accepts(value)


def _outside_when(when: When, home: Home, offered: frozenset[str], depth: int = 0) -> Iterator[str]:
    match when:
        case Once(thing_id=thing_id, attribute=attribute, test=test):
            if thing_id in offered:
                yield from _unknown(home.things[thing_id], attribute, test)
            else:
                yield f"thing {thing_id!r}"
        case AllOf(whens=whens):
            if not whens or depth > MAX_DEPTH:
                yield "conditions"
                return
            for part in whens:
                yield from _outside_when(part, home, offered, depth + 1)
        case _:
            pass


def _unknown(thing: Thing, attribute: str, test: Test | None) -> Iterator[str]:
    known = thing.properties.get(attribute)
    if known is None:
        yield f"{thing.id}.{attribute}"
    elif test is not None and not _is_comparable(known, test.value):
        yield f"{thing.id}.{attribute} {test.op} {test.value!r}"


def _is_comparable(known: Property, value: Value) -> bool:
    """Say whether a report of this property could be `value`."""
    if known.enum:
        return value in known.enum
    if known.type in (int, float):
        return type(value) in (int, float)
    return type(value) is known.type


# What is left of texts ----------------------------------------------------------------------------


def _limited(plan: Plan) -> Plan:
    """Return a plan whose texts are clean and short, and whose reasons are ones that we know."""
    left_out = tuple(code for code in plan.left_out if code in LEFT_OUT)
    return Plan(steps=tuple(_limited_step(step) for step in plan.steps), left_out=left_out)


def _limited_step(step: Step) -> Step:
    match step:
        case Say(message=message):
            return replace(step, message=clean(message, limit=MAX_TEXT))
        case ListOp(item=str(item)):
            return replace(step, item=clean(item, limit=MAX_TEXT))
        case TimerOp(name=str(name)):
            return replace(step, name=clean(name, limit=MAX_TEXT) or None)
        case Play(query=query):
            return replace(step, query=clean(query, limit=MAX_TEXT))
        case Schedule(then=then):
            return replace(step, then=_limited(then))
        case _:
            return step
