"""Headsets over the API: codes, keys, and what a headset's session may do and never may."""

from typing import Any

import httpx
import pytest

from ondol.api.codes import CODE_S, MAX_OPEN, MAX_WRONG, Codes
from ondol.api.security import COOKIE
from ondol.api.security import MAX_WRONG as MAX_WRONG_TOKENS
from ondol.home.plan import Act, Plan
from ondol.things.headset import thing_of

from .test_people import invited
from .world import ORIGIN, Socket, World, api

pytestmark = pytest.mark.looptime

UNLOCK = Plan(steps=(Act(changes={"lock": {"locked": False}}),))


async def code_of(client: httpx.AsyncClient) -> str:
    answer = await client.post("/api/headsets/codes")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code"])


async def offered(world: World, code: str, name: str = "헤드셋", **more: Any) -> httpx.Response:
    nobody = world.client(token=None, **more)
    return await nobody.post("/api/headsets", json={"code": code, "name": name})


async def paired(world: World, client: httpx.AsyncClient | None = None) -> tuple[str, str]:
    """Let a headset in; return its id and key."""
    given = (await offered(world, await code_of(client or world.client()))).json()
    return given["id"], given["token"]


async def session(world: World, token: str) -> httpx.AsyncClient:
    """Open a session with a headset's key, as its browser does."""
    client = world.client(token=None)
    client.headers["Origin"] = ORIGIN
    assert (await client.post("/api/session", json={"token": token})).status_code == 204
    return client


async def test_a_code_lets_one_headset_in_as_the_person_who_asked_for_it() -> None:
    async with api() as world:
        identifier, theirs = await invited(world, "adult")
        code = await code_of(world.client(token=theirs))
        assert len(code) == 6
        assert code.isdigit()
        first = await offered(world, f"{code[:3]} {code[3:]}", "지우\u202e 헤드셋")
        assert first.status_code == 200
        assert (await offered(world, code)).status_code == 403
        headset = await session(world, first.json()["token"])
        assert (await headset.get("/api/me")).json()["id"] == identifier
        (listed,) = (await world.client().get("/api/headsets")).json()
        assert listed == {
            "id": first.json()["id"],
            "name": "지우 헤드셋",
            "person": "adult",
            "connected": False,
            "made_at": listed["made_at"],
        }
        assert first.json()["token"] not in str(listed)


async def test_a_code_ends_after_five_minutes_and_with_the_next_of_the_same_person() -> None:
    async with api() as world:
        old = await code_of(world.client())
        world.clock.now = CODE_S - 1
        new = await code_of(world.client())
        if old != new:
            assert (await offered(world, old)).status_code == 403
        world.clock.now = 2 * CODE_S
        assert (await offered(world, new)).status_code == 403


async def test_five_wrong_tries_end_every_code() -> None:
    async with api() as world:
        code = await code_of(world.client())
        wrong = f"{(int(code) + 1) % 10**6:06}"
        for _ in range(MAX_WRONG):
            assert (await offered(world, wrong)).status_code == 403
        assert (await offered(world, code)).status_code == 403
        assert (await offered(world, await code_of(world.client()))).status_code == 200


async def test_who_tries_codes_must_wait_and_others_need_not() -> None:
    async with api() as world:
        for _ in range(MAX_WRONG_TOKENS):
            await offered(world, "000000", address="192.168.0.66")
        code = await code_of(world.client())
        locked = await offered(world, code, address="192.168.0.66")
        assert (locked.status_code, locked.headers["retry-after"]) == (429, "60")
        assert (await offered(world, code)).status_code == 200


@pytest.mark.parametrize("name", ["\u200b\u200b", ""])
async def test_a_headset_needs_a_name_that_can_be_seen(name: str) -> None:
    async with api() as world:
        code = await code_of(world.client())
        assert (await offered(world, code, name)).status_code == 422
        assert (await offered(world, code, "헤드셋")).status_code == 200  # the code is not spent


@pytest.mark.parametrize("role", ["child", "guest"])
async def test_only_adults_let_headsets_in_see_them_and_take_them_away(role: str) -> None:
    async with api() as world:
        headset, _ = await paired(world)
        _, token = await invited(world, role)
        theirs = world.client(token=token)
        for method, path in (
            ("POST", "/api/headsets/codes"),
            ("GET", "/api/headsets"),
            ("DELETE", f"/api/headsets/{headset}"),
        ):
            assert (await theirs.request(method, path)).status_code == 403


async def test_a_revoked_headset_opens_nothing_and_other_keys_are_no_headsets() -> None:
    async with api() as world:
        owner = world.client()
        headset, token = await paired(world)
        opened = await session(world, token)
        identifier, _ = await invited(world, "adult")
        listed = {one["id"]: one for one in (await owner.get("/api/people")).json()}
        (key,) = listed[identifier]["keys"]
        assert (await owner.delete(f"/api/headsets/{key['id']}")).status_code == 404
        assert (await opened.get("/api/home")).status_code == 200
        assert (await owner.delete(f"/api/headsets/{headset}")).status_code == 204
        assert (await opened.get("/api/home")).status_code == 401
        again = await world.client(token=None).post("/api/session", json={"token": token})
        assert again.status_code == 401
        assert (await owner.delete(f"/api/headsets/{headset}")).status_code == 404


async def test_a_revoked_headsets_events_end() -> None:
    async with api() as world:
        headset, token = await paired(world)
        opened = await session(world, token)
        async with Socket(world.app, cookie=opened.cookies[COOKIE]) as socket:
            await (await socket.accepted()).message("home")
            await world.client().delete(f"/api/headsets/{headset}")
            await world.client().patch("/api/things/light", json={"on": True})
            while (said := await socket.raw())["type"] == "websocket.send":
                pass
            assert (said["type"], said["code"]) == ("websocket.close", 4401)


async def test_a_headset_asks_and_controls_as_its_person_by_its_own_way() -> None:
    async with api() as world:
        owner = world.client()
        rule = {"allow": False, "types": ["tv"], "ways": ["headset"]}
        person = await owner.patch("/api/people/owner", json={"rules": [rule]})
        assert person.json()["rules"][0]["ways"] == ["headset"]
        _, token = await paired(world)
        headset = await session(world, token)
        lit = await headset.patch("/api/things/light", json={"on": True})
        assert lit.json()["outcomes"][0]["end"] == "done"
        withheld = await headset.patch("/api/things/tv", json={"volume": 3})
        assert withheld.json()["outcomes"] == []
        by_page = await owner.patch("/api/things/tv", json={"volume": 3})
        assert by_page.json()["outcomes"][0]["end"] == "done"
        (last, *_) = [one for one in world.hub.journal() if one.text is None]
        assert last.actor.way == "api"
        assert {one.actor.way for one in world.hub.journal()} == {"headset", "api"}


async def test_a_headset_never_confirms_whoever_asked_and_whoever_wears_it() -> None:
    async with api() as world:
        _, token = await paired(world)
        first, second = await session(world, token), await session(world, token)
        bearer = world.client(token=token)
        confirmation: dict[str, Any] = {}
        for asker in (first, world.client()):
            asked = await asker.patch("/api/things/lock", json={"locked": False})
            confirmation = asked.json()["confirmation"]
            for headset in (second, bearer):
                answer = await headset.post(
                    f"/api/confirmations/{confirmation['id']}", json={"accept": True}
                )
                assert answer.json()["outcomes"] == []
            assert world.peer.state["lock"]["locked"] is True
        page = await world.page()
        answer = await page.post(f"/api/confirmations/{confirmation['id']}", json={"accept": True})
        assert answer.json()["outcomes"][0]["end"] == "done"


async def test_a_headset_never_says_who_and_what_belongs_to_the_home() -> None:
    async with api() as world:
        headset, token = await paired(world)  # the owner's own
        theirs = await session(world, token)
        for method, path, body in (
            ("GET", "/api/people", None),
            ("POST", "/api/people", {"name": "x", "role": "owner"}),
            ("PATCH", "/api/people/owner", {"rules": []}),
            ("POST", "/api/people/owner/keys", {}),
            ("DELETE", f"/api/keys/{headset}", None),
            ("POST", "/api/headsets/codes", None),
            ("GET", "/api/headsets", None),
            ("DELETE", f"/api/headsets/{headset}", None),
            ("POST", "/api/pairings/tv", None),
        ):
            answer = await theirs.request(method, path, json=body)
            assert answer.status_code == 403, path
            assert answer.json()["title"] == "not in a headset"
        for path in ("/api/home", "/api/journal", "/api/confirmations", "/api/me", "/api/layout"):
            assert (await theirs.get(path)).status_code == 200, path


async def test_a_headset_tells_where_its_own_anchors_lie_and_they_go_with_it() -> None:
    async with api() as world:
        headset, token = await paired(world)
        theirs = await session(world, token)
        anchor = {"handle": "a1", "x": 1, "y": 2, "height_m": 0, "yaw_deg": 90}
        told = await theirs.put("/api/layout/alignments", json=anchor)
        assert told.json()["headset"] == headset
        assert (await theirs.get("/api/layout")).json()["alignments"] == [told.json()]
        await world.client().delete(f"/api/headsets/{headset}")
        assert (await world.client().get("/api/layout")).json()["alignments"] == []


def test_no_more_codes_are_open_than_may_be() -> None:
    numbers = iter(range(100, 200))
    codes = Codes(lambda below: next(numbers))
    made = [codes.make(f"person-{number}", 0.0) for number in range(MAX_OPEN + 1)]
    assert codes.take(made[0], 1.0) is None
    assert codes.take(made[1], 1.0) == "person-1"
    assert codes.take(made[-1], 1.0) == f"person-{MAX_OPEN}"


def test_the_thing_of_a_headset_bears_its_id() -> None:
    assert thing_of("4f2a") == "headset/4f2a"
