"""Carries out one plan that was allowed, step by step, and closes its line in the journal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never
from zoneinfo import ZoneInfo

from ondol.clock import Clock
from ondol.language.normalise import clean, key
from ondol.things.command import Command, SetProperty
from ondol.things.thing import State

from .acting import Acting, Patience
from .books import LOOKED_BACK, Books
from .home import Home
from .journal import Entry, Heard, Trace
from .live import Live
from .notice import Announced as AnnouncedEvent
from .notice import JournalAdded, Notices, StateChanged, TimersChanged
from .plan import (
    Act,
    After,
    AllOf,
    Cancel,
    Handoff,
    Info,
    ListOp,
    Plan,
    Play,
    Query,
    Say,
    Schedule,
    Step,
    TimerOp,
    Undo,
    When,
)
from .players import Players
from .policy import Actor, Risk
from .query import answer
from .result import (
    Acted,
    Announced,
    Cancelled,
    Declined,
    Done,
    ListAnswer,
    Outcome,
    Result,
    Scheduled,
    StepResult,
    TimerAnswer,
    Told,
    Undone,
)
from .schedule import Now, ScheduledPlan, SunTimes, begin, needs_sun
from .showing import Showing
from .timers import TimerChange, operate
from .undo import Inverse, can_undo, inverse, touched

MAX_SCHEDULES = 200
MAX_AHEAD_S = 366 * 24 * 3600
MAX_ITEMS = 500
MAX_ITEM = 120
MAX_MESSAGE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A plan on its way, and what is known about it.

    Attributes:
        id: of its entry in the journal.
        undo_of: entries that its `Undo` steps take back; None: nothing is left to undo.
        waived: up to this risk a resident has said yes to it; None: nobody was asked.
        when: on what the schedule waited that does it. heard: how it was understood.
        risk: what policy found that it risks; None: it was not looked at so far.
    """

    id: str
    plan: Plan
    actor: Actor
    text: str | None = None
    undo_of: tuple[str | None, ...] = ()
    waived: Risk | None = None
    schedule_id: str | None = None
    confirmed_by: str | None = None
    when: When | None = None
    heard: Heard | None = None
    risk: Risk | None = None


@dataclass(slots=True)
class _Made:
    """What a plan made so far, for its trace."""

    undo_of: Iterator[str | None]
    timers: list[TimerChange] = field(default_factory=list)
    schedules: list[str] = field(default_factory=list)


class Doing:
    """Does the steps of plans on one home."""

    def __init__(
        self,
        *,
        live: Live,
        books: Books,
        acting: Acting,
        notices: Notices,
        clock: Clock,
        new_id: Callable[[], str],
        sun: SunTimes | None,
        decline_asked: Callable[[str], None],
        patience: Patience,
        players: Players | None = None,
    ) -> None:
        """Do steps with these; `decline_asked` drops what a channel was asked to confirm."""
        self._live = live
        self._books = books
        self._acting = acting
        self._notices = notices
        self._clock = clock
        self._new_id = new_id
        self._sun = sun
        self._decline_asked = decline_asked
        self._showing = Showing(
            live=live, players=players, act=self._act, patience=patience, clock=clock
        )

    def settled(self, plan: Plan) -> Plan:
        """Return a plan that names the players which it will touch, as far as they are clear."""
        return self._showing.settled(plan)

    def targets(self, plan: Plan) -> tuple[str | None, ...]:
        """Return the entries that a plan's `Undo` steps take back: the newest, then on."""
        count = sum(isinstance(step, Undo) for step in plan.steps)
        if not count:
            return ()
        found: list[str] = []
        for limit in (count + 5, LOOKED_BACK):  # what is undone is nearly always near
            entries = self._books.store.entries(limit)
            found = [entry.id for entry in entries if can_undo(entry)][:count]
            if len(found) == count:
                break
        return (*found, *[None] * (count - len(found)))

    def judged(self, order: Order) -> Plan:
        """Return an order's plan with what its `Undo` steps would do in their place."""
        targets = iter(order.undo_of)
        steps: list[Step] = []
        for step in order.plan.steps:
            entry = self._target(next(targets, None)) if isinstance(step, Undo) else None
            if entry is not None:
                steps.append(self._inverse(entry).act)
            elif not isinstance(step, Undo):
                steps.append(step)
        return replace(order.plan, steps=tuple(steps))

    def accept(self, order: Order) -> Entry:
        """Write an order into the journal, before anything moves."""
        things = touched(order.plan)
        entry = Entry(
            id=order.id,
            at=self._clock.now(),
            actor=order.actor,
            plan=order.plan,
            status="accepted",
            text=order.text,
            trace=Trace(before={thing_id: self._present(thing_id) for thing_id in things}),
            confirmed_by=order.confirmed_by,
            schedule_id=order.schedule_id,
            when=order.when,
            heard=order.heard,
            risk=order.risk,
            waived=order.waived,
        )
        self._books.store.put(entry)
        return entry

    async def carry_out(self, order: Order, entry: Entry) -> Result:
        """Do the steps in their order and complete the entry."""
        made = _Made(undo_of=iter(order.undo_of))
        steps = [await self._step(step, order, made) for step in order.plan.steps]
        result = Result(id=order.id, plan=order.plan, steps=tuple(steps))
        before = entry.trace.before if entry.trace is not None else {}
        trace = Trace(
            before=before,
            after={thing_id: self._live.state.get(thing_id, {}) for thing_id in before},
            timers=tuple(made.timers),
            schedules=tuple(made.schedules),
        )
        newest = self._books.store.entry(order.id) or entry  # it may have been undone meanwhile
        self.record(replace(newest, status="completed", result=result, trace=trace))
        return result

    def record(self, entry: Entry) -> None:
        """Write an entry, and tell those who watch."""
        self._books.store.put(entry)
        self._notices.publish(JournalAdded(entry=entry))

    def tell_timers(self) -> None:
        """Tell those who watch what timers and schedules there are."""
        now = self._clock.now()
        timers = tuple(timer.view(now) for timer in self._books.timers.values())
        schedules = tuple(self._books.schedules.values())
        self._notices.publish(TimersChanged(timers=timers, schedules=schedules))

    def now(self) -> Now:
        """Return what schedules are looked at with."""
        return Now(
            moment=self._clock.now(),
            timezone=self._live.given.timezone,
            state=self._live.state,
            sun=self._sun,
        )

    # Steps -----------------------------------------------------------------------------------

    async def _step(self, step: Step, order: Order, made: _Made) -> StepResult:
        match step:
            case Act():
                return Acted(outcomes=await self._act(step.commands()))
            case Undo():
                return await self._undo(next(made.undo_of, None), order)
            case Query():
                return answer(step, self._home(self._live.state))
            case TimerOp():
                return self._timer(step, made)
            case Schedule():
                return self._schedule(step, order, made)
            case ListOp():
                return self._list(step)
            case Say():
                return self._say(step)
            case Cancel():
                self._decline_asked(order.actor.channel)
                return Cancelled()
            case Info(topic="time" | "date" as topic):
                local = self._clock.now().astimezone(ZoneInfo(self._live.given.timezone))
                return Told(topic=topic, moment=local)
            case Info():
                return _without_weather(step)
            case Play():
                return await self._showing.play(step)
            case Handoff():
                return await self._showing.hand_off(step)
            case _:
                assert_never(step)

    async def _act(self, commands: Sequence[Command]) -> tuple[Outcome, ...]:
        """Carry out commands: lists are the hub's own, all else is a device's."""
        ends: dict[int, Outcome] = {}
        for index, command in enumerate(commands):
            thing = self._live.things.get(command.thing_id)
            if thing is not None and thing.type == "list" and isinstance(command, SetProperty):
                before = self._live.value(thing.id, "items")
                self._set_list(thing.id, command.value if type(command.value) is tuple else ())
                observed = self._live.value(thing.id, "items")
                ends[index] = Done(command=command, before=before, observed=observed)
        rest = [index for index in range(len(commands)) if index not in ends]
        outcomes = await self._acting.do([commands[index] for index in rest])
        ends.update(zip(rest, outcomes, strict=True))
        return tuple(ends[index] for index in range(len(commands)))

    async def _undo(self, entry_id: str | None, order: Order) -> Undone:
        entry = self._target(entry_id)
        if entry is None:
            return Undone(outcomes=(), entry_id=None)
        back = self._inverse(entry)
        with self._books.store.together():
            for timer_id, timer in back.timers.items():
                self._books.set_timer(timer_id, timer)
            for schedule_id in back.schedules:
                self._books.set_schedule(schedule_id, None)
        if back.timers or back.schedules:
            self.tell_timers()
        outcomes = await self._act(back.act.commands())
        if not outcomes or any(isinstance(outcome, Done) for outcome in outcomes):
            newest = self._books.store.entry(entry.id) or entry
            self.record(replace(newest, undone_by=order.id))
        return Undone(outcomes=outcomes, entry_id=entry.id)

    def _timer(self, op: TimerOp, made: _Made) -> TimerAnswer:
        now = self._clock.now()
        operated = operate(op, self._books.timers, now=now, new_id=self._new_id())
        with self._books.store.together():
            for change in operated.changes:
                self._books.set_timer(change.id, change.after)
        made.timers.extend(operated.changes)
        if operated.changes:
            self.tell_timers()
        return TimerAnswer(op=op, timers=operated.about, code=operated.code)

    def _schedule(self, step: Schedule, order: Order, made: _Made) -> Scheduled | Declined:
        declined = self._why_not(step)
        if declined is not None:
            return declined
        now = self.now()
        kept = ScheduledPlan(
            id=self._new_id(),
            when=step.when,
            then=step.then,
            actor=order.actor,
            since=now.moment,
            confirmed=order.waived,
            text=order.text,
        )
        kept = begin(kept, now)
        self._books.set_schedule(kept.id, kept)
        made.schedules.append(kept.id)
        self.tell_timers()
        return Scheduled(entry=kept)

    def _why_not(self, step: Schedule) -> Declined | None:
        if needs_sun(step.when) and self._sun is None:
            reason = "sunrise and sunset need the home's location; set it"
            return Declined(step=step, code="no_location", reason=reason)
        if len(self._books.schedules) >= MAX_SCHEDULES:
            return Declined(step=step, code="too_many", reason="too many schedules; drop some")
        if not 0 <= _longest(step.when) <= MAX_AHEAD_S:
            return Declined(step=step, code="out_of_range", reason="more than a year ahead")
        declined = [self._declined(inner) for inner in step.then.steps]
        if declined and all(declined):
            return declined[0]
        return None

    def _declined(self, step: Step) -> Declined | None:
        """Return why this home cannot do a step at all; None: it can try."""
        match step:
            case Play() | Handoff():
                return self._showing.why_not(step)
            case Info(topic="weather"):
                return _without_weather(step)
            case _:
                return None

    def _list(self, op: ListOp) -> ListAnswer:
        present = self._live.value(op.list_id, "items")
        before = present if isinstance(present, tuple) else ()
        item = clean(op.item, limit=MAX_ITEM) if op.item else ""
        same = next((known for known in before if key(known) == key(item)), None)
        items, code = before, None
        match op.op:
            case "read":
                pass
            case _ if not item:
                code = "what"
            case "add" if same is not None:
                code = "already_there"
            case "add" if len(before) >= MAX_ITEMS:
                code = "full"
            case "add":
                items = (*before, item)
            case "remove" | "complete" if same is None:
                code = "no_such_item"
            case "remove" | "complete":
                items = tuple(known for known in before if known != same)
        if items != before:
            self._set_list(op.list_id, items)
        return ListAnswer(
            op=op, list_id=op.list_id, item=same or item or None, items=items, code=code
        )

    def _say(self, step: Say) -> Announced:
        message = clean(step.message, limit=MAX_MESSAGE)
        event = AnnouncedEvent(message=message, at=self._clock.now(), things=step.things)
        return Announced(message=message, delivered=self._notices.publish(event))

    # Helpers ---------------------------------------------------------------------------------

    def _set_list(self, list_id: str, items: tuple[str, ...]) -> None:
        self._books.set_list(list_id, items)
        self._live.state[list_id] = {**self._live.state.get(list_id, {}), "items": items}
        state = self._live.state[list_id]
        self._notices.publish(StateChanged(thing_id=list_id, state=state, desired={}))

    def _present(self, thing_id: str) -> State:
        """Return what a thing reports, with what is under way as if it had come about."""
        return {**self._live.state.get(thing_id, {}), **self._acting.desired(thing_id)}

    def _target(self, entry_id: str | None) -> Entry | None:
        entry = self._books.store.entry(entry_id) if entry_id is not None else None
        return entry if entry is not None and can_undo(entry) else None

    def _inverse(self, entry: Entry) -> Inverse:
        state = {thing_id: self._present(thing_id) for thing_id in self._live.state}
        return inverse(entry, self._home(state), self._books.timers, self._clock.now())

    def _home(self, state: Mapping[str, State]) -> Home:
        return replace(self._live.given, things=self._live.things, state=state)


def _without_weather(step: Info) -> Declined:
    return Declined(step=step, code="no_weather", reason="no weather service is set up")


def _longest(when: When) -> int:
    match when:
        case After(seconds=seconds):
            return seconds
        case AllOf(whens=whens):
            return max((_longest(part) for part in whens), default=0)
        case _:
            return 0
