"""All devices of one Home Assistant as an adapter: joins mirror and client."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import assert_never

from ondol.errors import DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, Refused
from ondol.things.event import Event, Found

from . import protocol
from .client import Connected, Connection, Lost, News, RequestRefusedError, Signal
from .mirror import ALL, Choice, Mirror
from .protocol import Registries, Request

WAITING = 10_000  # signals read ahead
SETTLE_S = 0.5  # an area is assigned to many at once: they are looked at together
STARTING_S = 3.0  # between looks at a Home Assistant that has not started yet

_STATES = "states"
_REGISTRY = "registry"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Due:
    """It is time to read names, areas and devices anew."""


class HomeAssistantAdapter(Adapter):
    """Every device that one Home Assistant has, but for those that are left out."""

    def __init__(self, client: Connection, *, choice: Choice = ALL) -> None:
        """Speak through `client`; `choice`: what is not brought along."""
        self._client = client
        self._mirror = Mirror(choice)
        self._inbox: asyncio.Queue[Signal | _Due] = asyncio.Queue()
        self._room = asyncio.Semaphore(WAITING)
        self._timer: asyncio.TimerHandle | None = None
        self._said = ""

    async def events(self) -> AsyncIterator[Event]:
        pump = asyncio.create_task(self._pump(), name="home-assistant:pump")
        pump.add_done_callback(_tell_failure)
        try:
            while True:
                item = await self._inbox.get()
                for event in await self._take(item):
                    yield event
        finally:
            pump.cancel()
            if self._timer is not None:
                self._timer.cancel()
            with suppress(asyncio.CancelledError):
                await pump

    async def apply(self, commands: Sequence[Command]) -> Answer:
        asked = self._mirror.calls(commands)
        if isinstance(asked, Refused):
            return asked
        entity_id, calls = asked
        for call in calls:
            try:
                await self._client.ask(protocol.call_service(entity_id, call.service, call.data))
            except RequestRefusedError as error:
                reason = f"Home Assistant refuses {call.service}: {error.reason or error.code}"
                return Refused(reason=reason)
        return Accepted()

    async def _pump(self) -> None:
        """Move what the client says into the inbox, no more of it than there is room for."""
        async with aclosing(self._client.signals()) as signals:
            async for signal in signals:
                await self._room.acquire()
                self._inbox.put_nowait(signal)

    async def _take(self, item: Signal | _Due) -> Sequence[Event]:
        match item:
            case _Due():
                self._timer = None
                return await self._learn()
            case Connected():
                self._room.release()
                return await self._begin()
            case Lost():
                self._room.release()
                return self._mirror.lost()
            case News():
                self._room.release()
                return self._hear(item)
            case _:
                assert_never(item)

    async def _begin(self) -> Sequence[Event]:
        """Read what there is, and listen for what happens to it."""
        try:
            for change in protocol.CHANGES:
                await self._client.subscribe(
                    {"type": "subscribe_events", "event_type": change}, _REGISTRY
                )
            events = self._mirror.learn(await self._registries())
            await self._client.subscribe(protocol.STATES, _STATES)
        except DeviceUnreachableError as error:
            await self._client.drop(str(error))
            return ()
        except RequestRefusedError as error:
            await self._client.drop(
                f"Home Assistant does not let Ondol read it ({error}): it must be 2022.4 or newer, "
                "and the token's user be allowed to see its entities"
            )
            return ()
        return events

    async def _learn(self) -> Sequence[Event]:
        """Read units, areas, devices and names anew; later, if that cannot be now."""
        try:
            return self._mirror.learn(await self._registries())
        except (DeviceUnreachableError, RequestRefusedError):
            self._look_again(STARTING_S)
            return ()

    async def _registries(self) -> Registries:
        """Read all registries.

        Raises:
            DeviceUnreachableError: there is no answer.
            RequestRefusedError: what is hidden or left out cannot be known.
        """
        config = protocol.config(await self._client.ask(protocol.CONFIG))
        entries = protocol.entries(await self._client.ask(protocol.ENTITIES))
        if not config.is_running:
            self._look_again(STARTING_S)
        return Registries(
            config=config,
            areas=protocol.areas(await self._read(protocol.AREAS)),
            devices=protocol.devices(await self._read(protocol.DEVICES)),
            entries=entries,
            aliases=protocol.aliases(await self._read(protocol.aliases_of(tuple(entries)))),
        )

    async def _read(self, request: Request) -> object:
        """Return a registry; nothing, where this Home Assistant keeps none or does not show it."""
        try:
            return await self._client.ask(request)
        except RequestRefusedError as error:
            _log.warning("Home Assistant does not answer %s: %s", request["type"], error)
            return None

    def _hear(self, news: News) -> Sequence[Event]:
        if news.name != _STATES:
            self._look_again(SETTLE_S)
            return ()
        try:
            events = self._mirror.tell(protocol.states(news.event))
        except Exception:  # noqa: BLE001  a defect with one device never silences the others
            _log.exception("cannot read what Home Assistant tells")
            return ()
        if any(isinstance(event, Found) for event in events):
            self._say()
        return events

    def _look_again(self, after_s: float) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(after_s, self._inbox.put_nowait, _Due())

    def _say(self) -> None:
        """Say once what comes along and what does not."""
        left = ", ".join(f"{count} {why}" for why, count in self._mirror.left_out.most_common())
        said = f"left out: {left or 'nothing'}"
        if said != self._said:
            self._said = said
            _log.info("Home Assistant has %d things for Ondol; %s", self._mirror.count, said)
            if self._mirror.too_many:
                _log.warning("%d more than Ondol takes: exclude some", self._mirror.too_many)


def _tell_failure(pump: "asyncio.Task[None]") -> None:
    if not pump.cancelled() and (error := pump.exception()) is not None:
        _log.error("the connection to Home Assistant ended", exc_info=error)
