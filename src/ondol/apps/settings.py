"""Settings of a hub: flags, else environment (`ONDOL_*`), else `ondol.toml` in the data folder."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ondol.errors import SettingsError

DEFAULT_PORT = 8420
TOKEN_FILE = "token"  # noqa: S105 - a file's name
_KEYS = frozenset(
    {
        *("host", "port", "names", "home", "demo", "broker", "broker_username"),
        *("broker_password_file", "broker_ca", "latitude", "longitude"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a hub is started with.

    Attributes:
        data: folder for token, database and settings. names: more host names it is called by.
        home: a home file to begin with. demo: language of the virtual home ("ko", "en").
        broker: URL of the home's own MQTT broker; None: an embedded one, with the virtual home.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    names: tuple[str, ...] = ()
    home: Path | None = None
    demo: str = "ko"
    broker: str | None = None
    broker_username: str | None = None
    broker_password_file: Path | None = None
    broker_ca: Path | None = None
    latitude: float | None = None
    longitude: float | None = None


def default_data() -> Path:
    """Return where a hub keeps its things unless told otherwise (XDG Base Directory)."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(os.environ.get("ONDOL_DATA") or Path(base) / "ondol")


def load(flags: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Return the settings.

    Raises:
        SettingsError: one that is unknown, or that cannot be used; it says where it stands.
    """
    data = Path(flags.get("data") or environment.get("ONDOL_DATA") or default_data())
    said: dict[str, Any] = {}
    file = data / "ondol.toml"
    if file.exists():
        try:
            said = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file} cannot be read: {error}") from error
        unknown = sorted(set(said) - _KEYS)
        if unknown:
            raise SettingsError(f"{file}: unknown setting {unknown[0]!r}; known: {sorted(_KEYS)}")
    for name in _KEYS:
        if environment.get(f"ONDOL_{name.upper()}"):
            said[name] = environment[f"ONDOL_{name.upper()}"]
    said |= {name: value for name, value in flags.items() if value is not None and name != "data"}
    try:
        return _checked(data, said)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"a setting cannot be used: {error}") from error


def _checked(data: Path, said: Mapping[str, Any]) -> Settings:
    port = int(said.get("port", DEFAULT_PORT))
    if not 0 <= port <= 65535:
        raise SettingsError(f"port {port} is none; use 1 to 65535")
    demo = str(said.get("demo", "ko"))
    if demo not in {"ko", "en"}:
        raise SettingsError(f"demo {demo!r}: the virtual home speaks 'ko' or 'en'")
    names = said.get("names", ())
    paths = {
        name: Path(said[name]).expanduser() if said.get(name) else None
        for name in ("home", "broker_password_file", "broker_ca")
    }
    for name, path in paths.items():
        if path is not None and not path.is_file():
            raise SettingsError(f"{name}: there is no file {path}")
    return Settings(
        data=data,
        host=str(said.get("host", "127.0.0.1")),
        port=port,
        names=tuple(names.split(",") if isinstance(names, str) else names),
        demo=demo,
        broker=said.get("broker"),
        broker_username=said.get("broker_username"),
        latitude=float(said["latitude"]) if said.get("latitude") is not None else None,
        longitude=float(said["longitude"]) if said.get("longitude") is not None else None,
        **paths,
    )


def token(data: Path) -> str:
    """Return the hub's token, made at the first start; only its owner can read the file.

    Raises:
        SettingsError: the folder cannot be written.
    """
    path = data / TOKEN_FILE
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            kept = path.read_text(encoding="ascii").strip()
            if len(kept) >= 32:
                return kept
        made = secrets.token_urlsafe(32)
        temporary = path.with_suffix(".new")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{data} cannot be used for data: {error}") from error
    return made
