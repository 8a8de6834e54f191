"""The messages of Home Assistant's WebSocket API, read and written. Pure.

Source: https://developers.home-assistant.io/docs/api/websocket; states arrive in the compressed
form of `subscribe_entities` (Home Assistant 2022.4 and newer): one letter a field, changes as
differences. A record that is not what it should be is set aside: the rest of a message counts.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ondol.errors import DeviceProtocolError
from ondol.language.normalise import clean

MAX_NAME = 80  # characters
MAX_ALIASES = 20
MAX_ID = 255  # of an entity: Home Assistant's own limit
MAX_MESSAGE = 200  # of an error that is told to people

CHANGES = (
    "entity_registry_updated",
    "device_registry_updated",
    "area_registry_updated",
    "core_config_updated",
)
"""Events after which names, areas, or units are others; who is no administrator may hear them."""

Request = Mapping[str, object]

CONFIG: Request = {"type": "get_config"}
AREAS: Request = {"type": "config/area_registry/list"}
DEVICES: Request = {"type": "config/device_registry/list"}
ENTITIES: Request = {"type": "config/entity_registry/list"}
STATES: Request = {"type": "subscribe_entities"}
PING: Request = {"type": "ping"}

T = TypeVar("T")


# Messages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthRequired:
    """The first message."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthOk:
    """The token was taken; requests may follow."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthInvalid:
    """The token was not taken; the connection ends."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A request was carried out."""

    id: int
    result: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A request was refused, in Home Assistant's words."""

    id: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """News of the subscription that the request `id` began."""

    id: int
    event: object


Received = AuthRequired | AuthOk | AuthInvalid | Done | Failed | Told


def read(text: str | bytes) -> Received:
    """Read one message.

    Raises:
        DeviceProtocolError: it is none.
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DeviceProtocolError(f"Home Assistant sent what is no JSON: {error}") from error
    match said:
        case {"type": "auth_required"}:
            return AuthRequired(version=_version(said))
        case {"type": "auth_ok"}:
            return AuthOk(version=_version(said))
        case {"type": "auth_invalid"}:
            return AuthInvalid(reason=_said(said.get("message")))
        case {"type": "pong", "id": int(number)}:
            return Done(id=number, result=None)
        case {"type": "result", "id": int(number), "success": True}:
            return Done(id=number, result=said.get("result"))
        case {"type": "result", "id": int(number), "success": False, "error": dict(why)}:
            code, message = why.get("code"), why.get("message")
            return Failed(id=number, code=_said(code) or "unknown_error", reason=_said(message))
        case {"type": "event", "id": int(number), "event": event}:
            return Told(id=number, event=event)
        case _:
            raise DeviceProtocolError(f"Home Assistant sent an unknown message: {str(text[:80])!r}")


def _version(said: Mapping[str, object]) -> str:
    return clean(str(said.get("ha_version", "")), limit=40)


def _said(value: object) -> str:
    return clean(value, limit=MAX_MESSAGE) if isinstance(value, str) else ""


def aliases_of(entity_ids: tuple[str, ...]) -> Request:
    """Return the request for what the list of entities leaves out."""
    return {"type": "config/entity_registry/get_entries", "entity_ids": list(entity_ids)}


def call_service(entity_id: str, service: str, data: Mapping[str, object]) -> Request:
    """Return the request that does something with one entity; `service` is "light.turn_on"."""
    domain, _, name = service.partition(".")
    return {
        "type": "call_service",
        "domain": domain,
        "service": name,
        "service_data": dict(data),
        "target": {"entity_id": entity_id},
    }


# Registries -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What is so of the whole: whether it counts in °F, and whether it has started."""

    is_fahrenheit: bool = False
    is_running: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that entities belong to."""

    id: str
    area_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the registry keeps of one entity.

    Attributes:
        platform: the integration that made it ("mqtt").
        category: "config" or "diagnostic"; None: it is what the device is for.
        has_code: a lock whose code Home Assistant itself keeps.
    """

    entity_id: str
    device_id: str | None = None
    area_id: str | None = None
    platform: str = ""
    category: str | None = None
    is_hidden: bool = False
    has_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Registries:
    """What a home is made of, by id."""

    config: Config = field(default_factory=Config)
    areas: Mapping[str, str] = field(default_factory=dict)
    devices: Mapping[str, Device] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def config(result: object) -> Config:
    """Read the answer to `CONFIG`."""
    said = _object(result)
    units = _object(said.get("unit_system"))
    return Config(
        is_fahrenheit=units.get("temperature") == "°F",
        is_running=said.get("state", "RUNNING") == "RUNNING",
    )


def areas(result: object) -> dict[str, str]:
    """Read the answer to `AREAS`: names by id."""
    named = ((_id(one.get("area_id")), _name(one.get("name"))) for one in _objects(result))
    return {id_: name for id_, name in named if id_ and name}


def devices(result: object) -> dict[str, Device]:
    """Read the answer to `DEVICES`."""
    return _by(_objects(result), _device, lambda device: device.id)


def entries(result: object) -> dict[str, Entry]:
    """Read the answer to `ENTITIES`."""
    return _by(_objects(result), _entry, lambda entry: entry.entity_id)


def aliases(result: object) -> dict[str, tuple[str, ...]]:
    """Read the answer to `aliases_of`: other names, by entity."""
    return {
        str(entity_id): named
        for entity_id, one in _object(result).items()
        if (named := _names(_object(one).get("aliases")))
    }


def _device(said: Mapping[str, object]) -> Device | None:
    id_ = _id(said.get("id"))
    return Device(id=id_, area_id=_id(said.get("area_id"))) if id_ else None


def _entry(said: Mapping[str, object]) -> Entry | None:
    entity_id = _id(said.get("entity_id"))
    if entity_id is None or "." not in entity_id:
        return None
    lock = _object(_object(said.get("options")).get("lock"))
    return Entry(
        entity_id=entity_id,
        device_id=_id(said.get("device_id")),
        area_id=_id(said.get("area_id")),
        platform=_id(said.get("platform")) or "",
        category=_id(said.get("entity_category")),
        is_hidden=said.get("hidden_by") is not None,
        has_code=bool(lock.get("default_code")),
    )


def _by(
    found: Iterator[Mapping[str, object]],
    made: Callable[[Mapping[str, object]], T | None],
    id_of: Callable[[T], str],
) -> dict[str, T]:
    ones = (one for one in map(made, found) if one is not None)
    return {id_of(one): one for one in ones}


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _id(value: object) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= MAX_ID else None


def _name(value: object) -> str:
    return clean(value, limit=MAX_NAME) if isinstance(value, str) else ""


def _names(value: object) -> tuple[str, ...]:
    named = (_name(one) for one in value[:MAX_ALIASES]) if isinstance(value, list) else iter(())
    return tuple(dict.fromkeys(name for name in named if name))


# States -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """An entity as it is, whole."""

    entity_id: str
    state: str
    attributes: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is new of an entity; `state` None: the same as before."""

    entity_id: str
    state: str | None
    attributes: Mapping[str, object]
    without: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An entity is there no more."""

    entity_id: str


States = tuple[Present | Difference | Removed, ...]


def states(event: object) -> States:
    """Read news of `STATES`, in the order in which they count."""
    said = _object(event)
    removed = said.get("r")
    return (
        *_read_each(said.get("a"), _present),
        *_read_each(said.get("c"), _difference),
        *(
            Removed(entity_id=one)
            for one in (removed if isinstance(removed, list) else ())
            if isinstance(one, str)
        ),
    )


def _read_each(value: object, made: Callable[[str, Mapping[str, object]], T | None]) -> Iterator[T]:
    for entity_id, said in _object(value).items():
        if "." in entity_id and len(entity_id) <= MAX_ID and isinstance(said, dict):
            one = made(entity_id, said)
            if one is not None:
                yield one


def _present(entity_id: str, said: Mapping[str, object]) -> Present | None:
    state = said.get("s")
    if not isinstance(state, str):
        return None
    return Present(entity_id=entity_id, state=state, attributes=_object(said.get("a")))


def _difference(entity_id: str, said: Mapping[str, object]) -> Difference | None:
    more, less = _object(said.get("+")), _object(said.get("-"))
    state, without = more.get("s"), less.get("a")
    names = without if isinstance(without, list) else ()
    return Difference(
        entity_id=entity_id,
        state=state if isinstance(state, str) else None,
        attributes=_object(more.get("a")),
        without=frozenset(name for name in names if isinstance(name, str)),
    )
