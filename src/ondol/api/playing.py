"""What can be called about what plays: what plays where, and to carry on elsewhere."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ondol.home.plan import Handoff, Plan
from ondol.home.players import Playing

from . import views
from .call import Call
from .openapi import Operation
from .problem import ProblemError
from .schemas import AnswerView, HandoffRequest, PlayingView


async def playing(call: Call) -> list[PlayingView]:
    """Return what each player plays, or played last."""
    players = call.hub.players
    return [playing_view(one) for one in players.playing()] if players is not None else []


async def hand_off(call: Call) -> AnswerView:
    """Carry on with what plays on another player."""
    asked = await call.body(HandoffRequest)
    things = call.hub.home().things
    for player in (asked.to, asked.source):
        if player is not None and player not in things:
            raise ProblemError(404, "no such thing", f"there is no thing {player} in this home")
    plan = Plan(steps=(Handoff(to=asked.to, source=asked.source),))
    result = await call.hub.submit(plan, call.actor)
    return views.result_view(result, call.hub.home(), call.caller.channel, call.language)


def playing_view(one: Playing) -> PlayingView:
    """Return what one player plays."""
    return PlayingView(
        player=one.player,
        item=one.item,
        app=one.app,
        content_id=one.content_id,
        title=one.title,
        position_s=one.position_s,
        at=one.at.isoformat(),
        playback=one.playback,
        duration_s=one.duration_s,
    )


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="GET",
        path="/api/playing",
        summary="What each player plays, or played last",
        answer=list[PlayingView],
    ): playing,
    Operation(
        method="POST",
        path="/api/handoff",
        summary="Carry on elsewhere with what plays",
        body=HandoffRequest,
        answer=AnswerView,
        problems=(404,),
    ): hand_off,
}
