"""Fills a template's placeholders, with the Korean particle that each filling asks for."""

import re
from collections.abc import Callable
from typing import Any

from ondol.language.particles import with_particle

from .frames import Slot

PLACEHOLDER = re.compile(r"\{(\w+?)(?:\+(\w+))?\}")

_PAIRS = {
    "을": "을/를",
    "이": "이/가",
    "은": "은/는",
    "과": "과/와",
    "으로": "으로/로",
    "이랑": "이랑/랑",
    "이야": "이야/야",
}


def render(
    template: str, fill: Callable[[str], tuple[str, Any, bool]]
) -> tuple[str, dict[str, Slot]]:
    """Return the text and, by placeholder, where it stands and what it means.

    >>> render("{n+으로} 맞춰", lambda name: ("3", 3, True))[0]
    '3으로 맞춰'
    """
    text, at = "", 0
    slots: dict[str, Slot] = {}
    for match in PLACEHOLDER.finditer(template):
        text += template[at : match.start()]
        said, value, is_known = fill(match.group(1))
        slots[match.group(1)] = Slot(
            start=len(text), end=len(text) + len(said), value=value, is_known=is_known
        )
        particle = match.group(2)
        text += said if particle is None else with_particle(said, _PAIRS[particle])
        at = match.end()
    return text + template[at:], slots
