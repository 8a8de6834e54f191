"""What entities are as things; attributes as Home Assistant 2024.3 and 2026 give them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.home_assistant.mapping import (
    DOMAINS,
    Attributes,
    Call,
    Entity,
    Place,
    UnsupportedError,
    thing_id,
    to_things,
)
from ondol.things.catalog import TYPES
from ondol.things.command import InvokeAction

from .world import asked_of, entity, one, reports, writable

# Lights -------------------------------------------------------------------------------------------

LAMP: dict[str, Any] = {
    "supported_color_modes": ["color_temp", "hs"],
    "min_color_temp_kelvin": 2000,
    "max_color_temp_kelvin": 6535,
    "friendly_name": "거실 등",
}


def test_what_a_light_can_do_its_color_modes_say() -> None:
    assert writable(one("light.a", "off", **LAMP)) == {
        *("on", "brightness", "color", "color_temperature")
    }
    assert writable(one("light.a", "on", supported_color_modes=["brightness"])) == {
        *("on", "brightness")
    }
    assert writable(one("light.a", "on", supported_color_modes=["onoff"])) == {"on"}
    assert writable(one("light.a", "on")) == {"on"}
    warmth = one("light.a", "off", **LAMP).thing.properties["color_temperature"]
    assert (warmth.minimum, warmth.maximum) == (2000, 6535)


def test_several_properties_of_a_light_are_one_call() -> None:
    lamp = one("light.a", "off", **LAMP)
    assert asked_of(lamp, on=True, brightness=30, color="navy") == [
        Call(service="light.turn_on", data={"brightness_pct": 30, "rgb_color": [0, 0, 128]})
    ]
    assert asked_of(lamp, color_temperature=2700) == [
        Call(service="light.turn_on", data={"color_temp_kelvin": 2700})
    ]
    assert asked_of(lamp, brightness=50, on=False) == [Call(service="light.turn_off")]
    with pytest.raises(UnsupportedError, match="no CSS colour name"):
        asked_of(lamp, color="벽돌색")


def test_a_light_reports_percent_and_the_colour_it_has() -> None:
    lit = {**LAMP, "brightness": 128, "color_mode": "hs", "rgb_color": [255, 165, 0]}
    assert reports("light.a", "on", **lit) == {
        "on": True,
        "brightness": 50,
        "color": "orange",
        "color_temperature": None,
    }
    warm = {**LAMP, "brightness": 1, "color_mode": "color_temp", "color_temp_kelvin": 2702}
    assert reports("light.a", "on", **warm) == {
        "on": True,
        "brightness": 1,
        "color": None,
        "color_temperature": 2702,
    }
    assert (
        reports("light.a", "on", asked={"color_temperature": 2700}, **warm)["color_temperature"]
        == 2700
    )
    assert reports("light.a", "off", **LAMP, brightness=None) == {"on": False}
    assert reports("light.a", "unknown", **LAMP) == {"on": None}


def test_a_dark_colour_is_reported_as_it_was_asked_for() -> None:
    blue = {**LAMP, "color_mode": "hs", "rgb_color": [0, 0, 255]}
    assert reports("light.a", "on", asked={"color": "navy"}, **blue)["color"] == "navy"
    assert reports("light.a", "on", asked={"color": "red"}, **blue)["color"] == "blue"


@given(st.integers(1, 100))
def test_every_percent_comes_back_as_it_was_asked_for(percent: int) -> None:
    raw = round(percent * 255 / 100)
    attributes = {**LAMP, "brightness": raw}
    assert reports("light.a", "on", **attributes)["brightness"] == percent


# What keeps a temperature -------------------------------------------------------------------------

COOLER: dict[str, Any] = {
    "hvac_modes": ["off", "heat", "cool", "auto", "dry", "fan_only"],
    "min_temp": 16,
    "max_temp": 30,
    "target_temp_step": 1,
    "fan_modes": ["auto", "low", "mid", "high", "turbo"],
    "swing_modes": ["off", "vertical"],
    "current_temperature": 26.5,
    "current_humidity": None,
    "temperature": 24,
    "fan_mode": "mid",
    "supported_features": 1 | 8 | 32 | 128 | 256,
}


def test_a_climate_that_cools_is_an_air_conditioner() -> None:
    cooler = one("climate.a", "cool", **COOLER)
    assert cooler.thing.type == "air_conditioner"
    assert writable(cooler) == {"on", "mode", "target_temperature", "fan_speed"}
    assert "humidity" not in cooler.thing.properties
    known = cooler.thing.properties
    assert known["mode"].enum == ("heat", "cool", "auto", "dry", "fan")
    assert known["fan_speed"].enum == ("auto", "low", "medium", "high")
    target = known["target_temperature"]
    assert (target.minimum, target.maximum, target.step) == (16, 30, 1)
    assert reports("climate.a", "cool", **COOLER) == {
        "on": True,
        "mode": "cool",
        "target_temperature": 24,
        "temperature": 26.5,
        "fan_speed": "medium",
    }


@pytest.mark.parametrize(
    ("modes", "features", "type_"),
    [
        (["off", "heat"], 1, "thermostat"),
        (["heat", "auto"], 1 | 8, "thermostat"),
        (["off", "heat"], 1 | 8 | 32, "heater"),
        (["off", "heat_cool"], 2, "thermostat"),
        (["off", "dry"], 1, "air_conditioner"),
    ],
)
def test_what_a_climate_is_its_modes_say(modes: list[str], features: int, type_: str) -> None:
    mapped = one("climate.a", "heat", hvac_modes=modes, supported_features=features)
    assert mapped.thing.type == type_
    assert ("target_temperature" in mapped.thing.properties) == bool(features & 1)


def test_a_climate_turns_on_to_the_mode_that_was_on_last() -> None:
    cooler = one("climate.a", "off", **COOLER)
    assert reports("climate.a", "off", **COOLER)["on"] is False
    assert "mode" not in reports("climate.a", "off", **COOLER)
    assert asked_of(cooler, {"mode": "dry"}, on=True) == [
        Call(service="climate.set_hvac_mode", data={"hvac_mode": "dry"})
    ]
    assert asked_of(cooler, on=True) == [Call(service="climate.turn_on")]
    older = one("climate.a", "off", **{**COOLER, "supported_features": 1})
    assert asked_of(older, on=True) == [
        Call(service="climate.set_hvac_mode", data={"hvac_mode": "auto"})
    ]
    assert asked_of(cooler, on=True, mode="fan", target_temperature=24.0) == [
        Call(service="climate.set_hvac_mode", data={"hvac_mode": "fan_only"}),
        Call(service="climate.set_temperature", data={"temperature": 24.0}),
    ]
    assert asked_of(cooler, mode="cool", on=False) == [
        Call(service="climate.set_hvac_mode", data={"hvac_mode": "off"})
    ]


def test_fahrenheit_is_counted_by_home_assistant_and_told_in_celsius() -> None:
    attributes = {
        "hvac_modes": ["off", "cool"],
        "min_temp": 60,
        "max_temp": 86,
        "temperature": 75,
        "current_temperature": 80,
        "supported_features": 1,
    }
    found = replace(entity("climate.a", "cool", **attributes), is_fahrenheit=True)
    (cooler,) = to_things([found], {"climate.a": Place()})
    assert asked_of(cooler, target_temperature=24.0) == [
        Call(service="climate.set_temperature", data={"temperature": 75.0})
    ]
    values = cooler.values({"climate.a": found}, {"target_temperature": 24.0})
    assert (values["target_temperature"], values["temperature"]) == (24.0, 26.7)
    assert cooler.values({"climate.a": found}, {})["target_temperature"] == 23.9
    target = cooler.thing.properties["target_temperature"]
    assert (target.minimum, target.maximum) == (15.6, 30.0)


def test_a_water_heater_keeps_the_names_of_its_modes() -> None:
    attributes: dict[str, Any] = {
        "operation_list": ["off", "eco", "gas"],
        "min_temp": 40,
        "max_temp": 60,
        "temperature": 45,
        "current_temperature": 50,
        "supported_features": 1 | 2 | 8,
    }
    heater = one("water_heater.a", "eco", **attributes)
    assert writable(heater) == {"on", "mode", "target_temperature"}
    assert heater.thing.properties["mode"].enum == ("eco", "gas")
    assert reports("water_heater.a", "gas", **attributes) == {
        "on": True,
        "mode": "gas",
        "target_temperature": 45,
        "temperature": 50,
    }
    assert reports("water_heater.a", "off", **attributes)["on"] is False
    assert asked_of(heater, on=False) == [Call(service="water_heater.turn_off")]
    by_mode = one("water_heater.a", "off", **{**attributes, "supported_features": 3})
    wanted = Call(service="water_heater.set_operation_mode", data={"operation_mode": "gas"})
    assert asked_of(by_mode, {"mode": "gas"}, on=True) == [wanted]
    off = Call(service="water_heater.set_operation_mode", data={"operation_mode": "off"})
    assert asked_of(by_mode, on=False) == [off]


# What opens and closes ----------------------------------------------------------------------------


def test_a_cover_with_positions_goes_to_any() -> None:
    blind = one("cover.a", "open", device_class="blind", current_position=70, supported_features=15)
    assert (blind.thing.kind, writable(blind)) == ("blind", {"position"})
    assert asked_of(blind, position=30) == [
        Call(service="cover.set_cover_position", data={"position": 30})
    ]
    moving = reports("cover.a", "opening", current_position=40, supported_features=15)
    assert moving == {"position": 40}


def test_a_cover_without_positions_only_opens_and_closes() -> None:
    garage = one("cover.a", "closed", device_class="garage", supported_features=3)
    assert garage.thing.properties["position"].enum == (0, 100)
    assert asked_of(garage, position=100) == [Call(service="cover.open_cover")]
    with pytest.raises(UnsupportedError, match="cannot be asked for 50"):
        asked_of(garage, position=50)
    assert reports("cover.a", "open", supported_features=3) == {"position": 100}
    assert reports("cover.a", "opening", supported_features=3) == {}
    assert reports("cover.a", "unknown", supported_features=3) == {"position": None}


def test_slats_tilt() -> None:
    slats = one("cover.a", "closed", current_tilt_position=60, supported_features=240)
    assert writable(slats) == {"tilt"}
    assert asked_of(slats, tilt=20) == [
        Call(service="cover.set_cover_tilt_position", data={"tilt_position": 20})
    ]


def test_a_valve_is_opened_and_closed() -> None:
    valve = one("valve.a", "closed", device_class="gas", supported_features=3)
    assert asked_of(valve, position=0) == [Call(service="valve.close_valve")]
    stepless = one("valve.a", "open", current_position=20, supported_features=7)
    assert asked_of(stepless, position=40) == [
        Call(service="valve.set_valve_position", data={"position": 40})
    ]


def test_a_lock_says_nothing_while_it_moves_and_not_known_where_it_jams() -> None:
    assert asked_of(one("lock.a", "locked"), locked=False) == [Call(service="lock.unlock")]
    assert reports("lock.a", "locked") == {"locked": True}
    assert reports("lock.a", "locking") == {}
    assert reports("lock.a", "jammed") == {"locked": None}
    assert reports("lock.a", "open") == {"locked": False}


def test_a_lock_that_wants_a_code_is_opened_only_if_home_assistant_keeps_the_code() -> None:
    asking = one("lock.a", "locked", code_format="^\\d{4}$")
    assert writable(asking) == set()
    with pytest.raises(UnsupportedError):
        asked_of(asking, locked=False)
    keeping = replace(entity("lock.a", "locked", code_format="^\\d{4}$"), has_code=True)
    (mapped,) = to_things([keeping], {"lock.a": Place()})
    assert writable(mapped) == {"locked"}


# Air, players, robots -----------------------------------------------------------------------------


def test_a_fan_starts_at_its_speed_in_one_call() -> None:
    fan = one(
        "fan.a",
        "off",
        supported_features=1 | 2 | 4 | 8,
        percentage_step=33.3,
        preset_modes=["auto", "low", "high", "sleep"],
        oscillating=False,
        direction="forward",
    )
    assert writable(fan) == {"on", "speed", "fan_speed", "oscillating", "direction"}
    assert fan.thing.properties["fan_speed"].enum == ("auto", "low", "high")
    assert asked_of(fan, on=True, speed=66, oscillating=True) == [
        Call(service="fan.turn_on", data={"percentage": 66}),
        Call(service="fan.oscillate", data={"oscillating": True}),
    ]
    assert asked_of(fan, speed=33) == [Call(service="fan.set_percentage", data={"percentage": 33})]
    assert reports("fan.a", "on", supported_features=1, percentage=66) == {"on": True, "speed": 66}
    assert reports("fan.a", "off", supported_features=1, percentage=0) == {"on": False}


def test_a_dehumidifier_is_told_from_a_humidifier() -> None:
    attributes: dict[str, Any] = {
        "device_class": "dehumidifier",
        "min_humidity": 30,
        "max_humidity": 70,
        "humidity": 50,
        "current_humidity": 61,
        "available_modes": ["home", "eco"],
        "mode": "eco",
        "supported_features": 1,
    }
    dryer = one("humidifier.a", "on", **attributes)
    assert dryer.thing.type == "dehumidifier"
    assert asked_of(dryer, mode="home", target_humidity=40) == [
        Call(service="humidifier.set_mode", data={"mode": "home"}),
        Call(service="humidifier.set_humidity", data={"humidity": 40}),
    ]
    assert reports("humidifier.a", "on", **attributes) == {
        "on": True,
        "target_humidity": 50,
        "humidity": 61,
        "mode": "eco",
    }


TV: dict[str, Any] = {
    "device_class": "tv",
    "source_list": ["HDMI 1", " 넷플릭스\u200b"],
    "supported_features": 1 | 4 | 8 | 16 | 32 | 128 | 256 | 2048 | 4096 | 16384,
}


def test_a_player_that_says_so_is_a_television_and_others_are_speakers() -> None:
    assert one("media_player.a", "off", **TV).thing.type == "tv"
    assert one("media_player.a", "idle", device_class="receiver").thing.type == "speaker"
    assert one("media_player.a", "idle").thing.type == "speaker"


def test_a_television_takes_what_it_says_it_can() -> None:
    tv = one("media_player.a", "off", **TV)
    assert writable(tv) == {"on", "volume", "muted", "playback", "source"}
    assert set(tv.thing.actions) == {"next", "previous"}
    assert asked_of(tv, on=True, source="넷플릭스", volume=30) == [
        Call(service="media_player.turn_on"),
        Call(service="media_player.select_source", data={"source": " 넷플릭스\u200b"}),
        Call(service="media_player.volume_set", data={"volume_level": 0.3}),
    ]
    skip = [InvokeAction(thing_id="x", name="next")]
    assert tv.calls(skip, {}) == [Call(service="media_player.media_next_track")]
    with pytest.raises(UnsupportedError):
        tv.calls([InvokeAction(thing_id="x", name="explode")], {})


def test_what_plays_is_reported_and_what_is_off_shows_nothing() -> None:
    playing = {
        **TV,
        "volume_level": 0.29,
        "is_volume_muted": False,
        "media_title": "무한\u202e도전",
        "app_name": "Netflix",
        "source": "HDMI 1",
    }
    assert reports("media_player.a", "buffering", **playing) == {
        "on": True,
        "playback": "playing",
        "volume": 29,
        "muted": False,
        "title": "무한도전",
        "app": "Netflix",
        "source": "HDMI 1",
    }
    assert reports("media_player.a", "standby", **TV) == {"on": False, "playback": "idle"}
    assert reports("media_player.a", "unknown", **TV) == {"on": None, "playback": None}


def test_a_robot_is_asked_for_what_it_can_do() -> None:
    robot = one(
        "vacuum.a",
        "docked",
        supported_features=4 | 16 | 32 | 8192,
        fan_speed_list=["quiet", "turbo"],
        battery_level=80,
    )
    assert asked_of(robot, activity="cleaning") == [Call(service="vacuum.start")]
    assert asked_of(robot, activity="docked") == [Call(service="vacuum.return_to_base")]
    assert asked_of(robot, mode="turbo") == [
        Call(service="vacuum.set_fan_speed", data={"fan_speed": "turbo"})
    ]
    assert reports("vacuum.a", "error", battery_level=9) == {"activity": None, "battery": 9}
    mower = one("lawn_mower.a", "mowing", supported_features=5)
    assert mower.thing.type == "mower"
    assert mower.thing.properties["activity"].enum == ("cleaning", "returning", "docked")
    assert reports("lawn_mower.a", "mowing", supported_features=5) == {"activity": "cleaning"}


# One property -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entity_id", "attributes", "type_"),
    [
        ("switch.a", {}, "switch"),
        ("switch.a", {"device_class": "outlet"}, "outlet"),
        ("input_boolean.a", {}, "switch"),
        ("scene.a", {}, "scene"),
        ("script.a", {}, "script"),
        ("button.a", {}, "script"),
        ("input_button.a", {}, "script"),
        ("person.a", {}, "person"),
    ],
)
def test_types_of_one_property(entity_id: str, attributes: dict[str, Any], type_: str) -> None:
    assert one(entity_id, "off", **attributes).thing.type == type_


@pytest.mark.parametrize(
    ("entity_id", "changes", "service"),
    [
        ("switch.a", {"on": True}, "switch.turn_on"),
        ("input_boolean.a", {"on": False}, "input_boolean.turn_off"),
        ("scene.a", {"activated": True}, "scene.turn_on"),
        ("script.a", {"activated": True}, "script.turn_on"),
        ("button.a", {"activated": True}, "button.press"),
        ("input_button.a", {"activated": True}, "input_button.press"),
    ],
)
def test_services_of_one_property(entity_id: str, changes: dict[str, Any], service: str) -> None:
    assert asked_of(one(entity_id, "off"), **changes) == [Call(service=service)]


def test_a_person_is_home_away_or_in_a_zone() -> None:
    assert [reports("person.a", state)["location"] for state in ("home", "not_home", "회사")] == [
        "home",
        "not_home",
        "회사",
    ]
    assert reports("person.a", "unknown") == {"location": None}


@pytest.mark.parametrize(
    ("state", "attributes", "measures", "unit", "value"),
    [
        ("71.6", {"device_class": "temperature", "unit_of_measurement": "°F"}, "temperature",
         "DEG_C", 22.0),
        ("2.5", {"device_class": "energy", "unit_of_measurement": "MWh"}, "energy", "KiloW-HR",
         2500.0),
        ("400", {"device_class": "carbon_dioxide", "unit_of_measurement": "ppm"}, "co2", "PPM",
         400.0),
        ("5", {"unit_of_measurement": "개"}, None, None, 5.0),
        ("eco", {"device_class": "enum", "options": ["eco"]}, None, None, "eco"),
        ("unknown", {"device_class": "humidity", "unit_of_measurement": "%"}, "humidity",
         "PERCENT", None),
        ("nan", {"device_class": "humidity", "unit_of_measurement": "%"}, "humidity", "PERCENT",
         None),
    ],
)  # fmt: skip
def test_a_sensor_reads_in_our_units(
    state: str, attributes: dict[str, Any], measures: str | None, unit: str | None, value: object
) -> None:
    mapped = one("sensor.a", state, **attributes)
    assert mapped.thing.measures == measures
    assert mapped.thing.properties["value"].unit == unit
    assert reports("sensor.a", state, **attributes) == {"value": value}
    assert writable(mapped) == set()


def test_a_binary_sensor_is_true_for_open_wet_and_seen() -> None:
    assert one("binary_sensor.a", "on", device_class="moisture").thing.measures == "water_leak"
    assert one("binary_sensor.a", "on", device_class="door").thing.measures == "door"
    assert one("binary_sensor.a", "on", device_class="moving").thing.measures is None
    assert reports("binary_sensor.a", "on") == {"value": True}
    assert reports("binary_sensor.a", "unknown") == {"value": None}


@pytest.mark.parametrize(
    ("entity_id", "state", "value"),
    [
        ("number.a", "0.5", 0.5),
        ("input_number.a", "20", 20.0),
        ("select.a", "3", "3"),
        ("input_select.a", "외출", "외출"),
    ],
)
def test_numbers_and_selects_are_only_read(entity_id: str, state: str, value: object) -> None:
    assert reports(entity_id, state) == {"value": value}
    assert writable(one(entity_id, state)) == set()


# Devices, names -----------------------------------------------------------------------------------


def at(area: str | None = None) -> Place:
    return Place(area=area)


def of_one_device(*entities: Entity, **areas: str) -> dict[str, set[str]]:
    """Return the properties of each thing that the entities of one device are."""
    places = {one.id: at(areas.get(one.id.replace(".", "_"))) for one in entities}
    return {mapped.thing.id: set(mapped.thing.properties) for mapped in to_things(entities, places)}


def test_a_sensor_of_a_device_is_a_property_of_its_main_thing() -> None:
    plug = entity("switch.plug", "on", device_class="outlet")
    power = entity("sensor.power", "60", device_class="power", unit_of_measurement="W")
    energy = entity("sensor.energy", "5", device_class="energy", unit_of_measurement="Wh")
    found = to_things([plug, power, energy], dict.fromkeys(
        (plug.id, power.id, energy.id), at()))  # fmt: skip
    (mapped,) = found
    entities = {one.id: one for one in (plug, power, energy)}
    assert mapped.values(entities, {}) == {"on": True, "power": 60.0, "energy": 0.005}
    assert mapped.values({plug.id: plug}, {}) == {"on": True, "power": None, "energy": None}


def test_what_is_not_clear_stays_a_thing_of_its_own() -> None:
    cooler = entity("climate.a", "off", **COOLER)
    inside = entity("sensor.inside", "45", device_class="humidity", unit_of_measurement="%")
    outside = entity("sensor.outside", "80", device_class="humidity", unit_of_measurement="%")
    strange = entity("sensor.strange", "3", device_class="humidity", unit_of_measurement="g")
    assert "humidity" in of_one_device(cooler, inside)["ha-climate.a"]
    assert set(of_one_device(cooler, inside, outside)) == {
        *("ha-climate.a", "ha-sensor.inside", "ha-sensor.outside")
    }
    assert set(of_one_device(cooler, strange)) == {"ha-climate.a", "ha-sensor.strange"}
    elsewhere = of_one_device(cooler, inside, sensor_inside="베란다")
    assert set(elsewhere) == {"ha-climate.a", "ha-sensor.inside"}
    two = [entity(f"switch.{name}", "on") for name in "ab"]
    power = entity("sensor.power", "60", device_class="power", unit_of_measurement="W")
    assert len(of_one_device(*two, power)) == 3


def test_knobs_of_a_device_that_is_something_are_left_out() -> None:
    knob = entity("number.delay", "3")
    assert set(of_one_device(entity("light.a", "on"), knob)) == {"ha-light.a"}
    assert set(of_one_device(entity("sensor.a", "3"), knob)) == {"ha-sensor.a", "ha-number.delay"}


def test_ids_hold_and_names_are_for_people() -> None:
    assert thing_id("light.kitchen") == "ha-light.kitchen"
    long = thing_id(f"light.{'x' * 240}")
    assert len(long) == 128
    assert long != thing_id(f"light.{'x' * 239}y")
    assert one("light.a", "on", friendly_name=" 거실\u200b 등 ").thing.title == "거실 등"
    assert one("sensor.total_energy", "1").thing.title == "total energy"
    assert one("light.a", "on", friendly_name=["x"]).thing.title == "a"


# Whatever Home Assistant may say ------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
ATTRIBUTES = st.sampled_from(
    sorted(
        {*LAMP, *COOLER, *TV, "brightness", "color_mode", "rgb_color", "color_temp_kelvin"}
        | {"current_position", "percentage", "percentage_step", "preset_modes", "operation_list"}
        | {"unit_of_measurement", "state_class", "device_class", "volume_level", "media_title"}
    )
)


@given(
    st.sampled_from(sorted(DOMAINS)),
    st.text(max_size=8) | st.sampled_from(["on", "off", "unknown", "unavailable", "cool"]),
    st.dictionaries(ATTRIBUTES, VALUES, max_size=8),
    st.integers(0, 2**16),
)
def test_whatever_an_entity_says_it_is_a_thing_of_the_catalogue_or_none(
    domain: str, state: str, attributes: dict[str, Any], features: int
) -> None:
    attributes = {"supported_features": features, **attributes}
    found = entity(f"{domain}.a", state, **attributes)
    for mapped in to_things([found], {found.id: Place()}):
        known = TYPES[mapped.thing.type].properties
        assert set(mapped.thing.properties) <= set(known)
        for name, value in mapped.values({found.id: found}, {}).items():
            type_ = mapped.thing.properties[name].type
            assert value is None or isinstance(value, type_ if type_ is not float else int | float)


def test_attributes_of_another_type_are_not_there() -> None:
    strange = Attributes(
        {"a": True, "b": "x" * 999, "c": [1, "y"], "d": float("inf"), "e": "1e400"}
    )
    assert strange.number("a") is None
    assert len(strange.word("b") or "") == 255
    assert strange.words("c") == ("y",)
    assert strange.numbers("c") == ()
    assert strange.number("d") is None
    assert strange.number("e") is None
    assert not strange.can(1)
