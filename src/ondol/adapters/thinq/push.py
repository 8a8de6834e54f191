"""Waits for the cloud's messages (MQTT 3.1.1 over TLS, with a client's certificate).

The client is `ondol.mqtt`, not the SDK's awscrt: the SDK's `async_connect_mqtt` holds the event
loop until it is connected, and takes no port (it is 443 wherever OpenSSL has ALPN).
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from ondol import mqtt
from ondol.errors import DeviceProtocolError, DeviceUnreachableError

from .client import Cloud, PushDoor

CONNECT_TIMEOUT_S = 10.0
KEEPALIVE_S = 30
FIRST_RETRY_S = 5.0
LAST_RETRY_S = 300.0
MAX_BYTES = 262_144
MAX_QUEUED = 1_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listening:
    """Messages come from now on; what happened before may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaf:
    """No messages come, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message."""

    message: dict[str, Any]


Signal = Listening | Deaf | Told


async def messages(
    cloud: Cloud, *, first_retry_s: float = FIRST_RETRY_S, timeout_s: float = CONNECT_TIMEOUT_S
) -> AsyncGenerator[Signal, None]:
    """Yield what the cloud tells of itself; connects again by itself; ends only when cancelled."""
    retry_s = first_retry_s
    while True:
        try:
            door = await cloud.open_push()
            async with _connected(door, timeout_s) as connection:
                await connection.subscribe(door.topic, qos=1)
                retry_s = first_retry_s
                yield Listening()
                async for told in connection.messages:
                    if (message := _read(told.payload)) is not None:
                        yield Told(message=message)
        except (mqtt.MqttError, DeviceUnreachableError, DeviceProtocolError, OSError) as error:
            yield Deaf(reason=str(error) or type(error).__name__)
        await asyncio.sleep(retry_s)
        retry_s = min(retry_s * 2, LAST_RETRY_S)


def _connected(door: PushDoor, timeout_s: float) -> mqtt.Client:
    return mqtt.Client(
        door.host,
        door.port,
        identifier=door.client_id,
        clean_session=True,
        keepalive=KEEPALIVE_S,
        timeout=timeout_s,
        tls_context=door.tls,
        max_queued_incoming_messages=MAX_QUEUED,
    )


def _read(payload: object) -> dict[str, Any] | None:
    """Return a message; None, with a word in the log, if it is none."""
    if isinstance(payload, bytes | bytearray) and len(payload) <= MAX_BYTES:
        try:
            message = json.loads(payload)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict):
            return message
    _log.warning("set aside a message of LG's cloud: no JSON object")
    return None
