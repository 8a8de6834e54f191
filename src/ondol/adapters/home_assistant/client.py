"""Holds the connection to one Home Assistant; the only module of this adapter that waits.

The library is websockets 15. It does not reconnect here: this does, and tells what was lost.
Proxies of the environment and redirects to other hosts are not followed: a token would go where
nobody said.
"""

import asyncio
import json
import logging
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from ondol.errors import (
    DeviceProtocolError,
    DeviceUnreachableError,
    ServiceUnavailableError,
    SettingsError,
)

from . import protocol
from .protocol import Request

MAX_MESSAGE_BYTES = 32 * 1024 * 1024  # 20,000 entities are about 15 MB

_SCHEMES = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}
_PORTS = {"ws": 80, "wss": 443}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait, and how often to look.

    Attributes:
        answer_s: for the answer to a request; a lock may take that long. ping_s: between pings.
        refused_retry_s: after a token that was not taken: Home Assistant may ban who tries often.
    """

    connect_s: float = 10.0
    answer_s: float = 10.0
    ping_s: float = 30.0
    first_retry_s: float = 1.0
    last_retry_s: float = 30.0
    refused_retry_s: float = 300.0


PACE = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """There is a connection, with nothing subscribed."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """There is no connection, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the subscription called `name` tells."""

    name: str
    event: object


Signal = Connected | Lost | News


class RequestRefusedError(Exception):
    """Home Assistant refused a request.

    Attributes:
        code: Home Assistant's own ("not_found", "home_assistant_error").
        reason: its words, cleaned.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


class Connection(Protocol):
    """What the adapter needs of a client."""

    def signals(self) -> AsyncGenerator[Signal, None]: ...
    async def ask(self, request: Request) -> object: ...
    async def subscribe(self, request: Request, name: str) -> None: ...
    async def drop(self, reason: str) -> None: ...


class _DeniedError(Exception):
    """The token was not taken."""


class Client:
    """One Home Assistant, by `http://host:8123` or `https://host`.

    Attributes:
        url: its address, without the API's path.
    """

    def __init__(
        self, url: str, *, token: str, tls_ca: Path | None = None, pace: Pace = PACE
    ) -> None:
        """Take address and long-lived access token; nothing is opened yet.

        Args:
            url: with the path of a reverse proxy, where there is one.
            token: as its user's profile page shows it once.
            tls_ca: the authority that signed its certificate (PEM); None: those that the system
                trusts.

        Raises:
            SettingsError: the URL names no Home Assistant, or `tls_ca` is no certificate.
        """
        parts = _parts(url)
        scheme = _SCHEMES[parts.scheme]
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS[scheme]
        shown = f"[{self._host}]" if ":" in self._host else self._host
        path = parts.path.rstrip("/").removesuffix("/api/websocket")
        self.url = f"{'https' if scheme == 'wss' else 'http'}://{shown}:{self._port}{path}"
        self._uri = f"{scheme}://{shown}:{self._port}{path}/api/websocket"
        self._token = token
        self._tls = _tls(tls_ca) if scheme == "wss" else None
        self._pace = pace
        self._connection: ClientConnection | None = None
        self._reason = f"{self.url} was not connected to yet"
        self._dropped: str | None = None
        self._logged: str | None = None
        self._last_id = 0
        self._waiting: dict[int, asyncio.Future[object]] = {}
        self._names: dict[int, str] = {}

    async def check(self) -> None:
        """Connect once and part again.

        Raises:
            ServiceUnavailableError: it cannot be; the text says why and what to do.
        """
        try:
            async with self._connected():
                pass
        except (*_BROKEN, _DeniedError) as error:
            raise ServiceUnavailableError(self._why(error)) from error

    async def signals(self) -> AsyncGenerator[Signal, None]:
        """Yield what happens; connects again by itself, for ever; ends only when cancelled."""
        loop, pace = asyncio.get_running_loop(), self._pace
        retry_s = pace.first_retry_s
        while True:
            since = None
            reason = f"Home Assistant at {self.url} closed the connection"
            try:
                async with self._connected() as (connection, version):
                    self._open(connection, version)
                    since = loop.time()
                    pings = asyncio.create_task(self._ping(), name="home-assistant:ping")
                    try:
                        yield Connected(version=version)
                        async for text in connection:
                            if (news := self._hear(text)) is not None:
                                yield news
                    finally:
                        pings.cancel()
                        with suppress(asyncio.CancelledError):
                            await pings
            except (*_BROKEN, _DeniedError) as error:
                reason = self._why(error)
                if isinstance(error, _DeniedError):
                    retry_s = pace.refused_retry_s
            finally:
                self._close(self._dropped or reason)
            if since is not None and loop.time() - since > pace.last_retry_s:
                retry_s, self._logged = pace.first_retry_s, None  # it was good for a while
            if self._reason != self._logged:
                _log.warning("%s; trying again", self._reason)
                self._logged = self._reason
            yield Lost(reason=self._reason)
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, pace.last_retry_s)

    async def ask(self, request: Request) -> object:
        """Send a request and return what it results in.

        Raises:
            DeviceUnreachableError: no connection, or no answer in `Pace.answer_s`.
            RequestRefusedError: Home Assistant refuses it.
        """
        return await self._ask(request, name=None)

    async def subscribe(self, request: Request, name: str) -> None:
        """Subscribe: what it tells are `News` of that name.

        Raises:
            DeviceUnreachableError, RequestRefusedError: as `ask`.
        """
        await self._ask(request, name=name)

    async def drop(self, reason: str) -> None:
        """Part, because nothing can be done with this connection; a new one is tried later."""
        if (connection := self._connection) is not None:
            self._dropped = reason
            await connection.close(reason="not usable")

    async def _ask(self, request: Request, *, name: str | None) -> object:
        if (connection := self._connection) is None:
            raise DeviceUnreachableError(self._reason)
        self._last_id += 1
        number = self._last_id
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        if name is not None:
            self._names[number] = name
        try:
            async with asyncio.timeout(self._pace.answer_s):
                await connection.send(json.dumps({"id": number, **request}))
                return await answer
        except TimeoutError as error:
            raise DeviceUnreachableError(
                f"Home Assistant at {self.url} does not answer ({request['type']})"
            ) from error
        except ConnectionClosed as error:
            raise DeviceUnreachableError(self._why(error)) from error
        finally:
            self._waiting.pop(number, None)

    # The connection -----------------------------------------------------------------------------

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[ClientConnection, str]]:
        """Connect and show the token; return Home Assistant's version with the connection."""
        async with connect(
            self._uri,
            host=self._host,  # said, so that no redirect leads elsewhere
            port=self._port,
            ssl=self._tls,
            proxy=None,
            compression=None,  # it costs more than a network at home does
            open_timeout=self._pace.connect_s,
            close_timeout=1.0,
            ping_interval=None,  # Home Assistant's own ping says that it lives, not only its socket
            max_size=MAX_MESSAGE_BYTES,
        ) as connection:
            async with asyncio.timeout(self._pace.connect_s):
                version = await self._authenticate(connection)
            yield connection, version

    async def _authenticate(self, connection: ClientConnection) -> str:
        match protocol.read(await connection.recv()):
            case protocol.AuthRequired():
                pass
            case _:
                raise DeviceProtocolError("it did not ask for a token: is it Home Assistant?")
        await connection.send(json.dumps({"type": "auth", "access_token": self._token}))
        match protocol.read(await connection.recv()):
            case protocol.AuthOk(version=version):
                return version
            case protocol.AuthInvalid(reason=reason):
                raise _DeniedError(reason)
            case _:
                raise DeviceProtocolError("it neither took nor refused the token")

    def _open(self, connection: ClientConnection, version: str) -> None:
        _log.info("connected to Home Assistant %s at %s", version, self.url)
        self._connection = connection
        self._last_id = 0
        self._names.clear()
        self._dropped = None

    def _close(self, reason: str) -> None:
        """Forget the connection; tell those who wait for an answer."""
        self._connection, self._reason = None, reason
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(DeviceUnreachableError(reason))
                answer.exception()  # looked at, even where who asked is gone
        self._waiting.clear()

    async def _ping(self) -> None:
        """Part from a Home Assistant that does not answer any more (half open)."""
        while True:
            await asyncio.sleep(self._pace.ping_s)
            try:
                await self.ask(protocol.PING)
            except DeviceUnreachableError:
                await self.drop(f"Home Assistant at {self.url} stopped answering")
                return
            except RequestRefusedError as error:
                _log.warning("Home Assistant refuses to be pinged: %s", error)

    def _hear(self, text: str | bytes) -> News | None:
        """Take in a message: an answer goes to who asked, news is returned."""
        try:
            received = protocol.read(text)
        except DeviceProtocolError as error:
            _log.warning("set aside: %s", error)
            return None
        match received:
            case protocol.Told(id=number, event=event):
                name = self._names.get(number)
                return News(name=name, event=event) if name is not None else None
            case protocol.Done(id=number, result=result):
                answer = self._waiting.get(number)
                if answer is not None and not answer.done():
                    answer.set_result(result)
            case protocol.Failed(id=number, code=code, reason=reason):
                answer = self._waiting.get(number)
                if answer is not None and not answer.done():
                    answer.set_exception(RequestRefusedError(code, reason))
            case _:
                _log.warning("set aside: Home Assistant asks for a token in the middle of things")
        return None

    def _why(self, error: BaseException) -> str:
        said = str(error) or type(error).__name__
        match error:
            case _DeniedError():
                return (
                    f"Home Assistant at {self.url} does not take the token ({said}): make a new "
                    "one on the page of its user's profile, under long-lived access tokens"
                )
            case TimeoutError():
                return f"Home Assistant at {self.url} does not answer: is it running?"
            case ssl.SSLError():
                return (
                    f"Home Assistant at {self.url} shows a certificate that is not trusted "
                    f"({said}): name the authority that signed it"
                )
            case ConnectionClosed():
                return f"Home Assistant at {self.url} closed the connection ({said})"
            case DeviceProtocolError():
                return f"what answers at {self.url} is not understood: {said}"
            case _:
                return f"Home Assistant at {self.url} cannot be reached ({said}): is it running?"


_BROKEN = (OSError, TimeoutError, ValueError, WebSocketException, DeviceProtocolError)
"""What a connection can fail with; ValueError: a redirect that is not followed."""


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        if parts.scheme in _SCHEMES and parts.hostname and parts.port != 0:
            return parts
    except ValueError:  # no port, no address
        pass
    raise SettingsError(
        "the URL of Home Assistant names none: write http://HOST:8123 or https://HOST"
    )


def _tls(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca) if ca is not None else None)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"{ca} is no certificate authority (PEM): {error}") from error
