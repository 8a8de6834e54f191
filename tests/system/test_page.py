"""The page in a real browser, against the real hub, broker and virtual home."""

from pathlib import Path
from typing import Any

import pytest

from .conftest import RunningHub, walked

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(180)]


def walk(script: str, hub: RunningHub, folder: Path) -> dict[str, Any]:
    """Return what a walk through the page saw; its pictures go to `folder`."""
    seen = walked(script, hub.address, folder)
    assert seen["serious"] == []
    return seen


def test_a_person_asks_sees_undoes_and_confirms(hub: RunningHub, tmp_path: Path) -> None:
    seen = walk("page.mjs", hub, tmp_path)
    assert not seen["tokenInAddress"]
    assert seen["before"]["on"] is False
    assert seen["after"]["on"] is True
    assert "켰어요" in seen["on"]
    assert seen["undoneByButton"]
    assert seen["switchedByKey"]
    assert seen["ownCanAllow"] == 0
    assert seen["asked"].startswith("도어락")
    assert seen["lockedBeforeYes"] is True
    assert seen["unlocked"]
    assert seen["skipsTo"] == "text"
    assert (tmp_path / "tablet.png").stat().st_size > 10_000


@pytest.fixture(scope="module")
def seen(hub: RunningHub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return walk("voice.mjs", hub, tmp_path_factory.mktemp("voice"))


def test_a_person_speaks_and_is_answered_aloud(seen: dict[str, Any]) -> None:
    assert (seen["tag"], seen["englishTag"]) == ("ko-KR", "en-US")
    assert seen["said"] == "거실 불 켜줘"
    assert "켰어요" in seen["reply"]
    assert seen["spoken"] == [[seen["reply"], "ko-KR", "ko-KR"]]
    presses = [seen[when] for when in ("whileListening", "whileSpeaking", "afterwards")]
    assert presses == ["다 말했어요", "그만 듣기", "말하기"]
    assert seen["spokenWhileMuted"] == seen["spokenWithoutVoice"] == []
    assert seen["withoutVoice"] == "말하기"


def test_an_english_page_fits_a_small_phone(seen: dict[str, Any]) -> None:
    assert not seen["isSideways"]


def test_a_page_that_cannot_hear_says_why_and_what_to_do(seen: dict[str, Any]) -> None:
    assert "다시 눌러 말해 주세요" in seen["silence"]
    assert "글로 말해 주세요" in seen["offline"]
    assert "허용해 주세요" in seen["denied"]
    assert seen["problemsWhileTyping"] == 0
    assert "브라우저를 만든 회사" in seen["help"]
    for what, why in (("deaf", "알아듣지 못해서"), ("insecure", "https")):
        microphones, said = seen[what]
        assert microphones == 0
        assert why in said
        assert "Wyoming" in said


def test_an_owner_lets_a_child_in_and_takes_the_key_back(hub: RunningHub, tmp_path: Path) -> None:
    seen = walk("people.mjs", hub, tmp_path)
    assert seen["role"] == "아이 · 열쇠 없음"
    assert seen["preview"] == "TV는 21:00–07:00에 쓸 수 없음"
    assert seen["moved"][0] == "모든 기기는 쓸 수 있음"
    assert seen["rules"][0].startswith("거실의 TV는 ")
    assert seen["rules"][1] == "그 밖의 모든 기기는 쓸 수 있음"
    assert seen["keyIsLink"]
    assert seen["copied"]
    assert seen["linksLeft"] == 0
    assert seen["refusal"] == "지금은 쓸 수 없게 정해진 기기예요."
    assert "켰어요" in seen["light"]
    assert (seen["historyLinks"], seen["journal"]) == (0, 403)
    assert seen["me"] == ["하늘", "아이", 0]
    assert not seen["isSideways"]
    assert "어른이 허락" in seen["childIsTold"]
    assert seen["childCanAllow"] == 0
    assert seen["asksFirst"].startswith("이 열쇠를 거둘까요?")
    assert "열쇠를 거두었거나" in seen["loggedOut"]
    assert seen["leftOfHome"] == 0
    assert seen["isGone"]
