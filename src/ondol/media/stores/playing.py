"""The port to what is kept of what plays, in memory and in SQLite.

One small row for each player. It is written every few seconds while a headset plays, so it need not
be on the disk when the power goes (`synchronous = NORMAL`): seconds of a position are lost, never
the file.
"""

import dataclasses
import datetime as dt
import json
import logging
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ondol.database import Form, open_database
from ondol.media.playing import Playing, seconds
from ondol.things.playing import Playback

_FORM = Form(
    number=1,
    schema="CREATE TABLE IF NOT EXISTS playing (player TEXT PRIMARY KEY, data TEXT NOT NULL);",
)
_log = logging.getLogger(__name__)


class PlayingStore(Protocol):
    """Keeps what plays where."""

    def load(self) -> Mapping[str, Playing]:
        """Return what is kept, by player, the one that was written longest ago first."""
        ...

    def put(self, playing: Playing) -> None:
        """Keep what a player plays, in the place of what it played before."""
        ...

    def drop(self, player: str) -> None:
        """Forget a player."""
        ...


class MemoryPlaying:
    """Keeps it as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, Playing] = {}

    def load(self) -> Mapping[str, Playing]:
        """Return what is kept."""
        return dict(self._kept)

    def put(self, playing: Playing) -> None:
        """Keep what a player plays."""
        self._kept.pop(playing.player, None)
        self._kept[playing.player] = playing

    def drop(self, player: str) -> None:
        """Forget a player."""
        self._kept.pop(player, None)


class SqlitePlaying:
    """Keeps it in a file."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; one that is no database is set aside.

        Raises:
            SettingsError: it cannot be opened or made, or was written by a newer version.
        """
        self._database, damage = open_database(path, _FORM)
        if damage is not None:
            _log.warning("%s: %s", path.name, damage)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def load(self) -> Mapping[str, Playing]:
        """Return what is kept; a row that cannot be read is left out, and said once."""
        kept: dict[str, Playing] = {}
        for player, data in self._database.execute(
            "SELECT player, data FROM playing ORDER BY rowid"
        ).fetchall():
            try:
                kept[player] = _read(player, json.loads(data))
            except (ValueError, TypeError, KeyError) as error:
                _log.warning(
                    "what played on %.80s cannot be read (%s): it is left out", player, error
                )
        return kept

    def put(self, playing: Playing) -> None:
        """Keep what a player plays; a full disk costs this row, and never the home."""
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO playing (player, data) VALUES (?, ?)",
                (playing.player, json.dumps(_written(playing), ensure_ascii=False)),
            )
        except sqlite3.Error as error:
            _log.warning("what plays on %s cannot be kept: %s", playing.player, error)

    def drop(self, player: str) -> None:
        """Forget a player."""
        self._database.execute("DELETE FROM playing WHERE player = ?", (player,))


_PLAYBACKS: Mapping[str, Playback] = {"playing": "playing", "paused": "paused", "idle": "idle"}


def _written(playing: Playing) -> dict[str, Any]:
    fields = dataclasses.asdict(playing)
    del fields["player"]
    return {**fields, "at": playing.at.isoformat()}


def _read(player: str, data: Mapping[str, Any]) -> Playing:
    at = dt.datetime.fromisoformat(data["at"])
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    texts = {name: data.get(name) for name in ("item", "app", "content_id", "title")}
    if not all(text is None or isinstance(text, str) for text in texts.values()):
        raise ValueError("a text that is none")
    return Playing(
        player=player,
        playback=_PLAYBACKS[data["playback"]],
        at=at,
        position_s=seconds(data.get("position_s")),
        duration_s=seconds(data.get("duration_s")),
        **texts,
    )
