"""`ondol mcp`: an assistant on this machine speaks to the hub over standard input and output.

A thin proxy, and no second hub: each request is handed on to the hub's own MCP server over HTTP,
with one key, so that keys, policy and journal stay where they are. It is written with the SDK on
both sides rather than by copying lines, because the two transports do not say the same: over HTTP a
request bears headers and its version, which over stdio it need not. Each request has a connection
of its own, so a hub that starts again in between is found again.

What the hub's doors refuse, and a hub that does not answer, the assistant is told in the words that
the other commands print.
"""

import asyncio
import contextlib
import json
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import mcp_types as types
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.client.subscriptions import Subscription, SubscriptionLost
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler
from mcp.shared.exceptions import MCPError
from mcp.types.version import LATEST_MODERN_VERSION
from pydantic import BaseModel, ValidationError

from ondol.apps.settings import as_key
from ondol.errors import OndolError, ServiceUnavailableError, SettingsError

from .remote import TIMEOUT_S, address, token

_Context = ServerRequestContext[Any, Any]
_Result = TypeVar("_Result", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubAt:
    """A hub and what opens it.

    Attributes:
        url: where it answers: "http://127.0.0.1:8420".
        timeout_s: how long it may say nothing.
    """

    url: str
    key: str
    timeout_s: float = TIMEOUT_S


def hub_at(data: Path, url: str | None, key_file: Path | None) -> HubAt:
    """Return the hub of a data folder, or at `url`, with a key: of a file, else the home's token.

    Raises:
        SettingsError: there is no key, or no address.
    """
    key = _key(key_file) if key_file else token(data, "name a key with --key-file")
    return HubAt(url=address(data, url), key=key)


def _key(file: Path) -> str:
    try:
        return as_key(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the key cannot be read from {file}: {error}") from error


def bridge(hub: HubAt) -> None:
    """Serve until standard input ends.

    Raises:
        ServiceUnavailableError: the hub does not answer, or does not take the key.
    """
    # A read of standard input cannot be cancelled; nothing here needs to be tidied up either.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(_serve(hub))


async def _serve(hub: HubAt) -> None:
    server = await proxy(hub)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


async def proxy(hub: HubAt) -> Server[Any]:
    """Return a server that hands everything on to the hub's.

    Raises:
        ServiceUnavailableError: the hub does not answer, or does not take the key.
    """
    instructions = await _instructions(hub)

    async def list_tools(
        ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return await _handed_on(
            hub, types.ListToolsRequest(params=_plain(params)), types.ListToolsResult
        )

    async def call_tool(ctx: _Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        request = types.CallToolRequest(params=_plain(params))
        try:
            return await _handed_on(hub, request, types.CallToolResult)
        except _UnansweredError as error:  # a model reads the text of a result, not of an error
            said = types.TextContent(text=error.message)
            return types.CallToolResult(content=[said], is_error=True)

    async def list_resources(
        ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return await _handed_on(
            hub, types.ListResourcesRequest(params=_plain(params)), types.ListResourcesResult
        )

    async def list_templates(
        ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        request = types.ListResourceTemplatesRequest(params=_plain(params))
        return await _handed_on(hub, request, types.ListResourceTemplatesResult)

    async def read_resource(
        ctx: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return await _handed_on(
            hub, types.ReadResourceRequest(params=_plain(params)), types.ReadResourceResult
        )

    async def listen(
        ctx: _Context, params: types.SubscriptionsListenRequestParams
    ) -> types.SubscriptionsListenResult:
        return await _listen(hub, ctx, params)

    return Server(
        "ondol",
        version=version("ondol"),
        title="Ondol",
        instructions=instructions,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_subscriptions_listen=listen,
    )


async def _instructions(hub: HubAt) -> str | None:
    """Return what the hub tells those who use it.

    Raises:
        ServiceUnavailableError: it does not answer, does not take the key, or is no hub.
    """
    try:
        async with _connected(hub) as client:
            said = await client.session.send_discover(LATEST_MODERN_VERSION)
            return types.DiscoverResult.model_validate(said).instructions
    except (MCPError, ValidationError) as error:
        raise ServiceUnavailableError(f"what answers at {hub.url} is no hub of Ondol's") from error


class _UnansweredError(MCPError):
    """The hub could not be asked; the text says why."""


def _plain(params: Any) -> Any:
    """Return what is asked without what belongs to the connection that it came by."""
    return None if params is None else params.model_copy(update={"meta": None})


async def _handed_on(
    hub: HubAt, request: types.Request[Any, Any], result: type[_Result]
) -> _Result:
    """Ask the hub and return its answer.

    Raises:
        MCPError: the hub's own refusal, or that it could not be asked.
    """
    try:
        async with _connected(hub) as client:
            return await client.session.send_request(request, result)
    except ServiceUnavailableError as error:
        raise _UnansweredError(types.INTERNAL_ERROR, str(error)) from error


async def _listen(
    hub: HubAt, ctx: _Context, params: types.SubscriptionsListenRequestParams
) -> types.SubscriptionsListenResult:
    """Hand on what the hub tells of changes, until either side leaves."""
    wanted, bus = params.notifications, InMemorySubscriptionBus()
    telling = ListenHandler(bus)
    try:
        async with (
            _connected(hub) as client,
            client.listen(
                resources_list_changed=wanted.resources_list_changed or False,
                resource_subscriptions=wanted.resource_subscriptions or (),
            ) as changes,
            asyncio.TaskGroup() as group,
        ):
            told = group.create_task(_tell(changes, bus, telling), name="changes")
            try:
                return await telling(ctx, params)
            finally:
                told.cancel()
    except ServiceUnavailableError as error:
        raise _UnansweredError(types.INTERNAL_ERROR, str(error)) from error


async def _tell(
    changes: Subscription, bus: InMemorySubscriptionBus, telling: ListenHandler
) -> None:
    async for change in changes:
        await bus.publish(change)
    telling.close()


@contextlib.asynccontextmanager
async def _connected(hub: HubAt) -> AsyncIterator[Client]:
    """Connect the hub.

    Raises:
        ServiceUnavailableError: it does not answer, or its doors refuse; the text is its own.
    """
    try:
        async with (
            httpx2.AsyncClient(
                headers={"Authorization": f"Bearer {hub.key}"},
                timeout=hub.timeout_s,
                trust_env=False,  # a proxy of the environment has no business in between
                event_hooks={"response": [_check]},
            ) as http,
            Client(
                streamable_http_client(f"{hub.url}/mcp", http_client=http),
                mode=LATEST_MODERN_VERSION,  # no handshake, so nothing is sent before the request
                cache=None,
            ) as client,
        ):
            yield client
    except BaseExceptionGroup as group:
        raise _named(group, hub) from group
    except httpx2.TransportError as error:
        raise _no_hub(hub, error) from error


async def _check(response: httpx2.Response) -> None:
    """Tell what the hub's doors say (RFC 9457), which the protocol does not carry."""
    if response.headers.get("content-type", "").startswith("application/problem+json"):
        problem = json.loads(await response.aread())
        raise ServiceUnavailableError(f"{problem['title']}: {problem['detail']}")


def _named(group: BaseExceptionGroup[BaseException], hub: HubAt) -> BaseException:
    """Return the first error of a group, in the words of the other commands."""
    match group.exceptions[0]:
        case BaseExceptionGroup() as inner:
            return _named(inner, hub)
        case httpx2.TransportError() | SubscriptionLost() as error:
            return _no_hub(hub, error)
        case error:
            return error


def _no_hub(hub: HubAt, why: Exception) -> OndolError:
    said = str(why) or type(why).__name__
    return ServiceUnavailableError(
        f"no hub answers at {hub.url} ({said}): start one with `ondol up`"
    )
