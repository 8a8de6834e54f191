"""Home Assistant's words and ours, for all who meet them: its own API, and MQTT discovery. Pure.

The words that Home Assistant fixes are those of its developer documentation (climate, vacuum and
lawn mower entities); speeds and swings are free text there, and these are what devices say.
"""

from collections.abc import Mapping

from .thing import Value

CLIMATE_MODES: Mapping[str, str] = {
    "auto": "auto",
    "heat_cool": "auto",
    "cool": "cool",
    "heat": "heat",
    "dry": "dry",
    "fan_only": "fan",
}
"""Modes of heating and cooling; "off" is `on: false`."""

FAN_SPEEDS: Mapping[str, str] = {
    "auto": "auto",
    **dict.fromkeys(("low", "min", "minimum", "weak"), "low"),
    **dict.fromkeys(("medium", "mid", "middle", "med", "normal"), "medium"),
    **dict.fromkeys(("high", "max", "maximum", "strong"), "high"),
}
SWINGS: Mapping[str, str] = {
    **dict.fromkeys(("auto", "on", "swing", "both", "vertical"), "auto"),
    **dict.fromkeys(("up", "top", "upper", "high", "highest"), "up"),
    **dict.fromkeys(("middle", "mid", "center", "centre"), "middle"),
    **dict.fromkeys(("down", "bottom", "lower", "low", "lowest"), "down"),
}
ACTIVITIES: Mapping[str, Value] = {
    "cleaning": "cleaning",
    "mowing": "cleaning",
    "paused": "paused",
    "idle": "paused",
    "returning": "returning",
    "docked": "docked",
    "error": None,
}
"""What robots do; one that is in error does nothing that we have a word for."""
