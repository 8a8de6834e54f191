"""Robots that clean or mow. Pure."""

import json
from collections.abc import Mapping
from dataclasses import replace

from ondol.adapters.mqtt.fields import Fields
from ondol.adapters.mqtt.parts import (
    UNKNOWN,
    Command,
    Draft,
    Part,
    Publish,
    Setter,
    UnreadableError,
    UnsupportedError,
    sends,
)
from ondol.things.home_assistant import ACTIVITIES
from ondol.things.thing import State, Value

_USUAL = ("start", "stop", "return_home", "status", "battery", "clean_spot")


def vacuum(fields: Fields, thing_type: str) -> Part:
    """Return the part that a robot vacuum is (the state schema)."""
    draft = Draft(fields, thing_type)
    can = frozenset(fields.texts("supported_features", _USUAL))
    speeds = fields.texts("fan_speed_list")
    is_read = draft.read("state_topic", ("value_template",), _read_vacuum)
    command = draft.command("command_topic")
    sent = _vacuum_words(fields, can)
    if draft.has("activity"):
        setter = _activities(dict.fromkeys(sent, command), sent) if command is not None else None
        known = replace(draft.usual("activity"), enum=_reachable(sent))
        draft.attribute("activity", known, is_read=is_read, setter=setter)
    if speeds and draft.has("mode"):
        known = replace(draft.usual("mode"), enum=speeds)
        setter = sends(draft.command("set_fan_speed_topic"), lambda value: value)
        draft.attribute("mode", known, is_read=is_read, setter=setter)
    if "battery" in fields.texts("supported_features") and draft.has("battery"):
        draft.attribute("battery", draft.usual("battery"), is_read=is_read, setter=None)
    return draft.part()


def _vacuum_words(fields: Fields, can: frozenset[str]) -> dict[str, str]:
    words: dict[str, str] = {}
    if "start" in can:
        words["cleaning"] = fields.payload("payload_start", "start")
    if "pause" in can:
        words["paused"] = fields.payload("payload_pause", "pause")
    elif "stop" in can:
        words["paused"] = fields.payload("payload_stop", "stop")
    if "return_home" in can:
        home = fields.payload("payload_return_to_base", "return_to_base")
        words |= {"returning": home, "docked": home}
    return words


def _reachable(sent: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in ("cleaning", "paused", "returning", "docked") if name in sent)


def _activities(commands: Mapping[str, Command], sent: Mapping[str, str]) -> Setter:
    def ask(value: Value) -> list[Publish]:
        if not isinstance(value, str) or value not in sent:
            raise UnsupportedError(f"it cannot be asked for {value!r}")
        return [commands[value].publish(sent[value])]

    return ask


def _activity(said: object) -> Value:
    if said in (None, UNKNOWN):
        return None
    if not isinstance(said, str) or said.lower() not in ACTIVITIES:
        raise UnreadableError(f"{str(said)[:40]!r} is none of {', '.join(ACTIVITIES)}")
    return ACTIVITIES[said.lower()]


def _read_vacuum(text: str, _asked: State) -> State:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("no JSON") from error
    if not isinstance(said, dict):
        raise UnreadableError("no JSON object")
    values: dict[str, Value] = {}
    if "state" in said:
        values["activity"] = _activity(said["state"])
    if isinstance(speed := said.get("fan_speed"), str):
        values["mode"] = speed
    level = said.get("battery_level")
    if isinstance(level, int | float) and 0 <= level <= 100:
        values["battery"] = round(level)
    return values


def lawn_mower(fields: Fields, thing_type: str) -> Part:
    """Return the part that a robot mower is."""
    draft = Draft(fields, thing_type)

    def read(text: str, _asked: State) -> State:
        return {"activity": _activity(text)}

    is_read = draft.read("activity_state_topic", ("activity_value_template",), read)
    words = {"cleaning": "start_mowing", "paused": "pause", "returning": "dock", "docked": "dock"}
    commands: dict[str, Command] = {}
    for name, word in words.items():
        command = draft.command(f"{word}_command_topic", f"{word}_command_template")
        if command is not None:
            commands[name] = command
    sent = {name: words[name] for name in commands}
    if draft.has("activity"):
        known = replace(draft.usual("activity"), enum=_reachable(sent))
        setter = _activities(commands, sent) if commands else None
        draft.attribute("activity", known, is_read=is_read, setter=setter)
    return draft.part()
