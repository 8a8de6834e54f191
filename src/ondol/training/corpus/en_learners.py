"""English as learners, typists and hurried people say it: commands without grammar, spelt by ear.

Only what a listener would still understand is here; typing errors of any text are `distort`'s.
"""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .compose import Aim, Table, Template, act
from .en_targets import base, many, one
from .expand import expand

_HELLO = "[(please*4|can you*4|could you*3|you can*1|i want*2|i want you*2|please to|hey|can you please*2|pls*2|help me|i need you*1|can u*2|would you|you please|hello|ok|kindly|can i|do)]"
_AFTER = "[(please*4|for me*2|now*3|a little|pls|thank you*2|ok|in this time|quickly|sir|dear|my friend|again)]"

# kind, pattern, settings. {0}: things, {w}: where.
_SAYINGS: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("light", "(bright*3|bright up*2|more bright*2|brighten*2|make bright*2|make more bright*3|make brighter*2|do bright|increase*3|light more*2|make more light with|give more bright to|up*2|do more bright|raise up*2|shine|shine more|strong|make stronger|add bright to|more light from) {0} {w}", {"brightness": "up"}),
    ("light", "(more light {w}*2|more brightness {w}*2|make bright {w}|make it more bright {w}*2|make the room [more] bright*2|make room brighter*2|bright the room*2|increase light {w}*2|increase brightness {w}*3|brightness increase {w}*2|raise brightness {w}*2|want more light {w}|add more light {w}*2|increase the lighting {w}*2|up the lights {w}*2|lights up {w}*2|light up more|brightness up {w}*3|make the lights more bright {w}|give us more light {w}*2|give me more light {w}*2|give me brighter light*2|every light {w} increase brightness*2|make all {w} brighter|increase the intensity of {0} {w}*2|{0} intensity up {w}|make {0} {w} more intense|all {0} {w} make brighter|make {0} bright more|let {0} more bright|make {0} more bright {w}*3|put {0} more bright|do {0} brighter|more lighting {w}*2|some more light {w}*2)", {"brightness": "up"}),
    ("light", "(less light {w}*3|less bright {w}*2|make less bright {w}*2|make dark a little {w}|make {0} less bright*3|make {0} low*2|low {0} {w}*2|low the lights {w}*2|down the lights {w}*2|lights down {w}*3|decrease light {w}*2|decrease brightness {w}*3|brightness down {w}*3|reduce light {w}*3|reduce {0} {w}*2|lower light {w}*2|make the room [more] dark*2|make room darker*2|make a room dimmer*2|dark the room a little|soft light {w}*2|make {0} soft*2|weak {0}|make {0} weak*1|dimming {0} {w}|dim down {0} {w}*2|give me low light {w}*2|give me soft lighting {w}*2|give me dim light {w}*2|lower lighting {w}*2|put {0} low*2|set {0} to low*2|set {0} low*2|turn {0} low*2|turn the room darker*2|too much light so make less {w}|lessen the lights {w}|decrease the intensity of {0} {w})", {"brightness": "down"}),
    ("light", "(light on {w}*4|make light on {w}*2|do the light on {w}*2|do the lights on {w}|put on the light {w}*3|put the light {w}*2|give light {w}*3|give me light {w}*3|give some light {w}*2|i want light {w}*2|i need light {w}*2|please light {w}*2|lighten the room*2|light the room*3|lights please {w}*2|make light {w}*3|on light {w}*2|on the light {w}*2|on {0} {w}*2|make {0} to on*2|make {0} on*3|{0} make on|turning on {0} {w}*2|turn {0} to on*2|you turn on {0} {w}*2|to turn on {0} {w}*2|switch {0} {w} on it|start light {w}*2|start the lights {w}*2|begin the light|i want turn on {0} {w}*3|want {0} on {w}*2|bring light {w}*2|let light {w})", {"on": True}),
    ("light", "(light off {w}*4|make light off {w}*2|do the light off {w}*2|do the lights off {w}|put off the light {w}*4|put off {0} {w}*3|off light {w}*2|off the light {w}*3|off {0} {w}*3|make {0} to off*2|make {0} off*3|{0} make off|turning off {0} {w}*2|turn {0} to off*2|you turn off {0} {w}*2|to turn off {0} {w}*2|stop light {w}*2|stop the lights {w}*2|no light {w}*2|i don't want light {w}|finish the light|kill light {w}*2|cut the light {w}*2|i want turn off {0} {w}*3|want {0} off {w}*2|lights no more {w}|remove light {w}|light out {w}*2)", {"on": False}),
    ("players", "(more volume*3|volume more*2|increase volume*3|increase sound*3|increase the sound*2|sound up*3|make sound big*1|make sound bigger*2|make more loud*3|more loud*3|louder please|make louder*3|make it more loud*3|raise sound*2|raise the sound*2|big sound*1|higher volume*3|high volume*2|give more sound*2|give more volume*2|up the volume*3|up volume*2|higher sound*2|make music louder*2|make volume higher*3|make volume up*2|volume plus|volume high*2|more sound*3|i want more volume*2|make high the volume|strong sound|put volume higher*2|put it louder*3|put louder*2)", {"volume": "up"}),
    ("players", "(less volume*3|volume less*2|decrease volume*3|decrease sound*3|sound down*3|make sound small*1|make less loud*3|less loud*3|make it less loud*3|make quieter*2|more quiet*3|make more quiet*2|reduce sound*3|reduce the sound*3|small sound|low sound*2|low volume*2|lower volume*3|lower sound*2|lower the sound*3|low the volume*3|down the volume*3|down volume*2|make music quieter*2|make volume lower*3|make volume down*2|make volume low*2|set volume to low*2|put volume low*2|volume low*2|volume minus|less sound*3|i want less volume*2|quieter please|set the sound low*2|put it quieter*2|put it lower*2|make it soft|not so loud*3|not that loud*2|softer sound*2)", {"volume": "down"}),
    ("players", "(no sound*3|make no sound*2|sound off*3|make silent*2|make it mute*2|make mute*2|put mute*2|put on mute*3|do mute*2|off the sound*3|off sound*2|stop sound*2|stop the sound*2|stop the noise*1|volume off*2|no volume*2|volume zero*1|close the sound*2|shut the sound*2|silence please|set mute*2|to mute|muting|make quiet all*1|turn sound off*3|make mute the sound|sound to mute)", {"muted": True}),
    ("air_conditioner", "(make cool {w}*3|make it cool {w}*2|make cold {w}*3|give cold air {w}*2|cold air on {w}*2|start cooling {w}*3|start the cooling {w}*2|cooling on {w}*3|on the ac {w}*3|on ac {w}*3|ac make on*2|make ac on*3|put the ac {w}*2|put on ac {w}*3|put ac {w}*2|open ac {w}*1|give me ac {w}|give some cool air {w}*2|cool this room*3|cool the room*4|cool down the room*4|cool down {w}*2|cool {w}*2|blow cold air {w}*2|turn ac to on*2|begin cooling {w})", {"on": True}),
    ("air_conditioner", "(stop cooling {w}*3|stop the cooling {w}*2|cooling off {w}*2|off the ac {w}*3|off ac {w}*3|make ac off*3|put off the ac {w}*3|put off ac*2|no ac {w}*2|no more ac {w}*2|no cold air {w}*2|stop ac {w}*3|stop the cold air {w}*2|turn ac to off*2|finish the ac)", {"on": False}),
    ("thermostat", "(make warm {w}*3|make it warm {w}*2|give heat {w}*2|give some heat {w}*2|start heating {w}*3|heating on {w}*3|on the heating {w}*2|on the heater {w}*2|make heating on*2|put heating {w}*3|put on heating {w}*3|put the heat {w}*2|warm the room*4|warm up the room*4|heat the room*4|heat up the room*3|heat this place*2|warm this room*3|begin heating {w})", {"on": True}),
    ("fan", "(on the fan {w}*3|on fan {w}*3|make fan on*3|put the fan {w}*2|put fan on {w}*2|give air {w}*2|give some wind {w}*2|start fan {w}*3|start wind {w}|fan start {w}*2|move the fan*1|make the fan go*2|get the air moving {w}*2|i want wind {w}*2|make some wind {w}*2)", {"on": True}),
    ("fan", "(off the fan {w}*3|off fan {w}*3|make fan off*3|put off the fan {w}*3|put off fan*2|stop fan {w}*3|stop wind {w}*2|stop the wind {w}*2|fan stop {w}*2|no wind {w}*2|no more wind*2|no fan {w}*2)", {"on": False}),
    ("tv", "(on the tv {w}*3|on tv {w}*3|make tv on*3|put the tv {w}*3|put tv {w}*3|put on tv {w}*3|start tv {w}*3|open tv {w}*2|open the tv {w}*2|open the television {w}*2|i want tv {w}*3|i want to see tv {w}*3|i want see tv*2|want watch tv*2|i want to watch tv*3|let's see tv*2|give me tv*2|begin tv)", {"on": True}),
    ("tv", "(off the tv {w}*3|off tv {w}*3|make tv off*3|put off the tv {w}*3|put off tv {w}*2|stop tv {w}*3|close tv {w}*3|close the tv {w}*3|close the television {w}*2|no tv {w}*2|no more tv*3|finish tv*2|shut the tv {w}*3|shut tv {w}*2|enough tv*2)", {"on": False}),
    ("vacuum", "(clean floor*3|clean the floors*3|make the floor clean*2|make clean the floor*2|start clean*3|start to clean*3|start the clean*2|go clean*2|go cleaning*2|do cleaning*3|do the cleaning*3|do clean the house*2|robot go clean*2|robot start*3|robot start clean*2|vacuum start*3|vacuum go*2|make vacuum*2|make the vacuum work*2|make vacuum run*2|get cleaning*2|get the cleaning going*2|begin the cleaning*2|begin to vacuum*2|have the house cleaned*2|get the floors done*2|get the house clean*2|start a house cleaning*2|start the vacuuming*2|vacuum now*3|vacuuming please*2|run cleaning*2|run the cleaning*2|start floor cleaning*2|let the robot clean*3|let robot work*2)", {"activity": "cleaning"}),
    ("curtain", "(make curtain open {w}*3|make open the curtain {w}*2|curtain open {w}*3|curtains to open {w}*2|do the curtains open|put the curtains open {w}*2|remove the curtain {w}*1|put curtain to side*2|take the curtains apart*1|curtain make open)", {"position": 100}),
    ("curtain", "(make curtain close {w}*3|make close the curtain {w}*2|curtain close {w}*3|curtains to close {w}*2|do the curtains closed|put the curtains closed {w}*2|cover the window with the curtain*2|put the curtain {w}*1|curtain make close|curtains shut {w}*2)", {"position": 0}),
    ("lock", "(make door lock {w}*3|make the door locked {w}*2|do lock the door {w}*2|door to lock*2|put lock on the door {w}*2|put the lock*1|door lock please|key the door {w}|please to lock the door {w}*2|make lock the door*2|door be locked {w})", {"locked": True}),
    ("switch", "(prepare {0}*1|on {0} {w}*3|make {0} on*3|make {0} work*2|make {0} start*2|put {0} {w}*1|put on {0} {w}*3|start {0} to work*2|let {0} work*2|set {0} running*3|set {0} to work*2|get {0} working*3|get {0} running*3|toggle {0} on*3|have {0} running*2|have {0} start*2|{0} start*2|{0} begin*1|begin {0}*2)", {"on": True}),
    ("outlet", "(off {0} {w}*3|make {0} off*3|make {0} stop*2|put off {0} {w}*3|let {0} stop*2|toggle {0} off*3|have {0} stopped*1|{0} stop*2|cut power to {0}*3|cut the power of {0}*2|stop power to {0}*2|no power to {0}*2|take the power off {0}*2)", {"on": False}),
    ("outlet", "(toggle {0} on*3|give power to {0}*3|give {0} power*2|power to {0}*2|put power on {0}*2|let {0} have power*2|{0} go on*2)", {"on": True}),
)  # fmt: skip
_SAYING: Table[tuple[str, str, Mapping[str, Any]]] = Table(
    [(4 if kind == "light" else 3 if kind == "players" else 1, (kind, pattern, settings)) for kind, pattern, settings in _SAYINGS]
)  # fmt: skip
_WHERE = "(*9|in {area}*3|in the {area}*3|at {area}*2|at the {area}|in this room*2|here*2|in here|in room|of the {area}|of {area}|inside {area})"


def learner(rng: random.Random) -> Template:
    """Compose a command in words that no native would choose ("make the room more bright")."""
    kind, pattern, settings = _SAYING.pick(rng)
    target = base(kind)
    thing = ""
    if "{0}" in pattern:
        if rng.random() < 0.25 or kind in {"switch", "outlet"}:
            thing, target["name"] = (
                rng.choice(("{name}", "{name}", "the {name}", "my {name}")),
                "{name}",
            )
        else:
            word = many(kind, rng) if rng.random() < 0.6 else one(kind, rng)
            thing = expand(f"(the {word}*4|{word}*4|my {word}|all {word}|this {word}*1)", rng)
            if thing.startswith("this "):
                target["ref"] = "looked_at"
    where = expand(_WHERE, rng) if "name" not in target else ""
    text = expand(pattern, rng)
    if "{w}" not in text:
        where = ""
    if "{0}" not in text:
        target.pop("name", None)
        target.pop("ref", None)
    if "{area}" in where:
        target["area"] = "{area}"
    if kind == "players":
        target["state"] = {"on": True}
    text = text.replace("{0}", thing).replace("{w}", where)
    text = f"{expand(_HELLO, rng)} {text} {expand(_AFTER, rng)}"
    return act(" ".join(text.split()), Aim(text="", target=target), settings)


# --- spelling -------------------------------------------------------------------------------------

_SPELT: Sequence[tuple[re.Pattern[str], tuple[str, ...]]] = tuple(
    (re.compile(rf"\b{word}\b"), ways)
    for word, ways in (
        ("please", ("pls", "plz", "pleas", "plese", "pleaze")),
        ("you", ("u", "ya", "yu")),
        ("are", ("r",)),
        ("your", ("ur",)),
        ("to", ("too",)),
        ("off", ("of", "of", "offf", "0ff")),
        ("lights", ("lites", "light's", "ligths", "lihgts", "lightz")),
        ("light", ("lite", "ligth", "lihgt")),
        ("turn", ("trun", "tern", "turnn", "tirn")),
        ("switch", ("swich", "swithc", "switc")),
        ("the", ("da", "teh", "th", "")),
        ("volume", ("volum", "vol", "volumn")),
        ("temperature", ("temp", "temprature", "temperture", "tempature")),
        ("minutes", ("mins", "minuts", "min")),
        ("tomorrow", ("tmrw", "tomorow", "tmr")),
        ("tonight", ("tonite", "2nite")),
        ("what", ("wat", "wot")),
        ("what's", ("whats", "wats", "wuts")),
        ("is", ("iz", "is")),
        ("curtains", ("curtins", "curtians")),
        ("thermostat", ("thermostate", "termostat")),
        ("there", ("their", "ther")),
        ("right", ("rite",)),
        ("hey", ("heyy", "heya")),
        ("close", ("clothes", "cloze")),
        ("weather", ("wether", "whether")),
        ("want to", ("wanna",)),
        ("going to", ("gonna",)),
        ("because", ("cuz", "cos", "bc")),
        ("and", ("n", "an", "nd")),
        ("hear", ("here",)),
        ("it's", ("its", "it s", "itz")),
        ("i'm", ("im", "i m")),
        ("don't", ("dont", "don t")),
        ("can't", ("cant", "can t")),
        ("everything", ("evrything", "everthing")),
        ("living", ("livin",)),
        ("quiet", ("quite",)),
        ("brighter", ("briter",)),
        ("heating", ("heatin",)),
        ("music", ("musik", "msuic")),
        ("vacuum", ("vaccum", "vacume", "vaccuum")),
        ("garage", ("garrage",)),
    )
)


def spelt(text: str, rng: random.Random) -> str:
    """Return a text as it is typed in haste or heard wrong; placeholders are left alone.

    >>> spelt("dim {name}", random.Random(0))
    'dim {name}'
    """
    parts = re.split(r"(\{\w+\})", text)
    share = rng.choice((0.25, 0.5, 1.0))
    for number in range(0, len(parts), 2):
        for pattern, ways in _SPELT:
            if pattern.search(parts[number]) and rng.random() < share:
                parts[number] = pattern.sub(rng.choice(ways), parts[number])
    return " ".join("".join(parts).split())


_ARTICLES = re.compile(r"\b(the|my|a|an) (?=\w|\{)")


def clipped(text: str) -> str:
    """Return a text without its articles, as telegrams and toddlers have it.

    >>> clipped("turn off the {area} light")
    'turn off {area} light'
    """
    return _ARTICLES.sub("", text)


__all__ = ["clipped", "learner", "spelt"]
