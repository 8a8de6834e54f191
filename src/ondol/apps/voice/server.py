"""Where satellites and other assistants come: who may, how many, and who is called.

Wyoming has no passwords. The hub listens on this machine alone unless told otherwise, and in a
network lets in only the satellites that settings name; who else calls is cut off, and said once in
the log. A satellite that waits to be called (`wyoming-satellite`) is called, and called again.
"""

import asyncio
import itertools
import logging
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from wyoming.info import Info

from ondol.agent.announce import announcement
from ondol.agent.conversation import Conversation
from ondol.errors import DeviceProtocolError, ServiceUnavailableError
from ondol.home.hub import Hub
from ondol.home.notice import Announced

from .answering import Answering, Parts, spoken_language
from .budget import CONNECTION_BYTES, Budget
from .engines import Engine, WyomingSpeechToText, WyomingTextToSpeech
from .programs import Programs, own_info
from .satellites import Address, Satellite, admitted
from .session import Patience, Session
from .wire import Limits, Wire

LIMITS = Limits()
MAX_CONNECTIONS = 32
MAX_FROM_ONE = 8
"""Connections from one address; an assistant makes one for each wish."""
MAX_TOLD = 100
"""What is said once in the log is remembered so far; then no more of it is said."""
INFO_S = 0.5
"""How long an engine may take to say what it has while somebody asks; Home Assistant waits 1 s."""
CONNECT_S = 5.0
FIRST_RETRY_S, LAST_RETRY_S = 1.0, 30.0

_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class VoiceServer:
    """Voice for one home.

    Attributes:
        version: the hub's, told to who asks. clock: counts seconds.
        hears, speaks: engines, where there are any.
        satellites: who may speak from the network, and who is called.
    """

    hub: Hub
    conversation: Conversation
    version: str
    clock: Callable[[], float]
    hears: WyomingSpeechToText | None = None
    speaks: WyomingTextToSpeech | None = None
    satellites: tuple[Satellite, ...] = ()
    patience: Patience = field(default_factory=Patience)
    first_retry_s: float = FIRST_RETRY_S
    _told: set[str] = field(default_factory=set)
    _from: Counter[Address] = field(default_factory=Counter)
    _budgets: dict[Address, Budget] = field(default_factory=dict)
    _called: set[Session] = field(default_factory=set)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def serve(self, listening: socket.socket | None) -> None:
        """Answer who calls, and call who waits for it; until cancelled.

        Args:
            listening: taken already, so that a conflict was told at the start; None: nobody calls.
        """
        async with asyncio.TaskGroup() as group:
            for satellite in self.satellites:
                if satellite.port is not None:
                    keeping = self._keep(satellite, satellite.port)
                    group.create_task(keeping, name=f"voice:{satellite.called}")
            if any(one.port for one in self.satellites) and self.speaks is not None:
                group.create_task(self._announce(), name="voice:announcements")
            if listening is None:
                return

            def came(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                group.create_task(self._receive(reader, writer), name="voice:peer")

            server = await asyncio.start_server(came, sock=listening, limit=LIMITS.header_bytes)
            try:
                await asyncio.Event().wait()
            finally:
                server.close()  # its own `serve_forever` would wait for peers that are served still

    # Who calls -----------------------------------------------------------------------------------

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = Wire(reader, writer, LIMITS)
        peer = str((writer.get_extra_info("peername") or ("",))[0])
        try:
            satellite = self._admitted(peer)
            if satellite is not None:
                self._from[satellite.address] += 1
                try:
                    await self._speak(wire, satellite, is_called=False)
                finally:
                    self._from[satellite.address] -= 1
        finally:
            await wire.close()

    def _admitted(self, peer: str) -> Satellite | None:
        satellite = admitted(peer, self.satellites)
        if satellite is None:
            self._tell(f"{peer or 'somebody'} may not speak to this home: name it in `satellites`")
        elif self._is_full(satellite.address):
            self._tell(f"{satellite.called} is cut off: it has too many connections, or all have")
            return None
        return satellite

    def _is_full(self, address: Address) -> bool:
        return self._from[address] >= MAX_FROM_ONE or self._from.total() >= MAX_CONNECTIONS

    # Who is called -------------------------------------------------------------------------------

    async def _keep(self, satellite: Satellite, port: int) -> None:
        """Call a satellite, and again, ever later, when it is away; until cancelled."""
        retry_s = self.first_retry_s
        while True:
            try:
                async with asyncio.timeout(CONNECT_S):
                    reader, writer = await asyncio.open_connection(
                        str(satellite.address), port, limit=LIMITS.header_bytes
                    )
            except OSError as error:
                self._tell(f"{satellite.called} cannot be called ({error.strerror or error})")
            else:
                _log.info("called %s", satellite.called)
                retry_s = self.first_retry_s
                wire = Wire(reader, writer, LIMITS)
                try:
                    await self._speak(wire, satellite, is_called=True)
                finally:
                    await wire.close()
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, LAST_RETRY_S)

    async def _announce(self) -> None:
        """Have each satellite that was called say what the home announces; until cancelled."""
        while True:
            async with self.hub.subscribe() as events:
                async for event in events:
                    if isinstance(event, Announced) and not event.things:
                        language = spoken_language(self.hub.home().language) or "en"
                        for session in tuple(self._called):
                            session.announce(announcement(event, language))

    # Both ----------------------------------------------------------------------------------------

    async def _speak(self, wire: Wire, satellite: Satellite, *, is_called: bool) -> None:
        """Speak with one peer until it leaves; whatever it does, the others are heard."""
        parts = Parts(
            conversation=self.conversation,
            home=self.hub.home,
            hears=self.hears,
            speaks=self.speaks,
        )
        budget = self._budgets.setdefault(satellite.address, Budget(self.clock))
        session = Session(
            wire,
            Answering(wire, satellite, next(self._numbers), parts),
            info=self._info,
            clock=self.clock,
            budget=budget,
            patience=self.patience,
            is_called=is_called,
        )
        if is_called:
            self._called.add(session)
        try:
            budget.spend(CONNECTION_BYTES)
            await session.run()
        except* DeviceProtocolError as group:
            self._tell(f"{satellite.called} is cut off: {group.exceptions[0]}")
        except* OSError as group:
            _log.debug("%s is gone: %s", satellite.called, group.exceptions[0])
        except* Exception:  # noqa: BLE001  one broken conversation never stops the home
            _log.exception("speaking with %s broke", satellite.called)
        finally:
            self._called.discard(session)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError  # forgotten by a TaskGroup that also failed (until 3.13)

    async def _info(self) -> Info:
        hears, speaks = await asyncio.gather(_programs(self.hears), _programs(self.speaks))
        return own_info(self.version, hears, speaks)

    def _tell(self, what: str) -> None:
        """Say something in the log, once."""
        if what not in self._told and len(self._told) < MAX_TOLD:
            self._told.add(what)
            _log.warning("%s", what)


async def _programs(engine: Engine | None) -> Programs | None:
    """Return what an engine has, as it says now or said before; None: there is none, or never."""
    if engine is None:
        return None
    try:
        async with asyncio.timeout(INFO_S):
            return await engine.programs()
    except (TimeoutError, ServiceUnavailableError):
        return engine.known
