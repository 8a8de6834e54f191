"""Korean for all things but some: 스탠드만 놔두고 안방 불 꺼, 거실은 그대로 두고 불 다 꺼."""

import random
from collections.abc import Sequence
from typing import Any

from . import ko_words as words
from .compose import Aim, Table, Template, act
from .expand import expand
from .hangul import Verb
from .ko_acts import switch_verbs
from .ko_targets import noun
from .ko_words import NOUNS, request

_KINDS = Table(
    ((10, "light"), (1.5, "curtain"), (1.2, "blind"), (1, "fan"), (1, "air_conditioner"), (1, "tv"), (0.7, "outlet"), (0.7, "speaker"), (0.7, "lock"), (0.7, "window"))
)  # fmt: skip
_REST = "(다*6|전부*3|모두*2|싹 다*2|죄다|몽땅|나머지 다*2|나머지는 다*2|나머지 전부|나머지 싹|나머지만|)"
_SPARE = "(놔두고*4|남기고*3|남겨 두고*2|남겨두고*2|빼고*5|제외하고*4|두고*3|말고*2|빼놓고*2|그대로 두고*2|냅두고|놓아두고|내버려 두고|제외한 채|빼 주고)"
_KEEP = "(그대로 두고*4|놔두고*4|그냥 두고*2|두고*2|건드리지 말고*3|내버려 두고*2|그대로 놔두고*2|빼고*2|제외하고*2|가만 두고|냅두고)"
_LIT = "(켜 두고*3|켜 놓고*3|켜둔 채로|켜 놓은 채로|끄지 말고*3|켜진 채로 두고)"


def left_out(rng: random.Random) -> Template:
    """Compose a command to all of a kind but one, or but those of a room."""
    kind = _KINDS.pick(rng)
    settings, verbs, is_off = _done(kind, rng)
    word, end = noun(kind, rng), request(verbs, rng)
    rest = expand(_REST, rng)
    base = dict(NOUNS[kind][1])
    shape = rng.random()
    if shape < 0.42:
        spare = _spared("{name}", kind, rng, is_off=is_off)
        target: dict[str, Any] = {**base, "area": "{area}", "except": {"name": "{name}"}}
        place = expand("{area}(*6|에 있는|에서| 쪽)", rng)
        text = rng.choice(
            (
                f"{spare} {place} {word} {rest} {end}",
                f"{spare} {place} {word} {rest} {end}",
                f"{place} {word} {spare} {rest or '다'} {end}",
                f"{place} {spare} {word} {rest} {end}",
                f"{{area}}에서 {spare} {rest or '다'} {expand('(불은|불만|나머지 불은|)', rng) if kind == 'light' else word} {end}",
                f"{place} {word}{rng.choice(('~은', ''))} {spare} {rest or '나머지'} {end}",
                f"{place} {word} {rest} {end} {_afterwards('{name}', rng)}",
            )
        )
        if text.startswith("{area}에서") and kind != "light":
            text = f"{place} {word} {spare} {rest or '다'} {end}"
    elif shape < 0.72:
        spare = _spared("{area}", kind, rng, is_off=is_off)
        target = {**base, "area": "all", "except": {"area": "{area}"}}
        home = expand("(*6|집*3|집안*2|우리 집|집에 있는|온 집)", rng)
        text = rng.choice(
            (
                f"{spare} {home} {word} {rest or '다'} {end}",
                f"{spare} {home} {word} {rest or '다'} {end}",
                f"{home} {word} {spare} {rest or '다'} {end}",
                f"{{area}} {word}{rng.choice(('만', '만', '만은'))} {expand(_SPARE, rng)} {rest or '다'} {end}",
                f"{{area}} {word}{rng.choice(('만', '~은'))} {expand(_KEEP, rng)} {expand('(다른|나머지|다른 방|딴 방|다른 데|나머지 방)', rng)} {word} {expand('(다*3|전부|모두|)', rng)} {end}",
                f"{home} {word} {rest or '다'} {end} {_afterwards('{area}', rng)}",
            )
        )
    elif shape < 0.82:
        spare = _spared("{name}", kind, rng, is_off=is_off)
        target = {**base, "area": "all", "except": {"name": "{name}"}}
        text = rng.choice(
            (
                f"{spare} {expand('(집|집안|우리 집|온 집|집 전체)', rng)} {word} {rest or '다'} {end}",
                f"{expand('(집|집안|집에 있는|모든)', rng)} {word} {spare} {rest or '다'} {end}",
            )
        )
    elif shape < 0.9:
        spare = _spared("{area}", kind, rng, is_off=is_off)
        target = {**base, "floor": "{floor}", "except": {"area": "{area}"}}
        text = rng.choice(
            (
                f"{{floor}} {word} {spare} {rest or '다'} {end}",
                f"{spare} {{floor}} {word} {rest or '다'} {end}",
            )
        )
    elif shape < 0.95:
        target = {**base, "area": "all", "except": {"area": ["{area}", "{area2}"]}}
        two = rng.choice(("{area}~이랑 {area2}", "{area}~과 {area2}", "{area}하고 {area2}", "{area}, {area2}"))  # fmt: skip
        text = rng.choice(
            (
                f"{_spared(two, kind, rng, is_off=is_off)} {word} {rest or '다'} {end}",
                f"{word} {_spared(two, kind, rng, is_off=is_off)} {rest or '다'} {end}",
            )
        )
    else:
        spare = _spared("{name}", kind, rng, is_off=is_off)
        target = {**base, "except": {"name": "{name}"}}
        text = f"{spare} {expand('(여기|이 방|방|이 방에 있는)', rng)} {word} {rest or '다'} {end}"
    return act(text, Aim(text="", target=target, tags=("except", "group")), settings)


def _done(kind: str, rng: random.Random) -> tuple[dict[str, Any], Sequence[Verb], bool]:
    """Return what is set, how it is said, and whether it is switching off."""
    if kind == "window":
        return {"position": 0}, (Verb("닫", "닫아"),), False
    if kind in {"curtain", "blind"}:
        is_open = rng.random() < 0.35
        verbs = (words.OPENING if is_open else words.CLOSING)[kind][:2]
        return {"position": 100 if is_open else 0}, verbs, False
    if kind == "lock":
        return {"locked": True}, (Verb("잠그", "잠가"),), False
    is_on = rng.random() < 0.22
    return {"on": is_on}, switch_verbs(kind, is_on=is_on)[:6], not is_on


def _spared(what: str, kind: str, rng: random.Random, *, is_off: bool) -> str:
    shape = rng.random()
    if shape < 0.62:
        last = " 하나만" if what == "{name}" else " 쪽만"
        only = rng.choice(("만", "만", "만", "만", "만", "만은", "", last))
        return f"{what}{only} {expand(_SPARE, rng)}"
    if is_off and shape < 0.76:
        return f"{what}{rng.choice(('만', '~은', '만'))} {expand(_LIT, rng)}"
    return f"{what}~은 {expand(_KEEP, rng)}"


def _afterwards(what: str, rng: random.Random) -> str:
    return expand(
        f"({what}만 (빼고*4|말고*2|제외하고*2|놔두고*2|남기고)|{what}~은 (빼고*2|놔두고*2|그대로 두고*2|말고)|단 {what}~은 (빼고|놔둬|그대로 둬)|대신 {what}~은 (놔둬|그대로 둬|두고))",
        rng,
    )


__all__ = ["left_out"]
