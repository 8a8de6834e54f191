"""English of every day that the rules beside it leave out: sound back on, modes, levels of one and another.

Each row is a pattern with the frames that it means, as in `ko_everyday`.
"""

import random
from typing import Any

from .compose import Frame, Row, Table, Template, row_act, row_plain, row_query, said
from .en_words import ask
from .expand import expand
from .surface import english

_PLAYERS: dict[str, Any] = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
_TV: dict[str, Any] = {"type": "tv"}
_SPEAKER: dict[str, Any] = {"type": "speaker"}
_DOORS: dict[str, Any] = {"type": "lock", "area": "all"}
_UNMUTE = "(unmute*8|un-mute*2|un mute*2|take off mute|take the mute off|turn off mute on*2|cancel the mute on)"
_MUTE = "(mute*6|put on mute|turn on mute on|silence*2|kill the sound on|turn the sound off on*2)"
_THE = "(the*6|my*2|our|)"
_LIST = "(the shopping list*3|my shopping list*2|the grocery list*2|the groceries|the list*3|my list|my {list}*3|the {list}*3)"
_PURIFIER = "(the air purifier*4|air purifier*4|the purifier*2|purifier)"
_AC = "(the ac*4|ac*3|the air conditioner*3|the air con*2|the a/c)"
_CALL = "(call*5|phone*3|ring*2|text*3|message*2|facetime*2|video call|dial|give {0} a call*2|send a (text|message) to*2|email*2|whatsapp)"
_PERSON = "(mom*4|dad*4|mum*2|my mom*2|my wife*2|my husband*2|my sister*2|my brother|grandma*2|grandpa|the office*2|the school|the doctor*2|the plumber|john*2|sarah|my boss*2|the neighbors|911|the police|a friend|her|him)"


def _muted(words: str, target: dict[str, Any], weight: float = 1) -> list[Row]:
    return [
        (weight * 1.4, f"{_UNMUTE} {words}", row_act(target, {"muted": False}), ()),
        (weight * 0.6, f"{_MUTE} {words}", row_act(target, {"muted": True}), ()),
    ]


def _modes(words: str, target: dict[str, Any], modes: dict[str, str], value: str = "") -> list[Row]:
    """Return rows of a device said to be in a mode ("ac on cool"), with what it is set to."""
    behind = f" [(at*3|and*1|,)] {value}[ degrees]" if value else ""
    setting = {"target_temperature": value} if value else {}
    return [
        (
            0.7,
            f"({words} on {said_}[ mode]*4|{words} (in|to) {said_} mode*3|(set|switch|put|change|turn) {words} (to*3|on*2) {said_}[ mode]*6|(run|start|use) {words} (on|in) {said_}[ mode]*3|{words} {said_} mode*2|{said_} mode on {words}*2|turn on {words} on {said_}[ mode]*2){behind}",
            row_act(target, {"mode": mode, **setting}),
            (),
        )
        for said_, mode in modes.items()
    ]


_ROWS: list[Row] = [
    *_muted(f"{_THE} (tv*5|television*2|telly)", _TV, 3),
    *_muted(f"{_THE} (speaker*4|soundbar*3)", _SPEAKER, 2),
    *_muted(f"{_THE} {{name}}", {"type": ["tv", "speaker"], "name": "{name}"}, 2),
    *_muted("(the {area} tv|the tv in the {area})", {**_TV, "area": "{area}"}, 1.5),
    (2, "(unmute*6|un-mute*2|un mute*2|unmute it|mute off*2|turn mute off|sound on)", row_act(_PLAYERS, {"muted": False}), ()),
    (1, "(mute*4|mute it|mute on|sound off*2|mute please)", row_act(_PLAYERS, {"muted": True}), ()),
    *_modes(_PURIFIER, {"type": "air_purifier"}, {"(turbo*2|boost*2|full blast)": "turbo", "(sleep*3|night*2)": "sleep", "(auto*4|automatic)": "auto", "(quiet|silent)": "quiet"}),
    *_modes(_AC, {"type": "air_conditioner"}, {"(cool*3|cooling*2|cold)": "cool", "(heat*3|heating*2)": "heat", "(dry*3|dehumidify)": "dry", "(auto*3|automatic)": "auto", "fan": "fan"}),
    *_modes(_AC, {"type": "air_conditioner"}, {"(cool*3|cooling)": "cool", "(heat*2|heating)": "heat", "dry": "dry", "auto": "auto"}, "{temp}"),
    # a part more, a part less
    (1.5, "(open*3|raise|pull up) (the {area} blinds*2|the blinds*3|the curtains*3|{name}) (by {pct} percent [more]*3|{pct} percent more*3|another {pct} percent*2|{pct} more percent|{pct}% more)", row_act({"type": "cover", "cover": ["curtain", "blind"]}, {"position": {"by": "{pct}"}}), ("relative", "_name")),
    (1.5, "(close*3|lower*2|drop) (the {area} blinds*2|the blinds*3|the curtains*3|{name}) (by {pct} percent [more]*3|{pct} percent more*3|another {pct} percent*2|{pct}% more)", row_act({"type": "cover", "cover": ["curtain", "blind"]}, {"position": {"by": "-{pct}"}}), ("relative", "_name")),
    (1, "(brighten*2|turn up) (the {area} lights*3|the lights*3) (by {pct} percent*3|{pct} percent more|another {pct} percent)", row_act({"type": "light"}, {"brightness": {"by": "{pct}"}}), ("relative", "_name")),
    (1, "(dim*3|turn down) (the {area} lights*3|the lights*3) (by {pct} percent*3|another {pct} percent)", row_act({"type": "light"}, {"brightness": {"by": "-{pct}"}}), ("relative", "_name")),
    # all that closes, all that locks
    (2, "(close*4|shut*3) (everything*4|it all|all of it) [(up*2|please|now)]", row_act({"type": "cover", "area": "all"}, {"position": 0}), ("group",)),
    (1.5, "(close*4|shut*3) everything [up] (in the {area}*3|in {area})", row_act({"type": "cover", "area": "{area}"}, {"position": 0}), ("group",)),
    (1.5, "(close*4|shut*3) everything [up] ({floor}|on the {floor})", row_act({"type": "cover", "floor": "{floor}"}, {"position": 0}), ("group",)),
    (1, "open everything [up] (in the {area}|)", row_act({"type": "cover", "area": "{area}"}, {"position": 100}), ("group", "_area")),
    (3, "lock (the doors*6|all the doors*3|both doors*2|our doors|the doors up|all doors*2|every door|the front and back doors*1) [(please*2|now|for the night|for me)]", row_act(_DOORS, {"locked": True}), ("group",)),
    (2, "(are the doors locked*4|are all [the] doors locked*2|are both doors locked|did (i|we) lock the doors*2|doors locked|is everything locked [up]*2)", row_query(_DOORS, "locked", "all", locked=True), ("group",)),
    (2.5, "(are (the|all the|all) windows (closed*3|shut*3)*6|(did|have) (i|we) (close|shut|closed) (the|all the) windows*2|windows (closed|shut)|is every window (closed|shut)*2|check (that|if) the windows are (closed|shut)*2)", row_query({"sensor": "window", "area": "all"}, "value", "all", value=False), ("group",)),
    (2, "(are any windows open*3|is (a|any) window open*3|any windows open*2|did (i|we) leave (a|any) window open*2|which windows are open*2)", row_query({"sensor": "window", "area": "all"}, "value", "any", value=True), ("group",)),
    # alarms of the house
    *(
        (0.6, f"(tell me*3|let me know*4|alert me*3|warn me*2|notify me*2) (if*3|when*3) (the*4|a*2|any|) {words} (goes off*4|is triggered|sounds*2|trips|is set off|starts beeping|rings)", [{"kind": "schedule", "when": {"once": {"target": {"type": "sensor", "sensor": measure}, "test": {"value": True}}}, "then": [{"kind": "say"}]}], ())
        for words, measure in (("(smoke (alarm*3|detector*3|sensor)|fire alarm*2)", "smoke"), ("(gas (alarm*2|detector*2|sensor))", "gas"), ("((water|leak) (alarm|sensor*2|detector*2))", "water_leak"), ("(motion (sensor*3|detector*2))", "motion"))
    ),
    (1.2, "(has*2|did) the (smoke (alarm|detector)*3|fire alarm) (gone off|go off)", row_query({"type": "sensor", "sensor": "smoke"}, "value", "any", value=True), ()),
    # lists
    (2.5, f"(did (i|we) (put|add|write) {{item}} (on|to) {_LIST}*4|(is|are) {{item}} on {_LIST}*5|do (i|we) have {{item}} on {_LIST}*2|have (i|we) (added|put) {{item}} (to|on) {_LIST}|check if {{item}} is on {_LIST}*2)", [{"kind": "list", "op": "read", "list": "shopping"}], ("_list",)),
    (2, f"(clear*4|empty*4|wipe*2|reset|delete*2|erase everything on*2|remove everything from*3|delete everything (on|from)*2|take everything off*2|start over with|throw away) {_LIST}", [{"kind": "reject", "why": "no_ability"}], ()),
    (1.5, "(what do i (have|need) to do (today*3|tomorrow|this week|now|next)*4|what's left to do [today]*2|what (are|were) my (tasks|to-dos|todos)*2|anything (left|else) to do [today]|what should i do today|what have i got (to do|on) today)", [{"kind": "list", "op": "read", "list": "to-do"}], ()),
    # to people, not to the home
    (2.5, f"{_CALL} {_PERSON}", row_plain("chat"), ("_call",)),
    # when nobody can know
    (1.5, "(turn on*4|turn off*3|start|switch on*2|open|close) (the {name}*4|the lights*3|the heating|the coffee maker*2|the tv|the blinds|the ac) (when*4|once*2|as soon as|after) i (wake up*4|get up*3|fall asleep*2|go to (bed|sleep)*2|finish dinner|finish work|finish eating|sit down|stand up|take a shower|am ready|start (cooking|working)|call you|feel like it)", [{"kind": "reject", "why": "no_ability"}], ()),
    (1, "(when*4|once|as soon as) i (wake up*4|get up*2|fall asleep*2|go to (bed|sleep)*2|finish (dinner|work)|sit down|start (cooking|working)) (turn on*4|turn off*3|start|switch on*2) (the lights*3|the heating|the coffee maker*2|the tv|the ac)", [{"kind": "reject", "why": "no_ability"}], ()),
    # an app's
    (3, "(play*6|watch*4|put on*3|start*2|show me*2|stream*2|find*2|i want to watch*2|let's watch) {query} (on*6|from*2|in|with|via|using) {app}", [{"kind": "media", "query": "{query}"}], ()),
    (1.5, "(play*6|watch*4|put on*3|start*2) {query} (on*6|from*2) {app} (on the {area} tv|on the tv in the {area}|in the {area})", [{"kind": "media", "query": "{query}", "target": {"type": "tv", "area": "{area}"}}], ()),
    (1, "(open*3|use*2|go to*2) {app} and (play*3|start*2|put on*2|find*2) {query}", [{"kind": "media", "query": "{query}"}], ()),
    # programmes of machines
    *(
        (0.5, f"(start*4|run*3|do*2|begin) (a|the) {words} (cycle*4|wash*3|program*2|programme)", row_act({"type": "washer"}, {"program": program, "activity": "running"}), ())
        for words, program in (("cotton*2", "cotton"), ("(quick*3|fast)", "quick"), ("delicate[s]", "delicates"), ("wool", "wool"), ("(standard|normal)", "standard"))
    ),
]  # fmt: skip


def _resolved(made: tuple[str, list[Frame], tuple[str, ...]]) -> tuple[str, list[Frame], list[str]]:
    """Return a row whose target follows the words that were chosen: a name, a room, a list or none."""
    text, frames, tags = made
    plain = [tag for tag in tags if not tag.startswith("_")]
    if "_name" in tags:
        target = frames[0]["target"]
        if "{name}" in text:
            target = {"type": target["type"], "name": "{name}"}
        elif "{area}" in text:
            target = {**target, "area": "{area}"}
        if "blinds" in text or "curtains" in text:
            target = {**target, "cover": "blind" if "blinds" in text else "curtain"}
        frames = [{**frames[0], "target": target}]
    if "_area" in tags and "{area}" not in text:
        frames = [{**frames[0], "target": {**frames[0]["target"], "area": "all"}}]
    if "_list" in tags:
        shown = {key: value for key, value in frames[0].items() if key != "list"}
        which = "{list}" if "{list}" in text else "shopping" if "shopping" in text or "grocer" in text else None  # fmt: skip
        frames = [shown if which is None else {**shown, "list": which}]
    if "_call" in tags and "{0}" in text:
        text = text.replace("{0}", text.rsplit(" ", 1)[-1]).rsplit(" ", 1)[0]
    return text, frames, plain


_TABLE = Table([(row[0], row[1:]) for row in _ROWS])


def daily(rng: random.Random) -> Template:
    """Compose one of the rows, a timer said in front of its noun, or a time from and to."""
    shape = rng.random()
    if shape < 0.06:
        return _timer(rng)
    if shape < 0.11:
        return _from_to(rng)
    pattern, frames, tags = _TABLE.pick(rng)
    text, frames, kept = _resolved((expand(pattern, rng), list(frames), tags))
    if "{list}" in text and not any("list" in frame for frame in frames):
        text = text.replace("{list}", rng.choice(("to-do list", "list", "shopping list")))
    if "{name}" in text and "reject" in [frame["kind"] for frame in frames]:
        text = text.replace("{name}", rng.choice(("lamp", "fan", "kettle", "radio")))
    return said(ask(text, rng) if frames[0]["kind"] == "act" else text, frames, kept)


def _timer(rng: random.Random) -> Template:
    """Compose a timer whose length stands in front of it ("ten minute egg timer")."""
    count = rng.choice((1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 45, rng.randint(1, 59)))
    unit, letter = rng.choice((("minute", "M"), ("minute", "M"), ("second", "S"), ("hour", "H")))
    if letter == "H":
        count = min(count, 12)
    length = f"{english(count) if rng.random() < 0.5 else count}{rng.choice((' ', ' ', '-'))}{unit}"
    frame: Frame = {"kind": "timer", "op": "start", "duration": f"PT{count}{letter}"}
    name = "{timer} " if rng.random() < 0.6 else ""
    if name:
        frame["name"] = "{timer}"
    start = rng.choice(("", "", "set a ", "start a ", "give me a ", "i need a ", "make a "))
    return said(f"{start}{length} {name}timer{rng.choice(('', '', ' please'))}", [frame])


def _from_to(rng: random.Random) -> Template:
    """Compose what shall be on from one time of day to another."""
    words, target = rng.choice(
        (
            ("the {name}", {"name": "{name}"}),
            ("the lights", {"type": "light"}),
            ("the {area} lights", {"type": "light", "area": "{area}"}),
            ("the heating", {"type": "thermostat"}),
            ("the fan", {"type": "fan"}),
            ("the ac", {"type": "air_conditioner"}),
        )
    )
    span = rng.choice(("from {time} to {time2}", "from {time} until {time2}", "between {time} and {time2}", "from {time} till {time2}"))  # fmt: skip
    verb = expand(f"(turn {words} on*4|turn on {words}*5|switch on {words}*2|run {words}*2|have {words} on*2|keep {words} on*2) {span}", rng)  # fmt: skip
    frames: list[Frame] = [
        {
            "kind": "schedule",
            "when": {"at": time},
            "then": [{"kind": "act", "target": target, "set": {"on": is_on}}],
        }
        for time, is_on in (("{time}", True), ("{time2}", False))
    ]
    return said(ask(verb, rng), frames)


__all__ = ["daily"]
