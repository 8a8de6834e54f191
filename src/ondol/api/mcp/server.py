"""The home as an MCP server over streamable HTTP, behind the doors of the API.

Stateless: each request carries its key, as everything that calls the hub does, and is answered by
itself. So there is no session that another key could take over, or that outlives a key which was
taken back. It speaks 2026-07-28, which knows no sessions, and the handshake of the versions before,
whose clients get no session id and do without change notices. An answer is one JSON text; only
`subscriptions/listen` is answered by a stream, of what changes, which ends with its key. Who leaves
before an answer is not waited for, and what was accepted goes on, as everywhere in the hub.

Host, Origin and the length of a body are looked at by `api.doors`, for all that calls, so the SDK's
own checks of Host and Origin (DNS rebinding) are off.

Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ServerEvent
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from ondol.api.call import Parts
from ondol.api.doors import MAX_BODY
from ondol.api.problem import ProblemError
from ondol.api.security import Caller

from . import resources, tools
from .tools import INSTRUCTIONS, TOOLS, Asking

MAX_LISTENING = 20
"""Clients that are told of changes at once: each holds a connection that the page may need."""
LEAVE_S = 2.0
"""How long an end waits for calls that are being answered."""

_Context = ServerRequestContext[Any, Any]


class Assistants:
    """An ASGI app to be mounted behind the doors; it answers while `running`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._bus = InMemorySubscriptionBus()
        self._listening: set[ListenHandler] = set()
        self._calls = 0
        self._none_left = asyncio.Event()
        self._is_open = False
        self._manager = StreamableHTTPSessionManager(
            self._server(),
            json_response=True,
            stateless=True,
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
            max_request_body_size=MAX_BODY,
        )

    def _server(self) -> Server[Any]:
        described = [tool.described() for tool in TOOLS.values()]
        schemas = {tool.name: tool.input_schema for tool in described}

        async def list_tools(
            ctx: _Context, params: types.PaginatedRequestParams | None
        ) -> types.ListToolsResult:
            return types.ListToolsResult(tools=described)

        return Server(
            "ondol",
            version=self._parts.version,
            title="Ondol",
            instructions=INSTRUCTIONS,
            get_tool_input_schema=schemas.get,
            on_list_tools=list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
            on_subscriptions_listen=self._listen,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            ProblemError: it is none of this protocol's, or nothing is answered now; 405, 503.
        """
        if scope["type"] != "http":
            await WebSocket(scope, receive, send).close()
            return
        if scope["method"] != "POST":
            detail = "send a POST: this server keeps no sessions and no streams of its own"
            raise ProblemError(405, "method not allowed", detail, {"Allow": "POST"})
        if not self._is_open:
            raise ProblemError(503, "not now", "the hub starts or stops: try again in a moment")
        self._calls += 1
        self._none_left.clear()
        try:
            await self._manager.handle_request(scope, receive, send)
        finally:
            self._calls -= 1
            if not self._calls:
                self._none_left.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer while the context lasts; once.

        At its end those who listen are told that it is over, and calls may end, for `LEAVE_S`.
        """
        async with self._manager.run(), asyncio.TaskGroup() as group:
            telling = group.create_task(self._tell(), name="mcp:changes")
            self._is_open = True
            try:
                yield
            finally:
                self._is_open = False
                telling.cancel()
                for listening in tuple(self._listening):
                    listening.close()
                if self._calls:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(LEAVE_S):
                            await self._none_left.wait()

    async def _tell(self) -> None:
        """Tell those who listen what changes; all of it where the events were too many to hold."""
        hub = self._parts.hub
        while True:
            async with hub.subscribe(is_deaf=True) as events:
                async for event in events:
                    for change in resources.changed_by(event):
                        await self._bus.publish(change)
            for change in resources.everything(hub.home()):
                await self._bus.publish(change)

    # What is asked -----------------------------------------------------------------------------

    def _asking(self, ctx: _Context) -> Asking:
        """Return who asks; `api.app.Mounted` wrote it into the request."""
        match ctx.request:
            case Request(scope={"caller": Caller() as caller}):
                return Asking(parts=self._parts, caller=caller)
            case _:
                raise LookupError("this app is not mounted behind the doors")

    async def _call_tool(
        self, ctx: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(
                types.INVALID_PARAMS, "name: there is no such tool; tools/list names them all"
            )
        return await tools.call(tool, self._asking(ctx), params.arguments or {})

    async def _list_resources(
        self, ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        after = params.cursor if params is not None else None
        return resources.listed(self._asking(ctx).home, after)

    async def _list_templates(
        self, ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[resources.TEMPLATE])

    async def _read_resource(
        self, ctx: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return resources.read(self._asking(ctx), params.uri)

    async def _listen(
        self, ctx: _Context, params: types.SubscriptionsListenRequestParams
    ) -> types.SubscriptionsListenResult:
        """Tell a client of changes until it leaves, the hub stops, or its key opens nothing."""
        if len(self._listening) >= MAX_LISTENING:
            raise MCPError(
                types.INTERNAL_ERROR, "too many clients listen already: read again now and then"
            )
        caller = self._asking(ctx).caller
        gated = _Gated(self._bus, lambda: self._parts.guard.is_open(caller))
        listening = gated.handler
        self._listening.add(listening)
        try:
            return await listening(ctx, params)
        finally:
            self._listening.discard(listening)


class _Gated:
    """A bus that tells nothing to one whose key was taken back, and ends the stream instead."""

    def __init__(self, bus: InMemorySubscriptionBus, is_open: Callable[[], bool]) -> None:
        self._bus = bus
        self._is_open = is_open
        self.handler = ListenHandler(self)

    async def publish(self, event: ServerEvent) -> None:
        """Hand an event to all who listen."""
        await self._bus.publish(event)

    def subscribe(self, listener: Callable[[ServerEvent], None]) -> Callable[[], None]:
        """Register a listener, for as long as its key opens something."""

        def hear(event: ServerEvent) -> None:
            if self._is_open():
                listener(event)
            else:
                self.handler.close()

        return self._bus.subscribe(hear)
