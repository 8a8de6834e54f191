"""The hub: one home that runs. Every wish enters by `submit`: policy, journal, adapters, observe.

It joins the parts and holds what is asked of them together; what they decide stands in `policy`,
`schedule`, `timers`, `undo` and `query`, how they act in `acting` and `doing`.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Literal
from zoneinfo import ZoneInfo

from ondol.clock import Clock
from ondol.language.normalise import clean
from ondol.things.adapter import Adapter
from ondol.things.command import Refused
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import State

from .acting import Acting, Patience
from .books import Books, Recovered
from .doing import Doing, Order
from .floor_plan import FloorPlan
from .home import Home
from .household import Household
from .journal import Entry, Heard
from .links import Link, Links
from .live import Adopted, Live
from .notice import (
    Announced,
    AvailabilityChanged,
    ConfirmationEnded,
    ConfirmationNeeded,
    HomeChanged,
    HubEvent,
    Notices,
    PlayingChanged,
    StateChanged,
    ThingFound,
    ThingGone,
)
from .plan import After, At, Plan, Sun
from .players import Players
from .policy import Actor, NeedsConfirmation, Risk, decide, may_confirm, risk_of
from .recorder import Recorder
from .result import Confirmation, Result
from .schedule import Fire, Missed, ScheduledPlan, SunTimes, Wait, look
from .stores.readings import MemoryReadings, ReadingStore
from .stores.store import Store
from .timers import KeptTimer

_log = logging.getLogger(__name__)

CONFIRM_WITHIN = dt.timedelta(seconds=60)
LOOK_AGAIN_S = 30.0
"""How often the clock is read at least: it may be set, or the machine may have slept."""
LATE_S = 5
"""A timer that ends later than this is said to be overdue."""
FIRST_BACK_OFF_S = 1.0
LONGEST_BACK_OFF_S = 60.0
MAX_TEXT = 300


class Hub:
    """One home: what it holds, what is asked of it, and what came of that."""

    def __init__(
        self,
        *,
        home: Home,
        store: Store,
        clock: Clock,
        new_id: Callable[[], str],
        sun: SunTimes | None = None,
        patience: Patience | None = None,
        readings: ReadingStore | None = None,
        players: Players | None = None,
    ) -> None:
        """Begin with `home` as it is given, and what `store` kept.

        What is available in `home` is there from the start, with its state; of the other things it
        gives the names that they bear once an adapter finds them. Things of type list are the hub's
        own. What things report over time is forgotten at the end, unless `readings` keeps it.
        Without `players` nothing can be looked up and played, or carried on elsewhere.
        """
        self._clock = clock
        self._new_id = new_id
        self._started_at = clock.now()
        self._links = Links(clock)
        self._books = Books(store)
        self._household = Household(self._books, clock, new_id)
        self._live = Live(home, self._books.adopted)
        for kept in self._books.lists.values():
            if kept.id in self._live.things:
                self._live.state[kept.id] = {"items": kept.items}
        self._notices = Notices()
        self._floor_plan = FloorPlan(self._books, self._live, self._notices, clock)
        self._recorder = Recorder(
            readings or MemoryReadings(),
            home=self.home,
            subscribe=lambda: self.subscribe(is_deaf=True),
            clock=clock,
        )
        self._players = players
        patience = patience or Patience()
        self._acting = Acting(self._live, patience, self._tell_state)
        self._doing = Doing(
            live=self._live,
            books=self._books,
            acting=self._acting,
            notices=self._notices,
            clock=clock,
            new_id=new_id,
            sun=sun,
            decline_asked=self._decline_asked,
            patience=patience,
            players=players,
        )
        self._tasks: set[asyncio.Task[Result]] = set()
        self._time_changed = asyncio.Event()
        for entry in self._books.recovered.interrupted:
            _log.warning("a stop of the hub interrupted %s (%s)", entry.id, entry.text or "plan")
        for one in self._books.recovered.set_aside:
            _log.warning(
                "%s %s could not be read and was set aside: %s", one.kind, one.id, one.reason
            )

    @property
    def recovered(self) -> Recovered:
        """What this start found: plans cut short by the last stop, and records set aside."""
        return self._books.recovered

    @property
    def household(self) -> Household:
        """The people of this home, and their keys."""
        return self._household

    @property
    def floor_plan(self) -> FloorPlan:
        """Where things stand."""
        return self._floor_plan

    @property
    def started_at(self) -> dt.datetime:
        """When this hub began."""
        return self._started_at

    def links(self) -> tuple[Link, ...]:
        """Return how things stand with each adapter."""
        return self._links.links(self._count)

    def _count(self, adapter: str) -> tuple[int, int]:
        """Return how many things an adapter speaks for, and how many of them are out of reach."""
        own = [thing for thing, owner in self._live.adapter_of.items() if owner == adapter]
        return len(own), len([thing for thing in own if thing not in self._live.available])

    @property
    def recorder(self) -> Recorder:
        """What things reported over time."""
        return self._recorder

    @property
    def players(self) -> Players | None:
        """What can be played here, and what plays; None: nothing can."""
        return self._players

    def tell_playing(self) -> None:
        """Tell those who watch what plays."""
        if self._players is not None:
            self._notices.publish(PlayingChanged(playing=tuple(self._players.playing())))

    def home(self) -> Home:
        """Return the home at this moment."""
        now = self._clock.now()
        return replace(
            self._live.given,
            areas=dict(self._live.areas),
            things=dict(self._live.things),
            state=dict(self._live.state),
            available=frozenset(self._live.available),
            timers=tuple(timer.view(now) for timer in self._books.timers.values()),
            moment=now,
        )

    def desired(self) -> Mapping[str, State]:
        """Return what is asked of things and not reported yet, by thing."""
        desired = {thing_id: self._acting.desired(thing_id) for thing_id in self._live.things}
        return {thing_id: values for thing_id, values in desired.items() if values}

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Return what waits for a yes or no, the oldest first."""
        now = self._clock.now()
        return tuple(c for c in self._books.confirmations.values() if c.expires_at > now)

    def journal(self, limit: int = 50) -> tuple[Entry, ...]:
        """Return the newest entries, the newest first."""
        return self._books.store.entries(limit)

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry; None: there is none, or it was forgotten."""
        return self._books.store.entry(entry_id)

    def schedules(self) -> tuple[ScheduledPlan, ...]:
        """Return what is to be done later."""
        return tuple(self._books.schedules.values())

    def cancel_schedule(self, schedule_id: str) -> bool:
        """Drop a schedule, and say whether there was one."""
        was_there = self._books.set_schedule(schedule_id, None)
        if was_there:
            self._doing.tell_timers()
        return was_there

    def cancel_timer(self, timer_id: str) -> bool:
        """Drop a timer, and say whether there was one."""
        was_there = self._books.set_timer(timer_id, None)
        if was_there:
            self._doing.tell_timers()
        return was_there

    def adopt(
        self,
        thing_id: str,
        *,
        title: str | None = None,
        area: str | None = None,
        aliases: tuple[str, ...] | None = None,
    ) -> bool:
        """Keep what people call a thing and where it stands; say whether there is such a thing."""
        if thing_id not in self._live.things or (area and area not in self._live.areas):
            return False
        adopted = Adopted(id=thing_id, title=title, area=area, aliases=aliases)
        self._books.adopt(adopted)
        self._live.adopt(adopted)
        self._notices.publish(HomeChanged(home=self.home()))
        return True

    def announcements(self) -> tuple[Announced, ...]:
        """Return what was announced last, for those who were not there to hear it."""
        return self._notices.announced()

    def subscribe(
        self, *, is_deaf: bool = False
    ) -> AbstractAsyncContextManager[AsyncIterator[HubEvent]]:
        """Watch what happens from now on; `is_deaf`: nobody hears there what is announced."""
        return self._notices.subscribe(is_deaf=is_deaf)

    # Wishes ----------------------------------------------------------------------------------

    async def submit(
        self, plan: Plan, actor: Actor, *, text: str | None = None, heard: Heard | None = None
    ) -> Result:
        """Have a plan carried out, refused, or held for confirmation; the one gate for all.

        `text` is what was said, `heard` how it was understood: for the journal. Returns when every
        command has ended. What was begun goes on though the caller gives up.
        """
        order = Order(
            id=self._new_id(),
            plan=plan,
            actor=actor,
            text=clean(text, limit=MAX_TEXT) if text else None,
            undo_of=self._doing.targets(plan),
            heard=heard,
        )
        return await self._see_through(self._rule(order))

    async def confirm(self, confirmation_id: str, actor: Actor, accept: bool) -> Result:
        """Answer a confirmation from another channel than the one that asked; once.

        `Result.refused.code`: "no_confirmation" (answered, too late, or never asked), "expired",
        "same_channel", "guest", "wrong_way"; "declined" where the answer was no.
        """
        asked = self._books.confirmations.get(confirmation_id)
        if asked is None:
            reason = "it was answered already, came too late, or was never asked"
            refused = Refused(reason=reason, code="no_confirmation")
            return Result(id=confirmation_id, plan=Plan(steps=()), refused=refused)
        if asked.expires_at <= self._clock.now():
            return self._end(asked, "expired")
        if not accept:
            return self._end(asked, "declined", by=actor.id)
        refusal = may_confirm(asked.actor, actor, self._household.person(actor.id))
        if refusal is not None:
            return Result(id=asked.entry_id, plan=asked.plan, confirmation=asked, refused=refusal)
        return await self._see_through(self._accepted(asked, actor))

    def _rule(self, order: Order) -> "Result | tuple[Order, Entry]":
        """Decide about an order, and write what was decided into the journal."""
        order = replace(order, plan=self._doing.settled(order.plan))
        actor, person = order.actor, self._household.person(order.actor.id)
        now = self._clock.now().astimezone(ZoneInfo(self._live.given.timezone))
        judged = self._doing.judged(order)
        verdict = decide(judged, actor, person, self._live.things, now)
        if not isinstance(verdict, Refused) or verdict.code == "guest":  # else it cannot be said
            order = replace(order, risk=risk_of(judged, self._live.things))
        match verdict:
            case Refused():
                result = Result(id=order.id, plan=order.plan, refused=verdict)
                self._doing.record(self._entry(order, "refused", result))
                return result
            case NeedsConfirmation(risk=risk) if order.waived is None or risk > order.waived:
                return self._ask(order, risk)
            case _:
                entry = self._doing.accept(order)
                return order, entry

    async def _see_through(self, ruled: "Result | tuple[Order, Entry]") -> Result:
        if isinstance(ruled, Result):
            return ruled
        return await asyncio.shield(self._start(*ruled))

    def _start(self, order: Order, entry: Entry) -> "asyncio.Task[Result]":
        """Carry out an accepted order in a task of its own, which outlives the one who asked."""
        task = asyncio.create_task(self._carry_out(order, entry), name=f"plan:{order.id}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[Result]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("%s failed", task.get_name(), exc_info=task.exception())

    async def _carry_out(self, order: Order, entry: Entry) -> Result:
        result = await self._doing.carry_out(order, entry)
        self._time_changed.set()
        return result

    def _ask(self, order: Order, risk: Risk) -> Result:
        now = self._clock.now()
        confirmation = Confirmation(
            id=self._new_id(),
            entry_id=order.id,
            plan=order.plan,
            actor=order.actor,
            risk=risk,
            asked_at=now,
            expires_at=now + CONFIRM_WITHIN,
            undo_of=tuple(entry_id or "" for entry_id in order.undo_of),
            text=order.text,
            schedule_id=order.schedule_id,
        )
        with self._books.store.together():
            self._books.ask(confirmation)
            self._doing.record(self._entry(order, "waiting", None))
        self._notices.publish(ConfirmationNeeded(confirmation=confirmation))
        self._time_changed.set()
        return Result(id=order.id, plan=order.plan, confirmation=confirmation)

    def _accepted(self, asked: Confirmation, actor: Actor) -> "Result | tuple[Order, Entry]":
        """Spend a confirmation, and rule again: the home may have changed meanwhile."""
        if not self._books.take(asked.id):
            refused = Refused(reason="it was answered already", code="no_confirmation")
            return Result(id=asked.entry_id, plan=asked.plan, refused=refused)
        self._notices.publish(ConfirmationEnded(confirmation_id=asked.id, end="accepted"))
        waiting = self._books.store.entry(asked.entry_id)
        return self._rule(
            Order(
                id=asked.entry_id,
                plan=asked.plan,
                actor=asked.actor,
                text=asked.text,
                undo_of=tuple(entry_id or None for entry_id in asked.undo_of),
                waived=asked.risk,
                schedule_id=asked.schedule_id,
                confirmed_by=actor.id,
                when=waiting.when if waiting is not None else None,
                heard=waiting.heard if waiting is not None else None,
            )
        )

    def _end(
        self, asked: Confirmation, end: Literal["declined", "expired"], *, by: str | None = None
    ) -> Result:
        """End a confirmation with a no, `by` whom, or because nobody answered."""
        refused = Refused(reason=f"the confirmation was {end}", code=end)
        result = Result(id=asked.entry_id, plan=asked.plan, refused=refused)
        self._books.take(asked.id)
        entry = self._books.store.entry(asked.entry_id)
        if entry is not None:
            self._doing.record(replace(entry, status=end, result=result, declined_by=by))
        self._notices.publish(ConfirmationEnded(confirmation_id=asked.id, end=end))
        return result

    def _decline_asked(self, channel: str) -> None:
        for asked in tuple(self._books.confirmations.values()):
            if asked.actor.channel == channel:
                self._end(asked, "declined", by=asked.actor.id)

    def _entry(
        self, order: Order, status: Literal["refused", "waiting", "missed"], result: Result | None
    ) -> Entry:
        return Entry(
            id=order.id,
            at=self._clock.now(),
            actor=order.actor,
            plan=order.plan,
            status=status,
            text=order.text,
            result=result,
            schedule_id=order.schedule_id,
            when=order.when,
            heard=order.heard,
            risk=order.risk,
            waived=order.waived,
        )

    # Running ---------------------------------------------------------------------------------

    async def run(self, adapters: Mapping[str, Adapter]) -> None:
        """Listen to adapters, and do in time what was put off; until cancelled."""
        self._acting.adapters = dict(adapters)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_time(), name="timekeeper")
                group.create_task(self._recorder.run(), name="readings")
                for name, adapter in adapters.items():
                    group.create_task(self._listen(name, adapter), name=f"adapter:{name}")
        finally:
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _listen(self, name: str, adapter: Adapter) -> None:
        """Take in an adapter's events; start it again, later and later, when it breaks."""
        back_off_s = FIRST_BACK_OFF_S
        while True:
            self._links.begin(name)
            try:
                async for event in adapter.events():
                    self._links.spoke(name)
                    self._take(name, event)
                    back_off_s = FIRST_BACK_OFF_S
                _log.warning("adapter %s ended; starting it again in %g s", name, back_off_s)
                self._links.broke(name, None, back_off_s)
            except Exception as error:  # noqa: BLE001  one broken adapter never stops the home
                _log.exception("adapter %s broke; starting it again in %g s", name, back_off_s)
                self._links.broke(name, error, back_off_s)
            self._lost(name)
            await asyncio.sleep(back_off_s)
            back_off_s = min(back_off_s * 2, LONGEST_BACK_OFF_S)

    def _lost(self, name: str) -> None:
        """Count an adapter's things as out of reach."""
        for thing_id, owner in self._live.adapter_of.items():
            if owner == name:
                self._set_available(thing_id, False)

    def _take(self, name: str, event: Event) -> None:
        """Take in what an adapter says of one of its own things."""
        if isinstance(event, Found):
            self._take_found(name, event)
            return
        owner = self._live.adapter_of.get(event.thing_id)
        if owner != name:
            _log.debug("adapter %s speaks of %s, which is not its own", name, event.thing_id)
            return
        match event:
            case Gone(thing_id=thing_id):
                self._live.gone(thing_id)
                self._acting.gone(thing_id)
                self._notices.publish(ThingGone(thing_id=thing_id))
            case Availability(thing_id=thing_id, is_available=is_available):
                self._set_available(thing_id, is_available)
            case Changed():
                self._take_changed(event)

    def _take_found(self, name: str, event: Found) -> None:
        thing_id = event.thing.id
        is_back = thing_id not in self._live.adapter_of
        try:
            is_new_area = self._live.found(name, event)
        except ValueError as error:
            _log.warning("a thing is left out: %s", error)
            return
        if is_back or event.thing.type == "list":
            self._live.available.add(thing_id)
        kept = self._books.lists.get(thing_id)
        if kept is not None:
            self._live.state[thing_id] = {"items": kept.items}
        self._notices.publish(ThingFound(thing=self._live.things[thing_id]))
        if is_new_area:
            self._notices.publish(HomeChanged(home=self.home()))

    def _take_changed(self, event: Changed) -> None:
        thing = self._live.things[event.thing_id]
        if thing.type == "list" and self._live.value(thing.id, "items") is not None:
            return  # lists are the hub's own
        report = self._live.changed(event)
        for problem in report.problems:
            _log.debug("part of a report is left out: %s", problem)
        self._acting.reported(thing.id, report.said, report.moved)
        if report.moved:
            self._tell_state(thing.id)
            self._look_at_conditions()

    def _set_available(self, thing_id: str, is_available: bool) -> None:
        if (thing_id in self._live.available) == is_available:
            return
        if is_available:
            self._live.available.add(thing_id)
        else:
            self._live.available.discard(thing_id)
        self._notices.publish(AvailabilityChanged(thing_id=thing_id, is_available=is_available))

    def _tell_state(self, thing_id: str) -> None:
        state = self._live.state.get(thing_id, {})
        desired = self._acting.desired(thing_id)
        self._notices.publish(StateChanged(thing_id=thing_id, state=state, desired=desired))

    # Time ------------------------------------------------------------------------------------

    async def _keep_time(self) -> None:
        while True:
            self._time_changed.clear()
            try:
                self._tick()
                wait_s = self._until_next()
            except Exception:  # noqa: BLE001  a full disk, say, must not end the home
                _log.exception("what was due could not be done; trying again")
                wait_s = LOOK_AGAIN_S
            try:
                async with asyncio.timeout(wait_s):
                    await self._time_changed.wait()
            except TimeoutError:
                continue

    def _tick(self) -> None:
        """Do all that is due."""
        now = self._clock.now()
        for timer in tuple(self._books.timers.values()):
            if timer.due_at is not None and timer.due_at <= now:
                self._ring(timer, now)
        for asked in tuple(self._books.confirmations.values()):
            if asked.expires_at <= now:
                self._end(asked, "expired")
        for schedule in tuple(self._books.schedules.values()):
            self._look_at(schedule)

    def _until_next(self) -> float:
        """Return the seconds until something is due, or the clock is to be read again."""
        moments = [
            *(timer.due_at for timer in self._books.timers.values()),
            *(asked.expires_at for asked in self._books.confirmations.values()),
            *(schedule.next_at for schedule in self._books.schedules.values()),
        ]
        now = self._clock.now()
        waits = [(moment - now).total_seconds() for moment in moments if moment is not None]
        return min(max(min(waits, default=LOOK_AGAIN_S), 0.0), LOOK_AGAIN_S)

    def _ring(self, timer: KeptTimer, now: dt.datetime) -> None:
        self._books.set_timer(timer.id, None)
        late_s = (now - timer.due_at).total_seconds() if timer.due_at is not None else 0.0
        overdue_s = round(late_s) if late_s > LATE_S else 0
        self._notices.publish(
            Announced(message="", at=now, timer=timer.view(now), overdue_s=overdue_s)
        )
        self._doing.tell_timers()

    def _look_at_conditions(self) -> None:
        for schedule in tuple(self._books.schedules.values()):
            if not isinstance(schedule.when, After | At | Sun):
                self._look_at(schedule)

    def _look_at(self, schedule: ScheduledPlan) -> None:
        match look(schedule, self._doing.now()):
            case Wait(schedule=same) if same == schedule:
                pass
            case Wait(schedule=newer):
                self._books.set_schedule(schedule.id, newer)
                self._time_changed.set()
            case Fire(rest=rest):
                self._fire(schedule, rest)
            case Missed(rest=rest):
                self._miss(schedule, rest)

    def _fire(self, schedule: ScheduledPlan, rest: ScheduledPlan | None) -> None:
        """Hand a schedule's plan in by the one gate; never twice, even after a crash."""
        with self._books.store.together():
            self._books.set_schedule(schedule.id, rest)
            ruled = self._rule(self._order(schedule))
        if not isinstance(ruled, Result):
            self._start(*ruled).set_name(f"schedule:{schedule.id}")
        self._doing.tell_timers()
        self._time_changed.set()

    def _miss(self, schedule: ScheduledPlan, rest: ScheduledPlan | None) -> None:
        _log.warning("the hub was off when schedule %s was due; it was not done", schedule.id)
        with self._books.store.together():
            self._books.set_schedule(schedule.id, rest)
            self._doing.record(self._entry(self._order(schedule), "missed", None))
        self._doing.tell_timers()

    def _order(self, schedule: ScheduledPlan) -> Order:
        return Order(
            id=self._new_id(),
            plan=schedule.then,
            actor=schedule.actor,
            text=schedule.text,
            waived=schedule.confirmed,
            schedule_id=schedule.id,
            when=schedule.when,
        )
