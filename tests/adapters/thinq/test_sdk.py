"""All that LG's SDK knows of appliances is here too, and is asked for as the SDK asks for it."""

import inspect
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from thinqconnect import DeviceType, ThinQAPIErrorCodes  # type: ignore[import-untyped]
from thinqconnect.devices.const import Resource  # type: ignore[import-untyped]

from ondol.adapters.thinq import tables
from ondol.adapters.thinq.mapping import Appliance, Mapped, Record, to_appliance
from ondol.adapters.thinq.own import role
from ondol.adapters.thinq.profile import Raw, Where, merged
from ondol.things.command import SetProperty
from ondol.things.thing import Value

from .sdk import Recorder, device, full_profile, full_state, names_of, resources_of

TYPES = sorted(
    value for name, value in vars(DeviceType).items() if isinstance(value, str) and name.isupper()
)


def appliance(device_type: str) -> Appliance:
    record = Record(id="d", type=device_type, alias="기기", model="m")
    made = to_appliance(record, full_profile(device_type))
    assert made.problems == ()
    return made


def test_every_type_of_device_of_the_sdk_is_in_the_table() -> None:
    assert len(TYPES) == 30
    assert set(tables.KINDS) == set(TYPES)


def test_every_resource_of_the_sdk_is_in_the_table() -> None:
    known = {resource for device_type in TYPES for resource in resources_of(device_type)}
    assert {str(one) for one in Resource} == set(known_resources(known))
    assert known <= set(tables.RESOURCES)


def known_resources(written: set[str]) -> Iterator[str]:
    """Yield the SDK's names of resources that devices write in their own way."""
    names = {name: sdk for device_type in TYPES for name, sdk in resources_of(device_type).items()}
    for one in written:
        yield names[one]


@pytest.mark.parametrize("device_type", TYPES)
def test_every_property_of_the_sdk_is_in_the_table(device_type: str) -> None:
    missing = [
        (resource, key)
        for resource, key in names_of(device_type)
        if _without_unit(key) not in tables.RESOURCES[resource]
        and key not in tables.RESOURCES[resource]
    ]
    assert missing == []


def _without_unit(key: str) -> str:
    return key[:-1] if key.endswith(("TemperatureC", "TemperatureF")) else key


def test_every_error_of_the_sdk_means_something() -> None:
    assert {str(code.value) for code in ThinQAPIErrorCodes} <= set(tables.ERRORS)


@pytest.mark.parametrize("device_type", TYPES)
def test_what_can_be_read_is_shown_somewhere(device_type: str) -> None:
    made = appliance(device_type)
    shown = {
        where
        for mapped in made.things
        for attribute in mapped.attributes.values()
        for where in attribute.sources
    }
    readable = {
        where
        for where, slot in made.profile.slots.items()
        if slot.is_readable and (role(slot) != "unit" or where.resource == "waterFilterInfo")
    }
    assert readable <= shown


@pytest.mark.parametrize("device_type", TYPES)
def test_a_state_with_everything_in_it_is_read_to_the_last_value(device_type: str) -> None:
    made = appliance(device_type)
    raw, problems = made.read(full_state(full_profile(device_type)))
    raw = {**made.profile.constants, **raw}
    assert problems == []
    unread = [
        name
        for mapped in made.things
        for name, value in mapped.values(raw).items()
        if value is None and name not in ("swing", "activity", "on")
    ]
    assert unread == []


# What is asked for ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Setter:
    """A way of the SDK to set one property, and what it sends."""

    where: Where
    value: Any
    unit: str
    sent: list[dict[str, Any]]


@pytest.mark.parametrize("device_type", TYPES)
async def test_what_can_be_set_is_asked_for_as_the_sdk_asks(device_type: str) -> None:
    made = appliance(device_type)
    raw: Raw = made.read(full_state(full_profile(device_type)))[0]
    different: dict[tuple[str, ...], object] = {}
    async for setter in _setters(device_type, made):
        sent = _ours(made, raw, setter)
        where = setter.where
        if sent != setter.sent:
            different[device_type, where.section, *where.name] = (sent, setter.sent)
    expected = {one for one in KNOWN_TO_DIFFER if one[0] == device_type}
    assert set(different) == expected, different


KNOWN_TO_DIFFER = {
    # The SDK leaves out the place, or the section, that all other messages to it name.
    ("DEVICE_OVEN", "", "timer", "timerHour"),
    ("DEVICE_OVEN", "", "timer", "timerMinute"),
    ("DEVICE_WASHTOWER", "dryer", "timer", "relativeHourToStart"),
    ("DEVICE_WASHTOWER", "dryer", "timer", "relativeHourToStop"),
    # The SDK sends a minute of 0 with it here, and leaves it out everywhere else.
    ("DEVICE_AIR_CONDITIONER", "", "sleepTimer", "relativeHourToStop"),
}


async def test_the_sdk_sets_so_many_properties() -> None:
    counts = {kind: len([s async for s in _setters(kind, appliance(kind))]) for kind in TYPES}
    unset = {kind.removeprefix("DEVICE_") for kind, count in counts.items() if count == 0}
    assert unset == {
        *("HOME_BREW", "KIMCHI_REFRIGERATOR", "PLANT_CULTIVATOR", "STICK_CLEANER"),
        "WATER_PURIFIER",
    }
    assert sum(counts.values()) == 167


def _ours(made: Appliance, raw: Raw, setter: Setter) -> object:
    """Return what we send so that what the SDK set comes to be."""
    after = merged(raw, {setter.where: {setter.unit: setter.value}})
    answers: list[object] = []
    for mapped in made.things:
        for name, attribute in mapped.attributes.items():
            if attribute.write is None:
                continue
            meant = _meant(setter) if name in ("on", "activity") else attribute.read(after)
            for value in (meant, setter.value):
                if not attribute.known.accepts(value) or value is None:
                    continue
                sent = _sent(made, mapped, _in_mode(made, raw, setter.where), name, value)
                answers.append(sent)
                if sent == setter.sent:
                    return sent
    return answers


def _meant(setter: Setter) -> Value:
    """Return what a word for a programme or a switch means."""
    meanings: dict[object, Value] = {
        "START": "running",
        "STOP": "idle",
        "PAUSE": "paused",
        "HOMING": "returning",
        "POWER_ON": True,
        "POWER_OFF": False,
        "OFF": False,
    }
    return meanings.get(setter.value)


def _in_mode(made: Appliance, raw: Raw, where: Where) -> Raw:
    """Return a state in whose mode a target is the one that counts."""
    modes = {"heat": "HEAT", "cool": "COOL", "auto": "AUTO", "targ": "AIR_CLEAN"}
    through = "WATER" if where.key.startswith("water") else "AIR"
    key = where.key.removeprefix("air").removeprefix("water").lower()
    mode = next((word for start, word in modes.items() if key.startswith(start)), None)
    changed: dict[Where, dict[str, Any]] = {
        slot.where: {"": mode}
        for slot in made.profile.slots.values()
        if role(slot) == "mode" and mode is not None
    }
    changed |= {w: {"": through} for w in raw if w.name == ("operation", "roomTempMode")}
    return {**raw, **changed}


def _sent(made: Appliance, mapped: Mapped, raw: Raw, name: str, value: Value) -> object:
    remote = {} if mapped.remote is None else {mapped.remote.where: {"": True}}
    command = SetProperty(thing_id=mapped.thing.id, name=name, value=value)
    messages = made.messages(mapped, [command], {**raw, **remote})
    return [dict(one.payload) for one in messages] if isinstance(messages, list) else messages


async def _setters(device_type: str, made: Appliance) -> AsyncIterator[Setter]:
    recorder = Recorder()
    main = device(device_type, recorder)
    main.set_status(full_state(full_profile(device_type)))
    for place, part in [("", main), *main._sub_devices.items()]:
        for resource, keys in part.profiles.get_profile().items():
            for key, attribute in keys.items():
                name = part.get_property_set_fn(attribute)
                where = _where(made, part, place, resource, key)
                if name is None or where is None or key == "unit":
                    continue
                value = _new_value(made, where)
                recorder.sent.clear()
                await _call(getattr(part, name), key, value)
                if not recorder.sent:
                    continue
                unit = key[-1] if key.endswith(("C", "F")) else ""
                yield Setter(where=where, value=value, unit=unit, sent=list(recorder.sent))


async def _call(setter: Any, key: str, value: Any) -> None:
    """Set it, and what must be set with it to what it is: a whole hour, where that will do."""
    names = list(inspect.signature(setter).parameters)
    if len(names) == 1:
        if "Minute" not in key:  # else the SDK has no way to set it
            await setter(value)
    elif "Hour" in key:
        await setter(value, 0 if "relative_time_to_stop" in setter.__name__ else 30)
    else:
        await setter(30, value)


def _where(made: Appliance, part: Any, place: str, resource: str, key: str) -> Where | None:
    """Return where we keep what the SDK has at that place; None: in the other unit, we use C."""
    name = "targetTemperature" if key in ("C", "F") else _without_unit(key)
    if key.endswith("F"):
        return None
    places = {place.upper() for place in (place, getattr(part, "location_name", "") or "") if place}
    for where in made.profile.slots:
        here = {where.location, where.place.removeprefix("WINE_"), where.section.upper()}
        is_here = all(one.removeprefix("WINE_") in here for one in places)
        if is_here and where.name == (resource, name):
            return where
    return None


def _new_value(made: Appliance, where: Where) -> Any:
    spec = made.profile.slots[where].spec
    match spec.type:
        case "enum":
            return spec.writes[-1] if "STOP" not in spec.writes else "START"
        case "boolean":
            return True
        case _:
            return 40


def test_the_reference_says_what_each_type_becomes() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/thinq.md").read_text(encoding="utf-8")
    missing = [
        name for name, kind in tables.KINDS.items() if f"| `{name}` | `{kind.type}` |" not in page
    ]
    assert missing == []
    assert "167 properties" in page
    assert all(error.code in page for error in tables.ERRORS.values())
