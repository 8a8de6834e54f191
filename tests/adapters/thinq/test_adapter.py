"""The adapter and LG's SDK, as they are, on the virtual cloud."""

import asyncio
import dataclasses

import pytest

from ondol.adapters.sim.thinq.appliances import Model
from ondol.adapters.thinq.adapter import Pace
from ondol.errors import DeviceUnreachableError
from ondol.things.command import Accepted, InvokeAction, Refused
from ondol.things.event import Availability, Found, Gone

from .world import PUSHED, QUICK, home, model, new_cloud

pytestmark = pytest.mark.enable_socket

LIVING = "virtual-air-conditioner-living"
BEDROOM = "virtual-air-conditioner-bedroom"
AC = f"thinq_{LIVING}"
BEDROOM_AC = f"thinq_{BEDROOM}"
WASHER = "thinq_virtual-washer"


def refused(answer: object) -> str:
    assert isinstance(answer, Refused)
    return answer.code


async def test_the_household_is_found_with_its_state() -> None:
    cloud = new_cloud()
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False, target_temperature=24.0, fan_speed="low", temperature=27.0)
        await h.until("thinq_virtual-washtower_dryer", on=False, activity="idle")
        await h.until("thinq_virtual-refrigerator", freezer_target_temperature=-20.0)
        await h.until("thinq_virtual-hood_lamp", on=True, brightness=50)
        await h.until(f"{AC}_pm25", value=12.0)
        assert h.available(AC) is True
        assert (h.things[AC].title, h.things[AC].type) == ("거실 에어컨", "air_conditioner")
        assert h.things["thinq_virtual-oven_upper"].title == "오븐 위칸"
        assert h.things["thinq_virtual-oven_upper"].aliases == ("오븐 upper",)


async def test_a_thing_is_found_before_anything_else_is_said_of_it() -> None:
    cloud = new_cloud()
    async with cloud.serve() as address, home(address) as h:
        await h.until(f"{AC}_energy", today=0.66)
        found: set[str] = set()
        for event in h.said:
            if isinstance(event, Found):
                found.add(event.thing.id)
            else:
                assert event.thing_id in found


async def test_what_was_asked_is_done_and_then_reported() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        answer = await h.set(AC, on=True, mode="cool", target_temperature=22.0, fan_speed="high")
        assert answer == Accepted()
        await h.until(AC, on=True, mode="cool", target_temperature=22.0, fan_speed="high")
        state = cloud.appliances[LIVING].state
        assert state["temperatureInUnits"][0]["targetTemperature"] == 22
        assert state["airFlow"]["windStrength"] == "HIGH"


async def test_a_refusal_of_the_cloud_says_why() -> None:
    cloud = new_cloud(BEDROOM)
    async with cloud.serve() as address, home(address) as h:
        await h.until(BEDROOM_AC, on=True)
        answer = await h.set(BEDROOM_AC, mode="dry")  # "안방 에어컨 제습으로 바꿔 줘"
        assert answer == Refused(
            reason="안방 에어컨: it cannot do that in the mode it is in (2305)", code="wrong_mode"
        )
        assert await h.set(BEDROOM_AC, power_save_power_save_enabled=False) == Accepted()
        await h.until(BEDROOM_AC, power_save_power_save_enabled=False)
        assert await h.set(BEDROOM_AC, mode="dry") == Accepted()
        await h.until(BEDROOM_AC, mode="dry")
        assert refused(await h.set(BEDROOM_AC, target_temperature=20.0)) == "wrong_mode"


async def test_what_is_off_says_so() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        assert refused(await h.set(AC, fan_speed="high")) == "power_off"


async def test_a_washer_whose_remote_start_is_off_says_so_and_is_asked_again() -> None:
    cloud = new_cloud("virtual-dryer")
    dryer = "thinq_virtual-dryer"
    slow = dataclasses.replace(QUICK, poll_s=60)
    async with cloud.serve() as address, home(address, pace=slow) as h:
        await h.until(dryer, activity="idle")
        assert refused(await h.set(dryer, activity="running")) == "remote_off"
        assert "POST devices/virtual-dryer/control" not in cloud.asked
        cloud.turn("virtual-dryer", {"remoteControlEnable": {"remoteControlEnabled": True}})
        assert await h.set(dryer, activity="running") == Accepted()
        await h.until(dryer, activity="running", run_state_current_state="RUNNING")


async def test_a_programme_runs_to_its_end_and_tells_it() -> None:
    cloud = new_cloud("virtual-washer")
    async with cloud.serve() as address, home(address, pace=PUSHED) as h:
        await h.when(lambda: "virtual-washer" in cloud.watched and h.available(WASHER) is True)
        assert await h.set(WASHER, activity="running") == Accepted()
        await h.until(WASHER, activity="running", remaining=70 * 60)
        cloud.tick(60 * 60)
        await h.until(WASHER, remaining=10 * 60)
        assert await h.set(WASHER, activity="paused") == Accepted()
        await h.until(WASHER, activity="paused")
        assert await h.set(WASHER, activity="running") == Accepted()
        await h.until(WASHER, activity="running")
        cloud.tick(10 * 60)
        await h.until(WASHER, activity="idle", alert="WASHING_IS_COMPLETE", remaining=0)


async def test_an_oven_takes_its_programme_and_temperature_with_the_start() -> None:
    cloud = new_cloud("virtual-oven")
    oven = "thinq_virtual-oven_upper"
    async with cloud.serve() as address, home(address) as h:
        await h.until(oven, activity="idle")
        asked = await h.set(oven, activity="running", program="roast", target_temperature=200.0)
        assert asked == Accepted()
        await h.until(oven, activity="running", program="roast", target_temperature=200.0)
        assert cloud.asked.count("POST devices/virtual-oven/control") == 1
        assert h.state("thinq_virtual-oven_lower")["activity"] == "idle"
        assert await h.set(oven, on=False) == Accepted()


async def test_a_hoods_lamp_and_fan_do_not_disturb_each_other() -> None:
    cloud = new_cloud("virtual-hood")
    async with cloud.serve() as address, home(address) as h:
        await h.until("thinq_virtual-hood_lamp", brightness=50)
        assert await h.set("thinq_virtual-hood", speed=60) == Accepted()
        await h.until("thinq_virtual-hood", speed=60, on=True)
        assert await h.set("thinq_virtual-hood_lamp", on=False) == Accepted()
        await h.until("thinq_virtual-hood_lamp", on=False, brightness=0)
        assert cloud.appliances["virtual-hood"].state["ventilation"] == {"fanSpeed": 3}


async def test_a_burner_can_be_turned_off_and_not_on() -> None:
    cloud = new_cloud("virtual-cooktop")
    burner = "thinq_virtual-cooktop_left_front"
    async with cloud.serve() as address, home(address) as h:
        await h.until(burner, on=True, power_power_level=5, remaining=720)
        assert not h.things[burner].properties["on"].accepts(True)
        assert await h.set(burner, on=False) == Accepted()
        await h.until(burner, on=False, activity="idle")


async def test_a_robot_goes_home() -> None:
    cloud = new_cloud("virtual-robot-cleaner")
    robot = "thinq_virtual-robot-cleaner"
    async with cloud.serve() as address, home(address) as h:
        await h.until(robot, activity="docked", battery=96)
        assert await h.set(robot, activity="cleaning") == Accepted()
        await h.until(robot, activity="cleaning")
        assert await h.set(robot, activity="docked") == Accepted()
        await h.until(robot, activity="returning")
        cloud.tick(200)
        await h.until(robot, activity="docked")


async def test_both_parts_of_a_washtower_are_things_of_their_own() -> None:
    cloud = new_cloud("virtual-washtower")
    washer, dryer = "thinq_virtual-washtower_washer", "thinq_virtual-washtower_dryer"
    async with cloud.serve() as address, home(address) as h:
        await h.until(dryer, on=False)
        assert (h.things[washer].type, h.things[dryer].type) == ("washer", "dryer")
        assert await h.set(dryer, on=True, activity="running") == Accepted()
        await h.until(dryer, on=True, activity="running")
        assert h.state(washer)["activity"] == "idle"


async def test_energy_is_told_in_kilowatt_hours() -> None:
    cloud = new_cloud("virtual-washtower")
    meter = "thinq_virtual-washtower_dryer_energy"
    async with cloud.serve() as address, home(address) as h:
        await h.until(meter, today=0.66)  # the 27th day, of 400 Wh and 10 more each day
        assert h.state(meter)["value"] == pytest.approx(sum(400 + 10 * n for n in range(27)) / 1000)
        assert (h.things[meter].measures, h.things[meter].properties["value"].unit) == (
            "energy",
            "KiloW-HR",
        )
        assert h.available(meter) is True


# Messages -------------------------------------------------------------------------------------


async def test_what_somebody_does_by_hand_is_told_at_once() -> None:
    cloud = new_cloud(LIVING, "virtual-refrigerator")
    async with cloud.serve() as address, home(address, pace=PUSHED) as h:
        await h.when(lambda: len(cloud.watched) == 2 and h.available(AC) is True)
        states = cloud.asked.count(f"GET devices/{LIVING}/state")
        cloud.turn(LIVING, {"operation": {"airConOperationMode": "POWER_ON"}})
        await h.until(AC, on=True)
        doors = [{"locationName": "MAIN", "doorState": "OPEN"}]
        cloud.turn("virtual-refrigerator", {"doorStatus": doors})
        await h.until("thinq_virtual-refrigerator", door_open=True)
        cloud.notify("virtual-refrigerator", "DOOR_IS_OPEN")
        await h.until("thinq_virtual-refrigerator", alert="DOOR_IS_OPEN")
        assert cloud.asked.count(f"GET devices/{LIVING}/state") == states


async def test_messages_that_make_no_sense_are_set_aside(caplog: pytest.LogCaptureFixture) -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address, pace=PUSHED) as h:
        await h.when(lambda: len(cloud.watched) == 1 and h.available(AC) is True)
        for message in (
            b"\xff{",
            b"[1]",
            b'{"pushType": 5}',
            b'{"pushType": "DEVICE_STATUS", "deviceId": "%s", "report": 7}' % LIVING.encode(),
            b'{"pushType": "DEVICE_PUSH", "deviceId": "%s", "pushCode": ["x"]}' % LIVING.encode(),
            b'{"pushType": "ODD", "deviceId": "%s"}' % LIVING.encode(),
            b'{"pushType": "DEVICE_STATUS", "deviceId": "%s", "report": {"operation": '
            b'{"airConOperationMode": {"a": 1}}, "airFlow": [7]}}' % LIVING.encode(),
        ):
            cloud.say(message)
        cloud.turn(LIVING, {"operation": {"airConOperationMode": "POWER_ON"}})
        await h.until(AC, on=True)
        assert any("no JSON object" in record.getMessage() for record in caplog.records)


async def test_when_messages_are_cut_they_are_asked_for_again_and_states_read() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address, pace=PUSHED) as h:
        await h.when(lambda: len(cloud.watched) == 1 and h.available(AC) is True)
        cloud.cut_messages()
        cloud.appliances[LIVING].state["operation"]["airConOperationMode"] = "POWER_ON"  # unseen
        await h.until(AC, on=True)
        assert cloud.asked.count("POST client/certificate") >= 2


async def test_while_no_messages_come_states_are_read_at_intervals() -> None:
    cloud = new_cloud(LIVING)
    cloud.silence_messages(is_silent=True)
    pace = dataclasses.replace(QUICK, push_retry_s=0.05, push_timeout_s=0.2)
    async with cloud.serve() as address, home(address, pace=pace) as h:
        await h.until(AC, on=False)
        cloud.turn(LIVING, {"operation": {"airConOperationMode": "POWER_ON"}})
        await h.until(AC, on=True)
        assert not cloud.is_heard
        cloud.silence_messages(is_silent=False)
        await h.when(lambda: cloud.is_heard and LIVING in cloud.watched)


async def test_devices_that_come_go_and_change_their_name_are_followed() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address, pace=PUSHED) as h:
        await h.when(lambda: "POST push/devices" in cloud.asked and h.available(AC) is True)
        cloud.add(model("virtual-styler"))
        await h.until("thinq_virtual-styler", activity="idle")
        cloud.rename(LIVING, "거실 바람")
        await h.when(lambda: h.things[AC].title == "거실 바람")
        cloud.remove("virtual-styler")
        await h.when(lambda: Gone(thing_id="thinq_virtual-styler") in h.said)
        assert refused(await h.set("thinq_virtual-styler", activity="running")) == "gone"


async def test_without_messages_devices_are_followed_all_the_same() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.add(model("virtual-styler"))
        await h.until("thinq_virtual-styler", activity="idle")
        cloud.remove("virtual-styler")
        await h.when(lambda: Gone(thing_id="thinq_virtual-styler") in h.said)


# What goes wrong ------------------------------------------------------------------------------


async def test_an_appliance_without_wifi_is_unavailable_and_comes_back() -> None:
    cloud = new_cloud(LIVING, "virtual-washer")
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.appliances[LIVING].fault = "offline"
        await h.when(lambda: h.available(AC) is False)
        with pytest.raises(DeviceUnreachableError, match="1222"):
            await h.set(AC, on=True)
        assert h.available(WASHER) is True
        cloud.appliances[LIVING].fault = "none"
        await h.when(lambda: h.available(AC) is True)


async def test_an_appliance_that_lies_is_not_believed() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.appliances[LIVING].fault = "lies"
        assert await h.set(AC, on=True) == Accepted()
        await asyncio.sleep(0.5)
        assert h.state(AC)["on"] is False


async def test_an_appliance_that_fails_says_so() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.appliances[LIVING].fault = "refuses"
        assert refused(await h.set(AC, on=True)) == "refused"


@pytest.mark.parametrize("trouble", ["failing", "page", "rubbish", "odd", "cut", "silent"])
async def test_a_cloud_in_trouble_makes_all_unavailable_until_it_is_well(trouble: str) -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address, timeout_s=0.3) as h:
        await h.until(AC, on=False)
        cloud.trouble = trouble  # type: ignore[assignment]  # a literal, through the parameters
        await h.when(lambda: h.available(AC) is False)
        cloud.trouble = "none"
        await h.when(lambda: h.available(AC) is True)
        assert list(h.things) == [one for one in h.things if one.startswith(AC)]
        assert not [event for event in h.said if isinstance(event, Gone)]


async def test_a_cloud_that_is_started_again_is_found_again() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as first:
        pass
    port = int(first.url.rsplit(":", 1)[1])
    async with home(first) as h:
        await asyncio.sleep(0.1)
        assert h.said == []
        async with cloud.serve(port=port):
            await h.until(AC, on=False)
        await h.when(lambda: h.available(AC) is False)
        async with cloud.serve(port=port):
            await h.when(lambda: h.available(AC) is True)


async def test_a_slow_cloud_is_waited_for() -> None:
    cloud = new_cloud(LIVING)
    cloud.trouble = "slow"
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        assert await h.set(AC, on=True) == Accepted()
        await h.until(AC, on=True)


async def test_a_token_that_was_taken_back_is_said_and_never_written_down(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.trouble = "revoked"
        await h.when(lambda: h.available(AC) is False)
        answer = await h.set(AC, on=True)
        assert refused(answer) == "token"
        said = " ".join(record.getMessage() for record in caplog.records)
        assert "connect-pat.lgthinq.com" in said
        assert address.token not in said + str(answer)


async def test_a_cloud_that_was_asked_too_often_is_left_alone() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        cloud.trouble = "limited"
        await h.when(lambda: h.available(AC) is False)
        asked = len(cloud.asked)
        assert refused(await h.set(AC, on=True)) == "rate_limit"
        await asyncio.sleep(0.3)
        assert len(cloud.asked) == asked


async def test_an_appliance_that_nobody_knows_is_shown_as_lg_names_it() -> None:
    heater = Model(
        id="new-kind",
        type="DEVICE_FOOT_WARMER",
        alias="족욕기",
        profile={
            "property": {
                "footBath": {
                    "bubbleMode": {
                        "type": "enum",
                        "mode": ["r", "w"],
                        "value": {"r": ["SOFT", "WILD"], "w": ["SOFT", "WILD"]},
                    },
                    "level": {
                        "type": "range",
                        "mode": ["r", "w"],
                        "value": {mode: {"min": 0, "max": 5, "step": 1} for mode in "rw"},
                    },
                }
            }
        },
        state={"footBath": {"bubbleMode": "SOFT", "level": 2}},
    )
    cloud = new_cloud(heater)
    async with cloud.serve() as address, home(address) as h:
        await h.until("thinq_new-kind", value="SOFT", foot_bath_level=2)
        assert h.things["thinq_new-kind"].type == "sensor"
        assert await h.set("thinq_new-kind", foot_bath_bubble_mode="WILD") == Accepted()
        await h.until("thinq_new-kind", foot_bath_bubble_mode="WILD")


async def test_names_from_outside_are_cleaned_and_a_broken_device_disturbs_no_other() -> None:
    hostile = dataclasses.replace(
        model("virtual-styler"), id="hostile", alias="\u202e스타\u200b일러\x1b[2J" + "가" * 500
    )
    broken = dataclasses.replace(model("virtual-dryer"), id="broken", profile={"property": 7})
    cloud = new_cloud(hostile, broken, LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        await h.until("thinq_hostile", activity="idle")
        title = h.things["thinq_hostile"].title
        assert title.startswith("스타일러[2J가")
        assert len(title) == 80
        assert "thinq_broken" not in h.things


async def test_a_thing_takes_no_action_and_no_unknown_thing_a_command() -> None:
    cloud = new_cloud(LIVING)
    async with cloud.serve() as address, home(address) as h:
        await h.until(AC, on=False)
        assert refused(await h.adapter.apply([InvokeAction(thing_id=AC, name="next")])) == (
            "unsupported"
        )
        assert refused(await h.set("thinq_absent", on=True)) == "gone"
        assert refused(await h.set(AC, temperature=20.0)) == "unsupported"
        assert refused(await h.set(AC, on=True, target_temperature=99.0)) == "out_of_range"


async def test_availability_is_said_when_it_changes_and_not_at_each_round() -> None:
    cloud = new_cloud("virtual-styler")
    pace = Pace(poll_s=0.02, energy_s=0, push_retry_s=0, least_s=0)
    async with cloud.serve() as address, home(address, pace=pace) as h:
        await h.when(lambda: cloud.asked.count("GET devices") > 5)
        said = [event for event in h.said if isinstance(event, Availability)]
        assert said == [Availability(thing_id="thinq_virtual-styler", is_available=True)]
