"""Embedded MQTT brokers side by side: `python -m benchmarks.broker`.

Each broker runs in a process of its own; the client is aiomqtt, MQTT 3.1.1 and 5. What is not
installed here is left out (iotcore: `pip install iotcore`; moat-lib-mqtt, mqttools: the same).
The figures and what follows from them: docs/decisions/0005-embedded-broker.md.
"""

import asyncio
import importlib.util
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import aiomqtt

PASSWORD = "right"  # noqa: S105  the broker of a benchmark
MESSAGES = 2000
TRIPS = 200

_AMQTT = """
import asyncio, sys
from ondol.adapters.sim.broker import embedded_broker
async def main():
    async with embedded_broker(port=int(sys.argv[1]), password=sys.argv[2]):
        await asyncio.Event().wait()
asyncio.run(main())
"""
_IOTCORE = """
import sys
from iotcore import IotCoreBroker
IotCoreBroker(config_path=sys.argv[1]).run_forever()
"""
_MOAT = """
import anyio, sys
from moat.lib.mqtt.async_broker import AsyncMQTTBroker
anyio.run(AsyncMQTTBroker(("127.0.0.1", int(sys.argv[1]))).serve)
"""
_MQTTOOLS = """
import asyncio, sys
from mqttools import Broker
asyncio.run(Broker(("127.0.0.1", int(sys.argv[1]))).serve_forever())
"""
_RUMQTTD = """
id = 0
[router]
id = 0
max_connections = 200
max_outgoing_packet_count = 200
max_segment_size = 104857600
max_segment_count = 10
[v4.1]
name = "v4"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1
[v4.1.connections]
connection_timeout_ms = 60000
max_payload_size = 20480
max_inflight_count = 100
dynamic_filters = true
[v4.1.connections.auth]
ondol = "{password}"
"""
_MOSQUITTO = """listener {port} 127.0.0.1
allow_anonymous false
password_file {folder}/passwords
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """How one is started; None where it is not installed."""

    name: str
    command: Callable[[int, Path], list[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one showed. Times in ms; a truth is None where it could not be tried."""

    start_ms: float
    speaks: tuple[str, ...]
    keeps_retained: bool
    refuses_a_wrong_password: bool
    trip_p50_ms: float
    messages_per_s: float
    memory_mb: float


def _python(code: str, module: str, *arguments: str) -> list[str] | None:
    if importlib.util.find_spec(module.split(".")[0]) is None:
        return None
    return [sys.executable, "-c", code, *arguments]


def _iotcore(port: int, folder: Path) -> list[str] | None:
    config = folder / "iotcore.toml"
    config.write_text(_RUMQTTD.format(port=port, password=PASSWORD))
    return _python(_IOTCORE, "iotcore", str(config))


def _mosquitto(port: int, folder: Path) -> list[str] | None:
    program = shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if program is None:
        return None
    passwords = folder / "passwords"
    make = ["mosquitto_passwd", "-b", "-c", str(passwords), "ondol", PASSWORD]
    subprocess.run(make, check=True)
    config = folder / "mosquitto.conf"
    config.write_text(_MOSQUITTO.format(port=port, folder=folder) + "user root\n")
    return [program, "-c", str(config)]


BROKERS = (
    Broker(name="amqtt", command=lambda p, _: _python(_AMQTT, "amqtt", str(p), PASSWORD)),
    Broker(name="iotcore", command=_iotcore),
    Broker(name="moat-lib-mqtt", command=lambda p, _: _python(_MOAT, "moat", str(p))),
    Broker(name="mqttools", command=lambda p, _: _python(_MQTTOOLS, "mqttools", str(p))),
    Broker(name="mosquitto", command=_mosquitto),
)


def main() -> None:
    """Print a line for each broker that is installed."""
    for broker in BROKERS:
        with tempfile.TemporaryDirectory() as folder:
            port = _free_port()
            command = broker.command(port, Path(folder))
            if command is None:
                print(f"{broker.name}: not installed")
                continue
            print(broker.name, _run(command, port), flush=True)


def _run(command: list[str], port: int) -> Measured | str:
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _until_open(port)
            started = (time.perf_counter() - begun) * 1000
            return asyncio.run(_measure(port, process.pid, started))
        except (aiomqtt.MqttError, TimeoutError) as error:
            return f"left out: {type(error).__name__}: {error}"
        finally:
            process.terminate()
            process.wait(10)


async def _measure(port: int, pid: int, started: float) -> Measured | str:
    speaks = []
    for name, version in (
        ("3.1.1", aiomqtt.ProtocolVersion.V311),
        ("5", aiomqtt.ProtocolVersion.V5),
    ):
        if await _opens(port, PASSWORD, version):
            speaks.append(name)
    if "3.1.1" not in speaks:
        versions = ", ".join(speaks) or "without a password, or nothing we know"
        return f"speaks only MQTT {versions}; listens after {started:.0f} ms"
    async with _client(port) as client, asyncio.timeout(60):
        await client.publish("kept/a", "안녕", qos=1, retain=True)
    keeps = await _keeps(port)
    refuses = not await _opens(port, "wrong", aiomqtt.ProtocolVersion.V311)
    async with _client(port) as sender, _client(port) as receiver, asyncio.timeout(60):
        await receiver.subscribe("t", qos=1)
        messages = aiter(receiver.messages)
        trips = []
        for _ in range(TRIPS):
            begun = time.perf_counter()
            await sender.publish("t", "x", qos=1)
            await anext(messages)
            trips.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            group.create_task(_send(sender))
            for _ in range(MESSAGES):
                await anext(messages)
        seconds = time.perf_counter() - begun
    return Measured(
        start_ms=round(started),
        speaks=tuple(speaks),
        keeps_retained=keeps,
        refuses_a_wrong_password=refuses,
        trip_p50_ms=round(median(trips), 2),
        messages_per_s=round(MESSAGES / seconds),
        memory_mb=_memory_mb(pid),
    )


async def _send(client: aiomqtt.Client) -> None:
    for _ in range(MESSAGES):
        await client.publish("t", "x" * 100, qos=1)


async def _keeps(port: int) -> bool:
    async with _client(port) as client:
        await client.subscribe("kept/#", qos=1)
        try:
            async with asyncio.timeout(5):
                return (await anext(aiter(client.messages))).retain
        except TimeoutError:
            return False


async def _opens(port: int, password: str, version: aiomqtt.ProtocolVersion) -> bool:
    client = aiomqtt.Client(
        "127.0.0.1", port, username="ondol", password=password, protocol=version, timeout=5
    )
    try:
        async with client:
            return True
    except aiomqtt.MqttError:
        return False


def _client(port: int) -> aiomqtt.Client:
    return aiomqtt.Client(
        "127.0.0.1", port, username="ondol", password=PASSWORD,
        protocol=aiomqtt.ProtocolVersion.V311, timeout=10,
    )  # fmt: skip


def _memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def _until_open(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise TimeoutError("it never listened")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
