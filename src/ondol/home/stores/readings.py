"""The port to where readings are kept, and a store that forgets all when the process ends.

Asynchronous, unlike `Store`: nothing waits for a reading to be kept, and what thousands of things
reported is written in one go, away from the loop. One suite of tests holds for every one of them
(tests/home/test_reading_stores.py).
"""

from collections.abc import Mapping
from typing import Protocol

from ondol.home.readings import Batch, Bucket, Mark, Run, Series


class ReadingStore(Protocol):
    """Keeps buckets; a batch is kept whole or not at all, after a crash at any point too.

    Raises:
        ServiceUnavailableError: (any method) the disk is full, or the file is gone.
    """

    async def add(self, batch: Batch) -> None:
        """Keep a batch; pieces of one bucket are joined, rises are added up."""
        ...

    async def marks(self) -> Mapping[Series, Mark]:
        """Return what counters stood at."""
        ...

    async def buckets(self, series: Series, *, start: int, end: int) -> list[Bucket]:
        """Return the buckets of a series from `start` to before `end`, the oldest first."""
        ...

    async def runs(self, since: int) -> list[Run]:
        """Return the times, which reach beyond `since`, over which somebody listened."""
        ...

    async def rises(self, since: int) -> list[tuple[Series, int, float]]:
        """Return what counters rose by from `since` on: which, the quarter of an hour, how much."""
        ...

    def close(self) -> None:
        """Let go of the store; nothing may be asked of it after."""
        ...


class MemoryReadings:
    """Keeps readings as they are, for tests and a look around; see `ReadingStore`."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[Series, int], Bucket] = {}
        self._rises: dict[tuple[Series, int], float] = {}
        self._marks: dict[Series, Mark] = {}
        self._runs: dict[float, Run] = {}

    async def add(self, batch: Batch) -> None:
        """Keep a batch."""
        for series, bucket in batch.buckets:
            before = self._buckets.get((series, bucket.at))
            self._buckets[series, bucket.at] = bucket if before is None else before.joined(bucket)
        for key, rise in batch.rises.items():
            self._rises[key] = self._rises.get(key, 0.0) + rise
        self._marks.update(batch.marks)
        self._runs[batch.run.started] = batch.run
        oldest = batch.forget_before
        self._buckets = {key: kept for key, kept in self._buckets.items() if key[1] >= oldest}
        self._rises = {key: kept for key, kept in self._rises.items() if key[1] >= oldest}
        self._runs = {key: run for key, run in self._runs.items() if run.until >= oldest}

    async def marks(self) -> Mapping[Series, Mark]:
        """Return what counters stood at."""
        return dict(self._marks)

    async def buckets(self, series: Series, *, start: int, end: int) -> list[Bucket]:
        """Return the buckets of a series."""
        kept = self._buckets.items()
        found = [one for (of, at), one in kept if of == series and start <= at < end]
        return sorted(found, key=lambda bucket: bucket.at)

    async def runs(self, since: int) -> list[Run]:
        """Return the times over which somebody listened."""
        return [run for run in self._runs.values() if run.until >= since]

    async def rises(self, since: int) -> list[tuple[Series, int, float]]:
        """Return what counters rose by."""
        return [(key[0], key[1], rise) for key, rise in self._rises.items() if key[1] >= since]

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""
