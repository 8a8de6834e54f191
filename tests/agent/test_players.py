"""On which player: the one that was named, those of a place, or those where the speaker is."""

import pytest

from ondol.agent.answer import Clarify
from ondol.home.home import Home
from ondol.home.plan import Handoff, Plan, Play, Say

from .test_ground import flat, understood

__all__ = ["flat"]


@pytest.mark.parametrize(
    ("area", "things"),
    [("living_room", ("living_tv", "headset")), ("kitchen", ()), (None, ())],
)
def test_where_no_player_is_named_the_screens_of_the_speakers_room_are_meant(
    flat: Home,
    area: str | None,
    things: tuple[str, ...],
) -> None:
    answer = understood("돌고래 틀어줘", "<media> 돌고래 <end_span>", flat, area)
    assert answer == Plan(steps=(Play(query="돌고래", things=things),))


def test_of_a_place_all_players_are_meant_for_only_the_catalogue_knows_what_it_is(
    flat: Home,
) -> None:
    frames = "<media> 돌고래 <end_span> <@1>"
    answer = understood("거실에서 돌고래 틀어줘", frames, flat, "kitchen")
    assert isinstance(answer, Plan)
    (play,) = answer.steps
    assert isinstance(play, Play)
    assert set(play.things) == {"living_tv", "soundbar", "headset"}


def test_to_carry_on_in_a_place_is_to_carry_on_at_its_tv(flat: Home) -> None:
    answer = understood("거실에서 이어서 볼래", "<handoff> <@1>", flat, None)
    assert answer == Plan(steps=(Handoff(to="living_tv"),))


def test_a_player_is_carried_on_from_where_it_is_said(flat: Home) -> None:
    text = "거실 TV에서 보던 거 헤드셋으로 이어서 볼래"
    answer = understood(text, "<handoff> <t:headset> <from> <@1>", flat, None)
    assert answer == Plan(steps=(Handoff(to="headset", source="living_tv"),))


def test_of_two_tvs_one_is_asked_for(flat: Home) -> None:
    answer = understood("티비에서 이어서 볼래", "<handoff> <t:tv>", flat, None)
    assert isinstance(answer, Clarify)


def test_what_is_said_in_a_place_is_still_said_by_its_speaker(flat: Home) -> None:
    answer = understood("거실에 밥 먹자고 해줘", "<say> 밥 먹자 <end_span> <@1>", flat, None)
    assert isinstance(answer, Plan)
    (say,) = answer.steps
    assert isinstance(say, Say)
    assert say.things == ("soundbar",)
