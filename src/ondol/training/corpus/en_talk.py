"""English that is no plain command: wishes between the lines, refusals, second thoughts, chat.

Also what this home cannot do (reject), what is too vague to do (clarify), and who only talks about
the home: reported speech, prohibitions, knowledge.
"""

import random
from collections.abc import Sequence
from typing import Any

from .compose import Aim, Table, Template, act, plain
from .en_acts import switching
from .en_targets import aim, bare, base, many, one
from .en_words import ask
from .expand import expand

# --- wishes between the lines ---------------------------------------------------------------------

_SO = "(too*5|so*4|very*2|really*3|a bit*3|pretty*2|a little*2|rather|awfully|super|freaking|quite|getting*2|way too*2|kind of)"
_IN = "( in here*3| in the {area}*6|*4| in this room| here*2| right here| now| right now)"
_IT = "(it's*6|it is*3|its*2|man it's|ugh it's|why is it|this is*4|it feels*2|it's getting|here it is|it seems|i think it's*2|isn't it)"


def _too(*words: str) -> str:
    return f"({_IT} {_SO} ({'|'.join(words)}){_IN}*4|(the {{area}} is|this room is|the room is|the {{area}}'s) {_SO} ({'|'.join(words)})*2)"


_WISHES: Table[tuple[str, str, dict[str, Any], dict[str, Any]]] = Table(
    (
        (4, (_too("dark*4", "dim*2", "gloomy"), "light", {"on": True}, {"on": False})),
        (
            2,
            (
                "(i can't see*3|i can't see anything*3|can't see a thing*2|i can barely see*2|where's the light|i can't see what i'm doing)"
                + _IN,
                "light",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            1.5,
            (
                "(i need more light*2|more light*2|not bright enough*2|the light is too dim|the lights are too dim*2|could use more light|not enough light)"
                + _IN,
                "light",
                {"brightness": "up"},
                {"on": True},
            ),
        ),
        (4, (_too("bright*6"), "light", {"brightness": "down"}, {"on": True})),
        (
            1.5,
            (
                "(the light is hurting my eyes|my eyes hurt from this light|the lights are too bright*3|the light is blinding me|too much light*2|these lights are blinding)"
                + _IN,
                "light",
                {"brightness": "down"},
                {"on": True},
            ),
        ),
        (5, (_too("hot*5", "warm*3", "boiling"), "air_conditioner", {"on": True}, {"on": False})),
        (
            2,
            (
                "(i'm (hot*2|boiling*2|sweating*2|melting*2|roasting|too hot*2|burning up)*4|it's (boiling*2|roasting|sweltering|like an oven|like a sauna|scorching)*3|i'm so hot)"
                + _IN,
                "air_conditioner",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            1.5,
            (
                "(the ac is (too cold*2|freezing me|too strong)*2|i'm cold, the ac is too strong)",
                "air_conditioner",
                {"target_temperature": "up"},
                {"on": True},
            ),
        ),
        (5, (_too("cold*5", "chilly*3", "cool"), "thermostat", {"on": True}, {"on": False})),
        (
            2,
            (
                "(i'm (cold*3|freezing*3|shivering*2|chilly|too cold)*4|it's (freezing*3|like a fridge|icy|an icebox|nippy)*3|my (feet|hands|toes) are (cold|freezing)|i'm so cold|brr)"
                + _IN,
                "thermostat",
                {"on": True},
                {"on": False},
            ),
        ),
        (2.5, (_too("dry*5"), "humidifier", {"on": True}, {"on": False})),
        (
            1,
            (
                "(the air is (too dry*2|so dry|dry)*3|my (skin|throat|nose) is (dry|so dry)*2|my lips are cracking|there's static everywhere)"
                + _IN,
                "humidifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            2.5,
            (
                _too("humid*4", "damp*3", "muggy*2", "sticky", "clammy"),
                "dehumidifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            1,
            (
                "(the laundry isn't drying*2|the walls are damp|everything feels damp|there's condensation on the windows)"
                + _IN,
                "dehumidifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (2.5, (_too("stuffy*5", "stale"), "window", {"position": 100}, {"position": 0})),
        (
            1,
            (
                "(i need (some |)fresh air*3|we need some air*2|i could use some fresh air|no air in here|i can't breathe in here)",
                "window",
                {"position": 100},
                {"position": 0},
            ),
        ),
        (
            2.5,
            (
                "(it (stinks|smells)*3|it smells (bad|of fish|like smoke|funny|terrible)*4|the air is (bad|dusty|so dusty|full of pollen)*2|what's that smell|there's so much dust|my allergies are acting up*2|i burnt the toast)"
                + _IN,
                "air_purifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            3,
            (
                "(it's too loud*4|that's too loud*3|the (music|tv|sound|volume) is too (loud|high)*5|i can't hear myself think*2|my ears hurt|it's so loud*2|that is deafening|the tv is so loud)",
                "players",
                {"volume": "down"},
                {"on": True},
            ),
        ),
        (
            2.5,
            (
                "(i can't hear (it*3|the tv|the music|anything|this|what they're saying)*4|it's too quiet*3|the (music|tv|sound|volume) is too (quiet|low|soft)*4|i can barely hear (it|the tv)*2|speak up)",
                "players",
                {"volume": "up"},
                {"on": True},
            ),
        ),
        (
            1.5,
            (
                "(the sun is (in my eyes|blinding me|too bright)*4|there's glare on the (screen|tv)*2|the neighbors can see in*2|everyone can see in|too much sun*2|the sun's in my face|i want some privacy)",
                "shading",
                {"position": 0},
                {"position": 100},
            ),
        ),
        (
            1,
            (
                "(let (some|the) (sun|sunlight|daylight|light) in*3|i want to see outside*2|i'd like some (sunlight|daylight)*2|let the sunshine in)",
                "shading",
                {"position": 100},
                {"position": 0},
            ),
        ),
        (
            1.2,
            (
                "((it's raining in|the rain is coming in|there's a draft|it's so noisy outside|bugs are coming in|cold air is coming in)*4|there's a draught)"
                + _IN,
                "window",
                {"position": 0},
                {"position": 100},
            ),
        ),
        (
            1.2,
            (
                "(the floor is (dirty*2|filthy|a mess|dusty|gross)*4|there are crumbs (everywhere|all over the floor)*2|i spilled (cereal|sugar|flour)*2|there's dog hair everywhere|it's so dusty on the floor|the floor needs cleaning)",
                "vacuum",
                {"activity": "cleaning"},
                {"activity": "docked"},
            ),
        ),
        (
            1,
            (
                "(the fan is too (strong*2|fast*2|loud|much)|the fan's blowing too hard)",
                "fan",
                {"speed": "down"},
                {"on": True},
            ),
        ),
        (
            0.8,
            (
                "(the fan is too (weak*2|slow*2)|the fan is barely moving|more air from the fan)",
                "fan",
                {"speed": "up"},
                {"on": True},
            ),
        ),
        (
            0.8,
            (
                "(there's no hot water*2|the water is cold*2|the shower is cold|the water's freezing)",
                "water_heater",
                {"on": True},
                {"on": False},
            ),
        ),
    )
)


def wish(rng: random.Random) -> Template:
    """Compose something said that asks for a change without naming it."""
    pattern, kind, settings, needs = _WISHES.pick(rng)
    text = expand(pattern, rng)
    target = base(kind)
    if "{area}" in text:
        target["area"] = "{area}"
    if rng.random() < 0.1:
        text += rng.choice(
            (
                ", do something",
                ", can you fix that",
                ", do something about it",
                ", can you help",
                " don't you think",
            )
        )
    return act(text, Aim(text="", target=target), settings, needs=needs, tags=("implied",))


def wish_said(rng: random.Random) -> Template:
    """Compose a command with its reason ("it's dark, turn on the light")."""
    reason, kind, is_on = rng.choice(
        (
            ("(it's dark*2|i can't see|it's getting dark)", "light", True),
            ("(i'm going to sleep|it's too bright|time for bed|i have a headache)", "light", False),
            ("(it's hot*2|i'm melting|it's boiling)", "air_conditioner", True),
            ("(it's cold|i'm freezing)", "air_conditioner", False),
            ("(it's cold*2|i'm freezing|it's chilly)", "thermostat", True),
            ("(it's warm enough|i'm too hot|it's toasty now)", "thermostat", False),
            ("(it's hot|i'm sweating|it's stuffy)", "fan", True),
            ("(it's chilly|i'm cold)", "fan", False),
            ("(the air is dry|my throat is dry)", "humidifier", True),
            ("(it's damp|the laundry won't dry)", "dehumidifier", True),
            ("(it's dusty|it smells)", "air_purifier", True),
            ("(nobody's watching|it's late|dinner's ready)", "tv", False),
            ("(the game is on|i'm bored|the news is on)", "tv", True),
        )
    )
    chosen = bare(kind, rng)
    command = switching(chosen.text, is_on=is_on, rng=rng)
    said = expand(reason, rng)
    joint = rng.choice((", ", " ", " so ", ", so "))
    text = (
        f"{said}{joint}{ask(command, rng)}"
        if rng.random() < 0.7
        else f"{command} because {said}"
        if rng.random() < 0.5
        else f"{command}, {said}"
    )
    return act(text, chosen, {"on": is_on})


# --- second thoughts ------------------------------------------------------------------------------


def cancel(rng: random.Random) -> Template:
    """Compose taking it back, and prohibitions."""
    if rng.random() < 0.5:
        text = expand(
            "[(oh*3|actually*4|no*3|wait*3|um|sorry*2|hmm|ah|ok|well|you know what*2|on second thought*2|nah*2)] (never mind*8|nevermind*3|forget it*5|forget about it*2|forget that*2|it's fine*3|don't bother*4|ignore that*3|leave it*3|no don't worry about it*2|"
            "don't worry about it*2|don't do anything*2|i changed my mind*3|i've changed my mind*2|that's ok*2|it's okay leave it|don't do that*2|scratch that*3|drop it*2|i'll do it myself*3|nothing*2|no thanks*2|stop i didn't mean that|disregard that*2|"
            "don't*2|not now*2|maybe later*2|cancel that never mind|no no no|please don't*2|let it be*2|skip it*2|i was just kidding|just kidding|my mistake never mind|that won't be necessary*2|nope leave it|i didn't mean that*2|pay no attention to me|do nothing) "
            "[(thanks*2|please*2|for now|thank you|i'm good|after all|sorry)]",
            rng,
        )
        return plain("cancel", text)
    if rng.random() < 0.15:
        kind = rng.choice(("light", "tv", "fan", "thermostat"))
        return plain(
            "cancel",
            f"turn {rng.choice(('on', 'off'))} the {rng.choice((one(kind, rng), '...'))}{rng.choice((', ', '... ', ' '))}{expand('(never mind*3|no forget it*2|actually never mind*2|oh never mind|wait no don_t|actually don_t|no leave it)', rng).replace('_', chr(39))}",
        )
    kind = rng.choice(
        (
            "light",
            "light",
            "tv",
            "air_conditioner",
            "thermostat",
            "fan",
            "curtain",
            "window",
            "lock",
            "vacuum",
            "speaker",
            "outlet",
        )
    )
    thing = aim(kind, rng)
    while "group" in thing.tags and "except" in thing.tags:
        thing = aim(kind, rng)
    verbs = {
        "curtain": "(open|close)",
        "window": "(open|close)",
        "lock": "(unlock|lock|open)",
        "vacuum": "(start|run|turn on)",
    }.get(kind, "(turn off*3|turn on*3|switch off|switch on|touch*2|shut off)")
    verb = expand(verbs, rng)
    if rng.random() < 0.72:
        text = f"{expand('(don_t*8|do not*4|please don_t*4|never*2|you must not|don_t you dare|i don_t want you to*2|please do not|stop trying to|no don_t|whatever you do don_t|there_s no need to|you don_t have to|you don_t need to|dont*2)', rng).replace('_', chr(39))} {verb} {thing.text}{rng.choice(('', '', '', ' yet', ' please', ' now', ' tonight', ' again'))}"
    else:
        text = expand(
            "(leave {0} (on*3|alone*4|as it is*2|off|open|the way it is*2|like that)|keep {0} (on*2|as it is*2|off|the way it is*2|like that)|let {0} be|keep your hands off {0}|hands off {0}|don't mess with {0}|don't touch {0})",
            rng,
        ).replace("{0}", thing.text)
    return plain("cancel", text, tags=("negation",))


def undo(rng: random.Random) -> Template:
    """Compose taking back the last act."""
    text = expand(
        "[(please*3|oops*2|wait*2|no*3|can you*2|could you*2|hey|sorry|oh no|actually*2)] (undo*5|undo that*6|undo it*2|put it back*4|change it back*4|revert*2|revert that*3|take that back*3|undo the last (thing*2|action|command|change)*4|put it back (how|the way) it was*3|"
        "go back to how it was*2|reverse that*2|cancel that*3|cancel the last (command|action)*3|cancel what (you|i) just (did|said)|undo what you just did*3|restore the previous (state|setting|settings)*2|roll that back|switch it back*2|make it like it was before*2|set it back*2|"
        "back to the way it was|undo my last command*2|i didn't want that, undo it|that was wrong, undo|not that, put it back|un-do that|return it to how it was) [(please*2|now|thanks)]",
        rng,
    )
    return plain("undo", text)


# --- what cannot be done, what is not clear -------------------------------------------------------

_NO_THINGS = (
    "(hot tub*2|sauna|microwave*2|printer*2|camera*2|espresso machine|rice cooker|toaster oven|car|swimming pool|projector*2|game console|xbox|playstation|computer*2|laptop*2|doorbell|treadmill|air fryer*2|piano|coffee grinder|blender|juicer|"
    "waffle maker|slow cooker|ice maker|wine cooler|popcorn machine|massage chair|exercise bike|sewing machine|jukebox|karaoke machine|disco ball|security camera*2|baby monitor|sprinkler system|pool heater|fountain|fish tank|chicken coop|greenhouse heater|"
    "generator|solar panels|wind turbine|elevator|escalator|drone|electric car|car charger|scooter|hair dryer|straightener|clothes iron|steamer|vending machine|arcade machine|pinball machine|foosball table|telescope|fire pit|smoker|barbecue|bread maker|ice cream machine|siren|intercom|dumbwaiter|bidet|heated toilet seat|towel warmer|electric toothbrush|water cooler|record player|fax machine|scanner|3d printer|robot arm|garden hose)"
)
_NO_AREAS = "(wine cellar|bowling alley|ballroom|spaceship|chapel|tower|observatory|squash court|helipad|stables|barn|treehouse|neighbor's house|my office downtown|the moon|panic room|secret lair|greenhouse|boathouse|dungeon|penthouse|hotel room|school|church|casino|movie theater|tennis court|roof terrace|bunker|moat|gazebo|igloo)"
_CANNOT: Sequence[str] = (
    "((make|cook|bake|pour|fix|toast|prepare|mix|brew) me (a*2|some) (sandwich*2|cocktail*2|pizza|pancakes|bread|dinner|soup|beer|smoothie|cake|omelette|salad|hot chocolate|latte))",
    "((fold|iron|put away|hang up) (the|my) (laundry|clothes|shirts|sheets|towels)|(feed|walk|bathe|wash) the (dog|cat|fish|baby)|(water the plants|make the bed|take out the trash|do the ironing|tidy my room|change the diaper|mow the carpet|wash the windows|polish the silver|sort the mail))",
    "((turn up|set|increase|lower) the (brightness|volume|channel|color) of the (fridge|washing machine|dryer|oven|dishwasher|vacuum|lock|front door))",
    "((turn up|set|increase|lower|raise) the (volume|temperature|channel|humidity) of the (lights|lamp|ceiling light|curtains|blinds))",
    "((open|close|lock|turn off|dim) the (motion sensor|thermometer|smoke detector|humidity sensor|window sensor|leak sensor))",
    "((turn|make|set|change) the (tv|fridge|oven|vacuum|fan|thermostat|dishwasher) (pink|blue|purple|to red|to green))",
    "((play|show|put on) (music|a movie|the news|netflix|a song) on the (air conditioner|heater|fan|humidifier|thermostat|washing machine|curtains|light))",
    "((lock|open|close|vacuum with) the (humidifier|air conditioner|lamp|stereo|ceiling fan|light bulb))",
    "((open*5|open up*2|close|pop open|unlock*2|open the door of) (the*5|my*2|our) (dishwasher*4|washing machine*3|washer*2|dryer*3|tumble dryer|oven*3|oven door|fridge*3|fridge door*2|refrigerator*2|freezer*2|dishwasher door*2|dryer door|microwave door|stove|tv|television|radiator|vacuum|water heater|speaker|robot|router|mailbox*2|letterbox|drawer*2|cupboard*2|wardrobe*2|closet door|jar|bottle*2|umbrella*2|trunk*2|tent|suitcase|cabinet*2|toilet lid))",
    "((charge|empty|clean out|defrost|refill|load|unload|fill up|repair|wash) (the*4|my*2) (dishwasher*3|washing machine|dryer*2|fridge*3|freezer*2|car*2|phone*2|humidifier*2|coffee machine*2|bathtub|bath|laptop))",
    "((change|set|adjust|raise) the (volume|channel|brightness) (of|on) the (heating|thermostat|kettle|fan|radiator|humidifier|door|window))",
    "((dim|brighten|fade) the (fan|tv speaker|heater|door|dishwasher|oven|curtains|washing machine)|make the (fridge|oven|vacuum|door lock|heater) (louder|quieter|brighter|dimmer)|(lock|unlock) the (lamp|tv|vacuum|dishwasher|curtains|blinds|speaker|fan|window blinds)|(pause|mute|rewind|fast forward|skip) the (lights|lamp|heating|front door|curtains|fridge))",
    "((have|tell|get) the (vacuum|robot|roomba) to (wash the dishes|climb the stairs|clean the windows|make coffee|feed the cat|fold the clothes))",
)


def reject(rng: random.Random) -> Template:
    """Compose a command that a home has no thing, area or ability for."""
    shape = rng.random()
    if shape < 0.55:
        thing = expand(_NO_THINGS, rng)
        where = rng.choice(("", "", "", "", " in the {area}"))
        if rng.random() < 0.14:
            return plain(
                "reject",
                f"is the {thing}{where} {rng.choice(('on', 'off', 'running', 'still on'))}{rng.choice(('', '?'))}",
                why="no_thing",
            )
        command = rng.choice(
            (
                switching(f"the {thing}", is_on=rng.random() < 0.5, rng=rng),
                f"{rng.choice(('start', 'stop', 'run', 'activate'))} the {thing}",
                f"turn {rng.choice(('on', 'off'))} {rng.choice(('my', 'the'))} {thing}",
            )
        )
        return plain("reject", ask(command + where, rng), why="no_thing")
    if shape < 0.72:
        kind = rng.choice(
            ("light", "light", "light", "tv", "curtain", "speaker", "fan", "thermostat")
        )
        place = expand(_NO_AREAS, rng)
        inside = f"in {place}" if place.startswith(("my ", "the ")) else f"in the {place}"
        if kind == "curtain":
            command = f"{rng.choice(('open', 'close'))} the curtains {inside}"
        else:
            command = switching(
                rng.choice(
                    (
                        f"the {many(kind, rng)} {inside}",
                        f"the {place.removeprefix('the ')} {one(kind, rng)}",
                    )
                ),
                is_on=rng.random() < 0.5,
                rng=rng,
            )
        return plain("reject", ask(command, rng), why="no_area")
    return plain("reject", ask(expand(rng.choice(_CANNOT), rng), rng), why="no_ability")


def clarify(rng: random.Random) -> Template:
    """Compose what could mean anything."""
    if rng.random() < 0.6:
        text = expand(
            "((turn|switch|put) (it*5|that*3|this*2|them*2|that thing*2|the thing*2|those) (on*3|off*4|up|down)*6|turn (on*2|off*2|up|down) (it*2|that*2|them|this)*3|(open|close|start|stop|set|change|adjust|move|lower|raise|shut) (it*5|that*2|them*2|this)*4|turn (on|off)*2|make it (go|work|stop)|(start|stop|open|close)|activate it|do it|set it|do that thing|fix it|the other one*2|that one*2|switch it)",
            rng,
        )
    else:
        text = expand(
            "(set (a timer*2|an alarm*2)|change the (mode|color*2|temperature|settings|channel)*3|add it to the list|add something to my list*2|set the (temperature|brightness|volume|mood)*3|something else|a different one*2|do the usual*2|you know what to do*2|make it nice|make it better*2|surprise me with something|turn something on*2|switch the thing|do something with the {area}|the {area}*2|{area} please|remind me*2|schedule something|like last time*2|same as yesterday|do what you did before|more*1|change it|the one i like|that light thing|play it|adjust the settings)",
            rng,
        )
    return plain("clarify", ask(text, rng) if rng.random() < 0.7 else text)


# --- chat -----------------------------------------------------------------------------------------

_WHO = "(my mom*3|my mum*2|dad*3|my sister*2|the doctor*2|grandma*2|my friend*2|she*2|he*2|my wife|my husband|my boss|the landlord|the neighbor|my teacher|the kids|my roommate|the electrician|{name}*2|my brother|the plumber)"
_KNOWLEDGE = (
    "((why|how) do (lights|LEDs|thermostats|heat pumps|microwaves|fans|smart locks|vacuum cleaners|air conditioners|dehumidifiers) (work*3|use so much power|cost so much|flicker|break|get so hot)*3|(who invented|what is the history of|how much is|should i buy|tell me about|what's the best|how long does) (the light bulb|a robot vacuum|a television|an electric heater|a ceiling fan|a smart lock|an air purifier|a dishwasher)*3|"
    "what is the capital of (france|japan|brazil|korea|egypt|canada|spain|kenya)*2|how (tall|old|far|big|heavy) is (the eiffel tower|mount everest|the moon|the sun|the statue of liberty|a blue whale|an elephant)*2|who (is|was) (albert einstein|the president of the united states|napoleon|marie curie|shakespeare|the king of england)*2|"
    "(how do i|what's the best way to) (cook rice|boil an egg|make pancakes|get stains out of a carpet|fix a leaky tap|clean an oven|descale a kettle|unclog a drain|hang curtains|change a light bulb|train a puppy|lower my electric bill)*3|what's (two plus two|fifteen times seven|the square root of nine|a hundred divided by four)*2|how many (ounces in a pound|feet in a mile|cups in a gallon|calories in an apple)*2|"
    "what (temperature|humidity) is (best for sleeping|good for plants|safe for a baby|ideal for a house)*2|what does (serendipity|ambient|lumen|thermostat|kelvin) mean|spell (thermostat|necessary|restaurant|chandelier)|why is the sky blue|when did world war two end|what year was the internet invented|who wrote hamlet|who won the world cup|is it bad to (leave the lights on|sleep with a fan on|run the ac all day))"
)
_PASTIMES = "((let's play*4|play*4|i want to play*3|can we play*2|start*2|open*2|i'd like to play|launch|wanna play|please play|how about|i feel like playing|begin|join me in) ([(a game of|a round of|some)] (chess*4|tic tac toe*3|cards*2|hangman*3|trivia*3|checkers*2|twenty questions*2|poker*2|solitaire*2|sudoku|minesweeper|scrabble*2|monopoly|i spy*2|truth or dare|rock paper scissors*2|bingo|a word game*2|a game*3|a quiz*2|a board game|a video game*2|a puzzle|would you rather|snake|tetris*2|angry birds|candy crush*2|mario kart*2|pac man|uno|mafia|charades|crossword)) [(with me*4|together|now|against me|please)]*10|(i (like*4|love*4|hate*2|really like*3|don't like*3|adore|can't stand|enjoy)) (this (song*5|band*2|track*2|artist|tune*2|singer|album|kind of music*2|music*2)|that song*2|jazz*2|rock music|her voice|his voice|classical music*2)*5|(save*2|remember*3|note*2|mark*2|bookmark|keep|store) [that i like] this (song*4|track*2|artist|band) [(as a favourite|as my favorite|for later|to my favourites|in my library|in my preferences)]*3|(add this song to|put this song in) my (favourites|favorites|library|liked songs)*2|this is my (favourite|favorite) (song|band|track)*3|(that|this) (song|track|band) is (great*2|amazing|awful|catchy|so good|my jam)*3|(rate|like|thumbs up|thumbs down) this (song|track)*2|who (wrote|produced|composed) (this song|yesterday|the four seasons|thriller)*2|when was this (song|album) released*2|what (genre|year) is this (song|music|album)*2|tell me about this (band|artist|singer)*2|what's your (favourite|favorite) (band|song)*2|how long is this song|lyrics (of|for|to) this song*2)"
_HOW_DO = "((how do i*6|how do you*3|how can i*4|how should i*2|how would i*2|how to*3|what's the way to|what is the best way to*2|can you explain how to*2|show me how to*3|tell me how to*3|teach me (how |)to*2|is there a way to*2|what do i do to*2|where do i go to|do you know how to*2|what button do i press to*2|explain how i|i don't know how to*2|i can't figure out how to*2|could you tell me how to*2|how does one|what are the steps to*2|i forgot how to|help me understand how to) (turn (on|off)*5|start*4|stop*2|use*4|reset*4|set up*4|program*3|pair*3|connect*3|clean*3|open*3|close*2|unlock*2|lock*2|fix*3|install*3|change the settings of*2|dim*2|mute*2|change the color of|restart*2|update*2|charge*2|repair|replace|operate*2|schedule) (the*6|my*4|a*3|our|this) [{area}] (robot vacuum [cleaner]*4|vacuum*2|roomba*3|lights*5|lamp*2|light*2|light bulb|tv*4|television*2|thermostat*4|heating*3|air conditioner*4|ac*2|fan*3|ceiling fan*2|dishwasher*4|washing machine*4|dryer*2|oven*3|fridge|smart plug*4|plug|speaker*4|front door|door lock*3|smart lock*2|garage door*3|blinds*3|curtains*3|humidifier*2|air purifier*2|dehumidifier|coffee machine*3|coffee maker*2|smart home|home assistant|router|motion sensor*2|alarm*2|timer*2|playlist|water heater*2|sprinkler|radiator*2) [(from my phone|with my voice|by myself|manually|remotely|from outside|when i'm away|without the remote|the first time|again)])"
_SMALL_TALK = (
    "(hello*3|hi there*2|good morning*2|good night*2|thank you*3|thanks*2|how are you*3|what's your name*2|who are you*2|i love you|tell me a joke*4|sing me a song*2|i'm bored*2|i'm hungry*2|i'm tired*2|what's up*2|good job*2|you're funny|are you a robot*2|how old are you|do you like music|what's your favorite color|tell me a story*2|"
    "i had a bad day*2|i'm sad|happy birthday|merry christmas|you're the best|shut up*1|that's nice|cool|okay then|really|great|i see|wow|interesting|whatever|tell me something interesting*2|what can you do*2|where do you live|let's play a game*2|flip a coin*2|roll a dice*2|give me advice|what should i have for dinner*2|recommend a movie*2|read me a poem|do you dream|"
    "i miss you|i got a promotion|my dog is sick|i failed my exam|what's the meaning of life|can you keep a secret|i can't sleep|compliment me|say something nice|you are useless|did you sleep well|i just got married|nice to meet you|see you later|talk to me|i'm home)"
)
_ERRANDS = (
    "((call*3|text*2|email*2|message|phone|facetime|video call) (mom*2|my mum|dad|my sister|john|the office|my boss|grandma|sarah|the doctor|my wife)*5|send (a text|an email|a message) to (mom|john|my boss|sarah|dad)*3|(order|get) me (a pizza*2|some chinese food|sushi|a burger|an uber*2|a taxi|groceries)*3|call (me a cab|a taxi|an uber)*2|book (a table|a flight|a hotel|a haircut|train tickets)*3|"
    "(what's|tell me|read me|give me) the (latest*2|sports|local|world) news*3|what's in the news*2|any news about (the election|the economy|football)|what's the (stock price of (apple|tesla|google|samsung)|price of (bitcoin|gold|oil))*3|how is the stock market [doing]|how's (traffic|the traffic) (to work|downtown|on the highway|today)*3|how long (does it take*2|will it take) to get to (work|the airport|the station)*2|"
    "(what's|what is) on my (calendar|schedule|agenda) [(today|tomorrow|this week)]*3|(add|schedule|create) a (meeting|appointment|dentist appointment) [for tomorrow]*2|when is my next (meeting|appointment|flight)*2|do i have any (new emails|messages|missed calls|meetings)*3|check my (email*2|inbox|messages|voicemail)*2|reply to (that email|john|her message)|read my (emails|messages|texts)*2|"
    "find (a restaurant|a gas station|a pharmacy|a coffee shop|a bank) (nearby|near me|close by)*2|directions to (the airport|the mall|home)*2|navigate to (work|the nearest hospital)|post (this|a photo|hello) (on|to) (facebook|twitter|instagram)*2|tweet (good morning everyone|about the weather)|who won the (game|match|lakers game) [last night]*2|what's the score of the game|exchange rate (from dollars to euros|of the yen)*2|"
    "convert (ten dollars to euros|five miles to kilometers|a hundred pounds to kilos)*2|transfer money to (my savings|john)|pay my (electric bill|credit card)|what's my bank balance|how many steps did i take|buy (some paper towels|a new charger|dog food) on amazon|track my package|find my phone|take a (picture|screenshot|selfie)|record a (video|voice memo))"
)
_CITY = "(new york|london|paris|tokyo|seoul|berlin|chicago|sydney|mumbai|toronto|madrid|rome|los angeles|miami|boston|dublin|beijing|moscow|hawaii|seattle|texas|denver|amsterdam|cairo|singapore|vancouver|edinburgh|florida|barcelona)"
_ABROAD = f"((what's|how's|what is) the weather [like] in {_CITY}*4|is it (raining|snowing|hot|cold|sunny) in {_CITY}*3|what time is it in {_CITY}*4|what's the time in {_CITY}*2|what's the temperature in {_CITY}*2|will it rain in {_CITY} [(today|tomorrow|this weekend)]*2|weather in {_CITY}*2|forecast for {_CITY}|how (hot|cold) is it in {_CITY})"
_WORDS = "((how do you say|what is|translate) ['](turn off the light*2|good night|the door is open|lamp|i am cold|open the window|hello|thank you|fridge|where is the kitchen)['] (in|into|to) (spanish*2|french*2|korean*2|german|japanese|italian|chinese)*6|what does ['](lights out|turn it up|shut the door|close the curtain|pull the plug|keep the lights on)['] mean*2|what's the (korean|french|spanish|german) word for (light|window|door|curtain|fan)*2|is ['](turn off|switch off|shut off)['] (british or american|a phrasal verb|correct grammar))"
_ABOUT_HOME = (
    "(i (already|just) (turned off|turned on|locked|closed|opened) the {area} (light|lights|door|window|tv|fan|curtains)*4|(yesterday|last night|this morning|last week) i (left|forgot) the {area} (light|tv|heater|fan) on*3|we used to have a (fan|heater|lamp|tv) like that*2|i (love|like|hate) (the|these|my) new (lights|curtains|tv|thermostat)*3|i'm thinking of buying a (dehumidifier|new tv|smart lock|robot vacuum|ceiling fan|lamp)*3|"
    "the (tv|fridge|washing machine|ac|dryer|dishwasher) is (broken*2|making a weird noise*2|so old|leaking|getting old)*3|what would happen if i left the (lights|heater|oven|ac) on all (night|day|week)*3|if (the lights went out|i turned off the heat|the power failed) what would (happen|you do)*2|imagine a house without (lights|windows|doors)|how much (would it cost*2|does it cost) to (run the ac all day|leave the lights on|heat the house|replace the thermostat)*2|"
    "someone left the (door|gate|fridge) open again yesterday|our electricity bill is (so high|crazy|too high)*2|when should i (change the ac filter|clean the dryer vent|descale the dishwasher|replace the smoke detector)*2|i had a dream that all the (lights|doors|windows) (opened|went out)|in the movie (he|she) turns off the lights and (disappears|screams)|what color should i paint the {area}*2|which (curtains|lamps|rugs) would look good in the {area}*2|the (lights|lamps) in this restaurant are so (pretty|dim)|"
    "is it (safe|okay|bad) to leave the (fan|heater|oven|lights) on overnight*2|do you prefer the lights (on|off)|my (sister|neighbor|cousin) has a smart (home|lock|fridge)*2|i wish the house would clean itself)"
)


def chat(rng: random.Random) -> Template:
    """Compose what is not for the home's things."""
    shape = rng.random()
    if shape < 0.15:
        return plain("chat", _reported(rng), tags=("reported",))
    pattern = (
        _PASTIMES
        if shape < 0.2
        else _HOW_DO
        if shape < 0.29
        else _KNOWLEDGE
        if shape < 0.38
        else _SMALL_TALK
        if shape < 0.5
        else _ERRANDS
        if shape < 0.7
        else _ABROAD
        if shape < 0.79
        else _WORDS
        if shape < 0.85
        else _ABOUT_HOME
    )
    text = expand(pattern, rng)
    if (
        pattern is _ERRANDS
        and rng.random() < 0.5
        and not text.startswith(("what", "how", "who", "when", "do ", "any"))
    ):
        text = ask(text, rng)
    elif rng.random() < 0.12 and pattern in (_KNOWLEDGE, _ABROAD, _WORDS):
        text = f"{expand('(do you know*2|tell me*2|i wonder*2|can you tell me*2|hey|so|i was wondering)', rng)} {text}"
    if rng.random() < 0.15 and text.startswith(
        ("what", "how", "who", "why", "when", "is ", "do ", "will", "which")
    ):
        text += "?"
    return plain("chat", text)


def _reported(rng: random.Random) -> str:
    kind = rng.choice(
        (
            "light",
            "light",
            "air_conditioner",
            "tv",
            "thermostat",
            "window",
            "fan",
            "lock",
            "curtain",
        )
    )
    word = many(kind, rng) if rng.random() < 0.5 else one(kind, rng)
    thing = rng.choice(
        (f"the {word}", f"the {word}", f"the {{area}} {word}", f"the {word} in the {{area}}")
    )
    verb = expand(
        {"window": "(open|close)", "curtain": "(open|close)", "lock": "(lock|unlock)"}.get(
            kind, "(turn off*2|turn on*2|switch off)"
        ),
        rng,
    )
    past = {
        "open": "opened",
        "close": "closed",
        "lock": "locked",
        "unlock": "unlocked",
        "turn off": "turned off",
        "turn on": "turned on",
        "switch off": "switched off",
    }[verb]
    who = expand(_WHO, rng)
    have = "have" if who == "the kids" else "has"
    text = expand(
        "({w} (told me|told us|asked me|reminded me) to {v} {t}*4|{w} said (to|we should|i should|they would|that i should) {v} {t}*4|{w} said {q}{v} {t}{q} and (laughed|i ignored it|left|nothing happened|walked out)*2|{w} {p} {t} (yesterday*2|last night*2|this morning|again|an hour ago|already)*4|{w} forgot to {v} {t} (yesterday|last night|again)*2|i told {w} to {v} {t} (yesterday|but nobody listened|and they did)*2|{w} {h} already {p} {t}*2|apparently {w} {p} {t}|{w} thinks we should {v} {t} more often)",
        rng,
    )
    return (
        text.replace("{w}", who)
        .replace("{v}", verb)
        .replace("{t}", thing)
        .replace("{p}", past)
        .replace("{q}", rng.choice(("'", "", '"')))
        .replace("{h}", have)
    )


__all__ = ["cancel", "chat", "clarify", "reject", "undo", "wish", "wish_said"]
