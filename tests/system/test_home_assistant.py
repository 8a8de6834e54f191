"""The adapter, and the whole product, against a real Home Assistant (2024.3.3) and its demo."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ondol.adapters.home_assistant.adapter import HomeAssistantAdapter
from ondol.adapters.home_assistant.client import Pace
from ondol.errors import DeviceUnreachableError
from ondol.things.command import Accepted, Answer, InvokeAction, Refused, SetProperty
from ondol.things.event import Found, Gone
from ondol.things.thing import Value
from tests.adapters.home_assistant.world import listening

from .conftest import running_hub
from .home_assistant import HASS, WHY_SKIPPED, HomeAssistant

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not HASS.exists(), reason=WHY_SKIPPED),
]

PACE = Pace(first_retry_s=0.2, last_retry_s=0.5, refused_retry_s=30)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HomeAssistant]:
    made = HomeAssistant(tmp_path_factory.mktemp("home-assistant"))
    try:
        made.start()
        made.onboard()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def token(home: HomeAssistant) -> str:
    """Return a token of a user who is no administrator: what people are told to make."""

    async def made() -> str:
        return await home.long_lived(await home.resident("ondol"))

    return asyncio.run(made())


async def apply(adapter: HomeAssistantAdapter, thing_id: str, **changes: Value) -> Answer:
    return await adapter.apply(
        [SetProperty(thing_id=thing_id, name=name, value=value) for name, value in changes.items()]
    )


async def test_every_domain_is_found_with_its_type(home: HomeAssistant, token: str) -> None:
    async with listening(home.url, token=token, pace=PACE) as (_, heard):
        await heard.until(lambda: "ha-input_boolean.guests" in heard.state)
        types = {thing_id: thing.type for thing_id, thing in heard.things.items()}
        assert {
            "ha-light.bed_light": "light",
            "ha-switch.decorative_lights": "switch",
            "ha-switch.ac": "outlet",
            "ha-input_boolean.guests": "switch",
            "ha-fan.living_room_fan": "fan",
            "ha-climate.hvac": "air_conditioner",
            "ha-climate.heatpump": "thermostat",
            "ha-cover.garage_door": "cover",
            "ha-lock.front_door": "lock",
            "ha-media_player.lounge_room": "tv",
            "ha-media_player.walkman": "speaker",
            "ha-vacuum.0_ground_floor": "vacuum",
            "ha-lawn_mower.mower_can_do_all": "mower",
            "ha-humidifier.humidifier": "humidifier",
            "ha-humidifier.dehumidifier": "dehumidifier",
            "ha-water_heater.demo_water_heater": "water_heater",
            "ha-sensor.outside_temperature": "sensor",
            "ha-binary_sensor.basement_floor_wet": "sensor",
            "ha-input_number.budget": "sensor",
            "ha-scene.yeonghwa_modeu": "scene",
            "ha-script.goodnight": "script",
            "ha-button.push": "script",
            "ha-input_button.bell": "script",
            "ha-person.juin": "person",
        }.items() <= types.items()
        kinds = {thing_id.removeprefix("ha-").partition(".")[0] for thing_id in types}
        assert not kinds & {"camera", "siren", "alarm_control_panel", "weather", "update", "zone"}
        assert heard.things["ha-cover.garage_door"].kind == "garage"
        assert heard.things["ha-scene.yeonghwa_modeu"].title == "영화 모드"
        assert heard.state["ha-sensor.madang_ondo"] == {"value": 10.0}  # 50 °F
        assert heard.things["ha-binary_sensor.basement_floor_wet"].measures == "water_leak"
        assert set(heard.things["ha-switch.outlet_1"].properties) == {"on", "power"}
        found = [event.thing.id for event in heard.events if isinstance(event, Found)]
        assert max(Counter(found).values()) == 1


async def test_a_lamp_does_what_it_is_told(home: HomeAssistant, token: str) -> None:
    async with listening(home.url, token=token, pace=PACE) as (adapter, heard):
        lamp = "ha-light.bed_light"
        await heard.until(lambda: lamp in heard.state)
        assert await apply(adapter, lamp, on=True, brightness=30, color="navy") == Accepted()
        await heard.thing_is(lamp, on=True, brightness=30, color="navy", color_temperature=None)
        state = await home.state("light.bed_light")
        assert state["state"] == "on"
        assert state["attributes"]["brightness"] == 76
        assert state["attributes"]["hs_color"] == [240.0, 100.0]
        assert await apply(adapter, lamp, color_temperature=2700) == Accepted()
        await heard.thing_is(lamp, color_temperature=2700, color=None)
        assert await apply(adapter, lamp, on=False) == Accepted()
        await heard.thing_is(lamp, on=False)
        assert (await home.state("light.bed_light"))["state"] == "off"


async def test_things_of_other_domains_do_what_they_are_told(
    home: HomeAssistant, token: str
) -> None:
    async with listening(home.url, token=token, pace=PACE) as (adapter, heard):
        await heard.thing_is("ha-climate.hvac", on=True)
        for thing_id, changes in (
            ("ha-cover.hall_window", {"position": 30}),
            ("ha-cover.living_room_window", {"tilt": 60}),
            ("ha-climate.hvac", {"mode": "heat", "target_temperature": 23.0}),
            ("ha-climate.hvac", {"on": False}),
            ("ha-lock.front_door", {"locked": False}),
            ("ha-media_player.lounge_room", {"source": "youtube"}),
            ("ha-media_player.walkman", {"volume": 35, "playback": "paused"}),
            ("ha-vacuum.0_ground_floor", {"activity": "cleaning", "mode": "max"}),
            ("ha-lawn_mower.mower_can_do_all", {"activity": "cleaning"}),
            ("ha-fan.living_room_fan", {"on": True, "speed": 66, "oscillating": True}),
            ("ha-humidifier.hygrostat", {"mode": "eco", "target_humidity": 40}),
            ("ha-water_heater.demo_water_heater", {"mode": "gas", "target_temperature": 50.0}),
            ("ha-switch.ac", {"on": True}),
            ("ha-input_boolean.guests", {"on": True}),
        ):
            assert await apply(adapter, thing_id, **changes) == Accepted(), thing_id
            await heard.thing_is(thing_id, within_s=20, **changes)
        assert (await home.state("cover.hall_window"))["attributes"]["current_position"] == 30
        assert (await home.state("climate.hvac"))["state"] == "off"
        assert (await home.state("lock.front_door"))["state"] == "unlocked"
        assert await apply(adapter, "ha-climate.hvac", on=True) == Accepted()
        await heard.thing_is("ha-climate.hvac", on=True, mode="heat")  # what was on last
        before = heard.state["ha-media_player.walkman"]["title"]
        skip = InvokeAction(thing_id="ha-media_player.walkman", name="next")
        assert await adapter.apply([skip]) == Accepted()
        await heard.until(lambda: heard.state["ha-media_player.walkman"]["title"] != before)
        await home.call("light.turn_on", "light.ceiling_lights")
        await heard.thing_is("ha-light.ceiling_lights", on=True)
        for thing_id in ("ha-script.goodnight", "ha-scene.yeonghwa_modeu", "ha-button.push"):
            assert await apply(adapter, thing_id, activated=True) == Accepted()
        await heard.thing_is("ha-light.ceiling_lights", on=False)


async def test_a_lock_that_jams_is_not_told_as_locked(home: HomeAssistant, token: str) -> None:
    async with listening(home.url, token=token, pace=PACE) as (adapter, heard):
        door = "ha-lock.poorly_installed_door"
        await heard.until(lambda: door in heard.state)
        await apply(adapter, door, locked=True)
        await heard.thing_is(door, locked=None)


async def test_what_home_assistant_refuses_is_refused(home: HomeAssistant, token: str) -> None:
    async with listening(home.url, token=token, pace=PACE) as (adapter, heard):
        await heard.thing_is("ha-switch.broken", on=False)
        answer = await apply(adapter, "ha-switch.broken", on=True)
        assert isinstance(answer, Refused)
        assert "Home Assistant refuses switch.turn_on" in answer.reason
        assert "nothing.there" in answer.reason


async def test_what_somebody_else_does_there_arrives(home: HomeAssistant, token: str) -> None:
    async with listening(home.url, token=token, pace=PACE) as (_, heard):
        await heard.until(lambda: "ha-light.office_rgbw_lights" in heard.state)
        await home.call("light.turn_on", "light.office_rgbw_lights", brightness_pct=20)
        await heard.thing_is("ha-light.office_rgbw_lights", on=True, brightness=20)


async def test_names_other_names_and_areas_arrive(home: HomeAssistant, token: str) -> None:
    async with (
        listening(home.url, token=token, pace=PACE) as (_, heard),
        home.talking() as ask,
    ):
        lamp = "ha-light.kitchen_lights"
        await heard.until(lambda: lamp in heard.things)
        update = {"type": "config/entity_registry/update", "entity_id": "light.kitchen_lights"}
        await ask(**update, name="식탁 등", aliases=["밥상 불"])
        await heard.until(lambda: heard.things[lamp].title == "식탁 등")
        await heard.until(lambda: heard.things[lamp].aliases == ("밥상 불",))
        area = await ask(type="config/area_registry/create", name="서재")
        await ask(**update, area_id=area["area_id"])
        await heard.until(lambda: heard.things[lamp].area == "서재")
        await ask(type="config/area_registry/update", area_id=area["area_id"], name="공부방")
        await heard.until(lambda: heard.things[lamp].area == "공부방")
        await ask(**update, hidden_by="user")
        await heard.until(lambda: lamp not in heard.things)
        await ask(**update, hidden_by=None)
        await heard.until(lambda: lamp in heard.things)


async def test_an_entity_that_gets_another_id_is_another_thing(
    home: HomeAssistant, token: str
) -> None:
    async with listening(home.url, token=token, pace=PACE) as (_, heard), home.talking() as ask:
        update = {"type": "config/entity_registry/update"}
        await heard.until(lambda: "ha-light.bed_light" in heard.things)
        await ask(**update, entity_id="light.bed_light", new_entity_id="light.chimsil")
        await heard.until(lambda: "ha-light.chimsil" in heard.things)
        await heard.until(lambda: "ha-light.bed_light" not in heard.things)
        await ask(**update, entity_id="light.chimsil", new_entity_id="light.bed_light")
        await heard.until(lambda: "ha-light.bed_light" in heard.things)


async def test_a_token_that_is_taken_back_is_said(
    home: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    guest = await home.resident("guest")
    given = await home.long_lived(guest, "Other")
    async with listening(home.url, token=given, pace=PACE) as (adapter, heard):
        await heard.until(lambda: heard.available.get("ha-light.bed_light", False))
        await home.revoke(guest, "Other")
        await heard.until(lambda: not heard.available["ha-light.bed_light"])
        async with asyncio.timeout(10):
            while "does not take the token" not in caplog.text:  # noqa: ASYNC110  a log is no event
                await asyncio.sleep(0.05)
        with pytest.raises(DeviceUnreachableError, match="make a new one"):
            await apply(adapter, "ha-light.bed_light", on=True)
        assert given not in caplog.text


async def test_home_assistant_that_dies_under_a_command_comes_back(
    home: HomeAssistant, token: str
) -> None:
    # a new token is written at the latest when it stops in order; killed before, it forgets it
    await asyncio.to_thread(home.stop)
    await asyncio.to_thread(home.start)
    async with listening(home.url, token=token, pace=PACE) as (adapter, heard):
        lock = "ha-lock.kitchen_door"
        await heard.thing_is(lock, locked=False)
        asking = asyncio.create_task(apply(adapter, lock, locked=True))
        async with asyncio.timeout(10):
            while (await home.state("lock.kitchen_door"))["state"] != "locking":  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await asyncio.to_thread(home.stop, at_once=True)
        with pytest.raises(DeviceUnreachableError):
            await asking
        await heard.until(lambda: not any(heard.available.values()))
        before = dict(heard.things)
        await asyncio.to_thread(home.start)
        await heard.thing_is(lock, within_s=60, locked=False)
        await heard.until(lambda: all(heard.available.values()), 30)
        assert heard.things.keys() == before.keys()
        assert not [event for event in heard.events if isinstance(event, Gone)]
        assert await apply(adapter, lock, locked=True) == Accepted()
        await heard.thing_is(lock, locked=True)


def test_the_product_answers_with_what_home_assistant_has(
    home: HomeAssistant, token: str, tmp_path: Path
) -> None:
    async def name() -> None:
        async with home.talking() as ask:
            areas = await ask(type="config/area_registry/list")
            found = [one for one in areas if one["name"] == "주방"]
            area = found[0] if found else await ask(type="config/area_registry/create", name="주방")
            await ask(
                type="config/entity_registry/update",
                entity_id="light.kitchen_lights",
                name="주방 등",
                aliases=["주방 불"],
                area_id=area["area_id"],
            )
        await home.call("light.turn_off", "light.kitchen_lights")

    asyncio.run(name())
    data = tmp_path / "data"
    data.mkdir()
    secret = tmp_path / "home-assistant.token"
    secret.write_text(token)
    settings = {"home_assistant": home.url, "home_assistant_token_file": str(secret)}
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    (data / "ondol.toml").write_text(text, encoding="utf-8")
    with running_hub(data, things=50) as hub:
        answer = hub.call("POST", "/api/ask", {"text": "주방 불 켜줘"})
        assert answer["reply"] == "주방 등을 켰어요."
        assert hub.state("ha-light.kitchen_lights")["on"] is True
        assert asyncio.run(home.state("light.kitchen_lights"))["state"] == "on"
        hub.call("POST", "/api/undo")
        hub.until("ha-light.kitchen_lights", "on", False)
        home.stop()
        deadline = time.monotonic() + 30
        while (
            "연결되어 있지 않아요"
            not in hub.call("POST", "/api/ask", {"text": "주방 불 켜줘"})["reply"]
        ):
            assert time.monotonic() < deadline
        home.start()
        deadline = time.monotonic() + 60
        while not next(
            one["available"]
            for one in hub.call("GET", "/api/home")["things"]
            if one["id"] == "ha-light.kitchen_lights"
        ):
            assert time.monotonic() < deadline
            time.sleep(0.2)
