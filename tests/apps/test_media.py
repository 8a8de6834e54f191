"""Films in a hub's settings, and a hub that shows them."""

import asyncio
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from ondol.apps.hub import run
from ondol.apps.media import films
from ondol.apps.settings import Settings, load
from ondol.errors import SettingsError
from tests.media.films import film


def test_folders_are_named_by_flag_environment_and_file(tmp_path: Path) -> None:
    (tmp_path / "ondol.toml").write_text('media = ["films", "/mnt/nas"]')
    assert load({"data": tmp_path}, {}).media == (tmp_path / "films", Path("/mnt/nas"))
    assert load({"data": tmp_path}, {"ONDOL_MEDIA": "/a:/b"}).media == (Path("/a"), Path("/b"))
    flags = {"data": tmp_path, "media": [Path("/c"), Path("/c")]}
    assert load(flags, {"ONDOL_MEDIA": "/a"}).media == (Path("/c"),)


def test_a_file_is_no_folder_of_films(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").touch()
    with pytest.raises(SettingsError, match="is no folder"):
        load({"data": tmp_path, "media": [tmp_path / "a.mp4"]}, {})


@pytest.mark.parametrize(
    "text",
    [
        "media = 7",
        "media = [7]",
        'media = ["~nobody-of-this-name/films"]',
        'media_feeds = ["films.example"]',
        'media_feeds = ["file:///etc/passwd"]',
        'media_feeds = ["https://user:secret@films.example/"]',
        'media_feeds = ["https://[::1/"]',
        'media_hosts = ["https://cdn.example"]',
    ],
)
def test_what_cannot_be_used_is_said_with_its_place(text: str, tmp_path: Path) -> None:
    (tmp_path / "ondol.toml").write_text(text)
    with pytest.raises(SettingsError, match=text.partition(" ")[0]):
        load({"data": tmp_path}, {})


async def test_a_home_without_films_has_no_library(tmp_path: Path) -> None:
    async with films(Settings(data=tmp_path, broker="mqtt://127.0.0.1")) as shown:
        assert shown is None
    assert not (tmp_path / "media.sqlite").exists()


async def test_the_virtual_home_has_films_of_its_own(tmp_path: Path) -> None:
    async with films(Settings(data=tmp_path)) as shown:
        assert shown is not None
        await shown.library.look()
        found = {item.title: item.video for item in shown.library.items()}
    assert {(video.projection, video.stereo) for video in found.values()} == {
        ("rectangular", "mono"),
        ("half_equirectangular", "side_by_side"),
        ("equirectangular", "top_bottom"),
    }
    assert "노을 바다 Sea at Dusk" in found


async def test_hosts_of_feeds_are_those_that_the_page_may_play_from(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path,
        media_feeds=("https://films.example/deovr?a=b",),
        media_hosts=("https://cdn.example:8443",),
    )
    async with films(settings) as shown:
        assert shown is not None
        assert shown.origins == ("https://cdn.example:8443", "https://films.example")
        assert set(shown.tasks) == {"media-feeds"}


@pytest.mark.enable_socket
async def test_a_hub_shows_the_films_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    film(folder / "바다_180_LR.mp4", eyes="side_by_side")
    answers: asyncio.Queue[str] = asyncio.Queue()
    settings = Settings(data=tmp_path / "data", port=0, media=(folder,))
    running = asyncio.create_task(run(settings, ready=answers.put_nowait))
    try:
        async with asyncio.timeout(50):
            address, _, token = (await answers.get()).partition("/#token=")
            items: list[Any] = []
            while not items:  # a look takes its time
                items = await asyncio.to_thread(media, address, token)
        assert items[0]["title"] == "바다"
        assert items[0]["video"]["projection"] == "half_equirectangular"
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def media(address: str, token: str) -> list[Any]:
    headers = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{address}/api/media", headers=headers)  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        items: list[Any] = json.load(answer)["items"]
        return items
