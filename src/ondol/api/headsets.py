"""What can be called about headsets: adults let them in by a code, see them, and cut them off.

A headset is a key of the person who asked for its code, with way `headset`: its id is the key's.
How it then speaks with the hub is the XR adapter's (docs/reference/headset.md).
"""

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ondol.home.household import MAX_LABEL
from ondol.home.people import Key
from ondol.language.normalise import clean
from ondol.things.command import Refused
from ondol.things.headset import thing_of

from .call import Call
from .codes import CODE_S
from .openapi import Operation
from .problem import ProblemError, stranger_problem
from .schemas import MAX_NAME
from .security import Stranger, digest


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CodeView(_Wire):
    """Six digits that let one headset in."""

    code: str
    expires_at: str


class HeadsetRequest(_Wire):
    """A headset that would be let in: the code, and what it shall be called."""

    code: str = Field(min_length=1, max_length=20)
    name: str = Field(min_length=1, max_length=MAX_NAME)


class HeadsetGiven(_Wire):
    """A headset's id and key, for the only time that it is shown."""

    id: str
    token: str


class HeadsetView(_Wire):
    """A headset of the home; `person` is the name of whose key it holds."""

    id: str
    name: str
    person: str
    connected: bool
    made_at: str


async def make_code(call: Call) -> CodeView:
    """Return a code for a headset of the caller's."""
    moment = call.hub.home().moment
    if moment is None:
        raise LookupError("a home that runs has a moment")
    code = call.parts.codes.make(call.person.id, call.parts.guard.clock())
    ends_at = moment + dt.timedelta(seconds=CODE_S)
    return CodeView(code=code, expires_at=ends_at.isoformat())


async def pair(call: Call) -> HeadsetGiven:
    """Give a headset a key for a code."""
    asked = await call.body(HeadsetRequest)
    guard, peer = call.parts.guard, call.peer
    if guard.is_locked(peer):
        raise stranger_problem(Stranger("locked"))
    name = clean(asked.name, limit=MAX_LABEL)
    if not name:
        raise ProblemError(422, "not understood", "name: it has no letters that can be seen")
    digits = "".join(asked.code.split())
    person = call.parts.codes.take(digits, guard.clock())
    if person is None:
        guard.count_wrong(peer)
        detail = "this code is not open: a new one is good for five minutes, once"
        raise ProblemError(403, "wrong code", detail)
    token = secrets.token_urlsafe(32)
    given = call.hub.household.give(person, digest(token), way="headset", label=name)
    match given:
        case Key(id=key_id):
            return HeadsetGiven(id=key_id, token=token)
        case Refused(reason=reason):
            raise ProblemError(409, "no key to give", reason)


async def headsets(call: Call) -> list[HeadsetView]:
    """Return the headsets of the home, and which of them are connected."""
    household, there = call.hub.household, call.hub.home().available
    names = {person.id: person.name for person in household.people()}
    return [
        HeadsetView(
            id=key.id,
            name=key.label,
            person=names.get(key.person, key.person),
            connected=thing_of(key.id) in there,
            made_at=key.made_at.isoformat(),
        )
        for key in household.headsets()
    ]


async def remove(call: Call) -> None:
    """Take a headset's key back, which cuts it off, and forget where its anchors lie."""
    headset = call.named("id")
    if headset not in {key.id for key in call.hub.household.headsets()}:
        raise ProblemError(404, "no such headset", "GET /api/headsets names those of this home")
    call.hub.household.take_back(headset)
    call.hub.floor_plan.forget_headset(headset)


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="POST",
        path="/api/headsets/codes",
        summary="Make a code that lets one headset in, for five minutes",
        answer=CodeView,
        for_="adults",
        is_administration=True,
    ): make_code,
    Operation(
        method="POST",
        path="/api/headsets",
        summary="Let a headset in for a code; its key is shown once",
        body=HeadsetRequest,
        answer=HeadsetGiven,
        problems=(403, 409, 429),
        is_public=True,
    ): pair,
    Operation(
        method="GET",
        path="/api/headsets",
        summary="The headsets of the home",
        answer=list[HeadsetView],
        for_="adults",
        is_administration=True,
    ): headsets,
    Operation(
        method="DELETE",
        path="/api/headsets/{id}",
        summary="Take a headset's key back; it is cut off at once",
        problems=(404,),
        for_="adults",
        is_administration=True,
    ): remove,
}
