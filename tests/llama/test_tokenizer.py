import json
import unicodedata
from pathlib import Path

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st

from ondol.errors import InvalidModelError
from ondol.llama import Tokenizer
from ondol.llama.tokenizer import PIECES, SPACE

FILE = Path(__file__).parents[2] / "src" / "ondol" / "agent" / "nano" / "tokenizer.json"
OURS = Tokenizer.load(FILE)
DATA = json.loads(FILE.read_text(encoding="utf-8"))
VOCABULARY = [token["content"] for token in DATA["added_tokens"] if "<0x" not in token["content"]]

WORDS = ("거실", "에서는", "불 ", "을", "24.5", "Leo's ", "İ", "각", "\n", "ß", "ΑΣ", *VOCABULARY)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from(" 가는0a")),
    st.lists(st.sampled_from(WORDS)).map("".join),
).map(lambda text: unicodedata.normalize("NFC", text))


# without the vocabulary, which it would find in text
THEIRS = tokenizers.Tokenizer.from_str(json.dumps({**DATA, "added_tokens": []}))


@given(TEXTS.filter(lambda text: "İ" not in text))
def test_it_encodes_as_the_tokenizer_that_was_trained(text: str) -> None:
    assert OURS.encode(text) == THEIRS.encode(text, add_special_tokens=False).ids


@given(TEXTS)
def test_no_text_becomes_a_token_of_the_vocabulary(text: str) -> None:
    vocabulary = {OURS.id(piece) for piece in VOCABULARY}
    assert not vocabulary & set(OURS.encode(text))


@given(TEXTS)
def test_decoding_gives_the_text_back_in_lower_case(text: str) -> None:
    lowered = "".join(character.lower()[0] for character in text)
    assert OURS.decode(OURS.encode(text)) == lowered.replace(SPACE, " ")


@given(TEXTS)
def test_pieces_stand_one_after_another_from_the_first_character_to_the_last(text: str) -> None:
    at = 0
    for _, start, end in OURS.encode_with_offsets(text):
        assert start <= at <= end <= len(text)
        at = max(at, end)
        assert end > start
    assert at == len(text)


@given(TEXTS)
def test_cuts_leave_nothing_out(text: str) -> None:
    spaced = text.replace(" ", SPACE)
    assert "".join(PIECES.findall(spaced)) == spaced


def test_half_of_a_surrogate_pair_is_read_as_unknown() -> None:
    assert OURS.decode(OURS.encode("불\ud83d")) == "불?"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"거실거실": 99_999}, "gaps"),
        ({"<0x41>": None}, "gaps"),
    ],
)
def test_a_vocabulary_that_is_not_whole_is_refused(
    tmp_path: Path, change: dict[str, int | None], said: str
) -> None:
    vocab = {**DATA["model"]["vocab"], **change}
    kept = {piece: token for piece, token in vocab.items() if token is not None}
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({**DATA, "model": {**DATA["model"], "vocab": kept}}))
    with pytest.raises(InvalidModelError, match=said):
        Tokenizer.load(path)
