"""What somebody looked at while speaking: which things the words that point may have meant. Pure.

A look counts by how long it was held while the words were said, and by how near to the middle of
the look the thing was. Where the recogniser tells when each word was said, looks count around their
own word; where it does not, all that was looked at while speaking does. The rule of decision, with
its constants, is in docs/reference/headset.md; why, in docs/explanation/looking.md.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ondol.home.home import Home
from ondol.language.deixis import Deictic, deictics
from ondol.things.thing import Thing

from .nouns import is_called, noun_at

SPREAD_DEG = 4.0
"""A thing so far from the middle counts 0.6 of one in it. Heads point less finely than eyes: half
of a small turn is the eyes' (Stahl, Experimental Brain Research 126, 1999)."""
CHOSEN = 6.0
"""What a hand chose (a pinch: an angle of exactly 0) counts so many times as much as a look."""
BEFORE_SPEECH_MS = 700.0
"""How a look before the first word fades, in e-times."""
AFTER_MS = 300.0
AHEAD_MS = 900.0
"""Eyes are on a thing so long before its word (Griffin, Bock, Psychological Science 11, 2000)."""
AROUND_MS = 250.0
"""How a look farther from its word fades, in e-times."""
AS_LIKELY = 0.5
"""What is at least so likely beside the likeliest may as well be meant: then the person is asked.
Measured where looks are off by 2 degrees (sigma) and an eighth of them goes to the other thing: of
two things 8 degrees apart the wrong one is taken in 0.7 % of cases, and 31 % are asked about; at
0.7 those are 3.0 % and 14 % (tests/agent/test_looking.py)."""
LEAST = 0.1
"""A share below which nothing is meant, whatever it can do."""
MAX_POINTING = 4
"""Words that point, in one utterance; those beyond are read as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when, in milliseconds of one clock; any origin."""

    from_ms: float
    to_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that was near the middle of the look for a while, and how near on the mean."""

    thing: str
    span: Span
    angle_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as the recogniser heard it, and when."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """All that is known of where somebody looked while speaking."""

    candidates: tuple[Candidate, ...]
    speech: Span
    words: tuple[Word, ...] = ()


Shares = Mapping[str, float]
"""How likely each thing is meant, by its id; together 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A word that points, and the things that it may mean, the likeliest first."""

    word: Deictic
    shares: Shares


def looked_at(looks: Looks, text: str, home: Home) -> tuple[Look, ...]:
    """Return what the words of a text that point may mean; what can mean nothing is left out.

    A noun narrows ("이 조명"): a TV that was looked at longer does not count.
    """
    words = deictics(text, noun_at)[:MAX_POINTING]
    found: list[Look] = []
    for word in words:
        weight = _weight(looks, text, word, is_only=len(words) == 1)
        things = home.things
        shares = _shares(
            (
                (one.thing, weight(one))
                for one in looks.candidates
                if one.thing in things and is_called(things[one.thing], word.noun)
            ),
        )
        if shares:
            found.append(Look(word=word, shares=shares))
    return _apart(found)


def _apart(looks: Sequence[Look]) -> tuple[Look, ...]:
    """Return looks of which this and that mean no one thing, as far as there are others.

    What one of them means most clearly, the other does not.
    """
    kept = list(looks)
    for look in sorted(looks, key=lambda one: -max(one.shares.values())):
        best = next(iter(next(one for one in kept if one.word == look.word).shares))
        for at, other in enumerate(kept):
            if other.word.which == look.word.which or other.word.points != look.word.points:
                continue
            rest = narrowed(other, (thing for thing in other.shares if thing != best))
            kept[at] = rest if rest.shares else other
    return tuple(kept)


def likeliest(shares: Shares) -> tuple[str, ...]:
    """Return the likeliest thing, with those that may as well be meant.

    >>> likeliest({"lamp": 0.7, "tv": 0.3}), likeliest({"lamp": 0.5, "tv": 0.45})
    (('lamp',), ('lamp', 'tv'))
    """
    best = max(shares.values(), default=0.0)
    return tuple(thing for thing, share in shares.items() if share >= AS_LIKELY * best)


def among(shares: Shares, things: Iterable[Thing]) -> Shares:
    """Return the shares of some things only, together 1 again; none where none of them has any."""
    return _shares((thing.id, shares.get(thing.id, 0.0)) for thing in things)


def narrowed(look: Look, things: Iterable[str]) -> Look:
    """Return a look that can only mean some things."""
    kept = set(things)
    return replace(look, shares=_shares((t, s) for t, s in look.shares.items() if t in kept))


def _shares(weights: Iterable[tuple[str, float]]) -> Shares:
    sums: dict[str, float] = {}
    for thing, weight in weights:
        sums[thing] = sums.get(thing, 0.0) + weight
    total = sum(sums.values())
    if total <= 0:
        return {}
    shares = {thing: weight / total for thing, weight in sums.items()}
    kept = {thing: share for thing, share in shares.items() if share >= LEAST}
    return dict(sorted(kept.items(), key=lambda item: -item[1]))


# How much a look counts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """When looks count in full, and how they fade before and after (e-times)."""

    span: Span
    before_ms: float
    after_ms: float

    def held_ms(self, span: Span) -> float:
        """Return how long a look counts as held: its overlap, and what is left of the rest."""
        inside = min(span.to_ms, self.span.to_ms) - max(span.from_ms, self.span.from_ms)
        before = _faded(
            self.span.from_ms - span.to_ms, self.span.from_ms - span.from_ms, self.before_ms
        )
        after = _faded(span.from_ms - self.span.to_ms, span.to_ms - self.span.to_ms, self.after_ms)
        return max(inside, 0.0) + before + after


def _faded(near_ms: float, far_ms: float, e_ms: float) -> float:
    """Return what is left of a stretch that lies from `near_ms` to `far_ms` away."""
    near_ms = max(near_ms, 0.0)
    if far_ms <= near_ms:
        return 0.0
    return e_ms * (math.exp(-near_ms / e_ms) - math.exp(-far_ms / e_ms))


def _weight(
    looks: Looks, text: str, word: Deictic, *, is_only: bool
) -> Callable[[Candidate], float]:
    window = _window(looks, text, word, is_only=is_only)

    def weight(one: Candidate) -> float:
        nearness = math.exp(-0.5 * (one.angle_deg / SPREAD_DEG) ** 2)
        chosen = CHOSEN if one.angle_deg == 0 else 1.0
        return window.held_ms(one.span) * nearness * chosen

    return weight


def _window(looks: Looks, text: str, word: Deictic, *, is_only: bool) -> _Window:
    said = _said_at(looks.words, text, word)
    if said is None and is_only:
        return _Window(span=looks.speech, before_ms=BEFORE_SPEECH_MS, after_ms=AFTER_MS)
    if said is None:  # each takes its part of the speech, as its letters lie in the text
        speech = looks.speech
        length_ms = speech.to_ms - speech.from_ms
        begin, end = (speech.from_ms + length_ms * at / len(text) for at in (word.start, word.end))
        said = Span(from_ms=begin, to_ms=end)
    span = Span(from_ms=said.from_ms - AHEAD_MS / 2, to_ms=said.to_ms)
    return _Window(span=span, before_ms=AROUND_MS, after_ms=AROUND_MS / 2)


def _said_at(words: Sequence[Word], text: str, word: Deictic) -> Span | None:
    """Return when a word that points was said; None: the recogniser does not tell."""
    lowered, at = text.casefold(), 0
    for heard in words:
        spoken = heard.text.strip().casefold()
        start = lowered.find(spoken, at) if spoken else -1
        if start < 0:
            continue
        at = start + len(spoken)
        if start <= word.start < at:
            return heard.span
    return None
