"""Constrained decoding: greedy, among the tokens that a `Constraint` allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .constraint import Constraint

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What was written.

    Attributes:
        logprobs: natural logarithms of each token's probability among those allowed; 0 if forced.
    """

    ids: tuple[int, ...]
    logprobs: tuple[float, ...]


class Forward(Protocol):
    """One sequence under way: a KV cache and the model behind it."""

    def read(self, tokens: Sequence[int], allowed: Sequence[int]) -> Array:
        """Read tokens and return the logits of those allowed after the last; of no others."""
        ...


def generate(
    forward: Forward, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
) -> Generation:
    """Write until the constraint is finished, or `max_tokens` are written.

    A forced token costs nothing: it waits and is read together with the next one that was chosen.
    """
    waiting = list(prompt)
    ids: list[int] = []
    logprobs: list[float] = []
    while len(ids) < max_tokens:
        allowed = constraint.allowed()
        if not allowed:
            break
        if len(allowed) == 1:
            token, logprob = allowed[0], 0.0
        else:
            logits = forward.read(waiting, allowed)
            waiting = []
            best = int(np.argmax(logits))
            token = allowed[best]
            logprob = -float(np.log(np.exp(logits - logits[best]).sum()))
        constraint.advance(token)
        ids.append(token)
        logprobs.append(logprob)
        waiting.append(token)
    return Generation(ids=tuple(ids), logprobs=tuple(logprobs))
