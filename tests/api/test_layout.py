"""Where things stand, over the API: who sees it, who changes it, and what it may not say."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from ondol.api.security import digest
from ondol.home.people import Key
from ondol.things.event import Found
from tests.home.world import HOME

from .test_people import invited
from .world import TOKEN, Socket, World, api

pytestmark = pytest.mark.looptime

WALLS = {"outline": [[0, 0], [4, 0], [4, 3], [0, 3]], "height_m": 2.4}
PLACE = {"x": 1.5, "y": 0.25, "height_m": 1.1, "yaw_deg": 90, "surface": "wall", "floor": "1층"}
POSE = {"handle": "a-1", "x": 1, "y": 2, "height_m": 0, "yaw_deg": 30}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with api() as made:
        yield made


async def test_walls_and_places_are_told_and_come_back_and_go(world: World) -> None:
    client = world.client()
    walls = await client.put("/api/layout/rooms/living", json=WALLS)
    assert walls.json() == {"area": "living", **WALLS}
    place = await client.put("/api/layout/things/tv", json={"thing": "tv", **PLACE})
    assert place.json() == {"thing": "tv", **PLACE}
    assert (await client.get("/api/layout")).json() == {
        "revision": 2,
        "rooms": [walls.json()],
        "things": [place.json()],
        "alignments": [],
    }
    for path in ("rooms/living", "things/tv"):
        assert (await client.delete(f"/api/layout/{path}")).status_code == 204
        assert (await client.delete(f"/api/layout/{path}")).status_code == 404
    assert (await client.get("/api/layout")).json()["revision"] == 4


async def test_ids_may_hold_slashes(world: World) -> None:
    lamp = HOME.things["light"]
    world.peer.say(
        Found(thing=type(lamp)(id="headset/q3", title="헤드셋", type="headset", properties={}))
    )
    async with Socket(world.app, token=TOKEN) as socket:
        await (await socket.accepted()).message("home")
        put = await world.client().put("/api/layout/things/headset/q3", json=PLACE)
        assert put.json()["thing"] == "headset/q3"
        assert (await socket.message("layout"))["things"] == [put.json()]


async def test_those_who_watch_hear_only_what_changed(world: World) -> None:
    client = world.client()
    await client.put("/api/layout/things/tv", json=PLACE)
    async with Socket(world.app, token=TOKEN) as socket:
        await (await socket.accepted()).message("home")
        await client.put("/api/layout/rooms/living", json=WALLS)
        assert await socket.message() == {
            "type": "layout",
            "revision": 2,
            "rooms": [{"area": "living", **WALLS}],
            "things": [],
            "gone_rooms": [],
            "gone_things": [],
        }
        await client.delete("/api/layout/things/tv")
        assert (await socket.message("layout"))["gone_things"] == ["tv"]


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("rooms/moon", WALLS, 404, "there are living, entrance"),
        ("rooms/living", {**WALLS, "area": "entrance"}, 422, "area"),
        ("rooms/living", {**WALLS, "height_m": 1e300}, 422, "height_m"),
        ("rooms/living", {**WALLS, "outline": [[0, 0], [4, 3], [4, 0], [0, 3]]}, 422, "crosses"),
        ("rooms/living", {**WALLS, "outline": [[0, 0]] * 65}, 422, "outline"),
        ("rooms/living", {**WALLS, "outline": [[0, 0, 0], [1, 1], [2, 0]]}, 422, "outline.0"),
        ("things/spaceship", PLACE, 404, "spaceship"),
        ("things/tv", {**PLACE, "x": "left"}, 422, "x"),
        ("things/tv", {**PLACE, "yaw_deg": 361}, 422, "yaw_deg"),
        ("things/tv", {**PLACE, "surface": "sky"}, 422, "surface"),
        ("things/tv", {**PLACE, "z": 1}, 422, "z"),
    ],
)
async def test_what_cannot_be_is_refused_and_says_what_is_wrong(
    world: World, path: str, body: dict[str, Any], status: int, says: str
) -> None:
    answer = await world.client().put(f"/api/layout/{path}", json=body)
    assert (answer.status_code, says in answer.json()["detail"]) == (status, True), answer.text
    assert (await world.client().get("/api/layout")).json()["revision"] == 0


async def test_no_number_is_no_place(world: World) -> None:
    for text in ("NaN", "Infinity", "-Infinity", "1e999"):
        body = f'{{"x": {text}, "y": 0, "height_m": 0, "yaw_deg": 0, "surface": "free"}}'
        answer = await world.client().put("/api/layout/things/tv", content=body)
        assert answer.status_code == 422, text


@pytest.mark.parametrize(("role", "status"), [("adult", 200), ("child", 403), ("guest", 403)])
async def test_adults_change_the_plan_and_everybody_sees_it(
    world: World, role: str, status: int
) -> None:
    _, token = await invited(world, role)
    theirs = world.client(token=token)
    assert (await theirs.put("/api/layout/rooms/living", json=WALLS)).status_code == status
    assert (await theirs.put("/api/layout/things/tv", json=PLACE)).status_code == status
    assert (await theirs.get("/api/layout")).status_code == 200
    assert (await world.client(token=None).get("/api/layout")).status_code == 401


async def test_a_page_is_no_headset_and_has_no_anchors(world: World) -> None:
    page = await world.page()
    answer = await page.put("/api/layout/alignments", json=POSE)
    assert (answer.status_code, answer.json()["title"]) == (403, "only a headset")


def put_on(world: World, person: str) -> tuple[str, httpx.AsyncClient]:
    """Return the id of a new headset of a person, and what it calls with."""
    key = world.hub.household.give(person, digest(f"headset of {person}"), way="headset")
    assert isinstance(key, Key)
    return key.id, world.client(token=f"headset of {person}")


async def test_a_headset_tells_its_own_anchors_and_sees_no_others(world: World) -> None:
    one, first = put_on(world, "minji")
    other, second = put_on(world, "jiwoo")
    told = (await first.put("/api/layout/alignments", json=POSE)).json()
    assert told == {"headset": one, **POSE}
    await second.put("/api/layout/alignments", json={**POSE, "x": 9})
    for client, seen in ((first, [one]), (second, [other]), (world.client(), [other, one])):
        layout = (await client.get("/api/layout")).json()
        assert [found["headset"] for found in layout["alignments"]] == seen
    _, token = await invited(world, "child")
    assert (await world.client(token=token).get("/api/layout")).json()["alignments"] == []


async def test_an_adults_headset_changes_the_plan_and_a_childs_does_not(world: World) -> None:
    for person, status in (("minji", 200), ("haneul", 403)):
        _, client = put_on(world, person)
        assert (await client.put("/api/layout/things/tv", json=PLACE)).status_code == status
        assert (await client.put("/api/layout/alignments", json=POSE)).status_code == status


@pytest.mark.parametrize(
    "pose",
    [
        {**POSE, "headset": "another"},
        {**POSE, "handle": ""},
        {**POSE, "handle": "x" * 300},
        {**POSE, "height_m": 1e9},
        {},
    ],
)
async def test_an_anchor_that_cannot_be_is_refused(world: World, pose: dict[str, Any]) -> None:
    _, client = put_on(world, "minji")
    assert (await client.put("/api/layout/alignments", json=pose)).status_code == 422
