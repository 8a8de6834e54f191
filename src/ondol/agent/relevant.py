"""Which of a home's things a larger model is told of: those that an utterance may be about. Pure.

A prompt cannot hold a house of 500 things, nor need it. Names that the utterance mentions weigh
most, then places, then words for a type of thing, then words of a name. What is chosen stays in the
home's order, so that prompts about the same things begin alike.
"""

import re
from collections.abc import Mapping, Sequence

from ondol.home.home import Home
from ondol.language.normalise import key
from ondol.things.thing import Thing

from .linking import Lexicon, link
from .wording import NOUNS

MAX_THINGS = 20

_NAMED = 16
_AREA = 8
_FLOOR = 4
_TYPE = 6
_WORD = 3
_LAST = 2
_HERE = 1


def relevant(
    utterance: str,
    home: Home,
    lexicon: Lexicon,
    *,
    area: str | None = None,
    last: Sequence[str] = (),
    limit: int = MAX_THINGS,
) -> tuple[Thing, ...]:
    """Return at most `limit` things, those that an utterance is most likely about.

    `area` is where the speaker is, `last` the things of the turn before.
    """
    named = _named(utterance, home, lexicon)
    said = key(utterance)

    def weight(thing: Thing) -> int:
        place = home.areas.get(thing.area or "")
        floor = place.floor if place is not None else None
        return (
            named.get(("thing", thing.id), 0)
            + named.get(("area", thing.area or ""), 0)
            + named.get(("floor", floor or ""), 0)
            + _TYPE * _is_called(thing, said, utterance)
            + _WORD * any(word in said for word in _words(thing))
            + _LAST * (thing.id in last)
            + _HERE * (area is not None and thing.area == area)
        )

    order = {thing_id: index for index, thing_id in enumerate(home.things)}
    weighed = sorted(home.things.values(), key=lambda thing: (-weight(thing), order[thing.id]))
    return tuple(sorted(weighed[:limit], key=lambda thing: order[thing.id]))


def _named(utterance: str, home: Home, lexicon: Lexicon) -> Mapping[tuple[str, str], int]:
    weights = {"thing": _NAMED, "area": _AREA, "floor": _FLOOR}
    return {
        (mention.kind, identifier): weights[mention.kind]
        for mention in link(utterance, lexicon)
        if mention.kind in weights
        for identifier in mention.ids
    }


def _is_called(thing: Thing, said: str, utterance: str) -> bool:
    """Say whether the utterance holds a word for what the thing is."""
    for what in (thing.kind, thing.measures, thing.type):
        korean, *english = NOUNS.get(what or "", ("", ""))
        if what and korean and key(korean) in said:
            return True
        if what and any(_holds(utterance, word) for word in english if word):
            return True
    return False


def _holds(utterance: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", utterance, re.IGNORECASE) is not None


def _words(thing: Thing) -> set[str]:
    """Return the words of a thing's names; single letters say too little."""
    words = (key(word) for name in (thing.title, *thing.aliases) for word in name.split())
    return {word for word in words if len(word) > 1}
