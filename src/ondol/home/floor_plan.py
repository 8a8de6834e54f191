"""Keeps the layout of a home: written through to its store, and told to those who watch.

A place outlives its thing: one that is gone comes again, and is where it was. What a layout may say
is in `layout`; who may change it is `api`'s.
"""

from collections.abc import Sequence

from ondol.clock import Clock
from ondol.things.command import Refused

from .books import Books
from .layout import (
    MAX_ALIGNMENTS,
    Alignment,
    Layout,
    LayoutRecord,
    LayoutRevision,
    Place,
    Room,
)
from .live import Live
from .notice import LayoutChanged, Notices

MAX_ROOMS = 500
MAX_PLACES = 10_000
"""More than the things of a home: those that are gone keep their places."""
MAX_ALIGNED = 50
"""Headsets."""


class FloorPlan:
    """The rooms, the places of things, and where headsets' anchors lie."""

    def __init__(self, books: Books, live: Live, notices: Notices, clock: Clock) -> None:
        self._books = books
        self._live = live
        self._notices = notices
        self._clock = clock

    def layout(self) -> Layout:
        """Return all of it."""
        oldest_first = sorted(self._books.alignments.values(), key=lambda one: one.made_at)
        return Layout(
            revision=self._books.layout_revision.number,
            rooms=tuple(self._books.rooms.values()),
            things=tuple(self._books.places.values()),
            alignments=tuple(reversed(oldest_first)),
        )

    def set_room(self, room: Room) -> Refused | None:
        """Keep the walls of an area; refused with code "no_such_area" or "too_many"."""
        areas = self._live.areas
        if room.area not in areas:
            there = f"there are {', '.join(areas)}" if areas else "it has none"
            reason = f"no area {room.area} in this home; {there}"
            return Refused(reason=reason, code="no_such_area")
        if room.area not in self._books.rooms and len(self._books.rooms) >= MAX_ROOMS:
            return Refused(reason=f"more than {MAX_ROOMS} rooms", code="too_many")
        if self._books.rooms.get(room.area) != room:
            self._change(LayoutChanged(revision=self._next(), rooms=(room,)), keep=(room,))
        return None

    def drop_room(self, area: str) -> bool:
        """Forget the walls of an area; say whether there were any."""
        room = self._books.rooms.get(area)
        if room is None:
            return False
        self._change(LayoutChanged(revision=self._next(), gone_rooms=(area,)), forget=(room,))
        return True

    def set_place(self, place: Place) -> Refused | None:
        """Keep where a thing is; refused with code "no_such_thing" or "too_many".

        One that is gone, and had a place, may be moved.
        """
        is_known = place.thing in self._books.places
        if not is_known and place.thing not in self._live.things:
            reason = f"there is no thing {place.thing} in this home"
            return Refused(reason=reason, code="no_such_thing")
        if not is_known and len(self._books.places) >= MAX_PLACES:
            reason = f"more than {MAX_PLACES} things have a place; take some away"
            return Refused(reason=reason, code="too_many")
        if self._books.places.get(place.thing) != place:
            self._change(LayoutChanged(revision=self._next(), things=(place,)), keep=(place,))
        return None

    def drop_place(self, thing_id: str) -> bool:
        """Forget where a thing is; say whether that was known."""
        place = self._books.places.get(thing_id)
        if place is None:
            return False
        self._change(LayoutChanged(revision=self._next(), gone_things=(thing_id,)), forget=(place,))
        return True

    def align(
        self, headset: str, *, handle: str, x: float, y: float, height_m: float, yaw_deg: float
    ) -> Alignment | Refused:
        """Keep where an anchor of a headset, which is a key's id, lies; refused with "too_many".

        Raises:
            ValueError: a length or an angle that cannot be.
        """
        made = Alignment(
            headset=headset,
            handle=handle,
            x=x,
            y=y,
            height_m=height_m,
            yaw_deg=yaw_deg,
            made_at=self._clock.now(),
        )
        kept = self._books.alignments.values()
        lost = [one for one in kept if one.headset not in {headset, *self._books.keys}]
        if len({headset, *(one.headset for one in kept if one not in lost)}) > MAX_ALIGNED:
            return Refused(reason=f"more than {MAX_ALIGNED} headsets", code="too_many")
        own = sorted(
            (one for one in kept if one.headset == headset and one.id != made.id),
            key=lambda one: one.made_at,
        )
        too_many = own[: max(0, len(own) + 1 - MAX_ALIGNMENTS)]
        self._books.change_layout(keep=(made,), forget=[*lost, *too_many])
        return made

    def forget_headset(self, headset: str) -> None:
        """Forget the anchors of a headset that is no longer this home's."""
        kept = self._books.alignments.values()
        self._books.change_layout(forget=[one for one in kept if one.headset == headset])

    def _next(self) -> int:
        return self._books.layout_revision.number + 1

    def _change(
        self,
        change: LayoutChanged,
        *,
        keep: Sequence[LayoutRecord] = (),
        forget: Sequence[LayoutRecord] = (),
    ) -> None:
        """Write a change with its revision, both or neither, and tell those who watch."""
        revision = LayoutRevision(number=change.revision)
        self._books.change_layout(keep=keep, forget=forget, revision=revision)
        self._notices.publish(change)
