import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ondol.media.keeper import MAX_PLAYERS, Keeper
from ondol.media.playing import Content, Playing
from ondol.media.stores.playing import MemoryPlaying, PlayingStore, SqlitePlaying
from ondol.things.playing import Playback, Played
from ondol.things.thing import State

NOW = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
FILM = Content(item="m1", title="제주", duration_s=3600)


@dataclass
class Clock:
    moment: dt.datetime = NOW

    def now(self) -> dt.datetime:
        return self.moment

    def pass_s(self, seconds: float) -> None:
        self.moment += dt.timedelta(seconds=seconds)


def on(playback: str | None, app: str | None = None) -> State:
    return {"playback": playback, "app": app, "volume": 10}


def word(position_s: float, playback: Playback = "playing", item: str = "m1") -> Played:
    return Played(player="headset", item=item, position_s=position_s, playback=playback)


async def test_a_tv_is_followed_from_what_the_hub_started() -> None:
    clock = Clock()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.ask("tv", FILM, 100.0, on("idle"))
    clock.pass_s(8)  # it takes its time
    keeper.report("tv", on(None, "Browser"))
    keeper.report("tv", on("playing", "Browser"))
    await asyncio.wait_for(keeper.until_playing("tv"), 1)
    clock.pass_s(20)
    keeper.report("tv", on("paused", "Browser"))
    clock.pass_s(20)
    playing = keeper.of("tv")
    assert playing is not None
    assert (playing.item, playing.position(clock.now())) == ("m1", 120.0)


async def test_a_volume_is_no_word_of_what_plays() -> None:
    clock = Clock()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.report("headset", {**on("idle"), "volume": 1})
    keeper.hear(word(10))
    keeper.report("headset", {**on("idle"), "volume": 2})
    playing = keeper.of("headset")
    assert playing is not None
    assert playing.playback == "playing"


async def test_a_players_own_word_of_another_film_is_no_answer() -> None:
    keeper = Keeper(MemoryPlaying(), Clock())
    keeper.ask("headset", FILM, 0.0, on("playing"))
    keeper.hear(word(5, item="other"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await keeper.until_playing("headset")
    keeper.hear(word(0))
    await asyncio.wait_for(keeper.until_playing("headset"), 1)


def test_a_player_that_fails_keeps_what_it_played_before() -> None:
    clock = Clock()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.hear(word(50))
    keeper.ask("headset", Content(item="m2"), 0.0, on("playing"))
    keeper.drop_ask("headset")
    playing = keeper.of("headset")
    assert playing is not None
    assert (playing.item, playing.playback) == ("m1", "playing")


def test_a_player_that_is_lost_stopped_where_it_was() -> None:
    clock = Clock()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.hear(word(50))
    clock.pass_s(10)
    keeper.lost("headset")
    clock.pass_s(1000)
    (playing,) = keeper.playing()
    assert (playing.playback, playing.position(clock.now())) == ("idle", 60)


def test_who_watches_is_told_of_changes_and_of_nothing_else() -> None:
    clock, told = Clock(), list[int]()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.watch(lambda: told.append(1))
    keeper.hear(word(50))
    keeper.hear(word(50))
    keeper.report("tv", on("idle"))
    assert len(told) == 1
    clock.pass_s(5)
    keeper.hear(word(55.4))  # as everybody who can count knows
    assert len(told) == 1
    keeper.hear(word(90))
    assert len(told) == 2
    keeper.hear(word(90, "paused"))
    assert len(told) == 3


def test_what_was_heard_of_last_comes_first() -> None:
    clock = Clock()
    keeper = Keeper(MemoryPlaying(), clock)
    keeper.hear(word(1))
    clock.pass_s(1)
    keeper.report("tv", on("playing", "Netflix"))
    assert [one.player for one in keeper.playing()] == ["tv", "headset"]


# Stores -----------------------------------------------------------------------------------------

Open = Callable[[], PlayingStore]


@pytest.fixture(params=["memory", "sqlite"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Return what opens the same store again and again."""
    if request.param == "memory":
        store = MemoryPlaying()
        yield lambda: store
        return
    opened: list[SqlitePlaying] = []

    def again() -> PlayingStore:
        while opened:
            opened.pop().close()
        opened.append(SqlitePlaying(tmp_path / "playing.sqlite"))
        return opened[-1]

    yield again
    for store_ in opened:
        store_.close()


def test_what_is_kept_survives(open_store: Open) -> None:
    film = Playing(
        player="headset/1",
        playback="paused",
        at=NOW,
        item="m1",
        app="앱",
        content_id="c",
        title="제주 바다",
        position_s=754.25,
        duration_s=6000.0,
    )
    bare = Playing(player="tv", playback="idle", at=NOW)
    store = open_store()
    for one in (film, bare, Playing(player="gone", playback="idle", at=NOW)):
        store.put(one)
    store.drop("gone")
    store.put(film)
    assert list(open_store().load().values()) == [bare, film]


def test_after_a_restart_a_film_goes_on_where_it_was(open_store: Open) -> None:
    clock = Clock()
    keeper = Keeper(open_store(), clock)
    keeper.hear(word(50))
    clock.pass_s(60)
    keeper.checkpoint()
    clock.pass_s(3600)  # the hub was off
    again = Keeper(open_store(), clock)
    again.lost("headset")  # it was never there yet: nothing is known of it
    again.report("headset", on("idle"))
    (playing,) = again.playing()
    assert (playing.playback, playing.position(clock.now())) == ("idle", 110)


def test_only_so_many_players_are_remembered(open_store: Open) -> None:
    clock = Clock()
    keeper = Keeper(open_store(), clock)
    for number in range(MAX_PLAYERS + 5):
        keeper.report(f"tv-{number}", on("playing", "Netflix"))
    kept = open_store().load()
    assert len(kept) == MAX_PLAYERS
    assert "tv-0" not in kept


def test_a_row_that_cannot_be_read_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "playing.sqlite"
    store = SqlitePlaying(path)
    store.put(Playing(player="tv", playback="idle", at=NOW))
    store.close()
    with sqlite3.connect(path) as database:
        rows = [("a", "{"), ("b", "[]"), ("c", '{"at": "2026-03-02", "playback": "idle"}')]
        database.executemany("INSERT INTO playing VALUES (?, ?)", rows)
    database.close()
    store = SqlitePlaying(path)
    assert list(store.load()) == ["tv"]
    assert caplog.text.count("left out") == 3
    store.close()


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "playing.sqlite"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    store = SqlitePlaying(path)
    assert store.load() == {}
    store.close()
    assert (tmp_path / "playing.sqlite.damaged-1").is_file()
