"""A small MQTT 3.1.1 server with TLS and client certificates: the door of LG's messages.

It takes what a client of LG's messages sends (CONNECT, SUBSCRIBE, PINGREQ, PUBACK, DISCONNECT) and
nothing else. aMQTT is not used: it cannot demand a certificate (its `verify_mode` is optional).
"""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import AsyncIterator

from .certificates import Authority

HOST = "127.0.0.1"
MAX_PACKET = 65_536

_CONNECT, _PUBLISH, _SUBSCRIBE, _PINGREQ, _DISCONNECT = 1, 3, 8, 12, 14

_log = logging.getLogger(__name__)


class Broker:
    """Hands messages to the clients that subscribed to their topic."""

    def __init__(self) -> None:
        self.port = 0
        self.is_silent = False
        self._clients: dict[asyncio.StreamWriter, set[str]] = {}
        self._talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._packet_id = 0

    @contextlib.asynccontextmanager
    async def serve(self, authority: Authority, *, port: int = 0) -> AsyncIterator[None]:
        """Listen for as long as the context lasts."""
        context = await asyncio.to_thread(_context, authority)
        server = await asyncio.start_server(self._talk, HOST, port, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            talks = set(self._talks)
            self.cut()
            if talks:
                await asyncio.wait(talks, timeout=2)

    @property
    def topics(self) -> set[str]:
        """Return what is subscribed to."""
        return {topic for topics in self._clients.values() for topic in topics}

    def publish(self, topic: str, payload: bytes) -> None:
        """Send a message to who subscribed to its topic."""
        if self.is_silent:
            return
        self._packet_id = self._packet_id % 65_535 + 1
        body = _text(topic) + self._packet_id.to_bytes(2, "big") + payload
        for writer, topics in self._clients.items():
            if topic in topics:
                writer.write(_packet(_PUBLISH << 4 | 0b0010, body))

    def cut(self) -> None:
        """Cut all connections."""
        for writer in self._talks.values():
            writer.transport.abort()
        self._clients.clear()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (task := asyncio.current_task()) is not None:
            self._talks[task] = writer
            task.add_done_callback(self._talks.pop)
        try:
            while True:
                kind, body = await _read(reader)
                if kind == _DISCONNECT:
                    break
                if not self.is_silent:
                    self._answer(kind, body, writer)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            _log.debug("a client of the messages went: %r", error)
        finally:
            self._clients.pop(writer, None)
            writer.close()

    def _answer(self, kind: int, body: bytes, writer: asyncio.StreamWriter) -> None:
        if kind == _CONNECT:
            self._clients[writer] = set()
            writer.write(_packet(0x20, b"\x00\x00"))
        elif kind == _SUBSCRIBE:
            topics = _topics(body[2:])
            self._clients[writer] |= set(topics)
            writer.write(_packet(0x90, body[:2] + b"\x01" * len(topics)))
        elif kind == _PINGREQ:
            writer.write(_packet(0xD0, b""))


def _context(authority: Authority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.load_into(context, HOST)
    context.load_verify_locations(cadata=authority.root)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    first = (await reader.readexactly(1))[0]
    length = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
        if shift > 21:
            raise ValueError("a length of more than four bytes")
    if length > MAX_PACKET:
        raise ValueError("a packet that is too long")
    return first >> 4, await reader.readexactly(length)


def _packet(first: int, body: bytes) -> bytes:
    length, encoded = len(body), bytearray()
    while True:
        length, low = divmod(length, 128)
        encoded.append(low | 0x80 if length else low)
        if not length:
            return bytes([first]) + bytes(encoded) + body


def _text(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(2, "big") + data


def _topics(body: bytes) -> list[str]:
    topics: list[str] = []
    while body:
        length = int.from_bytes(body[:2], "big")
        topics.append(body[2 : 2 + length].decode())
        body = body[3 + length :]  # and its quality of service
    return topics
