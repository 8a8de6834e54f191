"""Readings in an SQLite file of their own (WAL mode), apart from what a home must not lose.

What thousands of things report is much, changes all the time and may be lost without harm: so a
file that is damaged is put away and a new one begun, and no write of it makes the journal wait.

Buckets lie in the order of time: a batch is appended to the end of one tree, and what is old is cut
off at its beginning. (In the order of series, each batch of 5,000 would touch 5,000 pages.) So a
series is read with one look-up for each five minutes: 9,000 for 31 days.

At most `MAX_BYTES` are kept, the newest; 31 days of what 5,000 things report each minute are more.
"""

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ondol.database import Form, open_database, put_away
from ondol.errors import ServiceUnavailableError
from ondol.home.readings import BUCKET_S, Batch, Bucket, Mark, Run, Series

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

MAX_BYTES = 1 << 30
DAY_S = 24 * 3600
_CUT_S = 6 * 3600
"""How much of the oldest goes at once where there is too much."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS series (
    id INTEGER PRIMARY KEY, thing TEXT NOT NULL, name TEXT NOT NULL, day INTEGER NOT NULL,
    UNIQUE (thing, name)) STRICT;
CREATE TABLE IF NOT EXISTS bucket (
    at INTEGER NOT NULL, series INTEGER NOT NULL, seconds REAL NOT NULL, mean REAL NOT NULL,
    low REAL NOT NULL, high REAL NOT NULL, last REAL, PRIMARY KEY (at, series)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rise (
    at INTEGER NOT NULL, series INTEGER NOT NULL, amount REAL NOT NULL, PRIMARY KEY (at, series)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (
    series INTEGER PRIMARY KEY, value REAL NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS run (started REAL PRIMARY KEY, until REAL NOT NULL) STRICT;
"""
_FORM = Form(number=1, schema=_SCHEMA, is_checked=False, is_of_threads=True)
"""A year of readings is too much to look through at each start; damage shows when it is read."""
_JOIN = """
INSERT INTO bucket (at, series, seconds, mean, low, high, last) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (at, series) DO UPDATE SET
    mean = (mean * max(seconds, 0.001) + excluded.mean * max(excluded.seconds, 0.001))
        / (max(seconds, 0.001) + max(excluded.seconds, 0.001)),
    seconds = seconds + excluded.seconds,
    low = min(low, excluded.low), high = max(high, excluded.high), last = excluded.last
"""
_LOOK_UP = """
WITH RECURSIVE slot (at) AS (SELECT ? UNION ALL SELECT at + ? FROM slot WHERE at + ? < ?)
SELECT bucket.at, seconds, mean, low, high, last FROM slot
CROSS JOIN bucket ON bucket.at = slot.at AND bucket.series = ? ORDER BY bucket.at
"""


class SqliteReadings:
    """Keeps readings in the file at `path`; see `ReadingStore`.

    Raises:
        SettingsError: the file cannot be opened, or was written by a newer version.
    """

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._ids: dict[Series, tuple[int, int]] = {}
        self._day = 0
        self._db, damage = open_database(path, _FORM)
        if damage is not None:
            _log.warning("%s: %s", path.name, damage)

    async def add(self, batch: Batch) -> None:
        """Keep a batch, away from the loop."""
        await asyncio.to_thread(self._do, lambda: self._add(batch))

    async def marks(self) -> Mapping[Series, Mark]:
        """Return what counters stood at."""
        return await asyncio.to_thread(self._do, self._marks)

    async def buckets(self, series: Series, *, start: int, end: int) -> list[Bucket]:
        """Return the buckets of a series."""
        return await asyncio.to_thread(self._do, lambda: self._buckets(series, start, end))

    async def runs(self, since: int) -> list[Run]:
        """Return the times over which somebody listened."""
        return await asyncio.to_thread(self._do, lambda: self._runs(since))

    async def rises(self, since: int) -> list[tuple[Series, int, float]]:
        """Return what counters rose by."""
        return await asyncio.to_thread(self._do, lambda: self._rises(since))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    # In a thread -------------------------------------------------------------------------------

    def _do(self, act: Callable[[], _T]) -> _T:
        """Do one thing; a file that turns out to be damaged is put away, and it is done anew."""
        with self._lock:
            try:
                return act()
            except sqlite3.Error as error:
                if type(error) is not sqlite3.DatabaseError:  # those below it are no damage
                    raise self._unavailable(error) from error
                self._put_away(error)
            try:
                return act()
            except sqlite3.Error as error:
                raise self._unavailable(error) from error

    def _unavailable(self, error: sqlite3.Error) -> ServiceUnavailableError:
        return ServiceUnavailableError(
            f"{self._path}: cannot be written or read ({error}); is the disk full?"
        )

    def _put_away(self, error: sqlite3.DatabaseError) -> None:
        self._db.close()
        damaged = put_away(self._path)
        _log.warning("%s: %s; kept as %s, and begun anew", self._path.name, error, damaged.name)
        self._ids = {}
        self._db, _ = open_database(self._path, _FORM)

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # SQLite may have done it itself
                self._db.execute("ROLLBACK")
            self._ids = {}
            raise

    def _add(self, batch: Batch) -> None:
        day = int(batch.run.until // DAY_S)
        with self._together():
            self._db.executemany(
                _JOIN,
                [
                    (b.at, self._id(of, day), b.seconds, b.mean, b.low, b.high, b.last)
                    for of, b in batch.buckets
                ],
            )
            self._db.executemany(
                "INSERT INTO rise (at, series, amount) VALUES (?, ?, ?) "
                "ON CONFLICT (at, series) DO UPDATE SET amount = amount + excluded.amount",
                [(at, self._id(of, day), rise) for (of, at), rise in batch.rises.items()],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO mark (series, value, at) VALUES (?, ?, ?)",
                [(self._id(of, day), mark.value, mark.at) for of, mark in batch.marks.items()],
            )
            run = batch.run
            self._db.execute(
                "INSERT OR REPLACE INTO run (started, until) VALUES (?, ?)",
                (run.started, run.until),
            )
            self._forget(batch.forget_before)
            if day != self._day:
                self._forget_series(batch.forget_before // DAY_S)
                self._day = day

    def _id(self, series: Series, day: int) -> int:
        """Return the number of a series, and remember that it was there that day."""
        known = self._ids.get(series)
        if known is not None and known[1] == day:
            return known[0]
        (number,) = self._db.execute(
            "INSERT INTO series (thing, name, day) VALUES (?, ?, ?) "
            "ON CONFLICT (thing, name) DO UPDATE SET day = excluded.day RETURNING id",
            (series.thing, series.name, day),
        ).fetchone()
        self._ids[series] = (number, day)
        return int(number)

    def _forget(self, before: int) -> None:
        for table in ("bucket", "rise"):
            self._db.execute(f"DELETE FROM {table} WHERE at < ?", (before,))  # noqa: S608  ours
        self._db.execute("DELETE FROM run WHERE until < ?", (before,))
        if self._used_bytes() > self._max_bytes:
            (oldest,) = self._db.execute("SELECT min(at) FROM bucket").fetchone()
            if oldest is not None:
                self._db.execute("DELETE FROM bucket WHERE at < ?", (oldest + _CUT_S,))

    def _forget_series(self, before_day: int) -> None:
        self._db.execute("DELETE FROM series WHERE day < ?", (before_day,))
        self._db.execute("DELETE FROM mark WHERE series NOT IN (SELECT id FROM series)")
        self._ids = {}

    def _used_bytes(self) -> int:
        pages, free, size = (
            int(self._db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def _marks(self) -> Mapping[Series, Mark]:
        rows = self._db.execute(
            "SELECT thing, name, value, mark.at FROM mark JOIN series ON series.id = mark.series"
        )
        return {Series(thing, name): Mark(value=value, at=at) for thing, name, value, at in rows}

    def _buckets(self, series: Series, start: int, end: int) -> list[Bucket]:
        found = self._db.execute(
            "SELECT id FROM series WHERE thing = ? AND name = ?", (series.thing, series.name)
        ).fetchone()
        if found is None or start >= end:
            return []
        rows = self._db.execute(_LOOK_UP, (start, BUCKET_S, BUCKET_S, end, found[0]))
        return [
            Bucket(at=at, seconds=seconds, mean=mean, low=low, high=high, last=last)
            for at, seconds, mean, low, high, last in rows
        ]

    def _runs(self, since: int) -> list[Run]:
        rows = self._db.execute("SELECT started, until FROM run WHERE until >= ?", (since,))
        return [Run(started=started, until=until) for started, until in rows]

    def _rises(self, since: int) -> list[tuple[Series, int, float]]:
        rows = self._db.execute(
            "SELECT thing, name, rise.at, amount FROM rise "
            "JOIN series ON series.id = rise.series WHERE rise.at >= ?",
            (since,),
        )
        return [(Series(thing, name), at, amount) for thing, name, at, amount in rows]
