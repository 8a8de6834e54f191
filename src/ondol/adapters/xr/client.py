"""One connection of a headset, from its hello to its end: reads, answers, asks, and cuts off.

The headset comes to us, so there is nothing to open and nothing to retry. What it may send is
`protocol`'s; what that means is the listener's.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from ondol.errors import DeviceProtocolError, DeviceUnreachableError

from . import protocol
from .protocol import Close

_log = logging.getLogger(__name__)

MAX_OPEN = 100
"""Commands that are remembered until they are answered; the oldest go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a headset may take, in seconds.

    Attributes:
        hello_s: for its first message. answer_s: to say what came of a command; the hub itself
            waits 10 s for a headset. send_s: to take a message.
    """

    hello_s: float = 10.0
    answer_s: float = 8.0
    send_s: float = 10.0


class Listener(Protocol):
    """Who hears what a connection brings."""

    def greeted(self, link: "Link", hello: protocol.Hello) -> str:
        """Take a connection in, and return the id of its thing."""
        ...

    def heard(self, link: "Link", said: protocol.Reported | protocol.Playing) -> None:
        """Take in what a headset says."""
        ...

    def ended(self, link: "Link") -> None:
        """Know that a connection that was greeted is over."""
        ...


class CutOffError(Exception):
    """Ends a connection; `why` is said to the headset, `detail` to the log."""

    def __init__(self, why: Close, detail: str = "") -> None:
        super().__init__(detail or why.reason)
        self.why = why


class Link:
    """A connection of the headset with one id; `new_id` names commands, `clock` counts seconds."""

    def __init__(
        self,
        websocket: WebSocket,
        headset: str,
        listener: Listener,
        *,
        new_id: Callable[[], str],
        clock: Callable[[], float],
        patience: Patience,
    ) -> None:
        self.headset = headset
        self._websocket = websocket
        self._listener = listener
        self._new_id = new_id
        self._clock = clock
        self._patience = patience
        self._open: dict[str, asyncio.Future[str | None]] = {}
        self._end: asyncio.Future[CutOffError] = asyncio.get_running_loop().create_future()
        self._is_greeted = False
        self._sending = asyncio.Lock()

    async def run(self) -> None:
        """Talk until the headset leaves or is cut off; never raises for what the headset does."""
        talking = asyncio.create_task(self._talk(), name=f"headset:{self.headset}")
        try:
            await asyncio.wait((talking, self._end), return_when=asyncio.FIRST_COMPLETED)
            cut_off = self._end.result() if self._end.done() else None
            if talking.done():
                try:
                    talking.result()
                except CutOffError as error:
                    cut_off = cut_off or error
                except (WebSocketDisconnect, DeviceUnreachableError) as left:
                    _log.debug("headset %s left: %s", self.headset, left)
            if cut_off is not None:
                await self._close(cut_off)
        finally:
            talking.cancel()
            await asyncio.gather(talking, return_exceptions=True)
            self._let_go()

    def cut_off(self, why: Close, detail: str = "") -> None:
        """End the connection, and say why; may be called again."""
        if not self._end.done():
            self._end.set_result(CutOffError(why, detail))

    @property
    def is_open(self) -> bool:
        """Whether something can still be asked of it."""
        return self._is_greeted and not self._end.done()

    async def ask(
        self, values: Mapping[str, object], actions: Sequence[protocol.Action]
    ) -> str | None:
        """Ask for values and actions; return why the headset refuses, None: it does it.

        Raises:
            DeviceUnreachableError: it left, or gave no answer in its time.
        """
        if not self.is_open:
            raise DeviceUnreachableError("the headset is not connected")
        command_id = self._new_id()
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._open[command_id] = answer
        while len(self._open) > MAX_OPEN:
            _fail(self._open.pop(next(iter(self._open))), "too many commands wait for an answer")
        await self._send(protocol.command(command_id, values, actions))
        try:
            async with asyncio.timeout(self._patience.answer_s):
                return await answer
        except TimeoutError as error:  # the id is kept: an answer that comes late is no rubbish
            raise DeviceUnreachableError("the headset gave no answer") from error

    # Hearing -------------------------------------------------------------------------------------

    async def _talk(self) -> None:
        hello = await self._hello()
        thing_id = self._listener.greeted(self, hello)
        self._is_greeted = True
        await self._send(protocol.welcome(self.headset, thing_id))
        meter = protocol.Meter(
            rate_per_s=protocol.RATE_PER_S, burst=protocol.BURST, now_s=self._clock()
        )
        while True:
            said = await self._next(meter)
            match said:
                case protocol.Reported() | protocol.Playing():
                    self._listener.heard(self, said)
                case protocol.Done(id=command_id):
                    self._answered(command_id, None)
                case protocol.NotDone(id=command_id, reason=reason):
                    self._answered(command_id, reason)
                case protocol.Hello():
                    raise CutOffError(protocol.RUBBISH, "it said hello twice")

    async def _hello(self) -> protocol.Hello:
        meter = protocol.Meter(rate_per_s=1, burst=1, now_s=self._clock())
        try:
            async with asyncio.timeout(self._patience.hello_s):
                said = await self._next(meter)
        except TimeoutError as error:
            raise CutOffError(protocol.SILENT) from error
        if not isinstance(said, protocol.Hello):
            raise CutOffError(protocol.RUBBISH, "its first message was no hello")
        if said.id != self.headset:
            raise CutOffError(protocol.FOREIGN, "it said the id of another headset")
        if said.protocol != protocol.VERSION:
            version = Close(protocol.RUBBISH.code, f"protocol {protocol.VERSION} is spoken here")
            raise CutOffError(version, f"it speaks protocol {said.protocol}")
        return said

    async def _next(self, meter: protocol.Meter) -> protocol.Received:
        """Return the next message.

        Raises:
            WebSocketDisconnect: it left.
            CutOffError: it sent too much, or what is none.
        """
        came = await self._websocket.receive()
        if came["type"] == "websocket.disconnect":
            code = came.get("code", 1006)
            if code == protocol.TOO_LARGE.code:  # the server read no further
                raise CutOffError(protocol.TOO_LARGE)
            raise WebSocketDisconnect(code)
        if not meter.take(self._clock()):
            raise CutOffError(protocol.FLOOD)
        text = came.get("text")
        if text is None:
            raise CutOffError(protocol.RUBBISH, "it sent bytes, not a text")
        if len(text) > protocol.MAX_MESSAGE:
            raise CutOffError(protocol.TOO_LARGE)
        try:
            return protocol.read(text)
        except DeviceProtocolError as error:
            raise CutOffError(protocol.RUBBISH, str(error)) from error

    def _answered(self, command_id: str, reason: str | None) -> None:
        answer = self._open.pop(command_id, None)
        if answer is None:
            raise CutOffError(protocol.RUBBISH, "it answered what nobody asked, or twice")
        if not answer.done():
            answer.set_result(reason)

    # Saying --------------------------------------------------------------------------------------

    async def _send(self, text: str) -> None:
        """Send a text; one who takes nothing is cut off.

        Raises:
            DeviceUnreachableError: it takes nothing, or left.
        """
        try:
            async with asyncio.timeout(self._patience.send_s), self._sending:
                await self._websocket.send_text(text)
        except TimeoutError as error:
            self.cut_off(protocol.TOO_SLOW)
            raise DeviceUnreachableError("the headset takes no message") from error
        except (WebSocketDisconnect, RuntimeError) as error:  # closed, here or there
            raise DeviceUnreachableError("the headset left") from error

    async def _close(self, cut_off: CutOffError) -> None:
        _log.warning("headset %s was cut off (%d): %s", self.headset, cut_off.why.code, cut_off)
        if self._websocket.application_state is not WebSocketState.CONNECTED:
            return
        try:
            async with asyncio.timeout(self._patience.send_s):
                await self._websocket.close(cut_off.why.code, cut_off.why.reason)
        except (TimeoutError, RuntimeError) as error:  # it is gone already, or reads nothing
            _log.debug("headset %s could not be told: %s", self.headset, error)

    def _let_go(self) -> None:
        self.cut_off(protocol.GOING)
        for answer in self._open.values():
            _fail(answer, "the headset left")
        self._open.clear()
        if self._is_greeted:
            self._listener.ended(self)


def _fail(answer: "asyncio.Future[str | None]", reason: str) -> None:
    if not answer.done():
        answer.set_exception(DeviceUnreachableError(reason))
        answer.exception()  # it is seen here, where nobody waits for it any more
