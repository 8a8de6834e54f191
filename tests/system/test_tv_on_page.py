"""A virtual LG TV on the page: not there, asking, refused, let in, asleep, awake."""

import sys
from pathlib import Path

import pytest

from .conftest import running_hub, walked

TV = "127.0.0.47"

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(240)]


def test_every_trouble_of_a_tv_is_shown_and_can_be_got_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "ondol.toml").write_text(f'webos = ["{TV}"]\n', encoding="utf-8")
    tv = [sys.executable, "-m", "ondol", "sim", "tv", "--address", TV]
    with running_hub(data, things=2) as hub:
        seen = walked("tv.mjs", hub.address, *tv)
    assert seen["serious"] == []
    assert "꺼짐" in seen["asleep"]
