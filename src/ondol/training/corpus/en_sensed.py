"""English that asks sensors in words of its own: floods, noise, charge, updates, strange names.

`en_questions` asks all measures in one way; here each has the words that people use for it, and
sensors have names that sound like appliances or measures ("air conditioning power").
"""

import random
from collections.abc import Mapping
from typing import Any, Literal

from .compose import Aim, Table, Template, query
from .en_questions import VALUES, indirect
from .expand import expand

_PLACES = "(in the {area}*6|in {area}*2|in my {area}|at the {area}|inside the {area})"
_NOW = "(*6|now|right now*2|currently|at the moment*2|at present)"

# measure: (whether it is true, of a named one, of a place, anywhere). {n}: its name, {w}: where,
# {a}: the room itself.
_SIGNS: Mapping[str, tuple[tuple[bool, str, str], ...]] = {
    "moisture": (
        (True, "(is {n} (wet*3|damp|leaking*3|flooded*2|soaked|detecting water*2|under water)|does {n} (see|detect) water)", "(is {a} (flooded*5|flooding*2|wet*2|under water*2|leaking*2|damp)|is there [any] (water*4|flooding*2|a leak*4|a flood*2|standing water|a puddle*2|moisture*3|water on the floor*2) {w}|has {a} flooded|did {a} flood|is (water|something|anything) leaking {w}|is the floor wet {w}*2|is it wet {w}|do we have a leak {w}|do we have water {w}|any (leaks|water|flooding) {w}*3|are there any (leaks|floods|puddles) {w}|has water been detected {w})"),
        (False, "is {n} (dry*3|bone dry)", "(is {a} (dry*3|still dry)|is the floor dry {w}|is everything dry {w})"),
    ),
    "water_leak": (
        (True, "(is {n} (leaking*3|wet*2|dripping)|has {n} (leaked|found a leak|picked up a leak))", "(is there [any] (a leak*4|water leak|leak|water leaking*2|leakage) {w}|is {a} leaking|is (something|anything|a pipe|water) leaking {w}|are any pipes leaking {w}|did a pipe burst {w}|has anything leaked {w}|do we have a (water |)leak {w}*2|any leaks {w}*2|was a leak detected {w})"),
        (False, "is {n} (dry|clear)", "is {a} (dry|free of leaks)"),
    ),
    "sound": (
        (True, "(is {n} (making noise|making a sound|sounding*2|noisy*2|loud*2|going off*2|hearing something*2|detecting sound)|can {n} hear anything|did {n} hear something)", "(is there [any] (noise*6|sound*4|a noise*2|a racket) {w}|is it (noisy*3|loud*3) {w}|is {a} (noisy*2|loud*2)|is something making noise {w}|do you hear (anything|something|noise|a noise) {w}*2|can you hear (anything|something) {w}*2|has (noise|sound|a sound) been (detected|heard) {w}|any (noise|sounds) {w}*2|is anyone making noise {w})"),
        (False, "is {n} (quiet*3|silent*2)", "(is it (quiet*4|silent*2) {w}|is {a} (quiet*3|silent))"),
    ),
    "presence": (
        (True, "(is {n} (home*4|at home*4|here*3|present*2|in the house|nearby|back*2|around*2|in range)|has {n} (arrived|come home|come back))", "is (someone's phone|a phone) {w}"),
        (False, "(is {n} (gone*6|away*6|not home*2|out*3|missing*2|not here|absent*2|not at home|out of range|elsewhere)|has {n} (left*3|gone*2|left home*2|gone out))", ""),
    ),
    "occupancy": (
        (True, "(is {n} (occupied*4|taken|in use*2|busy|full)|is (someone|anyone|anybody|somebody) (at|in) {n}*2)", "(is (someone|anyone|somebody|anybody) {w}*6|is there (anyone|someone|anybody|somebody|a person) {w}*4|is {a} (occupied*5|in use*3|taken*2|busy)|are there (people|any people) {w}*2|(anyone|anybody) {w}*2|is {a} being used*2|did (someone|anyone) (enter|walk into|go into) {a})"),
        (False, "is {n} (empty*4|free*3|unoccupied*3|vacant*2|available)", "(is {a} (empty*5|free*3|vacant*2|unoccupied*2|available)|is (nobody|no one) {w}|is there nobody {w})"),
    ),
    "motion": (
        (True, "(is {n} (moving*2|active|seeing movement|triggered*2|tripped*2|going off)|did {n} (see|catch|pick up) (something|anything|movement))", "(is (something|anything|someone|anybody|somebody) moving [around] {w}*4|is there [any] (movement*4|activity*3|motion*3) {w}|did (something|anything|someone) move {w}*2|do you see [any] (movement|motion|activity) {w}*2|any (movement|motion|activity) {w}*3|was there [any] (movement|motion) {w}|has (something|anyone|anything) moved {w}|has there been [any] (movement|motion|activity) {w}|is anyone walking around {w})"),
        (False, "is {n} still", "(is {a} still)"),
    ),
    "connectivity": (
        (True, "(is {n} (connected*6|online*5|on the (network|wifi|internet)*2|reachable*2|up*2|linked|connected to the (internet|wifi|network)*2|available)|does {n} have (internet|a connection|wifi)*2|can {n} get online|is the connection of {n} up)", "(is the (internet|wifi|network|connection) (up*3|working*4|connected*3|on*2|available) {w}|do we have (internet|wifi|a connection) {w}*3|are we (online*3|connected*2))"),
        (False, "(is {n} (offline*5|disconnected*4|unreachable*2|down*2|off the network|not connected*2|not online)|has {n} (lost its connection|gone offline|dropped off the network|disconnected))", "(is the (internet|wifi|network|connection) (down*4|out*2|offline*2|broken) {w}|are we offline)"),
    ),
    "plug": (
        (True, "(is {n} (plugged in*6|connected to power*2|in the socket|on the charger*2|plugged into the wall|on mains)|did i plug in {n}|do i have {n} plugged in)", "is (anything|something) plugged in {w}"),
        (False, "(is {n} (unplugged*5|not plugged in*2|disconnected from power|pulled out|off the charger)|did (someone|i|anyone) unplug {n}|has {n} been unplugged)", ""),
    ),
    "battery_charging": (
        (True, "(is {n} (charging*5|being charged*3|on charge*2|charging up*2|getting charged|still charging*2|taking a charge|charging right now)|is {n}'s battery charging*2|is the battery of {n} charging*2)", "(is (anything|something) charging {w})"),
        (False, "(is {n} (not charging*3|off charge)|did {n} stop charging|has {n} stopped charging)", ""),
    ),
    "battery": (
        (True, "(is {n} (low*2|almost dead*2|running out of (battery|juice)*2|nearly empty*2|dying*2|about to die*2|low on battery*2|out of battery*2)|does {n} need (charging*3|a charge*2|a new battery*2|new batteries*2|to be charged)|is {n} battery (low|flat*2|almost flat|critical|drained|weak*2|running down)|do i need to charge {n}*2|should i charge {n}|is {n} running low)", "(do any batteries need (changing|replacing|charging) {w}*3|are any batteries (flat|weak|dying|drained|critical|running out) {w}*3|is anything (low on battery|running out of battery|about to die) {w}*3)"),
        (False, "(is {n} (charged*6|fully charged*3|full*3|topped up*2|charged up*2|good on battery|ok on battery)|does {n} have enough (battery|charge)*2|is {n}'s battery (charged*3|full*3|ok*2|healthy|normal*2|fine*2|good*2)|is {n} battery (charged*3|full*2|ok*2|healthy|normal*2|fine|good|all right))", ""),
    ),
    "update": (
        (True, "(is {n} (out of date*4|outdated*4|due an update|behind|waiting for an update*2|in need of an update)|is there (an update|a new version|new firmware|newer software) for {n}*4|does {n} (need updating*3|need an update*2|have an update*2|want an update)|can {n} be updated*2|should i update {n}*2|has {n} got an update)", "(are there [any] (updates|new updates|firmware updates|software updates|pending updates|updates available|updates waiting|updates pending) {w}*6|is there (an update|a new version|anything to update) {w}*3|does anything need (updating|an update) {w}*3|are any devices (out of date|outdated) {w}*3|is anything (out of date|outdated) {w}*3|any (updates|updates available) {w}*3)"),
        (False, "(is {n} (up to date*8|current*2|updated*3|on the latest (version|firmware|software)*3|fully updated|running the latest (version|software)*2)|does {n} have the latest (version|firmware|software))", "(is everything (up to date|updated) {w})"),
    ),
    "problem": (
        (True, "(is there [any] (a problem|something wrong|an issue|a fault|an error|trouble) with {n}*6|are there any (problems|issues|faults|errors) with {n}*4|does {n} have (a problem|an issue|a fault|any problems)*3|is {n} (broken*2|faulty*2|having problems*2|acting up|not working*2|in trouble|reporting a problem*2|malfunctioning)|is anything wrong with {n}*3|has {n} reported (a problem|an error))", "(is (anything|something) wrong {w}*3|are there any (problems|issues|faults|errors|warnings) {w}*4|is there a (problem|fault|issue) {w}*3|is something (broken|faulty|not working) {w}*2|any (problems|trouble|issues|faults) {w}*3)"),
        (False, "(is {n} (ok*4|okay*2|fine*3|working*2|healthy|all right*2|working properly*2|in order))", "is everything (ok|okay|fine|all right|in order|working) {w}"),
    ),
    "tamper": (
        (True, "(has {n} been (tampered with*4|touched*2|opened|messed with*2|interfered with|disturbed*2)|is {n} (tampered with*2|being tampered with*2|compromised)|did (someone|anyone|somebody) (tamper with|touch|mess with|get into|open) {n}*4|is someone (touching|messing with|tampering with) {n}*2)", "(has anything been tampered with {w}*3|did anyone tamper with anything {w}|is there any tampering {w}*2|is someone messing with things {w})"),
        (False, "is {n} (clear*3|untouched*3|intact*2|undisturbed*2|secure|ok)", ""),
    ),
    "safety": (
        (True, "is {n} (unsafe*4|dangerous*4|not safe*2|a danger|hazardous*2)", "(is there [any] (danger|a danger|a hazard) {w}*3|is it (dangerous|unsafe) {w}*2|is {a} (unsafe|dangerous)|is (anything|something) (unsafe|dangerous) {w})"),
        (False, "is {n} (safe*8|secure*2|all safe|out of danger)", "(is it safe {w}*3|is {a} safe*3|is everything safe {w}*2|are we safe {w})"),
    ),
    "cold": (
        (True, "(is {n} (cold*5|freezing*3|too cold*3|frozen*2|icy|freezing up|chilly)|are {n} (cold*3|freezing*2|frozen*2|too cold))", "(is anything (freezing|too cold|frozen|cold) {w}*3|are any (things|pipes) (cold|frozen|freezing) {w}*2|is something (cold|frozen|freezing) {w})"),
        (False, "(is {n} (warm enough|not cold|ok))", ""),
    ),
    "heat": (
        (True, "(is {n} (hot*5|overheating*5|too hot*4|boiling*2|running hot*2|burning hot|heating up)|does {n} feel hot|has {n} overheated*2|are {n} hot)", "(is anything (overheating|too hot|hot|running hot) {w}*4|is something (overheating|hot) {w}*2|are any (things|devices) (hot|overheating) {w}*2)"),
        (False, "is {n} (cool*2|not hot|cooled down)", ""),
    ),
    "vibration": (
        (True, "(is {n} (vibrating*6|shaking*4|buzzing*3|rattling*2|trembling|moving about|wobbling)|did {n} (vibrate|shake|buzz))", "(is (anything|something) (vibrating|shaking|rattling|buzzing) {w}*5|is there [any] (vibration|shaking) {w}*2|are any things (vibrating|shaking) {w}*2|do you feel [any] (vibration|shaking) {w})"),
        (False, "is {n} (still*2|steady*2|not vibrating)", ""),
    ),
    "gas": (
        (True, "(is {n} (leaking gas|detecting gas|smelling gas|leaking*2|detected*3)|does {n} smell gas)", "(is there [any] (gas*4|a gas leak*5|gas leaking*2|natural gas|a smell of gas) {w}|is gas (leaking*3|escaping|detected*2) {w}|do (you|we) (smell|have) gas {w}|any gas [leaks] {w}*2|is the gas leaking {w}*2|did you detect gas {w}|can you smell gas {w}|has gas been detected {w}*2)"),
        (False, "is {n} (clear|free of gas)", "(is {a} free of gas|is the air clear of gas {w})"),
    ),
    "carbon_monoxide": (
        (True, "(is {n} (detecting carbon monoxide|detecting co|going off*2|detected*3|triggered))", "(is there [any] (carbon monoxide*5|co*4|CO*4|carbon monoxide detected*2|co in the air) {w}|is (carbon monoxide|co|CO) (detected*3|present*2|building up) {w}|any (carbon monoxide|co) {w}*2|do we have carbon monoxide {w}|has (carbon monoxide|co) been (detected|found) {w}*2|did you detect any (carbon monoxide|co) {w})"),
        (False, "is {n} clear", "is {a} free of (carbon monoxide|co)"),
    ),
    "smoke": (
        (True, "(is {n} (smoking*2|detecting smoke*2|going off*3|detected*3|on fire|sounding))", "(is there [any] (smoke*5|a fire*4|fire*2|something burning) {w}|is (something|anything) (burning*4|on fire*4|smoking*2) {w}|is {a} (smoky*2|on fire*3|full of smoke*2|burning)|do you (see|smell) [any] smoke {w}*2|has smoke been (detected|seen|found) {w}*2|any smoke {w}*2|did the smoke alarm go off {w}*2)"),
        (False, "is {n} clear", "is {a} (free of smoke|clear of smoke)"),
    ),
    "light": (
        (True, "(is {n} (seeing light|detecting light*2|detected*2|lit)|does {n} see [any] light)", "(is [any] light detected {w}*3|is there [any] light {w}*3|do you see [any] light {w}*2|has light been detected {w})"),
        (False, "is {n} (dark*2|not detected)", "is it dark {w}"),
    ),
    "lock": (
        (True, "is {n} (unlocked*5|not locked*2|left unlocked*3|still unlocked*2)", "(are any locks (open|unlocked) {w})"),
        (False, "(is {n} (locked*8|securely locked*2|properly locked|locked up|bolted|secure*2|shut and locked)|did (someone|anyone|i) lock {n}*2)", ""),
    ),
    "door": (
        (True, "(is {n} (open*5|ajar*2|wide open*2|standing open*2|left open*3|still open*3)|did (someone|anyone|i) (open|leave open) {n}*2|has {n} been (opened|left open)*2)", "(is (a|any|the) door (open|ajar|wide open) {w}*5|did (someone|i|anyone) leave (a|the) door open {w}*3|are any doors (ajar|standing open|still open|left open) {w}*3|any doors (open|left open) {w}*2)"),
        (False, "is {n} (closed*4|shut*4|properly closed|closed properly*2|fully closed*2|shut tight)", "(are the doors (shut|closed) {w}*2|is the door (shut|closed) {w}*2)"),
    ),
    "window": (
        (True, "(is {n} (open*5|ajar*2|wide open*2|left open*3|still open*3|cracked open)|did (someone|anyone|i) (open|leave open) {n}*2)", "(is (a|any|the) window (open|wide open|cracked) {w}*5|did (someone|i|we|anyone) leave (a|any|the) (window|windows) open {w}*3|are any windows (still open|left open|ajar|wide open) {w}*3|do we have [any] windows open {w}*2|any windows (open|left open|still open) {w}*3)"),
        (False, "is {n} (closed*4|shut*4|fully closed*2|shut tight|closed properly)", "(are the windows (shut|closed) {w}*2|is the window (shut|closed) {w}*2)"),
    ),
    "garage_door": (
        (True, "(is {n} (open*4|up*3|left open*3|still open*3|wide open)|did (i|someone|anyone) leave {n} (open|up)*3)", "(did (i|someone|anyone) leave the garage (open|up)*2|is the garage (open|up)*2)"),
        (False, "is {n} (closed*4|shut*4|down*3|all the way down|fully closed)", ""),
    ),
    "opening": (
        (True, "is {n} (open*6|ajar*2|left open*2|still open*2|opened*2)", "(is (anything|something) (open|left open) {w}*3|are any openings open {w}*2)"),
        (False, "is {n} (closed*5|shut*5|fully shut)", "is everything (shut|closed) {w}"),
    ),
    "power": (
        (True, "(is {n} (powered*3|powered on*3|getting power*3|live*2|drawing power|energised|detected*2)|does {n} have power*3|is there power (at|to|in) {n}*2|is the power [to] {n} on)", "(do we have (power|electricity) {w}*3|is there (power|electricity) {w}*3|is the (power|electricity) (on|working) {w}*2)"),
        (False, "(is {n} (without power*3|dead|powered off*2|powered down)|has {n} lost power*2)", "(is the power out {w}*3|is there a power cut {w}*2|did we lose power {w}*2|is there a (blackout|power failure|power outage) {w})"),
    ),
    "running": (
        (True, "is {n} (running*6|going*3|working*2|in use*2|still running*3|still going*2|in operation*2|busy*2|active*2|on the go)", "(is (anything|something) (running|still running|in use) {w}*3|are any (devices|machines) (running|going) {w}*2)"),
        (False, "(is {n} (stopped*3|finished*2|idle*3|done*2|not running*2)|has {n} (stopped*3|finished*2))", ""),
    ),
}  # fmt: skip
_MANY: Mapping[str, tuple[str, str, str]] = {
    # measure: several of them, true words, false words
    "moisture": ("(water sensors*3|leak sensors*3|floors|moisture sensors*2|places|rooms)", "(wet*4|leaking|flooded*2|damp)", "dry"),
    "water_leak": ("(leak sensors*3|water sensors*2|pipes)", "(wet*2|leaking*3|triggered)", "dry"),
    "sound": ("(sound sensors*3|noise sensors|rooms)", "(triggered*3|noisy*2|loud)", "(quiet*2|silent)"),
    "presence": ("(devices*4|phones*3|trackers*2|tags|cars)", "(home*5|at home*3|present*2|here)", "(away*4|gone*3|not home*2)"),
    "occupancy": ("(rooms*5|occupancy sensors*3|areas)", "(occupied*4|in use*2|taken|triggered)", "(empty*3|free*2|unoccupied|vacant)"),
    "motion": ("(motion sensors*4|motion detectors*3|movement sensors)", "(triggered*4|active*2|tripped*2|detecting motion)", "(clear*2|idle)"),
    "connectivity": ("(devices*5|gadgets|things*2|hubs)", "(connected*5|online*5|reachable)", "(offline*5|disconnected*4|unreachable*2|not connected)"),
    "plug": ("(devices*4|chargers*2|things*2|plugs*2|appliances)", "(plugged in*5|connected to power)", "(unplugged*4|not plugged in*2)"),
    "battery_charging": ("(batteries*3|devices*4|phones*2|things)", "(charging*5|being charged*2|on charge)", "not charging"),
    "battery": ("(batteries*5|devices|sensor batteries)", "(low*5|flat*2|nearly empty|dying*2|weak|running low*2)", "(charged*3|full*3|ok|fine)"),
    "update": ("(devices*3|things|gadgets)", "(out of date*3|outdated*3|due an update|waiting for updates)", "(up to date*4|updated*2)"),
    "tamper": ("(devices|things|tamper sensors*3)", "(tampered with*3|triggered*2)", "(clear|untouched)"),
    "safety": ("(places*2|things*2|safety sensors*3|areas)", "(unsafe*3|dangerous*2)", "(safe*4|secure)"),
    "cold": ("(things*3|pipes*2|places)", "(cold*4|freezing*2|frozen)", "(warm enough|not cold)"),
    "heat": ("(things*3|devices*3|machines)", "(hot*4|overheating*3)", "(cool|not hot)"),
    "vibration": ("(things*3|devices*2|vibration sensors*3|machines)", "(vibrating*4|shaking*2|triggered)", "not vibrating"),
    "gas": ("(gas sensors*3|gas detectors*2|gas alarms)", "(on*2|triggered*2|going off*2|detecting gas*2)", "(clear|off)"),
    "carbon_monoxide": ("(carbon monoxide sensors*3|carbon monoxide alarms*2|co sensors*2|co alarms|CO detectors*2)", "(on*3|triggered*2|going off*2|detecting co)", "(clear|off)"),
    "smoke": ("(smoke alarms*3|smoke detectors*3|smoke sensors*2)", "(going off*3|triggered*3|on*2|detecting smoke)", "(clear|off|quiet)"),
    "door": ("doors", "(open*3|ajar*2|left open*2|still open*2|wide open)", "(closed*3|shut*3)"),
    "window": ("windows", "(open*3|ajar|left open*2|still open*2|wide open)", "(closed*3|shut*3)"),
    "opening": ("(openings*3|lids|drawers)", "(open*3|left open|still open)", "(closed*2|shut*2)"),
    "power": ("(devices*3|appliances*2|machines)", "(powered*2|powered on*3|getting power*2)", "(without power*2|powered off)"),
    "running": ("(devices*3|machines*3|appliances*3|things)", "(running*4|going*2|in use|still running*2|active)", "(stopped*2|idle*2|not running)"),
    "problem": ("(devices*3|things*2)", "(having problems*3|faulty*2|broken|reporting problems*2)", "(ok|fine|working)"),
}  # fmt: skip
_SIGN: Table[str] = Table([(1.5 if name in {"presence", "moisture", "sound", "update", "connectivity", "battery"} else 1, name) for name in _SIGNS])  # fmt: skip
_ANYWHERE = (
    "(*6|in the house*3|anywhere*3|at home*2|in the home|anywhere in the house|around the house)"
)
_FAMILIES: Mapping[str, str] = {
    "phone": "(phone*5|my phone*2|tablet*2|laptop*2|watch*2|camera*2|doorbell*2|tag|car*3|bike|headphones|remote*2|keyboard|mouse|tracker|kids tablet|work laptop|e-bike|key fob)",
    "place": "(pet door*2|shed door*2|cat flap*2|back gate|mailbox*2|cookie jar*2|biscuit tin|toolbox|cellar door*2|wine fridge|fridge*2|freezer*2|attic hatch|loft hatch|side door*2|letterbox|jewellery box|medicine cabinet*2|gun safe|treasure chest|drawer*2|bathtub*2|sink*2|under the sink|pipes*2|water pipes*2|boiler room|crawl space|aquarium*2|dog bowl|driveway*2|road*2|path|pool*2|stairs|roof hatch|parcel box*2|tent|greenhouse*2|server*2|router*2|modem*2|computer*3|printer*2|nas|mains*2|fuse box*2|solar panels*2|pump*2|washer*2|dryer*2|pet feeder*3|cat feeder*2|fish tank*2|sauna|3d printer|doorbell|siren*2|alarm*2|hamster wheel|lawn|flower bed*2|baby monitor)",
}
_PHONES = frozenset({"battery", "battery_charging", "connectivity", "plug", "presence", "update", "vibration"})  # fmt: skip


def _named(measure: str, rng: random.Random) -> tuple[str, str]:
    """Return a sensor's name, mostly one that says nothing of what it measures, and an article."""
    article = rng.choice(("the ", "the ", "the ", "my ", ""))
    if rng.random() < 0.5:
        return "{name}", article
    family = "phone" if measure in _PHONES and rng.random() < 0.6 else "place"
    name = expand(_FAMILIES[family], rng)
    return name, "" if name.startswith(("my ", "under ")) else article


def sensed(rng: random.Random) -> Template:
    """Compose a yes-or-no question about a sensor in the words that people use for it."""
    if rng.random() < 0.2:
        return _which(rng)
    measure = _SIGN.pick(rng)
    is_true, of_name, of_place = rng.choice(_SIGNS[measure])
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    mark, test = rng.choice(("?", "", "")), {"value": is_true}
    if not of_place or rng.random() < 0.52:
        name, article = _named(measure, rng)
        text = expand(of_name, rng)
        if text.startswith("are ") and not name.endswith("s"):
            text = f"is {text.removeprefix('are ')}"
        text = _again(f"{text.replace('{n}', article + name)} {expand(_NOW, rng)}".strip(), rng)
        return query(
            text + mark, Aim(text="", target={**target, "name": name}), "value", "any", test
        )
    text = expand(of_place, rng)
    if "{a}" in text:
        target["area"] = "{area}"
        text = text.replace("{a}", expand("(the*6|my*2|our) {area}", rng))
    elif rng.random() < 0.5 and "{w}" in text:
        target["area"] = "{area}"
        text = text.replace("{w}", expand(_PLACES, rng))
    else:
        target["area"] = "all"
        where = expand(_ANYWHERE, rng)
        if measure == "occupancy":
            where = rng.choice(("in here", "in this room", "here"))
            target.pop("area")
        text = text.replace("{w}", where)
    ask: Literal["all", "any"] = "any"
    if not is_true and measure not in {"power", "connectivity"}:
        ask = "all"
    text = _again(" ".join(f"{text} {expand(_NOW, rng)}".split()), rng)
    return query(text + mark, Aim(text="", target=target), "value", ask, test)


def _again(text: str, rng: random.Random) -> str:
    """Ask as it is or, now and then, indirectly."""
    if rng.random() < 0.1 and text.startswith("is there "):
        return indirect(text, rng)
    if rng.random() < 0.06:
        return f"{rng.choice(('hey', 'quick question', 'tell me', 'say', 'um'))} {text}"
    return text


def _which(rng: random.Random) -> Template:
    measure = rng.choice(tuple(_MANY))
    many, true_words, false_words = _MANY[measure]
    is_true = rng.random() < 0.7
    words, state = expand(many, rng), expand(true_words if is_true else false_words, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    if rng.random() < 0.3:
        target["area"], where = "{area}", f" {expand(_PLACES, rng)}"
    else:
        target["area"] = "all"
        where = f" {expand(_ANYWHERE, rng)}".rstrip()
    choices: tuple[tuple[Literal["any", "all", "which", "count"], str], ...] = (
        (
            "any",
            "(are any {m} {s}{w}*4|are there any {m} {s}{w}*3|any {m} {s}{w}|are any of the {m} {s}{w}*2|do we have [any] {m} that are {s}{w}|are there {m} that are {s}{w}|do i have any {m} that are {s}{w})",
        ),
        (
            "all",
            "(are all {m} {s}{w}*3|are all the {m} {s}{w}*3|are the {m} all {s}{w}|are all of the {m} {s}{w}*2|are all my {m} {s}{w}|is every one of the {m} {s}{w})",
        ),
        (
            "which",
            "(which {m} are {s}{w}*4|what {m} are {s}{w}*3|which of the {m} are {s}{w}*2|tell me which {m} are {s}{w}*2|list the {m} that are {s}{w}|show me which {m} are {s}{w}|which {m} are currently {s}{w}*2|what are the {m} that are {s}{w}|name the {m} that are {s}{w})",
        ),
        (
            "count",
            "(how many {m} are {s}{w}*4|how many of the {m} are {s}{w}*2|how many of my {m} are {s}{w}|what number of {m} are {s}{w}|count the {m} that are {s}{w}|tell me how many {m} are {s}{w}*2|how many {m} are currently {s}{w})",
        ),
    )
    ask, pattern = rng.choice(choices)
    if where == " anywhere" and ask in {"all", "which", "count"}:
        where = ""
    text = expand(pattern, rng).replace("{m}", words).replace("{s}", state).replace("{w}", where)
    if measure == "update" and rng.random() < 0.3 and is_true:
        ask = rng.choice(("which", "which", "count"))
        text = expand(
            "(what|which) (updates|firmware updates|software updates) are (available*3|waiting|pending*2|ready|there)"
            if ask == "which"
            else "how many updates are (there|available*2|pending|waiting)",
            rng,
        )
        text = f"{text}{where}"
    mark = rng.choice(("?", "", ""))
    tags = ("group",) if ask == "all" else ()
    return query(
        text + mark, Aim(text="", target=target, tags=tags), "value", ask, test={"value": is_true}
    )


# --- values of sensors with names that mislead ----------------------------------------------------

_DEVICE = "(air conditioning*2|air conditioner|heat pump*3|washing machine*2|dishwasher*2|fridge*2|freezer|tv*2|television|oven|kettle|boiler*2|furnace*2|water heater*2|water pump*2|pool pump|solar*2|solar panel|inverter*2|battery pack|powerwall|wall plug*2|smart plug|router*2|server*2|log file|backup|torrent|car*3|car tyre*2|bike|phone*2|my phone|bed sensor*2|bathroom scale|greenhouse*2|outside*2|outdoor|garden*2|weather station*2|rain gauge|living room*2|kitchen*2|house*2|grid*2|main|monthly*2|daily*2|total|yearly|weekly|appliance|travelling|next|price*2|brewery|mixer|aquarium|tank*2|oil tank|sound bar*2|speaker|lamp*2|fan*2|dryer|vacuum|ev charger*2|heater*2|basement*2|attic*2|nursery|baby|pizza oven|sauna|compost|plant*2|fern|lawn)"
_READ = "(reading*3|level*3|value*2|amount|figure)"
_GIVEN = "(indicated by*3|measured by*3|reported by*2|shown by*2|shown on*2|given by|registered by|recorded by*2|displayed by|displayed on|according to*2|from*2|of*4|on*2|for*2|at*2|by|detected by|read by)"


def measured(rng: random.Random) -> Template:
    """Compose a question for a value of a sensor whose name holds words for things and measures."""
    measure = rng.choice(tuple(VALUES))
    words, _ = VALUES[measure]
    word = expand(words, rng)
    name = _name(measure, rng)
    end = expand(_NOW, rng)
    article = expand("(the*8|my*2|our|*3)", rng)
    thing = f"{article} {name}".strip()
    text = expand(
        "((what's*4|what is*6|whats|tell me*2|give me*2|check*2|get me|show me|read [me]|how about|do you know*2|can you tell me*2|i want to know|could you check) (the {m} {g} {n}*6|the {m} {r} {g} {n}*3|the amount of {m} {g} {n}*2|{n}'s {m}*3|{n}'s {m} {r}*2|the concentration of {m} {g} {n}|the current {m} {g} {n}*2|{n} {m}*2|{n} {m} {r}|{n}*3|{n}'s reading|the {r} of {n}*2|the {m} {n} (shows|reports|gives|measures|reads)*2|the total {m} {g} {n}|the {m} that {n} shows)*12|what {m} does {n} (show*3|report*2|measure*2|read*2|indicate*2|have|give)*2|what does {n} (say*2|show*2|read*3|report|measure|indicate)*3|how (high|much) is {n}*1|what's {n} at*2|what is {n} (reading|reporting|showing|measuring)*2|{n} {r}|{m} of {n}*2|how much {m} does {n} (show|report|measure|have|indicate)*2|read {n}*2|what is {n} right now|what's the reading on {n}*2)",
        rng,
    )
    text = (
        text.replace("{m}", word)
        .replace("{g}", expand(_GIVEN, rng))
        .replace("{r}", expand(_READ, rng))
    )
    if measure == "date" and rng.random() < 0.4:
        text = expand(
            "(when is {n}*3|when will {n} be*3|what day is {n}*2|on what date is {n}*2|when does {n} come)",
            rng,
        )
    text = " ".join(f"{text.replace('{n}', thing)} {end}".split())
    target = {"type": "sensor", "sensor": measure, "name": name}
    return query(
        text + rng.choice(("?", "?", "", "")), Aim(text="", target=target), "value", "value"
    )


def _name(measure: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return "{name}"
    word = expand(VALUES[measure][0], rng)
    device = expand(_DEVICE, rng)
    name = rng.choice(
        (
            f"{device} {word}",
            f"{device} {word}",
            f"{device} {word}",
            f"{device} {word} sensor",
            f"{device} sensor",
            f"{device} {rng.choice(('meter', 'monitor', 'usage', 'probe', 'counter', 'sensor 2', 'today', 'gauge'))}",
            f"{expand(_DEVICE, rng)} {device}",
            device,
            f"{device} {measure.replace('_', ' ')}",
            f"{word} {rng.choice(('sensor', 'meter', 'today', 'now', 'total'))}",
        )
    )
    style = rng.random()
    if style < 0.3:
        return name.title() if style < 0.15 else name[:1].upper() + name[1:]
    return name


__all__ = ["measured", "sensed"]
