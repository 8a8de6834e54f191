"""Laws of the hub: whatever is asked, and whatever devices do."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TypeVar, get_args

import looptime
from hypothesis import given, settings
from hypothesis import strategies as st

from ondol.home.home import Home, Timer
from ondol.home.hub import Hub
from ondol.home.journal import Entry
from ondol.home.plan import Act, After, ListOp, Plan, Schedule, Step, TimerOp, Undo
from ondol.home.result import Acted, Done, NotDone, Result, TimedOut
from ondol.home.schedule import ScheduledPlan
from ondol.home.wire import read, write
from ondol.things.command import InvokeAction
from ondol.things.thing import Property, State, Value
from tests.home.world import HOME, JIWOO, MINJI, Fault, Peer, controllable, running

_T = TypeVar("_T")


def in_virtual_time(what: Callable[[], Coroutine[None, None, _T]]) -> _T:
    """Run in a loop whose time passes at once, and leave no task behind."""
    loop = looptime.new_event_loop()
    try:
        return loop.run_until_complete(what())
    finally:
        loop.close()


def values_of(name: str, known: Property) -> st.SearchStrategy[Value]:
    if known.enum:
        return st.sampled_from(known.enum)
    if known.type is bool:
        return st.booleans()
    if name == "cleaning_area":
        return st.sampled_from(["living", None])
    if known.type is str:
        return st.sampled_from(["YouTube", "Netflix", "cool"])
    if known.type is tuple:
        return st.lists(st.sampled_from(["우유", "계란", "두부"]), max_size=3).map(tuple)
    low, high = int(known.minimum or 0), int(known.maximum or 100)
    return st.integers(low, high)


settable = [
    (thing.id, name, known)
    for thing in HOME.things.values()
    for name, known in thing.properties.items()
    if not known.read_only and name != "activated" and thing.type != "lock"
]
changes = st.sampled_from(settable).flatmap(
    lambda one: values_of(one[1], one[2]).map(lambda value: (one[0], one[1], value))
)


def act_of(wanted: list[tuple[str, str, Value]]) -> Act:
    by_thing: dict[str, dict[str, Value]] = {}
    for thing_id, name, value in wanted:
        by_thing.setdefault(thing_id, {})[name] = value
    return Act(changes=by_thing)


acts = st.lists(changes, min_size=1, max_size=6).map(act_of)
skips = st.sampled_from(["next", "previous"]).map(
    lambda name: Act(actions=(InvokeAction(thing_id="tv", name=name),))
)
list_ops = st.builds(
    ListOp,
    op=st.sampled_from(["add", "remove", "complete", "read"]),
    list_id=st.just("shopping"),
    item=st.sampled_from(["우유", "계란", "두부", None]),
)
timer_ops = st.builds(
    TimerOp,
    op=st.sampled_from(get_args(TimerOp.__annotations__["op"])),
    seconds=st.sampled_from([10_000, 20_000, None]),
    name=st.sampled_from(["라면", None]),
)
schedules = st.builds(
    Schedule, when=st.just(After(seconds=90_000)), then=acts.map(lambda act: Plan(steps=(act,)))
)
steps: st.SearchStrategy[Step] = st.one_of(acts, skips, list_ops, timer_ops, schedules)
plans = st.lists(steps, min_size=1, max_size=4).map(lambda some: Plan(steps=tuple(some)))

Snapshot = tuple[dict[str, State], tuple[Timer, ...], tuple[ScheduledPlan, ...]]


def snapshot(hub: Hub) -> Snapshot:
    timers = sorted(hub.home().timers, key=lambda timer: timer.id)
    return dict(controllable(hub)), tuple(timers), hub.schedules()


@given(st.lists(plans, max_size=2), plans)
@settings(max_examples=150, deadline=None)
def test_undo_of_any_plan_restores_the_state(earlier: list[Plan], plan: Plan) -> None:
    async def law() -> None:
        async with running(Peer(delay_s=0)) as hub:
            for before_it in earlier:
                await hub.submit(before_it, MINJI)
            before = snapshot(hub)
            done = await hub.submit(plan, MINJI)
            has_changed = snapshot(hub) != before
            if has_changed:
                undone = await hub.submit(Plan(steps=(Undo(),)), MINJI)
                assert undone.confirmation is None
                await asyncio.sleep(0)
            assert snapshot(hub) == before
            undone_by = {entry.id: entry.undone_by for entry in hub.journal()}
            assert (undone_by[done.id] is not None) == has_changed

    in_virtual_time(law)


@given(st.lists(plans, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_undoing_all_that_was_done_leads_back_to_the_start(done: list[Plan]) -> None:
    async def law() -> None:
        async with running(Peer(delay_s=0)) as hub:
            before = snapshot(hub)
            for plan in done:
                await hub.submit(plan, MINJI)
            for _ in done:
                await hub.submit(Plan(steps=(Undo(),)), MINJI)
            await asyncio.sleep(0)
            assert snapshot(hub) == before

    in_virtual_time(law)


faults = st.dictionaries(
    st.sampled_from(["light", "stand", "ac", "curtain", "robot", "tv", "washer"]),
    st.sampled_from(get_args(Fault)),
)


@given(st.lists(acts | skips, min_size=1, max_size=3), faults, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_accepted_command_has_exactly_one_end_whatever_the_adapter_does(
    wanted: list[Act], faults: dict[str, Fault], is_cut: bool
) -> None:
    async def law() -> None:
        peer = Peer()
        peer.faults = faults
        async with running(peer) as hub:
            wishes = [asyncio.create_task(hub.submit(Plan(steps=(act,)), MINJI)) for act in wanted]
            if is_cut:
                await asyncio.sleep(0.02)
                peer.break_down()
            for act, result in zip(wanted, await asyncio.gather(*wishes), strict=True):
                check_ends(act, result, faults)
            assert hub.desired() == {}
            assert not {e.status for e in hub.journal()} - {"completed", "refused"}

    in_virtual_time(law)


def check_ends(act: Act, result: Result, faults: dict[str, Fault]) -> None:
    if result.refused is not None:
        assert result.refused.code == "no_such_thing"  # an earlier wish met it going away
        return
    (acted,) = result.steps
    assert isinstance(acted, Acted)
    assert tuple(outcome.command for outcome in acted.outcomes) == act.commands()
    for outcome in acted.outcomes:
        assert isinstance(outcome, Done | NotDone | TimedOut)
        fault = faults.get(outcome.command.thing_id)
        is_state = not isinstance(outcome.command, InvokeAction)
        if fault is not None and is_state and isinstance(outcome, Done):
            assert outcome.before == outcome.observed  # it was so already


@given(st.lists(st.tuples(st.sampled_from([MINJI, JIWOO]), st.booleans()), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_confirmation_is_good_for_one_act_at_most(answers: list[tuple[object, bool]]) -> None:
    async def law() -> None:
        peer = Peer()
        async with running(peer) as hub:
            unlock = Plan(steps=(Act(changes={"lock": {"locked": False}}),))
            asked = await hub.submit(unlock, MINJI)
            assert asked.confirmation is not None
            results = await asyncio.gather(
                *(
                    hub.confirm(asked.confirmation.id, actor, accept)  # type: ignore[arg-type]
                    for actor, accept in answers
                )
            )
            said_yes = [answer == (JIWOO, True) for answer in answers]
            said_no = [not accept for _, accept in answers]
            first_no = said_no.index(True) if True in said_no else len(answers)
            is_granted = True in said_yes[:first_no]
            assert sum(bool(result.steps) for result in results) == is_granted
            assert len(peer.asked) == is_granted
            assert hub.home().state["lock"]["locked"] is not is_granted

    in_virtual_time(law)


@given(plans)
def test_a_plan_that_is_written_is_read_again_the_same(plan: Plan) -> None:
    assert read(Plan, write(plan)) == plan


@given(plans)
@settings(max_examples=30, deadline=None)
def test_a_journal_entry_that_is_written_is_read_again_the_same(plan: Plan) -> None:
    async def entry() -> Entry:
        home: Home = replace(HOME, state={})
        async with running(Peer(delay_s=0), home=home) as hub:
            await hub.submit(plan, MINJI)
            return hub.journal(1)[0]

    journalled = in_virtual_time(entry)
    assert read(Entry, write(journalled)) == journalled
