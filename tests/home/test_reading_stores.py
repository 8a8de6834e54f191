"""One suite for every store of readings, and what only a file can suffer."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ondol.errors import ServiceUnavailableError, SettingsError
from ondol.home.readings import Batch, Bucket, Mark, Run, Series
from ondol.home.stores.readings import MemoryReadings, ReadingStore
from ondol.home.stores.sqlite_readings import SqliteReadings

AC, PLUG = Series("ac", "temperature"), Series("plug/1", "energy")
FIRST = Bucket(at=600, seconds=100, mean=20.0, low=19.0, high=21.0, last=20.5)
LATER = Bucket(at=600, seconds=200, mean=23.0, low=20.5, high=25.0, last=None)
BATCH = Batch(
    run=Run(started=500.25, until=900.0),
    buckets=[(AC, FIRST), (PLUG, replace(FIRST, at=900))],
    rises={(PLUG, 0): 0.25},
    marks={PLUG: Mark(value=12.5, at=640.0)},
)

Opener = Callable[[], ReadingStore]


@pytest.fixture(params=["memory", "sqlite"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """A function that opens one store: each time as a new start would find it."""
    opened: list[ReadingStore] = []
    memory = MemoryReadings()

    def reopen() -> ReadingStore:
        is_memory = request.param == "memory"
        opened.append(memory if is_memory else SqliteReadings(tmp_path / "readings.db"))
        return opened[-1]

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "readings.db"


async def test_what_was_added_is_there_at_the_next_start(reopened: Opener) -> None:
    await reopened().add(BATCH)
    store = reopened()
    assert await store.buckets(AC, start=0, end=1000) == [FIRST]
    assert await store.buckets(PLUG, start=0, end=1000) == [replace(FIRST, at=900)]
    assert await store.runs(0) == [BATCH.run]
    assert await store.rises(0) == [(PLUG, 0, 0.25)]
    assert await store.marks() == BATCH.marks


async def test_pieces_of_a_bucket_are_joined_and_rises_added_up(reopened: Opener) -> None:
    store = reopened()
    await store.add(BATCH)
    later = replace(BATCH, buckets=[(AC, LATER)], run=Run(started=500.25, until=1200.0))
    await store.add(later)
    assert await store.buckets(AC, start=600, end=601) == [
        Bucket(at=600, seconds=300, mean=22.0, low=19.0, high=25.0, last=None)
    ]
    assert FIRST.joined(LATER) == (await store.buckets(AC, start=600, end=601))[0]
    assert await store.rises(0) == [(PLUG, 0, 0.5)]
    assert await store.runs(1000) == [Run(started=500.25, until=1200.0)]


async def test_only_what_is_asked_for_comes_the_oldest_first(reopened: Opener) -> None:
    store = reopened()
    for at in (1500, 300, 900, 600):
        await store.add(replace(BATCH, buckets=[(AC, replace(FIRST, at=at))]))
    found = await store.buckets(AC, start=600, end=1500)
    assert [bucket.at for bucket in found] == [600, 900]
    assert await store.buckets(Series("ac", "humidity"), start=0, end=9000) == []
    assert await store.buckets(AC, start=900, end=900) == []
    assert await store.rises(900) == []


async def test_what_is_old_is_forgotten(reopened: Opener) -> None:
    store = reopened()
    await store.add(BATCH)
    month = 31 * 24 * 3600 + 3600
    newer = Batch(
        run=Run(started=month, until=month + 300),
        buckets=[(AC, replace(FIRST, at=month))],
        forget_before=3600,
    )
    await store.add(newer)
    assert [bucket.at for bucket in await store.buckets(AC, start=0, end=month + 1)] == [month]
    assert await store.rises(0) == []
    assert await store.runs(0) == [newer.run]


# Files ----------------------------------------------------------------------------------------


async def test_a_file_never_grows_beyond_what_it_may_and_keeps_the_newest(file: Path) -> None:
    limit = 400_000
    store = SqliteReadings(file, max_bytes=limit)
    things = [Series(f"sensor-{number}", "value") for number in range(200)]
    for at in range(0, 300 * 300, 300):
        buckets = [(series, replace(FIRST, at=at, mean=at / 7)) for series in things]
        await store.add(Batch(run=Run(started=0, until=at), buckets=buckets))
    found = await store.buckets(things[7], start=0, end=300 * 300)
    assert found[-1].at == 299 * 300
    assert 0 < len(found) < 200
    store.close()
    assert _size(file) < 6 * limit  # a batch, and what is cut at once, more


@pytest.mark.parametrize("damage", [b"this is no database" * 500, b"SQLite format 3\0" * 500])
async def test_a_damaged_file_is_put_away_and_a_new_one_begun(file: Path, damage: bytes) -> None:
    _write(file, damage)
    store = SqliteReadings(file)
    await store.add(BATCH)
    assert await store.buckets(AC, start=0, end=1000) == [FIRST]
    assert (file.parent / "readings.db.damaged-1").read_bytes() == damage
    store.close()


async def test_a_file_that_is_damaged_within_is_put_away_when_that_shows(file: Path) -> None:
    store = SqliteReadings(file)
    for at in range(0, 300 * 500, 300):
        await store.add(replace(BATCH, buckets=[(AC, replace(FIRST, at=at))]))
    store.close()
    _write(file, b"\xff" * (_size(file) - 4096 * 8), at=4096 * 8)
    store = SqliteReadings(file)
    await store.buckets(AC, start=0, end=300 * 500)
    await store.add(BATCH)
    assert await store.buckets(AC, start=600, end=700) == [FIRST]
    assert (file.parent / "readings.db.damaged-1").exists()
    store.close()


async def test_a_file_of_a_newer_version_is_left_alone_with_a_clear_error(file: Path) -> None:
    SqliteReadings(file).close()
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(SettingsError, match="newer version"):
        SqliteReadings(file)


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is the folder there"):
        SqliteReadings(tmp_path / "absent" / "readings.db")


async def test_a_store_that_cannot_write_says_so_and_keeps_no_half(file: Path) -> None:
    store = SqliteReadings(file)
    store._db.execute("DROP TABLE rise")
    with pytest.raises(ServiceUnavailableError, match=r"readings\.db: cannot be written"):
        await store.add(BATCH)
    assert await store.buckets(AC, start=0, end=1000) == []
    store.close()


CRASH = """
import asyncio, os, sys
from pathlib import Path
from ondol.home.readings import Batch, Bucket, Run, Series
from ondol.home.stores.sqlite_readings import SqliteReadings

store = SqliteReadings(Path(sys.argv[1]))
one = Bucket(at=600, seconds=300, mean=1.0, low=1.0, high=1.0, last=1.0)
asyncio.run(store.add(Batch(run=Run(started=0, until=900), buckets=[(Series("a", "on"), one)])))

def dying():
    yield Series("b", "on"), one
    os._exit(1)

asyncio.run(store.add(Batch(run=Run(started=0, until=1200), buckets=dying())))
"""


async def test_a_process_that_dies_keeps_what_was_added_and_no_half(file: Path) -> None:
    died = subprocess.run(  # noqa: S603, ASYNC221
        [sys.executable, "-c", CRASH, str(file)], check=False, capture_output=True
    )
    assert died.returncode == 1, died.stderr.decode()
    store = SqliteReadings(file)
    assert len(await store.buckets(Series("a", "on"), start=0, end=1000)) == 1
    assert await store.buckets(Series("b", "on"), start=0, end=1000) == []
    assert await store.runs(0) == [Run(started=0, until=900)]
    store.close()


def _size(file: Path) -> int:
    return file.stat().st_size


def _write(file: Path, content: bytes, *, at: int = 0) -> None:
    before = file.read_bytes()[:at] if at else b""
    file.write_bytes(before + content)
