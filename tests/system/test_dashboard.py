"""Every view of the page in a real browser, against the real hub and its virtual home."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import running_hub
from .test_page import walk

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What a household sees and does in a home of its own: the plan is drawn from nothing."""
    folder: Path = tmp_path_factory.mktemp("dashboard")
    with running_hub(folder / "data") as hub:
        yield walk("dashboard.mjs", hub, folder)


def test_every_view_has_an_address_a_title_and_the_focus(seen: dict[str, Any]) -> None:
    assert seen["title"] == "예약 · 온돌"
    assert seen["focusAfterLink"] == "타이머와 예약"
    assert seen["current"] == "예약"  # the browser's own way back led there


def test_no_view_is_wider_than_a_small_phone(seen: dict[str, Any]) -> None:
    assert seen["sideways"] == []


def test_a_sentence_makes_a_timer_and_a_schedule(seen: dict[str, Any]) -> None:
    assert seen["example"] == "10분 타이머 맞춰줘"
    assert re.fullmatch(r"10:00|9:\d\d", seen["timer"])  # it runs while the page is looked at
    assert seen["schedule"] == "매일 07:00: 거실 커튼 열기"
    assert seen["made"] == "매일 오전 7시에 거실 커튼을 열게요."


def test_the_history_says_why_and_takes_back(seen: dict[str, Any]) -> None:
    assert "거실 불 켜줘" in seen["why"][0]
    assert seen["why"][-1] == "거실 등을 켰어요."
    assert seen["narrowed"] == 1
    assert seen["counted"] == "1건"
    assert seen["undone"].startswith("되돌렸어요.")


def test_graphs_show_reports_and_say_where_there_are_none(seen: dict[str, Any]) -> None:
    assert seen["graphs"] == ["temperature", "humidity", "pm25", "energy"]
    assert "거실 보고 없음" in seen["longAgo"]
    assert "거실 24.5°" in seen["lately"]
    assert seen["columns"] == ["시각", "거실", "안방", "아이방"]


def test_a_plan_is_drawn_with_keys_and_hands_and_followed_on_other_screens(
    seen: dict[str, Any],
) -> None:
    assert seen["drawn"] == [[0, 0], [4, 0], [4, 3], [0, 3]]
    assert seen["byKeys"] == [4.2, 4]
    assert seen["afterCrossing"] == [4, 3]
    assert seen["overtaken"] == [0, 0.1]


def test_settings_show_the_hub_and_change_the_page(seen: dict[str, Any]) -> None:
    assert "MQTT" in seen["adapters"]
    assert seen["models"]
    assert seen["theme"] == "dark"
    assert seen["language"] == "en"


def test_a_headset_comes_in_plays_and_is_cut_off(seen: dict[str, Any]) -> None:
    assert seen["codeIsSixDigits"]
    assert "/ 10:00" in seen["position"]
    assert seen["handedOff"]  # what the home says of it; a virtual TV may not be able to play it
    assert seen["headset"] == "지금 연결됨"
    assert seen["revokeAsks"].startswith("이 헤드셋을 끊을까요?")
