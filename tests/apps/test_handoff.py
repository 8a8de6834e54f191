"""Films from a headset to an LG TV and back: real parts, a virtual TV, and a virtual headset."""

import asyncio
import contextlib
import datetime as dt
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from ondol.adapters.sim.memory import MemoryAdapter
from ondol.adapters.sim.webos.server import VirtualTv
from ondol.adapters.webos.adapter import WebosAdapter
from ondol.adapters.webos.address import Address
from ondol.agent.conversation import Conversation
from ondol.agent.reply import reply
from ondol.api.app import Mounted, create_app
from ondol.api.call import Parts
from ondol.api.security import Guard, digest, hosts
from ondol.api.tv import Television
from ondol.apps.devices import headsets
from ondol.apps.hub import HEADSET
from ondol.apps.players import HomePlayers
from ondol.apps.server import listen, serving
from ondol.apps.system_clock import SystemClock, monotonic
from ondol.home.acting import Patience
from ondol.home.homefile import parse
from ondol.home.hub import Hub
from ondol.home.people import Key
from ondol.home.plan import Act, Handoff, Plan, Play
from ondol.home.players import Content
from ondol.home.policy import Actor
from ondol.home.result import Result, Shown
from ondol.home.stores.memory import MemoryStore
from ondol.media.keeper import Keeper
from ondol.media.library import Library
from ondol.media.probe import PyAvReader
from ondol.media.stores.playing import MemoryPlaying
from ondol.media.stores.sqlite import MediaStore
from ondol.media.tickets import Ticket, Tickets
from ondol.things.command import InvokeAction
from tests.adapters.webos.world import PATIENCE, Keys, virtual_tv
from tests.api.world import TOKEN, Scripted
from tests.media.films import film

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]

OWNER = Actor(id="owner", channel="page", is_at_home=True)
WITHIN_S = 10.0
HOME = parse(
    """{
  "id": "집", "language": "ko", "timezone": "Asia/Seoul",
  "areas": [{"id": "living", "name": "거실"}],
  "things": [
    {"id": "headset", "name": "헤드셋", "type": "headset", "area": "living",
     "state": {"on": true, "playback": "idle"}}
  ]
}""",
    "집",
)


@dataclass
class World:
    """A home with a TV and a headset, and a film."""

    hub: Hub
    tv: VirtualTv
    players: HomePlayers
    keeper: Keeper
    library: Library
    http: httpx.AsyncClient

    @property
    def item(self) -> str:
        (only,) = self.library.items()
        return only.id

    @property
    def tv_id(self) -> str:
        return f"webos-{self.tv.television.uuid}"

    async def do(self, step: Play | Handoff) -> Result:
        async with asyncio.timeout(WITHIN_S):
            return await self.hub.submit(Plan(steps=(step,)), OWNER)

    def place(self, player: str) -> float:
        found = self.keeper.of(player)
        assert found is not None
        place = found.position(SystemClock().now())
        assert place is not None
        return place

    async def until(self, player: str, playback: str) -> None:
        async with asyncio.timeout(WITHIN_S):
            while (one := self.keeper.of(player)) is None or one.playback != playback:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    """Run a hub with what it speaks with, over real sockets."""
    (folder / "films").mkdir()
    film(folder / "films" / "제주 바다.mp4", size=(64, 32), seconds=60)
    store = MediaStore(folder / "media.sqlite")
    library = Library(
        folders=[folder / "films"], data=folder / "media", store=store, reader=PyAvReader()
    )
    await library.look()
    clock, tickets = SystemClock(), Tickets(TOKEN)
    keeper = Keeper(MemoryPlaying(), clock)
    listening = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    players = HomePlayers(
        library=library, keeper=keeper, tickets=tickets, clock=clock, address=lambda: address
    )
    tv = virtual_tv()
    headset = MemoryAdapter(
        HOME.things.values(), HOME.state, title_of=players.title_of, hear=players.hear
    )
    numbers = iter(range(1000))
    hub = Hub(
        home=HOME,
        store=MemoryStore(),
        clock=clock,
        new_id=lambda: f"{next(numbers)}",
        patience=Patience(usual_s=3, by_type_s={"tv": 3, "headset": 3}),
        players=players,
    )
    parts = Parts(
        hub=hub,
        conversation=Conversation(hub, Scripted({})),
        guard=Guard(token=TOKEN, hosts=hosts([]), clock=monotonic, key=hub.household.key),
        version="1",
        television=Television(library=library, tickets=tickets, hear=players.hear, now=clock.now),
    )
    xr = headsets(hub.household, players.hear)
    webos = WebosAdapter([Address(host=tv.host)], Keys(), patience=PATIENCE)
    app = create_app(parts, {HEADSET: Mounted(xr, "headset")}, page=Path("/nowhere"))
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(store.close)
        stack.callback(listening.close)
        await stack.enter_async_context(tv.running())
        _ = await stack.enter_async_context(serving(app, listening))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=address))
        tasks = [
            asyncio.create_task(hub.run({"webos": webos, "memory": headset, "xr": xr})),
            asyncio.create_task(players.follow(hub)),
        ]
        it = World(hub=hub, tv=tv, players=players, keeper=keeper, library=library, http=http)
        try:
            async with asyncio.timeout(WITHIN_S):
                while len(hub.home().available) < 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            yield it
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def start_of(url: str) -> tuple[str, float]:
    """Return what a browser asks for at an address, and where a film is to begin."""
    path, _, fragment = url.partition("#")
    found = re.fullmatch(r"t=([\d.]+)", fragment)
    assert found is not None
    return path, float(found[1])


async def test_a_film_goes_from_the_headset_to_the_tv_within_two_seconds(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        words = (it.item, "21.2")
        await it.hub.submit(_play("headset", *words), OWNER)
        await it.until("headset", "playing")
        before = it.place("headset")
        result = await it.do(Handoff(to=it.tv_id))
        (shown,) = result.steps
        assert isinstance(shown, Shown)
        assert shown.is_playing
        (url,) = it.tv.television.opened
        _, begins = start_of(url)
        assert begins == pytest.approx(before, abs=2)
        assert it.place(it.tv_id) == pytest.approx(it.place("headset"), abs=2)
        assert it.hub.home().state["headset"]["playback"] == "paused"
        playing = it.keeper.of(it.tv_id)
        assert playing is not None
        assert (playing.item, playing.title) == (it.item, "제주 바다")
        assert playing.app == "웹 브라우저"
        said = reply(result, it.hub.home(), "ko")
        assert said.startswith("LG TV에서 ‘제주 바다’를 21초부터 이어서 틀었어요.")


async def test_and_back_again_from_where_the_tvs_own_page_says_it_is(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.do(Play(query="제주 바다", things=(it.tv_id,)))
        (url,) = it.tv.television.opened
        path, _ = start_of(url)
        word = {"position_s": 30.5, "duration_s": 60, "playback": "playing"}
        answer = await it.http.post(f"{path}/played", json=word)
        assert answer.status_code == 204
        result = await it.do(Handoff(to="headset"))
        (shown,) = result.steps
        assert isinstance(shown, Shown)
        assert shown.position_s == pytest.approx(30.5, abs=2)
        assert it.place("headset") == pytest.approx(30.5, abs=2)
        assert it.tv.television.play_state == "paused"
        assert it.hub.home().state["headset"]["title"] == "제주 바다"


@asynccontextmanager
async def real_headset(it: World) -> AsyncIterator[tuple[str, ClientConnection]]:
    """Pair a headset and connect it, as its page does; yield the thing that it is."""
    secret = "h" * 43
    key = it.hub.household.give("owner", digest(secret), way="headset", label="Quest")
    assert isinstance(key, Key)
    url = str(it.http.base_url).replace("http", "ws").rstrip("/")
    headers = {"Authorization": f"Bearer {secret}"}
    async with asyncio.timeout(WITHIN_S), connect(url + HEADSET, additional_headers=headers) as ws:
        await ws.send(json.dumps({"type": "hello", "id": key.id, "protocol": 1, "abilities": []}))
        welcome = json.loads(await ws.recv())
        while welcome["thing"] not in it.hub.home().available:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        yield welcome["thing"], ws


def word_of(item: str, position_s: float, playback: str = "playing") -> str:
    said = {"item": item, "position_s": position_s, "duration_s": 60, "playback": playback}
    return json.dumps({"type": "playing", "content_id": "", "title": "", **said})


async def test_a_real_headset_hands_its_film_to_the_tv_and_gets_it_back(tmp_path: Path) -> None:
    async with world(tmp_path) as it, real_headset(it) as (headset, ws):

        async def obey() -> None:
            """Do what the hub says, as the cinema does, and say so."""
            async for text in ws:
                command = json.loads(text)
                for action in command.get("actions", ()):
                    assert action["name"] == "play"
                    item, start = action["input"]
                    started.append(float(start))
                    await ws.send(word_of(item, float(start)))
                state = {**command.get("set", {})}
                if command.get("actions"):
                    state["playback"] = "playing"
                await ws.send(json.dumps({"type": "done", "id": command["id"]}))
                await ws.send(json.dumps({"type": "state", "values": state}))

        started: list[float] = []
        await ws.send(json.dumps({"type": "state", "values": {"playback": "playing"}}))
        await ws.send(word_of(it.item, 17.5))
        obeying = asyncio.create_task(obey())
        await it.until(headset, "playing")
        result = await it.do(Handoff(to=it.tv_id))
        (shown,) = result.steps
        assert isinstance(shown, Shown)
        assert (shown.is_playing, shown.title) == (True, "제주 바다")
        assert start_of(it.tv.television.opened[0])[1] == pytest.approx(17.5, abs=2)
        await it.until(headset, "paused")
        there = it.place(it.tv_id)
        back = await it.do(Handoff(to=headset))
        (shown,) = back.steps
        assert isinstance(shown, Shown)
        assert shown.is_playing
        assert started == [pytest.approx(there, abs=2)]
        assert it.place(headset) == pytest.approx(it.place(it.tv_id), abs=2)
        assert it.tv.television.play_state == "paused"
        obeying.cancel()


async def test_a_tv_that_sleeps_is_woken_and_gets_the_place_of_then(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.hub.submit(_play("headset", it.item, "10.0"), OWNER)
        await it.until("headset", "playing")
        it.tv.television.has_quick_start = True
        await it.tv.press("POWER")
        async with asyncio.timeout(WITHIN_S):
            while it.hub.home().state[it.tv_id]["on"] is not False:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        result = await it.do(Handoff(to=it.tv_id))
        (shown,) = result.steps
        assert isinstance(shown, Shown)
        assert shown.is_playing
        assert it.place(it.tv_id) == pytest.approx(it.place("headset"), abs=2)


async def test_a_tv_without_a_browser_costs_nobody_the_film(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.hub.submit(_play("headset", it.item, "10.0"), OWNER)
        await it.until("headset", "playing")
        it.tv.television.errors["system.launcher/open"] = "404 no such service or method"
        result = await it.do(Handoff(to=it.tv_id))
        (shown,) = result.steps
        assert isinstance(shown, Shown)
        assert not shown.is_playing
        assert it.hub.home().state["headset"]["playback"] == "playing"
        assert "헤드셋은 그대로 두었어요." in reply(result, it.hub.home(), "ko")


async def test_a_tv_fetches_its_film_in_ranges_with_nothing_but_its_address(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as it:
        await it.do(Play(query="제주 바다", things=(it.tv_id,)))
        (url,) = it.tv.television.opened
        path, begins = start_of(url)
        assert begins == 0
        page = await it.http.get(path)
        assert page.status_code == 200
        assert "script-src" not in page.headers["content-security-policy"]  # only its own
        for name in re.findall(r'(?:src|href)="([^":]+)"', page.text):
            assert (await it.http.get(f"{path.rpartition('/')[0]}/{name}")).status_code == 200
        told = (await it.http.get(f"{path}/film.json")).json()
        assert (told["title"], told["stereo"]) == ("제주 바다", "mono")
        part = await it.http.get(told["url"], headers={"Range": "bytes=0-99"})
        assert (part.status_code, len(part.content)) == (206, 100)
        assert part.headers["content-type"] == "video/mp4"


async def test_a_video_of_an_app_goes_on_in_the_same_app_of_another_tv(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        words = ("YouTube", "v=29reTU13exU")
        launch = InvokeAction(thing_id=it.tv_id, name="launch", input=words)
        await it.hub.submit(Plan(steps=(Act(actions=(launch,)),)), OWNER)
        await it.until(it.tv_id, "playing")
        playing = it.keeper.of(it.tv_id)
        assert playing is not None
        assert (playing.app, playing.content_id) == ("YouTube", "29reTU13exU")
        assert playing.position(SystemClock().now()) is None
        thing = it.hub.home().things[it.tv_id]
        content = Content(app=playing.app, content_id=playing.content_id)
        start = it.players.start(thing, content, None, {})
        assert start.commands == (launch,)
        assert start.position_s is None


@pytest.mark.parametrize(
    "word",
    [
        {"position_s": -1, "playback": "playing"},
        {"position_s": "soon", "playback": "playing"},
        {"position_s": 1, "playback": "flying"},
        {"position_s": 1, "playback": "playing", "player": "headset"},
        [],
    ],
    ids=["before it begins", "a word", "no playback", "for another", "no object"],
)
async def test_rubbish_from_a_tvs_page_is_refused(tmp_path: Path, word: object) -> None:
    async with world(tmp_path) as it:
        await it.do(Play(query="제주 바다", things=(it.tv_id,)))
        path, _ = start_of(it.tv.television.opened[0])
        before = it.keeper.of(it.tv_id)
        assert (await it.http.post(f"{path}/played", json=word)).status_code == 422
        assert it.keeper.of(it.tv_id) == before


async def test_without_a_ticket_a_tv_gets_nothing(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        base = str(it.http.base_url)
        for path in ("film.json", "film/제주 바다.mp4", "played"):
            method = "POST" if path == "played" else "GET"
            answer = await it.http.request(method, f"{base}/tv/forged/{path}")
            assert answer.status_code == 404
        past = SystemClock().now() - dt.timedelta(days=2)
        ticket = Tickets(TOKEN).write(Ticket(player=it.tv_id, item=it.item), past)
        assert (await it.http.get(f"/tv/{ticket}/film.json")).status_code == 404


def _play(player: str, *words: str) -> Plan:
    return Plan(steps=(Act(actions=(InvokeAction(thing_id=player, name="play", input=words),)),))
