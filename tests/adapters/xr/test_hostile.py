"""Clients that mean harm, or are broken: cut off, logged, and the home goes on."""

import asyncio
import contextlib
import json

import pytest
from websockets.exceptions import ConnectionClosed

from ondol.adapters.xr.client import Patience
from ondol.adapters.xr.protocol import BURST, COMINGS, MAX_MESSAGE
from ondol.things.headset import thing_of

from .world import Headset, World, home_with_headsets, until

pytestmark = pytest.mark.enable_socket


async def the_home_goes_on(world: World) -> None:
    """Assert that another headset comes in and is heard, and that a lamp is lit."""
    other = await world.paired("다른 헤드셋")
    await other.connect(battery=77)
    await until(world.hub, lambda: world.state(other).get("battery") == 77)
    answer = await world.call("PATCH", "/api/things/light", {"on": True})
    assert answer.json()["outcomes"][0]["end"] == "done"


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "rubbish",
        "[]",
        "7",
        "null",
        "{}",
        '{"type": "dance"}',
        '{"type": "state"}',
        '{"type": "state", "values": []}',
        '{"type": "playing"}',
        '{"type": "playing", "playback": "playing", "position_s": NaN}',
        '{"type": "playing", "playback": "playing", "position_s": -1}',
        '{"type": "hello", "id": "again", "protocol": 1, "abilities": []}',
        '{"type": "done"}',
        '{"type": "done", "id": "c999"}',
        "[" * 4000,
        b"\x00\xff",
    ],
    ids=lambda value: str(value[:60]),
)
async def test_rubbish_ends_the_connection_and_nothing_else(
    rubbish: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.connect(battery=80)
        await until(world.hub, lambda: world.state(headset).get("battery") == 80)
        await headset.text(rubbish)
        code, _ = await headset.end()
        assert code == 4400
        await until(world.hub, lambda: not world.is_available(headset))
        assert f"headset {headset.id} was cut off (4400)" in caplog.text
        await the_home_goes_on(world)


async def test_what_is_said_before_hello_is_rubbish() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.open()
        await headset.say("state", values={"battery": 3})
        assert (await headset.end())[0] == 4400
        assert not world.is_available(headset)
        await headset.open()
        await headset.say("hello", id=headset.id, protocol=2, abilities=[])
        assert await headset.end() == (4400, "protocol 1 is spoken here")
        await the_home_goes_on(world)


async def test_who_says_nothing_is_let_go(caplog: pytest.LogCaptureFixture) -> None:
    async with home_with_headsets(patience=Patience(hello_s=0.1)) as world:
        headset = await world.paired()
        await headset.open()
        assert (await headset.end())[0] == 4408
        assert "(4408)" in caplog.text
        await the_home_goes_on(world)


async def test_another_headsets_id_opens_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with home_with_headsets() as world:
        one, other = await world.paired("하나"), await world.paired("둘")
        await other.connect(battery=60)
        await until(world.hub, lambda: world.state(other).get("battery") == 60)
        await one.open()
        await one.say("hello", id=other.id, protocol=1, abilities=["battery"])
        assert (await one.end())[0] == 4403
        assert f"headset {one.id} was cut off (4403)" in caplog.text
        assert world.is_available(other)
        await the_home_goes_on(world)


async def test_a_flood_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.connect(volume=1)
        with contextlib.suppress(ConnectionClosed):
            for number in range(BURST * 3):
                await headset.say("state", values={"volume": number % 100})
        assert (await headset.end())[0] == 4429
        assert "(4429)" in caplog.text
        await the_home_goes_on(world)


async def test_a_message_that_is_too_large_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        for size in (MAX_MESSAGE + 1, 10 * MAX_MESSAGE):  # beyond ours, and beyond the server's
            await headset.connect(volume=1)
            await headset.text(json.dumps({"type": "state", "values": {"title": "가" * size}}))
            assert (await headset.end())[0] == 1009
        await until(world.hub, lambda: not world.is_available(headset))
        assert "(1009)" in caplog.text
        await the_home_goes_on(world)


async def test_who_comes_back_in_a_loop_must_wait() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        for _ in range(COMINGS):
            await headset.connect()
            await headset.leave()
        await headset.open()
        assert (await headset.end())[0] == 4429
        await the_home_goes_on(world)


async def test_a_second_connection_takes_over_and_the_first_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect(battery=80)
        replay = Headset(url=headset.url, id=headset.id, token=headset.token)
        assert (await replay.sign_in()).status_code == 204
        await replay.connect(battery=79)
        assert (await headset.end())[0] == 4409
        await until(world.hub, lambda: world.state(headset).get("battery") == 79)
        assert world.is_available(headset)
        asking = asyncio.create_task(world.call("POST", f"/api/things/{thing_id}/actions/next"))
        command = await replay.heard()
        await replay.say("done", id=command["id"])
        assert (await asking).json()["outcomes"][0]["end"] == "done"
        assert "(4409)" in caplog.text
        await replay.leave()


async def test_an_answer_that_is_said_twice_is_rubbish() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect()
        asking = asyncio.create_task(world.call("POST", f"/api/things/{thing_id}/actions/next"))
        command = await headset.heard()
        await headset.say("done", id=command["id"])
        await headset.say("done", id=command["id"])
        assert (await headset.end())[0] == 4400
        assert (await asking).json()["outcomes"][0]["end"] == "done"


async def test_a_revoked_headset_is_cut_off_at_once_and_never_comes_in_again() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.connect(battery=80)
        await world.call("DELETE", f"/api/headsets/{headset.id}")
        assert (await headset.end())[0] == 4401
        assert thing_of(headset.id) not in world.hub.home().things
        await headset.open()
        assert (await headset.end())[0] == 4401  # its session is over
        assert (await headset.sign_in()).status_code == 401
        assert (await headset.call("GET", "/api/home")).status_code == 401
        await the_home_goes_on(world)


async def test_a_headset_is_cut_off_with_the_person_whose_key_it_holds() -> None:
    async with home_with_headsets() as world:
        person = (await world.call("POST", "/api/people", {"name": "이모", "role": "adult"})).json()
        headset = await world.paired()
        key = (await world.call("POST", f"/api/people/{person['id']}/keys", {})).json()
        assert (await world.call("DELETE", f"/api/keys/{key['id']}")).status_code == 204
        await headset.connect()
        await world.call("DELETE", f"/api/keys/{headset.id}")  # as the owner takes any key back
        assert (await headset.end())[0] == 4401


async def test_a_page_is_no_headset() -> None:
    async with home_with_headsets() as world:
        page = Headset(url=world.url, id="owner", token="t" * 43)
        assert (await page.sign_in()).status_code == 204
        await page.open()
        assert (await page.end())[0] == 4403
