"""What people said of films, and what was read of files, in one SQLite file.

Whole or not at all: each write is one transaction (WAL). A record that cannot be read is dropped
with a line in the log, a file that is no database is renamed and begun anew: neither is a reason
not to start. What was read of a file is only a cache; what people said is not to be had again.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from ondol.database import Form, open_database
from ondol.errors import ServiceUnavailableError
from ondol.media.reader import Probed, Unreadable
from ondol.media.video import Description

MAX_BODY = 256 * 1024
SEEN = "seen-1"
"""Raised when more, or something else, is read of files: what was read before is read anew."""

_FORM = Form(
    number=1,
    schema="CREATE TABLE IF NOT EXISTS record ("
    "kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id));",
)
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Liking:
    """What people gave a film; rating 0 to 5."""

    is_favourite: bool = False
    rating: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read of a file when it had this size and time of change (nanoseconds).

    Attributes:
        id: of its content. found: what it says of itself, or why that cannot be read.
    """

    size: int
    mtime_ns: int
    id: str
    found: Probed | Unreadable


class MediaStore:
    """Keeps corrections and likings by item, and what was read of files by path.

    Raises:
        SettingsError: the file cannot be opened, or was written by a newer version.
        ServiceUnavailableError: (any method) the disk is full, or the file is gone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db, damage = open_database(path, _FORM)
        if damage is not None:
            _log.warning("%s: %s", path.name, damage)
        self._corrections = TypeAdapter(Description)
        self._likings = TypeAdapter(Liking)
        self._seen = TypeAdapter(Seen)

    def corrections(self) -> dict[str, Description]:
        """Return what people said of pictures, by item."""
        return self._all("correction", self._corrections)

    def likings(self) -> dict[str, Liking]:
        """Return what people gave films, by item."""
        return self._all("liking", self._likings)

    def seen(self) -> dict[str, Seen]:
        """Return what was read of files, by path."""
        return self._all(SEEN, self._seen)

    def put_correction(self, item: str, said: Description | None) -> None:
        """Keep what a person said of a picture; None: forget it."""
        body = None if said is None else self._corrections.dump_json(said)
        self._put("correction", item, body, at_once=True)

    def put_liking(self, item: str, liking: Liking) -> None:
        """Keep what people gave a film."""
        self._put("liking", item, self._likings.dump_json(liking), at_once=True)

    def put_seen(self, path: str, seen: Seen | None) -> None:
        """Keep what was read of a file; None: it is gone."""
        self._put(SEEN, path, None if seen is None else self._seen.dump_json(seen))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _all(self, kind: str, adapter: TypeAdapter[_T]) -> dict[str, _T]:
        with self._acting():
            rows = self._db.execute("SELECT id, body FROM record WHERE kind = ?", (kind,))
            found = rows.fetchall()
        read: dict[str, _T] = {}
        for key, body in found:
            try:
                read[key] = adapter.validate_json(body)
            except ValidationError as error:
                first = error.errors(include_input=False, include_url=False)[0]["msg"]
                _log.warning("%s: a record is set aside: %s %s: %s", self._path, kind, key, first)
        return read

    def _put(self, kind: str, key: str, body: bytes | None, *, at_once: bool = False) -> None:
        """Write a record; `at_once`: not even a power cut takes it back."""
        with self._acting():
            self._db.execute(f"PRAGMA synchronous = {'FULL' if at_once else 'NORMAL'}")
            if body is None or len(body) > MAX_BODY:
                self._db.execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, key))
                return
            self._db.execute(
                "INSERT INTO record (kind, id, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
                (kind, key, body.decode()),
            )

    @contextmanager
    def _acting(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ServiceUnavailableError(
                f"{self._path}: cannot be written or read ({error}); is the disk full?"
            ) from error
