"""English words of a home: what things are called, and how people ask for something.

Nouns and openings are patterns of `expand`. Written for this project.
"""

import random
from collections.abc import Mapping
from typing import Any

from .expand import expand

NOUNS: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    # kind: one, many, what is aimed at
    "light": (
        "(light*8|lamp*3|lighting)",
        "(lights*12|lamps*2|lightbulbs|bulbs)",
        {"type": "light"},
    ),
    "switch": ("(switch*3|wall switch)", "switches", {"type": ["switch", "outlet"]}),
    "outlet": (
        "(plug*3|outlet*2|socket*2|smart plug*2|power strip|power point|wall socket)",
        "(plugs*2|outlets|sockets|smart plugs)",
        {"type": ["outlet", "switch"]},
    ),
    "fan": (
        "(fan*6|ceiling fan*2|extractor fan|exhaust fan|tower fan)",
        "(fans*4|ceiling fans)",
        {"type": "fan"},
    ),
    "air_conditioner": (
        "(AC*4|air conditioner*3|aircon*2|air conditioning*2|air con|a/c|ac*2|A C|air)",
        "(ACs|air conditioners*2|AC units|aircons)",
        {"type": "air_conditioner"},
    ),
    "thermostat": (
        "(thermostat*5|heating*4|heat*2|radiator|central heating|furnace|underfloor heating)",
        "(thermostats*2|radiators|heating)",
        {"type": ["thermostat", "heater"]},
    ),
    "heater": (
        "(heater*4|space heater|electric heater|radiator)",
        "(heaters*2|radiators)",
        {"type": "heater"},
    ),
    "air_purifier": (
        "(air purifier*4|purifier*2|air cleaner|air filter)",
        "(air purifiers|purifiers)",
        {"type": "air_purifier"},
    ),
    "humidifier": ("humidifier", "humidifiers", {"type": "humidifier"}),
    "dehumidifier": ("dehumidifier", "dehumidifiers", {"type": "dehumidifier"}),
    "diffuser": (
        "(diffuser*3|scent diffuser|oil diffuser|aroma diffuser)",
        "diffusers",
        {"type": "diffuser"},
    ),
    "tv": (
        "(TV*6|tv*4|telly*2|television*3|big screen|TV set)",
        "(TVs*2|televisions|tellies|tvs)",
        {"type": "tv"},
    ),
    "speaker": (
        "(speaker*5|stereo*2|soundbar|sound system|bluetooth speaker|hi-fi)",
        "(speakers*4|stereos)",
        {"type": "speaker"},
    ),
    "headset": (
        "(headset*3|headphones*2|XR headset|VR headset|goggles)",
        "headsets",
        {"type": "headset"},
    ),
    "vacuum": (
        "(vacuum*4|robot vacuum*3|roomba*2|hoover*2|robot*2|vacuum cleaner|robot vac|robovac|vac|robot cleaner)",
        "(vacuums|robots|robot vacuums)",
        {"type": "vacuum"},
    ),
    "mower": ("(mower*3|lawn mower*2|lawnmower*2|robot mower)", "mowers", {"type": "mower"}),
    "washer": (
        "(washing machine*4|washer*3|laundry|wash)",
        "(washing machines|washers)",
        {"type": "washer"},
    ),
    "dryer": ("(dryer*4|tumble dryer*2|clothes dryer)", "dryers", {"type": "dryer"}),
    "dishwasher": ("(dishwasher*4|dishes)", "dishwashers", {"type": "dishwasher"}),
    "oven": ("(oven*5|cooker)", "ovens", {"type": "oven"}),
    "cooktop": (
        "(hob*2|stove*3|cooktop*2|stovetop|burners|range|induction hob)",
        "(hobs|stoves)",
        {"type": "cooktop"},
    ),
    "refrigerator": ("(fridge*4|refrigerator*2)", "fridges", {"type": "refrigerator"}),
    "water_heater": (
        "(water heater*3|hot water*3|boiler|immersion|geyser|hot water tank)",
        "water heaters",
        {"type": "water_heater"},
    ),
    "curtain": (
        "(curtain|curtains*4|drapes)",
        "(curtains*4|drapes)",
        {"type": "cover", "cover": "curtain"},
    ),
    "blind": ("(blind|blinds*4|venetian blinds)", "blinds", {"type": "cover", "cover": "blind"}),
    "shade": (
        "(shade*2|shades*3|roller shade|roller shades|window shade)",
        "shades",
        {"type": "cover", "cover": "shade"},
    ),
    "shutter": (
        "(shutter|shutters*3|storm shutters)",
        "shutters",
        {"type": "cover", "cover": "shutter"},
    ),
    "awning": ("(awning*4|sun awning|canopy)", "awnings", {"type": "cover", "cover": "awning"}),
    "window": ("(window*4|skylight|roof window)", "windows", {"type": "cover", "cover": "window"}),
    "door": (
        "(sliding door|automatic door|pet door|patio door)",
        "(sliding doors|automatic doors)",
        {"type": "cover", "cover": "door"},
    ),
    "garage": (
        "(garage door*5|garage*2|overhead door)",
        "garage doors",
        {"type": "cover", "cover": "garage"},
    ),
    "gate": (
        "(gate*4|driveway gate|front gate|side gate)",
        "gates",
        {"type": "cover", "cover": "gate"},
    ),
    "lock": (
        "(door*5|lock*2|door lock*2|front door*2|back door)",
        "(doors*5|locks*2)",
        {"type": "lock"},
    ),
    "valve": (
        "(valve*2|water valve*2|gas valve*2|water*2|gas|water main|sprinkler|irrigation|stopcock)",
        "valves",
        {"type": "valve"},
    ),
    "players": ("", "", {"type": ["tv", "speaker", "headset"]}),
    "climate": ("", "", {"type": ["thermostat", "heater", "air_conditioner"]}),
    "shading": ("", "", {"type": "cover", "cover": ["curtain", "blind", "shade"]}),
}

WHOLE_HOME = frozenset({"garage", "gate"})
MACHINES = frozenset(
    {"washer", "dryer", "dishwasher", "oven", "cooktop", "refrigerator", "water_heater", "mower"}
)
_PLURAL_ONES = frozenset(
    {
        "curtains",
        "drapes",
        "blinds",
        "venetian blinds",
        "shades",
        "roller shades",
        "shutters",
        "storm shutters",
        "headphones",
        "goggles",
        "dishes",
        "burners",
    }
)


_SINGULARS = {
    "drapes": "curtain",
    "dishes": "dishwasher",
    "headphones": "headset",
    "goggles": "headset",
}


def singular(noun: str) -> str:
    """Return a noun as it stands behind "every".

    >>> singular("blinds"), singular("drapes"), singular("lamp")
    ('blind', 'curtain', 'lamp')
    """
    return _SINGULARS.get(noun, noun.removesuffix("s")) if is_plural(noun) else noun


def is_plural(noun: str) -> bool:
    """Say whether a noun for one kind of thing takes "are"."""
    return noun in _PLURAL_ONES


# --- asking ---------------------------------------------------------------------------------------

_BEFORE = (
    "(please*8|could you*6|can you*8|can you please*4|could you please*4|would you*3|will you*2|would you please*2|i want you to*2|i'd like you to*2|"
    "i would like you to|i need you to*2|go ahead and*3|kindly|just*2|do me a favor and|do me a favour and|be a dear and|you can|"
    "let's*2|time to*2|why don't you|make sure to|make sure you|can we*2|could we|can u|pls*2|plz|i want to*2|i need to|i'd like to|"
    "help me|if you could|i was wondering if you could|is it possible to|would it be possible to|any chance you could|"
    "i think we should|we need to|you should|quickly|now|ok|okay|so|right|um|uh|well|now please|could ya|wanna|"
    "if you don't mind|would you be so kind as to|would you be able to|are you able to|do you mind if we|let me)"
)
_AFTER = "(please*8|for me*3|now*2|thanks*2|will you|would you|right now|if you can|thank you*2|would ya|asap|right away|already|quickly|ok|if you would|for a bit|real quick|when you can|love|mate|cheers|pls|you hear|today)"
_MIND = "(would you mind*5|do you mind*2|mind*2|how about*2)"
_DOUBLED = frozenset(
    {"put", "set", "shut", "dim", "get", "cut", "run", "stop", "let", "skip", "unplug", "begin"}
)


def gerund(verb: str) -> str:
    """Return a verb with -ing.

    >>> gerund("put"), gerund("close"), gerund("turn")
    ('putting', 'closing', 'turning')
    """
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def ask(imperative: str, rng: random.Random) -> str:
    """Return a command as it is, or as a request."""
    shape = rng.random()
    first, _, rest = imperative.partition(" ")
    if shape < 0.44:
        return imperative
    if first not in _VERBS:
        return imperative if shape < 0.8 else f"{imperative} {expand(_AFTER, rng)}"
    if shape < 0.49:
        return f"{expand(_MIND, rng)} {gerund(first)} {rest}".strip() + rng.choice(("", "?", ""))
    if shape < 0.62:
        return f"{imperative} {expand(_AFTER, rng)}"
    before = expand(_BEFORE, rng)
    text = f"{before} {imperative}"
    if shape > 0.95:
        text = f"{text} {expand(_AFTER, rng)}"
    if (
        before.startswith(("can ", "could", "would", "will", "is it", "are you", "any"))
        and rng.random() < 0.25
    ):
        text += "?"
    return text


_VERBS = frozenset(
    {
        *("abort", "activate", "add", "adjust", "aim", "announce", "apply", "ask", "begin", "blow"),
        *(
            "bolt",
            "boost",
            "boot",
            "brighten",
            "bring",
            "broadcast",
            "bump",
            "call",
            "cancel",
            "carry",
        ),
        *("change", "check", "clean", "clear", "close", "color", "complete", "continue", "cool"),
        *(
            "crack",
            "crank",
            "create",
            "cross",
            "cut",
            "darken",
            "deactivate",
            "deadbolt",
            "decrease",
        ),
        *(
            "delete",
            "dim",
            "direct",
            "disable",
            "disengage",
            "do",
            "dock",
            "draw",
            "drop",
            "enable",
        ),
        *("end", "engage", "execute", "extend", "find", "fire", "flick", "flip", "freeze", "get"),
        *("give", "go", "halt", "have", "heat", "hit", "hold", "hoover", "illuminate", "increase"),
        *(
            "jump",
            "keep",
            "kick",
            "kill",
            "knock",
            "launch",
            "let",
            "lift",
            "light",
            "list",
            "load",
        ),
        *(
            "lock",
            "lower",
            "make",
            "mark",
            "max",
            "move",
            "mow",
            "mute",
            "open",
            "order",
            "oscillate",
        ),
        *(
            "pause",
            "play",
            "point",
            "pop",
            "power",
            "preheat",
            "press",
            "pull",
            "pump",
            "put",
            "quieten",
        ),
        *("raise", "read", "reduce", "remind", "remove", "replay", "restart", "resume", "retract"),
        *("return", "roll", "run", "say", "schedule", "secure", "select", "send", "set", "shave"),
        *("show", "shut", "silence", "skip", "slow", "soften", "speed", "spin", "start", "stop"),
        *(
            "stream",
            "subtract",
            "suspend",
            "sweep",
            "switch",
            "take",
            "tell",
            "throw",
            "tick",
            "tilt",
        ),
        *(
            "transfer",
            "trigger",
            "tune",
            "turn",
            "unbolt",
            "unlatch",
            "unlock",
            "unmute",
            "unpause",
        ),
        *(
            "use",
            "vacuum",
            "wake",
            "warm",
            "watch",
            "write",
        ),
    }
)

WAKE = "(alexa*5|hey alexa|hey google*4|ok google*3|okay google*2|google|siri*2|hey siri*3|olly*4|hey olly*2|ondol*2|hey ondol*2|computer|cortana|hey bixby*2|bixby|jarvis|hi lg|assistant|hey home|echo)"
OPENINGS = "(hey*4|um*2|uh*2|ok*3|okay*2|so*2|hi|hello|oh*2|right*2|well|alright*2|yo*2|listen|sorry|excuse me|oi|ah|now*2|quick|hmm|look|hey there|one sec|actually*2|oh and|by the way|before i forget|quickly|i forgot|good evening|morning)"
REASONS = "(i'm going to bed|going to bed|off to bed|heading out|we're off|bedtime|i'm leaving|time to sleep|we're watching a movie|guests are coming|the baby's asleep|i'm heading out|my hands are full|i can't focus|it's late|i just got home|i'm about to shower|i'm cooking|i have a meeting|my eyes hurt|we're leaving|i'm reading|dinner's ready|i'm tired|company's here|i'm working|before i forget|save some energy)"
