"""The library: what is found, kept, named, and handed out."""

import asyncio
import logging
import os
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from ondol.media.item import Item
from ondol.media.library import Library, Served
from ondol.media.probe import PyAvReader
from ondol.media.reader import Probed, Unreadable
from ondol.media.stores.sqlite import Liking, MediaStore
from ondol.media.video import Description, Video

from .films import film, google, stream


class Home:
    """A home's folder of films and its library, which can be started again."""

    def __init__(self, folder: Path) -> None:
        self.films = folder / "films"
        self.films.mkdir()
        self._data = folder / "data"
        self._data.mkdir()
        self.reader = Counting()
        self._stores: list[MediaStore] = []

    def library(self) -> Library:
        store = MediaStore(self._data / "media.sqlite")
        self._stores.append(store)
        return Library(
            folders=[self.films], data=self._data / "media", store=store, reader=self.reader
        )

    def close(self) -> None:
        for store in self._stores:
            store.close()


class Counting(PyAvReader):
    """Reads films, and remembers which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def probe(self, path: Path) -> Probed | Unreadable:
        self.read.append(path.name)
        return super().probe(path)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


def only(library: Library) -> Item:
    (item,) = library.items()
    return item


async def test_every_kind_of_film_is_found_and_the_damaged_one_set_aside(
    films: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = MediaStore(tmp_path / "media.sqlite")
    library = Library(folders=[films], data=tmp_path / "media", store=store, reader=PyAvReader())
    await library.look()
    kinds = {
        item.title: (item.kind, item.video.projection, item.video.stereo, item.video.source)
        for item in library.items()
    }
    half = "half_equirectangular"
    assert kinds == {
        "Apple garden": ("file", half, "side_by_side", "apple"),
        "Dolphins": ("file", "rectangular", "mono", "default"),
        "Only HEVC": ("file", "rectangular", "mono", "default"),
        "별밤": ("hls", half, "side_by_side", "hls"),
        "숲": ("file", "equirectangular", "top_bottom", "name"),
        "제주 바다": ("file", half, "side_by_side", "google"),
    }
    assert [one.name for one in library.set_aside()] == ["damaged.mp4"]
    assert all(item.thumbnail is not None for item in library.items())
    assert all(item.duration_s is not None for item in library.items())
    caplog.clear()
    await library.look()
    assert caplog.records == []  # said once
    store.close()


async def test_only_what_is_new_or_changed_is_read(home: Home) -> None:
    film(home.films / "a.mp4")
    library = home.library()
    await library.look()
    await library.look()
    film(home.films / "b.mp4", seconds=0.5)
    await library.look()
    assert home.reader.read == ["a.mp4", "b.mp4"]
    again = home.library()
    await again.look()
    assert home.reader.read == ["a.mp4", "b.mp4"]
    film(home.films / "b.mp4", seconds=0.7)
    await again.look()
    assert home.reader.read == ["a.mp4", "b.mp4", "b.mp4"]
    (home.films / "a.mp4").unlink()
    await again.look()
    assert [item.title for item in again.items()] == ["b"]


async def test_what_a_person_said_stays_with_a_film_that_is_renamed_and_moved(home: Home) -> None:
    film(home.films / "a.mp4", boxes=google(stereo=1))
    library = home.library()
    await library.look()
    before = only(library)
    said = Description(source="person", projection="half_equirectangular", stereo="side_by_side")
    corrected = await library.correct(before.id, said)
    assert corrected is not None
    assert (corrected.video.stereo, corrected.video.source) == ("side_by_side", "person")
    assert [(one.source, one.value) for one in corrected.video.overruled] == [
        ("google", "top_bottom")
    ]
    assert corrected.thumbnail != before.thumbnail
    (home.films / "내 영화").mkdir()
    (home.films / "a.mp4").rename(home.films / "내 영화" / "바다_360.mp4")
    again = home.library()
    await again.look()
    after = only(again)
    assert (after.id, after.title) == (before.id, "바다")
    assert (after.video.projection, after.video.stereo) == (
        "half_equirectangular",
        "side_by_side",
    )
    forgotten = await again.correct(before.id, None)
    assert forgotten is not None
    assert (forgotten.video.projection, forgotten.video.stereo) == (
        "equirectangular",
        "top_bottom",
    )


async def test_favourites_and_ratings_are_kept(home: Home) -> None:
    film(home.films / "a.mp4")
    library = home.library()
    await library.look()
    library.like(only(library).id, Liking(is_favourite=True, rating=4.0))
    again = home.library()
    await again.look()
    assert (only(again).is_favourite, only(again).rating) == (True, 4.0)
    assert again.like("nothing", Liking()) is None
    assert await again.correct("nothing", None) is None


async def test_the_same_film_twice_is_one(home: Home) -> None:
    film(home.films / "a.mp4")
    shutil.copy(home.films / "a.mp4", home.films / "b.mp4")
    library = home.library()
    await library.look()
    assert only(library).title == "a"
    assert [one.name for one in library.set_aside()] == ["b.mp4"]


async def test_subtitles_lie_beside_a_film_and_in_it(home: Home) -> None:
    film(home.films / "a.mp4", subtitles=[(0.0, 1.0, "안에")])
    (home.films / "a.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\n옆에\n")
    (home.films / "a.en.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\n<b>beside</b>\n")
    (home.films / "a.en.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nolder\n")
    (home.films / "ab.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nof another\n")
    library = home.library()
    await library.look()
    item = only(library)
    assert [(one.language, one.label) for one in item.subtitles] == [
        (None, "1"),
        ("en", "English"),
        ("kor", "한국어"),
    ]
    texts = [await content(library, item, one.location) for one in item.subtitles]
    assert ["옆에" in texts[0], "<b>beside</b>" in texts[1], "안에" in texts[2]] == [True] * 3
    assert all(text.startswith("WEBVTT\n") for text in texts)


async def test_a_subtitle_that_was_mended_is_served_anew(home: Home) -> None:
    film(home.films / "a.mp4")
    beside = home.films / "a.srt"
    beside.write_text("1\n00:00:00,000 --> 00:00:01,000\n오타\n")
    library = home.library()
    await library.look()
    item = only(library)
    assert "오타" in await content(library, item, item.subtitles[0].location)
    beside.write_text("1\n00:00:00,000 --> 00:00:01,000\n바른 말\n")
    assert "바른 말" in await content(library, item, item.subtitles[0].location)


async def content(library: Library, item: Item, location: str) -> str:
    served = await library.served(item.id, location)
    assert served is not None
    assert served.mime == "text/vtt"
    return served.path.read_text(encoding="utf-8")


async def test_a_stream_hands_out_what_its_playlists_name_and_nothing_else(home: Home) -> None:
    master = stream(home.films / "별밤")
    (master.parent / "secret.ts").write_bytes(b"G" * 376)
    with master.open("a") as file:
        file.write("../other.ts\n/etc/hostname\nnotes.txt\n")
    (master.parent / "notes.txt").write_text("private")
    (home.films / "other.ts").write_bytes(b"G" * 376)
    library = home.library()
    await library.look()
    item = next(one for one in library.items() if one.kind == "hls")
    assert item.title == "별밤"
    assert item.duration_s == 2.0
    for name in ("master.m3u8", "video.m3u8", "video0.ts", "video1.ts"):
        served = await library.served(item.id, name)
        assert served is not None, name
    assert (await library.served(item.id, "video0.ts")) == Served(
        mime="video/mp2t", path=master.parent / "video0.ts"
    )
    for name in ("secret.ts", "notes.txt", "../other.ts", "/etc/hostname", "x/../video0.ts"):
        assert await library.served(item.id, name) is None, name


async def test_a_stream_of_fragments_has_its_map_its_length_and_a_still(home: Home) -> None:
    master = stream(home.films / "별밤", segments="fmp4", eyes="side_by_side", layout="PROJ-HEQU")
    library = home.library()
    await library.look()
    item = only(library)
    assert (item.duration_s, item.video.stereo) == (2.0, "side_by_side")
    assert item.thumbnail is not None
    still = await library.served(item.id, item.thumbnail)
    assert still is not None
    assert still.mime == "image/jpeg"
    named = [one for one in master.parent.iterdir() if one.suffix in (".mp4", ".m4s")]
    assert len(named) == 3
    for one in named:
        assert await library.served(item.id, one.name) is not None
    assert sorted(one.name for one in still.path.parent.iterdir()) == [still.path.name]


async def test_variants_in_folders_of_their_own_are_part_of_the_stream(home: Home) -> None:
    master = stream(home.films / "별밤")
    inner = master.parent / "작은 것"
    inner.mkdir()
    for one in list(master.parent.iterdir()):
        if one.is_file() and one != master:
            one.rename(inner / one.name)
    master.write_text(master.read_text().replace("video.m3u8", f"{quote(inner.name)}/video.m3u8"))
    library = home.library()
    await library.look()
    item = only(library)
    assert item.duration_s == 2.0
    served = await library.served(item.id, "작은 것/video0.ts")
    assert served is not None
    assert served.path == inner / "video0.ts"


async def test_another_film_in_another_folder_with_the_same_master_is_another(home: Home) -> None:
    first = stream(home.films / "a").parent
    stream(home.films / "b", eyes="side_by_side")
    library = home.library()
    await library.look()
    assert sorted(item.title for item in library.items()) == ["a", "b"]
    kept = {item.id for item in library.items()}
    first.rename(home.films / "c")
    await library.look()
    assert {item.id for item in library.items()} == kept


@pytest.mark.parametrize(
    "name",
    ["../../secret", "..%2fsecret", "/etc/passwd", "a.mp4/../../secret", "", ".", "still-x.jpg"],
)
async def test_no_name_leads_out_of_the_folder(home: Home, name: str) -> None:
    film(home.films / "a.mp4")
    (home.films.parent / "secret").write_text("private")
    library = home.library()
    await library.look()
    item = only(library)
    assert await library.served(item.id, name) is None
    assert await library.served(item.id, quote(name)) is None
    assert await library.served("nothing", "a.mp4") is None


async def test_links_are_not_looked_behind(home: Home) -> None:
    outside = home.films.parent / "outside"
    outside.mkdir()
    film(outside / "private.mp4")
    (home.films / "link.mp4").symlink_to(outside / "private.mp4")
    (home.films / "folder").symlink_to(outside)
    library = home.library()
    await library.look()
    assert library.items() == ()


async def test_a_link_that_took_a_films_place_since_the_look_leads_nowhere(home: Home) -> None:
    path = film(home.films / "a.mp4")
    library = home.library()
    await library.look()
    item = only(library)
    assert await library.served(item.id, "a.mp4") is not None
    secret = home.films.parent / "secret"
    secret.write_text("private")
    path.unlink()
    path.symlink_to(secret)
    assert await library.served(item.id, "a.mp4") is None


async def test_a_folder_that_is_gone_is_said_and_what_was_read_of_it_is_kept(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    film(home.films / "a.mp4")
    library = home.library()
    await library.look()
    away = home.films.rename(home.films.with_name("unplugged"))
    with caplog.at_level(logging.WARNING):
        await library.look()
    assert library.items() == ()
    assert "cannot be read" in library.set_aside()[0].reason
    away.rename(home.films)
    await library.look()
    assert only(library).title == "a"
    assert home.reader.read == ["a.mp4"]


class Stuck(PyAvReader):
    """Holds up whoever asks, like a film that makes its demuxer go round."""

    def probe(self, path: Path) -> Probed | Unreadable:
        raise TimeoutError


async def test_what_could_not_be_read_is_tried_again_at_the_next_start(home: Home) -> None:
    (home.films / "a.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(200))
    library = home.library()
    await library.look()
    await library.look()
    assert home.reader.read == ["a.mp4"]
    await home.library().look()
    assert home.reader.read == ["a.mp4", "a.mp4"]


async def test_films_that_hold_their_reader_up_end_the_reading_and_not_the_home(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.mp4").write_bytes(f"{number}".encode() * 100)
    store = MediaStore(tmp_path / "media.sqlite")
    library = Library(folders=[folder], data=tmp_path / "media", store=store, reader=Stuck())
    await library.look()
    reasons = [one.reason for one in library.set_aside()]
    assert [("30 seconds" in one) for one in reasons] == [True, True, True, False, False]
    store.close()


async def test_who_listens_hears_of_changes_and_of_nothing_else(home: Home) -> None:
    heard: list[int] = []
    film(home.films / "a.mp4")
    library = home.library()
    library.on_change(lambda: heard.append(len(library.items())))
    await library.look()
    assert heard[-1] == 1
    count = len(heard)
    await library.look()
    assert len(heard) == count
    await library.correct(only(library).id, Description(source="person", stereo="side_by_side"))
    assert len(heard) == count + 1


def item(title: str) -> Item:
    return Item(
        id=title,
        title=title,
        kind="file",
        location="https://films.example/a.mp4",
        mime="video/mp4",
        video=Video(),
        source="films.example",
    )


TITLES = ("제주 바다", "바다", "별밤", "Dolphins", "The Great Escape", "숲", "기생충", "겨울왕국 2")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("제주 바다", "제주 바다"),
        ("제주바다를", "제주 바다"),
        ("바다를", "바다"),
        ("별 밤", "별밤"),
        ("별밤이나", "별밤"),
        ("숲을", "숲"),
        ("영화 기생충", "기생충"),
        ("기생춤", "기생충"),
        ("겨울왕국", "겨울왕국 2"),
        ("겨울 왕국 2를", "겨울왕국 2"),
        ("dolphins", "Dolphins"),
        ("the dolphin movie", "Dolphins"),
        ("great escape", "The Great Escape"),
    ],
)
async def test_a_film_is_found_by_what_somebody_calls_it(
    home: Home, query: str, title: str
) -> None:
    library = home.library()
    library.put_feed("https://films.example/deovr", map(item, TITLES), ())
    found = library.find(query)
    assert found, query
    assert found[0].title == title


@pytest.mark.parametrize("query", ["", "  ", "사", "불 꺼", "에어컨", "!!!", "zzz" * 100])
async def test_what_is_like_no_title_finds_nothing(home: Home, query: str) -> None:
    library = home.library()
    library.put_feed("https://films.example/deovr", map(item, TITLES), ())
    assert library.find(query) == ()


async def test_a_stream_that_is_not_whole_is_set_aside(home: Home) -> None:
    master = stream(home.films / "별밤")
    inner = master.with_name("video.m3u8")
    inner.write_text(inner.read_text().replace("#EXT-X-ENDLIST", ""))
    (home.films / "empty.m3u8").write_text("#EXTM3U\n#EXTINF:3,\nnothing.ts\n#EXT-X-ENDLIST\n")
    library = home.library()
    await library.look()
    assert library.items() == ()
    assert {one.name: one.reason.split(":")[0] for one in library.set_aside()} == {
        "별밤/master.m3u8": "it has no end",
        "empty.m3u8": "none of the files that it names is here",
    }


async def test_a_name_that_is_no_text_is_set_aside_and_the_rest_is_found(home: Home) -> None:
    film(home.films / "a.mp4")
    shutil.copy(home.films / "a.mp4", home.films / os.fsdecode(b"\xff\xfe.mp4"))
    library = home.library()
    await library.look()
    assert only(library).title == "a"
    assert [one.reason for one in library.set_aside()] == ["its name is not UTF-8"]


async def test_a_subtitle_belongs_to_its_film_however_its_letters_are_composed(home: Home) -> None:
    film(home.films / f"{unicodedata.normalize('NFD', '바다')}.mp4")
    (home.films / "바다.ko.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\n물\n")
    library = home.library()
    await library.look()
    item = only(library)
    assert (item.title, [one.language for one in item.subtitles]) == ("바다", ["ko"])
    assert "물" in await content(library, item, item.subtitles[0].location)


async def test_a_correction_during_a_look_is_not_lost(home: Home) -> None:
    film(home.films / "a.mp4")
    film(home.films / "b.mp4", seconds=0.5)
    library = home.library()
    said = Description(source="person", stereo="side_by_side")
    found = asyncio.Event()
    library.on_change(found.set)
    looking = asyncio.create_task(library.look())
    async with asyncio.timeout(30):
        await found.wait()
    first = library.items()[0]
    await library.correct(first.id, said)
    await looking
    corrected = library.item(first.id)
    assert corrected is not None
    assert corrected.video.stereo == "side_by_side"


async def test_a_film_that_is_called_like_a_still_is_served(home: Home) -> None:
    film(home.films / "still-mono.mp4")
    library = home.library()
    await library.look()
    item = only(library)
    assert item.title == "still-mono"
    assert await library.served(item.id, "still-mono.mp4") is not None
    assert await library.served(item.id, "still-mono.jpg") is not None
