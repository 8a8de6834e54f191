"""What nano reads: one form of text for training and for serving.

The utterance's own tokens, with a mark after each mention: `<s> 거실 <k:area> <@1> 불 꺼 <answer>`,
and after `<answer>` the frames. The turn before, if there is one, stands in front, closed by
`<turn>`; its mentions are numbered first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ondol.llama.tokenizer import units

from .frames import START
from .linking import Mention


class TextEncoder(Protocol):
    """What is needed of `llama.Tokenizer`."""

    def encode_with_offsets(self, text: str) -> list[tuple[int, int, int]]:
        """Return (id, start, end) of each piece; start and end are characters of `text`."""
        ...

    def id(self, piece: str) -> int:
        """Return the id of a token of the vocabulary."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToken:
    """A token of the utterance itself and the characters that it stands for.

    Attributes:
        is_start, is_end: whether a word, figure or particle begins or ends with it.
    """

    id: int
    start: int
    end: int
    is_start: bool
    is_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Ids to read, all mentions by pointer, and the last utterance's own tokens, for spans.

    Attributes:
        first: how many of the mentions are the turn before's.
    """

    ids: tuple[int, ...]
    mentions: tuple[Mention, ...]
    text: tuple[TextToken, ...]
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An utterance and what it mentions."""

    text: str
    mentions: tuple[Mention, ...]


def build(said: Said, before: Said | None, encoder: TextEncoder) -> Prompt:
    """Return the prompt for an utterance, after the turn before it."""
    ids = [encoder.id(START)]
    mentions: list[Mention] = []
    if before is not None:
        earlier, _ = _encode(before, 0, encoder)
        ids += [*earlier, encoder.id("<turn>")]
        mentions += before.mentions
    own, text = _encode(said, len(mentions), encoder)
    ids += [*own, encoder.id("<answer>")]
    mentions += said.mentions
    first = len(before.mentions) if before is not None else 0
    return Prompt(ids=tuple(ids), mentions=tuple(mentions), text=text, first=first)


def _encode(
    said: Said, numbered: int, encoder: TextEncoder
) -> tuple[list[int], tuple[TextToken, ...]]:
    ids: list[int] = []
    text: list[TextToken] = []
    at = 0
    for number, mention in enumerate(said.mentions, start=numbered + 1):
        text += _piece(said.text, at, mention.end, ids, encoder)
        at = max(at, mention.end)
        ids += [encoder.id(mention.mark), encoder.id(f"<@{number}>")]
    text += _piece(said.text, at, len(said.text), ids, encoder)
    return ids, tuple(text)


def _piece(
    text: str, start: int, end: int, ids: list[int], encoder: TextEncoder
) -> Sequence[TextToken]:
    if end <= start:
        return ()
    cuts = units(text[start:end])
    starts, ends = {begin for begin, _ in cuts}, {stop for _, stop in cuts}
    tokens = [
        TextToken(
            id=token,
            start=start + begin,
            end=start + stop,
            is_start=begin in starts,
            is_end=stop in ends,
        )
        for token, begin, stop in encoder.encode_with_offsets(text[start:end])
    ]
    ids.extend(token.id for token in tokens)
    return tokens
