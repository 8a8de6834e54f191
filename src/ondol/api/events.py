"""What the hub tells a page that watches, message by message."""

import asyncio
from typing import Any

from starlette.websockets import WebSocket

from ondol.agent.summary import Language
from ondol.home.hub import Hub
from ondol.home.notice import (
    Announced,
    AvailabilityChanged,
    ConfirmationEnded,
    ConfirmationNeeded,
    HomeChanged,
    HubEvent,
    JournalAdded,
    StateChanged,
    ThingFound,
    ThingGone,
    TimersChanged,
)

from . import views

SLOW_S = 10.0
"""A page that takes longer than this for one message is let go; it comes again."""


async def stream(hub: Hub, websocket: WebSocket, channel: str, language: Language) -> None:
    """Send the home, then what happens; until cancelled or the page is too slow."""
    async with hub.subscribe() as events:
        home = views.home_view(hub, channel, language).model_dump(mode="json")
        await _send(websocket, {"type": "home", "home": home})
        async for event in events:
            message = _message(event, hub, channel, language)
            if not await _send(websocket, message):
                return
    await websocket.close(code=1013, reason="too slow: connect again")


async def _send(websocket: WebSocket, message: dict[str, Any]) -> bool:
    try:
        async with asyncio.timeout(SLOW_S):
            await websocket.send_json(message)
    except TimeoutError:
        await websocket.close(code=1013, reason="too slow: connect again")
        return False
    return True


def _message(event: HubEvent, hub: Hub, channel: str, language: Language) -> dict[str, Any]:
    home = hub.home()
    match event:
        case HomeChanged():
            whole = views.home_view(hub, channel, language)
            return {"type": "home", "home": whole.model_dump(mode="json")}
        case ThingFound(thing=thing):
            view = views.thing_view(home.things.get(thing.id, thing), home, {})
            return {"type": "found", "thing": view.model_dump(mode="json")}
        case ThingGone(thing_id=thing_id):
            return {"type": "gone", "thing": thing_id}
        case StateChanged(thing_id=thing_id, state=state, desired=desired):
            return {
                "type": "state",
                "thing": thing_id,
                "state": views.values(state),
                "desired": views.values(desired),
            }
        case AvailabilityChanged(thing_id=thing_id, is_available=is_available):
            return {"type": "availability", "thing": thing_id, "available": is_available}
        case JournalAdded(entry=entry):
            line = views.entry_view(entry, home, language).model_dump(mode="json")
            return {"type": "journal", "entry": line}
        case ConfirmationNeeded(confirmation=asked):
            view_ = views.confirmation_view(asked, home, channel, language)
            return {"type": "confirmation", "confirmation": view_.model_dump(mode="json")}
        case ConfirmationEnded(confirmation_id=identifier, end=end):
            return {"type": "confirmation_ended", "id": identifier, "end": end}
        case TimersChanged(timers=timers, schedules=schedules):
            return {
                "type": "timers",
                "timers": [views.timer_view(one).model_dump(mode="json") for one in timers],
                "schedules": [
                    views.schedule_view(one, home, language).model_dump(mode="json")
                    for one in schedules
                ],
            }
        case Announced(message=message, at=at):
            return {"type": "announcement", "message": message, "at": at.isoformat()}
