"""Records what things report over time: listens to the hub, and keeps it in batches, off its path.

A watcher as any other: what reports faster than it listens is looked at anew, as a whole. What
cannot be kept (a full disk) is tried again with the next batch, and never stops the home.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

from ondol.clock import Clock
from ondol.errors import ServiceUnavailableError
from ondol.things.thing import State, Thing

from .home import Home
from .notice import (
    AvailabilityChanged,
    HubEvent,
    StateChanged,
    ThingFound,
    ThingGone,
)
from .readings import (
    BUCKET_S,
    Day,
    Gathering,
    Mark,
    Point,
    Series,
    as_number,
    by_day,
    counters,
    first_of,
    looked_back_to,
    points,
    slot,
    step_for,
)
from .stores.readings import ReadingStore

LAST_BATCH_S = 10.0
"""How long the end of a hub waits for its last batch to be kept."""

_log = logging.getLogger(__name__)

Subscribe = Callable[[], AbstractAsyncContextManager[AsyncIterator[HubEvent]]]


class Recorder:
    """What things of one home reported, and what they report now."""

    def __init__(
        self, store: ReadingStore, *, home: Callable[[], Home], subscribe: Subscribe, clock: Clock
    ) -> None:
        self._store = store
        self._home = home
        self._subscribe = subscribe
        self._clock = clock
        self._gathering = Gathering(self._now())
        self._state: dict[str, State] = {}
        self._counters: dict[str, frozenset[str]] = {}
        self._away: set[str] = set()
        self._keeping = asyncio.Lock()
        self._is_failing = False

    async def run(self) -> None:
        """Listen, and keep what was heard every five minutes and at the end; until cancelled."""
        self._gathering = Gathering(self._now(), await self._marks())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen(), name="readings:listen")
                while True:
                    await asyncio.sleep(BUCKET_S - self._now() % BUCKET_S)
                    await self._keep()
        finally:
            try:
                async with asyncio.timeout(LAST_BATCH_S):
                    await self._keep(is_end=True)
            except TimeoutError:
                _log.warning("the last readings were not kept in %g s", LAST_BATCH_S)

    async def history(self, thing: str, name: str, hours: int) -> list[Point]:
        """Return what a property was over the last hours; nothing where nothing is known.

        Raises:
            ServiceUnavailableError: what is kept cannot be read.
        """
        series, now, step_s = Series(thing, name), self._now(), step_for(hours)
        start = slot(now - hours * 3600) + BUCKET_S
        from_ = looked_back_to(start)
        async with self._keeping:
            kept = await self._store.buckets(series, start=from_, end=int(now) + 1)
            runs = await self._store.runs(from_)
            here = self._gathering.run_at(now)
            pending = self._gathering.pending(series, now)
        runs = [*(run for run in runs if run.started != here.started), here]
        return points([*kept, *pending], runs, start=start, end=now, step_s=step_s)

    async def energy(self, days: int) -> list[Day]:
        """Return the kilowatt-hours that counters rose by on each of so many days until today.

        Raises:
            ServiceUnavailableError: what is kept cannot be read.
        """
        now, timezone = self._clock.now(), self._home().timezone
        since = round(first_of(days, now, timezone).timestamp())
        async with self._keeping:
            kept = await self._store.rises(since)
            pending = self._gathering.pending_rises()
        rises = [*kept, *((series, at, rise) for (series, at), rise in pending.items())]
        return by_day(
            ((series.thing, at, rise) for series, at, rise in rises),
            days=days,
            now=now,
            timezone=timezone,
        )

    def _now(self) -> float:
        return self._clock.now().timestamp()

    async def _marks(self) -> Mapping[Series, Mark]:
        try:
            return await self._store.marks()
        except ServiceUnavailableError as error:
            _log.warning("what counters stood at is not known: %s", error)
            return {}

    async def _keep(self, *, is_end: bool = False) -> None:
        async with self._keeping:
            batch = self._gathering.hand_over(self._now(), is_end=is_end)
            try:
                await self._store.add(batch)
            except ServiceUnavailableError as error:
                self._gathering.take_back(batch)
                if not self._is_failing:
                    _log.warning("readings cannot be kept; trying again: %s", error)
                self._is_failing = True
            else:
                self._is_failing = False

    # Listening ---------------------------------------------------------------------------------

    async def _listen(self) -> None:
        while True:
            async with self._subscribe() as events:
                self._look_at(self._home())
                async for event in events:
                    self._take(event)

    def _take(self, event: HubEvent) -> None:
        match event:
            case StateChanged(thing_id=thing_id, state=state):
                self._report(thing_id, state)
            case AvailabilityChanged(thing_id=thing_id, is_available=True):
                self._away.discard(thing_id)
                self._note(thing_id, self._state.get(thing_id, {}))
            case AvailabilityChanged(thing_id=thing_id):
                self._away.add(thing_id)
                self._lose(thing_id)
            case ThingFound(thing=thing):
                self._find(thing)
            case ThingGone(thing_id=thing_id):
                self._lose(thing_id)
                self._state.pop(thing_id, None)
                self._counters.pop(thing_id, None)
                self._away.discard(thing_id)
            case _:
                pass

    def _look_at(self, home: Home) -> None:
        """Take in all of a home at once."""
        for thing_id in self._state.keys() - home.things.keys():
            self._take(ThingGone(thing_id=thing_id))
        self._away = {thing_id for thing_id in home.things if thing_id not in home.available}
        for thing in home.things.values():
            self._find(thing)
            if thing.id in self._away:
                self._lose(thing.id)
            self._report(thing.id, home.state.get(thing.id, {}))

    def _find(self, thing: Thing) -> None:
        self._counters[thing.id] = counters(thing)

    def _report(self, thing_id: str, state: State) -> None:
        self._state[thing_id] = state
        if thing_id not in self._away:
            self._note(thing_id, state)

    def _note(self, thing_id: str, state: State) -> None:
        now, counting = self._now(), self._counters.get(thing_id, frozenset())
        for name, value in state.items():
            self._gathering.note(
                Series(thing_id, name), as_number(value), now, is_counter=name in counting
            )

    def _lose(self, thing_id: str) -> None:
        """Take in that nothing is known of a thing for now."""
        now = self._now()
        for name in self._state.get(thing_id, {}):
            self._gathering.note(Series(thing_id, name), None, now)
