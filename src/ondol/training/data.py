"""Examples on disk, and batches of them in a fixed order.

An examples file is a NumPy archive: `tokens` (all examples, one after another), `starts` (where
each begins, with the total at the end) and `answers` (where in each its answer begins). How often a
kind of example is met is the corpus's business: what should be met twice as often is there twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """All examples of a corpus, in memory."""

    tokens: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.int64]
    answers: npt.NDArray[np.int16]

    def __len__(self) -> int:
        """Return how many examples there are."""
        return len(self.answers)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> "Examples":
        """Read archives and join them."""
        tokens, starts, answers = [], [np.zeros(1, np.int64)], []
        total = 0
        for path in paths:
            with np.load(path) as archive:
                tokens.append(archive["tokens"])
                starts.append(archive["starts"][1:] + total)
                answers.append(archive["answers"])
            total = int(starts[-1][-1])
        return cls(
            tokens=np.concatenate(tokens),
            starts=np.concatenate(starts),
            answers=np.concatenate(answers),
        )


def save(path: Path, examples: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> int:
    """Write (prompt, answer) pairs and return how many there were."""
    tokens: list[int] = []
    starts, answers = [0], []
    for prompt, answer in examples:
        tokens += (*prompt, *answer)
        starts.append(len(tokens))
        answers.append(len(prompt))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        tokens=np.asarray(tokens, np.uint16),
        starts=np.asarray(starts, np.int64),
        answers=np.asarray(answers, np.int16),
    )
    return len(answers)


def batches(
    examples: Examples, *, tokens_per_batch: int, seed: int, pad: int
) -> Iterator[tuple[Ids, npt.NDArray[np.bool_]]]:
    """Yield (tokens, is_target) for ever, each epoch in an order of its own.

    Examples of like length share a batch, so that little is padding: an epoch is shuffled, cut into
    pools of 64 batches, each pool sorted by length and its batches shuffled.
    """
    lengths = np.diff(examples.starts)
    epoch = 0
    while True:
        order = np.random.default_rng((seed, epoch)).permutation(len(examples))
        pool = max(1, 64 * tokens_per_batch // max(1, int(lengths.mean())))
        for begin in range(0, len(order), pool):
            chosen = order[begin : begin + pool]
            chosen = chosen[np.argsort(lengths[chosen], kind="stable")]
            groups = _groups(chosen, lengths, tokens_per_batch)
            shuffled = np.random.default_rng((seed, epoch, begin)).permutation(len(groups))
            for number in shuffled:
                yield _padded(examples, groups[number], lengths, pad)
        epoch += 1


def _groups(
    chosen: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], tokens_per_batch: int
) -> list[npt.NDArray[np.int64]]:
    groups, begin, longest = [], 0, 0
    for at, example in enumerate(chosen):
        longest = max(longest, int(lengths[example]))
        if (at + 1 - begin) * longest > tokens_per_batch and at > begin:
            groups.append(chosen[begin:at])
            begin, longest = at, int(lengths[example])
    groups.append(chosen[begin:])
    return groups


def _padded(
    examples: Examples,
    group: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
    pad: int,
) -> tuple[Ids, npt.NDArray[np.bool_]]:
    width = int(lengths[group].max())
    tokens = np.full((len(group), width), pad, np.int32)
    is_target = np.zeros((len(group), width), np.bool_)
    for row, example in enumerate(group):
        start, stop = examples.starts[example], examples.starts[example + 1]
        tokens[row, : stop - start] = examples.tokens[start:stop]
        is_target[row, examples.answers[example] : stop - start] = True
    return tokens, is_target
