"""The page that a TV's browser is sent to, and the film for it, for who holds a ticket.

A TV cannot log in; what it may do stands in its address (`media.tickets`): fetch that one film, and
say where it is. The page is small, without a framework, and as old as the browsers of TVs.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from ondol.media.item import Item, is_url
from ondol.media.library import Library
from ondol.media.tickets import Ticket, Tickets
from ondol.things.playing import HearPlayed, Played

from .file_response import file_response
from .problem import ProblemError
from .schemas import PlayedRequest

PAGE = Path(__file__).with_name("tv_page")
_FILES = ("tv.js", "tv.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Television:
    """What TVs are served from, and who hears where they are."""

    library: Library
    tickets: Tickets
    hear: HearPlayed
    now: Callable[[], dt.datetime]


def tv_app(television: Television) -> Starlette:
    """Return the app under `/tv`."""

    async def page(request: Request) -> Response:
        return FileResponse(PAGE / "index.html")

    async def part(request: Request) -> Response:
        name = request.url.path.rpartition("/")[2]
        return FileResponse(PAGE / name)

    async def film(request: Request) -> Response:
        _, item = _film(television, request)
        return JSONResponse(_told(item, request.url.path.rpartition("/")[0]))

    async def played(request: Request) -> Response:
        ticket, item = _film(television, request)
        try:
            said = PlayedRequest.model_validate_json(await request.body())
        except ValueError as error:
            raise ProblemError(422, "not understood", "where a film is, in seconds") from error
        television.hear(
            Played(
                player=ticket.player,
                item=item.id,
                title=item.title,
                position_s=said.position_s,
                duration_s=said.duration_s,
                playback=said.playback,
            )
        )
        return Response(status_code=204)

    async def file(request: Request) -> Response:
        _, item = _film(television, request)
        served = await television.library.served(item.id, request.path_params["name"])
        if served is None:
            raise ProblemError(404, "no such file", "the film has no file of this name")
        return file_response(served, request)

    return Starlette(
        routes=[
            *(Route(f"/{name}", part) for name in _FILES),
            Route("/{ticket}", page),
            Route("/{ticket}/film.json", film),
            Route("/{ticket}/played", played, methods=["POST"]),
            Route("/{ticket}/film/{name:path}", file),
        ],
        exception_handlers={ProblemError: _problem, HTTPException: _refusal},
    )


def _film(television: Television, request: Request) -> tuple[Ticket, Item]:
    """Return whom a ticket lets in, and to what.

    Raises:
        ProblemError: it is none, its day is over, or the film is gone.
    """
    ticket = television.tickets.read(request.path_params["ticket"], television.now())
    item = television.library.item(ticket.item) if ticket is not None else None
    if ticket is None or item is None:
        raise ProblemError(404, "no such film", "this address has ended: start the film again")
    return ticket, item


def _told(item: Item, base: str) -> dict[str, object]:
    """Return what the page must know of a film."""
    return {
        "title": item.title,
        "url": _url(item.location, base),
        "stereo": item.video.stereo,
        "is_right_first": item.video.is_right_first,
        "subtitles": [
            {"language": one.language, "label": one.label, "url": _url(one.location, base)}
            for one in item.subtitles
        ],
    }


def _url(location: str, base: str) -> str:
    return location if is_url(location) else f"{base}/film/{quote(location)}"


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101  it was registered for this type
    return error.response()


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  it was registered for this type
    detail = f"{request.method} {request.url.path}: a TV's page has no such part"
    return ProblemError(error.status_code, error.detail.lower(), detail, error.headers).response()
