"""How English-speaking families speak to a home, as a grammar: targets, verbs, questions.

It complements the phrases (phrases/), which hold what no grammar finds: this one multiplies what is
regular. Each call composes one template in the phrases' form.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .expand import expand

Template = dict[str, Any]

_NOUNS: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    "light": ("(light|lamp|lighting)", "(lights|lights|lights|lamps|lighting)", {"type": "light"}),
    "switch": ("switch", "switches", {"type": ["switch", "outlet"]}),
    "outlet": (
        "(plug|outlet|socket|smart plug)",
        "(plugs|outlets|sockets)",
        {"type": ["outlet", "switch"]},
    ),
    "fan": ("(fan|ceiling fan|extractor fan)", "fans", {"type": "fan"}),
    "air_conditioner": (
        "(AC|air conditioner|aircon|air conditioning|air con)",
        "(ACs|air conditioners)",
        {"type": "air_conditioner"},
    ),
    "thermostat": (
        "(thermostat|heating|radiator)",
        "(thermostats|radiators|heating)",
        {"type": ["thermostat", "heater"]},
    ),
    "heater": ("(heater|space heater)", "heaters", {"type": "heater"}),
    "air_purifier": (
        "(air purifier|purifier)",
        "(air purifiers|purifiers)",
        {"type": "air_purifier"},
    ),
    "humidifier": ("humidifier", "humidifiers", {"type": "humidifier"}),
    "dehumidifier": ("dehumidifier", "dehumidifiers", {"type": "dehumidifier"}),
    "diffuser": ("diffuser", "diffusers", {"type": "diffuser"}),
    "tv": ("(TV|telly|television)", "(TVs|televisions)", {"type": "tv"}),
    "speaker": ("(speaker|stereo)", "speakers", {"type": "speaker"}),
    "headset": ("headset", "headsets", {"type": "headset"}),
    "vacuum": (
        "(vacuum|robot vacuum|roomba|hoover|robot vacuum cleaner|vacuum cleaner)",
        "(vacuums|robots)",
        {"type": "vacuum"},
    ),
    "washer": ("(washing machine|washer)", "washing machines", {"type": "washer"}),
    "dryer": ("(dryer|tumble dryer)", "dryers", {"type": "dryer"}),
    "dishwasher": ("dishwasher", "dishwashers", {"type": "dishwasher"}),
    "oven": ("oven", "ovens", {"type": "oven"}),
    "cooktop": ("(hob|stove|cooktop)", "hobs", {"type": "cooktop"}),
    "water_heater": ("(water heater|hot water|boiler)", "water heaters", {"type": "water_heater"}),
    "curtain": (
        "(curtain|curtains|drapes)",
        "(curtains|drapes)",
        {"type": "cover", "cover": "curtain"},
    ),
    "blind": ("(blind|blinds)", "blinds", {"type": "cover", "cover": "blind"}),
    "shade": ("(shade|shades|roller shade)", "shades", {"type": "cover", "cover": "shade"}),
    "shutter": ("(shutter|shutters)", "shutters", {"type": "cover", "cover": "shutter"}),
    "window": ("(window|windows|skylight)", "windows", {"type": "cover", "cover": "window"}),
    "garage": (
        "(garage door|garage)",
        "garage doors",
        {"type": "cover", "cover": "garage", "area": "all"},
    ),
    "gate": ("(gate|driveway gate)", "gates", {"type": "cover", "cover": "gate", "area": "all"}),
    "awning": ("awning", "awnings", {"type": "cover", "cover": "awning"}),
    "lock": ("(door|lock|door lock)", "(doors|locks)", {"type": "lock"}),
    "valve": ("(valve|water valve|water|sprinkler)", "valves", {"type": "valve"}),
}
_ON_OFF = (
    *("light",) * 12,
    *("switch", "outlet", "outlet", "fan", "fan", "fan", "air_conditioner", "air_conditioner"),
    *("thermostat", "heater", "air_purifier", "humidifier", "dehumidifier", "diffuser", "tv"),
    *("tv", "speaker", "oven", "cooktop", "water_heater"),
)
_COVERS = (
    "curtain",
    "curtain",
    "curtain",
    "blind",
    "blind",
    "shade",
    "shutter",
    "window",
    "garage",
    "garage",
    "gate",
    "awning",
)
_BEFORE = "[(please|could you|can you|can you please|hey|alexa|olly|ok google|siri|would you|i want you to|i'd like you to|go ahead and|now|just|i need you to|would you mind|kindly|time to|let's)] "
_AFTER = "[(please|now|for me|thanks|will you|would you|right now|if you can|thank you)]"


def _target(kind: str, rng: random.Random) -> tuple[str, dict[str, Any], list[str]]:
    one, many, target = _NOUNS[kind]
    shape = rng.random()
    the = rng.choice(("the ", "the ", "my ", "", "our "))
    if shape < 0.22:
        return f"{the}{{name}}", {**target, "name": "{name}"}, []
    noun = expand(one if rng.random() < 0.5 else many, rng)
    if "area" in target:
        return f"{the}{noun}", target, []
    if shape < 0.42:
        here = rng.choice(("", "", "", " in here", " in this room", " here", " in the room"))
        every = rng.choice(("", "", "", "all the ", "all ", "each and every ", "every single "))
        return (
            f"{the}{noun}{here}"
            if not every
            else f"{every}{expand(many, rng)}{here or ' in here'}",
            target,
            [],
        )
    if shape < 0.6:
        return f"{the}{{area}} {noun}", {**target, "area": "{area}"}, []
    if shape < 0.76:
        inside = rng.choice((" in the ", " in ", " in my ", " of the ", " at the "))
        return f"{the}{noun}{inside}{{area}}", {**target, "area": "{area}"}, []
    if shape < 0.84:
        every = rng.choice(("all the ", "all ", "every ", "all of the ", "all my ", "each "))
        plural = expand(one if every in {"every ", "each "} else many, rng)
        if rng.random() < 0.5:
            return f"{every}{{area}} {plural}", {**target, "area": "{area}"}, ["group"]
        return f"{every}{plural} in the {{area}}", {**target, "area": "{area}"}, ["group"]
    if shape < 0.9:
        return (
            rng.choice(
                (
                    f"the {{floor}} {noun}",
                    f"the {noun} on the {{floor}}",
                    f"{noun} {{floor}}",
                    f"all the {expand(many, rng)} on the {{floor}}",
                    f"my {{floor}} {noun}",
                    f"the {noun} in the {{floor}}",
                )
            ),
            {**target, "floor": "{floor}"},
            ["group"],
        )
    if shape < 0.96:
        text = rng.choice(
            (
                f"all the {expand(many, rng)}",
                f"all {expand(many, rng)}",
                f"every {expand(one, rng)} in the house",
                f"the {expand(many, rng)} everywhere",
                f"every single {expand(one, rng)}",
                f"all the {expand(many, rng)} in the house",
                f"{expand(many, rng)} in every room",
                f"{expand(many, rng)} in the whole house",
                f"{expand(many, rng)} in each room",
                f"all {expand(many, rng)} in the (entire|whole) home".replace(
                    "(entire|whole)", rng.choice(("entire", "whole"))
                ),
                f"all {expand(many, rng)} in the apartment",
                f"every {expand(one, rng)} in the home",
                f"all of the {expand(many, rng)} in the flat",
                f"all the {expand(many, rng)} in all rooms",
                f"the {expand(one, rng)} everywhere",
                f"{expand(many, rng)} throughout the house",
            )
        )
        return text, {**target, "area": "all"}, ["group"]
    return (
        f"the {noun} in the {{area}} and the {{area2}}",
        {**target, "area": ["{area}", "{area2}"]},
        [],
    )


def _wrap(text: str, rng: random.Random) -> str:
    return " ".join(f"{expand(_BEFORE, rng)} {text} {expand(_AFTER, rng)}".split())


def _act(text: str, target: dict[str, Any], settings: dict[str, Any], tags: list[str]) -> Template:
    frame = {"kind": "act", "target": target, "set": settings}
    return {"lang": "en", "text": " ".join(text.split()), "frames": [frame], "tags": tags}


def _switching(noun: str, *, is_on: bool, rng: random.Random) -> str:
    word = "on" if is_on else "off"
    options = [
        f"turn {word} {noun}",
        f"turn {noun} {word}",
        f"switch {word} {noun}",
        f"switch {noun} {word}",
        f"{noun} {word}",
        f"put {noun} {word}",
        f"turn {word} {noun}",
        f"turn {noun} {word}",
        f"switch {noun} to {word}",
        f"set {noun} to {word}",
        f"get {noun} {word}",
    ]
    options += (
        [f"activate {noun}", f"start {noun}", f"power up {noun}", f"enable {noun}"]
        if is_on
        else [
            f"shut off {noun}",
            f"kill {noun}",
            f"deactivate {noun}",
            f"shut {noun} off",
            f"power off {noun}",
            f"cut {noun}",
        ]
    )
    return rng.choice(options)


def _on_off(rng: random.Random) -> Template:
    kind = rng.choice(_ON_OFF)
    noun, target, tags = _target(kind, rng)
    is_on = rng.random() < 0.5
    if rng.random() < 0.07:
        noun = expand(_NOUNS[kind][1], rng)
        target = {**_NOUNS[kind][2], "area": "all", "except": {"area": "{area}"}}
        noun = rng.choice(
            (
                f"all the {noun} except the {{area}}",
                f"every {noun} but the {{area}}",
                f"all {noun} except in the {{area}}",
                f"all the {noun} apart from the {{area}}",
            )
        )
        tags = ["except", "group"]
    elif rng.random() < 0.04:
        noun, target, tags = rng.choice(
            (
                ("everything", {"area": "all"}, ["group"]),
                ("everything in the {area}", {"area": "{area}"}, ["group"]),
                (
                    "everything except the {area}",
                    {"area": "all", "except": {"area": "{area}"}},
                    ["except", "group"],
                ),
                ("everything {floor}", {"floor": "{floor}"}, ["group"]),
            )
        )
        is_on = False
    if kind == "light" and is_on and rng.random() < 0.06:
        return _act(
            _wrap("light up the {area}", rng), {"type": "light", "area": "{area}"}, {"on": True}, []
        )
    return _act(_wrap(_switching(noun, is_on=is_on, rng=rng), rng), target, {"on": is_on}, tags)


_IMPOSSIBLE = (
    "order me a pizza",
    "call my mum",
    "book a table",
    "send an email to Bob",
    "make me a sandwich",
    "call a taxi",
    "text my sister",
    "iron my shirt",
    "feed the dog",
    "buy some milk online",
)


def _two(rng: random.Random) -> Template:
    first, second = rng.choice(_ON_OFF), rng.choice(_ON_OFF)
    on_a, on_b = rng.random() < 0.5, rng.random() < 0.5
    a, b = expand(_NOUNS[first][0], rng), expand(_NOUNS[second][0], rng)
    target_a, target_b = dict(_NOUNS[first][2]), dict(_NOUNS[second][2])
    if rng.random() < 0.6:
        a, target_a = f"{{area}} {a}", {**target_a, "area": "{area}"}
    if rng.random() < 0.5:
        b, target_b = f"{{area2}} {b}", {**target_b, "area": "{area2}"}
    join = rng.choice((" and ", " and then ", ", ", " then ", ", and "))
    left = _switching(f"the {a}", is_on=on_a, rng=rng)
    right = _switching(f"the {b}", is_on=on_b, rng=rng)
    frames: list[dict[str, Any]] = [
        {"kind": "act", "target": target_a, "set": {"on": on_a}},
        {"kind": "act", "target": target_b, "set": {"on": on_b}},
    ]
    if rng.random() < 0.25:
        right = rng.choice(
            (
                "set the AC to {temp}",
                "set the AC to {temp} degrees",
                "put the air conditioner at {temp} degrees",
            )
        )
        frames[1] = {
            "kind": "act",
            "target": {"type": "air_conditioner"},
            "set": {"target_temperature": "{temp}"},
        }
    elif rng.random() < 0.15:
        right = rng.choice(_IMPOSSIBLE)
        frames[1] = {"kind": "reject", "why": "no_ability"}
    return {
        "lang": "en",
        "text": _wrap(left + join + right, rng),
        "frames": frames,
        "tags": ["multi"],
    }


_LEVELS: Sequence[tuple[str, str, str, str, str, str]] = (
    (
        "light",
        "brightness",
        "brightness",
        "(brighten|turn up|increase)",
        "(dim|turn down|lower|decrease)",
        "{pct}",
    ),
    (
        "light",
        "brightness",
        "brightness",
        "(brighten up|raise|bring up)",
        "(darken|reduce|soften)",
        "{pct}",
    ),
    (
        "media",
        "volume",
        "volume",
        "(turn up|raise|increase)",
        "(turn down|lower|reduce|decrease)",
        "{n}",
    ),
    (
        "media",
        "volume",
        "(volume|sound)",
        "(turn up|boost|pump up)",
        "(turn down|quieten|bring down)",
        "{pct}",
    ),
    (
        "thermostat",
        "target_temperature",
        "temperature",
        "(turn up|raise|increase)",
        "(turn down|lower|reduce)",
        "{temp}",
    ),
    (
        "air_conditioner",
        "target_temperature",
        "temperature",
        "(turn up|raise)",
        "(turn down|lower)",
        "{temp}",
    ),
    (
        "fan",
        "speed",
        "speed",
        "(speed up|turn up|increase)",
        "(slow down|turn down|lower)",
        "{pct}",
    ),
    ("air_purifier", "speed", "speed", "(turn up|increase)", "(turn down|lower)", "{pct}"),
    ("humidifier", "target_humidity", "humidity", "(turn up|raise)", "(turn down|lower)", "{pct}"),
    (
        "dehumidifier",
        "target_humidity",
        "humidity",
        "(turn up|raise)",
        "(turn down|lower)",
        "{pct}",
    ),
)


def _levels(rng: random.Random) -> Template:
    kind, attribute, word, up, down, number = rng.choice((*_LEVELS[:4], *_LEVELS))
    word, up, down = expand(word, rng), expand(up, rng), expand(down, rng)
    players: dict[str, Any] = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
    if kind == "media":
        noun, target, tags = rng.choice(
            (
                ("", players, []),
                ("", players, []),
                _target("tv", rng),
                _target("speaker", rng),
                ("the music", players, []),
            )
        )
        if rng.random() < 0.12:
            noun, target, tags = "the {area}", {**players, "area": "{area}"}, []
    else:
        noun, target, tags = _target(kind, rng)
    unit = {
        "{pct}": rng.choice((" percent", "%", " percent", "")),
        "{temp}": rng.choice((" degrees", "", " degrees", " celsius")),
        "{n}": rng.choice(("", "", " percent")),
    }[number]
    of = f" of {noun}" if noun and rng.random() < 0.4 else ""
    bare = f"the {word}" if not noun else f"{noun} {word}" if not of else f"the {word}{of}"
    shape = rng.random()
    if shape < 0.4:
        verb = rng.choice(("set", "set", "change", "put", "turn", up, down, "bring", "adjust"))
        what = (
            bare
            if attribute in {"volume", "target_humidity", "speed"} or rng.random() < 0.4
            else noun or bare
        )
        link = rng.choice((" to ", " to ", " to ", " at "))
        return _act(
            _wrap(f"{verb} {what}{link}{number}{unit}", rng), target, {attribute: number}, tags
        )
    if shape < 0.75:
        is_up = rng.random() < 0.5
        little = expand(
            "[(a bit|a little|a little bit|slightly|a touch|a notch|some more|just a bit)]", rng
        )
        what = (
            bare
            if attribute in {"volume", "target_temperature", "target_humidity", "speed"}
            and kind != "thermostat"
            else noun or bare
        )
        text = f"{up if is_up else down} {what} {little}"
        if rng.random() < 0.3:
            text = f"{what} {'up' if is_up else 'down'} {little}"
        elif rng.random() < 0.3:
            text = f"turn {what} {'up' if is_up else 'down'} {little}"
        elif attribute == "brightness" and rng.random() < 0.4:
            text = f"make {noun or 'it'} {little} {'brighter' if is_up else rng.choice(('dimmer', 'darker', 'less bright'))}"
        elif attribute == "volume" and rng.random() < 0.4:
            text = rng.choice(
                (
                    f"make it {little} {'louder' if is_up else 'quieter'}",
                    f"{'louder' if is_up else 'quieter'}",
                    f"set the volume to {'high' if is_up else 'low'}",
                )
            )
            target = players
        elif attribute == "target_temperature" and rng.random() < 0.4:
            text = f"make it {little} {'warmer' if is_up else 'cooler'} [in here]".replace(
                "[in here]", rng.choice(("", "in here"))
            )
            target = {"type": ["thermostat", "heater", "air_conditioner"]}
        return _act(_wrap(text, rng), target, {attribute: "up" if is_up else "down"}, tags)
    if shape < 0.88:
        is_up = rng.random() < 0.5
        by = {
            "target_temperature": "{n} degrees",
            "volume": rng.choice(("{n}", "{n} percent")),
        }.get(attribute, "{n} percent")
        what = bare if attribute != "target_temperature" else noun or bare
        return _act(
            _wrap(f"{up if is_up else down} {what} by {by}", rng),
            target,
            {attribute: {"by": "{n}" if is_up else "-{n}"}},
            tags,
        )
    if attribute == "target_temperature":
        return _act(
            _wrap(f"{noun or bare} to {{temp}}{unit}", rng), target, {attribute: "{temp}"}, tags
        )
    is_max = rng.random() < 0.6
    limits = {
        "brightness": (
            ("max", "full brightness", "maximum", "maximum brightness", "the brightest setting"),
            ("minimum", "the lowest setting", "the dimmest", "minimum brightness"),
        ),
        "volume": (
            ("max", "full volume", "the loudest setting", "maximum"),
            ("minimum", "the lowest", "the quietest setting"),
        ),
    }.get(attribute, (("max", "maximum", "full power"), ("minimum", "the lowest setting")))
    low = 1 if attribute == "brightness" else 0
    return _act(
        _wrap(f"set {bare} to {rng.choice(limits[0 if is_max else 1])}", rng),
        target,
        {attribute: 100 if is_max else low},
        tags,
    )


def _color(rng: random.Random) -> Template:
    noun, target, tags = _target("light", rng)
    if rng.random() < 0.15:
        noun, target, tags = "the {area}", {"type": "light", "area": "{area}"}, []
    if rng.random() < 0.07:
        return {
            "lang": "en",
            "text": _wrap(
                rng.choice(
                    (
                        f"change the color of {noun}",
                        f"change {noun} colour",
                        f"a different colour for {noun}",
                    )
                ),
                rng,
            ),
            "frames": [{"kind": "clarify"}],
            "tags": [],
        }
    text = rng.choice(
        (
            f"turn {noun} {{color}}",
            f"make {noun} {{color}}",
            f"set {noun} to {{color}}",
            f"change {noun} to {{color}}",
            f"change {noun} color to {{color}}",
            f"set the color of {noun} to {{color}}",
            f"{noun} {{color}}",
            f"change the colour of {noun} to {{color}}",
        )
    )
    settings: dict[str, Any] = {"color": "{color}"}
    if rng.random() < 0.15:
        text += " and brightness to {pct} percent"
        settings["brightness"] = "{pct}"
    return _act(_wrap(text, rng), target, settings, tags)


def _cover(rng: random.Random) -> Template:
    noun, target, tags = _target(rng.choice(_COVERS), rng)
    shape = rng.random()
    if shape < 0.35:
        return _act(
            _wrap(f"{rng.choice(('open', 'open', 'open up', 'raise', 'lift'))} {noun}", rng),
            target,
            {"position": 100},
            tags,
        )
    if shape < 0.7:
        return _act(
            _wrap(f"{rng.choice(('close', 'close', 'shut', 'lower', 'close up'))} {noun}", rng),
            target,
            {"position": 0},
            tags,
        )
    if shape < 0.85:
        text = rng.choice(
            (
                f"set {noun} to {{pct}}%",
                f"open {noun} to {{pct}} percent",
                f"{noun} to {{pct}}%",
                f"set {noun} to {{pct}}% open",
                f"set {noun} position to {{pct}} percent",
                f"close {noun} to {{pct}}%",
                f"move {noun} to {{pct}}%",
            )
        )
        return _act(_wrap(text, rng), target, {"position": "{pct}"}, tags)
    if shape < 0.92:
        text = rng.choice(
            (
                f"open {noun} halfway",
                f"{noun} half way",
                f"close {noun} halfway",
                f"half open {noun}",
            )
        )
        return _act(_wrap(text, rng), target, {"position": 50}, tags)
    is_up = rng.random() < 0.5
    return _act(
        _wrap(
            f"{'open' if is_up else 'close'} {noun} {rng.choice(('a bit', 'a little', 'slightly', 'a bit more'))}",
            rng,
        ),
        target,
        {"position": "up" if is_up else "down"},
        tags,
    )


def _lock(rng: random.Random) -> Template:
    if rng.random() < 0.75:
        noun, target, tags = _target("lock", rng)
        is_locked = rng.random() < 0.55
        verb = (
            rng.choice(("lock", "lock", "lock up", "secure", "engage the lock on"))
            if is_locked
            else rng.choice(("unlock", "unlock", "unlatch"))
        )
        return _act(_wrap(f"{verb} {noun}", rng), target, {"locked": is_locked}, tags)
    noun, target, tags = _target("valve", rng)
    is_open = rng.random() < 0.5
    verb = (
        rng.choice(("open", "turn on"))
        if is_open
        else rng.choice(("close", "shut", "turn off", "shut off"))
    )
    return _act(_wrap(f"{verb} {noun}", rng), target, {"position": 100 if is_open else 0}, tags)


def _machines(rng: random.Random) -> Template:
    shape = rng.random()
    if shape < 0.35:
        noun, target, tags = _target("vacuum", rng)
        if rng.random() < 0.3:
            text = expand(
                "(vacuum|clean|hoover) [the] {area}|(get|have|tell|send) [the] (vacuum|roomba|robot|hoover) [to] (clean|vacuum|do) [the] {area}|start (cleaning|vacuuming) [the] {area}",
                rng,
            )
            return _act(
                _wrap(text, rng),
                {"type": "vacuum"},
                {"activity": "cleaning", "cleaning_area": "{area}"},
                [],
            )
        if rng.random() < 0.2:
            text = expand(
                "(clean|vacuum|hoover) (the|my) (house|flat|place|floors|apartment|home)|start (house cleanup|cleaning|vacuuming|the cleaning)|get (cleaning|the cleaning on)|start to clean",
                rng,
            )
            return _act(_wrap(text, rng), {"type": "vacuum"}, {"activity": "cleaning"}, [])
        activity, verbs = rng.choice(
            (
                ("cleaning", ("start", "run", "activate", "turn on", "start up", "switch on")),
                ("cleaning", ("start", "run", "turn on")),
                ("returning", ("send home", "dock", "return", "turn off", "send back", "stop")),
                ("paused", ("pause",)),
            )
        )
        verb = rng.choice(verbs)
        if verb in {"send home", "send back"}:
            text = f"send {noun} {rng.choice(('home', 'back', 'back to its dock', 'to charge', 'to base', 'back to base'))}"
        elif verb == "return":
            text = f"return {noun} {rng.choice(('home', 'to base', 'to its dock', 'to the dock'))}"
        else:
            text = f"{verb} {noun}"
            activity = "paused" if verb == "stop" else activity
        return _act(_wrap(text, rng), target, {"activity": activity}, tags)
    if shape < 0.5:
        noun, target, tags = _target(rng.choice(("washer", "dryer", "dishwasher")), rng)
        machine_activity, ways = rng.choice(
            (
                ("running", ("start", "run", "turn on", "start up", "get going")),
                ("paused", ("pause",)),
                ("idle", ("stop", "turn off", "cancel")),
            )
        )
        verb = rng.choice(ways)
        text = f"get {noun} going" if verb == "get going" else f"{verb} {noun}"
        return _act(_wrap(text, rng), target, {"activity": machine_activity}, tags)
    if shape < 0.62:
        noun, target, tags = _target("air_conditioner", rng)
        word, mode = rng.choice(
            (
                ("cool", "cool"),
                ("cooling", "cool"),
                ("heat", "heat"),
                ("heating", "heat"),
                ("dry", "dry"),
                ("fan", "fan"),
                ("auto", "auto"),
            )
        )
        return _act(
            _wrap(
                rng.choice(
                    (
                        f"set {noun} to {word} mode",
                        f"put {noun} in {word} mode",
                        f"switch {noun} to {word}",
                        f"{noun} {word} mode",
                    )
                ),
                rng,
            ),
            target,
            {"mode": mode},
            tags,
        )
    if shape < 0.7:
        noun, target, tags = _target(rng.choice(("fan", "air_conditioner")), rng)
        level = rng.choice(("low", "medium", "high", "auto"))
        return _act(
            _wrap(
                rng.choice(
                    (
                        f"set {noun} to {level}",
                        f"{noun} on {level}",
                        f"put {noun} on {level}",
                        f"set {noun} speed to {level}",
                    )
                ),
                rng,
            ),
            target,
            {"fan_speed": level},
            tags,
        )
    if shape < 0.78:
        text = rng.choice(
            (
                "activate {name}",
                "run {name}",
                "turn on {name}",
                "start {name}",
                "{name} please",
                "set {name}",
                "{name} scene",
                "activate {name} scene",
                "start the {name} scene",
                "switch to {name}",
                "change to the {name} scene",
                "execute {name}",
                "put on {name} mode",
                "activate the {name} scene",
                "run the {name} script",
                "launch {name}",
            )
        )
        return _act(
            _wrap(text, rng),
            {"type": ["scene", "script"], "name": "{name}"},
            {"activated": True},
            [],
        )
    return _media_control(rng)


def _media_control(rng: random.Random) -> Template:
    playing: dict[str, Any] = {
        "type": ["tv", "speaker", "headset"],
        "state": {"playback": "playing"},
    }
    on: dict[str, Any] = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
    options: Sequence[tuple[str, dict[str, Any], dict[str, Any] | None, list[str]]] = (
        (
            "(mute|silence) (the sound|the volume|the audio|the music|it|everything|sound|the tv|the speakers|the speaker)|mute|mute (sound|audio) from [the] speakers",
            on,
            {"muted": True},
            [],
        ),
        (
            "unmute [(the sound|it|the volume|the audio|sound)]|sound back on",
            {**on, "state": {"muted": True}},
            {"muted": False},
            [],
        ),
        (
            "(pause|stop) [(the)] (music|movie|song|video|film|show|playback|it)|pause|stop playing|stop playback|hold the music",
            playing,
            {"playback": "paused"},
            [],
        ),
        (
            "(resume|unpause|continue) [(the)] (music|movie|song|video|playback|playing)|resume|carry on playing|keep playing",
            {**playing, "state": {"playback": "paused"}},
            {"playback": "playing"},
            [],
        ),
        (
            "(next|skip) [(the|this)] (song|track|one|episode|video)|skip|next|skip to the next (song|track|one)|play the next (song|track|episode)|go to the next (track|song)|skip ahead",
            playing,
            None,
            ["next"],
        ),
        (
            "(previous|last) (song|track|one|episode)|go back [(to the previous|one)] (song|track)|play the (previous|last) (song|track)|back to the (previous|last) (track|song)",
            playing,
            None,
            ["previous"],
        ),
        (
            "(go to|change to|switch to|put on|turn to|watch) channel {channel}|channel {channel}|put [the tv on] channel {channel}",
            {"type": "tv"},
            {"channel": "{channel}"},
            [],
        ),
        (
            "(open|launch|start|put on|go to) {app} [on the (tv|telly)]",
            {"type": "tv"},
            {"app": "{app}"},
            [],
        ),
        (
            "(switch|change|set) [the] (tv|telly|input) [input] to {source}|(switch to|go to) {source}",
            {"type": "tv"},
            {"source": "{source}"},
            [],
        ),
    )
    pattern, target, settings, actions = rng.choice(options)
    where = rng.random()
    text = expand(pattern, rng)
    if (
        where < 0.25
        and "type" in target
        and isinstance(target["type"], list)
        and "speaker" not in text
        and "tv" not in text
    ):
        place, extra = rng.choice(
            (
                (" in the {area}", {"area": "{area}"}),
                (" on the {name}", {"name": "{name}"}),
                (" on {name}", {"name": "{name}"}),
            )
        )
        text, target = text + place, {**target, **extra}
    frame: dict[str, Any] = {"kind": "act", "target": target}
    if settings is not None:
        frame["set"] = settings
    if actions:
        frame["actions"] = actions
    return {"lang": "en", "text": _wrap(text, rng), "frames": [frame], "tags": []}


# --- questions ------------------------------------------------------------------------------------

_VALUES: Mapping[str, str] = {
    "temperature": "(temperature|temp)",
    "humidity": "(humidity|humidity level)",
    "pm25": "(pm2.5|pm2.5 level|pm25|particulate matter 2.5 level)",
    "pm10": "(pm10|pm10 level|particulate matter 10)",
    "pm1": "(pm1|pm1 level|particulate matter 1)",
    "carbon_dioxide": "(carbon dioxide|co2|co2 level|carbon dioxide level|co2 concentration)",
    "co2": "(co2|co2 level)",
    "carbon_monoxide": "(carbon monoxide|co|carbon monoxide level|co level)",
    "aqi": "(air quality index|aqi|air quality)",
    "atmospheric_pressure": "(atmospheric pressure|air pressure|barometric pressure)",
    "pressure": "(pressure|pressure level)",
    "battery": "(battery|battery level|battery charge|charge)",
    "current": "(current|amperage|electric current)",
    "voltage": "(voltage|volts)",
    "power": "(power|power consumption|power usage|wattage|power output)",
    "energy": "(energy|energy usage|energy consumption|total energy)",
    "energy_storage": "(stored energy|energy storage|energy level)",
    "apparent_power": "(apparent power)",
    "reactive_power": "(reactive power)",
    "power_factor": "(power factor)",
    "frequency": "(frequency)",
    "data_rate": "(data rate|speed|transfer rate|download speed|bandwidth)",
    "data_size": "(data size|size|amount of data|data usage)",
    "date": "(date|next date)",
    "distance": "(distance|range)",
    "duration": "(duration|remaining time|time)",
    "gas": "(gas|gas usage|gas consumption|total gas consumption)",
    "illuminance": "(illuminance|light level|brightness level|lux)",
    "irradiance": "(irradiance|solar irradiance)",
    "moisture": "(moisture|moisture level|soil moisture)",
    "monetary": "(balance|cost|amount|money|price)",
    "nitrogen_dioxide": "(nitrogen dioxide|no2|nitrogen dioxide level)",
    "nitrogen_monoxide": "(nitrogen monoxide|nitric oxide|nitrogen monoxide level)",
    "nitrous_oxide": "(nitrous oxide|n2o|nitrous oxide level)",
    "ozone": "(ozone|ozone level|o3)",
    "precipitation": "(precipitation|rainfall|rain|amount of rain)",
    "precipitation_intensity": "(precipitation intensity|rain intensity|rainfall rate|rain rate)",
    "signal_strength": "(signal strength|signal|wifi strength)",
    "sound_pressure": "(sound pressure|noise level|sound level|loudness)",
    "speed": "(speed|velocity)",
    "wind_speed": "(wind speed|wind)",
    "sulphur_dioxide": "(sulphur dioxide|sulfur dioxide|so2|sulphur dioxide level)",
    "volatile_organic_compounds": "(volatile organic compounds|voc level|vocs|voc concentration|volatile organic compounds level)",
    "volatile_organic_compounds_parts": "(volatile organic compounds ratio|voc ratio|voc parts|volatile organic compounds parts)",
    "volume": "(volume|capacity)",
    "volume_storage": "(stored volume|volume storage|remaining volume|storage volume|amount stored)",
    "water": "(water|water usage|water consumption|consumed water|total amount of consumed water)",
    "weight": "(weight|mass)",
}
# measure: singular noun, plural noun, true words, false words (after "is" / "are")
_BOOLS: Mapping[str, tuple[str, str, str, str]] = {
    "battery": (
        "(battery|battery level)",
        "batteries",
        "(low|almost empty|running low|nearly dead)",
        "(full|ok|normal|fine|charged)",
    ),
    "battery_charging": (
        "(battery|phone)",
        "(batteries|devices|phones)",
        "(charging|being charged)",
        "(not charging)",
    ),
    "carbon_monoxide": (
        "(carbon monoxide|co|carbon monoxide sensor)",
        "(carbon monoxide sensors|co sensors|carbon monoxide alarms)",
        "(detected|triggered|on|going off)",
        "(clear|off|not detected)",
    ),
    "cold": (
        "(cold|cold sensor|freezing)",
        "(cold sensors|things|devices|places)",
        "(cold|detected|freezing|triggered)",
        "(normal|not cold|ok)",
    ),
    "heat": (
        "(heat|heat sensor|anything)",
        "(heat sensors|things|devices)",
        "(hot|detected|overheating|triggered)",
        "(normal|not hot|ok)",
    ),
    "connectivity": (
        "(internet|wifi|connection|device)",
        "(devices|connections|phones|things)",
        "(connected|online)",
        "(disconnected|offline|not connected)",
    ),
    "door": ("(door|door sensor)", "doors", "(open|opened)", "(closed|shut)"),
    "garage_door": (
        "(garage door|garage)",
        "(garage doors|garages)",
        "(open|opened)",
        "(closed|shut)",
    ),
    "window": ("(window|window sensor)", "windows", "(open|opened)", "(closed|shut)"),
    "opening": (
        "(opening|opening sensor|door|lid)",
        "(openings|opening sensors|doors)",
        "(open|opened)",
        "(closed|shut)",
    ),
    "gas": (
        "(gas|gas leak|gas sensor)",
        "(gas sensors|gas alarms|gas detectors)",
        "(detected|leaking|on|triggered)",
        "(clear|off|not detected)",
    ),
    "light": (
        "(light|light sensor)",
        "(light sensors|lights)",
        "(detected|seen|bright|triggered)",
        "(not detected|dark|no light)",
    ),
    "lock": ("(lock|lock sensor)", "(locks|lock sensors)", "(unlocked|open)", "(locked|secured)"),
    "moisture": (
        "(moisture|wetness|water|moisture sensor|floor|water sensor|anything)",
        "(moisture sensors|things|leak sensors|water sensors|floors|places)",
        "(wet|detected|moist|leaking)",
        "(dry|not wet)",
    ),
    "water_leak": (
        "(water leak|leak|flooding)",
        "(leaks|leak sensors)",
        "(detected|leaking|wet)",
        "(dry|clear)",
    ),
    "motion": (
        "(motion|movement|motion sensor)",
        "(motion sensors|motion detectors)",
        "(detected|triggered|active|moving)",
        "(clear|not detected|still)",
    ),
    "occupancy": (
        "(occupancy|someone|anyone|occupancy sensor|room)",
        "(occupancy sensors|rooms)",
        "(occupied|detected|there|present)",
        "(empty|clear|unoccupied|not occupied)",
    ),
    "presence": (
        "(presence|phone|someone|presence sensor)",
        "(presence sensors|people|phones|devices)",
        "(home|detected|present)",
        "(away|not home|not detected)",
    ),
    "plug": (
        "(plug|power plug|charger|device)",
        "(plugs|devices|chargers)",
        "(plugged in|plugged|connected)",
        "(unplugged|not plugged in)",
    ),
    "power": (
        "(power|electricity|device|machine)",
        "(devices|machines|things|appliances)",
        "(powered on|powered|on|detected)",
        "(powered off|off|without power)",
    ),
    "problem": (
        "(problem|issue|fault)",
        "(problems|issues|faults|problem sensors)",
        "(detected|present|triggered|there)",
        "(ok|solved|gone|clear)",
    ),
    "running": (
        "(device|machine|appliance)",
        "(devices|machines|appliances|things)",
        "(running|working|in operation)",
        "(stopped|not running)",
    ),
    "safety": (
        "(safety|safety sensor|danger)",
        "(safety sensors|places|things)",
        "(unsafe|triggered|not safe)",
        "(safe|secure)",
    ),
    "smoke": (
        "(smoke|smoke alarm|smoke detector|smoke sensor)",
        "(smoke alarms|smoke detectors|smoke sensors)",
        "(detected|triggered|going off|on)",
        "(clear|off|not detected)",
    ),
    "sound": (
        "(sound|noise|sound sensor)",
        "(sound sensors|noise sensors)",
        "(detected|heard|triggered|on)",
        "(quiet|clear|silent|off)",
    ),
    "tamper": (
        "(tampering|tamper sensor|tamper)",
        "(tamper sensors|devices|things)",
        "(detected|tampered with|triggered|on)",
        "(clear|not tampered with|off)",
    ),
    "update": (
        "(update|firmware update|software update)",
        "(updates|devices|firmware updates)",
        "(available|pending|ready|needed)",
        "(up to date|up-to-date|current)",
    ),
    "vibration": (
        "(vibration|vibrations|vibration sensor|shaking|anything)",
        "(vibration sensors|things)",
        "(detected|vibrating|shaking|triggered)",
        "(clear|still|off|not vibrating)",
    ),
}


_ASKING = ("tell me if ", "do you know if ", "check if ", "can you check if ", "i wonder if ")


def _indirect(text: str, rng: random.Random) -> str:
    """Turn "are any lights on" into "tell me if any lights are on", or the like."""
    if rng.random() > 0.12 or not text.startswith(("is ", "are ", "are there ", "is there ")):
        return text
    verb, _, rest = text.rstrip("?").partition(" ")
    if rest.startswith("there "):
        return f"{rng.choice(_ASKING)}there {verb} {rest.removeprefix('there ')}"
    return f"{rng.choice(_ASKING)}{rest}"


def _query(
    text: str,
    target: dict[str, Any],
    ask: str,
    attribute: str = "value",
    test: dict[str, Any] | None = None,
) -> Template:
    frame: dict[str, Any] = {"kind": "query", "target": target, "attribute": attribute, "ask": ask}
    if test is not None:
        frame["test"] = test
    return {"lang": "en", "text": " ".join(text.split()), "frames": [frame], "tags": []}


def _question_value(rng: random.Random) -> Template:
    measure = rng.choice((*_VALUES, *("temperature",) * 10, *("humidity",) * 5))
    noun = expand(_VALUES[measure], rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    shape = rng.random()
    end = rng.choice(("?", "", "", " right now?", " now", " currently"))
    what = expand(
        "(what's|what is|what is|tell me|how much is|give me|check|whats|show me|do you know)", rng
    )
    if shape < 0.5:
        target["name"] = "{name}"
        text = rng.choice(
            (
                f"{what} the {noun} of the {{name}}{end}",
                f"{what} the {{name}}'s {noun}{end}",
                f"{what} the {{name}} {noun}{end}",
                f"{what} the {{name}}{end}",
                f"{what} {{name}}{end}",
                f"{what} the {{name}} sensor's {noun}{end}",
                f"{what} the {noun} of {{name}}{end}",
                f"how much {noun} does the {{name}} have",
                f"{what} my {{name}} {noun}",
                f"how much {noun} is left on my {{name}}",
                f"{what} the {noun} from the {{name}}",
                f"how high is the {{name}} {noun}",
            )
        )
    elif shape < 0.8:
        target["area"] = "{area}"
        text = rng.choice(
            (
                f"{what} the {noun} in the {{area}}{end}",
                f"{what} the {{area}} {noun}{end}",
                f"{what} the {noun} in {{area}}",
                f"how's the {noun} in the {{area}}",
            )
        )
        if measure == "temperature" and rng.random() < 0.4:
            text = rng.choice(
                (
                    "how warm is it in the {area}",
                    "how cold is the {area}",
                    "how hot is it in the {area}",
                    "how many degrees is it in the {area}",
                    "how warm is the {area}?",
                )
            )
    else:
        text = rng.choice(
            (
                f"{what} the {noun}{end}",
                f"{what} the {noun} in here",
                f"{what} the {noun} inside",
                f"{what} the current {noun}",
            )
        )
        if measure == "temperature" and rng.random() < 0.4:
            text = rng.choice(
                (
                    "how warm is it in here",
                    "how cold is it",
                    "how hot is it inside",
                    "what temperature is it",
                )
            )
    return _query(text, target, "value")


def _question_bool(rng: random.Random) -> Template:
    measure = rng.choice((*_BOOLS, "window", "door", "motion"))
    one_pattern, many_pattern, true_words, false_words = _BOOLS[measure]
    one, many = expand(one_pattern, rng), expand(many_pattern, rng)
    is_true = rng.random() < 0.72
    state = expand(true_words if is_true else false_words, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    test = {"value": is_true}
    shape = rng.random()
    mark = rng.choice(("?", "?", ""))
    if shape < 0.28:
        target["name"] = "{name}"
        the = rng.choice(("the ", "", "my "))
        text = rng.choice(
            (
                f"is {the}{{name}} {state}{mark}",
                f"is {the}{{name}} {one} {state}{mark}",
                f"has {the}{{name}} been {state}{mark}"
                if state in {"triggered", "detected", "opened"}
                else f"is {the}{{name}} {state}{mark}",
                f"is {the}{{name}} sensor {state}{mark}",
                f"did {the}{{name}} detect {one}{mark}"
                if is_true
                else f"is {the}{{name}} {state}{mark}",
            )
        )
        return _query(text, target, "any", test=test)
    if shape < 0.44:
        target["area"] = "{area}"
        text = rng.choice(
            (
                f"is there any {one} in the {{area}}{mark}",
                f"is {one} {state} in the {{area}}{mark}",
                f"is the {{area}} {one} {state}{mark}",
                f"is the {one} in the {{area}} {state}{mark}",
                f"are there any {many} {state} in the {{area}}{mark}",
                f"any {many} {state} in the {{area}}{mark}",
                f"is any {one} {state} in the {{area}}{mark}",
                f"are any {{area}} {many} {state}{mark}",
            )
        )
        if text.startswith("is there any"):
            test = {"value": True}
        return _query(text, target, "any", test=test)
    where, target["area"] = rng.choice((("", "all"), ("", "all"), (" in the {area}", "{area}")))
    if shape < 0.6:
        text = rng.choice(
            (
                f"are any {many} {state}{where}{mark}",
                f"is any {one} {state}{where}{mark}",
                f"are there any {many} {state}{where}{mark}",
                f"are there any {state} {many}{where}{mark}",
                f"any {many} {state}{where}{mark}",
                f"is there any {one} {state}{where}{mark}",
                f"has any {one} been {state}{where}{mark}",
                f"do any {many} report being {state}{where}",
            )
        )
        return _query(text, target, "any", test=test)
    if shape < 0.74:
        text = rng.choice(
            (
                f"are all {many} {state}{where}{mark}",
                f"are all the {many} {state}{where}{mark}",
                f"is every {one} {state}{where}{mark}",
                f"are all of the {many} {state}{where}{mark}",
                f"is all {one} {state}{where}{mark}",
            )
        )
        return _query(text, target, "all", test=test)
    if shape < 0.88:
        text = rng.choice(
            (
                f"which {many} are {state}{where}{mark}",
                f"what {many} are {state}{where}{mark}",
                f"which {one} is {state}{where}{mark}",
                f"which of the {many} are {state}{where}{mark}",
                f"tell me which {many} are {state}{where}",
                f"list the {many} that are {state}{where}",
            )
        )
        return _query(text, target, "which", test=test)
    text = rng.choice(
        (
            f"how many {many} are {state}{where}{mark}",
            f"how many of the {many} are {state}{where}{mark}",
            f"how many {state} {many} are there{where}{mark}",
            f"what number of {many} are {state}{where}{mark}",
        )
    )
    return _query(text, target, "count", test=test)


_STATES: Sequence[tuple[str, str, dict[str, Any], str]] = (
    ("light", "(on|lit|turned on|switched on|still on)", {"on": True}, "on"),
    ("light", "(off|turned off|switched off)", {"on": False}, "on"),
    ("tv", "(on|still on)", {"on": True}, "on"),
    ("fan", "(on|running|spinning)", {"on": True}, "on"),
    ("fan", "(off|turned off)", {"on": False}, "on"),
    ("switch", "(on|turned on)", {"on": True}, "on"),
    ("outlet", "(on|turned on)", {"on": True}, "on"),
    ("air_conditioner", "(on|running)", {"on": True}, "on"),
    ("thermostat", "(on|running)", {"on": True}, "on"),
    ("lock", "(locked|secured|locked up)", {"locked": True}, "locked"),
    ("lock", "(unlocked|not locked|open)", {"locked": False}, "locked"),
    ("curtain", "(open|opened|drawn open)", {"position": 100}, "position"),
    ("curtain", "(closed|shut)", {"position": 0}, "position"),
    ("blind", "(open|up)", {"position": 100}, "position"),
    ("blind", "(closed|down|shut)", {"position": 0}, "position"),
    ("shade", "(open|closed)", {"position": 100}, "position"),
    ("garage", "(open|still open)", {"position": 100}, "position"),
    ("garage", "(closed|shut)", {"position": 0}, "position"),
    ("valve", "(open)", {"position": 100}, "position"),
    ("valve", "(closed|shut off)", {"position": 0}, "position"),
    ("vacuum", "(cleaning|running|vacuuming)", {"activity": "cleaning"}, "activity"),
    ("vacuum", "(docked|charging|home|in its dock)", {"activity": "docked"}, "activity"),
    ("washer", "(running|still going)", {"activity": "running"}, "activity"),
    ("washer", "(done|finished)", {"activity": "idle"}, "activity"),
    ("dishwasher", "(running|on)", {"activity": "running"}, "activity"),
    ("dryer", "(done|finished|running)", {"activity": "idle"}, "activity"),
)


def _question_state(rng: random.Random) -> Template:
    kind, words, test, attribute = rng.choice(_STATES)
    state = expand(words, rng)
    if (kind, state) == ("shade", "closed"):
        test = {"position": 0}
    if (kind, state) == ("dryer", "running"):
        test = {"activity": "running"}
    one, many, base = (
        expand(_NOUNS[kind][0], rng),
        expand(_NOUNS[kind][1], rng),
        dict(_NOUNS[kind][2]),
    )
    shape = rng.random()
    mark = rng.choice(("?", "?", ""))
    is_safe = attribute == "locked" or kind in {"garage", "valve"}
    ask = "all" if is_safe and shape < 0.55 else "any"
    if shape < 0.28:
        text = rng.choice(
            (
                f"is the {{name}} {state}{mark}",
                f"is {{name}} {state}{mark}",
                f"is my {{name}} {state}{mark}",
                "did I leave the {name} on"
                if test.get("on") is True
                else f"is the {{name}} {state}{mark}",
                "what is the state of the {name}",
                f"check if the {{name}} is {state}",
            )
        )
        if text.startswith("what is the state"):
            return _query(text, {**base, "name": "{name}"}, "value", attribute)
        return _query(text, {**base, "name": "{name}"}, ask, attribute, test)
    if shape < 0.45 and "area" not in base:
        text = rng.choice(
            (
                f"is the {{area}} {one} {state}{mark}",
                f"is the {one} in the {{area}} {state}{mark}",
                f"are the {{area}} {many} {state}{mark}",
                f"are the {many} in the {{area}} {state}{mark}",
            )
        )
        return _query(text, {**base, "area": "{area}"}, ask, attribute, test)
    if shape < 0.55:
        return _query(f"is the {one} {state}{mark}", base, ask, attribute, test)
    place, where = rng.choice(
        (
            ({"area": "all"}, ""),
            ({"area": "all"}, ""),
            ({"area": "{area}"}, " in the {area}"),
            ({"floor": "{floor}"}, " on the {floor}"),
            ({"floor": "{floor}"}, " {floor}"),
        )
    )
    target = {**base, **place}
    if shape < 0.68:
        text = rng.choice(
            (
                f"are any {many} {state}{where}{mark}",
                f"are there any {many} {state}{where}{mark}",
                f"is any {one} {state}{where}{mark}",
                f"are there any {state} {many}{where}{mark}",
                f"any {many} {state}{where}{mark}",
            )
        )
        return _query(text, target, "any", attribute, test)
    if shape < 0.8:
        text = rng.choice(
            (
                f"are all {many} {state}{where}{mark}",
                f"are all the {many} {state}{where}{mark}",
                f"is every {one} {state}{where}{mark}",
                f"are the {many} all {state}{where}",
            )
        )
        return _query(text, target, "all", attribute, test)
    if shape < 0.92:
        text = rng.choice(
            (
                f"which {many} are {state}{where}{mark}",
                f"what {many} are {state}{where}{mark}",
                f"which {one} is {state}{where}{mark}",
                f"tell me which {many} are {state}{where}",
                f"show me the {many} that are {state}{where}",
            )
        )
        return _query(text, target, "which", attribute, test)
    text = rng.choice(
        (
            f"how many {many} are {state}{where}{mark}",
            f"how many {many} are {state}{where} right now",
        )
    )
    return _query(text, target, "count", attribute, test)


def _question_person(rng: random.Random) -> Template:
    target = {"type": "person", "name": "{name}"}
    if rng.random() < 0.55:
        return _query(
            expand(
                "(where is|where's|what is the location of|do you know where|which room is) {name} [(right now|at the moment)]",
                rng,
            ),
            target,
            "value",
            "location",
        )
    return _query(
        expand("is {name} (home|at home|in|here) [(yet|already|now)]", rng),
        target,
        "any",
        "location",
        {"location": "home"},
    )


def _timer(rng: random.Random) -> Template:
    options = (
        (
            "(set|start|make|create|run) [me] (a|an) {duration} timer",
            {"op": "start", "duration": "{duration}"},
        ),
        (
            "(set|start) a timer for {duration}|timer for {duration}|{duration} timer|count down {duration}|(remind|tell|alert) me in {duration}|wake me up in {duration}|set an alarm for {duration} from now",
            {"op": "start", "duration": "{duration}"},
        ),
        (
            "(set|start) (a|an) {duration} (timer for|timer named|timer called) {timer}|(set|start) a {timer} timer for {duration}|{timer} timer for {duration}|(set|start) a timer for {duration} (named|called|for) {timer}|{duration} timer for {timer}",
            {"op": "start", "duration": "{duration}", "name": "{timer}"},
        ),
        ("(cancel|stop|delete|remove|end|turn off) (my|the|that|) (timer|alarm)", {"op": "cancel"}),
        (
            "(cancel|stop|delete|clear|remove) all [(my|the|of my|of the)] (timers|alarms)|(cancel|clear) (every timer|timers|my timers|all alarms)",
            {"op": "cancel_all"},
        ),
        (
            "(cancel|stop|delete) (the|my) {timer} timer|(cancel|stop) the timer (for|named|called) {timer}",
            {"op": "cancel", "name": "{timer}"},
        ),
        (
            "(cancel|stop) (the|my) {duration} timer|(cancel|stop) the timer for {duration}",
            {"op": "cancel", "length": "{duration}"},
        ),
        (
            "(cancel|stop) (the|my) {area} timer|(cancel|stop) the timer in the {area}",
            {"op": "cancel", "area": "{area}"},
        ),
        (
            "(how much time is left on|how long is left on|check|status of|what's left on|time left on) (my|the|that|) (timer|alarm)|how long (left|to go) on the timer|what (alarms|timers) do i have|show me my alarms|what time is my alarm set for|timer status|do i have any alarms",
            {"op": "status"},
        ),
        (
            "(how much time is left on|how long is left on|check|status of|how much longer on) (my|the|) {timer} timer|{timer} timer status|time left on the {timer} timer",
            {"op": "status", "name": "{timer}"},
        ),
        (
            "(how much time is left on|check|status of) (my|the|) {duration} timer",
            {"op": "status", "length": "{duration}"},
        ),
        (
            "(how much time is left on|check|status of) (my|the|) {area} timer|{area} timer status",
            {"op": "status", "area": "{area}"},
        ),
        (
            "(cancel|remove|delete|turn off|get rid of|stop) (my|the|) {time} alarm [(for tomorrow|tomorrow|for monday|for wednesday)]|(cancel|remove|delete) (my|the) alarm (for|at|set for) {time}",
            {"op": "cancel"},
        ),
        (
            "(remove|delete|cancel|clear|turn off|stop) (alarms|all alarms|all my alarms|any alarms|all the timers|all my timers|all timers|every alarm) [(set for tomorrow|that i have set|i have set|for today|i set)]",
            {"op": "cancel_all"},
        ),
        (
            "next alarm|report alarm settings|(list|show|tell me|check) [(my|the|all|all my)] alarms|when is my (next alarm|alarm)|is my alarm set|which alarms are (on|set|active)|what alarms have i set|(show|check) my alarm for tomorrow",
            {"op": "status"},
        ),
        (
            "(take|remove|subtract) {duration} (off|from) (my|the|) {duration2} timer",
            {"op": "subtract", "duration": "{duration}", "length": "{duration2}"},
        ),
        (
            "add {duration} to (my|the|) {duration2} timer|increase (my|the|) {duration2} timer by {duration}",
            {"op": "add", "duration": "{duration}", "length": "{duration2}"},
        ),
        (
            "(increase|extend) [(the|my)] timer for {timer} by {duration}|(increase|extend) [(the|my)] {timer} timer by {duration}",
            {"op": "add", "duration": "{duration}", "name": "{timer}"},
        ),
        ("(resume|continue|unpause) timer for {timer}", {"op": "resume", "name": "{timer}"}),
        (
            "(continue|resume|unpause) timer for {duration}",
            {"op": "resume", "length": "{duration}"},
        ),
        ("pause (my|the|) timer", {"op": "pause"}),
        ("pause (my|the|) {timer} timer", {"op": "pause", "name": "{timer}"}),
        ("pause (my|the|) {area} timer", {"op": "pause", "area": "{area}"}),
        ("pause (my|the|) {duration} timer", {"op": "pause", "length": "{duration}"}),
        ("(resume|unpause|continue|restart) (my|the|) timer", {"op": "resume"}),
        ("(resume|unpause|continue) (my|the|) {timer} timer", {"op": "resume", "name": "{timer}"}),
        ("(resume|unpause|continue) (my|the|) {area} timer", {"op": "resume", "area": "{area}"}),
        (
            "(resume|unpause|continue) (my|the|) {duration} timer",
            {"op": "resume", "length": "{duration}"},
        ),
        (
            "add {duration} to (my|the|) timer|(give me|add) {duration} more [on the timer]|extend the timer by {duration}",
            {"op": "add", "duration": "{duration}"},
        ),
        (
            "add {duration} to (my|the|) {timer} timer|add {duration} to the timer (for|named|called) {timer}",
            {"op": "add", "duration": "{duration}", "name": "{timer}"},
        ),
        (
            "add {duration} to (my|the|) {area} timer|add {duration} to [the] timer in [the] {area}",
            {"op": "add", "duration": "{duration}", "area": "{area}"},
        ),
        (
            "(take|remove|subtract) {duration} (off|from) (my|the|) timer|reduce the timer by {duration}",
            {"op": "subtract", "duration": "{duration}"},
        ),
        (
            "(take|remove|subtract) {duration} (off|from) (my|the|) {timer} timer",
            {"op": "subtract", "duration": "{duration}", "name": "{timer}"},
        ),
        (
            "(take|remove|subtract) {duration} (off|from) (my|the|) {area} timer|take {duration} from timer in {area}",
            {"op": "subtract", "duration": "{duration}", "area": "{area}"},
        ),
    )
    pattern, frame = rng.choice((*options, *(options[:3] * 3)))
    return {
        "lang": "en",
        "text": _wrap(expand(pattern, rng), rng),
        "frames": [{"kind": "timer", **frame}],
        "tags": [],
    }


def _schedule(rng: random.Random) -> Template:
    if rng.random() < 0.3:
        text = expand(
            "[(please)] (set|make|create|put on|add|schedule) (an|my|) alarm (for|at) [(tomorrow at|tomorrow|today at)] {time} [(tomorrow|tomorrow morning|today)]|wake me [up] at {time} [(tomorrow)]|alarm [(set|for)] {time}|i (need|want) to (get up|wake up) at {time}|i would like a wake up alarm at {time}|set alarm tomorrow at {time}",
            rng,
        )
        return {
            "lang": "en",
            "text": text,
            "frames": [{"kind": "schedule", "when": {"at": "{time}"}, "then": [{"kind": "say"}]}],
            "tags": [],
        }
    if rng.random() < 0.2:
        machine, word = rng.choice(
            (
                ("washer", "(washing|laundry|washing machine|washer)"),
                ("dryer", "(dryer|drying)"),
                ("dishwasher", "(dishwasher|dishes)"),
            )
        )
        text = expand(
            f"(tell|let|notify|remind|alert) me [know] when the {word} (is done|is finished|finishes|are done|stops)",
            rng,
        ).replace("let me when", "let me know when")
        return {
            "lang": "en",
            "text": text,
            "frames": [
                {
                    "kind": "schedule",
                    "when": {"once": {"target": {"type": machine}, "test": {"activity": "idle"}}},
                    "then": [{"kind": "say"}],
                }
            ],
            "tags": [],
        }
    inner = rng.choice((_on_off, _on_off, _cover, _machines))(rng)
    if (
        inner["frames"][0]["kind"] != "act"
        or "{duration}" in inner["text"]
        or "{n}" in inner["text"]
        or "{channel}" in inner["text"]
    ):
        inner = _on_off(rng)
    when, said = rng.choice(
        (
            ({"after": "{duration}"}, "in {duration}"),
            ({"after": "{duration}"}, "after {duration}"),
            ({"at": "{time}"}, "at {time}"),
            ({"at": "{time}"}, "at {time} (tomorrow|today|tonight)"),
            ({"every": "daily", "at": "{time}"}, "every day at {time}"),
            ({"every": "{day}", "at": "{time}"}, "{day} at {time}"),
            (
                {"sun": "sunset"},
                "(at sunset|when the sun sets|when it gets dark|when the sun goes down)",
            ),
            ({"sun": "sunrise"}, "(at sunrise|when the sun comes up|at dawn|when the sun rises)"),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "temperature", "area": "{area2}"},
                        "test": {"value": {"op": ">", "value": "{temp}"}},
                    }
                },
                "(if|when|once) the {area2} (gets|goes|is) (above|over|hotter than) {temp} [degrees]",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "temperature", "area": "{area2}"},
                        "test": {"value": {"op": "<", "value": "{temp}"}},
                    }
                },
                "(if|when|once) the {area2} [temperature] (drops|falls|goes|gets) (below|under) {temp} [degrees]",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "humidity", "area": "{area2}"},
                        "test": {"value": {"op": ">", "value": "{pct}"}},
                    }
                },
                "(if|when) the humidity in the {area2} (goes over|is above|rises above) {pct} percent",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "motion", "area": "{area2}"},
                        "test": {"value": True},
                    }
                },
                "(if|when|whenever) (there's motion in the|someone enters the|motion is detected in the) {area2}",
            ),
            (
                {
                    "once": {
                        "target": {"type": "sensor", "sensor": "window", "area": "{area2}"},
                        "test": {"value": True},
                    }
                },
                "(if|when) the {area2} window (opens|is opened)",
            ),
            (
                {
                    "once": {
                        "target": {"type": "person", "name": "{name2}"},
                        "test": {"location": "home"},
                    }
                },
                "when {name2} (gets home|comes home|arrives)",
            ),
        )
    )
    said = expand(said, rng)
    text = f"{said} {inner['text']}" if rng.random() < 0.5 else f"{inner['text']} {said}"
    frame = {"kind": "schedule", "when": when, "then": inner["frames"]}
    return {"lang": "en", "text": text, "frames": [frame], "tags": inner["tags"]}


_Pick = tuple[str, list[dict[str, Any]], list[str]]


def _others(rng: random.Random) -> Template:
    options: Sequence[_Pick] = (
        (
            "(play|put on|i want to hear|i want to listen to|start playing|let me hear|listen to|stream) [some] {query} [please]",
            [{"kind": "media", "query": "{query}"}],
            [],
        ),
        (
            "(play|put on) [(the|some|my)] {query} (album|track|song|playlist|podcast|movie|film|tv show|show|station|radio|music|songs|audiobook|series)",
            [{"kind": "media", "query": "{query}"}],
            [],
        ),
        (
            "(play|put on) [(the)] (artist|album|track|song|playlist|podcast|movie|film|tv show|show|audiobook|radio station|music by|songs by|something by|band) {query}",
            [{"kind": "media", "query": "{query}"}],
            [],
        ),
        (
            "(play|put on) [(the)] (artist|album|track|song|playlist|podcast|movie|tv show) {query} (on|in) [the] {area}",
            [{"kind": "media", "query": "{query}", "target": {"area": "{area}"}}],
            [],
        ),
        (
            "(play|put on) [(the)] {query} (album|track|song|playlist|podcast|movie|tv show) on [(the|my)] {name}",
            [
                {
                    "kind": "media",
                    "query": "{query}",
                    "target": {"type": ["tv", "speaker"], "name": "{name}"},
                }
            ],
            [],
        ),
        (
            "(add|put|write) {item} (to|on) (my|the|our) list",
            [{"kind": "list", "op": "add", "item": "{item}"}],
            [],
        ),
        (
            "(remove|delete|take) {item} (from|off) (my|the|our) list",
            [{"kind": "list", "op": "remove", "item": "{item}"}],
            [],
        ),
        ("(play|put on|watch|show me) {query}", [{"kind": "media", "query": "{query}"}], []),
        (
            "play {query} (in|on) the {area} [speaker]|play {query} in [the] {area}",
            [{"kind": "media", "query": "{query}", "target": {"area": "{area}"}}],
            [],
        ),
        (
            "(play|put on) {query} on [(the|my)] {name}",
            [
                {
                    "kind": "media",
                    "query": "{query}",
                    "target": {"type": ["tv", "speaker"], "name": "{name}"},
                }
            ],
            [],
        ),
        (
            "(add|put) {item} (to|on|onto) [(my|the|our)] {list}|(add|put) {item} (to|on) (my|the) {list} please",
            [{"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}],
            [],
        ),
        (
            "(add|put) {item} (to|on) (my|the) (shopping|grocery) list|we need {item} [on the shopping list]|i need to buy {item}",
            [{"kind": "list", "op": "add", "item": "{item}", "list": "shopping"}],
            [],
        ),
        (
            "(remove|delete|take) {item} (from|off) [(my|the)] {list}",
            [{"kind": "list", "op": "remove", "item": "{item}", "list": "{list}"}],
            [],
        ),
        (
            "(complete|check off|tick off|mark off|cross off) {item} (on|from|off) [(my|the)] {list}|mark {item} as done on (my|the) {list}",
            [{"kind": "list", "op": "complete", "item": "{item}", "list": "{list}"}],
            [],
        ),
        (
            "(read|show me|what's on|what is on|tell me|check|list) (my|the) {list}|what do i have on (my|the) {list}",
            [{"kind": "list", "op": "read", "list": "{list}"}],
            [],
        ),
        (
            "(announce|broadcast|say|tell everyone) [that] {message}",
            [{"kind": "say", "message": "{message}"}],
            [],
        ),
        (
            "(announce|broadcast|say) {message} in the {area}|tell the {area} {message}",
            [{"kind": "say", "message": "{message}", "target": {"area": "{area}"}}],
            [],
        ),
        (
            "(what time is it|what's the time|tell me the time|do you have the time|current time|time please|what is the time now)",
            [{"kind": "info", "topic": "time"}],
            [],
        ),
        (
            "(what day is it|what's the date|what is today's date|what's today's date|which day is it today|tell me the date|what is the date today)",
            [{"kind": "info", "topic": "date"}],
            [],
        ),
        (
            "(what's the weather [like]|how is the weather|will it rain|do i need an umbrella|is it going to snow|what's the forecast|how hot will it be|should i take a coat|is it cold outside) [(today|tomorrow|tonight|this weekend|this week)]",
            [{"kind": "info", "topic": "weather"}],
            [],
        ),
        (
            "(never mind|nevermind|forget it|cancel that never mind|oh forget it|it's fine|don't bother|ignore that|leave it|no don't worry about it)",
            [{"kind": "cancel"}],
            [],
        ),
        (
            "(undo|undo that|put it back|change it back|revert that|take that back|undo the last thing|put it back how it was)",
            [{"kind": "undo"}],
            [],
        ),
        (
            "(don't|do not|please don't|never) (turn off|turn on|touch|open|close) the (lights|tv|heating|curtains|fan|music)|leave the (lights|tv|heating|fan|music|door|curtains) (on|alone|as it is|off)",
            [{"kind": "cancel"}],
            ["negation"],
        ),
        (
            "(my mum|dad|my sister|the doctor|grandma|my friend|she|he) (said|told me|says|always says) (to|that i should|we should) (turn off|turn on|open|close) the (lights|heating|windows|tv|curtains)",
            [{"kind": "chat"}],
            ["reported"],
        ),
        (
            "(why|how) (do|does|did) (lights|LEDs|thermostats|vacuums|heat pumps|microwaves|curtains) (work|get so hot|use power|cost so much|flicker|break)|(who invented the|what is the best|how much is a|should i buy a|tell me about the) (light bulb|vacuum|television|heater|fan|smart lock)",
            [{"kind": "chat"}],
            [],
        ),
        (
            "(turn it|switch it|turn that thing|turn them|switch that) (on|off)|(open|close|start|stop) (it|that|them)|turn (on|off)|make it go (on|off)",
            [{"kind": "clarify"}],
            [],
        ),
        (
            "(turn on|turn off|switch on|switch off|start|stop) (the|my) (hot tub|sauna|microwave|printer|camera|espresso machine|rice cooker|toaster|car|swimming pool|projector|game console|computer|laptop|aquarium heater|doorbell|closet light|desk lamp|treadmill|air fryer|piano)",
            [{"kind": "reject", "why": "no_thing"}],
            [],
        ),
        (
            "(make|cook|bake|pour|fix|toast|prepare) me (a|some) (sandwich|cocktail|pizza|pancakes|bread|dinner|soup|beer)",
            [{"kind": "reject", "why": "no_ability"}],
            [],
        ),
    )
    pattern, frames, tags = rng.choice(options)
    return {"lang": "en", "text": expand(pattern, rng), "frames": frames, "tags": tags}


_RULES: Sequence[tuple[float, Callable[[random.Random], Template]]] = (
    (22, _on_off),
    (6, _two),
    (14, _levels),
    (5, _color),
    (8, _cover),
    (4, _lock),
    (11, _machines),
    (9, _question_value),
    (12, _question_bool),
    (10, _question_state),
    (2, _question_person),
    (9, _timer),
    (7, _schedule),
    (15, _others),
)


def template(rng: random.Random) -> Template:
    """Return a random template in the phrases' form."""
    (rule,) = rng.choices([rule for _, rule in _RULES], [weight for weight, _ in _RULES])
    made = rule(rng)
    if made["frames"][0]["kind"] == "query":
        made["text"] = _indirect(made["text"], rng)
    return made
