"""The whole product on a home's own Mosquitto: names, what is not announced, a restart."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest

from ondol import mqtt

from .conftest import RunningHub, running_hub
from .test_mosquitto import MOSQUITTO, Broker, broker, lamp

__all__ = ["broker"]  # a fixture

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.timeout(120),
    pytest.mark.skipif(MOSQUITTO is None, reason="needs Mosquitto: apt install mosquitto"),
]


async def test_a_home_without_a_file_holds_what_is_announced_and_nothing_made_up(
    broker: Broker, tmp_path: Path
) -> None:
    broker.start()

    def walk() -> None:
        url = f"mqtt://127.0.0.1:{broker.port}"
        with running_hub(tmp_path / "data", "--broker", url, things=3) as hub:
            home = hub.call("GET", "/api/home")
            assert [area["name"] for area in home["areas"]] == ["거실"]
            assert sorted(one["type"] for one in home["things"]) == ["light", "list", "list"]
            assert hub.state("shopping_list") == {"items": []}
            answer = hub.call("POST", "/api/ask", {"text": "거실 등 켜줘"})
            assert answer["reply"] == "거실 등을 켰어요."
            broker.stop()
            wait_for(hub, available=False)
            broker.start()
            wait_for(hub, available=True)
            hub.call("POST", "/api/undo")
            hub.until("lamp", "on", False)

    async with lamp(broker):
        await asyncio.to_thread(walk)


def wait_for(hub: RunningHub, *, available: bool) -> None:
    deadline = time.monotonic() + 30
    while available is not any(
        one["available"] for one in hub.call("GET", "/api/home")["things"] if one["id"] == "lamp"
    ):
        assert time.monotonic() < deadline
        time.sleep(0.05)


async def test_names_of_the_home_file_win(broker: Broker, tmp_path: Path) -> None:
    broker.start()
    things = [
        {
            "id": "lamp",
            "name": "독서등",
            "area": "study",
            "type": "light",
            "state": {"on": False, "brightness": 50},
        },
        {"id": "unplugged", "name": "스탠드", "type": "light", "state": {"on": False}},
    ]
    home = {"id": "집", "areas": [{"id": "study", "name": "서재"}], "things": things}
    file = tmp_path / "my.home.json"
    file.write_text(json.dumps(home), encoding="utf-8")

    def walk() -> None:
        flags = ("--broker", f"mqtt://127.0.0.1:{broker.port}", "--home", str(file))
        with running_hub(tmp_path / "data", *flags, things=1) as hub:
            (found,) = hub.call("GET", "/api/home")["things"]
            assert (found["title"], found["area"]) == ("독서등", "study")
            answer = hub.call("POST", "/api/ask", {"text": "서재 독서등 켜줘"})
            assert answer["reply"] == "독서등을 켰어요."

    async with lamp(broker):
        await asyncio.to_thread(walk)


async def test_a_program_of_the_broker_asks_and_reads_what_came_of_it(
    broker: Broker, tmp_path: Path
) -> None:
    broker.start()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ondol.toml").write_text("mqtt_ask = true\n", encoding="utf-8")
    answered = asyncio.Event()

    def walk(loop: asyncio.AbstractEventLoop) -> None:
        url = f"mqtt://127.0.0.1:{broker.port}"
        with running_hub(tmp_path / "data", "--broker", url, things=3) as hub:
            future = asyncio.run_coroutine_threadsafe(asked(broker.port, "거실 등 켜줘"), loop)
            reply = future.result(timeout=30)
            assert reply["reply"] == "거실 등을 켰어요."
            assert reply["outcomes"][0]["end"] == "done"
            hub.until("lamp", "on", True)
            assert hub.call("GET", "/api/journal")[0]["actor"] == "program"
        answered.set()

    async with lamp(broker):
        await asyncio.to_thread(walk, asyncio.get_running_loop())
    assert answered.is_set()


async def asked(port: int, text: str) -> dict[str, Any]:
    """Say something over MQTT until it is heard, and return the reply to it."""
    message = json.dumps({"text": text, "id": "1"})
    async with mqtt.Client("127.0.0.1", port) as client:
        await client.subscribe("ondol/reply")
        async with asyncio.timeout(20):
            while True:
                await client.publish("ondol/ask", message, qos=1)
                try:
                    async with asyncio.timeout(2):
                        heard = await anext(aiter(client.messages))
                except TimeoutError:
                    continue
                reply: dict[str, Any] = json.loads(heard.payload)
                return reply
