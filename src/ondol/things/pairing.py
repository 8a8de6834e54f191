"""Devices that ask a person whether they may be used, as a TV does on its screen."""

from dataclasses import dataclass
from typing import Literal, Protocol

PairingState = Literal["paired", "asking", "denied", "unreachable"]
"""`asking`: the device waits for somebody's yes; `denied`: it got a no, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """How things stand with one device; `title` is empty before it was ever seen."""

    id: str
    title: str
    state: PairingState


class Pairs(Protocol):
    """What an adapter offers whose devices ask."""

    def pairings(self) -> tuple[Pairing, ...]:
        """Return how things stand with each."""
        ...

    def pair_again(self, pairing_id: str) -> bool:
        """Have a device ask again; say whether there is such a one."""
        ...
