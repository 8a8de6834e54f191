"""What known programs publish (tests/recorded/mqtt), and the things that come of it."""

import json
from pathlib import Path

import pytest

from ondol.adapters.mqtt.registry import Registry
from ondol.things.command import Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import Thing, Value

from .world import PREFIX

RECORDED = Path(__file__).parents[2] / "recorded" / "mqtt"
FILES = sorted(path.stem for path in RECORDED.glob("*.jsonl"))


def played(name: str) -> tuple[Registry, list[Event]]:
    registry = Registry(PREFIX)
    events = registry.connected()
    for line in (RECORDED / f"{name}.jsonl").read_text("utf-8").splitlines():
        topic, payload = json.loads(line)
        events += registry.receive(topic, payload.encode(), is_retained=True)
    return registry, events


def things(events: list[Event]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for event in events:
        if isinstance(event, Found):
            found[event.thing.id] = event.thing
        elif isinstance(event, Gone):
            del found[event.thing_id]
    return found


def state(events: list[Event]) -> dict[str, dict[str, Value]]:
    known: dict[str, dict[str, Value]] = {}
    for event in events:
        if isinstance(event, Changed):
            known.setdefault(event.thing_id, {}).update(event.values)
    return known


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_it_is_set_aside_and_everything_is_reachable(name: str) -> None:
    registry, events = played(name)
    assert registry.take_later()[1] == []
    reachable = {e.thing_id: e.is_available for e in events if isinstance(e, Availability)}
    assert {thing_id for thing_id in things(events) if reachable[thing_id]} == set(things(events))


def test_a_lamp_of_zigbee2mqtt() -> None:
    registry, events = played("zigbee2mqtt-light")
    [lamp] = things(events).values()
    assert (lamp.title, lamp.type) == ("거실 스탠드", "light")
    assert sorted(lamp.properties) == ["brightness", "color", "color_temperature", "on"]
    assert state(events)[lamp.id] == {
        "on": True,
        "brightness": 55,
        "color": "red",
        "color_temperature": None,
    }
    command = SetProperty(thing_id=lamp.id, name="color", value="blue")
    messages = registry.messages([command])
    assert not isinstance(messages, Refused)
    assert json.loads(messages[0].payload) == {"state": "ON", "color": {"x": 0.15, "y": 0.06}}


def test_a_plug_of_zigbee2mqtt_is_one_thing_and_its_child_lock_none() -> None:
    _, events = played("zigbee2mqtt-plug")
    [plug] = things(events).values()
    assert (plug.title, plug.type) == ("커피 플러그", "switch")
    assert state(events)[plug.id] == {"on": True, "power": 3, "energy": 12.34}


def test_the_relays_of_tasmota_are_things_by_themselves() -> None:
    _, events = played("tasmota-relays")
    assert [thing.title for thing in things(events).values()] == ["정원 1", "정원 2"]
    assert [values["on"] for values in state(events).values()] == [True, False]


def test_the_meter_of_tasmota() -> None:
    _, events = played("tasmota-energy")
    assert {thing.measures for thing in things(events).values()} == {"energy", "power"}
    assert sorted(str(values["value"]) for values in state(events).values()) == ["0.25", "7.0"]


def test_the_thermostat_of_ems_esp() -> None:
    _, events = played("ems-esp-thermostat")
    [thermostat] = things(events).values()
    assert (thermostat.title, thermostat.type) == ("난방", "thermostat")
    assert state(events)[thermostat.id] == {
        "on": True,
        "mode": "heat",
        "target_temperature": 20,
        "temperature": 19.5,
    }
