"""Covers and valves: what is open to some degree. Pure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ondol.adapters.mqtt.fields import Fields, InvalidDiscoveryError
from ondol.adapters.mqtt.parts import (
    UNKNOWN,
    Command,
    Draft,
    Part,
    Publish,
    Setter,
    UnreadableError,
    UnsupportedError,
    number,
    numeric,
    sends,
)
from ondol.things.catalog import COVER_KINDS
from ondol.things.thing import State, Value


@dataclass(frozen=True, slots=True)
class Span:
    """Percent open, and the device's own numbers for closed and open."""

    closed: float
    open: float

    def encode(self, value: Value) -> int:
        """Return the device's number."""
        return round(self.closed + (self.open - self.closed) * numeric(value) / 100)

    def decode(self, raw: float, asked: Value) -> int:
        """Return percent: what was asked for, if this is what it was sent as."""
        if isinstance(asked, int) and not isinstance(asked, bool) and self.encode(asked) == raw:
            return asked
        percent = (raw - self.closed) / (self.open - self.closed) * 100
        return min(100, max(0, round(percent)))


def _span(fields: Fields, closed: str, opened: str, defaults: tuple[float, float]) -> Span:
    span = Span(fields.number(closed, defaults[0]), fields.number(opened, defaults[1]))
    if span.closed == span.open:
        raise InvalidDiscoveryError(f"{closed} and {opened} are the same")
    return span


def cover(fields: Fields, thing_type: str) -> Part:
    """Return the part that a cover is."""
    draft = Draft(fields, thing_type)
    span = _span(fields, "position_closed", "position_open", (0, 100))
    tilts = _span(fields, "tilt_closed_value", "tilt_opened_value", _tilt_ends(fields))
    _add_position(draft, span, tilts)
    _add_tilt(draft, tilts)
    kind = fields.text("device_class")
    return draft.part(kind=kind if kind in COVER_KINDS else None)


def _tilt_ends(fields: Fields) -> tuple[float, float]:
    return fields.number("tilt_min", 0), fields.number("tilt_max", 100)


def _add_position(draft: Draft, span: Span, tilts: Span) -> None:
    fields = draft.fields
    if "position_topic" in fields:
        is_read = draft.read("position_topic", ("position_template",), _position(span, tilts))
    else:
        is_read = draft.read("state_topic", ("value_template",), _open_or_closed(fields))
    known = draft.usual("position")
    command = draft.command("set_position_topic", "set_position_template")
    if command is not None:

        def move(value: Value) -> list[Publish]:
            raw = span.encode(value)
            ends = {"position_closed": span.closed, "position_open": span.open}
            return [command.publish(raw, position=value, **ends)]

        draft.attribute("position", known, is_read=is_read, setter=move)
    else:
        known = replace(known, enum=(0, 100))
        draft.attribute("position", known, is_read=is_read, setter=_ends(draft))


def _ends(draft: Draft) -> Callable[[Value], list[Publish]] | None:
    """Return how to move a cover or valve that can only open and close."""
    fields = draft.fields
    command = draft.command("command_topic", "command_template")
    if command is None:
        return None
    sent: Mapping[Value, str | None] = {
        0: _word(fields, "payload_close", "CLOSE"),
        100: _word(fields, "payload_open", "OPEN"),
    }

    def move(value: Value) -> list[Publish]:
        payload = sent.get(value)
        if payload is None:
            raise UnsupportedError(f"it cannot be moved to {value}%")
        return [command.publish(payload)]

    return move


def _word(fields: Fields, name: str, default: str) -> str | None:
    """Return a payload; null in the discovery payload: it cannot be asked for that."""
    return None if name in fields.values and name not in fields else fields.payload(name, default)


def _position(span: Span, tilts: Span) -> Callable[[str, State], State]:
    def read(text: str, asked: State) -> State:
        if text == UNKNOWN:
            return {"position": None}
        said = _object(text)
        if said is None:
            return {"position": span.decode(number(text), asked.get("position"))}
        values: dict[str, Value] = {}
        if (position := said.get("position")) is not None:
            values["position"] = span.decode(number(str(position)), asked.get("position"))
        if (tilt := said.get("tilt_position")) is not None:
            values["tilt"] = tilts.decode(number(str(tilt)), asked.get("tilt"))
        return values

    return read


def _object(text: str) -> dict[str, object] | None:
    if not text.startswith("{"):
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("no JSON") from error
    return said if isinstance(said, dict) else None


def _open_or_closed(fields: Fields) -> Callable[[str, State], State]:
    """Return a reader of words; what moves, or stopped somewhere, says no position."""
    opened, closed = fields.payload("state_open", "open"), fields.payload("state_closed", "closed")
    meanings: dict[str, State] = {
        fields.payload("state_opening", "opening"): {},
        fields.payload("state_closing", "closing"): {},
        fields.payload("state_stopped", "stopped"): {},
        UNKNOWN: {"position": None},
        opened: {"position": 100},
        closed: {"position": 0},
    }

    def read(text: str, _asked: State) -> State:
        for word in (text, text.lower()):
            if word in meanings:
                return meanings[word]
        raise UnreadableError(f"{text[:40]!r} is none of {', '.join(meanings)}")

    return read


def _add_tilt(draft: Draft, tilts: Span) -> None:
    if not draft.has("tilt"):
        return

    def read(text: str, asked: State) -> State:
        if text == UNKNOWN:
            return {"tilt": None}
        return {"tilt": tilts.decode(number(text), asked.get("tilt"))}

    command = draft.command("tilt_command_topic", "tilt_command_template")
    is_read = draft.read("tilt_status_topic", ("tilt_status_template",), read)
    setter = _tilter(command, tilts) if command is not None else None
    draft.attribute("tilt", draft.usual("tilt"), is_read=is_read, setter=setter)


def _tilter(command: Command, tilts: Span) -> Setter:
    return lambda value: (command.publish(tilts.encode(value), tilt_position=value),)


def valve(fields: Fields, thing_type: str) -> Part:
    """Return the part that a valve is."""
    draft = Draft(fields, thing_type)
    span = _span(fields, "position_closed", "position_open", (0, 100))
    known = draft.usual("position")
    if not fields.flag("reports_position", False):
        is_read = draft.read("state_topic", ("value_template",), _open_or_closed(fields))
        known = replace(known, enum=(0, 100))
        draft.attribute("position", known, is_read=is_read, setter=_ends(draft))
        return draft.part()
    command = draft.command("command_topic", "command_template")
    is_read = draft.read("state_topic", ("value_template",), _valve_position(fields, span))
    setter = sends(command, span.encode)
    draft.attribute("position", known, is_read=is_read, setter=setter)
    return draft.part()


def _valve_position(fields: Fields, span: Span) -> Callable[[str, State], State]:
    moving = {fields.payload(f"state_{word}", word) for word in ("opening", "closing", "stopped")}

    def read(text: str, asked: State) -> State:
        said = _object(text)
        raw = text if said is None else said.get("position")
        if raw is None or raw in moving:
            return {}
        if raw == UNKNOWN:
            return {"position": None}
        return {"position": span.decode(number(str(raw)), asked.get("position"))}

    return read
