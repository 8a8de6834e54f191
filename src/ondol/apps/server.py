"""The HTTP server: takes its port before anything else starts, and ends gracefully."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from ondol.errors import ServiceUnavailableError

STUCK_MS = 30_000
"""A peer that takes nothing for so long is given up (TCP user timeout, RFC 5482)."""


def listen(host: str, port: int, *, flag: str = "--port") -> socket.socket:
    """Take the port, so that a conflict costs nothing; `flag` chooses another.

    Raises:
        ServiceUnavailableError: it cannot be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ServiceUnavailableError(
            f"{host} is no address of this machine ({error.strerror}): name one with --host"
        ) from error
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK_MS)
    try:
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise ServiceUnavailableError(
            f"port {port} of {host} cannot be used ({error.strerror}): is another hub running? "
            f"Stop it, or choose another port with {flag}"
        ) from error
    listening.setblocking(False)
    return listening


class _Server(uvicorn.Server):
    """Leaves signals to the command line, and says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()


@contextlib.asynccontextmanager
async def serving(
    app: ASGIApp, listening: socket.socket, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator["asyncio.Task[None]"]:
    """Serve for as long as the context lasts; yields the task that does, once it answers."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            limit_concurrency=200,
            timeout_graceful_shutdown=2,
            ws_max_size=16 * 1024,  # pages have nothing to say there
            ws_max_queue=8,
            ssl_context_factory=None if tls is None else lambda config, default: tls,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listening]), name="http")
    answers = asyncio.create_task(server.answers.wait(), name="http:answers")
    try:
        await asyncio.wait((task, answers), return_when=asyncio.FIRST_COMPLETED)
        yield task
    finally:
        answers.cancel()
        server.should_exit = True
        await task
