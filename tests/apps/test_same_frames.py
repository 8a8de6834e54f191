"""What int8 changes: nothing that anybody would notice. Over all exams: benchmarks.quantised."""

from dataclasses import replace
from pathlib import Path

import pytest

from ondol.agent.exam import read_cases
from ondol.agent.linking import compile_lexicon
from ondol.apps.hub import NANO, load_nano
from ondol.home import homefile
from ondol.llama import Llama, load_kernel

EXAM = Path(__file__).parents[1] / "exam" / "authored.dev.exam.jsonl"


def test_int8_writes_the_frames_of_float32() -> None:
    kernel = load_kernel()
    if kernel is None:
        pytest.skip("there is no kernel")
    quick = load_nano()
    exact = replace(quick, model=Llama.load(NANO))
    cases = [case for _, case in read_cases(EXAM)]
    homes = {name: homefile.load(EXAM.with_name(name)) for name in {c["home"] for c in cases}}
    lexicons = {name: compile_lexicon(home) for name, home in homes.items()}
    other = []
    for case in cases:
        home, lexicon = homes[case["home"]], lexicons[case["home"]]
        found, expected = (
            nano.understand(case["utterance"], home=home, lexicon=lexicon)
            for nano in (quick, exact)
        )
        if found.frames != expected.frames:
            other.append((case["utterance"], found, expected))
        assert found.confidence == pytest.approx(expected.confidence, abs=0.15)
    assert len(other) <= 1, other  # of 84: one may stand between two answers
