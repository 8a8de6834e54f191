import socket

import pytest

from ondol import mqtt
from ondol.adapters.sim.broker import embedded_broker
from ondol.errors import ServiceUnavailableError
from tests.ports import free_port

pytestmark = pytest.mark.enable_socket


async def test_it_keeps_retained_messages_and_refuses_a_wrong_password() -> None:
    async with embedded_broker(port=free_port(), password="right") as address:
        client = mqtt.Client(address.host, address.port, username="ondol", password="right")
        async with client:
            await client.publish("a/b", "안녕", retain=True)
            await client.subscribe("a/#")
            message = await anext(aiter(client.messages))
            assert isinstance(message.payload, bytes)
            assert message.payload.decode() == "안녕"
        with pytest.raises(mqtt.MqttError):
            async with mqtt.Client(address.host, address.port, username="ondol", password="wrong"):
                pass


async def test_a_port_in_use_is_told_with_the_next_step() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServiceUnavailableError, match="--broker"):
            async with embedded_broker(port=taken.getsockname()[1], password="x"):
                pass
