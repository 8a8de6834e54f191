"""English questions: of sensors, of the state of things, of people."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from .compose import Aim, Table, Template, query
from .en_targets import base, many, named, one, single, the
from .en_words import is_plural
from .expand import expand

_ASKING = "(tell me if*3|do you know if*2|check if*3|can you check if*3|i wonder if|can you tell me if*2|could you check if|let me know if|do you know whether|please check if|could you tell me if*2|i'd like to know if|see if|find out if|can you see if|any idea if)"
_ASKING_WH = "(tell me*4|do you know*2|can you tell me*3|could you tell me*2|i want to know*2|i'd like to know|let me know|please tell me|show me)"


def indirect(text: str, rng: random.Random) -> str:
    """Turn "are any lights on" into "tell me if any lights are on", or the like.

    >>> indirect("is there smoke", random.Random(0)).endswith("there is smoke")
    True
    """
    verb, _, rest = text.rstrip("?").partition(" ")
    if rest.startswith("there "):
        return f"{expand(_ASKING, rng)} there {verb} {rest.removeprefix('there ')}"
    return f"{expand(_ASKING, rng)} {rest}"  # "any lights on": the verb may stay unsaid


def _is(subject: str, state: str, rng: random.Random, *, is_many: bool = False) -> str:
    """Return "is the lamp on?", or the same in other words."""
    verb = "are" if is_many else "is"
    mark = rng.choice(("?", "", ""))
    shape = rng.random()
    if shape < 0.14:
        return f"{expand(_ASKING, rng)} {subject} {verb} {state}"
    if shape < 0.18 and state in {"on", "off", "open", "closed", "locked", "unlocked"}:
        return f"{subject.removeprefix('the ')} {state}?"
    if shape < 0.22:
        return f"{verb} {subject} {rng.choice(('still ', 'currently ', 'already ', 'actually '))}{state}{mark}"
    if shape < 0.25:
        return f"{subject} {verb} {state}, {'right' if rng.random() < 0.5 else 'isn' + chr(39) + 't it' if verb == 'is' else 'aren' + chr(39) + 't they'}?"
    return f"{verb} {subject} {state}{rng.choice(('', '', '', ' right now', ' now', ' at the moment'))}{mark}"


# --- sensors: values ------------------------------------------------------------------------------

VALUES: Mapping[str, tuple[str, str]] = {
    # measure: what it is called, own questions ({0}: where)
    "temperature": (
        "(temperature*8|temp*3|current temperature|room temperature|inside temperature)",
        "(how (warm|hot|cold) is it{0}*5|what temperature is it{0}*2|how many degrees is it{0}*2|is it (warm|cold|hot){0}*2|what's the thermometer saying{0})",
    ),
    "humidity": (
        "(humidity*6|humidity level*2|current humidity|relative humidity)",
        "(how humid is it{0}*4|is it humid{0}*2|how dry is it{0}|how damp is it{0})",
    ),
    "pm25": (
        "(pm2.5*3|pm2.5 level*2|pm25|particulate matter 2.5 level|fine dust*2|fine particulate level|pm 2.5)",
        "(how dusty is the air{0}|how much fine dust is there{0})",
    ),
    "pm10": ("(pm10*3|pm10 level*2|particulate matter 10|pm 10)", ""),
    "pm1": ("(pm1*2|pm1 level*2|particulate matter 1|pm 1)", ""),
    "aqi": (
        "(air quality*4|air quality index*3|aqi*2)",
        "(how's the air{0}*2|how clean is the air{0}|is the air ok{0}|how is the air quality{0})",
    ),
    "carbon_dioxide": (
        "(carbon dioxide*2|co2*3|co2 level*3|carbon dioxide level*3|co2 concentration|carbon dioxide concentration)",
        "(how much (co2|carbon dioxide) is there{0}*2|how high is the (co2|carbon dioxide){0})",
    ),
    "co2": ("(co2*3|co2 level*2|CO2)", "(how much co2 is there{0}|how high is the co2{0})"),
    "carbon_monoxide": (
        "(carbon monoxide*3|carbon monoxide level*3|co level|carbon monoxide concentration)",
        "(how much carbon monoxide is there{0}*2|how high is the carbon monoxide{0})",
    ),
    "atmospheric_pressure": ("(atmospheric pressure*3|air pressure*2|barometric pressure*2)", ""),
    "pressure": (
        "(pressure*4|pressure level|water pressure|tire pressure)",
        "(how high is the pressure{0})",
    ),
    "battery": (
        "(battery*3|battery level*5|battery charge*2|charge|battery percentage*2|remaining battery)",
        "(how much battery is left{0}|how charged is the battery{0})",
    ),
    "current": (
        "(current*4|amperage|electric current|current draw)",
        "(how many amps are flowing{0})",
    ),
    "voltage": ("(voltage*5|volts|current voltage)", "(how many volts are there{0}*2)"),
    "power": (
        "(power*3|power consumption*3|power usage*3|wattage|power output|power draw*2|current power)",
        "(how much power is being used{0}*2|how many watts are being used{0})",
    ),
    "energy": (
        "(energy*3|energy usage*3|energy consumption*3|total energy*2|electricity usage*2)",
        "(how much energy (was|has been) used{0}*2|how many kilowatt hours were used{0})",
    ),
    "energy_storage": (
        "(stored energy*3|energy storage*2|energy level|amount of energy stored)",
        "(how much energy is stored{0}*3|how much energy is left{0})",
    ),
    "apparent_power": ("apparent power", ""),
    "reactive_power": ("reactive power", ""),
    "power_factor": ("power factor", ""),
    "frequency": ("(frequency*3|current frequency)", ""),
    "data_rate": (
        "(data rate*3|transfer rate*2|download speed*2|bandwidth|upload speed|internet speed|data transfer speed)",
        "(how fast is the (internet|connection|data transfer){0})",
    ),
    "data_size": (
        "(data size*3|size*2|amount of data*2|data usage*2|storage used)",
        "(how much data is there{0}|how much data was used{0})",
    ),
    "date": ("(date*4|next date|due date)", "(what date is it{0})"),
    "distance": (
        "(distance*4|range|current distance)",
        "(how far is it{0}*2|how far away is it{0})",
    ),
    "duration": (
        "(duration*3|remaining time*2|run time|elapsed time|time)",
        "(how long did it take{0}|how long is it{0})",
    ),
    "gas": (
        "(gas*2|gas usage*3|gas consumption*3|total gas consumption)",
        "(how much gas (was|has been) used{0}*2|how much gas did we use{0})",
    ),
    "illuminance": (
        "(illuminance*2|light level*4|brightness level*2|lux*2|lux level|ambient light)",
        "(how bright is it{0}*3|how much light is there{0}*2|how dark is it{0})",
    ),
    "irradiance": (
        "(irradiance*3|solar irradiance*2|solar radiation)",
        "(how strong is the sun{0})",
    ),
    "moisture": (
        "(moisture*4|moisture level*3|soil moisture*3|water content)",
        "(how (moist|wet|dry) is the soil{0}*2|how much moisture is there{0})",
    ),
    "monetary": (
        "(balance*3|cost*3|amount|money|price|bill|amount of money)",
        "(how much money is there{0}*2|how much does it cost{0}|how much is the bill{0})",
    ),
    "nitrogen_dioxide": (
        "(nitrogen dioxide*3|no2|nitrogen dioxide level*3|nitrogen dioxide concentration)",
        "(how much nitrogen dioxide is there{0})",
    ),
    "nitrogen_monoxide": (
        "(nitrogen monoxide*3|nitric oxide|nitrogen monoxide level*3|nitrogen monoxide concentration)",
        "(how much nitrogen monoxide is there{0})",
    ),
    "nitrous_oxide": (
        "(nitrous oxide*3|n2o|nitrous oxide level*3|nitrous oxide concentration)",
        "(how much nitrous oxide is there{0})",
    ),
    "ozone": ("(ozone*3|ozone level*3|o3|ozone concentration)", "(how much ozone is there{0}*2)"),
    "precipitation": (
        "(precipitation*3|rainfall*3|rain|amount of rain*2|accumulated precipitation)",
        "(how much rain (has fallen|fell|did we get){0}*2|how much did it rain{0})",
    ),
    "precipitation_intensity": (
        "(precipitation intensity*3|rain intensity*2|rainfall rate|rain rate)",
        "(how hard is it raining{0}*2)",
    ),
    "signal_strength": (
        "(signal strength*5|signal|wifi strength|wifi signal*2|reception)",
        "(how strong is the (signal|wifi){0}*2|how good is the signal{0})",
    ),
    "sound_pressure": (
        "(sound pressure*3|noise level*4|sound level*2|loudness|decibel level)",
        "(how loud is it{0}*3|how noisy is it{0}*2)",
    ),
    "speed": ("(speed*5|velocity|current speed)", "(how fast is it going{0})"),
    "wind_speed": (
        "(wind speed*5|wind|speed of the wind)",
        "(how windy is it{0}*2|how strong is the wind{0}*2|how fast is the wind{0})",
    ),
    "sulphur_dioxide": (
        "(sulphur dioxide*3|sulfur dioxide*2|so2|sulphur dioxide level*2|sulfur dioxide level)",
        "(how much sulphur dioxide is there{0})",
    ),
    "volatile_organic_compounds": (
        "(volatile organic compounds*2|voc level*2|vocs*2|voc concentration|volatile organic compounds level*2|voc)",
        "(how many volatile organic compounds are there{0}|how high are the vocs{0})",
    ),
    "volatile_organic_compounds_parts": (
        "(volatile organic compounds ratio*2|voc ratio*2|voc parts|volatile organic compounds parts|voc parts per billion|voc index)",
        "",
    ),
    "volume": ("(volume*3|capacity|liquid volume)", "(how much liquid is there{0})"),
    "volume_storage": (
        "(stored volume*2|volume storage*2|remaining volume|storage volume*2|amount stored|tank level|fill level)",
        "(how much is left in the tank{0}|how full is the tank{0}*2|how full is it{0})",
    ),
    "water": (
        "(water*2|water usage*3|water consumption*3|consumed water|total amount of consumed water|amount of water used)",
        "(how much water (was|has been) used{0}*2|how much water did we use{0})",
    ),
    "weight": (
        "(weight*5|mass|current weight)",
        "(how heavy is it{0}*2|how much does it weigh{0})",
    ),
}
_WEIGHTS: Mapping[str, int] = {
    "temperature": 26,
    "humidity": 12,
    "pm25": 4,
    "battery": 6,
    "power": 4,
    "energy": 3,
    "co2": 3,
    "carbon_dioxide": 2,
    "illuminance": 2,
    "aqi": 3,
}
_VALUE: Table[str] = Table([(_WEIGHTS.get(name, 1), name) for name in VALUES])
_WHAT = "(what's*8|what is*6|tell me*4|give me*2|check*2|whats*2|show me*2|do you know|how's|what was|can you tell me*2|i want to know|could you tell me|get me|read me|report|i'd like to know|please tell me|let me know)"
_NOW = "(*8| right now*2| now| currently| at the moment| please*2|?*3| right now?)"


def sensor_value(rng: random.Random) -> Template:
    """Compose a question for what a sensor reads."""
    measure = _VALUE.pick(rng)
    words, own = VALUES[measure]
    word, what = expand(words, rng), expand(_WHAT, rng)
    end = rng.choice(
        ("", "", "", "", "?", "?", " right now", " now", " currently", " please", " at the moment")
    )
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    shape = rng.random()
    tags: tuple[str, ...] = ()
    if shape < 0.36:
        target["name"] = "{name}"
        article = rng.choice(("the ", "the ", "my ", ""))
        text = rng.choice(
            (
                f"{what} the {word} of {article}{{name}}{end}",
                f"{what} {article}{{name}}'s {word}{end}",
                f"{what} {article}{{name}} {word}{end}",
                f"{what} {article}{{name}}{end}",
                f"{what} {article}{{name}}{end}",
                f"{what} the {word} {rng.choice(('from', 'on', 'for', 'at', 'in'))} {article}{{name}}{end}",
                f"{article}{{name}} {word}{end}",
                f"{what} {article}{{name}} reading{end}",
                f"{what} the {word} reading of {article}{{name}}{end}",
                f"how much {word} does {article}{{name}} have"
                if measure in {"battery", "energy_storage"}
                else f"{what} the current {word} of {article}{{name}}",
                f"how high is {article}{{name}} {word}"
                if measure not in {"date", "duration"}
                else f"{what} {article}{{name}}",
            )
        )
    elif shape < 0.72:
        target["area"] = "{area}"
        where = rng.choice((" in the {area}", " in the {area}", " in {area}", " in my {area}"))
        text = rng.choice(
            (
                f"{what} the {word}{where}{end}",
                f"{what} the {{area}} {word}{end}",
                f"{what} the {word} of the {{area}}{end}",
                f"{what} the current {word}{where}",
                f"{{area}} {word}{end}",
                f"{what} the {word} like{where}"
                if what.startswith(("what", "how"))
                else f"{what} the {word}{where}",
            )
        )
        if own and rng.random() < 0.3:
            text = expand(own, rng).replace("{0}", where) + end
        elif measure == "temperature" and rng.random() < 0.12:
            text = rng.choice(
                (
                    "how warm is the {area}",
                    "how hot is the {area}",
                    "how cold is the {area}",
                    "is the {area} warm",
                    "what's it like in the {area}, temperature wise",
                )
            )
    elif shape < 0.77:
        target["floor"], tags = "{floor}", ("group",)
        text = f"{what} the {word} {rng.choice(('{floor}', 'on the {floor}'))}{end}"
    elif shape < 0.83:
        target["area"] = "all"
        where = rng.choice(
            (
                " in the house",
                " at home",
                " in the home",
                " inside the house",
                " in the whole house",
            )
        )
        text = f"{what} the {word}{where}{end}"
        if own and rng.random() < 0.3:
            text = expand(own, rng).replace("{0}", where) + end
    else:
        where = rng.choice(("", "", " in here", " in this room", " inside", " here", " indoors"))
        text = rng.choice(
            (
                f"{what} the {word}{where}{end}",
                f"{what} the {word}{where}{end}",
                f"{what} the current {word}{where}",
                f"{word}{where}{end}",
            )
        )
        if own and rng.random() < 0.35:
            text = expand(own, rng).replace("{0}", where) + end
    return query(text, Aim(text="", target=target, tags=tags), "value", "value")


# --- sensors: yes or no ---------------------------------------------------------------------------

BOOLS: Mapping[str, tuple[str, str, str, str]] = {
    # measure: one, many, true words, false words (after "is" / "are")
    "battery": (
        "(battery*4|battery level)",
        "batteries",
        "(low*6|almost empty|running low*2|nearly dead|almost dead|dead|dying|empty)",
        "(full|ok|normal|fine|charged|good)",
    ),
    "battery_charging": (
        "(battery*3|phone)",
        "(batteries*3|devices*2|phones)",
        "(charging*6|being charged|on charge)",
        "(not charging)",
    ),
    "carbon_monoxide": (
        "(carbon monoxide*3|co|carbon monoxide sensor|carbon monoxide alarm)",
        "(carbon monoxide sensors*3|co sensors|carbon monoxide alarms)",
        "(detected*3|triggered*2|on|going off)",
        "(clear*2|off|not detected)",
    ),
    "cold": (
        "(cold|cold sensor)",
        "(cold sensors*2|things|devices|places)",
        "(cold*4|detected|freezing|triggered)",
        "(normal|not cold|ok)",
    ),
    "heat": (
        "(heat|heat sensor)",
        "(heat sensors*2|things|devices)",
        "(hot*4|detected|overheating|triggered)",
        "(normal|not hot|ok)",
    ),
    "connectivity": (
        "(internet*2|wifi*2|connection|device*2)",
        "(devices*4|connections|things)",
        "(connected*4|online*2)",
        "(disconnected*3|offline*2|not connected)",
    ),
    "door": ("(door*5|door sensor)", "doors", "(open*6|opened|ajar)", "(closed*4|shut*2)"),
    "garage_door": (
        "(garage door*4|garage)",
        "(garage doors*3|garages)",
        "(open*5|opened|up)",
        "(closed*4|shut*2|down)",
    ),
    "window": ("(window*5|window sensor)", "windows", "(open*6|opened|ajar)", "(closed*4|shut*2)"),
    "opening": (
        "(opening*2|opening sensor|lid|door|drawer)",
        "(openings*2|opening sensors|lids|doors)",
        "(open*5|opened)",
        "(closed*4|shut)",
    ),
    "gas": (
        "(gas*3|gas leak|gas sensor)",
        "(gas sensors*3|gas alarms|gas detectors)",
        "(detected*4|leaking|triggered*2|on)",
        "(clear*2|off|not detected)",
    ),
    "light": (
        "(light*3|light sensor)",
        "(light sensors*3|lights)",
        "(detected*4|seen|triggered)",
        "(not detected|clear)",
    ),
    "lock": (
        "(lock*3|lock sensor)",
        "(locks*3|lock sensors)",
        "(unlocked*4|open|not locked)",
        "(locked*4|secured)",
    ),
    "moisture": (
        "(moisture*2|wetness|moisture sensor*2|floor|water sensor)",
        "(moisture sensors*3|things|water sensors|floors)",
        "(wet*4|detected*2|moist|leaking)",
        "(dry*4|not wet)",
    ),
    "water_leak": (
        "(water leak*3|leak*3|flooding)",
        "(leaks*2|leak sensors*2)",
        "(detected*3|leaking|wet|triggered)",
        "(dry|clear*2)",
    ),
    "motion": (
        "(motion*4|movement*2|motion sensor*2)",
        "(motion sensors*4|motion detectors*2)",
        "(detected*4|triggered*2|active|moving)",
        "(clear*2|not detected|still)",
    ),
    "occupancy": (
        "(occupancy*3|occupancy sensor*2|room)",
        "(occupancy sensors*2|rooms*2)",
        "(occupied*4|detected*2|present)",
        "(empty*2|clear|unoccupied*2|not occupied)",
    ),
    "presence": (
        "(presence*2|phone*2|presence sensor|car|tag)",
        "(presence sensors*2|phones*2|devices*2|tags)",
        "(home*4|at home*2|detected*2|present*2|here|in the house)",
        "(away*3|gone*3|not home*2|not at home|not detected|out|missing|not here)",
    ),
    "plug": (
        "(plug*3|power plug|charger)",
        "(plugs*3|devices|chargers)",
        "(plugged in*5|plugged|connected)",
        "(unplugged*4|not plugged in)",
    ),
    "power": (
        "(power*2|electricity|device*2|machine)",
        "(devices*3|machines|appliances)",
        "(powered on|powered*3|detected|getting power)",
        "(powered off|off|without power)",
    ),
    "problem": (
        "(problem*4|issue|fault)",
        "(problems*3|issues|problem sensors)",
        "(detected*4|present|triggered)",
        "(ok|solved|clear*2)",
    ),
    "running": (
        "(device*2|machine*2|appliance)",
        "(devices*2|machines*2|appliances|things)",
        "(running*6|in operation)",
        "(stopped*2|not running*2)",
    ),
    "safety": (
        "(safety*2|safety sensor|danger)",
        "(safety sensors*2|places|things)",
        "(unsafe*3|triggered*2|not safe)",
        "(safe*3|secure)",
    ),
    "smoke": (
        "(smoke*4|smoke alarm*2|smoke detector*2|smoke sensor)",
        "(smoke alarms*2|smoke detectors*2|smoke sensors)",
        "(detected*4|triggered*2|going off*2|on)",
        "(clear*2|off|not detected)",
    ),
    "sound": (
        "(sound*3|noise*2|sound sensor)",
        "(sound sensors*2|noise sensors)",
        "(detected*4|heard|triggered)",
        "(quiet|clear*2|silent|off)",
    ),
    "tamper": (
        "(tampering*3|tamper sensor|tamper)",
        "(tamper sensors*2|devices|things)",
        "(detected*2|tampered with*2|triggered)",
        "(clear*2|not tampered with|off)",
    ),
    "update": (
        "(update*4|firmware update|software update)",
        "(updates*4|firmware updates|devices)",
        "(available*6|pending|ready|needed)",
        "(up to date*3|up-to-date)",
    ),
    "vibration": (
        "(vibration*4|vibration sensor*2|shaking)",
        "(vibration sensors*3|things)",
        "(detected*4|vibrating*2|shaking|triggered)",
        "(clear*2|still|off|not vibrating)",
    ),
}
_BOOL: Table[str] = Table(
    [
        (
            {
                "window": 5,
                "door": 4,
                "motion": 4,
                "occupancy": 2,
                "battery": 3,
                "gas": 2,
                "smoke": 3,
                "water_leak": 2,
            }.get(name, 1),
            name,
        )
        for name in BOOLS
    ]
)
_SUBSTANCES = frozenset(
    {
        "smoke",
        "gas",
        "carbon_monoxide",
        "motion",
        "moisture",
        "vibration",
        "sound",
        "tamper",
        "light",
        "cold",
        "heat",
        "water_leak",
        "occupancy",
        "presence",
        "problem",
        "update",
        "safety",
    }
)
_DETECTING = frozenset(
    {
        "smoke",
        "gas",
        "carbon_monoxide",
        "motion",
        "moisture",
        "vibration",
        "sound",
        "tamper",
        "light",
        "water_leak",
        "heat",
        "cold",
        "problem",
        "occupancy",
        "presence",
    }
)
_WHERES: Sequence[tuple[str, dict[str, Any]]] = (
    ("", {"area": "all"}),
    ("", {"area": "all"}),
    (" in the house", {"area": "all"}),
    (" anywhere", {"area": "all"}),
    (" at home", {"area": "all"}),
    (" in the {area}", {"area": "{area}"}),
    (" in {area}", {"area": "{area}"}),
    (" on the {floor}", {"floor": "{floor}"}),
    (" {floor}", {"floor": "{floor}"}),
)


def sensor_is(rng: random.Random) -> Template:
    """Compose a yes-or-no, which or how-many question about sensors."""
    measure = _BOOL.pick(rng)
    one_words, many_words, true_words, false_words = BOOLS[measure]
    word, words = expand(one_words, rng), expand(many_words, rng)
    is_true = rng.random() < 0.74
    state = expand(true_words if is_true else false_words, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    test = {"value": is_true}
    shape = rng.random()
    if shape < 0.3:
        return query(
            _of_name(measure, word, state, is_true, rng),
            Aim(text="", target={**target, "name": "{name}"}),
            "value",
            "any",
            test,
        )
    where, place = rng.choice(_WHERES)
    target |= place
    tags = ("group",) if "floor" in place else ()
    chosen = Aim(text="", target=target, tags=tags)
    if shape < 0.6:
        ask, text = _any(measure, word, words, state, where, is_true, rng)
        return query(text, chosen, "value", ask, test)
    if where == " anywhere":
        where = ""
    mark = rng.choice(("?", "", ""))
    if shape < 0.73:
        text = rng.choice(
            (
                f"are all {words} {state}{where}{mark}",
                f"are all the {words} {state}{where}{mark}",
                f"is every {word} {state}{where}{mark}",
                f"are all of the {words} {state}{where}{mark}",
                f"are all the {words}{where} {state}{mark}",
                f"are the {words} all {state}{where}{mark}",
            )
        )
        if rng.random() < 0.12:
            text = indirect(text, rng) if not text.startswith("are the ") else text
        return query(text, Aim(text="", target=target, tags=("group",)), "value", "all", test)
    if shape < 0.88:
        text = rng.choice(
            (
                f"which {words} are {state}{where}{mark}",
                f"which {words} are {state}{where}{mark}",
                f"what {words} are {state}{where}{mark}",
                f"which {word} is {state}{where}{mark}",
                f"which of the {words} are {state}{where}{mark}",
                f"{expand(_ASKING_WH, rng)} which {words} are {state}{where}",
                f"list the {words} that are {state}{where}",
                f"show me the {state} {words}{where}"
                if " " not in state
                else f"list the {words} that are {state}{where}",
                f"which {words}{where} are {state}{mark}",
            )
        )
        return query(text, chosen, "value", "which", test)
    text = rng.choice(
        (
            f"how many {words} are {state}{where}{mark}",
            f"how many {words} are {state}{where}{mark}",
            f"how many of the {words} are {state}{where}{mark}",
            f"how many {state} {words} are there{where}{mark}"
            if " " not in state
            else f"how many {words} are {state}{where}",
            f"count the {words} that are {state}{where}",
            f"what number of {words} are {state}{where}{mark}",
            f"how many {words}{where} are {state}{mark}",
        )
    )
    return query(text, chosen, "value", "count", test)


def _of_name(measure: str, word: str, state: str, is_true: bool, rng: random.Random) -> str:
    article = rng.choice(("the ", "the ", "my ", ""))
    subject = rng.choice(
        (
            f"{article}{{name}}",
            f"{article}{{name}}",
            f"{article}{{name}}",
            f"{article}{{name}} {word}"
            if measure not in {"occupancy", "presence"}
            else f"{article}{{name}}",
            f"{article}{{name}} sensor",
        )
    )
    shape = rng.random()
    if is_true and measure in _DETECTING and shape < 0.25:
        found = {
            "occupancy": "someone",
            "presence": "someone",
            "problem": "a problem",
            "water_leak": "a leak",
            "tamper": "tampering",
        }.get(measure, measure.replace("_", " "))
        return rng.choice(
            (
                f"has {article}{{name}} detected {found}",
                f"is {article}{{name}} detecting {found}",
                f"did {article}{{name}} detect {found}",
                f"does {article}{{name}} detect any {found}"
                if " " not in found and found != "someone"
                else f"did {article}{{name}} detect {found}",
                f"is {found} detected by {article}{{name}}",
                f"is there any {found} at {article}{{name}}"
                if not found.startswith(("a ", "some"))
                else f"is there {found} at {article}{{name}}",
            )
        ) + rng.choice(("", "?"))
    if measure == "update" and shape < 0.4 and is_true:
        return rng.choice(
            (
                f"is there an update for {article}{{name}}",
                f"does {article}{{name}} need an update",
                f"is an update available for {article}{{name}}",
                f"does {article}{{name}} have an update",
            )
        ) + rng.choice(("", "?"))
    if measure == "battery" and shape < 0.3:
        return rng.choice(
            (
                f"is the battery of {article}{{name}} {state}",
                f"is {article}{{name}}'s battery {state}",
                f"is {article}{{name}} battery {state}",
            )
        )
    return _is(subject, state, rng)


def _any(
    measure: str, word: str, words: str, state: str, where: str, is_true: bool, rng: random.Random
) -> tuple[Any, str]:
    """Return how a question for any of them is asked, and its words."""
    mark = rng.choice(("?", "", ""))
    is_whole_home = where in {" in the house", " at home"}
    if is_whole_home and measure in {"occupancy", "presence"}:
        where = " anywhere"  # "anyone in the house" asks for people, not for sensors
    if measure in _SUBSTANCES and is_true and rng.random() < 0.45:
        found = {
            "occupancy": "anyone",
            "presence": "anyone",
            "problem": "any problem",
            "water_leak": "a leak",
            "update": "any update",
            "safety": "any danger",
            "tamper": "any tampering",
        }.get(measure, f"any {measure.replace('_', ' ')}")
        options = [
            f"is there {found}{where}{mark}",
            f"is there {found}{where}{mark}",
            f"{found}{where}?",
            f"do you see {found}{where}{mark}",
            f"has {found} been detected{where}{mark}",
            f"is {found} detected{where}{mark}",
        ]
        if measure == "occupancy":
            options += [
                f"is anybody{where}{mark}"
                if where.startswith(" in")
                else f"is anyone there{where}{mark}",
                f"is somebody{where}{mark}"
                if where.startswith(" in the")
                else f"is someone there{where}{mark}",
            ]
        text = rng.choice(options)
        return "any", indirect(text, rng) if rng.random() < 0.15 and text.startswith(
            "is "
        ) else text
    text = rng.choice(
        (
            f"are any {words} {state}{where}{mark}",
            f"are there any {words} {state}{where}{mark}",
            f"is any {word} {state}{where}{mark}",
            f"are any of the {words} {state}{where}{mark}",
            f"are there any {state} {words}{where}{mark}"
            if " " not in state
            else f"are any {words} {state}{where}{mark}",
            f"any {words} {state}{where}{mark}",
            f"is there a {word} {state}{where}{mark}"
            if measure in {"door", "window", "lock", "plug", "battery", "garage_door", "opening"}
            else f"are any {words} {state}{where}{mark}",
            f"is the {word} {state}{where}{mark}"
            if where.startswith(" in")
            else f"are any {words}{where} {state}{mark}",
            f"did i leave a {word} open{where}{mark}"
            if measure in {"door", "window", "garage_door"} and is_true
            else f"are any {words} {state}{where}{mark}",
        )
    )
    if rng.random() < 0.12 and text.startswith(("is ", "are ")):
        text = (
            indirect(text, rng)
            if not text.startswith(("is the ", "is there", "are there", "are any of"))
            else text
        )
    return "any", text


def sensor_threshold(rng: random.Random) -> Template:
    """Compose a question whether a reading is above or below a value."""
    measure, word, value, unit = rng.choice(
        (
            ("temperature", "temperature", "{temp}", " degrees"),
            ("temperature", "temperature", "{temp}", ""),
            ("humidity", "humidity", "{pct}", " percent"),
            ("battery", "battery", "{pct}", " percent"),
            ("pm25", "pm2.5", "{n}", ""),
        )
    )
    over = rng.random() < 0.6
    compare, op = (
        rng.choice(
            (
                ("over", ">"),
                ("above", ">"),
                ("higher than", ">"),
                ("more than", ">"),
                ("at least", ">="),
            )
        )
        if over
        else rng.choice((("under", "<"), ("below", "<"), ("lower than", "<"), ("less than", "<")))
    )
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    where = ""
    if rng.random() < 0.6:
        target["area"], where = "{area}", rng.choice((" in the {area}", " in {area}"))
    test = {"value": {"op": op, "value": value}}
    if measure == "temperature" and rng.random() < 0.3:
        return query(
            f"is it {compare} {value}{unit}{where}{rng.choice(('', '?'))}",
            Aim(text="", target=target),
            "value",
            "any",
            test,
        )
    if rng.random() < 0.2 and measure in {"temperature", "humidity"}:
        warmer = {
            "temperature": ("warmer than", "colder than"),
            "humidity": ("more humid than", "less humid than"),
        }[measure][0 if over else 1]
        target["area"] = "all"
        return query(
            f"which {rng.choice(('rooms are', 'room is'))} {warmer} {value}{unit}",
            Aim(text="", target=target),
            "value",
            "which",
            {"value": {"op": ">" if over else "<", "value": value}},
        )
    return query(
        f"is the {word}{where} {compare} {value}{unit}{rng.choice(('', '?'))}",
        Aim(text="", target=target),
        "value",
        "any",
        test,
    )


# --- the state of things --------------------------------------------------------------------------

STATES: Table[tuple[str, str, str, Any]] = Table(
    (
        (
            14,
            (
                "light",
                "(on*8|lit|turned on*2|switched on|still on*2|left on*2|burning|shining)",
                "on",
                True,
            ),
        ),
        (8, ("light", "(off*6|turned off*2|switched off)", "on", False)),
        *(
            (2.2, (kind, "(on*6|running*2|turned on)", "on", True))
            for kind in ("air_conditioner", "fan", "thermostat", "tv")
        ),
        *(
            (1.3, (kind, "(off*5|turned off*2)", "on", False))
            for kind in ("air_conditioner", "tv", "thermostat", "outlet", "oven", "cooktop", "fan")
        ),
        *(
            (1, (kind, "(on*5|turned on*2)", "on", True))
            for kind in (
                "outlet",
                "switch",
                "heater",
                "speaker",
                "headset",
                "diffuser",
                "oven",
                "cooktop",
                "water_heater",
            )
        ),
        *(
            (1, (kind, "(on*4|running*2)", "on", True))
            for kind in ("air_purifier", "humidifier", "dehumidifier")
        ),
        (
            6,
            (
                "lock",
                "(locked*8|secured*2|locked up|securely locked*3|properly locked|locked securely|locked properly|safely locked|bolted|locked tight)",
                "locked",
                True,
            ),
        ),
        (
            4,
            (
                "lock",
                "(unlocked*6|not locked*2|open|left unlocked*2|still unlocked*2|not secured)",
                "locked",
                False,
            ),
        ),
        *(
            (w, (kind, "(open*7|opened|left open*2|still open*2|wide open)", "position", 100))
            for kind, w in (
                ("curtain", 3),
                ("window", 3),
                ("garage", 4),
                ("gate", 1.5),
                ("shutter", 1),
                ("door", 1),
                ("valve", 2),
            )
        ),
        *(
            (w, (kind, "(closed*6|shut*4|fully closed|still closed)", "position", 0))
            for kind, w in (
                ("curtain", 3),
                ("window", 3),
                ("garage", 4),
                ("gate", 1.5),
                ("shutter", 1),
                ("door", 1),
                ("valve", 2),
            )
        ),
        *((1.6, (kind, "(open*3|up*3|raised)", "position", 100)) for kind in ("blind", "shade")),
        *(
            (1.6, (kind, "(closed*3|down*3|lowered|shut)", "position", 0))
            for kind in ("blind", "shade")
        ),
        (0.8, ("awning", "(out*2|open|extended)", "position", 100)),
        (0.8, ("awning", "(in|closed|retracted)", "position", 0)),
        *(
            (1.6, (kind, "(running*5|still going|still running)", "activity", "running"))
            for kind in ("washer", "dryer", "dishwasher")
        ),
        *(
            (1.6, (kind, "(done*5|finished*4)", "activity", "idle"))
            for kind in ("washer", "dryer", "dishwasher")
        ),
        *(
            (0.5, (kind, "(paused*3|on hold)", "activity", "paused"))
            for kind in ("washer", "dryer", "vacuum")
        ),
        (2, ("vacuum", "(cleaning*4|running*2|vacuuming*2|working)", "activity", "cleaning")),
        (1.4, ("vacuum", "(docked*4|charging*2|home|in its dock|back home)", "activity", "docked")),
        (0.7, ("vacuum", "(returning*2|on its way back|heading home)", "activity", "returning")),
        (0.7, ("mower", "(mowing*3|running|cutting)", "activity", "cleaning")),
        (0.8, ("fan", "(oscillating*3|rotating)", "oscillating", True)),
        (0.8, ("refrigerator_door", "(open*4|ajar)", "door_open", True)),
        (0.6, ("refrigerator_door", "(closed*3|shut*2)", "door_open", False)),
    )
)
_SAFE = frozenset(
    {("locked", True), ("position", 0), ("activity", "idle"), ("door_open", False), ("on", False)}
)


def thing_is(rng: random.Random) -> Template:
    """Compose a yes-or-no, which or how-many question about the state of things."""
    if rng.random() < 0.06:
        return _player_is(rng)
    kind, words, attribute, value = STATES.pick(rng)
    state = expand(words, rng)
    test = {attribute: value}
    if kind == "refrigerator_door":
        door = rng.choice(
            ("the fridge door", "the fridge", "the refrigerator door", "the door of the fridge")
        )
        return query(
            _is(door, state, rng),
            Aim(text="", target={"type": "refrigerator"}),
            attribute,
            "any" if value else "all",
            test,
        )
    target = base(kind)
    is_safe = (attribute, value) in _SAFE
    shape = rng.random()
    mark = rng.choice(("?", "", ""))
    if shape < 0.26:
        chosen = named(kind, rng)
        text = _is(chosen.text, state, rng)
        if test == {"on": True} and rng.random() < 0.12:
            text = f"did i leave {chosen.text} on{mark}"
        elif test == {"locked": True} and rng.random() < 0.1:
            text = f"did i lock {chosen.text}{mark}"
        return query(text, chosen, attribute, "any", test)
    if shape < 0.48:
        is_many = rng.random() < 0.5
        word = many(kind, rng) if is_many else one(kind, rng)
        is_many = is_many or is_plural(word)
        subject = rng.choice(
            (f"the {{area}} {word}", f"the {word} in the {{area}}", f"{{area}} {word}")
        )
        if rng.random() < 0.14:
            return query(
                f"are there any {many(kind, rng)} {state} in the {{area}}{mark}",
                Aim(text="", target={**target, "area": "{area}"}),
                attribute,
                "any",
                test,
            )
        return query(
            _is(subject, state, rng, is_many=is_many),
            Aim(text="", target={**target, "area": "{area}"}),
            attribute,
            "all" if is_safe else "any",
            test,
        )
    if shape < 0.6:
        word = one(kind, rng)
        is_many = is_plural(word)
        if kind == "light" and rng.random() < 0.5:
            word, is_many = many(kind, rng), True
        text = _is(f"{the(rng) or 'the '}{word}", state, rng, is_many=is_many)
        if test == {"on": True} and rng.random() < 0.1:
            text = f"did i leave the {word} on{mark}"
        return query(
            text, Aim(text="", target=target), attribute, "all" if is_safe else "any", test
        )
    where, place = rng.choice(_WHERES)
    chosen = Aim(text="", target={**target, **place}, tags=("group",))
    plural, alone = many(kind, rng), single(kind, rng)
    if shape < 0.72:
        text = rng.choice(
            (
                f"are any {plural} {state}{where}{mark}",
                f"are there any {plural} {state}{where}{mark}",
                f"is any {alone} {state}{where}{mark}",
                f"any {plural} {state}{where}{mark}",
                f"are any of the {plural} {state}{where}{mark}",
                f"is there a {alone} {state}{where}{mark}"
                if alone[0] not in "aeiouA"
                else f"are any {plural} {state}{where}{mark}",
                f"did i leave any {plural} on{where}{mark}"
                if test == {"on": True}
                else f"are any {plural} {state}{where}{mark}",
            )
        )
        if (
            rng.random() < 0.14
            and text.startswith(("are any ", "is any "))
            and " of the " not in text
        ):
            text = indirect(text, rng)
            head, _, tail = text.partition(f" {state}")
            text = f"{head} {'are' if plural in head else 'is'} {state}{tail}"
        return query(text, chosen, attribute, "any", test)
    if where == " anywhere":
        where = ""
    if shape < 0.83:
        text = rng.choice(
            (
                f"are all {plural} {state}{where}{mark}",
                f"are all the {plural} {state}{where}{mark}",
                f"is every {alone} {state}{where}{mark}",
                f"are the {plural} all {state}{where}{mark}",
                f"are all of the {plural}{where} {state}{mark}",
                f"is everything locked{where}{mark}"
                if attribute == "locked" and value
                else f"are all the {plural}{where} {state}{mark}",
            )
        )
        return query(text, chosen, attribute, "all", test)
    if shape < 0.93:
        text = rng.choice(
            (
                f"which {plural} are {state}{where}{mark}",
                f"which {plural} are {state}{where}{mark}",
                f"what {plural} are {state}{where}{mark}",
                f"which {alone} is {state}{where}{mark}",
                f"{expand(_ASKING_WH, rng)} which {plural} are {state}{where}",
                f"list the {plural} that are {state}{where}",
                f"show me the {plural} that are {state}{where}",
                f"which {plural} did i leave on{where}{mark}"
                if test == {"on": True}
                else f"which of the {plural} are {state}{where}{mark}",
                f"which {plural}{where} are {state}{mark}",
            )
        )
        return query(text, chosen, attribute, "which", test)
    text = rng.choice(
        (
            f"how many {plural} are {state}{where}{mark}",
            f"how many {plural} are {state}{where} right now",
            f"how many of the {plural} are {state}{where}{mark}",
            f"how many {plural}{where} are {state}{mark}",
            f"count the {plural} that are {state}{where}",
        )
    )
    return query(text, chosen, attribute, "count", test)


_Ask = Literal["any", "all", "which", "count"]
_AMONG: Mapping[_Ask, str] = {
    "any": "(are any {m} {s}*5|are any of the {m} {s}*4|are there any {m} {s}*4|are there any {u}*3|do i have any {u}*3|do we have any {u}*2|do i have any {m} {s}*2|any {m} {s}*4|any {u}|is there any {u}*1|did (i|we|anyone) leave any {m} {s}*2|have (i|we) left any {m} {s}*2|are {m} {s}|tell me if (there are any {m} {s}*3|any {m} are {s}*2|any of the {m} are {s})*4|are some [of the] {m} {s}|can you check if any {m} are {s}*2|check for {u}|are there {m} that are {s}*2|are there any {m} that are {s}*2|are there still {m} {s}*2|are any {m} currently {s}*2|is even one of the {m} {s}|do you see any {m} {s})",
    "all": "(are all {m} {s}*5|are all the {m} {s}*5|are all of the {m} {s}*4|are the {m} all {s}*3|are all my {m} {s}*2|are all our {m} {s}|are every one of the {m} {s}|tell me if all [the] {m} are {s}*2|can you check if all [the] {m} are {s}*2|are all {m} currently {s}*2|do i have all {m} {s}|are {m} all {s}*2)",
    "which": "(which {m} are {s}*7|which of the {m} are {s}*5|what {m} are {s}*4|which of my {m} are {s}*2|which {m} are currently {s}*3|tell me which {m} are {s}*3|tell me which of the {m} are {s}|show me [all] the {u}*2|show me which {m} are {s}*2|list all {u}*2|list the {m} that are {s}*2|list all the {m} that are {s}|name the {u}|name the {m} that are {s}|give me [a list of] the {u}*2|which ones of the {m} are {s}|which {m} do i have {s}*2|what are the {u}*2|can you tell me which {m} are {s}*3|let me know which {m} are {s})",
    "count": "(how many {m} are {s}*8|how many of the {m} are {s}*5|how many {u} are there*3|how many {u} do (i|we) have*2|how many of my {m} are {s}*2|how many {m} are currently {s}*3|how many {m} do i have {s}*2|count the {u}*2|count the {m} that are {s}|what is the number of {u}*2|tell me how many {m} are {s}*3|what's the count of {u}|number of {u})",
}  # fmt: skip


def thing_among(rng: random.Random) -> Template:
    """Compose a question that ranges over things, with the place anywhere in it."""
    kind, words, attribute, value = STATES.pick(rng)
    while kind == "refrigerator_door":
        kind, words, attribute, value = STATES.pick(rng)
    state = expand(words, rng)
    asks: tuple[_Ask, ...] = ("any", "all", "which", "which", "count")
    ask = rng.choice(asks)
    plural = many(kind, rng)
    target, where, tags = base(kind), "", ("group",)
    shape = rng.random()
    if shape < 0.25:
        target["area"], plural = "{area}", f"{{area}} {plural}"
    elif shape < 0.35:
        target["floor"], plural = "{floor}", f"{{floor}} {plural}"
    elif shape < 0.6:
        target["area"] = "{area}"
        where = expand("(in the {area}*4|in {area}*2|in my {area}*2|at the {area}|in our {area})", rng)  # fmt: skip
    elif shape < 0.75:
        target["floor"] = "{floor}"
        where = expand("(on the {floor}*3|at the {floor}*2|{floor}*3|on my {floor}|in the {floor}*2|at my {floor})", rng)  # fmt: skip
    else:
        target["area"] = "all"
        where = expand("(*5|in the house*2|at home|in my house|in the home|right now*2|now|currently|at the moment|everywhere|in the whole house)", rng)  # fmt: skip
    text = expand(_AMONG[ask], rng)
    is_word = " " not in state and state not in {"on", "off", "up", "down", "out", "in"}
    unsaid = f"{state} {plural}" if is_word and not plural.startswith("{") else f"{plural} that are {state}"  # fmt: skip
    text = text.replace("{u}", unsaid).replace("{m}", plural)
    if where and rng.random() < 0.25 and " {s}" in text:
        text = text.replace(" {s}", f" {where} {{s}}", 1)
        where = ""
    text = " ".join(f"{text.replace('{s}', state)} {where}".split())
    mark = rng.choice(("?", "?", "", ""))
    return query(text + mark, Aim(text="", target=target, tags=tags), attribute, ask, {attribute: value})  # fmt: skip


_EVERYTHING: Mapping[_Ask, str] = {
    "which": "(what's still on*4|what is still on*4|what's (turned|switched) on*3|what is (turned|switched) on*2|what (things|devices|appliances) are [(still*2|currently)] on*5|which (things|devices|appliances) are [(still*2|currently|turned)] on*6|what have (i|we) left on*2|what did (i|we) leave on*3|what's been left on*3|what all is on*2|list everything [(that's|that is)] on*2|list [all] the devices that are on*2|tell me what's [(still*2|turned*2)] on {w}*3|tell me everything that's on*2|show me everything that is on*2|what's everything that's on|what do (i|we) have on*2|which of my devices are on*2|what's running right now)",
    "any": "(is anything [(still*3|left*2|turned)] on*6|is there anything [(still*2|left)] on*4|anything [(still*2|left*2)] on*5|did (i|we) leave anything on*5|have (i|we) left anything on*3|are any (things|devices|appliances) [still] on*3|is something [still] on*2|is there something left on|can you check if anything is [(still|left)] on*2|tell me if anything is [still] on*2)",
    "all": "(is everything [(turned*2|switched)] off*6|have (i|we) turned everything off*2|did (i|we) turn everything off*3|are all (devices|things|appliances) off*2|is it all off|check that everything is off*2)",
    "count": "(how many (things|devices|appliances) are [(still|turned|currently)] on*5|how many devices do (i|we) have on)",
}  # fmt: skip


def anything_is_on(rng: random.Random) -> Template:
    """Compose a question about all that is on, whatever it is."""
    ask = rng.choices(tuple(_EVERYTHING), (5, 4, 2, 1))[0]
    shape = rng.random()
    where, target, tags = "", {"area": "all"}, ("group",)
    if shape < 0.25:
        where, target = (
            expand("(in the {area}*3|in {area}*2|in my {area})", rng),
            {"area": "{area}"},
        )
    elif shape < 0.4:
        where, target = expand("(on the {floor}*2|{floor}*2|on {floor})", rng), {"floor": "{floor}"}
    elif shape < 0.65:
        where = expand("(in the house*4|at home*3|in the flat|around the house|anywhere*2|right now*2|in here|in this house)", rng)  # fmt: skip
    text = expand(_EVERYTHING[ask], rng)
    text = text.replace("{w}", where) if "{w}" in text else f"{text} {where}"
    mark = rng.choice(("?", "?", "", ""))
    test = {"on": ask != "all"}
    return query(" ".join(text.split()) + mark, Aim(text="", target=target, tags=tags), "on", ask, test)  # fmt: skip


def _player_is(rng: random.Random) -> Template:
    words, attribute, value = rng.choice(
        (
            ("muted", "muted", True),
            ("on mute", "muted", True),
            ("playing", "playback", "playing"),
            ("paused", "playback", "paused"),
        )
    )
    where, place = rng.choice((("", {}), (" in the {area}", {"area": "{area}"}), ("", {})))
    subject = (
        rng.choice(("the music", "the sound", "anything", "it", "something"))
        if attribute == "playback"
        else rng.choice(("the sound", "it", "the tv"))
    )
    target: dict[str, Any] = {**base("players"), **place}
    if subject == "the tv":
        target["type"] = "tv"
    if rng.random() < 0.3:
        return query(
            _is("{name}", words, rng),
            Aim(text="", target={**base("players"), "name": "{name}"}),
            attribute,
            "any",
            {attribute: value},
        )
    return query(
        f"is {subject} {words}{where}{rng.choice(('', '?'))}",
        Aim(text="", target=target),
        attribute,
        "any",
        {attribute: value},
    )


# --- the values of things -------------------------------------------------------------------------

_SET_TO = "(what temperature is {0} set to*4|what is {0} set to*3|what's {0} set to*3|what's {0} at*2|what's the set temperature of {0}*2|what's the target temperature of {0}*3|what temperature did i set {0} to|what is the temperature setting of {0}|how high is {0} set*2|what's the setpoint of {0}|what temp is {0} on)"
_HOW = {
    "brightness": "(how bright {is} {0}*5|what's the brightness of {0}*5|what is the brightness level of {0}*2|what brightness {is} {0} at*2|what is the {0} brightness|what percent {is} {0} at|at what level {is} {0})",
    "volume": "(how loud {is} {0}*3|what's the volume of {0}*4|what's the volume on {0}*4|what volume {is} {0} at*2|what is the {0} volume*2|how high is the volume on {0})",
    "color": "(what color {is} {0}*5|what colour {is} {0}*3|what's the color of {0}*3|what color {is} {0} set to)",
    "color_temperature": "(what's the color temperature of {0}*4|what colour temperature {is} {0}*2|how warm {is} {0} in kelvin)",
    "speed": "(how fast {is} {0}*3|what speed {is} {0} at*2|what's the speed of {0}*4|what is the {0} speed*2)",
    "fan_speed": "(what fan speed {is} {0} on*2|what's the fan speed of {0}*3|what's the fan setting on {0}|is {0} on low or high)",
    "mode": "(what mode {is} {0} in*5|what's the mode of {0}*3|what is the {0} mode*2|which mode {is} {0} on)",
    "position": "(how far open {is} {0}*4|what's the position of {0}*4|what position {is} {0} in*2|how open {is} {0}*2|what percent open {is} {0}*2|what is the {0} position)",
    "tilt": "(what's the tilt of {0}*3|how tilted {is} {0}|what angle {is} {0} at)",
    "remaining": "(how much longer on {0}|how long until {0} {is} done*4|when will {0} be done*3|when {is} {0} done|when will {0} finish*2|how much time is left on {0}*4|how long is left on {0}*3|how many minutes are left on {0}*2|time left on {0}|how much longer will {0} take*2|when does {0} finish)",
    "battery": "(how much battery does {0} have*3|what's the battery level of {0}*4|what's the battery of {0}*2|how charged is {0}*2|how full is {0}'s battery|what is the {0} battery level*2|battery level of {0})",
    "power": "(how much power is {0} using*5|how many watts is {0} using*2|what's the power usage of {0}*3|what's the power consumption of {0}*2|how much power does {0} draw|what is {0} drawing)",
    "energy": "(how much energy has {0} used*4|what's the energy usage of {0}*3|how many kilowatt hours has {0} used*2|energy consumption of {0})",
    "source": "(what input is {0} on*4|what source is {0} set to*2|what's the source of {0}*2|which input is {0} using)",
    "app": "(what app is on {0}*2|what app is running on {0}*3|which app is open on {0}*2)",
    "channel": "(what channel is {0} on*5|which channel is on {0}*2|what's the channel on {0}*2)",
    "program": "(what cycle is {0} on*3|what program is {0} on*3|which program is {0} running*2)",
    "activity": "(what is {0} doing*5|what's {0} doing*3|what's the status of {0}*4|what's {0} up to*2|what is the state of {0}*2)",
    "intensity": "(what's the intensity of {0}*3|how strong is {0}*2|what intensity is {0} at)",
    "interval": "(what's the interval of {0}*3|how often does {0} spray*2)",
    "target_humidity": "(what humidity is {0} set to*3|what's the target humidity of {0}*4|what's the humidity setting of {0}*2)",
    "humidity": "(what humidity does {0} read*2|what humidity does {0} show*2)",
    "temperature": "(what temperature does {0} read*2|what's the temperature inside {0}*2|how warm is it according to {0}|what's the current temperature of {0}*2)",
    "pm25": "(what pm2.5 does {0} show*2|what's the pm2.5 reading of {0}*2)",
    "swing": "(what's the swing setting of {0}*2|where is {0} pointing)",
    "direction": "(what direction is {0} spinning*2|which way is {0} turning*2|what's the direction of {0}*2)",
    "cleaning_area": "(where is {0} cleaning*3|which room is {0} cleaning*3|what room is {0} in*2)",
}
READINGS: Table[tuple[str, str]] = Table(
    (
        *(
            (w, (kind, "target_temperature"))
            for kind, w in (
                ("air_conditioner", 6),
                ("thermostat", 7),
                ("heater", 1.5),
                ("water_heater", 1.2),
                ("oven", 1.2),
                ("refrigerator", 1),
            )
        ),
        (1, ("refrigerator", "freezer_target_temperature")),
        *(
            (0.8, (kind, "temperature"))
            for kind in ("refrigerator", "water_heater", "air_conditioner", "thermostat")
        ),
        (6, ("light", "brightness")),
        (1.6, ("light", "color")),
        (1, ("light", "color_temperature")),
        (5, ("players", "volume")),
        (7, ("players", "title")),
        (1.5, ("tv", "channel")),
        (1.2, ("tv", "app")),
        (1.4, ("tv", "source")),
        (1, ("speaker", "source")),
        (2, ("air_conditioner", "mode")),
        (1, ("thermostat", "mode")),
        (1, ("air_purifier", "mode")),
        (1, ("vacuum", "mode")),
        (1, ("air_conditioner", "fan_speed")),
        (1, ("fan", "fan_speed")),
        (2, ("fan", "speed")),
        (0.8, ("air_purifier", "speed")),
        (0.8, ("air_purifier", "pm25")),
        (0.7, ("air_conditioner", "swing")),
        (0.7, ("fan", "direction")),
        *(
            (w, (kind, "position"))
            for kind, w in (
                ("curtain", 1.2),
                ("blind", 1.2),
                ("shade", 0.8),
                ("garage", 0.8),
                ("window", 0.7),
                ("awning", 0.4),
            )
        ),
        (0.7, ("blind", "tilt")),
        *((2, (kind, "remaining")) for kind in ("washer", "dryer", "dishwasher", "oven")),
        *((0.6, (kind, "program")) for kind in ("washer", "dishwasher", "dryer")),
        *(
            (0.9, (kind, "activity"))
            for kind in ("vacuum", "vacuum", "washer", "dishwasher", "mower")
        ),
        (2, ("vacuum", "battery")),
        (0.7, ("mower", "battery")),
        (1, ("vacuum", "cleaning_area")),
        (2, ("outlet", "power")),
        (1, ("switch", "power")),
        (1.2, ("outlet", "energy")),
        (0.8, ("humidifier", "target_humidity")),
        (0.8, ("dehumidifier", "target_humidity")),
        (0.7, ("dehumidifier", "humidity")),
        (0.6, ("diffuser", "intensity")),
        (0.6, ("humidifier", "intensity")),
        (0.6, ("diffuser", "interval")),
        *((0.8, (kind, "on")) for kind in ("light", "switch", "fan", "tv")),
    )
)
_TITLES = (
    "(what's this song*3|what song is this*3|what's playing*4|what song is playing*3|what is playing right now*2|who sings this*2|what's this track called|what am i listening to*2|what movie is this*2|what's on*2|name this song*2|which song is this*2|what are we (listening to|watching)*2|what's the song*2|what song is on*2|"
    "(what's|what is|whats|tell me|give me|do you know|can you tell me|could you tell me|i want to know|show me) the (name|title) of (the|this|that|the current) (song*5|music*4|track*3|movie*2|film|show*2|tune*2|piece|album|podcast|video) [(playing*3|that is playing*2|that's playing*2|being played*2|currently playing|on now|i am hearing)] [(now|right now|at the moment|currently)]*14|(what is|what's|tell me|give me|show me|say) (the|this) (song*4|track*2|music*2|movie|tune) (name*4|title*3)*6|"
    "what (song|music|track|tune|movie|show|album) (is it|is this|is that|are you playing|do you play|is currently playing|is being played|is on right now|is playing now|is playing at the moment|was that)*8|(which|what) (singer|artist|band) is (this|playing|singing|on)*3|who is (singing*2|playing|the singer|the artist|singing this)*3|what is this (song|music|track|tune|movie|film) [called]*4|"
    "what do you call this (song|tune)|(song|track) (name|title) please|identify this (song|track|music)*2|what's (the current|this) (song|track|movie)*3|what is (currently playing|playing now|on now|on right now)*3|what's that (song|tune|music)*2|i like this song, what is it|what (song|track) am i hearing*2|who's this by|do you know this song*2|name that tune|name of this song|current song*2|now playing)"
)


def reading(rng: random.Random) -> Template:
    """Compose a question for the value of a thing's attribute."""
    kind, attribute = READINGS.pick(rng)
    target = base(kind)
    mark = rng.choice(("?", "", "", ""))
    if attribute == "title":
        text = expand(_TITLES, rng)
        shape = rng.random()
        if shape < 0.6:
            target["state"] = {"playback": "playing"}
        elif shape < 0.85:
            target["area"], text = (
                "{area}",
                rng.choice(
                    (
                        "what's playing in the {area}",
                        "what song is playing in the {area}",
                        "what's on in the {area}",
                    )
                ),
            )
        else:
            target["name"], text = (
                "{name}",
                rng.choice(
                    (
                        "what's playing on the {name}",
                        "what is {name} playing",
                        "what song is on {name}",
                    )
                ),
            )
        return query(text + mark, Aim(text="", target=target), attribute, "value")
    if kind == "players":
        shape = rng.random()
        if shape < 0.35:
            return query(
                rng.choice(
                    (
                        "what's the volume",
                        "what is the volume set to",
                        "how loud is it",
                        "what volume is it at",
                        "what's the current volume",
                        "volume level",
                    )
                )
                + mark,
                Aim(text="", target={**target, "state": {"on": True}}),
                attribute,
                "value",
            )
        if shape < 0.5:
            return query(
                rng.choice(("what's the volume in the {area}", "how loud is it in the {area}"))
                + mark,
                Aim(text="", target={**target, "area": "{area}"}),
                attribute,
                "value",
            )
        kind = rng.choice(("tv", "speaker", "speaker", "headset"))
        target = base(kind)
    word, shape = one(kind, rng), rng.random()
    is_many = is_plural(word)
    if shape < 0.42:
        thing, is_many = rng.choice(("the {name}", "the {name}", "{name}", "my {name}")), False
        target["name"] = "{name}"
    elif shape < 0.75:
        thing = rng.choice((f"the {{area}} {word}", f"the {word} in the {{area}}"))
        target["area"] = "{area}"
    elif shape > 0.97:
        thing, target["ref"] = f"{'those' if is_many else 'that'} {word}", "looked_at"
    else:
        thing = f"the {word}"
    if attribute == "freezer_target_temperature":
        thing = "the freezer" if "name" not in target else thing
        target.pop("area", None) if thing == "the freezer" else None
    if attribute == "on":
        text = expand(
            "(what is the state of {0}*3|what's the status of {0}*3|what state is {0} in|is {0} on or off*3|status of {0}*2|{0} status)",
            rng,
        )
    else:
        text = expand(_SET_TO if attribute.endswith("target_temperature") else _HOW[attribute], rng)
    text = text.replace("{0}", thing).replace("{is}", "are" if is_many else "is")
    if rng.random() < 0.07 and text.startswith(("what's", "what is")):
        text = f"{expand('(tell me|can you tell me|do you know|check)', rng)} {text.replace(chr(39) + 's ', ' is ', 1)}"
    return query(text + mark, Aim(text="", target=target), attribute, "value")


def thing_value_is(rng: random.Random) -> Template:
    """Compose a yes-or-no question for a value ("is the TV on channel 5")."""
    kind, attribute, words, value = rng.choice(
        (
            ("light", "color", "{color}", "{color}"),
            ("light", "color", "set to {color}", "{color}"),
            ("light", "brightness", "at {pct} percent", "{pct}"),
            ("tv", "channel", "on channel {channel}", "{channel}"),
            ("tv", "source", "on {source}", "{source}"),
            ("tv", "source", "set to {source}", "{source}"),
            ("tv", "app", "running {app}", "{app}"),
            ("air_conditioner", "target_temperature", "set to {temp} degrees", "{temp}"),
            ("thermostat", "target_temperature", "set to {temp}", "{temp}"),
            ("speaker", "volume", "at {pct} percent volume", "{pct}"),
            ("air_conditioner", "mode", "in dry mode", "dry"),
            ("air_conditioner", "mode", "cooling", "cool"),
            ("thermostat", "mode", "in heat mode", "heat"),
            ("air_purifier", "mode", "in auto mode", "auto"),
            ("fan", "fan_speed", "on high", "high"),
            ("fan", "fan_speed", "on low", "low"),
        )
    )
    word, target = one(kind, rng), base(kind)
    thing = f"the {word}"
    shape = rng.random()
    if shape < 0.35:
        thing, target["name"], word = rng.choice(("the {name}", "{name}")), "{name}", ""
    elif shape < 0.7:
        thing, target["area"] = (
            rng.choice((f"the {{area}} {word}", f"the {word} in the {{area}}")),
            "{area}",
        )
    return query(
        f"{'are' if is_plural(word) else 'is'} {thing} {words}{rng.choice(('', '?'))}",
        Aim(text="", target=target),
        attribute,
        "any",
        {attribute: value},
    )


_WHERE_IS = "(where is {name}*8|where's {name}*6|where {name} is|where {name} is right now|{name}'s location|what is the location of {name}*2|what's the location of {name}*2|what is {name}'s location*2|find {name}*2|locate {name}*2|where did {name} go*2|do you know where {name} is*3|can you tell me where {name} is*2|tell me where {name} is*3|where has {name} gone*2|where has {name} got to|where can i find {name}*2|any idea where {name} is*2|where might {name} be|track down {name}|i wonder where {name} is|which place is {name} at|where would {name} be|i'm looking for {name}*2|have you seen {name}*2|show me where {name} is*2|where are you keeping {name}|give me the location of {name}|check where {name} is*2|let me know where {name} is|what room is {name} in|where is {name} at*3|where is {name} now*2|where's {name} at the moment)"
_IS_HOME = "(is {name} (home*6|at home*6|in*2|here*2|back*3|in the house*3|home yet*3|back home*3|home right now*2|at the house|inside|around|there|home from work|home from school|back yet*2|home already|still home*2|still at home|somewhere in the house)*14|has {name} (come home*2|arrived*2|got home yet|gotten home|come back*2|returned|made it home|made it back)*3|did {name} (get home*2|come home*2|arrive|come back|make it home)*2|{name} home?|is it true that {name} is home)"
_IS_AWAY = "(is {name} (away*5|out*3|not home*2|gone*3|out of the house*2|not at home*2|still out*2|still away|not back yet|absent|away from home*2|elsewhere)*6|has {name} (left*3|gone out*3|left the house*2|left home|gone)*3|did {name} (leave*2|go out*2|leave the house))"
_WHO_IS_HOME = "(who is home*4|who's home*5|who is at home*4|who's at home*4|who is in the house*3|who's in*3|who is here*2|tell me who's home*2|tell me who is at home*2|who all is home*2|who is in*2|who's around*2|who's in the house*2|which people are (home*2|at home*2|in the house)*3|which of us (is|are) home|who is in the (building|apartment|flat)|who is currently (home|at home)*3|who's here right now|list everyone who is home|list the people at home|who is present|who's back*2|who got home|who has come home|which family members are (home|at home)*3|do you know who's home*2|can you tell me who is home*2|who stayed home|who else is home)"
_WHO_IS_AWAY = "(who is away*3|who's away*3|who's out*3|who isn't home*3|who's not home yet*2|who is still out*2|who is not at home*3|who's gone*2|who left*2|which people are away*2|who isn't back yet*2|who is missing|who all is out|who's not in)"
_ANYONE_HOME = "(is (anyone|anybody|someone|somebody) (home*6|at home*6|in*3|in the house*3|back*2|home right now|home yet|around|inside the house|still home*2)*14|is there (anyone|anybody|someone|somebody) (at home*4|home*3|in the house*4|inside|in*1)*6|(anyone|anybody) (home*3|at home*2|in|in the house)*3|are there (any people|people) (at home|in the house|home)*2|is any of us home|do we have (anyone|someone) at home|has (anyone|anybody) (come home|got home)*2|is the house occupied|is there a person in the house|does anyone happen to be home)"
_EVERYONE_HOME = "(is (everyone|everybody|the whole family|the family|all of the family) (home*5|at home*5|in*2|back*3|here|in the house*2|home yet|back home*2|home safe|inside)*10|are (we all|they all|all of us|all the kids|all people|all family members) (home*3|at home*2|back*2|in)*4|has everyone (come home|got home|arrived)*2|did everyone (get home|make it home|come home)*2|are all [the] people (home|at home))"
_NOBODY_HOME = "(is (everyone|everybody) (out*3|away*3|gone*2)|is (nobody|no one) (home|at home|in)*2|has everyone (left*2|gone out*2|left the house)|are we all out|is the house empty*3|are they all (out|gone|away))"
_HOW_MANY_HOME = "(how many (people*6|of us*2|persons|family members|folks) are (home*4|at home*5|in the house*4|in*2|here*2|back|around|home right now|currently at home|inside)*10|how many are (home|at home)*2|count the people (at home|in the house)*2|what is the number of people at home*2|tell me how many people are (home|at home)*2|number of people (home|at home)|how many people do we have (at home|in the house))"


def person(rng: random.Random) -> Template:
    """Compose where people are."""
    shape = rng.random()
    target: dict[str, Any] = {"type": "person"}
    named_ = Aim(text="", target={**target, "name": "{name}"})
    everyone = Aim(text="", target={**target, "area": "all"})
    mark = rng.choice(("?", "", ""))
    if shape < 0.36:
        return query(expand(_WHERE_IS, rng) + mark, named_, "location", "value")
    is_home = rng.random() < 0.72
    test = {"location": "home" if is_home else "not_home"}
    if shape < 0.6:
        text = expand(_IS_HOME if is_home else _IS_AWAY, rng)
        if text.startswith("is {name} ") and rng.random() < 0.16:
            text = f"{expand(_ASKING, rng)} {{name}} is {text.removeprefix('is {name} ')}"
        return query(text.removesuffix("?") + mark, named_, "location", "any", test)
    if shape < 0.76:
        text = expand(_WHO_IS_HOME if is_home else _WHO_IS_AWAY, rng)
        return query(text + mark, everyone, "location", "which", test)
    if shape < 0.88:
        text = expand(_ANYONE_HOME, rng)
        if text.startswith("is a") and rng.random() < 0.15:
            text = indirect(text, rng)
        return query(text + mark, everyone, "location", "any", {"location": "home"})
    if shape < 0.94:
        is_all_home = rng.random() < 0.7
        text = expand(_EVERYONE_HOME if is_all_home else _NOBODY_HOME, rng)
        all_test = {"location": "home" if is_all_home else "not_home"}
        return query(text + mark, everyone, "location", "all", all_test)
    return query(expand(_HOW_MANY_HOME, rng) + mark, everyone, "location", "count", {"location": "home"})  # fmt: skip


QUESTIONS: Table[Any] = Table(
    (
        (20, sensor_value),
        (17, sensor_is),
        (3, sensor_threshold),
        (20, thing_is),
        (9, thing_among),
        (4, anything_is_on),
        (16, reading),
        (4, thing_value_is),
        (9, person),
    )
)


def question(rng: random.Random) -> Template:
    """Compose any question about the home."""
    made: Template = QUESTIONS.pick(rng)(rng)
    return made


__all__ = [
    "anything_is_on",
    "person",
    "question",
    "reading",
    "sensor_is",
    "sensor_threshold",
    "sensor_value",
    "thing_among",
    "thing_is",
    "thing_value_is",
]
