"""Who is let in, what each may ask, and when that ends."""

import asyncio
import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ondol.home.hub import Hub
from ondol.home.people import BUILT_IN, MAX_KEYS, Key, Person, Rule
from ondol.home.plan import Act, At, Plan, Schedule
from ondol.home.policy import Actor
from ondol.home.result import Result
from ondol.home.stores.memory import MemoryStore
from ondol.home.stores.sqlite import SqliteStore
from ondol.home.stores.store import Store
from ondol.things.command import Refused

from .world import CHILD, GUEST, MINJI, PEOPLE, START, Peer, running

TV_ON = Plan(steps=(Act(changes={"tv": {"volume": 10}}),))
UNLOCK = Plan(steps=(Act(changes={"lock": {"locked": False}}),))


def code(result: Result) -> str | None:
    return result.refused.code if result.refused is not None else None


def added(hub: Hub, name: str = "이모", **rights: object) -> Person:
    person = hub.household.add(name=name, role="guest", **rights)  # type: ignore[arg-type]
    assert isinstance(person, Person)
    return person


@pytest.mark.looptime
async def test_a_rule_holds_at_its_hours_and_not_at_others() -> None:
    peer = Peer()
    night = dt.datetime(2026, 3, 2, 13, 0, tzinfo=dt.UTC)  # 22:00 in Seoul
    rule = Rule(allow=False, types=("tv",), start=dt.time(21), end=dt.time(7))
    for start, expected in ((START, None), (night, "not_allowed")):
        async with running(peer, start=start) as hub:
            hub.household.change("haneul", rules=(rule,), expires_at=None)
            assert code(await hub.submit(TV_ON, CHILD)) == expected
            assert code(await hub.submit(TV_ON, MINJI)) is None


@pytest.mark.looptime
async def test_who_listens_hears_of_each_key_and_sees_headsets_whose_people_may_ask() -> None:
    async with running(Peer()) as hub:
        heard: list[list[str]] = []
        household = hub.household
        household.listen(lambda: heard.append([key.label for key in household.headsets()]))
        guest = added(hub, expires_at=START + dt.timedelta(hours=1))
        household.give("minji", "a", way="mcp", label="비서")
        ours = household.give("minji", "b", way="headset", label="거실")
        household.give(guest.id, "c", way="headset", label="이모")
        assert heard == [[], ["거실"], ["거실", "이모"]]
        await asyncio.sleep(3600)
        assert [key.label for key in household.headsets()] == ["거실"]
        household.remove(guest.id)
        assert isinstance(ours, Key)
        household.take_back(ours.id)
        assert heard[3:] == [["거실"], []]


@pytest.mark.looptime
async def test_a_guests_rights_end_with_the_stay() -> None:
    async with running(Peer()) as hub:
        guest = added(hub, expires_at=START + dt.timedelta(hours=1))
        actor = Actor(id=guest.id, channel="phone", is_at_home=True)
        assert code(await hub.submit(TV_ON, actor)) is None
        await asyncio.sleep(3600)
        assert code(await hub.submit(TV_ON, actor)) == "ended"
        assert hub.household.person(guest.id) is None


@pytest.mark.looptime
async def test_a_plan_that_waits_is_not_done_for_who_is_gone() -> None:
    peer = Peer()
    async with running(peer) as hub:
        guest = added(hub)
        actor = Actor(id=guest.id, channel="phone", is_at_home=True)
        washing = Plan(steps=(Act(changes={"washer": {"activity": "paused", "on": True}}),))
        waiting = (await hub.submit(washing, actor)).confirmation
        assert waiting is not None
        hub.household.remove(guest.id)
        assert code(await hub.confirm(waiting.id, MINJI, accept=True)) == "ended"
        assert peer.asked == []


@pytest.mark.looptime
async def test_what_somebody_had_scheduled_goes_with_them() -> None:
    peer = Peer()
    async with running(peer) as hub:
        guest = added(hub)
        actor = Actor(id=guest.id, channel="phone", is_at_home=True)
        when = At(time=dt.time(12, 30))
        await hub.submit(Plan(steps=(Schedule(when=when, then=TV_ON),)), actor)
        await hub.submit(Plan(steps=(Schedule(when=when, then=TV_ON),)), MINJI)
        assert len(hub.schedules()) == 2
        hub.household.remove(guest.id)
        assert [one.actor.id for one in hub.schedules()] == ["minji"]


@pytest.mark.looptime
async def test_a_child_or_guest_opens_no_door_and_confirms_nothing() -> None:
    async with running(Peer()) as hub:
        for actor in (CHILD, GUEST):
            assert code(await hub.submit(UNLOCK, actor)) == "guest"
        waiting = (await hub.submit(UNLOCK, MINJI)).confirmation
        assert waiting is not None
        assert code(await hub.confirm(waiting.id, CHILD, accept=True)) == "guest"
        assert hub.confirmations() == (waiting,)


@pytest.mark.looptime
@pytest.mark.parametrize("kind", ["memory", "sqlite"])
async def test_people_and_keys_outlive_a_restart_and_taking_them_back_does_too(
    kind: str, tmp_path: Path
) -> None:
    store: Store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "home.sqlite")
    async with running(Peer(), store=store) as hub:
        guest = added(hub)
        kept = hub.household.give(guest.id, "a" * 64, label="태블릿")
        taken = hub.household.give(guest.id, "b" * 64)
        assert isinstance(taken, Key)
        assert hub.household.take_back(taken.id)
        assert not hub.household.take_back(taken.id)
    async with running(Peer(), store=store) as hub:
        assert hub.household.person(guest.id) == guest
        assert hub.household.key("a" * 64) == kept
        assert hub.household.key("b" * 64) is None
        hub.household.remove(guest.id)
        assert hub.household.key("a" * 64) is None
    async with running(Peer(), store=store) as hub:
        assert hub.household.person(guest.id) is None
    store.close()


@pytest.mark.looptime
async def test_a_key_opens_nothing_for_a_guest_whose_time_is_over() -> None:
    async with running(Peer()) as hub:
        guest = added(hub, expires_at=START + dt.timedelta(minutes=5))
        hub.household.give(guest.id, "a" * 64)
        assert hub.household.key("a" * 64) is not None
        await asyncio.sleep(300)
        assert hub.household.key("a" * 64) is None


@pytest.mark.looptime
async def test_what_cannot_be_is_refused_with_its_reason() -> None:
    async with running(Peer()) as hub:
        household = hub.household
        many = (Rule(allow=True),) * 51
        refusals = {
            "no_name": household.add(name="\u200b ", role="adult"),
            "taken": household.add(name="민지", role="adult"),
            "no_role": household.add(name="소리", role="voice"),
            "past": household.add(name="이모", role="guest", expires_at=START),
            "too_many": household.change("jiwoo", rules=many, expires_at=None),
            "no_person": household.change("nobody", rules=(), expires_at=None),
        }
        found = {
            name: refused.code if isinstance(refused, Refused) else refused
            for name, refused in refusals.items()
        }
        assert found == {name: name for name in refusals}
        assert {person.id for person in household.people()} == {*BUILT_IN, *PEOPLE}
        for number in range(MAX_KEYS):
            assert isinstance(household.give("jiwoo", f"{number:064x}"), Key)
        assert isinstance(household.give("jiwoo", "f" * 64), Refused)
        assert isinstance(household.give("nobody", "f" * 64), Refused)


@pytest.mark.looptime
async def test_those_who_are_always_there_can_be_narrowed_but_not_taken_away() -> None:
    async with running(Peer()) as hub:
        voice = Actor(id="voice", channel="voice:kitchen", is_at_home=True, way="voice")
        assert (await hub.submit(UNLOCK, voice)).confirmation is not None
        no_doors = (Rule(allow=False, types=("lock",)),)
        hub.household.change("voice", rules=no_doors, expires_at=None)
        assert code(await hub.submit(UNLOCK, voice)) == "not_allowed"
        assert not hub.household.remove("voice")
        over = hub.household.change("owner", rules=(), expires_at=START + dt.timedelta(days=1))
        assert isinstance(over, Refused)


@pytest.mark.looptime
async def test_rules_that_cannot_be_read_close_and_do_not_open(tmp_path: Path) -> None:
    file = tmp_path / "home.sqlite"
    store = SqliteStore(file)
    store.put(replace(BUILT_IN["voice"], rules=(Rule(allow=False, types=("lock",)),)))
    store.close()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE record SET body = '{' WHERE kind = 'person' AND id = 'voice'")
    db.close()
    voice = Actor(id="voice", channel="voice:kitchen", is_at_home=True, way="voice")
    for _ in range(2):  # at this start, and at the next, when nothing is set aside any more
        store = SqliteStore(file)
        async with running(Peer(), store=store) as hub:
            assert code(await hub.submit(TV_ON, voice)) == "not_allowed"
        store.close()
