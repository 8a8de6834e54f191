"""Where things stand: the plan of a home in metres, and how a headset's space lies in it. Pure.

Plan coordinates: x to the right and y up on the plan, heights above that floor; yaw counts
counter-clockwise, seen from above. A record that says what cannot be is never made: a length that
is no number, a wall that runs through another. What a thing is, and whether an area is there, is
not known here (`floor_plan` asks).
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Surface = Literal["wall", "floor", "table", "ceiling", "free"]

MIN_CORNERS = 3
MAX_CORNERS = 64
MAX_REACH_M = 500.0
"""How far from the origin of the plan anything may lie; larger homes are several homes."""
MIN_ROOM_M = 0.5
MAX_ROOM_M = 30.0
"""How high a room may be."""
MIN_AREA_M2 = 0.1
LOWEST_M = -30.0
HIGHEST_M = 30.0
"""How far below and above its floor something may be: anchors drift, stairwells are deep."""
MAX_YAW_DEG = 360.0
MAX_ID = 200
MAX_FLOOR = 80
MAX_HANDLE = 200
MAX_ALIGNMENTS = 8
"""Of one headset; a newer one takes the place of the oldest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The walls of an area.

    Attributes:
        area: its id. outline: corners in order, in metres; the last is joined to the first.

    Raises:
        ValueError: too few or too many corners, walls that touch or cross, or a size that no room
            has.
    """

    area: str
    outline: tuple[Point, ...]
    height_m: float

    def __post_init__(self) -> None:
        _check_name("area", self.area, MAX_ID)
        _check_between("height_m", self.height_m, MIN_ROOM_M, MAX_ROOM_M)
        _check_outline(self.outline)

    @property
    def id(self) -> str:
        """What it is kept under."""
        return self.area


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a thing is.

    Attributes:
        thing: its id. height_m: above that floor. floor: its name as people say it; None: not said.

    Raises:
        ValueError: a length or an angle that cannot be.
    """

    thing: str
    x: float
    y: float
    height_m: float
    yaw_deg: float
    surface: Surface
    floor: str | None = None

    def __post_init__(self) -> None:
        _check_name("thing", self.thing, MAX_ID)
        _check_pose(self.x, self.y, self.height_m, self.yaw_deg)
        if self.floor is not None:
            _check_name("floor", self.floor, MAX_FLOOR)

    @property
    def id(self) -> str:
        """What it is kept under."""
        return self.thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where a persistent anchor of a headset lies in the plan.

    Attributes:
        headset: its id. handle: the anchor's, which that headset alone can restore.
        made_at: when it was told; of several, the newest is the best.

    Raises:
        ValueError: a length or an angle that cannot be.
    """

    headset: str
    handle: str
    x: float
    y: float
    height_m: float
    yaw_deg: float
    made_at: dt.datetime

    def __post_init__(self) -> None:
        _check_name("headset", self.headset, MAX_ID)
        _check_name("handle", self.handle, MAX_HANDLE)
        _check_pose(self.x, self.y, self.height_m, self.yaw_deg)

    @property
    def id(self) -> str:
        """What it is kept under: a headset may have an anchor in each room."""
        return f"{self.headset} {self.handle}"


LayoutRecord = Room | Place | Alignment


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRevision:
    """How often the layout has changed; whoever sees a gap asks for all of it again."""

    number: int = 0
    id: Literal["layout"] = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The layout at one moment; `alignments` with the newest first."""

    revision: int
    rooms: tuple[Room, ...] = ()
    things: tuple[Place, ...] = ()
    alignments: tuple[Alignment, ...] = ()


def _check_name(field: str, value: str, limit: int) -> None:
    if not 0 < len(value) <= limit:
        raise ValueError(f"{field}: 1 to {limit} characters, not {len(value)}")


def _check_between(field: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:  # no number is between anything
        raise ValueError(f"{field}: {str(value)[:20]} is not from {low:g} to {high:g}")


def _check_pose(x: float, y: float, height_m: float, yaw_deg: float) -> None:
    _check_between("x", x, -MAX_REACH_M, MAX_REACH_M)
    _check_between("y", y, -MAX_REACH_M, MAX_REACH_M)
    _check_between("height_m", height_m, LOWEST_M, HIGHEST_M)
    _check_between("yaw_deg", yaw_deg, -MAX_YAW_DEG, MAX_YAW_DEG)


# Outlines ------------------------------------------------------------------------------------


def _check_outline(outline: Sequence[Point]) -> None:
    if not MIN_CORNERS <= len(outline) <= MAX_CORNERS:
        count = len(outline)
        raise ValueError(f"outline: {MIN_CORNERS} to {MAX_CORNERS} corners, not {count}")
    for number, corner in enumerate(outline):
        if len(corner) != 2:
            raise ValueError(f"outline[{number}]: two numbers, x and y, not {len(corner)}")
        for value in corner:
            _check_between(f"outline[{number}]", value, -MAX_REACH_M, MAX_REACH_M)
    if (crossing := _crossing(outline)) is not None:
        one, other = crossing
        raise ValueError(
            f"outline: the wall from corner {one} touches or crosses the one from corner {other}"
        )
    if abs(area_m2(outline)) < MIN_AREA_M2:
        raise ValueError(f"outline: encloses less than {MIN_AREA_M2:g} m2")


def area_m2(outline: Sequence[Point]) -> float:
    """Return the area within an outline; negative where its corners run clockwise.

    >>> area_m2([(0, 0), (4, 0), (4, 3), (0, 3)])
    12.0
    """
    sides = zip(outline, (*outline[1:], outline[0]), strict=True)
    return math.fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides) / 2


def _crossing(outline: Sequence[Point]) -> tuple[int, int] | None:
    """Return two walls that share more than a corner; None: there are none."""
    walls = list(_walls(outline))
    for one, (start, end) in enumerate(walls):
        if start == end:
            return one, one
        for other in range(one + 1, len(walls)):
            third, fourth = walls[other]
            if other == one + 1:  # they share `end`: the next may not run back along this one
                if _runs_back(start, end, fourth):
                    return one, other
            elif one == 0 and other == len(walls) - 1:
                if _runs_back(third, fourth, end):
                    return one, other
            elif _meet(start, end, third, fourth):
                return one, other
    return None


def _walls(outline: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    yield from zip(outline, (*outline[1:], outline[0]), strict=True)


def _side(a: Point, b: Point, c: Point) -> float:
    """Return on which side of the line from `a` to `b` lies `c`: left is positive."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _runs_back(a: Point, b: Point, c: Point) -> bool:
    """Say whether the wall from `b` to `c` lies on the wall from `a` to `b`."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return _side(a, b, c) == 0 and ahead < 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Say whether the walls from `a` to `b` and from `c` to `d` have a point in common."""
    of_c, of_d = _side(a, b, c), _side(a, b, d)
    of_a, of_b = _side(c, d, a), _side(c, d, b)
    if _are_opposite(of_c, of_d) and _are_opposite(of_a, of_b):
        return True
    touching = ((of_c, a, b, c), (of_d, a, b, d), (of_a, c, d, a), (of_b, c, d, b))
    return any(side == 0 and _is_within(start, end, at) for side, start, end, at in touching)


def _are_opposite(one: float, other: float) -> bool:
    return one < 0 < other or other < 0 < one


def _is_within(start: Point, end: Point, at: Point) -> bool:
    """Say whether `at`, which is on the line of a wall, is on the wall."""
    return all(
        min(start[axis], end[axis]) <= at[axis] <= max(start[axis], end[axis]) for axis in (0, 1)
    )
