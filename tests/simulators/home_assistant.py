"""A small Home Assistant, for failures that a real one does not show when it is asked to.

It speaks the WebSocket API as its documentation says and shares no code with the adapter.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

TOKEN = "the right one"  # noqa: S105

Json = dict[str, Any]


@dataclass
class FakeHomeAssistant:
    """One Home Assistant.

    Attributes:
        silent: types of message that are heard and never answered; "all": none is.
        refused: from a type, or a service, to the code and the message that answer it.
        does: from a service to what it does beside being noted in `calls`.
        heard: how often each type of message came.
    """

    token: str = TOKEN
    states: dict[str, Json] = field(default_factory=dict)
    entries: list[Json] = field(default_factory=list)
    areas: list[Json] = field(default_factory=list)
    devices: list[Json] = field(default_factory=list)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    config: Json = field(default_factory=lambda: {"state": "RUNNING"})
    silent: set[str] = field(default_factory=set)
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    does: dict[str, Callable[[str, Json], None]] = field(default_factory=dict)
    calls: list[tuple[str, str, Json]] = field(default_factory=list)
    heard: dict[str, int] = field(default_factory=dict)
    port: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _server: Server | None = None
    _subscribed: dict[ServerConnection, dict[int, str]] = field(default_factory=dict)
    _sending: set["asyncio.Task[None]"] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FakeHomeAssistant"]:
        await self.start()
        try:
            yield self
        finally:
            await self.stop()

    async def start(self) -> None:
        self._server = await serve(self._speak, "127.0.0.1", self.port)
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        self._server = None
        await asyncio.gather(*self._sending)

    # What happens in it -------------------------------------------------------------------------

    def put(self, entity_id: str, state: str, **attributes: Any) -> None:
        """Give an entity a state: told whole if it is new, else as the difference."""
        before = self.states.get(entity_id)
        self.states[entity_id] = {"s": state, "a": attributes, "c": "x", "lc": 1.0}
        if before is None:
            self._tell("states", {"a": {entity_id: self.states[entity_id]}})
            return
        gone = [name for name in before["a"] if name not in attributes]
        change: Json = {"+": {"s": state, "a": attributes, "lc": 2.0}}
        self._tell("states", {"c": {entity_id: change | ({"-": {"a": gone}} if gone else {})}})

    def take(self, entity_id: str) -> None:
        """Take an entity away."""
        del self.states[entity_id]
        self._tell("states", {"r": [entity_id]})

    def fire(self, event: str) -> None:
        """Say that something has happened: "entity_registry_updated"."""
        self._tell(event, {"event_type": event, "data": {}})

    def say(self, text: str) -> None:
        """Send a text to everybody, whatever it is."""
        for connection in self._subscribed:
            self._send(connection, text)

    async def hang_up(self) -> None:
        """Close all connections, and listen on."""
        await asyncio.gather(*(connection.close() for connection in tuple(self._subscribed)))

    def _tell(self, name: str, event: object) -> None:
        for connection, subscribed in self._subscribed.items():
            for number, called in subscribed.items():
                if called == name:
                    text = json.dumps({"id": number, "type": "event", "event": event})
                    self._send(connection, text)

    def _send(self, connection: ServerConnection, text: str) -> None:
        async def send() -> None:
            with suppress(ConnectionClosed):
                await connection.send(text)

        task = asyncio.create_task(send())
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    # What it answers ----------------------------------------------------------------------------

    async def _speak(self, connection: ServerConnection) -> None:
        if "all" in self.silent:
            await connection.wait_closed()
            return
        await connection.send(json.dumps({"type": "auth_required", "ha_version": "2026.11.1"}))
        said = json.loads(await connection.recv())
        self._note("auth")
        if said != {"type": "auth", "access_token": self.token}:
            denied = {"type": "auth_invalid", "message": "Invalid access token or password"}
            await connection.send(json.dumps(denied))
            return
        await connection.send(json.dumps({"type": "auth_ok", "ha_version": "2026.11.1"}))
        self._subscribed[connection] = {}
        try:
            async for text in connection:
                await self._answer(connection, json.loads(text))
        except ConnectionClosed:
            pass
        finally:
            del self._subscribed[connection]

    async def until_heard(self, type_: str, times: int = 1) -> None:
        """Wait until a type of message, or a service's call, came so often."""
        async with asyncio.timeout(10):
            while self.heard.get(type_, 0) < times:
                self._news.clear()
                await self._news.wait()

    def _note(self, type_: str) -> None:
        self.heard[type_] = self.heard.get(type_, 0) + 1
        self._news.set()

    async def _answer(self, connection: ServerConnection, asked: Json) -> None:
        number, type_ = asked["id"], asked["type"]
        self._note(type_)
        service = f"{asked.get('domain')}.{asked.get('service')}"
        if type_ == "call_service":
            self._note(service)
        if type_ in self.silent or service in self.silent:
            return
        why = self.refused.get(type_) or self.refused.get(service)
        if why is not None:
            error = {"code": why[0], "message": why[1]}
            answer = {"id": number, "type": "result", "success": False, "error": error}
            await connection.send(json.dumps(answer))
            return
        if type_ == "ping":
            await connection.send(json.dumps({"id": number, "type": "pong"}))
            return
        if type_ == "call_service":
            entity_id, data = asked["target"]["entity_id"], asked["service_data"]
            self.calls.append((service, entity_id, data))
            if service in self.does:
                self.does[service](entity_id, data)
        result = self._result(asked)
        answer = {"id": number, "type": "result", "success": True, "result": result}
        await connection.send(json.dumps(answer))
        self._subscribe(connection, asked)

    def _subscribe(self, connection: ServerConnection, asked: Json) -> None:
        match asked["type"]:
            case "subscribe_entities":
                self._subscribed[connection][asked["id"]] = "states"
                event = {"id": asked["id"], "type": "event", "event": {"a": self.states}}
                self._send(connection, json.dumps(event))
            case "subscribe_events":
                self._subscribed[connection][asked["id"]] = asked["event_type"]
            case _:
                pass

    def _result(self, asked: Json) -> object:
        match asked["type"]:
            case "get_config":
                return {"unit_system": {"temperature": "°C"}, **self.config}
            case "config/area_registry/list":
                return self.areas
            case "config/device_registry/list":
                return self.devices
            case "config/entity_registry/list":
                return self.entries
            case "config/entity_registry/get_entries":
                named = {id_: {"aliases": names} for id_, names in self.aliases.items()}
                return {id_: named.get(id_) for id_ in asked["entity_ids"]}
            case _:
                return None
