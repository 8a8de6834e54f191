"""Headsets that a home knows, between those who let them in and those who speak with them."""

from collections.abc import Callable, Mapping

PREFIX = "headset/"
"""A headset is the thing of its key: who is revoked takes no other's place."""

Paired = Callable[[], Mapping[str, str]]
"""Tells the names of the headsets that may connect at this moment, by id."""


def thing_of(headset: str) -> str:
    """Return the id of the thing that a headset is.

    >>> thing_of("4f2a")
    'headset/4f2a'
    """
    return f"{PREFIX}{headset}"
