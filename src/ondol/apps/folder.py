"""The data folder: the token, the lock, and what a running hub leaves for other programs to find.

All of it only its owner can read; each file is whole or not there, whenever the power goes.
"""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ondol.errors import ServiceUnavailableError, SettingsError

TOKEN = "token"  # noqa: S105  a file's name
LOCK = "lock"
RUNNING = "running.json"
"""Where the hub answers, and what opens its embedded broker; there while it runs."""


def token(data: Path) -> str:
    """Return the hub's token of 256 bits, made at the first start.

    Raises:
        SettingsError: the folder cannot be used.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return known_token(data) or _new_token(data)
    except OSError as error:
        raise SettingsError(f"{data} cannot be used for data: {error.strerror or error}") from error


def known_token(data: Path) -> str | None:
    """Return the token, if there is a whole one."""
    path = data / TOKEN
    try:
        text = path.read_bytes().decode("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    if len(text) < 43:  # 256 bits in base64: cut short, or never one
        return None
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)  # a copy or a backup opened it to others
    return text


def _new_token(data: Path) -> str:
    made = secrets.token_urlsafe(32)
    write(data / TOKEN, made)
    return made


def write(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    temporary = path.with_name(f"{path.name}.new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Kept:
    """Texts by name, secrets perhaps, each in a file of its own that only its owner reads."""

    def __init__(self, folder_: Path) -> None:
        self._folder = folder_

    def get(self, name: str) -> str | None:
        """Return what was put under a name; None: nothing was, or it cannot be read."""
        try:
            return self._path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, name: str, text: str) -> None:
        """Keep a text under a name, in the place of the one before.

        Raises:
            OSError: it cannot be kept.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(self._path(name), text)

    def _path(self, name: str) -> Path:
        return self._folder / quote(name, safe="")


@contextlib.contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the folder for one hub; a lock of a hub that died is none.

    Raises:
        ServiceUnavailableError: another hub has it.
    """
    with (data / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ServiceUnavailableError(
                f"another hub runs with the data folder {data}: stop it, or choose another with "
                "--data"
            ) from error
        yield


@contextlib.contextmanager
def running(data: Path, told: dict[str, Any]) -> Iterator[None]:
    """Leave word of the hub that runs, for as long as it does."""
    write(data / RUNNING, json.dumps(told))
    try:
        yield
    finally:
        (data / RUNNING).unlink(missing_ok=True)


def read_running(data: Path) -> dict[str, Any]:
    """Return the word that a running hub left; empty: none runs, as far as one can see."""
    try:
        told = json.loads((data / RUNNING).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
