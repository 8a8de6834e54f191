import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.language.normalise import clean, key, spaced


def test_what_nobody_sees_is_dropped() -> None:
    assert clean("거실\u200b 불\u202e 꺼\x00줘\ufeff", limit=40) == "거실 불 꺼줘"


def test_spaces_and_line_ends_become_one_space() -> None:
    assert clean(" 불\t\n  꺼\u3000줘 ", limit=40) == "불 꺼 줘"


def test_jamo_are_composed() -> None:
    assert clean("거실", limit=40) == "거실"


def test_full_width_figures_become_the_usual_ones() -> None:
    assert clean("２４도, ５０％", limit=40) == "24도, 50%"


def test_a_half_stays_a_half() -> None:
    assert clean("22½도", limit=40) == "22½도"


def test_a_long_text_is_cut_at_its_limit() -> None:
    assert clean("가나다 라마바", limit=4) == "가나다"
    assert len(clean("x" * 10_000, limit=300)) == 300


def test_spellings_of_one_name_have_one_key() -> None:
    assert key("Leo's Room-2") == key("leos room 2") == key("LEO’S  ROOM２")
    assert key("드레스 룸") == key("드레스룸")


def test_letters_that_only_look_alike_are_different_names() -> None:
    assert key("аlarm") != key("alarm")  # the first letter is Cyrillic


@given(st.text(alphabet=st.sampled_from("켜진게 있는거 한것 선거 번개 a.?"), max_size=30))
def test_spacing_out_changes_no_letter_and_is_done_once(text: str) -> None:
    found = spaced(text)
    assert key(found) == key(text)
    assert spaced(found) == found


@pytest.mark.parametrize("said", ["선거 방송 틀어줘", "한게임 켜", "번개가 쳐", "증거 화면 보여줘"])
def test_words_that_end_like_it_stay_whole(said: str) -> None:
    assert spaced(said) == said
