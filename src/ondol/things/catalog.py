"""The types of thing that Ondol knows, as data: properties, units, ranges, Matter counterparts.

Types and properties are those of the home-file format (docs/reference/home-file.md). Matter device
types and clusters are named as in the Matter 1.4 Device Library and Application Cluster
specifications; a type that Matter lacks has an empty `matter`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .thing import Action, Property, State, Thing

_ON = Property(type=bool)
_PERCENT = Property(type=int, unit="PERCENT", minimum=0, maximum=100)
_PERCENT_READ = Property(type=int, unit="PERCENT", minimum=0, maximum=100, read_only=True)
_FAN_SPEED = Property(type=str, enum=("auto", "low", "medium", "high"))
_SWING = Property(type=str, enum=("auto", "up", "middle", "down"))
_TEMPERATURE = Property(type=float, unit="DEG_C", read_only=True)
_MODE = Property(type=str, enum=("cool", "heat", "auto", "dry", "fan", "off"))
_TEXT_READ = Property(type=str, read_only=True, nullable=True)


def _target(low: float, high: float, step: float = 0.5) -> Property:
    return Property(type=float, unit="DEG_C", minimum=low, maximum=high, step=step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A Matter device type and the clusters that carry its properties."""

    device_type: str
    device_type_id: int
    clusters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingType:
    """What things of one type can have; a thing has those of them that it says it has.

    Attributes:
        is_on_implied: setting these properties turns an `on: false` thing on.
    """

    properties: Mapping[str, Property]
    actions: Mapping[str, Action] = field(default_factory=dict)
    matter: Matter | None = None
    is_on_implied: tuple[str, ...] = ()


_CLIMATE: Mapping[str, Property] = {
    "on": _ON,
    "mode": _MODE,
    "target_temperature": _target(5, 35),
    "fan_speed": _FAN_SPEED,
    "swing": _SWING,
    "temperature": _TEMPERATURE,
    "humidity": _PERCENT_READ,
}
_AIR: Mapping[str, Property] = {
    "on": _ON,
    "mode": Property(type=str),
    "speed": _PERCENT,
    "fan_speed": _FAN_SPEED,
    "intensity": _PERCENT,
    "target_humidity": _PERCENT,
    "humidity": _PERCENT_READ,
    "pm25": Property(type=float, unit="MicroGM-PER-M3", minimum=0, read_only=True),
}
_MEDIA: Mapping[str, Property] = {
    "on": _ON,
    "volume": _PERCENT,
    "muted": Property(type=bool),
    "playback": Property(type=str, enum=("playing", "paused", "idle")),
    "source": Property(type=str),
    "app": Property(type=str, nullable=True),
    "channel": Property(type=str, nullable=True),
    "title": _TEXT_READ,
}
_SKIP: Mapping[str, Action] = {"next": Action(), "previous": Action()}
_APPLIANCE: Mapping[str, Property] = {
    "on": _ON,
    "activity": Property(type=str, enum=("running", "paused", "idle")),
    "program": Property(type=str),
    "target_temperature": _target(20, 280, 5),
    "remaining": Property(type=int, unit="SEC", minimum=0, read_only=True),
}
_ROBOT: Mapping[str, Property] = {
    "activity": Property(type=str, enum=("cleaning", "paused", "returning", "docked")),
    "mode": Property(type=str),
    "cleaning_area": Property(type=str, nullable=True),
    "battery": _PERCENT_READ,
}
_RELAY: Mapping[str, Property] = {
    "on": _ON,
    "power": Property(type=float, unit="W", read_only=True),
    "energy": Property(type=float, unit="KiloW-HR", read_only=True),
}
_RUN: Mapping[str, Property] = {"activated": Property(type=bool, enum=(True, False))}

TYPES: Mapping[str, ThingType] = {
    "light": ThingType(
        properties={
            "on": _ON,
            "brightness": _PERCENT,
            "color": Property(type=str),
            "color_temperature": Property(type=int, unit="K", minimum=1500, maximum=9000),
        },
        matter=Matter(
            device_type="Extended Color Light",
            device_type_id=0x010D,
            clusters=("On/Off", "Level Control", "Color Control"),
        ),
        is_on_implied=("brightness", "color", "color_temperature"),
    ),
    "switch": ThingType(
        properties=_RELAY,
        matter=Matter(
            device_type="On/Off Light Switch", device_type_id=0x0103, clusters=("On/Off",)
        ),
    ),
    "outlet": ThingType(
        properties=_RELAY,
        matter=Matter(
            device_type="On/Off Plug-in Unit",
            device_type_id=0x010A,
            clusters=("On/Off", "Electrical Power Measurement", "Electrical Energy Measurement"),
        ),
    ),
    "fan": ThingType(
        properties={
            "on": _ON,
            "speed": _PERCENT,
            "fan_speed": _FAN_SPEED,
            "oscillating": Property(type=bool),
            "swing": _SWING,
            "direction": Property(type=str, enum=("forward", "reverse")),
        },
        matter=Matter(device_type="Fan", device_type_id=0x002B, clusters=("On/Off", "Fan Control")),
        is_on_implied=("speed", "fan_speed"),
    ),
    "air_conditioner": ThingType(
        properties=_CLIMATE,
        matter=Matter(
            device_type="Room Air Conditioner",
            device_type_id=0x0072,
            clusters=("On/Off", "Thermostat", "Fan Control"),
        ),
    ),
    "thermostat": ThingType(
        properties=_CLIMATE,
        matter=Matter(device_type="Thermostat", device_type_id=0x0301, clusters=("Thermostat",)),
    ),
    "heater": ThingType(
        properties=_CLIMATE,
        matter=Matter(
            device_type="Thermostat", device_type_id=0x0301, clusters=("On/Off", "Thermostat")
        ),
    ),
    "air_purifier": ThingType(
        properties=_AIR,
        matter=Matter(
            device_type="Air Purifier",
            device_type_id=0x002D,
            clusters=("On/Off", "Fan Control", "PM2.5 Concentration Measurement"),
        ),
        is_on_implied=("speed", "fan_speed"),
    ),
    "humidifier": ThingType(properties=_AIR),
    "dehumidifier": ThingType(properties=_AIR),
    "diffuser": ThingType(
        properties={
            "on": _ON,
            "intensity": _PERCENT,
            "interval": Property(type=int, unit="MIN", minimum=1, maximum=720),
        }
    ),
    "cover": ThingType(
        properties={"position": _PERCENT, "tilt": _PERCENT},
        matter=Matter(
            device_type="Window Covering", device_type_id=0x0202, clusters=("Window Covering",)
        ),
    ),
    "lock": ThingType(
        properties={"locked": Property(type=bool)},
        matter=Matter(device_type="Door Lock", device_type_id=0x000A, clusters=("Door Lock",)),
    ),
    "tv": ThingType(
        properties=_MEDIA,
        actions=_SKIP,
        matter=Matter(
            device_type="Basic Video Player",
            device_type_id=0x0028,
            clusters=("On/Off", "Media Playback", "Media Input", "Channel"),
        ),
    ),
    "speaker": ThingType(
        properties=_MEDIA,
        actions=_SKIP,
        matter=Matter(
            device_type="Speaker", device_type_id=0x0022, clusters=("On/Off", "Level Control")
        ),
    ),
    "headset": ThingType(properties=_MEDIA, actions=_SKIP),
    "vacuum": ThingType(
        properties=_ROBOT,
        matter=Matter(
            device_type="Robotic Vacuum Cleaner",
            device_type_id=0x0074,
            clusters=("RVC Run Mode", "RVC Clean Mode", "RVC Operational State", "Service Area"),
        ),
    ),
    "mower": ThingType(properties=_ROBOT),
    "washer": ThingType(
        properties=_APPLIANCE,
        matter=Matter(
            device_type="Laundry Washer",
            device_type_id=0x0073,
            clusters=("On/Off", "Laundry Washer Mode", "Operational State"),
        ),
    ),
    "dryer": ThingType(
        properties=_APPLIANCE,
        matter=Matter(
            device_type="Laundry Dryer",
            device_type_id=0x007C,
            clusters=("On/Off", "Laundry Washer Mode", "Operational State"),
        ),
    ),
    "dishwasher": ThingType(
        properties=_APPLIANCE,
        matter=Matter(
            device_type="Dishwasher",
            device_type_id=0x0075,
            clusters=("On/Off", "Dishwasher Mode", "Operational State"),
        ),
    ),
    "oven": ThingType(
        properties=_APPLIANCE,
        matter=Matter(
            device_type="Oven",
            device_type_id=0x007B,
            clusters=("Oven Mode", "Temperature Control", "Oven Cavity Operational State"),
        ),
    ),
    "cooktop": ThingType(
        properties=_APPLIANCE,
        matter=Matter(device_type="Cooktop", device_type_id=0x0078, clusters=("On/Off",)),
    ),
    "refrigerator": ThingType(
        properties={
            "target_temperature": _target(0, 10, 1),
            "freezer_target_temperature": _target(-30, -10, 1),
            "rapid_freeze": Property(type=bool),
            "temperature": _TEMPERATURE,
            "door_open": Property(type=bool, read_only=True),
        },
        matter=Matter(
            device_type="Refrigerator",
            device_type_id=0x0070,
            clusters=(
                "Temperature Control",
                "Refrigerator And Temperature Controlled Cabinet Mode",
                "Refrigerator Alarm",
            ),
        ),
    ),
    "water_heater": ThingType(
        properties={
            "on": _ON,
            "mode": Property(type=str),
            "target_temperature": _target(30, 75, 1),
            "temperature": _TEMPERATURE,
        },
        matter=Matter(
            device_type="Water Heater",
            device_type_id=0x050F,
            clusters=("Thermostat", "Water Heater Management", "Water Heater Mode"),
        ),
    ),
    "valve": ThingType(
        properties={"position": _PERCENT},
        matter=Matter(
            device_type="Water Valve",
            device_type_id=0x0042,
            clusters=("Valve Configuration and Control",),
        ),
    ),
    "sensor": ThingType(properties={"value": Property(type=float, read_only=True)}),
    "scene": ThingType(properties=_RUN),
    "script": ThingType(properties=_RUN),
    "list": ThingType(properties={"items": Property(type=tuple)}),
    "person": ThingType(properties={"location": _TEXT_READ}),
}

COVER_KINDS = (
    "curtain",
    "blind",
    "shade",
    "shutter",
    "awning",
    "garage",
    "gate",
    "door",
    "window",
)

MEASURES: Mapping[str, str | None] = {
    "apparent_power": "V-A",
    "aqi": None,
    "atmospheric_pressure": "HectoPA",
    "battery": "PERCENT",
    "battery_charging": None,
    "co2": "PPM",
    "carbon_dioxide": "PPM",
    "carbon_monoxide": "PPM",
    "cold": None,
    "connectivity": None,
    "current": "A",
    "data_rate": "MegaBIT-PER-SEC",
    "data_size": "MegaBYTE",
    "date": None,
    "distance": "M",
    "door": None,
    "duration": "SEC",
    "energy": "KiloW-HR",
    "energy_storage": "KiloW-HR",
    "frequency": "HZ",
    "garage_door": None,
    "gas": None,
    "heat": None,
    "humidity": "PERCENT",
    "illuminance": "LUX",
    "irradiance": "W-PER-M2",
    "light": None,
    "lock": None,
    "moisture": "PERCENT",
    "monetary": None,
    "motion": None,
    "nitrogen_dioxide": "MicroGM-PER-M3",
    "nitrogen_monoxide": "MicroGM-PER-M3",
    "nitrous_oxide": "MicroGM-PER-M3",
    "occupancy": None,
    "opening": None,
    "ozone": "MicroGM-PER-M3",
    "plug": None,
    "pm1": "MicroGM-PER-M3",
    "pm10": "MicroGM-PER-M3",
    "pm25": "MicroGM-PER-M3",
    "power": "W",
    "power_factor": "PERCENT",
    "precipitation": "MilliM",
    "precipitation_intensity": "MilliM-PER-HR",
    "presence": None,
    "pressure": "HectoPA",
    "problem": None,
    "reactive_power": "V-A_Reactive",
    "running": None,
    "safety": None,
    "signal_strength": "DeciB_M",
    "smoke": None,
    "sound": None,
    "sound_pressure": "DeciB",
    "speed": "M-PER-SEC",
    "sulphur_dioxide": "MicroGM-PER-M3",
    "tamper": None,
    "temperature": "DEG_C",
    "update": None,
    "vibration": None,
    "volatile_organic_compounds": "MicroGM-PER-M3",
    "volatile_organic_compounds_parts": "PPB",
    "voltage": "V",
    "volume": "L",
    "volume_storage": "L",
    "water": "L",
    "water_leak": None,
    "weight": "KiloGM",
    "wind_speed": "M-PER-SEC",
    "window": None,
}
"""What a sensor can measure, with the unit of a reading that is a number (QUDT symbol)."""


def describe(
    *,
    id: str,  # noqa: A002 - the field's name
    title: str,
    type: str,  # noqa: A002 - the field's name
    state: State,
    aliases: tuple[str, ...] = (),
    area: str | None = None,
    kind: str | None = None,
    measures: str | None = None,
) -> Thing:
    """Return a thing of a known type that has exactly the properties that `state` lists.

    Raises:
        KeyError: `type`, or a property in `state`, is not in the catalogue.

    >>> sorted(describe(id="a", title="등", type="light", state={"on": True}).properties)
    ['on']
    """
    known = TYPES[type]
    properties = {name: known.properties[name] for name in state}
    if type == "sensor":
        properties["value"] = sensor_value(measures, state["value"])
    return Thing(
        id=id,
        title=title,
        type=type,
        aliases=aliases,
        area=area,
        kind=kind,
        measures=measures,
        properties=properties,
        actions=known.actions,
    )


def sensor_value(measures: str | None, example: object) -> Property:
    """Return the property of a sensor that reports values like `example`."""
    if isinstance(example, bool):
        return Property(type=bool, read_only=True)
    if isinstance(example, str):
        return Property(type=str, read_only=True)
    return Property(type=float, unit=MEASURES.get(measures or ""), read_only=True)
