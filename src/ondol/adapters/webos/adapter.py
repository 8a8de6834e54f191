"""All webOS TVs of a home as an adapter: joins mapping and client."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Protocol

from ondol.errors import DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.pairing import Pairing, Pairs
from ondol.things.thing import State as Values
from ondol.things.thing import Thing

from .address import Address
from .client import WAKE_PORT, Client, Patience
from .kept import Kept, from_text, to_text
from .mapping import (
    TURN_ON,
    UnsupportedError,
    asks_by_name,
    calls,
    is_for_waking,
    state,
    thing,
)

AFTER_DEFECT_S = 30.0

_log = logging.getLogger(__name__)


class KeyStore(Protocol):
    """Where what a TV must be known by again is kept, by host: a secret, as a password is."""

    def get(self, host: str) -> str | None:
        """Return what was put for a host, unchanged; None: nothing was."""
        ...

    def put(self, host: str, text: str) -> None:
        """Keep a text for a host, in the place of the one before.

        Raises:
            OSError: it cannot be kept.
        """
        ...


class WebosAdapter(Adapter, Pairs):
    """The TVs at some addresses."""

    def __init__(
        self,
        addresses: Iterable[Address],
        keys: KeyStore,
        *,
        patience: Patience | None = None,
        wake_port: int = WAKE_PORT,
    ) -> None:
        """Take TVs by address, each once; nothing is opened yet."""
        self._news = asyncio.Event()
        by_host = {address.host: address for address in addresses}
        self._tvs = {
            host: _Tv(
                address,
                keys,
                is_only=len(by_host) == 1,
                on_change=self._news.set,
                patience=patience,
                wake_port=wake_port,
            )
            for host, address in by_host.items()
        }

    async def events(self) -> AsyncIterator[Event]:
        tasks = [
            asyncio.create_task(tv.run(), name=f"webos:{host}") for host, tv in self._tvs.items()
        ]
        try:
            for tv in self._tvs.values():
                tv.forget_told()
            self._news.set()
            while True:
                await self._news.wait()
                self._news.clear()
                for tv in self._tvs.values():
                    for event in tv.news():
                        yield event
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def apply(self, commands: Sequence[Command]) -> Answer:
        if not commands:
            return Accepted()
        thing_id = commands[0].thing_id
        for tv in self._tvs.values():
            if tv.thing is not None and tv.thing.id == thing_id:
                return await tv.apply(commands)
        return Refused(reason=f"there is no {thing_id} here", code="no_such_thing")

    def pairings(self) -> tuple[Pairing, ...]:
        """Return how things stand with each TV, in the order of the settings."""
        return tuple(tv.status() for tv in self._tvs.values())

    def pair_again(self, pairing_id: str) -> bool:
        """Have a TV that said no asked again; say whether there is one at that host."""
        tv = self._tvs.get(pairing_id)
        if tv is None:
            return False
        tv.client.retry()
        return True


class _Tv:
    """One TV, and what was said of it."""

    def __init__(
        self,
        address: Address,
        keys: KeyStore,
        *,
        is_only: bool,
        on_change: Callable[[], None],
        patience: Patience | None,
        wake_port: int,
    ) -> None:
        self._host = address.host
        self._keys = keys
        self._is_only = is_only
        self._kept = _read_kept(keys, address.host)
        self._asked: dict[str, str] = {}
        self._on_change = on_change
        self._is_to_be_said_again = False
        self._told_thing: Thing | None = None
        self._told_available: bool | None = None
        self._told_values: Values | None = None
        self.client = Client(
            address,
            key=self._kept.key if self._kept is not None else None,
            tv=self._kept.tv if self._kept is not None else None,
            on_change=on_change,
            patience=patience,
            wake_port=wake_port,
        )

    @property
    def thing(self) -> Thing | None:
        """Return the thing that it is; None: it was never seen."""
        tv = self.client.tv
        return thing(tv, is_only=self._is_only) if tv is not None else None

    async def run(self) -> None:
        """Keep in touch with the TV; a defect of ours with one of them silences no other."""
        while True:
            try:
                await self.client.run()
            except Exception:  # noqa: BLE001  see above
                _log.exception("the TV at %s cannot be followed", self._host)
                await asyncio.sleep(AFTER_DEFECT_S)

    def status(self) -> Pairing:
        found = self.thing
        title = found.title if found is not None else ""
        return Pairing(id=self._host, title=title, state=self.client.state)

    # What is said of it --------------------------------------------------------------------------

    def forget_told(self) -> None:
        """Say all of it anew: somebody else listens now."""
        self._told_thing = self._told_available = self._told_values = None

    def news(self) -> list[Event]:
        """Return what is not said yet."""
        self._keep()
        found = self.thing
        tv = self.client.tv
        if found is None or tv is None:
            return []
        events: list[Event] = []
        if self._told_thing is not None and self._told_thing.id != found.id:
            events.append(Gone(thing_id=self._told_thing.id))
            self.forget_told()
        if found != self._told_thing:
            events.append(Found(thing=found))
        is_available = self._is_available()
        if is_available != self._told_available:
            events.append(Availability(thing_id=found.id, is_available=is_available))
        values = state(tv, self.client.now, self._asked) if is_available else None
        is_new = values != self._told_values or self._is_to_be_said_again or bool(events)
        if values is not None and is_new:
            events.append(Changed(thing_id=found.id, values=values))
        self._told_thing, self._told_available, self._told_values = found, is_available, values
        self._is_to_be_said_again = False
        return events

    def _is_available(self) -> bool:
        """Say whether it can be asked for anything: asleep, one that can be woken."""
        tv = self.client.tv
        match self.client.presence:
            case "up":
                return True
            case "asleep":
                return self.client.key is not None and tv is not None and bool(tv.macs)
            case "away":
                return False

    def _keep(self) -> None:
        """Keep what is known of it, if that is new."""
        if self.client.presence != "up" or self.client.key is None or self.client.tv is None:
            return
        kept = Kept(key=self.client.key, tv=self.client.tv)
        if kept == self._kept:
            return
        self._kept = kept
        try:
            self._keys.put(self._host, to_text(kept))
        except OSError as error:
            _log.warning(
                "the key of the TV at %s cannot be kept (%s): after a restart it asks again",
                self._host,
                error,
            )

    # What is asked of it -------------------------------------------------------------------------

    async def apply(self, commands: Sequence[Command]) -> Answer:
        """Hand on commands in their order; one that the TV refuses ends it.

        Raises:
            DeviceUnreachableError: it cannot be reached, or did not wake up.
        """
        refused = self._refusal(commands)
        if refused is not None:
            return refused
        if self.client.presence == "away":
            raise DeviceUnreachableError(f"the TV at {self._host} cannot be reached")
        try:
            return await self._apply(commands)
        except DeviceUnreachableError:
            if self.client.now.is_on is False and not any(map(is_for_waking, commands)):
                return _to_one_asleep(commands)  # it was just going
            raise
        finally:
            self._is_to_be_said_again = True
            self._on_change()

    async def _apply(self, commands: Sequence[Command]) -> Answer:
        if not self.client.now.is_on:
            if any(is_for_waking(command) for command in commands):
                answer = await self._wake(commands)
                if isinstance(answer, Refused):
                    return answer
            elif not self.client.is_connected:
                raise DeviceUnreachableError(f"the TV at {self._host} is asleep")
        self._asked |= asks_by_name(commands)
        for command in commands:
            if command.name == "on" and isinstance(command, SetProperty) and command.value:
                continue  # woken already, or on
            answer = await self._ask(command)
            if isinstance(answer, Refused):
                return answer
        return Accepted()

    async def _ask(self, command: Command) -> Answer:
        tv = self.client.tv
        if tv is None:
            raise DeviceUnreachableError(f"the TV at {self._host} was never seen")
        try:
            requests = calls(command, tv, self.client.now)
        except UnsupportedError as error:
            return Refused(reason=str(error), code="no_ability")
        return await self.client.ask(requests, ability=command.name)

    async def _wake(self, commands: Sequence[Command]) -> Answer:
        """Send for a TV that is off; where more is asked of it, wait until it shows something."""
        is_sent = self.client.wake()
        if self.client.is_connected:  # in standby it may hear a request, too
            answer = await self._turn_on()
            if isinstance(answer, Refused) and not is_sent:
                return answer
        elif not is_sent:
            raise DeviceUnreachableError(
                f"the TV at {self._host} is asleep, and what wakes it is not known: "
                "add its MAC to the setting"
            )
        if any(command.name != "on" for command in commands):
            await self.client.until_on()
        return Accepted()

    async def _turn_on(self) -> Answer:
        try:
            return await self.client.ask([TURN_ON])
        except DeviceUnreachableError as error:  # it was just going
            return Refused(reason=str(error))

    def _refusal(self, commands: Sequence[Command]) -> Refused | None:
        found = self.thing
        for command in commands:
            if found is None or not _can(found, command):
                reason = f"the TV at {self._host} cannot do this: {command.name}"
                return Refused(reason=reason, code="no_ability")
        return None


def _to_one_asleep(commands: Sequence[Command]) -> Answer:
    """Answer for a TV that is off: to turn off is what it is already."""
    for command in commands:
        if not (isinstance(command, SetProperty) and command.name == "on"):
            return Refused(reason=f"it is off, so it cannot do this: {command.name}", code="is_off")
    return Accepted()


def _can(found: Thing, command: Command) -> bool:
    match command:
        case SetProperty(name=name, value=value):
            return name in found.properties and found.properties[name].accepts(value)
        case InvokeAction(name=name, input=value):
            return name in found.actions and found.actions[name].accepts(value)


def _read_kept(keys: KeyStore, host: str) -> Kept | None:
    try:
        text = keys.get(host)
        return from_text(text) if text is not None else None
    except (ValueError, OSError) as error:
        _log.warning(
            "what was kept of the TV at %s cannot be read (%s): it asks again", host, error
        )
        return None
