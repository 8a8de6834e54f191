"""Walks through the frame grammar at random: what any weights could write."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ondol.agent.frames import END, VOCABULARY, Frame, parse
from ondol.agent.grammar import FrameConstraint
from ondol.agent.linking import Mention
from ondol.agent.prompt import TextToken
from ondol.home.home import Home
from ondol.llama import Constraint, Generation

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


@dataclass(frozen=True)
class Whim:
    """A model that is sure of whatever it writes: each time one of the tokens that it may.

    Weights that mean nothing seldom write a wish that a home can grant. This one has a wish: the
    pieces that it likes are likelier by far. Every other way through the grammar stays open to it.
    """

    seed: int
    piece: Callable[[int], str]
    liked: frozenset[str]

    def generate(
        self, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
    ) -> Generation:
        rng = random.Random(self.seed)
        ids: list[int] = []
        while len(ids) < max_tokens and (allowed := constraint.allowed()):
            weights = [self._weight(self.piece(token)) for token in allowed]
            (token,) = rng.choices(list(allowed), weights)
            constraint.advance(token)
            ids.append(token)
        return Generation(ids=tuple(ids), logprobs=(0.0,) * len(ids))

    def _weight(self, piece: str) -> float:
        if piece == END:
            return 800.0
        return 200.0 if piece in self.liked else 1.0


def wish(seed: int, home: Home) -> frozenset[str]:
    """Return the pieces of which a wish for one of a home's things is made, or of one like it."""
    rng = random.Random(seed)
    thing = rng.choice(list(home.things.values()))
    kind = rng.choice(["act", "act", "act", "query", "schedule", "list", "media", "say"])
    settable = [one for one in thing.properties.items() if not one[1].read_only]
    name, known = rng.choice(settable or list(thing.properties.items()))
    values = {f"<v:{value}>" for value in known.enum or ("true", "false")}
    numbers = {piece for piece in VOCABULARY if piece.startswith(("<n:", "<@"))}
    liked = {f"<{kind}>", "<then>", "<act>", f"<t:{thing.type}>", f"<a:{name}>", "<max>", "<after>"}
    return frozenset(liked | values | numbers)
