"""Films whose titles are made of the home's words: played, and nothing else is done."""

import pytest

from ondol.agent.linking import compile_lexicon
from ondol.agent.titles import Titled, compile_titles, title_in
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home.plan import Act, Plan, Play, Schedule, Step

from .test_names import SEOUL

FILMS = (
    "등불 바다 Lantern Sea (2020)",
    "Before the Sunset",
    "Lights Out",
    "불 끄지 마",
    "거실의 사자",
    "The Bedroom Window 1987",
    "열 시 반",
    "It",
    "침실 등",
    "조명",
)
LEXICON = compile_lexicon(SEOUL, FILMS)


@pytest.fixture(scope="module")
def nano() -> Nano:
    return load_nano()


def steps(nano: Nano, said: str) -> tuple[Step, ...]:
    answer = nano.understand(said, home=SEOUL, lexicon=LEXICON, area="living_room").answer
    assert isinstance(answer, Plan), answer
    return answer.steps


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("등불 바다 틀어줘", "등불 바다"),
        ("등불바다를 틀어 줘", "등불바다"),
        ("lantern sea 틀어줘", "lantern sea"),
        ("등불 바다 좀 보여줘", "등불 바다"),
        ("등불 바다 보고 싶어", "등불 바다"),
        ("play Before the Sunset", "Before the Sunset"),
        ("please play lights out", "lights out"),
        ("I want to watch Lights Out", "Lights Out"),
        ("put on the bedroom window", "the bedroom window"),
        ("불 끄지 마 틀어줘", "불 끄지 마"),
        ("거실의 사자 재생해줘", "거실의 사자"),
        ("열 시 반 틀어줘", "열 시 반"),
    ],
)
def test_a_film_of_the_home_is_played_whatever_its_title_says(
    nano: Nano, said: str, title: str
) -> None:
    (play,) = steps(nano, said)
    assert isinstance(play, Play)
    assert play.query == title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("거실 TV에서 등불 바다 틀어줘", "등불 바다"),
        ("헤드셋에서 Lights Out 보여줘", "Lights Out"),
    ],
)
def test_on_the_player_that_is_named(nano: Nano, said: str, title: str) -> None:
    player = "headset" if "헤드셋" in said else "living_tv"
    assert steps(nano, said) == (Play(query=title, things=(player,)),)


def test_beside_another_wish(nano: Nano) -> None:
    act, play = steps(nano, "거실 불 끄고 등불 바다 틀어줘")
    assert isinstance(act, Act)
    assert act.changes["living_light"] == {"on": False}
    assert isinstance(play, Play)
    assert play.query == "등불 바다"


@pytest.mark.parametrize("said", ["10분 뒤에 등불 바다 틀어줘", "play lights out in ten minutes"])
def test_later(nano: Nano, said: str) -> None:
    (later,) = steps(nano, said)
    assert isinstance(later, Schedule)
    (play,) = later.then.steps
    assert isinstance(play, Play)
    assert play.query.casefold() in {"등불 바다", "lights out"}


@pytest.mark.parametrize("said", ["침실 등 꺼줘", "조명 꺼줘", "turn the lights out", "거실 불 켜"])
def test_what_asks_for_no_film_means_what_it_always_did(nano: Nano, said: str) -> None:
    with_films = nano.understand(said, home=SEOUL, lexicon=LEXICON, area="living_room")
    without = compile_lexicon(SEOUL)
    assert with_films == nano.understand(said, home=SEOUL, lexicon=without, area="living_room")
    assert isinstance(with_films.answer, Plan)


def test_what_people_call_a_thing_and_words_around_titles_are_no_titles() -> None:
    assert not {"조명", "it", "침실등"} & compile_titles(FILMS, LEXICON.names).keys


def test_a_word_that_goes_on_is_another_word() -> None:
    titles = compile_titles(["Lights Out", "등불 바다"], {})
    assert title_in("play lights outside", titles) is None
    assert title_in("등불 바다새 틀어줘", titles) is None
    assert title_in("불등불 바다 틀어줘", titles) is None
    assert title_in("등불 바다도 틀어줘", titles) == Titled(0, 5, "등불 바다", "겨울왕국")


def test_the_longest_title_is_meant() -> None:
    found = title_in(
        "play lights out again", compile_titles(["Lights Out", "Lights Out Again"], {})
    )
    assert found is not None
    assert found.said == "lights out again"
