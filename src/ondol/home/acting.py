"""Makes reported meet desired: hands commands to adapters and waits for what things report.

Every command ends in exactly one outcome, whatever its adapter does: refuses, hangs, lies,
raises, or goes away.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ondol.errors import DeviceProtocolError, DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Command, InvokeAction, Refused, SetProperty
from ondol.things.thing import State, Thing, Value

from .live import Live
from .observe import UNSEEN_WHEN_OFF, meets
from .result import Done, NotDone, Outcome, TimedOut

_log = logging.getLogger(__name__)

_SLOW: Mapping[str, float] = {
    "cover": 30,
    "valve": 20,
    "vacuum": 30,
    "mower": 30,
    "lock": 10,
    "tv": 25,  # owners of webOS TVs report 5 to 20 s from Wake-on-LAN to an answer
    "headset": 10,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a thing may take.

    Attributes:
        usual_s: from the command, or from the last change on the way to what was asked (a curtain
            that moves). by_type_s: of types that take longer. times: how often in all.
    """

    usual_s: float = 5.0
    by_type_s: Mapping[str, float] = field(default_factory=lambda: dict(_SLOW))
    times: int = 4

    def quiet_s(self, thing: Thing) -> float:
        """Return how long `thing` may report nothing new."""
        return self.by_type_s.get(thing.type, self.usual_s)


class _Wish:
    """One command that was handed on and waits for its end."""

    def __init__(self, command: Command, thing: Thing, before: Value) -> None:
        self.command = command
        self.thing = thing
        self.before = before
        self.end: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.is_said_again = _is_off(command) and before is False
        self.limit: asyncio.Timeout | None = None
        self.latest = 0.0

    def close(self, outcome: Outcome) -> None:
        """End it, unless it has ended."""
        if not self.end.done():
            self.end.set_result(outcome)

    def fail(self, code: str, reason: str) -> None:
        self.close(NotDone(command=self.command, code=code, reason=reason))

    def is_met(self, reported: Value) -> bool:
        if not isinstance(self.command, SetProperty):
            return False
        name, desired = self.command.name, self.command.value
        known = self.thing.properties[name]
        return meets(known, name, desired=desired, reported=reported, before=self.before)


class Acting:
    """Carries out commands on the things of one home."""

    def __init__(self, live: Live, patience: Patience, on_desired: Callable[[str], None]) -> None:
        """Act on what is `live`; `on_desired` hears of each thing whose desired state changed."""
        self.adapters: Mapping[str, Adapter] = {}
        self._on_desired = on_desired
        self._live = live
        self._patience = patience
        self._wishes: dict[str, list[_Wish]] = {}
        self._stray: set[asyncio.Task[None]] = set()

    def desired(self, thing_id: str) -> State:
        """Return what is asked of a thing and not reported yet."""
        return {
            wish.command.name: wish.command.value
            for wish in self._wishes.get(thing_id, ())
            if isinstance(wish.command, SetProperty) and not wish.end.done()
        }

    async def do(self, commands: Sequence[Command]) -> tuple[Outcome, ...]:
        """Carry out commands, all things at once; return their ends in the same order."""
        by_thing: dict[str, list[int]] = {}
        for index, command in enumerate(commands):
            by_thing.setdefault(command.thing_id, []).append(index)
        ends: dict[int, Outcome] = {}

        async def on_thing(thing_id: str, indexes: list[int]) -> None:
            outcomes = await self._on_thing(thing_id, [commands[i] for i in indexes])
            ends.update(zip(indexes, outcomes, strict=True))

        async with asyncio.TaskGroup() as group:
            for thing_id, indexes in by_thing.items():
                group.create_task(on_thing(thing_id, indexes), name=f"act:{thing_id}")
        return tuple(ends[index] for index in range(len(commands)))

    def reported(self, thing_id: str, said: State, moved: frozenset[str]) -> None:
        """End the wishes that a report meets; be patient with those whose property `moved`."""
        loop = asyncio.get_running_loop()
        for wish in tuple(self._wishes.get(thing_id, ())):
            if wish.end.done() or wish.command.name not in said:
                continue
            if wish.is_met(said[wish.command.name]):
                self._met(wish)
            elif wish.command.name in moved and wish.limit is not None and not wish.limit.expired():
                quiet_s = self._patience.quiet_s(wish.thing)
                wish.limit.reschedule(min(loop.time() + quiet_s, wish.latest))
        self._end_said_again(thing_id)

    def gone(self, thing_id: str) -> None:
        """End what waits for a thing that was taken away."""
        for wish in self._wishes.get(thing_id, ()):
            wish.fail("gone", f"{wish.thing.title} was taken away meanwhile")

    async def _on_thing(self, thing_id: str, commands: list[Command]) -> list[Outcome]:
        thing = self._live.things.get(thing_id)
        if thing is None:
            reason = f"there is no thing {thing_id!r} any more"
            return [NotDone(command=command, code="gone", reason=reason) for command in commands]
        ends: dict[int, Outcome] = {}
        moved = [command for command in commands if not self._is_so(thing, command)]
        for index, command in enumerate(commands):
            # "off" is said again to what gets settings: many things go on when they are set.
            if command not in moved and not (moved and _is_off(command)):
                value = self._live.value(thing_id, command.name)
                ends[index] = Done(command=command, before=value, observed=value)
        rest = [index for index in range(len(commands)) if index not in ends]
        if rest:
            outcomes = await self._send(thing, [commands[index] for index in rest])
            ends.update(zip(rest, outcomes, strict=True))
        return [ends[index] for index in range(len(commands))]

    def _is_so(self, thing: Thing, command: Command) -> bool:
        """Say whether a thing already is as asked, and nobody is asking otherwise."""
        if not isinstance(command, SetProperty) or command.name == "activated":
            return False
        if command.name in self.desired(thing.id):
            return False
        reported = self._live.value(thing.id, command.name)
        if reported is None and command.name not in self._live.state.get(thing.id, {}):
            return False
        return (
            reported == command.value
            and isinstance(reported, bool) == isinstance(command.value, bool)
            and (reported is not None or thing.properties[command.name].nullable)
        )

    async def _send(self, thing: Thing, commands: list[Command]) -> list[Outcome]:
        """Hand commands to the thing's adapter, and wait for the end of each."""
        adapter = self.adapters.get(self._live.adapter_of.get(thing.id, ""))
        if adapter is None or thing.id not in self._live.available:
            reason = f"{thing.title} cannot be reached"
            return [
                NotDone(command=command, code="unreachable", reason=reason) for command in commands
            ]
        wishes = [self._wish(thing, command) for command in commands]
        self._on_desired(thing.id)
        sending = asyncio.create_task(
            self._hand_on(adapter, _in_order(wishes)), name=f"apply:{thing.id}"
        )
        try:
            return list(await asyncio.gather(*(self._end_of(wish) for wish in wishes)))
        finally:
            self._let_go(sending)
            mine = self._wishes[thing.id]
            mine[:] = [wish for wish in mine if wish not in wishes]
            if not mine:
                del self._wishes[thing.id]
            self._on_desired(thing.id)

    def _wish(self, thing: Thing, command: Command) -> _Wish:
        """Begin to wait for a command; what asked otherwise before is superseded."""
        others = self._wishes.setdefault(thing.id, [])
        for other in others:
            if _contradict(other.command, command):
                other.fail("superseded", "something else was asked for meanwhile")
        wish = _Wish(command, thing, self._live.value(thing.id, command.name))
        others.append(wish)
        return wish

    async def _hand_on(self, adapter: Adapter, wishes: Sequence[_Wish]) -> None:
        try:
            answer: object = await adapter.apply([wish.command for wish in wishes])
        except DeviceUnreachableError as error:
            _fail(wishes, "unreachable", str(error))
        except DeviceProtocolError as error:
            _fail(wishes, "protocol", str(error))
        except Exception as error:  # noqa: BLE001  a defect of one adapter never stops the home
            _log.exception("adapter failed on %s", wishes[0].thing.id)
            _fail(wishes, "adapter_failed", f"{type(error).__name__}: {error}")
        else:
            match answer:
                case Refused(code=code, reason=reason):
                    _fail(wishes, code, reason)
                case Accepted():
                    for wish in wishes:
                        if _leaves_no_state(wish.command):
                            wish.close(_done(wish, True))
                case _:
                    _fail(wishes, "adapter_failed", f"no answer but {answer!r}")

    async def _end_of(self, wish: _Wish) -> Outcome:
        loop = asyncio.get_running_loop()
        quiet_s = self._patience.quiet_s(wish.thing)
        wish.latest = loop.time() + quiet_s * self._patience.times
        try:
            async with asyncio.timeout(quiet_s) as wish.limit:
                return await wish.end
        except TimeoutError:
            observed = self._live.value(wish.thing.id, wish.command.name)
            if wish.is_met(observed):
                return _done(wish, observed)
            return TimedOut(command=wish.command, observed=observed)

    def _met(self, wish: _Wish) -> None:
        wish.close(_done(wish, self._live.value(wish.thing.id, wish.command.name)))
        if not _is_off(wish.command):
            return
        for other in self._wishes.get(wish.thing.id, ()):
            if other.command.name in UNSEEN_WHEN_OFF:
                other.close(_done(other, self._live.value(wish.thing.id, other.command.name)))

    def _end_said_again(self, thing_id: str) -> None:
        """End an "off" to what was off, once all else that was asked with it has ended."""
        wishes = self._wishes.get(thing_id, ())
        if self._live.value(thing_id, "on") is False and all(
            wish.end.done() or wish.is_said_again for wish in wishes
        ):
            for wish in wishes:
                wish.close(_done(wish, False))

    def _let_go(self, sending: asyncio.Task[None]) -> None:
        """Stop a sending that nobody waits for; one that will not stop holds nobody up."""
        if not sending.done():
            self._stray.add(sending)
            sending.add_done_callback(self._stray.discard)
            sending.cancel()


def _fail(wishes: Iterable[_Wish], code: str, reason: str) -> None:
    for wish in wishes:
        wish.fail(code, reason)


def _done(wish: _Wish, observed: Value) -> Done:
    if isinstance(wish.command, InvokeAction):
        return Done(command=wish.command, before=None, observed=None)
    return Done(command=wish.command, before=wish.before, observed=observed)


def _is_off(command: Command) -> bool:
    return isinstance(command, SetProperty) and (command.name, command.value) == ("on", False)


def _contradict(earlier: Command, later: Command) -> bool:
    return (
        isinstance(earlier, SetProperty)
        and isinstance(later, SetProperty)
        and earlier.name == later.name
        and earlier.value != later.value
    )


def _leaves_no_state(command: Command) -> bool:
    return isinstance(command, InvokeAction) or command.name == "activated"


def _in_order(wishes: Sequence[_Wish]) -> list[_Wish]:
    """Return wishes with "on" first and "off" last: some things turn on when they are set."""

    def place(wish: _Wish) -> int:
        if isinstance(wish.command, SetProperty) and wish.command.name == "on":
            return -1 if wish.command.value else 1
        return 0

    return sorted(wishes, key=place)
