"""A hub on the loopback, and headsets that connect to it with the real client of `websockets`."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from ondol.adapters.xr.adapter import XrAdapter
from ondol.adapters.xr.client import Patience
from ondol.agent.answer import Answer
from ondol.agent.conversation import Conversation, Understander
from ondol.api.app import Mounted, create_app
from ondol.api.call import Parts
from ondol.api.security import COOKIE, Guard, hosts
from ondol.apps.devices import headset_of
from ondol.apps.server import listen, serving
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.things.headset import thing_of
from ondol.things.playing import Played
from tests.api.world import TOKEN, Scripted
from tests.home.world import HOME, Peer, running

ABILITIES = (
    *("battery", "worn", "room", "volume", "muted", "playback", "title"),
    *("show", "play", "next", "previous"),
)


@dataclass(slots=True, kw_only=True)
class Headset:
    """A headset with its key, and its connection; it does nothing by itself."""

    url: str
    id: str
    token: str
    cookie: str = ""
    socket: ClientConnection | None = None

    async def sign_in(self) -> httpx.Response:
        """Open a session with the key, as the page does."""
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as client:
            answer = await client.post("/api/session", json={"token": self.token})
            self.cookie = client.cookies.get(COOKIE) or ""
            return answer

    async def call(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Call the hub in this headset's session."""
        cookies = {COOKIE: self.cookie}
        headers = {"Origin": self.url, "Accept-Language": "ko"}
        async with httpx.AsyncClient(
            base_url=self.url, cookies=cookies, headers=headers, trust_env=False
        ) as client:
            return await client.request(method, path, json=body)

    async def open(self) -> None:
        """Connect, and say nothing."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        address = f"{self.url.replace('http', 'ws', 1)}/api/headset"
        self.socket = await connect(address, additional_headers=headers, proxy=None)

    async def connect(self, **values: object) -> str:
        """Connect, say hello and the state; return the id of the thing."""
        await self.open()
        await self.say("hello", id=self.id, protocol=1, abilities=list(ABILITIES))
        welcome = await self.heard()
        assert (welcome["type"], welcome["id"]) == ("welcome", self.id)
        if values:
            await self.say("state", values=values)
        return str(welcome["thing"])

    async def say(self, kind: str, **more: object) -> None:
        await self.text(json.dumps({"type": kind, **more}))

    async def text(self, message: str | bytes) -> None:
        assert self.socket is not None
        await self.socket.send(message)

    async def heard(self) -> dict[str, Any]:
        assert self.socket is not None
        async with asyncio.timeout(10):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        return message

    async def end(self) -> tuple[int, str]:
        """Wait until the hub ends the connection; return its code and words."""
        assert self.socket is not None
        with contextlib.suppress(ConnectionClosed):
            while True:
                async with asyncio.timeout(10):
                    await self.socket.recv()
        return self.socket.close_code or 1006, self.socket.close_reason or ""

    async def leave(self) -> None:
        if self.socket is not None:
            await self.socket.close()


@dataclass(slots=True, kw_only=True)
class World:
    """One hub that headsets reach."""

    hub: Hub
    peer: Peer
    url: str
    played: list[Played]
    _headsets: list[Headset] = field(default_factory=list)

    async def call(
        self, method: str, path: str, body: object = None, *, token: str = TOKEN
    ) -> httpx.Response:
        """Call the hub as its owner does, or whoever holds `token`."""
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "ko"}
        async with httpx.AsyncClient(
            base_url=self.url, headers=headers, trust_env=False, timeout=20
        ) as client:
            return await client.request(method, path, json=body)

    async def paired(self, name: str = "거실 헤드셋", *, token: str = TOKEN) -> Headset:
        """Let a headset in, and open its session."""
        code = (await self.call("POST", "/api/headsets/codes", token=token)).json()["code"]
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as nobody:
            given = await nobody.post("/api/headsets", json={"code": code, "name": name})
        assert given.status_code == 200, given.text
        headset = Headset(url=self.url, **given.json())
        assert (await headset.sign_in()).status_code == 204
        self._headsets.append(headset)
        return headset

    def is_available(self, headset: Headset) -> bool:
        return thing_of(headset.id) in self.hub.home().available

    def state(self, headset: Headset) -> Mapping[str, object]:
        return self.hub.home().state.get(thing_of(headset.id), {})

    async def close(self) -> None:
        for headset in self._headsets:
            await headset.leave()


@asynccontextmanager
async def home_with_headsets(
    script: Mapping[str, Answer] | None = None,
    *,
    nano: Understander | None = None,
    patience: Patience | None = None,
) -> AsyncIterator[World]:
    """Run a hub whose devices behave, and which headsets may call."""
    peer, hubs, played = Peer(), list[Hub](), list[Played]()
    numbers = itertools.count(1)
    adapter = XrAdapter(
        lambda: {key.id: key.label for hub in hubs for key in hub.household.headsets()},
        headset_of,
        new_id=lambda: f"c{next(numbers)}",
        clock=time.monotonic,
        hear=played.append,
        patience=patience,
    )
    async with running(peer, adapter, home=Home(id="집", areas=HOME.areas)) as hub:
        hubs.append(hub)
        hub.household.listen(adapter.look_again)
        guard = Guard(token=TOKEN, hosts=hosts([]), clock=time.monotonic, key=hub.household.key)
        conversation = Conversation(hub, nano or Scripted(script or {}))
        parts = Parts(hub=hub, conversation=conversation, guard=guard, version="1.2.3")
        mounts = {"/api/headset": Mounted(adapter, "headset")}
        app = create_app(parts, mounts, page=Path("/nowhere"))
        with listen("127.0.0.1", 0) as listening:
            async with serving(app, listening):
                url = f"http://127.0.0.1:{listening.getsockname()[1]}"
                world = World(hub=hub, peer=peer, url=url, played=played)
                try:
                    yield world
                finally:
                    await world.close()


async def until(hub: Hub, holds: Any) -> None:
    """Wait until something holds of the home; each event is a reason to look again."""
    async with asyncio.timeout(10), hub.subscribe() as events:
        if holds():
            return
        async for _ in events:
            if holds():
                return
