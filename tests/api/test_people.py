"""People over the API: who lets whom in, and what a key opens."""

from typing import Any

import pytest

from ondol.home.plan import Act, After, Plan, Schedule

from .world import TOKEN, Socket, World, api

pytestmark = pytest.mark.looptime


async def invited(world: World, role: str, **more: object) -> tuple[str, str]:
    """Let somebody in and return their id and key."""
    owner = world.client()
    body = {"name": role, "role": role, **more}
    person = (await owner.post("/api/people", json=body)).json()
    given = await owner.post(f"/api/people/{person['id']}/keys", json={"label": "폰"})
    return person["id"], given.json()["token"]


async def test_a_person_is_let_in_gets_a_key_and_is_taken_away() -> None:
    async with api() as world:
        owner = world.client()
        identifier, token = await invited(world, "adult")
        theirs = world.client(token=token)
        assert (await theirs.get("/api/me")).json() == {
            "id": identifier,
            "name": "adult",
            "role": "adult",
        }
        listed = {one["id"]: one for one in (await owner.get("/api/people")).json()}
        assert token not in str(listed)
        assert listed[identifier]["keys"][0]["label"] == "폰"
        assert (await owner.delete(f"/api/people/{identifier}")).status_code == 204
        assert (await theirs.get("/api/me")).status_code == 401
        assert (await owner.delete(f"/api/people/{identifier}")).status_code == 404


async def test_a_page_that_was_opened_with_a_key_ends_with_it() -> None:
    async with api() as world:
        identifier, token = await invited(world, "guest")
        page = world.client(token=None)
        page.headers["Origin"] = "http://127.0.0.1:8420"
        assert (await page.post("/api/session", json={"token": token})).status_code == 204
        assert (await page.get("/api/home")).status_code == 200
        keys = (await world.client().get("/api/people")).json()
        (key,) = next(one["keys"] for one in keys if one["id"] == identifier)
        assert (await world.client().delete(f"/api/keys/{key['id']}")).status_code == 204
        assert (await page.get("/api/home")).status_code == 401


async def test_a_key_for_assistants_opens_neither_page_nor_api() -> None:
    async with api() as world:
        identifier, _ = await invited(world, "adult")
        given = await world.client().post(
            f"/api/people/{identifier}/keys", json={"label": "assistant", "way": "mcp"}
        )
        theirs = world.client(token=given.json()["token"])
        assert (await theirs.get("/api/home")).status_code == 403
        opened = await theirs.post("/api/session", json={"token": given.json()["token"]})
        assert opened.status_code == 403


@pytest.mark.parametrize("role", ["adult", "child", "guest"])
async def test_only_the_owner_sees_people_and_lets_them_in(role: str) -> None:
    async with api() as world:
        identifier, token = await invited(world, role)
        theirs = world.client(token=token)
        for method, path, body in (
            ("GET", "/api/people", None),
            ("POST", "/api/people", {"name": "x", "role": "owner"}),
            ("PATCH", f"/api/people/{identifier}", {"rules": []}),
            ("DELETE", f"/api/people/{identifier}", None),
            ("POST", f"/api/people/{identifier}/keys", {}),
        ):
            assert (await theirs.request(method, path, json=body)).status_code == 403
        assert (await theirs.get("/api/journal")).status_code == (200 if role == "adult" else 403)


async def test_a_guest_watches_the_home_but_not_who_asked_for_what() -> None:
    async with api() as world:
        _, token = await invited(world, "guest")
        async with Socket(world.app, token=token) as guest, Socket(world.app, token=TOKEN) as owner:
            await (await guest.accepted()).message("home")
            await (await owner.accepted()).message("home")
            for on in (True, False):
                await world.client().patch("/api/things/light", json={"on": on})
            assert (await owner.message("journal"))["entry"]["actor"] == "owner"
            seen: list[dict[str, Any]] = []
            while not (seen and seen[-1].get("state", {}).get("on") is False):
                seen.append(await guest.message())
            assert "journal" not in {message["type"] for message in seen}


async def test_rules_are_checked_and_come_back_as_they_were_sent() -> None:
    async with api() as world:
        owner = world.client()
        rule = {
            "allow": False,
            "types": ["tv"],
            "areas": ["living"],
            "ways": ["voice"],
            "start": "21:00:00",
            "end": "07:00:00",
        }
        person = await owner.post(
            "/api/people", json={"name": "새별", "role": "child", "rules": [rule]}
        )
        assert person.json()["rules"] == [rule]
        wrong = {"name": "x", "role": "child", "rules": [{"allow": True, "areas": ["moon"]}]}
        answer = await owner.post("/api/people", json=wrong)
        assert answer.status_code == 422
        assert "no area moon" in answer.json()["detail"]
        assert (
            await owner.post("/api/people", json={"name": "새별", "role": "adult"})
        ).status_code == 409


async def test_what_is_asked_from_outside_the_home_is_away() -> None:
    async with api() as world:
        near, far = world.client(address="192.168.0.9"), world.client(address="93.184.216.34")
        body = {"on": True}
        assert (await near.patch("/api/things/washer", json=body)).json()["confirmation"] is None
        assert (await far.patch("/api/things/washer", json=body)).json()["confirmation"]


async def test_a_schedule_is_dropped_by_who_made_it_or_an_adult() -> None:
    later = Schedule(
        when=After(seconds=3600), then=Plan(steps=(Act(changes={"tv": {"on": True}}),))
    )
    async with api({"이따가 티비 켜": Plan(steps=(later,))}) as world:
        _, childs = await invited(world, "child")
        _, adults = await invited(world, "adult")
        child, adult = world.client(token=childs), world.client(token=adults)
        for asker in (adult, child):
            await asker.post("/api/ask", json={"text": "이따가 티비 켜"})
        of_adult, of_child = (one.id for one in world.hub.schedules())
        assert (await child.delete(f"/api/schedules/{of_adult}")).status_code == 403
        assert (await child.delete(f"/api/schedules/{of_child}")).status_code == 204
        assert (await adult.delete(f"/api/schedules/{of_adult}")).status_code == 204
        assert (await child.delete("/api/schedules/none")).status_code == 404
