"""Mixes the sources of the corpus and writes shards of examples."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ondol.agent.frames import VOCABULARY
from ondol.agent.prompt import TextEncoder

from . import grammar_en, grammar_ko
from .assemble import Assembler, Example, Exclusion
from .datasets import templates as dataset_templates
from .distort import distort

Template = dict[str, Any]

PHRASES = Path(__file__).with_name("phrases")
MIX = (
    *(("phrases", 0.34), ("grammar_ko", 0.2), ("grammar_en", 0.22), ("datasets", 0.1)),
    ("spans", 0.14),
)
"""How often each source is drawn from; what is absent gives its share to the others."""

SPANS = ("media", "media", "media", "lists", "say")
"""Rules with words that nobody can know: where a span begins and ends is the last thing learnt."""


def phrases() -> list[Template]:
    """Return the written phrase templates."""
    return [
        json.loads(line)
        for file in sorted(PHRASES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def mixed(rng: random.Random, datasets: Path | None) -> Iterator[Template]:
    """Yield templates for ever, in the proportions of `MIX`."""
    written = phrases()
    public = list(dataset_templates(datasets)) if datasets is not None else []
    sources = [(name, weight) for name, weight in MIX if public or name != "datasets"]
    names, weights = zip(*sources, strict=True)
    while True:
        (name,) = rng.choices(names, weights)
        match name:
            case "phrases":
                yield rng.choice(written)
            case "grammar_ko":
                yield grammar_ko.template(rng)
            case "grammar_en":
                yield grammar_en.template(rng)
            case "spans":
                yield rng.choice((grammar_ko, grammar_en)).template(rng, rng.choice(SPANS))
            case _:
                yield rng.choice(public)


def examples(
    *,
    encoder: TextEncoder,
    exclusion: Exclusion,
    datasets: Path | None,
    seed: int,
    longest: int = 200,
) -> Iterator[Example]:
    """Yield examples for ever; the same seed yields the same."""
    rng = random.Random(seed)
    assembler = Assembler(rng=rng, encoder=encoder, exclusion=exclusion, distort=distort)
    for template in mixed(rng, datasets):
        example = assembler.example(template)
        if example is not None and len(example.prompt) + len(example.answer) <= longest:
            yield example


class _Letters:
    """Stands for a tokenizer where only texts are wanted."""

    def __init__(self) -> None:
        self._ids = {piece: number for number, piece in enumerate(VOCABULARY)}

    def encode_with_offsets(self, text: str) -> list[tuple[int, int, int]]:
        """Return one piece for all of the text."""
        return [(0, 0, len(text))] if text else []

    def id(self, piece: str) -> int:
        """Return the id of a token of the vocabulary."""
        return self._ids[piece]


def texts(*, exclusion: Exclusion, datasets: Path | None, seed: int) -> Iterator[str]:
    """Yield rendered texts for ever, for training the tokenizer."""
    for example in examples(encoder=_Letters(), exclusion=exclusion, datasets=datasets, seed=seed):
        yield example.text
