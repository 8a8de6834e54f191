"""Why something was done: told from the journal, in good Korean and English."""

import asyncio
from dataclasses import replace

import pytest

from ondol.agent.summary import Language
from ondol.agent.why import MAX_DEEDS, Why, why
from ondol.home.hub import Hub
from ondol.home.journal import Entry, Heard
from ondol.home.people import Way
from ondol.home.plan import Act, After, Plan, Query, Schedule, Step, Undo
from ondol.home.policy import Actor
from ondol.home.result import Acted, Done, Result
from ondol.things.command import SetProperty
from tests.home.world import GUEST, JIWOO, MINJI, START, Peer, running

pytestmark = pytest.mark.looptime

NANO = Heard(by="nano", confidence=0.97, area="living")
VOICE = Actor(id="voice", channel="satellite", way="voice", is_at_home=True)
PAGE = replace(MINJI, channel="page", way="page")


def plan(*steps: Step) -> Plan:
    return Plan(steps=steps)


def act(**changes: dict[str, object]) -> Act:
    return Act(changes=changes)  # type: ignore[arg-type]


def told(hub: Hub, language: Language = "ko", number: int = 0) -> Why:
    """Return why the newest entry, or the one so many before it, came about."""
    entry = hub.journal(number + 1)[number]
    return why(entry, hub.home(), language, people=hub.household.people(), entry_of=hub.entry)


async def test_what_was_said_is_told_from_hearing_to_each_things_deed() -> None:
    peer = Peer()
    peer.faults["tv"] = "refuses"
    async with running(peer) as hub:
        wish = plan(act(light={"on": True}, tv={"on": False}))
        await hub.submit(wish, VOICE, text="거실 불 켜고 티비 꺼", heard=NANO)
        found = told(hub)
        assert (found.kind, found.person, found.way) == ("said", None, "voice")
        assert found.steps == (
            "목소리로 들은 말 (거실): “거실 불 켜고 티비 꺼”",
            "알아들은 뜻: 거실 등 켜기, 티비 끄기",
            "언제든 되돌릴 수 있는 일이라 묻지 않고 했어요.",
            "거실 등을 켰어요.",
            "티비가 거절했어요.",
        )
        assert told(hub, "en").steps[:2] == (
            "Said aloud (거실): “거실 불 켜고 티비 꺼”",
            "Understood: turn on: 거실 등, turn off: 티비",
        )


async def test_what_was_touched_names_who_and_says_what_it_took() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(act(washer={"activity": "paused"}, light={"on": True})), PAGE)
        await hub.submit(plan(act(washer={"activity": "running"})), PAGE)
        found = told(hub)
        assert (found.kind, found.person) == ("touched", "민지")
        assert found.steps[:3] == (
            "화면에서 직접 골랐어요.",
            "할 일: 세탁기 시작",
            "열이나 물, 소리, 전기를 쓰는 일이지만 집 안에서 부탁한 일이라 묻지 않고 했어요.",
        )


async def test_a_yes_and_a_no_are_told_with_who_gave_them() -> None:
    async with running(Peer()) as hub:
        unlock = plan(act(lock={"locked": False}))
        asked = await hub.submit(unlock, MINJI, text="문 열어", heard=NANO)
        assert told(hub).steps[-2:] == (
            "문이나 안전, 돈이 걸린 일이라 다른 화면의 확인이 필요해요.",
            "확인을 기다리고 있어요.",
        )
        assert asked.confirmation is not None
        await hub.confirm(asked.confirmation.id, JIWOO, accept=True)
        found = told(hub)
        assert found.confirmed_by == "지우"
        assert found.steps[0] == "다른 프로그램에서 들은 말 (거실): “문 열어”"
        assert found.steps[2:] == (
            "문이나 안전, 돈이 걸린 일이라 다른 화면의 확인이 필요해요.",
            "지우 님이 확인했어요.",
            "현관문을 열었어요.",
        )
        asked = await hub.submit(unlock, MINJI)
        assert asked.confirmation is not None
        await hub.confirm(asked.confirmation.id, JIWOO, accept=False)
        assert told(hub).steps[-1] == "지우 님이 하지 말라고 했어요."
        assert told(hub, "en").steps[-1] == "지우 said no."
        await hub.submit(unlock, MINJI)
        await asyncio.sleep(100)
        assert told(hub).steps[-1] == "시간 안에 확인한 사람이 없어서 하지 않았어요."


@pytest.mark.parametrize(
    ("actor", "reason"),
    [
        (JIWOO, "집 밖에서 부탁해서"),
        (GUEST, "어른의 확인이 필요해요"),
        (replace(MINJI, has_read_outside_text=True), "밖에서 온 글을 읽은 모델"),
    ],
)
async def test_why_somebody_must_say_yes_is_told(actor: Actor, reason: str) -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(act(washer={"activity": "running"})), actor)
        steps = told(hub).steps
        assert steps[-1] == "확인을 기다리고 있어요."
        assert reason in steps[-2]


async def test_a_refusal_is_told_and_no_risk_with_it() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(act(lock={"locked": False})), GUEST)
        assert told(hub).steps[-1] == "이건 우리 집 어른만 부탁할 수 있어요."
        await hub.submit(plan(act(spaceship={"on": True})), MINJI, text="우주선 켜")
        assert told(hub).steps[-1] == "그런 기기는 집에 없어요."


async def test_a_schedule_says_when_it_was_for_and_what_was_said_then() -> None:
    async with running(Peer()) as hub:
        later = Schedule(when=After(seconds=600), then=plan(act(light={"on": True})))
        await hub.submit(plan(later), MINJI, text="십 분 뒤에 불 켜", heard=NANO)
        await asyncio.sleep(700)
        found = told(hub)
        assert (found.kind, found.schedule, found.person) == ("schedule", "10분 뒤", "민지")
        assert found.steps == (
            "예약한 때: 10분 뒤",
            "예약할 때 들은 말: “십 분 뒤에 불 켜”",
            "할 일: 거실 등 켜기",
            "언제든 되돌릴 수 있는 일이라 묻지 않고 했어요.",
            "거실 등을 켰어요.",
        )


async def test_a_schedule_that_was_confirmed_does_not_say_that_nobody_was_asked() -> None:
    async with running(Peer()) as hub:
        later = Schedule(when=After(seconds=600), then=plan(act(lock={"locked": False})))
        asked = await hub.submit(plan(later), MINJI)
        assert asked.confirmation is not None
        await hub.confirm(asked.confirmation.id, JIWOO, accept=True)
        await asyncio.sleep(700)
        assert "예약할 때 이미 확인받았어요." in told(hub).steps


async def test_what_was_taken_back_says_by_whom_and_the_taking_back_says_what() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(act(light={"on": True})), MINJI, text="불 켜", heard=NANO)
        await hub.submit(plan(Undo()), PAGE)
        undo, act_ = told(hub), told(hub, number=1)
        assert undo.kind == "undo"
        assert "되돌린 일: 거실 등 켜기" in undo.steps
        assert act_.steps[-1] == "낮 12시에 민지 님이 되돌렸어요."
        assert told(hub, "en", number=1).steps[-1] == "민지 took it back: noon."


async def test_a_look_a_doubt_and_a_larger_model_are_told() -> None:
    async with running(Peer()) as hub:
        wish, headset = plan(act(light={"on": True})), replace(MINJI, way="headset")
        looked = Heard(by="nano", confidence=0.41, looked_at=("light",))
        await hub.submit(wish, headset, text="이거 켜", heard=looked)
        assert told(hub).steps[:4] == (
            "헤드셋에서 들은 말: “이거 켜”",
            "바라본 기기: 거실 등",
            "알아들은 뜻: 거실 등 켜기",
            "41% 확신했어요.",
        )
        await hub.submit(wish, MINJI, text="영화 볼 거야", heard=Heard(by="larger"))
        assert "더 큰 모델이 이해했어요." in told(hub).steps


async def test_a_question_is_answered_and_no_risk_is_told() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(Query(things=("light",), attribute="on")), MINJI, text="불 켜졌어?")
        assert len(told(hub).steps) == 3
        assert "되돌릴" not in " ".join(told(hub).steps)


async def test_parts_that_were_not_understood_are_told() -> None:
    async with running(Peer()) as hub:
        wish = Plan(steps=(act(light={"on": True}),), left_out=("no_such_name",))
        await hub.submit(wish, MINJI, text="불 켜고 우주선도 켜")
        assert "나머지는 집에 없는 이름이라 못 했어요." in told(hub).steps


async def test_assistants_and_programs_are_told_apart() -> None:
    async with running(Peer()) as hub:
        told_of: dict[Way, str] = {"mcp": "assistant", "mqtt": "program", "api": "touched"}
        for way, kind in told_of.items():
            await hub.submit(plan(act(light={"on": True})), replace(MINJI, way=way))
            assert told(hub).kind == kind


def entry_of(result: Result | None, **more: object) -> Entry:
    made = Entry(id="e", at=START, actor=PAGE, plan=plan(), status="completed", result=result)
    return replace(made, **more)  # type: ignore[arg-type]


async def test_many_things_are_counted_and_an_old_line_tells_what_it_holds() -> None:
    async with running(Peer()) as hub:
        outcomes = tuple(
            Done(
                command=SetProperty(thing_id=f"등 {number}", name="on", value=True),
                before=False,
                observed=True,
            )
            for number in range(MAX_DEEDS + 5)
        )
        result = Result(id="e", plan=plan(), steps=(Acted(outcomes=outcomes),))
        found = why(
            entry_of(result, text="다 켜"), hub.home(), "ko", people=(), entry_of=lambda _: None
        )
        assert len(found.steps) == 2 + MAX_DEEDS + 1
        assert found.steps[-1] == "그 밖에 5개"
        old = why(
            entry_of(None, schedule_id="s", confirmed_by="jiwoo", undone_by="gone"),
            hub.home(),
            "ko",
            people=(),
            entry_of=lambda _: None,
        )
        assert (old.schedule, old.person, old.confirmed_by) == (None, None, None)
        assert old.steps == ("할 일: -", "나중에 되돌렸어요.")
