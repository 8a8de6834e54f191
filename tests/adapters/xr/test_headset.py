"""Headsets that behave, over a real server: what they are, what they say, what is asked of them."""

import asyncio

import pytest

from ondol.adapters.xr.client import Patience
from ondol.adapters.xr.mapping import ABILITIES as KNOWN
from ondol.things.headset import thing_of
from ondol.things.playing import Played

from .world import ABILITIES, home_with_headsets, until

pytestmark = pytest.mark.enable_socket


async def test_a_headset_that_is_off_is_out_of_reach_and_one_that_is_revoked_is_gone() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired("서재 헤드셋")
        thing_id = thing_of(headset.id)
        await until(world.hub, lambda: thing_id in world.hub.home().things)
        assert not world.is_available(headset)
        assert world.hub.home().things[thing_id].title == "서재 헤드셋"
        assert await headset.connect(battery=81) == thing_id
        await until(world.hub, lambda: world.state(headset).get("battery") == 81)
        assert world.is_available(headset)
        await headset.leave()
        await until(world.hub, lambda: not world.is_available(headset))
        assert thing_id in world.hub.home().things
        assert (await world.call("DELETE", f"/api/headsets/{headset.id}")).status_code == 204
        await until(world.hub, lambda: thing_id not in world.hub.home().things)


async def test_what_a_headset_reports_is_its_state_and_what_is_none_is_left_out() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.connect(battery=81.4, worn=True, room="living", volume=30, playback="paused")
        await headset.say("state", values={"volume": 101, "muted": "no", "room": 7, "gaze": [1]})
        await headset.say("state", values={"title": "바다\u202e의 하루", "muted": True})
        await until(world.hub, lambda: world.state(headset).get("muted") is True)
        assert world.state(headset) == {
            "battery": 81,
            "worn": True,
            "room": "living",
            "volume": 30,
            "muted": True,
            "playback": "paused",
            "title": "바다의 하루",
        }


async def test_a_command_ends_with_what_the_headset_reports() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect(volume=30, muted=False, playback="playing")
        await until(world.hub, lambda: world.state(headset).get("volume") == 30)
        asking = asyncio.create_task(
            world.call("PATCH", f"/api/things/{thing_id}", {"volume": 50, "playback": "paused"})
        )
        command = await headset.heard()
        assert command["set"] == {"volume": 50, "playback": "paused"}
        assert command["actions"] == []
        await headset.say("done", id=command["id"])
        await headset.say("state", values={"volume": 50, "playback": "paused"})
        ends = (await asking).json()["outcomes"]
        assert [(one["name"], one["end"], one["observed"]) for one in ends] == [
            ("volume", "done", 50),
            ("playback", "done", "paused"),
        ]


async def test_a_headset_refuses_in_its_own_words() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect(playback="idle")
        await until(world.hub, lambda: world.state(headset).get("playback") == "idle")
        body = {"playback": "playing"}
        asking = asyncio.create_task(world.call("PATCH", f"/api/things/{thing_id}", body))
        command = await headset.heard()
        await headset.say("refused", id=command["id"], reason="nothing is\nchosen")
        (end,) = (await asking).json()["outcomes"]
        assert (end["end"], end["reason"]) == ("refused", "nothing is chosen")


async def test_a_headset_that_does_not_answer_or_leaves_is_out_of_reach() -> None:
    async with home_with_headsets(patience=Patience(answer_s=0.2)) as world:
        headset = await world.paired()
        thing_id = await headset.connect(volume=30)
        await until(world.hub, lambda: world.state(headset).get("volume") == 30)
        (end,) = (await world.call("PATCH", f"/api/things/{thing_id}", {"volume": 5})).json()[
            "outcomes"
        ]
        assert (end["end"], end["reason"]) == ("refused", "the headset gave no answer")
        late = await headset.heard()
        await headset.say("done", id=late["id"])  # no rubbish: it was asked
        await headset.say("state", values={"volume": 5})
        await until(world.hub, lambda: world.state(headset).get("volume") == 5)
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect(volume=30)
        await until(world.hub, lambda: world.state(headset).get("volume") == 30)
        asking = asyncio.create_task(world.call("PATCH", f"/api/things/{thing_id}", {"volume": 5}))
        await headset.heard()
        await headset.leave()
        (end,) = (await asking).json()["outcomes"]
        assert (end["end"], end["reason"]) == ("refused", "the headset left")


async def test_actions_go_to_the_headset_and_what_it_cannot_do_does_not() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.open()
        await headset.say("hello", id=headset.id, protocol=1, abilities=["volume", "next"])
        assert (await headset.heard())["type"] == "welcome"
        thing = world.hub.home().things[thing_of(headset.id)]
        await until(world.hub, lambda: world.is_available(headset))
        thing = world.hub.home().things[thing_of(headset.id)]
        assert (set(thing.properties), set(thing.actions)) == ({"volume"}, {"next"})
        asking = asyncio.create_task(
            world.call("POST", f"/api/things/{thing_of(headset.id)}/actions/next")
        )
        command = await headset.heard()
        assert command["actions"] == [{"name": "next", "input": None}]
        await headset.say("done", id=command["id"])
        (end,) = (await asking).json()["outcomes"]
        assert end["end"] == "done"
        answer = await world.call("POST", f"/api/things/{thing_of(headset.id)}/actions/play")
        assert answer.status_code == 404


async def test_what_plays_is_told_at_once_and_has_stopped_where_the_headset_left() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        thing_id = await headset.connect(playback="playing")
        film = {"item": "movie-1", "content_id": "movie-1", "title": "바다", "duration_s": 5400}
        await headset.say("playing", **film, position_s=754.2, playback="playing")
        await headset.say("state", values={"volume": 1})
        await until(world.hub, lambda: world.state(headset).get("volume") == 1)
        await headset.leave()
        await until(world.hub, lambda: not world.is_available(headset))
        expected = {"player": thing_id, **film, "position_s": 754.2}
        assert world.played == [
            Played(**expected, playback="playing"),  # type: ignore[arg-type]
            Played(**expected, playback="paused"),  # type: ignore[arg-type]
        ]


async def test_a_headset_that_comes_again_is_there_again_with_its_new_state() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        await headset.connect(battery=50)
        await until(world.hub, lambda: world.state(headset).get("battery") == 50)
        await headset.leave()
        await until(world.hub, lambda: not world.is_available(headset))
        await headset.connect(battery=49)
        await until(world.hub, lambda: world.state(headset).get("battery") == 49)
        assert world.is_available(headset)


async def test_two_headsets_are_two_things() -> None:
    async with home_with_headsets() as world:
        first, second = await world.paired("하나"), await world.paired("둘")
        await first.connect(volume=10)
        await second.connect(volume=20)
        await until(world.hub, lambda: world.state(second).get("volume") == 20)
        await until(world.hub, lambda: world.state(first).get("volume") == 10)
        shown = {one["name"]: one for one in (await world.call("GET", "/api/headsets")).json()}
        assert shown["하나"]["connected"]
        assert shown["둘"]["connected"]
        assert shown["둘"]["person"] == "owner"


async def test_whoever_comes_without_a_websocket_is_told_so() -> None:
    async with home_with_headsets() as world:
        headset = await world.paired()
        assert (await headset.call("GET", "/api/headset")).status_code == 426


def test_the_abilities_of_the_tests_are_all_but_one() -> None:
    assert KNOWN - set(ABILITIES) == {"app"}
