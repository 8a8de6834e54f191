"""Events of one connection, within limits; the only module of voice that touches sockets' bytes.

Wyoming 1.10: a line of JSON (`type`, `data_length`, `payload_length`), then that much JSON, then
that much payload. Writing is the library's; reading is not, because the library takes whatever
length a peer claims, and this port has no password.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from wyoming.event import Event, Eventable, async_write_event

from ondol.errors import DeviceProtocolError
from ondol.language.normalise import clean

MAX_TYPE = 64
WRITE_S = 10.0
"""How long a peer may take nothing of what it is told."""
CLOSE_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large the parts of an event may be."""

    header_bytes: int = 64 * 1024
    data_bytes: int = 64 * 1024
    payload_bytes: int = 1024 * 1024


class Wire:
    """One connection; what is written at the same time does not mix."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limits: Limits
    ) -> None:
        """Begin with a connection whose reader was made with `limits.header_bytes`."""
        self._reader = reader
        self._writer = writer
        self._limits = limits

    async def read(self) -> Event | None:
        """Return the next event; None: the other side has ended.

        Not to be cancelled and called again: what was read of an event is then lost.

        Raises:
            DeviceProtocolError: it is none, or too large.
            OSError: the connection is lost.
        """
        try:
            line = await self._reader.readline()
            if not line.endswith(b"\n"):
                return None
            header = _object(line, "a header")
            data = header.get("data") or {}
            if not isinstance(data, dict):
                raise DeviceProtocolError("an event's data is no object")
            size = _size(header, "data_length", self._limits.data_bytes)
            if size:
                data |= _object(await self._reader.readexactly(size), "an event's data")
            size = _size(header, "payload_length", self._limits.payload_bytes)
            payload = await self._reader.readexactly(size) if size else None
        except asyncio.IncompleteReadError:
            return None
        except ValueError as error:  # the reader's own limit
            raise DeviceProtocolError("a header is too long") from error
        type_ = header.get("type")
        if not isinstance(type_, str) or not 0 < len(type_) <= MAX_TYPE:
            raise DeviceProtocolError("an event does not say its type")
        return Event(type=type_, data=data, payload=payload)

    async def write(self, *events: Eventable) -> None:
        """Send events, one after another.

        Raises:
            OSError: the connection is lost, or nothing is taken any more.
        """
        for event in events:
            async with asyncio.timeout(WRITE_S):
                await async_write_event(event.event(), self._writer)

    async def close(self) -> None:
        """End the connection; what cannot be sent at once is lost."""
        self._writer.close()
        try:
            async with asyncio.timeout(CLOSE_S):
                await self._writer.wait_closed()
        except OSError:
            self._writer.transport.abort()


def _object(text: bytes, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        shown = clean(text[:60].decode("utf-8", "replace"), limit=40)
        raise DeviceProtocolError(f"{what} is no JSON: {shown!r}") from error
    if not isinstance(value, dict):
        raise DeviceProtocolError(f"{what} is no object")
    return value


def _size(header: dict[str, Any], name: str, most: int) -> int:
    size = header.get(name) or 0
    if type(size) is not int or not 0 <= size <= most:
        raise DeviceProtocolError(f"{name} is {str(size)[:40]}: at most {most} bytes are taken")
    return size
