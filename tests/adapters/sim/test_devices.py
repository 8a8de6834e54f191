import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.sim.devices import FAULTS, SLOW_S, WASH_S, Climate, Device, build
from ondol.adapters.sim.scenes import SCENES, play
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


def test_a_washer_that_was_started_says_how_long_before_it_says_that_it_runs() -> None:
    said = [one.topic for one in device("washer").receive("home/washer/activity/set", "running")]
    assert said.index("home/washer/remaining") < said.index("home/washer/activity")


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


NUMBERS = st.floats(allow_nan=True, allow_infinity=True).map(str)
WORDS = st.sampled_from(
    [
        "ON",
        "OFF",
        "OPEN",
        "CLOSE",
        "running",
        "paused",
        "heat",
        "cool",
        "start",
        "dock",
        "울",
        "turbo",
    ]
)
FLOATS = st.floats()
JSON = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(["ON", "OFF"]),
        "brightness": FLOATS,
        "color": st.fixed_dictionaries({"r": FLOATS, "g": FLOATS, "b": FLOATS}),
        "color_temp": FLOATS,
    },
).map(json.dumps)
PAYLOADS = st.one_of(st.text(max_size=20), NUMBERS, st.integers().map(str), WORDS, JSON)
ACTS = st.lists(st.tuples(st.integers(0, 50), PAYLOADS, st.floats(0, 100_000)), max_size=30)


def within(announced: Any, value: float, low: str, high: str) -> bool:
    return bool(announced[low] <= value <= announced[high])


def assert_as_announced(one: Device, said: Mapping[str, str]) -> None:
    """Hold what a device says to what it announced; nothing is known here of its inside."""
    config = one.config
    for part in config.get("components", {"": config}).values():
        match part.get("platform") or one.config_topic.split("/")[1]:
            case "select":
                assert said[part["state_topic"]] in part["options"]
            case "number":
                assert within(part, float(said[part["state_topic"]]), "min", "max")
            case "climate":
                goal = float(said[part["temperature_state_topic"]])
                assert within(part, goal, "min_temp", "max_temp")
                for which in ("mode", "fan_mode"):
                    if f"{which}_state_topic" in part:
                        assert said[part[f"{which}_state_topic"]] in part[f"{which}s"]
            case "fan":
                if "percentage_state_topic" in part:
                    assert 0 <= int(said[part["percentage_state_topic"]]) <= 100
                if "preset_mode_state_topic" in part:
                    assert said[part["preset_mode_state_topic"]] in part["preset_modes"]
            case "humidifier":
                goal = float(said[part["target_humidity_state_topic"]])
                assert within(part, goal, "min_humidity", "max_humidity")
            case "cover":
                assert 0 <= int(said[part["position_topic"]]) <= 100
            case "light" if part.get("schema") == "json":
                light = json.loads(said[part["state_topic"]])
                assert 0 <= light["brightness"] <= 255
                assert all(0 <= value <= 255 for value in light.get("color", {}).values())
            case "light" if "brightness_state_topic" in part:
                assert 0 <= int(said[part["brightness_state_topic"]]) <= 100
                if "color_temp_state_topic" in part:
                    warm = float(said[part["color_temp_state_topic"]])
                    assert within(part, warm, "min_mireds", "max_mireds")
            case "switch" | "binary_sensor":
                assert said[part["state_topic"]] in {"ON", "OFF"}
            case "sensor" if part.get("unit_of_measurement") in {"%", "s", "µg/m³"}:
                assert float(said[part["state_topic"]]) >= 0


@given(st.sampled_from(["ko", "en"]), ACTS)
def test_whatever_is_said_to_them_devices_stay_as_they_announced(
    language: str, acts: list[tuple[int, str, float]]
) -> None:
    home = VirtualHome(home_file(language), NOWHERE)
    climate = Climate()
    for number, payload, seconds in acts:
        one = home.devices[number % len(home.devices)]
        for topic in one.subscriptions():
            one.receive(topic, payload)
        climate.tick(seconds, home.devices)
        one.tick(seconds, climate)
        assert_as_announced(one, {m.topic: m.payload for m in one.report()})
        for air in climate.air.values():
            assert all(-50 <= value <= 100 for value in air.values())


@given(st.sampled_from(["mood_light", "study_light"]), st.lists(st.one_of(JSON, PAYLOADS)))
def test_whatever_a_colour_lamp_is_told_it_shows_what_lamps_can(
    name: str, payloads: list[str]
) -> None:
    lamp = device(name)
    for payload in payloads:
        lamp.receive(f"home/{name}/set", payload)
        assert_as_announced(lamp, {m.topic: m.payload for m in lamp.report()})


@given(st.sampled_from(["washer", "dryer", "dishwasher"]), st.lists(st.floats(1, 600)))
def test_what_washes_always_ends(name: str, waits: list[float]) -> None:
    one = device(name)
    one.receive(f"home/{name}/activity/set", "running")
    for seconds in [*waits, *[600.0] * 10]:
        one.tick(seconds, Climate())
    assert (one.state["activity"], one.state["remaining"]) == ("idle", 0)


def test_a_wash_that_was_paused_goes_on_where_it_was() -> None:
    washer = device("washer")
    washer.receive("home/washer/activity/set", "running")
    washer.tick(600.0, Climate())
    washer.receive("home/washer/activity/set", "paused")
    washer.tick(600.0, Climate())
    washer.receive("home/washer/activity/set", "running")
    assert washer.state["remaining"] == WASH_S["washer"] - 600


def test_a_program_that_the_washer_does_not_have_changes_nothing() -> None:
    washer = device("washer")
    washer.receive("home/washer/program/set", "우주복")
    assert published(washer, "home/washer/program") == "표준"


def test_an_empty_robot_returns_by_itself_and_charges() -> None:
    robot = device("vacuum")
    robot.receive("home/vacuum/command", "start")
    robot.state["battery"] = 15.1
    seen = []
    for _ in range(120):
        robot.tick(10.0, Climate())
        seen.append(robot.state["activity"])
    assert list(dict.fromkeys(seen)) == ["returning", "docked"]
    assert robot.state["battery"] > 15.1


def test_dust_falls_while_the_purifier_runs() -> None:
    purifier = device("air_purifier")
    shown = []
    for power in ("OFF", "ON"):
        climate = Climate()
        climate.of("living_room")["pm25"] = 40.0
        purifier.receive("home/air_purifier/power/set", power)
        for _ in range(1800):
            climate.tick(1.0, [purifier])
        shown.append(climate.shown("living_room", "pm25"))
    assert shown[1] < shown[0] - 5


def test_somebody_comes_by_now_and_then_and_goes() -> None:
    motion, climate = device("bath_motion"), Climate()
    seen = []
    for _ in range(6000):
        motion.tick(10.0, climate)
        seen.append(motion.state["value"])
    assert {True, False} == set(seen)
    assert seen.count(True) < seen.count(False)


def test_time_that_changes_nothing_says_nothing() -> None:
    lamp = device("living_light")
    assert lamp.tick(60.0, Climate()) == []


def test_an_offline_device_says_nothing_even_of_what_it_was_told_before() -> None:
    lamp = device("living_light")
    lamp.set_fault("slow")
    lamp.receive("home/living_light/state/set", "ON")
    lamp.set_fault("offline")
    assert lamp.tick(SLOW_S + 1, Climate()) == []
    assert lamp.state["on"] is False


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_scene_of_a_home_does_something(language: str) -> None:
    home = VirtualHome(home_file(language), NOWHERE)
    for scene in home.devices:
        if scene.type == "scene":
            assert play(scene.id, home.devices), scene.id


def test_nothing_that_a_scene_sets_is_missing() -> None:
    both = [VirtualHome(home_file(one), NOWHERE).devices for one in ("ko", "en")]
    for name, scene in SCENES.items():
        for devices in both:
            known = {one.id: set(one.state) for one in devices}
            if name in known:
                assert all(set(values) <= known[one] for one, values in scene.sets.items())


def test_the_film_scene_darkens_the_room_but_for_a_lamp_that_is_offline() -> None:
    home = VirtualHome(home_file("ko"), NOWHERE)
    by_id = {one.id: one for one in home.devices}
    by_id["living_light"].state["on"] = by_id["indirect_light"].state["on"] = True
    by_id["indirect_light"].set_fault("offline")
    scene = by_id["movie_mode"]
    scene.receive("home/movie_mode/set", "ON")
    assert scene.was_run
    play("movie_mode", home.devices)
    assert by_id["living_light"].state["on"] is False
    assert by_id["mood_light"].state["brightness"] == 20
    assert by_id["indirect_light"].state["on"] is True


def test_leaving_home_touches_no_lock_and_no_valve() -> None:
    home = VirtualHome(home_file("ko"), NOWHERE)
    for one in home.devices:
        if "on" in one.state:
            one.state["on"] = True
    play("away_mode", home.devices)
    by_id = {one.id: one for one in home.devices}
    assert by_id["door_lock"].state["locked"] is True
    assert by_id["living_light"].state["on"] is False
    assert by_id["water_purifier"].state["on"] is True


def test_a_thing_of_a_home_file_becomes_a_device() -> None:
    entry = {"id": "x", "name": "등", "type": "light", "area": "a", "state": {"on": False}}
    made = build(entry, {"a": "거실"})
    assert made.config["device"]["suggested_area"] == "거실"
    assert made.config_topic == "homeassistant/light/x/config"
