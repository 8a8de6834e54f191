"""English commands: switching, levels, colours, covers, locks, climate, machines, media, scenes."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from .compose import Aim, Rule, Table, Template, act, plain
from .en_targets import aim, bare, base, but, everything, glowing, in_area, named, one
from .en_words import ask
from .expand import expand

_A_BIT = "(a bit*4|a little*4|a little bit*3|slightly*2|a touch*2|a notch*2|some more|just a bit|a tad*2|some*2|a smidge|more*2|a lot|a couple of notches|quite a bit|just a little|a little more*2|a bit more*2|even more)"
_PERCENT = "( percent*6|%*3||pct| per cent)"
_DEGREES = "( degrees*6|*3| degrees celsius| celsius|°| C)"

# --- on and off -----------------------------------------------------------------------------------

_SWITCHED: Table[str] = Table(
    (
        *(
            (weight, kind)
            for kind, weight in (("light", 24), ("air_conditioner", 5), ("tv", 5), ("fan", 5))
        ),
        *((3, kind) for kind in ("outlet", "thermostat", "speaker", "switch")),
        *(
            (1.8, kind)
            for kind in ("heater", "humidifier", "dehumidifier", "water_heater", "air_purifier")
        ),
        *((1.3, kind) for kind in ("diffuser", "oven", "cooktop", "headset", "washer", "dryer")),
        (1, "dishwasher"),
    )
)
_ON = (
    "(turn on {0}*12|turn {0} on*10|switch on {0}*5|switch {0} on*5|{0} on*6|put {0} on*3|put on {0}*2|power on {0}|power up {0}|power {0} on|"
    "activate {0}*2|start {0}*2|start up {0}|enable {0}|get {0} on|get {0} going|have {0} on|flip on {0}|flick {0} on|fire up {0}|set {0} to on*2|"
    "switch {0} to on|bring {0} on|turn {0} back on|kick on {0}|{0} to on|i want {0} on*2|i'd like {0} on*2|i need {0} on|i want {0} turned on|"
    "{0} should be on|{0} needs to be on|let {0} come on|make {0} go on|throw {0} on|boot up {0}|on {0}|make sure {0} is on)"
)
_OFF = (
    "(turn off {0}*14|turn {0} off*12|switch off {0}*6|switch {0} off*6|{0} off*8|put {0} off|power off {0}*2|power down {0}|shut off {0}*3|shut {0} off*2|"
    "shut down {0}*2|deactivate {0}*2|stop {0}|kill {0}*2|cut {0}|disable {0}|get {0} off|flip off {0}|flick {0} off|set {0} to off*2|switch {0} to off|"
    "turn {0} back off|cut {0} off|{0} to off|i want {0} off*2|i'd like {0} off*2|i need {0} off|i want {0} turned off|{0} should be off|"
    "have {0} off|knock {0} off|make sure {0} is off*2|no more {0}|i don't need {0} on anymore|i'm done with {0}|you can turn {0} off now|off {0})"
)
_LIT = "(light up {0}|illuminate {0}|lights on in {0}*3|light on in {0}*2|let there be light in {0}|i need light in {0}*2|give me some light in {0})"
_UNLIT = "(lights out in {0}*3|lights off in {0}*4|light off in {0}|kill the lights in {0}|make it dark in {0}|no lights in {0})"


def switching(thing: str, *, is_on: bool, rng: random.Random) -> str:
    """Return a command to switch something."""
    return expand(_ON if is_on else _OFF, rng).replace("{0}", thing)


def on_off(rng: random.Random) -> Template:
    """Compose switching on or off."""
    kind = _SWITCHED.pick(rng)
    is_on = rng.random() < 0.5
    shape = rng.random()
    if shape < 0.05 and not is_on:
        chosen = glowing(kind, rng)
    elif shape < 0.1:
        chosen = but(kind, rng)
    elif shape < 0.13 and kind == "light":
        place = rng.choice(("the {area}", "{area}", "the {area}", "here"))
        target = base("light") if place == "here" else {**base("light"), "area": "{area}"}
        text = expand(_LIT if is_on else _UNLIT, rng).replace("{0}", place)
        return act(ask(text, rng), Aim(text="", target=target), {"on": is_on})
    elif shape < 0.16:
        return _terse(kind, is_on, rng)
    else:
        chosen = aim(kind, rng)
    return act(ask(switching(chosen.text, is_on=is_on, rng=rng), rng), chosen, {"on": is_on})


def _terse(kind: str, is_on: bool, rng: random.Random) -> Template:
    state = "on" if is_on else "off"
    chosen = rng.choice((bare, in_area, in_area, named))(kind, rng)
    text = chosen.text.removeprefix("the ").removeprefix("my ").removeprefix("our ")
    text = rng.choice(
        (
            f"{text} {state}",
            f"{state} {text}",
            f"{text}, {state}",
            f"{text} {state} now",
            f"{text} {state} please",
            f"turn {state} {text}",
            f"{text} {state}!",
        )
    )
    if kind == "light" and rng.random() < 0.2:
        return act(
            rng.choice(("lights out", "lights", "lights off", "lights out please"))
            if not is_on
            else rng.choice(("lights on", "light please", "lights please", "some light")),
            Aim(text="", target={"type": "light"}),
            {"on": is_on},
        )
    return act(text, chosen, {"on": is_on})


def all_off(rng: random.Random) -> Template:
    """Compose switching off all there is."""
    chosen = everything(rng)
    is_on = rng.random() < 0.08
    return act(
        ask(
            expand(
                "(turn {0} {1}*6|turn {1} {0}*5|switch {0} {1}*2|switch {1} {0}*2|shut {0} {2}*2|{0} {1}*3|power {0} {3}|kill {0}*2)"
                if not is_on
                else "(turn {0} {1}|turn {1} {0}|switch {0} {1}|{0} {1})",
                rng,
            )
            .replace("{0}", chosen.text)
            .replace("{1}", "on" if is_on else "off")
            .replace("{2}", rng.choice(("off", "down")))
            .replace("{3}", "down"),
            rng,
        ),
        chosen,
        {"on": is_on},
    )


# --- levels ---------------------------------------------------------------------------------------

_Level = tuple[str, str, str, str, str, str, str, str]
_LEVELS: Table[_Level] = Table(
    (
        (
            11,
            (
                "light",
                "brightness",
                "(brightness*5|light level|brightness level|level)",
                "brighter",
                "(dimmer*3|darker*2|less bright)",
                "(brighten|turn up|brighten up|raise|bring up)",
                "(dim*4|turn down|lower|darken|bring down|dim down)",
                "{pct}",
            ),
        ),
        (
            5,
            (
                "light",
                "brightness",
                "brightness",
                "brighter",
                "dimmer",
                "(increase|raise|turn up|boost)",
                "(decrease|lower|reduce|turn down)",
                "{pct}",
            ),
        ),
        (
            13,
            (
                "players",
                "volume",
                "(volume*6|sound*3|audio|music volume)",
                "louder",
                "(quieter*3|softer|less loud)",
                "(turn up*4|raise*2|increase*2|crank up|pump up|boost|bump up)",
                "(turn down*4|lower*2|reduce|decrease|bring down|quieten)",
                "({n}*2|{pct})",
            ),
        ),
        (
            6,
            (
                "air_conditioner",
                "target_temperature",
                "(temperature*4|temp*2|set point)",
                "(warmer*2|hotter)",
                "(cooler*2|colder*2)",
                "(turn up|raise|increase|bump up)",
                "(turn down|lower|reduce|decrease|drop)",
                "{temp}",
            ),
        ),
        (
            7,
            (
                "thermostat",
                "target_temperature",
                "(temperature*4|temp*2|setting)",
                "(warmer*3|hotter)",
                "(cooler*3|colder)",
                "(turn up*3|raise|increase|bump up|crank up)",
                "(turn down*3|lower|reduce|decrease)",
                "{temp}",
            ),
        ),
        (
            2,
            (
                "heater",
                "target_temperature",
                "(temperature*3|temp)",
                "(warmer|hotter)",
                "cooler",
                "(turn up|raise|increase)",
                "(turn down|lower|reduce)",
                "{temp}",
            ),
        ),
        (
            4,
            (
                "climate",
                "target_temperature",
                "(temperature*5|temp*2|room temperature)",
                "(warmer*4|hotter)",
                "(cooler*4|colder*2)",
                "(turn up|raise|increase|bump up)",
                "(turn down|lower|reduce|decrease|drop)",
                "{temp}",
            ),
        ),
        (
            4,
            (
                "fan",
                "speed",
                "(speed*5|power)",
                "(faster*3|stronger)",
                "(slower*3|gentler)",
                "(speed up|turn up|increase)",
                "(slow down|turn down|lower|reduce)",
                "{pct}",
            ),
        ),
        (
            1.6,
            (
                "air_purifier",
                "speed",
                "(speed*3|fan speed|power)",
                "(faster|stronger)",
                "(slower|quieter)",
                "(turn up|increase|speed up)",
                "(turn down|lower|slow down)",
                "{pct}",
            ),
        ),
        (
            2,
            (
                "humidifier",
                "target_humidity",
                "(humidity*3|target humidity|humidity level)",
                "(more humid)",
                "(less humid|drier)",
                "(turn up|raise|increase)",
                "(turn down|lower|decrease)",
                "{pct}",
            ),
        ),
        (
            1.5,
            (
                "dehumidifier",
                "target_humidity",
                "(humidity*3|target humidity|humidity level)",
                "more humid",
                "drier",
                "(turn up|raise|increase)",
                "(turn down|lower|decrease)",
                "{pct}",
            ),
        ),
        (
            1,
            (
                "humidifier",
                "intensity",
                "(intensity|mist level|output|mist)",
                "stronger",
                "(weaker|gentler)",
                "(turn up|increase|raise)",
                "(turn down|lower|reduce)",
                "{pct}",
            ),
        ),
        (
            0.7,
            (
                "air_purifier",
                "intensity",
                "(intensity|power)",
                "stronger",
                "weaker",
                "(turn up|increase)",
                "(turn down|lower)",
                "{pct}",
            ),
        ),
        (
            1.5,
            (
                "diffuser",
                "intensity",
                "(intensity|scent|scent level|strength)",
                "stronger",
                "(weaker|lighter)",
                "(turn up|increase|raise)",
                "(turn down|lower|reduce)",
                "{pct}",
            ),
        ),
        (
            1.6,
            (
                "oven",
                "target_temperature",
                "(temperature*3|temp|heat)",
                "hotter",
                "cooler",
                "(turn up|raise|increase)",
                "(turn down|lower)",
                "OVEN",
            ),
        ),
        (
            1.5,
            (
                "water_heater",
                "target_temperature",
                "(temperature*3|temp|water temperature)",
                "(hotter|warmer)",
                "cooler",
                "(turn up|raise|increase)",
                "(turn down|lower)",
                "WATER",
            ),
        ),
        (
            1,
            (
                "refrigerator",
                "target_temperature",
                "(temperature*3|temp)",
                "warmer",
                "colder",
                "(turn up|raise)",
                "(turn down|lower)",
                "FRIDGE",
            ),
        ),
        (
            1,
            (
                "refrigerator",
                "freezer_target_temperature",
                "(freezer temperature*3|freezer temp|freezer)",
                "warmer",
                "colder",
                "(turn up|raise)",
                "(turn down|lower)",
                "FREEZER",
            ),
        ),
        (
            0.6,
            (
                "cooktop",
                "target_temperature",
                "(temperature|heat)",
                "hotter",
                "cooler",
                "(turn up|raise)",
                "(turn down|lower)",
                "OVEN",
            ),
        ),
        (
            1.5,
            (
                "blind",
                "tilt",
                "(tilt*3|slat angle|angle|slats)",
                "more open",
                "more closed",
                "(tilt up|raise)",
                "(tilt down|lower)",
                "{pct}",
            ),
        ),
    )
)
_LITERALS: Mapping[str, Sequence[int]] = {
    "OVEN": (100, 120, 150, 160, 170, 180, 190, 200, 210, 220, 230, 250),
    "WATER": (38, 40, 42, 43, 45, 48, 50, 55, 60),
    "FRIDGE": (1, 2, 3, 4, 5, 6),
    "FREEZER": (-15, -16, -17, -18, -19, -20, -21, -22, -23),
}


def _players(rng: random.Random) -> Aim:
    shape = rng.random()
    playing = {**base("players"), "state": {"on": True}}
    if shape < 0.42:
        return Aim(text=rng.choice(("", "", "", "the music", "it")), target=playing)
    if shape < 0.52:
        return Aim(text="the {area}", target={**playing, "area": "{area}"})
    if shape < 0.78:
        return aim("tv", rng)
    if shape < 0.96:
        return aim("speaker", rng)
    return aim("headset", rng)


def _levelled(kind: str, rng: random.Random) -> Aim:
    if kind == "players":
        return _players(rng)
    if kind == "climate":
        shape = rng.random()
        target = base("climate")
        if shape < 0.4:
            return Aim(text="", target=target)
        if shape < 0.85:
            return Aim(
                text=rng.choice(("the {area}", "the {area}", "{area}", "my {area}")),
                target={**target, "area": "{area}"},
            )
        if shape < 0.92:
            return Aim(text="the {floor}", target={**target, "floor": "{floor}"}, tags=("group",))
        return Aim(
            text=rng.choice(("the whole house", "the house", "every room")),
            target={**target, "area": "all"},
            tags=("group",),
        )
    return aim(kind, rng)


def levels(rng: random.Random) -> Template:
    """Compose a level: to a value, by a value, a bit more or less, to a limit."""
    kind, attribute, words, more, less, up, down, number = _LEVELS.pick(rng)
    chosen = _levelled(kind, rng)
    word = expand(words, rng)
    head = _head(kind, chosen, word, rng)
    shape = rng.random()
    if shape < 0.42:
        return _to_value(kind, attribute, head, chosen, word, (up, down), number, rng)
    if shape < 0.74:
        return _a_bit(kind, attribute, head, chosen, (more, less), (up, down), rng)
    if shape < 0.86 or "temperature" in attribute or attribute in {"target_humidity", "tilt"}:
        return _by_value(attribute, head, chosen, (up, down), rng)
    return _to_limit(kind, attribute, head, chosen, rng)


def _head(kind: str, chosen: Aim, word: str, rng: random.Random) -> str:
    """Return what is set: "the kitchen light's brightness", "the volume on the TV", "the TV"."""
    if not chosen.text or chosen.text == "it":
        return f"the {word}" if rng.random() < 0.8 else word
    thing = chosen.text
    if kind == "climate":
        return rng.choice(
            (f"{thing} {word}", f"the {word} in {thing}", f"the {word} in {thing}", thing)
        )
    if kind == "players" and thing == "the {area}":
        return rng.choice((f"the {word} in the {{area}}", f"the {{area}} {word}"))
    if (
        "and" in thing
        or "except" in thing
        or "but" in thing
        or thing.startswith(("all", "every"))
        or " in " in thing
        or rng.random() < 0.4
    ):
        return f"the {word} {rng.choice(('of', 'on', 'of', 'for'))} {thing}"
    return f"{thing} {word}"


def _to_value(
    kind: str,
    attribute: str,
    head: str,
    chosen: Aim,
    word: str,
    ways: tuple[str, str],
    number: str,
    rng: random.Random,
) -> Template:
    value: Any
    is_degree = "temperature" in attribute
    if number in _LITERALS:
        value = rng.choice(_LITERALS[number])
        shown = f"{value}" if value >= 0 else f"{rng.choice(('minus ', '-', 'minus '))}{-value}"
    else:
        shown = value = expand(number, rng)
    unit = (
        expand(_DEGREES, rng)
        if is_degree
        else ""
        if attribute == "volume" and value == "{n}"
        else expand(_PERCENT, rng)
    )
    if unit and unit[0].isalpha():
        unit = f" {unit}"
    what = head
    if (
        (attribute == "brightness" or (is_degree and attribute == "target_temperature"))
        and chosen.text
        and rng.random() < 0.55
    ):
        what = chosen.text
    settings = {attribute: value}
    shape = rng.random()
    if shape < 0.62:
        verb = expand(
            f"(set*8|put*2|change*2|turn*2|make*1|adjust*2|bring|{ways[0].strip('()').split('|')[0].split('*')[0]}|{ways[1].strip('()').split('|')[0].split('*')[0]})",
            rng,
        )
        link = (
            rng.choice((" to ", " to ", " to ", " to ", " at "))
            if verb not in {"make", "change", "turn"}
            else " to "
            if verb != "make"
            else " "
        )
        text = f"{verb} {what}{link}{shown}{unit}"
    elif shape < 0.8:
        text = f"{what.removeprefix('the ')}{rng.choice((' ', ' to ', ' at ', ', '))}{shown}{unit}"
        return act(text, chosen, settings)
    elif is_degree and kind == "climate":
        where = "" if not chosen.text else f" in {chosen.text}"
        text = expand(
            "(make it {v}{w}|set it to {v}{w}|i want it {v}{w}|i'd like it to be {v}{w}|heat{w0} to {v}|cool{w0} to {v}|keep it at {v}{w}|get it to {v}{w}|let's have {v}{w})",
            rng,
        )
        text = (
            text.replace("{v}", f"{shown}{unit}")
            .replace("{w0}", f" {chosen.text}" if chosen.text else " it")
            .replace("{w}", where)
        )
        return act(ask(text, rng) if not text.startswith("i") else text, chosen, settings)
    elif attribute == "brightness" and rng.random() < 0.4:
        text = (
            expand("(turn on {0} (at|to) {v}|turn {0} on (at|to) {v}|have {0} on at {v})", rng)
            .replace("{0}", chosen.text)
            .replace("{v}", f"{shown}{unit}")
        )
        settings = {"on": True, attribute: value}
    else:
        text = f"{rng.choice(('i want', 'i need', 'get', 'have', 'i would like', 'keep'))} {what} at {shown}{unit}"
        return act(text, chosen, settings)
    return act(ask(text, rng), chosen, settings)


def _a_bit(
    kind: str,
    attribute: str,
    head: str,
    chosen: Aim,
    degrees: tuple[str, str],
    ways: tuple[str, str],
    rng: random.Random,
) -> Template:
    is_up = rng.random() < 0.5
    little = expand(f"[{_A_BIT}]", rng)
    way = expand(ways[0] if is_up else ways[1], rng)
    comparative = expand(degrees[0] if is_up else degrees[1], rng)
    settings = {attribute: "up" if is_up else "down"}
    particle = "up" if is_up else "down"
    thing = chosen.text
    what = head
    if attribute in {"brightness", "volume", "speed"} and thing and rng.random() < 0.6:
        what = thing
    if (
        attribute == "target_temperature"
        and kind in {"thermostat", "heater", "air_conditioner"}
        and rng.random() < 0.5
    ):
        what = thing
    shape = rng.random()
    soft = (
        little.removesuffix(" more")
        .replace("some", "a bit")
        .replace("more", "a bit")
        .replace("a notch", "a bit")
        .replace("a couple of notches", "a bit")
    )
    if shape < 0.35:
        text = f"{way} {what} {little}"
        if way.startswith("dim") and attribute == "brightness":
            text = f"dim {thing or 'the lights'} {little}"
    elif shape < 0.55:
        text = f"{rng.choice(('turn', 'turn', 'turn', 'bring', 'put', 'take', 'crank' if is_up else 'knock'))} {what} {particle} {little}"
    elif shape < 0.85:
        subject = thing if thing and kind not in {"players", "climate"} else "it"
        end = (
            ""
            if subject != "it" or not thing or thing == "it"
            else f" in {thing}"
            if kind == "climate" or thing == "the {area}"
            else f" on {thing}"
        )
        soft = soft if soft != "a lot" else "a lot"
        text = f"make {subject} {soft} {comparative}{end}"
    elif shape < 0.93:
        text = f"{head.removeprefix('the ')} {particle} {little if little.startswith('a ') else ''}"
        return act(text.strip(), chosen, settings)
    else:
        text = f"{soft} {comparative}{' please' if rng.random() < 0.5 else ''}"
        where = (
            ""
            if not thing or thing == "it"
            else f" {'in' if kind == 'climate' or thing == 'the {area}' else 'on'} {thing}"
        )
        return act(f"{text.strip()}{where}", chosen, settings)
    return act(ask(text, rng), chosen, settings)


def _by_value(
    attribute: str, head: str, chosen: Aim, ways: tuple[str, str], rng: random.Random
) -> Template:
    is_up = rng.random() < 0.5
    is_degree = "temperature" in attribute
    by: Any
    if is_degree and rng.random() < 0.6:
        count = rng.choice((1, 1, 2, 2, 3, 4, 5))
        words = ("one", "two", "three", "four", "five")
        shown = f"{rng.choice((str(count), words[count - 1]))} degree{'s' if count > 1 else ''}"
        by = count if is_up else -count
    else:
        unit = (
            " degrees"
            if is_degree
            else rng.choice(("", "", " points"))
            if attribute == "volume"
            else rng.choice((" percent", "%", " percent"))
        )
        shown, by = f"{{n}}{unit}", "{n}" if is_up else "-{n}"
    way = expand(ways[0] if is_up else ways[1], rng)
    if way.startswith("dim"):
        way, head = "dim", chosen.text or "the lights"
    text = rng.choice(
        (
            f"{way} {head} by {shown}",
            f"{way} {head} by {shown}",
            f"turn {head} {'up' if is_up else 'down'} by {shown}",
            f"turn {head} {'up' if is_up else 'down'} {shown}",
            f"{way} {head} {shown}",
        )
    )
    return act(ask(text, rng), chosen, {attribute: {"by": by}})


_MOST = {
    "brightness": "(max*2|full brightness*2|maximum*2|maximum brightness|the brightest setting|as bright as possible*2|full)",
    "volume": "(max*2|full volume*2|maximum*2|the loudest setting|full blast)",
}
_LEAST = {
    "brightness": "(minimum*2|the lowest setting*2|the dimmest setting|minimum brightness|as dim as possible|the lowest brightness|min)",
    "volume": "(minimum*2|the lowest setting|the quietest setting|the lowest volume|min)",
}


def _to_limit(kind: str, attribute: str, head: str, chosen: Aim, rng: random.Random) -> Template:
    is_max = rng.random() < 0.6
    limit = expand(
        (_MOST if is_max else _LEAST).get(
            attribute,
            "(max*2|maximum*2|full power|full*2|the highest setting)"
            if is_max
            else "(minimum*2|the lowest setting*2|min|the lowest)",
        ),
        rng,
    )
    value = 100 if is_max else 1 if attribute == "brightness" else 0
    what = (
        chosen.text
        if chosen.text not in {"", "it", "the {area}", "the music"}
        and attribute in {"brightness", "speed"}
        and rng.random() < 0.5
        else head
    )
    link = rng.choice((" to ", " to ", " at ")) if not limit.startswith("as") else " "
    verb = "set" if not limit.startswith("as") else "make"
    if verb == "make":
        what = chosen.text or "the lights"
    text = f"{rng.choice((verb, verb, 'turn' if verb == 'set' else verb, 'put' if verb == 'set' else verb))} {what}{link}{limit}"
    if verb == "set" and rng.random() < 0.2:
        return act(
            f"{what.removeprefix('the ')} {rng.choice(('to', 'at', 'on'))} {limit}",
            chosen,
            {attribute: value},
        )
    if is_max and verb == "set" and rng.random() < 0.15:
        text = rng.choice(
            (f"max out {what}", f"turn {what} all the way up", f"crank {what} all the way up")
        )
    elif not is_max and verb == "set" and rng.random() < 0.15:
        text = rng.choice((f"turn {what} all the way down", f"bring {what} right down"))
    return act(ask(text, rng), chosen, {attribute: value})


# --- lights: colour -------------------------------------------------------------------------------

_WARMTHS: Sequence[tuple[str, Any]] = (
    ("(warmer*4|a bit warmer*2|more yellow|less white|cosier|a warmer white)", "down"),
    ("(cooler*3|a bit cooler*2|more white|whiter*2|bluer|a cooler white|less yellow)", "up"),
    ("(2700 kelvin*2|2700K|warm white 2700K)", 2700),
    ("(3000 kelvin*2|3000K|3000 K)", 3000),
    ("(4000 kelvin*2|4000K|neutral white 4000K)", 4000),
    ("(5000 kelvin*2|5000K|daylight 5000K)", 5000),
    ("(6500 kelvin*2|6500K|cool white 6500K)", 6500),
)


def color(rng: random.Random) -> Template:
    """Compose a colour or a colour temperature."""
    shape = rng.random()
    chosen = aim("light", rng)
    if shape > 0.85:
        chosen = Aim(text="the {area}", target={**base("light"), "area": "{area}"})
    if shape < 0.18:
        words, value = rng.choice(_WARMTHS)
        how = expand(words, rng)
        if isinstance(value, int):
            text = rng.choice(
                (
                    f"set {chosen.text} to {how}",
                    f"change {chosen.text} to {how}",
                    f"set the color temperature of {chosen.text} to {how}",
                    f"make {chosen.text} {how}",
                    f"{chosen.text.removeprefix('the ')} to {how}",
                )
            )
        else:
            text = rng.choice(
                (
                    f"make {chosen.text} {how}",
                    f"make the light in {chosen.text} {how}"
                    if chosen.text == "the {area}"
                    else f"make {chosen.text} {how}",
                    f"i want {chosen.text} {how}",
                )
            )
        return act(ask(text, rng), chosen, {"color_temperature": value})
    if shape < 0.24:
        thing = chosen.text
        return plain(
            "clarify",
            ask(
                rng.choice(
                    (
                        f"change the color of {thing}",
                        f"change {thing} colour",
                        f"a different colour for {thing}",
                        f"change the colors of {thing}",
                        f"set a new color for {thing}",
                    )
                ),
                rng,
            ),
        )
    settings: dict[str, Any] = {"color": "{color}"}
    text = expand(
        "(turn {0} {c}*4|make {0} {c}*4|set {0} to {c}*4|change {0} to {c}*4|change {0} color to {c}*2|change the (color|colour) of {0} to {c}*3|set the (color|colour) of {0} to {c}*2|switch {0} to {c}*2|"
        "{0} {c}*2|i want {0} {c}*2|i'd like {0} {c}|i want {0} to be {c}*2|{c} for {0}|color {0} {c}|put {0} on {c}|have {0} go {c}|let {0} be {c})",
        rng,
    )
    text = text.replace("{0}", chosen.text).replace("{c}", "{color}")
    if shape > 0.78 and "set" in text:
        text += rng.choice(
            (
                " at {pct} percent",
                " and {pct} percent brightness",
                " with brightness at {pct} percent",
                " and dim it to {pct} percent",
            )
        )
        settings["brightness"] = "{pct}"
    if 0.7 < shape < 0.76:
        text = expand(
            "(turn on {0} in {color}|turn {0} on in {color}|turn {0} on {color})", rng
        ).replace("{0}", chosen.text)
        settings = {"on": True, **settings}
    if 0.76 < shape < 0.78:
        return act(
            rng.choice(
                (
                    "{color} light please",
                    "{color} lights",
                    "make it {color} in here",
                    "give me {color} light",
                    "i want {color} lighting",
                )
            ),
            Aim(text="", target={"type": "light"}),
            {"color": "{color}"},
        )
    return act(ask(text, rng), chosen, settings)


# --- covers, locks, valves ------------------------------------------------------------------------

_COVERED: Table[str] = Table(
    (
        *(
            (weight, kind)
            for kind, weight in (("curtain", 9), ("blind", 8), ("window", 5), ("garage", 6))
        ),
        *((2.5, kind) for kind in ("shade", "gate", "shutter")),
        *((1.5, kind) for kind in ("awning", "door")),
    )
)
_OPEN = "(open {0}*10|open up {0}*2|get {0} open|{0} open*2|i want {0} open|have {0} open|pop {0} open|make sure {0} is open|i need {0} open)"
_CLOSE = "(close {0}*10|shut {0}*5|close up {0}|get {0} closed|{0} closed*2|{0} shut|i want {0} closed*2|make sure {0} is closed*2|close {0} up)"
_RAISE = "(raise {0}*3|lift {0}|pull up {0}*2|roll up {0}|{0} up*2|put {0} up*2|bring {0} up|pull {0} up*2)"
_DROP = "(lower {0}*4|drop {0}*2|pull down {0}*2|roll down {0}|{0} down*2|put {0} down*2|bring {0} down|pull {0} down)"
_DRAW = {
    True: "(pull open {0}|draw {0} back|pull back {0}|throw open {0})",
    False: "(draw {0}*3|pull {0} closed|pull {0} shut)",
}
_EXTEND = {
    True: "(extend {0}*2|roll out {0}|put out {0})",
    False: "(retract {0}*2|roll in {0}|bring in {0})",
}


def cover(rng: random.Random) -> Template:
    """Compose opening and closing."""
    kind = _COVERED.pick(rng)
    chosen = aim(kind, rng)
    thing = chosen.text
    shape = rng.random()
    if shape < 0.62:
        is_open = rng.random() < 0.5
        pattern = _OPEN if is_open else _CLOSE
        way = rng.random()
        if kind in {"blind", "shade", "shutter", "garage"} and way < 0.35:
            pattern = _RAISE if is_open else _DROP
        elif kind == "curtain" and way < 0.25:
            pattern = _DRAW[is_open]
        elif kind == "awning" and way < 0.5:
            pattern = _EXTEND[is_open]
        text = expand(pattern, rng).replace("{0}", thing)
        if rng.random() < 0.06:
            text += rng.choice((" all the way", " completely", " fully"))
        return act(ask(text, rng), chosen, {"position": 100 if is_open else 0})
    if shape < 0.78:
        text = expand(
            "(set {0} to {p}*4|set {0} to {p} open*2|open {0} to {p}*3|open {0} {p}*2|put {0} at {p}|move {0} to {p}*2|close {0} to {p}*2|set {0} position to {p}*2|set the position of {0} to {p}|{0} to {p}*2|{0} {p} open|adjust {0} to {p}|lower {0} to {p}|raise {0} to {p})",
            rng,
        )
        unit = expand("( percent*4|%*4)", rng)
        unit = f" {unit}" if unit[0].isalpha() else unit
        return act(
            ask(text.replace("{0}", thing).replace("{p}", f"{{pct}}{unit}"), rng),
            chosen,
            {"position": "{pct}"},
        )
    if shape < 0.86:
        how, value = rng.choice(
            (
                ("halfway", 50),
                ("half way", 50),
                ("halfway", 50),
                ("a quarter of the way", 25),
                ("three quarters of the way", 75),
                ("half", 50),
            )
        )
        text = rng.choice(
            (
                f"open {thing} {how}",
                f"{rng.choice(('raise', 'open'))} {thing} {how}",
                f"set {thing} to {how}" if value == 50 else f"open {thing} {how}",
                f"{thing} {how}" if value == 50 else f"open {thing} {how}",
                f"close {thing} {how}" if value == 50 else f"open {thing} {how}",
            )
        )
        return act(ask(text, rng), chosen, {"position": value})
    if shape < 0.9:
        is_up = rng.random() < 0.5
        text = f"{rng.choice(('open', 'raise') if is_up else ('close', 'lower'))} {thing} {rng.choice(('by', 'another', 'by'))} {{n}} percent"
        return act(ask(text, rng), chosen, {"position": {"by": "{n}" if is_up else "-{n}"}})
    is_up = rng.random() < 0.5
    text = f"{rng.choice(('open', 'open', 'raise', 'crack open') if is_up else ('close', 'close', 'lower'))} {thing} {rng.choice(('a bit', 'a little', 'slightly', 'a bit more', 'a little more', 'a crack' if is_up else 'a tad', 'a touch', 'some more'))}"
    return act(ask(text, rng), chosen, {"position": "up" if is_up else "down"})


def lock(rng: random.Random) -> Template:
    """Compose locking, unlocking and valves."""
    if rng.random() < 0.72:
        chosen = aim("lock", rng)
        is_locked = rng.random() < 0.56
        text = expand(
            "(lock {0}*10|lock up {0}|secure {0}*2|bolt {0}|{0} locked|make sure {0} is locked*2|engage {0}|deadbolt {0}|get {0} locked|i want {0} locked)"
            if is_locked
            else "(unlock {0}*12|unlatch {0}|unbolt {0}|{0} unlocked|get {0} unlocked|disengage {0}|i want {0} unlocked)",
            rng,
        )
        if is_locked and rng.random() < 0.05:
            return act(
                ask(
                    rng.choice(
                        (
                            "lock up",
                            "lock up the house",
                            "lock everything",
                            "lock the house",
                            "lock all up",
                        )
                    ),
                    rng,
                ),
                Aim(text="", target={"type": "lock", "area": "all"}, tags=("group",)),
                {"locked": True},
            )
        return act(ask(text.replace("{0}", chosen.text), rng), chosen, {"locked": is_locked})
    chosen = aim("valve", rng)
    if rng.random() < 0.12:
        return act(
            ask(f"{rng.choice(('set', 'open', 'turn'))} {chosen.text} to {{pct}} percent", rng),
            chosen,
            {"position": "{pct}"},
        )
    is_open = rng.random() < 0.42
    text = expand(
        "(open {0}*4|turn on {0}*2|turn {0} on*2|open up {0})"
        if is_open
        else "(close {0}*4|shut off {0}*3|turn off {0}*2|turn {0} off*2|shut {0}|cut off {0})",
        rng,
    )
    return act(
        ask(text.replace("{0}", chosen.text), rng), chosen, {"position": 100 if is_open else 0}
    )


# --- climate and air ------------------------------------------------------------------------------

_MODES = (
    ("(cool*3|cooling*2)", "cool"),
    ("(heat*3|heating*2)", "heat"),
    ("(dry*3|drying|dehumidify)", "dry"),
    ("(fan*2|fan only*2)", "fan"),
    ("(auto*3|automatic)", "auto"),
)
_AIR_MODES = (
    ("(auto*3|automatic)", "auto"),
    ("(sleep*3|night)", "sleep"),
    ("(eco*3|energy saving)", "eco"),
    ("(turbo*3|boost)", "turbo"),
    ("(quiet*3|silent)", "quiet"),
)
_SPEEDS = (
    ("(low*5|its lowest speed|slow|the lowest speed)", "low"),
    ("(medium*5|mid|the middle speed)", "medium"),
    ("(high*5|fast|the highest speed)", "high"),
    ("(auto*4|automatic)", "auto"),
)


def climate(rng: random.Random) -> Template:
    """Compose modes, fan speeds, swing and direction."""
    return _CLIMATE.pick(rng)(rng)


def _mode(rng: random.Random) -> Template:
    kind = rng.choice(("air_conditioner", "air_conditioner", "air_conditioner", "thermostat"))
    chosen = aim(kind, rng)
    words, mode = rng.choice(
        _MODES if kind == "air_conditioner" else (_MODES[0], _MODES[1], _MODES[4])
    )
    settings: dict[str, Any] = {"mode": mode}
    text = _to_mode(chosen.text, expand(words, rng), rng)
    if rng.random() < 0.1:
        text, settings = f"{text} at {{temp}} degrees", {**settings, "target_temperature": "{temp}"}
    return act(ask(text, rng), chosen, settings)


def _to_mode(thing: str, word: str, rng: random.Random) -> str:
    return rng.choice(
        (
            f"set {thing} to {word}",
            f"set {thing} to {word} mode",
            f"put {thing} in {word} mode",
            f"put {thing} on {word}",
            f"switch {thing} to {word}",
            f"switch {thing} to {word} mode",
            f"change {thing} to {word} mode",
            f"{thing} to {word} mode",
            f"change {thing} mode to {word}",
            f"set the mode of {thing} to {word}",
            f"turn {thing} to {word}",
            f"{thing} {word} mode",
        )
    )


def _air_mode(rng: random.Random) -> Template:
    kind = rng.choice(
        ("air_purifier", "air_purifier", "humidifier", "dehumidifier", "vacuum", "water_heater")
    )
    chosen = aim(kind, rng)
    words, mode = rng.choice(_AIR_MODES)
    return act(ask(_to_mode(chosen.text, expand(words, rng), rng), rng), chosen, {"mode": mode})


def _fan_speed(rng: random.Random) -> Template:
    kind = rng.choice(
        (
            "fan",
            "fan",
            "fan",
            "air_conditioner",
            "air_purifier",
            "dehumidifier",
            "heater",
            "humidifier",
        )
    )
    chosen = aim(kind, rng)
    words, speed = rng.choice(_SPEEDS)
    word, thing = expand(words, rng), chosen.text
    settings: dict[str, Any] = {"fan_speed": speed}
    text = rng.choice(
        (
            f"set {thing} to {word}",
            f"put {thing} on {word}",
            f"{thing} on {word}",
            f"turn {thing} to {word}",
            f"set {thing} {'fan ' if kind != 'fan' else ''}speed to {word}",
            f"change the {'fan ' if kind != 'fan' else ''}speed of {thing} to {word}",
            f"run {thing} on {word}",
            f"set the fan speed on {thing} to {word}",
        )
    )
    if rng.random() < 0.12:
        text, settings = (
            f"turn {thing} on {word}" if rng.random() < 0.5 else f"turn on {thing} at {word} speed",
            {"on": True, **settings},
        )
    return act(ask(text, rng), chosen, settings)


def _swing(rng: random.Random) -> Template:
    chosen = aim(rng.choice(("air_conditioner", "air_conditioner", "fan")), rng)
    words, way = rng.choice(
        (
            ("(up*3|upwards|towards the ceiling)", "up"),
            ("(down*3|downwards|towards the floor)", "down"),
            ("(the middle*2|straight ahead)", "middle"),
            ("(auto*3|automatic)", "auto"),
        )
    )
    word, thing = expand(words, rng), chosen.text
    if way in {"up", "down"}:
        text = rng.choice(
            (
                f"point {thing} {word}",
                f"aim {thing} {word}",
                f"blow {thing} {word}",
                f"direct the air from {thing} {word}",
                f"set the swing of {thing} to {way}",
            )
        )
    else:
        text = rng.choice(
            (
                f"set the swing on {thing} to {word}",
                f"set {thing} swing to {word}",
                f"put the swing of {thing} on {word}",
                f"set the vanes of {thing} to {word}",
            )
        )
    return act(ask(text, rng), chosen, {"swing": way})


def _oscillate(rng: random.Random) -> Template:
    chosen = aim("fan", rng)
    is_on = rng.random() < 0.55
    thing = chosen.text
    text = (
        rng.choice(
            (
                f"oscillate {thing}",
                f"make {thing} oscillate",
                f"turn on oscillation on {thing}",
                f"have {thing} swing side to side",
                f"start oscillating {thing}",
                f"set {thing} to oscillate",
                f"turn on oscillation for {thing}",
                f"let {thing} rotate",
            )
        )
        if is_on
        else rng.choice(
            (
                f"stop {thing} oscillating",
                f"turn off oscillation on {thing}",
                f"stop {thing} from oscillating",
                f"keep {thing} still",
                f"turn off the oscillation of {thing}",
                f"stop {thing} turning",
                f"no oscillation on {thing}",
            )
        )
    )
    return act(ask(text, rng), chosen, {"oscillating": is_on})


def _direction(rng: random.Random) -> Template:
    chosen = aim("fan", rng)
    is_forward = rng.random() < 0.5
    word = rng.choice(
        ("forward", "forwards", "forward") if is_forward else ("reverse", "reverse", "backwards")
    )
    text = rng.choice(
        (
            f"set {chosen.text} to {word}",
            f"run {chosen.text} in {word}",
            f"set {chosen.text} direction to {word}",
            f"switch {chosen.text} to {word}",
            f"spin {chosen.text} {word}",
            f"change the direction of {chosen.text} to {word}",
        )
    )
    return act(ask(text, rng), chosen, {"direction": "forward" if is_forward else "reverse"})


def _interval(rng: random.Random) -> Template:
    chosen = aim("diffuser", rng)
    text = rng.choice(
        (
            f"set {chosen.text} interval to {{n}}",
            f"set the interval of {chosen.text} to {{n}}",
            f"change {chosen.text} interval to {{n}}",
        )
    )
    return act(ask(text, rng), chosen, {"interval": "{n}"})


def _rapid_freeze(rng: random.Random) -> Template:
    is_on = rng.random() < 0.6
    word = rng.choice(
        ("rapid freeze", "quick freeze", "express freeze", "super freeze", "fast freeze")
    )
    where = rng.choice(("", "", " on the fridge", " on the freezer", " on the refrigerator"))
    return act(
        ask(switching(f"{word}{where}", is_on=is_on, rng=rng), rng),
        Aim(text="", target={"type": "refrigerator"}),
        {"rapid_freeze": is_on},
    )


_CLIMATE: Table[Rule] = Table(
    (
        (3, _mode),
        (1.6, _air_mode),
        (3, _fan_speed),
        (1.2, _swing),
        (1.2, _oscillate),
        (0.8, _direction),
        (0.4, _interval),
        (0.6, _rapid_freeze),
    )
)

# --- robots and machines --------------------------------------------------------------------------

_START = "(start {0}*6|run {0}*3|turn on {0}*2|start up {0}|get {0} going*2|activate {0}|turn {0} on|set {0} going|kick off {0}|put {0} on)"
_PAUSE = (
    "(pause {0}*6|hold {0}|pause {0} for a minute|pause {0} for now|put {0} on hold*2|suspend {0})"
)
_HOME = "(send {0} home*4|send {0} back to its dock*2|dock {0}*3|return {0} to base*2|send {0} to charge*2|send {0} back*2|have {0} go home|tell {0} to go home*2|bring {0} back|return {0} to its dock|send {0} to its base|get {0} back to the dock|have {0} return to its charger|{0} go home|{0} return to dock|make {0} go charge)"
_RESUME = "(resume {0}*3|continue {0}|unpause {0}*2|let {0} carry on|keep {0} going|restart {0})"


def machines(rng: random.Random) -> Template:
    """Compose robots and appliances: start, pause, stop, clean a room, a programme."""
    return _MACHINES.pick(rng)(rng)


def _vacuum(rng: random.Random) -> Template:
    return _robot(aim("vacuum", rng), rng)


def _mower(rng: random.Random) -> Template:
    if rng.random() < 0.35:
        return act(
            ask(
                rng.choice(
                    (
                        "mow the lawn",
                        "cut the grass",
                        "start mowing",
                        "mow the grass",
                        "give the lawn a cut",
                    )
                ),
                rng,
            ),
            bare("mower", rng),
            {"activity": "cleaning"},
        )
    return _robot(aim("mower", rng), rng)


def _robot(chosen: Aim, rng: random.Random) -> Template:
    pattern, value = rng.choice(
        (
            (_START, "cleaning"),
            (_START, "cleaning"),
            (_HOME, "returning"),
            (_HOME, "returning"),
            (_PAUSE, "paused"),
            ("(stop {0}*3|halt {0}|freeze {0})", "paused"),
            (_RESUME, "cleaning"),
        )
    )
    return act(
        ask(expand(pattern, rng).replace("{0}", chosen.text), rng), chosen, {"activity": value}
    )


def _clean_room(rng: random.Random) -> Template:
    if rng.random() < 0.7:
        text = expand(
            "((vacuum|clean|hoover|sweep) (the*4||my) {area}*5|(get|have|tell|ask|send) the (vacuum|roomba|robot|hoover) to (clean|vacuum|do) [the] {area}*2|start (cleaning|vacuuming) the {area}*2|(clean|vacuum) the {area} floor|do the {area} with the (vacuum|hoover|robot)|give the {area} a (clean|hoover|quick vacuum)|run the (vacuum|roomba|robot vacuum) in the {area}*2|send the (vacuum|robot|roomba) to the {area}*2|the {area} needs vacuuming)",
            rng,
        )
        return act(
            ask(text, rng),
            Aim(text="", target={"type": "vacuum"}),
            {"activity": "cleaning", "cleaning_area": "{area}"},
        )
    text = expand(
        "((vacuum|clean|hoover|sweep) (the*3|my) (house|floor*2|floors*2|place|apartment|flat|whole house|home)|start (cleaning*3|vacuuming*3|the cleaning|sweeping|a clean)|do the vacuuming|clean up*2|begin cleaning|vacuum everything|start a cleaning run)",
        rng,
    )
    return act(ask(text, rng), Aim(text="", target={"type": "vacuum"}), {"activity": "cleaning"})


def _appliance(rng: random.Random) -> Template:
    kind = rng.choice(("washer", "washer", "dryer", "dishwasher", "dishwasher", "oven"))
    chosen = aim(kind, rng)
    pattern, value = rng.choice(
        (
            (
                "(start {0}*6|run {0}*4|start up {0}|get {0} going|set {0} going|kick off {0})",
                "running",
            ),
            ("(start {0}*6|run {0}*4|get {0} started)", "running"),
            (_PAUSE, "paused"),
            (_RESUME, "running"),
            ("(stop {0}*4|cancel {0}*2|end {0}|abort {0})", "idle"),
        )
    )
    if kind == "washer" and rng.random() < 0.15:
        return act(
            ask(
                rng.choice(
                    (
                        "start the laundry",
                        "do the laundry",
                        "run a load of laundry",
                        "start a wash",
                        "put a wash on",
                        "start the wash",
                    )
                ),
                rng,
            ),
            bare("washer", rng),
            {"activity": "running"},
        )
    return act(
        ask(expand(pattern, rng).replace("{0}", chosen.text), rng), chosen, {"activity": value}
    )


_PROGRAMS = (
    ("quick", "quick"),
    ("delicates", "delicates"),
    ("cotton", "cotton"),
    ("wool", "wool"),
    ("eco", "eco"),
    ("standard", "standard"),
)
_OWN_PROGRAMS = (
    "bedding",
    "baby care",
    "sanitize",
    "rinse",
    "spin",
    "heavy duty",
    "permanent press",
    "towels",
    "shirts",
    "shoes",
    "pots and pans",
    "intensive",
    "soak",
    "air dry",
    "steam",
    "baking",
    "grill",
    "proofing",
    "night",
    "denim",
    "sportswear",
    "tub clean",
)


def _program(rng: random.Random) -> Template:
    chosen = aim(rng.choice(("washer", "washer", "dryer", "dishwasher", "oven")), rng)
    word, value = rng.choice(_PROGRAMS)
    if rng.random() < 0.45:
        word = value = rng.choice(_OWN_PROGRAMS)
    settings: dict[str, Any] = {"program": value}
    suffix = rng.choice((" cycle", " program", "", " mode", " setting"))
    if rng.random() < 0.4:
        text = rng.choice(
            (
                f"run {chosen.text} on {word}{suffix}",
                f"start {chosen.text} on {word}{suffix}",
                f"start a {word} cycle on {chosen.text}",
                f"run a {word} cycle on {chosen.text}",
            )
        )
        return act(ask(text, rng), chosen, {**settings, "activity": "running"})
    text = rng.choice(
        (
            f"set {chosen.text} to {word}{suffix}",
            f"put {chosen.text} on {word}{suffix}",
            f"switch {chosen.text} to {word}{suffix}",
            f"change {chosen.text} to the {word} program",
        )
    )
    return act(ask(text, rng), chosen, settings)


def _oven(rng: random.Random) -> Template:
    chosen = aim("oven", rng)
    value = rng.choice(_LITERALS["OVEN"])
    text = rng.choice(
        (
            f"preheat {chosen.text} to {value}",
            f"preheat {chosen.text} to {value} degrees",
            f"turn on {chosen.text} at {value} degrees",
            f"heat {chosen.text} to {value}",
            f"turn {chosen.text} on to {value}",
        )
    )
    return act(ask(text, rng), chosen, {"on": True, "target_temperature": value})


_MACHINES: Table[Rule] = Table(
    ((4, _vacuum), (3, _clean_room), (0.9, _mower), (4, _appliance), (1.3, _program), (1.2, _oven))
)

# --- media ----------------------------------------------------------------------------------------

_PLAYED = "(music*4|song*3|movie*3|video*2|film|show|playback*2|track|podcast|radio)"


def _playing(state: Mapping[str, Any], rng: random.Random) -> tuple[str, dict[str, Any]]:
    """Return where something plays: words behind the command, and the target."""
    shape = rng.random()
    target: dict[str, Any] = {**base("players"), "state": dict(state)}
    if shape < 0.6:
        return "", target
    if shape < 0.74:
        return f" in the {{area}}{rng.choice(('', '', ' please'))}", {**target, "area": "{area}"}
    if shape < 0.88:
        return rng.choice((" on the {name}", " on {name}", " on my {name}")), {
            **base("players"),
            "name": "{name}",
        }
    kind = rng.choice(("tv", "speaker", "headset"))
    return f" on the {one(kind, rng)}", base(kind)


def media_control(rng: random.Random) -> Template:
    """Compose sound, playback, inputs, apps and channels."""
    return _MEDIA.pick(rng)(rng)


def _muted(rng: random.Random) -> Template:
    if rng.random() < 0.65:
        where, target = _playing({"on": True}, rng)
        if rng.random() < 0.3:
            kind = rng.choice(("tv", "speaker", "headset"))
            chosen = aim(kind, rng)
            return act(
                ask(
                    f"{rng.choice(('mute', 'mute', 'silence', 'mute the sound on'))} {chosen.text}",
                    rng,
                ),
                chosen,
                {"muted": True},
            )
        text = expand(
            "(mute*4|mute it|mute (the sound|the volume|the audio|sound|everything|the music)*4|silence [it]|silence|cut the sound*2|turn off the sound*2|no sound|sound off*2|kill the sound|go silent|make it silent|volume mute|quiet)",
            rng,
        )
        return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"muted": True})
    where, target = _playing({"muted": True}, rng)
    text = expand(
        "(unmute*5|unmute (it|the sound|the volume|the audio|the music|everything)*4|turn the sound back on*3|sound back on*2|sound on|take it off mute*2|bring the sound back|turn sound on|turn off mute)",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"muted": False})


def _playback(rng: random.Random) -> Template:
    if rng.random() < 0.58:
        where, target = _playing({"playback": "playing"}, rng)
        text = expand(
            f"(pause*4|pause (it|this|that)*2|pause the {_PLAYED}*8|stop the {_PLAYED}*6|stop playing [music]*2|stop playback|stop the music*2|hold the music|freeze the {_PLAYED}|halt the {_PLAYED}|pause playback*2|stop this {_PLAYED}|turn off the (music*3|radio|song)*3|cut the music|{_PLAYED} off|shut the music off)",
            rng,
        )
        return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"playback": "paused"})
    where, target = _playing({"playback": "paused"}, rng)
    text = expand(
        f"(resume*3|resume (it|the {_PLAYED})*4|unpause*2|unpause (it|the {_PLAYED})*2|continue playing*2|continue the {_PLAYED}*2|keep playing*2|carry on playing|press play|hit play|play on|start the {_PLAYED} again*2|continue [playback]|resume playback*2|carry on with the {_PLAYED}|let it play)",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"playback": "playing"})


def _skip(rng: random.Random) -> Template:
    where, target = _playing({"playback": "playing"}, rng)
    if rng.random() < 0.62:
        text = expand(
            "(next*2|skip*3|next (song*3|track*3|one*2|episode|video|channel)*6|skip (this*2|it|this song*2|this track|this one|ahead|the song|forward)*5|skip to [the] next (song|track|episode|one)*3|play [the] next (song*2|track|one|episode)*4|go to [the] next (track|song|one)*2|move on to the next (song|track)|i don't like this song, skip it|next please|jump to the next track)",
            rng,
        )
        return act(ask(f"{text}{where}", rng), Aim(text="", target=target), actions=("next",))
    text = expand(
        "(previous*2|previous (song*3|track*3|one|episode|channel)*5|last (song|track)|go back (one|a song|a track|one song|to the previous (song|track|one))*4|play [the] (previous|last) (song|track|one|episode)*4|back to the (previous|last) (track|song)*2|replay the last song|play that last song again|go to the previous (song|track))",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), actions=("previous",))


def _screen(rng: random.Random) -> tuple[str, dict[str, Any]]:
    shape = rng.random()
    if shape < 0.5:
        return "", {"type": "tv"}
    if shape < 0.7:
        return f" on the {one('tv', rng)}", {"type": "tv"}
    if shape < 0.88:
        return rng.choice(
            (
                f" on the {{area}} {one('tv', rng)}",
                " in the {area}",
                f" on the {one('tv', rng)} in the {{area}}",
            )
        ), {"type": "tv", "area": "{area}"}
    return rng.choice((" on the {name}", " on {name}")), {"type": "tv", "name": "{name}"}


def _channel(rng: random.Random) -> Template:
    where, target = _screen(rng)
    text = expand(
        "((go|change|switch|turn|flip) to channel {channel}*8|put on channel {channel}*3|channel {channel}*3|put channel {channel} on*2|watch channel {channel}|(change|set) the channel to {channel}*4|tune to [channel] {channel}*2|turn on channel {channel}|show [me] channel {channel}|change channel to {channel}*2|select channel {channel})",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"channel": "{channel}"})


def _app(rng: random.Random) -> Template:
    where, target = _screen(rng)
    text = expand(
        "((open|launch|start) [the] {app} [app]*6|put on {app}*3|put {app} on*2|go to {app}*2|switch to {app}*2|open up {app}|turn on {app}*2|bring up {app}|i want to watch {app}*2|load {app}|show me {app}|run {app}|start up {app}|get {app} up)",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"app": "{app}"})


def _source(rng: random.Random) -> Template:
    if rng.random() < 0.35:
        chosen = aim(rng.choice(("tv", "tv", "speaker")), rng)
        text = rng.choice(
            (
                f"switch {chosen.text} to {{source}}",
                f"set {chosen.text} input to {{source}}",
                f"change {chosen.text} source to {{source}}",
                f"change the input of {chosen.text} to {{source}}",
                f"put {chosen.text} on {{source}}",
                f"set {chosen.text} to {{source}}",
            )
        )
        return act(ask(text, rng), chosen, {"source": "{source}"})
    where, target = _screen(rng)
    text = expand(
        "(switch to {source}*3|change to {source}*2|(switch|change|set) [the] (input|source) to {source}*6|go to {source}|select {source}|use {source}|input {source}|select [the] {source} input|switch [the] input to {source})",
        rng,
    )
    return act(ask(f"{text}{where}", rng), Aim(text="", target=target), {"source": "{source}"})


_MEDIA: Table[Rule] = Table(
    ((2.5, _muted), (3.5, _playback), (2.6, _skip), (2, _channel), (2, _app), (1.6, _source))
)

# --- scenes ---------------------------------------------------------------------------------------


def scene(rng: random.Random) -> Template:
    """Compose running a scene or a script."""
    kind = rng.choice(("scene", "scene", "script", None, None, None))
    word = {
        "scene": rng.choice((" scene", " scene", " lighting scene")),
        "script": rng.choice((" script", " routine", " automation")),
        None: rng.choice(("", "", "")),
    }[kind]
    text = expand(
        "(activate {0}*4|run {0}*4|turn on {0}*4|start {0}*4|set {0}*2|switch to {0}*2|execute {0}*2|put on {0}|launch {0}*2|trigger {0}*2|enable {0}*2|go to {0}|begin {0}|turn {0} on*2|change to {0}|apply {0}|{0} please|{0}|i want {0}|let's do {0}|it's time for {0}|{0} now|kick off {0}|do {0}|put {0} on)",
        rng,
    )
    thing = (
        rng.choice((f"{{name}}{word}", f"the {{name}}{word}", f"my {{name}}{word}"))
        if word
        else "{name}"
    )
    target: dict[str, Any] = {"type": kind or ["scene", "script"], "name": "{name}"}
    if rng.random() < 0.14:
        target["area"] = "{area}"
        text = expand(
            "((activate|turn on|start|run|set|enable|trigger) {0} (in|at|for) (the|my|our) {area}*6|(turn|put|switch) {0} on in the {area}*2|(change|set|switch|turn|put) (the|my) {area} to {0}*4|(transition|change|switch|go) to {0} (in|at) [the] {area}*4|{0} (in|for) the {area}*2|(transition|move|take) the {area} to {0}|put the {area} (in|into) {0})",
            rng,
        )
    elif rng.random() < 0.06:
        text = expand("(transition to {0}*3|move to {0}|go into {0}*2|enter {0}*2|get {0} going|bring on {0}|change the (scene|mood) to {0}*2|set the (scene|mood) to {0}*2)", rng)  # fmt: skip
    text = text.replace("{0}", thing)
    return act(
        text if text.startswith(("it's", "i want", "let's")) else ask(text, rng),
        Aim(text="", target=target),
        {"activated": True},
    )


__all__ = [
    "all_off",
    "climate",
    "color",
    "cover",
    "levels",
    "lock",
    "machines",
    "media_control",
    "on_off",
    "scene",
]
