"""One connection with a satellite or another assistant, from its first event to its last.

Wishes are carried out one after another, while the connection goes on being read: a satellite wants
its pings answered at any time. This port has no password, so a peer that floods it, or says what
the protocol does not allow, is cut off.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping
from wyoming.satellite import RunSatellite

from ondol.agent.speech import Voice

from .answering import Answering
from .budget import EVENT_BYTES, WISH_BYTES, Budget
from .intake import Do, Hear, Intake, Job, Say
from .messages import Asked, Described, read
from .programs import area_in
from .wire import Wire

MAX_WAITING = 4
"""Wishes of one connection that wait while another is carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a peer may be silent.

    Attributes:
        idle_s: a connection on which nothing was said for so long is ended.
        ping_s: how often a satellite that the hub has called is asked whether it is there.
        answer_s: how long it may say nothing.
    """

    idle_s: float = 300.0
    ping_s: float = 5.0
    answer_s: float = 15.0


class Session:
    """One peer."""

    def __init__(
        self,
        wire: Wire,
        answering: Answering,
        *,
        info: Callable[[], Awaitable[Info]],
        clock: Callable[[], float],
        budget: Budget,
        patience: Patience,
        is_called: bool,
    ) -> None:
        """Begin with a new connection.

        Args:
            info: returns what the hub has.
            clock: counts seconds.
            budget: of the peer's address.
            is_called: the hub has called this peer, and says when it may begin.
        """
        self._wire = wire
        self._answering = answering
        self._info = info
        self._clock = clock
        self._budget = budget
        self._patience = patience
        self._is_called = is_called
        self._intake = Intake()
        self._jobs: asyncio.Queue[Job | None] = asyncio.Queue(MAX_WAITING + 1)
        self._is_busy = False
        self._heard_at = clock()

    async def run(self) -> None:
        """Answer the peer until it leaves.

        Raises:
            ExceptionGroup: of DeviceProtocolError: it says what cannot be; of OSError: it is gone.
        """
        async with asyncio.TaskGroup() as group:
            working = group.create_task(self._work(), name="voice:work")
            watching = group.create_task(self._watch(), name="voice:watch")
            if self._is_called:
                await self._wire.write(RunSatellite(), Describe())
            while (event := await self._wire.read()) is not None:
                self._heard_at = self._clock()
                self._budget.spend(EVENT_BYTES + len(event.payload or b""))
                await self._take(event)
            await self._jobs.put(None)  # who only stopped sending still gets its answers
            await working
            watching.cancel()

    def announce(self, text: str) -> None:
        """Have a text said aloud where nobody asked; a peer that is busy enough is left alone."""
        if self._jobs.qsize() < MAX_WAITING:
            self._jobs.put_nowait(Say(text=text, voice=Voice()))

    async def _take(self, event: Event) -> None:
        match read(event):
            case Asked():
                await self._wire.write(await self._info())
            case Described(data=data):
                if self._is_called and self._answering.area is None:
                    self._answering.area = area_in(data)
            case message:
                for made in self._intake.take(message):
                    match made:
                        case Hear() | Do() | Say():
                            await self._queue(made)
                        case answer:
                            await self._wire.write(answer)

    async def _queue(self, job: Job) -> None:
        self._budget.spend(WISH_BYTES)
        if self._jobs.qsize() >= MAX_WAITING:
            why = f"{MAX_WAITING} wishes wait already: ask again later"
            await self._answering.fail("busy", why)
        else:
            self._jobs.put_nowait(job)

    async def _work(self) -> None:
        """Carry out wishes, one after another."""
        while (job := await self._jobs.get()) is not None:
            self._is_busy = True
            await self._answering.carry_out(job)
            self._is_busy = False
            self._heard_at = self._clock()

    async def _watch(self) -> None:
        """End a connection on which nobody is.

        Raises:
            TimeoutError: nothing was said for too long.
        """
        most_s = self._patience.answer_s if self._is_called else self._patience.idle_s
        while True:
            await asyncio.sleep(min(self._patience.ping_s, most_s / 2))
            if self._clock() - self._heard_at > most_s and not self._is_busy:
                raise TimeoutError(f"nothing was said for {most_s:g} s")
            if self._is_called:
                await self._wire.write(Ping())
