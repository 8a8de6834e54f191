"""The hub with all adapters and doors on, beside one that has a broker alone: start, memory.

The world is simulated as in the tests: a virtual TV, a virtual cloud of 20 LG appliances, the real
Home Assistant that the tests install (`make system`), an empty broker.
"""

import asyncio
import contextlib
import json
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hub import _call, _memory_mb, _processor_s, _token
from ondol.adapters.sim.broker import embedded_broker
from ondol.apps.simulate import virtual_thinq, virtual_tv
from tests.system.conftest import free_port
from tests.system.home_assistant import HASS, HomeAssistant


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one start took."""

    up_s: float
    cpu_s: float
    there_s: float
    memory_mb: float
    things: int


def main() -> None:
    """Print the table."""
    asyncio.run(_main())


async def _main() -> None:
    async with _world() as (broker, adapters, names):
        alone = await asyncio.to_thread(_measure, broker, 2)
        everything = await asyncio.to_thread(_measure, {**broker, **adapters}, 60)
    print(f"All: {', '.join(names)}.\n")
    print("| what | a broker alone | all on | ratio |\n| --- | --- | --- | --- |")
    for what, before, after, unit in (
        ("start until the page answers", alone.up_s, everything.up_s, "s"),
        ("of that, processor time", alone.cpu_s, everything.cpu_s, "s"),
        ("memory (resident), all things there", alone.memory_mb, everything.memory_mb, "MB"),
    ):
        figures = 2 if unit == "s" else 0
        print(
            f"| {what} | {before:.{figures}f} {unit} | {after:.{figures}f} {unit} | "
            f"{after / before:.2f} |"
        )
    print(
        f"| start until the {everything.things} things are there | | {everything.there_s:.1f} s | |"
    )


@contextlib.asynccontextmanager
async def _world() -> AsyncIterator[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """Yield the settings of the broker, those of all else, and what that is."""
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        password = secrets.token_urlsafe()
        address = await stack.enter_async_context(
            embedded_broker(port=free_port(), password=password)
        )
        secret = folder / "password"
        secret.write_text(password, encoding="utf-8")
        broker = {
            "broker": address.url,
            "broker_username": address.username,
            "broker_password_file": str(secret),
        }
        await stack.enter_async_context(virtual_tv("127.0.0.41", "accept"))
        told = await stack.enter_async_context(virtual_thinq(folder / "thinq", speed=1))
        adapters: dict[str, Any] = {
            "webos": ["127.0.0.41"],
            **{name: json.loads(text) for name, text in re.findall(r"(\w+) = (.+)", told)},
            "mqtt_ask": True,
            "voice_port": free_port(),
        }
        names = ["webOS", "ThinQ with push", "MQTT with its door", "MCP", "Wyoming"]
        if HASS.exists():
            home = stack.enter_context(_home_assistant(folder / "home-assistant"))
            token = await home.long_lived(await home.resident("ondol"))
            (folder / "token").write_text(token, encoding="utf-8")
            adapters["home_assistant"] = home.url
            adapters["home_assistant_token_file"] = str(folder / "token")
            names.insert(2, "Home Assistant")
        yield broker, adapters, names


@contextlib.contextmanager
def _home_assistant(folder: Path) -> Iterator[HomeAssistant]:
    folder.mkdir()
    home = HomeAssistant(folder)
    try:
        home.start()
        home.onboard()
        yield home
    finally:
        home.stop()


def _measure(settings: Mapping[str, Any], things: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
        (Path(folder) / "ondol.toml").write_text(text, encoding="utf-8")
        port, started = free_port(), time.perf_counter()
        command = [sys.executable, "-m", "ondol", "up", "--data", folder, "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                token = _token(process)
                up_s, cpu_s = time.perf_counter() - started, _processor_s(process.pid)
                found = _until_there(port, token, things)
                there_s = time.perf_counter() - started
                time.sleep(2)  # what loads behind it
                memory = _memory_mb(process.pid)
            finally:
                process.terminate()
                process.wait(20)
    return Figures(up_s=up_s, cpu_s=cpu_s, there_s=there_s, memory_mb=memory, things=found)


def _until_there(port: int, token: str, things: int) -> int:
    """Wait until so many things are there, and no more come within a second."""
    before = 0
    while True:
        home = _call(port, token, "/api/home")
        assert isinstance(home, dict)
        found = sum(thing["available"] for thing in home["things"])
        if found >= things and found == before:
            return found
        before = found
        time.sleep(1)


if __name__ == "__main__":
    main()
