"""English that speaks of what a home could do and asks for none of it.

Prohibitions, what others said, what was done, what one will do oneself, what would be if, whether
one should, complaints, quotations: for each the verb and the thing are those of commands, and only
the grammar around them says that nothing shall be done.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from .compose import Table, Template, plain
from .expand import expand


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb's forms: turn, turns, turned, turned (participle), turning; `particle` as in "off"."""

    base: str
    third: str
    past: str
    participle: str
    ing: str
    particle: str = ""

    def say(self, form: str, thing: str, rng: random.Random) -> str:
        """Return a form with its object: "turned the lamp off" or "turned off the lamp"."""
        word = getattr(self, form)
        if not self.particle:
            return f"{word} {thing}"
        return rng.choice((f"{word} {self.particle} {thing}", f"{word} {thing} {self.particle}"))


def _regular(base: str, particle: str = "", *, double: bool = False) -> _Verb:
    stem = base[:-1] if base.endswith("e") else base + base[-1] if double else base
    past = f"{stem}ed"
    return _Verb(base, f"{base}s", past, past, f"{stem}ing", particle)


_PUT = _Verb("put", "puts", "put", "put", "putting", "on")
_SHUT = _Verb("shut", "shuts", "shut", "shut", "shutting")
_SWITCH = {
    w: _Verb("switch", "switches", "switched", "switched", "switching", w) for w in ("on", "off")
}
_ONS = (_regular("turn", "on"), _SWITCH["on"], _PUT, _regular("turn", "on"))
_OFFS = (
    _regular("turn", "off"),
    _SWITCH["off"],
    _Verb("shut", "shuts", "shut", "shut", "shutting", "off"),
    _regular("turn", "off"),
)
_RUN = _Verb("run", "runs", "ran", "run", "running")

_THINGS: Table[tuple[str, tuple[_Verb, ...]]] = Table(
    (
        (
            8,
            (
                "(the lights*5|the light*3|the lamp*2|the {area} light*5|the {area} lights*4|the hall lights|my lamp|the porch light*2|the bedside lamp|the ceiling light|all the lights*2|those lights)",
                (*_ONS, *_OFFS, _regular("dim", double=True)),
            ),
        ),
        (
            7,
            (
                "(the TV*4|the telly|the AC*3|the air conditioning*2|the heating*3|the heater*2|the fan*2|the ceiling fan*2|the oven*3|the stove*2|the coffee maker*2|the humidifier*2|the dehumidifier*2|the air purifier*2|the speaker*2|the radio|the smart plug*2|the outlet|the kettle|the {area} fan|the {area} heater|the {area} AC|the music*2|movie mode|night mode|the electric blanket|the water heater)",
                (*_ONS, *_OFFS),
            ),
        ),
        (
            3,
            (
                "(the curtains*4|the blinds*4|the shades|the {area} curtains*2|the {area} blinds*2|the garage door*4|the window*3|the windows*2|the shutters|the gate)",
                (
                    _regular("open"),
                    _regular("close"),
                    _regular("open"),
                    _regular("close"),
                    _SHUT,
                    _regular("raise"),
                    _regular("lower"),
                ),
            ),
        ),
        (
            3,
            (
                "(the front door*5|the back door*4|the door*3|the doors|the side door|the deadbolt|the gate)",
                (_regular("lock"), _regular("unlock"), _regular("open"), _regular("close")),
            ),
        ),
        (
            3,
            (
                "(the vacuum*4|the robot vacuum*2|the dishwasher*4|the washing machine*3|the washer*2|the dryer*3|the laundry|the mower)",
                (_regular("start"), _regular("stop", double=True), _RUN, _regular("pause"), *_ONS),
            ),
        ),
        (
            2.5,
            (
                "(the volume*4|the temperature*3|the thermostat*3|the brightness|the heat*2|the music|the sound)",
                (
                    _regular("turn", "up"),
                    _regular("turn", "down"),
                    _regular("lower"),
                    _regular("raise"),
                    _regular("change"),
                ),
            ),
        ),
        (
            1,
            (
                "(the thermostat*2|the AC*2|the heating|the temperature) to {temp} [degrees]",
                (_regular("turn"), _Verb("set", "sets", "set", "set", "setting")),
            ),
        ),
        (
            1.2,
            (
                "(milk|eggs|{item}*4|bread) (to|on) (the shopping list*3|my list|the list*2|the grocery list*2)",
                (_regular("add"), _Verb("put", "puts", "put", "put", "putting")),
            ),
        ),
        (
            1,
            (
                "(my alarm*2|the alarm*2|a timer*3|the {time} alarm|an alarm*2|a timer for {duration})",
                (
                    _Verb("set", "sets", "set", "set", "setting"),
                    _regular("cancel"),
                    _regular("turn", "off"),
                ),
            ),
        ),
        (
            1,
            (
                "(some music*2|{query}*2|that song*2|the news|that movie)",
                (_regular("play"), _regular("stop", double=True), _PUT),
            ),
        ),
    )
)
_WHO = "(my mum*3|mom*4|mum*3|dad*5|my wife*3|my husband*3|grandma*2|grandpa|the kids*2|my sister*2|my brother*2|the plumber|the doctor*2|the landlord*2|my roommate*2|our neighbour*2|my boss|the teacher|somebody*2|someone*2|she*2|he*2|Emma|Noah|my flatmate|the babysitter|the electrician)"
_THEY = "(he*3|she*3|they*4)"
_WHEN = "(yesterday*3|last night*3|this morning*3|earlier*3|an hour ago*2|before I left*2|last week*2|already*2|before bed|on my way out|the other day)"
_YOU = "(|||ever|please)"


def no_request(rng: random.Random) -> Template:
    """Compose a sentence after which nothing may change."""
    things, verbs = _THINGS.pick(rng)
    kind, words = _MOODS.pick(rng)
    text = expand(words(rng.choice(verbs), expand(things, rng), rng), rng)
    return plain(kind, text, tags=("negation",))


def _forbidden(v: _Verb, thing: str, rng: random.Random) -> str:
    base, ing = v.say("base", thing, rng), v.say("ing", thing, rng)
    leave, participle = thing, f"{v.participle} {v.particle}".strip()
    return rng.choice(
        (
            f"(please|) (don't*5|do not*3|don't you dare|never*2|don't ever|dont*2) {base} (|||please|yet|now|right now|any more|again|tonight|just yet|for strangers|until I say so|while I'm out)",
            f"(you don't (have|need) to*3|you needn't|there's no need to*3|no need to*2|it's not necessary to|I don't need you to*2|I don't want you to*3|I'd rather you didn't*2|I'd prefer if you didn't|we don't want to|I don't want to*2|let's not*3|try not to|stop trying to|be careful not to|make sure nobody (tries to|ever tries to)) {base}",
            f"(there's no point|there is no reason for|please avoid|no|I'm not in favour of|I'm against|we're not) {ing} (|tonight|today|please|this year|any more)",
            f"(I don't want|I don't need|we don't need|nobody wants|I'd rather not have) {leave} {participle} (|right now|tonight|any more|today|yet)"
            if participle != v.participle
            or v.base in {"open", "close", "lock", "unlock", "start", "change"}
            else f"please don't {base}",
            f"(it isn't|it's not) time to {base} [yet]|(I didn't|we didn't|nobody|I never) (ask*2|asked|told|tell|said) (you|anyone|anybody) to {base}|(I'm not|we're not) (asking|telling) you to {base}",
            f"that (doesn't|does not) mean (you should|) {base}|I (don't think|doubt) (we|you|I) should {base} (|yet|now)|we (shouldn't|should not|must not|mustn't|can't) {base} (|yet|now|at night)",
        )
    )


def _untouched(_: _Verb, thing: str, rng: random.Random) -> str:
    return f"(please|) (leave*5|keep*2) {thing} (alone*3|as it is*2|as they are*2|the way it is*2|like that*2|how it is|be)|(don't (touch*4|mess with*2|change*2|fiddle with|adjust*2|bother with*2)|hands off|never touch|do not touch) {thing} (|please|any more|tonight)"


def _told(v: _Verb, thing: str, rng: random.Random) -> str:
    base, past, ing = v.say("base", thing, rng), v.say("past", thing, rng), v.say("ing", thing, rng)
    had = v.say("participle", thing, rng)
    return rng.choice(
        (
            f"{_WHO} (told me to*4|asked me to*3|said to*3|wants me to*2|keeps telling me to*2|told us to*2|reminded me to*2|told him to|asked him to|said we should*2|said I should*2|wanted me to*2|insisted that we|made me|begged me to|said not to*2|told me not to*2|asked me not to) {base} (|||this morning|yesterday|earlier|again|but I forgot|and I said no)",
            f"{_WHO} (said|says|told me|claims|swears|mentioned|heard|texted that|thinks) {_THEY} (had {had}|{past}|would {base}|will {base}|forgot to {base}|never {past}) (||yesterday|earlier)",
            f"I (told*3|asked*3|reminded*2) {_WHO} to {base} (|||yesterday|already|but nobody listened|and she did|this morning|but he forgot)",
            f"did {_WHO} (say|tell you|ask you) to {base}[?*2]|(is|was) {_WHO} (asking|telling) (you|us|me) to {base}[?*2]|does {_WHO} want (me|us) to {base}[?*2]|what did {_WHO} say, {base}[?*2]",
            f"{_WHO} (is*2|was*2) {ing} (|when I came in|when I got home|right now|again|all day)|{_WHO} (suggested*2|talked about*2|complained about*2|is thinking about*2|recommended) {ing}",
        )
    )


def _done(v: _Verb, thing: str, rng: random.Random) -> str:
    past, had = v.say("past", thing, rng), v.say("participle", thing, rng)
    base, ing = v.say("base", thing, rng), v.say("ing", thing, rng)
    return rng.choice(
        (
            f"I [already|just] {past} {_WHEN}|I('ve| have) (already|just) {had}|we {past} {_WHEN}|I {past} {_WHEN}",
            f"{_WHO} (already|just|) {past} {_WHEN}|{_WHO} ('s already|has already|had already) {had}|I saw {_WHO} {base} {_WHEN}",
            f"I (haven't*3|have not) {had} (yet|||today|in weeks)|(nobody|no one) (has|) {had} (yet|today|all day|this week)|I didn't {base} (||yesterday|last night)|we (forgot*2|never remembered) to {base} {_WHEN}",
            f"I (thought*3|could have sworn*2|was sure*2|hope|think*2|guess) I {past} (|||{_WHEN})|I (forgot*3|remembered*2|meant*2|tried*2) to {base} (||{_WHEN})",
            f"after I {past} (it got|the room got|everything got) (cold|dark|warm|quiet|hot)|I fell asleep after {ing}|I was {ing} when (you called|the phone rang|the power went out|it started raining)|(ever|) since we {past} it's been (freezing|stuffy|quiet|too warm)",
        )
    )


def _mine(v: _Verb, thing: str, rng: random.Random) -> str:
    base, ing = v.say("base", thing, rng), v.say("ing", thing, rng)
    return rng.choice(
        (
            f"(I'll*4|I will*2|I'm going to*3|I'm gonna*2|let me*2|we'll*2|we're going to|I can|I'd better) {base} (myself*4|on my own|later myself*2|by hand|later, don't worry|when I get up|in a minute, leave it to me)",
            f"(I*3|we*3|I always*3|I usually*3|we normally*2|my kids always|I sometimes*2|I never*2|we rarely) {base} (at night*2|before bed*2|when I leave*2|on Sundays|in the evening|when it rains|after dinner|in winter)",
            f"I (like*2|love*2|hate*2|don't mind*2|enjoy|am used to|got used to|am tired of*2) {ing} (|||in the morning|every day|at night)",
            f"I was (going to*3|about to*3|planning to*2|thinking I'd) {base} (|but I forgot|but I didn't|anyway|and then you came)|I'm (thinking about|thinking of|considering) {ing}",
        )
    )


def _would(v: _Verb, thing: str, rng: random.Random) -> str:
    base, past, had = (
        v.say("base", thing, rng),
        v.say("past", thing, rng),
        v.say("participle", thing, rng),
    )
    ing = v.say("ing", thing, rng)
    return rng.choice(
        (
            f"(what happens*3|what would happen*3|will it get cold*2|will it be too bright|does it use a lot of power*2|will the bill go up*2|would it be warmer|would it help*2|is it bad*2|will the baby wake up|is it dangerous*2) if (I*3|we*3|you*2|someone) {base}[?*3]",
            f"if (I*3|we*3|you*2|they|someone) (|ever|had to|were to) {base if rng.random() < 0.5 else past}, (the dog (barks|would bark)|it (gets|would get) (cold|dark|stuffy|noisy)|the neighbours complain|the bill goes up|would it help?|what happens?|the baby would wake up|will the cat get scared?)",
            f"(I*3|we*3|you*2|{_WHO}) (should have*4|could have*3|shouldn't have*3|might have*2|must have*2|would have*2|may have) {had} (|||earlier|by accident|last night|before we left)",
            f"(I wish*3|if only*2) (I*3|we*2|you*2|{_WHO}) (had|hadn't) {had} (|||earlier|last night)|imagine (if you could|having to|) {base if rng.random() < 0.5 else ing}",
            f"{ing} (wastes energy*2|would be silly|makes no difference*2|is a bad idea*2|costs a fortune|always wakes the baby|sounds like a good idea, doesn't it?|takes ages|saves money, right?*2)",
        )
    )


def _should(v: _Verb, thing: str, rng: random.Random) -> str:
    base, ing, past = v.say("base", thing, rng), v.say("ing", thing, rng), v.say("past", thing, rng)
    return rng.choice(
        (
            f"(should I*4|should we*3|do I need to*3|do I have to*2|do we need to*2|am I supposed to*3|are we allowed to*2|am I allowed to*2|is it okay to*3|is it ok to*2|is it safe to*4|is it better to*3|is it worth it to|would it be wise to|do you think I should*3|do you think we should*2|is it time to*2|when should I*3|how often should I*2|why should I*2|when do I*2|is it a good idea to*3|can I safely|is it legal to) {base} (|||at night|now|when I'm away|while it's raining|in winter|every day|before I leave)[?*4]",
            f"(how do I*5|how do you*2|how can I*2|how would I*2|what's the best way to*3|what is the easiest way to*2|can you explain how to*2|can you teach me (how|) to*2|show me how to|tell me how to*2) {base} (|||by hand|from my phone|manually|properly|when the power is out)[?*3]",
            f"(why did (you|{_WHO}|I|we)*5|why would (anyone|you)*2|who told you to*3|did anyone*2|did somebody*2|when did (you|we|{_WHO})*3|did you just*1|why do you (always|keep wanting to)*2|why won't you let me|who keeps trying to) {base}[?*4]",
            f"(who*3|who just|who the heck|who on earth) {past} (|||last night|this time|again)[?*4]|what about {ing} (while we're away|in summer)[?*2]|who keeps {ing}[?*3]|(is|was) (it {_WHO} who|it you who) {past}[?*2]",
            f"can (the kids|the dog|a guest|my mum|the app|anyone|somebody else) {base}[?*4]|(could|would) (the cat|the kids|someone) have {v.say('participle', thing, rng)}[?*3]|does {thing} (turn itself off*2|work in a power cut|do that by itself|need a filter|make a lot of noise*2|use much power*2)[?*3]|why does {thing} (keep doing that*2|do that by itself|make that noise*2|smell funny)[?*3]",
        )
    )


def _complaint(v: _Verb, thing: str, rng: random.Random) -> str:
    base, third, past, ing = (v.say(form, thing, rng) for form in ("base", "third", "past", "ing"))
    return rng.choice(
        (
            f"(nobody ever*3|no one ever*2|why does nobody*1|{_WHO} never*2|{_WHO} always*3) {third} (|||in this house|when leaving|and I have to do it)",
            f"(every time*3|whenever*2) (I*3|we*2|you*2) {base}(,|) (the dog barks*2|something breaks*2|the fuse blows*2|it makes that noise|the wifi drops|the baby cries*2)",
            f"(people who*2|I hate it when people*2|I can't stand it when they*2|it's annoying when you) {base} (at night|all the time|for no reason|without asking)|you (always|never|keep forgetting to) {base} (|||when you leave|after dinner)",
            f"I wish {_WHO} would {base} (|once in a while|for once|like they promised)|{_WHO} would like it if {_THEY} could {base}|(it would be nice if|I'd be happier if) {_WHO} {past}",
            f"{_WHO} spent (an hour|all day|ages) {ing}|(we|they) got into a fight about {ing}",
        )
    )


def _quoted(v: _Verb, thing: str, rng: random.Random) -> str:
    base = v.say("base", thing, rng)
    return rng.choice(
        (
            f"(how do you say*4|what's the Korean for*2|how would you translate*2|can you translate*2|how do you spell*2) '(|please) {base}' (|in Korean|in Spanish|in French|in German)[?*2]",
            f"(the song*2|the book*2|the sign*2|the manual*2|the note*2|the movie*2|the article|the leaflet) (says*4|said*2|is called*2|goes) (|||that you should|to|'){base}(|')",
            f"what does '{base}' mean[?*2]|(he|she|the guy in the film|the actor|the teacher) (shouted|whispered|yelled|said) \"{base}\" (and everyone laughed|in the film|at the end|)",
        )
    )


_MOODS: Table[tuple[str, Callable[[_Verb, str, random.Random], str]]] = Table(
    (
        (6, ("cancel", _forbidden)),
        (1, ("cancel", _untouched)),
        (4, ("chat", _told)),
        (3.5, ("chat", _done)),
        (2, ("chat", _mine)),
        (2.5, ("chat", _would)),
        (4, ("chat", _should)),
        (2, ("chat", _complaint)),
        (1, ("chat", _quoted)),
    )
)
"""The kind of a mood's sentences and what composes its words."""
