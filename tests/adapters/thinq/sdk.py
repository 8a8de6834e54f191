"""Profiles with all that LG's SDK knows of each type of device, made from the SDK's own classes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thinqconnect import ThinQApi  # type: ignore[import-untyped]
from thinqconnect.devices.connect_device import ConnectDeviceProfile  # type: ignore[import-untyped]
from thinqconnect.devices.cooktop import CooktopSubProfile  # type: ignore[import-untyped]
from thinqconnect.devices.dryer import DryerProfile  # type: ignore[import-untyped]
from thinqconnect.devices.kimchi_refrigerator import (  # type: ignore[import-untyped]
    KimchiRefrigeratorSubProfile,
)
from thinqconnect.devices.oven import OvenSubProfile  # type: ignore[import-untyped]
from thinqconnect.devices.plant_cultivator import (  # type: ignore[import-untyped]
    PlantCultivatorSubProfile,
)
from thinqconnect.devices.refrigerator import RefrigeratorSubProfile  # type: ignore[import-untyped]
from thinqconnect.devices.washcombo import WashcomboProfile  # type: ignore[import-untyped]
from thinqconnect.devices.washer import WasherSubProfile  # type: ignore[import-untyped]
from thinqconnect.devices.wine_cellar import WineCellarSubProfile  # type: ignore[import-untyped]
from thinqconnect.integration.homeassistant.api import (  # type: ignore[import-untyped]
    DEVICE_TYPE_API_MAP,
)

Tables = Mapping[str, Mapping[str, str]]
"""Resource, property as LG writes it, the SDK's name of it."""

_BY_PLACE: Mapping[str, tuple[type[ConnectDeviceProfile], tuple[str, ...]]] = {
    "DEVICE_OVEN": (OvenSubProfile, ("UPPER", "LOWER")),
    "DEVICE_COOKTOP": (CooktopSubProfile, ("LEFT_FRONT", "RIGHT_REAR")),
    "DEVICE_PLANT_CULTIVATOR": (PlantCultivatorSubProfile, ("UPPER", "LOWER")),
    "DEVICE_WASHER": (WasherSubProfile, ("MAIN", "MINI")),
    "DEVICE_WASHTOWER_WASHER": (WasherSubProfile, ("MAIN",)),
    "DEVICE_WASHCOMBO_MAIN": (WashcomboProfile, ("MAIN",)),
    "DEVICE_WASHCOMBO_MINI": (WashcomboProfile, ("MINI",)),
}
_PLACED: Mapping[str, tuple[type[ConnectDeviceProfile], Mapping[str, tuple[str, ...]]]] = {
    "DEVICE_REFRIGERATOR": (
        RefrigeratorSubProfile,
        {"doorStatus": ("MAIN",), "temperatureInUnits": ("FRIDGE", "FREEZER", "CONVERTIBLE")},
    ),
    "DEVICE_KIMCHI_REFRIGERATOR": (
        KimchiRefrigeratorSubProfile,
        {"temperature": ("TOP", "BOTTOM")},
    ),
    "DEVICE_WINE_CELLAR": (
        WineCellarSubProfile,
        {"temperatureInUnits": ("WINE_UPPER", "WINE_MIDDLE", "WINE_LOWER")},
    ),
}
_NUMBER = re.compile(
    r"(Temperature[CF]?|^[CF]|(Hour|Minute|Second)(To(Start|Stop))?|Percent|PM1|PM2|PM10|CO2|[hH]umidity|fanSpeed"
    r"|lampBrightness|powerLevel|windStep|Time|Lifetime|Total|cycleCount|percent|temperature"
    r"|lightStatus|duration|elapsedDayState)$"
)
_UNSET = frozenset({"remainSecond", "totalHour", "totalMinute"})
_RUNS = frozenset(
    {
        *("washerOperationMode", "dryerOperationMode", "dishWasherOperationMode"),
        *("ovenOperationMode", "stylerOperationMode", "cleanOperationMode"),
    }
)
_TRUTH = re.compile(r"(Enabled|Wind|rotate\w+|rapidFreeze|expressMode|expressFridge|rinseRefill)$")


def tables_of(profile_type: type[ConnectDeviceProfile], **location: str) -> Tables:
    """Return what a class of the SDK reads."""
    tables: Tables = _made(profile_type, **location).get_profile()
    return tables


def _made(profile_type: type[ConnectDeviceProfile], **location: str) -> ConnectDeviceProfile:
    empty: dict[str, Any] = {"property": {}, "extensionProperty": {}}
    if profile_type in {one for one, _ in _BY_PLACE.values()}:
        empty["property"] = [{"location": {"locationName": place}} for place in location.values()]
    return profile_type(empty, **location)


def _is_placed(profile_type: type[ConnectDeviceProfile]) -> bool:
    by_place = {one for one, _ in (*_BY_PLACE.values(), *_PLACED.values())}
    return profile_type in by_place


def spec(key: str, *, mode: str = "rw") -> dict[str, Any]:
    """Return a plausible property of that name."""
    if key in _UNSET:
        mode = mode.replace("w", "")
    if key in ("optimalHumidity", "monitoringEnabled"):  # sets of words, whatever they sound like
        words: list[Any] = ["ONE", "TWO"]
    elif _NUMBER.search(key):
        limits = {"min": 0, "max": 100, "step": 1}
        return {"type": "range", "mode": list(mode), "value": dict.fromkeys(mode, limits)}
    elif _TRUTH.search(key):
        both = [True, False]
        return {"type": "boolean", "mode": list(mode), "value": dict.fromkeys(mode, both)}
    elif key in _RUNS:
        words = ["STOP", "POWER_ON", "POWER_OFF", "PAUSE", "HOMING", "START"]
    elif key.endswith("OperationMode") or key == "operationMode":
        words = ["POWER_ON", "POWER_OFF"]
    elif key == "hotWaterMode":
        words = ["ON", "OFF"]
    elif key == "currentJobMode":
        words = ["COOL", "HEAT", "AUTO", "AIR_CLEAN"]
    elif key.startswith("windStrength"):
        words = ["LOW", "MID", "HIGH"]
    elif key == "doorState":
        words = ["OPEN", "CLOSE"]
    else:
        words = ["ONE", "TWO"]
    return {"type": "enum", "mode": list(mode), "value": dict.fromkeys(mode, words)}


def full_profile(device_type: str) -> dict[str, Any]:
    """Return a profile that has all that the SDK knows of a type of device."""
    if device_type == "DEVICE_WASHTOWER":
        washer = tables_of(WasherSubProfile, location_name="MAIN")
        return {
            "washer": {"property": _plain(washer)},
            "dryer": {"property": _plain(tables_of(DryerProfile))},
        }
    if device_type in _BY_PLACE:
        profile_type, places = _BY_PLACE[device_type]
        told: dict[str, Any] = {
            "property": [
                {
                    "location": {"locationName": place},
                    **_plain(tables_of(profile_type, location_name=place)),
                }
                for place in places
            ]
        }
        if device_type == "DEVICE_OVEN":
            told["extensionProperty"] = {"info": {"type": "DOUBLE"}}
        if device_type == "DEVICE_COOKTOP":
            told["extensionProperty"] = {"operation": {"operationMode": spec("operationMode")}}
        return told
    told = {"property": _plain(tables_of(_profile_type(device_type)))}
    if device_type in _PLACED:
        profile_type, places_of = _PLACED[device_type]
        for resource, places in places_of.items():
            keys = tables_of(profile_type, location_name=places[0])[resource]
            told["property"][resource] = [
                {"locationName": place, **{key: spec(key) for key in keys if key != "unit"}}
                for place in places
            ]
            if "unit" in keys:
                for item in told["property"][resource]:
                    item["unit"] = spec("unit", mode="r")
    return told


def _profile_type(device_type: str) -> type[ConnectDeviceProfile]:
    found: type[ConnectDeviceProfile] = DEVICE_TYPE_API_MAP[device_type].PROFILE_TYPE
    return found


def _plain(tables: Tables) -> dict[str, Any]:
    told: dict[str, Any] = {}
    is_laundry = "remoteControlEnable" in tables
    for resource, keys in tables.items():
        if resource.endswith("InUnits"):
            told[resource] = [
                {**{k[:-1]: spec(k) for k in keys if k.endswith(unit)}, "unit": unit}
                for unit in ("C", "F")
            ]
        elif set(keys) == {"C", "F", "unit"}:  # an oven's
            told[resource] = [
                {"targetTemperature": spec("targetTemperature"), "unit": unit}
                for unit in ("C", "F")
            ]
        elif "unit" in keys and resource == "temperature":
            told[resource] = {
                **{key: spec(key) for key in keys},
                "unit": {"type": "enum", "mode": ["r"], "value": {"r": ["C", "F"]}},
            }
        else:
            told[resource] = {key: spec(key) for key in keys}
            for key in keys:
                if is_laundry and "MinuteTo" in key:  # the SDK sets whole hours there
                    told[resource][key] = spec(key, mode="r")
    return told


def names_of(device_type: str) -> Iterator[tuple[str, str]]:
    """Yield resource and property, as LG writes them, of all that the SDK knows of a type."""
    profile = full_profile(device_type)
    for part in (profile, profile.get("washer"), profile.get("dryer")):
        if part is None:
            continue
        for told in (part.get("property", {}), part.get("extensionProperty", {})):
            for entry in told if isinstance(told, list) else [told]:
                for resource, content in entry.items():
                    if resource == "location":
                        continue
                    for fields in content if isinstance(content, list) else [content]:
                        for key in fields:
                            if key != "locationName":
                                yield resource, key


def resources_of(device_type: str) -> dict[str, str]:
    """Return the SDK's names of the resources of a type, by how LG writes them."""
    types = [_profile_type(device_type)] if device_type != "DEVICE_WASHTOWER" else [DryerProfile]
    if device_type in _BY_PLACE:
        types = [_BY_PLACE[device_type][0]]
    if device_type in _PLACED:
        types.append(_PLACED[device_type][0])
    found: dict[str, str] = {}
    for one in types:
        location = {"location_name": "X"} if _is_placed(one) else {}
        found |= {name: str(sdk) for name, sdk in _made(one, **location)._RESOURCE_MAP.items()}
    if device_type in ("DEVICE_OVEN", "DEVICE_COOKTOP"):
        made = _profile_type(device_type)({"property": [], "extensionProperty": {}})
        found |= {name: str(sdk) for name, sdk in made._RESOURCE_MAP.items()}
    return found


class Recorder(ThinQApi):  # type: ignore[misc]  # the SDK has no types
    """The SDK's client that writes down what it would send."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    async def async_request(self, method: str, endpoint: str, **kwargs: Any) -> Any:
        self.sent.append(kwargs["json"])
        return {}


def device(device_type: str, api: Recorder) -> Any:
    """Return the SDK's own device, with a full profile."""
    return DEVICE_TYPE_API_MAP[device_type](
        thinq_api=api,
        device_id="d",
        device_type=device_type,
        model_name="m",
        alias="a",
        reportable=True,
        group_id="",
        profile=full_profile(device_type),
    )


def full_state(told: Any) -> Any:
    """Return a state for a profile: every number is 30, every word the first, nothing is true."""
    if "washer" in told:
        return {name: full_state(told[name]) for name in ("washer", "dryer")}
    entries = told["property"]
    if isinstance(entries, list):
        return [_values(entry) for entry in entries]
    return _values(entries)


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for resource, content in entry.items():
        if resource == "location":
            state[resource] = content
        elif isinstance(content, list):
            items = [{key: _value(key, told) for key, told in item.items()} for item in content]
            is_oven = resource == "temperature" and "unit" in content[0]
            state[resource] = items[0] if is_oven else items
        else:
            state[resource] = {key: _value(key, told) for key, told in content.items()}
    return state


def _value(key: str, told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    match told["type"]:
        case "enum":
            return "C" if key == "unit" else told["value"]["r"][0]
        case "boolean":
            return False
        case _:
            return 30
