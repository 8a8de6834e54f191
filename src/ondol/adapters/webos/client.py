"""Holds the connection to one TV; the only module of webOS that waits.

The library is aiowebostv 0.10. It pairs, subscribes and pings, but does not connect again, and
takes a TV at its word: both is done here. It gives a person 10 seconds to answer the TV's question.
"""

import asyncio
import ipaddress
import json
import logging
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal, assert_never

import aiohttp
from aiowebostv import WebOsClient, WebOsTvCommandError, WebOsTvPairError
from aiowebostv.exceptions import (
    WebOsTvCommandTimeoutError,
    WebOsTvError,
    WebOsTvResponseTypeError,
)

from ondol.errors import DeviceUnreachableError
from ondol.language.normalise import clean
from ondol.things.command import Accepted, Answer, Refused
from ondol.things.pairing import PairingState

from .address import Address
from .mapping import ABILITIES, Button, Call, Request
from .readings import (
    ASLEEP,
    LIVE_TV,
    Channel,
    NamelessError,
    Tv,
    left_out,
    read_channels,
    read_now,
    read_tv,
    without,
)

WAKE_PORT = 9
PROBE_S = 1.0
CUT_OFF_S = 0.5
CLOSE_S = 1.0
MAX_TOLD_ASIDE = 10
PORTS = (3000, 3001)

"""`asking`: the TV shows its question; `denied`: it is asked again only by `Client.retry`."""
Presence = Literal["up", "asleep", "away"]
"""`asleep`: nobody listens there; `away`: somebody does, but no TV that lets itself be driven."""

_NOT_ALLOWED = ("401", "403", "404")

# What the library raises when a TV does not answer as one: it reads messages without checking them.
_RUBBISH = (WebOsTvError, ValueError, TypeError, KeyError, AttributeError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a TV may take, and how often it is tried.

    Attributes:
        connect_s: until all is subscribed; the library itself waits 2 s while live TV is shown.
        answer_s: until a command is answered: a person is waiting.
        overdue_s: until a TV that has not yet let us in counts as one that does not.
        heartbeat_s: between pings; without an answer in half of it, the connection is broken.
        steady_s: after a connection that took so long, with its making, retries begin anew.
        waking_s: how long a TV that was sent for may take until it shows something.
        prompts: how often the TV's question may go unanswered before it counts as a no.
    """

    connect_s: float = 60.0
    answer_s: float = 5.0
    overdue_s: float = 4.0
    heartbeat_s: float = 5.0
    steady_s: float = 5.0
    first_retry_s: float = 1.0
    last_retry_s: float = 10.0
    waking_retry_s: float = 0.5
    waking_s: float = 25.0
    prompts: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """How an attempt, or a connection, ended."""

    state: PairingState
    reason: str
    presence: Presence | None = "away"
    """None: as before, until the next attempt tells."""


class Client:
    """One TV.

    Attributes:
        key: what the TV gave to be known by again; None before it was paired.
        tv: what it has, as it said last, or as was kept; None: never seen.
        now: what is so.
    """

    def __init__(
        self,
        address: Address,
        *,
        key: str | None = None,
        tv: Tv | None = None,
        on_change: Callable[[], None],
        patience: Patience | None = None,
        wake_port: int = WAKE_PORT,
    ) -> None:
        self.address = address
        self.key = key
        self.tv = tv
        self.now = ASLEEP
        self.state: PairingState = "unreachable"
        self.presence: Presence = "away"
        self._on_change = on_change
        self._patience = patience or Patience()
        self._wake_port = wake_port
        self._library: _Library | None = None
        self._reason = f"the TV at {address.host} was not connected to yet"
        self._question = (
            f"the TV at {address.host} asks whether Ondol may connect: accept it with its remote "
            "control"
        )
        self._told_aside: set[str] = set()
        self._missing: frozenset[str] = frozenset()
        self._channels: tuple[object, tuple[Channel, ...]] = (None, ())
        self._unanswered = 0
        self._waking_until = 0.0
        self._poked = asyncio.Event()
        self._is_on = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        """Say whether something can be asked of it now."""
        return self._library is not None

    async def run(self) -> None:
        """Connect, and connect again, for ever; ends only when cancelled."""
        loop, patience = asyncio.get_running_loop(), self._patience
        retry_s = patience.first_retry_s
        try:
            while True:
                began = loop.time()
                end = await self._visit()
                if end.presence is None and loop.time() - began > patience.steady_s:
                    retry_s = patience.first_retry_s
                if end.presence is None and retry_s > patience.overdue_s:
                    end = replace(end, presence="away")
                self._ended(end)
                if end.state == "denied":
                    await self._pause(None)
                    retry_s = patience.first_retry_s
                else:
                    await self._pause(retry_s)
                    retry_s = min(retry_s * 2, patience.last_retry_s)
        finally:
            self.presence = "away"
            self._on_change()

    def retry(self) -> None:
        """Ask a TV that said no once more, or try one that sleeps at once."""
        self._unanswered = 0
        self._poked.set()

    async def ask(self, calls: Sequence[Call], *, ability: str | None = None) -> Answer:
        """Send requests, each once the one before was answered.

        A request that this firmware has not, or does not allow, takes `ability` from the TV.

        Raises:
            DeviceUnreachableError: no connection, or no answer in time.
        """
        for call in calls:
            answer = await self._ask(call)
            if isinstance(answer, Refused):
                if answer.code == "no_ability" and ability is not None:
                    self._missing |= {ability}
                    self._look()
                return answer
        return Accepted()

    def wake(self) -> bool:
        """Send the TV a magic packet, and look for it more often; say whether there is one."""
        if self.tv is None or not self.tv.macs:
            return False
        send_wake(self.tv.macs, self.address.host, self._wake_port)
        self._waking_until = asyncio.get_running_loop().time() + self._patience.waking_s
        self._poked.set()
        return True

    async def until_on(self) -> None:
        """Wait until the TV shows something.

        Raises:
            DeviceUnreachableError: it did not in time.
        """
        try:
            async with asyncio.timeout(self._patience.waking_s):
                await self._is_on.wait()
        except TimeoutError as error:
            raise DeviceUnreachableError(
                f"the TV at {self.address.host} did not wake up: let it be turned on by mobile"
            ) from error

    # One connection ------------------------------------------------------------------------------

    async def _visit(self) -> _End:
        """Connect, and stay until the connection ends."""
        library = _Library(self, self._patience.heartbeat_s)
        loop = asyncio.get_running_loop()
        overdue = loop.call_later(self._patience.overdue_s, self._overdue, library)
        try:
            try:
                async with asyncio.timeout(self._patience.connect_s):
                    await self._connect(library)
                    missing = await self._find_missing(library)
            except (TimeoutError, OSError, aiohttp.ClientError, *_RUBBISH) as error:
                return await self._why(error, library)
            try:
                self._connected(library, missing)
            except NamelessError as error:
                return _End(state="unreachable", reason=str(error))
            return await self._stay(library)
        finally:
            overdue.cancel()
            self._library = None
            await _close(library)

    async def _connect(self, library: "_Library") -> None:
        """Connect; the library itself would wait long for a TV that went away meanwhile."""
        connecting = asyncio.create_task(library.connect(), name=f"webos:connect:{library.host}")
        try:
            while not connecting.done():
                await asyncio.wait({connecting}, timeout=CUT_OFF_S)
                if library.is_cut_off():
                    raise ConnectionResetError("it went away")
            connecting.result()
        finally:
            connecting.cancel()
            await asyncio.wait({connecting})
        await library.register_state_update_callback(self._told)

    def _overdue(self, library: "_Library") -> None:
        """Say that a TV which was there lets nobody in; one that knows the key does at once."""
        if self._library is library:
            return
        self.presence = "away" if self.presence == "up" else self.presence
        if library.stage == "registering":
            self.state = "asking"
        self._note_power()
        self._on_change()

    def _connected(self, library: "_Library", missing: frozenset[str]) -> None:
        self._library, self._missing = library, missing
        self.key, self.state, self.presence = library.client_key, "paired", "up"
        self._unanswered = 0
        self._reason = f"the connection to the TV at {self.address.host} was lost"
        _log.info("connected to the TV at %s", self.address.host)
        self._look()

    async def _find_missing(self, library: "_Library") -> frozenset[str]:
        """Return the abilities that this firmware has not, or keeps to itself."""
        missing = set()
        for ability, uri in ABILITIES.items():
            try:
                await _request(library, uri)
            except WebOsTvResponseTypeError as error:
                missing |= {ability} if _is_not_allowed(error) else set()
            except (WebOsTvCommandTimeoutError, _GoneError):
                raise
            except WebOsTvCommandError:  # not just now: in standby, say
                continue
        if library.connection is None:
            raise _GoneError("it went away")
        return frozenset(missing)

    async def _stay(self, library: "_Library") -> _End:
        """Return when the connection is lost, or what is subscribed is not heard any more."""
        lost = library.connect_task
        while lost is not None and not lost.done() and library.is_listening():
            await asyncio.wait({lost}, timeout=self._patience.heartbeat_s)
        return _End(state=self.state, reason=self._reason, presence=None)

    async def _told(self, _: object) -> None:
        """Take what the library heard; it also calls when it forgets all, as a connection ends."""
        if self._library is not None and self._library.connection is not None:
            self._look()

    def _look(self) -> None:
        """Read what the TV said."""
        library = self._library
        if library is None:
            return
        readings = library.tv_state
        if self._channels[0] is not readings.channels:
            self._channels = (readings.channels, read_channels(readings.channels))
        self.tv = without(read_tv(library.tv_info, readings, self.address), self._missing)
        self.now = read_now(readings, self._channels[1])
        self._note_power()
        if aside := left_out(readings):
            self.set_aside(aside)
        self._on_change()

    def set_aside(self, what: str) -> None:
        """Tell, once, what of what the TV said was left out."""
        if what not in self._told_aside and len(self._told_aside) < MAX_TOLD_ASIDE:
            self._told_aside.add(what)
            _log.warning("set aside what the TV at %s said: %s", self.address.host, what)

    def _note_power(self) -> None:
        if self.presence == "up" and self.now.is_on:
            self._is_on.set()
        else:
            self._is_on.clear()

    # Its end -------------------------------------------------------------------------------------

    async def _why(self, error: Exception, library: "_Library") -> _End:
        """Return what an attempt that failed means."""
        host = self.address.host
        if isinstance(error, WebOsTvPairError):
            return self._denied(f"the TV at {host} was told not to let Ondol in")
        if library.stage == "registering" and isinstance(error, TimeoutError):
            self._unanswered += 1
            if self._unanswered >= self._patience.prompts:
                return self._denied(f"nobody answered the question on the TV at {host}")
            return _End(state="asking", reason=self._question)
        if library.stage == "registered" and _is_not_allowed(error):
            if self.key is None:
                return self._denied(f"the TV at {host} lets Ondol in, but not drive it")
            self.key = None
            return _End(state="asking", reason=f"the TV at {host} does not know Ondol any more")
        if library.stage == "greeting" and isinstance(error, OSError | aiohttp.ClientError):
            if await self._is_silent():
                return _End(
                    state="paired" if self.key is not None else "unreachable",
                    reason=f"the TV at {host} is asleep, or not in this network",
                    presence="asleep",
                )
            if isinstance(error, aiohttp.ClientConnectorError):  # it has just begun to listen
                return _End(state=self.state, reason=self._reason, presence=None)
            return _End(state="unreachable", reason=f"the TV at {host} does not answer")
        said = clean(f"{type(error).__name__}: {error}", limit=150)
        return _End(
            state="unreachable", reason=f"what is at {host} does not answer as a TV: {said}"
        )

    def _denied(self, reason: str) -> _End:
        self.key = None
        next_step = "ask it again on the page of devices, and accept with its remote control"
        return _End(state="denied", reason=f"{reason}: {next_step}")

    async def _is_silent(self) -> bool:
        """Say whether nobody listens where a connection failed, rather than keep silent."""
        are_open = await asyncio.gather(*(_is_open(self.address.host, port) for port in PORTS))
        return not any(are_open)

    def _ended(self, end: _End) -> None:
        if end.presence is None:  # the next attempt, soon, tells what it was
            self._is_on.clear()
            return
        self.state, self.presence = end.state, end.presence
        if end.presence == "asleep":
            self.now = ASLEEP
        self._note_power()
        self._tell(logging.INFO if end.presence == "asleep" else logging.WARNING, end.reason)
        self._on_change()

    def _tell(self, level: int, reason: str) -> None:
        """Log why there is no connection, if that is new."""
        if reason != self._reason:
            _log.log(level, "%s", reason)
        self._reason = reason

    async def _pause(self, seconds: float | None) -> None:
        if asyncio.get_running_loop().time() < self._waking_until and seconds is not None:
            seconds = self._patience.waking_retry_s
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._poked.wait()
        self._poked.clear()

    def asking(self) -> None:
        """Note that the TV shows its question now, unless it knows the key."""
        if self.key is None:
            self.state = "asking"
            self._tell(logging.WARNING, self._question)
            self._on_change()

    # Requests ------------------------------------------------------------------------------------

    async def _ask(self, call: Call) -> Answer:
        library, host = self._library, self.address.host
        if library is None:
            raise DeviceUnreachableError(self._reason)
        try:
            async with asyncio.timeout(self._patience.answer_s):
                await _send(library, call)
        except (TimeoutError, WebOsTvCommandTimeoutError) as error:
            return self._gone(call, f"the TV at {host} does not answer", error)
        except WebOsTvResponseTypeError as error:
            code = "no_ability" if _is_not_allowed(error) else "refused"
            return Refused(reason=f"the TV said: {_said(error)}", code=code)
        except WebOsTvCommandError as error:
            if library.connection is None:
                return self._gone(call, f"the connection to the TV at {host} was lost", error)
            return Refused(reason=f"the TV said: {clean(str(error), limit=150)}")
        except (OSError, aiohttp.ClientError) as error:
            return self._gone(call, f"the connection to the TV at {host} was lost", error)
        return Accepted()

    def _gone(self, call: Call, reason: str, error: Exception) -> Answer:
        if isinstance(call, Request) and call.may_go:
            return Accepted()  # it has what it was sent; what came of it will be seen
        raise DeviceUnreachableError(reason) from error


class _GoneError(WebOsTvCommandError):
    """The connection was lost before there was an answer."""


class _Library(WebOsClient):
    """The library's client: it says how far it came, and takes what is sent it with care.

    What the library hands to its setters is whatever the TV sent, and a setter that fails leaves a
    subscription unheard for good. Of its private methods only `_process_text_message` is replaced;
    should that be renamed one day, rubbish costs a connection rather than a message.
    """

    def __init__(self, client: Client, heartbeat_s: float) -> None:
        super().__init__(
            client.address.host,
            client.key,
            heartbeat=heartbeat_s,
            client_session=aiohttp.ClientSession(),
        )
        self.stage: Literal["greeting", "registering", "registered"] = "greeting"
        self._client = client

    def is_listening(self) -> bool:
        """Say whether all that was subscribed is still heard."""
        ended = [task for task in self.callback_tasks.values() if task.done()]
        for task in ended:
            if not task.cancelled() and task.exception() is not None:
                self._client.set_aside("a reading that is none")
        return not ended

    def is_cut_off(self) -> bool:
        """Say whether the connection is lost, of which the library takes note only later."""
        return self.connection is not None and self.connection.closed

    def registration_msg(self) -> dict[str, Any]:
        self.stage = "registering"
        self._client.asking()
        return super().registration_msg()

    async def request(
        self,
        uri: str,
        payload: dict[str, Any] | None = None,
        cmd_type: str = "request",
        uid: int | None = None,
    ) -> dict[str, Any]:
        self.stage = "registered"  # before that, it asks for nothing by this method
        return await super().request(uri, payload, cmd_type, uid)

    def _process_text_message(self, data: str) -> None:
        try:
            message = _as_message(json.loads(data))
            if message is not None:
                super()._process_text_message(json.dumps(message))
                return
        except (ValueError, RecursionError, asyncio.InvalidStateError):  # the last: said twice
            pass
        self._client.set_aside("a message that is none")

    async def set_apps_state(self, payload: Any) -> None:
        points = payload.get("launchPoints") if isinstance(payload, dict) else None
        if points is not None:
            payload = {"launchPoints": [one for one in _dicts(points) if "id" in one]}
        elif not (isinstance(payload, dict) and isinstance(payload.get("id"), str)):
            return
        elif payload.get("change") == "removed":
            self.tv_state.apps.setdefault(payload["id"], {})
        else:
            payload = {"change": "added", **payload}
        await super().set_apps_state(payload)

    async def set_inputs_state(self, extinputs: Any) -> None:
        await super().set_inputs_state([one for one in _dicts(extinputs) if "appId" in one])

    async def set_channels_state(self, channels: Any) -> None:
        await super().set_channels_state(_dicts(channels))

    async def set_media_state(self, foreground_app_info: Any) -> None:
        await super().set_media_state(_dicts(foreground_app_info))

    async def set_current_app_state(self, app_id: Any) -> None:
        is_known = self.tv_state.current_channel is not None
        if is_known and app_id == self.tv_state.current_app_id == LIVE_TV:
            return  # said again: the library would take it for live TV's end, and drop the channel
        await super().set_current_app_state(app_id if isinstance(app_id, str) else "")


def send_wake(macs: Iterable[str], host: str, port: int = WAKE_PORT) -> None:
    """Send magic packets, to the whole network and to where the TV was last.

    Raises:
        DeviceUnreachableError: none could be sent.
    """
    try:
        own = [str(ipaddress.ip_address(host))]
    except ValueError:  # a name: to look it up may take long, and the broadcast is there
        own = []
    sent = 0
    reason = "no network"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.setblocking(False)
        for mac in macs:
            for target in ("255.255.255.255", *own):
                try:
                    sent += sender.sendto(magic_packet(mac), (target, port)) > 0
                except OSError as error:
                    reason = str(error)
    if not sent:
        raise DeviceUnreachableError(f"the TV at {host} could not be sent for: {reason}")


def magic_packet(mac: str) -> bytes:
    """Return what wakes the device of a MAC address: six bytes FF, then it sixteen times.

    >>> len(magic_packet("a8:23:fe:00:00:01"))
    102
    """
    return b"\xff" * 6 + bytes.fromhex(mac.replace(":", "")) * 16


async def _is_open(host: str, port: int) -> bool:
    """Say whether somebody takes connections there."""
    try:
        async with asyncio.timeout(PROBE_S):
            _, writer = await asyncio.open_connection(host, port)
    except OSError:  # a timeout is one
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


async def _request(
    library: WebOsClient, uri: str, payload: Mapping[str, Any] | None = None
) -> None:
    """Send a request and wait until it was answered.

    Raises:
        WebOsTvError: it was not, or with an error. OSError, aiohttp.ClientError: it was not sent.
    """
    try:
        await library.request(uri, dict(payload or {}))
    except asyncio.CancelledError as error:
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise
        # The library cancels what waits for an answer when the connection is lost.
        raise _GoneError("it went away") from error


async def _send(library: WebOsClient, call: Call) -> None:
    match call:
        case Request(uri=uri, payload=payload):
            await _request(library, uri, payload)
        case Button(name=name):
            await library.button(name)
        case _:
            assert_never(call)


async def _close(library: WebOsClient) -> None:
    """Close a connection, in a task of its own.

    The library swallows a cancellation that reaches it while it closes, and waits long for the
    goodbye of a TV that does not answer: its sockets are closed first. Whatever a connection ended
    with was told to who waited for it, and is raised here once more.
    """

    async def close() -> None:
        if library.client_session is not None:
            await library.client_session.close()
        await library.disconnect()

    closing = asyncio.create_task(close(), name=f"webos:close:{library.host}")
    try:
        await asyncio.wait({closing})
    finally:
        if not closing.done():
            await asyncio.wait({closing}, timeout=CLOSE_S)
        for task in (closing, library.connect_task, *library.callback_tasks.values()):
            if task is not None and task.done() and not task.cancelled():
                task.exception()


def _is_not_allowed(error: Exception) -> bool:
    return isinstance(error, WebOsTvResponseTypeError) and _said(error).startswith(_NOT_ALLOWED)


def _said(error: WebOsTvResponseTypeError) -> str:
    """Return the TV's own words of an error, which the library wraps in the whole message."""
    said = error.args[0] if error.args else ""
    return clean(str(said.get("error", "")) if isinstance(said, dict) else str(said), limit=150)


def _as_message(said: Any) -> dict[str, Any] | None:
    """Return a message as the library takes it for granted; None: it is none."""
    if not isinstance(said, dict) or not isinstance(said.get("id"), int | str):
        return None
    if not isinstance(said.get("payload"), dict):
        return {**said, "payload": {}} if said.get("type") == "error" else None
    return said


def _dicts(said: Any) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
