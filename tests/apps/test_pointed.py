"""The shipped model, where somebody points: natural utterances, and a hub in a headset.

`tests/agent/pointed.jsonl` has three sets: `dev` and `held_out` were looked at while the rules were
made, `fresh` was written after. Right before those rules (2026-11-26): 33 of 60, 25 of 42 and 18 of
25, with 15 wrong acts; after: 60, 42 and 23, with one.
"""

import json
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from ondol.adapters.sim.virtual_home import home_file
from ondol.agent.answer import Answer, Clarify, Refused
from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.agent.looking import Candidate, Looks, Span
from ondol.agent.understanding import Nano, Turn, Understood
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Act, Handoff, Plan, Query
from tests.adapters.xr.world import home_with_headsets, until

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "agent" / "pointed.jsonl").read_text().splitlines()
]
LEAST_RIGHT: Mapping[str, float] = {"dev": 0.97, "held_out": 0.95, "fresh": 0.9}
MOST_WRONG = 1


@lru_cache(maxsize=1)
def nano() -> Nano:
    return load_nano()


@lru_cache(maxsize=2)
def virtual(language: str) -> tuple[Home, Lexicon]:
    home = homefile.load(home_file(language))
    return home, compile_lexicon(home)


def looks(*things: str, angle_deg: float = 1.2) -> Looks:
    """Return looks at things one after another, each a little before its part of the speech."""
    part = 2000 / len(things)
    return Looks(
        candidates=tuple(
            Candidate(
                thing=thing,
                span=Span(from_ms=700 + part * at, to_ms=700 + part * (at + 1)),
                angle_deg=angle_deg,
            )
            for at, thing in enumerate(things)
        ),
        speech=Span(from_ms=1000, to_ms=3000),
    )


def both(*things: str) -> Looks:
    """Return looks that were as long, and as near, at all of some things."""
    span = Span(from_ms=1000, to_ms=3000)
    candidates = tuple(Candidate(thing=thing, span=span, angle_deg=2.0) for thing in things)
    return Looks(candidates=candidates, speech=span)


def understood(
    language: str,
    text: str,
    looked: Looks | None,
    *,
    area: str | None = None,
    before: Turn | None = None,
) -> Understood:
    home, lexicon = virtual(language)
    history = (before,) if before is not None else ()
    return nano().understand(
        text, home=home, lexicon=lexicon, area=area, history=history, looks=looked
    )


def changes(answer: Answer) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for step in answer.steps if isinstance(answer, Plan) else ():
        if isinstance(step, Act):
            for thing, values in step.changes.items():
                found.setdefault(thing, {}).update(values)
    return found


def is_right(case: Mapping[str, Any], answer: Answer) -> bool:
    if "changes" in case:
        done = changes(answer)
        return done.keys() == case["changes"].keys() and all(
            done[thing].get(name) == value
            for thing, values in case["changes"].items()
            for name, value in values.items()
        )
    steps = answer.steps if isinstance(answer, Plan) else ()
    return any(
        isinstance(step, Query)
        and list(step.things) == case["asks"]["things"]
        and step.attribute in case["asks"]["attributes"]
        for step in steps
    )


def test_what_is_pointed_at_is_understood_in_both_languages() -> None:
    right, all_, wrong = Counter[str](), Counter[str](), list[str]()
    for case in CASES:
        home, _ = virtual(case["home"])
        area = home.things[case["looked_at"][0]].area
        answer = understood(case["home"], case["text"], looks(*case["looked_at"]), area=area).answer
        all_[case["set"]] += 1
        right[case["set"]] += is_right(case, answer)
        if not is_right(case, answer) and changes(answer):
            wrong.append(case["text"])
    assert len(wrong) <= MOST_WRONG, wrong
    for set_, least in LEAST_RIGHT.items():
        assert right[set_] / all_[set_] >= least, (set_, right[set_], all_[set_])


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("무드등 꺼", None),
        ("안방 불 꺼", None),
        ("불 꺼 줘", "main_bedroom"),
        ("거실 에어컨 24도로 맞춰", None),
        ("지금 몇 시야?", None),
        ("다 꺼", None),
        ("장보기 목록에 우유 넣어 줘", None),
    ],
)
def test_a_look_alone_never_changes_what_is_meant(text: str, area: str | None) -> None:
    with_look = understood("ko", text, both("living_tv", "door_lock"), area=area)
    assert with_look.answer == understood("ko", text, None, area=area).answer
    assert with_look.looked_at == ()


def test_a_look_never_overrides_a_name() -> None:
    for text in ("저 식탁등 꺼", "이 식탁등 꺼 줘"):
        found = understood("ko", text, looks("kitchen_light"))
        assert changes(found.answer) == {"table_light": {"on": False}}


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("이거 좀 더 밝게", ("living_tv", "mood_light"), {"mood_light": {"brightness": 80}}),
        ("이거 열어", ("entrance_light", "door_lock"), {"door_lock": {"locked": False}}),
        ("저거 소리 줄여", ("mood_light", "living_tv"), {"living_tv": {"volume": 10}}),
        (
            "이거 24도로 해",
            ("living_light", "living_ac"),
            {"living_ac": {"target_temperature": 24}},
        ),
        ("이 조명 꺼", ("living_tv", "mood_light"), {"mood_light": {"on": False}}),
    ],
)
def test_what_can_do_it_is_meant(
    text: str, seen: tuple[str, ...], expected: Mapping[str, Mapping[str, Any]]
) -> None:
    done = changes(understood("ko", text, both(*seen)).answer)
    assert done.keys() == expected.keys()
    for thing, values in expected.items():
        assert done[thing].items() >= values.items()


def test_what_none_of_it_can_do_is_refused() -> None:
    for text in ("이거 열어", "unlock this", "이거 24도로 해"):
        answer = understood("ko", text, looks("mood_light")).answer
        assert isinstance(answer, Refused)
        assert (answer.code, answer.detail["thing"]) == ("no_ability", "무드등")


def test_only_its_own_part_of_a_wish_says_what_a_thing_must_do() -> None:
    done = changes(understood("ko", "이거 끄고 거실 커튼 열어", looks("mood_light")).answer)
    assert done == {"mood_light": {"on": False}, "living_curtain": {"position": 100}}


def test_two_as_likely_are_a_question_and_the_next_turn_answers_it() -> None:
    first = understood("ko", "이거 꺼", both("mood_light", "indirect_light"))
    assert isinstance(first.answer, Clarify)
    assert first.answer.code == "which_thing"
    assert set(first.answer.options) == {"mood_light", "indirect_light"}
    named = understood("ko", "무드등", None, before=first.turn)
    assert changes(named.answer) == {"mood_light": {"on": False}}
    looked = understood("ko", "이거", looks("indirect_light"), before=first.turn)
    assert changes(looked.answer) == {"indirect_light": {"on": False}}
    all_of_them = understood("ko", "둘 다", None, before=first.turn)
    assert changes(all_of_them.answer).keys() == {"mood_light", "indirect_light"}
    other = understood("ko", "주방 불 켜", None, before=first.turn)
    assert changes(other.answer).keys() <= {"kitchen_light", "table_light"}
    assert other.turn.asked is None


def test_a_question_about_namesakes_is_answered_by_the_next_turn_without_any_look() -> None:
    first = understood("ko", "티비 켜", None)
    assert isinstance(first.answer, Clarify)
    assert changes(understood("ko", "안방 거", None, before=first.turn).answer) == {
        "bedroom_tv": {"on": True}
    }


def test_it_means_what_was_said_before_and_only_then_what_is_looked_at() -> None:
    said = Turn(utterance="무드등 켜", things=("mood_light",))
    after = understood("ko", "그거 꺼", looks("living_tv"), before=said)
    assert changes(after.answer) == {"mood_light": {"on": False}}
    first = understood("ko", "그거 꺼", looks("living_tv"))
    assert changes(first.answer) == {"living_tv": {"on": False}}


def test_a_place_that_is_pointed_at_is_the_room_of_what_is_looked_at() -> None:
    found = understood("ko", "저기 불 켜", looks("kitchen_speaker"), area="living_room")
    assert changes(found.answer).keys() <= {"kitchen_light", "table_light"}
    assert changes(found.answer)


def test_several_that_are_said_are_all_meant() -> None:
    found = understood("ko", "이것들 꺼", both("mood_light", "indirect_light"))
    assert changes(found.answer) == {
        "mood_light": {"on": False},
        "indirect_light": {"on": False},
    }


def test_two_things_with_a_value_each_are_not_given_one_of_the_values() -> None:
    found = understood("en", "make this blue and that red", looks("kids_light", "bedside_lamp"))
    done = {thing: values["color"] for thing, values in changes(found.answer).items()}
    assert not done or done == {"kids_light": "blue", "bedside_lamp": "red"}


def wire(looked: Looks) -> dict[str, Any]:
    return {
        "candidates": [
            {
                "thing": one.thing,
                "from_ms": one.span.from_ms,
                "to_ms": one.span.to_ms,
                "angle_deg": one.angle_deg,
            }
            for one in looked.candidates
        ],
        "speech": {"from_ms": looked.speech.from_ms, "to_ms": looked.speech.to_ms},
    }


@pytest.mark.enable_socket
async def test_open_at_the_door_goes_to_another_session_to_confirm() -> None:
    async with home_with_headsets(nano=nano()) as world:
        headset = await world.paired()
        await headset.connect(room="entrance", worn=True)
        body = {"text": "이거 열어", "looks": wire(both("lock", "light"))}
        asked = (await headset.call("POST", "/api/ask", body)).json()
        confirmation = asked["confirmation"]
        assert confirmation["own"]
        assert world.peer.state["lock"]["locked"] is True
        path = f"/api/confirmations/{confirmation['id']}"
        other = await world.paired("다른 헤드셋")
        assert (await other.call("POST", path, {"accept": True})).json()["outcomes"] == []
        assert world.peer.state["lock"]["locked"] is True
        (end,) = (await world.call("POST", path, {"accept": True})).json()["outcomes"]
        assert (end["thing"], end["end"]) == ("lock", "done")
        assert world.peer.state["lock"]["locked"] is False


@pytest.mark.enable_socket
async def test_a_headset_that_says_no_area_is_in_its_own_room() -> None:
    async with home_with_headsets(nano=nano()) as world:
        headset = await world.paired()
        await headset.connect(room="living")
        await until(world.hub, lambda: world.state(headset).get("room") == "living")
        done = (await headset.call("POST", "/api/ask", {"text": "불 켜 줘"})).json()
        assert {one["thing"] for one in done["outcomes"]} == {"light"}
        await headset.say("state", values={"room": "sauna"})
        await until(world.hub, lambda: world.state(headset).get("room") == "sauna")
        answer = await headset.call("POST", "/api/ask", {"text": "지금 몇 시야?"})
        assert answer.status_code == 200


@pytest.mark.enable_socket
async def test_a_question_names_its_options_and_is_answered_in_the_headset() -> None:
    async with home_with_headsets(nano=nano()) as world:
        headset = await world.paired()
        await headset.connect()
        body = {"text": "이거 꺼", "looks": wire(both("light", "stand"))}
        done = (await headset.call("POST", "/api/ask", body)).json()
        assert [one["thing"] for one in done["outcomes"]] == ["stand"]  # the light is off
        body = {"text": "이거 켜", "looks": wire(both("light", "stand"))}
        asked = (await headset.call("POST", "/api/ask", body)).json()
        assert asked["kind"] == "clarify"
        assert set(asked["options"]) == {"light", "stand"}
        done = (await headset.call("POST", "/api/ask", {"text": "스탠드요"})).json()
        assert [(one["thing"], one["end"]) for one in done["outcomes"]] == [("stand", "done")]
        (entry, *_) = world.hub.journal(1)
        assert entry.actor.way == "headset"
        assert entry.heard is not None
        assert entry.heard.looked_at == ("stand",)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "looked",
    [
        {"candidates": []},
        {"candidates": [{"thing": "light"}], "speech": {"from_ms": 0, "to_ms": 1}},
        {"candidates": [], "speech": {"from_ms": 0, "to_ms": 1e300}},
        {"candidates": [{"thing": "x", "from_ms": 0, "to_ms": 1, "angle_deg": 1}] * 65}
        | {"speech": {"from_ms": 0, "to_ms": 1}},
    ],
    ids=lambda value: str(value)[:40],
)
async def test_looks_that_are_none_are_not_understood(looked: object) -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        answer = await headset.call("POST", "/api/ask", {"text": "이거 꺼", "looks": looked})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("language", "text", "thing", "changes"),
    [
        ("ko", "열어", "door_lock", {"locked": False}),
        ("ko", "꺼 줘", "mood_light", {"on": False}),
        ("ko", "좀 더 밝게", "living_light", None),
        ("en", "turn off", "living_light", {"on": False}),
    ],
)
def test_a_wish_without_an_object_means_what_is_looked_at(
    language: str, text: str, thing: str, changes: dict[str, Any] | None
) -> None:
    home, lexicon = virtual(language)
    answer = nano().understand(text, home=home, lexicon=lexicon, looks=looks(thing)).answer
    assert isinstance(answer, Plan), answer
    (step,) = answer.steps
    assert isinstance(step, Act)
    assert set(step.changes) == {thing}
    assert changes is None or dict(step.changes[thing]) == changes


@pytest.mark.parametrize("text", ["다 꺼", "거실 불 꺼", "안방 커튼 열어", "turn everything off"])
def test_a_wish_that_says_of_what_is_not_changed_by_a_look(text: str) -> None:
    home, lexicon = virtual("ko")
    alone = nano().understand(text, home=home, lexicon=lexicon).answer
    assert nano().understand(text, home=home, lexicon=lexicon, looks=looks("oven")).answer == alone


@pytest.mark.parametrize(
    ("language", "text", "to"),
    [
        ("ko", "거실 TV로 이어서 볼래", "living_tv"),
        ("ko", "XR 헤드셋으로 이어서 틀어 줘", "headset"),
        ("ko", "사운드바로 계속 들을래", "soundbar"),
        ("en", "carry on on the living room TV", "living_tv"),
    ],
)
def test_what_plays_goes_on_where_it_is_said(language: str, text: str, to: str) -> None:
    home, lexicon = virtual(language)
    answer = nano().understand(text, home=home, lexicon=lexicon).answer
    assert isinstance(answer, Plan), answer
    assert answer.steps == (Handoff(to=to),)
