"""The films of a home: what lies in its folders and what feeds name, kept up to date.

A look goes through the folders beside the loop and reads only what is new or changed; what cannot
be read is set aside with its reason. An item's id comes of its content, so what people said of a
film stays with it when it is renamed or moved.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ondol.errors import ServiceUnavailableError
from ondol.language.normalise import clean

from . import finding, scan
from .beside import in_thread
from .entry import Entry, mime_of, of_film, of_stream
from .item import Item, SetAside
from .making import Made
from .reader import Probed, Reader, Unreadable
from .stores.sqlite import Liking, MediaStore, Seen
from .video import Description, decide

LOOK_S = 60.0
"""How often the folders are looked through."""
PROBE_S = 30.0
STILL_S = 30.0
TEXTS_S = 120.0
WALK_S = 600.0
MAX_STUCK = 3
"""So many files may hang their reader before no more are read until the next start."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What is handed out under a name: a file as it lies there, or one that was made of it."""

    mime: str
    path: Path


@dataclass(slots=True)
class _Look:
    """What one look found."""

    entries: dict[str, Entry] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


class Library:
    """The films of a home.

    Args:
        folders: where films lie. data: where stills and texts are kept, beside the store.
        reader: reads films; None where there are no folders.
    """

    def __init__(
        self,
        *,
        folders: Sequence[Path],
        data: Path,
        store: MediaStore,
        reader: Reader | None,
    ) -> None:
        self._folders = tuple(folder.absolute() for folder in folders)
        self._made = Made(data)
        self._store = store
        self._reader = reader
        self._seen = store.seen()
        self._corrections = store.corrections()
        self._likings = store.likings()
        self._entries: dict[str, Entry] = {}
        self._remote: dict[str, Item] = {}
        self._set_aside: tuple[SetAside, ...] = ()
        self._remote_set_aside: dict[str, tuple[SetAside, ...]] = {}
        self._by_feed: dict[str, tuple[Item, ...]] = {}
        self._told: set[SetAside] = set()
        self._stuck = 0
        self._listeners: list[Callable[[], None]] = []
        self.is_looking = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where films lie."""
        return self._folders

    def items(self) -> tuple[Item, ...]:
        """Return every film, by title."""
        known = {**self._remote, **{key: entry.item for key, entry in self._entries.items()}}
        return tuple(sorted(known.values(), key=lambda one: (one.title.casefold(), one.id)))

    def item(self, item_id: str) -> Item | None:
        """Return a film."""
        entry = self._entries.get(item_id)
        return entry.item if entry is not None else self._remote.get(item_id)

    def find(self, query: str, *, limit: int = 5) -> tuple[Item, ...]:
        """Return the films that somebody may mean, the likeliest first."""
        return finding.find(self.items(), query, limit=limit)

    def set_aside(self) -> tuple[SetAside, ...]:
        """Return what cannot be used, and why."""
        remote = (one for kept in self._remote_set_aside.values() for one in kept)
        return (*self._set_aside, *remote)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have something called whenever the films, or what is said of one, changed."""
        self._listeners.append(listener)

    async def run(self) -> None:
        """Look through the folders, again and again, until cancelled."""
        while True:
            try:
                await self.look()
            except TimeoutError:
                _log.warning("the folders of films could not be looked through in time")
            except (ServiceUnavailableError, OSError) as error:  # a full disk, say: later, perhaps
                _log.warning("the folders of films could not be looked through: %s", error)
            await asyncio.sleep(LOOK_S)

    # What people say of films -------------------------------------------------------------------

    async def correct(self, item_id: str, said: Description | None) -> Item | None:
        """Keep what a person says of a picture; None: forget what was said. Return the film.

        Raises:
            ServiceUnavailableError: it cannot be kept.
        """
        if self.item(item_id) is None:
            return None
        self._store.put_correction(item_id, said)
        if said is None:
            self._corrections.pop(item_id, None)
        else:
            self._corrections[item_id] = said
        self._redecide(item_id)
        entry = self._entries.get(item_id)
        if entry is not None:
            await self._make_still(entry)
        self._tell()
        return self.item(item_id)

    def like(self, item_id: str, liking: Liking) -> Item | None:
        """Keep what people gave a film; return it.

        Raises:
            ServiceUnavailableError: it cannot be kept.
        """
        if self.item(item_id) is None:
            return None
        self._store.put_liking(item_id, liking)
        self._likings[item_id] = liking
        self._redecide(item_id)
        self._tell()
        return self.item(item_id)

    def _redecide(self, item_id: str) -> None:
        entry = self._entries.get(item_id)
        if entry is not None:
            self._entries[item_id] = replace(entry, item=self._finished(entry.item))
        elif item_id in self._remote:
            self._remote[item_id] = self._finished(self._remote[item_id])

    def _finished(self, item: Item) -> Item:
        """Return an item with what people said of it."""
        said = self._corrections.get(item.id)
        descriptions = item.descriptions if said is None else (said, *item.descriptions)
        liking = self._likings.get(item.id, Liking())
        video = item.video
        decided = decide(descriptions, width=video.width, height=video.height, codec=video.codec)
        still = self._made.still(item.id, decided)
        is_own = not item.is_remote
        return replace(
            item,
            video=decided,
            is_favourite=liking.is_favourite,
            rating=liking.rating,
            thumbnail=(still.name if still.is_file() else None) if is_own else item.thumbnail,
        )

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    # Feeds --------------------------------------------------------------------------------------

    def put_feed(self, feed: str, items: Iterable[Item], set_aside: Iterable[SetAside]) -> None:
        """Take what a feed names, in the place of what it named before."""
        self._by_feed[feed] = tuple(items)
        self._remote_set_aside[feed] = tuple(set_aside)
        self._say_once(self._remote_set_aside[feed])
        self._remote = {
            item.id: self._finished(item) for kept in self._by_feed.values() for item in kept
        }
        self._tell()

    # Files --------------------------------------------------------------------------------------

    async def served(self, item_id: str, name: str) -> Served | None:
        """Return what is handed out under a name of an item; None: nothing is.

        Only what was found at a look has a name, and it must still lie within its folder: a link
        that took its place since then leads nowhere.
        """
        entry = self._entries.get(item_id)
        if entry is None:
            return None
        if name in entry.files:
            return await asyncio.to_thread(self._file, entry, name)
        if name in entry.texts_inside:
            return await self._text_inside(entry, entry.texts_inside[name])
        still = self._made.still(item_id, entry.item.video)
        is_there = name == still.name and still.is_file()
        return Served(mime="image/jpeg", path=still) if is_there else None

    def _file(self, entry: Entry, name: str) -> Served | None:
        path = entry.files[name]
        if not _is_within(path, entry.root):
            return None
        if path.suffix.lower() in scan.TEXTS and entry.item.kind == "file":
            text = self._made.text_beside(entry.item.id, path)
            return Served(mime="text/vtt", path=text) if text is not None else None
        return Served(mime=mime_of(entry, name), path=path)

    async def _text_inside(self, entry: Entry, index: int) -> Served | None:
        """Return texts out of a film; they are read once, and kept."""
        kept = self._made.text_inside(entry.item.id, index)
        reader, film = self._reader, entry.files[entry.item.location]
        if not kept.is_file():
            if reader is None or not await asyncio.to_thread(_is_within, film, entry.root):
                return None
            try:
                text = await in_thread(lambda: reader.texts(film, index), timeout_s=TEXTS_S)
            except TimeoutError:
                return None
            if text is None:
                return None
            await asyncio.to_thread(self._made.put_text_inside, entry.item.id, index, text)
        return Served(mime="text/vtt", path=kept)

    # Looking ------------------------------------------------------------------------------------

    async def look(self) -> None:
        """Look through the folders once; new films are there as soon as each is read.

        Raises:
            TimeoutError: a folder does not answer.
        """
        self.is_looking = True
        before = {key: entry.item for key, entry in self._entries.items()}
        try:
            look = _Look()
            for root in self._folders:
                await self._look_through(root, look)
            self._entries = {
                key: replace(entry, item=self._finished(entry.item))  # people spoke meanwhile
                for key, entry in look.entries.items()
            }
            self._set_aside = tuple(look.set_aside)
            self._say_once(self._set_aside)
            self._forget(look)
            for entry in tuple(self._entries.values()):
                await self._make_still(entry)
        finally:
            self.is_looking = False
        if before != {key: entry.item for key, entry in self._entries.items()}:
            self._tell()

    async def _look_through(self, root: Path, look: _Look) -> None:
        found = await in_thread(lambda: scan.look_through(root), timeout_s=WALK_S)
        if found.problem is not None:
            look.set_aside.append(_aside(str(root), found.problem))
            look.seen |= {path for path in self._seen if Path(path).is_relative_to(root)}
        for name, reason in found.unusable.items():
            look.set_aside.append(_aside(name, reason))
        for stream in found.streams:
            self._add(of_stream(stream, root), look)
        for film in found.films:
            look.seen.add(str(film.path))
            item_id, read = await self._read(film)
            name = str(film.path.relative_to(root))
            match read:
                case Probed():
                    twin = look.entries.get(item_id)
                    if twin is None:
                        self._add(of_film(film, item_id, read, root), look)
                    else:
                        look.set_aside.append(_aside(name, f"it is {twin.item.title} again"))
                case Unreadable(reason):
                    look.set_aside.append(_aside(name, reason))

    def _add(self, entry: Entry, look: _Look) -> None:
        entry = replace(entry, item=self._finished(entry.item))
        look.entries.setdefault(entry.item.id, entry)
        if entry.item.id not in self._entries:
            self._entries[entry.item.id] = entry
            self._tell()

    async def _read(self, film: scan.FilmFile) -> tuple[str, Probed | Unreadable]:
        """Return a file's id and what it says of itself; what was read once is not read again."""
        known, reader = self._seen.get(str(film.path)), self._reader
        if known is not None and (known.size, known.mtime_ns) == (film.size, film.mtime_ns):
            return known.id, known.found
        if reader is None:
            return "", Unreadable("nothing here reads films")
        if self._stuck >= MAX_STUCK:
            return "", Unreadable("others held their reader up; the next start tries it again")
        try:
            item_id = await in_thread(
                lambda: scan.identity(film.path, film.size), timeout_s=PROBE_S
            )
            found = await in_thread(lambda: reader.probe(film.path), timeout_s=PROBE_S)
        except TimeoutError:
            self._stuck += 1
            item_id, found = "", Unreadable(f"it was not read within {PROBE_S:.0f} seconds")
        except OSError as error:
            return "", Unreadable(f"it cannot be read: {error.strerror}")
        seen = Seen(size=film.size, mtime_ns=film.mtime_ns, id=item_id, found=found)
        if isinstance(found, Probed):  # what could not be read is tried again at the next start
            self._store.put_seen(str(film.path), seen)
        self._seen[str(film.path)] = seen
        return item_id, found

    def _forget(self, look: _Look) -> None:
        """Forget what was read of files that are gone."""
        for path in [path for path in self._seen if path not in look.seen]:
            del self._seen[path]
            self._store.put_seen(path, None)

    def _say_once(self, set_aside: Iterable[SetAside]) -> None:
        for one in set_aside:
            if one not in self._told:
                self._told.add(one)
                _log.warning("set aside: %s: %s", one.name, one.reason)

    async def _make_still(self, entry: Entry) -> None:
        """Make a film's still, where there is none."""
        item, reader = entry.item, self._reader
        if reader is None or self._stuck >= MAX_STUCK or not self._made.lacks_still(item):
            return
        try:
            jpeg = await in_thread(
                lambda: self._made.make_still(item, entry.sample, reader), timeout_s=STILL_S
            )
        except TimeoutError:
            self._stuck += 1
            jpeg = None
        except OSError:
            return
        await asyncio.to_thread(self._made.put_still, item, jpeg)
        self._redecide(item.id)


def _aside(name: str, reason: str) -> SetAside:
    return SetAside(name=clean(name, limit=200), reason=reason)


def _is_within(path: Path, root: Path) -> bool:
    try:
        real = path.resolve(strict=True)
        return real.is_file() and real.is_relative_to(root.resolve(strict=True))
    except (OSError, RuntimeError):  # gone, or links that go round
        return False
