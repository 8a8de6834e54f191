"""Nothing that was said to be for later is done now, whatever nano wrote."""

import datetime as dt
from dataclasses import replace

import pytest

from ondol.agent.answer import Clarify
from ondol.agent.frames import (
    ActFrame,
    AfterFrame,
    AtFrame,
    Constant,
    Frame,
    MediaFrame,
    Pointer,
    ScheduleFrame,
    Span,
    SunFrame,
    Target,
    WhenFrame,
)
from ondol.agent.linking import compile_lexicon, link
from ondol.agent.settle import settled
from ondol.agent.settle_times import EVERYONE_LEFT, UNTOLD
from ondol.apps.hub import load_nano
from ondol.home.home import Home
from ondol.home.plan import Act, At, Plan, Play, Query, Schedule, Test

from .test_ground import flat, understood

__all__ = ["flat"]

LEXICON = compile_lexicon(Home(id="empty", language="en", areas={}, things={}))
OFF = ActFrame(target=Target(types=("tv",)), settings=(("on", Constant(False)),))
DARK = ActFrame(target=Target(types=("light",)), settings=(("on", Constant(False)),))


def settle(text: str, *frames: Frame) -> tuple[Frame, ...]:
    return settled(frames, text, link(text, LEXICON), 0)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("turn off the tv at midnight", AtFrame(clock=Pointer(1))),
        ("turn off the tv in ten minutes", AfterFrame(duration=Pointer(1))),
        ("i want you to turn the tv off at nine", AtFrame(clock=Pointer(1))),
        ("i'd like the tv off at nine", AtFrame(clock=Pointer(1))),
        ("can we have the tv off at 9 pm", AtFrame(clock=Pointer(1))),
        ("turn off the tv at sundown", SunFrame(event="sunset")),
        ("turn off the tv when the sun comes up", SunFrame(event="sunrise")),
        ("밤 11시에 티비 꺼줘", AtFrame(clock=Pointer(1))),
        ("티비 삼십 분 있다가 꺼", AfterFrame(duration=Pointer(1))),
        ("해 뜨면 티비 꺼줘", SunFrame(event="sunrise")),
    ],
)
def test_one_act_is_put_off_until_the_time_that_was_said(text: str, when: WhenFrame) -> None:
    assert settle(text, OFF) == (ScheduleFrame(whens=(when,), then=(OFF,)),)


@pytest.mark.parametrize(
    "text",
    [
        "turn off the lights and in ten minutes the tv",
        "불 끄고 30분 뒤에 티비도 꺼줘",
    ],
)
def test_of_two_acts_none_can_be_told_to_be_for_later(text: str) -> None:
    assert settle(text, DARK, OFF) == ()


@pytest.mark.parametrize(
    "text",
    [
        "turn off the tv for ten minutes",
        "turn off the tv until ten",
        "7시까지 티비 꺼줘",
        "turn off the tv",
        "turn off the tv when i say so",
        "it's ten o'clock, turn off the tv",
        "i have a meeting at nine, turn off the tv",
        "my guests come at 8 so turn off the tv",
        "9시에 회의 있으니까 티비 꺼줘",
        "벌써 열 시네 티비 꺼",
        "열 시인데 티비 꺼줘",
    ],
)
def test_what_says_no_time_to_wait_for_is_done_at_once(text: str) -> None:
    assert settle(text, OFF) == (OFF,)


@pytest.mark.parametrize(
    "text",
    ["turn off the tv when i fall asleep", "내가 잠들면 티비 꺼줘", "우리 다 먹으면 티비 꺼"],
)
def test_what_waits_for_somebody_to_do_something_is_asked_about(text: str) -> None:
    assert settle(text, OFF) == (ScheduleFrame(whens=(UNTOLD,), then=(OFF,)),)


@pytest.mark.parametrize("text", ["turn on the tv until ten", "밤 10시까지 티비 켜줘"])
def test_what_is_wanted_until_a_time_ends_then(text: str) -> None:
    on = replace(OFF, settings=(("on", Constant(True)),))
    end = ScheduleFrame(whens=(AtFrame(clock=Pointer(1), is_sooner=True),), then=(OFF,))
    assert settle(text, on) == (on, end)


def test_the_sun_is_nobody_who_leaves() -> None:
    left = ScheduleFrame(whens=(EVERYONE_LEFT,), then=(OFF,))
    assert settle("해가 지고 나면 티비 꺼줘", left) == (
        ScheduleFrame(whens=(SunFrame(event="sunset"),), then=(OFF,)),
    )
    assert settle("다 나가면 티비 꺼줘", left) == (left,)


def test_a_time_that_a_title_holds_is_waited_for_by_nobody() -> None:
    song = MediaFrame(query=Span("when the sun goes down"))
    assert settle("play when the sun goes down", song) == (song,)
    film = MediaFrame(query=Span("midnight in paris"))
    assert settle("play midnight in paris", film) == (film,)


def test_a_title_does_not_take_the_time_in() -> None:
    later = ScheduleFrame(
        whens=(AfterFrame(duration=Pointer(1)),), then=(MediaFrame(query=Span("재즈")),)
    )
    assert settle("10분 뒤에 재즈 틀어줘", later) == (later,)


def test_when_that_is_is_asked(flat: Home) -> None:
    frames = "<schedule> <at> <@1> <then> <act> <t:tv> <a:on> <v:false>"
    assert understood("내가 잠들면 티비 꺼줘", frames, flat, None) == Clarify(code="time")


@pytest.mark.parametrize(
    ("moment", "end"), [("2026-11-27T12:30+00:00", 22), ("2026-11-26T20:00+00:00", 10)]
)
def test_until_ten_is_until_the_next_ten(flat: Home, moment: str, end: int) -> None:
    home = replace(flat, moment=dt.datetime.fromisoformat(moment))  # 21:30, and 5:00 in Seoul
    text, lexicon = "10시까지 거실 TV 켜줘", compile_lexicon(home)
    answer = load_nano().understand(text, home=home, lexicon=lexicon).answer
    assert isinstance(answer, Plan)
    schedule = answer.steps[-1]
    assert isinstance(schedule, Schedule)
    assert schedule.when == At(time=dt.time(end))


# --- what a plan makes of it ----------------------------------------------------------------------


MOTION = "<schedule> <once> <m:motion> <@1> <a:value> <is:==> <v:true> <then>"
HOT = "<schedule> <once> <m:temperature> <@1> <a:value> <is:>> <@2> <then>"


def then_of(answer: object) -> Act:
    assert isinstance(answer, Plan)
    (schedule,) = answer.steps
    assert isinstance(schedule, Schedule)
    (act,) = schedule.then.steps
    assert isinstance(act, Act)
    return act


def test_what_is_sensed_in_a_room_is_done_there(flat: Home) -> None:
    text = "욕실에서 움직임 감지되면 불 켜"
    answer = understood(text, f"{MOTION} <act> <t:light> <a:on> <v:true>", flat, "living_room")
    assert set(then_of(answer).changes) == {"bath_light"}


@pytest.mark.parametrize("pointer", ["", "<@1> "], ids=["said of nowhere", "taken for its room"])
def test_what_the_room_that_is_sensed_has_not_is_looked_for_elsewhere(
    flat: Home, pointer: str
) -> None:
    text = "거실이 28도 넘으면 제습기 켜"
    frames = f"{HOT} <act> <t:dehumidifier> {pointer}<a:on> <v:true>"
    assert set(then_of(understood(text, frames, flat, None)).changes) == {"dehumidifier"}


def test_windows_that_no_motor_moves_are_asked_of_their_sensors(flat: Home) -> None:
    frames = "<query> <c:window> <all> <a:position> <ask:all> <is:==> <n:0>"
    assert understood("창문 다 닫혔어?", frames, flat, None) == Plan(
        steps=(
            Query(
                things=("living_window", "bedroom_window"),
                attribute="value",
                ask="all",
                test=Test(value=False),
            ),
        )
    )


def test_the_app_beside_a_title_is_kept(flat: Home) -> None:
    frames = "<media> 도깨비 <end_span>"
    answer = understood("넷플릭스에서 도깨비 틀어줘", frames, flat, None)
    assert answer == Plan(steps=(Play(query="도깨비", app="Netflix"),))
    frames = "<media> 유튜브 <end_span>"
    answer = understood("유튜브 틀어줘", frames, flat, None)
    assert answer == Plan(steps=(Play(query="유튜브"),))
