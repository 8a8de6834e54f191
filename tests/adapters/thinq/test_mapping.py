from collections.abc import Mapping
from typing import Any

import pytest

from ondol.adapters.thinq.mapping import Appliance, Mapped, Record, read_records, to_appliance
from ondol.adapters.thinq.profile import MAX_SLOTS
from ondol.things.command import Refused, SetProperty
from ondol.things.thing import Value

Json = dict[str, Any]


def enum(*words: object, mode: str = "rw") -> Json:
    return {"type": "enum", "mode": list(mode), "value": {one: list(words) for one in mode}}


def span(
    low: float, high: float, step: float = 1, *, mode: str = "rw", without: tuple[int, ...] = ()
) -> Json:
    limits = {"min": low, "max": high, "step": step, "except": list(without)}
    return {"type": "range", "mode": list(mode), "value": dict.fromkeys(mode, limits)}


NUMBER: Json = {"type": "number", "mode": ["r"]}


def appliance(
    kind: str, profile: object, *, alias: str = "기기", language: str = "ko"
) -> Appliance:
    record = Record(id="d1", type=f"DEVICE_{kind}", alias=alias, model="M")
    return to_appliance(record, profile, language=language)


def air_conditioner(*, unit: str = "C", **resources: object) -> Appliance:
    cool = span(18, 30, mode="w") if unit == "C" else span(64, 86, 2, mode="w")
    heat = span(16, 30, mode="w") if unit == "C" else span(60, 86, 2, mode="w")
    temperatures = {
        "currentTemperature": NUMBER,
        "targetTemperature": NUMBER,
        "coolTargetTemperature": cool,
        "heatTargetTemperature": heat,
        "unit": unit,
    }
    profile = {
        "airConJobMode": {"currentJobMode": enum("COOL", "HEAT", "AIR_DRY", "ENERGY_SAVING")},
        "operation": {"airConOperationMode": enum("POWER_ON", "POWER_OFF")},
        "temperatureInUnits": [temperatures],
        **resources,
    }
    return appliance("AIR_CONDITIONER", {"property": profile})


def sent(made: Appliance, state: object, index: int = 0, **changes: Value) -> object:
    """Return what is sent to make these changes, in order."""
    mapped = made.things[index]
    raw, _ = made.read(state)
    commands = [SetProperty(thing_id="x", name=name, value=v) for name, v in changes.items()]
    messages = made.messages(mapped, commands, {**made.profile.constants, **raw})
    return messages if isinstance(messages, Refused) else [dict(one.payload) for one in messages]


def said(made: Appliance, state: object, index: int = 0) -> Mapping[str, Value]:
    raw, _ = made.read(state)
    return made.things[index].values(raw)


def main(made: Appliance) -> Mapped:
    return made.things[0]


# Temperatures ---------------------------------------------------------------------------------

COOLING = {"airConJobMode": {"currentJobMode": "COOL"}}
HEATING = {"airConJobMode": {"currentJobMode": "HEAT"}}


def test_the_target_is_that_of_the_mode() -> None:
    made = air_conditioner()
    cool = [{"temperatureInUnits": {"coolTargetTemperature": 22, "unit": "C"}}]
    heat = [{"temperatureInUnits": {"heatTargetTemperature": 22, "unit": "C"}}]
    assert sent(made, COOLING, target_temperature=22.0) == cool
    assert sent(made, HEATING, target_temperature=22.0) == heat
    assert sent(made, {}, target_temperature=22.0) == cool


def test_the_target_is_that_of_the_mode_that_is_asked_for_with_it() -> None:
    assert sent(air_conditioner(), COOLING, target_temperature=20.0, mode="heat") == [
        {"airConJobMode": {"currentJobMode": "HEAT"}},
        {"temperatureInUnits": {"heatTargetTemperature": 20, "unit": "C"}},
    ]


def test_a_target_that_only_another_mode_takes_is_refused() -> None:
    made = air_conditioner()
    assert main(made).thing.properties["target_temperature"].minimum == 16
    answer = sent(made, COOLING, target_temperature=16.0)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.reason) == ("out_of_range", "기기: it takes 18 to 30 °C there")


def test_fahrenheit_is_celsius_here() -> None:
    made = air_conditioner(unit="F")
    state = {
        "temperatureInUnits": [{"currentTemperature": 77, "targetTemperature": 66, "unit": "F"}]
    }
    assert said(made, {**COOLING, **state})["temperature"] == 25.0
    assert said(made, {**COOLING, **state})["target_temperature"] == 18.9
    assert sent(made, COOLING, target_temperature=24.0) == [
        {"temperatureInUnits": {"coolTargetTemperature": 76, "unit": "F"}}
    ]


def test_of_celsius_and_fahrenheit_celsius_is_used() -> None:
    items = [
        {"currentTemperature": NUMBER, "targetTemperature": span(35, 60), "unit": "C"},
        {"currentTemperature": NUMBER, "targetTemperature": span(95, 140), "unit": "F"},
    ]
    made = appliance("WATER_HEATER", {"property": {"temperatureInUnits": items}})
    state = [{"targetTemperature": 113, "unit": "F"}, {"targetTemperature": 45, "unit": "C"}]
    assert said(made, {"temperatureInUnits": state})["target_temperature"] == 45.0
    assert set(main(made).thing.properties) == {"target_temperature", "temperature"}


def test_a_temperature_that_is_told_twice_is_one_property() -> None:
    twice = {
        "currentTemperature": NUMBER,
        "targetTemperature": span(18, 30),
        "unit": enum("C", "F"),
    }
    made = air_conditioner(temperature=twice)
    extra = [name for name in main(made).thing.properties if name.startswith("temperature_")]
    assert extra == []


def test_a_refrigerators_places_are_its_temperatures() -> None:
    places = [
        {"locationName": place, "targetTemperatureC": span(low, low + 6), "unit": enum("C", "F")}
        for place, low in (("FRIDGE", 1), ("FREEZER", -23), ("CONVERTIBLE", -10))
    ]
    made = appliance("REFRIGERATOR", {"property": {"temperatureInUnits": places}})
    assert sent(made, {}, target_temperature=3.0, freezer_target_temperature=-20.0) == [
        {"temperatureInUnits": {"locationName": "FRIDGE", "targetTemperatureC": 3}},
        {"temperatureInUnits": {"locationName": "FREEZER", "targetTemperatureC": -20}},
    ]
    assert sent(made, {}, temperature_in_units_convertible_target_temperature=-5.0) == [
        {"temperatureInUnits": {"locationName": "CONVERTIBLE", "targetTemperatureC": -5}}
    ]


# Words ----------------------------------------------------------------------------------------


def test_modes_without_a_word_of_ours_keep_their_own() -> None:
    made = air_conditioner()
    assert main(made).thing.properties["mode"].enum == ("cool", "heat", "dry", "energy_saving")
    assert sent(made, {}, mode="energy_saving") == [
        {"airConJobMode": {"currentJobMode": "ENERGY_SAVING"}}
    ]
    assert said(made, {"airConJobMode": {"currentJobMode": "NEW_MODE"}})["mode"] == "new_mode"


def test_wind_that_has_more_words_than_ours_can_be_set_by_its_own_too() -> None:
    made = air_conditioner(airFlow={"windStrength": enum("SLOW", "LOW", "MID", "HIGH", "POWER")})
    assert main(made).thing.properties["fan_speed"].enum == ("low", "medium", "high")
    assert sent(made, {}, fan_speed="low") == [{"airFlow": {"windStrength": "LOW"}}]
    assert sent(made, {}, air_flow_wind_strength="POWER") == [
        {"airFlow": {"windStrength": "POWER"}}
    ]
    assert said(made, {"airFlow": {"windStrength": "POWER"}})["fan_speed"] == "high"


def test_blades_swing_or_stand_still() -> None:
    made = air_conditioner(windDirection={"rotateUpDown": {"type": "boolean", "mode": ["r", "w"]}})
    swing = main(made).thing.properties["swing"]
    assert swing.accepts("auto")
    assert swing.accepts(None)
    assert not swing.accepts("up")
    assert sent(made, {}, swing="auto") == [{"windDirection": {"rotateUpDown": True}}]
    assert sent(made, {}, swing=None) == [{"windDirection": {"rotateUpDown": False}}]
    assert said(made, {"windDirection": {"rotateUpDown": True}})["swing"] == "auto"


def test_on_comes_first_then_the_mode_and_off_last() -> None:
    made = air_conditioner(airFlow={"windStrength": enum("LOW", "HIGH")})
    first = sent(made, {}, fan_speed="high", mode="cool", on=True)
    assert isinstance(first, list)
    assert [next(iter(one)) for one in first] == ["operation", "airConJobMode", "airFlow"]
    last = sent(made, {}, on=False, fan_speed="high")
    assert isinstance(last, list)
    assert [next(iter(one)) for one in last] == ["airFlow", "operation"]


@pytest.mark.parametrize(
    ("state", "activity", "on"),
    [
        ("POWER_OFF", "idle", False),
        ("INITIAL", "idle", True),
        ("RINSING", "running", True),
        ("PAUSE", "paused", True),
        ("END", "idle", True),
        ("A_NEW_STATE", None, True),
    ],
)
def test_how_a_programme_stands(state: str, activity: str | None, on: bool) -> None:
    profile = {
        "runState": {"currentState": enum("POWER_OFF", "INITIAL", mode="r")},
        "operation": {"dryerOperationMode": enum("START", "STOP", "POWER_OFF", mode="w")},
    }
    values = said(appliance("DRYER", {"property": profile}), {"runState": {"currentState": state}})
    assert (values["activity"], values["on"]) == (activity, on)
    assert values["run_state_current_state"] == state


def test_an_oven_is_not_started_by_turning_it_on() -> None:
    profile = {
        "location": {"locationName": "OVEN"},
        "runState": {"currentState": enum("INITIAL", "COOKING_IN_PROGRESS", mode="r")},
        "operation": {"ovenOperationMode": enum("START", "STOP", mode="w")},
    }
    made = appliance("OVEN", {"property": [profile]})
    assert not main(made).thing.properties["on"].accepts(True)
    stop = {"location": {"locationName": "OVEN"}, "operation": {"ovenOperationMode": "STOP"}}
    assert sent(made, {}, on=False) == [stop]
    assert main(made).thing.title == "기기"


def test_a_hoods_lamp_is_not_set_before_its_fan_is_known() -> None:
    profile = {"ventilation": {"fanSpeed": span(0, 5)}, "lamp": {"lampBrightness": span(0, 2)}}
    made = appliance("HOOD", {"property": profile})
    lamp = next(i for i, one in enumerate(made.things) if one.thing.type == "light")
    answer = sent(made, {}, lamp, on=True)
    assert isinstance(answer, Refused)
    assert answer.code == "unknown_state"
    known = {"ventilation": {"fanSpeed": 3}, "lamp": {"lampBrightness": 0}}
    both = [{"lamp": {"lampBrightness": 2}, "ventilation": {"fanSpeed": 3}}]
    assert sent(made, known, lamp, on=True) == both
    assert sent(made, known, lamp, on=True, brightness=50) == [
        {"lamp": {"lampBrightness": 1}, "ventilation": {"fanSpeed": 3}}
    ]


def test_a_number_that_is_left_out_of_a_range_is_refused() -> None:
    made = air_conditioner(airFlow={"windStep": span(1, 5, without=(3,))})
    assert main(made).thing.properties["air_flow_wind_step"].enum == (1, 2, 4, 5)
    answer = sent(made, {}, air_flow_wind_step=3)
    assert isinstance(answer, Refused)
    assert answer.code == "out_of_range"


# Names, and what comes from outside -----------------------------------------------------------


def test_names_are_in_the_language_of_the_home_and_the_other_is_an_alias() -> None:
    places = [{"location": {"locationName": place}, "runState": {"currentState": enum("INITIAL")}}
              for place in ("UPPER", "LOWER")]  # fmt: skip
    made = appliance("OVEN", {"property": places}, alias="오븐", language="en")
    assert [one.thing.title for one in made.things] == ["오븐 upper", "오븐 lower"]
    assert main(made).thing.aliases == ("오븐 위칸",)
    assert [one.thing.id for one in made.things] == ["thinq_d1_upper", "thinq_d1_lower"]


def test_an_id_that_is_long_is_short_and_still_its_own() -> None:
    ids = set()
    for last in "ab":
        record = Record(id="f" * 190 + last, type="DEVICE_STYLER", alias="", model="S3")
        made = to_appliance(record, {"property": {"runState": {"currentState": enum("INITIAL")}}})
        ids.add(main(made).thing.id)
        assert main(made).thing.title == "S3"
    assert len(ids) == 2
    assert all(len(one) <= 100 for one in ids)


@pytest.mark.parametrize(
    "profile",
    [
        None,
        [],
        7,
        {},
        {"property": None},
        {"property": [None, 7, {"location": 3}]},
        {"property": {"operation": 7, "\u202e": {}, "airFlow": {"wind strength": NUMBER}}},
        {"property": {"temperatureInUnits": [{"unit": ["C"]}, {"unit": "C", "x": {"type": {}}}]}},
        {"property": {"airFlow": {"windStep": {"type": "range", "mode": "rw", "value": 3}}}},
        {"property": {"airFlow": {"windStep": span(5, 1), "warmMode": enum({}, [], None)}}},
        {"notification": {"push": {"a": 1}}, "error": 3, "property": {}},
        {"washer": 3, "dryer": []},
    ],
)
def test_a_profile_that_makes_no_sense_is_no_reason_to_stop(profile: object) -> None:
    made = appliance("AIR_CONDITIONER", profile)
    for state in (None, 7, [], [None], {}, {"airFlow": [1], "operation": {"x": {}}}):
        made.read(state)
        for mapped in made.things:
            assert mapped.values(made.read(state)[0]) is not None


def test_a_profile_without_end_is_cut() -> None:
    many = {f"property{count}": NUMBER for count in range(2 * MAX_SLOTS)}
    made = appliance("AIR_PURIFIER", {"property": {"misc": many}})
    assert len(main(made).thing.properties) == MAX_SLOTS
    assert f"it has more than {MAX_SLOTS} properties" in {one.reason for one in made.problems}


def test_a_list_of_devices_is_read_as_far_as_it_makes_sense() -> None:
    told = [
        {"deviceId": "a/../b", "deviceInfo": {"deviceType": "DEVICE_OVEN"}},
        {"deviceId": "good", "deviceInfo": {"deviceType": "DEVICE_OVEN", "alias": 3}},
        {"deviceId": "good", "deviceInfo": {"deviceType": "DEVICE_HOOD"}},
        7,
    ]
    records, problems = read_records(told)
    assert [(one.id, one.type, one.alias) for one in records] == [("good", "DEVICE_OVEN", "")]
    assert len(problems) == 2
    assert read_records({"a": 1})[1] != ()
