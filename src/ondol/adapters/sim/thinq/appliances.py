"""Virtual ThinQ appliances, as data: profiles and states in the shapes that LG's SDK reads.

Sources: the resources, properties and shapes are those of thinqconnect 1.0.14; the words and limits
are those that owners' profiles show, in so far as they are public. What a real appliance of one
model has may be less, or more.
"""

import copy
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an appliance refuses, and LG's code for it.

    Attributes:
        asks: the property that is asked for, and the value; None: any value.
        while_: the property that stands in the way, and its values.
    """

    asks: tuple[str, str, object | None]
    while_: tuple[str, str, tuple[object, ...]]
    code: str


@dataclass(slots=True, kw_only=True)
class Model:
    """An appliance: what it is, and how it is at first.

    Attributes:
        counts: what the cloud counts of its energy.
        minutes: how long its programme lasts.
    """

    id: str
    type: str
    alias: str
    profile: Json
    state: Any
    name: str = "ONDOL_VIRTUAL"
    rules: tuple[Rule, ...] = ()
    counts: tuple[str, ...] = ()
    minutes: int = 60


# Properties of a profile -----------------------------------------------------------------------


def _enum(*words: object, mode: str = "rw", read_too: tuple[object, ...] = ()) -> Json:
    values = {"r": [*words, *read_too], "w": list(words)}
    return {"type": "enum", "mode": list(mode), "value": {one: values[one] for one in mode}}


def _range(low: float, high: float, step: float = 1, mode: str = "rw") -> Json:
    limits = {"min": low, "max": high, "step": step}
    return {"type": "range", "mode": list(mode), "value": dict.fromkeys(mode, limits)}


def _number(mode: str = "r") -> Json:
    return {"type": "number", "mode": list(mode)}


def _boolean(mode: str = "rw") -> Json:
    both = [False, True]
    return {"type": "boolean", "mode": list(mode), "value": dict.fromkeys(mode, both)}


_POWER = _enum("POWER_ON", "POWER_OFF")
_REMOTE = {"remoteControlEnable": {"remoteControlEnabled": _boolean("r")}}
_REMAIN = {
    "remainHour": _range(0, 30, mode="r"),
    "remainMinute": _range(0, 59, mode="r"),
    "totalHour": _range(0, 30, mode="r"),
    "totalMinute": _range(0, 59, mode="r"),
}
_DELAY = {"relativeHourToStart": _range(1, 19), "relativeMinuteToStart": _range(0, 59, mode="r")}
_ABSOLUTE = {
    f"absolute{part}To{what}": _number("rw")
    for part in ("Hour", "Minute")
    for what in ("Start", "Stop")
}


def _timer(hour: int, minute: int) -> Json:
    return {"remainHour": hour, "remainMinute": minute, "totalHour": hour, "totalMinute": minute}


def _at(place: str) -> Json:
    return {"location": {"locationName": place}}


# Air -------------------------------------------------------------------------------------------


def _in_units(low: int, high: int, *modes: str) -> list[Json]:
    """Return an air conditioner's temperatures, in both units."""
    fahrenheit = (round(low * 9 / 5 + 32), round(high * 9 / 5 + 32))
    return [
        {
            "currentTemperature": _number(),
            "targetTemperature": _number(),
            **{f"{mode}TargetTemperature": _range(*limits, step, mode="w") for mode in modes},
            "unit": unit,
        }
        for unit, limits, step in (("C", (low, high), 1), ("F", fahrenheit, 2))
    ]


def _temperatures(now: float, target: float) -> list[Json]:
    return [
        {"currentTemperature": now, "targetTemperature": target, "unit": "C"},
        {
            "currentTemperature": round(now * 9 / 5 + 32),
            "targetTemperature": round(target * 9 / 5 + 32),
            "unit": "F",
        },
    ]


_COOLS_ONLY = tuple(
    Rule(
        asks=("temperatureInUnits", key, None),
        while_=("airConJobMode", "currentJobMode", ("AIR_DRY", "FAN", "AIR_CLEAN")),
        code="2305",
    )
    for key in ("coolTargetTemperature", "heatTargetTemperature")
)


def _air_conditioner(device_id: str, alias: str, *, saves: bool) -> Model:
    return Model(
        id=device_id,
        type="DEVICE_AIR_CONDITIONER",
        alias=alias,
        counts=("energyUsage",),
        profile={
            "notification": {"push": ["WATER_IS_FULL", "TIME_TO_CHANGE_FILTER"]},
            "error": ["ERROR_CH05", "ERROR_CH10"],
            "property": {
                "airConJobMode": {"currentJobMode": _enum("COOL", "AIR_DRY", "FAN", "AIR_CLEAN")},
                "operation": {
                    "airConOperationMode": _POWER,
                    "airCleanOperationMode": _enum("START", "STOP", mode="w"),
                },
                "temperatureInUnits": _in_units(18, 30, "cool"),
                "airFlow": {
                    "windStrength": _enum("LOW", "MID", "HIGH", "AUTO"),
                    "windStep": _range(1, 7),
                },
                "windDirection": {
                    "rotateUpDown": _boolean(),
                    "rotateLeftRight": _boolean(),
                },
                "airQualitySensor": {
                    **{name: _number() for name in ("PM1", "PM2", "PM10", "humidity", "odor")},
                    "totalPollutionLevel": _enum("GOOD", "NORMAL", "BAD", mode="r"),
                    "monitoringEnabled": _enum("ON_WORKING", "ALWAYS"),
                },
                "filterInfo": {"usedTime": _number(), "filterLifetime": _number()},
                "powerSave": {"powerSaveEnabled": _boolean()},
                "timer": _ABSOLUTE,
                "sleepTimer": {"relativeHourToStop": _number("rw")},
                "display": {"light": _enum("ON", "OFF")},
            },
        },
        state={
            "airConJobMode": {"currentJobMode": "COOL"},
            "operation": {"airConOperationMode": "POWER_ON" if saves else "POWER_OFF"},
            "temperatureInUnits": _temperatures(27, 24),
            "airFlow": {"windStrength": "LOW", "windStep": 2},
            "windDirection": {"rotateUpDown": False, "rotateLeftRight": False},
            "airQualitySensor": {
                "PM1": 8,
                "PM2": 12,
                "PM10": 18,
                "humidity": 55,
                "odor": 1,
                "totalPollutionLevel": "GOOD",
                "monitoringEnabled": "ON_WORKING",
            },
            "filterInfo": {"usedTime": 180, "filterLifetime": 540},
            "powerSave": {"powerSaveEnabled": saves},
            "display": {"light": "ON"},
        },
        rules=(
            *_COOLS_ONLY,
            Rule(
                asks=("airConJobMode", "currentJobMode", "AIR_DRY"),
                while_=("powerSave", "powerSaveEnabled", (True,)),
                code="2305",
            ),
        ),
    )


_AIR_PURIFIER = Model(
    id="virtual-air-purifier",
    type="DEVICE_AIR_PURIFIER",
    alias="공기청정기",
    counts=("energyUsage",),
    profile={
        "notification": {"push": ["TIME_TO_CHANGE_FILTER", "POLLUTION_IS_HIGH"]},
        "property": {
            "airPurifierJobMode": {
                "currentJobMode": _enum("CLEAN", "AUTO", "CIRCULATOR", "SLEEP"),
                "personalizationMode": _enum("ON", "OFF", mode="r"),
            },
            "operation": {"airPurifierOperationMode": _POWER},
            "airFlow": {"windStrength": _enum("LOW", "MID", "HIGH", "AUTO", "POWER")},
            "airQualitySensor": {
                **{name: _number() for name in ("PM1", "PM2", "PM10", "humidity", "odor")},
                "PM2Level": _enum("GOOD", "NORMAL", "BAD", "VERY_BAD", mode="r"),
                "totalPollution": _number(),
            },
            "filterInfo": {"filterRemainPercent": _range(0, 100, mode="r")},
            "timer": _ABSOLUTE,
            "sleepTimer": {"relativeHourToStop": _number("rw")},
        },
    },
    state={
        "airPurifierJobMode": {"currentJobMode": "CLEAN", "personalizationMode": "OFF"},
        "operation": {"airPurifierOperationMode": "POWER_ON"},
        "airFlow": {"windStrength": "AUTO"},
        "airQualitySensor": {
            "PM1": 9,
            "PM2": 14,
            "PM10": 21,
            "humidity": 48,
            "odor": 1,
            "PM2Level": "GOOD",
            "totalPollution": 1,
        },
        "filterInfo": {"filterRemainPercent": 71},
    },
)

_HUMIDIFIER = Model(
    id="virtual-humidifier",
    type="DEVICE_HUMIDIFIER",
    alias="가습기",
    profile={
        "notification": {"push": ["WATER_IS_EMPTY"]},
        "property": {
            "humidifierJobMode": {"currentJobMode": _enum("HUMIDIFY", "HUMIDIFY_AND_AIR_CLEAN")},
            "operation": {
                "humidifierOperationMode": _POWER,
                "autoMode": _enum("AUTO_ON", "AUTO_OFF"),
                "sleepMode": _enum("SLEEP_ON", "SLEEP_OFF"),
            },
            "humidity": {
                "targetHumidity": _range(40, 70, 5),
                "warmMode": _enum("WARM_ON", "WARM_OFF"),
            },
            "airFlow": {"windStrength": _enum("LOW", "MID", "HIGH")},
            "airQualitySensor": {
                **{name: _number() for name in ("PM2", "humidity", "temperature")},
            },
            "moodLamp": {"moodLampState": _enum("ON", "OFF")},
        },
    },
    state={
        "humidifierJobMode": {"currentJobMode": "HUMIDIFY"},
        "operation": {
            "humidifierOperationMode": "POWER_ON",
            "autoMode": "AUTO_OFF",
            "sleepMode": "SLEEP_OFF",
        },
        "humidity": {"targetHumidity": 50, "warmMode": "WARM_OFF"},
        "airFlow": {"windStrength": "MID"},
        "airQualitySensor": {"PM2": 12, "humidity": 41, "temperature": 23},
        "moodLamp": {"moodLampState": "OFF"},
    },
)

_DEHUMIDIFIER = Model(
    id="virtual-dehumidifier",
    type="DEVICE_DEHUMIDIFIER",
    alias="제습기",
    profile={
        "notification": {"push": ["WATER_IS_FULL"]},
        "property": {
            "dehumidifierJobMode": {
                "currentJobMode": _enum(
                    *("SMART_HUMIDITY", "RAPID_HUMIDITY", "QUIET_HUMIDITY"),
                    *("INTENSIVE_DRY", "CLOTHES_DRY"),
                )
            },
            "operation": {"dehumidifierOperationMode": _POWER},
            "humidity": {
                "currentHumidity": _range(0, 100, mode="r"),
                "targetHumidity": _range(30, 70, 5),
            },
            "airFlow": {"windStrengthLevel": _enum("LOW", "HIGH")},
        },
    },
    state={
        "dehumidifierJobMode": {"currentJobMode": "SMART_HUMIDITY"},
        "operation": {"dehumidifierOperationMode": "POWER_OFF"},
        "humidity": {"currentHumidity": 62, "targetHumidity": 50},
        "airFlow": {"windStrengthLevel": "LOW"},
    },
    rules=(
        Rule(
            asks=("humidity", "targetHumidity", None),
            while_=("dehumidifierJobMode", "currentJobMode", ("INTENSIVE_DRY", "CLOTHES_DRY")),
            code="2305",
        ),
    ),
)

_BOILER = Model(
    id="virtual-boiler",
    type="DEVICE_SYSTEM_BOILER",
    alias="보일러",
    profile={
        "property": {
            "boilerJobMode": {"currentJobMode": _enum("HEAT", "COOL", "AUTO")},
            "operation": {
                "boilerOperationMode": _POWER,
                "hotWaterMode": _enum("ON", "OFF"),
                "roomTempMode": _enum("AIR", "WATER", mode="r"),
                "roomWaterMode": _enum("IN_WATER", "OUT_WATER", mode="r"),
            },
            "hotWaterTemperatureInUnits": [
                {
                    "currentTemperature": _number(),
                    "targetTemperature": _range(30, 60),
                    "unit": "C",
                }
            ],
            "roomTemperatureInUnits": [
                {
                    "currentTemperature": _number(),
                    "airCurrentTemperature": _number(),
                    "outWaterCurrentTemperature": _number(),
                    "targetTemperature": _number(),
                    "airHeatTargetTemperature": _range(15, 30, mode="w"),
                    "airCoolTargetTemperature": _range(16, 30, mode="w"),
                    "unit": "C",
                }
            ],
        }
    },
    state={
        "boilerJobMode": {"currentJobMode": "HEAT"},
        "operation": {
            "boilerOperationMode": "POWER_ON",
            "hotWaterMode": "OFF",
            "roomTempMode": "AIR",
            "roomWaterMode": "OUT_WATER",
        },
        "hotWaterTemperatureInUnits": [
            {"currentTemperature": 41, "targetTemperature": 45, "unit": "C"}
        ],
        "roomTemperatureInUnits": [
            {
                "currentTemperature": 21,
                "airCurrentTemperature": 21,
                "outWaterCurrentTemperature": 38,
                "targetTemperature": 22,
                "unit": "C",
            }
        ],
    },
)

_WATER_HEATER = Model(
    id="virtual-water-heater",
    type="DEVICE_WATER_HEATER",
    alias="온수기",
    profile={
        "property": {
            "waterHeaterJobMode": {"currentJobMode": _enum("AUTO", "HEAT_PUMP", "TURBO")},
            "operation": {"waterHeaterOperationMode": _enum("POWER_ON", "POWER_OFF", mode="r")},
            "temperatureInUnits": [
                {"currentTemperature": _number(), "targetTemperature": _range(35, 60), "unit": "C"},
            ],
        }
    },
    state={
        "waterHeaterJobMode": {"currentJobMode": "AUTO"},
        "operation": {"waterHeaterOperationMode": "POWER_ON"},
        "temperatureInUnits": [{"currentTemperature": 48, "targetTemperature": 50, "unit": "C"}],
    },
)

# Laundry ---------------------------------------------------------------------------------------

_WASHER_STATES = (
    *("POWER_OFF", "INITIAL", "PAUSE", "DETECTING", "SOAKING", "PREWASH", "RUNNING", "RINSING"),
    *("RINSE_HOLD", "SPINNING", "DRYING", "END", "REFRESHING", "RESERVED", "ERROR"),
)
_DRYER_STATES = (
    *("POWER_OFF", "INITIAL", "PAUSE", "DETECTING", "RUNNING", "COOLING", "WRINKLE_CARE", "END"),
    *("RESERVED", "ERROR", "SLEEP"),
)
_STARTING = ("START", "STOP", "POWER_OFF", "WAKE_UP")


def _laundry(operation: str, states: tuple[str, ...]) -> Json:
    return {
        "runState": {"currentState": _enum(*states, mode="r")},
        "operation": {operation: _enum(*_STARTING, mode="w")},
        **_REMOTE,
        "timer": {**_REMAIN, **_DELAY},
    }


def _laundry_state(state: str, *, remote: bool, hour: int = 1, minute: int = 10) -> Json:
    return {
        "runState": {"currentState": state},
        "remoteControlEnable": {"remoteControlEnabled": remote},
        "timer": _timer(hour, minute),
    }


_WASHER = Model(
    id="virtual-washer",
    type="DEVICE_WASHER",
    alias="세탁기",
    counts=("energyUsage",),
    minutes=70,
    profile={
        "notification": {"push": ["WASHING_IS_COMPLETE", "ERROR_DURING_WASHING"]},
        "property": [
            {
                **_at("MAIN"),
                **_laundry("washerOperationMode", _WASHER_STATES),
                "detergent": {"detergentSetting": "NORMAL"},
                "cycle": {"cycleCount": _number()},
            }
        ],
    },
    state=[
        {**_at("MAIN"), **_laundry_state("INITIAL", remote=True), "cycle": {"cycleCount": 10}},
    ],
)

_DRYER = Model(
    id="virtual-dryer",
    type="DEVICE_DRYER",
    alias="건조기",
    minutes=90,
    profile={
        "notification": {"push": ["DRYING_IS_COMPLETE", "ERROR_DURING_DRYING"]},
        "property": _laundry("dryerOperationMode", _DRYER_STATES),
    },
    state=_laundry_state("INITIAL", remote=False, hour=1, minute=30),
)

_WASHTOWER = Model(
    id="virtual-washtower",
    type="DEVICE_WASHTOWER",
    alias="워시타워",
    counts=("energyUsage_washer", "energyUsage_dryer"),
    minutes=45,
    profile={
        "washer": {
            "notification": {"push": ["WASHING_IS_COMPLETE"]},
            "property": _laundry("washerOperationMode", _WASHER_STATES),
        },
        "dryer": {
            "notification": {"push": ["DRYING_IS_COMPLETE"]},
            "property": _laundry("dryerOperationMode", _DRYER_STATES),
        },
    },
    state={
        "washer": _laundry_state("INITIAL", remote=True, hour=0, minute=45),
        "dryer": _laundry_state("POWER_OFF", remote=True, hour=0, minute=0),
    },
)

_STYLER = Model(
    id="virtual-styler",
    type="DEVICE_STYLER",
    alias="스타일러",
    minutes=39,
    profile={
        "notification": {"push": ["STYLING_IS_COMPLETE"]},
        "property": {
            "runState": {
                "currentState": _enum(
                    *("POWER_OFF", "INITIAL", "RUNNING", "PAUSE", "STEAM", "DRYING", "COMPLETE"),
                    *("RESERVED", "ERROR", "SLEEP"),
                    mode="r",
                )
            },
            "operation": {"stylerOperationMode": _enum(*_STARTING, mode="w")},
            **_REMOTE,
            "timer": {**_REMAIN, "relativeHourToStop": _range(1, 19)},
        },
    },
    state=_laundry_state("INITIAL", remote=True, hour=0, minute=39),
)

# Kitchen ---------------------------------------------------------------------------------------

_REFRIGERATOR = Model(
    id="virtual-refrigerator",
    type="DEVICE_REFRIGERATOR",
    alias="냉장고",
    counts=("energyUsage",),
    profile={
        "notification": {"push": ["DOOR_IS_OPEN", "FROZEN_IS_COMPLETE"]},
        "property": {
            "temperatureInUnits": [
                {
                    "locationName": place,
                    "targetTemperatureC": _range(*celsius),
                    "targetTemperatureF": _range(*fahrenheit),
                    "unit": _enum("C", "F", mode="r"),
                }
                for place, celsius, fahrenheit in (
                    ("FRIDGE", (1, 7), (34, 45)),
                    ("FREEZER", (-23, -15), (-9, 5)),
                    ("CONVERTIBLE", (-20, 10), (-4, 50)),
                )
            ],
            "doorStatus": [
                {"locationName": "MAIN", "doorState": _enum("OPEN", "CLOSE", mode="r")}
            ],
            "refrigeration": {
                "rapidFreeze": _boolean(),
                "expressFridge": _boolean(),
                "freshAirFilter": _enum("AUTO", "POWER", "OFF"),
            },
            "powerSave": {"powerSaveEnabled": _boolean("r")},
            "ecoFriendly": {"ecoFriendlyMode": _boolean("r")},
            "sabbath": {"sabbathMode": _boolean("r")},
            "waterFilterInfo": {
                "usedTime": _number(),
                "unit": _enum("MONTH", mode="r"),
                "waterFilter1RemainPercent": _range(0, 100, mode="r"),
            },
        },
    },
    state={
        "temperatureInUnits": [
            {"locationName": "FRIDGE", "targetTemperatureC": 3, "targetTemperatureF": 37,
             "unit": "C"},
            {"locationName": "FREEZER", "targetTemperatureC": -20, "targetTemperatureF": -4,
             "unit": "C"},
            {"locationName": "CONVERTIBLE", "targetTemperatureC": 2, "targetTemperatureF": 36,
             "unit": "C"},
        ],
        "doorStatus": [{"locationName": "MAIN", "doorState": "CLOSE"}],
        "refrigeration": {
            "rapidFreeze": False,
            "expressFridge": False,
            "freshAirFilter": "AUTO",
        },
        "powerSave": {"powerSaveEnabled": False},
        "ecoFriendly": {"ecoFriendlyMode": False},
        "sabbath": {"sabbathMode": False},
        "waterFilterInfo": {"usedTime": 2, "unit": "MONTH", "waterFilter1RemainPercent": 63},
    },
)  # fmt: skip

_KIMCHI = Model(
    id="virtual-kimchi-refrigerator",
    type="DEVICE_KIMCHI_REFRIGERATOR",
    alias="김치냉장고",
    profile={
        "notification": {"push": ["DOOR_IS_OPEN"]},
        "property": {
            "temperature": [
                {
                    "locationName": "TOP",
                    "targetTemperature": _enum("TEMPERATURE_NUMBER", mode="r"),
                },
                {
                    "locationName": "MIDDLE",
                    "targetTemperature": _enum("KIMCHI", "MEAT_FISH", "OFF", mode="r"),
                },
            ],
            "refrigeration": {"freshAirFilter": _enum("ON", "OFF", mode="r")},
        },
    },
    state={
        "temperature": [
            {"locationName": "TOP", "targetTemperature": 6},
            {"locationName": "MIDDLE", "targetTemperature": "KIMCHI"},
        ],
        "refrigeration": {"freshAirFilter": "ON"},
    },
)

_DISHWASHER = Model(
    id="virtual-dishwasher",
    type="DEVICE_DISH_WASHER",
    alias="식기세척기",
    minutes=88,
    profile={
        "notification": {"push": ["WASHING_IS_COMPLETE", "CLEANING_REMINDER"]},
        "property": {
            "runState": {
                "currentState": _enum(
                    *("POWER_OFF", "INITIAL", "RUNNING", "PAUSE", "RINSING", "DRYING", "END"),
                    *("RESERVED", "ERROR"),
                    mode="r",
                )
            },
            "operation": {"dishWasherOperationMode": _enum(*_STARTING, mode="w")},
            **_REMOTE,
            "timer": {**_REMAIN, **_DELAY},
            "dishWashingCourse": {
                "currentDishWashingCourse": _enum("AUTO", "HEAVY", "QUICK", "NORMAL", mode="r")
            },
            "doorStatus": {"doorState": _enum("OPEN", "CLOSE", mode="r")},
            "dishWashingStatus": {"rinseRefill": _boolean("r")},
            "preference": {"rinseLevel": _enum("LEVEL_0", "LEVEL_1", "LEVEL_2", mode="r")},
        },
    },
    state={
        **_laundry_state("INITIAL", remote=True, hour=1, minute=28),
        "dishWashingCourse": {"currentDishWashingCourse": "AUTO"},
        "doorStatus": {"doorState": "CLOSE"},
        "dishWashingStatus": {"rinseRefill": False},
        "preference": {"rinseLevel": "LEVEL_1"},
    },
)


def _oven(place: str) -> Json:
    return {
        **_at(place),
        "runState": {
            "currentState": _enum(
                *("INITIAL", "PREHEATING", "COOKING_IN_PROGRESS", "DONE", "COOLING", "ERROR"),
                mode="r",
            )
        },
        "operation": {"ovenOperationMode": _enum("START", "STOP", mode="w")},
        "cook": {"cookMode": _enum("BAKE", "ROAST", "CONVECTION_BAKE", "AIR_FRY")},
        **_REMOTE,
        "temperature": [
            {"targetTemperature": _range(80, 230, 5), "unit": "C"},
            {"targetTemperature": _range(170, 450, 5), "unit": "F"},
        ],
        "timer": {
            **{f"remain{part}": _number() for part in ("Hour", "Minute", "Second")},
            "targetHour": _range(0, 11),
            "targetMinute": _range(0, 59),
        },
    }


def _oven_state(place: str) -> Json:
    return {
        **_at(place),
        "runState": {"currentState": "INITIAL"},
        "cook": {"cookMode": "BAKE"},
        "remoteControlEnable": {"remoteControlEnabled": True},
        "temperature": {"targetTemperature": 180, "unit": "C"},
        "timer": {"remainHour": 0, "remainMinute": 0, "remainSecond": 0, "targetHour": 0,
                  "targetMinute": 30},
    }  # fmt: skip


_OVEN = Model(
    id="virtual-oven",
    type="DEVICE_OVEN",
    alias="오븐",
    minutes=30,
    profile={
        "notification": {"push": ["COOKING_IS_COMPLETE", "PREHEATING_IS_COMPLETE"]},
        "extensionProperty": {"info": {"type": "DOUBLE"}},
        "property": [_oven("UPPER"), _oven("LOWER")],
    },
    state=[_oven_state("UPPER"), _oven_state("LOWER")],
)

_COOKTOP = Model(
    id="virtual-cooktop",
    type="DEVICE_COOKTOP",
    alias="인덕션",
    profile={
        "extensionProperty": {"operation": {"operationMode": _enum("POWER_OFF", mode="w")}},
        "property": [
            {
                **_at(place),
                "cookingZone": {"currentState": _enum("OFF", "COOKING", "PAUSE", mode="r")},
                "power": {"powerLevel": _range(0, 9)},
                **_REMOTE,
                "timer": {"remainHour": _range(0, 9), "remainMinute": _range(0, 59)},
            }
            for place in ("LEFT_FRONT", "RIGHT_FRONT")
        ],
    },
    state=[
        {
            **_at(place),
            "cookingZone": {"currentState": state},
            "power": {"powerLevel": level},
            "remoteControlEnable": {"remoteControlEnabled": True},
            "timer": {"remainHour": 0, "remainMinute": minutes},
        }
        for place, state, level, minutes in (
            ("LEFT_FRONT", "COOKING", 5, 12),
            ("RIGHT_FRONT", "OFF", 0, 0),
        )
    ],
)

_HOOD = Model(
    id="virtual-hood",
    type="DEVICE_HOOD",
    alias="후드",
    profile={
        "property": {
            "ventilation": {"fanSpeed": _range(0, 5)},
            "lamp": {"lampBrightness": _range(0, 2)},
            "operation": {"hoodOperationMode": _enum("POWER_ON", "POWER_OFF", mode="r")},
        }
    },
    state={
        "ventilation": {"fanSpeed": 0},
        "lamp": {"lampBrightness": 1},
        "operation": {"hoodOperationMode": "POWER_ON"},
    },
)

_WATER_PURIFIER = Model(
    id="virtual-water-purifier",
    type="DEVICE_WATER_PURIFIER",
    alias="정수기",
    profile={
        "notification": {"push": ["STERILIZING_IS_COMPLETE"]},
        "property": {
            "runState": {
                "cockState": _enum("WATER_USING", "COCK_CLEANING", "NORMAL", mode="r"),
                "sterilizingState": _enum("STERILIZING", "NORMAL", mode="r"),
            },
            "waterInfo": {"waterType": _enum("HOT_WATER", "COLD_WATER", mode="r")},
        },
    },
    state={
        "runState": {"cockState": "NORMAL", "sterilizingState": "NORMAL"},
        "waterInfo": {"waterType": "COLD_WATER"},
    },
)

_WINE_CELLAR = Model(
    id="virtual-wine-cellar",
    type="DEVICE_WINE_CELLAR",
    alias="와인셀러",
    profile={
        "property": {
            "temperatureInUnits": [
                {
                    "locationName": place,
                    "targetTemperatureC": _range(*limits),
                    "unit": _enum("C", "F", mode="r"),
                }
                for place, limits in (("WINE_UPPER", (5, 18)), ("WINE_LOWER", (5, 18)))
            ],
            "operation": {
                "lightBrightness": _enum("LEVEL_1", "LEVEL_2", "LEVEL_3"),
                "lightStatus": _range(0, 100, 10),
                "optimalHumidity": _enum("ON", "OFF"),
                "sabbathMode": _enum("ON", "OFF", mode="r"),
            },
        }
    },
    state={
        "temperatureInUnits": [
            {"locationName": "WINE_UPPER", "targetTemperatureC": 8, "unit": "C"},
            {"locationName": "WINE_LOWER", "targetTemperatureC": 14, "unit": "C"},
        ],
        "operation": {
            "lightBrightness": "LEVEL_2",
            "lightStatus": 50,
            "optimalHumidity": "ON",
            "sabbathMode": "OFF",
        },
    },
)

# Floors ----------------------------------------------------------------------------------------

_ROBOT = Model(
    id="virtual-robot-cleaner",
    type="DEVICE_ROBOT_CLEANER",
    alias="로봇청소기",
    minutes=40,
    profile={
        "notification": {"push": ["CLEANING_IS_COMPLETE", "MOTION_IS_DETECTED"]},
        "error": ["WHEEL_IS_STUCK"],
        "property": {
            "runState": {
                "currentState": _enum(
                    *("CHARGING", "STANDBY", "CLEANING", "PAUSE", "HOMING", "SLEEP", "ERROR"),
                    mode="r",
                )
            },
            "robotCleanerJobMode": {"currentJobMode": _enum("ZIGZAG", "SPOT", "EDGE", mode="r")},
            "operation": {"cleanOperationMode": _enum("START", "PAUSE", "HOMING", mode="w")},
            "battery": {
                "level": _enum("HIGH", "MID", "LOW", mode="r"),
                "percent": _range(0, 100, mode="r"),
            },
            "timer": {"runningHour": _number(), "runningMinute": _number()},
        },
    },
    state={
        "runState": {"currentState": "CHARGING"},
        "robotCleanerJobMode": {"currentJobMode": "ZIGZAG"},
        "battery": {"level": "HIGH", "percent": 96},
        "timer": {"runningHour": 0, "runningMinute": 0},
    },
)


def household() -> list[Model]:
    """Return the appliances of a home that has many; each call returns new ones.

    The bedroom's air conditioner saves power, and does not dry the air while it does.
    """
    return [
        _air_conditioner("virtual-air-conditioner-living", "거실 에어컨", saves=False),
        _air_conditioner("virtual-air-conditioner-bedroom", "안방 에어컨", saves=True),
        *copy.deepcopy(
            [
                *(_AIR_PURIFIER, _HUMIDIFIER, _DEHUMIDIFIER, _BOILER, _WATER_HEATER),
                *(_WASHER, _DRYER, _WASHTOWER, _STYLER),
                *(_REFRIGERATOR, _KIMCHI, _DISHWASHER, _OVEN, _COOKTOP, _HOOD),
                *(_WATER_PURIFIER, _WINE_CELLAR, _ROBOT),
            ]
        ),
    ]
