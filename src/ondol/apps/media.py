"""The films of a home: its library, built of the settings, and what keeps it up to date."""

import contextlib
import importlib.util
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from ondol.adapters.sim.virtual_home import FILMS
from ondol.errors import SettingsError
from ondol.media.feeds.fetch import Feeds
from ondol.media.library import Library
from ondol.media.reader import Reader
from ondol.media.stores.sqlite import MediaStore

from .settings import Settings

Task = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Films:
    """A library, and what keeps it.

    Attributes:
        origins: hosts of feeds, whose films the page may play.
        tasks: what is to run as long as the hub does, by name.
    """

    library: Library
    origins: tuple[str, ...] = ()
    tasks: Mapping[str, Task] = field(default_factory=dict)


@contextlib.asynccontextmanager
async def films(settings: Settings) -> AsyncIterator[Films | None]:
    """Open the library; None where the settings name neither folders nor feeds.

    A virtual home of which nothing is said has films of its own, where they can be read.

    Raises:
        SettingsError: the extra `media` is not installed, or what is kept cannot be opened.
    """
    folders = settings.media
    if not folders and not settings.media_feeds and settings.is_virtual and _can_read():
        folders = (FILMS,)
    if not folders and not settings.media_feeds:
        yield None
        return
    async with contextlib.AsyncExitStack() as stack:
        store = MediaStore(settings.data / "media.sqlite")
        stack.callback(store.close)
        library = Library(
            folders=folders,
            data=settings.data / "media",
            store=store,
            reader=_reader() if folders else None,
        )
        tasks: dict[str, Task] = {}
        origins: tuple[str, ...] = ()
        if folders:
            tasks["media"] = library.run
        if settings.media_feeds:
            feeds = Feeds(settings.media_feeds, hosts=settings.media_hosts)
            stack.push_async_callback(feeds.close)
            tasks["media-feeds"] = lambda: feeds.run(library)
            origins = tuple(sorted(feeds.origins))
        yield Films(library=library, origins=origins, tasks=tasks)


def _can_read() -> bool:
    return importlib.util.find_spec("av") is not None


def _reader() -> Reader:
    if not _can_read():
        raise SettingsError("films need PyAV: pip install 'ondol[media]'")
    from ondol.media.probe import PyAvReader

    return PyAvReader()
