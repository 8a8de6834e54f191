"""A virtual LG TV on the network: SSAP over WebSocket, its prompt, its keys, and Wake-on-LAN.

The ports are the TV's own, 3000 and, with TLS, 3001; each virtual TV listens on an address of its
own (127.0.0.31, 127.0.0.32, ...), so that several run beside each other. Served with `websockets`,
a core dependency, so that a virtual TV runs without the client's library. `television` decides what
is answered; here it is only carried.
"""

import asyncio
import contextlib
import ipaddress
import json
import logging
import secrets
import ssl
import tempfile
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from ondol.adapters.sim.devices import SLOW_S, Fault
from ondol.errors import ServiceUnavailableError

from .television import FAILED, NOT_REGISTERED, SYSTEM, FailedError, Television

WS_PORT = 3000
WSS_PORT = 3001
WAKE_PORT = 9
MAX_MESSAGE = 1024 * 1024

TvFault = Fault | Literal["half_open"]
"""`half_open`: connections are accepted, and nothing more is ever heard of them."""
Prompt = Literal["accept", "deny", "ignore", "wait"]
"""What the person before the TV does when it asks; `wait`: until `answer_prompt`."""
Transport = Literal["ws", "wss", "both"]

_POINTER = "/resources/pointer/netinput.pointer.sock"
_READ_ONLY = frozenset({"get", "list"})

_log = logging.getLogger(__name__)
_quiet = logging.getLogger(f"{__name__}.websockets")
_quiet.setLevel(logging.CRITICAL)  # that clients go away in the middle is what is tried here


@dataclass(slots=True)
class _Remote:
    """One connection, and what it has subscribed to: request id to URI."""

    connection: ServerConnection
    is_registered: bool = False
    subscriptions: dict[Any, str] = field(default_factory=dict)


class VirtualTv:
    """A TV at an address of the loopback.

    Attributes:
        television: the set itself; change it by `by_remote`, so that subscribers hear of it.
        asked: is set while the TV shows "Ondol wants to connect".
        requests: what was asked of it: type and URI, oldest first.
    """

    def __init__(
        self,
        television: Television,
        *,
        host: str = "127.0.0.31",
        prompt: Prompt = "accept",
        transport: Transport = "ws",
        wake_port: int = WAKE_PORT,
        slow_s: float = SLOW_S,
    ) -> None:
        self.television = television
        self.host = host
        self.prompt: Prompt = prompt
        self.slow_s = slow_s
        self.asked = asyncio.Event()
        self.requests: list[tuple[str, str]] = []
        self.keys: set[str] = set()
        self._transport = transport
        self._wake_port = wake_port
        self._fault: TvFault = "none"
        self._is_plugged_in = False
        self._servers: list[Server] = []
        self._remotes: dict[ServerConnection, _Remote] = {}
        self._pointers: set[ServerConnection] = set()
        self._answered: asyncio.Future[bool] | None = None
        self._released = asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self._plug = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["VirtualTv"]:
        """Plug it in, and pull the plug at the end.

        Raises:
            ServiceUnavailableError: its address or one of its ports cannot be had.
        """
        wake = await self._listen_for_wake()
        try:
            self._is_plugged_in = True
            await self._follow_network()
            yield self
        finally:
            self._is_plugged_in = False
            wake.close()
            await self._follow_network()
            for errand in self._errands:
                errand.cancel()
            await asyncio.gather(*self._errands, return_exceptions=True)

    # What people do with it ----------------------------------------------------------------------

    def answer_prompt(self, *, accept: bool) -> None:
        """Answer the question that it shows; nothing happens if it shows none."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(accept)

    async def by_remote(self, uri: str, payload: Mapping[str, Any] | None = None) -> None:
        """Do with the TV's own remote control what a request would do."""
        await self._tell(self.television.answer(uri, dict(payload or {})).changed)
        await self._follow_network()

    async def press(self, button: str) -> None:
        """Press a button of the TV's own remote control."""
        await self._tell(self.television.press(button))
        await self._follow_network()

    async def set_fault(self, fault: TvFault) -> None:
        """Begin or end a fault."""
        self._fault = fault
        if fault == "half_open":
            self._released.clear()
            for connection in (*self._remotes, *self._pointers):
                connection.transport.pause_reading()
        else:
            self._released.set()
        await self._follow_network()

    async def restart(self) -> None:
        """Break all connections, and listen anew, as after a firmware update."""
        async with self._plug:
            await self._stop()
        await self._follow_network()

    def drop(self) -> None:
        """Break all connections."""
        for connection in (*self._remotes, *self._pointers):
            connection.transport.abort()

    def forget_keys(self) -> None:
        """Forget who was let in, as after a factory reset."""
        self.keys.clear()

    async def say(self, text: str | bytes) -> None:
        """Send something to all who are connected, whatever it is."""
        for connection in tuple(self._remotes):
            with contextlib.suppress(ConnectionClosed):
                await connection.send(text)

    async def push(self, uri: str, payload: object) -> None:
        """Send a reading to its subscribers that the set itself would never send."""
        for remote in tuple(self._remotes.values()):
            for request_id, subscribed in tuple(remote.subscriptions.items()):
                if subscribed == uri:
                    message = {"type": "response", "id": request_id, "payload": payload}
                    await _send(remote.connection, message)

    # Network -------------------------------------------------------------------------------------

    @property
    def is_listening(self) -> bool:
        """Say whether it can be connected to."""
        return bool(self._servers)

    async def _follow_network(self) -> None:
        """Listen if it has a network now: asleep it has one only with quick start."""
        async with self._plug:
            television = self.television
            is_awake = television.is_on or television.has_quick_start
            wanted = self._is_plugged_in and is_awake and self._fault != "offline"
            if wanted and not self._servers:
                await self._start()
            elif not wanted and self._servers:
                await self._stop()

    async def _start(self) -> None:
        ports: list[tuple[int, ssl.SSLContext | None]] = []
        if self._transport != "wss":
            ports.append((WS_PORT, None))
        if self._transport != "ws":
            ports.append((WSS_PORT, _self_signed(self.host)))
        for port, tls in ports:
            try:
                server = await serve(
                    self._connected,
                    self.host,
                    port,
                    ssl=tls,
                    process_request=self._opening,
                    ping_interval=None,
                    close_timeout=0.5,
                    max_size=MAX_MESSAGE,
                    logger=_quiet,
                )
            except OSError as error:
                raise ServiceUnavailableError(
                    f"a virtual TV cannot listen on {self.host}:{port} ({error}): "
                    "give it another address of 127.0.0.0/8"
                ) from error
            self._servers.append(server)

    async def _stop(self) -> None:
        servers, self._servers = self._servers, []
        self._released.set()
        self.drop()
        for server in servers:
            server.close()
            await server.wait_closed()
        if self._fault == "half_open":
            self._released.clear()

    async def _listen_for_wake(self) -> asyncio.DatagramTransport:
        loop = asyncio.get_running_loop()
        try:
            transport, _ = await loop.create_datagram_endpoint(
                lambda: _Wake(self), local_addr=(self.host, self._wake_port)
            )
        except OSError as error:
            raise ServiceUnavailableError(
                f"a virtual TV cannot listen on UDP {self.host}:{self._wake_port} ({error}): "
                "give it another address of 127.0.0.0/8, or another wake_port"
            ) from error
        return transport

    def woken(self) -> None:
        """Take a magic packet for it."""
        if self.television.is_on or self._fault == "offline":
            return
        self._run_errand(self._wake())

    async def _wake(self) -> None:
        await self._tell(self.television.turn_on())
        await self._follow_network()

    # SSAP ----------------------------------------------------------------------------------------

    async def _opening(self, connection: ServerConnection, request: Request) -> Response | None:
        if self._fault == "half_open":
            await self._released.wait()
        if request.path not in {"/", _POINTER}:
            return connection.respond(404, "there is nothing here\n")
        return None

    async def _connected(self, connection: ServerConnection) -> None:
        request = connection.request
        is_pointer = request is not None and request.path == _POINTER
        with contextlib.suppress(ConnectionClosed):
            if is_pointer:
                await self._hear_pointer(connection)
            else:
                await self._hear_requests(connection)

    async def _hear_pointer(self, connection: ServerConnection) -> None:
        self._pointers.add(connection)
        try:
            async for message in connection:
                fields = dict(
                    line.split(":", 1) for line in str(message).split("\n") if ":" in line
                )
                if fields.get("type") == "button" and self._fault not in {"refuses", "lies"}:
                    await self._tell(self.television.press(fields.get("name", "")))
                    self._run_errand(self._follow_network())
        finally:
            self._pointers.discard(connection)

    async def _hear_requests(self, connection: ServerConnection) -> None:
        remote = self._remotes[connection] = _Remote(connection)
        try:
            async for message in connection:
                await self._hear(remote, json.loads(message))
        finally:
            del self._remotes[connection]

    async def _hear(self, remote: _Remote, message: dict[str, Any]) -> None:
        kind, request_id = str(message.get("type")), message.get("id")
        uri = str(message.get("uri", "")).removeprefix("ssap://")
        payload = message.get("payload")
        self.requests.append((kind, uri))
        if self._fault == "slow":
            await asyncio.sleep(self.slow_s)
        match kind:
            case "hello":
                answer = {"type": "hello", "id": request_id, "payload": self.television.hello()}
                await _send(remote.connection, answer)
            case "register":
                key = payload.get("client-key") if isinstance(payload, dict) else None
                await self._register(remote, request_id, key)
            case "unsubscribe":
                remote.subscriptions.pop(request_id, None)
            case "request" | "subscribe":
                await self._do(remote, message, uri)
            case _:
                await _fail(remote, request_id, "500 unknown message type")

    async def _register(self, remote: _Remote, request_id: object, key: object) -> None:
        if key not in self.keys:
            prompt = {"pairingType": "PROMPT", "returnValue": True}
            await _send(
                remote.connection, {"type": "response", "id": request_id, "payload": prompt}
            )
            if not await self._ask_person(remote.connection):
                await _fail(remote, request_id, "403 User denied access")
                return
            key = secrets.token_hex(16)
            self.keys.add(key)
        remote.is_registered = True
        registered = {"type": "registered", "id": request_id, "payload": {"client-key": key}}
        await _send(remote.connection, registered)

    async def _ask_person(self, connection: ServerConnection) -> bool:
        """Show the question until somebody answers, or the one who asks goes away."""
        self._answered = answered = asyncio.get_running_loop().create_future()
        if self.prompt in {"accept", "deny"}:
            answered.set_result(self.prompt == "accept")
        left = asyncio.ensure_future(connection.wait_closed())
        self.asked.set()
        try:
            await asyncio.wait({answered, left}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.asked.clear()
            left.cancel()
        return answered.done() and answered.result()

    async def _do(self, remote: _Remote, message: dict[str, Any], uri: str) -> None:
        request_id, payload = message.get("id"), message.get("payload")
        if not remote.is_registered and uri != SYSTEM:
            await _fail(remote, request_id, NOT_REGISTERED)
            return
        if uri == "com.webos.service.networkinput/getPointerInputSocket":
            await _succeed(remote, request_id, {"socketPath": self._pointer_path(remote)})
            return
        try:
            answer, changed = self._answer(uri, payload if isinstance(payload, dict) else {})
        except FailedError as error:
            await _fail(remote, request_id, str(error))
            return
        if message.get("type") == "subscribe":
            remote.subscriptions[request_id] = uri
            answer = {"subscribed": True, **answer}
        await _succeed(remote, request_id, answer)
        await self._tell(changed)
        self._run_errand(self._follow_network())  # apart: who is heard here may be cut off by it

    def _answer(self, uri: str, payload: dict[str, Any]) -> tuple[dict[str, Any], Sequence[str]]:
        is_command = not uri.rpartition("/")[2].startswith(tuple(_READ_ONLY))
        if is_command and self._fault == "refuses":
            raise FailedError(FAILED)
        if is_command and self._fault == "lies":
            return {}, ()
        answer = self.television.answer(uri, payload)
        return dict(answer.payload), answer.changed

    async def _tell(self, changed: Sequence[str]) -> None:
        """Tell subscribers the readings that changed; one that cannot be read now stays untold."""
        for uri in dict.fromkeys(changed):
            with contextlib.suppress(FailedError, KeyError):
                payload = {"returnValue": True, "subscribed": True, **self.television.read(uri)}
                await self.push(uri, payload)

    def _run_errand(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(errand, name=f"errand:{self.host}")
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _pointer_path(self, remote: _Remote) -> str:
        is_tls = remote.connection.transport.get_extra_info("ssl_object") is not None
        scheme, port = ("wss", WSS_PORT) if is_tls else ("ws", WS_PORT)
        return f"{scheme}://{self.host}:{port}{_POINTER}"


class _Wake(asyncio.DatagramProtocol):
    """Hears magic packets: six bytes FF, then the MAC sixteen times, anywhere in the payload."""

    def __init__(self, tv: VirtualTv) -> None:
        self._tv = tv

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        mac = bytes.fromhex(self._tv.television.mac.replace(":", ""))
        if b"\xff" * 6 + mac * 16 in data:
            self._tv.woken()


async def _send(connection: ServerConnection, message: Mapping[str, Any]) -> None:
    with contextlib.suppress(ConnectionClosed):  # who left hears nothing
        await connection.send(json.dumps(message, ensure_ascii=False))


async def _succeed(remote: _Remote, request_id: object, payload: Mapping[str, Any]) -> None:
    answer = {"type": "response", "id": request_id, "payload": {"returnValue": True, **payload}}
    await _send(remote.connection, answer)


async def _fail(remote: _Remote, request_id: object, error: str) -> None:
    is_of_app = error.startswith("500")  # else there is no app that could say more
    payload = {"returnValue": False, "errorText": error} if is_of_app else {}
    answer = {"type": "error", "id": request_id, "error": error, "payload": payload}
    await _send(remote.connection, answer)


def _self_signed(host: str) -> ssl.SSLContext:
    """Return TLS with a certificate that nobody signed, as a TV has one.

    Raises:
        ServiceUnavailableError: the package that makes certificates is not installed.
    """
    try:
        from ._certificate import self_signed
    except ImportError as error:
        raise ServiceUnavailableError(
            "a virtual TV with wss needs the package cryptography: install it, or use ws"
        ) from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tv.pem"
        file.write_bytes(self_signed(ipaddress.ip_address(host)))
        context.load_cert_chain(file)
    return context
