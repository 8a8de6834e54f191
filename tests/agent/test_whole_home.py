"""What is said of the whole home: what is on in it, and that everyone has left."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ondol.agent.answer import Answer
from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.agent.understanding import Nano
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import AllOf, Once, Plan, Query, Schedule, Test
from ondol.things.thing import Property, Thing

EXAM = Path(__file__).parents[1] / "exam"


@cache
def nano() -> Nano:
    return load_nano()


@cache
def home_of(text: str) -> tuple[Home, Lexicon]:
    name = "seoul-flat" if re.search("[가-힣]", text) else "maple-house"
    home = homefile.load(EXAM / f"{name}.home.json")
    return home, compile_lexicon(home)


def understood(text: str) -> tuple[Answer, Home]:
    home, lexicon = home_of(text)
    return nano().understand(text, home=home, lexicon=lexicon).answer, home


@pytest.mark.parametrize(
    "text",
    [
        "뭐 켜져있냐",
        "집에 지금 뭐뭐 켜져 있어",
        "켜져 있는 기기 목록 알려줘",
        "which devices are on",
        "list the things that are on",
        "what have we left on",
    ],
)
def test_what_is_on_is_asked_of_all_that_can_be(text: str) -> None:
    answer, home = understood(text)
    assert isinstance(answer, Plan)
    (query,) = answer.steps
    assert isinstance(query, Query)
    assert (query.attribute, query.ask, query.test) == ("on", "which", Test(value=True))
    assert set(query.things) == {
        thing.id for thing in home.things.values() if "on" in thing.properties
    }


@pytest.mark.parametrize(
    "text",
    [
        "다 나가면 불 꺼줘",
        "집에 아무도 없으면 불 다 꺼줘",
        "모두 외출하면 로봇청소기 돌려줘",
        "집이 비면 다 꺼줘",
        "when everyone leaves turn off the lights",
        "if no one's home turn everything off",
        "lock the front door when we're all out",
        "turn off the living room tv when everybody has left",
        "다 나가면 거실 등 꺼줘",
        "밤에 다 나가면 불 끄고 문 잠가",
    ],
)
def test_what_is_to_be_done_when_everyone_has_left_waits_for_all_of_them(text: str) -> None:
    answer, home = understood(text)
    assert isinstance(answer, Plan)
    (schedule,) = answer.steps
    assert isinstance(schedule, Schedule)
    assert isinstance(schedule.when, AllOf)
    people = [thing.id for thing in home.things.values() if thing.type == "person"]
    assert list(schedule.when.whens) == [
        Once(thing_id=one, attribute="location", test=Test(value="not_home")) for one in people
    ]


@pytest.mark.parametrize(
    "text",
    ["거실에 아무도 없으면 불 꺼", "엄마 나가면 불 꺼", "turn the lights off when mom leaves"],
)
def test_a_room_or_one_person_is_not_everyone(text: str) -> None:
    answer, _ = understood(text)
    steps = answer.steps if isinstance(answer, Plan) else ()
    assert not any(isinstance(one, Schedule) and isinstance(one.when, AllOf) for one in steps)


def test_the_devices_that_a_sensor_watches_are_asked_about_by_it() -> None:
    home, _ = home_of("기기")
    watch = Thing(
        id="watch",
        type="sensor",
        title="서버",
        measures="power",
        properties={"value": Property(type=bool)},
    )
    home = replace(home, things={**home.things, "watch": watch})
    text, lexicon = "어떤 기기가 켜져 있어?", compile_lexicon(home)
    answer = nano().understand(text, home=home, lexicon=lexicon).answer
    assert isinstance(answer, Plan)
    assert answer.steps == (
        Query(things=("watch",), attribute="value", ask="which", test=Test(value=True)),
    )
