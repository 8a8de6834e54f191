"""The client of MQTT that the adapters use, on a broker in this process."""

import asyncio

import pytest

from ondol import mqtt
from ondol.adapters.sim.broker import embedded_broker
from tests.ports import free_port

pytestmark = [pytest.mark.enable_socket, pytest.mark.looptime(False)]


async def test_who_is_cancelled_as_the_answer_comes_stops() -> None:
    async with embedded_broker(port=free_port(), password="x") as at:

        async def chatter() -> None:
            while True:
                await client.publish("a", "b", qos=1)

        async with mqtt.Client(at.host, at.port, username="ondol", password="x") as client:
            for turns in range(200):  # the answer comes in some turn of the loop
                talking = asyncio.create_task(chatter())
                for _ in range(turns):
                    await asyncio.sleep(0)
                talking.cancel()
                done, _ = await asyncio.wait({talking}, timeout=1)
                talking.cancel()
                assert done, f"it went on after being cancelled in turn {turns}"
