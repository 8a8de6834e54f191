"""The hub over HTTP and WebSocket (docs/reference/api.md; `/openapi.json` says it to machines)."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from ondol.agent.conversation import home_language
from ondol.agent.summary import Language
from ondol.errors import ServiceUnavailableError
from ondol.home.people import RULING, Way

from .call import Call, Parts
from .doors import Doors
from .events import LOGGED_OUT, SLOW_S, watch
from .handlers import OPERATIONS, Handler
from .media_files import media_routes
from .openapi import EVENTS, Operation, document
from .problem import ProblemError, stranger_problem, unavailable_problem
from .security import Caller, Stranger, cookie_name
from .trust import PATH as TRUST
from .trust import to_trust, trust_app
from .tv import tv_app

PAGE = Path(__file__).with_name("page")
FOR_EVER = "public, max-age=31536000, immutable"
WHY_CLOSED: Mapping[int, int] = {401: LOGGED_OUT[0], 403: 4403, 429: 4429}
"""By the status of the problem, how a WebSocket is closed for it."""


@dataclass(frozen=True, slots=True)
class Mounted:
    """An app of its own under a path, for those whom the hub knows; `way` is what its path is.

    It finds who calls in its scope: `scope["caller"]`, a `Caller`.
    """

    app: ASGIApp
    way: Way


def create_app(
    parts: Parts, mounts: Mapping[str, Mounted] | None = None, *, page: Path = PAGE
) -> ASGIApp:
    """Return the ASGI app; `mounts` are further apps, by path, behind the same doors."""
    described = document(OPERATIONS, parts.version)

    async def openapi(request: Request) -> Response:
        return JSONResponse(described)

    async def events(websocket: WebSocket) -> None:
        await _events(parts, websocket)

    routes: list[Route | WebSocketRoute | Mount] = [
        Route("/openapi.json", openapi, methods=["GET"]),
        WebSocketRoute(EVENTS, events),
        *(_route(parts, operation, handler) for operation, handler in OPERATIONS.items()),
    ]
    if parts.television is not None:
        routes.append(Mount("/tv", tv_app(parts.television)))
    if parts.trust is not None:
        routes += [Route(TRUST, to_trust), Mount(TRUST, trust_app(parts.trust))]
    routes += media_routes(parts, _known)
    for path, mounted in (mounts or {}).items():
        closed = _Closed(parts, mounted)
        # With and without a slash behind it; a WebSocket is not sent on from one to the other.
        routes += [Route(path, closed), WebSocketRoute(path, closed), Mount(path, closed)]
    if page.is_dir():
        routes.append(Mount("/", _Page(directory=page, html=True)))
    app = Starlette(
        routes=routes,
        exception_handlers={
            ProblemError: _problem,
            HTTPException: _refusal,
            ServiceUnavailableError: _unavailable,
            Exception: _defect,
        },
    )
    return Doors(app, parts.guard, origins=parts.media_origins)


def _route(parts: Parts, operation: Operation, handler: Handler) -> Route:
    async def endpoint(request: Request) -> Response:
        caller = None if operation.is_public else _known(parts, request)
        call = Call(
            request=request,
            parts=parts,
            known=caller,
            language=_language(request, parts),
        )
        _check_role(call, operation)
        return _response(await handler(call))

    path = operation.path.replace("{id}", "{id:path}")  # ids of things may hold slashes
    return Route(path, endpoint, methods=[operation.method])


def _check_role(call: Call, operation: Operation) -> None:
    """Raise ProblemError where an operation is not for who calls."""
    if operation.is_public:
        return
    is_administration = operation.is_administration or operation.for_ == "owner"
    if is_administration and call.caller.headset is not None:
        raise ProblemError(403, "not in a headset", "do that on the page, where a person is known")
    match operation.for_:
        case "owner" if call.person.role != "owner":
            raise ProblemError(403, "only the owner", "ask the owner of this home to do that")
        case "adults" if not RULING[call.person.role].confirms:
            raise ProblemError(403, "only adults", "only adults who live here may see that")
        case _:
            return


def _response(answer: BaseModel | list[BaseModel] | Response | None) -> Response:
    match answer:
        case Response():
            return answer
        case None:
            return Response(status_code=204)
        case list():
            return JSONResponse([one.model_dump(mode="json") for one in answer])
        case BaseModel():
            return Response(answer.model_dump_json(), media_type="application/json")


def _who(parts: Parts, connection: HTTPConnection, way: Way = "api") -> Caller | Stranger:
    return parts.guard.caller(
        connection.headers.get("authorization"),
        connection.cookies.get(cookie_name(connection.url.scheme)),
        connection.client.host if connection.client is not None else "",
        way,
    )


def _known(parts: Parts, connection: HTTPConnection, way: Way = "api") -> Caller:
    """Return who calls.

    Raises:
        ProblemError: nobody that we know; 401, 403 or 429.
    """
    match _who(parts, connection, way):
        case Caller() as caller:
            return caller
        case Stranger() as stranger:
            raise stranger_problem(stranger)


def _language(connection: HTTPConnection, parts: Parts) -> Language:
    """Return the language that the caller prefers, else the home's.

    A page cannot set the headers of a WebSocket: there `?language=` says it.
    """
    asked = connection.query_params.get("language", "")
    for part in (asked, *connection.headers.get("accept-language", "").split(",")):
        tag = part.partition(";")[0].strip().casefold()
        if tag.startswith("ko"):
            return "ko"
        if tag.startswith("en"):
            return "en"
    return home_language(parts.hub.home())


async def _events(parts: Parts, websocket: WebSocket) -> None:
    """Say what happens; a stranger is told so by a close that a page can read (4401)."""
    caller = _who(parts, websocket)
    await websocket.accept()
    if isinstance(caller, Stranger):
        await websocket.close(*LOGGED_OUT)
        return
    known, person = caller, parts.hub.household.person(caller.person)
    await watch(
        websocket,
        parts.hub,
        known.channel,
        _language(websocket, parts),
        lambda: parts.guard.is_open(known),
        sees_journal=person is not None and RULING[person.role].confirms,
    )


async def _turn_away(websocket: WebSocket, error: ProblemError) -> None:
    """Close a WebSocket so that a page can read why; a handshake denied tells it nothing."""
    await websocket.accept()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SLOW_S):
            await websocket.close(WHY_CLOSED[error.problem.status], error.problem.title)


class _Closed:
    """A mounted app, for those whom the hub knows."""

    def __init__(self, parts: Parts, mounted: Mounted) -> None:
        self._parts = parts
        self._mounted = mounted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            caller = _known(self._parts, HTTPConnection(scope), self._mounted.way)
        except ProblemError as error:
            if scope["type"] != "websocket":
                raise
            await _turn_away(WebSocket(scope, receive, send), error)
        else:
            await self._mounted.app({**scope, "caller": caller}, receive, send)


class _Page(StaticFiles):
    """The page; files whose names hold a digest of what is in them are good for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith("assets/") and response.status_code == 200:
            response.headers["Cache-Control"] = FOR_EVER
        return response


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101  it was registered for this type
    return error.response()


async def _refusal(request: Request, error: Exception) -> Response:
    """Answer what Starlette itself refuses: no such path, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101  it was registered for this type
    detail = f"{request.method} {request.url.path}: see /openapi.json for what can be called"
    if request.url.path == "/" and error.status_code == 404:
        detail = "the page was not built: run `make web`, then start the hub again"
    title = error.detail.lower()
    return ProblemError(error.status_code, title, detail, error.headers).response()


async def _unavailable(request: Request, error: Exception) -> Response:
    return unavailable_problem(error).response()


async def _defect(request: Request, error: Exception) -> Response:
    """Answer for a defect of ours; Starlette raises it again, for the log."""
    detail = "something broke in the hub; its log says what. Please report it"
    return ProblemError(500, "a defect", detail).response()
