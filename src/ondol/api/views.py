"""Makes wire types of what the hub says."""

from collections.abc import Mapping
from typing import Literal

from ondol.agent.answer import Answer, Chat, Clarify, Refused
from ondol.agent.conversation import Spoken
from ondol.agent.reply import reply
from ondol.agent.summary import Language, summary, when_text
from ondol.agent.why import why
from ondol.home import wire
from ondol.home.home import Home, Timer
from ondol.home.hub import Hub
from ondol.home.journal import Entry
from ondol.home.plan import Plan
from ondol.home.result import (
    Acted,
    Confirmation,
    Done,
    NotDone,
    Outcome,
    Result,
    Shown,
    TimedOut,
    Undone,
)
from ondol.home.schedule import ScheduledPlan
from ondol.things.command import SetProperty
from ondol.things.thing import Property, State, Thing, Value

from .schemas import (
    AnswerView,
    AreaView,
    ConfirmationView,
    EntryView,
    HomeView,
    OutcomeView,
    PropertyView,
    Scalar,
    ScheduleView,
    ThingView,
    TimerView,
    WhyView,
)
from .schemas import Value as WireValue

_JsonType = Literal["boolean", "integer", "number", "string", "array"]
_JSON_TYPES: Mapping[type, _JsonType] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    tuple: "array",
}


def home_view(hub: Hub, channel: str, language: Language) -> HomeView:
    """Return the whole home."""
    home, desired = hub.home(), hub.desired()
    return HomeView(
        id=home.id,
        language=home.language,
        timezone=home.timezone,
        areas=[AreaView(id=a.id, name=a.name, floor=a.floor) for a in home.areas.values()],
        things=[thing_view(t, home, desired.get(t.id, {})) for t in home.things.values()],
        timers=[timer_view(timer) for timer in home.timers],
        schedules=[schedule_view(one, home, language) for one in hub.schedules()],
        confirmations=[
            confirmation_view(one, home, channel, language) for one in hub.confirmations()
        ],
    )


def thing_view(thing: Thing, home: Home, desired: State) -> ThingView:
    """Return one thing."""
    return ThingView(
        id=thing.id,
        title=thing.title,
        type=thing.type,
        kind=thing.kind,
        measures=thing.measures,
        area=thing.area,
        available=thing.id in home.available,
        state=values(home.state.get(thing.id, {})),
        desired=values(desired),
        properties={name: _property(known) for name, known in thing.properties.items()},
        actions=list(thing.actions),
    )


def values(state: State) -> dict[str, WireValue]:
    """Return a state's values."""
    return {name: _value(value) for name, value in state.items()}


def _value(value: Value) -> WireValue:
    return list(value) if isinstance(value, tuple) else value


def _scalar(value: Value) -> Scalar:
    return None if isinstance(value, tuple) else value


def _property(known: Property) -> PropertyView:
    return PropertyView(
        type=_JSON_TYPES.get(known.type, "string"),
        unit=known.unit,
        minimum=known.minimum,
        maximum=known.maximum,
        step=known.step,
        enum=[_scalar(one) for one in known.enum],
        read_only=known.read_only,
        nullable=known.nullable,
    )


def timer_view(timer: Timer) -> TimerView:
    """Return one timer."""
    return TimerView(
        id=timer.id,
        name=timer.name,
        area=timer.area,
        length_s=timer.length_s,
        left_s=timer.left_s,
        paused=timer.is_paused,
    )


def schedule_view(schedule: ScheduledPlan, home: Home, language: Language) -> ScheduleView:
    """Return one schedule."""
    what = summary(schedule.then, home, language)
    return ScheduleView(
        id=schedule.id,
        summary=f"{when_text(schedule.when, home, language)}: {what}",
        next_at=schedule.next_at.isoformat() if schedule.next_at is not None else None,
    )


def confirmation_view(
    asked: Confirmation, home: Home, channel: str, language: Language
) -> ConfirmationView:
    """Return what waits for a yes."""
    return ConfirmationView(
        id=asked.id,
        summary=summary(asked.plan, home, language),
        expires_at=asked.expires_at.isoformat(),
        own=asked.actor.channel == channel,
    )


def outcomes(result: Result | None) -> list[OutcomeView]:
    """Return how each command of a result ended."""
    found: list[Outcome] = []
    for step in result.steps if result is not None else ():
        if isinstance(step, Acted | Undone):
            found.extend(step.outcomes)
        elif isinstance(step, Shown):
            found.extend((*step.outcomes, *step.source_outcomes))
    return [_outcome(one) for one in found]


def _outcome(outcome: Outcome) -> OutcomeView:
    command = outcome.command
    value = _value(command.value) if isinstance(command, SetProperty) else None
    view = OutcomeView(
        thing=command.thing_id, name=command.name, value=value, end="done", observed=None
    )
    match outcome:
        case Done(observed=observed):
            return view.model_copy(update={"observed": _value(observed)})
        case NotDone(reason=reason):
            return view.model_copy(update={"end": "refused", "reason": reason})
        case TimedOut(observed=observed):
            return view.model_copy(update={"end": "timed_out", "observed": _value(observed)})


def spoken_view(spoken: Spoken, home: Home, channel: str) -> AnswerView:
    """Return what came of an utterance."""
    if spoken.result is None:
        return AnswerView(
            id=None,
            kind=_kind(spoken.answer),
            reply=spoken.reply,
            by=spoken.by,
            outcomes=[],
            plan=None,
            options=list(spoken.answer.options) if isinstance(spoken.answer, Clarify) else [],
        )
    return result_view(spoken.result, home, channel, spoken.language, spoken.reply)


def _kind(answer: Answer) -> Literal["plan", "chat", "clarify", "reject"]:
    match answer:
        case Chat():
            return "chat"
        case Clarify():
            return "clarify"
        case Refused():
            return "reject"
        case Plan():
            return "plan"


def result_view(
    result: Result, home: Home, channel: str, language: Language, said: str | None = None
) -> AnswerView:
    """Return what came of a plan."""
    plan = wire.write(result.plan)
    asked = result.confirmation
    return AnswerView(
        id=result.id,
        kind="plan",
        reply=said if said is not None else reply(result, home, language),
        outcomes=outcomes(result),
        plan=plan if isinstance(plan, dict) else None,
        confirmation=None if asked is None else confirmation_view(asked, home, channel, language),
    )


def entry_view(entry: Entry, hub: Hub, home: Home, language: Language) -> EntryView:
    """Return a line of the journal; `home` is the hub's at this moment, once for many lines."""
    can_undo = (
        entry.status == "completed"
        and entry.undone_by is None
        and entry.trace is not None
        and bool(entry.trace.before or entry.trace.timers or entry.trace.schedules)
    )
    return EntryView(
        id=entry.id,
        at=entry.at.isoformat(),
        actor=entry.actor.id,
        text=entry.text,
        summary=summary(entry.plan, home, language),
        reply=reply(entry.result, home, language) if entry.result is not None else "",
        status=entry.status,
        outcomes=outcomes(entry.result),
        undone=entry.undone_by is not None,
        can_undo=can_undo,
        why=_why(entry, hub, home, language),
    )


def _why(entry: Entry, hub: Hub, home: Home, language: Language) -> WhyView:
    told = why(entry, home, language, people=hub.household.people(), entry_of=hub.entry)
    return WhyView(
        kind=told.kind,
        person=told.person,
        way=told.way,
        schedule=told.schedule,
        confirmed_by=told.confirmed_by,
        steps=list(told.steps),
    )
