"""Gives nano a name to read where somebody pointed: "이거 꺼" is read as "스탠드 꺼".

Nano knows names and what marks say of them; of "이거" it knows only that something is looked at,
not what, and it writes that less surely (docs/explanation/looking.md has the figures). So a word
that points is read as a noun of what was looked at, linked to all that it may mean: `ground` then
chooses by what each of them can do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ondol.home.home import Home
from ondol.language.particles import with_particle
from ondol.things.thing import Thing

from .linking import Lexicon, Mention, link, mark_of
from .looking import Look, likeliest, narrowed
from .nouns import stand_in
from .titles import Titled, Titles, title_in

_HERE = ("거실", "in the living room")
"""What nano reads for a room that is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """What is read of an utterance.

    Attributes:
        text: with nouns for the words that point. rest: without those words.
        mentions: of the looks, by the characters of `text`.
        title: of a film, in the place of which another one is read.
    """

    text: str
    rest: str
    mentions: tuple[Mention, ...] = ()
    title: Titled | None = None


def unpointed(text: str) -> Pointed:
    """Return an utterance as it is."""
    return Pointed(text=text, rest=text)


def titled(pointed: Pointed, titles: Titles) -> Pointed:
    """Return what is read where a film of the home is asked for: another title in its place."""
    title = title_in(pointed.text, titles)
    if title is None or any(m.start < title.end and title.start < m.end for m in pointed.mentions):
        return pointed
    return Pointed(
        text=title.read_in(pointed.text),
        rest=pointed.rest.replace(title.said, title.read),
        mentions=tuple(
            replace(one, start=title.shift(one.start), end=title.shift(one.end))
            for one in pointed.mentions
        ),
        title=title,
    )


def of_names(looks: Sequence[Look], text: str, lexicon: Lexicon) -> tuple[Look, ...]:
    """Return looks without those that a name overrides.

    Of several things of one name ("이 스탠드") a look says which.
    """
    named = [mention for mention in link(text, lexicon) if mention.kind == "thing"]
    kept: list[Look] = []
    for look in looks:
        names = [m for m in named if m.start < look.word.end and look.word.start < m.end]
        for mention in names:
            look = narrowed(look, mention.ids)
        if look.shares:
            kept.append(look)
    return tuple(kept)


def readings(looks: Sequence[Look], text: str, home: Home) -> tuple[Pointed, ...]:
    """Return the ways to read an utterance, the likeliest first.

    There are several only where one word points, and may mean things of several types: who cannot
    dim a TV may mean the lamp beside it.
    """
    if not looks:
        return (unpointed(text),)
    first = _pointed(looks, text, home, tuple(_likeliest(look) for look in looks))
    if len(looks) > 1 or looks[0].word.points == "place":
        return (first,)
    of_type: dict[str, str] = {}
    for thing in looks[0].shares:
        of_type.setdefault(mark_of(home.things[thing]), thing)
    return tuple(_pointed(looks, text, home, (thing,)) for thing in of_type.values())


def _likeliest(look: Look) -> str:
    return likeliest(look.shares)[0]


def _pointed(looks: Sequence[Look], text: str, home: Home, things: Sequence[str]) -> Pointed:
    pieces: list[str] = []
    rest: list[str] = []
    mentions: list[Mention] = []
    at = length = 0
    numbers: dict[str, int] = {}
    for look, thing_id in zip(looks, things, strict=True):
        word, thing = look.word, home.things[thing_id]
        number = numbers.get(thing.type, 0)
        numbers[thing.type] = number + 1
        before = text[at : word.start]
        noun, article = _noun(text[word.start : word.end], look, thing, number)
        pieces += [before, article, noun]
        rest += [before, " "]
        start = length + len(before) + len(article)
        mentions.append(_mention(look, thing, start, start + len(noun), home))
        if word.particle:
            pieces.append(with_particle(noun, word.particle)[len(noun) :])
        length = sum(map(len, pieces))
        at = word.end
    pieces.append(text[at:])
    rest.append(text[at:])
    return Pointed(text="".join(pieces), rest="".join(rest), mentions=tuple(mentions))


def _noun(said: str, look: Look, thing: Thing, number: int) -> tuple[str, str]:
    """Return the noun to read, and the article before it."""
    is_korean = not said.isascii()
    if look.word.points == "place":
        return (_HERE[0], "") if is_korean else (_HERE[1].removeprefix("in the "), "in the ")
    noun = stand_in(thing, is_korean=is_korean, number=number)
    return noun, "" if is_korean else "the "


def _mention(look: Look, thing: Thing, start: int, end: int, home: Home) -> Mention:
    if look.word.points == "place":
        areas = (_area(look, home),)
        return Mention(start=start, end=end, kind="area", mark="<k:area>", ids=areas, look=look)
    return Mention(
        start=start, end=end, kind="thing", mark=mark_of(thing), ids=tuple(look.shares), look=look
    )


def placed(looks: Sequence[Look], home: Home) -> tuple[Look, ...]:
    """Return looks without those that point at a place where nothing looked at has one."""
    return tuple(look for look in looks if look.word.points == "thing" or _area(look, home))


def _area(look: Look, home: Home) -> str:
    """Return the id of the area that most of what was looked at is in; empty: none is in any."""
    areas: dict[str, float] = {}
    for thing, share in look.shares.items():
        if (area := home.things[thing].area) is not None:
            areas[area] = areas.get(area, 0.0) + share
    return max(areas, key=lambda area: areas[area], default="")
