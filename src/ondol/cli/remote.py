"""Calls the hub that runs on this machine, with the token that it keeps."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from ondol.apps.settings import DEFAULT_PORT, TOKEN_FILE
from ondol.errors import ServiceUnavailableError, SettingsError

TIMEOUT_S = 90.0  # a confirmation may take a minute


def call(method: str, path: str, body: object | None = None, *, data: Path, url: str | None) -> Any:
    """Call the hub and return its answer.

    Raises:
        ServiceUnavailableError: no hub answers, or it declines; the text is the hub's own.
        SettingsError: there is no token: no hub was ever started with this data folder.
    """
    base = url or f"http://127.0.0.1:{DEFAULT_PORT}"
    token = data / TOKEN_FILE
    if not token.is_file():
        raise SettingsError(f"there is no hub's token in {data}: start the hub with `ondol up`")
    request = urllib.request.Request(  # noqa: S310 - the address is the user's own
        base + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {token.read_text(encoding='ascii').strip()}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            text = answer.read()
            return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        raise ServiceUnavailableError(_detail(error)) from error
    except OSError as error:
        raise ServiceUnavailableError(
            f"no hub answers at {base} ({error}): start one with `ondol up`"
        ) from error


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        problem = json.loads(error.read())
        return f"{problem['title']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"the hub answered {error.code}"
