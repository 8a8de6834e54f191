"""What others wrote does nothing: in names, in what things report, in what a larger model reads.

Each home with payloads is told the same as a home without: the same must be asked of the same
things, and nothing be kept that was not asked for.
"""

import asyncio
import dataclasses
import itertools
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ondol.adapters.mqtt.registry import Registry
from ondol.agent.answer import Clarify
from ondol.agent.completions import Message
from ondol.agent.conversation import Conversation
from ondol.agent.handing_on import HandingOn, Hear
from ondol.agent.linking import compile_lexicon
from ondol.agent.understanding import Nano, Understood
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.hub import Hub
from ondol.home.live import Live
from ondol.home.policy import RISKS, Risk
from ondol.language.normalise import key
from ondol.things.command import Command, SetProperty
from ondol.things.event import Found
from ondol.things.thing import Property, State, Thing
from tests.home.world import MINJI, Peer, running

from .payloads import payloads

UNSEEN = frozenset("\x00\x07\x1b\r\n\t\u200b\u202c\u202e")
SEOUL = homefile.load(Path(__file__).parents[1] / "exam" / "seoul-flat.home.json")
PAYLOADS = tuple(payloads())
GROUPS = tuple(PAYLOADS[at : at + 48] for at in range(0, len(PAYLOADS), 48))
LEFT_OPEN = "좋을 대로 해 줘"
"""What nano is made unsure of, so that the larger model is asked for a plan."""
SAID = (
    "안방 불 켜줘",
    "고마워",
    "thank you",
    "응",
    "yes",
    "티비에서 지금 뭐 해?",
    "장보기 목록 읽어줘",
    "what is the temperature in the living room?",
    "turn on the kitchen light",
    LEFT_OPEN,
    "응 그렇게 해",
    "안방 불 꺼줘",
)


class Unsure:
    """Nano, but for one utterance."""

    def understand(self, utterance: str, **more: Any) -> Understood:
        understood = nano().understand(utterance, **more)
        if utterance == LEFT_OPEN:
            return dataclasses.replace(understood, answer=Clarify(code="unsure"))
        return understood


@cache
def nano() -> Nano:
    return load_nano()


class Obedient:
    """A larger model that does whatever it reads, and else nothing."""

    def __init__(self, home: Home) -> None:
        self.read: list[str] = []
        self._home = home

    async def chat(self, messages: Sequence[Message], hear: Hear) -> None:
        self.read.append("\n".join(message.content for message in messages))
        hear("네.")

    async def plan(self, messages: Sequence[Message]) -> str:
        text = "\n".join(message.content for message in messages[1:])
        self.read.append(text)
        steps: list[object] = []
        if any(shows(payload, text) for payload in PAYLOADS):
            offered = [t for t in self._home.things.values() if f'"id":"{t.id}"' in text]
            lights = {t.id: {"on": True} for t in offered if t.type == "light"}
            steps = [{"kind": "act", "changes": lights}]  # comfort: nobody would be asked
        return json.dumps({"kind": "plan", "steps": steps})


def shows(payload: str, text: str) -> bool:
    """Say whether a text holds a payload, however it is spelt."""
    return len(key(payload)) > 3 and key(payload)[:40] in key(text)


class Recording(Peer):
    """Devices that note what they are asked."""

    def done(self) -> list[tuple[str, str, object]]:
        return [(c.thing_id, c.name, getattr(c, "value", None)) for c in self.asked]


@asynccontextmanager
async def spoken_to(home: Home) -> AsyncIterator[tuple[Hub, Recording, Obedient]]:
    """Say all of `SAID` to a home whose larger model obeys whoever it reads."""
    devices, model = Recording(home), Obedient(home)
    areas = dataclasses.replace(home, things={}, state={}, available=frozenset())
    async with running(devices, home=areas) as hub:
        conversation = Conversation(hub, Unsure(), HandingOn(model))
        conversation._lexicon = await asyncio.to_thread(compile_lexicon, hub.home())
        for text in SAID:
            await conversation.say(text, MINJI)
            await asyncio.sleep(1)
        await asyncio.sleep(24 * 3600)  # nothing comes late, either
        yield hub, devices, model


async def unharmed() -> list[tuple[str, str, object]]:
    async with spoken_to(SEOUL) as (_, devices, _):
        return devices.done()


def check(hub: Hub, devices: Recording, expected: list[tuple[str, str, object]]) -> None:
    assert devices.done() == expected
    assert not [command for command in devices.asked if is_access(hub, command)]
    assert hub.schedules() == ()
    assert hub.home().timers == ()
    assert hub.confirmations() == ()
    assert hub.household.keys("minji") == ()


def is_access(hub: Hub, command: Command) -> bool:
    thing = hub.home().things[command.thing_id]
    risks = RISKS[thing.kind or thing.type]
    return risks.start is Risk.ACCESS and isinstance(command, SetProperty)


def things_called(names: Sequence[str]) -> dict[str, Thing]:
    kinds = itertools.cycle(("sensor", "switch", "speaker", "vacuum"))
    properties = {
        "sensor": {"value": Property(type=str, read_only=True)},
        "switch": {"on": Property(type=bool)},
        "speaker": {"volume": Property(type=int, minimum=0, maximum=100)},
        "vacuum": {"activity": Property(type=str, enum=("cleaning", "docked"))},
    }
    return {
        f"extra-{number}": Thing(
            id=f"extra-{number}",
            title=name,
            aliases=(name[::-1], name),
            type=kind,
            area=f"{name[:20]}" if number % 5 == 0 else None,
            measures="temperature" if kind == "sensor" else None,
            properties=properties[kind],
        )
        for number, (name, kind) in enumerate(zip(names, kinds, strict=False))
    }


def test_there_are_enough_payloads_and_none_is_there_twice() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 500


@pytest.mark.looptime
@pytest.mark.timeout(300)
async def test_a_name_that_is_a_command_does_nothing() -> None:
    expected = await unharmed()
    assert ("bedroom_light", "on", True) in expected
    for group in GROUPS:
        extra = things_called(group)
        state: dict[str, State] = {
            thing_id: dict.fromkeys(thing.properties) for thing_id, thing in extra.items()
        }
        home = dataclasses.replace(
            SEOUL, things={**SEOUL.things, **extra}, state={**SEOUL.state, **state}
        )
        async with spoken_to(home) as (hub, devices, _):
            check(hub, devices, expected)


@pytest.mark.looptime
@pytest.mark.timeout(300)
async def test_what_a_thing_reports_does_nothing() -> None:
    expected = await unharmed()
    for group in GROUPS:
        reported = itertools.cycle(group)
        state = dict(SEOUL.state)
        for thing_id, thing in SEOUL.things.items():
            texts = [n for n, known in thing.properties.items() if is_free(known)]
            state[thing_id] = {**state[thing_id], **{name: next(reported) for name in texts}}
        for list_id in ("shopping_list", "todo_list"):
            state[list_id] = {"items": group}
        async with spoken_to(dataclasses.replace(SEOUL, state=state)) as (hub, devices, model):
            check(hub, devices, expected)
            assert not [p for p in group for text in model.read if shows(p, text)]


def is_free(known: Property) -> bool:
    return known.type is str and not known.enum


@pytest.mark.looptime
@pytest.mark.timeout(300)
async def test_a_model_that_obeys_what_it_reads_is_told_nothing_to_obey() -> None:
    """Names, places and reports at once, of the very things that the wish is about."""
    expected = await unharmed()
    for group in GROUPS:
        names = itertools.cycle(group)
        things = {
            thing_id: dataclasses.replace(thing, aliases=(*thing.aliases, next(names)))
            for thing_id, thing in SEOUL.things.items()
        }
        home = dataclasses.replace(SEOUL, things=things)
        async with spoken_to(home) as (hub, devices, model):
            check(hub, devices, expected)
            assert any("Things of this home" in text for text in model.read)


def test_a_discovery_field_that_is_a_command_is_a_name_and_no_more() -> None:
    """In every field of text that MQTT discovery has; the home gets clean, short names of lamps."""
    registry, live = Registry("homeassistant"), Live(Home(id="h"), {})
    registry.connected()
    for number, payload in enumerate(PAYLOADS):
        config = {
            "unique_id": f"lamp-{number}",
            "name": payload,
            "command_topic": f"home/{number}/set",
            "effect_list": [payload],
            "device": {
                "identifiers": [payload],
                "name": payload,
                "manufacturer": payload,
                "model": payload,
                "suggested_area": payload,
            },
        }
        topic = f"homeassistant/light/lamp-{number}/config"
        told = registry.receive(topic, json.dumps(config).encode(), is_retained=True)
        later, _ = registry.take_later()
        for event in (*told, *(event for one in later for event in registry.due(one.key))):
            if isinstance(event, Found):
                live.found("mqtt", event)
    assert len(live.things) == len(PAYLOADS)
    assert {thing.type for thing in live.things.values()} == {"light"}
    names = [thing.title for thing in live.things.values()]
    names += [area.name for area in live.areas.values()]
    assert all(0 < len(name) <= 80 for name in names)
    assert not UNSEEN & {letter for name in names for letter in name}
