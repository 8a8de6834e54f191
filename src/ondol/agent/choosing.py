"""Reads the answer to "which one?": a name, a kind of thing, a room, a place in the row, or a look.

Pure. What says more than which ("거실 불은 꺼") is no answer but a wish of its own: it is left to
nano.
"""

import re
from collections.abc import Sequence

from ondol.home.home import Home

from .linking import Lexicon, link
from .looking import Look, among, likeliest
from .nouns import is_called, noun_at

_NO_MORE = re.compile(
    r"(?:\s|[.,!?~]|은|는|이|가|을|를|요|이요|거|것|걸|건|게|쪽|에|있는|의|으로|로|그|저"
    r"|말이야|말이에요|말야|해|해 ?줘|부탁해"
    r"|\b(?:the|one|ones|that|this|in|on|i|mean|meant|please|it's|its|it|is)\b)*",
    re.IGNORECASE,
)
"""What may stand around an answer without making it a wish."""
_NTH = (
    re.compile(r"첫\s?번째|첫째|1번|\b(?:the )?first\b", re.IGNORECASE),
    re.compile(r"두\s?번째|둘째|2번|\b(?:the )?second\b", re.IGNORECASE),
    re.compile(r"세\s?번째|셋째|3번|\b(?:the )?third\b", re.IGNORECASE),
)
_BOTH = re.compile(r"둘\s?다|모두|전부|다|\b(?:both|all)(?: of them)?\b", re.IGNORECASE)


def chosen_of(
    options: Sequence[str], text: str, looks: Sequence[Look], home: Home, lexicon: Lexicon
) -> tuple[str, ...]:
    """Return which of `options` a text means, of which a person was asked; empty: it says no such.

    `looks` are those of the words in `text` that point.
    """
    things = [home.things[option] for option in options if option in home.things]
    for mention in link(text, lexicon):
        if mention.kind == "thing":
            named = tuple(thing.id for thing in things if thing.id in mention.ids)
        elif mention.kind == "area":
            named = tuple(thing.id for thing in things if thing.area in mention.ids)
        else:
            continue
        if len(named) == 1 and _is_all(text, mention.start, mention.end):
            return named
    for at in range(len(text)):
        length = noun_at(text[at:]) if at == 0 or not text[at - 1].isalnum() else 0
        named = tuple(t.id for t in things if is_called(t, text[at : at + length]))
        if length and len(named) == 1 and _is_all(text, at, at + length):
            return named
    for place, pattern in enumerate(_NTH[: len(things)]):
        match = pattern.search(text)
        if match is not None and _is_all(text, *match.span()):
            return (things[place].id,)
    if (match := _BOTH.search(text)) is not None and _is_all(text, *match.span()):
        return tuple(thing.id for thing in things)
    for look in looks:
        seen = likeliest(among(look.shares, things))
        if len(seen) == 1 and _is_all(text, look.word.start, look.word.end):
            return seen
    return ()


def _is_all(text: str, start: int, end: int) -> bool:
    """Say whether a part of a text is all that it says."""
    return all(_NO_MORE.fullmatch(rest) is not None for rest in (text[:start], text[end:]))
