"""All appliances of one LG account as an adapter: joins mapping and client.

What is said of a thing is what the cloud said of it: by a message, as it happens; by a reading at
each round; and after a command, which the cloud takes before the appliance has done it, by readings
soon after.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import assert_never

from ondol.clock import Clock
from ondol.errors import DeviceError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import State

from .client import Cloud, CloudError
from .energy import Meter, read_usage, to_meters
from .mapping import Appliance, Mapped, Message, Problem, Record, read_records, to_appliance
from .profile import Raw, Reading, Where, merged, notice_of
from .push import Deaf, Listening, Told, messages

POLL_S = 60.0
POLL_PUSHED_S = 600.0  # while messages come: in case one is lost
ENERGY_S = 3600.0
RENEW_S = 86_400.0  # LG keeps a subscription for 186 days
READ_BACK_S = (1.0, 3.0, 8.0)  # after a command
LAST_POLL_S = 900.0  # between rounds of which none succeeds
MAX_SAID = 1_000  # problems that are told, each once

_LISTS = frozenset({"DEVICE_REGISTERED", "DEVICE_UNREGISTERED", "DEVICE_ALIAS_CHANGED"})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often the cloud is asked; all in seconds.

    Attributes:
        poll_s: between rounds while no messages come.
        pushed_s: while they do.
        energy_s: between readings of what was used; 0: none are made.
        read_back_s: after a command.
        push_retry_s: before messages are asked for again, at first; 0: none are.
        push_timeout_s: for a connection that messages come through.
        least_s: between rounds, whatever is told.
    """

    poll_s: float = POLL_S
    pushed_s: float = POLL_PUSHED_S
    energy_s: float = ENERGY_S
    read_back_s: tuple[float, ...] = READ_BACK_S
    push_retry_s: float = 5.0
    push_timeout_s: float = 10.0
    least_s: float = 5.0


@dataclass(slots=True)
class _Known:
    """An appliance, and what it reported last."""

    appliance: Appliance
    raw: dict[Where, Reading] = field(default_factory=dict)
    is_available: bool | None = None
    watched_at: float | None = None
    metered_at: float | None = None
    meters: tuple[Meter, ...] | None = None  # None: not asked yet
    news: asyncio.Event = field(default_factory=asyncio.Event)  # it was told something
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    meanwhile: dict[Where, Reading] = field(default_factory=dict)  # told while a state is read


class ThinqAdapter(Adapter):
    """Every appliance of the account that a cloud is asked for.

    Args:
        timezone: in which a day of use begins and ends.
        language: of the words that are added to a device's name.
    """

    def __init__(
        self,
        cloud: Cloud,
        *,
        clock: Clock,
        timezone: dt.tzinfo,
        language: str = "ko",
        pace: Pace | None = None,
    ) -> None:
        self._cloud = cloud
        self._clock = clock
        self._timezone = timezone
        self._language = language
        self._pace = pace or Pace()
        self._known: dict[str, _Known] = {}
        self._owner: dict[str, tuple[str, Mapped]] = {}
        self._metered: dict[str, Meter] = {}
        self._news: asyncio.Queue[Event] = asyncio.Queue()
        self._wake = asyncio.Event()
        self._has_found = asyncio.Event()
        self._group: asyncio.TaskGroup | None = None
        self._read_backs: dict[str, asyncio.Task[None]] = {}
        self._is_pushed = False
        self._failures = 0
        self._said: set[tuple[str, str]] = set()

    async def events(self) -> AsyncIterator[Event]:
        work = asyncio.create_task(self._work(), name="thinq")
        work.add_done_callback(_tell_failure)
        try:
            while True:
                yield await self._news.get()
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work

    async def apply(self, commands: Sequence[Command]) -> Answer:
        owner = self._owner.get(commands[0].thing_id) if commands else None
        if owner is None:
            return Refused(reason="there is no such thing in this LG account", code="gone")
        device_id, mapped = owner
        known = self._known[device_id]
        messages = known.appliance.messages(mapped, commands, known.raw)
        if isinstance(messages, Refused) and messages.code == "remote_off":
            await self._read_state(device_id)  # it may have been turned on since it was read
            messages = known.appliance.messages(mapped, commands, known.raw)
        if isinstance(messages, Refused):
            return messages
        try:
            answer = await self._send(known, mapped, messages)
        except DeviceError:
            self._read_back(device_id, mapped, commands)  # of several, the first may have been done
            raise
        self._read_back(device_id, mapped, commands)
        if answer == Accepted():
            self._say(mapped.thing.id, mapped.assumed(commands))
        return answer

    async def _send(self, known: _Known, mapped: Mapped, messages: Sequence[Message]) -> Answer:
        """Send messages one after another; the next waits until what it rests on is so."""
        device_id = known.appliance.record.id
        for message in messages:
            answer = await self._cloud.control(device_id, message.payload, name=mapped.thing.title)
            if isinstance(answer, Refused):
                return answer
            if message.is_base and message is not messages[-1]:
                await self._until_so(known, mapped, message.asked)
        return Accepted()

    async def _work(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                group.create_task(self._rounds(), name="thinq:rounds")
                if self._pace.push_retry_s:
                    group.create_task(self._listen(), name="thinq:messages")
                if self._pace.energy_s:
                    group.create_task(self._meter(), name="thinq:energy")
        finally:
            self._group = None
            self._read_backs.clear()

    # Rounds --------------------------------------------------------------------------------------

    async def _rounds(self) -> None:
        """Read the list of devices and the state of each, for ever."""
        while True:
            self._wake.clear()
            is_read = await self._round()
            self._failures = 0 if is_read else self._failures + 1
            pause_s = self._pause_s()
            await asyncio.sleep(min(self._pace.least_s, pause_s))
            await _wait(self._wake, pause_s - self._pace.least_s)

    def _pause_s(self) -> float:
        pause_s = self._pace.pushed_s if self._is_pushed else self._pace.poll_s
        if not self._failures:
            return pause_s
        doubled: float = self._pace.poll_s * 2 ** min(self._failures - 1, 10)
        return min(doubled, max(LAST_POLL_S, self._pace.poll_s))

    async def _round(self) -> bool:
        """Return whether the cloud answered."""
        try:
            records, problems = read_records(await self._cloud.devices())
        except DeviceError as error:
            self._tell("devices", str(error))
            for known in self._known.values():
                self._set_available(known, is_available=False)
            return False
        self._report("devices", problems)
        if not problems or records:  # a list that is none takes nothing away
            for device_id in [one for one in self._known if one not in {r.id for r in records}]:
                self._forget(device_id)
        async with asyncio.TaskGroup() as group:
            for record in records:
                group.create_task(self._look(record), name=f"thinq:{record.id}")
        return True

    async def _look(self, record: Record) -> None:
        """Follow one device; what is wrong with it is its own affair."""
        try:
            known = self._known.get(record.id)
            if known is None or known.appliance.record != record:
                await self._find(record)
            await self._read_state(record.id)
            await self._watch(record.id)
        except DeviceError as error:
            self._tell(record.id, str(error))
            if (known := self._known.get(record.id)) is not None:
                self._set_available(known, is_available=False)
        except Exception:  # noqa: BLE001  a defect with one device never silences the others
            _log.exception("cannot follow the %s %s", record.type, record.id[:12])

    async def _find(self, record: Record) -> None:
        """Take in a device, or another name of one."""
        told = await self._cloud.profile(record.id)
        appliance = to_appliance(record, told, language=self._language)
        self._report(record.id, appliance.problems)
        before = self._known.get(record.id)
        ids = {mapped.thing.id for mapped in appliance.things}
        if before is not None:
            for thing_id in self._ids_of(before):
                if thing_id not in ids:
                    self._take_away(thing_id)
        known = _Known(appliance, raw=dict(appliance.profile.constants))
        self._known[record.id] = known
        self._has_found.set()
        for mapped in appliance.things:
            owner = self._owner.get(mapped.thing.id)
            if owner is not None and owner[0] != record.id:
                self._tell(record.id, f"another device has the id {mapped.thing.id}")
                continue
            self._owner[mapped.thing.id] = (record.id, mapped)
            self._news.put_nowait(Found(thing=mapped.thing))

    async def _read_state(self, device_id: str) -> None:
        """Read what a device reports, and say all of it.

        Raises:
            DeviceError: there is no answer, or none that makes sense.
        """
        known = self._known.get(device_id)
        if known is None:
            return  # it was taken away meanwhile
        async with known.reading:
            known.meanwhile.clear()
            told = await self._cloud.state(device_id)
            raw, problems = known.appliance.read(told)
            kept = {where: said for where, said in known.raw.items() if where.resource == _NOTICE}
            read = {**known.appliance.profile.constants, **kept, **raw}
            known.raw = merged(read, known.meanwhile)
        self._report(device_id, problems)
        if self._known.get(device_id) is not known:
            return
        self._set_available(known, is_available=True)
        for mapped in known.appliance.things:
            self._say(mapped.thing.id, mapped.values(known.raw))

    async def _watch(self, device_id: str) -> None:
        """Ask for messages about a device, and again before LG forgets that."""
        known, now = self._known[device_id], asyncio.get_running_loop().time()
        is_due = known.watched_at is None or now - known.watched_at > RENEW_S
        if self._is_pushed and is_due:
            await self._cloud.watch(device_id)
            known.watched_at = now

    # Commands ------------------------------------------------------------------------------------

    def _read_back(self, device_id: str, mapped: Mapped, commands: Sequence[Command]) -> None:
        """Look soon, and again, whether a device has done what it was asked."""
        if (before := self._read_backs.pop(device_id, None)) is not None:
            before.cancel()
        if self._group is not None and device_id in self._known:
            asked = {one.name: one.value for one in commands if isinstance(one, SetProperty)}
            self._read_backs[device_id] = self._group.create_task(
                self._look_again(self._known[device_id], mapped, asked),
                name=f"thinq:read-back:{device_id}",
            )

    async def _look_again(self, known: _Known, mapped: Mapped, asked: State) -> None:
        with suppress(DeviceError):  # a round says so
            await self._until_so(known, mapped, asked)

    async def _until_so(self, known: _Known, mapped: Mapped, asked: State) -> None:
        """Read a state until it is as asked, or was read often enough.

        Raises:
            DeviceError: there is no answer, or none that makes sense.
        """
        passed_s = 0.0
        for at_s in self._pace.read_back_s:
            known.news.clear()
            if _is_so(known, mapped, asked):
                return
            await _wait(known.news, at_s - passed_s)
            passed_s = at_s
            if not _is_so(known, mapped, asked):
                await self._read_state(known.appliance.record.id)

    # Messages ------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        signals = messages(
            self._cloud,
            first_retry_s=self._pace.push_retry_s,
            timeout_s=self._pace.push_timeout_s,
        )
        async with aclosing(signals):
            async for signal in signals:
                match signal:
                    case Listening():
                        await self._listening()
                    case Deaf(reason=reason):
                        self._tell("messages", f"{reason}; states are read at intervals instead")
                        self._is_pushed = False
                    case Told(message=message):
                        self._hear(message)
                    case _:
                        assert_never(signal)

    async def _listening(self) -> None:
        """Ask for all messages again, and read what was missed."""
        _log.info("LG's cloud tells of what happens")
        self._is_pushed = True
        for known in self._known.values():
            known.watched_at = None
        try:
            await self._cloud.watch_devices()
        except DeviceError as error:
            self._tell("messages", str(error))
        self._wake.set()

    def _hear(self, message: Mapping[str, object]) -> None:
        push_type = message.get("pushType")
        if push_type in _LISTS:
            self._wake.set()
            return
        device_id = message.get("deviceId")
        known = self._known.get(device_id) if isinstance(device_id, str) else None
        if known is None:
            self._wake.set()  # one that is not known yet
            return
        try:
            news = self._news_of(known, push_type, message)
        except Exception:  # noqa: BLE001  a defect with one device never silences the others
            _log.exception("cannot read a message of a %s", known.appliance.record.type)
            return
        if not news:
            return
        known.raw = merged(known.raw, news)
        known.meanwhile |= news
        known.news.set()
        self._set_available(known, is_available=True)
        for mapped in known.appliance.things:
            self._say(mapped.thing.id, mapped.values(known.raw, news))

    def _news_of(self, known: _Known, push_type: object, message: Mapping[str, object]) -> Raw:
        match push_type:
            case "DEVICE_STATUS":
                news, problems = known.appliance.read(message.get("report"))
                self._report(known.appliance.record.id, problems)
                return {where: said for where, said in news.items() if said}
            case "DEVICE_PUSH":
                return known.appliance.notice(message.get("pushCode"))
            case _:
                return {}

    # Energy --------------------------------------------------------------------------------------

    async def _meter(self) -> None:
        """Read what devices used: at intervals, and of a device as soon as it is found."""
        loop = asyncio.get_running_loop()
        while True:
            await _wait(self._has_found, self._pace.energy_s)
            self._has_found.clear()
            for known in tuple(self._known.values()):
                at = known.metered_at
                if at is None or loop.time() - at >= self._pace.energy_s:
                    known.metered_at = loop.time()
                    await self._read_meters(known)

    async def _read_meters(self, known: _Known) -> None:
        record = known.appliance.record
        try:
            if known.meters is None:
                known.meters = await self._meters(record)
            for meter in known.meters:
                await self._read_meter(known, meter)
        except DeviceError as error:
            self._tell(record.id, f"what it used cannot be read: {error}")
            for meter in known.meters or ():
                self._news.put_nowait(Availability(thing_id=meter.thing.id, is_available=False))
        except Exception:  # noqa: BLE001  a defect with one device never silences the others
            _log.exception("cannot read what a %s used", record.type)

    async def _meters(self, record: Record) -> tuple[Meter, ...]:
        """Return the meters of a device; most have none, and the cloud refuses to say so."""
        try:
            told = await self._cloud.energy_profile(record.id)
        except CloudError as error:
            if error.error.trouble != "refused":
                raise
            return ()
        return to_meters(record, told, language=self._language)

    async def _read_meter(self, known: _Known, meter: Meter) -> None:
        today = self._clock.now().astimezone(self._timezone).date()
        first, last = f"{today:%Y%m}01", f"{today:%Y%m%d}"
        told = await self._cloud.energy(meter.device_id, meter.counted, first, last)
        if self._known.get(meter.device_id) is not known:
            return  # it was taken away meanwhile
        if self._metered.get(meter.thing.id) != meter:
            self._metered[meter.thing.id] = meter
            self._news.put_nowait(Found(thing=meter.thing))
        self._news.put_nowait(Availability(thing_id=meter.thing.id, is_available=True))
        if values := read_usage(meter, told, today):
            self._news.put_nowait(Changed(thing_id=meter.thing.id, values=values))

    # Saying --------------------------------------------------------------------------------------

    def _say(self, thing_id: str, values: State) -> None:
        if values and thing_id in self._owner:
            self._news.put_nowait(Changed(thing_id=thing_id, values=values))

    def _set_available(self, known: _Known, *, is_available: bool) -> None:
        if known.is_available == is_available:
            return
        known.is_available = is_available
        for thing_id in self._ids_of(known):
            self._news.put_nowait(Availability(thing_id=thing_id, is_available=is_available))

    def _ids_of(self, known: _Known) -> list[str]:
        """Return the things of a device, but for those whose id another device has."""
        ids = [mapped.thing.id for mapped in known.appliance.things]
        return [one for one in ids if self._owner.get(one, ("",))[0] == known.appliance.record.id]

    def _forget(self, device_id: str) -> None:
        known = self._known[device_id]
        for thing_id in self._ids_of(known):
            self._take_away(thing_id)
        del self._known[device_id]
        for thing_id in [
            one.thing.id for one in self._metered.values() if one.device_id == device_id
        ]:
            del self._metered[thing_id]
            self._news.put_nowait(Gone(thing_id=thing_id))

    def _take_away(self, thing_id: str) -> None:
        del self._owner[thing_id]
        self._news.put_nowait(Gone(thing_id=thing_id))

    def _report(self, device_id: str, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._tell(device_id, f"set aside of its {problem.key}: {problem.reason}")

    def _tell(self, device_id: str, what: str) -> None:
        """Write to the log what was not written yet."""
        if (device_id, what) not in self._said and len(self._said) < MAX_SAID:
            self._said.add((device_id, what))
            _log.warning("LG ThinQ, %s: %s", device_id[:12], what)


def _is_so(known: _Known, mapped: Mapped, asked: State) -> bool:
    said = mapped.values(known.raw)
    return all(name not in said or said[name] == value for name, value in asked.items())


_NOTICE = notice_of("").resource  # no state repeats it


async def _wait(event: asyncio.Event, at_most_s: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(max(at_most_s, 0)):
            await event.wait()


def _tell_failure(work: "asyncio.Task[None]") -> None:
    if not work.cancelled() and (error := work.exception()) is not None:
        _log.error("LG ThinQ ended unexpectedly", exc_info=error)
