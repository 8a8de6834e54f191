"""Holds the connection to one broker; the only module of MQTT that waits.

MQTT 3.1.1. `ondol.mqtt` does not connect again: this does.
"""

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import SplitResult, urlsplit

from ondol import mqtt
from ondol.errors import DeviceUnreachableError, ServiceUnavailableError, SettingsError

from .parts import Publish

CONNECT_TIMEOUT_S = 10.0
ANSWER_TIMEOUT_S = 5.0  # a person is waiting
KEEPALIVE_S = 15  # a broker that vanished is noticed within 1.5 of these
FIRST_RETRY_S = 1.0
LAST_RETRY_S = 30.0
MAX_QUEUED = 20_000  # messages; a burst of retained ones is a few thousand
SUBSCRIBED_AT_ONCE = 50  # topics in one packet

_PORTS = {"mqtt": 1883, "mqtts": 8883}
_REFUSALS = {
    1: "does not speak MQTT 3.1.1",
    2: "does not accept the client id",
    3: "is not ready: try again later",
    4: "does not accept the user name or password: check them",
    5: "does not let this user in: check the user name, the password and the broker's access list",
}

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Connected:
    """There is a connection, with nothing subscribed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """There is no connection, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message; `is_retained`: the broker kept it from before."""

    topic: str
    payload: bytes
    is_retained: bool


Signal = Connected | Lost | Message


class Connection(Protocol):
    """What the adapter needs of a client; a test's broker in memory is one, too."""

    def signals(self) -> AsyncGenerator[Signal, None]: ...
    async def subscribe(self, topics: Iterable[str]) -> tuple[str, ...]: ...
    async def unsubscribe(self, topics: Iterable[str]) -> None: ...
    async def publish(self, messages: Sequence[Publish]) -> None: ...


class Client:
    """One broker, by `mqtt://host:1883` or `mqtts://host:8883`.

    Attributes:
        url: without a password.
    """

    def __init__(
        self,
        url: str,
        *,
        username: str | None = None,
        password: str | None = None,
        tls_ca: Path | None = None,
        client_id: str,
    ) -> None:
        """Take the address of a broker; nothing is opened yet.

        Args:
            url: a user name and password in it count where none is given beside it.
            tls_ca: the certificate authority that signed the broker's certificate (PEM); None:
                those that the system trusts.

        Raises:
            SettingsError: the URL names no broker, or `tls_ca` is no certificate.
        """
        parts = _parts(url)
        self.host = parts.hostname or ""
        self.port = parts.port or _PORTS[parts.scheme]
        self.url = f"{parts.scheme}://{self.host}:{self.port}"
        self._username = username if username is not None else parts.username
        self._password = password if password is not None else parts.password
        self._tls = _tls(tls_ca) if parts.scheme == "mqtts" else None
        self._client_id = client_id
        self._connection: mqtt.Client | None = None
        self._reason = f"{self.url} was not connected to yet"

    async def check(self) -> None:
        """Connect once and part again.

        Raises:
            ServiceUnavailableError: it cannot be; the text says why and what to do.
        """
        try:
            async with self._connected():
                pass
        except mqtt.MqttError as error:
            raise ServiceUnavailableError(self._why(error)) from error

    async def signals(self) -> AsyncGenerator[Signal, None]:
        """Yield what happens; connects again by itself, for ever; ends only when cancelled."""
        retry_s = FIRST_RETRY_S
        while True:
            try:
                async with self._connected() as connection:
                    self._connection = connection
                    self._reason = f"the connection to {self.url} was lost"
                    _log.info("connected to %s", self.url)
                    retry_s = FIRST_RETRY_S
                    yield Connected()
                    async for message in connection.messages:
                        yield _message(message)
            except (mqtt.MqttError, OSError, ValueError) as error:
                reason = self._why(error)
                if reason != self._reason:
                    _log.warning("%s; trying again", reason)
                self._reason = reason
            finally:
                self._connection = None
            yield Lost(reason=self._reason)
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, LAST_RETRY_S)

    async def subscribe(self, topics: Iterable[str]) -> tuple[str, ...]:
        """Subscribe, and return the topics that the broker does not grant.

        Raises:
            DeviceUnreachableError: there is no connection.
        """
        wanted = sorted(topics)
        denied: list[str] = []
        for at in range(0, len(wanted), SUBSCRIBED_AT_ONCE):
            some = wanted[at : at + SUBSCRIBED_AT_ONCE]
            granted = await self._subscribe(some)
            denied += [topic for topic, code in zip(some, granted, strict=False) if code >= 128]
        return tuple(denied)

    async def _subscribe(self, topics: Sequence[str]) -> list[int]:
        codes = await self._do(
            lambda connection: connection.subscribe([(topic, 1) for topic in topics])
        )
        return [code if isinstance(code, int) else code.value for code in codes]

    async def unsubscribe(self, topics: Iterable[str]) -> None:
        """Unsubscribe.

        Raises:
            DeviceUnreachableError: there is no connection.
        """
        unwanted = sorted(topics)
        if unwanted:
            await self._do(lambda connection: connection.unsubscribe(unwanted))

    async def publish(self, messages: Sequence[Publish]) -> None:
        """Publish messages in their order; the broker has each before the next is sent.

        Raises:
            DeviceUnreachableError: there is no connection, or no answer in `ANSWER_TIMEOUT_S`.
        """
        for message in messages:
            await self._publish(message)

    async def _publish(self, message: Publish) -> None:
        await self._do(
            lambda connection: connection.publish(
                message.topic, message.payload.encode(), message.qos, message.retain
            )
        )

    async def _do(self, call: Callable[[mqtt.Client], Awaitable[T]]) -> T:
        if (connection := self._connection) is None:
            raise DeviceUnreachableError(self._reason)
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                return await call(connection)
        except (mqtt.MqttError, ValueError) as error:
            raise DeviceUnreachableError(self._why(error)) from error
        except TimeoutError as error:
            raise DeviceUnreachableError(f"{self.url} does not answer") from error

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[mqtt.Client]:
        async with mqtt.Client(
            self.host,
            self.port,
            username=self._username,
            password=self._password,
            identifier=self._client_id,
            clean_session=True,
            keepalive=KEEPALIVE_S,
            timeout=CONNECT_TIMEOUT_S,
            tls_context=self._tls,
            max_queued_incoming_messages=MAX_QUEUED,
            socket_options=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)],
        ) as connection:
            connection.pending_calls_threshold = 1000
            yield connection

    def _why(self, error: Exception) -> str:
        code = getattr(error, "rc", None)
        number = getattr(code, "value", code)
        refusal = _REFUSALS.get(_CONNACK.get(number, number)) if isinstance(number, int) else None
        if isinstance(error, mqtt.MqttConnectError) and refusal:
            return f"the broker {self.url} {refusal}"
        said = str(error) or type(error).__name__
        if "certificate" in said.lower() or "ssl" in said.lower():
            return (
                f"the broker {self.url} shows a certificate that is not trusted ({said}): "
                "name the authority that signed it"
            )
        return f"the broker {self.url} cannot be reached ({said}): is it running?"


_CONNACK = {132: 1, 133: 2, 136: 3, 134: 4, 135: 5}  # MQTT 5 reason codes, as paho names them


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname and parts.port != 0:
            return parts
    except ValueError:  # no port, no address
        pass
    raise SettingsError("the broker's URL names none: write mqtt://host or mqtts://host")


def _tls(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca) if ca is not None else None)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"{ca} is no certificate authority (PEM): {error}") from error


def _message(message: mqtt.Message) -> Message:
    return Message(
        topic=str(message.topic), payload=message.payload, is_retained=bool(message.retain)
    )
