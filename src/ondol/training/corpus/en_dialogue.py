"""English of more than one command: several in a sentence, corrections, and turns of a dialogue."""

import random
from typing import Any

from . import en_questions as questions
from .compose import Aim, Frame, Table, Template, act, after, plain, said
from .en_acts import switching
from .en_targets import aim, bare, base, many, one
from .en_words import ask, is_plural
from .expand import expand

_AND = (
    " and ",
    " and ",
    " and then ",
    ", ",
    " then ",
    ", and ",
    " and also ",
    " plus ",
    ", then ",
    " & ",
)


def _placed(kind: str, number: str, rng: random.Random) -> Aim:
    """Return things whose placeholders bear a number, so that two parts do not clash."""
    shape, word = (
        rng.random(),
        many(kind, rng) if kind == "light" and rng.random() < 0.6 else one(kind, rng),
    )
    if shape < 0.38:
        return Aim(text=f"the {word}", target=base(kind), is_many=is_plural(word))
    if shape < 0.78:
        area = f"{{area{number}}}"
        return Aim(
            text=rng.choice((f"the {area} {word}", f"the {word} in the {area}")),
            target={**base(kind), "area": area},
        )
    name = f"{{name{number}}}"
    return Aim(
        text=f"the {name}" if rng.random() < 0.6 else name, target={**base(kind), "name": name}
    )


def _frame(chosen: Aim, settings: dict[str, Any]) -> Frame:
    return {"kind": "act", "target": chosen.target, "set": settings}


def _part(number: str, rng: random.Random) -> tuple[str, Frame]:
    """Return one of several commands, and its frame."""
    shape = rng.random()
    if shape < 0.52:
        kind = rng.choice(
            (
                "light",
                "light",
                "light",
                "tv",
                "air_conditioner",
                "fan",
                "fan",
                "thermostat",
                "air_purifier",
                "outlet",
                "humidifier",
                "speaker",
            )
        )
        chosen, is_on = _placed(kind, number, rng), rng.random() < 0.5
        return switching(chosen.text, is_on=is_on, rng=rng), _frame(chosen, {"on": is_on})
    if shape < 0.68:
        chosen, is_open = (
            _placed(rng.choice(("curtain", "blind", "window", "garage")), number, rng),
            rng.random() < 0.5,
        )
        return (
            f"{rng.choice(('open', 'open up') if is_open else ('close', 'shut'))} {chosen.text}",
            _frame(chosen, {"position": 100 if is_open else 0}),
        )
    if shape < 0.78:
        chosen = _placed(rng.choice(("air_conditioner", "thermostat")), number, rng)
        if number:
            is_up = rng.random() < 0.5
            return f"turn {chosen.text} {'up' if is_up else 'down'}", _frame(
                chosen, {"target_temperature": "up" if is_up else "down"}
            )
        return rng.choice(
            (
                f"set {chosen.text} to {{temp}}",
                f"set {chosen.text} to {{temp}} degrees",
                f"put {chosen.text} at {{temp}} degrees",
            )
        ), _frame(chosen, {"target_temperature": "{temp}"})
    if shape < 0.86:
        chosen = _placed("lock", number, rng)
        return f"lock {chosen.text}", _frame(chosen, {"locked": True})
    if shape < 0.91:
        chosen = Aim(text="the vacuum", target=base("vacuum"))
        return rng.choice(
            ("start the vacuum", "run the vacuum", "start vacuuming", "start the robot")
        ), _frame(chosen, {"activity": "cleaning"})
    if shape < 0.95:
        chosen, is_up = _placed("light", number, rng), False
        return f"dim {chosen.text}", _frame(chosen, {"brightness": "down"})
    chosen = bare(rng.choice(("tv", "speaker")), rng)
    is_up = rng.random() < 0.5
    return f"turn {'up' if is_up else 'down'} the volume on {chosen.text}", _frame(
        chosen, {"volume": "up" if is_up else "down"}
    )


def _now_and_later(rng: random.Random) -> Template:
    """Compose a command, and another one for later."""
    first, now = _part("", rng)
    second, then = _part("2", rng)
    when, said_ = rng.choice(
        (
            ({"after": "{duration}"}, "in {duration}"),
            ({"after": "{duration}"}, "in {duration}"),
            ({"after": "{duration}"}, "after {duration}"),
            ({"at": "{time}"}, "at {time}"),
        )
    )
    later: Frame = {"kind": "schedule", "when": when, "then": [then]}
    joint = rng.choice((" and ", " and ", " and then ", ", ", ", then "))
    text = (
        f"{first}{joint}{said_} {second}"
        if rng.random() < 0.45
        else f"{first}{joint}{second} {said_}"
    )
    return said(ask(text, rng), [now, later], ("multi",))


def _each_its_own(rng: random.Random) -> Template:
    """Compose a level for one place and another level for another."""
    percent = rng.choice(("%", " percent", "", "%"))
    to = rng.choice(("to ", "to ", "at ", ""))
    lights = rng.choice(("lights", "light", "lights"))
    again = rng.choice((f" {lights}", f" {lights}", ""))
    lead = rng.choice(("", "", "set the ", "put the ", "dim the "))
    the = "the " if lead else ""
    joint = rng.choice((" and ", " and ", ", ", " "))
    text = f"{lead}{{area}} {lights} {to}{{pct}}{percent}{joint}{the}{{area2}}{again} {to}{{pct2}}{percent}"
    frames: list[Frame] = [
        {
            "kind": "act",
            "target": {"type": "light", "area": area},
            "set": {"brightness": level},
        }
        for area, level in (("{area}", "{pct}"), ("{area2}", "{pct2}"))
    ]
    return said(ask(text, rng), frames, ("multi",))


_IMPOSSIBLE = "((order|get|buy) (me|us) (a pizza*3|some sushi|dinner*2|a burger|chinese food|a taxi*2|an uber*2|flowers)*3|(call|phone|text|email|message) (my mum*2|mom*2|dad*2|my sister|the office|my boss|grandma|the doctor|the plumber|bob)*5|send (an email|a text|a message|a fax|a letter|flowers) to (bob|mum|my boss|the school|dad|my landlord)*4|book (a table for two*2|a flight|a hotel|a haircut|train tickets|a dentist appointment)*3|(make|cook|bake|fix) (me|us) (a sandwich*2|pancakes|dinner*2|an omelette|a cake|breakfast|some soup)*3|(iron|fold) (my shirt|the laundry|my clothes)|(feed|walk|wash) the (dog|cat)*2|water the plants*2|make the bed|do the dishes*1|take out the (trash|bins)*2|turn on the (hot tub|projector|treadmill|sauna|printer|disco ball|jukebox|fog machine)*3|turn off the (printer|photocopier|hot tub|sauna|treadmill|projector)*3|(start|warm up|unlock|move) the car*2|print (my homework|the document|a page)*2|take a (photo|picture|screenshot|selfie)*2|pay (my rent|the electricity bill)*2|post (this|a photo) on (facebook|instagram)*2|find my (keys|phone|glasses)*2|charge my (phone|laptop)|check my (email|bank balance|messages)*2|transfer money to bob|tidy (my room|up the toys)|mop the stairs|change the sheets|clean the windows|fill the bath|pour me a (drink|coffee)|brush the dog|babysit the kids|drive me to work|fly the drone|lock the car)"


def several(rng: random.Random) -> Template:
    """Compose several commands in a sentence."""
    if rng.random() < 0.16:
        return _now_and_later(rng) if rng.random() < 0.6 else _each_its_own(rng)
    shape = rng.random()
    if shape < 0.32:
        return _shared_verb(rng)
    if shape < 0.44:
        return _same_thing(rng)
    if shape < 0.52:
        text, frame = _part("", rng)
        impossible: Frame = {"kind": "reject", "why": "no_ability"}
        wrong = expand(_IMPOSSIBLE, rng)
        joint = rng.choice(_AND[:4])
        if rng.random() < 0.7:
            return said(ask(f"{text}{joint}{wrong}", rng), [frame, impossible], ("multi",))
        return said(ask(f"{wrong}{joint}{text}", rng), [impossible, frame], ("multi",))
    if shape < 0.58:
        text, frame = _part("", rng)
        kind, state, test = rng.choice(
            (
                ("lock", "locked", {"locked": True}),
                ("window", "closed", {"position": 0}),
                ("light", "on", {"on": True}),
                ("tv", "off", {"on": False}),
            )
        )
        chosen = _placed(kind, "2", rng)
        attribute = next(iter(test))
        question: Frame = {
            "kind": "query",
            "target": chosen.target,
            "attribute": attribute,
            "ask": "any",
            "test": test,
        }
        return said(
            f"{text} and {rng.choice(('tell me if', 'check if', 'let me know if', 'see if'))} {chosen.text} {'are' if chosen.is_many else 'is'} {state}",
            [frame, question],
            ("multi",),
        )
    first, one_frame = _part("", rng)
    second, two_frame = _part("2", rng)
    texts, frames = [first, second], [one_frame, two_frame]
    if rng.random() < 0.16:
        third, frame = rng.choice(
            (
                (
                    "lock the door",
                    {"kind": "act", "target": {"type": "lock"}, "set": {"locked": True}},
                ),
                ("mute the tv", {"kind": "act", "target": {"type": "tv"}, "set": {"muted": True}}),
                (
                    "start the dishwasher",
                    {
                        "kind": "act",
                        "target": {"type": "dishwasher"},
                        "set": {"activity": "running"},
                    },
                ),
                (
                    "close the blinds",
                    {
                        "kind": "act",
                        "target": {"type": "cover", "cover": "blind"},
                        "set": {"position": 0},
                    },
                ),
                (
                    "turn off the fan",
                    {"kind": "act", "target": {"type": "fan"}, "set": {"on": False}},
                ),
            )
        )
        return said(
            ask(f"{first}, {second}{rng.choice((' and ', ', and ', ' and then '))}{third}", rng),
            [*frames, frame],
            ("multi",),
        )
    return said(ask(rng.choice(_AND).join(texts), rng), frames, ("multi",))


def _other(rng: random.Random) -> tuple[str, Frame]:
    """Return a command that is no act on things: a timer, music, a list, a message, a question."""
    shape = rng.random()
    pattern: str
    frame: Frame
    if shape < 0.3:
        pattern, frame = rng.choice(
            (
                ("((set|start) a timer for {duration}*4|set a {duration} timer|start a timer for {duration})", {"kind": "timer", "op": "start", "duration": "{duration}"}),
                ("((set|start) a {timer} timer for {duration}*2)", {"kind": "timer", "op": "start", "duration": "{duration}", "name": "{timer}"}),
                ("(cancel|stop) (the|my) timer", {"kind": "timer", "op": "cancel"}),
                ("(pause the timer|put the timer on hold)", {"kind": "timer", "op": "pause"}),
                ("(add {duration} to the timer)", {"kind": "timer", "op": "add", "duration": "{duration}"}),
            )
        )  # fmt: skip
    elif shape < 0.55:
        pattern, frame = "(play*5|put on*3|start playing*2|play some*3|play me) {query}", {"kind": "media", "query": "{query}"}  # fmt: skip
    elif shape < 0.72:
        pattern, frame = rng.choice(
            (
                ("(add|put) {item} (to|on) (the|my) {list}", {"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}),
                ("(add {item} to|put {item} on) (the|my) shopping list", {"kind": "list", "op": "add", "item": "{item}", "list": "shopping"}),
                ("(take {item} off|remove {item} from) (the|my) {list}", {"kind": "list", "op": "remove", "item": "{item}", "list": "{list}"}),
                ("(read|read me|tell me what's on) (the|my) {list}", {"kind": "list", "op": "read", "list": "{list}"}),
            )
        )  # fmt: skip
    elif shape < 0.82:
        pattern, frame = "(announce [that]*3|tell everyone*2|broadcast*2|say) {message}", {"kind": "say", "message": "{message}"}  # fmt: skip
    elif shape < 0.92:
        topic, pattern = rng.choice(
            (
                ("time", "(tell me the time*3|tell me what time it is*2|what time is it)"),
                ("weather", "(tell me the weather*3|what's the weather [like]*2|give me the forecast|tell me if it's going to rain)"),
                ("date", "(tell me the date*2|what's the date)"),
            )
        )  # fmt: skip
        frame = {"kind": "info", "topic": topic}
    else:
        pattern = "(wake me [up] at {time}*3|set an alarm for {time}*3|set my alarm for {time})"
        frame = {"kind": "schedule", "when": {"at": "{time}"}, "then": [{"kind": "say"}]}
    return expand(pattern, rng), frame


def mixed(rng: random.Random) -> Template:
    """Compose commands of different kinds in a sentence, of which one may be impossible."""
    text, frame = _part("2", rng) if rng.random() < 0.85 else _part("", rng)
    other, second = _other(rng)
    if second["kind"] == "schedule" or rng.random() < 0.55:
        parts, frames = [text, other], [frame, second]
    else:
        parts, frames = [other, text], [second, frame]
    if rng.random() < 0.14 and second["kind"] in {"timer", "list", "info"}:
        impossible: Frame = {"kind": "reject", "why": "no_ability"}
        at = rng.choice((0, 2)) if second is frames[0] else 0
        if rng.random() < 0.5:
            parts, frames = [other], [second]
            at = rng.choice((0, 1))
        parts.insert(at, expand(_IMPOSSIBLE, rng))
        frames.insert(at, impossible)
    if frames[0]["kind"] in {"media", "say"}:
        joint = rng.choice((" and ", " and then ", ", and ", " then ", " and also "))
    else:
        joint = rng.choice(_AND)
    joined = joint.join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]} and {parts[2]}"
    return said(ask(joined, rng), frames, ("multi",))


def _shared_verb(rng: random.Random) -> Template:
    """Compose one verb for several things ("turn off the kitchen light and the fan")."""
    is_on = rng.random() < 0.45
    is_cover = rng.random() < 0.22
    pool = (
        ("curtain", "blind", "window", "garage")
        if is_cover
        else (
            "light",
            "tv",
            "air_conditioner",
            "fan",
            "thermostat",
            "air_purifier",
            "speaker",
            "humidifier",
            "outlet",
        )
    )
    kinds = rng.sample(pool, 3)
    settings: dict[str, Any] = {"position": 100 if is_on else 0} if is_cover else {"on": is_on}
    shape = rng.random()
    if shape < 0.25:
        chosen = [
            Aim(
                text=f"the {many(kind, rng) if kind == 'light' else one(kind, rng)}",
                target={**base(kind), "area": "{area}"},
            )
            for kind in kinds[:2]
        ]
        thing = f"{chosen[0].text} and {rng.choice(('', 'the '))}{chosen[1].text.removeprefix('the ')} in the {{area}}"
        if rng.random() < 0.4:
            thing = f"the {{area}} {chosen[0].text.removeprefix('the ')} and {chosen[1].text.removeprefix('the ')}"
    elif shape < 0.85:
        chosen = [_placed(kinds[0], "", rng), _placed(kinds[1], "2", rng)]
        thing = f"{chosen[0].text}{rng.choice((' and ', ' and ', ' as well as ', ' & ', ' plus '))}{chosen[1].text}"
    else:
        chosen = [Aim(text=f"the {one(kind, rng)}", target=base(kind)) for kind in kinds]
        thing = f"{chosen[0].text}, {chosen[1].text} and {chosen[2].text}"
    if rng.random() < 0.08 and shape < 0.85:
        thing = f"both {thing}"
    verb = rng.choice(("open", "open") if is_on else ("close", "shut")) if is_cover else ""
    text = f"{verb} {thing}" if is_cover else switching(thing, is_on=is_on, rng=rng)
    return said(ask(text, rng), [_frame(one_, settings) for one_ in chosen], ("multi",))


def _same_thing(rng: random.Random) -> Template:
    """Compose two changes to one thing ("turn on the AC and set it to 24")."""
    shape = rng.random()
    if shape < 0.4:
        chosen = aim(
            rng.choice(("air_conditioner", "air_conditioner", "thermostat", "heater")), rng
        )
        it, settings = (
            f"set {'them' if chosen.is_many else 'it'} to {{temp}}{rng.choice((' degrees', ''))}",
            {"target_temperature": "{temp}"},
        )
    elif shape < 0.65:
        chosen = aim("light", rng)
        it, settings = rng.choice(
            (
                ("set the brightness to {pct} percent", {"brightness": "{pct}"}),
                (
                    f"dim {'them' if chosen.is_many else 'it'} to {{pct}} percent",
                    {"brightness": "{pct}"},
                ),
            )
        )
    elif shape < 0.85:
        chosen = aim("light", rng)
        it, settings = (
            rng.choice(
                (
                    f"make {'them' if chosen.is_many else 'it'} {{color}}",
                    f"set {'them' if chosen.is_many else 'it'} to {{color}}",
                )
            ),
            {"color": "{color}"},
        )
    else:
        chosen = aim(rng.choice(("tv", "speaker")), rng)
        it, settings = (
            rng.choice(("set the volume to {n}", "put the volume at {n}")),
            {"volume": "{n}"},
        )
    joint = rng.choice((" and ", " and ", " and then ", ", "))
    return act(
        ask(
            f"{rng.choice((f'turn on {chosen.text}', f'turn {chosen.text} on', f'switch on {chosen.text}'))}{joint}{it}",
            rng,
        ),
        chosen,
        {"on": True, **settings},
        tags=("multi",),
    )


# --- corrections ----------------------------------------------------------------------------------

_NO = "(, no*3|, no wait*2|, sorry*2|, i mean*4| i mean*3|, actually*3| no*2| no wait|, wait|, make that*2| sorry| actually|, or rather|, er|, uh no|... no|, not that)"


def correction(rng: random.Random) -> Template:
    """Compose what is put right within the sentence ("set it to 22, no, 24")."""
    no = expand(_NO, rng)
    shape = rng.random()
    if shape < 0.25:
        chosen = aim(rng.choice(("air_conditioner", "thermostat")), rng)
        return act(
            ask(
                f"set {chosen.text} to {rng.randint(16, 30)}{no} {{temp}}{rng.choice(('', ' degrees'))}",
                rng,
            ),
            chosen,
            {"target_temperature": "{temp}"},
        )
    if shape < 0.35:
        chosen = aim("light", rng)
        return act(
            f"set {chosen.text} to {rng.choice((20, 30, 40, 60))} percent{no} {{pct}} percent",
            chosen,
            {"brightness": "{pct}"},
        )
    kind = rng.choice(("light", "light", "tv", "air_conditioner", "curtain", "fan", "blind"))
    word, is_on = many(kind, rng) if kind == "light" else one(kind, rng), rng.random() < 0.5
    settings: dict[str, Any] = {"on": is_on}

    def command(thing: str) -> str:
        state = "on" if is_on else "off"
        if kind in {"curtain", "blind"}:
            return f"{'open' if is_on else 'close'} {thing}"
        return rng.choice(
            (f"turn {state} {thing}", f"turn {thing} {state}", f"switch {state} {thing}")
        )

    if kind in {"curtain", "blind"}:
        settings = {"position": 100 if is_on else 0}
    if shape < 0.6:
        wrong, right = rng.choice(
            (
                (f"the {{area}} {word}", f"the {{area2}} {word}"),
                (f"the {{area}} {word}", "the {area2}"),
                (f"the {word} in the {{area}}", "in the {area2}"),
                (f"the {{area}} {word}", "{area2}"),
            )
        )
        text = rng.choice(
            (
                f"{command(wrong)}{no} {right}",
                f"{command(wrong)}{no} {right}",
                f"{command(f'the {{area2}} {word}')}{', not the {area}' if rng.random() < 0.5 else ' not the {area} one'}",
                f"not the {{area}}, {command(f'the {{area2}} {word}')}",
            )
        )
        return act(text, Aim(text="", target={**base(kind), "area": "{area2}"}), settings)
    if shape < 0.75:
        text = rng.choice(
            (
                f"{command('the {name}')}{no} the {{name2}}",
                f"{command('{name}')}{no} {{name2}}",
                f"not the {{name}}, {command('the {name2}')}",
                f"{command('the {name2}')} not the {{name}}",
            )
        )
        return act(text, Aim(text="", target={**base(kind), "name": "{name2}"}), settings)
    if shape < 0.9:
        chosen = aim(rng.choice(("light", "light", "tv", "air_conditioner", "fan")), rng)
        right, wrong = ("on", "off") if is_on else ("off", "on")
        text = rng.choice(
            (
                f"turn {wrong} {chosen.text}{no} turn {'them' if chosen.is_many else 'it'} {right}",
                f"turn {chosen.text} {wrong}{no} {right}",
                f"turn {wrong}{no} turn {right} {chosen.text}",
                f"don't turn {chosen.text} {wrong}, turn {'them' if chosen.is_many else 'it'} {right}",
            )
        )
        return act(text, chosen, {"on": is_on})
    return act(
        f"{rng.choice(('make it', 'set the lights to', 'turn the lights'))} red{no} {{color}}",
        Aim(text="", target={"type": "light"}),
        {"color": "{color}"},
    )


# --- turns of a dialogue --------------------------------------------------------------------------


def follow_up(rng: random.Random) -> Template:
    """Compose a turn that needs the one before it."""
    made: Template = _TURNS.pick(rng)(rng)
    return made


def _simple(rng: random.Random, *, area: bool) -> tuple[Template, str, dict[str, Any]]:
    """Return a first turn on things of one kind, the kind, and what it sets."""
    kind = rng.choice(
        (
            "light",
            "light",
            "light",
            "tv",
            "air_conditioner",
            "fan",
            "curtain",
            "blind",
            "thermostat",
            "air_purifier",
        )
    )
    is_on = rng.random() < 0.5
    word = many(kind, rng) if kind == "light" else one(kind, rng)
    thing = (
        rng.choice((f"the {{area}} {word}", f"the {word} in the {{area}}"))
        if area
        else f"the {word}"
    )
    target = {**base(kind), "area": "{area}"} if area else base(kind)
    if kind in {"curtain", "blind"}:
        settings: dict[str, Any] = {"position": 100 if is_on else 0}
        text = f"{'open' if is_on else 'close'} {thing}"
    else:
        settings, text = {"on": is_on}, switching(thing, is_on=is_on, rng=rng)
    return act(ask(text, rng), Aim(text=thing, target=target), settings), kind, settings


def _there_too(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    word = many(kind, rng) if kind == "light" else one(kind, rng)
    if "on" in settings and rng.random() < 0.22:
        other = rng.choice([k for k in ("light", "tv", "air_conditioner", "fan") if k != kind])
        text = rng.choice(
            (
                f"and the {one(other, rng)} there",
                f"the {one(other, rng)} there too",
                f"and the {one(other, rng)} in there as well",
            )
        )
        return after(
            first, "en", act(text, Aim(text="", target={**base(other), "area": "{area}"}), settings)
        )
    text = expand(
        f"(and|also|now) (the {{area2}}*4|in the {{area2}}*3|the {{area2}} {word}*2|{{area2}}*2|the {{area2}} too*2|the ones in the {{area2}})|the {{area2}} (too*3|as well*3|also)|{{area2}} too|same (for|in|with) the {{area2}}*2|do the {{area2}} (too|as well)|do the same (in|for|to|with) the {{area2}}*3|same (thing|again) (in|for) the {{area2}}*3|same {{area2}}|likewise in the {{area2}}|and (do|get) the {{area2}} (too|as well)|oh and the {{area2}} [too]*2|the {{area2}} {word} (too|as well)*2|don't forget the {{area2}}*2|the same goes for the {{area2}}|plus the {{area2}}*2|{{area2}} as well*2|and those in the {{area2}}*2|now do the {{area2}}*2|in the {{area2}} (too|as well)",
        rng,
    )
    return after(
        first, "en", act(text, Aim(text="", target={**base(kind), "area": "{area2}"}), settings)
    )


def _not_that(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    word = many(kind, rng) if kind == "light" else one(kind, rng)
    text = expand(
        f"(no*4|no no|sorry*2|actually*2|wait*2|oops|i mean*3|i meant*3|not there*2|wrong room*2|not that one*3|not those|no not there*2|no not that one*2|i said|wrong one*2|that's the wrong one|oh no)[,] (the {{area2}}*5|the {{area2}} {word}*2|in the {{area2}}*3|{{area2}}*2|the one in the {{area2}})|not the {{area}}, the {{area2}}*2|i said the {{area2}}|the {{area2}}, not the {{area}}",
        rng,
    )
    return after(
        first, "en", act(text, Aim(text="", target={**base(kind), "area": "{area2}"}), settings)
    )


def _it_again(rng: random.Random) -> Template:
    first, _, settings = _simple(rng, area=rng.random() < 0.6)
    last = Aim(text="", target={"ref": "last"})
    it = rng.choice(("it", "it", "them", "that"))
    if "on" in settings:
        is_on = not settings["on"]
        state = "on" if is_on else "off"
        text = (
            expand(
                "(turn {it} back {s}*3|turn {it} {s}*4|turn {it} {s} again*3|switch {it} {s}*2|switch {it} back {s}*2|now turn {it} {s}*2|ok turn {it} {s}|back {s}*2|{s} again*2|actually turn {it} back {s}|and {s} again|turn {s} {it}|put {it} back {s})",
                rng,
            )
            .replace("{it}", it)
            .replace("{s}", state)
        )
        return after(first, "en", act(ask(text, rng), last, {"on": is_on}))
    is_open = settings["position"] == 0
    if rng.random() < 0.45:
        return after(
            first,
            "en",
            act(
                rng.choice(
                    (
                        "only halfway",
                        "just halfway",
                        "halfway",
                        "no, halfway",
                        "only half way",
                        "make that halfway",
                        "half",
                    )
                ),
                last,
                {"position": 50},
            ),
        )
    text = rng.choice(
        (
            f"{'open' if is_open else 'close'} {it} again",
            f"{'open' if is_open else 'close'} {it}",
            f"now {'open' if is_open else 'close'} {it}",
            f"{'open' if is_open else 'close'} {it} back up" if is_open else f"close {it} back",
        )
    )
    return after(first, "en", act(ask(text, rng), last, {"position": 100 if is_open else 0}))


def _more_of_it(rng: random.Random) -> Template:
    kind, attribute, firsts, more, less, value, unit = rng.choice(
        (
            (
                "light",
                "brightness",
                "(turn on|dim|brighten) the [{area}] (lights|lamp)",
                "brighter",
                "dimmer",
                "{pct}",
                " percent",
            ),
            (
                "air_conditioner",
                "target_temperature",
                "(turn on the [{area}] AC|set the [{area}] AC to {temp}|turn down the [{area}] AC)",
                "warmer",
                "cooler",
                "{n}",
                "",
            ),
            (
                "thermostat",
                "target_temperature",
                "(turn on the [{area}] heating|turn up the [{area}] thermostat|turn up the [{area}] heating)",
                "warmer",
                "cooler",
                "{temp}",
                " degrees",
            ),
            (
                "tv",
                "volume",
                "(turn down the [{area}] tv|turn up the [{area}] tv|turn on the [{area}] tv)",
                "louder",
                "quieter",
                "{n}",
                "",
            ),
            (
                "speaker",
                "volume",
                "(turn up the [{area}] speaker|turn down the [{area}] speaker)",
                "louder",
                "quieter",
                "{pct}",
                " percent",
            ),
            (
                "fan",
                "speed",
                "(turn on the [{area}] fan|turn up the [{area}] fan)",
                "faster",
                "slower",
                "{pct}",
                " percent",
            ),
        )
    )
    text = expand(firsts, rng)
    target = base(kind)
    if "{area}" in text:
        target["area"] = "{area}"
    settings: dict[str, Any] = {"on": True}
    if "{temp}" in text:
        settings = {attribute: "{temp}"}
    elif text.startswith(("dim", "turn down")):
        settings = {attribute: "down"}
    elif text.startswith(("brighten", "turn up")):
        settings = {attribute: "up"}
    first = act(text, Aim(text="", target=target), settings)
    last = Aim(text="", target={"ref": "last"})
    change, shape = settings.get(attribute), rng.random()
    if change in {"up", "down"} and shape < 0.32:
        return after(
            first,
            "en",
            act(
                expand(
                    "(more*4|a bit more*4|a little more*3|again*2|even more*2|more please*2|some more|keep going|a little further|not enough*2|once more)",
                    rng,
                ),
                last,
                {attribute: change},
            ),
        )
    if shape < 0.75:
        is_up = rng.random() < 0.5
        way = more if is_up else less
        text = expand(
            "({w}*4|a bit {w}*4|a little {w}*3|make it {w}*4|make it a bit {w}*3|even {w}|still {w}|now {w}|slightly {w}*2|just a bit {w}|can you make it {w}*2|{w} please*2)",
            rng,
        ).replace("{w}", way)
        return after(first, "en", act(text, last, {attribute: "up" if is_up else "down"}))
    text = rng.choice(
        (
            f"make it {value}{unit}",
            f"no, {value}{unit}",
            f"{value}{unit}",
            f"actually {value}{unit}",
            f"set it to {value}{unit}",
            f"to {value}{unit}",
        )
    )
    return after(first, "en", act(text, last, {attribute: value}))


def _question_then_act(rng: random.Random) -> Template:
    kind, words, attribute, value = questions.STATES.pick(rng)
    while attribute not in {"on", "locked", "position"} or kind == "refrigerator_door":
        kind, words, attribute, value = questions.STATES.pick(rng)
    target, word = base(kind), one(kind, rng)
    shape = rng.random()
    verb = "are" if is_plural(word) else "is"
    if shape < 0.4:
        target["area"], thing = "{area}", f"the {{area}} {word}"
    elif shape < 0.75:
        target["name"], thing, verb = "{name}", rng.choice(("the {name}", "{name}")), "is"
    else:
        thing = f"the {word}"
    first = said(
        f"{verb} {thing} {expand(words, rng)}{rng.choice(('', '?'))}",
        [
            {
                "kind": "query",
                "target": target,
                "attribute": attribute,
                "ask": "any",
                "test": {attribute: value},
            }
        ],
    )
    is_on = rng.random() < 0.4
    settings: dict[str, Any]
    it = rng.choice(("it", "it", "them"))
    if attribute == "on":
        settings, text = {"on": is_on}, f"turn {it} {'on' if is_on else 'off'}"
    elif attribute == "locked":
        settings, text = {"locked": not is_on}, f"{'unlock' if is_on else 'lock'} {it}"
    else:
        settings, text = {"position": 100 if is_on else 0}, f"{'open' if is_on else 'close'} {it}"
    text = f"{expand('[(then*3|well*2|ok*3|okay|yes|no|please*2|ok then|well then|so|right)]', rng)} {text}{rng.choice(('', '', ' then', ' please', ' for me'))}"
    return after(first, "en", act(text, Aim(text="", target={"ref": "last"}), settings))


def _question_then_question(rng: random.Random) -> Template:
    target: dict[str, Any]
    if rng.random() < 0.5:
        measure = rng.choice(
            ("temperature", "temperature", "humidity", "pm25", "co2", "illuminance")
        )
        word = expand(questions.VALUES[measure][0], rng)
        target = {"type": "sensor", "sensor": measure, "area": "{area}"}
        frame: Frame = {"kind": "query", "target": target, "attribute": "value", "ask": "value"}
        first = said(f"what's the {word} in the {{area}}", [frame])
    else:
        kind, words, attribute, value = questions.STATES.pick(rng)
        while kind == "refrigerator_door":
            kind, words, attribute, value = questions.STATES.pick(rng)
        word = one(kind, rng)
        target = {**base(kind), "area": "{area}"}
        frame = {
            "kind": "query",
            "target": target,
            "attribute": attribute,
            "ask": "any",
            "test": {attribute: value},
        }
        first = said(
            f"{'are' if is_plural(word) else 'is'} the {{area}} {word} {expand(words, rng)}",
            [frame],
        )
    text = expand(
        "((what about*5|how about*4|and*4|and what about*3|and how about) (the {area2}*4|in the {area2}*3|{area2}*2)[?]|and (the*1|in the) {area2}?|the {area2}?|same for the {area2}|and for the {area2}?)",
        rng,
    )
    return after(first, "en", said(text, [{**frame, "target": {**target, "area": "{area2}"}}]))


def _take_back(rng: random.Random) -> Template:
    first, _, _ = _simple(rng, area=rng.random() < 0.6)
    text = expand(
        "[(no*2|oops|wait*2|actually|sorry)] (undo that*4|put it back*3|undo*3|change it back*2|revert that|take that back*2|put it back how it was*2|no go back|cancel that*2|not that, undo it|undo it)",
        rng,
    )
    return after(first, "en", plain("undo", text))


def _rest(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    text = expand(
        "((now|and|also) (the rest*3|all the others*2|the other rooms*2|everywhere else*2|the rest of the house*2)|the rest too*2|do the same everywhere else|all the other rooms too*2|and all the others)",
        rng,
    )
    target = {**base(kind), "area": "all", "except": {"area": "{area}"}}
    return after(
        first, "en", act(text, Aim(text="", target=target, tags=("except", "group")), settings)
    )


def _timer_again(rng: random.Random) -> Template:
    first = said("set a 10 minute timer", [{"kind": "timer", "op": "start", "duration": "PT10M"}])
    pattern, frame = rng.choice(
        (
            (
                "(how long is left|how much time is left|how much longer|how long to go|time left)[?]",
                {"op": "status"},
            ),
            (
                "(cancel it|cancel that|stop it|never mind, cancel it|actually cancel it)",
                {"op": "cancel"},
            ),
            (
                "(add {duration}|{duration} more|make it {duration} longer|give it another {duration}|add another {duration})",
                {"op": "add", "duration": "{duration}"},
            ),
            (
                "(take off {duration}|{duration} less|make it {duration} shorter)",
                {"op": "subtract", "duration": "{duration}"},
            ),
            ("(pause it|hold it|pause that)", {"op": "pause"}),
            (
                "(and another for {duration}|another one for {duration}|and one for {duration})",
                {"op": "start", "duration": "{duration}"},
            ),
        )
    )
    return after(first, "en", said(expand(pattern, rng), [{"kind": "timer", **frame}]))


def _list_again(rng: random.Random) -> Template:
    first = said(
        "add milk to the {list}", [{"kind": "list", "op": "add", "item": "milk", "list": "{list}"}]
    )
    text = expand(
        "((and|also) {item}*4|{item} (too|as well)*3|and {item} please|add {item} (too|as well)*2|oh and {item}*2|plus {item})",
        rng,
    )
    return after(
        first, "en", said(text, [{"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}])
    )


def _later_it(rng: random.Random) -> Template:
    first, _, settings = _simple(rng, area=rng.random() < 0.5)
    if "on" not in settings:
        return _it_again(rng)
    is_on = not settings["on"]
    state = "on" if is_on else "off"
    words, when = rng.choice(
        (
            ("in {duration}", {"after": "{duration}"}),
            ("after {duration}", {"after": "{duration}"}),
            ("at {time}", {"at": "{time}"}),
        )
    )
    text = rng.choice(
        (
            f"turn it {state} {words}",
            f"and turn it back {state} {words}",
            f"and {state} again {words}",
            f"{words} turn it {state} again",
        )
    )
    return after(
        first,
        "en",
        said(
            text,
            [
                {
                    "kind": "schedule",
                    "when": when,
                    "then": [{"kind": "act", "target": {"ref": "last"}, "set": {"on": is_on}}],
                }
            ],
        ),
    )


_TURNS: Table[Any] = Table(
    (
        (4, _there_too),
        (4, _not_that),
        (5, _it_again),
        (3, _more_of_it),
        (2.5, _question_then_act),
        (2, _question_then_question),
        (1.2, _take_back),
        (1.2, _rest),
        (1, _timer_again),
        (1, _list_again),
        (0.7, _later_it),
    )
)

__all__ = ["correction", "follow_up", "mixed", "several"]
