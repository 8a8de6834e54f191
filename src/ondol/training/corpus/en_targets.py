"""How English says which things: by kind, room, floor, name, all but one, these ones here."""

import random
from typing import Any

from .compose import Aim
from .en_words import MACHINES, NOUNS, WHOLE_HOME, is_plural, singular
from .expand import expand

_ALL = "(all the*4|all*4|all of the*2|every one of the|all my*2|all our|my|our|the*2)"
_EVERY = "(every*3|every single*2|each*2|each and every*2)"
HOUSE = (
    "(everywhere*5|in the house*4|in the whole house*2|at home|(in*5|throughout*4|across*3|around*3|all over*2|all around|inside|all through|over) "
    "(the*4|our*3|my*3|(the|our|my) whole*3|(the|our|my) entire*4|this) (house*6|home*5|apartment*2|flat*2|place*2|property)*14|"
    "(in*8|across*2|throughout) (every*4|each*3|every single|each and every) (room*5|area*3|space) [(of|in) (the|our|my) (house|home|flat)]*7|"
    "(in*8|across*3|throughout) all [(of the|the|the|our|my)] (rooms*5|areas*3) [(of|in) (the|our) (house|home)]*6|"
    "all over*2|all over the place*2|throughout*2|on (all|both) floors|on every floor|on every level|house wide|everywhere in (the*2|our|my) (house|home|flat)*2|from top to bottom|in here and everywhere else)"
)
"""Patterns for the whole home, as it stands behind what is meant."""
_INSIDE = "(in the*6|in*3|in my|of the|at the|inside the)"
HERE = "(in here*4|in this room*4|here*3|in the room*2|over here|around here|in this (space*2|area|place)*2|where i am*2|in the room i'm in|in my room|in our room|right here*2|inside here|in the current room|in the same room as me)"
"""Patterns for where the speaker is."""
_LOOKED_AT = "(this*3|that*5)"


def one(kind: str, rng: random.Random) -> str:
    """Return a word for one thing of a kind."""
    return expand(NOUNS[kind][0], rng)


def single(kind: str, rng: random.Random) -> str:
    """Return a word for one thing of a kind, as behind "every"."""
    return singular(one(kind, rng))


def many(kind: str, rng: random.Random) -> str:
    """Return a word for several things of a kind."""
    return expand(NOUNS[kind][1], rng)


def the(rng: random.Random) -> str:
    """Return an article; most speech recognisers' users say one."""
    return rng.choice(("the ", "the ", "the ", "the ", "my ", "our ", ""))


def _word(kind: str, rng: random.Random) -> tuple[str, bool]:
    if rng.random() < (0.5 if kind == "light" else 0.15):
        return many(kind, rng), True
    word = one(kind, rng)
    return word, is_plural(word)


def base(kind: str) -> dict[str, Any]:
    """Return what a kind aims at."""
    return dict(NOUNS[kind][2])


def bare(kind: str, rng: random.Random) -> Aim:
    """Return things by their kind alone: those where the speaker is."""
    word, is_many = _word(kind, rng)
    return Aim(text=f"{the(rng)}{word}", target=base(kind), is_many=is_many)


def named(kind: str, rng: random.Random) -> Aim:
    """Return a thing by its name."""
    target = {**base(kind), "name": "{name}"}
    if rng.random() < 0.04:
        return Aim(text=f"{the(rng)}{{name}} in the {{area}}", target={**target, "area": "{area}"})
    return Aim(text=f"{the(rng)}{{name}}", target=target)


def in_area(kind: str, rng: random.Random) -> Aim:
    """Return things of a kind in a room."""
    word, is_many = _word(kind, rng)
    text = (
        f"{the(rng)}{{area}} {word}"
        if rng.random() < 0.55
        else f"{the(rng)}{word} {expand(_INSIDE, rng)} {{area}}"
    )
    return Aim(text=text, target={**base(kind), "area": "{area}"}, is_many=is_many)


def aim(kind: str, rng: random.Random) -> Aim:
    """Return things of a kind, however said."""
    shape = rng.random()
    if kind in MACHINES and shape > 0.45:
        shape /= 2
    if kind in WHOLE_HOME and shape > 0.6:
        shape -= 0.5
    if shape < 0.24:
        return bare(kind, rng)
    if shape < 0.46:
        return named(kind, rng)
    if kind in WHOLE_HOME:
        return Aim(text=f"the {one(kind, rng)}", target={**base(kind), "area": "all"})
    if shape < 0.76:
        return in_area(kind, rng)
    return grouped(kind, rng)


def grouped(kind: str, rng: random.Random) -> Aim:
    """Return several things of a kind: of a room, a floor, the home, two rooms, all but some."""
    shape = rng.random()
    target, plural = base(kind), many(kind, rng)
    if shape < 0.22:
        text = rng.choice(
            (
                f"{expand(_ALL, rng)} {{area}} {plural}",
                f"{expand(_ALL, rng)} {plural} in the {{area}}",
                f"all {plural} in {{area}}",
                f"{expand(_EVERY, rng)} {single(kind, rng)} in the {{area}}",
                f"all the {plural} in the {{area}}",
            )
        )
        return Aim(text=text, target={**target, "area": "{area}"}, tags=("group",), is_many=True)
    if shape < 0.38:
        text = rng.choice(
            (
                f"the {{floor}} {plural}",
                f"{expand(_ALL, rng)} {plural} on the {{floor}}",
                f"{expand(_ALL, rng)} {plural} {{floor}}",
                f"{expand(_ALL, rng)} {{floor}} {plural}",
                f"{expand(_EVERY, rng)} {single(kind, rng)} on the {{floor}}",
            )
        )
        return Aim(text=text, target={**target, "floor": "{floor}"}, tags=("group",), is_many=True)
    if shape < 0.64:
        text = rng.choice(
            (
                f"all the {plural}",
                f"all {plural}",
                f"all of the {plural}",
                f"{expand(_ALL, rng)} {plural} {expand(HOUSE, rng)}",
                f"{expand(_EVERY, rng)} {single(kind, rng)} {expand(HOUSE, rng)}",
                f"every {single(kind, rng)}",
                f"{plural} {expand(HOUSE, rng)}",
                f"the whole house's {plural}",
                f"{rng.choice(('the house', 'all house', 'all the house'))} {plural}",
                f"{expand(_ALL, rng)} {plural} {expand(HOUSE, rng)}",
                f"{rng.choice(('my', 'our'))} {plural} {expand(HOUSE, rng)}",
            )
        )
        return Aim(text=text, target={**target, "area": "all"}, tags=("group",), is_many=True)
    if shape < 0.72:
        word, is_many = _word(kind, rng)
        return Aim(text=f"the {word} {expand(HERE, rng)}", target=target, is_many=is_many)
    if shape < 0.8:
        text = rng.choice(
            (
                f"the {{area}} and {{area2}} {plural}",
                f"the {plural} in the {{area}} and the {{area2}}",
                f"the {{area}} {plural} and the {{area2}} {plural}",
                f"{plural} in {{area}} and {{area2}}",
                f"both the {{area}} and {{area2}} {plural}",
            )
        )
        return Aim(text=text, target={**target, "area": ["{area}", "{area2}"]}, is_many=True)
    if shape < 0.84:
        text = rng.choice(
            (
                "the {name} and the {name2}",
                "{name} and {name2}",
                "the {name} and {name2}",
                "both {name} and {name2}",
            )
        )
        return Aim(text=text, target={**target, "name": ["{name}", "{name2}"]}, is_many=True)
    if shape < 0.88:
        text = f"{expand(_LOOKED_AT, rng)} {single(kind, rng)}"
        return Aim(text=text, target={**target, "ref": "looked_at"}, tags=("deictic",))
    return but(kind, rng)


_BUT = "(except*5|except for*3|but*3|but not*2|apart from*2|besides|other than|excluding|aside from|minus)"


def but(kind: str, rng: random.Random) -> Aim:
    """Return all things of a kind but some."""
    target, plural, word = base(kind), many(kind, rng), single(kind, rng)
    every = rng.choice(
        (
            f"all the {plural}",
            f"all {plural}",
            f"every {word}",
            f"all of the {plural}",
            f"all {plural} in the house",
            f"the {plural}",
        )
    )
    shape = rng.random()
    if shape < 0.6:
        left = expand(
            "(the {area}*4|the {area} one|the ones in the {area}*2|in the {area}*2|{area}|the one in the {area}|those in the {area})",
            rng,
        )
        excepted: dict[str, Any] = {"area": "{area}"}
    else:
        left = rng.choice(("the {name}", "{name}", "the {name}", "my {name}"))
        excepted = {"name": "{name}"}
        if shape > 0.9:
            text = f"all the {plural} in the {{area}} {expand(_BUT, rng)} {left}"
            return Aim(
                text=text,
                target={**target, "area": "{area}", "except": excepted},
                tags=("except", "group"),
                is_many=True,
            )
    target = {**target, "area": "all", "except": excepted}
    return Aim(
        text=f"{every} {expand(_BUT, rng)} {left}",
        target=target,
        tags=("except", "group"),
        is_many=True,
    )


def everything(rng: random.Random) -> Aim:
    """Return all that can be switched: in the home, a room, a floor, or but some of it."""
    shape = rng.random()
    word = expand(
        "(everything*6|it all|all the devices*2|all devices|every device|all appliances|the whole lot|all of it|every single thing|all electronics|all the things)",
        rng,
    )
    if shape < 0.35:
        text, target, tags = (
            f"{word}{rng.choice(('', '', ' in the house', ' at home', ' in the whole house'))}",
            {"area": "all"},
            ("group",),
        )
        return Aim(text=text, target=target, tags=tags)
    if shape < 0.6:
        text = rng.choice(
            (
                f"{word} in the {{area}}",
                f"{word} in {{area}}",
                "everything in the {area}",
                "all the stuff in the {area}",
                f"{word} that's on in the {{area}}",
            )
        )
        return Aim(text=text, target={"area": "{area}"}, tags=("group",))
    if shape < 0.7:
        text = rng.choice(
            (
                f"{word} {{floor}}",
                f"{word} on the {{floor}}",
                "everything on the {floor}",
                "everything {floor}",
            )
        )
        return Aim(text=text, target={"floor": "{floor}"}, tags=("group",))
    excepted: dict[str, Any]
    if shape < 0.82:
        kind = rng.choice(("light", "air_conditioner", "tv", "fan", "humidifier", "thermostat"))
        left, excepted = f"the {rng.choice((one(kind, rng), many(kind, rng)))}", base(kind)
    elif shape < 0.92:
        left, excepted = (
            rng.choice(
                ("the {area}", "in the {area}", "what's in the {area}", "the stuff in the {area}")
            ),
            {"area": "{area}"},
        )
    else:
        left, excepted = rng.choice(("the {name}", "{name}", "my {name}")), {"name": "{name}"}
    return Aim(
        text=f"{word} {expand(_BUT, rng)} {left}",
        target={"area": "all", "except": excepted},
        tags=("except", "group"),
    )


def glowing(kind: str, rng: random.Random) -> Aim:
    """Return those of a kind that are on."""
    plural = many(kind, rng)
    target = {**base(kind), "state": {"on": True}}
    if rng.random() < 0.5:
        text = rng.choice(
            (
                f"any {plural} that are on in the {{area}}",
                f"the {plural} that are on in the {{area}}",
                f"whatever {plural} are on in the {{area}}",
            )
        )
        return Aim(text=text, target={**target, "area": "{area}"}, tags=("group",), is_many=True)
    text = rng.choice(
        (
            f"any {plural} that are on",
            f"all the {plural} that are on",
            f"every {single(kind, rng)} that's on",
            f"whatever {plural} are still on",
            f"any {plural} left on",
            f"the {plural} i left on",
        )
    )
    return Aim(text=text, target={**target, "area": "all"}, tags=("group",), is_many=True)
