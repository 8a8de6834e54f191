"""What ThinQ's types, resources, properties, words and error codes mean here: data, no code.

Source: LG's SDK thinqconnect 1.0.14 (`devices`, `thinq_api.ThinQAPIErrorCodes`), which names 30
types of device, 49 resources and the properties in them; a test holds this table to be complete.
What it leaves to `extra` is not dropped: the thing has it under its own name (`mapping`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "extra",  # no word of ours: a property of its own
    "power",  # POWER_ON, POWER_OFF: `on`
    "run",  # START, STOP, POWER_OFF, which are asked for: `activity` and `on`
    "state",  # how a programme stands: `activity` and `on`
    "heat",  # a burner's level: only `on: false` is asked of it
    "mode",
    "program",
    "fan_speed",
    "speed",  # levels as a percentage; 0 is off
    "brightness",  # levels as a percentage; 0 is off
    "swing",
    "target",  # the temperature to reach; which of several depends on the mode
    "current",
    "target_humidity",
    "rapid_freeze",
    "battery",
    "door",
    "measure",  # an attribute of that name, else a sensor
    "remain",  # hours, minutes, seconds: `remaining`
    "remote",  # whether the appliance lets itself be controlled from afar
    "unit",  # C or F: said with each temperature
]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a property of a profile is.

    Attributes:
        name: what is measured (`catalog.MEASURES`), of a `measure`.
        unit: QUDT symbol of a number; LG's profiles name none.
        part: the thing that it belongs to where a device is several ("vent", "lamp", "water").
    """

    role: Role = "extra"
    name: str = ""
    unit: str | None = None
    part: str = ""


EXTRA = Meaning()
_HOURS = Meaning(unit="HR")
_MINUTES = Meaning(unit="MIN")
_SECONDS = Meaning(unit="SEC")
_DAYS = Meaning(unit="DAY")
_PERCENT = Meaning(unit="PERCENT")
_DEGREES = Meaning(unit="DEG_C")
_JOB = {"currentJobMode": Meaning("mode")}
_REMAIN = Meaning("remain")
_HOT = "water"


def _extras(*names: str) -> dict[str, Meaning]:
    return dict.fromkeys(names, EXTRA)


def _measure(name: str) -> Meaning:
    return Meaning("measure", name)


RESOURCES: Mapping[str, Mapping[str, Meaning]] = {
    "airConJobMode": _JOB,
    "airFanJobMode": _JOB,
    "airPurifierJobMode": {**_JOB, "personalizationMode": EXTRA},
    "boilerJobMode": _JOB,
    "dehumidifierJobMode": _JOB,
    "humidifierJobMode": _JOB,
    "robotCleanerJobMode": _JOB,
    "stickCleanerJobMode": {"currentJobMode": EXTRA},  # a sensor has no `mode`
    "ventJobMode": {"currentJobMode": EXTRA},  # nor has a fan
    "waterHeaterJobMode": _JOB,
    "mode": {"washerMode": Meaning("program")},
    "cook": {"cookMode": Meaning("program")},
    "dishWashingCourse": {"currentDishWashingCourse": Meaning("program")},
    "operation": {
        **dict.fromkeys(
            (
                *("airConOperationMode", "airPurifierOperationMode", "airFanOperationMode"),
                *("ceilingfanOperationMode", "dehumidifierOperationMode", "ventOperationMode"),
                *("humidifierOperationMode", "boilerOperationMode", "waterHeaterOperationMode"),
                "operationMode",
            ),
            Meaning("power"),
        ),
        **dict.fromkeys(
            (
                *("dishWasherOperationMode", "dryerOperationMode", "ovenOperationMode"),
                *("stylerOperationMode", "washerOperationMode", "cleanOperationMode"),
            ),
            Meaning("run"),
        ),
        "hotWaterMode": Meaning("power", part=_HOT),
        **_extras("airCleanOperationMode", "autoMode", "sleepMode", "hygieneDryMode"),
        **_extras("roomTempMode", "roomWaterMode"),
        **_extras("hoodOperationMode"),  # `on` is what the fan's speed says
        **_extras("lightBrightness", "optimalHumidity", "sabbathMode", "lightStatus"),
    },
    "runState": {
        "currentState": Meaning("state"),
        **_extras("growthMode", "windVolume", "cockState", "sterilizingState"),
    },
    "cookingZone": {"currentState": Meaning("state")},
    "power": {"powerLevel": Meaning("heat")},
    "remoteControlEnable": {"remoteControlEnabled": Meaning("remote")},
    "temperatureInUnits": {
        "currentTemperature": Meaning("current"),
        "targetTemperature": Meaning("target"),
        "heatTargetTemperature": Meaning("target"),
        "coolTargetTemperature": Meaning("target"),
        "autoTargetTemperature": Meaning("target"),
        "minTargetTemperature": _DEGREES,
        "maxTargetTemperature": _DEGREES,
        "unit": Meaning("unit"),
    },
    "temperature": {
        "currentTemperature": Meaning("current"),
        "targetTemperature": Meaning("target"),
        "heatTargetTemperature": Meaning("target"),
        "coolTargetTemperature": Meaning("target"),
        "autoTargetTemperature": Meaning("target"),
        "minTargetTemperature": _DEGREES,
        "maxTargetTemperature": _DEGREES,
        "dayTargetTemperature": _DEGREES,
        "nightTargetTemperature": _DEGREES,
        "temperatureState": EXTRA,
        "unit": Meaning("unit"),
    },
    "twoSetTemperature": {
        "twoSetEnabled": EXTRA,
        "heatTargetTemperature": _DEGREES,
        "coolTargetTemperature": _DEGREES,
        "unit": Meaning("unit"),
    },
    "twoSetTemperatureInUnits": {
        "heatTargetTemperature": _DEGREES,
        "coolTargetTemperature": _DEGREES,
        "unit": Meaning("unit"),
    },
    "roomTemperatureInUnits": {
        "currentTemperature": Meaning("current"),
        "airCurrentTemperature": Meaning("current"),
        "inWaterCurrentTemperature": _DEGREES,
        "outWaterCurrentTemperature": _DEGREES,
        "targetTemperature": Meaning("target"),
        "airHeatTargetTemperature": Meaning("target"),
        "airCoolTargetTemperature": Meaning("target"),
        "waterHeatTargetTemperature": Meaning("target"),
        "waterCoolTargetTemperature": Meaning("target"),
        **dict.fromkeys(
            (
                *("airHeatMaxTemperature", "airHeatMinTemperature"),
                *("airCoolMaxTemperature", "airCoolMinTemperature"),
                *("waterHeatMaxTemperature", "waterHeatMinTemperature"),
                *("waterCoolMaxTemperature", "waterCoolMinTemperature"),
            ),
            _DEGREES,
        ),
        "unit": Meaning("unit"),
    },
    "hotWaterTemperatureInUnits": {
        "currentTemperature": Meaning("current", part=_HOT),
        "targetTemperature": Meaning("target", part=_HOT),
        "maxTemperature": Meaning(unit="DEG_C", part=_HOT),
        "minTemperature": Meaning(unit="DEG_C", part=_HOT),
        "unit": Meaning("unit"),
    },
    "timer": {
        "remainHour": _REMAIN,
        "remainMinute": _REMAIN,
        "remainSecond": _REMAIN,
        **dict.fromkeys(
            (
                *("relativeHourToStart", "relativeHourToStop", "absoluteHourToStart"),
                *("absoluteHourToStop", "totalHour", "targetHour", "timerHour", "runningHour"),
            ),
            _HOURS,
        ),
        **dict.fromkeys(
            (
                *("relativeMinuteToStart", "relativeMinuteToStop", "absoluteMinuteToStart"),
                *("absoluteMinuteToStop", "totalMinute", "targetMinute", "timerMinute"),
                "runningMinute",
            ),
            _MINUTES,
        ),
        "targetSecond": _SECONDS,
        "timerSecond": _SECONDS,
        "elapsedDayState": _DAYS,
        "elapsedDayTotal": _DAYS,
    },
    "sleepTimer": {"relativeHourToStop": _HOURS, "relativeMinuteToStop": _MINUTES},
    "airFlow": {
        **dict.fromkeys(
            ("windStrength", "windStrengthLevel", "windStrengthDetail"), Meaning("fan_speed")
        ),
        **_extras("windStep", "warmMode", "windAngle"),
        "windTemperature": _DEGREES,
    },
    "windDirection": {
        "rotateUpDown": Meaning("swing"),
        **_extras("rotateLeftRight", "airGuideWind", "autoFitWind", "concentrationWind"),
        **_extras("forestWind", "highCeilingWind", "longPowerWind", "mannerWind", "swirlWind"),
    },
    "airQualitySensor": {
        "PM1": _measure("pm1"),
        "PM2": _measure("pm25"),
        "PM10": _measure("pm10"),
        "CO2": _measure("co2"),
        "humidity": _measure("humidity"),
        "temperature": _measure("temperature"),
        **_extras("PM1Level", "PM2Level", "PM10Level", "odor", "odorLevel"),
        **_extras("totalPollution", "totalPollutionLevel", "monitoringEnabled"),
    },
    "humidity": {
        "currentHumidity": _measure("humidity"),
        "targetHumidity": Meaning("target_humidity"),
        "warmMode": EXTRA,
    },
    "battery": {"percent": Meaning("battery"), "level": EXTRA},
    "doorStatus": {"doorState": Meaning("door")},
    "refrigeration": {
        "rapidFreeze": Meaning("rapid_freeze"),
        "expressMode": Meaning("rapid_freeze"),
        "freshAirFilterRemainPercent": _PERCENT,
        **_extras("expressModeName", "expressFridge", "freshAirFilter", "oneTouchFilter"),
    },
    "ventilation": {"fanSpeed": Meaning("speed", part="vent")},
    "lamp": {"lampBrightness": Meaning("brightness", part="lamp")},
    "filterInfo": {
        "usedTime": _HOURS,
        "filterLifetime": _HOURS,
        "filterRemainPercent": _PERCENT,
        "topFilterRemainPercent": _PERCENT,
    },
    "waterFilterInfo": {
        **_extras("usedTime", "unit", "waterFilterState"),
        "waterFilter1RemainPercent": _PERCENT,
        "waterFilter2RemainPercent": _PERCENT,
        "waterFilter3RemainPercent": _PERCENT,
    },
    "light": {
        "brightness": EXTRA,
        "duration": EXTRA,
        "startHour": _HOURS,
        "startMinute": _MINUTES,
    },
    "recipe": _extras(
        *("beerRemain", "flavorInfo", "flavorCapsule1", "flavorCapsule2", "hopOilInfo"),
        *("hopOilCapsule1", "hopOilCapsule2", "wortInfo", "yeastInfo", "recipeName"),
    ),
    "preference": _extras(
        "rinseLevel", "softeningLevel", "mCReminder", "signalLevel", "cleanLReminder"
    ),
    "cycle": _extras("cycleCount"),
    "detergent": _extras("detergentSetting"),
    "dishWashingStatus": _extras("rinseRefill"),
    "display": _extras("light"),
    "ecoFriendly": _extras("ecoFriendlyMode"),
    "info": _extras("type"),
    "misc": _extras("uvNano"),
    "moodLamp": _extras("moodLampState"),
    "powerSave": _extras("powerSaveEnabled"),
    "sabbath": _extras("sabbathMode"),
    "waterInfo": _extras("waterType"),
}
"""Every property that the SDK names, by resource; temperatures in C and F without the letter."""

Key = tuple[str, str]
"""A resource and a property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a type of device becomes.

    Attributes:
        type: of its main thing.
        main_part: the part (`Meaning.part`) that is the main thing itself.
        value: what a `sensor` shows, with what it measures: the first that the profile has.
        starts: what cannot be set without START in the same message.
        is_per_place: each place that its temperatures name is a thing (a wine cellar's zones).
    """

    type: str
    main_part: str = ""
    value: tuple[tuple[Key, str | None], ...] = ()
    starts: frozenset[Key] = frozenset()
    is_per_place: bool = False


_WASHER = Kind(type="washer")
_COMBO = Kind(type="washer", starts=frozenset({("mode", "washerMode")}))
_DRYER = Kind(type="dryer")
_SHOWN_STATE: tuple[tuple[Key, str | None], ...] = ((("runState", "currentState"), None),)

KINDS: Mapping[str, Kind] = {
    "DEVICE_AIR_CONDITIONER": Kind(type="air_conditioner"),
    "DEVICE_SYSTEM_BOILER": Kind(type="thermostat"),
    "DEVICE_AIR_PURIFIER": Kind(type="air_purifier"),
    "DEVICE_AIR_PURIFIER_FAN": Kind(type="air_purifier"),
    "DEVICE_DEHUMIDIFIER": Kind(type="dehumidifier"),
    "DEVICE_HUMIDIFIER": Kind(type="humidifier"),
    "DEVICE_CEILING_FAN": Kind(type="fan"),
    "DEVICE_VENTILATOR": Kind(type="fan"),
    "DEVICE_HOOD": Kind(type="fan", main_part="vent"),
    "DEVICE_WASHER": _WASHER,
    "DEVICE_WASHTOWER": _WASHER,
    "DEVICE_WASHTOWER_WASHER": _WASHER,
    "DEVICE_WASHTOWER_DRYER": _DRYER,
    "DEVICE_WASHCOMBO_MAIN": _COMBO,
    "DEVICE_WASHCOMBO_MINI": _COMBO,
    "DEVICE_DRYER": _DRYER,
    "DEVICE_STYLER": _DRYER,
    "DEVICE_DISH_WASHER": Kind(type="dishwasher"),
    "DEVICE_OVEN": Kind(
        type="oven",
        starts=frozenset(
            {
                ("cook", "cookMode"),
                ("temperature", "targetTemperature"),
                ("timer", "targetHour"),
                ("timer", "targetMinute"),
                ("timer", "targetSecond"),
            }
        ),
    ),
    "DEVICE_MICROWAVE_OVEN": Kind(type="oven"),
    "DEVICE_COOKTOP": Kind(type="cooktop"),
    "DEVICE_REFRIGERATOR": Kind(type="refrigerator"),
    "DEVICE_KIMCHI_REFRIGERATOR": Kind(type="refrigerator"),
    "DEVICE_WINE_CELLAR": Kind(type="refrigerator", is_per_place=True),
    "DEVICE_WATER_HEATER": Kind(type="water_heater"),
    "DEVICE_ROBOT_CLEANER": Kind(type="vacuum"),
    "DEVICE_STICK_CLEANER": Kind(
        type="sensor", value=((("battery", "percent"), "battery"), *_SHOWN_STATE)
    ),
    "DEVICE_HOME_BREW": Kind(type="sensor", value=_SHOWN_STATE),
    "DEVICE_PLANT_CULTIVATOR": Kind(type="sensor", value=_SHOWN_STATE),
    "DEVICE_WATER_PURIFIER": Kind(
        type="sensor", value=((("runState", "cockState"), None), *_SHOWN_STATE)
    ),
}
"""The nearest of our types for each of LG's; docs/reference/thinq.md says why."""

PARTS: Mapping[str, str] = {"vent": "fan", "lamp": "light", "water": "water_heater"}
"""The type of thing that each part of a device is, where it is not the main thing."""

SECTIONS: Mapping[str, str] = {"washer": "washer", "dryer": "dryer"}
"""The type of thing that each section of a WashTower is."""

# What is sent together ------------------------------------------------------------------------


def _pairs(resource: str, *names: str) -> dict[Key, tuple[Key, ...]]:
    keys = [(resource, name) for name in names]
    return {key: tuple(other for other in keys if other != key) for key in keys}


_BURNER = (("power", "powerLevel"), ("timer", "remainHour"), ("timer", "remainMinute"))

TOGETHER: Mapping[Key, tuple[Key, ...]] = {
    **_pairs("timer", "absoluteHourToStart", "absoluteMinuteToStart"),
    **_pairs("timer", "absoluteHourToStop", "absoluteMinuteToStop"),
    **_pairs("timer", "relativeHourToStart", "relativeMinuteToStart"),
    **_pairs("timer", "targetHour", "targetMinute"),
    **_pairs("timer", "timerHour", "timerMinute"),
    ("timer", "relativeMinuteToStop"): (("timer", "relativeHourToStop"),),
    ("sleepTimer", "relativeMinuteToStop"): (("sleepTimer", "relativeHourToStop"),),
    **_pairs("twoSetTemperatureInUnits", "heatTargetTemperature", "coolTargetTemperature"),
    ("ventilation", "fanSpeed"): (("lamp", "lampBrightness"),),
    ("lamp", "lampBrightness"): (("ventilation", "fanSpeed"),),
    **{key: tuple(other for other in _BURNER if other != key) for key in _BURNER},
}
"""What the SDK sends with a property, as it is now, where that can be set too."""

# Words ----------------------------------------------------------------------------------------

ON_WORDS = ("POWER_ON", "ON", "WAKE_UP", "START")
POWER_WORDS = ("POWER_ON", "ON", "WAKE_UP")
OFF_WORDS = ("POWER_OFF", "OFF", "STOP")
"""To turn on and off, the best first; those of `POWER_WORDS` start nothing."""

JOB_MODES: Mapping[str, str] = {
    "COOL": "cool",
    "HEAT": "heat",
    "AUTO": "auto",
    "AI": "auto",
    "AIR_DRY": "dry",
    "DRY": "dry",
    "FAN": "fan",
}
"""LG's modes of air conditioning that have a word of ours; others keep theirs, in small letters."""

FAN_SPEEDS: Mapping[str, str] = {
    "AUTO": "auto",
    "LOW": "low",
    "MID": "medium",
    "HIGH": "high",
    "SLOW": "low",
    "SLOW_LOW": "low",
    "LOW_MID": "medium",
    "MEDIUM": "medium",
    "MID_HIGH": "high",
    "POWER": "high",
    "TURBO": "high",
}
"""A word that comes first is the one that is sent for ours."""

ACTIVITIES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("INITIAL", "POWER_OFF", "OFF", "SLEEP", "STANDBY", "END", "DONE", "COMPLETE"),
            *("COOK_COMPLETE", "RUNNING_END", "CLEANING_IS_DONE", "CANCEL", "POWER_ON", "ERROR"),
            *("FROZEN_PREVENT_INITIAL", "RESERVED", "RESERVATION", "LOCK", "PREFERENCE"),
            *("OVEN_SETTING", "SETDATE", "FIRMWARE", "STAY", "POWER_FAIL"),
        ),
        "idle",
    ),
    **dict.fromkeys(("PAUSE", "PAUSED", "FROZEN_PREVENT_PAUSE", "RINSE_HOLD"), "paused"),
    **dict.fromkeys(
        (
            *("RUNNING", "WORKING", "DETECTING", "DETERGENT_AMOUNT", "DISPENSING", "SOAKING"),
            *("PREWASH", "RINSING", "SPINNING", "DRYING", "ADD_DRAIN", "REFRESHING", "COOLING"),
            *("COOL_DOWN", "STEAM", "STEAM_SOFTENING", "SOFTENING", "WRINKLE_CARE", "STERILIZE"),
            *("PRESTEAM", "NIGHT_DRY", "AS_POP", "SHOES_MODULE", "PROOFING", "INITIALIZING"),
            *("FROZEN_PREVENT_RUNNING", "SMART_GRID_RUN", "CHECKING_TURBIDITY", "CLEANING"),
            *("CHANGE_CONDITION", "DISPLAY_LOADSIZE", "PREHEAT", "PREHEATING", "COOK", "COOKING"),
            *("PREHEAT_COMPLETE", "PREHEATING_IS_DONE", "COOKING_IN_PROGRESS", "MELTING"),
            *("TEMPERATURE_STABILIZATION", "EXTENSION", "DIAGNOSIS"),
        ),
        "running",
    ),
}
OFF_STATES = frozenset({"POWER_OFF", "OFF", "SLEEP"})

ROBOT_ACTIVITIES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("CLEANING", "WORKING", "RUNNING", "MACROSECTOR", "CLEAN_SPOT", "CLEAN_SELECT"),
            *("CLEAN_EDGE", "CLEAN_ZIGZAG", "CLEAN_MAP", "TEACHING"),
        ),
        "cleaning",
    ),
    **dict.fromkeys(("HOMING", "RETURNING", "UNDOCKING_HOMING"), "returning"),
    **dict.fromkeys(("CHARGING", "CHARGING_COMPLETE", "DOCKING", "DOCKED"), "docked"),
    **dict.fromkeys(
        ("PAUSE", "PAUSED", "STANDBY", "INITIAL", "SLEEP", "POWER_OFF", "RESERVED"), "paused"
    ),
}

RUNS: Mapping[str, tuple[str, ...]] = {
    "running": ("START", "RESUME"),
    "paused": ("PAUSE", "STOP"),
    "idle": ("STOP", "CANCEL"),
}
ROBOT_RUNS: Mapping[str, tuple[str, ...]] = {
    "cleaning": ("START", "RESUME"),
    "paused": ("PAUSE", "STOP"),
    "returning": ("HOMING",),
    "docked": ("HOMING",),
}
"""What to send for an activity: the first of these that the profile offers."""

# Names of parts -------------------------------------------------------------------------------

WORDS: Mapping[str, tuple[str, str]] = {
    "washer": ("세탁기", "washer"),
    "dryer": ("건조기", "dryer"),
    "vent": ("환기", "fan"),
    "lamp": ("조명", "light"),
    "water": ("온수", "hot water"),
    "pm1": ("극초미세먼지", "PM1"),
    "pm25": ("초미세먼지", "PM2.5"),
    "pm10": ("미세먼지", "PM10"),
    "co2": ("이산화탄소", "CO2"),
    "humidity": ("습도", "humidity"),
    "temperature": ("온도", "temperature"),
    "door": ("문", "door"),
    "energy": ("사용 전력량", "energy use"),
    "MINI": ("미니", "mini"),
    "UPPER": ("위칸", "upper"),
    "MIDDLE": ("가운데 칸", "middle"),
    "LOWER": ("아래칸", "lower"),
    "WINE_UPPER": ("위칸", "upper"),
    "WINE_MIDDLE": ("가운데 칸", "middle"),
    "WINE_LOWER": ("아래칸", "lower"),
    "CENTER": ("가운데 화구", "center burner"),
    "CENTER_FRONT": ("앞 가운데 화구", "front center burner"),
    "CENTER_REAR": ("뒤 가운데 화구", "rear center burner"),
    "LEFT_FRONT": ("왼쪽 앞 화구", "front left burner"),
    "LEFT_REAR": ("왼쪽 뒤 화구", "rear left burner"),
    "RIGHT_FRONT": ("오른쪽 앞 화구", "front right burner"),
    "RIGHT_REAR": ("오른쪽 뒤 화구", "rear right burner"),
    **{f"BURNER_{count}": (f"{count}번 화구", f"burner {count}") for count in range(1, 9)},
    **{f"INDUCTION_{count}": (f"인덕션 {count}", f"induction {count}") for count in (1, 2)},
    "SOUSVIDE_1": ("수비드", "sous vide"),
}
"""What a part of a device is called after the device's own name: Korean, English."""

# Errors ---------------------------------------------------------------------------------------

Trouble = Literal["refused", "unreachable", "token", "limit", "gone"]


@dataclass(frozen=True, slots=True)
class Error:
    """What an error of the cloud means.

    Attributes:
        trouble: "refused": it will not, for a reason; "unreachable": it did not answer, later it
            may; "token": the token does not open it; "limit": asked too often; "gone": no such
            device here.
        code: of a `Refused`.
        reason: in English, after the thing's name and a colon.
    """

    trouble: Trouble
    code: str
    reason: str


_BAD = Error("refused", "unsupported", "LG's cloud takes no such command")
_MODEL = Error("refused", "unsupported", "this model cannot do that")
_GONE = Error("gone", "gone", "it is not in this LG account any more")
_TOKEN = Error(
    "token", "token", "LG's cloud does not accept the token: make one at connect-pat.lgthinq.com"
)
_RIGHT = Error(
    "refused", "not_allowed", "the token does not allow that: give it the right when it is made"
)
_LIMIT = Error("limit", "rate_limit", "LG's cloud was asked too often: it answers later again")
_LATER = Error("unreachable", "unreachable", "LG's cloud could not reach it: try again later")
_CLOUD = Error("unreachable", "unreachable", "LG's cloud has a problem of its own: try again later")
_OFFLINE = Error("unreachable", "unreachable", "it is not connected to LG's cloud: check its Wi-Fi")
_STATE = Error("refused", "wrong_state", "it cannot do that in the state it is in")
_FAILED = Error("refused", "refused", "it did not do it")

ERRORS: Mapping[str, Error] = {
    "0000": _CLOUD,
    "1000": _BAD,
    "1101": _BAD,
    "1102": _BAD,
    "1103": _TOKEN,
    "1104": _BAD,
    "1201": _RIGHT,
    "1202": _RIGHT,
    "1203": _RIGHT,
    "1204": _BAD,
    "1205": _GONE,
    "1206": _BAD,
    "1207": _BAD,
    "1208": _RIGHT,
    "1209": _RIGHT,
    "1210": _RIGHT,
    "1211": _GONE,
    "1212": _GONE,
    "1213": _GONE,
    "1214": _MODEL,
    "1216": _BAD,
    "1217": _GONE,
    "1218": _TOKEN,
    "1219": _MODEL,
    "1220": _MODEL,
    "1221": _MODEL,
    "1222": _OFFLINE,
    "1223": _STATE,
    "1224": _GONE,
    "1225": _BAD,
    "1301": _TOKEN,
    "1302": _TOKEN,
    "1303": _TOKEN,
    "1304": Error("token", "token", "LG's terms are not accepted: accept them in the ThinQ app"),
    "1305": _RIGHT,
    "1306": _LIMIT,
    "1307": Error("token", "token", "LG's cloud does not serve this country: check the country"),
    "1308": _RIGHT,
    "1309": _RIGHT,
    "1310": _RIGHT,
    "1311": _BAD,
    "1312": _LIMIT,
    "1314": _LIMIT,  # not in the SDK; users of the cloud report it for too many calls
    "2000": _CLOUD,
    "2101": _MODEL,
    "2201": _MODEL,
    "2202": _MODEL,
    "2203": _MODEL,
    "2205": _STATE,
    "2207": _BAD,
    "2208": _FAILED,
    "2209": _LATER,
    "2210": _LATER,
    "2212": _LATER,
    "2213": _GONE,
    "2214": _FAILED,
    "2301": Error(
        "refused", "remote_off", "remote control is off: turn on its remote start at the appliance"
    ),
    "2302": _STATE,
    "2303": Error("refused", "in_error", "it reports an error: look at its display"),
    "2304": Error("refused", "power_off", "it is off: turn it on first"),
    "2305": Error("refused", "wrong_mode", "it cannot do that in the mode it is in"),
}
"""By code; the SDK's list, and what is not in it means `UNKNOWN_ERROR`."""

UNKNOWN_ERROR = _FAILED
