"""Films over HTTP: the catalogue, corrections, files in ranges, and players without a cookie."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from ondol.api.app import create_app
from ondol.api.call import Parts
from ondol.api.security import MAX_WRONG, Guard, digest, hosts
from ondol.home.people import Person
from ondol.media.feeds import deovr, heresphere
from ondol.media.library import Library
from ondol.media.probe import PyAvReader
from ondol.media.stores.sqlite import MediaStore
from tests.media.films import library as write_films

from .world import HOST, TOKEN, World, api

ORIGIN = f"http://{HOST}"


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    write_films(folder)
    return folder


@pytest.fixture
async def world(films: Path, tmp_path: Path) -> AsyncIterator[World]:
    """The API of a home with films."""
    store = MediaStore(tmp_path / "media.sqlite")
    library = Library(folders=[films], data=tmp_path / "media", store=store, reader=PyAvReader())
    await library.look()
    async with api() as made:
        guard = Guard(token=TOKEN, hosts=hosts([]), clock=made.clock, key=made.hub.household.key)
        parts = Parts(
            hub=made.hub,
            conversation=made.conversation,
            guard=guard,
            version="1.2.3",
            media=library,
            media_origins=("https://films.example",),
        )
        made.app = create_app(parts, page=Path("/nowhere"))
        yield made
    store.close()


async def titled(client: httpx.AsyncClient, title: str) -> dict[str, object]:
    items = (await client.get("/api/media")).json()["items"]
    found: dict[str, object] = next(item for item in items if item["title"] == title)
    return found


def person(world: World, role: str) -> str:
    """Return a token of somebody new."""
    household = world.hub.household
    added = household.add(name=role, role=role)  # type: ignore[arg-type]
    assert isinstance(added, Person)
    token = f"{role}-token"
    household.give(added.id, digest(token))
    return token


async def test_the_catalogue_says_what_each_picture_is_and_who_said_so(world: World) -> None:
    item = await titled(world.client(), "제주 바다")
    assert item["video"] == {
        "projection": "half_equirectangular",
        "fov_deg": 180.0,
        "stereo": "side_by_side",
        "is_right_first": False,
        "width": 320,
        "height": 160,
        "codec": "h264",
        "source": "google",
        "overruled": [],
    }
    assert item["mime"] == "video/mp4"
    assert item["kind"] == "file"
    assert [one["title"] for one in item["chapters"]] == ["아침", "저녁"]  # type: ignore[attr-defined]


async def test_every_address_of_the_catalogue_answers_a_range(world: World) -> None:
    client = world.client()
    items = (await client.get("/api/media")).json()["items"]
    assert len(items) == 6
    addresses = [
        address
        for item in items
        for address in (
            item["url"],
            item["thumbnail"],
            *(one["url"] for one in item["subtitles"]),
        )
    ]
    assert len(addresses) == 6 + 6 + 2
    for address in addresses:
        answer = await client.get(address, headers={"Range": "bytes=0-3"})
        assert (answer.status_code, len(answer.content)) == (206, 4), address
        assert answer.headers["content-range"].startswith("bytes 0-3/")


@pytest.mark.parametrize(
    ("range_", "status", "start", "length"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=100-", 206, 100, None),
        ("bytes=-10", 206, -10, 10),
        ("bytes=0-999999999", 206, 0, None),
        ("bytes=999999999-", 416, None, None),
        ("bytes=-0", 416, None, None),
        ("bytes=9-7", 200, 0, None),
        ("bytes=x-y", 200, 0, None),
        ("lines=0-9", 200, 0, None),
        ("bytes=" + ",".join(f"{n}-{n}" for n in range(0, 200, 2)), 200, 0, None),
    ],
)
async def test_a_range_is_answered_as_the_standard_says(
    world: World, films: Path, range_: str, status: int, start: int | None, length: int | None
) -> None:
    client = world.client()
    item = await titled(client, "Dolphins")
    whole = (films / "Dolphins.mp4").read_bytes()
    answer = await client.get(str(item["url"]), headers={"Range": range_})
    assert answer.status_code == status
    if start is None:
        assert answer.headers["content-range"] == f"bytes */{len(whole)}"
        return
    expected = whole[start:] if length is None else whole[start:][:length]
    assert answer.content == expected


async def test_a_range_of_a_file_that_changed_is_answered_with_all_of_it(world: World) -> None:
    client = world.client()
    address = str((await titled(client, "Dolphins"))["url"])
    tag = (await client.get(address, headers={"Range": "bytes=0-0"})).headers["etag"]
    for known, status in ((tag, 206), ('"other"', 200), (f"W/{tag}", 200)):
        headers = {"Range": "bytes=0-0", "If-Range": known}
        assert (await client.get(address, headers=headers)).status_code == status


async def test_head_says_the_length_and_sends_nothing(world: World, films: Path) -> None:
    client = world.client()
    answer = await client.head(str((await titled(client, "Dolphins"))["url"]))
    assert answer.headers["content-length"] == str((films / "Dolphins.mp4").stat().st_size)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.content == b""


async def test_files_are_for_those_whom_the_home_knows(world: World) -> None:
    address = str((await titled(world.client(), "Dolphins"))["url"])
    assert (await world.client(token=None).get(address)).status_code == 401
    assert (await world.client(token="wrong").get(address)).status_code == 401
    page = await world.page()
    assert (await page.get(address)).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "Dolphins.ko.srt", "x"],
)
async def test_no_address_leads_out_of_the_folder(world: World, path: str) -> None:
    client = world.client()
    item = await titled(client, "Dolphins")
    answer = await client.get(f"/media/{item['id']}/{path}")
    assert answer.status_code == 404
    assert (await client.get(f"/media/nothing/{path}")).status_code == 404


async def test_a_stream_is_played_by_what_its_playlists_name(world: World) -> None:
    client = world.client()
    item = await titled(client, "별밤")
    assert item["kind"] == "hls"
    master = str(item["url"])
    types = {"master.m3u8": "application/vnd.apple.mpegurl", "video0.ts": "video/mp2t"}
    for name, type_ in types.items():
        answer = await client.get(f"{master.rpartition('/')[0]}/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, type_)


async def test_a_person_corrects_a_picture_and_takes_it_back(world: World) -> None:
    client = world.client()
    item = await titled(client, "Dolphins")
    address = f"/api/media/{item['id']}/video"
    said = {"projection": "fisheye", "fov_deg": 190, "stereo": "top_bottom", "is_right_first": True}
    answer = await client.put(address, json=said)
    assert answer.status_code == 200
    video = answer.json()["video"]
    assert {key: video[key] for key in said} == said
    assert video["source"] == "person"
    assert answer.json()["thumbnail"].endswith("still-top_bottom-right.jpg")
    empty = await client.put(address, json={})
    assert empty.json()["video"]["source"] == "default"
    for wrong in ({"projection": "round"}, {"fov_deg": 0}, {"fov_deg": 999}, {"x": 1}):
        assert (await client.put(address, json=wrong)).status_code == 422
    assert (await client.put("/api/media/nothing/video", json=said)).status_code == 404


async def test_what_was_overruled_is_told(world: World) -> None:
    client = world.client()
    item = await titled(client, "제주 바다")
    said = {"stereo": "top_bottom"}
    answer = await client.put(f"/api/media/{item['id']}/video", json=said)
    assert answer.json()["video"]["overruled"] == [
        {"source": "google", "part": "stereo", "value": "side_by_side"}
    ]


async def test_only_adults_hear_which_files_are_damaged(world: World) -> None:
    told = (await world.client().get("/api/media")).json()["set_aside"]
    assert [one["name"] for one in told] == ["damaged.mp4"]
    child = world.client(token=person(world, "child"))
    assert (await child.get("/api/media")).json()["set_aside"] == []


async def test_a_home_without_films_has_an_empty_catalogue() -> None:
    async with api() as world:
        client = world.client()
        answer = (await client.get("/api/media")).json()
        assert answer == {"items": [], "set_aside": [], "is_looking": False}
        assert (await client.get("/media/x/y")).status_code == 404
        assert (await client.put("/api/media/x/video", json={})).status_code == 404
        assert (await client.post("/api/media/players", json={"name": "x"})).status_code == 404


async def test_the_page_may_play_its_own_films_and_those_of_named_hosts(world: World) -> None:
    policy = (await world.client().get("/api/media")).headers["content-security-policy"]
    said = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert said["media-src"] == "'self' blob: data: https://films.example"
    assert said["worker-src"] == "'self' blob:"
    assert said["connect-src"] == "'self' https://films.example"
    assert said["default-src"] == "'self'"


# Players that hold no cookie ----------------------------------------------------------------------


async def player(world: World) -> dict[str, str]:
    """Return the addresses of a new player, and its id."""
    given = (await world.client().post("/api/media/players", json={"name": "거실 퀘스트"})).json()
    return {"id": given["id"], **given["urls"]}


def path(address: str) -> str:
    """Return an absolute address as one of the hub under test."""
    assert address.startswith(f"{ORIGIN}/"), address
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


async def test_deovrs_feed_validates_and_each_of_its_addresses_answers_a_range(
    world: World,
) -> None:
    urls = await player(world)
    headset = world.client(token=None)
    scenes = (await headset.get(path(urls["deovr"]))).json()
    pages = deovr.pages(scenes, {ORIGIN})
    assert len(pages) == 6
    for title, page in pages:
        described = (await headset.get(path(page))).json()
        item = deovr.read(page, described, {ORIGIN})
        assert item.title == title
        for address in (item.location, item.thumbnail):
            assert address is not None
            answer = await headset.get(path(address), headers={"Range": "bytes=0-0"})
            assert answer.status_code == 206
    assert json.dumps(scenes).isascii()


async def test_herespheres_feed_validates_and_each_of_its_addresses_answers_a_range(
    world: World,
) -> None:
    urls = await player(world)
    headset = world.client(token=None)
    listed = await headset.post(path(urls["heresphere"]))
    assert listed.headers["heresphere-json-version"] == "1"
    pages = heresphere.pages(listed.json(), {ORIGIN})
    assert len(pages) == 6
    for _, page in pages:
        answer = await headset.post(path(page), json={"needsMediaSource": True})
        assert answer.headers["heresphere-json-version"] == "1"
        item = heresphere.read(page, answer.json(), {ORIGIN})
        texts = [one.location for one in item.subtitles]
        for address in (item.location, item.thumbnail, *texts):
            assert address is not None
            ranged = await headset.get(path(address), headers={"Range": "bytes=0-0"})
            assert ranged.status_code == 206


async def test_a_stream_is_found_under_the_same_key(world: World) -> None:
    urls = await player(world)
    headset = world.client(token=None)
    scenes = (await headset.get(path(urls["deovr"]))).json()
    page = next(page for title, page in deovr.pages(scenes, {ORIGIN}) if title == "별밤")
    item = deovr.read(page, (await headset.get(path(page))).json(), {ORIGIN})
    beside = f"{path(item.location).rpartition('/')[0]}/video0.ts"
    assert (await headset.get(beside)).status_code == 200


async def test_favourites_and_ratings_are_written_back_and_kept(world: World) -> None:
    urls = await player(world)
    headset = world.client(token=None)
    item = await titled(world.client(), "Dolphins")
    key = urls["heresphere"].partition("?")[2]
    address = f"/heresphere/{item['id']}?{key}"
    answer = await headset.post(
        address, json={"isFavorite": True, "rating": 4.5, "needsMediaSource": False}
    )
    assert (answer.json()["isFavorite"], answer.json()["rating"]) == (True, 4.5)
    assert "media" not in answer.json()
    await headset.post(address, content=b"{", headers={"Content-Type": "application/json"})
    await headset.post(address, json={"rating": "best", "isFavorite": 7, "deleteFile": True})
    kept = await titled(world.client(), "Dolphins")
    assert (kept["is_favourite"], kept["rating"]) == (True, 4.5)


async def test_a_players_key_opens_films_and_nothing_else(world: World) -> None:
    urls = await player(world)
    key = urls["deovr"].partition("key=")[2]
    stranger = world.client(token=key)
    assert (await stranger.get("/api/home")).status_code == 403
    assert (await stranger.get("/api/media")).status_code == 403
    assert (await stranger.post("/api/session", json={"token": key})).status_code == 403
    item = await titled(world.client(), "Dolphins")
    assert (await stranger.get(str(item["url"]))).status_code == 403


async def test_no_other_token_is_taken_from_an_address(world: World) -> None:
    client = world.client(token=None)
    item = await titled(world.client(), "Dolphins")
    for token, status in ((TOKEN, 403), (person(world, "adult"), 403), ("wrong", 401), ("", 401)):
        for address in (
            f"/deovr?key={token}",
            f"/heresphere?key={token}",
            f"/deovr/{item['id']}?key={token}",
            f"/heresphere/{item['id']}?key={token}",
        ):
            assert (await client.get(address)).status_code == status, address
    assert (await client.get(f"/player/{TOKEN}/{item['id']}/Dolphins.mp4")).status_code == 403
    page = await world.page()
    assert (await page.get("/deovr")).status_code == 401


async def test_keys_are_not_guessed(world: World) -> None:
    client = world.client(token=None, address="192.168.0.66")
    for _ in range(MAX_WRONG):
        assert (await client.get("/deovr?key=aaaa")).status_code == 401
    assert (await client.get("/deovr?key=aaaa")).status_code == 429


async def test_a_players_key_is_taken_back_and_opens_nothing_more(world: World) -> None:
    urls = await player(world)
    client, headset = world.client(), world.client(token=None)
    listed = (await client.get("/api/media/players")).json()
    assert [(one["id"], one["name"]) for one in listed] == [(urls["id"], "거실 퀘스트")]
    assert (await headset.get(path(urls["deovr"]))).status_code == 200
    assert (await client.delete(f"/api/media/players/{urls['id']}")).status_code == 204
    assert (await headset.get(path(urls["deovr"]))).status_code == 401
    assert (await client.get("/api/media/players")).json() == []
    assert (await client.delete(f"/api/media/players/{urls['id']}")).status_code == 404


async def test_only_players_keys_are_taken_back_as_players(world: World) -> None:
    token = person(world, "adult")
    (key,) = (
        key for one in world.hub.household.people() for key in world.hub.household.keys(one.id)
    )
    assert (await world.client().delete(f"/api/media/players/{key.id}")).status_code == 404
    assert (await world.client(token=token).get("/api/me")).status_code == 200


async def test_only_adults_make_players(world: World) -> None:
    for role, status in (("child", 403), ("guest", 403), ("adult", 200)):
        client = world.client(token=person(world, role))
        answer = await client.post("/api/media/players", json={"name": "VR"})
        assert answer.status_code == status
    for wrong in ({"name": ""}, {"name": "\u200b"}, {"name": "x" * 100}, {}):
        answer = await world.client().post("/api/media/players", json=wrong)
        assert answer.status_code == 422


async def test_what_a_form_cannot_say_is_not_in_its_feed(world: World) -> None:
    client = world.client()
    item = await titled(client, "Dolphins")
    said = {"projection": "equiangular_cubemap"}
    await client.put(f"/api/media/{item['id']}/video", json=said)
    urls = await player(world)
    key = urls["deovr"].partition("?")[2]
    headset = world.client(token=None)
    titles = [
        title for title, _ in deovr.pages((await headset.get(path(urls["deovr"]))).json(), {ORIGIN})
    ]
    assert "Dolphins" not in titles
    assert (await headset.get(f"/deovr/{item['id']}?{key}")).status_code == 404
    answer = (await headset.get(f"/heresphere/{item['id']}?{key}")).json()
    assert answer["projection"] == "equiangularCubemap"
    assert (await headset.get(f"/heresphere/nothing?{key}")).status_code == 404
