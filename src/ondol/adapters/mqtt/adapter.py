"""All devices of one MQTT broker as an adapter: joins registry and client."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import assert_never

from ondol.errors import DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, Refused
from ondol.things.event import Event

from .client import Connected, Connection, Lost, Message, Signal
from .mapping import Problem
from .parts import Publish
from .registry import Later, Registry

WAITING = 1_000  # messages read ahead
MAX_SAID = 5_000  # topics whose problems are told, each once
MAX_SAID_OF_ONE = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Due:
    """The time of something that was put off has come."""

    key: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Sent:
    """The broker has these commands, or could not be given them."""

    commands: tuple[Command, ...]
    is_there: bool


class MqttAdapter(Adapter):
    """Every device that announces itself on a broker by Home Assistant MQTT discovery."""

    def __init__(self, client: Connection, *, discovery_prefix: str = "homeassistant") -> None:
        self._client = client
        self._status = f"{discovery_prefix}/status"
        self._registry = Registry(discovery_prefix)
        self._inbox: asyncio.Queue[Signal | _Due | _Sent] = asyncio.Queue()
        self._room = asyncio.Semaphore(WAITING)
        self._timers: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._said: dict[str, set[str]] = {}

    async def events(self) -> AsyncIterator[Event]:
        pump = asyncio.create_task(self._pump(), name="mqtt:pump")
        pump.add_done_callback(_tell_failure)
        try:
            while True:
                item = await self._inbox.get()
                for event in self._take(item):
                    yield event
                self._follow_timers()
                if self._inbox.empty() or isinstance(item, Connected):
                    await self._follow_topics()
                if isinstance(item, Connected):
                    await self._greet()
        finally:
            pump.cancel()
            for timer in self._timers.values():
                timer.cancel()
            self._timers.clear()
            with suppress(asyncio.CancelledError):
                await pump

    async def apply(self, commands: Sequence[Command]) -> Answer:
        messages = self._registry.messages(commands)
        if isinstance(messages, Refused):
            return messages
        self._registry.asking(commands)
        self._follow_timers()
        try:
            await self._client.publish(messages)
        except DeviceUnreachableError:
            self._inbox.put_nowait(_Sent(tuple(commands), is_there=False))
            raise
        self._inbox.put_nowait(_Sent(tuple(commands), is_there=True))
        return Accepted()

    async def _pump(self) -> None:
        """Move what the client says into the inbox, no more of it than there is room for."""
        async with aclosing(self._client.signals()) as signals:
            async for signal in signals:
                await self._room.acquire()
                self._inbox.put_nowait(signal)

    def _take(self, item: Signal | _Due | _Sent) -> Sequence[Event]:
        match item:
            case _Due(key=key):
                self._timers.pop(key, None)
                return self._registry.due(key)
            case _Sent(commands=commands, is_there=is_there):
                return (self._registry.sent if is_there else self._registry.unsent)(commands)
            case Connected() | Lost() | Message():
                self._room.release()
                return self._hear(item)
            case _:
                assert_never(item)

    def _hear(self, signal: Signal) -> Sequence[Event]:
        match signal:
            case Connected():
                return self._registry.connected()
            case Lost():
                return self._registry.lost()
            case Message():
                return self._read(signal)
            case _:
                assert_never(signal)

    def _read(self, message: Message) -> Sequence[Event]:
        try:
            return self._registry.receive(
                message.topic, message.payload, is_retained=message.is_retained
            )
        except Exception:  # noqa: BLE001  a defect with one device never silences the others
            _log.exception("cannot read %s", message.topic)
            return []

    def _follow_timers(self) -> None:
        """Set the timers that the registry wants, and tell its problems, each once."""
        later, problems = self._registry.take_later()
        for one in later:
            self._set_timer(one)
        for problem in problems:
            if self._is_new(problem):
                _log.warning("set aside %s: %s", problem.key, problem.reason)

    def _is_new(self, problem: Problem) -> bool:
        """Say whether a problem was not told yet; a device that rambles is heard a few times."""
        if problem.key not in self._said and len(self._said) >= MAX_SAID:
            return False
        told = self._said.setdefault(problem.key, set())
        is_new = problem.reason not in told and len(told) < MAX_SAID_OF_ONE
        told |= {problem.reason} if is_new else set()
        return is_new

    def _set_timer(self, later: Later) -> None:
        if (before := self._timers.pop(later.key, None)) is not None:
            before.cancel()
        loop = asyncio.get_running_loop()
        self._timers[later.key] = loop.call_later(
            later.after_s, self._inbox.put_nowait, _Due(later.key)
        )

    async def _follow_topics(self) -> None:
        subscribe, unsubscribe = self._registry.take_topics()
        with suppress(DeviceUnreachableError):  # after a new connection, all is subscribed anew
            await self._client.unsubscribe(unsubscribe)
            for topic in await self._client.subscribe(subscribe):
                _log.warning("the broker does not let Ondol read %s", topic)

    async def _greet(self) -> None:
        """Ask devices whose discovery is not retained to announce themselves again."""
        with suppress(DeviceUnreachableError):
            await self._client.publish([Publish(topic=self._status, payload="online")])


def _tell_failure(pump: "asyncio.Task[None]") -> None:
    if not pump.cancelled() and (error := pump.exception()) is not None:
        _log.error("MQTT ended unexpectedly", exc_info=error)
