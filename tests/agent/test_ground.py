from dataclasses import replace
from pathlib import Path

import pytest

from ondol.agent.answer import Answer, Chat, Clarify, Refused
from ondol.agent.frames import parse
from ondol.agent.ground import Context, ground
from ondol.agent.index import compile_index
from ondol.agent.linking import compile_lexicon, link
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Act, AllOf, Once, Plan, Query, Schedule
from ondol.language.reference import points_back
from ondol.things.thing import Value

EXAM = Path(__file__).parents[1] / "exam"


@pytest.fixture(scope="module")
def flat() -> Home:
    return homefile.load(EXAM / "seoul-flat.home.json")


def understood(
    text: str,
    frames: str,
    home: Home,
    area: str | None,
    last: tuple[str, ...] = (),
    **state: dict[str, Value],
) -> Answer:
    """Ground frames as the model would write them for `text`, after a turn about `last`."""
    now = {thing: {**values, **state.get(thing, {})} for thing, values in home.state.items()}
    mentions = link(text, compile_lexicon(home))
    context = Context(
        home=replace(home, state=now),
        index=compile_index(home),
        area=area,
        last=last,
        is_more=bool(last) and points_back(text),
    )
    return ground(parse(frames.split()), mentions, context)


def changes(answer: Answer) -> dict[str, dict[str, Value]]:
    assert isinstance(answer, Plan)
    (act,) = answer.steps
    assert isinstance(act, Act)
    return {thing: dict(values) for thing, values in act.changes.items()}


OFF = "<act> <t:light> <a:on> <v:false>"


def test_the_light_is_the_lit_one_of_the_room(flat: Home) -> None:
    answer = understood("불 꺼줘", OFF, flat, "living_room", mood_light={"on": True})
    assert changes(answer) == {"mood_light": {"on": False}}


def test_all_of_a_floor(flat: Home) -> None:
    answer = understood("위층 불 켜", "<act> <t:light> <@1> <a:on> <v:true>", flat, "living_room")
    assert set(changes(answer)) == {"small_light", "kids_light", "study_light"}


def test_of_rooms_that_are_named_one_by_one_each_is_meant(flat: Home) -> None:
    answer = understood(
        "거실이랑 안방 에어컨 꺼줘",
        "<act> <t:air_conditioner> <@1> <@2> <a:on> <v:false>",
        flat,
        "kitchen",
        living_ac={"on": True},
        bedroom_ac={"on": True},
    )
    assert set(changes(answer)) == {"living_ac", "bedroom_ac"}


def test_everything_but_one_room(flat: Home) -> None:
    answer = understood(
        "거실 빼고 불 다 꺼",
        "<act> <t:light> <all> <except> <@1> <a:on> <v:false>",
        flat,
        "kitchen",
        living_light={"on": True},
        kitchen_light={"on": True},
        study_light={"on": True},
    )
    assert set(changes(answer)) == {"kitchen_light", "study_light"}


def test_relative_values_become_absolute(flat: Home) -> None:
    answer = understood(
        "에어컨 2도 내려",
        "<act> <t:air_conditioner> <a:target_temperature> <by_less> <@1>",
        flat,
        "living_room",
        living_ac={"on": True, "target_temperature": 26},
    )
    assert changes(answer) == {"living_ac": {"target_temperature": 24}}


def test_a_dimmed_light_that_is_off_turns_on(flat: Home) -> None:
    answer = understood("스탠드 30퍼센트로", "<act> <@1> <a:brightness> <@2>", flat, "main_bedroom")
    assert changes(answer) == {"bed_stand": {"brightness": 30, "on": True}}


def test_an_unknown_name_is_refused_and_nothing_else_is_taken_for_it(flat: Home) -> None:
    answer = understood(
        "창고 불 켜줘",
        "<act> <t:light> <unknown> 창고 <end_span> <a:on> <v:true>",
        flat,
        "living_room",
    )
    assert answer == Refused(code="no_such_name", detail={"name": "창고"})


def test_a_tie_is_a_question(flat: Home) -> None:
    answer = understood(
        "티비 좀 꺼줘",
        "<act> <t:tv> <a:on> <v:false>",
        flat,
        "entrance",
        living_tv={"on": True},
        bedroom_tv={"on": True},
    )
    assert answer == Clarify(code="which_thing", options=("living_tv", "bedroom_tv"))


def test_what_a_thing_cannot_do_is_refused(flat: Home) -> None:
    answer = understood(
        "욕실 조명 어둡게 해", "<act> <t:light> <@1> <a:brightness> <less>", flat, "bathroom"
    )
    assert isinstance(answer, Refused)
    assert answer.code == "no_ability"


def test_a_value_out_of_range_is_refused(flat: Home) -> None:
    answer = understood(
        "거실 에어컨 50도로", "<act> <@2> <a:target_temperature> <@3>", flat, "living_room"
    )
    assert isinstance(answer, Refused)
    assert answer.code == "out_of_range"


def test_a_washer_is_started_not_switched_on(flat: Home) -> None:
    answer = understood("세탁기 켜", "<act> <t:washer> <a:on> <v:true>", flat, "veranda")
    assert changes(answer) == {"washer": {"activity": "running"}}


def test_a_room_is_as_warm_as_its_thermostat_says(flat: Home) -> None:
    answer = understood(
        "안방은 지금 몇 도지",
        "<query> <m:temperature> <@1> <a:value> <ask:value>",
        flat,
        "living_room",
    )
    assert isinstance(answer, Plan)
    assert answer.steps == (Query(things=("bedroom_heat",), attribute="temperature"),)


def test_a_part_that_cannot_be_done_is_left_out_and_said(flat: Home) -> None:
    answer = understood(
        "불 끄고 팩스 보내줘", f"{OFF} <reject>", flat, "living_room", living_light={"on": True}
    )
    assert isinstance(answer, Plan)
    assert answer.left_out == ("unsupported",)
    assert changes(answer) == {"living_light": {"on": False}}


def test_an_implied_wish_that_makes_no_sense_is_chat(flat: Home) -> None:
    answer = understood("너무 밝아", "<act> <wish> <t:light> <a:brightness> <less>", flat, "study")
    assert answer == Chat()


def test_everything_on_means_the_lights(flat: Home) -> None:
    answer = understood(
        "안방 빼고 다 켜",
        "<act> <t:any> <all> <except> <@1> <a:on> <v:true>",
        flat,
        "living_room",
    )
    turned_on = set(changes(answer))
    assert {flat.things[thing].type for thing in turned_on} == {"light"}
    assert "bedroom_light" not in turned_on


def test_a_part_without_a_place_is_where_the_part_before_it_was(flat: Home) -> None:
    frames = "<act> <t:light> <@1> <a:on> <v:false> <act> <t:air_conditioner> <a:on> <v:true>"
    answer = understood("안방 불 끄고 에어컨 켜줘", frames, flat, None, bedroom_light={"on": True})
    assert changes(answer) == {"bedroom_light": {"on": False}, "bedroom_ac": {"on": True}}


def test_this_room_is_where_the_speaker_is(flat: Home) -> None:
    off = "<act> <t:light> <@1> <all> <a:on> <v:false>"
    answer = understood("turn off every light in this room", off, flat, "kitchen")
    assert set(changes(answer)) <= {"kitchen_light", "table_light"}


def test_this_room_of_nobody_knows_where_is_a_question_or_all(flat: Home) -> None:
    answer = understood(
        "이 방 온도", "<query> <m:temperature> <@1> <a:value> <ask:value>", flat, None
    )
    assert not isinstance(answer, Refused)


def test_more_of_the_same_elsewhere_is_its_namesake(flat: Home) -> None:
    on = "<act> <t:light> <@1> <a:on> <v:true>"
    answer = understood("주방도 켜줘", on, flat, "living_room", ("living_light",))
    assert changes(answer) == {"kitchen_light": {"on": True}}


def test_that_room_is_where_the_last_turn_was(flat: Home) -> None:
    frames = "<query> <m:temperature> <@1> <a:value> <ask:value>"
    answer = understood("그 방은 몇 도야?", frames, flat, "living_room", ("kids_light",))
    assert isinstance(answer, Plan)
    (query,) = answer.steps
    assert isinstance(query, Query)
    assert {flat.things[thing].area for thing in query.things} == {"kids_room"}


OUT = "<schedule> <once> <t:person> <all> <a:location> <is:==> <v:not_home> <then>"


def test_everyone_is_each_of_them(flat: Home) -> None:
    answer = understood("다 나가면 불 꺼", f"{OUT} {OFF}", flat, None, living_light={"on": True})
    assert isinstance(answer, Plan)
    (schedule,) = answer.steps
    assert isinstance(schedule, Schedule)
    assert isinstance(schedule.when, AllOf)
    people = {thing.id for thing in flat.things.values() if thing.type == "person"}
    assert {one.thing_id for one in schedule.when.whens if isinstance(one, Once)} == people


def test_a_home_without_people_does_not_wait_for_any(flat: Home) -> None:
    things = {id_: thing for id_, thing in flat.things.items() if thing.type != "person"}
    answer = understood("다 나가면 불 꺼", f"{OUT} {OFF}", replace(flat, things=things), None)
    assert isinstance(answer, Refused)
    assert answer.code == "no_such_thing"
