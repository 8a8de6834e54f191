"""Loads what answers other assistants when the first of them asks.

The SDK takes 0.4 s of a processor and 28 MB (2026-11-26), which a home without assistants need not
spend.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from ondol.api.call import Parts
from ondol.api.problem import ProblemError

if TYPE_CHECKING:
    from .server import Assistants

LOADING_S = 20.0


class OnDemand:
    """Stands for `server.Assistants` until somebody asks, and hands on from then on."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._is_asked = asyncio.Event()
        self._made: asyncio.Future[Assistants] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            ProblemError: the hub starts or stops, or loading takes too long; 503.
        """
        self._is_asked.set()
        unready = ProblemError(503, "not now", "the hub starts or stops: try again in a moment")
        if self._made is None or self._made.cancelled():
            raise unready
        try:
            async with asyncio.timeout(LOADING_S):
                assistants = await asyncio.shield(self._made)
        except (TimeoutError, asyncio.CancelledError) as error:
            if self._made.cancelled() or isinstance(error, TimeoutError):
                raise unready from error
            raise
        await assistants(scope, receive, send)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer while the context lasts."""
        self._made = asyncio.get_running_loop().create_future()
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(self._serve(self._made), name="mcp")
            try:
                yield
            finally:
                self._made.cancel()  # no effect on one that was made
                serving.cancel()

    async def _serve(self, made: "asyncio.Future[Assistants]") -> None:
        await self._is_asked.wait()
        assistants = await asyncio.to_thread(_load, self._parts)
        async with assistants.running():
            if not made.cancelled():
                made.set_result(assistants)
            await asyncio.Event().wait()


def _load(parts: Parts) -> "Assistants":
    from .server import Assistants

    return Assistants(parts)
