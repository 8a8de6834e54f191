"""The MQTT adapter on a real Mosquitto: passwords, TLS, restarts, what is retained."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ondol import mqtt
from ondol.adapters.mqtt.adapter import MqttAdapter
from ondol.adapters.mqtt.client import Client
from ondol.adapters.mqtt.parts import Publish
from ondol.errors import DeviceUnreachableError, ServiceUnavailableError
from ondol.things.command import Accepted, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone
from ondol.things.thing import Thing, Value

MOSQUITTO = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = "homeassistant/light/lamp/config"
LAMP = {
    "uniq_id": "lamp",
    "name": None,
    "~": "home/lamp",
    "cmd_t": "~/set",
    "stat_t": "~/state",
    "schema": "json",
    "brightness": True,
    "avty_t": "~/there",
    "dev": {"ids": ["lamp"], "name": "거실 등", "sa": "거실"},
}
ON = SetProperty(thing_id="lamp", name="on", value=True)

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.timeout(60),
    pytest.mark.skipif(MOSQUITTO is None, reason="needs Mosquitto: apt install mosquitto"),
]


@dataclass
class Broker:
    """A Mosquitto of our own, which can be stopped and started."""

    folder: Path
    port: int
    settings: tuple[str, ...] = ("allow_anonymous true",)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert MOSQUITTO is not None
        listener = f"listener {self.port} 127.0.0.1"
        stored = ("persistence true", f"persistence_location {self.folder}/", "autosave_interval 1")
        lines = (listener, *self.settings, *stored, "user root")
        (self.folder / "mosquitto.conf").write_text("\n".join(lines) + "\n")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [MOSQUITTO, "-c", str(self.folder / "mosquitto.conf")], stdout=log, stderr=log
            )
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert time.monotonic() < deadline, (self.folder / "log").read_text()
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    made = Broker(tmp_path, port)
    yield made
    made.stop()


@dataclass
class Heard:
    """What an adapter said so far."""

    things: dict[str, Thing] = field(default_factory=dict)
    state: dict[str, dict[str, Value]] = field(default_factory=dict)
    available: dict[str, bool] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def take(self, event: Event) -> None:
        self.events.append(event)
        match event:
            case Found(thing=thing):
                self.things[thing.id] = thing
            case Gone(thing_id=thing_id):
                del self.things[thing_id]
            case Changed(thing_id=thing_id, values=values):
                self.state.setdefault(thing_id, {}).update(values)
            case Availability(thing_id=thing_id, is_available=is_available):
                self.available[thing_id] = is_available

    async def until(self, holds: Callable[[], bool], within_s: float = 20) -> None:
        deadline = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < deadline, self
            await asyncio.sleep(0.02)

    async def lamp_is(self, **values: Value) -> None:
        await self.until(lambda: values.items() <= self.state.get("lamp", {}).items())


@asynccontextmanager
async def listening(client: Client) -> AsyncIterator[tuple[MqttAdapter, Heard]]:
    adapter, heard = MqttAdapter(client), Heard()

    async def listen() -> None:
        async for event in adapter.events():
            heard.take(event)

    task = asyncio.create_task(listen())
    try:
        yield adapter, heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def client(broker: Broker, password: str | None = None) -> Client:
    return Client(
        f"mqtt://127.0.0.1:{broker.port}",
        username=None if password is None else "ondol",
        password=password,
        client_id=f"hub-{os.urandom(4).hex()}",
    )


async def say(
    broker: Broker, topic: str, payload: object, *, retain: bool = True, **more: str
) -> None:
    """Publish as a device does."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    async with mqtt.Client("127.0.0.1", broker.port, **more) as device:  # type: ignore[arg-type]
        await device.publish(topic, text, qos=1, retain=retain)


@asynccontextmanager
async def lamp(broker: Broker, *, obeys: bool = True) -> AsyncIterator[Mapping[str, object]]:
    """Run a lamp that announces itself, obeys and reports, and comes back with its broker."""
    state: dict[str, object] = {"state": "OFF", "brightness": 128}

    async def live(device: mqtt.Client) -> None:
        await device.subscribe("home/lamp/set", qos=1)
        await device.publish(CONFIG, json.dumps(LAMP), qos=1, retain=True)
        await device.publish("home/lamp/state", json.dumps(state), qos=1, retain=True)
        await device.publish("home/lamp/there", "online", qos=1, retain=True)
        async for message in device.messages:
            if obeys:
                state.update(json.loads(message.payload))
                await device.publish("home/lamp/state", json.dumps(state), qos=1, retain=True)

    async def run() -> None:
        will = mqtt.Will("home/lamp/there", "offline", qos=1, retain=True)
        while True:
            try:
                async with mqtt.Client("127.0.0.1", broker.port, will=will) as device:
                    await live(device)
            except mqtt.MqttError:
                await asyncio.sleep(0.1)

    task = asyncio.create_task(run())
    try:
        yield state
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_lamp_is_found_obeys_and_goes(broker: Broker) -> None:
    broker.start()
    async with lamp(broker), listening(client(broker)) as (adapter, heard):
        await heard.lamp_is(on=False, brightness=50)
        await heard.until(lambda: heard.available.get("lamp", False))
        assert (heard.things["lamp"].title, heard.things["lamp"].area) == ("거실 등", "거실")
        bright = SetProperty(thing_id="lamp", name="brightness", value=30)
        assert await adapter.apply([ON, bright]) == Accepted()
        await heard.lamp_is(on=True, brightness=30)
        await say(broker, CONFIG, "")
        await heard.until(lambda: not heard.things)


async def test_a_device_that_dies_is_unavailable_by_its_will(broker: Broker) -> None:
    broker.start()
    await say(broker, CONFIG, LAMP)
    await say(broker, "home/lamp/there", "online")
    async with listening(client(broker)) as (_, heard):
        await heard.until(lambda: heard.available.get("lamp", False))
        await say(broker, "home/lamp/there", "offline")
        await heard.until(lambda: not heard.available["lamp"])


async def test_a_broker_that_restarts_in_mid_use_loses_nothing(broker: Broker) -> None:
    broker.start()
    async with lamp(broker), listening(client(broker)) as (adapter, heard):
        await heard.until(lambda: heard.available.get("lamp", False))
        await adapter.apply([ON])
        await heard.lamp_is(on=True)
        broker.stop()
        await heard.until(lambda: not heard.available["lamp"])
        with pytest.raises(DeviceUnreachableError, match=f"127.0.0.1:{broker.port}"):
            await adapter.apply([ON])
        broker.start()
        await heard.until(lambda: heard.available["lamp"])
        off = SetProperty(thing_id="lamp", name="on", value=False)
        assert await adapter.apply([off]) == Accepted()
        await heard.lamp_is(on=False)
        assert not [event for event in heard.events if isinstance(event, Gone)]


async def test_a_broker_that_comes_late_is_waited_for(broker: Broker) -> None:
    late = client(broker)
    async with listening(late) as (_, heard):
        await asyncio.sleep(0.2)
        with pytest.raises(DeviceUnreachableError, match="is it running"):
            await late.publish([Publish(topic="a", payload="b")])
        broker.start()
        async with lamp(broker):
            await heard.until(lambda: heard.available.get("lamp", False))


async def test_a_stale_retained_state_is_no_answer_to_a_command(broker: Broker) -> None:
    broker.start()
    async with lamp(broker, obeys=False), listening(client(broker)) as (adapter, heard):
        await heard.lamp_is(on=False)
        assert await adapter.apply([ON]) == Accepted()
        heard.events.clear()
        # The broker tells again what it keeps whenever a topic is subscribed to: here, because
        # another component of the device turns up.
        await say(broker, "home/lamp/state", {"state": "ON"}, retain=True)
        await heard.lamp_is(on=True)  # live, so it counts
        off = SetProperty(thing_id="lamp", name="on", value=False)
        assert await adapter.apply([off]) == Accepted()
        heard.events.clear()
        config = {**LAMP, "uniq_id": "lamp_2", "name": "둘", "cmd_t": "x/set"}
        await say(broker, "homeassistant/light/lamp_2/config", config)
        await heard.until(lambda: len(heard.things) == 2)
        await asyncio.sleep(0.5)
        on = [
            event.values.get("on")
            for event in heard.events
            if isinstance(event, Changed) and event.thing_id == "lamp"
        ]
        assert True not in on


async def test_malformed_discovery_is_set_aside_and_others_live(broker: Broker) -> None:
    broker.start()
    for number, payload in enumerate(("{", "[]", '{"cmd_t": 5}', "x" * 300_000, '{"~": []}')):
        await say(broker, f"homeassistant/light/bad{number}/config", payload)
    async with lamp(broker), listening(client(broker)) as (_, heard):
        await heard.lamp_is(on=False)
        assert list(heard.things) == ["lamp"]


async def test_a_template_that_loops_costs_only_its_own_device(broker: Broker) -> None:
    broker.start()
    loop = "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"
    endless = {"uniq_id": "endless", "cmd_t": "e/set", "stat_t": "e", "val_tpl": loop}
    await say(broker, "homeassistant/switch/endless/config", endless)
    await say(broker, "e", "ON")
    async with lamp(broker), listening(client(broker)) as (_, heard):
        await heard.lamp_is(on=False)
        await heard.until(lambda: "endless" in heard.things)
        assert heard.state.get("endless", {}).get("on") is None


# Passwords and TLS -----------------------------------------------------------------------------


def with_password(broker: Broker) -> None:
    file = broker.folder / "passwords"
    file.touch(mode=0o600)
    subprocess.run(
        ["mosquitto_passwd", "-b", str(file), "ondol", "right"], check=True, capture_output=True
    )
    broker.settings = ("allow_anonymous false", f"password_file {file}")


async def test_a_broker_lets_in_who_knows_the_password(broker: Broker) -> None:
    with_password(broker)
    broker.start()
    await say(broker, CONFIG, LAMP, username="ondol", password="right")
    known = client(broker, password="right")
    await known.check()
    async with listening(known) as (_, heard):
        await heard.until(lambda: "lamp" in heard.things)


async def test_a_broker_that_refuses_the_password_is_a_clear_error(broker: Broker) -> None:
    with_password(broker)
    broker.start()
    unknown = client(broker, password="wrong")
    with pytest.raises(ServiceUnavailableError, match=r"user name or password|let this user in"):
        await unknown.check()
    async with listening(unknown) as (_, heard):
        await asyncio.sleep(0.5)
        with pytest.raises(DeviceUnreachableError, match="password"):
            await unknown.subscribe(["a"])
        assert heard.events == []


async def test_no_broker_at_all_is_a_clear_error(broker: Broker) -> None:
    with pytest.raises(ServiceUnavailableError, match=r"cannot be reached .*is it running"):
        await client(broker).check()


@dataclass
class Authority:
    """A certificate authority of our own, and a certificate for 127.0.0.1 and localhost."""

    folder: Path

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=self.folder)

    def make(self) -> None:
        subject = ["-subj", "/CN=Ondol test authority", "-days", "2", "-nodes"]
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        constraints = ["-addext", "keyUsage=critical,keyCertSign"]
        self.openssl(
            "req", "-x509", *key, *subject, *constraints, "-keyout", "ca.key", "-out", "ca.pem"
        )
        self.openssl(
            "req",
            *key,
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            "server.key",
            "-out",
            "server.csr",
        )
        names = self.folder / "names"
        names.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        self.openssl(
            "x509",
            "-req",
            "-in",
            "server.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            "names",
            "-out",
            "server.pem",
        )


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    made = Authority(tmp_path)
    made.make()
    return made


@pytest.mark.filterwarnings("ignore:Exception ignored in. <ssl.SSLSocket")  # paho does not close
async def test_tls_with_a_known_authority_works_and_with_none_is_refused(
    broker: Broker, authority: Authority
) -> None:
    folder = authority.folder
    broker.settings = (
        "allow_anonymous true",
        f"certfile {folder}/server.pem",
        f"keyfile {folder}/server.key",
    )
    broker.start()
    url = f"mqtts://127.0.0.1:{broker.port}"
    trusting = Client(url, client_id="hub", tls_ca=folder / "ca.pem")
    await trusting.check()
    async with listening(trusting) as (_, heard):
        await announced_by(trusting, heard)
    with pytest.raises(ServiceUnavailableError, match="certificate that is not trusted"):
        await Client(url, client_id="other").check()


async def announced_by(client: Client, heard: Heard) -> None:
    """Announce a lamp through the hub's own connection, and wait until it is found."""
    message = Publish(topic=CONFIG, payload=json.dumps(LAMP), retain=True)
    deadline = time.monotonic() + 10
    while "lamp" not in heard.things:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
        with suppress(DeviceUnreachableError):
            await client.publish([message])
