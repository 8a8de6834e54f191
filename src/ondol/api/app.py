"""The hub over HTTP and WebSocket (docs/reference/api.md; `/openapi.json` says it to machines)."""

import asyncio
import functools
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from ondol.agent.conversation import Conversation
from ondol.agent.summary import Language
from ondol.home.hub import Hub
from ondol.home.plan import Act, Plan, Undo
from ondol.home.policy import Actor
from ondol.home.result import Result
from ondol.things.command import InvokeAction
from ondol.things.thing import Value

from . import views
from .events import stream
from .openapi import Operation, document
from .schemas import (
    AnswerView,
    AskRequest,
    ConfirmationView,
    ConfirmRequest,
    EntryView,
    Health,
    HomeView,
    Problem,
    SessionRequest,
)
from .security import COOKIE, SESSION_S, Caller, Guard

MAX_BODY = 64 * 1024  # bytes
PAGE = Path(__file__).with_name("page")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
_log = logging.getLogger(__name__)
_M = TypeVar("_M", bound=BaseModel)


class ProblemError(Exception):
    """An answer that is a problem: status, title, and what to do about it."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.problem = Problem(title=title, detail=detail, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the API calls."""

    hub: Hub
    conversation: Conversation
    guard: Guard
    version: str


_Handler = Callable[[Request, Parts, Caller], Awaitable[Response]]


def create_app(parts: Parts, mounts: Mapping[str, ASGIApp] | None = None) -> Starlette:
    """Return the ASGI app; `mounts` are apps of adapters, by path, behind the same doors."""
    routes: list[Route | WebSocketRoute | Mount] = [
        Route("/api/health", _open(parts, _health), methods=["GET"]),
        Route("/api/session", _open(parts, _log_in), methods=["POST"]),
        Route("/openapi.json", _open(parts, _openapi), methods=["GET"]),
        WebSocketRoute("/api/events", functools.partial(_events, parts)),
    ]
    routes += [
        Route(operation.path, _closed(parts, handler), methods=[operation.method])
        for operation, handler in _OPERATIONS.items()
    ]
    routes += [Mount(path, app) for path, app in (mounts or {}).items()]
    if PAGE.is_dir():
        routes.append(Mount("/", StaticFiles(directory=PAGE, html=True)))
    app = Starlette(routes=routes)
    app.add_middleware(Doors, guard=parts.guard)
    return app


class Doors:
    """Checks Host, Origin and length before anything is read; adds the security headers."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is None:
            await self._app(scope, _limited(receive), _with_headers(send))
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(code=1008, reason=refused.title)
        else:
            await _problem(refused)(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        if not self._guard.is_host(host):
            detail = f"{host} is not a name of this hub; start it with --host, or use its address"
            return Problem(title="unknown host", detail=detail, status=421)
        is_reading = scope["type"] == "http" and scope["method"] in _SAFE
        if not is_reading and not self._guard.is_origin(origin, host):
            detail = f"a page of {origin} may not call this hub"
            return Problem(title="foreign origin", detail=detail, status=403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            detail = f"a request may have at most {MAX_BODY} bytes"
            return Problem(title="too large", detail=detail, status=413)
        return None


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] == "http.request" and seen > MAX_BODY:
            raise ProblemError(413, "too large", f"a request may have at most {MAX_BODY} bytes")
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", ()), *names]}
        await send(message)

    return adding


def _problem(problem: Problem) -> JSONResponse:
    return JSONResponse(
        problem.model_dump(), status_code=problem.status, media_type="application/problem+json"
    )


def _open(
    parts: Parts, handler: Callable[[Request, Parts], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return await handler(request, parts)
        except ProblemError as error:
            return _problem(error.problem)

    return endpoint


def _closed(parts: Parts, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        caller = _caller(parts, request)
        if caller is None:
            detail = "send the token that `ondol up` printed: Authorization: Bearer TOKEN"
            return _problem(Problem(title="who are you?", detail=detail, status=401))
        try:
            return await handler(request, parts, caller)
        except ProblemError as error:
            return _problem(error.problem)

    return endpoint


def _caller(parts: Parts, connection: HTTPConnection) -> Caller | None:
    return parts.guard.caller(
        connection.headers.get("authorization"), connection.cookies.get(COOKIE)
    )


def _actor(caller: Caller) -> Actor:
    # One household token: who holds it lives here. Roles come with people (rights).
    return Actor(id="resident", channel=caller.channel, is_resident=True, is_at_home=True)


async def _body(request: Request, model: type[_M]) -> _M:
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise ProblemError(422, "not understood", f"{where}: {first['msg']}") from error


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), media_type="application/json")


def _list(models: "list[EntryView] | list[ConfirmationView]") -> Response:
    return JSONResponse([model.model_dump(mode="json") for model in models])


def _language(request: HTTPConnection, parts: Parts) -> Language:
    """Return the language that the caller prefers, else the home's."""
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().casefold()
        if tag.startswith("ko"):
            return "ko"
        if tag.startswith("en"):
            return "en"
    return "ko" if parts.hub.home().language.startswith("ko") else "en"


# --- what can be called ---------------------------------------------------------------------------


async def _health(request: Request, parts: Parts) -> Response:
    return _json(Health(status="ok", version=parts.version))


async def _openapi(request: Request, parts: Parts) -> Response:
    return JSONResponse(openapi(parts.version))


async def _log_in(request: Request, parts: Parts) -> Response:
    asked = await _body(request, SessionRequest)
    if parts.guard.is_locked:
        raise ProblemError(429, "too many tries", "wait a minute, then try the token again")
    session = parts.guard.open(asked.token)
    if session is None:
        detail = "that is not this hub's token; `ondol token` on its machine prints it"
        raise ProblemError(401, "wrong token", detail)
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        session,
        max_age=SESSION_S,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


async def _log_out(request: Request, parts: Parts, caller: Caller) -> Response:
    parts.guard.close(request.cookies.get(COOKIE, ""))
    response = Response(status_code=204)
    response.delete_cookie(COOKIE)
    return response


async def _home(request: Request, parts: Parts, caller: Caller) -> Response:
    return _json(views.home_view(parts.hub, caller.channel, _language(request, parts)))


async def _ask(request: Request, parts: Parts, caller: Caller) -> Response:
    asked = await _body(request, AskRequest)
    spoken = await parts.conversation.say(
        asked.text,
        _actor(caller),
        area=asked.area,
        language=asked.language or _language(request, parts),
    )
    return _json(views.spoken_view(spoken, parts.hub.home(), caller.channel))


async def _submit(request: Request, parts: Parts, caller: Caller, plan: Plan) -> Response:
    result = await parts.hub.submit(plan, _actor(caller))
    return _answer(request, parts, caller, result)


def _answer(request: Request, parts: Parts, caller: Caller, result: Result) -> Response:
    language = _language(request, parts)
    return _json(views.result_view(result, parts.hub.home(), caller.channel, language))


async def _set(request: Request, parts: Parts, caller: Caller) -> Response:
    thing = _thing(request, parts)
    try:
        data = json.loads(await request.body())
    except ValueError as error:
        raise ProblemError(422, "not understood", f"the body is not JSON: {error}") from error
    if not isinstance(data, dict) or not data:
        raise ProblemError(422, "not understood", "send an object of properties and values")
    values: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    known = parts.hub.home().things[thing].properties
    for name, value in values.items():
        if name not in known or not known[name].accepts(value):
            detail = f"{thing} does not take {name}: {value!r}; GET /api/home says what it takes"
            raise ProblemError(422, "not understood", detail)
    return await _submit(request, parts, caller, Plan(steps=(Act(changes={thing: values}),)))


async def _invoke(request: Request, parts: Parts, caller: Caller) -> Response:
    thing, name = _thing(request, parts), request.path_params["name"]
    if name not in parts.hub.home().things[thing].actions:
        raise ProblemError(404, "no such action", f"{thing} has no action {name}")
    act = Act(actions=(InvokeAction(thing_id=thing, name=name),))
    return await _submit(request, parts, caller, Plan(steps=(act,)))


def _thing(request: Request, parts: Parts) -> str:
    thing = str(request.path_params["id"])
    if thing not in parts.hub.home().things:
        raise ProblemError(404, "no such thing", f"there is no thing {thing} in this home")
    return thing


async def _undo(request: Request, parts: Parts, caller: Caller) -> Response:
    return await _submit(request, parts, caller, Plan(steps=(Undo(),)))


async def _journal(request: Request, parts: Parts, caller: Caller) -> Response:
    said = request.query_params.get("limit", "50")
    if not said.isdigit() or not 0 < int(said) <= 500:
        raise ProblemError(422, "not understood", "limit: a number from 1 to 500")
    home, language = parts.hub.home(), _language(request, parts)
    return _list([views.entry_view(e, home, language) for e in parts.hub.journal(int(said))])


async def _confirmations(request: Request, parts: Parts, caller: Caller) -> Response:
    home, language = parts.hub.home(), _language(request, parts)
    return _list(
        [
            views.confirmation_view(one, home, caller.channel, language)
            for one in parts.hub.confirmations()
        ]
    )


async def _confirm(request: Request, parts: Parts, caller: Caller) -> Response:
    asked = await _body(request, ConfirmRequest)
    result = await parts.hub.confirm(request.path_params["id"], _actor(caller), asked.accept)
    match result.refused.code if result.refused is not None else None:
        case "same_channel":
            detail = "this session asked; say yes in another one, on another device"
            raise ProblemError(409, "another session must answer", detail)
        case "no_confirmation" | "expired":
            detail = "it was answered, or its 60 seconds are over: ask again"
            raise ProblemError(410, "no longer open", detail)
        case _:
            return _answer(request, parts, caller, result)


async def _drop_timer(request: Request, parts: Parts, caller: Caller) -> Response:
    if not parts.hub.cancel_timer(request.path_params["id"]):
        raise ProblemError(404, "no such timer", "it has ended, or was never set")
    return Response(status_code=204)


async def _drop_schedule(request: Request, parts: Parts, caller: Caller) -> Response:
    if not parts.hub.cancel_schedule(request.path_params["id"]):
        raise ProblemError(404, "no such schedule", "it was done, or was never made")
    return Response(status_code=204)


_OPERATIONS: Mapping[Operation, _Handler] = {
    Operation("DELETE", "/api/session", "End this session", None, None): _log_out,
    Operation("GET", "/api/home", "The whole home", None, HomeView): _home,
    Operation("POST", "/api/ask", "Say something to the home", AskRequest, AnswerView): _ask,
    Operation("PATCH", "/api/things/{id}", "Set properties", dict, AnswerView): _set,
    Operation(
        "POST", "/api/things/{id}/actions/{name}", "Invoke an action", None, AnswerView
    ): _invoke,
    Operation("POST", "/api/undo", "Take back the last act", None, AnswerView): _undo,
    Operation("GET", "/api/journal", "What was asked and done", None, list[EntryView]): _journal,
    Operation(
        "GET", "/api/confirmations", "What waits for a yes", None, list[ConfirmationView]
    ): _confirmations,
    Operation(
        "POST", "/api/confirmations/{id}", "Say yes or no", ConfirmRequest, AnswerView
    ): _confirm,
    Operation("DELETE", "/api/timers/{id}", "Drop a timer", None, None): _drop_timer,
    Operation("DELETE", "/api/schedules/{id}", "Drop a schedule", None, None): _drop_schedule,
}


def openapi(version: str) -> dict[str, Any]:
    """Return the OpenAPI document."""
    public = (
        Operation("GET", "/api/health", "Whether the hub runs", None, Health),
        Operation("POST", "/api/session", "Open a session with the token", SessionRequest, None),
    )
    return document((*public, *_OPERATIONS), version, public=public)


async def _events(parts: Parts, websocket: WebSocket) -> None:
    """Send what happens, beginning with the whole home."""
    caller = _caller(parts, websocket)
    if caller is None:
        await websocket.close(code=4401, reason="send the token or a session's cookie")
        return
    await websocket.accept()
    language = _language(websocket, parts)
    with suppress(WebSocketDisconnect):
        async with asyncio.TaskGroup() as group:
            sender = group.create_task(
                stream(parts.hub, websocket, caller.channel, language), name="events"
            )
            try:
                while True:  # clients have nothing to say here; reading notices that they left
                    await websocket.receive_text()
            except WebSocketDisconnect:
                sender.cancel()
