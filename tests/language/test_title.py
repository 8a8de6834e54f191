from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.language.title import whole_title


@pytest.mark.parametrize(
    ("text", "part", "title"),
    [
        ("play some silver harbour", "harbour", "silver harbour"),
        ("put on the Golden River album please", "River", "Golden River"),
        ("play Midnight Train by Anna Reed now", "Midnight", "Midnight Train by Anna Reed"),
        ("play my City of Rain playlist", "Rain", "City of Rain"),
        ("Play My Favourites playlist", "Favourites", "My Favourites"),
        ("could you play Hollow please", "play", "Hollow"),
        ("별빛악단 신곡 틀어줘", "신곡", "별빛악단 신곡"),
        ("푸른 밤의 약속 좀 들려줄래", "약속", "푸른 밤의 약속"),
        ("이태린 노래 재생해줘", "재생해줘", "이태린"),
        ("let it shine 틀어줘", "let it shine", "let it shine"),
    ],
)
def test_a_part_becomes_the_whole(text: str, part: str, title: str) -> None:
    assert whole_title(text, part) == title


def test_what_is_named_otherwise_is_no_title() -> None:
    text = "거실 스피커로 하얀 겨울 틀어줘"
    assert whole_title(text, "겨울", [(0, 2), (3, 6)]) == "하얀 겨울"
    text = "play Blue Garden on Big Screen"
    assert whole_title(text, "Garden", [(text.index("Big"), len(text))]) == "Blue Garden"


@given(
    words=st.lists(
        st.sampled_from(
            ["play", "the", "밤의", "노래", "Rain,", "by", "of", "틀어줘", "ü", "9", "'x'"]
        ),
        min_size=1,
    ),
    ends=st.tuples(st.integers(0, 9), st.integers(1, 10)),
)
def test_a_title_is_a_run_of_the_words(words: list[str], ends: tuple[int, int]) -> None:
    text = " ".join(words)
    first = min(ends[0], len(words) - 1)
    part = " ".join(words[first : first + ends[1]])
    assert whole_title(text, part) in text
    assert whole_title(text, part)


@given(text=st.text(max_size=40), part=st.text(max_size=10))
def test_any_text_has_an_answer(text: str, part: str) -> None:
    assert isinstance(whole_title(text, part), str)


def test_all_kinds_of_media_end_a_title() -> None:
    kinds = ("track", "song", "album", "movie", "podcast", "playlist", "노래", "영화", "드라마")
    for kind, other in pairwise(kinds):
        assert whole_title(f"{other} qwer asdf {kind}", "asdf") == "qwer asdf"
