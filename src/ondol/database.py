"""Opens a file of SQLite as every store does: write-ahead log, numbered form, damage put away."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ondol.errors import SettingsError


def _nothing(db: sqlite3.Connection, form: int) -> None:
    """Change nothing: there was only ever one form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of a store's file.

    Attributes:
        number: of this form, from 1; it is written into the file.
        schema: statements that make what is not there yet.
        bring_up: brings a file of an older form, whose number it gets, to this one.
        is_checked: whether the whole file is looked through when it is opened.
        is_of_threads: whether threads use the connection in turn.
    """

    number: int
    schema: str
    bring_up: Callable[[sqlite3.Connection, int], None] = _nothing
    is_checked: bool = True
    is_of_threads: bool = False


def open_database(path: Path, form: Form) -> tuple[sqlite3.Connection, str | None]:
    """Return a store's file, made if it is not there, and what became of a damaged one.

    Raises:
        SettingsError: it cannot be opened, or was written by a newer version.
    """
    try:
        return _opened(path, form), None
    except sqlite3.OperationalError as error:
        raise SettingsError(
            f"{path}: cannot be opened ({error}); is the folder there and writable, with room on "
            "the disk, and no other hub using it?"
        ) from error
    except sqlite3.DatabaseError as error:
        damaged = put_away(path)
        return _opened(path, form), f"{error}; kept as {damaged.name}, and begun anew"


def put_away(path: Path) -> Path:
    """Rename a damaged file and its write-ahead log, and return its new path."""
    number = 1
    while (damaged := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(damaged)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(damaged.with_name(damaged.name + ending))
    return damaged


def _opened(path: Path, form: Form) -> sqlite3.Connection:
    db = sqlite3.connect(
        path, isolation_level=None, timeout=2, check_same_thread=not form.is_of_threads
    )
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        (number,) = db.execute("PRAGMA user_version").fetchone()
        if number > form.number:
            raise SettingsError(
                f"{path}: written by a newer version of Ondol (form {number}, this one reads "
                f"{form.number}); install that version again, or use another data folder"
            )
        if form.is_checked:
            (damage,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if damage != "ok":
                raise sqlite3.DatabaseError(damage)
        if 0 < number < form.number:
            form.bring_up(db, number)
        db.executescript(form.schema)
        db.execute(f"PRAGMA user_version = {form.number}")
    except BaseException:
        db.close()
        raise
    return db
