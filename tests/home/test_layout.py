"""Where things stand: what a layout may say, what is kept of it, and who hears of it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.home.floor_plan import FloorPlan
from ondol.home.hub import Hub
from ondol.home.layout import (
    MAX_ALIGNMENTS,
    MAX_CORNERS,
    Alignment,
    LayoutRevision,
    Place,
    Point,
    Room,
    area_m2,
)
from ondol.home.notice import LayoutChanged
from ondol.home.people import Key
from ondol.home.stores.memory import MemoryStore
from ondol.home.stores.sqlite import SqliteStore
from ondol.things.event import Gone

from .world import START, Peer, running

SQUARE: tuple[Point, ...] = ((0, 0), (4, 0), (4, 3), (0, 3))
BOW_TIE: tuple[Point, ...] = ((0, 0), (4, 3), (4, 0), (0, 3))
LIVING = Room(area="living", outline=SQUARE, height_m=2.4)
TV = Place(thing="tv", x=1.5, y=0.1, height_m=1.1, yaw_deg=90, surface="wall", floor="1층")
ANCHOR = Alignment(
    headset="q3", handle="a-1", x=1.0, y=2.0, height_m=0.0, yaw_deg=30.0, made_at=START
)


def room(outline: Sequence[Point]) -> Room:
    return Room(area="living", outline=tuple(outline), height_m=2.4)


# What a layout may say ------------------------------------------------------------------------


@st.composite
def around_a_centre(draw: st.DrawFn) -> tuple[Point, ...]:
    """Corners in the order of their angles around a point within: walls that cannot cross."""
    count = draw(st.integers(3, MAX_CORNERS))
    turns = [(number + draw(st.floats(0.05, 0.95))) * math.tau / count for number in range(count)]
    reach = st.floats(1.0, 20.0)
    return tuple((m * math.cos(turn), m * math.sin(turn)) for turn in turns for m in [draw(reach)])


@given(around_a_centre(), st.integers(0, MAX_CORNERS), st.booleans())
def test_a_room_is_the_same_from_whichever_corner_and_way_round_it_is_drawn(
    outline: tuple[Point, ...], first: int, is_reversed: bool
) -> None:
    first %= len(outline)
    turned = (*outline[first:], *outline[:first])
    again = tuple(reversed(turned)) if is_reversed else turned
    assert math.isclose(abs(area_m2(room(again).outline)), abs(area_m2(outline)))


@given(st.integers(4, MAX_CORNERS), st.data())
def test_two_corners_of_a_ring_that_change_places_make_walls_that_cross(
    count: int, data: st.DataObject
) -> None:
    ring = [
        (5 * math.cos(number * math.tau / count), 5 * math.sin(number * math.tau / count))
        for number in range(count)
    ]
    one = data.draw(st.integers(0, count - 1))
    apart = data.draw(st.integers(1, count - 1))
    if count == 4 and apart % 2 == 0:
        apart = 1  # the two ends of a diagonal of a square: the same square, the other way round
    other = (one + apart) % count
    ring[one], ring[other] = ring[other], ring[one]
    with pytest.raises(ValueError, match="crosses"):
        room(ring)


@pytest.mark.parametrize(
    ("outline", "message"),
    [
        (BOW_TIE, "crosses"),
        (((0, 0), (4, 0), (4, 0), (0, 3)), "crosses"),  # a wall without a length
        (((0, 0), (4, 0), (2, 0), (0, 3)), "crosses"),  # one that runs back along the one before
        (((0, 0), (4, 0), (4, 3), (2, 0), (0, 3)), "crosses"),  # a corner on another wall
        (((0, 0), (4, 0)), "3 to 64 corners"),
        (((0, 0),) * 65, "3 to 64 corners"),
        (((0, 0), (0.1, 0), (0.1, 0.1)), "less than"),
        (((0, 0), (math.nan, 0), (4, 3)), "nan is not from"),
        (((0, 0), (math.inf, 0), (4, 3)), "inf is not from"),
        (((0, 0), (1e300, 0), (4, 3)), "is not from -500 to 500"),
        (((0, 0), (10**400, 0), (4, 3)), "is not from -500 to 500"),
    ],
)
def test_an_outline_that_no_room_has_is_refused(outline: tuple[Point, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        room(outline)


def test_a_room_may_have_a_niche_and_a_wall_with_a_corner_in_its_middle() -> None:
    niche = ((0, 0), (4, 0), (4, 3), (2.5, 3), (2.5, 2), (1.5, 2), (1.5, 3), (0, 3))
    assert room(niche).outline == niche
    assert room(((0, 0), (2, 0), (4, 0), (4, 3), (0, 3))).height_m == 2.4


@pytest.mark.parametrize("field", ["x", "y", "height_m", "yaw_deg"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e9])
def test_no_place_and_no_anchor_is_where_nothing_can_be(field: str, value: float) -> None:
    for record in (TV, ANCHOR):
        with pytest.raises(ValueError, match=field):
            replace(record, **{field: value})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="height_m"):
        replace(LIVING, height_m=value)


@pytest.mark.parametrize(
    "record", [(TV, "thing"), (TV, "floor"), (LIVING, "area"), (ANCHOR, "handle")]
)
def test_names_have_a_length(record: tuple[Place | Room | Alignment, str]) -> None:
    made, field = record
    for name in ("", "x" * 201):
        with pytest.raises(ValueError, match=field):
            replace(made, **{field: name})  # type: ignore[arg-type]


# What is kept ---------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ['"x": NaN', '"x": 1e999', '"x": "left"', '"x": 1, "z": 2'])
def test_a_place_that_cannot_be_is_set_aside_and_the_rest_is_kept(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "home.db"
    store = SqliteStore(file)
    for record in (LIVING, TV, replace(TV, thing="light"), ANCHOR, LayoutRevision(number=7)):
        store.put(record)
    store._execute(
        "UPDATE record SET body = replace(body, '\"x\": 1.5', ?) WHERE id = 'tv'", (bad,)
    )
    store.close()
    store = SqliteStore(file)
    kept = store.load()
    assert [(one.kind, one.id) for one in kept.set_aside] == [("place", "tv")]
    assert (list(kept.places), kept.rooms) == (["light"], {"living": LIVING})
    assert kept.alignments == {"q3 a-1": ANCHOR}
    assert kept.layout_revision.number == 7
    store.close()


@pytest.mark.looptime
async def test_a_layout_is_there_after_a_restart_and_its_revision_goes_on() -> None:
    store = MemoryStore()
    async with running(Peer(), store=store) as hub:
        assert hub.floor_plan.layout().revision == 0
        assert hub.floor_plan.set_room(LIVING) is None
        assert hub.floor_plan.set_place(TV) is None
    async with running(Peer(), store=store) as hub:
        layout = hub.floor_plan.layout()
        assert (layout.rooms, layout.things, layout.revision) == ((LIVING,), (TV,), 2)
        assert hub.floor_plan.drop_place("tv")
        assert hub.floor_plan.layout().revision == 3


@pytest.mark.looptime
async def test_a_thing_that_is_gone_keeps_its_place_and_one_that_never_was_gets_none() -> None:
    peer = Peer()
    async with running(peer) as hub:
        plan: FloorPlan = hub.floor_plan
        plan.set_place(TV)
        refused = plan.set_place(replace(TV, thing="spaceship"))
        assert refused is not None
        assert refused.code == "no_such_thing"
        async with hub.subscribe() as events:
            peer.say(Gone(thing_id="tv"))
            await anext(events)
        assert "tv" not in hub.home().things
        assert plan.layout().things == (TV,)
        assert plan.set_place(replace(TV, x=2.0)) is None


@pytest.mark.looptime
async def test_a_room_of_an_area_that_the_home_does_not_have_is_refused_with_those_it_has() -> None:
    async with running(Peer()) as hub:
        refused = hub.floor_plan.set_room(replace(LIVING, area="moon"))
        assert refused is not None
        assert refused.code == "no_such_area"
        assert "living" in refused.reason
        assert hub.floor_plan.layout().rooms == ()


@pytest.mark.looptime
async def test_those_who_watch_hear_what_changed_and_nothing_where_nothing_did() -> None:
    async with running(Peer()) as hub, hub.subscribe() as events:
        plan = hub.floor_plan
        plan.set_room(LIVING)
        plan.set_room(LIVING)
        plan.set_place(TV)
        plan.drop_room("living")
        assert not plan.drop_room("living")
        plan.drop_place("tv")
        assert [await anext(events) for _ in range(4)] == [
            LayoutChanged(revision=1, rooms=(LIVING,)),
            LayoutChanged(revision=2, things=(TV,)),
            LayoutChanged(revision=3, gone_rooms=("living",)),
            LayoutChanged(revision=4, gone_things=("tv",)),
        ]


POSE = {"x": 0.0, "y": 0.0, "height_m": 0.0, "yaw_deg": 0.0}


def headset(hub: Hub, digest: str) -> str:
    key = hub.household.give("minji", digest, way="headset")
    assert isinstance(key, Key)
    return key.id


@pytest.mark.looptime
async def test_a_headset_keeps_its_newest_anchors_until_it_is_no_longer_of_this_home() -> None:
    store = MemoryStore()
    async with running(Peer(), store=store) as hub:
        plan, one, other = hub.floor_plan, headset(hub, "a" * 64), headset(hub, "b" * 64)
        plan.align(other, handle="theirs", **POSE)
        for number in range(MAX_ALIGNMENTS + 2):
            plan.align(one, handle=f"a-{number}", **POSE)
        plan.align(one, handle="a-5", **{**POSE, "x": 2.0})
        own = [found for found in plan.layout().alignments if found.headset == one]
        assert len(own) == MAX_ALIGNMENTS
        assert {"a-0", "a-1"}.isdisjoint(found.handle for found in own)
        assert next(found.x for found in own if found.handle == "a-5") == 2.0
        plan.forget_headset(one)
    async with running(Peer(), store=store) as hub:
        assert [found.headset for found in hub.floor_plan.layout().alignments] == [other]


@pytest.mark.looptime
async def test_anchors_of_a_person_who_left_make_room_for_others() -> None:
    async with running(Peer()) as hub:
        plan, one, other = hub.floor_plan, headset(hub, "a" * 64), headset(hub, "b" * 64)
        plan.align(one, handle="a", **POSE)
        hub.household.take_back(one)
        plan.align(other, handle="b", **POSE)
        assert [found.headset for found in plan.layout().alignments] == [other]
