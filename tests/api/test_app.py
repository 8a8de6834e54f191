"""The hub over HTTP: wishes, confirmations, problems."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pydantic import TypeAdapter

from ondol.agent.answer import Answer, Clarify
from ondol.api.doors import MAX_BODY
from ondol.api.handlers import OPERATIONS
from ondol.api.security import MAX_WRONG, SESSION_S
from ondol.home import wire
from ondol.home.plan import Act, After, Plan, Schedule, TimerOp
from ondol.things.pairing import Pairing

from .world import HOST, ORIGIN, TOKEN, World, api

pytestmark = pytest.mark.looptime

LIGHT_ON = Plan(steps=(Act(changes={"light": {"on": True}}),))
UNLOCK = Plan(steps=(Act(changes={"lock": {"locked": False}}),))
SCRIPT: dict[str, Answer] = {
    "거실 불 켜줘": LIGHT_ON,
    "현관문 열어줘": UNLOCK,
    "그거 켜줘": Clarify(code="which_thing", options=("light", "stand")),
    "5분 타이머": Plan(steps=(TimerOp(op="start", seconds=300),)),
    "10분 뒤에 불 켜줘": Plan(steps=(Schedule(when=After(seconds=600), then=LIGHT_ON),)),
}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with api(SCRIPT) as made:
        yield made


def problem(response: httpx.Response, status: int) -> str:
    """Return the detail of a problem, having looked at its form."""
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json().keys() == {"title", "detail", "status"}
    assert response.json()["status"] == response.status_code == status
    detail: str = response.json()["detail"]
    return detail


# Wishes -------------------------------------------------------------------------------------------


async def test_a_sentence_switches_a_light_and_the_answer_is_what_was_observed(
    world: World,
) -> None:
    answer = (await world.client().post("/api/ask", json={"text": "거실 불 켜줘"})).json()
    assert answer["kind"] == "plan"
    assert answer["outcomes"] == [
        {
            "thing": "light",
            "name": "on",
            "value": True,
            "end": "done",
            "observed": True,
            "reason": None,
        }
    ]
    assert wire.read(Plan, answer["plan"]) == LIGHT_ON
    assert "거실 등" in answer["reply"]
    assert world.peer.state["light"]["on"] is True


async def test_an_area_that_the_home_does_not_have_is_not_taken_for_the_whole_home(
    world: World,
) -> None:
    said = {"text": "거실 불 켜줘", "area": "cellar"}
    detail = problem(await world.client().post("/api/ask", json=said), 422)
    assert "cellar" in detail
    assert all(area in detail for area in world.hub.home().areas)
    assert world.peer.state["light"]["on"] is False


async def test_a_device_that_refuses_is_not_said_to_have_obeyed(world: World) -> None:
    world.peer.faults["light"] = "refuses"
    answer = (await world.client().post("/api/ask", json={"text": "거실 불 켜줘"})).json()
    (outcome,) = answer["outcomes"]
    assert (outcome["end"], outcome["observed"]) == ("refused", None)
    assert outcome["reason"] == "the door is open"


async def test_a_question_back_does_nothing(world: World) -> None:
    answer = (await world.client().post("/api/ask", json={"text": "그거 켜줘"})).json()
    assert (answer["kind"], answer["plan"], answer["outcomes"]) == ("clarify", None, [])
    assert "스탠드" in answer["reply"]
    assert world.peer.asked == []


async def test_the_answer_is_in_the_language_of_the_utterance(world: World) -> None:
    answer = (await world.client().post("/api/ask", json={"text": "hello there"})).json()
    assert answer["kind"] == "chat"
    assert answer["reply"].isascii()


async def test_a_property_is_set_undone_and_journalled(world: World) -> None:
    client = world.client()
    answer = (await client.patch("/api/things/light", json={"on": True})).json()
    assert [one["end"] for one in answer["outcomes"]] == ["done"]
    (line,) = (await client.get("/api/journal")).json()
    assert (line["status"], line["can_undo"], line["undone"]) == ("completed", True, False)
    await client.post("/api/undo")
    assert world.peer.state["light"]["on"] is False
    lines = (await client.get("/api/journal", params={"limit": 2})).json()
    assert [(line["undone"], line["can_undo"]) for line in lines][1] == (True, False)


async def test_an_action_is_invoked(world: World) -> None:
    answer = (await world.client().post("/api/things/tv/actions/next")).json()
    assert [(one["name"], one["end"]) for one in answer["outcomes"]] == [("next", "done")]


async def test_timers_and_schedules_are_shown_and_dropped(world: World) -> None:
    client = world.client()
    await client.post("/api/ask", json={"text": "5분 타이머"})
    await client.post("/api/ask", json={"text": "10분 뒤에 불 켜줘"})
    home = (await client.get("/api/home")).json()
    (timer,), (schedule,) = home["timers"], home["schedules"]
    assert timer["length_s"] == 300
    assert schedule["summary"]
    assert (await client.delete(f"/api/timers/{timer['id']}")).status_code == 204
    assert (await client.delete(f"/api/schedules/{schedule['id']}")).status_code == 204
    problem(await client.delete(f"/api/timers/{timer['id']}"), 404)
    problem(await client.delete(f"/api/schedules/{schedule['id']}"), 404)
    home = (await client.get("/api/home")).json()
    assert (home["timers"], home["schedules"]) == ([], [])


async def test_the_home_says_what_each_thing_takes(world: World) -> None:
    home = (await world.client().get("/api/home")).json()
    things = {thing["id"]: thing for thing in home["things"]}
    assert home["language"] == "ko"
    assert {area["name"] for area in home["areas"]} == {"거실", "현관"}
    assert things["ac"]["properties"]["target_temperature"] == {
        "type": "number",
        "unit": "DEG_C",
        "minimum": 5,
        "maximum": 35,
        "step": 0.5,
        "enum": [],
        "read_only": False,
        "nullable": False,
    }
    assert things["tv"]["actions"] == ["next", "previous"]
    assert things["shopping"]["state"]["items"] == ["우유", "계란"]


NEEDED = {"/api/history": {"thing": "light", "property": "on"}}
"""What some operations must be asked with."""


async def test_what_is_answered_is_what_is_published(world: World) -> None:
    client = world.client()
    for operation in OPERATIONS:
        if operation.method == "GET":
            asked = NEEDED.get(operation.path)
            answer = await client.get(operation.path, params=asked)
            assert answer.status_code == 200, operation.path
            TypeAdapter(operation.answer).validate_json(answer.content)


# Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("not JSON", "the body"),
        ("[]", "the body"),
        ("{}", "text"),
        ('{"text": ""}', "text"),
        ('{"text": 7}', "text"),
        ('{"text": "가", "volume": 11}', "volume"),
        ('{"text": "가", "language": "fr"}', "language"),
        ('{"text": "' + "가" * 1001 + '"}', "text"),
        ('{"text": "\\ud800"}', "the body"),
    ],
)
async def test_a_body_that_is_not_understood_says_where(
    world: World, body: str, where: str
) -> None:
    assert where in problem(await world.client().post("/api/ask", content=body), 422)


@pytest.mark.parametrize(
    "body",
    [
        "[1]",
        "{}",
        '{"on": 7}',
        '{"on": null}',
        '{"colour": "red"}',
        '{"brightness": 101}',
        '{"brightness": NaN}',
        '{"brightness": 1e400}',
        '{"brightness": ' + "9" * 500 + "}",
        '{"brightness": {"a": 1}}',
    ],
)
async def test_a_value_that_a_thing_does_not_take_is_not_tried(world: World, body: str) -> None:
    problem(await world.client().patch("/api/things/light", content=body), 422)
    assert world.peer.asked == []


async def test_what_is_not_there_is_a_problem_not_a_page(world: World) -> None:
    client = world.client()
    problem(await client.patch("/api/things/nothing", json={"on": True}), 404)
    problem(await client.post("/api/things/light/actions/explode"), 404)
    problem(await client.get("/api/nothing"), 404)
    problem(await client.put("/api/home"), 405)
    assert "make web" in problem(await client.get("/"), 404)


@pytest.mark.parametrize("limit", ["0", "501", "many", "-1", ""])
async def test_the_journal_is_read_in_bounds(world: World, limit: str) -> None:
    problem(await world.client().get("/api/journal", params={"limit": limit}), 422)


async def test_a_body_that_says_it_is_too_long_is_not_read(world: World) -> None:
    body = b"x" * (MAX_BODY + 1)
    assert str(MAX_BODY) in problem(await world.client().post("/api/ask", content=body), 413)


async def test_a_body_that_hides_its_length_is_cut_off(world: World) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    problem(await world.client().post("/api/ask", content=chunks()), 413)


# Who may call -------------------------------------------------------------------------------------


async def test_strangers_hear_that_the_hub_runs_and_nothing_else(world: World) -> None:
    client = world.client(token=None)
    health = await client.get("/api/health")
    assert health.json() == {"status": "ok", "version": "1.2.3"}
    for operation in OPERATIONS:
        if not operation.is_public:
            path = operation.path.replace("{id}", "light").replace("{name}", "next")
            problem(await client.request(operation.method, path), 401)
    assert world.peer.asked == []


async def test_a_wrong_token_opens_nothing_and_too_many_must_wait(world: World) -> None:
    client = world.client(token=None)
    for _ in range(MAX_WRONG):
        answer = await client.post("/api/session", json={"token": "wrong"})
        assert "ondol token" in problem(answer, 401)
    locked = await client.post("/api/session", json={"token": TOKEN})
    problem(locked, 429)
    assert locked.headers["retry-after"] == "60"
    elsewhere = world.client(token=None, address="192.168.0.9")
    assert (await elsewhere.post("/api/session", json={"token": TOKEN})).status_code == 204


async def test_a_wrong_bearer_counts_as_a_wrong_token(world: World) -> None:
    client = world.client(token="x" * 43)
    for _ in range(MAX_WRONG):
        problem(await client.get("/api/home"), 401)
    problem(await client.get("/api/home"), 429)


async def test_a_session_is_a_cookie_that_scripts_and_other_sites_never_see(world: World) -> None:
    client = world.client(token=None)
    answer = await client.post("/api/session", json={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert f"Max-Age={SESSION_S}" in cookie
    assert TOKEN not in cookie
    assert (await client.get("/api/home")).status_code == 200


async def test_a_session_that_was_ended_opens_nothing(world: World) -> None:
    page = await world.page()
    session = page.cookies["ondol_session"]
    assert (await page.delete("/api/session")).status_code == 204
    page.cookies.set("ondol_session", session)
    problem(await page.get("/api/home"), 401)


async def test_a_page_of_another_site_changes_nothing(world: World) -> None:
    page = await world.page()
    for origin in ("http://evil.example", "null", "http://127.0.0.1:3000", f"https://{HOST}.evil"):
        headers = {"Origin": origin}
        problem(await page.post("/api/ask", json={"text": "거실 불 켜줘"}, headers=headers), 403)
        problem(await page.post("/api/session", json={"token": TOKEN}, headers=headers), 403)
    assert world.peer.asked == []
    own = {"Origin": ORIGIN}
    answer = await page.post("/api/ask", json={"text": "거실 불 켜줘"}, headers=own)
    assert answer.status_code == 200


async def test_a_name_that_was_rebound_to_the_hub_reaches_nothing(world: World) -> None:
    client = world.client(host="evil.example:8420")
    for path in ("/api/home", "/api/health", "/openapi.json", "/"):
        assert "evil.example" in problem(await client.get(path), 421)
    own = {"Origin": "http://evil.example:8420"}
    problem(await client.post("/api/undo", headers=own), 421)
    assert (await world.client(host="ondol.local").get("/api/home")).status_code == 200


async def test_every_answer_says_what_a_browser_must_not_do(world: World, tmp_path: Path) -> None:
    client = world.client()
    for answer in (
        await client.get("/api/home"),
        await client.get("/nothing"),
        await client.get("/api/home", headers={"Host": "evil.example"}),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert (await client.get("/api/home")).headers["cache-control"] == "no-store"


# Confirmations ------------------------------------------------------------------------------------


async def test_what_opens_the_house_waits_for_another_session(world: World) -> None:
    asker, other = await world.page(), await world.page()
    answer = (await asker.post("/api/ask", json={"text": "현관문 열어줘"})).json()
    asked = answer["confirmation"]
    assert asked["own"] is True
    assert world.peer.asked == []
    path = f"/api/confirmations/{asked['id']}"
    assert "another" in problem(await asker.post(path, json={"accept": True}), 409)
    (shown,) = (await other.get("/api/confirmations")).json()
    assert (shown["id"], shown["own"]) == (asked["id"], False)
    done = (await other.post(path, json={"accept": True})).json()
    assert [one["end"] for one in done["outcomes"]] == ["done"]
    assert world.peer.state["lock"]["locked"] is False


async def test_the_token_in_two_hands_is_one_channel(world: World) -> None:
    first, second = world.client(), world.client(address="192.168.0.8")
    asked = (await first.patch("/api/things/lock", json={"locked": False})).json()["confirmation"]
    path = f"/api/confirmations/{asked['id']}"
    problem(await second.post(path, json={"accept": True}), 409)
    page = await world.page()
    assert (await page.post(path, json={"accept": True})).status_code == 200


async def test_a_yes_is_good_once(world: World) -> None:
    asker, other = await world.page(), await world.page()
    answer = (await asker.post("/api/ask", json={"text": "현관문 열어줘"})).json()
    path = f"/api/confirmations/{answer['confirmation']['id']}"
    assert (await other.post(path, json={"accept": True})).status_code == 200
    await asker.patch("/api/things/lock", json={"locked": True})
    problem(await other.post(path, json={"accept": True}), 410)
    assert world.peer.state["lock"]["locked"] is True


async def test_a_yes_that_comes_too_late_is_none(world: World) -> None:
    asker, other = await world.page(), await world.page()
    answer = (await asker.post("/api/ask", json={"text": "현관문 열어줘"})).json()
    await asyncio.sleep(61)
    path = f"/api/confirmations/{answer['confirmation']['id']}"
    problem(await other.post(path, json={"accept": True}), 410)
    assert world.peer.state["lock"]["locked"] is True
    problem(await other.post("/api/confirmations/never", json={"accept": True}), 410)


async def test_a_no_may_come_from_anybody_and_ends_it(world: World) -> None:
    asker, other = await world.page(), await world.page()
    answer = (await asker.post("/api/ask", json={"text": "현관문 열어줘"})).json()
    path = f"/api/confirmations/{answer['confirmation']['id']}"
    assert (await asker.post(path, json={"accept": False})).status_code == 200
    problem(await other.post(path, json={"accept": True}), 410)
    assert world.peer.state["lock"]["locked"] is True


# The page -----------------------------------------------------------------------------------------


async def test_the_page_is_served_and_only_what_is_named_by_content_is_kept(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>온돌", encoding="utf-8")
    (tmp_path / "assets" / "index-1a2b3c.js").write_text("", encoding="utf-8")
    async with api(page=tmp_path) as world:
        client = world.client(token=None)
        page = await client.get("/")
        assert "온돌" in page.text
        assert page.headers["cache-control"] == "no-cache"
        script = await client.get("/assets/index-1a2b3c.js")
        assert "immutable" in script.headers["cache-control"]
        for path in ("/assets/nothing.js", "/../test_app.py", "/%2e%2e/secret"):
            missing = await client.get(path)
            problem(missing, 404)
            assert "immutable" not in missing.headers["cache-control"]


class Tvs:
    """Devices that ask."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pairings(self) -> tuple[Pairing, ...]:
        return (Pairing(id="192.168.0.20", title="LG TV", state="denied"),)

    def pair_again(self, pairing_id: str) -> bool:
        self.asked.append(pairing_id)
        return pairing_id == "192.168.0.20"


async def test_a_device_that_was_told_no_can_be_had_to_ask_again() -> None:
    tvs = Tvs()
    async with api(pairs=(tvs,)) as world:
        client = world.client()
        (found,) = (await client.get("/api/pairings")).json()
        assert found == {"id": "192.168.0.20", "title": "LG TV", "state": "denied"}
        assert (await client.post("/api/pairings/192.168.0.20")).status_code == 204
        assert (await client.post("/api/pairings/10.0.0.1")).status_code == 404
        assert tvs.asked == ["192.168.0.20", "10.0.0.1"]


async def test_a_line_of_the_journal_says_why_in_the_language_of_its_reader(world: World) -> None:
    client = world.client()
    await client.post("/api/ask", json={"text": "거실 불 켜줘"})
    (line,) = (await client.get("/api/journal")).json()
    assert line["why"] == {
        "kind": "said",
        "person": "주인",
        "way": "api",
        "schedule": None,
        "confirmed_by": None,
        "steps": [
            "다른 프로그램에서 들은 말: “거실 불 켜줘”",
            "알아들은 뜻: 거실 등 켜기",
            "언제든 되돌릴 수 있는 일이라 묻지 않고 했어요.",
            "거실 등을 켰어요.",
        ],
    }
    english = await client.get("/api/journal", headers={"Accept-Language": "en"})
    assert english.json()[0]["why"]["steps"][0] == "Said through a program: “거실 불 켜줘”"
