"""Walks through the frame grammar at random: what any weights could write."""

import random
from collections.abc import Sequence

from ondol.agent.frames import END, VOCABULARY, Frame, parse
from ondol.agent.grammar import FrameConstraint
from ondol.agent.linking import Mention
from ondol.agent.prompt import TextToken

TEXT = (" 우유", "를", " 추가", "해")
_IDS = {piece: number for number, piece in enumerate((*VOCABULARY, *TEXT))}
_PIECES = {number: piece for piece, number in _IDS.items()}


def random_pieces(seed: int, mentions: Sequence[Mention], *, longest: int = 60) -> list[str] | None:
    """Return the tokens of a random walk, or None if it did not end in time."""
    rng = random.Random(seed)
    constraint = FrameConstraint(
        mentions=mentions,
        text=[
            TextToken(id=_IDS[piece], start=at, end=at + 1, is_start=True, is_end=True)
            for at, piece in enumerate(TEXT)
        ],
        ids=_IDS.__getitem__,
    )
    pieces: list[str] = []
    for _ in range(longest):
        allowed = constraint.allowed()
        if not allowed:
            break
        token = rng.choice(list(allowed))
        constraint.advance(token)
        pieces.append(_PIECES[token])
    return pieces if pieces and pieces[-1] == END else None


def random_frames(seed: int, mentions: Sequence[Mention]) -> tuple[Frame, ...] | None:
    """Return the frames of a random walk, or None if it did not end in time."""
    pieces = random_pieces(seed, mentions)
    return None if pieces is None else parse(pieces[:-1])
