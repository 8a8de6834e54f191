from ondol.adapters.sim.memory import MemoryAdapter
from ondol.things.catalog import describe
from ondol.things.command import Accepted, InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Found
from ondol.things.thing import State

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
