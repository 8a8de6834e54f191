"""How a virtual appliance obeys, refuses, and goes on by itself.

It takes LG's control messages (`{"airConJobMode": {"currentJobMode": "COOL"}}`, with `location` and
section where its profile has them), refuses with LG's codes what its profile or its state does not
allow, and runs its programme to the end.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .appliances import Json, Model, Rule

Fault = Literal["none", "offline", "refuses", "lies"]
"""`offline`: not connected; `refuses`: every command fails; `lies`: it takes them and does none."""

MESSAGES: Mapping[str, str] = {
    "1101": "Missing parameters",
    "1102": "Unacceptable parameters",
    "1103": "Invalid token",
    "1205": "Not exist device",
    "1207": "Already subscribed push",
    "1216": "Incorrect header",
    "1220": "Not supported feature",
    "1222": "Not connected device",
    "1301": "Invalid service key",
    "1314": "Exceeded User API calls",
    "2000": "Internal server error",
    "2208": "Fail device control",
    "2301": "Command not supported in REMOTE_OFF",
    "2302": "Command not supported in STATE",
    "2304": "Command not supported in POWER_OFF",
    "2305": "Command not supported in MODE",
}

_RUNS: Mapping[str, str] = {"STOP": "PAUSE", "PAUSE": "PAUSE", "POWER_OFF": "POWER_OFF"}
_WAKING = frozenset({"POWER_ON", "WAKE_UP"})
_OFF = frozenset({"POWER_OFF", "SLEEP"})
_AT_REST = frozenset(
    {"POWER_OFF", "INITIAL", "END", "DONE", "COMPLETE", "CHARGING", "STANDBY", "SLEEP", "OFF"}
)
_ENDS: Mapping[str, tuple[str, str]] = {  # of a programme: its last state, what is told then
    "washerOperationMode": ("END", "WASHING_IS_COMPLETE"),
    "dryerOperationMode": ("END", "DRYING_IS_COMPLETE"),
    "stylerOperationMode": ("COMPLETE", "STYLING_IS_COMPLETE"),
    "dishWasherOperationMode": ("END", "WASHING_IS_COMPLETE"),
    "ovenOperationMode": ("DONE", "COOKING_IS_COMPLETE"),
    "cleanOperationMode": ("HOMING", "CLEANING_IS_COMPLETE"),
}
_STARTS: Mapping[str, str] = {
    "cleanOperationMode": "CLEANING",
    "ovenOperationMode": "COOKING_IN_PROGRESS",
}
_HOMING_S = 120.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error of LG's: its code."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an appliance tells of itself: a report of its state, or a notification's code."""

    report: Any = None
    code: str | None = None


class Appliance:
    """One virtual appliance."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.state: Any = copy.deepcopy(model.state)
        self.fault: Fault = "none"
        self._left_s: dict[int, float] = {}

    @property
    def id(self) -> str:
        return self.model.id

    # Commands ----------------------------------------------------------------------------------

    def check(self, payload: object) -> Refusal | None:
        """Return why a command is refused; None: it is taken."""
        if self.fault == "offline":
            return Refusal("1222")
        if self.fault == "refuses":
            return Refusal("2208")
        if not isinstance(payload, dict) or not payload:
            return Refusal("1101")
        for place, body in self._aimed(payload):
            if place is None:
                return Refusal("1102")
            refusal = self._check_place(*place, body)
            if refusal is not None:
                return refusal
        return None

    def perform(self, payload: Mapping[str, Any]) -> list[Told]:
        """Do what was taken, and return what is told of it."""
        if self.fault == "lies":
            return []
        told: list[Told] = []
        for place, body in self._aimed(payload):
            if place is None:
                continue
            profile, state, section = place
            for resource, values in body.items():
                if isinstance(values, dict):
                    self._set(profile, state, resource, values)
            told.append(Told(report=_report(state, set(body) | {"runState", "timer"}, section)))
        return told

    def _aimed(
        self, payload: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[Json, Json, str] | None, Json]]:
        """Yield profile, state and section that each part of a command is for, and the part."""
        for section in ("washer", "dryer"):
            if isinstance(payload.get(section), dict):
                place = (self.model.profile[section]["property"], self.state[section], section)
                yield place, payload[section]
                return
        body = {name: part for name, part in payload.items() if name != "location"}
        profile, state = self.model.profile["property"], self.state
        if not isinstance(profile, list):
            yield (profile, state, ""), body
            return
        extension = self.model.profile.get("extensionProperty", {})
        if "location" not in payload and set(body) <= set(extension):
            yield (extension, self.state[0], ""), body
            return
        wanted = payload.get("location", {}).get("locationName")
        for entry in profile:
            if entry["location"]["locationName"] == wanted:
                there = next(one for one in state if one["location"]["locationName"] == wanted)
                yield (entry, there, ""), body
                return
        yield None, body

    def _check_place(self, profile: Json, state: Json, _section: str, body: Json) -> Refusal | None:
        if state.get("remoteControlEnable", {}).get("remoteControlEnabled") is False:
            return Refusal("2301")
        words = [
            value
            for values in body.values()
            if isinstance(values, dict)
            for value in values.values()
        ]
        if _is_off(state) and not any(word in _WAKING or word == "START" for word in words):
            return Refusal("2304")
        for resource, values in body.items():
            refusal = self._check_resource(profile, state, resource, values)
            if refusal is not None:
                return refusal
        return None

    def _check_resource(
        self, profile: Json, state: Json, resource: str, values: object
    ) -> Refusal | None:
        if resource not in profile or not isinstance(values, dict):
            return Refusal("1220")
        told = profile[resource]
        if isinstance(told, list):
            told = _item(told, values)
            if told is None:
                return Refusal("1102")
        for key, value in values.items():
            if key in ("unit", "locationName"):
                continue
            spec = told.get(key)
            if not isinstance(spec, dict) or "w" not in spec["mode"]:
                return Refusal("1220")
            if not _is_allowed(spec, value):
                return Refusal("1102")
            for rule in self.model.rules:
                if _forbids(rule, resource, key, value, state):
                    return Refusal(rule.code)
        return None

    def _set(self, profile: Json, state: Json, resource: str, values: Json) -> None:
        there = state.setdefault(resource, {})
        if isinstance(there, list):
            _set_item(there, values)
            return
        if resource == "operation":
            for key, word in values.items():
                self._operate(state, key, word)
        readable = profile[resource]
        for key, value in values.items():
            spec = readable.get(key) if isinstance(readable, dict) else {"mode": "r"}
            if spec is not None and "r" in spec["mode"]:
                there[key] = value
        if resource == "power":
            state["cookingZone"]["currentState"] = "COOKING" if there["powerLevel"] else "OFF"

    def _operate(self, state: Json, key: str, word: object) -> None:
        run = state.get("runState")
        if key not in _ENDS or run is None:
            return
        if word in _WAKING:
            run["currentState"] = "INITIAL"
        elif word == "START":
            self._start(state, key)
        elif word == "HOMING":
            run["currentState"] = "HOMING"
            self._left_s[id(state)] = _HOMING_S
        else:
            run["currentState"] = _RUNS.get(str(word), "INITIAL")

    def _start(self, state: Json, key: str) -> None:
        is_new = state["runState"]["currentState"] != "PAUSE"
        state["runState"]["currentState"] = _STARTS.get(key, "RUNNING")
        if is_new or id(state) not in self._left_s:
            self._left_s[id(state)] = self.model.minutes * 60.0
        self._show_time(state)

    # Time --------------------------------------------------------------------------------------

    def tick(self, seconds: float) -> list[Told]:
        """Let time pass, and return what is told of it."""
        told: list[Told] = []
        for state, section in self._places():
            now = state.get("runState", {}).get("currentState")
            if id(state) not in self._left_s or now in (*_AT_REST, "PAUSE"):
                continue
            before = _report(state, {"runState", "timer"}, section)
            self._left_s[id(state)] = max(self._left_s[id(state)] - seconds, 0.0)
            self._show_time(state)
            if self._left_s[id(state)] == 0:
                told += self._end(state, section)
            elif (report := _report(state, {"runState", "timer"}, section)) != before:
                told.append(Told(report=report))
        return told

    def _end(self, state: Json, section: str) -> list[Told]:
        del self._left_s[id(state)]
        if state["runState"]["currentState"] == "HOMING":
            state["runState"]["currentState"] = "CHARGING"
            return [Told(report=_report(state, {"runState"}, section))]
        operation = self._operation(section)
        last, code = _ENDS[operation]
        state["runState"]["currentState"] = last
        if last == "HOMING":
            self._left_s[id(state)] = _HOMING_S
        return [Told(report=_report(state, {"runState", "timer"}, section)), Told(code=code)]

    def _operation(self, section: str) -> str:
        told = self.model.profile[section] if section else self.model.profile
        entry = told["property"][0] if isinstance(told["property"], list) else told["property"]
        return str(next(iter(entry["operation"])))

    def _places(self) -> Iterator[tuple[Json, str]]:
        if isinstance(self.state, list):
            for entry in self.state:
                yield entry, ""
        elif "washer" in self.state:
            yield self.state["washer"], "washer"
            yield self.state["dryer"], "dryer"
        else:
            yield self.state, ""

    def _show_time(self, state: Json) -> None:
        timer = state.get("timer", {})
        if "remainMinute" in timer:
            minutes = round(self._left_s[id(state)] / 60)
            timer["remainHour"], timer["remainMinute"] = divmod(minutes, 60)


def _report(state: Json, resources: set[str], section: str) -> Json:
    """Return a part of a state, as messages carry it."""
    part = {name: copy.deepcopy(state[name]) for name in resources if name in state}
    if "location" in state:
        part["location"] = state["location"]
    return {section: part} if section else part


def _is_off(state: Json) -> bool:
    modes = state.get("operation", {})
    switched = [word for name, word in modes.items() if name.endswith("OperationMode")]
    return "POWER_OFF" in switched or state.get("runState", {}).get("currentState") in _OFF


def _item(told: list[Json], values: Json) -> Json | None:
    """Return the item of a list that values are for: of their place, or their unit."""
    name = "locationName" if "locationName" in values else "unit"
    return next((item for item in told if item.get(name) == values.get(name)), None)


def _set_item(there: list[Json], values: Json) -> None:
    item = _item(there, values)
    if item is None:
        return
    for key, value in values.items():
        if key in ("unit", "locationName"):
            continue
        if key.endswith("TargetTemperature"):  # of one mode: it is the temperature to reach now
            key = "targetTemperature"
        item[key] = value
        if item.get("unit") == "C" and "locationName" not in item:
            for other in there:
                if other.get("unit") == "F":
                    other[key] = round(value * 9 / 5 + 32)


def _is_allowed(spec: Json, value: object) -> bool:
    allowed = spec.get("value", {}).get("w")
    match spec["type"]:
        case "enum":
            return value in allowed
        case "boolean":
            return isinstance(value, bool)
        case "range":
            if isinstance(value, bool) or not isinstance(value, int | float):
                return False
            is_on_step = (value - allowed["min"]) % allowed["step"] == 0
            return bool(allowed["min"] <= value <= allowed["max"] and is_on_step)
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool)


def _forbids(rule: Rule, resource: str, key: str, value: object, state: Json) -> bool:
    asked_resource, asked_key, asked_value = rule.asks
    if (resource, key) != (asked_resource, asked_key) or asked_value not in (None, value):
        return False
    other_resource, other_key, values = rule.while_
    return state.get(other_resource, {}).get(other_key) in values
