"""What can be called about films: the catalogue, a picture's correction, and players' keys.

The files themselves, and the feeds for players, are in `media_files`.
"""

import base64
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ondol.home.people import RULING, Key
from ondol.language.normalise import clean
from ondol.media.library import Library
from ondol.media.video import Description
from ondol.things.command import Refused

from .call import Call
from .media_views import (
    MAX_NAME,
    ItemView,
    MediaView,
    PlayerGiven,
    PlayerRequest,
    PlayerView,
    VideoRequest,
    item_view,
    media_view,
)
from .openapi import Operation
from .problem import ProblemError
from .security import digest

KEY_BYTES = 10
"""80 bits: somebody types them in a headset; wrong ones are counted like wrong tokens."""


async def media(call: Call) -> MediaView:
    """Return the films of the home."""
    library = call.parts.media
    if library is None:
        return MediaView(items=[], set_aside=[], is_looking=False)
    return media_view(library, sees_problems=RULING[call.person.role].confirms)


async def correct(call: Call) -> ItemView:
    """Keep what a person says of a picture."""
    asked = await call.body(VideoRequest)
    said = Description(
        source="person",
        projection=asked.projection,
        fov_deg=asked.fov_deg,
        stereo=asked.stereo,
        is_right_first=asked.is_right_first,
    )
    item = await _library(call).correct(call.named("id"), None if said.is_empty else said)
    if item is None:
        raise ProblemError(404, "no such film", "GET /api/media names those that there are")
    return item_view(item)


async def players(call: Call) -> list[PlayerView]:
    """Return the players that may read the films."""
    household = call.hub.household
    return [
        PlayerView(id=key.id, name=key.label, person=person.name, made_at=key.made_at.isoformat())
        for person in household.people()
        for key in household.keys(person.id)
        if key.way == "player"
    ]


async def add_player(call: Call) -> PlayerGiven:
    """Make the addresses by which one player reads the films."""
    asked = await call.body(PlayerRequest)
    _library(call)
    name = clean(asked.name, limit=MAX_NAME)
    if not name:
        raise ProblemError(422, "not understood", "name: a player needs a name")
    secret = base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode().lower()
    given = call.hub.household.give(call.person.id, digest(secret), way="player", label=name)
    match given:
        case Key(id=key_id):
            base = str(call.request.base_url).rstrip("/")
            return PlayerGiven(
                id=key_id,
                urls={
                    "deovr": f"{base}/deovr?key={secret}",
                    "heresphere": f"{base}/heresphere?key={secret}",
                },
            )
        case Refused(reason=reason):
            raise ProblemError(422, "not understood", reason)


async def drop_player(call: Call) -> None:
    """Let a player read the films no more."""
    household = call.hub.household
    known = {
        key.id
        for person in household.people()
        for key in household.keys(person.id)
        if key.way == "player"
    }
    if call.named("id") not in known or not household.take_back(call.named("id")):
        raise ProblemError(404, "no such player", "its key was taken back, or never made")


def _library(call: Call) -> Library:
    """Return the library.

    Raises:
        ProblemError: this home has none.
    """
    if call.parts.media is None:
        detail = "this home has no films: name a folder with --media, or `media` in ondol.toml"
        raise ProblemError(404, "no films", detail)
    return call.parts.media


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="GET", path="/api/media", summary="The films of the home", answer=MediaView
    ): media,
    Operation(
        method="PUT",
        path="/api/media/{id}/video",
        summary="Say what a film's picture is; it is believed before all else",
        body=VideoRequest,
        answer=ItemView,
        problems=(404,),
    ): correct,
    Operation(
        method="GET",
        path="/api/media/players",
        summary="Players that hold no cookie and may read the films",
        answer=list[PlayerView],
        for_="adults",
    ): players,
    Operation(
        method="POST",
        path="/api/media/players",
        summary="Make the addresses by which one player reads the films; they are shown once",
        body=PlayerRequest,
        answer=PlayerGiven,
        problems=(404,),
        for_="adults",
        is_administration=True,
    ): add_player,
    Operation(
        method="DELETE",
        path="/api/media/players/{id}",
        summary="Let a player read the films no more",
        problems=(404,),
        for_="adults",
        is_administration=True,
    ): drop_player,
}
