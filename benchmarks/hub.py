"""The hub as a process: time until its page answers, memory, and utterance to MQTT publish.

Starts `ondol up` with the virtual home on a free port, asks over HTTP, and listens on the same
broker for the command that the lamp gets, a lamp that is turned on and off by turns.
"""

import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import aiomqtt

ROUNDS = 100
COMMANDS = "home/study_light/set"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        started = time.perf_counter()
        command = [sys.executable, "-m", "ondol", "up", "--data", folder, "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                token = _token(process)
                up_s, cpu_s = time.perf_counter() - started, _processor_s(process.pid)
                alive_s = _until_alive(port, token, started)
                memory = _memory_mb(process.pid)
                times = asyncio.run(_publishes(port, token, Path(folder)))
            finally:
                process.terminate()
                process.wait(10)
    ordered = sorted(times)
    print("| what | figure |\n| --- | --- |")
    print(f"| start until the page answers | {up_s:.2f} s |")
    print(f"| of that, processor time | {cpu_s:.2f} s |")
    print(f"| start until the virtual home's 51 devices are there | {alive_s:.2f} s |")
    print(f"| memory (resident) with broker and virtual home | {memory:.0f} MB |")
    p95 = ordered[round(0.95 * (len(ordered) - 1))]
    print(
        f"| utterance (HTTP) to MQTT publish | p50 {statistics.median(ordered):.1f} ms, "
        f"p95 {p95:.1f} ms ({len(ordered)} rounds) |"
    )


def _token(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line.strip()
        found = re.search(r"#token=([\w-]{43})", text)
        if found:
            return found.group(1)
    raise RuntimeError("the hub did not start")


def _call(port: int, token: str, path: str, body: object | None = None) -> object:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        method="GET" if body is None else "POST",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _until_alive(port: int, token: str, started: float) -> float:
    while True:
        home = _call(port, token, "/api/home")
        assert isinstance(home, dict)
        if sum(thing["available"] for thing in home["things"]) >= 55:
            return time.perf_counter() - started
        time.sleep(0.05)


def _processor_s(pid: int) -> float:
    """Return what a process has used, which a busy machine does not lengthen."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else float("nan")


async def _publishes(port: int, token: str, data: Path) -> list[float]:
    broker = json.loads((data / "running.json").read_text("utf-8"))["broker"]
    times: list[float] = []
    async with aiomqtt.Client(
        broker["host"], broker["port"], username=broker["username"], password=broker["password"]
    ) as c:
        await c.subscribe(COMMANDS)
        for number in range(ROUNDS):
            word, said = ("ON", "서재 불 켜줘") if number % 2 == 0 else ("OFF", "서재 불 꺼줘")
            started = time.perf_counter()
            asked = asyncio.create_task(
                asyncio.to_thread(_call, port, token, "/api/ask", {"text": said})
            )
            async with asyncio.timeout(30):
                async for message in c.messages:
                    # a new client gets what is retained on topics that others subscribed, too
                    if message.topic.matches(COMMANDS) and word in str(message.payload):
                        break
            times.append((time.perf_counter() - started) * 1e3)
            await asked
    return times


if __name__ == "__main__":
    main()
