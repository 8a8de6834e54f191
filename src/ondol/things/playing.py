"""What plays on a player, as the player itself says it: how adapters tell of it.

Beside `event`, because a position that moves all the time is no property: who keeps positions, for
hand-off, listens here, and the home's state stays still while a film runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Playback = Literal["playing", "paused", "idle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a player says that it plays, at the moment it says so.

    Attributes:
        player: id of the thing. item: of the home's own media; None: it is none of them.
        content_id: what the player itself calls it; empty where it has no word for it.
        position_s, duration_s: in seconds; a stream that goes on has no duration.
    """

    player: str
    item: str | None = None
    content_id: str = ""
    title: str = ""
    position_s: float
    duration_s: float | None = None
    playback: Playback


HearPlayed = Callable[[Played], None]
"""Takes what a player says; at once, and without waiting for anything."""


def nobody_listens(played: Played) -> None:
    """Let what plays pass unheard."""
