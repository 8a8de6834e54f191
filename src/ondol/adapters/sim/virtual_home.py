"""The virtual home: devices of a home file on a real MQTT broker, for `ondol up` and for tests.

Each device announces itself, obeys, behaves, and can be given a fault: publish `offline`, `slow`,
`refuses`, `lies` or `none` to `ondol/sim/<device>/fault`.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ondol import mqtt

from .devices import FAULTS, HERE_TOPIC, NOT_MQTT, Climate, Device, Fault, Message, build
from .scenes import play

FAULT_TOPIC = "ondol/sim/{device}/fault"
TICK_S = 1.0
RETRY_S = 2.0
GOODBYE_S = 1.0
FILMS = Path(__file__).with_name("films")
"""Films that the virtual home has, drawn by `runs/films.py`."""
_log = logging.getLogger(__name__)


def home_file(language: str) -> Path:
    """Return the home file of the virtual home in a language ("ko", "en")."""
    return Path(__file__).with_name(f"{language}.home.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Where devices connect to."""

    host: str
    port: int
    username: str | None = None
    password: str | None = None


class Faulty(Protocol):
    """Things that are no MQTT devices, and can be given faults."""

    def set_fault(self, thing_id: str, fault: Fault) -> bool:
        """Begin or end a fault; say whether there is such a thing."""
        ...


class VirtualHome:
    """All MQTT devices of one home.

    Args:
        players: what is not on the broker, and gets its faults from here all the same.
        speed: how much faster than ours the devices' time runs.
    """

    def __init__(
        self, path: Path, broker: Broker, *, players: Faulty | None = None, speed: float = 1.0
    ) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        areas = {area["id"]: area["name"] for area in data["areas"]}
        self.devices: Sequence[Device] = [
            build(entry, areas) for entry in data["things"] if entry["type"] not in NOT_MQTT
        ]
        self._climate = Climate()
        self._broker = broker
        self._players = players
        self._speed = speed
        self._by_topic: Mapping[str, Device] = {
            topic: device for device in self.devices for topic in device.subscriptions()
        }
        self._by_id = {device.id: device for device in self.devices}
        _settle(self._climate, self.devices)

    async def run(self) -> None:
        """Connect, announce and live; connects again when the broker goes; until cancelled."""
        while True:
            try:
                await self._live()
            except* mqtt.MqttError as lost:  # from its tasks, too
                _log.info("the virtual home lost its broker (%s); it tries again", lost.exceptions)
            await asyncio.sleep(RETRY_S)

    async def _live(self) -> None:
        async with mqtt.Client(
            self._broker.host,
            self._broker.port,
            username=self._broker.username,
            password=self._broker.password,
            identifier="ondol-virtual-home",
            will=mqtt.Will(HERE_TOPIC, "offline", qos=1, retain=True),
        ) as client:
            for topic in self._by_topic:
                await client.subscribe(topic)
            await client.subscribe(FAULT_TOPIC.format(device="+"))
            await client.subscribe("homeassistant/status")
            for device in self.devices:
                await _publish(client, device.announce())
            await _publish(client, [Message(topic=HERE_TOPIC, payload="online")])
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._tick(client), name="virtual-home:time")
                    group.create_task(self._obey(client), name="virtual-home:commands")
            finally:
                with contextlib.suppress(mqtt.MqttError, TimeoutError):
                    async with asyncio.timeout(GOODBYE_S):  # who leaves in order has no will
                        await _publish(client, [Message(topic=HERE_TOPIC, payload="offline")])

    async def _obey(self, client: mqtt.Client) -> None:
        async for message in client.messages:
            topic, payload = message.topic.value, _text(message.payload)
            if topic == "homeassistant/status":
                if payload == "online":
                    for device in self.devices:
                        await _publish(client, device.announce())
            elif topic.startswith("ondol/sim/"):
                await self._fault(client, topic.split("/")[2], payload)
            elif topic in self._by_topic and not message.retain:
                device = self._by_topic[topic]
                await _publish(client, device.receive(topic, payload))
                await self._play(client, device)

    async def _fault(self, client: mqtt.Client, name: str, payload: str) -> None:
        fault: Fault | None = next((one for one in FAULTS if one == payload), None)
        if fault is None:
            _log.warning("%s: there is no fault %.40r; there are %s", name, payload, FAULTS)
        elif name in self._by_id:
            await _publish(client, self._by_id[name].set_fault(fault))
        elif self._players is None or not self._players.set_fault(name, fault):
            _log.warning("there is no virtual device %.40r to give a fault", name)

    async def _tick(self, client: mqtt.Client) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            seconds = TICK_S * self._speed
            self._climate.tick(seconds, self.devices)
            for device in self.devices:
                await _publish(client, device.tick(seconds, self._climate))
                await self._play(client, device)

    async def _play(self, client: mqtt.Client, scene: Device) -> None:
        if scene.was_run:
            scene.was_run = False
            await _publish(client, play(scene.id, self.devices))


def _settle(climate: Climate, devices: Sequence[Device]) -> None:
    """Begin with the air that the home file's sensors show."""
    for device in devices:
        for name in ("temperature", "humidity", "pm25"):
            shown: Any = device.state.get(name)
            if device.type == "sensor" and device.config["ondol"].get("measures") == name:
                shown = device.state["value"]
            if isinstance(shown, int | float) and device.type not in {"oven", "water_heater"}:
                climate.of(device.area)[name] = float(shown)


async def _publish(client: mqtt.Client, messages: Sequence[Message]) -> None:
    for message in messages:
        await client.publish(message.topic, message.payload, qos=1, retain=True)


def _text(payload: object) -> str:
    return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


async def set_fault(broker: Broker, device: str, fault: Fault) -> None:
    """Give a device a fault, or take it away ("none").

    Raises:
        mqtt.MqttError: the broker cannot be reached.
    """
    async with mqtt.Client(
        broker.host, broker.port, username=broker.username, password=broker.password
    ) as client:
        await client.publish(FAULT_TOPIC.format(device=device), fault, qos=1, retain=False)
