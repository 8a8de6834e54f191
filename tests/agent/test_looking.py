"""What a look meant: which of the things that were near it, for which word."""

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.agent.choosing import chosen_of
from ondol.agent.linking import compile_lexicon
from ondol.agent.looking import AS_LIKELY, Candidate, Looks, Span, Word, likeliest, looked_at
from ondol.home.homefile import parse

HOME = parse(
    """{
  "id": "집", "language": "ko", "timezone": "Asia/Seoul",
  "areas": [{"id": "living", "name": "거실"}, {"id": "bedroom", "name": "안방"}],
  "things": [
    {"id": "lamp", "name": "무드등", "area": "living", "type": "light",
     "state": {"on": true, "brightness": 40}},
    {"id": "stand", "name": "스탠드", "area": "bedroom", "type": "light", "state": {"on": false}},
    {"id": "tv", "name": "거실 TV", "area": "living", "type": "tv",
     "state": {"on": true, "volume": 20}},
    {"id": "lock", "name": "현관", "type": "lock", "state": {"locked": true}},
    {"id": "blind", "name": "블라인드", "area": "bedroom", "type": "cover", "kind": "blind",
     "state": {"position": 0}}
  ]
}""",
    "집",
)
LEXICON = compile_lexicon(HOME)


def seen(thing: str, from_ms: float, to_ms: float, angle_deg: float = 1.0) -> Candidate:
    return Candidate(thing=thing, span=Span(from_ms=from_ms, to_ms=to_ms), angle_deg=angle_deg)


def looks(*candidates: Candidate, words: Sequence[tuple[str, float, float]] = ()) -> Looks:
    """Return looks during speech from 1000 to 3000 ms."""
    return Looks(
        candidates=candidates,
        speech=Span(from_ms=1000, to_ms=3000),
        words=tuple(Word(text=t, span=Span(from_ms=a, to_ms=b)) for t, a, b in words),
    )


def meant(given_: Looks, text: str) -> list[tuple[str, ...]]:
    return [likeliest(look.shares) for look in looked_at(given_, text, HOME)]


def test_what_was_looked_at_longest_while_speaking_is_meant() -> None:
    given_ = looks(seen("tv", 1000, 1500), seen("lamp", 1500, 3000))
    assert meant(given_, "이거 꺼") == [("lamp",)]


def test_a_look_before_the_first_word_counts_the_less_the_longer_ago_it_was() -> None:
    given_ = looks(seen("tv", -3000, -1000), seen("lamp", 1200, 1500))
    assert meant(given_, "이거 꺼") == [("lamp",)]
    just_before = looks(seen("tv", 300, 1000))
    assert meant(just_before, "이거 꺼") == [("tv",)]


def test_what_is_near_the_middle_counts_more_than_what_is_beside_it() -> None:
    given_ = looks(seen("tv", 1000, 3000, 8.0), seen("lamp", 1000, 3000, 1.0))
    assert meant(given_, "turn that off") == [("lamp",)]


def test_what_a_hand_chose_outweighs_a_longer_look() -> None:
    given_ = looks(seen("tv", 1000, 2200, 0.5), seen("lamp", 1000, 1600, 0.0))
    assert meant(given_, "이거 꺼") == [("lamp",)]


def test_two_that_are_as_likely_may_both_be_meant() -> None:
    given_ = looks(seen("tv", 1000, 2000), seen("lamp", 2000, 3000))
    (both,) = meant(given_, "이거 꺼")
    assert set(both) == {"tv", "lamp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이 조명 꺼", ["lamp"]),
        ("turn that lamp off", ["lamp"]),
        ("저 TV 꺼", ["tv"]),
        ("저 커튼 열어", []),  # none was looked at
        ("이거 꺼", ["tv"]),
    ],
)
def test_a_noun_narrows_what_was_looked_at(text: str, expected: list[str]) -> None:
    given_ = looks(seen("tv", 1000, 2700), seen("lamp", 2700, 3000))
    assert [thing for things in meant(given_, text) for thing in things] == expected


@pytest.mark.parametrize(
    "text", ["거실 불 꺼", "turn off the tv", "이불 개", "play this song", "지금 몇 시야"]
)
def test_words_that_do_not_point_mean_nothing_that_was_looked_at(text: str) -> None:
    assert meant(looks(seen("lamp", 1000, 3000)), text) == []


def test_each_word_that_points_means_what_was_looked_at_when_it_was_said() -> None:
    given_ = looks(
        seen("lamp", 800, 1700),
        seen("tv", 1800, 3000),
        words=[
            ("이거", 1000, 1300),
            ("끄고", 1300, 1800),
            ("저거", 2100, 2400),
            ("켜", 2400, 2800),
        ],
    )
    assert meant(given_, "이거 끄고 저거 켜") == [("lamp",), ("tv",)]
    swapped = looks(seen("tv", 800, 1700), seen("lamp", 1800, 3000))
    assert meant(swapped, "이거 끄고 저거 켜") == [("tv",), ("lamp",)]


def test_words_that_were_heard_otherwise_than_written_are_not_waited_for() -> None:
    given_ = looks(
        seen("lamp", 800, 1900),
        words=[("음", 1000, 1200), ("이거", 1400, 1600), ("꺼", 1600, 1900)],
    )
    assert meant(given_, "이거 꺼") == [("lamp",)]


def test_a_thing_that_is_not_there_is_not_meant() -> None:
    assert meant(looks(seen("sauna", 1000, 3000)), "이거 꺼") == []


spans = st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000))


@given(
    st.lists(st.tuples(st.sampled_from([*HOME.things, "x"]), spans, st.floats(0, 180)), max_size=8),
    st.sampled_from(["이거 꺼", "이거 끄고 저거 켜", "turn these off", "저기 불 켜", "이 조명 꺼"]),
)
def test_shares_are_shares_whatever_the_looks(
    given_: list[tuple[str, tuple[float, float], float]], text: str
) -> None:
    candidates = [seen(thing, a, b, angle) for thing, (a, b), angle in given_]
    for look in looked_at(looks(*candidates), text, HOME):
        assert all(0 < share <= 1 for share in look.shares.values())
        assert sum(look.shares.values()) <= 1 + 1e-9
        assert set(look.shares) <= set(HOME.things)
        best = likeliest(look.shares)
        assert best
        assert all(look.shares[one] >= AS_LIKELY * max(look.shares.values()) for one in best)


def gaze(rng: random.Random, *, apart_deg: float, off_deg: float) -> Looks:
    """Return what a headset says of one who means the lamp, with a TV `apart_deg` beside it.

    The look is off by an error that stays (sigma `off_deg`) and 0.8 degrees of jitter; an eighth of
    the looks goes to the TV and another eighth elsewhere.
    """
    error = (rng.gauss(0, off_deg), rng.gauss(0, off_deg))
    candidates: list[Candidate] = []
    at = 400.0
    while at < 2600:
        length, draw = rng.uniform(200, 500), rng.random()
        x, y = (apart_deg, 0.0) if draw < 0.125 else (0.0, 0.0)
        if 0.125 <= draw < 0.25:
            x, y = rng.uniform(-25, 25), rng.uniform(-15, 15)
        x += error[0] + rng.gauss(0, 0.8)
        y += error[1] + rng.gauss(0, 0.8)
        for thing, middle in (("lamp", 0.0), ("tv", apart_deg)):
            angle = math.hypot(x - middle, y)
            if angle <= 10:
                candidates.append(seen(thing, at, at + length, round(angle, 1)))
        at += length
    return Looks(candidates=tuple(candidates), speech=Span(from_ms=1000, to_ms=2400))


def test_a_look_with_noise_is_asked_about_rather_than_taken_wrongly() -> None:
    rng = random.Random(1)
    ends = [meant(gaze(rng, apart_deg=8, off_deg=2), "이거 꺼 줘") for _ in range(600)]
    wrong = sum(end == [("tv",)] for end in ends) / len(ends)
    asked = sum(len(end[0]) > 1 for end in ends if end) / len(ends)
    assert wrong < 0.015
    assert asked < 0.35


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("무드등", ("lamp",)),
        ("무드등이요", ("lamp",)),
        ("스탠드 말이야", ("stand",)),
        ("안방 거", ("stand",)),
        ("the second one", ("stand",)),
        ("첫 번째", ("lamp",)),
        ("둘 다", ("lamp", "stand")),
        ("현관", ()),  # it was no option
        ("무드등은 꺼", ()),  # a wish of its own
        ("고마워", ()),
    ],
)
def test_an_answer_names_one_of_the_options(text: str, expected: tuple[str, ...]) -> None:
    assert chosen_of(("lamp", "stand"), text, (), HOME, LEXICON) == expected


def test_an_answer_may_be_another_look_or_the_kind_of_one_option() -> None:
    found = looked_at(looks(seen("stand", 1000, 3000), seen("tv", 1000, 3000)), "이거", HOME)
    assert chosen_of(("lamp", "stand"), "이거", found, HOME, LEXICON) == ("stand",)
    assert chosen_of(("lamp", "tv"), "TV요", (), HOME, LEXICON) == ("tv",)
