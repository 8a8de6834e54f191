"""The official library, unmodified, on virtual TVs: what it pairs with and drives."""

import asyncio
import itertools
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiowebostv import (
    WebOsClient,
    WebOsTvCommandError,
    WebOsTvPairError,
    WebOsTvServiceNotFoundError,
)
from aiowebostv.exceptions import WebOsTvResponseTypeError

from ondol.adapters.sim.webos.server import VirtualTv
from ondol.adapters.sim.webos.television import Television
from ondol.errors import ServiceUnavailableError

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]

MAC = "02:00:00:00:00:01"
UUID = "9e1ab3c4-0000-4000-8000-000000000001"
WAKE_PORT = 40_010

_numbers = itertools.count(1)


def virtual_tv(*, transport: Any = "ws", prompt: Any = "accept", **options: Any) -> VirtualTv:
    television = Television(uuid=UUID, mac=MAC, **{"app": "netflix", **options})
    host = f"127.{1 + os.getpid() % 250}.{os.getpid() // 250 % 250}.{250 - next(_numbers)}"
    return VirtualTv(
        television, host=host, transport=transport, prompt=prompt, wake_port=WAKE_PORT, slow_s=0.2
    )


@asynccontextmanager
async def connected(tv: VirtualTv, key: str | None = None) -> AsyncIterator[WebOsClient]:
    client = WebOsClient(tv.host, key)
    try:
        await client.connect()
        yield client
    finally:
        await client.disconnect()


async def until(client: WebOsClient, **values: object) -> None:
    """Wait until the library has heard these values."""
    async with asyncio.timeout(10):
        while any(getattr(client.tv_state, name) != value for name, value in values.items()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("transport", ["ws", "wss", "both"])
async def test_it_pairs_and_tells_all_that_the_library_subscribes(transport: str) -> None:
    tv = virtual_tv(transport=transport)
    async with tv.running(), connected(tv) as client:
        assert client.client_key in tv.keys
        assert client.tv_info.hello["deviceUUID"] == UUID
        assert client.tv_info.system["modelName"] == "OLED65C4PUA"
        assert client.tv_info.software["device_id"] == MAC
        assert client.tv_info.connection["wiredInfo"]["macAddress"] == MAC
        state = client.tv_state
        assert (state.is_on, state.is_screen_on, state.current_app_id) == (True, True, "netflix")
        assert (state.volume, state.muted, state.sound_output) == (12, False, "tv_speaker")
        assert "youtube.leanback.v4" in state.apps
        assert [one["label"] for one in state.inputs.values()] == ["셋톱박스", "HDMI 2", "HDMI 3"]
        assert [one["channelName"] for one in state.channels or []] == ["KBS2", "KBS1", "MBC"]


async def test_live_tv_tells_its_channel_and_programme() -> None:
    tv = virtual_tv(app="com.webos.app.livetv")
    async with tv.running(), connected(tv) as client:
        assert client.tv_state.current_channel is not None
        assert client.tv_state.current_channel["channelName"] == "KBS2"
        await client.channel_up()
        await client.channel_down()
        await client.set_channel("1_11-1_0")
        async with asyncio.timeout(5):
            while (client.tv_state.channel_info or {}).get("programList", [{}])[0].get(  # noqa: ASYNC110
                "programName"
            ) != "나 혼자 산다":
                await asyncio.sleep(0.01)


async def test_every_command_is_done_and_told_to_all_who_subscribed() -> None:
    tv = virtual_tv()
    async with tv.running(), connected(tv) as driver, connected(tv) as watcher:
        await driver.set_volume(30)
        await driver.volume_up()
        await driver.volume_up()
        await driver.volume_down()
        await driver.set_mute(True)
        await until(watcher, volume=31, muted=True)
        await driver.change_sound_output("external_arc")
        await until(watcher, sound_output="external_arc")
        await driver.set_input("HDMI_2")
        await until(watcher, current_app_id="com.webos.app.hdmi2")
        await driver.launch_app("netflix")
        await driver.launch_app_with_params("netflix", {"a": 1})
        await driver.launch_app_with_content_id("youtube.leanback.v4", "v=1")
        await until(watcher, current_app_id="youtube.leanback.v4")
        assert [one.get("contentId") for one in tv.television.launched] == [None, None, "v=1"]
        await driver.pause()
        await driver.rewind()
        await driver.fast_forward()
        await until(
            watcher,
            media_state=[
                {
                    "appId": "youtube.leanback.v4",
                    "playState": "paused",
                    "type": "media",
                    "mediaId": "_m1",
                    "windowId": "_w1",
                }
            ],
        )
        await driver.stop()
        await until(watcher, media_state=[])
        await driver.close_app("youtube.leanback.v4")
        await until(watcher, current_app_id="com.webos.app.livetv")
        await driver.button("HOME")
        await until(watcher, current_app_id="com.webos.app.home")
        await driver.send_message("안녕하세요")
        assert tv.television.toasts == ["안녕하세요"]
        alert = await driver.request("system.notifications/createAlert", {"message": "문 열림"})
        assert list(tv.television.alerts.values()) == ["문 열림"]
        await driver.request("system.notifications/closeAlert", {"alertId": alert["alertId"]})
        assert tv.television.alerts == {}
        await driver.set_screen_state(False)
        await until(watcher, is_screen_on=False, is_on=True)
        await until(driver, is_screen_on=False)
        await driver.set_screen_state(True)
        await until(watcher, is_screen_on=True)


@pytest.mark.parametrize(
    ("uri", "payload"),
    [
        ("foo/bar", {}),
        ("audio/setVolume", {"volume": "loud"}),
        ("audio/setVolume", {}),
        ("system.launcher/launch", {"id": "no.such.app"}),
        ("tv/switchInput", {"inputId": "HDMI_9"}),
        ("tv/openChannel", {"channelId": "x"}),
        ("tv/channelUp", {}),
        ("tv/getCurrentChannel", {}),
        ("com.webos.service.apiadapter/audio/changeSoundOutput", {"output": "moon"}),
        ("system.notifications/closeAlert", {"alertId": "x"}),
        ("system.launcher/close", {"id": "not.shown"}),
    ],
    ids=str,
)
async def test_what_makes_no_sense_is_an_error(uri: str, payload: dict[str, Any]) -> None:
    tv = virtual_tv()
    async with tv.running(), connected(tv) as client:
        with pytest.raises(WebOsTvCommandError):
            await client.request(uri, payload)


async def test_a_saved_key_needs_no_prompt_and_a_forgotten_one_does() -> None:
    tv = virtual_tv()
    async with tv.running():
        async with connected(tv) as client:
            key = client.client_key
        tv.prompt = "deny"
        async with connected(tv, key):
            pass
        tv.forget_keys()
        with pytest.raises(WebOsTvPairError, match="403 User denied access"):
            async with connected(tv, key):
                pass


async def test_the_prompt_waits_for_an_answer() -> None:
    tv = virtual_tv(prompt="wait")
    async with tv.running(), asyncio.TaskGroup() as group:
        client = WebOsClient(tv.host)
        connecting = group.create_task(client.connect())
        await tv.asked.wait()
        assert not connecting.done()
        tv.answer_prompt(accept=True)
        assert await connecting
        await client.disconnect()
        tv.answer_prompt(accept=True)  # there is no question: nothing happens


@pytest.mark.parametrize("has_quick_start", [True, False])
async def test_it_sleeps_with_or_without_its_network_and_wakes_by_magic_packet(
    has_quick_start: bool,
) -> None:
    tv = virtual_tv(has_quick_start=has_quick_start)
    async with tv.running():
        async with connected(tv) as client:
            key = client.client_key
            await client.power_off()
            await until(client, is_on=False)
            async with asyncio.timeout(5):
                while tv.is_listening is not has_quick_start:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for mac in ("020000000099", MAC.replace(":", "")):
                packet = b"\xff" * 6 + bytes.fromhex(mac) * 16
                sender.sendto(packet, (tv.host, WAKE_PORT))
        async with asyncio.timeout(5):
            while not (tv.television.is_on and tv.is_listening):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        async with connected(tv, key) as client:
            assert client.tv_state.is_on


async def test_webos_2_lacks_services() -> None:
    tv = virtual_tv(firmware="2")
    async with tv.running(), connected(tv) as client:
        assert client.tv_state.is_on
        assert client.tv_state.sound_output is None
        assert client.tv_state.volume == 12
        with pytest.raises(WebOsTvServiceNotFoundError):
            await client.set_screen_state(False)


async def test_webos_26_keeps_some_to_itself() -> None:
    tv = virtual_tv(firmware="26")
    async with tv.running(), connected(tv) as client:
        assert client.tv_info.software == {}
        for uri in ("settings/setSystemSettings", "system.notifications/createAlert"):
            with pytest.raises(WebOsTvResponseTypeError, match=r"40[13]"):
                await client.request(uri, {"message": "x"})
        await client.set_volume(3)
        await until(client, volume=3)


async def test_before_it_is_registered_a_client_learns_nothing_but_what_it_is() -> None:
    tv = virtual_tv(prompt="ignore")
    async with (
        tv.running(),
        aiohttp.ClientSession() as session,
        session.ws_connect(f"ws://{tv.host}:3000") as stranger,
    ):
        await stranger.send_json({"id": 1, "type": "request", "uri": "ssap://audio/getVolume"})
        assert (await stranger.receive_json())["error"].startswith("401")
        uri = "ssap://system/getSystemInfo"
        await stranger.send_json({"id": 2, "type": "request", "uri": uri})
        assert (await stranger.receive_json())["payload"]["modelName"] == "OLED65C4PUA"


async def test_faults_refuse_lie_dawdle_and_fall_silent() -> None:
    tv = virtual_tv()
    async with tv.running(), connected(tv) as client:
        await tv.set_fault("refuses")
        with pytest.raises(WebOsTvResponseTypeError, match="500 Application error"):
            await client.set_volume(1)
        await tv.set_fault("lies")
        await client.set_volume(1)
        assert tv.television.volume == 12
        await tv.set_fault("slow")
        began = asyncio.get_running_loop().time()
        await client.set_volume(1)
        assert asyncio.get_running_loop().time() - began >= 0.2
        await tv.set_fault("half_open")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await client.set_volume(2)
        assert tv.television.volume == 1


async def test_offline_and_restart_break_connections() -> None:
    tv = virtual_tv()
    async with tv.running():
        async with connected(tv) as client:
            await tv.restart()
            assert client.connect_task is not None
            await asyncio.wait({client.connect_task}, timeout=5)
            assert not client.is_connected()
        await tv.set_fault("offline")
        with pytest.raises(aiohttp.ClientConnectionError):
            async with connected(tv):
                pass
        await tv.set_fault("none")
        async with connected(tv):
            tv.drop()


async def test_an_address_in_use_is_told_with_the_next_step() -> None:
    tv = virtual_tv()
    other = VirtualTv(tv.television, host=tv.host, wake_port=WAKE_PORT + 1)
    async with tv.running():
        with pytest.raises(ServiceUnavailableError, match="another address"):
            async with other.running():
                pass
        with pytest.raises(ServiceUnavailableError, match="another wake_port"):
            async with VirtualTv(tv.television, host=tv.host, wake_port=WAKE_PORT).running():
                pass
