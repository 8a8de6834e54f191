"""What steers decoding: which tokens may come next."""

from collections.abc import Collection, Sequence
from typing import Protocol


class Constraint(Protocol):
    """Says which tokens may come next, given those that came."""

    def allowed(self) -> Sequence[int]:
        """Return the ids that may come next, each once; one: it is forced; none: finished."""
        ...

    def advance(self, token: int) -> None:
        """Take a token that was allowed."""
        ...


class Unconstrained:
    """Allows every token of a vocabulary, until one that ends the answer was taken."""

    def __init__(self, vocabulary: int, ends: Collection[int]) -> None:
        self._every, self._ends = range(vocabulary), frozenset(ends)
        self._is_finished = False

    def allowed(self) -> Sequence[int]:
        """Return all ids; none after the end."""
        return () if self._is_finished else self._every

    def advance(self, token: int) -> None:
        """Take a token."""
        self._is_finished = token in self._ends
