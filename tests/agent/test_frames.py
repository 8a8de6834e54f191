from hypothesis import given
from hypothesis import strategies as st

from ondol.agent.frames import VOCABULARY, parse, pieces
from ondol.agent.linking import Mention

from .walk import random_frames

MENTIONS = (
    Mention(start=0, end=2, kind="area", mark="<k:area>", ids=("a",)),
    Mention(start=3, end=4, kind="duration", mark="<k:duration>"),
    Mention(start=5, end=6, kind="number", mark="<k:number>"),
)


def test_every_token_of_the_vocabulary_is_there_once() -> None:
    assert len(VOCABULARY) == len(set(VOCABULARY))


@given(st.integers(0, 10**9))
def test_whatever_the_grammar_allows_can_be_read_and_written_again(seed: int) -> None:
    frames = random_frames(seed, MENTIONS)
    if frames is not None:
        assert parse(list(pieces(frames))) == frames


@given(st.integers(0, 10**9))
def test_without_a_mention_nothing_can_point(seed: int) -> None:
    frames = random_frames(seed, ())
    if frames is not None:
        assert not any(piece.startswith("<@") for piece in pieces(frames))
