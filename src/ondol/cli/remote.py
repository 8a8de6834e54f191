"""Calls the hub that runs on this machine, with the token that it keeps."""

import contextlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ondol.apps import folder
from ondol.apps.settings import DEFAULT_PORT
from ondol.errors import ServiceUnavailableError, SettingsError

from .words import Language

TIMEOUT_S = 90.0  # a slow device, or many; the hub itself never waits longer

# A proxy of the environment has no business between us and the home.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def address(data: Path, url: str | None) -> str:
    """Return where the hub is: at `url`, else where that of the data folder runs or would run.

    Raises:
        SettingsError: that is no address.
    """
    running = folder.read_running(data).get("url")
    base = (url or running or f"http://127.0.0.1:{DEFAULT_PORT}").rstrip("/")
    if urlsplit(base).scheme not in {"http", "https"}:
        raise SettingsError(f"{base!r} is no address of a hub: write http://HOST:PORT")
    return base


def token(data: Path, otherwise: str = "start the hub with `ondol up`") -> str:
    """Return the token of the hub that keeps its data there.

    Raises:
        SettingsError: there is none; the text names the folder and what to do `otherwise`.
    """
    known = folder.known_token(data)
    if known is None:
        raise SettingsError(
            f"there is no token in {data}: {otherwise}, or name its folder with --data"
        )
    return known


def call(
    method: str,
    path: str,
    body: object | None = None,
    *,
    data: Path,
    url: str | None,
    language: Language,
) -> Any:
    """Call the hub and return its answer.

    Raises:
        ServiceUnavailableError: no hub answers, or it declines; the text is the hub's own.
        SettingsError: there is no token: no hub was ever started with this data folder.
    """
    with _answer(method, path, body, data, url, {"Accept-Language": language}) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def listen(
    path: str, body: object, *, data: Path, url: str | None, language: Language
) -> Iterator[Mapping[str, Any]]:
    """Call the hub and yield the lines of its answer as they come.

    Raises:
        ServiceUnavailableError, SettingsError: as `call` does.
    """
    headers = {"Accept-Language": language, "Accept": "application/x-ndjson"}
    with _answer("POST", path, body, data, url, headers) as answer:
        for text in answer:
            line = json.loads(text)
            if line["type"] == "problem":
                raise ServiceUnavailableError(_told(line["problem"]))
            yield line


@contextlib.contextmanager
def _answer(
    method: str,
    path: str,
    body: object | None,
    data: Path,
    url: str | None,
    headers: Mapping[str, str],
) -> Iterator[Any]:
    """Call the hub; what goes wrong while its answer is read is told as well."""
    base = address(data, url)
    request = urllib.request.Request(  # noqa: S310  its scheme was looked at
        base + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {token(data)}",
            "Content-Type": "application/json",
            **headers,
        },
    )
    try:
        with _opener.open(request, timeout=TIMEOUT_S) as answer:
            yield answer
    except urllib.error.HTTPError as error:
        with error:
            raise ServiceUnavailableError(_detail(error)) from error
    except (OSError, http.client.HTTPException) as error:
        why = getattr(error, "reason", error)
        raise ServiceUnavailableError(
            f"no hub answers at {base} ({why}): start one with `ondol up`"
        ) from error
    except ValueError as error:
        raise ServiceUnavailableError(f"what answers at {base} is no hub of Ondol's") from error


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return _told(json.loads(error.read()))
    except (ValueError, KeyError, TypeError, OSError):
        return f"the hub answered {error.code}"


def _told(problem: Mapping[str, Any]) -> str:
    return f"{problem['title']}: {problem['detail']}"
