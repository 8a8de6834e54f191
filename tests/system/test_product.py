"""The product as a process: what is said is what was observed, and errors are clear."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
from pathlib import Path

import pytest

from .conftest import RunningHub, free_port, ondol

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(120)]


def run(*arguments: str, data: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ondol(*arguments, data=data), capture_output=True, text=True, timeout=60, check=False
    )


def test_a_sentence_switches_a_lamp_over_mqtt_and_undo_brings_it_back(hub: RunningHub) -> None:
    answer = hub.call("POST", "/api/ask", {"text": "서재 불 켜줘"})
    assert answer["reply"] == "서재 등을 켰어요."
    assert hub.state("study_light")["on"] is True
    hub.call("POST", "/api/undo")
    hub.until("study_light", "on", False)


def test_two_things_in_one_sentence(hub: RunningHub) -> None:
    said = {"text": "주방 불 켜고 거실 에어컨 24도로 맞춰줘", "area": "living_room"}
    answer = hub.call("POST", "/api/ask", said)
    assert {one["end"] for one in answer["outcomes"]} == {"done"}
    assert hub.state("living_ac")["target_temperature"] == 24


@pytest.mark.parametrize("fault", ["lies", "slow", "refuses"])
def test_a_device_that_does_not_obey_is_never_said_to_be_done(hub: RunningHub, fault: str) -> None:
    assert run("sim", "fault", "fan", fault, data=hub.data).returncode == 0
    time.sleep(0.5)
    before = hub.state("fan")["speed"]
    wanted = 90 if before != 90 else 10
    answer = hub.call("PATCH", "/api/things/fan", {"speed": wanted})
    assert [one["end"] for one in answer["outcomes"]] == ["timed_out"]
    assert "응답하지 않아요" in answer["reply"]
    run("sim", "fault", "fan", "none", data=hub.data)
    time.sleep(9 if fault == "slow" else 0.5)


def test_a_device_that_is_offline_is_said_to_be(hub: RunningHub) -> None:
    run("sim", "fault", "hood", "offline", data=hub.data)
    deadline = time.monotonic() + 10
    while True:
        things = hub.call("GET", "/api/home")["things"]
        if not next(one for one in things if one["id"] == "hood")["available"]:
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
    answer = hub.call("PATCH", "/api/things/hood", {"on": True})
    assert answer["outcomes"][0]["end"] == "refused"
    run("sim", "fault", "hood", "none", data=hub.data)


def test_a_television_in_memory_has_faults_too(hub: RunningHub) -> None:
    assert run("sim", "fault", "bedroom_tv", "refuses", data=hub.data).returncode == 0
    time.sleep(0.5)
    answer = hub.call("PATCH", "/api/things/bedroom_tv", {"volume": 33})
    assert [one["end"] for one in answer["outcomes"]] == ["refused"]
    run("sim", "fault", "bedroom_tv", "none", data=hub.data)
    time.sleep(0.5)
    answer = hub.call("PATCH", "/api/things/bedroom_tv", {"volume": 33})
    assert [one["end"] for one in answer["outcomes"]] == ["done"]


def test_a_scene_sets_the_lamps_that_belong_to_it(hub: RunningHub) -> None:
    hub.call("PATCH", "/api/things/living_light", {"on": True})
    hub.call("POST", "/api/ask", {"text": "영화 모드 켜줘"})
    hub.until("living_light", "on", False)
    hub.until("mood_light", "brightness", 20)


def test_a_wrong_token_is_told_so(hub: RunningHub) -> None:
    stranger = RunningHub(address="", base=hub.base, token="x" * 43, data=hub.data)
    with pytest.raises(urllib.error.HTTPError) as refused:
        stranger.call("GET", "/api/home")
    assert refused.value.code == 401
    assert "token" in json.loads(refused.value.read())["detail"]


def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        failed = run("up", "--port", port, data=tmp_path)
    assert failed.returncode == 2
    assert port in failed.stderr
    assert "--port" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_broken_home_file_names_field_and_line(tmp_path: Path) -> None:
    home = tmp_path / "broken.home.json"
    home.write_text(
        '{"id": "x",\n "things": [\n  {"id": "a", "name": "등", "type": "light",\n'
        '   "state": {"on": 3}}]}',
        encoding="utf-8",
    )
    failed = run("ask", "불 꺼", "--home", str(home), data=tmp_path)
    assert failed.returncode == 2
    assert "things[0].state.on" in failed.stderr
    assert "line 4" in failed.stderr


def test_a_hub_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("x" * 43)
    failed = run("things", "--url", f"http://127.0.0.1:{free_port()}", data=tmp_path)
    assert failed.returncode == 2
    assert "ondol up" in failed.stderr


def test_a_home_file_can_be_asked_without_a_hub(tmp_path: Path) -> None:
    home = Path(__file__).parents[1] / "exam" / "seoul-flat.home.json"
    done = run("ask", "거실 불 켜줘", "--home", str(home), "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["changes"] == {"living_light": {"on": True}}


def test_the_plans_schema_is_published(tmp_path: Path) -> None:
    command = [part for part in ondol("schema", "plan", data=tmp_path) if part != "--data"][:-1]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert "act" in json.loads(done.stdout)["$defs"]


def test_who_only_asks_the_running_hub_waits_for_no_model() -> None:
    code = (
        "import sys, ondol.cli; print(*{'numpy', 'amqtt', 'uvicorn', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
