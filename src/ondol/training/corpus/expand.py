"""Patterns with alternatives, for grammars: `(a|b)`, and `[x]` for what may be left out."""

import random


def expand(pattern: str, rng: random.Random) -> str:
    """Return one text of a pattern, chosen at random; braces are left alone.

    >>> expand("turn (off|off) [] {name}", random.Random(0))
    'turn off {name}'
    """
    text, at = _expand(pattern, 0, rng)
    assert at == len(pattern)  # noqa: S101 - patterns are ours; an unbalanced one is a defect
    return " ".join(text.split())


def _expand(pattern: str, at: int, rng: random.Random) -> tuple[str, int]:
    options, text = [], ""
    while at < len(pattern) and pattern[at] not in ")]":
        character = pattern[at]
        if character in "([":
            inner, at = _expand(pattern, at + 1, rng)
            text += inner if character == "(" or rng.random() < 0.5 else ""
            at += 1
        elif character == "|":
            options.append(text)
            text, at = "", at + 1
        else:
            text += character
            at += 1
    options.append(text)
    return rng.choice(options), at
