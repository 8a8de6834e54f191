"""What the scenes of the virtual home do: a home's scenes live in its devices, not in the hub."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .devices import Device, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Turns off all devices of some types, then sets some devices."""

    off: tuple[str, ...] = ()
    sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


_AIR = ("air_conditioner", "fan", "air_purifier")
_DIM = {"on": True, "brightness": 20}
SCENES: Mapping[str, Scene] = {
    # the Korean flat
    "movie_mode": Scene(
        sets={
            "living_light": {"on": False},
            "indirect_light": {"on": False},
            "mood_light": _DIM,
            "living_curtain": {"position": 0},
        }
    ),
    "sleep_mode": Scene(off=("light",), sets={"bedroom_blind": {"position": 0}}),
    # the English house
    "movie_night": Scene(
        sets={"living_light": {"on": False}, "floor_lamp": _DIM, "living_curtains": {"position": 0}}
    ),
    "good_night": Scene(off=("light",), sets={"bedroom_blinds": {"position": 0}}),
    # both: they leave locks, valves and heating alone, which a person is asked about
    "away_mode": Scene(off=("light", *_AIR)),
}
"""By the scene's id; any other scene does nothing."""


def play(scene_id: str, devices: Iterable[Device]) -> list[Message]:
    """Carry a scene out on the devices, as far as their faults let them; return what they say."""
    scene = SCENES.get(scene_id, Scene())
    messages: list[Message] = []
    for device in devices:
        off = {"on": False} if device.type in scene.off else {}
        wanted = {**off, **scene.sets.get(device.id, {})}
        if wanted:
            messages += device.follow(wanted)
    return messages
