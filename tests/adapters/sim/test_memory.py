import asyncio
from collections.abc import AsyncIterator

import pytest

from ondol.adapters.sim.devices import SLOW_S, Fault
from ondol.adapters.sim.memory import MemoryAdapter
from ondol.errors import DeviceUnreachableError
from ondol.things.catalog import describe
from ondol.things.command import Accepted, InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found
from ondol.things.playing import Played
from ondol.things.thing import State, Value

STATE: State = {"on": True, "volume": 20, "playback": "playing", "channel": "7"}
TV = describe(id="tv", title="거실 TV", type="tv", state=STATE)


async def test_a_player_says_what_it_is_then_what_changes() -> None:
    adapter = MemoryAdapter([TV], {"tv": STATE})
    events = adapter.events()
    kinds = [type(await anext(events)) for _ in range(3)]
    assert kinds == [Found, Availability, Changed]
    command = SetProperty(thing_id="tv", name="volume", value=30)
    assert await adapter.apply([command]) == Accepted()
    changed = await anext(events)
    assert isinstance(changed, Changed)
    assert changed.values["volume"] == 30


async def test_next_goes_on_to_the_next_channel() -> None:
    adapter = MemoryAdapter([TV], {"tv": STATE})
    await adapter.apply([InvokeAction(thing_id="tv", name="next")])
    events = adapter.events()
    changed = [await anext(events) for _ in range(3)][-1]
    assert isinstance(changed, Changed)
    assert changed.values["channel"] == "8"


async def test_what_is_not_there_is_refused() -> None:
    answer = await MemoryAdapter([TV], {}).apply(
        [SetProperty(thing_id="radio", name="on", value=True)]
    )
    assert isinstance(answer, Refused)


async def test_what_it_cannot_take_is_refused_whole() -> None:
    adapter = MemoryAdapter([TV], {"tv": STATE})
    louder = SetProperty(thing_id="tv", name="volume", value=30)
    answer = await adapter.apply([louder, SetProperty(thing_id="tv", name="volume", value=300)])
    assert isinstance(answer, Refused)
    events = adapter.events()
    changed = [await anext(events) for _ in range(3)][-1]
    assert isinstance(changed, Changed)
    assert changed.values["volume"] == 20


async def faulty(fault: Fault) -> tuple[MemoryAdapter, AsyncIterator[Event]]:
    """Return a TV with a fault, its news read up to the fault."""
    adapter = MemoryAdapter([TV], {"tv": STATE})
    events = adapter.events()
    for _ in range(3):
        await anext(events)
    assert adapter.set_fault("tv", fault)
    for _ in range(2):
        await anext(events)
    return adapter, events


QUIET = SetProperty(thing_id="tv", name="volume", value=0)


async def test_an_offline_player_cannot_be_reached() -> None:
    adapter, _ = await faulty("offline")
    with pytest.raises(DeviceUnreachableError):
        await adapter.apply([QUIET])
    there = [await anext(events) for events in [adapter.events()] for _ in range(2)][-1]
    assert there == Availability(thing_id="tv", is_available=False)


async def test_a_player_that_refuses_says_so() -> None:
    adapter, _ = await faulty("refuses")
    assert isinstance(await adapter.apply([QUIET]), Refused)


@pytest.mark.looptime
async def test_a_player_that_lies_accepts_and_does_nothing() -> None:
    adapter, events = await faulty("lies")
    assert await adapter.apply([QUIET]) == Accepted()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(60):
            await anext(events)


@pytest.mark.looptime
async def test_a_slow_player_does_it_late() -> None:
    adapter, events = await faulty("slow")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert await adapter.apply([QUIET]) == Accepted()
    changed = await anext(events)
    assert isinstance(changed, Changed)
    assert changed.values["volume"] == 0
    assert loop.time() - begun == SLOW_S


async def test_undoing_an_app_does_not_turn_the_player_on() -> None:
    off: State = {"on": True, "app": "유튜브"}
    tv = describe(id="tv", title="거실 TV", type="tv", state=off)
    adapter = MemoryAdapter([tv], {"tv": off})
    events = adapter.events()
    for _ in range(3):
        await anext(events)
    await adapter.apply(
        [
            SetProperty(thing_id="tv", name="on", value=False),
            SetProperty(thing_id="tv", name="app", value="넷플릭스"),
        ]
    )
    changed = await anext(events)
    assert isinstance(changed, Changed)
    assert changed.values == {"on": False, "app": "넷플릭스"}


def test_a_fault_of_what_is_not_there_is_told() -> None:
    assert not MemoryAdapter([], {}).set_fault("radio", "offline")


FILMS = {"m1": "제주 바다"}


async def test_a_tv_plays_a_film_of_the_home_and_says_so() -> None:
    heard: list[Played] = []
    adapter = MemoryAdapter(
        [TV], {"tv": {**STATE, "on": False}}, title_of=FILMS.get, hear=heard.append
    )
    play = InvokeAction(thing_id="tv", name="play", input=("m1", "754.2"))
    assert await adapter.apply([play]) == Accepted()
    events = adapter.events()
    found, _, changed = [await anext(events) for _ in range(3)]
    assert isinstance(found, Found)
    assert "play" in found.thing.actions
    assert isinstance(changed, Changed)
    shown = {name: changed.values[name] for name in ("on", "playback", "title")}
    assert shown == {"on": True, "playback": "playing", "title": "제주 바다"}
    (said,) = heard
    assert (said.player, said.item, said.position_s) == ("tv", "m1", 754.2)


@pytest.mark.parametrize(
    "words", [("m2", "0"), ("m1", "soon"), ("m1",), ("m1", "nan"), ("m1", "0", "now"), None]
)
async def test_what_is_no_film_or_no_place_in_it_is_refused(words: Value) -> None:
    adapter = MemoryAdapter([TV], {"tv": STATE}, title_of=FILMS.get)
    play = InvokeAction(thing_id="tv", name="play", input=words)
    assert isinstance(await adapter.apply([play]), Refused)
