"""A Llama on this machine: starts `llama_child` with the hub, and stops it with the hub."""

import asyncio
import contextlib
import importlib.util
import json
import logging
import os
import secrets
import sys
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

from ondol.agent.endpoint import Where
from ondol.errors import InvalidModelError, SettingsError

LOAD_S = 300.0
"""How long a model may take to load: tens of gigabytes from a slow disk."""
STOP_S = 5.0
MAGIC = b"GGUF"
LIMIT = 1 << 20  # bytes of one line that llama.cpp logs

_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def local_llama(path: Path, *, timeout_s: float) -> AsyncIterator[Where]:
    """Serve a GGUF file for as long as the context lasts; yields where it answers.

    Raises:
        SettingsError: the extra `llama` is not installed.
        InvalidModelError: the file is none that llama.cpp can serve.
    """
    _check(path)
    key = secrets.token_urlsafe(24)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "ondol.apps.llama_child", str(path)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LIMIT,
        start_new_session=True,  # Ctrl-C is the hub's to hear
    )
    last: deque[str] = deque(maxlen=20)
    logging_ = asyncio.create_task(_log_lines(process, last), name="llama:log")
    try:
        url = await _started(process, key)
        if url is None:
            await logging_
            raise InvalidModelError(f"{path}: {_why(last)}: use another GGUF file")
        yield Where(url=f"{url}/v1", model=path.stem, key=key, timeout_s=timeout_s)
    finally:
        await _stop(process)
        await logging_


def _check(path: Path) -> None:
    if importlib.util.find_spec("xllamacpp") is None:
        raise SettingsError("a Llama on this machine needs llama.cpp: pip install 'ondol[llama]'")
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise InvalidModelError(f"{path} cannot be read: {error.strerror}") from error
    if start != MAGIC:
        raise InvalidModelError(f"{path} is no GGUF file: download it again, or name another")


async def _started(process: asyncio.subprocess.Process, key: str) -> str | None:
    """Return the server's address once the model is loaded; None: it could not be."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  as asked
    given = {"key": key, "threads": _threads()}
    try:
        process.stdin.write(json.dumps(given).encode() + b"\n")
        await process.stdin.drain()
        async with asyncio.timeout(LOAD_S):
            line = await process.stdout.readline()
    except (TimeoutError, ConnectionError):
        return None
    return str(json.loads(line)["url"]) if line else None


def _threads() -> int:
    """Return how many threads llama.cpp may have: one core stays the hub's.

    They spin while they wait for each other, so that one too many stalls them all: 228 ms a token
    instead of 0.3 on two cores that a third task shared (2026-11-26).
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) - 1)


async def _log_lines(process: asyncio.subprocess.Process, last: deque[str]) -> None:
    """Log what llama.cpp says, and keep the last of it, until it ends."""
    assert process.stderr is not None  # noqa: S101  as asked
    async for line in process.stderr:
        text = line.decode("utf-8", "replace").rstrip()
        _log.debug("llama.cpp: %s", text)
        last.append(text)


def _why(lines: deque[str]) -> str:
    """Return the line of a log that says best what went wrong."""
    wrong = [line for line in lines if "error loading model" in line] or list(lines)
    said = wrong[0] if wrong else "llama.cpp ended without a word"
    return said.rpartition("error loading model: ")[2][:200]


async def _stop(process: asyncio.subprocess.Process) -> None:
    """End the child: by the end of its input, else by force."""
    assert process.stdin is not None  # noqa: S101  as asked
    if process.returncode is not None:
        return
    process.stdin.close()
    try:
        async with asyncio.timeout(STOP_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
