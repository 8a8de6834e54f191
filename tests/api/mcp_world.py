"""A hub that assistants come to, by the official client: in memory, or on the loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent
from starlette.types import ASGIApp

from ondol.agent.answer import Answer
from ondol.agent.conversation import Conversation
from ondol.api.app import Mounted, create_app
from ondol.api.call import Parts
from ondol.api.mcp.server import Assistants
from ondol.api.security import Guard, digest, hosts
from ondol.apps.server import listen, serving
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.people import Key, Way
from tests.home.world import HOME, MINJI, Peer, running

from .world import HOST, TOKEN, Scripted, Seconds

Mode = str
"""How the official client negotiates: "auto" finds 2026-07-28, "legacy" is the handshake before."""


@dataclass(slots=True, kw_only=True)
class World:
    """One hub and what answers assistants."""

    hub: Hub
    peer: Peer
    app: ASGIApp
    stopping: asyncio.Event

    def key(self, person: str = MINJI.id, *, way: Way | None = "mcp") -> tuple[str, str]:
        """Give a person a key and return its id, and the key itself."""
        token = f"key-of-{person}-{way}-{len(self.hub.household.keys(person))}"
        given = self.hub.household.give(person, digest(token), way=way)
        assert isinstance(given, Key)
        return given.id, token

    def http(
        self, token: str | None = TOKEN, *, address: str = "192.168.0.7"
    ) -> httpx2.AsyncClient:
        """Return an HTTP client beside the app, without a network."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        transport = httpx2.ASGITransport(self.app, client=(address, 50000))
        return httpx2.AsyncClient(transport=transport, headers=headers, base_url=f"http://{HOST}")

    @asynccontextmanager
    async def client(
        self, token: str | None = TOKEN, *, mode: Mode = "auto", address: str = "192.168.0.7"
    ) -> AsyncIterator[Client]:
        """Connect the official client, without a network."""
        async with (
            self.http(token, address=address) as http,
            connected(f"http://{HOST}/mcp", http, mode) as client,
        ):
            yield client

    @asynccontextmanager
    async def served(self, port: int = 0) -> AsyncIterator[str]:
        """Serve on a port of the loopback; yields the address."""
        with listen("127.0.0.1", port) as listening:
            async with serving(self.app, listening):
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"

    def is_locked(self) -> bool:
        """Say whether the door is, as the device itself has it."""
        return self.peer.state["lock"]["locked"] is True

    def stop(self) -> None:
        """Let the hub stop answering assistants, while it still answers others."""
        self.stopping.set()


@asynccontextmanager
async def connected(
    url: str, http: httpx2.AsyncClient, mode: Mode = "auto"
) -> AsyncIterator[Client]:
    """Connect the official client."""
    async with Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        yield client


@asynccontextmanager
async def bearing(token: str) -> AsyncIterator[httpx2.AsyncClient]:
    """Return an HTTP client that bears a key."""
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(headers=headers, timeout=20, trust_env=False) as http:
        yield http


@asynccontextmanager
async def mcp(
    script: Mapping[str, Answer] | None = None, *, peer: Peer | None = None
) -> AsyncIterator[World]:
    """Run a hub whose devices behave, and which assistants may call."""
    peer = peer or Peer()
    async with running(peer, home=Home(id="집", areas=HOME.areas)) as hub:
        guard = Guard(
            token=TOKEN, hosts=hosts(["ondol.local"]), clock=Seconds(), key=hub.household.key
        )
        conversation = Conversation(hub, Scripted(script or {}))
        parts = Parts(hub=hub, conversation=conversation, guard=guard, version="1.2.3")
        assistants = Assistants(parts)
        app = create_app(parts, {"/mcp": Mounted(assistants, "mcp")}, page=Path("/nowhere"))
        started, stopping = asyncio.Event(), asyncio.Event()

        async def run() -> None:
            async with assistants.running():
                started.set()
                await stopping.wait()

        async with asyncio.TaskGroup() as group:
            group.create_task(run(), name="assistants")
            await started.wait()
            yield World(hub=hub, peer=peer, app=app, stopping=stopping)
            stopping.set()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110  devices and the journal have no event
            await asyncio.sleep(0.01)


def said(result: CallToolResult) -> str:
    """Return the texts of a result."""
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def data(result: CallToolResult) -> dict[str, Any]:
    """Return the data of a result."""
    found: dict[str, Any] = result.structured_content
    return found
