"""Two acts that nano wrote as one are two; what one thing can do stays one."""

from functools import cache
from pathlib import Path

import pytest

from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Act, Plan
from ondol.things.thing import Value

from .test_ground import changes, flat, understood

__all__ = ["flat"]

EXAM = Path(__file__).parents[1] / "exam"


@cache
def home_of(language: str) -> tuple[Home, Lexicon]:
    name = "seoul-flat" if language == "ko" else "maple-house"
    home = homefile.load(EXAM / f"{name}.home.json")
    return home, compile_lexicon(home)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ko",
            "주방 불 켜고 거실 에어컨 24도로 맞춰줘",
            {"kitchen_light": ("on", True), "living_ac": ("target_temperature", 24)},
        ),
        (
            "ko",
            "주방 불 켜고 안방 에어컨 26도로 맞춰줘",
            {"kitchen_light": ("on", True), "bedroom_ac": ("target_temperature", 26)},
        ),
        (
            "en",
            "turn on the kitchen light and set the bedroom air conditioner to 22",
            {"kitchen_light": ("on", True), "bedroom_ac": ("target_temperature", 22)},
        ),
    ],
)
def test_a_level_of_another_thing_is_that_things(
    language: str, text: str, expected: dict[str, tuple[str, Value]]
) -> None:
    home, lexicon = home_of(language)
    answer = load_nano().understand(text, home=home, lexicon=lexicon).answer
    assert isinstance(answer, Plan)
    (act,) = answer.steps
    assert isinstance(act, Act)
    assert {thing: act.changes[thing][name] for thing, (name, _) in expected.items()} == {
        thing: value for thing, (_, value) in expected.items()
    }


def test_what_one_thing_can_do_is_one_act(flat: Home) -> None:
    frames = "<act> <t:light> <@1> <a:on> <v:true> <a:brightness> <n:30>"
    answer = understood("안방 불 30%로 켜줘", frames, flat, None)
    assert {values["brightness"] for values in changes(answer).values()} == {30}
