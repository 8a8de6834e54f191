"""Joins the home's players with the library and with what is kept of what plays.

Here stands how each kind of player is told to play a film: one that knows the library (a headset,
the virtual players) by the film's id; a TV by the address of the hub's own page for it; an app of a
TV by the app's own form of a link.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from ondol.clock import Clock
from ondol.home.hub import Hub
from ondol.home.journal import Entry
from ondol.home.notice import AvailabilityChanged, JournalAdded, StateChanged, ThingGone
from ondol.home.players import Content, Playing, Start
from ondol.home.result import Acted, Done, Result
from ondol.language.normalise import key
from ondol.media import playing as media
from ondol.media.deep_links import from_link, to_link
from ondol.media.item import Item
from ondol.media.keeper import Keeper
from ondol.media.library import Library
from ondol.media.tickets import Ticket, Tickets
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.playing import Played
from ondol.things.thing import State, Thing

BROWSER = "com.webos.app.browser"
PLAYERS = ("tv", "speaker", "headset")
CHECKPOINT_S = 60.0


class HomePlayers:
    """The players of a home: `home.players.Players`, made of the library and the keeper."""

    def __init__(
        self,
        *,
        library: Library | None,
        keeper: Keeper,
        tickets: Tickets,
        clock: Clock,
        address: Callable[[], str],
    ) -> None:
        """Join these; `address` says where a TV reaches the hub."""
        self._library = library
        self._keeper = keeper
        self._tickets = tickets
        self._clock = clock
        self._address = address

    @property
    def has_catalogue(self) -> bool:
        """Say whether there is anything to look titles up in."""
        return self._library is not None and bool(self._library.items())

    def titles(self) -> Sequence[str]:
        """Return what the films of the library are called."""
        return [item.title for item in self._library.items()] if self._library is not None else []

    def find(self, query: str) -> Sequence[Content]:
        """Return what a query may mean: one, where it is clear; several, where it is not."""
        found = self._library.find(query) if self._library is not None else ()
        return [_content(item) for item in _clear(query, found) or found]

    def playing(self) -> Sequence[Playing]:
        """Return what each player plays or played last, what was heard of last first."""
        return self._keeper.playing()

    def can_play(self, thing: Thing, content: Content) -> bool:
        """Say whether a thing can be told to play a content."""
        if content.item is not None:
            is_known = self._film(content.item) is not None
            return is_known and ("play" in thing.actions or "launch" in thing.actions)
        if content.app is None:
            return False
        app = thing.properties.get("app")
        return app is not None and app.accepts(content.app)

    def start(self, thing: Thing, content: Content, position_s: float | None, was: State) -> Start:
        """Return what starts a content on a thing that can play it, and watch for it to begin."""
        at = position_s or 0.0
        command: Command
        if content.item is not None and "play" in thing.actions:
            command = _invoke(thing, "play", content.item, f"{at:.1f}")
        elif content.item is not None:
            command = _invoke(thing, "launch", BROWSER, self._page(thing, content.item, at))
        elif content.content_id is not None and "launch" in thing.actions:
            app = content.app or ""
            command = _invoke(thing, "launch", app, to_link(app, content.content_id))
        else:
            command = SetProperty(thing_id=thing.id, name="app", value=content.app)
        start = Start(commands=(command,), position_s=at if content.item is not None else None)
        watched = media.Content(
            item=content.item,
            app=content.app,
            content_id=content.content_id,
            title=content.title,
            duration_s=content.duration_s,
        )
        self._keeper.ask(thing.id, watched, start.position_s, was)
        return start

    async def until_playing(self, player: str) -> None:
        """Wait until a player plays what was last started there."""
        await self._keeper.until_playing(player)

    def drop(self, player: str) -> None:
        """Forget what was started on a player."""
        self._keeper.drop_ask(player)

    def hear(self, played: Played) -> None:
        """Take in a player's own word; what a film is called, the library knows best."""
        item = self._film(played.item)
        if item is not None:
            length_s = item.duration_s if item.duration_s is not None else played.duration_s
            played = replace(played, title=item.title, duration_s=length_s)
        self._keeper.hear(played)

    def title_of(self, item: str) -> str | None:
        """Return what a film is called."""
        found = self._film(item)
        return found.title if found is not None else None

    async def follow(self, hub: Hub) -> None:
        """Hear what players report, and tell those who watch the hub; until cancelled."""
        self._keeper.watch(hub.tell_playing)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(hub), name="players:reports")
            group.create_task(self._checkpoint(), name="players:checkpoint")

    async def _listen(self, hub: Hub) -> None:
        while True:  # the events end where they were too many to hold
            async with hub.subscribe(is_deaf=True) as events:
                home = hub.home()
                players = {key for key, one in home.things.items() if one.type in PLAYERS}
                for player in players & home.available:
                    self._keeper.report(player, home.state[player])
                async for event in events:
                    match event:
                        case StateChanged(thing_id=thing_id, state=state):
                            if _is_player(hub, thing_id):
                                self._keeper.report(thing_id, state)
                        case AvailabilityChanged(thing_id=thing_id, is_available=False):
                            self._keeper.lost(thing_id)
                        case ThingGone(thing_id=thing_id):
                            self._keeper.lost(thing_id)
                        case JournalAdded(entry=Entry(status="completed", result=Result() as done)):
                            self._note_launches(hub, done)
                        case _:
                            pass

    async def _checkpoint(self) -> None:
        while True:
            await asyncio.sleep(CHECKPOINT_S)
            self._keeper.checkpoint()

    def _film(self, item: str | None) -> Item | None:
        return self._library.item(item) if self._library is not None and item is not None else None

    def _note_launches(self, hub: Hub, done: Result) -> None:
        """Take note of what apps were told to show by a plan of any other kind than ours."""
        home = hub.home()
        acted = (step for step in done.steps if isinstance(step, Acted))
        for outcome in (one for step in acted for one in step.outcomes):
            match outcome:
                case Done(
                    command=InvokeAction(name="launch", thing_id=player, input=(app, content_id))
                ) if app != BROWSER:
                    content = media.Content(app=app, content_id=from_link(app, content_id))
                    self._keeper.launched(player, content, home.state.get(player, {}))
                case _:
                    pass

    def _page(self, thing: Thing, item: str, at_s: float) -> str:
        ticket = self._tickets.write(Ticket(player=thing.id, item=item), self._clock.now())
        return f"{self._address()}/tv/{ticket}#t={at_s:.1f}"


def _invoke(thing: Thing, name: str, *words: str) -> InvokeAction:
    return InvokeAction(thing_id=thing.id, name=name, input=words)


def _is_player(hub: Hub, thing_id: str) -> bool:
    thing = hub.home().things.get(thing_id)
    return thing is not None and thing.type in PLAYERS


def _content(item: Item) -> Content:
    return Content(item=item.id, title=item.title, duration_s=item.duration_s)


def _clear(query: str, found: Sequence[Item]) -> Sequence[Item]:
    """Return the one film that is called just so, where there is one.

    Behind a Korean title there may be a particle, and around any title more words.
    """
    wanted = key(query)
    for is_it in (wanted.__eq__, lambda title: title != "" and title in wanted):
        exact = [item for item in found if is_it(key(item.title))]
        if len(exact) == 1:
            return exact
    return ()
