"""What each component of MQTT discovery is made of, a family of them a module. Pure."""

from collections.abc import Callable, Mapping

from ondol.adapters.mqtt.discovery import Entity
from ondol.adapters.mqtt.fields import Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import Part
from ondol.things.catalog import TYPES

from .climate import can_cool, climate, water_heater
from .cover import cover, valve
from .fan import fan, humidifier
from .light import light
from .robots import lawn_mower, vacuum
from .simple import binary_sensor, button, lock, reading, scene, sensor, switch

_BY_TYPE: Mapping[str, Callable[[Fields, str], Part]] = {
    "button": button,
    "climate": climate,
    "cover": cover,
    "fan": fan,
    "humidifier": humidifier,
    "lawn_mower": lawn_mower,
    "light": light,
    "lock": lock,
    "scene": scene,
    "switch": switch,
    "vacuum": vacuum,
    "valve": valve,
    "water_heater": water_heater,
}
_SENSORS = {
    "binary_sensor": binary_sensor,
    "number": reading,
    "select": reading,
    "sensor": sensor,
}
_USUAL_TYPES: Mapping[str, str] = {
    "button": "script",
    "lawn_mower": "mower",
    **dict.fromkeys(_SENSORS, "sensor"),
}

KNOWN = frozenset({*_BY_TYPE, *_SENSORS})
"""Components that are read."""

MAIN = frozenset(_BY_TYPE) - {"button", "scene", "switch"}
"""Components that make a device what it is."""


def type_of(entity: Entity) -> str:
    """Return the type of thing that a component is by itself.

    Raises:
        InvalidDiscoveryError: its hint names a type that there is not.
    """
    if (hinted := entity.hint.type) is not None:
        if hinted not in TYPES:
            raise InvalidDiscoveryError(f"ondol: {hinted[:40]!r} is no type of thing")
        return hinted
    device_class = entity.fields.text("device_class")
    match entity.component:
        case "switch" if device_class == "outlet":
            return "outlet"
        case "humidifier" if device_class == "dehumidifier":
            return "dehumidifier"
        case "climate":
            return "air_conditioner" if can_cool(entity.fields) else "thermostat"
        case component:
            return _USUAL_TYPES.get(component, component)


def compiled(entity: Entity, thing_type: str) -> Part:
    """Return the part that a component is, of a thing of `thing_type`.

    Raises:
        InvalidDiscoveryError: it says what cannot be.
    """
    if entity.component in _SENSORS:
        if thing_type != "sensor":
            raise InvalidDiscoveryError(f"a {entity.component} makes no {thing_type}")
        return _SENSORS[entity.component](entity.fields, entity.hint)
    return _BY_TYPE[entity.component](entity.fields, thing_type)
