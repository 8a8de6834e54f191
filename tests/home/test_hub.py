import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.notice import (
    Announced,
    AvailabilityChanged,
    ConfirmationEnded,
    ConfirmationNeeded,
    HubEvent,
    JournalAdded,
    StateChanged,
    ThingFound,
    ThingGone,
    TimersChanged,
)
from ondol.home.plan import (
    Act,
    After,
    AllOf,
    At,
    Cancel,
    Handoff,
    Info,
    ListOp,
    Once,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Step,
    Sun,
    Test,
    TimerOp,
    Undo,
)
from ondol.home.result import (
    Acted,
    Answered,
    Cancelled,
    Declined,
    Done,
    ListAnswer,
    NotDone,
    Outcome,
    Result,
    Scheduled,
    TimedOut,
    TimerAnswer,
    Told,
    Undone,
)
from ondol.home.stores.memory import MemoryStore
from ondol.home.stores.sqlite import SqliteStore
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.event import Availability, Gone
from ondol.things.thing import Value

from .world import GUEST, HOME, JIWOO, MINJI, START, Fault, FixedSun, Peer, controllable, running

pytestmark = pytest.mark.looptime


def act(thing_id: str, **values: Value) -> Act:
    return Act(changes={thing_id: values})


def plan(*steps: Step) -> Plan:
    return Plan(steps=steps)


def outcomes(result: Result) -> tuple[Outcome, ...]:
    assert isinstance(result.steps[0], Acted)
    return result.steps[0].outcomes


async def watch(hub: Hub, seen: list[HubEvent]) -> None:
    async with hub.subscribe() as events:
        async for event in events:
            seen.append(event)  # noqa: PERF401  read while it grows


# Acting ---------------------------------------------------------------------------------------


async def test_all_devices_are_asked_at_once_and_each_end_is_what_it_reports() -> None:
    peer = Peer(delay_s=1)
    async with running(peer) as hub:
        began = hub.home().moment
        result = await hub.submit(
            plan(
                Act(changes={"light": {"on": True}, "ac": {"on": True, "target_temperature": 24}})
            ),
            MINJI,
        )
        ended = hub.home().moment
        assert began is not None
        assert ended is not None
        assert ended - began < dt.timedelta(seconds=1.5)
        assert [(type(o), o.command.thing_id, o.observed) for o in outcomes(result)] == [  # type: ignore[union-attr]
            (Done, "light", True),
            (Done, "ac", True),
            (Done, "ac", 24),
        ]
        assert hub.desired() == {}


async def test_what_is_so_already_is_done_without_a_word_to_the_device() -> None:
    peer = Peer()
    async with running(peer) as hub:
        result = await hub.submit(plan(act("stand", on=True, brightness=40)), MINJI)
        assert all(isinstance(outcome, Done) for outcome in outcomes(result))
        assert peer.asked == []


async def test_a_scene_is_run_each_time_and_done_when_it_is_handed_on() -> None:
    peer = Peer()
    async with running(peer) as hub:
        for _ in range(2):
            result = await hub.submit(plan(act("movie", activated=True)), MINJI)
            assert isinstance(outcomes(result)[0], Done)
        assert len(peer.asked) == 2


async def test_a_momentary_action_is_done_when_it_is_handed_on() -> None:
    peer = Peer()
    async with running(peer) as hub:
        skip = InvokeAction(thing_id="tv", name="next")
        result = await hub.submit(plan(Act(actions=(skip, skip))), MINJI)
        assert outcomes(result) == (Done(command=skip, before=None, observed=None),) * 2
        assert peer.asked == [skip, skip]


@pytest.mark.parametrize(
    ("fault", "end", "code"),
    [
        ("refuses", NotDone, "door_open"),
        ("hangs", TimedOut, None),
        ("lies", TimedOut, None),
        ("raises", NotDone, "adapter_failed"),
        ("unreachable", NotDone, "unreachable"),
        ("protocol", NotDone, "protocol"),
        ("goes away", NotDone, "gone"),
        ("mumbles", NotDone, "adapter_failed"),
    ],
)
async def test_a_device_that_fails_is_told_apart_from_one_that_did_it(
    fault: Fault, end: type, code: str | None
) -> None:
    peer = Peer()
    peer.faults["light"] = fault
    async with running(peer) as hub:
        result = await hub.submit(
            plan(Act(changes={"light": {"on": True}, "tv": {"volume": 5}})), MINJI
        )
        light, tv = outcomes(result)
        assert isinstance(light, end)
        assert getattr(light, "code", None) == code
        assert isinstance(tv, Done)
        assert hub.journal(1)[0].result == result


async def test_a_thing_out_of_reach_is_said_to_be_so_at_once() -> None:
    peer = Peer()
    async with running(peer) as hub:
        peer.say(Availability(thing_id="light", is_available=False))
        await asyncio.sleep(0.01)
        result = await hub.submit(plan(act("light", on=True)), MINJI)
        assert isinstance(outcomes(result)[0], NotDone)
        assert outcomes(result)[0].code == "unreachable"  # type: ignore[union-attr]
        assert peer.asked == []


async def test_a_device_that_rounds_has_done_what_it_was_asked() -> None:
    peer = Peer()
    peer.faults["light"] = "lies"
    async with running(peer) as hub:
        wish = asyncio.create_task(
            hub.submit(plan(act("light", brightness=50, color_temperature=6500)), MINJI)
        )
        await asyncio.sleep(0.1)
        peer.report("light", brightness=49, color_temperature=6494)
        assert [o.observed for o in outcomes(await wish)] == [49, 6494]  # type: ignore[union-attr]


async def test_a_curtain_is_waited_for_while_it_moves() -> None:
    peer = Peer()
    peer.faults["curtain"] = "lies"
    async with running(peer) as hub:
        wish = asyncio.create_task(hub.submit(plan(act("curtain", position=100)), MINJI))
        for position in (25, 50, 75, 100):
            await asyncio.sleep(20)
            peer.report("curtain", position=position)
        assert isinstance(outcomes(await wish)[0], Done)


async def test_a_robot_that_is_called_back_and_docked_has_returned() -> None:
    peer = Peer()
    async with running(peer) as hub:
        await hub.submit(plan(act("robot", activity="cleaning")), MINJI)
        result = await hub.submit(plan(act("robot", activity="returning")), MINJI)
        assert outcomes(result)[0].observed == "docked"  # type: ignore[union-attr]


async def test_the_later_of_two_contrary_wishes_wins_and_the_earlier_says_so() -> None:
    peer = Peer(delay_s=1)
    async with running(peer) as hub:
        first = asyncio.create_task(hub.submit(plan(act("light", on=True)), MINJI))
        await asyncio.sleep(0.1)
        assert hub.desired() == {"light": {"on": True}}
        second = await hub.submit(plan(act("light", on=False)), JIWOO)
        assert outcomes(await first)[0].code == "superseded"  # type: ignore[union-attr]
        assert isinstance(outcomes(second)[0], Done)
        assert hub.home().state["light"]["on"] is False


async def test_what_was_begun_goes_on_though_the_caller_gives_up() -> None:
    peer = Peer(delay_s=1)
    async with running(peer) as hub:
        wish = asyncio.create_task(hub.submit(plan(act("light", on=True)), MINJI, text="불 켜줘"))
        await asyncio.sleep(0.1)
        wish.cancel()
        await asyncio.sleep(2)
        entry = hub.journal(1)[0]
        assert (entry.status, entry.text) == ("completed", "불 켜줘")
        assert hub.home().state["light"]["on"] is True


async def test_what_this_home_has_not_is_refused_whole_and_journalled() -> None:
    peer = Peer()
    async with running(peer) as hub:
        wish = plan(Act(changes={"light": {"on": True}, "sauna": {"on": True}}))
        result = await hub.submit(wish, MINJI)
        assert result.refused is not None
        assert result.refused.code == "no_such_thing"
        assert peer.asked == []
        assert hub.journal(1)[0].status == "refused"


# Adapters -------------------------------------------------------------------------------------


async def test_a_broken_adapter_is_started_again_and_the_others_work_on() -> None:
    broken, sound = Peer(), Peer()
    broken.home = sound.home.__class__(id="없음")
    broken.is_broken = True
    async with running(broken, sound) as hub:
        await asyncio.sleep(20)
        assert 4 <= broken.starts <= 6  # 0, 1, 3, 7, 15 s
        result = await hub.submit(plan(act("light", on=True)), MINJI)
        assert isinstance(outcomes(result)[0], Done)


async def test_things_of_an_adapter_that_broke_are_out_of_reach_until_it_is_back() -> None:
    peer = Peer()
    async with running(peer) as hub:
        peer.break_down()
        await asyncio.sleep(0.1)
        assert hub.home().available == frozenset()
        await asyncio.sleep(2)
        assert hub.home().available == peer.home.things.keys()


async def test_an_adapter_cannot_speak_for_another_ones_things() -> None:
    ours, theirs = Peer(), Peer()
    async with running(ours, theirs) as hub:
        theirs.report("light", on=True)
        theirs.say(Gone(thing_id="light"))
        await asyncio.sleep(0.1)
        assert hub.home().state["light"]["on"] is False


async def test_a_report_of_the_wrong_type_is_left_out() -> None:
    peer = Peer()
    async with running(peer) as hub:
        peer.report("light", on="yes", brightness=30.0)
        peer.report("ac", temperature=float("nan"), target_temperature=25)
        await asyncio.sleep(0.1)
        assert hub.home().state["light"]["on"] is False
        assert hub.home().state["light"]["brightness"] == 30
        assert hub.home().state["ac"]["temperature"] == 28.5


# Confirmation ---------------------------------------------------------------------------------

UNLOCK = plan(act("lock", locked=False))


async def test_a_door_opens_once_when_another_session_says_yes() -> None:
    peer = Peer()
    async with running(peer) as hub:
        asked = await hub.submit(UNLOCK, MINJI)
        assert asked.confirmation is not None
        assert hub.confirmations() == (asked.confirmation,)
        assert peer.asked == []

        own = await hub.confirm(asked.confirmation.id, MINJI, True)
        assert own.refused is not None
        assert own.refused.code == "same_channel"
        guest = await hub.confirm(asked.confirmation.id, GUEST, True)
        assert guest.refused is not None
        assert guest.refused.code == "guest"
        assert peer.asked == []

        both = await asyncio.gather(
            *(hub.confirm(asked.confirmation.id, JIWOO, True) for _ in range(2))
        )
        assert [result.refused.code if result.refused else None for result in both] == [
            None,
            "no_confirmation",
        ]
        assert both[0].id == asked.id
        assert len(peer.asked) == 1
        entry = hub.journal(1)[0]
        assert (entry.id, entry.status, entry.confirmed_by) == (asked.id, "completed", "jiwoo")
        assert hub.confirmations() == ()


async def test_a_confirmation_that_nobody_answers_expires() -> None:
    peer = Peer()
    seen: list[HubEvent] = []
    async with running(peer) as hub:
        watching = asyncio.create_task(watch(hub, seen))
        await asyncio.sleep(0.01)
        asked = await hub.submit(UNLOCK, MINJI)
        assert asked.confirmation is not None
        await asyncio.sleep(60)
        late = await hub.confirm(asked.confirmation.id, JIWOO, True)
        assert late.refused is not None
        assert hub.journal(1)[0].status == "expired"
        assert peer.asked == []
        await asyncio.sleep(0.01)
        watching.cancel()
    ends = [event for event in seen if isinstance(event, ConfirmationEnded)]
    assert [event.end for event in ends] == ["expired"]
    assert any(isinstance(event, ConfirmationNeeded) for event in seen)


async def test_a_no_ends_it_even_from_the_one_who_asked() -> None:
    peer = Peer()
    async with running(peer) as hub:
        asked = await hub.submit(UNLOCK, MINJI)
        assert asked.confirmation is not None
        no = await hub.confirm(asked.confirmation.id, MINJI, False)
        assert no.refused is not None
        assert no.refused.code == "declined"
        assert (await hub.confirm(asked.confirmation.id, JIWOO, True)).refused is not None
        assert peer.asked == []
        assert hub.journal(1)[0].status == "declined"


async def test_never_mind_takes_back_what_waits_for_confirmation() -> None:
    async with running(Peer()) as hub:
        await hub.submit(UNLOCK, MINJI)
        result = await hub.submit(plan(Cancel()), MINJI)
        assert result.steps == (Cancelled(),)
        assert hub.confirmations() == ()


async def test_a_confirmation_outlives_a_restart_but_not_its_minute() -> None:
    store, peer = MemoryStore(), Peer()
    async with running(peer, store=store) as hub:
        asked = await hub.submit(UNLOCK, MINJI)
        assert asked.confirmation is not None
    async with running(peer, store=store, start=START + dt.timedelta(seconds=30)) as hub:
        assert hub.confirmations() == (asked.confirmation,)
        result = await hub.confirm(asked.confirmation.id, JIWOO, True)
        assert isinstance(outcomes(result)[0], Done)
    async with running(peer, store=store, start=START + dt.timedelta(seconds=40)) as hub:
        again = await hub.confirm(asked.confirmation.id, JIWOO, True)
        assert again.refused is not None


async def test_undoing_the_locking_of_a_door_asks_first() -> None:
    peer = Peer()
    peer.state["lock"]["locked"] = False
    async with running(peer) as hub:
        await hub.submit(plan(act("lock", locked=True)), MINJI)
        undo = await hub.submit(plan(Undo()), MINJI)
        assert undo.confirmation is not None
        assert hub.home().state["lock"]["locked"] is True
        await hub.submit(plan(act("light", on=True)), MINJI)
        await hub.confirm(undo.confirmation.id, JIWOO, True)
        assert hub.home().state["lock"]["locked"] is False
        assert hub.home().state["light"]["on"] is True  # bound to what was asked


async def test_settings_of_a_thing_that_stays_off_are_not_waited_for_twice() -> None:
    peer = Peer(delay_s=0.1)
    async with running(peer) as hub:
        await hub.submit(plan(act("ac", target_temperature=20)), MINJI)
        began = hub.home().moment
        undone = await hub.submit(plan(Undo()), MINJI)
        ended = hub.home().moment
        assert began is not None
        assert ended is not None
        assert ended - began < dt.timedelta(seconds=1)
        assert isinstance(undone.steps[0], Undone)
        assert [type(outcome) for outcome in undone.steps[0].outcomes] == [Done, Done]
        assert peer.asked[-1] == SetProperty(thing_id="ac", name="on", value=False)


# Undo -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        act("light", on=True, brightness=30),
        act("light", brightness=30),  # turns it on as well
        act("stand", brightness=80),
        act("stand", on=False),
        act("ac", on=True, target_temperature=24, mode="dry"),
        act("robot", activity="cleaning", cleaning_area="living"),
        act("tv", app="YouTube", volume=0),
        ListOp(op="add", list_id="shopping", item="두부"),
        ListOp(op="remove", list_id="shopping", item="우유"),
        TimerOp(op="start", seconds=60),
        Schedule(when=After(seconds=60), then=plan(act("light", on=True))),
    ],
    ids=str,
)
async def test_an_undo_brings_back_what_was_before(step: Step) -> None:
    async with running(Peer()) as hub:
        before = controllable(hub), hub.home().timers, hub.schedules()
        done = await hub.submit(plan(step), MINJI)
        assert (controllable(hub), hub.home().timers, hub.schedules()) != before
        undone = await hub.submit(plan(Undo()), MINJI)
        assert isinstance(undone.steps[0], Undone)
        assert undone.steps[0].entry_id == done.id
        await asyncio.sleep(0.2)
        assert (controllable(hub), hub.home().timers, hub.schedules()) == before
        entries = {entry.id: entry for entry in hub.journal()}
        assert entries[done.id].undone_by == undone.id


async def test_two_undos_take_back_two_plans_and_a_third_finds_nothing() -> None:
    async with running(Peer()) as hub:
        before = controllable(hub)
        first = await hub.submit(plan(act("light", on=True)), MINJI)
        second = await hub.submit(plan(act("tv", volume=7)), MINJI)
        undone = await hub.submit(plan(Undo(), Undo()), MINJI)
        assert [s.entry_id for s in undone.steps if isinstance(s, Undone)] == [second.id, first.id]
        assert controllable(hub) == before
        nothing = await hub.submit(plan(Undo()), MINJI)
        assert nothing.steps == (Undone(outcomes=(), entry_id=None),)


async def test_an_undo_leaves_alone_what_others_did_since() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(ListOp(op="add", list_id="shopping", item="두부")), MINJI)
        old = await hub.submit(plan(act("light", on=True)), MINJI)
        await hub.submit(plan(Undo()), MINJI)
        await hub.submit(plan(act("ac", on=True)), JIWOO)
        await hub.submit(plan(ListOp(op="add", list_id="shopping", item="콩나물")), JIWOO)
        await hub.submit(plan(Undo(), Undo(), Undo()), MINJI)
        assert hub.home().state["shopping"]["items"] == ("우유", "계란")
        assert old.id in {entry.id for entry in hub.journal() if entry.undone_by}


async def test_a_curtain_on_its_way_is_called_back() -> None:
    peer = Peer()
    peer.faults["curtain"] = "lies"
    async with running(peer) as hub:
        opening = asyncio.create_task(hub.submit(plan(act("curtain", position=100)), MINJI))
        await asyncio.sleep(5)
        peer.report("curtain", position=30)
        await asyncio.sleep(1)
        del peer.faults["curtain"]
        undone = await hub.submit(plan(Undo()), MINJI)
        assert isinstance(undone.steps[0], Undone)
        assert hub.home().state["curtain"]["position"] == 0
        assert outcomes(await opening)[0].code == "superseded"  # type: ignore[union-attr]
        assert {e.undone_by for e in hub.journal() if e.id == undone.steps[0].entry_id} == {
            undone.id
        }


async def test_an_undo_that_failed_may_be_asked_again() -> None:
    peer = Peer()
    async with running(peer) as hub:
        await hub.submit(plan(act("light", on=True)), MINJI)
        peer.faults["light"] = "unreachable"
        await hub.submit(plan(Undo()), MINJI)
        del peer.faults["light"]
        await hub.submit(plan(Undo()), MINJI)
        assert hub.home().state["light"]["on"] is False


async def test_what_changed_nothing_is_not_what_undo_takes_back() -> None:
    async with running(Peer()) as hub:
        lit = await hub.submit(plan(act("light", on=True)), MINJI)
        await hub.submit(plan(act("stand", on=True)), MINJI)  # it was on
        await hub.submit(plan(Query(things=("light",), attribute="on")), MINJI)
        undone = await hub.submit(plan(Undo()), MINJI)
        assert isinstance(undone.steps[0], Undone)
        assert undone.steps[0].entry_id == lit.id


# Time -----------------------------------------------------------------------------------------


async def test_a_timer_rings_once_when_it_ends() -> None:
    seen: list[HubEvent] = []
    async with running(Peer()) as hub:
        watching = asyncio.create_task(watch(hub, seen))
        await asyncio.sleep(0)
        result = await hub.submit(plan(TimerOp(op="start", seconds=300, name="라면")), MINJI)
        assert isinstance(result.steps[0], TimerAnswer)
        await asyncio.sleep(299)
        assert [timer.left_s for timer in hub.home().timers] == [1]
        await asyncio.sleep(30)
        assert hub.home().timers == ()
        watching.cancel()
    rung = [event for event in seen if isinstance(event, Announced)]
    assert [(e.timer.name, e.overdue_s) for e in rung if e.timer is not None] == [("라면", 0)]
    assert sum(isinstance(event, TimersChanged) for event in seen) == 2


async def test_a_timer_that_ended_while_the_hub_was_off_rings_at_once_and_says_so() -> None:
    store = MemoryStore()
    async with running(Peer(), store=store) as hub:
        await hub.submit(plan(TimerOp(op="start", seconds=60)), MINJI)
    seen: list[HubEvent] = []
    hub = Hub(
        home=hub.home(), store=store, clock=_Still(START + dt.timedelta(seconds=100)), new_id=str
    )
    watching = asyncio.create_task(watch(hub, seen))
    await asyncio.sleep(0)
    running_hub = asyncio.create_task(hub.run({}))
    await asyncio.sleep(1)
    running_hub.cancel()
    watching.cancel()
    await asyncio.gather(running_hub, watching, return_exceptions=True)
    assert [event.overdue_s for event in seen if isinstance(event, Announced)] == [40]


class _Still:
    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


async def test_a_plan_that_was_put_off_is_done_in_time_even_after_a_restart() -> None:
    store, peer = MemoryStore(), Peer()
    later = Schedule(when=After(seconds=600), then=plan(act("light", on=True)))
    async with running(peer, store=store) as hub:
        result = await hub.submit(plan(later), MINJI, text="십 분 뒤에 불 켜")
        assert isinstance(result.steps[0], Scheduled)
        assert hub.schedules() == (result.steps[0].entry,)
        await asyncio.sleep(100)
    async with running(peer, store=store, start=START + dt.timedelta(seconds=300)) as hub:
        await asyncio.sleep(290)
        assert hub.home().state["light"]["on"] is False
        await asyncio.sleep(20)
        assert hub.home().state["light"]["on"] is True
        assert hub.schedules() == ()
        entry = hub.journal(1)[0]
        assert (entry.schedule_id, entry.text) == (result.steps[0].entry.id, "십 분 뒤에 불 켜")


async def test_a_plan_whose_time_is_long_past_is_reported_as_missed() -> None:
    store, peer = MemoryStore(), Peer()
    later = Schedule(when=After(seconds=600), then=plan(act("light", on=True)))
    async with running(peer, store=store) as hub:
        await hub.submit(plan(later), MINJI)
    async with running(peer, store=store, start=START + dt.timedelta(hours=5)) as hub:
        await asyncio.sleep(1)
        assert hub.home().state["light"]["on"] is False
        assert hub.schedules() == ()
        assert hub.journal(1)[0].status == "missed"


async def test_a_daily_plan_is_done_every_day() -> None:
    peer = Peer()
    seven = At(time=dt.time(19), days=("mon", "tue"))
    async with running(peer) as hub:
        await hub.submit(plan(Schedule(when=seven, then=plan(act("light", on=True)))), MINJI)
        await asyncio.sleep(7 * 3600 + 60)  # Monday noon
        assert hub.home().state["light"]["on"] is True
        peer.report("light", on=False)
        await asyncio.sleep(24 * 3600)
        assert hub.home().state["light"]["on"] is True
        peer.report("light", on=False)
        await asyncio.sleep(24 * 3600)
        assert hub.home().state["light"]["on"] is False  # Wednesday
        assert len(hub.schedules()) == 1


async def test_a_condition_that_holds_already_must_first_cease_to_hold() -> None:
    peer = Peer()
    warm = Once(thing_id="ac", attribute="temperature", test=Test(op=">", value=28))
    async with running(peer) as hub:
        await hub.submit(plan(Schedule(when=warm, then=plan(act("ac", on=True)))), MINJI)
        peer.report("ac", temperature=29.0)
        await asyncio.sleep(1)
        assert hub.home().state["ac"]["on"] is False
        peer.report("ac", temperature=27.0)
        peer.report("ac", temperature=28.4)
        await asyncio.sleep(1)
        assert hub.home().state["ac"]["on"] is True
        assert hub.schedules() == ()


async def test_all_of_a_time_and_a_condition_waits_for_both() -> None:
    peer = Peer()
    both = AllOf(
        whens=(
            At(time=dt.time(13)),
            Once(thing_id="washer", attribute="activity", test=Test(value="idle")),
        )
    )
    async with running(peer) as hub:
        await hub.submit(plan(Schedule(when=both, then=plan(Say(message="빨래 끝")))), MINJI)
        peer.report("washer", activity="idle")
        await asyncio.sleep(3599)
        assert len(hub.schedules()) == 1
        await asyncio.sleep(2)
        assert hub.schedules() == ()


async def test_sunset_needs_to_know_where_the_home_is() -> None:
    wish = plan(Schedule(when=Sun(event="sunset"), then=plan(act("light", on=True))))
    async with running(Peer()) as hub:
        result = await hub.submit(wish, MINJI)
        assert isinstance(result.steps[0], Declined)
        assert result.steps[0].code == "no_location"
    async with running(Peer(), sun=FixedSun()) as hub:
        await hub.submit(wish, MINJI)
        await asyncio.sleep(15 * 3600 + 1)
        assert hub.home().state["light"]["on"] is True


async def test_an_unlocking_that_was_put_off_is_confirmed_once_for_that_schedule() -> None:
    peer = Peer()
    async with running(peer) as hub:
        asked = await hub.submit(plan(Schedule(when=After(seconds=600), then=UNLOCK)), MINJI)
        assert asked.confirmation is not None
        assert hub.schedules() == ()
        await hub.confirm(asked.confirmation.id, JIWOO, True)
        assert len(hub.schedules()) == 1
        await asyncio.sleep(601)
        assert hub.home().state["lock"]["locked"] is False


async def test_a_schedule_of_what_has_become_risky_asks_when_it_is_time() -> None:
    peer = Peer()
    async with running(peer) as hub:
        await hub.submit(
            plan(Schedule(when=After(seconds=600), then=plan(act("curtain", position=100)))), MINJI
        )
        from ondol.things.event import Found

        peer.say(Found(thing=replace(peer.home.things["curtain"], kind="garage")))
        await asyncio.sleep(601)
        assert hub.home().state["curtain"]["position"] == 0
        assert len(hub.confirmations()) == 1


# The rest -------------------------------------------------------------------------------------


async def test_questions_are_answered_from_what_things_report() -> None:
    async with running(Peer()) as hub:
        lights = Query(things=("light", "stand"), attribute="on", ask="which")
        result = await hub.submit(plan(lights), MINJI)
        assert isinstance(result.steps[0], Answered)
        assert result.steps[0].answer == ("stand",)
        assert result.steps[0].values == {"light": False, "stand": True}


async def test_what_has_no_source_yet_is_declined_by_name() -> None:
    async with running(Peer()) as hub:
        steps = (Play(query="기생충"), Handoff(to="tv"), Info(topic="weather"))
        result = await hub.submit(plan(*steps, Info(topic="time")), MINJI)
        codes = [step.code for step in result.steps if isinstance(step, Declined)]
        assert codes == ["no_catalogue", "no_handoff", "no_weather"]
        told = result.steps[3]
        assert isinstance(told, Told)
        assert told.moment is not None
        assert told.moment.hour == 12  # in Seoul
        put_off = await hub.submit(
            plan(Schedule(when=After(seconds=5), then=plan(Play(query="기생충")))), MINJI
        )
        assert isinstance(put_off.steps[0], Declined)


@pytest.mark.parametrize(
    ("op", "item", "items", "code"),
    [
        ("add", "두부", ("우유", "계란", "두부"), None),
        ("add", " 우 유", ("우유", "계란"), "already_there"),
        ("remove", "계란", ("우유",), None),
        ("complete", "우유", ("계란",), None),
        ("remove", "두부", ("우유", "계란"), "no_such_item"),
        ("read", None, ("우유", "계란"), None),
        ("add", None, ("우유", "계란"), "what"),
    ],
)
async def test_lists_are_the_homes_own(
    op: str, item: str | None, items: tuple[str, ...], code: str | None
) -> None:
    store = MemoryStore()
    async with running(Peer(), store=store) as hub:
        step = ListOp(op=op, list_id="shopping", item=item)  # type: ignore[arg-type]
        result = await hub.submit(plan(step), MINJI)
        answer = result.steps[0]
        assert isinstance(answer, ListAnswer)
        assert (answer.items, answer.code) == (items, code)
    async with running(Peer(), store=store) as hub:
        assert hub.home().state["shopping"]["items"] == items


async def test_a_message_reaches_all_who_watch() -> None:
    seen: list[HubEvent] = []
    async with running(Peer()) as hub:
        watching = asyncio.create_task(watch(hub, seen))
        await asyncio.sleep(0)
        result = await hub.submit(plan(Say(message="밥 먹자", things=("tv",))), MINJI)
        await asyncio.sleep(0.01)
        watching.cancel()
        assert result.steps[0].delivered == 1  # type: ignore[union-attr]
    said = [event for event in seen if isinstance(event, Announced)]
    assert [(event.message, event.things) for event in said] == [("밥 먹자", ("tv",))]


async def test_those_who_watch_see_what_happens_in_its_order() -> None:
    peer, seen = Peer(), list[HubEvent]()
    async with running(peer) as hub:
        watching = asyncio.create_task(watch(hub, seen))
        await asyncio.sleep(0)
        await hub.submit(plan(act("light", on=True)), MINJI)
        peer.say(Availability(thing_id="tv", is_available=False))
        peer.say(Gone(thing_id="tv"))
        await asyncio.sleep(0.1)
        watching.cancel()
    states = [event for event in seen if isinstance(event, StateChanged)]
    assert [(event.state["on"], dict(event.desired)) for event in states] == [
        (False, {"on": True}),
        (True, {}),
        (True, {}),
    ]
    kinds = [type(event) for event in seen if not isinstance(event, StateChanged)]
    assert kinds == [JournalAdded, AvailabilityChanged, ThingGone]


async def test_a_thing_is_found_where_its_device_says_and_named_as_people_say() -> None:
    from ondol.things.event import Found

    peer, store = Peer(), MemoryStore()
    seen: list[HubEvent] = []
    async with running(peer, store=store) as hub:
        watching = asyncio.create_task(watch(hub, seen))
        await asyncio.sleep(0)
        light = peer.home.things["light"]
        peer.say(Found(thing=replace(light, id="new", title=" 새\u200b 등 ", area="Living")))
        peer.say(Found(thing=replace(light, id="attic", area="다락")))
        await asyncio.sleep(0.1)
        watching.cancel()
        home = hub.home()
        assert (home.things["new"].title, home.things["new"].area) == ("새 등", "living")
        attic = home.things["attic"].area
        assert attic is not None
        assert home.areas[attic].name == "다락"
        assert hub.adopt("new", title="우리 등", area="entrance", aliases=("현관 불",))
        assert not hub.adopt("new", area="nowhere")
        assert not hub.adopt("nothing")
    assert sum(isinstance(event, ThingFound) for event in seen) == 2
    async with running(peer, store=store) as hub:
        peer.say(Found(thing=replace(light, id="new", title="새 등")))
        await asyncio.sleep(0.1)
        adopted = hub.home().things["new"]
        assert (adopted.title, adopted.area) == ("우리 등", "entrance")
        assert adopted.aliases == ("현관 불",)


async def test_a_thing_of_the_home_file_is_there_once_it_is_found_and_bears_its_names() -> None:
    light = HOME.things["light"]
    named = replace(light, title="큰방 등", aliases=("큰불",), area="entrance")
    things = {"light": named, "gone": replace(named, id="gone")}
    given = Home(id="집", areas=HOME.areas, things=things)
    async with running(home=given) as hub:
        assert hub.home().things == {}
    async with running(Peer(), home=given) as hub:
        found = hub.home().things["light"]
        assert (found.title, found.aliases, found.area) == ("큰방 등", ("큰불",), "entrance")
        assert found.properties == light.properties
        assert "gone" not in hub.home().things


async def test_a_plan_that_a_stop_cut_short_is_closed_and_reported() -> None:
    store, peer = MemoryStore(), Peer()
    async with running(peer, store=store) as hub:
        wish = asyncio.create_task(hub.submit(plan(act("light", on=True)), MINJI))
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await wish
    peer.state["light"]["on"] = True  # it was under way
    async with running(Peer(peer.home), store=store) as hub:
        assert [entry.status for entry in hub.recovered.interrupted] == ["interrupted"]
        assert hub.journal(1)[0].status == "interrupted"
    again = Peer(peer.home)
    again.state["light"]["on"] = True
    async with running(again, store=store) as hub:
        assert hub.recovered.interrupted == ()
        await hub.submit(plan(Undo()), MINJI)
        assert hub.home().state["light"]["on"] is False


async def test_what_could_not_be_read_at_the_start_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "home.sqlite").write_bytes(b"this is no database" * 100)
    store = SqliteStore(tmp_path / "home.sqlite")
    async with running(Peer(), store=store) as hub:
        assert [one.kind for one in hub.recovered.set_aside] == ["file"]
    store.close()
    (said,) = caplog.messages
    assert "home.sqlite.damaged-1" in said


async def test_a_command_names_what_was_asked() -> None:
    async with running(Peer()) as hub:
        result = await hub.submit(plan(act("tv", volume=5)), MINJI)
        command = SetProperty(thing_id="tv", name="volume", value=5)
        assert outcomes(result) == (Done(command=command, before=20, observed=5),)


async def test_a_home_on_disk_goes_on_where_it_stopped(tmp_path: Path) -> None:
    peer = Peer()
    store = SqliteStore(tmp_path / "home.db")
    async with running(peer, store=store) as hub:
        lit = await hub.submit(plan(act("light", on=True, brightness=30)), MINJI, text="불 켜")
        await hub.submit(plan(TimerOp(op="start", seconds=600, name="라면")), MINJI)
        await hub.submit(plan(ListOp(op="add", list_id="shopping", item="두부")), MINJI)
        asked = await hub.submit(UNLOCK, MINJI)
        assert asked.confirmation is not None
    store.close()
    store = SqliteStore(tmp_path / "home.db")
    async with running(peer, store=store, start=START + dt.timedelta(seconds=20.5)) as hub:
        assert [timer.left_s for timer in hub.home().timers] == [580]
        assert hub.home().state["shopping"]["items"] == ("우유", "계란", "두부")
        assert isinstance(outcomes(await hub.confirm(asked.confirmation.id, JIWOO, True))[0], Done)
        undone = await hub.submit(plan(Undo(), Undo(), Undo(), Undo()), MINJI)
        assert undone.refused is None
        assert [s.entry_id for s in undone.steps if isinstance(s, Undone)][-1] == lit.id
        assert hub.home().timers == ()
        assert hub.home().state["light"]["brightness"] == 100
        assert hub.home().state["lock"]["locked"] is True
    store.close()


async def test_one_who_watches_too_slowly_is_let_go_and_may_come_again() -> None:
    peer = Peer()
    async with running(peer) as hub, hub.subscribe() as events:
        for number in range(1100):
            peer.report("ac", temperature=20 + number / 100)
        await asyncio.sleep(0.1)
        seen = [event async for event in events]
        assert len(seen) == 1000
        async with hub.subscribe() as again:
            peer.report("ac", temperature=18.0)
            assert isinstance(await anext(again), StateChanged)


async def test_an_announcement_is_there_for_those_who_come_later() -> None:
    async with running(Peer()) as hub:
        await hub.submit(plan(TimerOp(op="start", seconds=5, name="라면")), MINJI)
        await asyncio.sleep(6)
        assert [a.timer.name for a in hub.announcements() if a.timer is not None] == ["라면"]


@pytest.mark.looptime
async def test_a_thing_that_names_no_area_stands_in_the_room_of_its_name() -> None:
    things = {
        key: replace(HOME.things["light"], id=key, title=title, area=None)
        for key, title in (("a", "거실 등"), ("b", "안방 등"), ("c", "무드등"), ("d", "거실"))
    }
    state = dict.fromkeys(things, HOME.state["light"])
    home = replace(HOME, things=things, state=state)
    async with running(Peer(home)) as hub:
        placed = {key: thing.area for key, thing in hub.home().things.items()}
        assert placed == {"a": "living", "b": "안방", "c": None, "d": None}
        assert hub.home().areas["안방"].name == "안방"
