"""The tutorial of an LG home, walked: its commands run, its sentences said, its answers heard."""

import asyncio
import contextlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT, RunningHub, running_hub
from .home_assistant import HASS, WHY_SKIPPED, HomeAssistant

PAGE = (ROOT / "docs" / "tutorial" / "lg.md").read_text(encoding="utf-8")

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(180)]


def part(title: str) -> list[tuple[str, str]]:
    """Return what is said and answered in a part of the page."""
    _, _, text = PAGE.partition(f"## {title}\n")
    text = text.partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    return [(said, answer) for said, answer in rows if said not in {"say", "---"}]


@contextlib.contextmanager
def simulated(*arguments: str) -> Iterator[str]:
    """Run one of the page's simulators and yield what it prints to connect a hub."""
    command = [sys.executable, "-m", "ondol", "sim", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(1 if "tv" in arguments else 3)]
        try:
            yield "".join(lines)
        finally:
            process.terminate()
            process.wait(15)


def walk(hub: RunningHub, title: str) -> None:
    rows = part(title)
    assert len(rows) >= 3
    for said, answer in rows:
        reply = hub.call("POST", "/api/ask", {"text": said})["reply"]
        assert reply == answer, (said, reply)


def settings(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "ondol.toml").write_text("\n".join(texts), encoding="utf-8")
    return folder


def test_the_tv_of_the_tutorial(tmp_path: Path) -> None:
    with simulated("tv", "--address", "127.0.0.31", "--accept") as said:
        assert said.strip() in PAGE
        with running_hub(settings(tmp_path / "lg", said), things=3) as hub:
            walk(hub, "A TV")


def test_the_appliances_of_the_tutorial(tmp_path: Path) -> None:
    cloud = ("thinq", "--speed", "60", "--where", str(tmp_path / "thinq"))
    with (
        simulated(*cloud) as said,
        running_hub(settings(tmp_path / "lg", said), things=40) as hub,
    ):
        walk(hub, "Appliances")
        left = hub.call("POST", "/api/ask", {"text": "세탁기 얼마나 남았어?"})["reply"]
        assert re.fullmatch(r"세탁기는 .*분 남았어요\. 워시타워 세탁기는 .*분 남았어요\.", left)


@pytest.mark.skipif(not HASS.exists(), reason=WHY_SKIPPED)
def test_the_home_assistant_of_the_tutorial(tmp_path: Path) -> None:
    home = HomeAssistant(tmp_path)
    try:
        home.start()
        home.onboard()
        token = asyncio.run(prepared(home))
        (tmp_path / "token").write_text(token, encoding="utf-8")
        told = {
            "home_assistant": home.url,
            "home_assistant_token_file": str(tmp_path / "token"),
        }
        texts = (f"{name} = {json.dumps(value)}" for name, value in told.items())
        with running_hub(settings(tmp_path / "lg", *texts), things=50) as hub:
            until_named(hub, "주방 등")
            walk(hub, "Home Assistant")
    finally:
        home.stop()


async def prepared(home: HomeAssistant) -> str:
    """Call things as the page says, and return a token."""
    names = {
        "climate.hvac": "거실 에어컨",
        "light.kitchen_lights": "주방 등",
    }
    async with home.talking() as ask, asyncio.timeout(30):
        registered: set[str] = set()
        while not registered >= names.keys():  # its virtual devices come a little later
            await asyncio.sleep(0.1)
            entries = await ask(type="config/entity_registry/list")
            registered = {entry["entity_id"] for entry in entries}
        for entity_id, name in names.items():
            await ask(type="config/entity_registry/update", entity_id=entity_id, name=name)
    await home.call("light.turn_off", "light.kitchen_lights")
    return await home.long_lived(await home.resident("ondol"))


def until_named(hub: RunningHub, title: str) -> None:
    deadline = time.monotonic() + 30
    while title not in {one["title"] for one in hub.call("GET", "/api/home")["things"]}:
        assert time.monotonic() < deadline
        time.sleep(0.1)
