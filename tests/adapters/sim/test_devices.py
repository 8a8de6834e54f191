import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.sim.devices import FAULTS, SLOW_S, Climate, Device, build
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file

NOWHERE = Broker(host="127.0.0.1", port=1)


def device(name: str) -> Device:
    home = VirtualHome(home_file("ko"), NOWHERE)
    return next(one for one in home.devices if one.id == name)


def published(one: Device, topic: str) -> str:
    return next(m.payload for m in one.report() if m.topic == topic)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_about_fifty_devices_announce_themselves(language: str) -> None:
    home = VirtualHome(home_file(language), NOWHERE)
    assert 45 <= len(home.devices) <= 55
    topics = [one.config_topic for one in home.devices]
    assert len(set(topics)) == len(topics)
    for one in home.devices:
        config = json.loads(one.announce()[0].payload)
        assert config["device"]["name"]
        assert "components" in config or config["unique_id"] == one.id


def test_a_lamp_obeys() -> None:
    lamp = device("living_light")
    lamp.receive("home/living_light/state/set", "ON")
    assert published(lamp, "home/living_light/state") == "ON"
    lamp.receive("home/living_light/brightness/set", "30")
    assert published(lamp, "home/living_light/brightness") == "30"


def test_nonsense_changes_nothing() -> None:
    lamp = device("mood_light")
    before = dict(lamp.state)
    for payload in ("", "{", "null", '{"state": "MAYBE"}', "[]"):
        lamp.receive("home/mood_light/set", payload)
    assert lamp.state == before


def test_a_curtain_travels() -> None:
    curtain = device("living_curtain")
    curtain.state["position"] = 0
    curtain.receive("home/living_curtain/set", "OPEN")
    curtain.tick(1.0, Climate())
    assert 0 < curtain.state["position"] < 100
    for _ in range(10):
        curtain.tick(1.0, Climate())
    assert curtain.state["position"] == 100


def test_the_washer_counts_down_and_ends_idle() -> None:
    washer = device("washer")
    washer.receive("home/washer/activity/set", "running")
    left = washer.state["remaining"]
    washer.tick(60.0, Climate())
    assert washer.state["remaining"] == left - 60
    washer.tick(float(left), Climate())
    assert (washer.state["activity"], washer.state["remaining"]) == ("idle", 0)


def test_the_robot_returns_to_its_dock() -> None:
    robot = device("vacuum")
    robot.receive("home/vacuum/command", "start")
    assert robot.state["activity"] == "cleaning"
    robot.receive("home/vacuum/command", "return_to_base")
    for _ in range(20):
        robot.tick(1.0, Climate())
    assert robot.state["activity"] == "docked"


def test_a_room_cools_while_the_air_conditioner_runs() -> None:
    cooler = device("living_ac")
    climate = Climate()
    climate.of("living_room")["temperature"] = 29.0
    cooler.state |= {"on": True, "mode": "cool", "target_temperature": 24}
    for _ in range(600):
        climate.tick(1.0, [cooler])
    assert climate.of("living_room")["temperature"] < 26


@pytest.mark.parametrize("fault", ["offline", "slow", "refuses", "lies"])
def test_a_faulty_device_does_not_obey_at_once(fault: str) -> None:
    lamp = device("living_light")
    lamp.set_fault(next(one for one in FAULTS if one == fault))
    lamp.receive("home/living_light/state/set", "ON")
    assert lamp.state["on"] is False


def test_a_slow_device_obeys_late() -> None:
    lamp = device("living_light")
    lamp.set_fault("slow")
    lamp.receive("home/living_light/state/set", "ON")
    lamp.tick(SLOW_S / 2, Climate())
    assert lamp.state["on"] is False
    lamp.tick(SLOW_S, Climate())
    assert lamp.state["on"] is True


def test_a_device_that_refuses_says_its_unchanged_state() -> None:
    lamp = device("living_light")
    lamp.set_fault("refuses")
    answers = lamp.receive("home/living_light/state/set", "ON")
    assert ("home/living_light/state", "OFF") in [(m.topic, m.payload) for m in answers]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.text(max_size=20), st.floats(0, 600)), max_size=30)
)
def test_whatever_is_said_to_them_devices_stay_in_their_ranges(
    acts: list[tuple[int, str, float]],
) -> None:
    home = VirtualHome(home_file("ko"), NOWHERE)
    climate = Climate()
    for number, payload, seconds in acts:
        one = home.devices[number % len(home.devices)]
        for topic in one.subscriptions():
            one.receive(topic, payload)
        one.tick(seconds, climate)
        for name in ("position", "battery", "humidity"):
            value = one.state.get(name)
            assert value is None or 0 <= value <= 100
        assert one.state.get("remaining", 0) >= 0


def test_a_thing_of_a_home_file_becomes_a_device() -> None:
    entry = {"id": "x", "name": "등", "type": "light", "area": "a", "state": {"on": False}}
    made = build(entry, {"a": "거실"})
    assert made.config["device"]["suggested_area"] == "거실"
    assert made.config_topic == "homeassistant/light/x/config"
