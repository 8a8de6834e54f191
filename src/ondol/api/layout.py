"""What can be called about where things stand: rooms, places, and headsets' anchors.

Everybody whom the home knows sees the plan, as they see its things; adults change it. An anchor is
told by the headset that made it, and seen by that headset and by adults.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from ondol.home.layout import MAX_FLOOR, Alignment, Place, Room
from ondol.home.people import RULING
from ondol.language.normalise import clean
from ondol.things.command import Refused

from .call import Call
from .openapi import Operation
from .problem import ProblemError
from .schemas import (
    AlignmentRequest,
    AlignmentView,
    LayoutView,
    PlaceRequest,
    PlaceView,
    RoomRequest,
    RoomView,
)

_T = TypeVar("_T")


async def layout(call: Call) -> LayoutView:
    """Return the whole layout, with the anchors that are the caller's to see."""
    found = call.hub.floor_plan.layout()
    return LayoutView(
        revision=found.revision,
        rooms=[room_view(room) for room in found.rooms],
        things=[place_view(place) for place in found.things],
        alignments=[_alignment_view(one) for one in found.alignments if _may_see(call, one)],
    )


def _may_see(call: Call, alignment: Alignment) -> bool:
    headset = call.caller.headset
    if headset is not None:
        return alignment.headset == headset
    return RULING[call.person.role].confirms


async def set_room(call: Call) -> RoomView:
    """Keep the walls of an area."""
    area, asked = call.named("id"), await call.body(RoomRequest)
    _check_same("area", asked.area, area)
    outline = tuple((x, y) for x, y in asked.outline)
    room = _made(lambda: Room(area=area, outline=outline, height_m=asked.height_m))
    _check(call.hub.floor_plan.set_room(room))
    return room_view(room)


async def drop_room(call: Call) -> None:
    """Forget the walls of an area."""
    if not call.hub.floor_plan.drop_room(call.named("id")):
        raise ProblemError(404, "no such room", "GET /api/layout names those that have walls")


async def set_place(call: Call) -> PlaceView:
    """Keep where a thing is."""
    thing, asked = call.named("id"), await call.body(PlaceRequest)
    _check_same("thing", asked.thing, thing)
    place = _made(
        lambda: Place(
            thing=thing,
            x=asked.x,
            y=asked.y,
            height_m=asked.height_m,
            yaw_deg=asked.yaw_deg,
            surface=asked.surface,
            floor=clean(asked.floor or "", limit=MAX_FLOOR) or None,
        )
    )
    _check(call.hub.floor_plan.set_place(place))
    return place_view(place)


async def drop_place(call: Call) -> None:
    """Forget where a thing is."""
    if not call.hub.floor_plan.drop_place(call.named("id")):
        raise ProblemError(404, "no such place", "GET /api/layout names the things that have one")


async def align(call: Call) -> AlignmentView:
    """Keep where an anchor of the calling headset lies."""
    headset = call.caller.headset
    if headset is None:
        detail = "an anchor belongs to the headset that made it: ask in a headset's session"
        raise ProblemError(403, "only a headset", detail)
    asked = await call.body(AlignmentRequest)
    made = _made(lambda: call.hub.floor_plan.align(headset, **asked.model_dump()))
    match made:
        case Alignment():
            return _alignment_view(made)
        case Refused():
            raise _problem(made)


def room_view(room: Room) -> RoomView:
    """Return the walls of an area."""
    return RoomView(area=room.area, outline=list(room.outline), height_m=room.height_m)


def place_view(place: Place) -> PlaceView:
    """Return where a thing is."""
    return PlaceView(
        thing=place.thing,
        x=place.x,
        y=place.y,
        height_m=place.height_m,
        yaw_deg=place.yaw_deg,
        surface=place.surface,
        floor=place.floor,
    )


def _alignment_view(alignment: Alignment) -> AlignmentView:
    return AlignmentView(
        headset=alignment.headset,
        handle=alignment.handle,
        x=alignment.x,
        y=alignment.y,
        height_m=alignment.height_m,
        yaw_deg=alignment.yaw_deg,
    )


def _check_same(field: str, told: str | None, asked: str) -> None:
    if told not in {None, asked}:
        raise ProblemError(422, "not understood", f"{field}: the path says {asked[:80]}")


def _made(make: Callable[[], _T]) -> _T:
    """Return what `make` makes.

    Raises:
        ProblemError: it says what cannot be.
    """
    try:
        return make()
    except ValueError as error:
        raise ProblemError(422, "not understood", str(error)) from error


def _check(refused: Refused | None) -> None:
    if refused is not None:
        raise _problem(refused)


def _problem(refused: Refused) -> ProblemError:
    if refused.code == "too_many":
        return ProblemError(422, "too many", refused.reason)
    return ProblemError(404, refused.code.replace("_", " "), refused.reason)


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="GET",
        path="/api/layout",
        summary="Where rooms and things are, in metres",
        answer=LayoutView,
    ): layout,
    Operation(
        method="PUT",
        path="/api/layout/rooms/{id}",
        summary="Say where the walls of an area are",
        body=RoomRequest,
        answer=RoomView,
        problems=(404,),
        for_="adults",
    ): set_room,
    Operation(
        method="DELETE",
        path="/api/layout/rooms/{id}",
        summary="Forget the walls of an area",
        problems=(404,),
        for_="adults",
    ): drop_room,
    Operation(
        method="PUT",
        path="/api/layout/things/{id}",
        summary="Say where a thing is",
        body=PlaceRequest,
        answer=PlaceView,
        problems=(404,),
        for_="adults",
    ): set_place,
    Operation(
        method="DELETE",
        path="/api/layout/things/{id}",
        summary="Forget where a thing is",
        problems=(404,),
        for_="adults",
    ): drop_place,
    Operation(
        method="PUT",
        path="/api/layout/alignments",
        summary="Say where an anchor of the calling headset lies in the plan",
        body=AlignmentRequest,
        answer=AlignmentView,
        for_="adults",
    ): align,
}
