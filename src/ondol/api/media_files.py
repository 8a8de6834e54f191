"""Films themselves: files by name, and our catalogue as feeds.

The page reads `/media/...` with its session. Players such as DeoVR and HereSphere hold no cookie:
they read `/deovr?key=` and `/heresphere?key=`, whose addresses lead to `/player/KEY/...`, so that
what a playlist names beside itself is found under the same key. Such a key opens nothing else, and
an adult can take it back. Nobody's other token or key is taken from an address, where it would stay
in a player's history.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ondol.media.feeds import deovr, heresphere
from ondol.media.feeds.form import Url
from ondol.media.item import Item
from ondol.media.library import Library
from ondol.media.stores.sqlite import Liking

from .call import Parts
from .file_response import file_response
from .media_views import address
from .problem import ProblemError, stranger_problem
from .security import Caller, Stranger


def media_routes(parts: Parts, known: Callable[[Parts, HTTPConnection], Caller]) -> list[Route]:
    """Return the routes; `known` finds who calls, and raises ProblemError where nobody does."""

    async def file(request: Request) -> Response:
        known(parts, request)
        return await _file(_library(parts), request)

    async def file_for_player(request: Request) -> Response:
        _player(parts, request, request.path_params["key"])
        return await _file(_library(parts), request)

    async def deovr_list(request: Request) -> Response:
        url = _urls(parts, request, "deovr")
        return JSONResponse(deovr.write_list(_library(parts).items(), url))

    async def deovr_film(request: Request) -> Response:
        url = _urls(parts, request, "deovr")
        item = _item(_library(parts), request)
        if not deovr.is_told(item.video):
            raise ProblemError(404, "no such film", "DeoVR's form cannot say what its picture is")
        return JSONResponse(deovr.write(item, url))

    async def heresphere_list(request: Request) -> Response:
        url = _urls(parts, request, "heresphere")
        library = heresphere.write_list(_library(parts).items(), url)
        return JSONResponse(library, headers=heresphere.HEADER)

    async def heresphere_film(request: Request) -> Response:
        url = _urls(parts, request, "heresphere")
        library = _library(parts)
        item = _item(library, request)
        written = heresphere.read_written(await _body(request))
        liking = Liking(is_favourite=item.is_favourite, rating=item.rating)
        if written.is_favourite is not None:
            liking = replace(liking, is_favourite=written.is_favourite)
        if written.rating is not None:
            liking = replace(liking, rating=written.rating or None)
        if (liking.is_favourite, liking.rating) != (item.is_favourite, item.rating):
            item = library.like(item.id, liking) or item
        described = heresphere.write(item, url, wants_sources=written.wants_sources)
        return JSONResponse(described, headers=heresphere.HEADER)

    both = ["GET", "POST"]
    return [
        Route("/media/{id}/{name:path}", file, methods=["GET"]),
        Route("/player/{key}/{id}/{name:path}", file_for_player, methods=["GET"]),
        Route("/deovr", deovr_list, methods=both),
        Route("/deovr/{id}", deovr_film, methods=both),
        Route("/heresphere", heresphere_list, methods=both),
        Route("/heresphere/{id}", heresphere_film, methods=both),
    ]


def _player(parts: Parts, request: Request, key: str) -> None:
    """Check a player's key, which is none of another kind.

    Raises:
        ProblemError: it is wrong, was taken back, or too many wrong ones came.
    """
    peer = request.client.host if request.client is not None else ""
    found = parts.guard.caller(f"Bearer {key}", None, peer, "player")
    if isinstance(found, Stranger):
        raise stranger_problem(found)
    held = parts.guard.key(found.key) if found.key is not None else None
    if held is None or held.way != "player":
        detail = "a token does not belong into an address; have the page make a player's"
        raise ProblemError(403, "wrong way in", detail)


def _urls(parts: Parts, request: Request, form: str) -> Url:
    """Return what makes the addresses in a feed, for the key that asks for it."""
    key = request.query_params.get("key", "")
    _player(parts, request, key)
    base = str(request.base_url).rstrip("/")

    def url(item: Item, location: str) -> str:
        if not location:
            return f"{base}/{form}/{quote(item.id)}?key={quote(key)}"
        found = address(item, location, f"/player/{quote(key)}")
        return found if not found.startswith("/") else f"{base}{found}"

    return url


async def _body(request: Request) -> Any:
    """Return what a player sends; what is no JSON is nothing."""
    if request.method != "POST":
        return None
    try:
        return await request.json()
    except (ValueError, RecursionError):
        return None


async def _file(library: Library, request: Request) -> Response:
    served = await library.served(request.path_params["id"], request.path_params["name"])
    if served is None:
        raise ProblemError(404, "no such file", "GET /api/media names those that there are")
    return file_response(served, request)


def _item(library: Library, request: Request) -> Item:
    item = library.item(request.path_params["id"])
    if item is None:
        raise ProblemError(404, "no such film", "it is gone, or was never there")
    return item


def _library(parts: Parts) -> Library:
    if parts.media is None:
        raise ProblemError(404, "no films", "this home has no films")
    return parts.media
