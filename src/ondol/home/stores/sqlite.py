"""A store in one SQLite file (WAL mode).

A crash of the process loses nothing that was put. A power cut may lose the last moments (WAL,
`synchronous=NORMAL`, https://www.sqlite.org/pragma.html#pragma_synchronous) but never the file;
only dropping a confirmation, a person or a key waits for the disk, so that none is used again. A
record that cannot be read goes to the table `quarantine`; a file that is no database is renamed and
a new one begun.
"""

import contextlib
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ondol.database import Form, open_database
from ondol.errors import ServiceUnavailableError
from ondol.home import wire
from ondol.home.journal import Entry
from ondol.home.layout import Alignment, LayoutRevision, Place, Room
from ondol.home.live import Adopted
from ondol.home.people import Key, Person
from ondol.home.result import Confirmation
from ondol.home.schedule import ScheduledPlan
from ondol.home.timers import KeptTimer

from .store import MAX_ENTRIES, Kept, KeptList, Record, SetAside

_log = logging.getLogger(__name__)
_T = TypeVar("_T", bound=Record)
_R = TypeVar("_R", bound=Record | Entry)

VERSION = 2
_AT_ONCE = (Confirmation, Person, Key)
"""What is dropped for good even if the power goes: a spent yes, a right that was taken away."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS journal_unfinished ON journal (status) WHERE status = 'accepted';
CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS quarantine (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL,
    body TEXT NOT NULL, reason TEXT NOT NULL);
"""


class SqliteStore:
    """Keeps records in the file at `path`; see `Store`.

    Raises:
        SettingsError: the file cannot be opened, or was written by a newer version.
        ServiceUnavailableError: (any method) the disk is full, or the file is gone.
    """

    def __init__(self, path: Path, *, max_entries: int = MAX_ENTRIES) -> None:
        self._set_aside: list[SetAside] = []
        form = Form(number=VERSION, schema=_SCHEMA, bring_up=_name_actors)
        self._db, damage = open_database(path, form)
        if damage is not None:
            self._set_aside.append(SetAside(kind="file", id=path.name, reason=damage))
        self._path = path
        self._max_entries = max_entries

    def load(self) -> Kept:
        """Return what is kept."""
        rows = self._execute(
            "SELECT id, body FROM journal WHERE status = 'accepted' ORDER BY seq"
        ).fetchall()
        kept = Kept(
            timers=self._all(KeptTimer),
            schedules=self._all(ScheduledPlan),
            confirmations=self._all(Confirmation),
            lists=self._all(KeptList),
            adopted=self._all(Adopted),
            people=self._all(Person),
            keys=self._all(Key),
            rooms=self._all(Room),
            places=self._all(Place),
            alignments=self._all(Alignment),
            layout_revision=self._all(LayoutRevision).get("layout", LayoutRevision()),
            unfinished=tuple(self._entries(rows)),
        )
        set_aside, self._set_aside = tuple(self._set_aside), []
        return replace(kept, set_aside=set_aside)

    def entry(self, entry_id: str) -> Entry | None:
        """Return one journal entry."""
        rows = self._execute("SELECT id, body FROM journal WHERE id = ?", (entry_id,))
        return next(self._entries(rows.fetchall()), None)

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """Return the newest entries, the newest first."""
        rows = self._execute(
            "SELECT id, body FROM journal ORDER BY seq DESC LIMIT ?", (max(limit, 0),)
        )
        return tuple(self._entries(rows.fetchall()))

    def put(self, record: Record | Entry) -> None:
        """Keep a record."""
        body = json.dumps(wire.write(record), ensure_ascii=False, allow_nan=False)
        if not isinstance(record, Entry):
            self._execute(
                "INSERT INTO record (kind, id, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
                (wire.kind_of(type(record)), record.id, body),
            )
            return
        with self.together():
            self._execute(
                "INSERT INTO journal (id, status, body) VALUES (?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET status = excluded.status, body = excluded.body",
                (record.id, record.status, body),
            )
            self._execute(
                "DELETE FROM journal WHERE seq <= (SELECT max(seq) FROM journal) - ?",
                (self._max_entries,),
            )

    def drop(self, kind: type[Record], record_id: str) -> bool:
        """Forget a record."""
        with self._on_disk(kind in _AT_ONCE and not self._db.in_transaction):
            dropped = self._execute(
                "DELETE FROM record WHERE kind = ? AND id = ?", (wire.kind_of(kind), record_id)
            )
            return dropped.rowcount > 0

    @contextmanager
    def together(self, *, at_once: bool = False) -> Iterator[None]:
        """Make the writes within it one."""
        if self._db.in_transaction:
            yield
            return
        with self._on_disk(at_once):
            self._execute("BEGIN IMMEDIATE")
            try:
                yield
                self._execute("COMMIT")
            except BaseException:
                with contextlib.suppress(ServiceUnavailableError):  # SQLite may have done it itself
                    self._execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _execute(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise ServiceUnavailableError(
                f"{self._path}: cannot be written or read ({error}); is the disk full?"
            ) from error

    @contextmanager
    def _on_disk(self, at_once: bool) -> Iterator[None]:
        """Wait for the disk, so that not even a power cut takes the write back.

        Not within a transaction, where SQLite does not let it be changed.
        """
        if not at_once:
            yield
            return
        self._execute("PRAGMA synchronous = FULL")
        try:
            yield
        finally:
            self._execute("PRAGMA synchronous = NORMAL")

    def _all(self, kind: type[_T]) -> dict[str, _T]:
        name = wire.kind_of(kind)
        rows = self._execute("SELECT id, body FROM record WHERE kind = ? ORDER BY rowid", (name,))
        found: dict[str, _T] = {}
        for record_id, body in rows.fetchall():
            record = self._read(kind, record_id, body)
            if record is not None:
                found[record.id] = record
        return found

    def _entries(self, rows: list[tuple[str, str]]) -> Iterator[Entry]:
        for entry_id, body in rows:
            entry = self._read(Entry, entry_id, body)
            if entry is not None:
                yield entry

    def _read(self, kind: type[_R], record_id: str, body: str) -> _R | None:
        try:
            record = wire.read(kind, json.loads(body))
            if record.id != record_id:
                raise ValueError(f"its id is {record.id!r} inside")
        except (ValueError, TypeError, RecursionError, OverflowError) as error:
            self._quarantine(wire.kind_of(kind), record_id, body, str(error))
            return None
        return record

    def _quarantine(self, kind: str, record_id: str, body: str, reason: str) -> None:
        _log.warning("a record cannot be read and is set aside: %s %s: %s", kind, record_id, reason)
        self._set_aside.append(SetAside(kind=kind, id=record_id, reason=reason))
        with self.together():
            self._execute(
                "INSERT INTO quarantine (kind, id, body, reason) VALUES (?, ?, ?, ?)",
                (kind, record_id, body, reason),
            )
            if kind == "entry":
                self._execute("DELETE FROM journal WHERE id = ?", (record_id,))
            else:
                self._execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, record_id))


def _name_actors(db: sqlite3.Connection, form: int) -> None:
    """Bring form 1 to form 2: who asked is a person of the home, no longer "resident" or not."""
    db.execute("BEGIN IMMEDIATE")
    for table in ("journal", "record"):
        rows = db.execute(f"SELECT rowid, body FROM {table}").fetchall()  # noqa: S608  ours
        for rowid, body in rows:
            with contextlib.suppress(ValueError, RecursionError):  # set aside when it is read
                named = json.dumps(_named(json.loads(body)), ensure_ascii=False)
                db.execute(f"UPDATE {table} SET body = ? WHERE rowid = ?", (named, rowid))  # noqa: S608
    db.execute(f"PRAGMA user_version = {form + 1}")
    db.execute("COMMIT")


def _named(data: wire.Json) -> wire.Json:
    if isinstance(data, list):
        return [_named(inner) for inner in data]
    if not isinstance(data, dict):
        return data
    if data.get("kind") != "actor" or "is_resident" not in data:
        return {name: _named(inner) for name, inner in data.items()}
    kept = {name: value for name, value in data.items() if name != "is_resident"}
    return {**kept, "id": "owner" if data["is_resident"] else "guest"}
