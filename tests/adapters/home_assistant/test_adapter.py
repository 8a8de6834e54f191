"""The adapter against a small Home Assistant: every command ends once, and is told as observed."""

import asyncio
import logging
from typing import Any

import pytest

from ondol.adapters.home_assistant.client import Pace
from ondol.adapters.home_assistant.mirror import Choice
from ondol.errors import DeviceUnreachableError
from ondol.things.command import Accepted, InvokeAction, Refused, SetProperty
from ondol.things.event import Found, Gone
from tests.simulators.home_assistant import TOKEN, FakeHomeAssistant

from .world import QUICK, listening

pytestmark = pytest.mark.enable_socket

PATIENT = Pace(ping_s=60, first_retry_s=0.05, last_retry_s=0.2)
LAMP: dict[str, Any] = {"supported_color_modes": ["brightness"], "friendly_name": "거실 등"}
ON = SetProperty(thing_id="ha-light.lamp", name="on", value=True)


def home_with_lamp(**more: Any) -> FakeHomeAssistant:
    home = FakeHomeAssistant(
        states={"light.lamp": {"s": "off", "a": LAMP}},
        entries=[{"entity_id": "light.lamp", "device_id": "d", "platform": "hue"}],
        devices=[{"id": "d", "area_id": "a"}],
        areas=[{"area_id": "a", "name": "거실"}, {"area_id": "b", "name": "주방"}],
        aliases={"light.lamp": ["메인등"]},
        **more,
    )
    lit = {**LAMP, "brightness": 255, "color_mode": "brightness"}
    home.does["light.turn_on"] = lambda entity_id, _: home.put(entity_id, "on", **lit)
    home.does["light.turn_off"] = lambda entity_id, _: home.put(entity_id, "off", **LAMP)
    return home


async def test_a_lamp_is_found_named_placed_and_obeys() -> None:
    async with (
        home_with_lamp().running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        thing = heard.things["ha-light.lamp"]
        assert (thing.title, thing.area, thing.aliases) == ("거실 등", "거실", ("메인등",))
        assert await adapter.apply([ON]) == Accepted()
        await heard.thing_is("ha-light.lamp", on=True, brightness=100)
        assert home.calls == [("light.turn_on", "light.lamp", {})]


async def test_what_does_not_obey_is_never_told_as_done() -> None:
    async with (
        home_with_lamp().running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        del home.does["light.turn_on"]
        assert await adapter.apply([ON]) == Accepted()
        home.put("light.other", "on", friendly_name="다른 등")
        await heard.thing_is("ha-light.other", on=True)
        assert heard.state["ha-light.lamp"]["on"] is False


async def test_a_refusal_is_told_in_home_assistants_words_and_ends_the_command() -> None:
    refused = {"light.turn_on": ("home_assistant_error", "The\u202e bridge is busy")}
    async with (
        home_with_lamp(refused=refused).running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        answer = await adapter.apply([ON])
        assert answer == Refused(reason="Home Assistant refuses light.turn_on: The bridge is busy")
        unknown = InvokeAction(thing_id="ha-light.lamp", name="next")
        assert isinstance(await adapter.apply([unknown]), Refused)


async def test_a_command_without_an_answer_ends_as_unreachable() -> None:
    async with (
        home_with_lamp(silent={"light.turn_on"}).running() as home,
        listening(home.url, token=TOKEN) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        with pytest.raises(DeviceUnreachableError, match="does not answer"):
            await adapter.apply([ON])


async def test_a_command_that_is_out_when_home_assistant_goes_ends_as_unreachable() -> None:
    async with (
        home_with_lamp(silent={"light.turn_on"}).running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        asking = asyncio.create_task(adapter.apply([ON]))
        await home.until_heard("light.turn_on")
        await home.stop()
        with pytest.raises(DeviceUnreachableError, match="closed the connection"):
            await asking
        await heard.until(lambda: not heard.available["ha-light.lamp"])
        with pytest.raises(DeviceUnreachableError):
            await adapter.apply([ON])
        home.silent.clear()
        await home.start()
        await heard.until(lambda: heard.available["ha-light.lamp"])
        assert await adapter.apply([ON]) == Accepted()
        await heard.thing_is("ha-light.lamp", on=True)
        assert not [event for event in heard.events if isinstance(event, Gone)]
        assert len([event for event in heard.events if isinstance(event, Found)]) == 1


async def test_a_command_that_nobody_waits_for_leaves_nothing_behind() -> None:
    async with (
        home_with_lamp(silent={"light.turn_on"}).running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (adapter, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        asking = asyncio.create_task(adapter.apply([ON]))
        await home.until_heard("light.turn_on")
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        off = SetProperty(thing_id="ha-light.lamp", name="on", value=False)
        assert await adapter.apply([off]) == Accepted()


async def test_an_area_a_name_and_a_hidden_entity_arrive() -> None:
    async with (
        home_with_lamp().running() as home,
        listening(home.url, token=TOKEN, pace=PATIENT) as (_, heard),
    ):
        await heard.thing_is("ha-light.lamp", on=False)
        home.entries[0]["area_id"] = "b"
        for _ in range(20):  # many at once are looked at together
            home.fire("entity_registry_updated")
        await heard.until(lambda: heard.things["ha-light.lamp"].area == "주방")
        assert home.heard["config/entity_registry/list"] == 2
        home.areas[1]["name"] = "부엌"
        home.fire("area_registry_updated")
        await heard.until(lambda: heard.things["ha-light.lamp"].area == "부엌")
        home.entries[0]["hidden_by"] = "user"
        home.fire("entity_registry_updated")
        await heard.until(lambda: not heard.things)


async def test_what_is_left_out_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    home = home_with_lamp()
    home.states["camera.door"] = {"s": "idle", "a": {}}
    with caplog.at_level(logging.INFO):
        async with (
            home.running(),
            listening(home.url, token=TOKEN, pace=PATIENT) as (_, heard),
        ):
            await heard.thing_is("ha-light.lamp", on=False)
            home.put("light.lamp", "on", **LAMP)
            await heard.thing_is("ha-light.lamp", on=True)
    said = [line for line in caplog.messages if "left out" in line]
    assert said == ["Home Assistant has 1 things for Ondol; left out: 1 camera"]
    assert TOKEN not in caplog.text


async def test_broken_entities_cost_only_themselves() -> None:
    home = home_with_lamp()
    home.states |= {
        "light.a": {"s": "on", "a": {"supported_color_modes": 5, "brightness": "x"}},
        "climate.b": {"s": {}, "a": []},
        "sensor.c": {"s": "1e999", "a": {"unit_of_measurement": "°C", "device_class": {}}},
        "fan.d": {"s": "on", "a": None},
    }
    home.entries += [{"entity_id": 5}, {"entity_id": "fan.d", "options": []}]
    home.devices.append({"id": None})
    async with home.running(), listening(home.url, token=TOKEN, pace=PATIENT) as (_, heard):
        await heard.thing_is("ha-light.lamp", on=False)
        home.say("{")
        home.say('{"type": "event", "id": 6, "event": {"c": {"light.lamp": {"+": {"s": 3}}}}}')
        home.put("light.lamp", "on", **LAMP)
        await heard.thing_is("ha-light.lamp", on=True)


async def test_registries_that_are_not_there_do_without_and_the_needed_one_is_waited_for() -> None:
    unknown = ("unknown_command", "Unknown command.")
    optional = ("config/area_registry/list", "config/entity_registry/get_entries")
    home = home_with_lamp(refused=dict.fromkeys(optional, unknown))
    async with home.running(), listening(home.url, token=TOKEN, pace=QUICK) as (_, heard):
        await heard.thing_is("ha-light.lamp", on=False)
        assert heard.things["ha-light.lamp"].area is None
    # Without the entities' registry nobody knows what is hidden: nothing comes along.
    home = home_with_lamp(refused={"config/entity_registry/list": unknown})
    async with home.running(), listening(home.url, token=TOKEN, pace=QUICK) as (_, heard):
        await home.until_heard("config/entity_registry/list", times=2)
        assert heard.things == {}
        home.refused.clear()
        await heard.thing_is("ha-light.lamp", on=False)


async def test_home_assistant_that_starts_is_asked_again_until_it_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = home_with_lamp(config={"state": "STARTING"})
    async with home.running(), listening(home.url, token=TOKEN, pace=PATIENT) as (_, heard):
        await heard.thing_is("ha-light.lamp", on=False)
        await home.hang_up()
        del home.states["light.lamp"]
        await heard.until(lambda: not heard.available["ha-light.lamp"])
        await home.until_heard("subscribe_entities", times=2)
        assert "ha-light.lamp" in heard.things
        home.config["state"] = "RUNNING"
        await heard.until(lambda: not heard.things)


async def test_the_choice_is_kept() -> None:
    home = home_with_lamp()
    home.entries[0]["platform"] = "mqtt"
    home.states |= {"fan.a": {"s": "on", "a": {}}, "scene.b": {"s": "x", "a": {}}}
    choice = Choice(without_mqtt=True, exclude=frozenset({"scene"}))
    async with (
        home.running(),
        listening(home.url, token=TOKEN, pace=PATIENT, choice=choice) as (_, heard),
    ):
        await heard.thing_is("ha-fan.a", on=True)
        assert list(heard.things) == ["ha-fan.a"]
