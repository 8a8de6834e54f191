"""What people hear, word for word."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from ondol.agent.answer import Chat, Clarify, Refused
from ondol.agent.reply import Language, reply, reply_to
from ondol.home import homefile
from ondol.home.home import Home, Timer
from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Info,
    ListOp,
    Once,
    Plan,
    Query,
    Say,
    Step,
    Sun,
    Test,
    TimerOp,
    Undo,
    When,
)
from ondol.home.policy import Actor, Risk
from ondol.home.query import answer
from ondol.home.result import (
    Acted,
    Announced,
    Cancelled,
    Confirmation,
    Declined,
    Done,
    ListAnswer,
    NotDone,
    Outcome,
    Result,
    Scheduled,
    StepResult,
    TimedOut,
    TimerAnswer,
    Told,
    Undone,
)
from ondol.home.schedule import ScheduledPlan
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.command import Refused as Denied
from ondol.things.thing import Value

HOMES = Path(__file__).parents[1] / "exam"
SEOUL = homefile.load(HOMES / "seoul-flat.home.json")
MAPLE = homefile.load(HOMES / "maple-house.home.json")
LIGHTS = tuple(thing.id for thing in SEOUL.things.values() if thing.type == "light")
LAMPS = tuple(thing.id for thing in MAPLE.things.values() if thing.type == "light")
NOW = dt.datetime(2026, 11, 24, 6, 20, tzinfo=dt.UTC)  # a Tuesday, 15:20 in Seoul
ACTOR = Actor(id="minji", channel="page-1", is_at_home=True)


def done(thing: str, name: str, value: Value, before: Value = None) -> Done:
    command = SetProperty(thing_id=thing, name=name, value=value)
    return Done(command=command, before=before, observed=value)


def timed_out(thing: str, name: str = "on", value: Value = False) -> TimedOut:
    return TimedOut(command=SetProperty(thing_id=thing, name=name, value=value), observed=None)


def not_done(thing: str, code: str, name: str = "on", value: Value = False) -> NotDone:
    command = SetProperty(thing_id=thing, name=name, value=value)
    return NotDone(command=command, code=code, reason="a reason in English")


def off(*things: str) -> list[Outcome]:
    return [done(thing, "on", False, True) for thing in things]


def said(home: Home, language: Language, *steps: StepResult, left_out: tuple[str, ...] = ()) -> str:
    plan = Plan(steps=(), left_out=left_out)
    return reply(Result(id="1", plan=plan, steps=steps), home, language)


def ko(*outcomes: Outcome) -> str:
    return said(SEOUL, "ko", Acted(outcomes=outcomes))


def en(*outcomes: Outcome) -> str:
    return said(MAPLE, "en", Acted(outcomes=outcomes))


# --- acts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (off("living_light"), "거실 등을 껐어요."),
        ([done("living_light", "on", True, False)], "거실 등을 켰어요."),
        (off("living_light", "mood_light"), "거실 등과 무드등을 껐어요."),
        (off("living_light", "mood_light", "bed_stand"), "거실 등, 무드등과 스탠드를 껐어요."),
        (off("living_light", "mood_light", "bed_stand", "study_light"), "불 4개를 껐어요."),
        (off("living_light", "bedroom_ac", "living_tv", "fan"), "기기 4개를 껐어요."),
        ([done("door_lock", "locked", True, False)], "도어락을 잠갔어요."),
        ([done("door_lock", "locked", False, True)], "도어락을 열었어요."),
        ([done("living_curtain", "position", 100, 0)], "거실 커튼을 열었어요."),
        ([done("living_curtain", "position", 0, 100)], "거실 커튼을 닫았어요."),
        ([done("living_curtain", "position", 50, 0)], "거실 커튼을 50%로 맞췄어요."),
        ([done("bedroom_blind", "position", 0, 100)], "안방 블라인드를 내렸어요."),
        ([done("bedroom_blind", "tilt", 30, 0)], "안방 블라인드 각도를 30%로 맞췄어요."),
        ([done("gas_valve", "position", 0, 100)], "가스밸브를 잠갔어요."),
        ([done("living_ac", "target_temperature", 24, 26)], "거실 에어컨 온도를 24도로 낮췄어요."),
        ([done("living_ac", "target_temperature", 24)], "거실 에어컨 온도를 24도로 맞췄어요."),
        ([done("living_ac", "mode", "heat", "cool")], "거실 에어컨 모드를 난방으로 바꿨어요."),
        (
            [done("living_ac", "fan_speed", "high", "auto")],
            "거실 에어컨 바람 세기를 강으로 맞췄어요.",
        ),
        ([done("living_tv", "volume", 30, 20)], "거실 TV 볼륨을 30으로 올렸어요."),
        ([done("living_tv", "volume", 10, 20)], "거실 TV 볼륨을 10으로 줄였어요."),
        ([done("living_tv", "muted", True, False)], "거실 TV를 음소거했어요."),
        ([done("living_tv", "muted", False, True)], "거실 TV 음소거를 풀었어요."),
        ([done("living_tv", "channel", "11", "7")], "거실 TV 채널을 11번으로 바꿨어요."),
        ([done("living_tv", "source", "HDMI 1", "TV")], "거실 TV 입력을 HDMI 1로 바꿨어요."),
        ([done("living_tv", "app", "Netflix")], "거실 TV에서 Netflix를 켰어요."),
        ([done("living_tv", "playback", "paused", "playing")], "거실 TV를 일시정지했어요."),
        ([done("living_tv", "playback", "playing", "paused")], "거실 TV에서 재생을 시작했어요."),
        ([done("mood_light", "color", "red", "orange")], "무드등을 빨간색으로 바꿨어요."),
        ([done("living_light", "brightness", 50, 100)], "거실 등 밝기를 50%로 낮췄어요."),
        (
            [done("living_light", "color_temperature", 2700, 4000)],
            "거실 등 색온도를 2700K로 맞췄어요.",
        ),
        ([done("vacuum", "activity", "cleaning", "docked")], "로봇청소기로 청소를 시작했어요."),
        ([done("vacuum", "activity", "returning", "cleaning")], "로봇청소기를 충전대로 보냈어요."),
        ([done("washer", "activity", "running", "idle")], "세탁기를 돌렸어요."),
        ([done("washer", "program", "울", "표준")], "세탁기 코스를 울로 바꿨어요."),
        ([done("fan", "oscillating", True, False)], "선풍기 회전을 켰어요."),
        ([done("refrigerator", "rapid_freeze", True, False)], "냉장고 급속 냉동을 켰어요."),
        (
            [done("refrigerator", "freezer_target_temperature", -20, -18)],
            "냉장고 냉동실 온도를 -20도로 낮췄어요.",
        ),
        ([done("movie_mode", "activated", True, False)], "영화 모드를 실행했어요."),
        (
            [
                Done(
                    command=InvokeAction(thing_id="soundbar", name="next"),
                    before=None,
                    observed=None,
                )
            ],
            "사운드바를 다음으로 넘겼어요.",
        ),
    ],
)
def test_what_was_done_is_said_in_korean(outcomes: list[Outcome], expected: str) -> None:
    assert ko(*outcomes) == expected


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (off("living_light"), "Turned off the living room light."),
        (off("living_light", "floor_lamp"), "Turned off the living room light and the floor lamp."),
        (off("living_light", "floor_lamp", "hall_light", "office_light"), "Turned off 4 lights."),
        ([done("front_door", "locked", True, False)], "Locked the front door."),
        ([done("bedroom_blinds", "position", 0, 100)], "Closed the bedroom blinds."),
        ([done("bedroom_blinds", "position", 30, 100)], "Set the bedroom blinds to 30%."),
        (
            [done("thermostat", "target_temperature", 21, 20)],
            "Set the thermostat to 21 degrees.",
        ),
        (
            [done("bedroom_ac", "mode", "heat", "cool")],
            "Set the bedroom air conditioner to heat mode.",
        ),
        ([done("living_tv", "volume", 20, 30)], "Turned down the living room TV volume to 20."),
        ([done("living_tv", "app", "Netflix")], "Opened Netflix on the living room TV."),
        (
            [done("kids_light", "color", "skyblue", "white")],
            "Set the kids' room light to sky blue.",
        ),
        (
            [done("vacuum", "activity", "returning", "cleaning")],
            "Sent the robot vacuum to its dock.",
        ),
        ([done("good_night", "activated", True)], "Started good night."),
        (
            [done("living_tv", "on", True, False), done("living_tv", "app", "Netflix")],
            "Turned on the living room TV and opened Netflix on it.",
        ),
        (
            [done("living_tv", "on", True, False), done("living_tv", "volume", 20)],
            "Turned on the living room TV and set its volume to 20.",
        ),
    ],
)
def test_what_was_done_is_said_in_english(outcomes: list[Outcome], expected: str) -> None:
    assert en(*outcomes) == expected


def test_several_deeds_make_one_sentence() -> None:
    outcomes = [*off("living_light"), done("living_ac", "target_temperature", 24, 26)]
    assert ko(*outcomes) == "거실 등을 끄고 거실 에어컨 온도를 24도로 낮췄어요."
    outcomes = [*off("living_light"), done("thermostat", "target_temperature", 24, 20)]
    assert en(*outcomes) == "Turned off the living room light and set the thermostat to 24 degrees."


def test_a_thing_that_is_turned_on_and_set_is_named_once() -> None:
    outcomes = [
        done("living_ac", "target_temperature", 24, 26),
        done("living_ac", "on", True, False),
    ]
    assert ko(*outcomes) == "거실 에어컨을 켜고 온도를 24도로 맞췄어요."


def test_a_thing_to_which_several_things_were_done_has_its_own_sentence() -> None:
    lamp = [done("living_light", "on", True, False)]
    ac = [
        done("living_ac", "on", True, False),
        done("living_ac", "target_temperature", 24, 26),
    ]
    assert ko(*lamp, *ac) == "거실 등을 켰어요. 거실 에어컨을 켜고 온도를 24도로 맞췄어요."
    dimmed = [done("floor_lamp", "on", True, False), done("floor_lamp", "brightness", 40, 60)]
    assert en(*lamp, *dimmed) == (
        "Turned on the living room light. Turned on the floor lamp and set it to 40%."
    )


def test_what_else_was_so_already_is_said_beside_a_group() -> None:
    lamps = [done(one, "on", True, False) for one in LAMPS[:5]]
    closed = done("garage_door", "position", 0, 0)
    assert en(*lamps, closed) == "Turned on 5 lights. The garage door is already closed."


def test_a_robot_is_said_to_clean_where_it_cleans() -> None:
    kitchen = done("vacuum", "cleaning_area", "kitchen")
    cleaning = done("vacuum", "activity", "cleaning", "docked")
    assert ko(cleaning, kitchen) == "로봇청소기로 주방 청소를 시작했어요."
    assert en(cleaning, kitchen) == "Started the robot vacuum to clean the kitchen."


def test_what_is_off_is_not_said_to_be_set() -> None:
    outcomes = [done("living_light", "brightness", 30, 50), done("living_light", "on", False, True)]
    assert ko(*outcomes) == "거실 등을 껐어요."


def test_the_value_that_was_observed_is_said_not_the_one_that_was_asked() -> None:
    command = SetProperty(thing_id="living_ac", name="target_temperature", value=24.5)
    assert ko(Done(command=command, before=26, observed=25)) == (
        "거실 에어컨 온도를 25도로 낮췄어요."
    )


def test_many_of_one_room_are_counted_there() -> None:
    lights = [f"light_{number}" for number in range(4)]
    rows = ", ".join(
        f'{{"id": "{one}", "name": "{one}", "area": "a", "type": "light", "state": {{"on": true}}}}'
        for one in lights
    )
    text = f'{{"id": "h", "areas": [{{"id": "a", "name": "거실"}}], "things": [{rows}]}}'
    home = homefile.parse(text, "test")
    assert said(home, "ko", Acted(outcomes=tuple(off(*lights)))) == "거실 불 4개를 껐어요."


# --- what was not done ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (
            [*off("living_light"), timed_out("living_ac")],
            "거실 등은 껐는데 거실 에어컨이 응답하지 않아요.",
        ),
        ([timed_out("living_ac")], "거실 에어컨이 응답하지 않아요."),
        (
            [timed_out("living_ac"), timed_out("living_tv")],
            "거실 에어컨과 거실 TV가 응답하지 않아요.",
        ),
        ([not_done("living_ac", "unreachable")], "거실 에어컨은 연결되어 있지 않아요."),
        ([not_done("living_ac", "gone")], "거실 에어컨은 이제 집에 없어요."),
        ([not_done("living_ac", "busy")], "거실 에어컨이 거절했어요."),
        ([not_done("living_ac", "adapter_failed")], "거실 에어컨에 문제가 생겼어요."),
        (
            [not_done("living_ac", "superseded")],
            "거실 에어컨은 그사이 다른 요청을 받았어요.",
        ),
        (
            [
                done("living_ac", "on", True, False),
                timed_out("living_ac", "target_temperature", 24),
            ],
            "거실 에어컨은 켰는데 설정 온도는 바뀌지 않았어요.",
        ),
        (
            [*off("living_light", "mood_light", "bed_stand", "study_light"), timed_out("fan")],
            "불 4개는 껐는데 선풍기가 응답하지 않아요.",
        ),
        (
            [
                done("living_tv", "app", "Netflix"),
                timed_out("fan"),
                not_done("hood", "unreachable"),
            ],
            "거실 TV에서는 Netflix를 켰는데 선풍기가 응답하지 않아요. "
            "레인지 후드는 연결되어 있지 않아요.",
        ),
    ],
)
def test_what_was_not_done_is_said_in_korean(outcomes: list[Outcome], expected: str) -> None:
    assert ko(*outcomes) == expected


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (
            [*off("living_light"), timed_out("bedroom_ac")],
            "Turned off the living room light, but the bedroom air conditioner isn't responding.",
        ),
        (
            [timed_out("bedroom_ac"), timed_out("living_tv")],
            "The bedroom air conditioner and the living room TV aren't responding.",
        ),
        ([not_done("garage_door", "unreachable")], "The garage door is offline."),
        ([not_done("garage_door", "blocked")], "The garage door refused."),
    ],
)
def test_what_was_not_done_is_said_in_english(outcomes: list[Outcome], expected: str) -> None:
    assert en(*outcomes) == expected


def test_what_was_so_already_is_said_to_be_so() -> None:
    assert ko(done("living_light", "on", False, False)) == "거실 등은 이미 꺼져 있어요."
    assert ko(done("door_lock", "locked", True, True)) == "도어락은 이미 잠겨 있어요."
    same = done("living_ac", "target_temperature", 24, 24)
    assert ko(same) == "거실 에어컨 온도는 이미 24도예요."
    assert ko(*off("mood_light"), done("living_light", "on", False, False)) == (
        "무드등을 껐어요. 거실 등은 이미 꺼져 있어요."
    )
    assert en(done("living_light", "on", False, False)) == "The living room light is already off."
    assert en(done("front_door", "locked", True, True)) == "The front door is already locked."


def test_in_a_group_only_what_changed_is_counted() -> None:
    group = [*off("living_light", "mood_light", "bed_stand", "study_light")]
    group += [done("kids_light", "on", False, False), done("bath_light", "on", False, False)]
    assert ko(*group) == "불 4개를 껐어요."


def test_nothing_to_do_is_said() -> None:
    assert ko() == "바꿀 게 없어요."
    assert en() == "There is nothing to change."


def test_parts_that_were_left_out_are_told() -> None:
    acted = Acted(outcomes=tuple(off("living_light")))
    assert said(SEOUL, "ko", acted, left_out=("no_such_thing",)) == (
        "거실 등을 껐어요. 나머지는 집에 없는 기기예요."
    )
    acted = Acted(outcomes=tuple(off("living_light")))
    assert said(MAPLE, "en", acted, left_out=("unsupported",)) == (
        "Turned off the living room light. The rest can't be done here."
    )


# --- confirmation, refusal, undo -----------------------------------------------------------------


def waiting(*steps: Step) -> Result:
    plan = Plan(steps=steps)
    confirmation = Confirmation(
        id="c", entry_id="1", plan=plan, actor=ACTOR, risk=Risk.ACCESS, asked_at=NOW, expires_at=NOW
    )
    return Result(id="1", plan=plan, confirmation=confirmation)


def test_what_needs_a_yes_says_where() -> None:
    unlock = waiting(Act(changes={"door_lock": {"locked": False}}))
    assert reply(unlock, SEOUL, "ko") == "도어락을 열려면 다른 화면에서 확인해 주세요."
    unlock = waiting(Act(changes={"front_door": {"locked": False}}))
    assert reply(unlock, MAPLE, "en") == (
        "To unlock the front door, please confirm on another screen."
    )
    both = waiting(Act(changes={"living_light": {"on": False}, "oven": {"on": True}}))
    assert reply(both, SEOUL, "ko") == "거실 등을 끄고 오븐을 켜려면 다른 화면에서 확인해 주세요."
    assert reply(waiting(Undo()), SEOUL, "ko") == "되돌리려면 다른 화면에서 확인해 주세요."


@pytest.mark.parametrize(
    ("code", "korean", "english"),
    [
        (
            "guest",
            "이건 우리 집 어른만 부탁할 수 있어요.",
            "Only adults who live here can ask for that.",
        ),
        ("declined", "네, 하지 않을게요.", "Okay, I won't do it."),
        (
            "expired",
            "확인을 받지 못해서 하지 않았어요.",
            "Nobody confirmed it in time, so I didn't do it.",
        ),
        ("never_heard_of", "그건 여기서 할 수 없어요.", "That can't be done here."),
    ],
)
def test_a_refused_plan_says_why(code: str, korean: str, english: str) -> None:
    refused = Result(id="1", plan=Plan(steps=()), refused=Denied(reason="…", code=code))
    assert reply(refused, SEOUL, "ko") == korean
    assert reply(refused, MAPLE, "en") == english


def test_an_undo_says_what_it_put_back() -> None:
    back = (done("living_light", "on", True, False),)
    assert said(SEOUL, "ko", Undone(outcomes=back, entry_id="7")) == "되돌렸어요. 거실 등을 켰어요."
    assert said(MAPLE, "en", Undone(outcomes=back, entry_id="7")) == (
        "Undone. Turned on the living room light."
    )
    assert said(SEOUL, "ko", Undone(outcomes=(), entry_id="7")) == "되돌렸어요."
    assert said(SEOUL, "ko", Undone(outcomes=(), entry_id=None)) == "되돌릴 게 없어요."
    failed = (timed_out("living_light"),)
    assert said(SEOUL, "ko", Undone(outcomes=failed, entry_id="7")) == (
        "되돌리지 못했어요. 거실 등이 응답하지 않아요."
    )
    assert said(SEOUL, "ko", Undone(outcomes=(*off("fan"), *failed), entry_id="7")) == (
        "다 되돌리지는 못했어요. 선풍기는 껐는데 거실 등이 응답하지 않아요."
    )


def test_what_was_taken_back_before_it_was_done_is_left() -> None:
    assert said(SEOUL, "ko", Cancelled()) == "네, 그만둘게요."
    assert said(MAPLE, "en", Cancelled()) == "Okay, never mind."


# --- questions -----------------------------------------------------------------------------------


def asked(
    home: Home,
    language: Language,
    query: Query,
    state: Mapping[str, Mapping[str, Value]] | None = None,
) -> str:
    changed = {**home.state, **(state or {})}
    known = Home(id="h", areas=home.areas, things=home.things, state=changed, moment=NOW)
    return said(known, language, answer(query, known))


@pytest.mark.parametrize(
    ("query", "state", "expected"),
    [
        (
            Query(things=("door_lock",), attribute="locked", ask="any"),
            {},
            "네, 도어락은 잠겨 있어요.",
        ),
        (
            Query(things=("door_lock",), attribute="locked", ask="any", test=Test(value=False)),
            {},
            "아니요, 도어락은 잠겨 있어요.",
        ),
        (
            Query(things=("door_lock",), attribute="locked", ask="any"),
            {"door_lock": {"locked": False}},
            "아니요, 도어락은 열려 있어요.",
        ),
        (Query(things=LIGHTS, attribute="on", ask="which"), {}, "켜져 있는 불은 없어요."),
        (
            Query(things=LIGHTS, attribute="on", ask="which"),
            {"entrance_light": {"on": True}},
            "켜져 있는 불은 현관 등이에요.",
        ),
        (
            Query(things=LIGHTS, attribute="on", ask="count"),
            {"entrance_light": {"on": True}, "bed_stand": {"on": True}},
            "켜져 있는 불은 2개예요.",
        ),
        (
            Query(things=("living_light", "mood_light"), attribute="on", ask="any"),
            {"mood_light": {"on": True}},
            "네, 무드등이 켜져 있어요.",
        ),
        (
            Query(things=("living_light", "mood_light"), attribute="on", ask="any"),
            {},
            "아니요, 거실 등과 무드등은 꺼져 있어요.",
        ),
        (
            Query(things=LIGHTS, attribute="on", ask="all", test=Test(value=False)),
            {},
            "네, 불 13개가 모두 꺼져 있어요.",
        ),
        (
            Query(things=LIGHTS, attribute="on", ask="all", test=Test(value=False)),
            {"bed_stand": {"on": True}},
            "아니요, 스탠드는 켜져 있어요.",
        ),
        (
            Query(things=("washer",), attribute="remaining"),
            {"washer": {"remaining": 1500}},
            "세탁기는 25분 남았어요.",
        ),
        (Query(things=("washer",), attribute="remaining"), {}, "세탁기는 돌아가고 있지 않아요."),
        (Query(things=("living_temp",), attribute="value"), {}, "거실 온도는 24.5도예요."),
        (Query(things=("dust_sensor",), attribute="value"), {}, "거실 초미세먼지는 18㎍/㎥예요."),
        (Query(things=("bedroom_heat",), attribute="temperature"), {}, "안방 온도는 21도예요."),
        (
            Query(things=("living_ac",), attribute="target_temperature"),
            {},
            "거실 에어컨은 26도로 맞춰져 있어요.",
        ),
        (Query(things=("living_tv",), attribute="volume"), {}, "거실 TV 볼륨은 20이에요."),
        (Query(things=("vacuum",), attribute="battery"), {}, "로봇청소기 배터리는 90%예요."),
        (Query(things=("vacuum",), attribute="activity"), {}, "로봇청소기는 충전대에 있어요."),
        (Query(things=("dad",), attribute="location"), {}, "아빠는 회사에 있어요."),
        (Query(things=("mom",), attribute="location"), {}, "엄마는 집에 있어요."),
        (
            Query(things=("mom",), attribute="location", ask="any", test=Test(value="집")),
            {},
            "네, 엄마는 집에 있어요.",
        ),
        (
            Query(things=("bath_motion",), attribute="value", ask="any"),
            {},
            "아니요, 욕실에 움직임이 없어요.",
        ),
        (
            Query(things=("living_window", "bedroom_window"), attribute="value", ask="any"),
            {"bedroom_window": {"value": True}},
            "네, 안방 창문이 열려 있어요.",
        ),
        (
            Query(things=("living_window", "bedroom_window"), attribute="value", ask="which"),
            {"bedroom_window": {"value": True}},
            "열려 있는 창문은 안방 창문이에요.",
        ),
        (
            Query(things=("living_curtain",), attribute="position"),
            {"living_curtain": {"position": 40}},
            "거실 커튼은 40% 열려 있어요.",
        ),
        (Query(things=("living_curtain",), attribute="position"), {}, "거실 커튼은 닫혀 있어요."),
        (
            Query(
                things=("living_temp",), attribute="value", ask="any", test=Test(op=">", value=26)
            ),
            {},
            "아니요, 거실 온도는 24.5도예요.",
        ),
        (
            Query(things=("living_light",), attribute="on"),
            {"living_light": {}},
            "거실 등은 지금 상태를 알 수 없어요.",
        ),
        (
            Query(things=("living_light", "mood_light"), attribute="on", ask="any"),
            {"living_light": {}},
            "아니요, 무드등은 꺼져 있어요. 거실 등은 지금 상태를 알 수 없어요.",
        ),
        (
            Query(things=("living_tv",), attribute="title"),
            {"living_tv": {"title": "뉴스 9"}},
            "거실 TV에서는 ‘뉴스 9’가 나오고 있어요.",
        ),
        (Query(things=("living_tv",), attribute="title"), {}, "거실 TV는 틀어 놓은 게 없어요."),
    ],
)
def test_questions_are_answered_in_korean(
    query: Query, state: Mapping[str, Mapping[str, Value]], expected: str
) -> None:
    assert asked(SEOUL, "ko", query, state) == expected


@pytest.mark.parametrize(
    ("query", "state", "expected"),
    [
        (
            Query(things=("back_door",), attribute="locked", ask="any"),
            {},
            "Yes, the back door is locked.",
        ),
        (
            Query(things=("front_door", "back_door"), attribute="locked", ask="all"),
            {"back_door": {"locked": False}},
            "No, the back door is unlocked.",
        ),
        (Query(things=LAMPS, attribute="on", ask="which"), {}, "No lights are on."),
        (
            Query(things=LAMPS, attribute="on", ask="which"),
            {"hall_light": {"on": True}, "floor_lamp": {"on": True}},
            "The floor lamp and the hallway light are on.",
        ),
        (
            Query(things=LAMPS, attribute="on", ask="count"),
            {"hall_light": {"on": True}, "floor_lamp": {"on": True}},
            "2 lights are on.",
        ),
        (Query(things=LAMPS, attribute="on", ask="any"), {}, "No, all 14 lights are off."),
        (
            Query(things=("washer",), attribute="remaining"),
            {"washer": {"remaining": 1500}},
            "The washing machine has 25 minutes left.",
        ),
        (
            Query(things=("bedroom_temp",), attribute="value"),
            {},
            "The bedroom temperature is 21.5 degrees.",
        ),
        (
            Query(things=("thermostat",), attribute="target_temperature"),
            {},
            "The thermostat is set to 20 degrees.",
        ),
        (
            Query(things=("hall_motion",), attribute="value", ask="any"),
            {"hall_motion": {"value": True}},
            "Yes, there is motion in the hallway.",
        ),
        (Query(things=("dad",), attribute="location"), {}, "Dad is at work."),
        (
            Query(things=("bedroom_blinds",), attribute="position"),
            {},
            "The bedroom blinds are open.",
        ),
        (Query(things=("mower",), attribute="battery"), {}, "The lawn mower battery is 64%."),
        (
            Query(things=("thermostat",), attribute="on"),
            {"thermostat": {}},
            "I don't know the state of the thermostat.",
        ),
    ],
)
def test_questions_are_answered_in_english(
    query: Query, state: Mapping[str, Mapping[str, Value]], expected: str
) -> None:
    assert asked(MAPLE, "en", query, state) == expected


@pytest.mark.parametrize(
    ("topic", "korean", "english"),
    [
        ("time", "지금은 오후 3시 20분이에요.", "It's 1:20 am."),
        ("date", "오늘은 11월 24일 화요일이에요.", "Today is Tuesday, November 24."),
    ],
)
def test_time_and_date_are_told(topic: str, korean: str, english: str) -> None:
    told = Told(topic="date" if topic == "date" else "time", moment=NOW)
    assert said(SEOUL, "ko", told) == korean
    assert said(MAPLE, "en", told) == english


# --- timers, lists, schedules --------------------------------------------------------------------

FIVE = Timer(id="1", length_s=300, left_s=180)
PIZZA = Timer(id="2", length_s=600, left_s=60, name="피자")


@pytest.mark.parametrize(
    ("answered", "korean", "english"),
    [
        (
            TimerAnswer(op=TimerOp(op="start", seconds=300), timers=(FIVE,)),
            "5분 타이머를 시작했어요.",
            "Started a 5-minute timer.",
        ),
        (
            TimerAnswer(op=TimerOp(op="start", seconds=600, name="피자"), timers=(PIZZA,)),
            "피자 타이머를 10분으로 맞췄어요.",
            "The 피자 timer is set for 10 minutes.",
        ),
        (
            TimerAnswer(op=TimerOp(op="cancel"), timers=(FIVE,)),
            "5분 타이머를 취소했어요.",
            "Cancelled the 5-minute timer.",
        ),
        (
            TimerAnswer(op=TimerOp(op="cancel_all"), timers=(FIVE, PIZZA)),
            "타이머 2개를 모두 취소했어요.",
            "Cancelled 2 timers.",
        ),
        (
            TimerAnswer(op=TimerOp(op="pause"), timers=(FIVE,)),
            "5분 타이머를 멈췄어요. 3분 남았어요.",
            "Paused the 5-minute timer with 3 minutes left.",
        ),
        (
            TimerAnswer(op=TimerOp(op="add", seconds=60), timers=(FIVE,)),
            "1분 늘렸어요. 이제 3분 남았어요.",
            "Added 1 minute. Now 3 minutes left.",
        ),
        (
            TimerAnswer(op=TimerOp(op="status"), timers=(FIVE, PIZZA)),
            "5분 타이머는 3분 남았어요. 피자 타이머는 1분 남았어요.",
            "The 5-minute timer has 3 minutes left. The 피자 timer has 1 minute left.",
        ),
        (
            TimerAnswer(op=TimerOp(op="status"), timers=(), code="no_timer"),
            "맞춰 둔 타이머가 없어요.",
            "There are no timers.",
        ),
        (
            TimerAnswer(op=TimerOp(op="cancel"), timers=(FIVE, PIZZA), code="which_timer"),
            "어느 타이머요? 5분 타이머와 피자 타이머가 있어요.",
            "Which timer: the 5-minute timer or 피자 timer?",
        ),
    ],
)
def test_timers_are_told(answered: TimerAnswer, korean: str, english: str) -> None:
    assert said(SEOUL, "ko", answered) == korean
    assert said(MAPLE, "en", answered) == english


@pytest.mark.parametrize(
    ("op", "items", "code", "korean", "english"),
    [
        (
            "add",
            ("우유",),
            None,
            "장보기 목록에 우유를 넣었어요.",
            "Added 우유 to the shopping list.",
        ),
        ("remove", (), None, "장보기 목록에서 우유를 뺐어요.", "Took 우유 off the shopping list."),
        (
            "read",
            ("우유", "두부"),
            None,
            "장보기 목록에는 우유와 두부가 있어요.",
            "On the shopping list: 우유 and 두부.",
        ),
        ("read", (), None, "장보기 목록은 비어 있어요.", "The shopping list is empty."),
        (
            "add",
            ("우유",),
            "already_there",
            "우유는 이미 장보기 목록에 있어요.",
            "우유 is already on the shopping list.",
        ),
        (
            "remove",
            (),
            "no_such_item",
            "우유는 장보기 목록에 없어요.",
            "우유 is not on the shopping list.",
        ),
    ],
)
def test_lists_are_told(
    op: str, items: tuple[str, ...], code: str | None, korean: str, english: str
) -> None:
    operation = ListOp(
        op="add" if op == "add" else "remove" if op == "remove" else "read",
        list_id="shopping_list",
        item="우유",
    )
    answered = ListAnswer(
        op=operation, list_id="shopping_list", item="우유", items=items, code=code
    )
    assert said(SEOUL, "ko", answered) == korean
    assert said(MAPLE, "en", answered) == english


def scheduled(home: Home, language: Language, when: When, *steps: Step) -> str:
    next_at = dt.datetime(2026, 11, 24, 22, tzinfo=dt.UTC)  # 7 tomorrow in Seoul
    entry = ScheduledPlan(
        id="s", when=when, then=Plan(steps=steps), actor=ACTOR, since=NOW, next_at=next_at
    )
    now = Home(
        id="h",
        timezone="Asia/Seoul",
        areas=home.areas,
        things=home.things,
        state=home.state,
        moment=NOW,
    )
    return said(now, language, Scheduled(entry=entry))


def everyone(home: Home, to: str) -> AllOf:
    people = [thing for thing in home.things.values() if thing.type == "person"]
    test = Test(value=to)
    return AllOf(
        whens=tuple(Once(thing_id=one.id, attribute="location", test=test) for one in people)
    )


TV_OFF = Act(changes={"living_tv": {"on": False}})


@pytest.mark.parametrize(
    ("when", "step", "expected"),
    [
        (After(seconds=600), TV_OFF, "10분 뒤에 거실 TV를 끌게요."),
        (
            At(time=dt.time(7)),
            Act(changes={"living_curtain": {"position": 100}}),
            "내일 오전 7시에 거실 커튼을 열게요.",
        ),
        (
            At(time=dt.time(18, 30), days=("mon", "tue", "wed", "thu", "fri")),
            Act(changes={"bedroom_heat": {"on": True, "target_temperature": 23}}),
            "평일 오후 6시 30분에 안방 난방 온도를 23도로 맞출게요.",
        ),
        (
            Sun(event="sunset"),
            Act(changes={"veranda_light": {"on": True}}),
            "해가 지면 베란다 등을 켤게요.",
        ),
        (
            Once(thing_id="living_temp", attribute="value", test=Test(op=">", value=28)),
            Act(changes={"living_ac": {"on": True}}),
            "거실 온도가 28도보다 높아지면 거실 에어컨을 켤게요.",
        ),
        (
            Once(thing_id="living_window", attribute="value", test=Test(value=True)),
            Act(changes={"living_ac": {"on": False}}),
            "거실 창문이 열리면 거실 에어컨을 끌게요.",
        ),
        (
            Once(thing_id="washer", attribute="activity", test=Test(value="idle")),
            Say(),
            "세탁기가 끝나면 알려 드릴게요.",
        ),
        (
            Once(thing_id="dad", attribute="location", test=Test(value="집")),
            Act(changes={"entrance_light": {"on": True}}),
            "아빠가 집에 오면 현관 등을 켤게요.",
        ),
        (
            Once(thing_id="dad", attribute="location", test=Test(value="not_home")),
            TV_OFF,
            "아빠가 나가면 거실 TV를 끌게요.",
        ),
        (everyone(SEOUL, "not_home"), TV_OFF, "모두 나가면 거실 TV를 끌게요."),
        (
            AllOf(whens=(Sun(event="sunset"), *everyone(SEOUL, "home").whens)),
            TV_OFF,
            "모두 집에 오면, 해가 지면 거실 TV를 끌게요.",
        ),
        (After(seconds=300), Say(message="밥 먹자"), "5분 뒤에 ‘밥 먹자’라고 알려 드릴게요."),
    ],
)
def test_schedules_are_promised_in_korean(when: When, step: Step, expected: str) -> None:
    assert scheduled(SEOUL, "ko", when, step) == expected


@pytest.mark.parametrize(
    ("when", "step", "expected"),
    [
        (After(seconds=600), TV_OFF, "In 10 minutes, I'll turn off the living room TV."),
        (
            At(time=dt.time(7)),
            Act(changes={"bedroom_blinds": {"position": 100}}),
            "Tomorrow at 7 am, I'll open the bedroom blinds.",
        ),
        (
            At(time=dt.time(22), days=("sat", "sun")),
            Act(changes={"thermostat": {"target_temperature": 18}}),
            "Every weekend at 10 pm, I'll set the thermostat to 18 degrees.",
        ),
        (
            Once(thing_id="bedroom_temp", attribute="value", test=Test(op="<", value=18)),
            Act(changes={"thermostat": {"on": True}}),
            "Once the bedroom temperature drops below 18 degrees, I'll turn on the thermostat.",
        ),
        (
            Once(thing_id="living_window", attribute="value", test=Test(value=True)),
            Say(),
            "Once the living room window is open, I'll let you know.",
        ),
        (
            Once(thing_id="mom", attribute="location", test=Test(value="not_home")),
            TV_OFF,
            "Once Mom is out, I'll turn off the living room TV.",
        ),
        (
            everyone(MAPLE, "not_home"),
            TV_OFF,
            "Once everyone has left, I'll turn off the living room TV.",
        ),
    ],
)
def test_schedules_are_promised_in_english(when: When, step: Step, expected: str) -> None:
    assert scheduled(MAPLE, "en", when, step) == expected


# --- announcements and what cannot be done -------------------------------------------------------


def test_an_announcement_that_nobody_hears_is_not_said_to_be_made() -> None:
    assert said(SEOUL, "ko", Announced(message="밥 먹자", delivered=2)) == "‘밥 먹자’라고 알렸어요."
    assert said(SEOUL, "ko", Announced(message="밥 먹자", delivered=0)) == (
        "지금 들을 수 있는 화면이 없어서 알리지 못했어요."
    )
    assert said(MAPLE, "en", Announced(message="dinner", delivered=1)) == "Announced “dinner”."


def test_what_this_home_has_no_source_for_is_declined() -> None:
    weather = Declined(step=Info(topic="weather"), code="no_weather", reason="…")
    assert said(SEOUL, "ko", weather) == "날씨 정보가 연결되어 있지 않아요."
    assert said(MAPLE, "en", weather) == "No weather service is connected."
    other = Declined(step=Cancel(), code="never_heard_of", reason="…")
    assert said(SEOUL, "ko", other) == "그건 여기서 할 수 없어요."


@pytest.mark.parametrize(
    ("answer_", "korean", "english"),
    [
        (
            Chat(),
            "더 큰 모델에 연결되어 있지 않아서 그 말에는 대답할 수 없어요. "
            "집 안의 일은 도와드릴게요.",
            "I can't answer that: no larger model is connected. I can help with this home.",
        ),
        (
            Clarify(code="unsure"),
            "잘 못 알아들었어요. 다시 한번 말해 주세요.",
            "Sorry, I didn't get that. Could you say it again?",
        ),
        (Clarify(code="value"), "얼마로 맞출까요?", "What should I set it to?"),
        (
            Refused(code="no_such_name", detail={"name": "창고"}),
            "‘창고’는 우리 집에 없는 이름이에요.",
            "I don't know “창고” in this home.",
        ),
        (
            Refused(code="no_such_thing", detail={"type": "oven", "area": "안방"}),
            "안방에는 오븐이 없어요.",
            "There is no oven in 안방.",
        ),
        (
            Refused(code="no_such_thing", detail={"type": "oven", "area": ""}),
            "집에 오븐이 없어요.",
            "There is no oven in this home.",
        ),
        (
            Refused(code="no_ability", detail={"thing": "거실 등", "attribute": "color"}),
            "거실 등은 색을 바꿀 수 없어요.",
            "거실 등 can't change its colour.",
        ),
        (
            Refused(
                code="out_of_range",
                detail={
                    "thing": "거실 에어컨",
                    "attribute": "target_temperature",
                    "value": "40",
                    "minimum": "16",
                    "maximum": "30",
                },
            ),
            "거실 에어컨은 16도에서 30도까지만 맞출 수 있어요.",
            "거실 에어컨 can only be set from 16 to 30.",
        ),
        (Refused(code="unsupported"), "그건 여기서 할 수 없어요.", "That can't be done here."),
        (Refused(code="no_list"), "집에 목록이 없어요.", "There is no list in this home."),
    ],
)
def test_what_no_plan_was_made_of_is_answered(
    answer_: Chat | Clarify | Refused, korean: str, english: str
) -> None:
    assert reply_to(answer_, SEOUL, "ko") == korean
    assert reply_to(answer_, MAPLE, "en") == english


def test_a_question_back_names_the_choice() -> None:
    two = Clarify(code="which_thing", options=("living_light", "mood_light"))
    assert reply_to(two, SEOUL, "ko") == "거실 등과 무드등 중에 어느 걸 말씀하시는 거예요?"
    two = Clarify(code="which_thing", options=("living_light", "floor_lamp"))
    assert reply_to(two, MAPLE, "en") == "Which one: the living room light or the floor lamp?"
    many = Clarify(code="which_thing", options=LIGHTS)
    assert reply_to(many, SEOUL, "ko") == "불이 13개 있어요. 어느 방이요?"


def test_a_thing_that_is_gone_is_still_told_of() -> None:
    assert ko(*off("long_gone")) == "long_gone을 껐어요."
