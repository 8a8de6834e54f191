import itertools
import json
import os
import random
from pathlib import Path

import pytest

from ondol.agent.frames import parse, pieces
from ondol.language.mood import mood_of
from ondol.language.normalise import key
from ondol.llama import Tokenizer
from ondol.training.corpus import grammar_en, grammar_ko
from ondol.training.corpus.assemble import Exclusion
from ondol.training.corpus.build import examples, phrases
from ondol.training.corpus.datasets import templates
from ondol.training.corpus.distort import distort
from tests.agent.never_acts import FILE, never_acts

ROOT = Path(__file__).parents[2]
NANO = ROOT / "src" / "ondol" / "agent" / "nano"
EXAMS = [ROOT / "tests" / "exam"]
if os.environ.get("ONDOL_EXAMS"):
    EXAMS.append(Path(os.environ["ONDOL_EXAMS"]))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.load(NANO / "tokenizer.json")


@pytest.mark.parametrize("folder", EXAMS, ids=str)
def test_no_utterance_of_an_exam_is_in_the_corpus(folder: Path, tokenizer: Tokenizer) -> None:
    exclusion = Exclusion.of_exams(folder)
    asked = {
        key(json.loads(line)["utterance"])
        for file in folder.glob("*.exam.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert asked
    assert asked <= exclusion.keys
    made = examples(encoder=tokenizer, exclusion=exclusion, datasets=None, seed=5)
    assert not any(key(one.text) in asked for one in itertools.islice(made, 5_000))


def test_what_must_never_act_is_not_in_the_corpus(tokenizer: Tokenizer) -> None:
    exclusion = Exclusion.of_lines(FILE)
    said = {key(one) for many in never_acts().values() for one in many}
    assert said == exclusion.keys
    made = examples(encoder=tokenizer, exclusion=exclusion, datasets=None, seed=6)
    assert not any(key(one.text) in said for one in itertools.islice(made, 3_000))


def test_what_asks_for_an_act_is_hardly_ever_taken_to_ask_for_nothing(tokenizer: Tokenizer) -> None:
    made = examples(encoder=tokenizer, exclusion=Exclusion(frozenset()), datasets=None, seed=7)
    act = tokenizer.id("<act>")
    asked = [one.text for one in itertools.islice(made, 3_000) if act in one.answer]
    stopped = [text for text in asked if mood_of(text) is not None]
    assert len(stopped) <= 0.002 * len(asked), stopped


def test_the_exclusion_ignores_case_spaces_and_punctuation() -> None:
    exclusion = Exclusion(frozenset({key("거실 불 꺼줘"), key("lights off")}))
    assert "거실불 꺼줘!" in exclusion
    assert "Lights  OFF." in exclusion
    assert "거실 불 켜줘" not in exclusion


def test_answers_of_the_corpus_are_frames_that_can_be_read(tokenizer: Tokenizer) -> None:
    exclusion = Exclusion(frozenset())
    made = examples(encoder=tokenizer, exclusion=exclusion, datasets=None, seed=2)
    for example in itertools.islice(made, 500):
        written = [tokenizer.piece(token) for token in example.answer]
        frames = parse(written[:-1])
        assert frames
        assert parse(list(pieces(frames))) == frames


def test_the_same_seed_makes_the_same_corpus(tokenizer: Tokenizer) -> None:
    first, second = (
        [
            one.text
            for one in itertools.islice(
                examples(
                    encoder=tokenizer, exclusion=Exclusion(frozenset()), datasets=None, seed=3
                ),
                50,
            )
        ]
        for _ in range(2)
    )
    assert first == second


def test_the_corpus_is_various(tokenizer: Tokenizer) -> None:
    made = examples(encoder=tokenizer, exclusion=Exclusion(frozenset()), datasets=None, seed=4)
    texts = [one.text for one in itertools.islice(made, 3_000)]
    assert len(set(texts)) > 0.9 * len(texts)


@pytest.mark.parametrize("grammar", [grammar_ko, grammar_en])
def test_a_grammar_leaves_no_alternative_unexpanded(grammar: object) -> None:
    rng = random.Random(1)
    for _ in range(3_000):
        template = grammar.template(rng)  # type: ignore[attr-defined]
        assert not set("()[]|") & set(template["text"]), template["text"]


def test_phrases_are_whole() -> None:
    assert len(phrases()) > 5_000
    assert all({"lang", "text", "frames"} <= set(phrase) for phrase in phrases())


def test_distortion_keeps_names_and_numbers() -> None:
    rng = random.Random(0)
    text = "거실 불 좀 24도로 꺼 줘"
    for _ in range(200):
        distorted, ranges = distort(text, "ko", rng, [(0, 2), (7, 9)])
        assert [distorted[start:end] for start, end in ranges] == ["거실", "24"]


def test_what_a_home_answers_is_no_talk_because_another_assistant_files_it_under_nothing(
    tmp_path: Path,
) -> None:
    rows = [
        {"utterance": "what is the date today", "intent": "date", "domain": "oos", "lang": "en"},
        {"utterance": "tell me something funny", "intent": "joke", "domain": "oos", "lang": "en"},
    ]
    file = tmp_path / "clinc150.en.train.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert [made["text"] for made in templates(tmp_path)] == ["tell me something funny"]
