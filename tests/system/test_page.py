"""The page in a real browser, against the real hub, broker and virtual home."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT, RunningHub

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(180)]


def test_a_person_asks_sees_undoes_and_confirms(hub: RunningHub, tmp_path: Path) -> None:
    walked = subprocess.run(
        ["node", "e2e/page.mjs", hub.address, str(tmp_path)],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    seen = json.loads(walked.stdout)
    assert seen["errors"] == []
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
    assert seen["serious"] == []
    assert seen["skipsTo"] == "text"
    assert (tmp_path / "tablet.png").stat().st_size > 10_000


def test_a_person_speaks_and_is_answered_aloud(hub: RunningHub, tmp_path: Path) -> None:
    walked = subprocess.run(
        ["node", "e2e/voice.mjs", hub.address, str(tmp_path)],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    seen = json.loads(walked.stdout)
    assert seen["errors"] == []
    assert seen["tag"] == "ko-KR"
    assert seen["said"] == "주방 불 켜줘"
    assert "켰어요" in seen["reply"]
    assert seen["spoken"] == [[seen["reply"], "ko-KR"]]
    assert (seen["whileSpeaking"], seen["afterwards"]) == ("그만 말하기", "말하기")
    assert seen["spokenInAll"] == 1
    assert "듣지 못했어요" in seen["silence"]
    assert "허용해 주세요" in seen["denied"]
    assert seen["deafMicrophones"] == 0
    assert "알아듣지 못해요" in seen["deafHelp"]
