"""All headsets of a home as an adapter: joins mapping and the connections that headsets open.

It is an ASGI app as well, for `/api/headset`: whoever mounts it has let in only headsets that the
home knows, and says which one a connection is (`who`). A headset that is off is out of reach; one
whose key was taken back is gone, and cut off at once.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState

from ondol.errors import DeviceUnreachableError
from ondol.things.adapter import Adapter
from ondol.things.command import Accepted, Answer, Command, Refused
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.headset import PREFIX, Paired, thing_of
from ondol.things.playing import HearPlayed, Played, nobody_listens
from ondol.things.thing import State, Thing

from . import mapping, protocol
from .client import CutOffError, Link, Patience

LOOK_AGAIN_S = 30.0
"""How often it is looked who may connect: a guest's time ends without a word."""

_log = logging.getLogger(__name__)


class XrAdapter(Adapter):
    """The headsets that may connect, and the connections of those that are on."""

    def __init__(
        self,
        paired: Paired,
        who: Callable[[Scope], str | None],
        *,
        new_id: Callable[[], str],
        clock: Callable[[], float],
        hear: HearPlayed = nobody_listens,
        patience: Patience | None = None,
    ) -> None:
        """Know the headsets that `paired` names; `hear` is told what plays in them.

        Args:
            who: returns the id of the headset that opened a connection; None: it is none.
            new_id: names commands. clock: counts seconds, and never back.
        """
        self._paired = paired
        self._who = who
        self._new_id = new_id
        self._clock = clock
        self._hear = hear
        self._patience = patience or Patience()
        self._news = asyncio.Event()
        self._headsets: dict[str, _Headset] = {}
        self._links: set[Link] = set()
        self.look_again()

    # Who may connect -----------------------------------------------------------------------------

    def look_again(self) -> None:
        """Take in which headsets may connect now; to be called whenever a key is made or ends."""
        paired = self._paired()
        for headset, name in paired.items():
            known = self._headsets.get(headset)
            if known is None or known.is_revoked:
                self._headsets[headset] = _Headset(headset, name, now_s=self._clock())
        for headset, known in self._headsets.items():
            known.is_revoked = headset not in paired
        for link in tuple(self._links):
            if link.headset not in paired:
                link.cut_off(protocol.REVOKED)
        self._news.set()

    # Connections ---------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Talk with one headset, until it leaves or is cut off."""
        if scope["type"] != "websocket":
            await _upgrade_required(send)
            return
        websocket = WebSocket(scope, receive, send)
        headset = self._headsets.get(self._who(scope) or "")
        await websocket.accept()
        if headset is None or headset.is_revoked:
            await self._turn_away(websocket, protocol.REVOKED)
        elif not headset.comings.take(self._clock()):
            _log.warning("headset %s connects too often", headset.id)
            await self._turn_away(websocket, protocol.FLOOD)
        else:
            link = Link(
                websocket,
                headset.id,
                self,
                new_id=self._new_id,
                clock=self._clock,
                patience=self._patience,
            )
            self._links.add(link)
            try:
                await link.run()
            finally:
                self._links.discard(link)

    async def _turn_away(self, websocket: WebSocket, why: protocol.Close) -> None:
        if websocket.application_state is WebSocketState.CONNECTED:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._patience.send_s):
                    await websocket.close(why.code, why.reason)

    def greeted(self, link: Link, hello: protocol.Hello) -> str:
        """Take a connection in, instead of the one before.

        Raises:
            CutOffError: its key was taken back a moment ago.
        """
        headset = self._headsets.get(link.headset)
        if headset is None or headset.is_revoked:
            raise CutOffError(protocol.REVOKED)
        if headset.link is not None:
            headset.link.cut_off(protocol.TAKEN_OVER)
        headset.link = link
        headset.abilities = hello.abilities
        self._news.set()
        return thing_of(headset.id)

    def heard(self, link: Link, said: protocol.Reported | protocol.Playing) -> None:
        """Take in what a headset says, over the connection that counts."""
        headset = self._headsets.get(link.headset)
        if headset is None or headset.link is not link:
            return
        match said:
            case protocol.Reported():
                read = mapping.values(said.values, headset.thing())
                headset.report(read)
                self._news.set()
            case protocol.Playing():
                headset.played = mapping.played(headset.id, said)
                self._hear(headset.played)

    def ended(self, link: Link) -> None:
        """Know that a connection is over; what played in it has stopped there."""
        headset = self._headsets.get(link.headset)
        if headset is None or headset.link is not link:
            return
        headset.link = None
        if headset.played is not None and headset.played.playback == "playing":
            headset.played = replace(headset.played, playback="paused")
            self._hear(headset.played)
        self._news.set()

    # What is said of them ------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[Event]:
        for headset in self._headsets.values():
            headset.forget_told()
        self._news.set()
        while True:
            try:
                async with asyncio.timeout(LOOK_AGAIN_S):
                    await self._news.wait()
            except TimeoutError:
                self.look_again()
            self._news.clear()
            for headset in tuple(self._headsets.values()):
                for event in headset.news():
                    yield event
                if headset.is_revoked:
                    del self._headsets[headset.id]

    # What is asked of them -----------------------------------------------------------------------

    async def apply(self, commands: Sequence[Command]) -> Answer:
        """Hand all commands to the headset, and wait for its word.

        Raises:
            DeviceUnreachableError: it is off, left, or gave no answer in its time.
        """
        if not commands:
            return Accepted()
        thing_id = commands[0].thing_id
        headset = self._headsets.get(thing_id.removeprefix(PREFIX))
        if headset is None or headset.is_revoked:
            return Refused(reason=f"there is no {thing_id} here", code="no_such_thing")
        if headset.link is None:
            raise DeviceUnreachableError(f"{headset.name} is not connected")
        known = headset.thing()
        for command in commands:
            if not mapping.can(known, command):
                reason = f"{headset.name} cannot do this: {command.name}"
                return Refused(reason=reason, code="no_ability")
        to_set, to_do = mapping.asked(commands)
        refusal = await headset.link.ask(to_set, to_do)
        headset.say_again()
        self._news.set()
        return Accepted() if refusal is None else Refused(reason=refusal)


class _Headset:
    """One headset, and what was said of it."""

    def __init__(self, headset: str, name: str, *, now_s: float) -> None:
        self.id = headset
        self.name = name
        self.link: Link | None = None
        self.abilities: frozenset[str] = frozenset()
        self.played: Played | None = None
        self.is_revoked = False
        self.comings = protocol.Meter(
            rate_per_s=protocol.COMINGS_PER_S, burst=protocol.COMINGS, now_s=now_s
        )
        self._values: State = {}
        self._fresh: State = {}
        self._left_out: set[str] = set()
        self._told_thing: Thing | None = None
        self._told_available: bool | None = None

    def thing(self) -> Thing:
        return mapping.thing(self.id, self.name, self.abilities)

    def report(self, read: mapping.Read) -> None:
        """Take in values; what is none is said once in the log."""
        self._values = {**self._values, **read.values}
        self._fresh = {**self._fresh, **read.values}
        if new := [name for name in read.left_out if name not in self._left_out]:
            self._left_out.update(new[: protocol.MAX_VALUES])
            shown = ", ".join(repr(name[: protocol.MAX_ABILITY]) for name in new[:5])
            _log.info("headset %s: left out, no value of ours: %s", self.id, shown)

    def say_again(self) -> None:
        """Say all values again: who asked for one that was so already waits to hear it."""
        self._fresh = dict(self._values)

    def forget_told(self) -> None:
        """Say all of it anew: somebody else listens now."""
        self._told_thing = self._told_available = None
        self.say_again()

    def news(self) -> list[Event]:
        """Return what is not said yet."""
        found = self.thing()
        if self.is_revoked:
            was_told = self._told_thing is not None
            return [Gone(thing_id=found.id)] if was_told else []
        events: list[Event] = []
        if found != self._told_thing:
            events.append(Found(thing=found))
        is_available = self.link is not None and self.link.is_open
        if is_available != self._told_available or events:
            events.append(Availability(thing_id=found.id, is_available=is_available))
        if self._fresh and is_available:
            events.append(Changed(thing_id=found.id, values=self._fresh))
            self._fresh = {}
        self._told_thing, self._told_available = found, is_available
        return events


async def _upgrade_required(send: Send) -> None:
    """Answer who comes without a WebSocket (RFC 9110, section 15.5.22)."""
    headers = [(b"upgrade", b"websocket"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 426, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
