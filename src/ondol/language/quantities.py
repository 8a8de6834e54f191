"""Reads quantities in Korean and English text: numbers, lengths of time, times, days, colours.

Figures and words, Sino-Korean and native numerals ("이십사도", "스물네 도"), halves ("두 시간 반",
"반으로"). A span covers the number and its unit but not the particle behind it: in "24도로" it is
"24도". Numerals are full of homographs (이 방, 일 끝나면, 사 줘), so short ones count only with a
unit or in the place of a value. Floors (2층), dates (3월) and ordinals are names, not numbers.

The patterns are in `times`, `amounts` and `colors`.
"""

import re
from collections.abc import Iterator

from . import amounts, colors, times
from .quantity import ClockTime, Color, Days, Duration, Extreme, Number, Quantity, Unit

_KOREAN_RULES = (*times.KOREAN_RULES, *amounts.KOREAN_RULES, *colors.KOREAN_RULES)
_ENGLISH_RULES = (*times.ENGLISH_RULES, *amounts.ENGLISH_RULES, *colors.ENGLISH_RULES)
_FIGURE_RULES = (*times.FIGURE_RULES, *amounts.FIGURE_RULES)
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[a-z]")
_FIGURE = re.compile("[0-9½¼¾]")


def read(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in a text, left to right; they do not overlap.

    >>> [q.value for q in read("에어컨 스물네 도로, 볼륨은 20") if isinstance(q, Number)]
    [24, 20]
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer would shift the rest
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    found: list[Quantity] = []
    for candidate in sorted(_candidates(lowered), key=lambda q: (q.start, -q.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
        elif candidate.end - candidate.start > found[-1].end - found[-1].start:
            found[-1] = candidate
    return tuple(found)


def _candidates(text: str) -> Iterator[Quantity]:
    for script, rules in (
        (_HANGUL, _KOREAN_RULES),
        (_LATIN, _ENGLISH_RULES),
        (_FIGURE, _FIGURE_RULES),
    ):
        if script.search(text) is None:
            continue
        for pattern, make in rules:
            for match in pattern.finditer(text):
                quantity = make(match)
                if quantity is not None:
                    yield quantity


__all__ = [
    "ClockTime",
    "Color",
    "Days",
    "Duration",
    "Extreme",
    "Number",
    "Quantity",
    "Unit",
    "read",
]
