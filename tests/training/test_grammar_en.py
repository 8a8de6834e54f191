"""The English grammar: whole templates, many surfaces a rule, lengths that are read back."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from ondol.language import quantities
from ondol.training.corpus import (
    en_dialogue,
    en_everywhere,
    en_learners,
    en_media,
    en_questions,
    en_sensed,
    en_times,
    grammar_en,
)
from ondol.training.corpus.check import problems
from ondol.training.corpus.frames import _seconds

Rule = Callable[[random.Random], dict[str, Any]]
RULES: list[Rule] = [
    en_everywhere.placed,
    en_everywhere.set_placed,
    en_everywhere.left_out,
    en_everywhere.outdoors,
    en_media.media,
    en_sensed.sensed,
    en_sensed.measured,
    en_learners.learner,
    en_dialogue.mixed,
    en_questions.thing_among,
    en_questions.person,
]


def test_templates_are_whole() -> None:
    rng = random.Random(7)
    for _ in range(4_000):
        template = grammar_en.template(rng)
        assert problems(template) == [], template


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_says_the_same_in_hundreds_of_ways(rule: Rule) -> None:
    rng = random.Random(8)
    assert len({" ".join(rule(rng)["text"].split()) for _ in range(1_000)}) > 300


def test_lengths_are_read_as_the_template_means_them() -> None:
    rng = random.Random(9)
    read = total = 0
    for _ in range(3_000):
        made = en_times.timer(rng)
        iso = made["frames"][0].get("duration")
        if iso is None or iso.startswith("{"):
            continue
        total += 1
        read += any(
            isinstance(found, quantities.Duration) and found.seconds == _seconds(iso)
            for found in quantities.read(made["text"])
        )
    assert total > 300
    assert read > 0.97 * total


def test_hasty_spelling_and_telegrams_leave_placeholders_alone() -> None:
    rng = random.Random(10)
    for _ in range(300):
        text = "please turn off the lights in {area} and set the {name} to {pct}"
        for changed in (en_learners.spelt(text, rng), en_learners.clipped(text)):
            assert all(part in changed for part in ("{area}", "{name}", "{pct}"))
    assert en_learners.clipped("turn off the lights") == "turn off lights"
