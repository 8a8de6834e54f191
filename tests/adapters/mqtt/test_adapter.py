"""The adapter on a broker in memory; time passes as the tests say (looptime)."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

import pytest

from ondol.adapters.mqtt.adapter import MqttAdapter
from ondol.adapters.mqtt.client import Connected, Lost, Message, Signal
from ondol.adapters.mqtt.parts import Publish
from ondol.errors import DeviceUnreachableError
from ondol.things.command import Accepted, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found

CONFIG = "homeassistant/switch/lamp/config"
LAMP = {"uniq_id": "lamp", "name": "등", "cmd_t": "l/set", "stat_t": "l"}
ON = SetProperty(thing_id="lamp", name="on", value=True)


class Broker:
    """A broker in memory that keeps what is retained, and one client of it."""

    def __init__(self) -> None:
        self.retained: dict[str, bytes] = {}
        self.published: list[tuple[str, str]] = []
        self.subscribed: set[str] = set()
        self._signals: asyncio.Queue[Signal] = asyncio.Queue()
        self._is_up = False

    def start(self) -> None:
        self._is_up = True
        self._signals.put_nowait(Connected())

    def stop(self) -> None:
        self._is_up = False
        self.subscribed.clear()
        self._signals.put_nowait(Lost(reason="the broker went away"))

    def say(self, topic: str, payload: object, *, retain: bool = False) -> None:
        """Let a device publish."""
        text = (payload if isinstance(payload, str) else json.dumps(payload)).encode()
        if retain:
            self.retained[topic] = text
        if self._is_up and self._matches(topic):
            self._signals.put_nowait(Message(topic=topic, payload=text, is_retained=False))

    def _matches(self, topic: str) -> bool:
        config = topic.endswith("/config") and "homeassistant/+/+/config" in self.subscribed
        return topic in self.subscribed or config

    async def signals(self) -> AsyncGenerator[Signal, None]:
        while True:
            yield await self._signals.get()

    async def subscribe(self, topics: Iterable[str]) -> tuple[str, ...]:
        if not self._is_up:
            raise DeviceUnreachableError("the broker is down")
        self.subscribed |= set(topics)
        for topic, payload in self.retained.items():
            wanted = topic in topics or (
                topic.endswith("/config") and any("+" in t for t in topics)
            )
            if wanted:
                self._signals.put_nowait(Message(topic=topic, payload=payload, is_retained=True))
        return tuple(topic for topic in topics if topic == "denied")

    async def unsubscribe(self, topics: Iterable[str]) -> None:
        self.subscribed -= set(topics)

    async def publish(self, messages: Sequence[Publish]) -> None:
        if not self._is_up:
            raise DeviceUnreachableError("the broker is down")
        self.published += [(message.topic, message.payload) for message in messages]


@asynccontextmanager
async def running(broker: Broker) -> AsyncIterator[tuple[MqttAdapter, list[Event]]]:
    adapter = MqttAdapter(broker)
    heard: list[Event] = []

    async def listen() -> None:
        async for event in adapter.events():
            heard.append(event)  # noqa: PERF401  a list that others read meanwhile

    async with asyncio.TaskGroup() as group:
        task = group.create_task(listen())
        await asyncio.sleep(1)
        yield adapter, heard
        task.cancel()


pytestmark = pytest.mark.looptime


async def test_what_was_announced_before_is_found_with_its_state() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, LAMP, retain=True)
    broker.say("l", "ON", retain=True)
    async with running(broker) as (_, heard):
        assert [type(event) for event in heard] == [Found, Availability, Changed]
        assert heard[-1] == Changed(thing_id="lamp", values={"on": True})
        assert broker.published == [("homeassistant/status", "online")]


async def test_a_command_is_published_and_its_answer_heard() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, LAMP, retain=True)
    async with running(broker) as (adapter, heard):
        assert await adapter.apply([ON]) == Accepted()
        assert broker.published[-1] == ("l/set", "ON")
        broker.say("l", "ON")
        await asyncio.sleep(1)
        assert heard[-1] == Changed(thing_id="lamp", values={"on": True})


async def test_a_device_that_reports_nothing_is_assumed_to_do_it() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, {"uniq_id": "lamp", "cmd_t": "c"}, retain=True)
    async with running(broker) as (adapter, heard):
        await adapter.apply([ON])
        await asyncio.sleep(1)
        assert heard[-1] == Changed(thing_id="lamp", values={"on": True})


async def test_what_cannot_be_done_is_refused() -> None:
    broker = Broker()
    broker.start()
    async with running(broker) as (adapter, _):
        assert isinstance(await adapter.apply([ON]), Refused)


async def test_without_a_broker_nothing_can_be_reached_and_afterwards_all_is_read_again() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, LAMP, retain=True)
    async with running(broker) as (adapter, heard):
        broker.stop()
        await asyncio.sleep(1)
        assert heard[-1] == Availability(thing_id="lamp", is_available=False)
        with pytest.raises(DeviceUnreachableError, match="the broker is down"):
            await adapter.apply([ON])
        broker.say("l", "OFF", retain=True)
        broker.start()
        await asyncio.sleep(1)
        assert heard[-2:] == [
            Availability(thing_id="lamp", is_available=True),
            Changed(thing_id="lamp", values={"on": False}),
        ]


async def test_what_the_broker_kept_is_held_back_while_a_command_waits() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, LAMP, retain=True)
    async with running(broker) as (adapter, heard):
        broker.stop()
        broker.say("l", "ON", retain=True)
        broker.start()
        await asyncio.sleep(0)
        broker_is_back = asyncio.create_task(adapter.apply([ON]))
        await asyncio.sleep(5)
        assert await broker_is_back == Accepted()
        assert not [event for event in heard if isinstance(event, Changed)]
        await asyncio.sleep(6)
        assert heard[-1] == Changed(thing_id="lamp", values={"on": True})


async def test_a_motion_sensor_forgets_after_its_time() -> None:
    broker = Broker()
    broker.start()
    config = {"uniq_id": "m", "stat_t": "m", "dev_cla": "motion", "off_dly": 30}
    broker.say("homeassistant/binary_sensor/m/config", config, retain=True)
    async with running(broker) as (_, heard):
        broker.say("m", "ON")
        await asyncio.sleep(20)
        broker.say("m", "ON")
        await asyncio.sleep(20)
        assert heard[-1] == Changed(thing_id="m", values={"value": True})
        await asyncio.sleep(20)
        assert heard[-1] == Changed(thing_id="m", values={"value": False})


async def test_a_problem_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    broker = Broker()
    broker.start()
    async with running(broker) as (_, heard):
        for _ in range(3):
            broker.say(CONFIG, "{", retain=True)
        await asyncio.sleep(1)
        assert heard == []
        said = [record.getMessage() for record in caplog.records]
        assert said == [f"set aside {CONFIG}: no JSON"]


async def test_a_topic_that_the_broker_keeps_to_itself_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, {**LAMP, "stat_t": "denied"}, retain=True)
    async with running(broker):
        said = [record.getMessage() for record in caplog.records]
        assert said == ["the broker does not let Ondol read denied"]


async def test_a_flood_of_messages_is_heard_to_the_end() -> None:
    broker = Broker()
    broker.start()
    broker.say(CONFIG, LAMP, retain=True)
    async with running(broker) as (_, heard):
        for count in range(5_000):
            broker.say("l", "ON" if count % 2 else "OFF")
        await asyncio.sleep(1)
        assert len([event for event in heard if isinstance(event, Changed)]) == 5_000
