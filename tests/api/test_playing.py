"""What plays, over HTTP: the list, and carrying on."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import httpx
import pytest

from ondol.api.app import create_app
from ondol.api.call import Parts
from ondol.api.events import message_of
from ondol.api.schemas import PlayingMessage
from ondol.api.security import Guard, hosts
from ondol.home.home import Home
from ondol.home.notice import PlayingChanged
from ondol.home.players import Content, Playing, Start
from ondol.media import playing as media
from ondol.things.command import InvokeAction
from ondol.things.thing import Action, Property, State, Thing
from tests.home.world import HOME, START, Peer, running

from .world import TOKEN, Seconds, World, api

FILM = media.Playing(
    player="tv", playback="playing", at=START, item="m1", title="제주", position_s=12.5
)


class OneFilm:
    """Players of which one plays a film, and all can."""

    has_catalogue = True

    def titles(self) -> Sequence[str]:
        return ("제주",)

    def find(self, query: str) -> Sequence[Content]:
        return ()

    def playing(self) -> Sequence[Playing]:
        return (FILM,)

    def can_play(self, thing: Thing, content: Content) -> bool:
        return "play" in thing.actions

    def start(self, thing: Thing, content: Content, position_s: float | None, was: State) -> Start:
        action = InvokeAction(thing_id=thing.id, name="play", input=("m1", f"{position_s}"))
        return Start(commands=(action,), position_s=position_s)

    async def until_playing(self, player: str) -> None:
        return

    def drop(self, player: str) -> None:
        return


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    play = {"play": Action(input=Property(type=tuple))}
    things = {**HOME.things, "stand": replace(HOME.things["stand"], type="headset", actions=play)}
    peer = Peer(replace(HOME, things=things))
    async with (
        api() as made,
        running(peer, home=Home(id="집", areas=HOME.areas), players=OneFilm()) as hub,
    ):
        guard = Guard(token=TOKEN, hosts=hosts([]), clock=Seconds())
        parts = Parts(hub=hub, conversation=made.conversation, guard=guard, version="1")
        world = World(
            hub=hub,
            peer=peer,
            app=create_app(parts),
            clock=made.clock,
            conversation=made.conversation,
        )
        yield world.client()
        await world.close()


async def test_what_plays_is_told_as_it_is(client: httpx.AsyncClient) -> None:
    (told,) = (await client.get("/api/playing")).json()
    assert told == {
        "player": "tv",
        "item": "m1",
        "app": None,
        "content_id": None,
        "title": "제주",
        "position_s": 12.5,
        "at": START.isoformat(),
        "playback": "playing",
        "duration_s": None,
    }


async def test_carrying_on_is_a_plan_and_its_answer_what_was_observed(
    client: httpx.AsyncClient,
) -> None:
    answer = (await client.post("/api/handoff", json={"to": "stand"})).json()
    assert answer["plan"]["steps"] == [{"kind": "handoff", "to": "stand", "source": "tv"}]
    assert "이어서 틀었어요" in answer["reply"]
    assert [(one["thing"], one["name"], one["end"]) for one in answer["outcomes"]] == [
        ("stand", "play", "done")
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"to": "nothing"}, 404),
        ({"to": "stand", "from": "nothing"}, 404),
        ({}, 422),
        ({"to": ""}, 422),
        ({"to": "stand", "position": 5}, 422),
    ],
)
async def test_what_is_not_there_cannot_be_carried_on(
    client: httpx.AsyncClient, body: dict[str, object], status: int
) -> None:
    assert (await client.post("/api/handoff", json=body)).status_code == status


async def test_a_home_without_players_plays_nothing() -> None:
    async with api() as world:
        client = world.client()
        assert (await client.get("/api/playing")).json() == []
        answer = (await client.post("/api/handoff", json={"to": "tv"})).json()
        assert answer["reply"] == "아직 다른 기기에서 이어서 틀 수 없어요."


async def test_those_who_watch_hear_of_all_that_plays() -> None:
    async with api() as world:
        event = PlayingChanged(playing=(FILM, replace(FILM, player="headset")))
        message = message_of(event, world.hub, "page", "ko")
        assert isinstance(message, PlayingMessage)
        assert [one.player for one in message.playing] == ["tv", "headset"]


def test_a_film_never_plays_before_it_was_said_to() -> None:
    assert FILM.position(START - dt.timedelta(seconds=5)) == 12.5
