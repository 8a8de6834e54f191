"""What the hub tells a page that watches, message by message."""

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from ondol.agent.announce import announcement
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
    LayoutChanged,
    PlayingChanged,
    StateChanged,
    ThingFound,
    ThingGone,
    TimersChanged,
)

from . import views
from .layout import place_view, room_view
from .playing import playing_view
from .schemas import (
    AnnouncementMessage,
    AvailabilityMessage,
    ConfirmationEndedMessage,
    ConfirmationMessage,
    FoundMessage,
    GoneMessage,
    HomeMessage,
    JournalMessage,
    LayoutMessage,
    Message,
    PlayingMessage,
    StateMessage,
    TimersMessage,
)

SLOW_S = 10.0
"""A page that takes longer than this for one message is let go; it comes again."""
TOO_SLOW = (1013, "too slow: connect again")
LOGGED_OUT = (4401, "the session is over: send the token again")


async def watch(
    websocket: WebSocket,
    hub: Hub,
    channel: str,
    language: Language,
    is_open: Callable[[], bool],
    *,
    sees_journal: bool = True,
) -> None:
    """Send the home, then what happens, until the page leaves, is too slow, or `is_open` no more.

    Who asked for what (`sees_journal`) is for adults of the home.

    What a page says is read, so that its leaving is noticed, and not listened to.
    """
    sending = _send_all(websocket, hub, channel, language, is_open, sees_journal)
    tasks = (
        asyncio.create_task(sending, name="events"),
        asyncio.create_task(_gone(websocket), name="page"),
    )
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect):
            raise end


async def _gone(websocket: WebSocket) -> None:
    while (await websocket.receive())["type"] != "websocket.disconnect":
        pass


async def _send_all(
    websocket: WebSocket,
    hub: Hub,
    channel: str,
    language: Language,
    is_open: Callable[[], bool],
    sees_journal: bool,
) -> None:
    async with hub.subscribe() as events:
        first = HomeMessage(home=views.home_view(hub, channel, language))
        if not await _send(websocket, first):
            return
        async for event in events:
            if not is_open():
                await _close(websocket, LOGGED_OUT)
                return
            if isinstance(event, JournalAdded) and not sees_journal:
                continue
            if not await _send(websocket, message_of(event, hub, channel, language)):
                return
    await _close(websocket, TOO_SLOW)  # the hub let it go: too much was waiting for it


async def _send(websocket: WebSocket, message: Message) -> bool:
    try:
        async with asyncio.timeout(SLOW_S):
            await websocket.send_text(message.model_dump_json())
    except TimeoutError:
        await _close(websocket, TOO_SLOW)
        return False
    return True


async def _close(websocket: WebSocket, why: tuple[int, str]) -> None:
    try:
        async with asyncio.timeout(SLOW_S):  # one who does not read cannot be told either
            await websocket.close(*why)
    except TimeoutError:
        return


def message_of(event: HubEvent, hub: Hub, channel: str, language: Language) -> Message:
    """Return what to send of an event."""
    home = hub.home()
    match event:
        case HomeChanged():
            return HomeMessage(home=views.home_view(hub, channel, language))
        case ThingFound(thing=thing):
            now = home.things.get(thing.id, thing)
            return FoundMessage(thing=views.thing_view(now, home, hub.desired().get(thing.id, {})))
        case ThingGone(thing_id=thing_id):
            return GoneMessage(thing=thing_id)
        case StateChanged(thing_id=thing_id, state=state, desired=desired):
            return StateMessage(
                thing=thing_id, state=views.values(state), desired=views.values(desired)
            )
        case AvailabilityChanged(thing_id=thing_id, is_available=is_available):
            return AvailabilityMessage(thing=thing_id, available=is_available)
        case JournalAdded(entry=entry):
            return JournalMessage(entry=views.entry_view(entry, hub, home, language))
        case ConfirmationNeeded(confirmation=asked):
            return ConfirmationMessage(
                confirmation=views.confirmation_view(asked, home, channel, language)
            )
        case ConfirmationEnded(confirmation_id=identifier, end=end):
            return ConfirmationEndedMessage(id=identifier, end=end)
        case TimersChanged(timers=timers, schedules=schedules):
            return TimersMessage(
                timers=[views.timer_view(one) for one in timers],
                schedules=[views.schedule_view(one, home, language) for one in schedules],
            )
        case LayoutChanged():
            return LayoutMessage(
                revision=event.revision,
                rooms=[room_view(room) for room in event.rooms],
                things=[place_view(place) for place in event.things],
                gone_rooms=list(event.gone_rooms),
                gone_things=list(event.gone_things),
            )
        case PlayingChanged(playing=playing):
            return PlayingMessage(playing=[playing_view(one) for one in playing])
        case Announced(at=at):
            return AnnouncementMessage(message=announcement(event, language), at=at.isoformat())
