"""What nano cannot do, said to a home with a larger model that behaves, or does not."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from ondol.agent.answer import Answer, Clarify, Refused
from ondol.agent.conversation import Conversation, Spoken
from ondol.agent.endpoint import Endpoint, Where
from ondol.agent.handing_on import HandingOn
from ondol.agent.wording import CHAT, CUT_SHORT, QUESTIONS, REFUSED, UNANSWERED
from ondol.home.hub import Hub
from ondol.home.plan import Act, Plan
from tests.api.world import Scripted, Seconds
from tests.home.world import MINJI, Peer, running

from .larger_peer import WORDS, Deed, LargerPeer

pytestmark = pytest.mark.looptime

UNSURE = Clarify(code="unsure")
SCRIPT: Mapping[str, Answer] = {
    "분위기 좀 내 줘": UNSURE,
    "알아서 해 줘": Refused(code="unsupported"),
    "별채 불 켜": Refused(code="no_such_name", detail={"name": "별채"}),
    "거실 불 켜": Plan(steps=(Act(changes={"light": {"on": True}}),)),
    "엄마가 불 켜래?": UNSURE,
    "불 끄지 마": UNSURE,
    "불 켜졌어?": UNSURE,
    "Did Mum switch it off?": UNSURE,
}


@dataclass(slots=True, kw_only=True)
class Scene:
    hub: Hub
    devices: Peer
    model: LargerPeer
    conversation: Conversation
    heard: list[str] = field(default_factory=list)

    async def say(self, text: str) -> Spoken:
        return await self.conversation.say(text, MINJI, hear=self.heard.append)


@asynccontextmanager
async def scene(*deeds: Deed) -> AsyncIterator[Scene]:
    devices, model = Peer(), LargerPeer(*deeds)
    where = Where(url="http://model.test/v1", model="llama", timeout_s=20)
    endpoint = Endpoint(where, clock=Seconds(), transport=model.transport())
    async with running(devices) as hub:
        conversation = Conversation(hub, Scripted(SCRIPT), HandingOn(endpoint))
        yield Scene(hub=hub, devices=devices, model=model, conversation=conversation)
        await endpoint.close()


def plan(*steps: object) -> str:
    return json.dumps({"kind": "plan", "steps": steps}, ensure_ascii=False)


def act(**changes: object) -> object:
    return {"kind": "act", "changes": changes}


# Small talk ---------------------------------------------------------------------------------------


async def test_small_talk_is_the_models_words_streamed_and_marked_as_its_own() -> None:
    async with scene("says") as home:
        spoken = await home.say("고래는 왜 노래해?")
        assert (spoken.reply, spoken.by, spoken.result) == ("".join(WORDS), "model", None)
        assert home.heard == list(WORDS)
        assert "Answer in Korean." in home.model.bodies[0]["messages"][-1]["content"]
        await home.say("why do whales sing?")
        assert "Answer in English." in home.model.bodies[1]["messages"][-1]["content"]


async def test_a_conversation_with_the_model_goes_on() -> None:
    async with scene("says") as home:
        await home.say("고래는 왜 노래해?")
        await home.say("정말?")
        first, second = (body["messages"] for body in home.model.bodies)
        assert second[: len(first)] == first
        assert second[len(first)] == {"role": "assistant", "content": "".join(WORDS)}


async def test_what_nobody_sees_is_not_passed_on() -> None:
    async with scene("\x1b[2J안녕\u202e하세요\r\n") as home:
        spoken = await home.say("안녕")
        assert spoken.reply == "[2J안녕하세요"
        assert "\x1b" not in "".join(home.heard)


async def test_without_a_larger_model_the_home_says_so() -> None:
    async with running(Peer()) as hub:
        conversation = Conversation(hub, Scripted(SCRIPT))
        korean = await conversation.say("고래는 왜 노래해?", MINJI)
        english = await conversation.say("why do whales sing?", MINJI)
    assert (korean.reply, english.reply) == CHAT
    assert korean.by == "home"


@pytest.mark.parametrize(
    ("deed", "code"), [(500, "down"), ("hangs", "slow"), (401, "key"), ("mumbles", "unreadable")]
)
async def test_a_model_that_fails_is_said_to_have_failed(deed: Deed, code: str) -> None:
    async with scene(deed) as home:
        korean, english = await home.say("고래는 왜 노래해?"), await home.say("why?")
        assert (korean.reply, english.reply) == UNANSWERED[code]
        assert (korean.by, home.heard) == ("home", [])


async def test_an_answer_that_broke_off_is_said_to_have() -> None:
    async with scene("hangs after a word") as home:
        spoken = await home.say("고래는 왜 노래해?")
        assert spoken.reply == f"{WORDS[0].strip()}\n\n({CUT_SHORT[0]})"
        assert spoken.by == "model"


# Hard wishes --------------------------------------------------------------------------------------


async def test_a_hard_wish_is_done_and_the_reply_is_what_was_observed() -> None:
    wish = plan(act(light={"on": True, "brightness": 20}), act(curtain={"position": 0}))
    async with scene(wish) as home:
        spoken = await home.say("분위기 좀 내 줘")
        assert home.devices.state["light"]["brightness"] == 20
        assert spoken.by == "home"
        assert "거실 등" in spoken.reply
        (entry,) = home.hub.journal(5)
        assert entry.text == "분위기 좀 내 줘"


async def test_a_device_that_does_not_obey_is_not_said_to_have() -> None:
    async with scene(plan(act(light={"on": True}))) as home:
        home.devices.faults["light"] = "refuses"
        spoken = await home.say("분위기 좀 내 줘")
        assert "켰어요" not in spoken.reply


async def test_what_costs_waits_for_a_yes_because_names_from_outside_were_read() -> None:
    async with scene(plan(act(robot={"activity": "cleaning"}))) as home:
        spoken = await home.say("알아서 해 줘")
        assert spoken.result is not None
        assert spoken.result.confirmation is not None
        assert home.devices.asked == []


async def test_a_door_is_not_opened_by_a_larger_model_alone() -> None:
    async with scene(plan(act(lock={"locked": False}))) as home:
        spoken = await home.say("알아서 해 줘")
        assert spoken.result is not None
        assert spoken.result.confirmation is not None
        assert home.devices.state["lock"]["locked"] is True


@pytest.mark.parametrize(
    "written",
    [
        plan(act(light={"on": True}), act(nowhere={"on": True})),
        plan(act(light={"brightness": 900})),
        "거실 불을 켤게요!",
        "{}",
    ],
)
async def test_a_plan_that_is_none_of_this_home_does_nothing_at_all(written: str) -> None:
    async with scene(written) as home:
        spoken = await home.say("분위기 좀 내 줘")
        assert (home.devices.asked, spoken.result) == ([], None)
        assert spoken.reply == QUESTIONS["unsure"][0]


async def test_what_is_told_of_others_is_not_done_whatever_the_model_plans() -> None:
    async with scene(plan(act(light={"on": True}))) as home:
        spoken = await home.say("엄마가 불 켜래?")
        assert (home.devices.asked, spoken.result) == ([], None)


@pytest.mark.parametrize(
    "text", ["엄마가 불 켜래?", "불 끄지 마", "불 켜졌어?", "Did Mum switch it off?"]
)
@pytest.mark.parametrize("kind", ["undo", "cancel"])
async def test_nothing_is_taken_back_that_nobody_asked_to_take_back(text: str, kind: str) -> None:
    async with scene(plan({"kind": kind})) as home:
        await home.say("거실 불 켜")
        spoken = await home.say(text)
        assert home.model.calls() == 1
        assert (home.devices.state["light"]["on"], spoken.result) == (True, None)


async def test_a_question_is_answered_by_what_is_observed() -> None:
    query = {"kind": "query", "things": ["light"], "attribute": "on", "ask": "any"}
    async with scene(plan({**query, "test": {"kind": "test", "value": True}})) as home:
        spoken = await home.say("불 켜졌어?")
        assert spoken.result is not None
        assert (spoken.by, home.devices.asked) == ("home", [])


async def test_nothing_for_the_home_becomes_talk_where_nano_was_unsure() -> None:
    async with scene(plan(), "says") as home:
        spoken = await home.say("분위기 좀 내 줘")
        assert (spoken.reply, spoken.by) == ("".join(WORDS), "model")


async def test_nanos_refusal_stands_where_the_model_has_no_plan_either() -> None:
    async with scene(plan()) as home:
        spoken = await home.say("알아서 해 줘")
        assert (spoken.reply, spoken.by) == (REFUSED["unsupported"][0], "home")


async def test_a_model_that_is_down_is_named_beside_nanos_own_answer() -> None:
    async with scene(500) as home:
        spoken = await home.say("분위기 좀 내 줘")
        assert spoken.reply == f"{QUESTIONS['unsure'][0]} {UNANSWERED['down'][0]}"


async def test_what_nano_knows_better_is_not_handed_on() -> None:
    async with scene("says") as home:
        assert "별채" in (await home.say("별채 불 켜")).reply
        await home.say("거실 불 켜")
        assert home.model.calls() == 0
        assert home.devices.state["light"]["on"] is True


async def test_what_the_model_did_can_be_taken_back() -> None:
    async with scene(plan(act(light={"on": True}))) as home:
        await home.say("분위기 좀 내 줘")
        assert home.devices.state["light"]["on"] is True
        (entry,) = home.hub.journal(1)
        assert entry.trace is not None
        assert entry.trace.before["light"]["on"] is False
