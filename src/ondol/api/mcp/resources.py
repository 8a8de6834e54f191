"""The resources: the home, and each of its things, by address; and which of them an event changes.

`ondol://home`, `ondol://things/{id}`, the id percent-encoded (RFC 6570, simple expansion).
"""

from collections.abc import Iterator
from urllib.parse import quote, unquote

import mcp_types as types
from mcp.server.subscriptions import ResourcesListChanged, ResourceUpdated, ServerEvent
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel

from ondol.agent.conversation import home_language
from ondol.api import views
from ondol.home.home import Home
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

from .models import HomeOverview
from .tools import Asking, areas_of, line_of, waiting

HOME = "ondol://home"
THINGS = "ondol://things/"
JSON = "application/json"
PAGE = 100
"""Resources that are listed at once."""

TEMPLATE = types.ResourceTemplate(
    name="thing",
    title="기기 하나 · One thing",
    description="What a thing reports and what it can be set to.",
    uri_template=f"{THINGS}{{id}}",
    mime_type=JSON,
)


def uri_of(thing_id: str) -> str:
    """Return the address of a thing.

    >>> uri_of("zigbee/거실 등")
    'ondol://things/zigbee%2F%EA%B1%B0%EC%8B%A4%20%EB%93%B1'
    """
    return THINGS + quote(thing_id, safe="", errors="replace")


def listed(home: Home, after: str | None) -> types.ListResourcesResult:
    """Return a page of resources: the home, then things by id; `after` is the last id before."""
    ids = sorted(thing_id for thing_id in home.things if after is None or thing_id > after)
    page = [
        types.Resource(
            name=thing_id, title=home.things[thing_id].title, uri=uri_of(thing_id), mime_type=JSON
        )
        for thing_id in ids[:PAGE]
    ]
    if after is None:
        page.insert(
            0,
            types.Resource(
                name="home",
                title="우리 집 · The home",
                description="Areas, things with their state, timers, schedules, what waits.",
                uri=HOME,
                mime_type=JSON,
            ),
        )
    cursor = ids[PAGE - 1] if len(ids) > PAGE else None
    return types.ListResourcesResult(resources=page, next_cursor=cursor)


def read(asking: Asking, uri: str) -> types.ReadResourceResult:
    """Return what is at an address.

    Raises:
        MCPError: nothing is.
    """
    content: BaseModel
    thing_id = unquote(uri.removeprefix(THINGS)) if uri.startswith(THINGS) else None
    if uri == HOME:
        content = _overview(asking)
    elif thing_id is not None and thing_id in asking.home.things:
        desired = asking.parts.hub.desired().get(thing_id, {})
        content = views.thing_view(asking.home.things[thing_id], asking.home, desired)
    else:
        raise MCPError(
            types.INVALID_PARAMS,
            "uri: nothing of this home has this address; resources/list names those that there are",
        )
    text = types.TextResourceContents(uri=uri, mime_type=JSON, text=content.model_dump_json())
    return types.ReadResourceResult(contents=[text])


def _overview(asking: Asking) -> HomeOverview:
    home, hub = asking.home, asking.parts.hub
    language = home_language(home)
    return HomeOverview(
        id=home.id,
        language=home.language,
        timezone=home.timezone,
        areas=areas_of(home),
        things=[line_of(thing, home) for thing in home.things.values()],
        timers=[views.timer_view(timer) for timer in home.timers],
        schedules=[views.schedule_view(one, home, language) for one in hub.schedules()],
        pending=waiting(asking),
    )


def changed_by(event: HubEvent) -> Iterator[ServerEvent]:
    """Return what an event changes, for those who subscribed to it."""
    match event:
        case StateChanged(thing_id=thing_id) | AvailabilityChanged(thing_id=thing_id):
            yield ResourceUpdated(uri_of(thing_id))
        case ThingFound() | ThingGone():
            thing_id = event.thing.id if isinstance(event, ThingFound) else event.thing_id
            yield ResourcesListChanged()
            yield ResourceUpdated(uri_of(thing_id))
        case HomeChanged(home=home):
            yield from everything(home)
            return
        case ConfirmationNeeded() | ConfirmationEnded() | TimersChanged():
            pass
        case JournalAdded() | LayoutChanged() | PlayingChanged() | Announced():
            return
    yield ResourceUpdated(HOME)


def everything(home: Home) -> Iterator[ServerEvent]:
    """Return that all of a home may have changed."""
    yield ResourcesListChanged()
    yield ResourceUpdated(HOME)
    for thing_id in home.things:
        yield ResourceUpdated(uri_of(thing_id))
