"""Plays what was asked for, and carries on elsewhere: the steps `Play` and `Handoff`.

What was being watched goes on at its old place until the new one is seen to play: a player that
fails costs nobody the film. What is to be played, and where, is settled before policy rules, so
that a person's rules are held against the very players that will be touched.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from ondol.clock import Clock
from ondol.things.command import Command, SetProperty
from ondol.things.thing import Thing

from .acting import Patience
from .live import Live
from .plan import Act, Handoff, Plan, Play, Step
from .players import Content, Players, Playing
from .result import Acted, Asked, Declined, Done, Outcome, Shown

CARRIED_ON_WITHIN = dt.timedelta(minutes=15)
"""How long ago something may have stopped that is meant by "carry on in the other room"."""
SOON_OVER_S = 5.0
"""What has no more than this left is over: carried on, it begins anew."""

_PREFERRED = ("tv", "headset", "speaker")
"""Where nobody said on which kind of player: a film belongs on a TV, then in a headset."""

Carry = Callable[[Sequence[Command]], Awaitable[tuple[Outcome, ...]]]


class Showing:
    """Starts contents on the players of one home."""

    def __init__(
        self,
        *,
        live: Live,
        players: Players | None,
        act: Carry,
        patience: Patience,
        clock: Clock,
    ) -> None:
        """Start contents by `act`; without `players` nothing can be."""
        self._live = live
        self._players = players
        self._act = act
        self._patience = patience
        self._clock = clock

    def settled(self, plan: Plan) -> Plan:
        """Return a plan that names the players which it will touch, as far as they are clear.

        Before what no catalogue here knows, the app in which it was asked for is opened.
        """
        steps = tuple(
            one for step in plan.steps for one in (*self._opening(step), self._settled(step))
        )
        return replace(plan, steps=steps)

    def why_not(self, step: Play | Handoff) -> Declined | None:
        """Return why this home cannot do a step at all; None: it can try."""
        if self._players is None or (isinstance(step, Play) and not self._players.has_catalogue):
            return _without_source(step)
        return None

    async def play(self, step: Play) -> Shown | Asked | Declined:
        """Look up what was asked for, and start it."""
        chosen = self._choose(step)
        if isinstance(chosen, Asked | Declined):
            return chosen
        content, to = chosen
        return await self._start(step, content, to, lambda: 0.0)

    async def hand_off(self, step: Handoff) -> Shown | Asked | Declined | Acted:
        """Start what plays elsewhere at the same place, then pause it where it played.

        A player that was paused last of all is told to play on: nothing need be carried there.
        """
        if self._is_paused_there(step):
            resume = SetProperty(thing_id=step.to, name="playback", value="playing")
            return Acted(outcomes=await self._act([resume]))
        source = self._source(step)
        if isinstance(source, Asked | Declined):
            return source
        content, to = _content(source), self._live.things.get(step.to)
        if not (content.item or content.content_id or content.app):
            reason = f"nothing says what plays on {source.player}"
            return Declined(step=step, code="unknown_content", reason=reason)
        if to is None or self._players is None or not self._players.can_play(to, content):
            reason = f"{step.to} cannot play this"
            return Declined(step=step, code="cannot_play", reason=reason)
        played = await self._start(step, content, to, lambda: self._place(source.player))
        if not played.is_playing:
            return played
        return replace(played, source_outcomes=await self._pause(source.player))

    # Which ------------------------------------------------------------------------------------

    def _settled(self, step: Step) -> Step:
        match step:
            case Play():
                chosen = self._choose(step)
                return (
                    step if not isinstance(chosen, tuple) else replace(step, things=(chosen[1].id,))
                )
            case Handoff(source=None) if not self._is_paused_there(step):
                source = self._source(step)
                return step if isinstance(source, Asked | Declined) else _from(step, source.player)
            case _:
                return step

    def _opening(self, step: Step) -> tuple[Act, ...]:
        """Return what opens the app of what is found nowhere else, on the one screen for it."""
        if not isinstance(step, Play) or step.app is None:
            return ()
        chosen = self._choose(step)
        if not isinstance(chosen, Declined) or chosen.code not in {"not_found", "no_catalogue"}:
            return ()
        screens = self._screens(step, step.app)
        if len(screens) != 1:
            return ()
        (screen,) = screens
        on = {"on": True} if self._live.value(screen.id, "on") is False else {}
        return (Act(changes={screen.id: {**on, "app": step.app}}),)

    def _where_to_open(self, step: Play) -> Asked | None:
        """Ask on which of several screens an app shall be opened."""
        screens = self._screens(step, step.app) if step.app is not None else []
        if len(screens) < 2:
            return None
        options = tuple(screen.id for screen in screens)
        return Asked(step=step, code="which_player", options=options)

    def _screens(self, step: Play, app: str) -> list[Thing]:
        """Return where an app can be opened: the likeliest kind of player, one that runs first."""
        named = [self._live.things[one] for one in step.things if one in self._live.things]
        able = [
            thing
            for thing in named or self._live.things.values()
            if thing.id in self._live.available
            and (known := thing.properties.get("app")) is not None
            and known.accepts(app)
        ]
        first = min(map(_rank, able), default=0)
        likely = [thing for thing in able if _rank(thing) == first]
        running = [thing for thing in likely if self._live.value(thing.id, "on") is True]
        return running if len(running) == 1 else likely

    def _choose(self, step: Play) -> tuple[Content, Thing] | Asked | Declined:
        """Return what is meant and where it is to play."""
        declined = self.why_not(step)
        if declined is not None or self._players is None:
            return self._where_to_open(step) or declined or _without_source(step)
        found = self._players.find(step.query)
        if not found:
            reason = f"the catalogue has nothing called {step.query!r}"
            declined = Declined(step=step, code="not_found", reason=reason)
            return self._where_to_open(step) or declined
        if len(found) > 1:
            titles = tuple(content.title or "" for content in found)
            return Asked(step=step, code="which_title", options=titles)
        to = self._player(step, found[0], self._players)
        return to if isinstance(to, Asked | Declined) else (found[0], to)

    def _player(self, step: Play, content: Content, players: Players) -> Thing | Asked | Declined:
        """Return the player: the one that was named, or the only one of the likeliest kind."""
        named = [self._live.things[one] for one in step.things if one in self._live.things]
        there = named or [
            one for key, one in self._live.things.items() if key in self._live.available
        ]
        able = [thing for thing in there if players.can_play(thing, content)]
        if not able:
            reason = "no player can be told to play this"
            return Declined(step=step, code="cannot_play" if named else "no_player", reason=reason)
        first = min((_rank(thing) for thing in able), default=0)
        likely = [thing for thing in able if _rank(thing) == first]
        if len(likely) == 1:
            return likely[0]
        return Asked(step=step, code="which_player", options=tuple(thing.id for thing in likely))

    def _source(self, step: Handoff) -> Playing | Asked | Declined:
        """Return what is to be carried on: what plays elsewhere, else what stopped last."""
        if self._players is None:
            return _without_source(step)
        elsewhere = [
            one
            for one in self._players.playing()
            if one.player in self._live.things and one.player == (step.source or one.player)
            if one.player != step.to
        ]
        now = self._clock.now()
        playing = [one for one in elsewhere if one.playback == "playing"]
        if not playing and step.source is None and self._plays(step.to):
            reason = f"{step.to} already plays, and nothing else does"
            return Declined(step=step, code="already_there", reason=reason)
        if len(playing) > 1:
            return Asked(
                step=step, code="which_source", options=tuple(one.player for one in playing)
            )
        recent = [one for one in elsewhere if now - one.at <= CARRIED_ON_WITHIN]
        found = [*playing, *(elsewhere if step.source is not None else recent)]
        if not found:
            return Declined(step=step, code="nothing_plays", reason="nothing plays elsewhere")
        return found[0]

    def _plays(self, player: str) -> bool:
        return self._live.value(player, "playback") == "playing"

    def _is_paused_there(self, step: Handoff) -> bool:
        """Say whether nothing plays, and what stopped last was paused on the very player."""
        players = self._players.playing() if self._players is not None else ()
        if step.source is not None or not players or players[0].player != step.to:
            return False
        is_quiet = all(one.playback != "playing" for one in players)
        return is_quiet and self._live.value(step.to, "playback") == "paused"

    # Doing ------------------------------------------------------------------------------------

    async def _start(
        self, step: Play | Handoff, content: Content, to: Thing, place: Callable[[], float | None]
    ) -> Shown:
        """Start a content; `place` says where to begin at the moment when the player is awake."""
        assert self._players is not None  # noqa: S101  it was chosen from them
        woken = await self._wake(to)
        if any(not isinstance(outcome, Done) for outcome in woken):
            return Shown(step=step, player=to.id, title=content.title, outcomes=woken)
        start = self._players.start(to, content, place(), self._live.state.get(to.id, {}))
        outcomes = (*woken, *await self._act(start.commands))
        is_playing = all(isinstance(one, Done) for one in outcomes) and await self._begins(to)
        if not is_playing:
            self._players.drop(to.id)
        return Shown(
            step=step,
            player=to.id,
            title=content.title,
            app=content.app if content.item is None else None,
            position_s=start.position_s,
            is_playing=is_playing,
            outcomes=outcomes,
        )

    async def _wake(self, to: Thing) -> tuple[Outcome, ...]:
        """Turn a player on that is off: some take 20 s, and a film goes on meanwhile."""
        known = to.properties.get("on")
        if self._live.value(to.id, "on") is not False or known is None or not known.accepts(True):
            return ()
        return await self._act([SetProperty(thing_id=to.id, name="on", value=True)])

    async def _begins(self, to: Thing) -> bool:
        """Say whether a player begins to play before it was waited for long enough."""
        assert self._players is not None  # noqa: S101
        try:
            async with asyncio.timeout(self._patience.quiet_s(to)):
                await self._players.until_playing(to.id)
        except TimeoutError:
            return False
        return True

    async def _pause(self, player: str) -> tuple[Outcome, ...]:
        thing = self._live.things.get(player)
        known = thing.properties.get("playback") if thing is not None else None
        if known is None or not known.accepts("paused") or not self._plays(player):
            return ()
        return await self._act([SetProperty(thing_id=player, name="playback", value="paused")])

    def _place(self, player: str) -> float | None:
        """Return where a player is now; at the end of a film, its beginning."""
        assert self._players is not None  # noqa: S101
        found = next((one for one in self._players.playing() if one.player == player), None)
        if found is None:
            return None
        place = found.position(self._clock.now())
        if place is not None and found.duration_s and place > found.duration_s - SOON_OVER_S:
            return 0.0
        return place


def _from(step: Handoff, player: str) -> Handoff:
    return replace(step, source=player)


def _rank(thing: Thing) -> int:
    return _PREFERRED.index(thing.type) if thing.type in _PREFERRED else len(_PREFERRED)


def _content(playing: Playing) -> Content:
    return Content(
        item=playing.item,
        app=playing.app,
        content_id=playing.content_id,
        title=playing.title,
        duration_s=playing.duration_s,
    )


def _without_source(step: Play | Handoff) -> Declined:
    if isinstance(step, Play):
        reason = "there is no catalogue of media to look it up in"
        return Declined(step=step, code="no_catalogue", reason=reason)
    reason = "players here cannot hand over what they play"
    return Declined(step=step, code="no_handoff", reason=reason)
