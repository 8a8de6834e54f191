"""The hub's API in memory: a hub with devices that behave, and an understander with a script."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, MutableMapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from ondol.agent.answer import Answer, Chat
from ondol.agent.conversation import Conversation
from ondol.agent.handing_on import HandingOn, Model
from ondol.agent.linking import Lexicon
from ondol.agent.looking import Looks
from ondol.agent.understanding import Turn, Understood
from ondol.api.about import About
from ondol.api.app import create_app
from ondol.api.call import Parts
from ondol.api.security import Guard, hosts
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.things.pairing import Pairs
from tests.home.world import HOME, Peer, running

TOKEN = "t" * 43
HOST = "127.0.0.1:8420"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True, slots=True)
class Scripted:
    """Understands what stands in its script; everything else is chat."""

    script: Mapping[str, Answer]

    def understand(
        self,
        utterance: str,
        *,
        home: Home,
        lexicon: Lexicon,
        area: str | None = None,
        history: Sequence[Turn] = (),
        looks: Looks | None = None,
    ) -> Understood:
        answer = self.script.get(utterance, Chat())
        return Understood(answer=answer, frames=(), confidence=1.0, turn=Turn(utterance=utterance))


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True, kw_only=True)
class World:
    """One hub, its API, and those who call it."""

    hub: Hub
    peer: Peer
    app: ASGIApp
    clock: Seconds
    conversation: Conversation
    _clients: list[httpx.AsyncClient] = field(default_factory=list)

    def client(
        self, *, token: str | None = TOKEN, address: str = "192.168.0.7", host: str = HOST
    ) -> httpx.AsyncClient:
        """Return a new client; each keeps its own cookies."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=(address, 50000)),
            base_url=f"http://{host}",
            headers={**headers, "Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"},
        )
        self._clients.append(client)
        return client

    async def page(self, address: str = "192.168.0.7") -> httpx.AsyncClient:
        """Return a browser's page: no token, a session's cookie, an origin."""
        client = self.client(token=None, address=address)
        client.headers["Origin"] = ORIGIN
        assert (await client.post("/api/session", json={"token": TOKEN})).status_code == 204
        return client

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


@asynccontextmanager
async def api(
    script: Mapping[str, Answer] | None = None,
    *,
    page: Path = Path("/nowhere"),
    larger: Model | None = None,
    pairs: tuple[Pairs, ...] = (),
    about: About | None = None,
) -> AsyncIterator[World]:
    """Run the API of a hub whose devices behave."""
    peer, clock = Peer(), Seconds()
    async with running(peer, home=Home(id="집", areas=HOME.areas)) as hub:
        guard = Guard(token=TOKEN, hosts=hosts(["ondol.local"]), clock=clock, key=hub.household.key)
        handing_on = HandingOn(larger) if larger is not None else None
        conversation = Conversation(hub, Scripted(script or {}), handing_on)
        parts = Parts(
            hub=hub,
            conversation=conversation,
            guard=guard,
            version="1.2.3",
            pairs=pairs,
            about=about or About(),
        )
        world = World(
            hub=hub,
            peer=peer,
            app=create_app(parts, page=page),
            clock=clock,
            conversation=conversation,
        )
        try:
            yield world
        finally:
            await world.close()


class Socket:
    """A WebSocket client beside the app, without a network; it reads only when told."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str | None = None,
        cookie: str | None = None,
        origin: str | None = ORIGIN,
        host: str = HOST,
        is_stuck: bool = False,
    ) -> None:
        headers = {
            "host": host,
            "origin": origin,
            "authorization": f"Bearer {token}" if token is not None else None,
            "cookie": f"ondol_session={cookie}" if cookie is not None else None,
            "accept-language": "ko",
        }
        self._scope: dict[str, Any] = {
            "type": "websocket",
            "path": "/api/events",
            "raw_path": b"/api/events",
            "query_string": b"",
            "root_path": "",
            "scheme": "ws",
            "client": ("192.168.0.7", 50001),
            "server": ("127.0.0.1", 8420),
            "subprotocols": [],
            "extensions": {"websocket.http.response": {}},
            "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v is not None],
        }
        self._app = app
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._heard: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self.can_take = asyncio.Event()
        if not is_stuck:
            self.can_take.set()

    async def __aenter__(self) -> "Socket":
        self._said.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._run())
        return self

    async def _run(self) -> None:
        await self._app(self._scope, self._said.get, self._send)

    async def __aexit__(self, *_: object) -> None:
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self._task

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] in {"websocket.send", "websocket.close"}:
            await self.can_take.wait()
        await self._heard.put(message)

    async def raw(self) -> MutableMapping[str, Any]:
        """Return what the app sent next."""
        async with asyncio.timeout(30):
            return await self._heard.get()

    async def accepted(self) -> "Socket":
        assert (await self.raw())["type"] == "websocket.accept"
        return self

    async def message(self, type_: str | None = None) -> dict[str, Any]:
        """Return the next message, or the next of a type."""
        while True:
            sent = await self.raw()
            assert sent["type"] == "websocket.send", sent
            message: dict[str, Any] = json.loads(sent["text"])
            if type_ in {None, message["type"]}:
                return message
