"""The home's broker as the bus that `api.mqtt` asks for."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from ondol.adapters.mqtt.client import Connected, Connection, Message
from ondol.adapters.mqtt.parts import Publish
from ondol.api.mqtt import Bus, Published
from ondol.errors import DeviceUnreachableError

_log = logging.getLogger(__name__)


class MqttBus(Bus):
    """Reads and writes topics by a connection of its own."""

    def __init__(self, client: Connection) -> None:
        self._client = client

    async def messages(self, topic: str) -> AsyncGenerator[Published]:
        """Yield what is published on a topic."""
        async with aclosing(self._client.signals()) as signals:
            async for signal in signals:
                match signal:
                    case Connected():
                        await self._listen(topic)
                    case Message(topic=where, payload=payload, is_retained=is_retained):
                        if where == topic:
                            yield Published(payload=payload, is_retained=is_retained)
                    case _:
                        pass

    async def publish(self, topic: str, payload: str) -> None:
        """Publish a message."""
        await self._client.publish([Publish(topic=topic, payload=payload)])

    async def _listen(self, topic: str) -> None:
        try:
            denied = await self._client.subscribe([topic])
        except DeviceUnreachableError:
            return  # the next connection subscribes anew
        if denied:
            _log.warning(
                "the broker does not let Ondol read %s: grant it, to be asked there", topic
            )
