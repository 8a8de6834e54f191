"""What one act cannot do is another's: "주방 불 켜고 거실 에어컨 24도로" are two.

Nano sometimes writes two acts as one, with the settings of both. What no thing of the target's type
has is meant of the one other thing that is named and has it.
"""

from collections.abc import Iterable
from dataclasses import replace

from ondol.things.catalog import TYPES

from .frames import ActFrame, Frame, Target
from .linking import Mention


def parted(frames: Iterable[Frame], own: dict[int, Mention]) -> tuple[Frame, ...]:
    """Return frames of which each act is of things that can do it, as far as names tell."""
    return tuple(part for frame in frames for part in _parts(frame, own))


def _parts(frame: Frame, own: dict[int, Mention]) -> tuple[Frame, ...]:
    if not isinstance(frame, ActFrame) or len(frame.settings) < 2 or frame.actions:
        return (frame,)
    types = _types(frame.target, own)
    if not types:
        return (frame,)
    strange = tuple(one for one in frame.settings if not any(_has(t, one[0]) for t in types))
    if not strange or len(strange) == len(frame.settings):
        return (frame,)
    others = [
        number
        for number, mention in own.items()
        if mention.kind == "thing"
        and number not in frame.target.pointers
        and not types & _type_of(mention)
        and all(_has(type_, name) for type_ in _type_of(mention) for name, _ in strange)
        and _type_of(mention)
    ]
    if len(others) != 1:
        return (frame,)
    kept = tuple(one for one in frame.settings if one not in strange)
    other = replace(frame, target=Target(pointers=(others[0],)), settings=strange)
    return (replace(frame, settings=kept), other)


def _has(type_: str, name: str) -> bool:
    return name in TYPES[type_].properties


def _types(target: Target, own: dict[int, Mention]) -> frozenset[str]:
    """Return the types of a target, said or those of the things that it points at."""
    said = {name for name in target.types if name in TYPES}
    named = (_type_of(own[n]) for n in target.pointers if n in own and own[n].kind == "thing")
    return frozenset(said.union(*named))


def _type_of(mention: Mention) -> frozenset[str]:
    name = mention.mark.removeprefix("<t:").removesuffix(">")
    return frozenset({name}) & TYPES.keys()
