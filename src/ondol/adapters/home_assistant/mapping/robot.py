"""Robots that clean or mow."""

from collections.abc import Mapping
from dataclasses import replace

from ondol.language.normalise import clean
from ondol.things.home_assistant import ACTIVITIES
from ondol.things.thing import Property, State, Value

from .entity import Entity
from .parts import Part, Setter, asks, chooses, in_turn, shown, usual

_TURN_ON, _TURN_OFF, _PAUSE, _STOP, _RETURN_HOME, _FAN_SPEED, _START = 1, 2, 4, 8, 16, 32, 8192
_START_MOWING, _PAUSE_MOWING, _DOCK = 1, 2, 4
_MAX_MODE = 60  # characters


def vacuum(entity: Entity) -> Part:
    """Return the part that a robot vacuum is."""
    shape = entity.shape
    services: dict[Value, str] = {}
    if shape.can(_START):
        services["cleaning"] = "vacuum.start"
    if shape.can(_PAUSE) or shape.can(_STOP):
        services["paused"] = "vacuum.pause" if shape.can(_PAUSE) else "vacuum.stop"
    if shape.can(_RETURN_HOME):
        services |= dict.fromkeys(("returning", "docked"), "vacuum.return_to_base")
    properties, setters = _activity("vacuum", services)
    speeds = shown(
        shape.words("fan_speed_list") if shape.can(_FAN_SPEED) else (),
        lambda word: clean(word, limit=_MAX_MODE),
    )
    if speeds:
        properties["mode"] = replace(usual("vacuum", "mode"), enum=tuple(speeds))
        setters["mode"] = chooses("vacuum.set_fan_speed", "fan_speed", speeds)
    if "battery_level" in shape:
        properties["battery"] = usual("vacuum", "battery")

    def read(entity: Entity, _asked: State) -> State:
        speed = entity.now.text("fan_speed")
        values: dict[str, Value] = {
            "activity": ACTIVITIES.get(entity.state),
            "battery": entity.now.whole("battery_level"),
            "mode": speed if speed in speeds else None,
        }
        return {name: value for name, value in values.items() if name in properties}

    return Part(type="vacuum", properties=properties, read=read, write=in_turn(setters))


def lawn_mower(entity: Entity) -> Part:
    """Return the part that a robot mower is."""
    shape = entity.shape
    services: dict[Value, str] = {}
    if shape.can(_START_MOWING):
        services["cleaning"] = "lawn_mower.start_mowing"
    if shape.can(_PAUSE_MOWING):
        services["paused"] = "lawn_mower.pause"
    if shape.can(_DOCK):
        services |= dict.fromkeys(("returning", "docked"), "lawn_mower.dock")
    properties, setters = _activity("mower", services)

    def read(entity: Entity, _asked: State) -> State:
        return {"activity": ACTIVITIES.get(entity.state)}

    return Part(type="mower", properties=properties, read=read, write=in_turn(setters))


def _activity(
    thing_type: str, services: Mapping[Value, str]
) -> tuple[dict[str, Property], dict[str, Setter]]:
    """Return what a robot does, and how it is asked to do otherwise."""
    known = usual(thing_type, "activity")
    if not services:
        return {"activity": replace(known, read_only=True)}, {}
    able = tuple(word for word in known.enum if word in services)
    return {"activity": replace(known, enum=able)}, {"activity": asks(services)}
