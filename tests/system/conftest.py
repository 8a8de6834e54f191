"""Starts the product as people do, on free ports, and stops it again."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port as free_port

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningHub:
    """A hub with the Korean virtual home."""

    address: str
    base: str
    token: str
    data: Path

    def call(self, method: str, path: str, body: object | None = None) -> Any:
        request = urllib.request.Request(
            self.base + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Accept-Language": "ko"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def state(self, thing: str) -> dict[str, Any]:
        things = self.call("GET", "/api/home")["things"]
        found: dict[str, Any] = next(one for one in things if one["id"] == thing)["state"]
        return found

    def until(self, thing: str, name: str, value: object, within_s: float = 20) -> None:
        deadline = time.monotonic() + within_s
        while self.state(thing).get(name) != value:
            assert time.monotonic() < deadline, (thing, self.state(thing))
            time.sleep(0.05)


def ondol(*arguments: str, data: Path) -> list[str]:
    return [sys.executable, "-m", "ondol", *arguments, "--data", str(data)]


@contextlib.contextmanager
def running_hub(data: Path, *flags: str, things: int = 55) -> Iterator[RunningHub]:
    """Run the product until so many things are there: those of the Korean virtual home."""
    command = ondol("up", "--port", str(free_port()), *flags, data=data)
    environment = {**os.environ, "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line.strip()
                found = re.search(r"(http://[\d.:]+)/#token=([\w-]{43})", said)
                if found:
                    base, token = found.groups()
                    running = RunningHub(address=found.group(0), base=base, token=token, data=data)
                    break
            else:
                pytest.fail(f"the hub did not start: {said}")
            deadline = time.monotonic() + 30
            while sum(t["available"] for t in running.call("GET", "/api/home")["things"]) < things:
                assert time.monotonic() < deadline, "the home did not come up"
                time.sleep(0.1)
            yield running
        finally:
            process.terminate()
            process.wait(15)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


def walked(script: str, *arguments: str | Path) -> dict[str, Any]:
    """Run a walk through a page (of `web/e2e`) and return what it saw: no script failed there."""
    run = subprocess.run(
        ["node", f"e2e/{script}", *map(str, arguments)],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    seen: dict[str, Any] = json.loads(run.stdout)
    assert seen["errors"] == []
    return seen
