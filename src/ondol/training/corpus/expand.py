"""Patterns with alternatives, for grammars: `(a|b)`, and `[x]` for what may be left out.

`(a*3|b)` makes a three times as likely as b. Patterns are compiled once: a corpus expands millions.
"""

import random
import re
from collections.abc import Callable
from functools import lru_cache

_Choice = tuple["_Node", ...]
_WEIGHT = re.compile(r"\*(\d+)$")
_Node = str | tuple[str, _Choice]
"""A text; ("all", parts), said one after another; or ("one", options), of which one is said."""


def expand(pattern: str, rng: random.Random) -> str:
    """Return one text of a pattern, chosen at random; braces are left alone.

    >>> expand("turn (off|off) [] {name}", random.Random(0))
    'turn off {name}'
    """
    return " ".join(_say(_compiled(pattern), rng.random).split())


def _say(node: _Node, chance: Callable[[], float]) -> str:
    if isinstance(node, str):
        return node
    kind, parts = node
    if kind == "one":
        return _say(parts[int(chance() * len(parts))], chance)
    return "".join([_say(part, chance) for part in parts])


@lru_cache(maxsize=20_000)
def _compiled(pattern: str) -> _Node:
    node, at = _options(pattern, 0)
    assert at == len(pattern), pattern  # noqa: S101 - patterns are ours; unbalanced is a defect
    return node


def _options(pattern: str, at: int) -> tuple[_Node, int]:
    options: list[_Node] = []
    while True:
        node, weight, at = _sequence(pattern, at)
        options += [node] * weight
        if at >= len(pattern) or pattern[at] != "|":
            break
        at += 1
    return (options[0] if len(options) == 1 else ("one", tuple(options))), at


def _sequence(pattern: str, at: int) -> tuple[_Node, int, int]:
    parts: list[_Node] = []
    text = ""
    while at < len(pattern) and pattern[at] not in ")]|":
        character = pattern[at]
        if character not in "([":
            text += character
            at += 1
            continue
        inner, end = _options(pattern, at + 1)
        assert end < len(pattern), pattern  # noqa: S101 - as above
        if text:
            parts.append(text)
            text = ""
        parts.append(("one", (inner, "")) if character == "[" else inner)
        at = end + 1
    weight = 1
    if share := _WEIGHT.search(text):
        text, weight = text[: share.start()], int(share.group(1))
    if text or not parts:
        parts.append(text)
    return (parts[0] if len(parts) == 1 else ("all", tuple(parts))), weight, at
