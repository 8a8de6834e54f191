"""`ondol up --llama FILE`: the whole product with a real llama.cpp beside it."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.tiny_llama import write

from .conftest import ROOT, RunningHub, ondol, running_hub

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(180)]

SMALL_TALK = "재미있는 이야기 하나 해 줘"
NOTE = "언어 모델"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    folder = tmp_path_factory.mktemp("larger")
    tiny = write(folder / "tiny.gguf", is_talkative=True)
    with running_hub(folder / "data", "--llama", str(tiny)) as running:
        yield running


def test_small_talk_is_answered_by_the_llama_and_marked_as_its_words(hub: RunningHub) -> None:
    answer = hub.call("POST", "/api/ask", {"text": SMALL_TALK})
    assert (answer["kind"], answer["by"]) == ("chat", "model")
    assert answer["reply"]


def test_the_command_line_prints_its_words_and_says_whose_they_are(hub: RunningHub) -> None:
    told = subprocess.run(
        ondol("ask", SMALL_TALK, data=hub.data),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"LANG": "ko_KR.UTF-8", "PYTHONIOENCODING": "utf-8"},
    )
    assert NOTE in told.stdout.strip().splitlines()[-1]
    assert "\x1b" not in told.stdout


def test_the_page_shows_its_words_and_says_whose_they_are(hub: RunningHub) -> None:
    walked = subprocess.run(
        ["node", "e2e/larger.mjs", hub.address, SMALL_TALK],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    seen = json.loads(walked.stdout)
    assert seen["errors"] == []
    assert seen["text"]
    assert NOTE in seen["note"]


def test_the_home_is_still_nanos(hub: RunningHub) -> None:
    answer = hub.call("POST", "/api/ask", {"text": "거실 불 켜줘"})
    assert (answer["kind"], answer["by"]) == ("plan", "home")
    hub.until("living_light", "on", True)


def test_a_file_that_is_no_llama_ends_the_start_with_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + b"\xff" * 4000)
    told = subprocess.run(
        ondol("up", "--port", "0", "--llama", str(broken), data=tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    (line,) = [one for one in told.stderr.splitlines() if one.startswith("ondol: ")]
    assert "broken.gguf" in line
