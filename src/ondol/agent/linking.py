"""Finds what an utterance mentions: names of this home, and quantities that `language` reads.

A `Lexicon` is compiled from the home when it changes, off the request path; `link` looks an
utterance up in it. A name matches only as it is, apart from case, spaces and punctuation: an
unknown name is never taken for the nearest one. What is found becomes the pointers of nano's
frames (`agent.frames`), and its prompt: the text, with a mark after each mention that says what it
is and its number.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ondol.home.home import Home
from ondol.language import quantities
from ondol.language.normalise import key, key_offsets
from ondol.things.thing import Thing, Value

from .frames import MAX_POINTERS
from .index import Index, compile_index
from .looking import Look
from .names import (
    APPS,
    HERE,
    HERE_NAMES,
    OPEN_AIR_NAMES,
    SOURCES,
    THERE,
    THERE_NAMES,
    derived_names,
    floor_names,
    is_open_air,
)
from .titles import Titles, compile_titles

MAX_NAME_LENGTH = 40

MentionKind = Literal[
    "area",
    "floor",
    "thing",
    "number",
    "percent",
    "celsius",
    "kelvin",
    "duration",
    "clock",
    "days",
    "color",
    "max",
    "min",
    "app",
    "source",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A part of the utterance that has a meaning in this home, or is a quantity.

    Attributes:
        start, end: characters of the utterance.
        mark: the token that tells the model what it is: `<k:area>`, `<t:light>`, `<c:curtain>`.
        ids: of the areas or things that are called so; names of floors.
        quantity: what `language` read, for a quantity; value: what an app or source is called.
        look: of a word that points: how likely it means each of `ids`.
    """

    start: int
    end: int
    kind: MentionKind
    mark: str
    ids: tuple[str, ...] = ()
    quantity: quantities.Quantity | None = None
    value: Value = None
    look: Look | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """All that one name stands for in a home."""

    areas: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    thing_mark: str = "<k:thing>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is compiled of a home.

    Attributes:
        names: by `language.normalise.key`. longest: of them, in characters.
        titles: of what can be played.
    """

    names: Mapping[str, Name]
    longest: int
    index: Index
    titles: Titles = field(default_factory=Titles)


def mark_of(thing: Thing) -> str:
    """Return the token that tells the model what a named thing is.

    >>> mark_of(Thing(id="a", title="창문", type="sensor", measures="window"))
    '<m:window>'
    """
    if thing.type == "cover" and thing.kind:
        return f"<c:{thing.kind}>"
    if thing.type == "sensor" and thing.measures:
        return f"<m:{thing.measures}>"
    return f"<t:{thing.type}>"


def compile_lexicon(home: Home, titles: Iterable[str] = ()) -> Lexicon:
    """Return the names of a home, and of the films (`titles`) that it has."""
    areas: dict[str, list[str]] = {}
    floors: dict[str, list[str]] = {}
    things: dict[str, list[str]] = {}
    for area in home.areas.values():
        for name in (area.name, *area.aliases):
            _add(areas, name, area.id)
        if is_open_air(area.name):
            for name in OPEN_AIR_NAMES:
                _add(areas, name, area.id)
    all_floors = tuple(dict.fromkeys(a.floor for a in home.areas.values() if a.floor))
    for floor in all_floors:
        for name in floor_names(floor, all_floors):
            _add(floors, name, floor)
    for thing in home.things.values():
        for name in (thing.title, *thing.aliases):
            _add(things, name, thing.id)
            for derived in derived_names(name):
                _add(things, derived, thing.id)
    for said, meant in ((HERE_NAMES, HERE), (THERE_NAMES, THERE)):
        for name in said:
            if key(name) not in areas and key(name) not in things:
                _add(areas, name, meant)
    names = {
        name: Name(
            areas=tuple(areas.get(name, ())),
            floors=tuple(floors.get(name, ())),
            things=tuple(things.get(name, ())),
            thing_mark=_common_mark([home.things[i] for i in things.get(name, ())]),
        )
        for name in (*areas, *floors, *things)
    }
    return Lexicon(
        names=names,
        longest=max(map(len, names), default=0),
        index=compile_index(home),
        titles=compile_titles(titles, names),
    )


def _add(names: dict[str, list[str]], name: str, identifier: str) -> None:
    normal = key(name)
    if normal and len(normal) <= MAX_NAME_LENGTH and identifier not in names.setdefault(normal, []):
        names[normal].append(identifier)


def _common_mark(things: Sequence[Thing]) -> str:
    marks = {mark_of(thing) for thing in things}
    return marks.pop() if len(marks) == 1 else "<k:thing>"


def link(text: str, lexicon: Lexicon, pointed: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Return the mentions of an utterance, by where they end; at most `MAX_POINTERS`.

    Names may hold names: in "거실 스탠드" a lamp of that name and the area 거실 are both found.
    What stands for a word that points (`pointed`) is no name, whatever it looks like.
    """
    spans = [(mention.start, mention.end) for mention in pointed]
    named = [
        mention
        for mention in _find_names(text, lexicon)
        if not any(mention.start < end and start < mention.end for start, end in spans)
    ]
    named += pointed
    taken = [(mention.start, mention.end) for mention in named]
    measured = [
        mention
        for quantity in quantities.read(text)
        if (mention := _of_quantity(quantity)) is not None and not _is_inside(mention, taken)
    ]
    vocabulary = [mention for mention in _find_vocabulary(text) if not _is_inside(mention, taken)]
    values = [
        mention
        for mention in measured
        if not _is_inside(mention, [(other.start, other.end) for other in vocabulary])
    ]
    found = sorted((*named, *values, *vocabulary), key=lambda m: (m.end, -m.start))
    return tuple(found[:MAX_POINTERS])


def _is_inside(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _find_names(text: str, lexicon: Lexicon) -> list[Mention]:
    normal, offsets = key_offsets(text)
    found: list[Mention] = []
    at = 0
    while at < len(normal):
        end = (
            _longest_name(text, normal, offsets, at, lexicon)
            if _starts(text, offsets, at, found)
            else at
        )
        if end == at:
            at += 1
            continue
        start, stop = offsets[at], offsets[end - 1] + 1
        name = lexicon.names[normal[at:end]]
        if name.things:
            found.extend(_areas_inside(text, normal, offsets, at, end, lexicon))
        found.extend(_mentions_of(name, start, stop))
        at = end
    return found


def _starts(text: str, offsets: Sequence[int], at: int, found: Sequence[Mention]) -> bool:
    """Say whether a name may begin here: at a word's start, or right behind another name."""
    index = offsets[at]
    if index == 0 or not text[index - 1].isalnum():
        return True
    return bool(found) and found[-1].end == index


def _ends(text: str, stop: int) -> bool:
    """Say whether a name may end here: Latin names at a word's end, Korean ones almost anywhere.

    A plural is not the name: "거실 조명들" and "living room lights" are all the lights there.
    """
    if stop >= len(text) or not text[stop].isalnum():
        return True
    last, following = text[stop - 1], text[stop]
    if (_is_latin(last) and _is_latin(following)) or following == "들":
        return False
    return not (last.isdigit() and following.isdigit())


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _longest_name(text: str, normal: str, offsets: Sequence[int], at: int, lexicon: Lexicon) -> int:
    for end in range(min(len(normal), at + lexicon.longest), at, -1):
        if normal[at:end] in lexicon.names and _ends(text, offsets[end - 1] + 1):
            is_short = end - at == 1
            if is_short and not _stands_alone(text, offsets[end - 1] + 1):
                continue
            return end
    return at


def _stands_alone(text: str, stop: int) -> bool:
    return stop >= len(text) or not text[stop].isalnum()


def _areas_inside(
    text: str, normal: str, offsets: Sequence[int], at: int, end: int, lexicon: Lexicon
) -> list[Mention]:
    """Return the area or floor with which a thing's name begins, if it does."""
    for stop in range(end - 1, at, -1):
        name = lexicon.names.get(normal[at:stop])
        if name is not None and (name.areas or name.floors) and stop - at > 1:
            return _mentions_of(
                Name(areas=name.areas, floors=name.floors), offsets[at], offsets[stop - 1] + 1
            )
    return []


def _mentions_of(name: Name, start: int, end: int) -> list[Mention]:
    mentions: list[Mention] = []
    if name.areas:
        mentions.append(Mention(start=start, end=end, kind="area", mark="<k:area>", ids=name.areas))
    if name.floors:
        mentions.append(
            Mention(start=start, end=end, kind="floor", mark="<k:floor>", ids=name.floors)
        )
    if name.things:
        mentions.append(
            Mention(start=start, end=end, kind="thing", mark=name.thing_mark, ids=name.things)
        )
    return mentions


def _of_quantity(quantity: quantities.Quantity) -> Mention | None:
    kind = _kind_of(quantity)
    return Mention(
        start=quantity.start, end=quantity.end, kind=kind, mark=f"<k:{kind}>", quantity=quantity
    )


def _kind_of(quantity: quantities.Quantity) -> MentionKind:
    match quantity:
        case quantities.Duration():
            return "duration"
        case quantities.ClockTime():
            return "clock"
        case quantities.Days():
            return "days"
        case quantities.Color():
            return "color"
        case quantities.Extreme(is_maximum=is_maximum):
            return "max" if is_maximum else "min"
        case quantities.Number(unit="percent"):
            return "percent"
        case quantities.Number(unit="celsius" | "fahrenheit"):
            return "celsius"
        case quantities.Number(unit="kelvin"):
            return "kelvin"
        case quantities.Number():
            return "number"


def _find_vocabulary(text: str) -> list[Mention]:
    lowered = text.casefold()
    if len(lowered) != len(text):  # a letter whose lower case is longer: offsets would be wrong
        lowered = text
    found: list[Mention] = []
    kinds: tuple[tuple[MentionKind, re.Pattern[str], Mapping[str, str]], ...] = (
        ("app", _APP_PATTERN, APPS),
        ("source", _SOURCE_PATTERN, SOURCES),
    )
    for kind, pattern, values in kinds:
        found.extend(
            Mention(
                start=match.start(),
                end=match.end(),
                kind=kind,
                mark=f"<k:{kind}>",
                value=values[re.sub(r"\s+", "", match.group())],
            )
            for match in pattern.finditer(lowered)
        )
    return found


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    spaced = (r"\s*".join(re.escape(part) for part in name) for name in names)
    alternatives = "|".join(sorted(spaced, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])")


_APP_PATTERN = _pattern(APPS)
_SOURCE_PATTERN = _pattern(SOURCES)
