"""What is copied from an utterance is what was said, letter for letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ondol import agent
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano
from ondol.home.home import Home
from ondol.home.plan import Plan, Play
from ondol.llama import Constraint, Generation, Tokenizer

TOKENIZER = Tokenizer.load(Path(agent.__file__).parent / "nano" / "tokenizer.json")
HOME = Home(id="empty", language="ko", areas={}, things={})


@dataclass(frozen=True, slots=True)
class Scripted:
    """A model that wants to play some words, and may only write what the grammar allows."""

    words: str

    def generate(
        self, prompt: Sequence[int], constraint: Constraint, *, max_tokens: int
    ) -> Generation:
        ids = (
            TOKENIZER.id("<media>"),
            *TOKENIZER.encode(self.words),
            TOKENIZER.id("<end_span>"),
            TOKENIZER.id("</s>"),
        )
        for token in ids:
            assert token in constraint.allowed()
            constraint.advance(token)
        return Generation(ids=ids, logprobs=(0.0,) * len(ids))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("play Bohemian Rhapsody track", "Bohemian Rhapsody"),
        ("뷁쀍 노래 틀어줘", "뷁쀍"),
        ("쀍은 밤 틀어줘", "쀍은 밤"),
        ("play 🎵 magic 🎵", "🎵 magic 🎵"),
    ],
)
def test_a_span_is_what_was_said(said: str, words: str) -> None:
    start = said.index(words)
    wanted = said[max(start - 1, 0) : start + len(words)]  # its first token holds the space
    nano = Nano(model=Scripted(wanted), tokenizer=TOKENIZER)
    understood = nano.understand(said, home=HOME, lexicon=compile_lexicon(HOME))
    assert understood.answer == Plan(steps=(Play(query=words),))
