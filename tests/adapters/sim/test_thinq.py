"""The virtual cloud, as LG's SDK sees it: unmodified but for the address."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from thinqconnect import ThinQApi, ThinQAPIException  # type: ignore[import-untyped]
from thinqconnect.integration.homeassistant.api import (  # type: ignore[import-untyped]
    DEVICE_TYPE_API_MAP,
)

from ondol.adapters.sim.thinq.appliances import household
from ondol.adapters.sim.thinq.cloud import VirtualCloud
from ondol.apps.system_clock import SystemClock

pytestmark = pytest.mark.enable_socket

LIVING = "virtual-air-conditioner-living"


class LocalApi(ThinQApi):  # type: ignore[misc]  # the SDK has no types
    base_url = ""

    def _get_url_from_endpoint(self, endpoint: str) -> str:
        return f"{self.base_url}/{endpoint}"


@asynccontextmanager
async def asked(cloud: VirtualCloud, *, key: str = "t") -> AsyncIterator[Any]:
    async with cloud.serve() as address, aiohttp.ClientSession() as session:
        api = LocalApi(session, key, "KR", "thinq-open-sdk")
        api.base_url = address.url
        yield api


def new_cloud() -> VirtualCloud:
    return VirtualCloud(clock=SystemClock(), token="t", does_after_s=0)


async def device(api: Any, device_id: str) -> Any:
    """Return the SDK's own device of a virtual appliance."""
    listed = await api.async_get_device_list(5.0)
    info = next(one["deviceInfo"] for one in listed if one["deviceId"] == device_id)
    made = DEVICE_TYPE_API_MAP[info["deviceType"]](
        thinq_api=api,
        device_id=device_id,
        device_type=info["deviceType"],
        model_name=info["modelName"],
        alias=info["alias"],
        reportable=info["reportable"],
        group_id="",
        profile=await api.async_get_device_profile(device_id, 5.0),
    )
    made.set_status(await api.async_get_device_status(device_id, 5.0))
    return made


@pytest.mark.parametrize("device_id", [model.id for model in household()])
async def test_the_sdk_reads_every_virtual_appliance(device_id: str) -> None:
    async with asked(new_cloud()) as api:
        made = await device(api, device_id)
        parts = [made, *made._sub_devices.values()]
        assert any(part.profiles.property_map for part in parts)


async def test_the_sdk_sets_a_temperature_and_reads_it_back() -> None:
    cloud = new_cloud()
    async with asked(cloud) as api:
        made = await device(api, LIVING)
        await made.set_air_con_operation_mode("POWER_ON")
        made = await device(api, LIVING)
        assert made.get_status("air_con_operation_mode") == "POWER_ON"
        await made.set_cool_target_temperature_c(21)
        made = await device(api, LIVING)
        assert made.get_status("target_temperature_c") == 21
        assert made.get_status("target_temperature_f") == 70


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"airFlow": {"windStrength": "HIGH"}}, "2304"),
        ({"operation": {"airConOperationMode": "MAYBE"}}, "1102"),
        ({"operation": {"turbo": "ON"}}, "1220"),
        ({"rockets": {"count": 3}}, "1220"),
        ({}, "1101"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_lgs_code(payload: object, code: str) -> None:
    cloud = new_cloud()
    if code in ("1102", "1220"):
        cloud.turn(LIVING, {"operation": {"airConOperationMode": "POWER_ON"}})
    async with asked(cloud) as api:
        with pytest.raises(ThinQAPIException) as caught:
            await api.async_post_device_control(LIVING, payload, 5.0)
        assert caught.value.code == code


async def test_headers_are_looked_at() -> None:
    async with asked(new_cloud(), key="wrong") as api:
        with pytest.raises(ThinQAPIException) as caught:
            await api.async_get_device_list(5.0)
        assert caught.value.code == "1103"
    async with new_cloud().serve() as address, aiohttp.ClientSession() as session:
        bare = {"Authorization": "Bearer t"}
        async with session.get(f"{address.url}/devices", headers=bare) as answer:
            assert (await answer.json())["error"]["code"] == "1301"


async def test_a_device_that_is_not_there_and_one_without_wifi_differ() -> None:
    cloud = new_cloud()
    cloud.appliances[LIVING].fault = "offline"
    async with asked(cloud) as api:
        for device_id, code in (("absent", "1205"), (LIVING, "1222")):
            with pytest.raises(ThinQAPIException) as caught:
                await api.async_get_device_status(device_id, 5.0)
            assert caught.value.code == code


async def test_subscriptions_are_kept() -> None:
    async with asked(new_cloud()) as api:
        await api.async_post_push_subscribe(LIVING, 5.0)
        await api.async_post_event_subscribe(LIVING, 5.0)
        assert await api.async_get_event_list(5.0) == [{"deviceId": LIVING}]
        with pytest.raises(ThinQAPIException) as caught:
            await api.async_post_push_subscribe(LIVING, 5.0)
        assert caught.value.code == "1207"
        await api.async_delete_event_subscribe(LIVING, 5.0)
        assert await api.async_get_event_list(5.0) == []


async def test_the_messages_server_wants_a_certificate() -> None:
    cloud = new_cloud()
    async with cloud.serve() as address, aiohttp.ClientSession() as session:
        api = LocalApi(session, "t", "KR", "c")
        api.base_url = address.url
        host, port = (
            (await api.async_get_route(5.0))["mqttServer"].removeprefix("mqtts://").split(":")
        )
        context = ssl.create_default_context(cadata=address.root_ca)
        reader, writer = await asyncio.open_connection(host, int(port), ssl=context)
        writer.write(b"\x10\x00")
        with pytest.raises((OSError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        writer.close()


async def test_time_that_passes_faster_ends_a_programme() -> None:
    cloud = new_cloud()
    async with asked(cloud) as api:
        made = await device(api, "virtual-styler")
        await made.set_styler_operation_mode("START")
        made = await device(api, "virtual-styler")
        assert made.get_status("current_state") == "RUNNING"
        cloud.tick(20 * 60)
        made = await device(api, "virtual-styler")
        assert (made.get_status("remain_hour"), made.get_status("remain_minute")) == (0, 19)
        cloud.tick(20 * 60)
        made = await device(api, "virtual-styler")
        assert made.get_status("current_state") == "COMPLETE"
