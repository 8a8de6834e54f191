"""The virtual home on real brokers: the embedded one, and Mosquitto where it is installed."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest

from ondol import mqtt
from ondol.adapters.sim.broker import embedded_broker
from ondol.adapters.sim.devices import HERE_TOPIC
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file, set_fault

from .conftest import free_port

MOSQUITTO = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SPEED = 100.0

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]

Start = Callable[[Path], AbstractAsyncContextManager[Broker]]


@asynccontextmanager
async def embedded(_: Path) -> AsyncIterator[Broker]:
    async with embedded_broker(port=free_port(), password="x") as one:
        yield Broker(host=one.host, port=one.port, username=one.username, password=one.password)


@asynccontextmanager
async def mosquitto(folder: Path) -> AsyncIterator[Broker]:
    assert MOSQUITTO is not None
    port = free_port()
    config = folder / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\n")
    process = await asyncio.create_subprocess_exec(
        MOSQUITTO, "-c", str(config), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(10):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    await writer.wait_closed()
                    break
                await asyncio.sleep(0.02)
        yield Broker(host="127.0.0.1", port=port)
    finally:
        process.terminate()
        await process.wait()


needs_mosquitto = pytest.mark.skipif(MOSQUITTO is None, reason="needs Mosquitto")
brokers = pytest.mark.parametrize(
    "start", [embedded, pytest.param(mosquitto, marks=needs_mosquitto)]
)


class Listener:
    """A client that keeps what the virtual home said last on each topic."""

    def __init__(self, client: mqtt.Client) -> None:
        self.client = client
        self.said: dict[str, str] = {}

    async def until(self, is_so: Callable[[dict[str, str]], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so(self.said):
                message = await anext(aiter(self.client.messages))
                assert isinstance(message.payload, bytes)
                self.said[message.topic.value] = message.payload.decode()


@asynccontextmanager
async def listening(broker: Broker) -> AsyncIterator[Listener]:
    async with mqtt.Client(
        broker.host, broker.port, username=broker.username, password=broker.password
    ) as client:
        await client.subscribe("home/#", qos=1)
        await client.subscribe("homeassistant/#", qos=1)
        yield Listener(client)


@asynccontextmanager
async def living(home: VirtualHome) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(home.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@brokers
async def test_the_home_announces_itself_obeys_behaves_and_says_goodbye(
    start: Start, tmp_path: Path
) -> None:
    async with start(tmp_path) as broker, listening(broker) as heard:
        home = VirtualHome(home_file("ko"), broker, speed=SPEED)
        async with living(home):
            await heard.until(lambda said: said.get(HERE_TOPIC) == "online")
            announced = [one for one in heard.said if one.startswith("homeassistant/")]
            assert len(announced) == len(home.devices)
            assert all(json.loads(heard.said[one])["device"]["name"] for one in announced)

            lamp = next(one for one in home.devices if one.id == "bath_light")
            await heard.client.publish(lamp.subscriptions()[0], "ON", qos=1)
            state = lamp.report()[0].topic
            await heard.until(lambda said: said[state] == "ON")

            await heard.client.publish("home/movie_mode/set", "ON", qos=1)
            mood = "home/mood_light/state"
            await heard.until(lambda said: json.loads(said[mood])["state"] == "ON")

            await heard.client.publish("home/washer/activity/set", "running", qos=1)
            await heard.until(lambda said: said["home/washer/activity"] == "running")
            await heard.until(lambda said: 0 < float(said["home/washer/remaining"]) < 3000)
        await heard.until(lambda said: said[HERE_TOPIC] == "offline")


@brokers
async def test_faults_are_switched_on_and_off_over_the_broker(start: Start, tmp_path: Path) -> None:
    async with start(tmp_path) as broker, listening(broker) as heard:
        home = VirtualHome(home_file("ko"), broker)
        async with living(home):
            await heard.until(lambda said: said.get(HERE_TOPIC) == "online")
            await set_fault(broker, "hood", "offline")
            await heard.until(lambda said: said["home/hood/availability"] == "offline")
            await set_fault(broker, "hood", "none")
            await heard.until(lambda said: said["home/hood/availability"] == "online")

            await set_fault(broker, "door_lock", "lies")
            await heard.client.publish("home/door_lock/state/set", "UNLOCK", qos=1)
            await heard.until(lambda said: said.get("home/door_lock/ack") == "ok")
            assert heard.said["home/door_lock/state"] == "LOCKED"


async def test_the_home_comes_back_with_its_broker() -> None:
    port = free_port()
    broker = Broker(host="127.0.0.1", port=port, username="ondol", password="x")
    async with living(VirtualHome(home_file("en"), broker)) as task:
        for _ in range(2):
            async with embedded_broker(port=port, password="x"), listening(broker) as heard:
                await heard.until(lambda said: said.get(HERE_TOPIC) == "online")
        assert not task.done()
