"""What plays on a player, as far as anybody said so, and where in it that is now.

Players say different things. A headset, and the hub's own page on a TV, say what they play and
where they are. A TV of another maker says "playing" or "paused", perhaps the app: what it plays is
known only where the hub started it (`Asked`), and where it is, only by counting from there. Nothing
is guessed: what nobody said is unknown. Pure; `keeper` keeps what is said.

Positions are seconds from the beginning. Between two reports a player that plays is taken to go on
at the speed of the clock, to the end of the film at most.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ondol.language.normalise import clean
from ondol.things.playing import Playback, Played
from ondol.things.thing import State, Value

MAX_TITLE = 200
MAX_ID = 1000
MAX_POSITION_S = 7 * 24 * 3600.0

_PLAYBACK: Mapping[Value, Playback] = {"playing": "playing", "paused": "paused", "idle": "idle"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """What a player plays, or played last.

    Attributes:
        player: id of the thing.
        playback: as it was said last; "idle": it plays no more, and stopped at `position_s`.
        at: when `position_s` held.
        item: id of a film of the library. app, content_id: what else it plays, and in which app.
        position_s: None: nobody ever knew.
    """

    player: str
    playback: Playback
    at: dt.datetime
    item: str | None = None
    app: str | None = None
    content_id: str | None = None
    title: str | None = None
    position_s: float | None = None
    duration_s: float | None = None

    def position(self, now: dt.datetime) -> float | None:
        """Return where it is now; None: unknown.

        >>> start = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        >>> film = Playing(player="tv", playback="playing", at=start, position_s=10, duration_s=60)
        >>> [film.position(start + dt.timedelta(seconds=passed)) for passed in (5, 500)]
        [15.0, 60]
        """
        if self.position_s is None or self.playback != "playing":
            return self.position_s
        passed_s = max((now - self.at).total_seconds(), 0.0)  # clocks are set back, films are not
        return min(self.position_s + passed_s, self.duration_s or math.inf)

    def turned(self, playback: Playback, now: dt.datetime) -> "Playing":
        """Return it with another playback from now on; where it is stays."""
        if playback == self.playback:
            return self
        return replace(self, playback=playback, position_s=self.position(now), at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Something that can play: a film of the library, or what an app calls by an id."""

    item: str | None = None
    app: str | None = None
    content_id: str | None = None
    title: str | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the hub asked a player to play, and how the player was then.

    Attributes:
        position_s: where it was asked to begin; None: wherever the player begins by itself.
        was: what it reported when it was asked.
        has_moved: it reported something since that it did not report then.
    """

    content: Content
    position_s: float | None
    was: State
    has_moved: bool = False


TELLING = ("playback", "app", "title")
"""Properties by which a player shows that it turned to something else."""


def seen(asked: Asked, state: State) -> Asked:
    """Take in what an asked player reports.

    A TV that still shows what it showed before also reports "playing": only what it did not say
    when it was asked counts as an answer.
    """
    if asked.has_moved or any(state.get(name) != asked.was.get(name) for name in TELLING):
        return replace(asked, has_moved=True)
    return asked


def begun(player: str, asked: Asked, state: State, now: dt.datetime) -> Playing | None:
    """Return what plays, once a player that was asked reports that it plays; None: not yet."""
    if not asked.has_moved or state.get("playback") != "playing":
        return None
    content = asked.content
    return Playing(
        player=player,
        playback="playing",
        at=now,
        item=content.item,
        app=_text(state.get("app"), MAX_TITLE) or content.app,
        content_id=content.content_id,
        title=content.title,
        position_s=asked.position_s,
        duration_s=content.duration_s,
    )


def reported(
    player: str, before: Playing | None, state: State, now: dt.datetime, *, is_first: bool = False
) -> Playing | None:
    """Return what plays by what a thing reports of itself; None: nothing that could be told.

    Args:
        is_first: the first report since the hub started. How long a player went on that no longer
            plays, nobody saw: it is where it was when that was written down.
    """
    playback = _PLAYBACK.get(state.get("playback"))
    app, title = (_text(state.get(name), MAX_TITLE) for name in ("app", "title"))
    if is_first and before is not None and playback != "playing":
        before = replace(before, playback="idle")
    if before is None or _is_other(before, app, title):
        if playback not in ("playing", "paused"):
            return before.turned("idle", now) if before is not None else None
        return Playing(player=player, playback=playback, at=now, app=app, title=title)
    if playback is None:
        has_left = before.app is not None and app is None
        return before.turned("idle", now) if has_left else before
    return before.turned(playback, now)


def _is_other(before: Playing, app: str | None, title: str | None) -> bool:
    """Say whether a report is of something else than what played before."""
    if before.app is not None and app is not None and app != before.app:
        return True
    is_by_title = before.item is None and before.content_id is None
    return is_by_title and title is not None and title != before.title


def heard(played: Played, now: dt.datetime) -> Playing:
    """Return what plays by a player's own word, which is cleaned and limited: it is an outsider."""
    return Playing(
        player=played.player,
        playback=played.playback,
        at=now,
        item=_text(played.item, MAX_ID),
        content_id=_text(played.content_id, MAX_ID),
        title=_text(played.title, MAX_TITLE),
        position_s=seconds(played.position_s),
        duration_s=seconds(played.duration_s) or None,
    )


def seconds(value: float | None) -> float | None:
    """Return a position or length that a film can have; None: it can have none such.

    >>> seconds(12.5), seconds(-1.0), seconds(float("nan"))
    (12.5, 0.0, None)
    """
    if value is None or not math.isfinite(value):
        return None
    return min(max(float(value), 0.0), MAX_POSITION_S)


def _text(value: object, limit: int) -> str | None:
    return (clean(value, limit=limit) or None) if isinstance(value, str) else None
