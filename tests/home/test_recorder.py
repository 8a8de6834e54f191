"""What the hub records of its things: off its path, in batches, and whatever befalls it."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from ondol.errors import ServiceUnavailableError
from ondol.home.notice import MAX_WAITING, Announced
from ondol.home.plan import Plan, Say
from ondol.home.readings import Batch, Point
from ondol.home.recorder import Recorder
from ondol.home.stores.readings import MemoryReadings
from ondol.home.stores.sqlite_readings import SqliteReadings
from ondol.things.event import Gone

from .world import MINJI, Peer, running

pytestmark = pytest.mark.looptime


class Counted(MemoryReadings):
    """Counts what it is given, and fails while it is full."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[Batch] = []
        self.is_full = False

    async def add(self, batch: Batch) -> None:
        if self.is_full:
            raise ServiceUnavailableError("the disk is full")
        self.batches.append(batch)
        await super().add(batch)


def means(points: Sequence[Point]) -> list[float]:
    return [point.mean for point in points]


async def test_it_writes_once_in_five_minutes_whatever_is_reported() -> None:
    store, peer = Counted(), Peer()
    async with running(peer, readings=store):
        for number in range(1, 601):
            peer.report("ac", temperature=20 + number % 10 / 10)
            await asyncio.sleep(1)
        assert len(store.batches) == 2
    assert len(store.batches) == 3  # the end of the hub
    rows = [bucket for batch in store.batches for of, bucket in batch.buckets if of.thing == "ac"]
    assert len(rows) < 20


async def test_more_than_it_can_listen_to_at_once_is_looked_at_as_a_whole() -> None:
    peer = Peer()
    async with running(peer) as hub:
        for number in range(MAX_WAITING * 2):
            peer.report("light", brightness=number % 100)
        peer.report("light", brightness=42)
        await asyncio.sleep(300)
        peer.report("light", brightness=43)
        await asyncio.sleep(200)
        points = await hub.recorder.history("light", "brightness", 1)
        assert points[0].mean == pytest.approx(42, abs=0.5)
        assert points[-1].high == 43


async def test_a_full_disk_is_said_once_and_nothing_is_lost_when_there_is_room_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store, peer = Counted(), Peer()
    async with running(peer, readings=store) as hub:
        store.is_full = True
        with caplog.at_level(logging.WARNING):
            for degrees in (20.0, 21.0, 22.0):
                peer.report("ac", temperature=degrees)
                await asyncio.sleep(300)
        said = [one for one in caplog.messages if "readings" in one]
        assert len(said) == 1
        store.is_full = False
        await asyncio.sleep(300)
        assert means(await hub.recorder.history("ac", "temperature", 1))[:3] == pytest.approx(
            [20, 21, 22], abs=0.1
        )


async def test_a_thing_that_is_gone_is_no_longer_known() -> None:
    peer = Peer()
    async with running(peer) as hub:
        await asyncio.sleep(300)
        peer.say(Gone(thing_id="ac"))
        await asyncio.sleep(900)
        assert len(await hub.recorder.history("ac", "temperature", 1)) <= 2


async def test_what_was_recorded_is_there_after_a_restart(tmp_path: Path) -> None:
    first = SqliteReadings(tmp_path / "readings.db")
    async with running(Peer(), readings=first):
        await asyncio.sleep(1)
    first.close()
    second = SqliteReadings(tmp_path / "readings.db")
    async with running(Peer(), readings=second) as hub:
        await asyncio.sleep(1)
        found = await hub.recorder.history("ac", "temperature", 1)
        assert means(found) == [28.5]
        assert isinstance(hub.recorder, Recorder)
    second.close()


async def test_the_recorder_is_nobody_who_hears_what_is_announced() -> None:
    async with running(Peer()) as hub:
        result = await hub.submit(Plan(steps=(Say(message="아무도 없나요"),)), MINJI)
        assert getattr(result.steps[0], "delivered", None) == 0
        async with hub.subscribe() as events:
            result = await hub.submit(Plan(steps=(Say(message="여기요"),)), MINJI)
            assert getattr(result.steps[0], "delivered", None) == 1
            assert isinstance(await anext(events), Announced)
