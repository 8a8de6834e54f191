"""Fetches feeds, only from hosts that the settings name: bounded in size, number and time.

What a feed names is checked against the same hosts: a partner's list cannot make this hub ask
another machine of the home. Redirects are not followed, the environment's proxies not used.
"""

import asyncio
import json
import logging
from collections.abc import Collection, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from ondol.media.item import Item, SetAside
from ondol.media.library import Library

from . import deovr, heresphere
from .form import MAX_ITEMS, BadEntryError, aside, origin

MAX_BYTES = 4 * 1024 * 1024
"""Of one document."""
DOCUMENT_S = 20.0
FEED_S = 300.0
"""How long a feed may take, to its last film."""
AGAIN_S = 3600.0
AT_ONCE = 4

_log = logging.getLogger(__name__)


class Form(Protocol):
    """A form of feeds: a module that reads it."""

    def pages(self, document: Mapping[str, Any], origins: Collection[str]) -> list[tuple[str, str]]:
        """Return the names and addresses of the films that a list names."""
        ...

    def read(self, page: str, document: Mapping[str, Any], origins: Collection[str]) -> Item:
        """Return the film that a description is of; BadEntryError: it cannot be used."""
        ...


class FeedError(Exception):
    """A document cannot be had; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a feed names."""

    items: tuple[Item, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


class Feeds:
    """The feeds of a home. `hosts` are further origins that films may lie on."""

    def __init__(
        self,
        urls: Iterable[str],
        *,
        hosts: Iterable[str] = (),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._urls = tuple(urls)
        named = (origin(url) for url in (*self._urls, *hosts))
        self.origins = frozenset(one for one in named if one is not None)
        self._http = httpx.AsyncClient(
            timeout=DOCUMENT_S,
            follow_redirects=False,
            trust_env=False,
            transport=transport,
            headers={
                "Accept": "application/json",
                "Accept-Encoding": "identity",  # what is packed may be anything large
                "User-Agent": "Ondol",
            },
        )

    async def run(self, library: Library) -> None:
        """Keep a library's films of feeds up to date, until cancelled."""
        while True:
            for url in self._urls:
                try:
                    fetched = await self.fetch(url)
                except FeedError as error:
                    _log.warning("the feed %s cannot be read: %s", origin(url), error)
                else:
                    library.put_feed(url, fetched.items, fetched.set_aside)
            await asyncio.sleep(AGAIN_S)

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def fetch(self, url: str) -> Fetched:
        """Return what a feed names.

        Raises:
            FeedError: it cannot be had, or is in no form that is known.
        """
        try:
            async with asyncio.timeout(FEED_S):
                document = await self._document(url)
                form = _form(document)
                pages = form.pages(document, self.origins)[:MAX_ITEMS]
                limit = asyncio.Semaphore(AT_ONCE)
                async with asyncio.TaskGroup() as group:
                    tasks = [
                        group.create_task(self._film(name, page, limit)) for name, page in pages
                    ]
        except TimeoutError as error:
            raise FeedError(f"it took more than {FEED_S:.0f} seconds") from error
        found = [task.result() for task in tasks]
        items = {one.id: one for one in found if isinstance(one, Item)}
        set_aside = (one for one in found if isinstance(one, SetAside))
        return Fetched(items=tuple(items.values()), set_aside=tuple(set_aside))

    async def _film(self, name: str, page: str, limit: asyncio.Semaphore) -> Item | SetAside:
        async with limit:
            try:
                document = await self._document(page)
                form: Form = heresphere if "media" in document else deovr
                return form.read(page, document, self.origins)
            except (FeedError, BadEntryError) as error:
                return aside(name or page, error)

    async def _document(self, url: str) -> Mapping[str, Any]:
        """Return the JSON object at an address; players ask some by GET and some by POST."""
        if origin(url) not in self.origins:
            raise FeedError(f"{origin(url)} is named by no setting")
        try:
            async with asyncio.timeout(DOCUMENT_S):
                status, body = await self._answer("GET", url)
                if status in (404, 405):
                    status, body = await self._answer("POST", url)
        except TimeoutError as error:
            raise FeedError(f"no answer within {DOCUMENT_S:.0f} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FeedError(f"no answer: {type(error).__name__}") from error
        if status != 200:
            raise FeedError(f"its host answers {status}")
        try:
            document = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise FeedError("what came is no JSON") from error
        if not isinstance(document, dict):
            raise FeedError("what came is no feed")
        return document

    async def _answer(self, method: str, url: str) -> tuple[int, bytes]:
        body = {"needsMediaSource": True} if method == "POST" else None
        read = bytearray()
        async with (
            self._http.stream(method, url, json=body) as answer,
            aclosing(answer.aiter_raw()) as pieces,  # type: ignore[type-var]
        ):
            async for piece in pieces:
                read += piece
                if len(read) > MAX_BYTES:
                    raise FeedError(f"it is longer than {MAX_BYTES // 2**20} MB")
            return answer.status_code, bytes(read)


def _form(document: Mapping[str, Any]) -> Form:
    """Return the form that a list is in.

    Raises:
        FeedError: none that is known.
    """
    if "scenes" in document:
        return deovr
    if "library" in document:
        return heresphere
    raise FeedError("it is neither DeoVR's form nor HereSphere's")
