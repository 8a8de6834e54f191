"""What the tests of MQTT share: announcements read and made into things."""

import json
from collections.abc import Mapping, Sequence

from ondol.adapters.mqtt.discovery import Announcement, Entity, read
from ondol.adapters.mqtt.mapping import Mapped, to_things
from ondol.adapters.mqtt.parts import Publish
from ondol.things.command import Command, SetProperty
from ondol.things.thing import State, Value

PREFIX = "homeassistant"


def announce(topic: str, config: object) -> Announcement:
    announcement = read(f"{PREFIX}/{topic}/config", json.dumps(config).encode(), PREFIX)
    assert announcement is not None
    return announcement


def entity(component: str, **config: object) -> Entity:
    announcement = announce(f"{component}/x", config)
    assert announcement.problems == ()
    return announcement.entities[0]


def device(hint: Mapping[str, object] | None, **components: object) -> tuple[Entity, ...]:
    """Return the entities of one device whose components are called as the arguments are."""
    config: dict[str, object] = {
        "dev": {"ids": ["d1"], "name": "기기"},
        "cmps": {
            key: {"unique_id": f"d1_{key}", **component}  # type: ignore[dict-item]
            for key, component in components.items()
        },
    }
    if hint is not None:
        config["ondol"] = hint
    announcement = announce("device/d1", config)
    assert announcement.problems == ()
    return announcement.entities


def only(entities: Sequence[Entity]) -> Mapped:
    """Return the one thing that these entities are."""
    things, problems = to_things(entities)
    assert problems == ()
    assert len(things) == 1
    return things[0]


def one(component: str, **config: object) -> Mapped:
    return only([entity(component, **config)])


def setting(**changes: Value) -> tuple[Command, ...]:
    return tuple(
        SetProperty(thing_id="x", name=name, value=value) for name, value in changes.items()
    )


def sent(thing: Mapped, reported: State | None = None, **changes: Value) -> list[tuple[str, str]]:
    """Return what is published to make these changes, as topic and payload."""
    messages: Sequence[Publish] = thing.messages(setting(**changes), reported or {})
    return [(message.topic, message.payload) for message in messages]


def said(thing: Mapped, topic: str, payload: str, asked: State | None = None) -> dict[str, Value]:
    """Return what a thing reports when a topic holds a payload."""
    values: dict[str, Value] = {}
    for part, source in thing.reads():
        if source.topic == topic:
            values |= thing.own(part, source.values(payload, asked or {}))
    return values
