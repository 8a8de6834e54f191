"""Our Llama 3 tokenizer against Hugging Face's, on a vocabulary that is trained here."""

import itertools
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, pre_tokenizers

from ondol.errors import InvalidModelError
from ondol.llama.llama3_tokenizer import PATTERN, Llama3Tokenizer, cuts, merged
from tests.llama.published import DATA, LINES, SPECIAL

SIZE = len(DATA["model"]["vocab"]) + len(SPECIAL)
# without special tokens, which it would find in text
THEIRS = tokenizers.Tokenizer.from_str(json.dumps({**DATA, "added_tokens": []}))


def saved(folder: Path, **changes: Any) -> Path:
    path = folder / "tokenizer.json"
    path.write_text(json.dumps({**DATA, **changes}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Llama3Tokenizer:
    return Llama3Tokenizer.load(saved(tmp_path_factory.mktemp("llama3")))


def is_old(character: str) -> bool:
    """Whether it was assigned in Unicode 3.2, which both sides know, whatever their versions."""
    return unicodedata.ucd_3_2_0.category(character) not in ("Cn", "Cs", "Co")


OLD = st.characters(exclude_categories=("Cs", "Cn")).filter(is_old)
WORDS = (
    *(" ", "  ", "\n", "\r\n", "\t", "\u3000", "\x1c", "\x85", "'", "'s", "'S", "'ſ", "'LL", "ß"),
    *(
        "거실",
        " 불을",
        "꺼줘",
        "Ⅷ",
        "½",
        "²",
        "٣٤",
        "一二三",
        "123",
        "4567",
        "0.5",
        "a",
        "It",
        "our",
    ),
    *("🙂", "👨‍👩‍👧", "🇰🇷", "é", "e\u0301", "각", "_", "-", "...", "()", *SPECIAL),
)
TEXTS = st.one_of(
    st.text(OLD),
    st.text(st.sampled_from("가각힣ㄱabZ019 \n\r\t'.,!🙂")),
    st.lists(st.sampled_from(WORDS)).map("".join),
)


@given(text=TEXTS)
def test_it_encodes_as_hugging_face_does(ours: Llama3Tokenizer, text: str) -> None:
    assert ours.encode(text) == THEIRS.encode(text, add_special_tokens=False).ids


@given(text=TEXTS)
def test_what_was_encoded_is_decoded_to_the_same_text(ours: Llama3Tokenizer, text: str) -> None:
    assert ours.decode(ours.encode(text)) == text
    assert "".join(cuts(text)) == text


@given(text=TEXTS)
def test_text_never_becomes_a_special_token(ours: Llama3Tokenizer, text: str) -> None:
    special = {ours.id(name) for name in SPECIAL}
    assert not special & set(ours.encode(text))


@given(text=st.text())
def test_any_text_is_kept_whatever_unicode_it_is_of(ours: Llama3Tokenizer, text: str) -> None:
    assert ours.decode(ours.encode(text)) == text


@given(tokens=st.lists(st.integers(0, SIZE - 1)))
def test_any_tokens_are_decoded_as_hugging_face_does(
    ours: Llama3Tokenizer, tokens: list[int]
) -> None:
    plain = [token for token in tokens if token < len(THEIRS.get_vocab())]
    assert ours.decode(plain) == THEIRS.decode(plain, skip_special_tokens=False)


@pytest.mark.parametrize("first", range(0, 0x30000, 1 << 15))
def test_every_character_of_old_is_cut_as_hugging_face_does(
    ours: Llama3Tokenizer, first: int
) -> None:
    every = map(chr, range(first, first + (1 << 15)))
    text = "".join(f"a{c}1{c} " for c in every if is_old(c))
    theirs = [
        piece
        for piece, _ in pre_tokenizers.Split(Regex(PATTERN), "isolated").pre_tokenize_str(text)
    ]
    assert cuts(text) == theirs


def test_merges_come_first_if_the_file_does_not_say_otherwise(tmp_path: Path) -> None:
    # "abc" is a piece that no merges lead to: "bc" is merged first
    letters = DATA["model"]["vocab"]
    vocab = {piece: token for piece, token in letters.items() if len(piece) == 1}
    vocab |= {piece: len(vocab) + at for at, piece in enumerate(("bc", "ab", "abc"))}
    model = {**DATA["model"], "vocab": vocab, "merges": [["b", "c"], ["a", "b"]]}
    for is_whole_first in (True, False):
        changed = {"model": {**model, "ignore_merges": is_whole_first}, "added_tokens": []}
        path = saved(tmp_path, **changed)
        found = Llama3Tokenizer.load(path).encode("abc")
        theirs = tokenizers.Tokenizer.from_file(str(path))
        assert found == theirs.encode("abc", add_special_tokens=False).ids
        assert len(found) == (1 if is_whole_first else 2)


def test_merges_may_be_written_in_one_string(ours: Llama3Tokenizer, tmp_path: Path) -> None:
    """As older versions of `tokenizers` did, and so the published files."""
    merges = [" ".join(pair) for pair in DATA["model"]["merges"]]
    older = Llama3Tokenizer.load(saved(tmp_path, model={**DATA["model"], "merges": merges}))
    for line in LINES:
        assert older.encode(line) == ours.encode(line)


@given(st.lists(st.sampled_from("ab")), st.permutations(["ab", "ba", "aa", "aba"]))
def test_merging_by_the_heap_is_merging_step_by_step(letters: list[str], order: list[str]) -> None:
    ranks = {(piece[:-1], piece[-1]): rank for rank, piece in enumerate(order)}
    parts = list(letters)
    while True:
        pairs = [(ranks.get((a, b), 99), at) for at, (a, b) in enumerate(itertools.pairwise(parts))]
        rank, at = min(pairs, default=(99, 0))
        if rank == 99:
            break
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    assert merged("".join(letters), ranks) == parts


def test_half_of_a_surrogate_pair_is_read_as_unknown(ours: Llama3Tokenizer) -> None:
    assert ours.decode(ours.encode("불\ud83d")) == "불?"


def test_tokens_that_end_amid_a_character_are_decoded(ours: Llama3Tokenizer) -> None:
    tokens = ours.encode("뷁")
    assert len(tokens) > 1
    assert ours.decode(tokens[:-1]).startswith("�")
    assert ours.decode([ours.id("<|eot_id|>")]) == "<|eot_id|>"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pre_tokenizer": {"type": "ByteLevel"}}, "cuts text by"),
        ({"normalizer": {"type": "NFC"}}, "changes text"),
        ({"model": {**DATA["model"], "merges": [["a", "�"]]}}, "which it merges"),
        ({"model": {**DATA["model"], "vocab": {"a": 0}, "merges": []}}, "it lacks"),
        ({"added_tokens": [{"content": "<|x|>", "id": 0}]}, "stands for two"),
        ({"model": None}, "not a tokenizer of Llama 3"),
    ],
)
def test_another_tokenizer_is_refused(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidModelError, match=said):
        Llama3Tokenizer.load(saved(tmp_path, **changes))
