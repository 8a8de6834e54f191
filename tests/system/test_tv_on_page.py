"""A virtual LG TV on the page: not there, asking, refused, let in, asleep, awake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, running_hub

TV = "127.0.0.47"

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(240)]


def test_every_trouble_of_a_tv_is_shown_and_can_be_got_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "ondol.toml").write_text(f'webos = ["{TV}"]\n', encoding="utf-8")
    tv = [sys.executable, "-m", "ondol", "sim", "tv", "--address", TV]
    with running_hub(data, things=2) as hub:
        walked = subprocess.run(
            ["node", "e2e/tv.mjs", hub.address, *tv],
            cwd=ROOT / "web",
            capture_output=True,
            text=True,
            timeout=220,
            check=False,
        )
    assert walked.returncode == 0, walked.stderr + walked.stdout
    seen = json.loads(walked.stdout)
    assert seen["errors"] == []
    assert seen["serious"] == []
    assert "꺼짐" in seen["asleep"]
