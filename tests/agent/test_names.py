"""Names with a place in them, as a maker's cloud gives them and as people say them."""

from pathlib import Path

import pytest

from ondol.agent.answer import Refused
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Act, Plan
from ondol.things.catalog import describe
from ondol.things.thing import State

AC: State = {"on": False, "mode": "cool", "target_temperature": 26}
TITLES = {"living": "거실 에어컨", "bedroom": "안방 에어컨"}
HOME = Home(
    id="cloud",
    things={
        key: describe(id=key, title=title, type="air_conditioner", state=AC)
        for key, title in TITLES.items()
    },
    state=dict.fromkeys(TITLES, AC),
    available=frozenset(TITLES),
)


@pytest.fixture(scope="module")
def nano() -> Nano:
    return load_nano()


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("안방 에어컨 제습으로", {"bedroom": {"mode": "dry", "on": True}}),
        ("안방 에어컨 켜줘", {"bedroom": {"on": True}}),
        ("거실 에어컨 24도로", {"living": {"target_temperature": 24, "on": True}}),
        ("거실 에어컨 켜", {"living": {"on": True}}),
    ],
)
def test_a_part_of_a_known_name_is_no_unknown_one(
    nano: Nano, said: str, changes: dict[str, State]
) -> None:
    answer = nano.understand(said, home=HOME, lexicon=compile_lexicon(HOME)).answer
    assert isinstance(answer, Plan)
    (step,) = answer.steps
    assert isinstance(step, Act)
    assert {thing: {**values, "on": True} for thing, values in step.changes.items()} == {
        thing: {**values, "on": True} for thing, values in changes.items()
    }


SEOUL = homefile.load(Path(__file__).parents[1] / "exam" / "seoul-flat.home.json")


def test_a_room_behind_a_floor_is_that_floors(nano: Nano) -> None:
    lexicon = compile_lexicon(SEOUL)
    answer = nano.understand("1층 화장실 불 켜", home=SEOUL, lexicon=lexicon).answer
    assert answer == Plan(steps=(Act(changes={"bath_light": {"on": True}}),))
    elsewhere = nano.understand("2층 화장실 불 켜", home=SEOUL, lexicon=lexicon).answer
    assert isinstance(elsewhere, Refused)


@pytest.mark.parametrize("said", ["밥 솥 전원 꺼 줘", "밥솥 꺼줘", "커피포트 전원 꺼줘"])
def test_what_the_home_does_not_have_is_not_another_outlet(nano: Nano, said: str) -> None:
    answer = nano.understand(
        said, home=SEOUL, lexicon=compile_lexicon(SEOUL), area="kitchen"
    ).answer
    assert isinstance(answer, Refused)


@pytest.mark.parametrize(
    "said", ["뭐가 켜져 있어?", "거실에 뭐가 켜져 있어?", "어떤 게 켜져 있어?"]
)
def test_a_word_that_asks_is_nobodys_name(nano: Nano, said: str) -> None:
    answer = nano.understand(said, home=SEOUL, lexicon=compile_lexicon(SEOUL)).answer
    assert not (isinstance(answer, Refused) and answer.code == "no_such_name")
