"""Films on players: what is meant, where it plays, what is said of it; with players in memory."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from ondol.agent.reply import reply
from ondol.agent.summary import summary
from ondol.home import wire
from ondol.home.home import Home
from ondol.home.homefile import parse
from ondol.home.hub import Hub
from ondol.home.people import Rule
from ondol.home.plan import After, Handoff, Plan, Play, Schedule, Step, Undo
from ondol.home.players import Content, Start
from ondol.home.result import Acted, Asked, Declined, Done, Result, Scheduled, Shown
from ondol.things.command import InvokeAction, SetProperty
from ondol.things.playing import Playback
from ondol.things.thing import Action, Property, State, Thing

from .world import CHILD, MINJI, Peer, running

pytestmark = pytest.mark.looptime

HOME = parse(
    """{
  "id": "집", "language": "ko", "timezone": "Asia/Seoul",
  "areas": [{"id": "living", "name": "거실"}, {"id": "bedroom", "name": "안방"}],
  "things": [
    {"id": "tv", "name": "거실 TV", "type": "tv", "area": "living",
     "state": {"on": true, "volume": 20, "playback": "idle", "app": null}},
    {"id": "bedroom_tv", "name": "안방 TV", "type": "tv", "area": "bedroom",
     "state": {"on": false, "volume": 20, "playback": "idle", "app": null}},
    {"id": "headset", "name": "헤드셋", "type": "headset", "area": "living",
     "state": {"playback": "idle"}},
    {"id": "speaker", "name": "스피커", "type": "speaker", "area": "living",
     "state": {"on": true, "volume": 20, "playback": "idle"}}
  ]
}""",
    "집",
)
_PLAY = {"play": Action(input=Property(type=tuple))}


def with_films(home: Home) -> Home:
    things = {
        key: replace(one, actions={**one.actions, **_PLAY}) if one.type != "speaker" else one
        for key, one in home.things.items()
    }
    return replace(home, things=things)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a player says that it plays."""

    player: str
    playback: Playback
    at: dt.datetime
    item: str | None = "m1"
    app: str | None = None
    content_id: str | None = None
    title: str | None = "제주 바다"
    position_s: float | None = 754.2
    duration_s: float | None = 6000.0

    def position(self, now: dt.datetime) -> float | None:
        passed = (now - self.at).total_seconds() if self.playback == "playing" else 0.0
        return None if self.position_s is None else self.position_s + passed


@dataclass
class Cinema:
    """A catalogue and players in memory: they begin when the peer reports that they play."""

    films: Mapping[str, str] = field(default_factory=lambda: {"m1": "제주 바다", "m2": "돌고래"})
    now_playing: list[Said] = field(default_factory=list)
    started: list[tuple[str, Content, float | None]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    begins: bool = True

    @property
    def has_catalogue(self) -> bool:
        return bool(self.films)

    def titles(self) -> Sequence[str]:
        return tuple(self.films.values())

    def find(self, query: str) -> Sequence[Content]:
        return [Content(item=key, title=one) for key, one in self.films.items() if query in one]

    def playing(self) -> Sequence[Said]:
        return sorted(self.now_playing, key=lambda one: one.at, reverse=True)

    def can_play(self, thing: Thing, content: Content) -> bool:
        return "play" in thing.actions if content.item else thing.type == "tv"

    def start(self, thing: Thing, content: Content, position_s: float | None, was: State) -> Start:
        self.started.append((thing.id, content, position_s))
        if content.item is None:
            change = SetProperty(thing_id=thing.id, name="app", value=content.app)
            return Start(commands=(change,), position_s=None)
        words = (content.item, f"{position_s}")
        action = InvokeAction(thing_id=thing.id, name="play", input=words)
        return Start(commands=(action,), position_s=position_s)

    async def until_playing(self, player: str) -> None:
        await (asyncio.sleep(2) if self.begins else asyncio.Event().wait())

    def drop(self, player: str) -> None:
        self.dropped.append(player)


@dataclass
class Room:
    """A hub with players, and what they did."""

    hub: Hub
    peer: Peer
    cinema: Cinema

    async def do(self, *steps: Step) -> Result:
        return await self.hub.submit(Plan(steps=steps), MINJI)

    def plays(
        self, player: str, playback: Playback = "playing", *, ago_s: float = 0, **known: str | None
    ) -> None:
        now = self.hub.home().moment
        assert now is not None
        said = Said(player=player, playback=playback, at=now - dt.timedelta(seconds=ago_s))
        self.cinema.now_playing.append(replace(said, **known))  # type: ignore[arg-type]
        self.peer.report(player, playback=playback)

    def said(self, result: Result) -> tuple[str, str]:
        home = self.hub.home()
        return reply(result, home, "ko"), reply(result, home, "en")


@asynccontextmanager
async def room(cinema: Cinema | None = None) -> AsyncIterator[Room]:
    peer, cinema = Peer(with_films(HOME)), cinema or Cinema()
    given = Home(id="집", areas=HOME.areas)
    async with running(peer, home=given, players=cinema) as hub:
        yield Room(hub=hub, peer=peer, cinema=cinema)


def only(result: Result) -> object:
    (step,) = result.steps
    return step


# Play ------------------------------------------------------------------------------------------


async def test_a_film_is_found_and_played_on_the_player_that_was_named() -> None:
    async with room() as it:
        result = await it.do(Play(query="제주", things=("tv",)))
        shown = only(result)
        assert isinstance(shown, Shown)
        assert shown.is_playing
        assert it.cinema.started == [("tv", Content(item="m1", title="제주 바다"), 0.0)]
        assert it.said(result) == (
            "거실 TV에서 ‘제주 바다’를 틀었어요.",
            "Playing “제주 바다” on 거실 TV.",
        )


async def test_a_tv_that_is_off_is_turned_on_first() -> None:
    async with room() as it:
        await it.do(Play(query="제주", things=("bedroom_tv",)))
        assert [(one.thing_id, one.name) for one in it.peer.asked] == [
            ("bedroom_tv", "on"),
            ("bedroom_tv", "play"),
        ]


async def test_where_nobody_said_a_tv_comes_before_a_headset_and_of_two_tvs_one_is_asked_for() -> (
    None
):
    async with room() as it:
        result = await it.do(Play(query="제주"))
        assert only(result) == Asked(
            step=Play(query="제주"), code="which_player", options=("tv", "bedroom_tv")
        )
        assert it.said(result) == (
            "거실 TV와 안방 TV 중에 어디에서 틀까요?",
            "Where should I play it: 거실 TV or 안방 TV?",
        )
        assert it.peer.asked == []
        it.peer.faults["bedroom_tv"] = "goes away"
        await it.do(Play(query="제주", things=("bedroom_tv",)))
        result = await it.do(Play(query="제주"))
        assert isinstance(only(result), Shown)
        assert result.plan == Plan(steps=(Play(query="제주", things=("tv",)),))


async def test_what_several_films_fit_is_asked_back_and_what_none_fits_is_said() -> None:
    films = {"m1": "돌고래의 꿈", "m2": "돌고래 이야기"}
    async with room(Cinema(films=films)) as it:
        result = await it.do(Play(query="돌고래", things=("tv",)))
        assert it.said(result) == (
            "‘돌고래의 꿈’과 ‘돌고래 이야기’가 있어요. 어느 걸 틀까요?",
            "Which one: “돌고래의 꿈” or “돌고래 이야기”?",
        )
        result = await it.do(Play(query="기생충", things=("tv",)))
        assert it.said(result) == ("‘기생충’을 찾지 못했어요.", "I can't find “기생충”.")
        assert it.peer.asked == []


async def test_a_player_that_cannot_is_said_to_be_unable() -> None:
    async with room() as it:
        result = await it.do(Play(query="제주", things=("speaker",)))
        assert it.said(result) == (
            "스피커에서는 이걸 바로 틀 수 없어요.",
            "스피커 can't be told to play this.",
        )


async def test_a_tv_that_takes_the_command_and_never_plays_is_not_said_to_play() -> None:
    async with room(Cinema(begins=False)) as it:
        result = await it.do(Play(query="제주", things=("tv",)))
        shown = only(result)
        assert isinstance(shown, Shown)
        assert not shown.is_playing
        assert it.cinema.dropped == ["tv"]
        assert it.said(result) == (
            "거실 TV에 틀어 달라고 했는데, 나오는지 확인하지 못했어요.",
            "I asked 거실 TV to play it, but I don't see it playing.",
        )


async def test_without_a_catalogue_nothing_is_promised() -> None:
    async with room(Cinema(films={})) as it:
        later = Schedule(when=After(seconds=60), then=Plan(steps=(Play(query="제주"),)))
        for step in (Play(query="제주"), later):
            declined = only(await it.do(step))
            assert isinstance(declined, Declined)
            assert declined.code == "no_catalogue"


@pytest.mark.parametrize("films", [{}, {"m1": "제주 바다"}], ids=["no catalogue", "not in it"])
async def test_of_what_only_an_app_may_have_the_app_is_opened_and_that_is_said(
    films: dict[str, str],
) -> None:
    async with room(Cinema(films=films)) as it:
        result = await it.do(Play(query="도깨비", app="Netflix"))
        assert [(one.thing_id, one.name) for one in it.peer.asked] == [("tv", "app")]
        korean, english = it.said(result)
        assert korean.endswith("‘도깨비’ 찾기는 Netflix에서 직접 해 주세요.")
        assert english.endswith("I can't search in Netflix: please choose “도깨비” there.")
        assert "거실 TV" in korean


async def test_what_the_catalogue_has_is_played_whatever_app_was_named() -> None:
    async with room() as it:
        result = await it.do(Play(query="제주", things=("tv",), app="Netflix"))
        assert isinstance(only(result), Shown)
        assert [one.name for one in it.peer.asked] == ["play"]


async def test_of_two_screens_that_are_off_one_is_asked_for_to_open_an_app() -> None:
    async with room() as it:
        it.peer.report("tv", on=False)
        await asyncio.sleep(1)
        result = await it.do(Play(query="도깨비", app="Netflix"))
        asked = only(result)
        assert isinstance(asked, Asked)
        assert (asked.code, asked.options) == ("which_player", ("tv", "bedroom_tv"))
        assert it.peer.asked == []


async def test_a_film_can_be_put_off() -> None:
    async with room() as it:
        later = Plan(steps=(Play(query="제주", things=("tv",)),))
        result = await it.do(Schedule(when=After(seconds=60), then=later))
        assert isinstance(only(result), Scheduled)
        await asyncio.sleep(70)
        assert [one[0] for one in it.cinema.started] == ["tv"]


async def test_who_may_not_use_a_player_cannot_have_a_film_shown_there() -> None:
    async with room() as it:
        it.hub.household.change(
            CHILD.id, rules=(Rule(allow=False, areas=("living",)),), expires_at=None
        )
        refused = await it.hub.submit(Plan(steps=(Play(query="제주", things=("tv",)),)), CHILD)
        assert refused.refused is not None
        assert refused.refused.code == "not_allowed"
        it.plays("bedroom_tv")
        refused = await it.hub.submit(Plan(steps=(Handoff(to="tv"),)), CHILD)
        assert refused.refused is not None
        assert it.cinema.started == []


# Hand-off --------------------------------------------------------------------------------------


async def test_a_film_goes_on_in_the_headset_where_it_is_and_is_paused_on_the_tv() -> None:
    async with room() as it:
        it.plays("tv", ago_s=10)
        await asyncio.sleep(0.1)
        result = await it.do(Handoff(to="headset"))
        shown = only(result)
        assert isinstance(shown, Shown)
        ((player, content, position),) = it.cinema.started
        assert (player, content.item) == ("headset", "m1")
        assert position == pytest.approx(764.2, abs=0.5)
        assert [(one.thing_id, one.name) for one in it.peer.asked] == [
            ("headset", "play"),
            ("tv", "playback"),
        ]
        assert it.hub.home().state["tv"]["playback"] == "paused"
        assert result.plan == Plan(steps=(Handoff(to="headset", source="tv"),))
        assert it.said(result) == (
            "헤드셋에서 ‘제주 바다’를 12분 44초부터 이어서 틀었어요.",
            "Carrying on with “제주 바다” on 헤드셋, 12 minutes 44 seconds in.",
        )
        assert summary(result.plan, it.hub.home(), "ko") == "헤드셋에서 이어 보기"


async def test_a_tv_that_must_wake_gets_the_place_of_the_moment_when_it_is_awake() -> None:
    async with room() as it:
        it.peer.delay_s = 15
        it.plays("headset")
        await asyncio.sleep(0.1)
        await it.do(Handoff(to="bedroom_tv"))
        ((_, _, position),) = it.cinema.started
        assert position == pytest.approx(754.2 + 15, abs=0.5)


@pytest.mark.parametrize("fault", ["refuses", "unreachable", "lies"])
async def test_a_player_that_fails_costs_nobody_the_film(fault: str) -> None:
    async with room(Cinema(begins=False)) as it:
        it.peer.faults["headset"] = fault  # type: ignore[assignment]
        it.plays("tv")
        await asyncio.sleep(0.1)
        result = await it.do(Handoff(to="headset"))
        assert it.hub.home().state["tv"]["playback"] == "playing"
        korean, english = it.said(result)
        assert korean.endswith("거실 TV는 그대로 두었어요.")
        assert english.endswith("거실 TV was left as it is.")
        assert it.cinema.dropped == ["headset"]


async def test_a_place_that_will_not_be_paused_is_told_of() -> None:
    async with room() as it:
        it.plays("tv")
        await asyncio.sleep(0.1)
        it.peer.faults["tv"] = "refuses"
        korean, english = it.said(await it.do(Handoff(to="headset")))
        assert "이어서 틀었어요. 거실 TV는 멈추지 못했어요." in korean
        assert english.endswith("거실 TV could not be paused.")


async def test_what_stopped_a_while_ago_can_be_carried_on_and_what_stopped_long_ago_not() -> None:
    async with room() as it:
        it.plays("tv", "idle", ago_s=300)
        result = await it.do(Handoff(to="headset"))
        assert isinstance(only(result), Shown)
        assert it.cinema.started[0][2] == pytest.approx(754.2)
        it.cinema.now_playing.clear()
        it.plays("tv", "idle", ago_s=3600)
        result = await it.do(Handoff(to="headset"))
        assert it.said(result)[0] == "이어서 볼 게 없어요."
        named = await it.do(Handoff(to="headset", source="tv"))
        assert isinstance(only(named), Shown)


async def test_of_two_that_play_one_is_asked_for() -> None:
    async with room() as it:
        it.plays("tv")
        it.plays("bedroom_tv")
        result = await it.do(Handoff(to="headset"))
        assert it.said(result)[0] == ("거실 TV와 안방 TV가 나오고 있어요. 어느 걸 이어서 볼까요?")


async def test_who_is_asked_to_carry_on_where_it_was_paused_plays_on() -> None:
    async with room() as it:
        it.plays("bedroom_tv", "idle", ago_s=60)
        it.plays("tv", "paused")
        await asyncio.sleep(0.1)
        result = await it.do(Handoff(to="tv"))
        assert isinstance(only(result), Acted)
        assert it.hub.home().state["tv"]["playback"] == "playing"
        assert it.cinema.started == []


async def test_what_already_plays_there_is_said_to() -> None:
    async with room() as it:
        it.plays("headset")
        it.plays("tv", "idle", ago_s=60)
        await asyncio.sleep(0.1)
        result = await it.do(Handoff(to="headset"))
        assert it.said(result) == (
            "이미 거기에서 나오고 있어요.",
            "It is already playing there.",
        )


async def test_a_film_that_is_over_begins_anew() -> None:
    async with room() as it:
        it.plays("tv", "idle", duration_s=756.0)  # type: ignore[arg-type]
        await it.do(Handoff(to="headset"))
        assert it.cinema.started[0][2] == 0.0


async def test_an_app_of_which_only_the_name_is_known_goes_on_where_it_remembers_itself() -> None:
    async with room() as it:
        it.plays("tv", item=None, title=None, app="Netflix")
        result = await it.do(Handoff(to="bedroom_tv"))
        assert it.said(result) == (
            "안방 TV에서 Netflix를 열었어요. 어디부터 나올지는 앱이 정해요.",
            "Opened Netflix on 안방 TV. The app decides where it goes on.",
        )
        it.cinema.now_playing = [one for one in it.cinema.now_playing if one.player == "tv"]
        result = await it.do(Handoff(to="headset", source="tv"))
        assert it.said(result)[0] == "헤드셋에서는 이걸 바로 틀 수 없어요."


async def test_what_nobody_knows_cannot_be_carried_on() -> None:
    async with room() as it:
        it.plays("tv", item=None, title=None)
        result = await it.do(Handoff(to="headset", source="tv"))
        assert it.said(result) == (
            "거실 TV에서 무엇을 보고 있는지 알 수 없어서 이어서 틀 수 없어요.",
            "I don't know what is playing on 거실 TV, so it can't go on elsewhere.",
        )


async def test_an_undo_sends_the_film_back() -> None:
    async with room() as it:
        it.plays("tv")
        await asyncio.sleep(0.1)
        await it.do(Handoff(to="headset"))
        it.peer.report("headset", playback="playing")
        await asyncio.sleep(0.1)
        (entry, *_) = it.hub.journal()
        assert wire.read(Result, wire.write(entry.result)) == entry.result
        result = await it.do(Undo())
        state = it.hub.home().state
        assert state["tv"]["playback"] == "playing"
        assert all(isinstance(one, Done) for one in result.steps[0].outcomes)  # type: ignore[union-attr]
