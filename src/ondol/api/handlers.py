"""What can be called over HTTP: one short function each, and the table that describes them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Any

from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from ondol.errors import ServiceUnavailableError
from ondol.home.people import RULING
from ondol.home.plan import Act, Plan, Undo
from ondol.home.result import Result
from ondol.things.command import InvokeAction
from ondol.things.headset import thing_of
from ondol.things.thing import Value

from . import headsets, history, layout, media, people, playing, system, views
from .call import Call
from .looks import looks_of
from .openapi import LINES, Operation
from .problem import ProblemError, stranger_problem, unavailable_problem
from .schemas import (
    AnswerLine,
    AnswerView,
    AskRequest,
    ConfirmationView,
    ConfirmRequest,
    EntryView,
    Given,
    Health,
    HomeView,
    JournalQuery,
    KeyGiven,
    KeyRequest,
    Line,
    MeView,
    PairingView,
    PersonRequest,
    PersonView,
    ProblemLine,
    RightsRequest,
    SessionRequest,
    SetRequest,
    WordsLine,
)
from .security import SESSION_S, Stranger, cookie_name

Handler = Callable[[Call], Awaitable[Any]]


async def health(call: Call) -> Health:
    """Say that the hub runs, and nothing of the home."""
    return Health(status="ok", version=call.parts.version)


async def log_in(call: Call) -> Response:
    """Give a session for the token."""
    asked = await call.body(SessionRequest)
    session = call.parts.guard.open(asked.token, call.peer)
    if isinstance(session, Stranger):
        raise stranger_problem(session)
    response = Response(status_code=204)
    scheme = call.request.url.scheme
    response.set_cookie(
        cookie_name(scheme),
        session,
        max_age=SESSION_S,
        httponly=True,
        samesite="strict",
        secure=scheme == "https",
    )
    return response


async def log_out(call: Call) -> Response:
    """End the caller's session."""
    call.parts.guard.close(call.caller)
    response = Response(status_code=204)
    scheme = call.request.url.scheme
    name, is_secure = cookie_name(scheme), scheme == "https"
    response.delete_cookie(name, httponly=True, samesite="strict", secure=is_secure)
    return response


async def home(call: Call) -> HomeView:
    """Return the home."""
    return views.home_view(call.hub, call.caller.channel, call.language)


async def ask(call: Call) -> AnswerView | Response:
    """Have the home do what somebody said; line by line for those who take lines."""
    asked = await call.body(AskRequest)
    areas = call.hub.home().areas
    if asked.area is not None and asked.area not in areas:
        there = f"there are {', '.join(areas)}" if areas else "it has none"
        raise ProblemError(
            422, "not understood", f"area: no area {asked.area} in this home; {there}"
        )
    if LINES in call.request.headers.get("accept", ""):
        return _Lines(_told(call, asked), media_type=LINES)
    return await _say(call, asked, lambda words: None)


async def _say(call: Call, asked: AskRequest, hear: Callable[[str], None]) -> AnswerView:
    language = asked.language or call.language
    spoken = await call.parts.conversation.say(
        asked.text,
        call.actor,
        area=asked.area or _room(call),
        language=language,
        looks=looks_of(asked.looks),
        hear=hear,
    )
    return views.spoken_view(spoken, call.hub.home(), call.caller.channel)


def _room(call: Call) -> str | None:
    """Return the id of the area that the calling headset says it is in; None: it is none."""
    if call.caller.headset is None:
        return None
    thing, home = thing_of(call.caller.headset), call.hub.home()
    room = home.state.get(thing, {}).get("room") if thing in home.available else None
    return room if isinstance(room, str) and room in home.areas else None


async def _told(call: Call, asked: AskRequest) -> AsyncGenerator[str]:
    """Tell the words of a larger model as they come, then the whole answer.

    Who leaves before its end is not waited for: a model stops writing, an accepted plan goes on.
    """
    words: asyncio.Queue[str | None] = asyncio.Queue()
    saying = asyncio.create_task(_say(call, asked, words.put_nowait), name="ask")
    saying.add_done_callback(lambda task: words.put_nowait(None))
    try:
        while (piece := await words.get()) is not None:
            yield _line(WordsLine(text=piece))
        try:
            last: Line = AnswerLine(answer=await saying)
        except ServiceUnavailableError as error:
            last = ProblemLine(problem=unavailable_problem(error).problem)
        yield _line(last)
    finally:
        saying.cancel()
        await asyncio.gather(saying, return_exceptions=True)


def _line(line: Line) -> str:
    return f"{line.model_dump_json()}\n"


class _Lines(StreamingResponse):
    """Ends what makes the lines when nobody reads them any more."""

    async def stream_response(self, send: Send) -> None:
        async with aclosing(self.body_iterator):  # type: ignore[type-var]
            await super().stream_response(send)


async def set_properties(call: Call) -> AnswerView:
    """Ask one thing for other values."""
    thing = call.thing()
    asked = await call.body(SetRequest)
    values = {name: _value(given) for name, given in asked.root.items()}
    for name, value in values.items():
        known = thing.properties.get(name)
        if known is None or not known.accepts(value):
            shown = str(value)[:80]
            detail = f"{name}: {thing.id} does not take {shown}; GET /api/home says what it takes"
            raise ProblemError(422, "not understood", detail)
    return await _submit(call, Plan(steps=(Act(changes={thing.id: values}),)))


def _value(given: Given) -> Value:
    return tuple(given) if isinstance(given, list) else given


async def invoke(call: Call) -> AnswerView:
    """Ask one thing for something momentary."""
    thing, name = call.thing(), call.named("name")
    if name not in thing.actions:
        raise ProblemError(404, "no such action", f"{thing.id} has no action {name}")
    act = Act(actions=(InvokeAction(thing_id=thing.id, name=name),))
    return await _submit(call, Plan(steps=(act,)))


async def undo(call: Call) -> AnswerView:
    """Take back the last act."""
    return await _submit(call, Plan(steps=(Undo(),)))


async def _submit(call: Call, plan: Plan) -> AnswerView:
    return _answer(call, await call.hub.submit(plan, call.actor))


def _answer(call: Call, result: Result) -> AnswerView:
    return views.result_view(result, call.hub.home(), call.caller.channel, call.language)


async def journal(call: Call) -> list[EntryView]:
    """Return the newest lines of the journal."""
    limit, hub, now = call.query(JournalQuery).limit, call.hub, call.hub.home()
    return [views.entry_view(entry, hub, now, call.language) for entry in hub.journal(limit)]


async def confirmations(call: Call) -> list[ConfirmationView]:
    """Return what waits for a yes or no."""
    now = call.hub.home()
    return [
        views.confirmation_view(one, now, call.caller.channel, call.language)
        for one in call.hub.confirmations()
    ]


async def confirm(call: Call) -> AnswerView:
    """Say yes or no, from another session than the one that asked."""
    asked = await call.body(ConfirmRequest)
    result = await call.hub.confirm(call.named("id"), call.actor, asked.accept)
    match result.refused.code if result.refused is not None else None:
        case "same_channel":
            detail = "this session asked; say yes in another one, on another device"
            raise ProblemError(409, "another session must answer", detail)
        case "no_confirmation" | "expired":
            detail = "it was answered, or its 60 seconds are over: ask again"
            raise ProblemError(410, "no longer open", detail)
        case _:
            return _answer(call, result)


async def drop_timer(call: Call) -> None:
    """Drop a timer."""
    if not call.hub.cancel_timer(call.named("id")):
        raise ProblemError(404, "no such timer", "it has ended, or was never set")


async def drop_schedule(call: Call) -> None:
    """Drop a schedule: one's own, or anybody's for adults of the home."""
    made = {one.id: one.actor.id for one in call.hub.schedules()}
    owner = made.get(call.named("id"), call.person.id)
    if owner != call.person.id and not RULING[call.person.role].confirms:
        raise ProblemError(403, "not yours", "only who made it, or an adult, may drop it")
    if not call.hub.cancel_schedule(call.named("id")):
        raise ProblemError(404, "no such schedule", "it was done, or was never made")


async def pairings(call: Call) -> list[PairingView]:
    """Return the devices that ask a person, and how things stand with each."""
    return [
        PairingView(id=one.id, title=one.title, state=one.state)
        for pairs in call.parts.pairs
        for one in pairs.pairings()
    ]


async def pair_again(call: Call) -> None:
    """Have a device ask again."""
    if not any(pairs.pair_again(call.named("id")) for pairs in call.parts.pairs):
        raise ProblemError(404, "no such device", "GET /api/pairings names those that ask")


OPERATIONS: Mapping[Operation, Handler] = {
    Operation(
        method="GET",
        path="/api/health",
        summary="Whether the hub runs",
        answer=Health,
        is_public=True,
    ): health,
    Operation(
        method="POST",
        path="/api/session",
        summary="Open a session: sets the cookie",
        body=SessionRequest,
        problems=(401, 429),
        is_public=True,
    ): log_in,
    Operation(method="DELETE", path="/api/session", summary="End this session"): log_out,
    Operation(method="GET", path="/api/home", summary="The whole home", answer=HomeView): home,
    Operation(
        method="POST",
        path="/api/ask",
        summary="Say something to the home",
        body=AskRequest,
        answer=AnswerView,
        lines=Line,
    ): ask,
    Operation(
        method="PATCH",
        path="/api/things/{id}",
        summary="Ask a thing for other values",
        body=SetRequest,
        answer=AnswerView,
        problems=(404,),
    ): set_properties,
    Operation(
        method="POST",
        path="/api/things/{id}/actions/{name}",
        summary="Ask a thing for something momentary",
        answer=AnswerView,
        problems=(404,),
    ): invoke,
    Operation(
        method="POST", path="/api/undo", summary="Take back the last act", answer=AnswerView
    ): undo,
    Operation(
        method="GET",
        path="/api/journal",
        summary="What was asked and done, the newest first",
        query=JournalQuery,
        answer=list[EntryView],
        for_="adults",
    ): journal,
    Operation(
        method="GET",
        path="/api/confirmations",
        summary="What waits for a yes",
        answer=list[ConfirmationView],
    ): confirmations,
    Operation(
        method="POST",
        path="/api/confirmations/{id}",
        summary="Say yes or no, from another session than the one that asked",
        body=ConfirmRequest,
        answer=AnswerView,
        problems=(409, 410),
    ): confirm,
    Operation(
        method="DELETE", path="/api/timers/{id}", summary="Drop a timer", problems=(404,)
    ): drop_timer,
    Operation(
        method="DELETE", path="/api/schedules/{id}", summary="Drop a schedule", problems=(404,)
    ): drop_schedule,
    Operation(
        method="GET",
        path="/api/pairings",
        summary="Devices that ask a person, and how things stand with each",
        answer=list[PairingView],
        for_="adults",
    ): pairings,
    Operation(
        method="POST",
        path="/api/pairings/{id}",
        summary="Have a device ask again",
        problems=(404,),
        for_="adults",
        is_administration=True,
    ): pair_again,
    Operation(method="GET", path="/api/me", summary="Who calls", answer=MeView): people.me,
    Operation(
        method="GET",
        path="/api/people",
        summary="Everybody who may ask",
        answer=list[PersonView],
        for_="owner",
    ): people.people,
    Operation(
        method="POST",
        path="/api/people",
        summary="Let somebody in",
        body=PersonRequest,
        answer=PersonView,
        problems=(409,),
        for_="owner",
    ): people.add,
    Operation(
        method="PATCH",
        path="/api/people/{id}",
        summary="Give a person other rules, and a guest another end",
        body=RightsRequest,
        answer=PersonView,
        problems=(404,),
        for_="owner",
    ): people.change,
    Operation(
        method="DELETE",
        path="/api/people/{id}",
        summary="Take a person away, with all keys and schedules",
        problems=(404,),
        for_="owner",
    ): people.remove,
    Operation(
        method="POST",
        path="/api/people/{id}/keys",
        summary="Make a key for a person; it is shown once",
        body=KeyRequest,
        answer=KeyGiven,
        problems=(404,),
        for_="owner",
    ): people.give_key,
    Operation(
        method="DELETE",
        path="/api/keys/{id}",
        summary="Take a key back",
        problems=(404,),
        for_="owner",
    ): people.take_key,
    **layout.OPERATIONS,
    **headsets.OPERATIONS,
    **playing.OPERATIONS,
    **history.OPERATIONS,
    **system.OPERATIONS,
    **media.OPERATIONS,
}
