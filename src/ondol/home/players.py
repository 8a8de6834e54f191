"""The port to what can be played and to what plays: a catalogue and players, whoever keeps them.

The home knows no catalogue and counts no position: it decides what is to be played where, has the
commands for it carried out like all others, and says what came of it. `apps` joins it with `media`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ondol.things.command import Command
from ondol.things.playing import Playback
from ondol.things.thing import State, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Something that can be played: a film of the catalogue, or what an app calls by an id.

    Attributes:
        app: without `content_id`: all that is known is the app that shows it.
        title: None: nobody said.
    """

    item: str | None = None
    app: str | None = None
    content_id: str | None = None
    title: str | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What starts a content on a player; `position_s` is where it will begin, None: it decides."""

    commands: tuple[Command, ...]
    position_s: float | None


class Playing(Protocol):
    """What a player plays, or played last."""

    @property
    def player(self) -> str: ...
    @property
    def item(self) -> str | None: ...
    @property
    def app(self) -> str | None: ...
    @property
    def content_id(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def position_s(self) -> float | None: ...
    @property
    def duration_s(self) -> float | None: ...
    @property
    def playback(self) -> Playback: ...

    def position(self, now: dt.datetime) -> float | None:
        """Return where it is now, in seconds; None: unknown."""
        ...


class Players(Protocol):
    """A catalogue, and the players of a home."""

    @property
    def has_catalogue(self) -> bool:
        """Say whether there is anything to look titles up in."""
        ...

    def titles(self) -> Sequence[str]:
        """Return what all that can be played is called."""
        ...

    def find(self, query: str) -> Sequence[Content]:
        """Return what a query may mean: one, where it is clear; several, where it is not."""
        ...

    def playing(self) -> Sequence[Playing]:
        """Return what each player plays or played last, what was heard of last first."""
        ...

    def can_play(self, thing: Thing, content: Content) -> bool:
        """Say whether a thing can be told to play a content."""
        ...

    def start(self, thing: Thing, content: Content, position_s: float | None, was: State) -> Start:
        """Return what starts a content on a thing that can play it, which reports `was` now.

        From here on it is watched for beginning to play, until it does or `drop` is called.
        """
        ...

    async def until_playing(self, player: str) -> None:
        """Wait until a player plays what was last started there; for ever, where it never does."""
        ...

    def drop(self, player: str) -> None:
        """Forget what was started on a player: it did not begin."""
        ...
