"""Reads MQTT discovery: a topic and a payload become entities, or the reason why not. Pure.

What the entities are as things is `mapping`'s. Source:
https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery (2025.11); what is ours (`ondol`):
docs/reference/mqtt.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ondol.things.thing import Value

from .abbreviations import DEVICE_KEYS, KEYS, ORIGIN_KEYS, expand
from .fields import MAX_ALIASES, MAX_ID, MAX_NAME, MAX_OPTIONS, Fields, InvalidDiscoveryError
from .templates import Template

MAX_BYTES = 262_144  # of a payload; a device of Zigbee2MQTT with a hundred components has 60 kB
MAX_COMPONENTS = 200  # of a device
MAX_AVAILABILITIES = 10

Mode = Literal["all", "any", "latest"]

_SEGMENT = re.compile(r"[a-zA-Z0-9_-]{1,128}")
_SHARED = (
    *("availability", "availability_mode", "availability_template", "availability_topic"),
    *("payload_available", "payload_not_available", "state_topic", "command_topic"),
    *("qos", "encoding"),
)  # what a device's components have from the device, unless they say otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The device that an entity belongs to; `key` is the same for all of its entities."""

    key: str
    name: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the `ondol` object says (docs/reference/mqtt.md)."""

    type: str | None = None
    kind: str | None = None
    measures: str | None = None
    area: str | None = None
    aliases: tuple[str, ...] = ()
    attribute: str | None = None
    action: str | None = None
    value: Value = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic that says whether a device is there."""

    topic: str
    available: str
    not_available: str
    template: Template | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """How to know that a device is there; without topics it is while there is a broker."""

    topics: tuple[Topic, ...] = ()
    mode: Mode = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One component that was announced.

    Attributes:
        key: where it was announced: unique, and the same in an update.
        unique_id: what it calls itself, if it does.
        device_hint: the hint of the device payload that it came in.
    """

    key: str
    component: str
    fields: Fields
    unique_id: str | None
    name: str | None
    device: Device | None
    availability: Availability
    hint: Hint = field(default_factory=Hint)
    device_hint: Hint = field(default_factory=Hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What one discovery topic holds now; no entities: it was taken away, or cannot be read.

    Attributes:
        problems: what was set aside, and why.
    """

    topic: str
    entities: tuple[Entity, ...] = ()
    problems: tuple[str, ...] = ()


def filters(prefix: str) -> tuple[str, str]:
    """Return the topic filters that discovery needs."""
    return f"{prefix}/+/+/config", f"{prefix}/+/+/+/config"


def read(topic: str, payload: bytes, prefix: str) -> Announcement | None:
    """Return what a message announces; None if its topic is no discovery topic.

    >>> payload = b'{"cmd_t": "~/set", "~": "lamp", "uniq_id": "a1"}'
    >>> found = read("homeassistant/switch/lamp/config", payload, "homeassistant")
    >>> found.entities[0].fields.topic("command_topic")
    'lamp/set'
    >>> read("homeassistant/switch/lamp/config", b"{", "homeassistant").problems
    ('no JSON',)
    """
    path = topic.removeprefix(f"{prefix}/").removesuffix("/config").split("/")
    if f"{prefix}/{'/'.join(path)}/config" != topic or len(path) not in (2, 3):
        return None
    try:
        if not all(_SEGMENT.fullmatch(part) for part in path):
            raise InvalidDiscoveryError("its topic holds what is not a-z, A-Z, 0-9, _ or -")
        if not payload.strip():
            return Announcement(topic=topic)
        content = _json(payload)
        if path[0] == "device":
            return _device(topic, content)
        return Announcement(topic=topic, entities=(_single(topic, path[0], content),))
    except InvalidDiscoveryError as error:
        return Announcement(topic=topic, problems=(str(error),))


def _json(payload: bytes) -> dict[str, object]:
    if len(payload) > MAX_BYTES:
        raise InvalidDiscoveryError(f"longer than {MAX_BYTES} bytes")
    try:
        content = json.loads(payload)
        json.dumps(content, ensure_ascii=False).encode()  # half of a character is none
    except UnicodeError as error:
        raise InvalidDiscoveryError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InvalidDiscoveryError("no JSON") from error
    if not isinstance(content, dict):
        raise InvalidDiscoveryError("no JSON object")
    return content


def _single(topic: str, component: str, content: dict[str, object]) -> Entity:
    fields = Fields(_full(content, base=None))
    return _entity(topic, component, fields, _read_device(fields), device_hint=Hint())


def _device(topic: str, content: dict[str, object]) -> Announcement:
    shared = Fields(_full(content, base=None))
    device = _read_device(shared)
    if device is None:
        raise InvalidDiscoveryError("device with identifiers or connections is missing")
    hint = _read_hint(shared)
    components = shared.object("components") or {}
    if not components:
        raise InvalidDiscoveryError("components are missing")
    if len(components) > MAX_COMPONENTS:
        raise InvalidDiscoveryError(f"more than {MAX_COMPONENTS} components")
    entities: list[Entity] = []
    problems: list[str] = []
    for key, component in components.items():
        try:
            entity = _component(topic, key, component, shared, device, hint)
        except InvalidDiscoveryError as error:
            problems.append(f"{key[:MAX_NAME]}: {error}")
        else:
            entities += [entity] if entity is not None else []
    return Announcement(topic=topic, entities=tuple(entities), problems=tuple(problems))


def _component(
    topic: str, key: str, content: object, shared: Fields, device: Device, hint: Hint
) -> Entity | None:
    """Return a component of a device; None if it only says that it is taken away."""
    if not isinstance(content, dict):
        raise InvalidDiscoveryError("no object")
    values = _full(content, base=shared.values.get("~"))
    platform = Fields(values).text("platform", limit=MAX_ID)
    if platform is None:
        raise InvalidDiscoveryError("platform is missing")
    if set(values) <= {"platform"}:
        return None
    if values.get("unique_id") is None:
        raise InvalidDiscoveryError("unique_id is missing")
    given = {name: shared.values[name] for name in _SHARED if name in shared.values}
    fields = Fields({**given, **values})
    return _entity(f"{topic}#{key}"[:1024], platform, fields, device, device_hint=hint)


def _entity(
    key: str, component: str, fields: Fields, device: Device | None, device_hint: Hint
) -> Entity:
    if (fields.text("encoding") or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise InvalidDiscoveryError("encoding is not utf-8, the only one that is read")
    return Entity(
        key=key,
        component=component,
        fields=fields,
        unique_id=fields.text("unique_id", limit=4 * MAX_ID) or None,
        name=fields.name("name"),
        device=device,
        availability=_read_availability(fields),
        hint=_read_hint(fields),
        device_hint=device_hint,
    )


# Keys in full, topics in full ----------------------------------------------------------------


def _full(content: Mapping[str, object], base: object) -> dict[str, object]:
    """Return a payload with full names and topics; `base` is the device's `~`."""
    values = expand(content, KEYS)
    base = values.get("~", base)
    if base is not None and not isinstance(base, str):
        raise InvalidDiscoveryError("~ is no text")
    if base:
        values = _with_base(values, base)
    if isinstance(device := values.get("device"), dict):
        values["device"] = expand(device, DEVICE_KEYS)
    if isinstance(origin := values.get("origin"), dict):
        values["origin"] = expand(origin, ORIGIN_KEYS)
    availability = values.get("availability")
    if isinstance(availability, dict):
        availability = [availability]
    if isinstance(availability, list):
        values["availability"] = [
            _with_base(expand(item, KEYS), base or "") if isinstance(item, dict) else item
            for item in availability
        ]
    return values


def _with_base(values: Mapping[str, object], base: str) -> dict[str, object]:
    return {
        name: _based(value, base)
        if isinstance(value, str) and (name == "topic" or name.endswith("_topic"))
        else value
        for name, value in values.items()
    }


def _based(topic: str, base: str) -> str:
    if not base:
        return topic
    if topic.startswith("~"):
        return base + topic[1:]
    return topic[:-1] + base if topic.endswith("~") else topic


# Parts of a payload --------------------------------------------------------------------------


def _read_device(fields: Fields) -> Device | None:
    content = fields.object("device")
    if content is None:
        return None
    device = Fields(content)
    return Device(
        key=_device_key(device),
        name=device.name("name"),
        area=device.name("suggested_area"),
    )


def _device_key(device: Fields) -> str:
    identifiers = device.texts("identifiers")
    if identifiers:
        return identifiers[0][: 4 * MAX_ID]
    connections = device.values.get("connections")
    match connections:
        case [[str(kind), str(address)], *_]:
            return f"{kind}:{address}"[: 4 * MAX_ID]
        case _:
            raise InvalidDiscoveryError("device has neither identifiers nor connections")


def _read_availability(fields: Fields) -> Availability:
    mode = _availability_mode(fields)
    listed = fields.values.get("availability")
    if listed is None:
        return Availability(topics=tuple(_single_availability(fields)), mode=mode)
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise InvalidDiscoveryError("availability is no list of objects")
    if len(listed) > MAX_AVAILABILITIES:
        raise InvalidDiscoveryError(f"more than {MAX_AVAILABILITIES} availability topics")
    topics = (Fields(item) for item in listed)
    return Availability(
        topics=tuple(
            Topic(
                topic=item.needed_topic("topic"),
                available=item.payload("payload_available", "online"),
                not_available=item.payload("payload_not_available", "offline"),
                template=item.template("value_template"),
            )
            for item in topics
        ),
        mode=mode,
    )


def _availability_mode(fields: Fields) -> Mode:
    match fields.text("availability_mode"):
        case "all":
            return "all"
        case "any":
            return "any"
        case "latest" | None:
            return "latest"
        case _:
            raise InvalidDiscoveryError("availability_mode is neither all, any nor latest")


def _single_availability(fields: Fields) -> Iterator[Topic]:
    topic = fields.topic("availability_topic")
    if topic is not None:
        yield Topic(
            topic=topic,
            available=fields.payload("payload_available", "online"),
            not_available=fields.payload("payload_not_available", "offline"),
            template=fields.template("availability_template"),
        )


def _read_hint(fields: Fields) -> Hint:
    content = fields.object("ondol")
    if content is None:
        return Hint()
    hint = Fields(content)
    aliases = (Fields({"alias": alias}).name("alias") for alias in hint.texts("aliases"))
    return Hint(
        type=hint.text("type", limit=MAX_ID),
        kind=hint.text("kind", limit=MAX_ID),
        measures=hint.text("measures", limit=MAX_ID),
        area=hint.name("area"),
        aliases=tuple(alias for alias in aliases if alias)[:MAX_ALIASES],
        attribute=hint.text("attribute", limit=MAX_ID),
        action=hint.text("action", limit=MAX_ID),
        value=_value(content.get("value")),
        values=_read_values(hint),
    )


def _read_values(hint: Fields) -> dict[str, Value]:
    values = hint.object("values") or {}
    if len(values) > MAX_OPTIONS:
        raise InvalidDiscoveryError(f"values holds more than {MAX_OPTIONS} values")
    return {said: _value(meant) for said, meant in values.items()}


def _value(value: object) -> Value:
    if isinstance(value, str):
        return value[:MAX_NAME]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise InvalidDiscoveryError("ondol: a value is neither text, number, boolean nor null")
