"""How Korean says which things: by kind, room, floor, name, all but one, these ones here."""

import random

from .compose import Aim
from .expand import expand
from .ko_words import MACHINES, NOUNS, WHOLE_HOME

_WHERE = "{area}(*10|에*2| 쪽*2|에 있는*2|의|에서|쪽|에 달린)"
_ALL = "(모든*6|전체*3|온 집안*2|집안 모든|집에 있는 모든|집 전체|우리 집 모든|집 안의 모든|집 안|온 집|전 구역|방마다)"
_EACH = "(다*6|전부*4|모두*3|싹 다*2|몽땅|죄다|전체|하나도 빠짐없이 다)"
_HERE = "(여기*4|이 방*3|이쪽|방*2|여기 있는|이 방에 있는|방 안)"
_LOOKED_AT = "(이*3|저*4|그|요|저기 저|여기 이|저쪽)"


def noun(kind: str, rng: random.Random) -> str:
    """Return a word for a kind of thing."""
    return expand(NOUNS[kind][0], rng)


def bare(kind: str, rng: random.Random) -> Aim:
    """Return things by their kind alone: those where the speaker is."""
    return Aim(text=noun(kind, rng), target=dict(NOUNS[kind][1]))


def aim(kind: str, rng: random.Random) -> Aim:
    """Return things of a kind, however said."""
    shape = rng.random()
    if kind in MACHINES and shape > 0.4:
        shape /= 2
    if kind in WHOLE_HOME and shape > 0.6:
        shape -= 0.5
    if shape < 0.26:
        return bare(kind, rng)
    if shape < 0.46:
        return named(kind, rng)
    if kind in WHOLE_HOME:
        return Aim(text=noun(kind, rng), target={**NOUNS[kind][1], "area": "all"})
    if shape < 0.76:
        return in_area(kind, rng)
    return _grouped(kind, rng)


def named(kind: str, rng: random.Random) -> Aim:
    """Return a thing by its name."""
    target = {**NOUNS[kind][1], "name": "{name}"}
    if rng.random() < 0.04:
        where = expand("{area}(에 있는| 쪽|에|)", rng)
        return Aim(text=f"{where} {{name}}", target={**target, "area": "{area}"})
    return Aim(text="{name}", target=target)


def in_area(kind: str, rng: random.Random) -> Aim:
    """Return things of a kind in a room."""
    where, word = expand(_WHERE, rng), noun(kind, rng)
    target = {**NOUNS[kind][1], "area": "{area}"}
    if rng.random() < 0.05:
        return Aim(text=f"{word} {expand('{area} (거|것|쪽 거)', rng)}", target=target)
    return Aim(text=f"{where} {word}".strip(), target=target)


def _grouped(kind: str, rng: random.Random) -> Aim:
    shape = rng.random()
    base, word = NOUNS[kind][1], noun(kind, rng)
    if shape < 0.2:
        return Aim(
            text=expand(
                f"{{area}}(*4|에 있는|의) (모든 {word}[들]|{word} {_EACH}|{word}들*2)", rng
            ),
            target={**base, "area": "{area}"},
            tags=("group",),
            is_many=True,
        )
    if shape < 0.36:
        return Aim(
            text=expand(f"{{floor}}(*3|에 있는|의| 쪽) [(모든|전체)] {word}[ {_EACH}]", rng),
            target={**base, "floor": "{floor}"},
            tags=("group",),
            is_many=True,
        )
    if shape < 0.62:
        text = expand(
            f"({_ALL} {word}[들]*3|[(집|집안|집에 있는|우리 집)] {word}[들] {_EACH}*2|{_ALL} {word} {_EACH})",
            rng,
        )
        return Aim(text=text, target={**base, "area": "all"}, tags=("group",), is_many=True)
    if shape < 0.72:
        return Aim(text=expand(f"{_HERE} {word}", rng), target=dict(base))
    if shape < 0.8:
        return two_areas(kind, word, rng)
    if shape < 0.84:
        return two_names(kind, rng)
    if shape < 0.88:
        text = expand(f"{_LOOKED_AT} {word}", rng)
        return Aim(text=text, target={**base, "ref": "looked_at"}, tags=("deictic",))
    return but(kind, word, rng)


def two_areas(kind: str, word: str, rng: random.Random) -> Aim:
    """Return things of a kind in two rooms."""
    base = NOUNS[kind][1]
    text = rng.choice(
        (
            f"{{area}}~이랑 {{area2}} {word}",
            f"{{area}}~과 {{area2}} {word}",
            f"{{area}}하고 {{area2}} {word}",
            f"{{area}}, {{area2}} {word}",
            f"{{area}}~이랑 {{area2}}에 있는 {word}",
            f"{{area}} {{area2}} {word}",
            f"{{area}} {word}~이랑 {{area2}} {word}",
        )
    )
    return Aim(text=text, target={**base, "area": ["{area}", "{area2}"]}, is_many=True)


def two_names(kind: str, rng: random.Random) -> Aim:
    """Return two things by their names."""
    joint = rng.choice(("~이랑 ", "~과 ", "하고 ", ", ", " 그리고 ", "~이랑 "))
    target = {**NOUNS[kind][1], "name": ["{name}", "{name2}"]}
    return Aim(text=f"{{name}}{joint}{{name2}}", target=target, is_many=True)


def but(kind: str, word: str, rng: random.Random) -> Aim:
    """Return all things of a kind but some."""
    base = NOUNS[kind][1]
    rest = expand(
        f"((나머지|다른|다른 방|그 외|딴 데|나머지 방|) {word}[ {_EACH}]*3|(모든|전체) {word}*2|{word}[~은] {_EACH}*2)",
        rng,
    )
    shape = rng.random()
    if shape < 0.65:
        said = expand(
            "{area}(*4|만*2| 거*2| 쪽|만은| 것만) (빼고*4|말고*3|제외하고*2|빼놓고|남기고|놔두고|제외한)",
            rng,
        )
        target = {**base, "area": "all", "except": {"area": "{area}"}}
    elif shape < 0.9:
        said = expand(
            "({name}(*3|만*2| 하나만) (빼고*4|말고*2|제외하고*2|남기고|놔두고)|{name}~은 (두고|놔두고|그대로 두고|켜 두고))",
            rng,
        )
        target = {**base, "area": "all", "except": {"name": "{name}"}}
    else:
        said = expand(
            "({area}에서 {name}[만] (빼고|말고|제외하고)|{area}~은 {name}[만] (빼고|남기고))", rng
        )
        target = {**base, "area": "{area}", "except": {"name": "{name}"}}
    return Aim(text=f"{said} {rest}", target=target, tags=("except", "group"), is_many=True)


def everything(rng: random.Random) -> Aim:
    """Return all that can be switched: in the home, a room, a floor, or but some of it."""
    shape = rng.random()
    if shape < 0.35:
        text = expand(
            "(다*3|전부*3|모두*2|싹 다*2|몽땅|죄다|집에 있는 거 (다|전부|싹 다)|모든 (거|것|기기|전자기기|기계)|"
            "집 안에 있는 거 전부|켜져 있는 거 (다|전부|모두)|집 전체|온 집안 다|전자제품 (다|전부)|가전 (전부|다))",
            rng,
        )
        return Aim(text=text, target={"area": "all"}, tags=("group",), is_many=True)
    if shape < 0.6:
        text = expand(
            "{area}(*3|에 있는|에 켜져 있는) (거 (다|전부|싹 다)|전부|모든 (거|기기)|전자기기 다|다|모두)",
            rng,
        )
        return Aim(text=text, target={"area": "{area}"}, tags=("group",), is_many=True)
    if shape < 0.7:
        text = expand("{floor}(*3|에 있는) (거 (다|전부)|전부|다|싹 다|전체 다|모든 거)", rng)
        return Aim(text=text, target={"floor": "{floor}"}, tags=("group",), is_many=True)
    rest = expand("(다*3|전부*3|나머지 다|나머지 전부|싹 다|모두|다른 거 다|나머지는 다)", rng)
    leave = expand("(빼고*4|말고*3|제외하고*2|놔두고)", rng)
    if shape < 0.82:
        kind = rng.choice(("light", "air_conditioner", "tv", "fan", "humidifier", "refrigerator"))
        text, excepted = (
            f"{noun(kind, rng)}{rng.choice(('', '만', '만'))} {leave} {rest}",
            dict(NOUNS[kind][1]),
        )
    elif shape < 0.92:
        text, excepted = (
            f"{{area}}{rng.choice(('', '만', ' 거만'))} {leave} {rest}",
            {"area": "{area}"},
        )
    else:
        text, excepted = (
            f"{{name}}{rng.choice(('', '만', '만'))} {leave} {rest}",
            {"name": "{name}"},
        )
    target = {"area": "all", "except": excepted}
    return Aim(text=text, target=target, tags=("except", "group"), is_many=True)


def glowing(kind: str, rng: random.Random) -> Aim:
    """Return those of a kind that are on."""
    base, word = NOUNS[kind][1], noun(kind, rng)
    on = expand("(켜져 있는*3|켜진*2|켜놓은|켜 놓은|틀어 놓은|켜 둔|돌아가고 있는|켜져있는)", rng)
    if rng.random() < 0.5:
        where = expand("{area}(에|에서| )", rng)
        target = {**base, "area": "{area}", "state": {"on": True}}
        return Aim(
            text=expand(f"{where} {on} {word} [{_EACH}]", rng),
            target=target,
            tags=("group",),
            is_many=True,
        )
    target = {**base, "area": "all", "state": {"on": True}}
    return Aim(
        text=expand(f"[(집에|집 안에|지금)] {on} {word} {_EACH}", rng),
        target=target,
        tags=("group",),
        is_many=True,
    )


def as_object(said: Aim, rng: random.Random) -> str:
    """Return the words as an object; its particle is mostly dropped.

    >>> as_object(Aim(text="불", target={}), random.Random(4))
    '불'
    """
    shape = rng.random()
    if shape < 0.6 or not said.text or _ends_in_all(said.text):
        return said.text
    if shape < 0.74:
        return f"{said.text}~을"
    if shape < 0.8:
        return f"{said.text}~은"
    if shape < 0.93:
        return f"{said.text} 좀"
    return said.text + rng.choice(("만", "만", "도", "부터", "도 좀", "~을 좀"))


def _ends_in_all(text: str) -> bool:
    return text.endswith((" 다", "전부", "모두", "몽땅", "죄다", "전체", "이 다"))
