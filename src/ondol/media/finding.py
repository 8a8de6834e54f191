"""Finds films by what somebody calls them: "제주 바다를", "dolphin", "별 밤". Pure.

Spoken titles come with particles, without spaces, in part, and with a letter that was heard wrong.
"""

import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from ondol.language.normalise import clean, key
from ondol.language.particles import strip_particle

from .item import Item

MAX_QUERY = 200
ALIKE = 0.8
"""How like a title must be, by its letters: "기생춤" is "기생충", "바다" is not "바닥재"."""
_KINDS = frozenset({"영화", "영상", "동영상", "비디오", "드라마", "movie", "film", "video", "the"})


def find(items: Iterable[Item], query: str, *, limit: int = 5) -> tuple[Item, ...]:
    """Return the films that may be meant, the likeliest first; none where none is like it."""
    wanted = _readings(clean(query, limit=MAX_QUERY))
    keyed = [(key(item.title), item) for item in items]
    for likeness in (_same, _alike):
        rated = ((max(map(likeness(title), wanted), default=0.0), item) for title, item in keyed)
        likely = [(rate, item) for rate, item in rated if rate > 0]
        if likely:
            likely.sort(key=lambda one: (-one[0], len(one[1].title), one[1].title, one[1].id))
            return tuple(item for _, item in likely[:limit])
    return ()


def _readings(query: str) -> tuple[str, ...]:
    """Return what a query may mean, as keys: whole, without particles, without "the film".

    >>> _readings("제주 바다를"), _readings("the Dolphins movie")
    (('제주바다를', '제주바다'), ('thedolphinsmovie', 'dolphins'))
    """
    words = query.split()
    bare = [_bare(word, at_least=2) for word in words]
    named = [word for word in bare if word.casefold() not in _KINDS]
    last = [*words[:-1], _bare(words[-1], at_least=1)] if words else []
    readings = (query, " ".join(last), " ".join(bare), " ".join(named))
    return tuple(dict.fromkeys(one for one in map(key, readings) if one))


def _bare(word: str, *, at_least: int) -> str:
    """Return a word without its Korean particle: the longest that leaves so many letters."""
    return next((stem for stem, _ in strip_particle(word) if len(stem) >= at_least), word)


def _same(title: str) -> Callable[[str], float]:
    """Return what says how much of a title was said, 0 to 1; 0: it is another film."""

    def rate(wanted: str) -> float:
        if title == wanted:
            return 1.0
        if not title or len(wanted) < 2:
            return 0.0
        if title.startswith(wanted):
            return 0.95
        if wanted in title:
            return 0.9
        is_within = len(title) >= 2 and title in wanted  # more was said than the title
        return 0.7 + 0.15 * len(title) / len(wanted) if is_within else 0.0

    return rate


def _alike(title: str) -> Callable[[str], float]:
    """Return what says how like a title something is that was heard wrong; 0: too little."""
    letters = unicodedata.normalize("NFD", title)  # syllables as their letters
    matcher = SequenceMatcher(None, b=letters, autojunk=False)

    def rate(wanted: str) -> float:
        if min(len(title), len(wanted)) < 3:
            return 0.0
        matcher.set_seq1(unicodedata.normalize("NFD", wanted))
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        return matcher.ratio() if all(bound() >= ALIKE for bound in bounds) else 0.0

    return rate
