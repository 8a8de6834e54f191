"""What was looked at, settled: nano says what to do, the words that point say with what.

A word that points is read as a noun (`agent.pointing`), and of a noun nano may write no more than
the type. That it is meant stands in the text as plainly as a name does.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

from .frames import ActFrame, Frame, Pointer, QueryFrame, ScheduleFrame, Target
from .linking import Mention


def aimed(frames: Sequence[Frame], text: str, own: Mapping[int, Mention]) -> tuple[Frame, ...]:
    """Return frames that point at what was looked at, in the order of both.

    As many targets that name nothing as words that point: one each. One target has all of them
    ("이거랑 저거 꺼"), and all targets the one word ("이거 켜고 빨갛게 해"). As many targets as
    words, and one word written twice ("lock that and turn this off"): one each.

    `own` are the mentions of this text, by number.
    """
    looks = _looks(own)
    targets = [target for frame in frames for target in _targets(frame)]
    written = [number for frame in frames for number in pointed_at(frame)]
    pending = [number for number in looks if number not in written]
    words = {text[own[number].start : own[number].end] for number in looks}
    count = sum(_is_open(target, words) for target in targets)
    if not pending:
        return tuple(frames)
    if count == 1:
        return _given([tuple(pending)], frames, lambda target: _is_open(target, words))
    if count and len(pending) in {1, count}:
        each = [(number,) for number in pending] * (count // len(pending))
        return _given(each, frames, lambda target: _is_open(target, words))
    is_twice = all(len(one.pointers) == 1 and one.pointers[0] in looks for one in targets)
    if is_twice and len(targets) == len(looks):  # one look was written for another one's word
        return _given([(number,) for number in looks], frames, lambda target: True)
    return tuple(frames)


def _given(
    pointers: Iterable[tuple[int, ...]],
    frames: Sequence[Frame],
    is_meant: Callable[[Target], bool],
) -> tuple[Frame, ...]:
    """Return frames whose targets that are meant point where `pointers` say, in their order."""
    left = iter(pointers)

    def aim(target: Target) -> Target:
        if target.excepted is not None:
            return replace(target, excepted=aim(target.excepted))
        if not is_meant(target):
            return target
        return replace(target, pointers=next(left), unknown=(), reference=None)

    return tuple(_with(frame, aim) for frame in frames)


def forgets_a_value(frames: Sequence[Frame], own: Mapping[int, Mention]) -> bool:
    """Say whether of several things that are pointed at, one misses the value that was said.

    Nano reads "make this blue and that red" as one wish, with one of the colours.
    """
    pointed = {number for frame in frames for number in pointed_at(frame)}
    values = {number for number, mention in own.items() if mention.quantity is not None}
    return len(_looks(own)) > 1 and not values <= pointed


def _looks(own: Mapping[int, Mention]) -> list[int]:
    return [n for n, m in own.items() if m.kind == "thing" and m.look is not None]


def _with(frame: Frame, aim: Callable[[Target], Target]) -> Frame:
    match frame:
        case ActFrame(target=target):
            return replace(frame, target=aim(target))
        case QueryFrame(target=target):
            return replace(frame, target=aim(target))
        case ScheduleFrame(then=then):
            return replace(frame, then=tuple(_with(one, aim) for one in then))
        case _:
            return frame


def _targets(frame: Frame) -> tuple[Target, ...]:
    """Return what acts and questions aim at; of "all but this", what is left out."""
    match frame:
        case ActFrame(target=target) | QueryFrame(target=target):
            return (target.excepted or target,)
        case ScheduleFrame(then=then):
            return tuple(target for one in then for target in _targets(one))
        case _:
            return ()


def _is_open(target: Target, words: Collection[str]) -> bool:
    """Say whether a target names nothing, but for the words that stand for what is looked at."""
    is_said = target.reference in {None, "looked_at", "last"}
    return is_said and not target.pointers and set(target.unknown) <= set(words)


def pointed_at(part: object) -> Iterator[int]:
    """Yield all mentions that a frame points at, in whatever part of it."""
    match part:
        case Pointer(index=index):
            yield index
        case Target(pointers=pointers, excepted=excepted):
            yield from pointers
            yield from pointed_at(excepted)
        case tuple():
            for inner in part:
                yield from pointed_at(inner)
        case _ if is_dataclass(part):
            for one in fields(part):
                yield from pointed_at(getattr(part, one.name))
        case _:
            return
