"""MQTT's client, as every adapter uses it: aiomqtt, which here does as it is told when cancelled.

aiomqtt 2.5 waits for the broker's answers by `asyncio.wait_for`, which before Python 3.12 forgets a
cancellation that comes in the same turn of the loop as the answer: who publishes in a loop would
never stop (https://github.com/python/cpython/issues/86296).
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import aiomqtt
from aiomqtt import Message, MqttError, Will
from aiomqtt.exceptions import MqttConnectError

__all__ = ["Client", "Message", "MqttConnectError", "MqttError", "Will"]

T = TypeVar("T")


class Client(aiomqtt.Client):
    """A connection to a broker, for as long as the context lasts; it does not connect again."""

    async def _wait_for(self, fut: Awaitable[T], timeout: float | None) -> T:  # noqa: ASYNC109 -- aiomqtt's
        try:
            async with asyncio.timeout(self.timeout if timeout is None else timeout):
                return await fut
        except TimeoutError:
            raise MqttError("the broker did not answer in time") from None
