"""What steers decoding: which tokens may come next."""

from collections.abc import Sequence
from typing import Protocol


class Constraint(Protocol):
    """Says which tokens may come next, given those that came."""

    def allowed(self) -> Sequence[int]:
        """Return the ids that may come next, each once; one: it is forced; none: finished."""
        ...

    def advance(self, token: int) -> None:
        """Take a token that was allowed."""
        ...
