"""Feeds: ours as players read them, others' as we do, and others that mean no good."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ondol.media.feeds import deovr, heresphere
from ondol.media.feeds.fetch import MAX_BYTES, FeedError, Feeds
from ondol.media.feeds.form import BadEntryError, allowed, origin
from ondol.media.item import Chapter, Item, Subtitle
from ondol.media.video import Description, Video, decide

HOST = "https://films.example"
ORIGINS = frozenset({HOST})

projections = st.sampled_from(
    ["rectangular", "equirectangular", "half_equirectangular", "fisheye", "equiangular_cubemap"]
)
descriptions = st.builds(
    Description,
    source=st.just("name"),
    projection=projections,
    stereo=st.sampled_from(["mono", "side_by_side", "top_bottom"]),
    is_right_first=st.booleans(),
)


def url(item: Item, location: str) -> str:
    return f"{HOST}/{quote(item.id)}/{quote(location)}"


def made(video: Video, **other: Any) -> Item:
    return Item(
        id="0123456789abcdef0123",
        title="바다",
        kind="file",
        location="바다.mp4",
        mime="video/mp4",
        video=video,
        source="films",
        duration_s=61.5,
        chapters=(Chapter(at_s=3.0, title="저녁"),),
        thumbnail="still.jpg",
        subtitles=(Subtitle(language="ko", label="한국어", location="바다.vtt"),),
        **other,
    )


@given(descriptions)
def test_a_film_that_we_tell_heresphere_reads_back_as_the_same_picture(said: Description) -> None:
    video = decide([said], width=320, height=160, codec="h264")
    item = made(video)
    written = json.loads(json.dumps(heresphere.write(item, url)))
    read = heresphere.read(url(item, ""), written, ORIGINS)
    assert read.video.projection == video.projection
    assert read.video.stereo == video.stereo
    assert read.video.is_right_first == video.is_right_first
    if video.projection != "rectangular":
        assert read.video.fov_deg == video.fov_deg
    assert (read.title, read.duration_s, read.chapters) == ("바다", 61.5, item.chapters)
    assert read.location == url(item, "바다.mp4")
    assert read.thumbnail == url(item, "still.jpg")
    assert [one.location for one in read.subtitles] == [url(item, "바다.vtt")]


@given(descriptions)
def test_a_film_that_we_tell_deovr_reads_back_as_the_same_picture(said: Description) -> None:
    video = decide([said], width=320, height=160, codec="h264")
    item = made(video)
    if not deovr.is_told(video):
        assert deovr.write_list([item], url)["scenes"] == []
        return
    written = json.loads(json.dumps(deovr.write(item, url)))
    read = deovr.read(url(item, ""), written, ORIGINS)
    assert (read.video.projection, read.video.stereo) == (video.projection, video.stereo)
    if video.projection != "rectangular":
        assert read.video.fov_deg == video.fov_deg
    assert (read.title, read.chapters) == ("바다", item.chapters)
    assert read.location == url(item, "바다.mp4")


@pytest.mark.parametrize("fov", [180.0, 190.0, 200.0, 220.0])
def test_a_lens_has_its_name_at_deovr(fov: float) -> None:
    item = made(Video(projection="fisheye", fov_deg=fov, stereo="side_by_side"))
    assert deovr.describe(deovr.write(item, url)).fov_deg == fov


def test_views_of_their_own_are_told_as_one_picture() -> None:
    item = made(Video(stereo="multiview"))
    assert deovr.write(item, url)["stereoMode"] == "off"
    assert heresphere.write(item, url)["stereo"] == "mono"


def test_a_player_that_wants_no_sources_gets_none() -> None:
    written = heresphere.read_written({"needsMediaSource": False, "rating": 3, "isFavorite": "x"})
    assert written == heresphere.Written(rating=3.0, wants_sources=False)
    assert "media" not in heresphere.write(made(Video()), url, wants_sources=False)


def test_favourites_are_a_list_of_their_own() -> None:
    lists = heresphere.write_list([made(Video(), is_favourite=True)], url)["library"]
    assert [one["name"] for one in lists] == ["Favorites", "films"]


NAMES = """scenes list title video_url encodings videoSources url resolution screenType stereoMode
    timeStamps ts name library media sources projection fov lens tags start subtitles duration"""
names = st.sampled_from(NAMES.split())
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(names, json_values, max_size=8))
def test_any_document_is_read_or_refused_with_a_reason(document: Mapping[str, Any]) -> None:
    for form in (deovr, heresphere):
        for _, page in form.pages(document, ORIGINS):
            assert origin(page) == HOST
        form.describe(document)
        with suppress(BadEntryError):
            form.read(f"{HOST}/a", document, ORIGINS)
    heresphere.read_written(document)


@pytest.mark.parametrize(
    "bad",
    [
        "http://films.example/a",  # another scheme is another origin
        "https://films.example:8443/a",
        "https://films.example@evil.example/a",
        "https://user:secret@films.example/a",
        "https://evil.example/films.example",
        "http://192.168.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//films.example/a",
        "https://films.example/\n",
        "https://[::1",
        f"{HOST}/" + "a" * 3000,
        "",
        7,
        None,
    ],
)
def test_an_address_elsewhere_is_refused(bad: object) -> None:
    with pytest.raises(BadEntryError):
        allowed(bad, ORIGINS)
    assert allowed(f"{HOST}/a", ORIGINS) == f"{HOST}/a"


# Fetching ---------------------------------------------------------------------------------------


def partner() -> Starlette:
    """A partner's site in both forms, with entries that mean no good."""

    async def deovr_list(request: Request) -> Response:
        films = [
            {"title": "바다", "video_url": f"{HOST}/deovr/1"},
            {"title": "Broken", "video_url": f"{HOST}/deovr/broken"},
            {"title": "Gone", "video_url": f"{HOST}/deovr/gone"},
            {"title": "Elsewhere", "video_url": "http://192.168.0.1/admin"},
            {"title": "Moved", "video_url": f"{HOST}/moved"},
            {"title": "On a CDN", "video_url": f"{HOST}/deovr/cdn"},
            "rubbish",
        ]
        return JSONResponse({"scenes": [{"name": "All", "list": films}, 7]})

    async def deovr_film(request: Request) -> Response:
        match request.path_params["name"]:
            case "1":
                return JSONResponse(film_at(f"{HOST}/바다.mp4"))
            case "cdn":
                return JSONResponse(film_at("https://cdn.example/a.m3u8"))
            case "broken":
                return PlainTextResponse("{")
            case _:
                return PlainTextResponse("no", status_code=404)

    async def heresphere_list(request: Request) -> Response:
        return JSONResponse({"library": [{"name": "All", "list": [f"{HOST}/hs/1"]}]})

    async def heresphere_film(request: Request) -> Response:
        assert (await request.json())["needsMediaSource"] is True
        item = made(Video(projection="equirectangular", fov_deg=360.0, stereo="top_bottom"))
        return JSONResponse(heresphere.write(item, url))

    async def moved(request: Request) -> Response:
        return RedirectResponse("http://192.168.0.1/admin")

    async def endless(request: Request) -> Response:
        return PlainTextResponse("[" * (MAX_BYTES + 1))

    async def other(request: Request) -> Response:
        return JSONResponse({"hello": 1})

    return Starlette(
        routes=[
            Route("/deovr", deovr_list),
            Route("/deovr/{name}", deovr_film),
            Route("/heresphere", heresphere_list, methods=["POST"]),
            Route("/hs/1", heresphere_film, methods=["POST"]),
            Route("/moved", moved),
            Route("/endless", endless),
            Route("/other", other),
        ]
    )


def film_at(address: str) -> dict[str, Any]:
    return {
        "title": "바다\u200b\u202e",
        "videoLength": 60,
        "screenType": "dome",
        "stereoMode": "sbs",
        "is3d": True,
        "encodings": [
            {"name": "h265", "videoSources": [{"resolution": 4000, "url": f"{HOST}/big.mp4"}]},
            {"name": "h264", "videoSources": [{"resolution": 2000, "url": address}]},
        ],
    }


@asynccontextmanager
async def feeds(*hosts: str) -> AsyncIterator[Feeds]:
    made_of = Feeds([f"{HOST}/deovr"], hosts=hosts, transport=httpx.ASGITransport(app=partner()))
    try:
        yield made_of
    finally:
        await made_of.close()


async def test_deovrs_form_is_read_and_bad_entries_are_set_aside() -> None:
    async with feeds() as reading:
        fetched = await reading.fetch(f"{HOST}/deovr")
    assert [(one.title, one.location, one.video.codec) for one in fetched.items] == [
        ("바다", f"{HOST}/바다.mp4", "h264"),
        ("바다", f"{HOST}/big.mp4", "hevc"),  # what lies on the CDN is not taken
    ]
    first = fetched.items[0]
    assert first.id.startswith("feed-")
    assert (first.source, first.is_remote, first.video.source) == ("films.example", True, "feed")
    assert (first.video.projection, first.video.stereo) == ("half_equirectangular", "side_by_side")
    assert {one.name: one.reason for one in fetched.set_aside} == {
        "Broken": "what came is no JSON",
        "Gone": "its host answers 405",
        "Moved": "its host answers 307",
    }


async def test_what_lies_on_a_host_that_the_settings_name_is_taken() -> None:
    async with feeds("https://cdn.example") as reading:
        assert reading.origins == {HOST, "https://cdn.example"}
        fetched = await reading.fetch(f"{HOST}/deovr")
    assert [(one.kind, one.location) for one in fetched.items][1] == (
        "hls",
        "https://cdn.example/a.m3u8",
    )


async def test_heresphere_asks_by_post() -> None:
    async with feeds() as reading:
        fetched = await reading.fetch(f"{HOST}/heresphere")
    (item,) = fetched.items
    assert (item.video.projection, item.video.stereo) == ("equirectangular", "top_bottom")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{HOST}/endless", "longer than"),
        (f"{HOST}/other", "neither"),
        (f"{HOST}/nothing", "answers 404"),
        (f"{HOST}/moved", "answers 307"),
        ("https://evil.example/deovr", "named by no setting"),
    ],
)
async def test_a_feed_that_cannot_be_read_says_why(address: str, said: str) -> None:
    async with feeds() as reading:
        with pytest.raises(FeedError, match=said):
            await reading.fetch(address)
