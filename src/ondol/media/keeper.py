"""Keeps what plays where: takes in what players report, and writes it through to its store."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from ondol.clock import Clock
from ondol.things.playing import Played
from ondol.things.thing import State

from .playing import TELLING, Asked, Content, Playing, begun, heard, reported, seen
from .stores.playing import PlayingStore

DRIFT_S = 1.0
"""By so much a player may be ahead of or behind the clock without anybody being told."""
MAX_PLAYERS = 200
"""Players that are remembered; the one that was silent longest goes first."""


@dataclass(slots=True)
class _Wish:
    """Something that a player was asked to play, and those who wait for it to."""

    asked: Asked
    begins: asyncio.Event


class Keeper:
    """What plays in one home."""

    def __init__(self, store: PlayingStore, clock: Clock) -> None:
        """Begin with what `store` kept."""
        self._store = store
        self._clock = clock
        self._playing: dict[str, Playing] = dict(store.load())
        self._unseen = set(self._playing)
        self._told: dict[str, State] = {}
        self._wishes: dict[str, _Wish] = {}
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` whenever something plays otherwise than the clock alone explains."""
        self._watchers.append(watcher)

    def playing(self) -> tuple[Playing, ...]:
        """Return what each player plays or played last, what was heard of last first."""
        return tuple(sorted(self._playing.values(), key=lambda one: one.at, reverse=True))

    def of(self, player: str) -> Playing | None:
        """Return what a player plays or played last."""
        return self._playing.get(player)

    # What the hub asks ------------------------------------------------------------------------

    def ask(self, player: str, content: Content, position_s: float | None, was: State) -> None:
        """Note what a player, which reports `was`, is being asked to play."""
        asked = Asked(content=content, position_s=position_s, was=dict(was))
        self._wishes[player] = _Wish(asked=asked, begins=asyncio.Event())

    def launched(self, player: str, content: Content, state: State) -> None:
        """Note what an app on a player was told to show; where it begins is the app's to say."""
        if state.get("playback") != "playing" or state.get("app") != content.app:
            self.ask(player, content, None, state)
            return
        asked = Asked(content=content, position_s=None, was={}, has_moved=True)
        playing = begun(player, asked, state, self._clock.now())
        if playing is not None:
            self._set(playing)

    async def until_playing(self, player: str) -> None:
        """Wait until a player plays what it was asked to; for ever, where it never does."""
        wish = self._wishes.get(player)
        if wish is not None:
            await wish.begins.wait()

    def drop_ask(self, player: str) -> None:
        """Forget what a player was asked to play: it does not."""
        self._wishes.pop(player, None)

    # What players say -------------------------------------------------------------------------

    def report(self, player: str, state: State) -> None:
        """Take in what a thing reports."""
        telling = {name: state.get(name) for name in TELLING}
        if self._told.get(player) == telling:
            return  # its volume, say: nothing of what it plays
        self._told[player] = telling
        now, wish = self._clock.now(), self._wishes.get(player)
        before = self._playing.get(player)
        if wish is not None:
            wish.asked = seen(wish.asked, state)
            after = begun(player, wish.asked, state, now)
            if after is not None:
                self._begin(player, after)
                return
            if wish.asked.has_moved and before is not None:
                # it is on its way: what it reports meanwhile is not what it played before
                self._set(before.turned("idle", now))
                return
        after = reported(player, before, state, now, is_first=player in self._unseen)
        self._unseen.discard(player)
        if after is not None:
            self._set(after)

    def hear(self, played: Played) -> None:
        """Take in a player's own word for what it plays."""
        playing = heard(played, self._clock.now())
        self._unseen.discard(playing.player)
        wish = self._wishes.get(playing.player)
        if wish is not None and _is_answer(wish.asked, playing):
            self._begin(playing.player, playing)
        else:
            self._set(playing)

    def lost(self, player: str) -> None:
        """Take it that a player that cannot be reached plays no more."""
        before = self._playing.get(player)
        self._told.pop(player, None)
        if before is not None and player not in self._unseen:
            self._set(before.turned("idle", self._clock.now()))

    def checkpoint(self) -> None:
        """Write down where what plays is now, so that a stop of the hub costs no more than that."""
        now = self._clock.now()
        for one in self._playing.values():
            if one.playback == "playing" and one.player not in self._unseen:
                self._store.put(replace(one, position_s=one.position(now), at=now))

    def _begin(self, player: str, playing: Playing) -> None:
        wish = self._wishes.pop(player)
        self._set(playing)
        wish.begins.set()

    def _set(self, playing: Playing) -> None:
        before = self._playing.get(playing.player)
        if before == playing:
            return
        self._playing.pop(playing.player, None)
        self._playing[playing.player] = playing
        self._store.put(playing)
        while len(self._playing) > MAX_PLAYERS:
            silent = next(iter(self._playing))
            del self._playing[silent]
            self._store.drop(silent)
        if before is None or _is_news(before, playing):
            for watcher in self._watchers:
                watcher()


def _is_news(before: Playing, after: Playing) -> bool:
    """Say whether more changed than the clock alone explains: who watches has one, too."""
    expected = before.position(after.at)
    if after.position_s is None or expected is None:
        return after != before
    is_same = replace(before, at=after.at, position_s=after.position_s) == after
    return not is_same or abs(expected - after.position_s) > DRIFT_S


def _is_answer(asked: Asked, playing: Playing) -> bool:
    """Say whether a player's word is of what it was asked to play."""
    if playing.playback != "playing":
        return False
    if asked.content.item is not None:
        return playing.item == asked.content.item
    return playing.content_id is not None and playing.content_id == asked.content.content_id
