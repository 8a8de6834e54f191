"""The tutorial "from headset to cinema", walked with an emulated headset and the virtual home."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, running_hub

PAGE = (ROOT / "docs" / "tutorial" / "headset-to-cinema.md").read_text(encoding="utf-8")
THINGS = {
    "무드등": ("mood_light", "living_room"),
    "거실 에어컨": ("living_ac", "living_room"),
    "현관 도어락": ("door_lock", "entrance"),
}

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(300)]


def part(title: str) -> list[list[str]]:
    """Return the rows of the table in a part of the page."""
    _, _, text = PAGE.partition(f"## {title}\n")
    lines = re.findall(r"^\| (.+) \|$", text.partition("\n## ")[0], re.MULTILINE)
    return [line.split(" | ") for line in lines[2:]]


def test_the_tutorial_from_headset_to_cinema(tmp_path: Path) -> None:
    looks, shows, carries = part("Look and say"), part("Watch a film"), part("Carry it on")
    rows = {
        "looks": [[*THINGS[where.partition(",")[0]], said] for where, said, _ in looks],
        "shows": [said for said, _ in shows],
        "carries": [said for said, _ in carries],
    }
    with running_hub(tmp_path / "data") as hub:
        command = ["node", "e2e/xr/tutorial.mjs", hub.address, str(tmp_path), json.dumps(rows)]
        walked = subprocess.run(
            command, cwd=ROOT / "web", capture_output=True, text=True, timeout=280, check=False
        )
        locked = hub.state("door_lock")["locked"]
    assert walked.returncode == 0, walked.stderr + walked.stdout
    seen: dict[str, Any] = json.loads(walked.stdout)
    assert seen["errors"] == []
    assert seen["looks"] == [answer for _, _, answer in looks]
    assert locked is True
    assert seen["shows"] == [answer for _, answer in shows]
    assert seen["film"]["title"] == "노을 바다 Sea at Dusk"
    for answer, (_, written) in zip(seen["carries"], carries, strict=True):
        begin, _, end = written.partition("N초부터")
        assert re.fullmatch(f"{re.escape(begin)}\\d+초부터{re.escape(end)}", answer), answer
    playing = {one["player"]: one["playback"] for one in seen["after"]}
    assert playing["living_tv"] == "paused"
    assert [one for player, one in playing.items() if player.startswith("headset/")] == ["playing"]
