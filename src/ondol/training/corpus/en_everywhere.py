"""English that says where in many words: the whole home, floors, rooms, here; and all but some."""

import random
from collections.abc import Mapping
from typing import Any, Literal

from .compose import Aim, Table, Template, act, query
from .en_targets import HERE, HOUSE, base, many, one, single
from .en_words import ask as ask_
from .expand import expand

_Place = tuple[str, dict[str, Any], tuple[str, ...]]
"""Words behind a command, what they add to the target, and tags."""

_ROOM = "(in (the*8|my*2|our*2|) {area}*8|at the {area}|over in the {area}|inside the {area}|for the {area})"
_FLOOR = "((on|in|at) (the*4|our|my) {floor}*3|{floor}*3|all over the {floor}|on the whole {floor}|everywhere (on the*2|) {floor})"
_WHOLE = "((the*6|our*3|my*3|this) (whole*4|entire*4|) (house*6|home*4|apartment*2|flat*2|place*2|building)*8|(every*4|each*3|every single) (room*5|area*2) [(in|of) (the|our|my) (house|home|flat)]*5|all [(of the|the|our|my)] (rooms*4|areas*2) [(in|of) (the|our|my) (house|home)]*4|everywhere [in the house])"
_LIT = "(light up {0}*6|illuminate {0}*5|light {0} up*3|get {0} lit [up]|light {0}|fill {0} with light|put some light in {0}*2|make it light in {0}|switch the lights of {0} on)"
_UNLIT = "(put out the lights in {0}*2|kill the lights in {0}*3|black out {0}|lights out in {0}*2|no more light in {0}|cut the lights in {0}*2|shut the lights in {0}*2|put {0} in darkness|switch the lights of {0} off)"

_SWITCHED: Table[str] = Table(
    (
        (26, "light"),
        (5, "fan"),
        (4, "tv"),
        (4, "air_conditioner"),
        (3, "thermostat"),
        *((2, kind) for kind in ("speaker", "outlet", "switch", "heater")),
        *((1, kind) for kind in ("humidifier", "air_purifier", "dehumidifier")),
    )
)
_PARTICLE = "((turn*8|switch*5|power|put*2|bring|get|flip) {0} {s} {p}*6|(turn*8|switch*5|bring|put) {s} {0} {p}*6|turn {0} {p} {s}*3|switch {0} {p} {s}|{0} {s} {p}*3|{0} {p} {s}*2|{p} (turn|switch) {s} {0}|i want {0} {s} {p}|have {0} {s} {p}|make sure {0} (is|are) {s} {p}|i need {0} {s} {p})"
_ON = "(activate {0} {p}*5|start {0} {p}|enable {0} {p}*2|fire up {0} {p}|power up {0} {p})"
_OFF = "(deactivate {0} {p}*5|shut off {0} {p}*4|shut {0} off {p}*3|kill {0} {p}*4|cut {0} {p}|disable {0} {p}|shut down {0} {p}*2|power down {0} {p}|turn out {0} {p}|stop {0} {p})"


def place(rng: random.Random) -> _Place:
    """Return where: a room, a floor, here, mostly the whole home."""
    shape = rng.random()
    if shape < 0.24:
        return expand(_ROOM, rng), {"area": "{area}"}, ()
    if shape < 0.38:
        return expand(_FLOOR, rng), {"floor": "{floor}"}, ("group",)
    if shape < 0.54:
        return expand(HERE, rng), {}, ()
    return expand(HOUSE, rng), {"area": "all"}, ("group",)


def _things(kind: str, rng: random.Random) -> str:
    """Return words for things of a kind of which the place is said apart."""
    words, word = many(kind, rng), one(kind, rng)
    if kind == "light" or rng.random() < 0.4:
        return expand(
            f"(the {words}*8|all the {words}*4|all {words}*3|{words}*4|my {words}*3|our {words}*2|all my {words}|all of the {words}*2|every {single(kind, rng)}*3|every single {single(kind, rng)}|each {single(kind, rng)}*2|each and every {single(kind, rng)}*2|any {words}|the {word}*3)",
            rng,
        )
    return expand(f"(the {word}*6|my {word}|{word}|every {single(kind, rng)})", rng)


def placed(rng: random.Random) -> Template:
    """Compose switching with the place in a part of its own ("turn the lights off in every room")."""
    kind, is_on = _SWITCHED.pick(rng), rng.random() < 0.5
    if kind == "light" and rng.random() < 0.28:
        return _whole(rng, is_on=is_on)
    where, target, tags = place(rng)
    pattern = _PARTICLE if rng.random() < 0.7 else _ON if is_on else _OFF
    text = (
        expand(pattern, rng)
        .replace("{0}", _things(kind, rng))
        .replace("{s}", "on" if is_on else "off")
        .replace("{p}", where)
    )
    return act(
        ask_(text, rng), Aim(text="", target={**base(kind), **target}, tags=tags), {"on": is_on}
    )


def _whole(rng: random.Random, *, is_on: bool) -> Template:
    """Compose lighting a place, which is the object itself ("illuminate our entire home")."""
    shape = rng.random()
    tags: tuple[str, ...] = ("group",)
    if shape < 0.22:
        where, target, tags = (
            expand("((the*4|my|our) {area}*6|{area})", rng),
            {"area": "{area}"},
            (),
        )
    elif shape < 0.36:
        where, target = (
            expand("((the*4|my|our) {floor}*4|the whole {floor})", rng),
            {"floor": "{floor}"},
        )
    elif shape < 0.48:
        where, target, tags = (
            rng.choice(("this room", "the room", "this place", "this space")),
            {},
            (),
        )
    else:
        where, target = expand(_WHOLE, rng), {"area": "all"}
    text = expand(_LIT if is_on else _UNLIT, rng).replace("{0}", where)
    return act(
        ask_(text.replace("in everywhere", "everywhere"), rng),
        Aim(text="", target={**base("light"), **target}, tags=tags),
        {"on": is_on},
    )


# --- in the open air ------------------------------------------------------------------------------

_OUT = "(outdoor*6|outside*5|exterior*3)"
_OUTSIDE = "(outside*7|outdoors*4)"


def outdoors(rng: random.Random) -> Template:
    """Compose commands and questions for what is outdoors, which no area need be called."""
    kind = rng.choice(("light", "light", "light", "light", "speaker", "outlet", "fan", "heater"))
    words, is_on = many(kind, rng), rng.random() < 0.5
    state = "on" if is_on else "off"
    shape = rng.random()
    if shape < 0.6:
        area = expand(_OUT, rng)
        thing = expand(f"(the {area} {words}*6|all the {area} {words}*4|all {area} {words}*3|{area} {words}*3|every {area} {single(kind, rng)}*2|my {area} {words}*2|the {area} {one(kind, rng)}*2|our {area} {words}|all of the {area} {words})", rng)  # fmt: skip
        where = ""
    else:
        area = expand(_OUTSIDE, rng)
        thing, where = _things(kind, rng), area
    target = {**base(kind), "area": area}
    if shape < 0.2 or shape > 0.9:
        ask: Literal["any", "all", "which"] = "any"
        if rng.random() < 0.35:
            ask, text = (
                "which",
                f"which {f'{area} ' if not where else ''}{words} are {state} {where}",
            )
        elif rng.random() < 0.3:
            ask, text = "all", f"are all {f'{area} ' if not where else ''}{words} {state} {where}"
        else:
            text = f"are {rng.choice(('the', 'any', 'any of the'))} {f'{area} ' if not where else ''}{words} {state} {where}"
        return query(" ".join(text.split()), Aim(text="", target=target, tags=("group",)), "on", ask, {"on": is_on})  # fmt: skip
    if kind == "light" and rng.random() < 0.2:
        way = rng.choice((("dim", "down"), ("turn down", "down"), ("brighten", "up"), ("turn up", "up")))  # fmt: skip
        text = f"{way[0]} {thing} {where}".strip()
        return act(ask_(text, rng), Aim(text="", target=target), {"brightness": way[1]})
    pattern = "((turn*6|switch*4|put) {0} {s} {w}*5|(turn*6|switch*4|put*2) {s} {0} {w}*6|{0} {s} {w}*3|{0} {w} {s}*2|i want {0} {s} {w}|make sure {0} are {s} {w})"
    text = expand(pattern, rng).replace("{0}", thing).replace("{s}", state).replace("{w}", where)
    return act(ask_(" ".join(text.split()), rng), Aim(text="", target=target), {"on": is_on})


# --- levels and covers of the whole home ----------------------------------------------------------

_SET: tuple[tuple[str, str, str, Any], ...] = (
    ("light", "(dim {0} {p}*3|turn down {0} {p}*2|lower {0} {p}|make {0} dimmer {p})", "brightness", "down"),
    ("light", "(brighten {0} {p}*3|turn up {0} {p}*2|make {0} brighter {p}*2)", "brightness", "up"),
    ("light", "((set|dim|put|turn) {0} {p} to {pct} percent*3|set {0} to {pct}% {p}*2|{0} at {pct} percent {p})", "brightness", "{pct}"),
    ("light", "((make|turn) {0} {p} {color}*3|set {0} to {color} {p}*2|change {0} to {color} {p}*2|i want {color} light {p})", "color", "{color}"),
    ("curtain", "(open {0} {p}*3|pull open {0} {p}|open up {0} {p})", "position", 100),
    ("curtain", "(close {0} {p}*3|shut {0} {p}*2|draw {0} {p})", "position", 0),
    ("blind", "(open {0} {p}*3|raise {0} {p}*2|pull up {0} {p}|put {0} up {p})", "position", 100),
    ("blind", "(close {0} {p}*3|lower {0} {p}*2|shut {0} {p}|put {0} down {p})", "position", 0),
    ("window", "(close {0} {p}*3|shut {0} {p}*2)", "position", 0),
    ("window", "(open {0} {p}*3|open up {0} {p})", "position", 100),
    ("lock", "(lock {0} {p}*4|lock up {0} {p}|secure {0} {p}*2|make sure {0} are locked {p})", "locked", True),
    ("lock", "unlock {0} {p}", "locked", False),
    ("speaker", "(mute {0} {p}*2|silence {0} {p})", "muted", True),
    ("thermostat", "(set {0} {p} to {temp} [degrees]*3|put {0} at {temp} degrees {p})", "target_temperature", "{temp}"),
)  # fmt: skip


def set_placed(rng: random.Random) -> Template:
    """Compose levels, colours, covers and locks with the place in a part of its own."""
    kind, pattern, attribute, value = rng.choice(_SET)
    where, target, tags = place(rng)
    words = many(kind, rng)
    thing = expand(f"(the {words}*6|all the {words}*4|all {words}*2|{words}*3|every {single(kind, rng)}|my {words}|our {words})", rng)  # fmt: skip
    if "are locked" in pattern and thing.startswith("every"):
        thing = f"the {words}"
    text = expand(pattern, rng).replace("{0}", thing).replace("{p}", where)
    return act(
        ask_(text, rng),
        Aim(text="", target={**base(kind), **target}, tags=tags),
        {attribute: value},
    )


# --- all but some ---------------------------------------------------------------------------------

_BUT = "(except*6|except for*4|but*3|but not*3|apart from*3|other than*2|besides|excluding|minus|with the exception of|save for|just not|leaving out)"
_REST = "(the rest*4|everything else*4|all the others*2|all the other {w}*2|the other {w}*2|the rest of the {w}*2|the others*2)"


def _left(rng: random.Random, word: str) -> tuple[str, dict[str, Any]]:
    """Return words for what is left out, and the target of it."""
    shape = rng.random()
    if shape < 0.36:
        return expand(f"(the {{area}}*6|in the {{area}}*2|{{area}}*2|the {{area}} {word}*2|the {word} in the {{area}}*2|the ones in the {{area}}|my {{area}})", rng), {"area": "{area}"}  # fmt: skip
    if shape < 0.54:
        return expand("(the {area} and the {area2}*4|the {area} and {area2}*2|{area} and {area2}*2|in the {area} and the {area2})", rng), {"area": ["{area}", "{area2}"]}  # fmt: skip
    if shape < 0.84:
        return expand("(the {name}*5|{name}*2|my {name}*2|that {name})", rng), {"name": "{name}"}
    return expand("(the {name} and the {name2}*3|{name} and {name2}*2|the {name} and {name2})", rng), {"name": ["{name}", "{name2}"]}  # fmt: skip


def left_out(rng: random.Random) -> Template:
    """Compose a command for all but some ("everything off upstairs except the study")."""
    shape = rng.random()
    kind = rng.choice(("light", "light", "light", "light", "fan", "tv", "speaker", "any", "any"))
    is_cover = rng.random() < 0.1
    if is_cover:
        kind = rng.choice(("curtain", "blind", "window"))
    words = "things" if kind == "any" else many(kind, rng)
    target: dict[str, Any] = {} if kind == "any" else base(kind)
    left, excepted = _left(rng, words if kind != "any" else "stuff")
    if "name" in excepted and kind != "any":
        excepted = {**base(kind), **excepted}
    is_on = rng.random() < (0.05 if kind == "any" else 0.3)
    settings: Mapping[str, Any] = {"position": 100 if is_on else 0} if is_cover else {"on": is_on}
    if shape < 0.16 and not is_cover:
        return _rest_of(rng, kind, target, words, excepted, left)
    where, place_, _ = _around(rng, excepted)
    every = (
        expand("(everything*8|every device|all the devices|all devices|it all|all of it)", rng)
        if kind == "any"
        else expand(
            f"(all the {words}*5|all {words}*3|the {words}*4|{words}*2|every {single(kind, rng)}*3|all of the {words})",
            rng,
        )
    )
    if is_cover:
        text = f"{rng.choice(('open',) if is_on else ('close', 'shut'))} {every}{where}"
    else:
        state = "on" if is_on else "off"
        pattern = "(turn {e} {s}{w}*4|turn {s} {e}{w}*4|switch {s} {e}{w}*2|switch {e} {s}{w}*2|{e} {s}{w}*4|{e}{w} {s}*2|turn {e}{w} {s}*2)"
        if not is_on and rng.random() < 0.3:
            pattern = "(shut off {e}{w}*2|shut {e} off{w}|kill {e}{w}*2|cut {e}{w}|shut down {e}{w}|deactivate {e}{w})"
        text = (
            expand(pattern, rng).replace("{e}", every).replace("{s}", state).replace("{w}", where)
        )
    text = f"{text}{rng.choice((' ', ' ', ' ', ', '))}{expand(_BUT, rng)} {left}"
    return act(
        ask_(text, rng),
        Aim(text="", target={**target, **place_, "except": excepted}, tags=("except", "group")),
        settings,
    )


def _around(rng: random.Random, excepted: Mapping[str, Any]) -> _Place:
    """Return the place in which all but some are meant; a room holds no other rooms."""
    shape = rng.random()
    if shape < 0.3:
        return "", {"area": "all"}, ("group",)
    if shape < 0.6:
        return f" {expand(_FLOOR, rng)}", {"floor": "{floor}"}, ("group",)
    if shape < 0.8 and "name" in excepted:
        return f" {expand(_ROOM, rng)}", {"area": "{area}"}, ("group",)
    return f" {expand(HOUSE, rng)}", {"area": "all"}, ("group",)


def _rest_of(
    rng: random.Random,
    kind: str,
    target: Mapping[str, Any],
    words: str,
    excepted: Mapping[str, Any],
    left: str,
) -> Template:
    """Compose leaving some on and turning off the rest."""
    rest = expand(_REST, rng).replace("{w}", words)
    left = left.removeprefix("in ")
    text = expand(
        "((leave|keep) {l} on (but*2|and*3|,) (turn off {r}*3|turn {r} off*2|switch off {r}*2|{r} off)*6|only leave {l} on*2|leave only {l} on*3|turn off {r} but leave {l} on*2|turn off {r} and keep {l} on|just leave {l} on|everything off but leave {l} on|i only need {l} on, (turn off {r}|{r} off)|keep {l} on, {r} off|turn off all but {l}*3|switch off all but {l})",
        rng,
    )
    text = text.replace("{l}", left).replace("{r}", rest).replace(" ,", ",")
    if "everything" in text:
        target = {}
    return act(
        text,
        Aim(
            text="",
            target={**target, "area": "all", "except": dict(excepted)},
            tags=("except", "group"),
        ),
        {"on": False},
    )


__all__ = ["left_out", "outdoors", "place", "placed", "set_placed"]
