"""Virtual devices: what they announce, how they obey and how they behave. Pure.

A device is made of one entry of a home file. It speaks Home Assistant MQTT discovery with the hint
of docs/reference/mqtt.md, written from that page and sharing no code with `adapters.mqtt`. Time
comes in by `tick`; what is said to it by `receive`; both return the messages that it publishes.
"""

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Fault = Literal["none", "offline", "slow", "refuses", "lies"]
FAULTS: tuple[Fault, ...] = ("none", "offline", "slow", "refuses", "lies")
SLOW_S = 8.0
"""How long a slow device takes to answer; longer than the hub waits."""

PREFIX = "homeassistant"
HERE_TOPIC = "home/availability"
"""Where the virtual home says that it is there, and its will that it is not."""
NOT_MQTT = frozenset({"tv", "speaker", "headset", "list", "person"})
"""Types that are no MQTT devices: players are in memory, lists the hub's own, people are people."""

TRAVEL_PER_S = 25.0  # % of a cover's way
WASH_S = {"washer": 3000, "dryer": 3600, "dishwasher": 5400}

_RGB = {
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "orange": (255, 165, 0),
    "purple": (128, 0, 128),
    "pink": (255, 192, 203),
    "white": (255, 255, 255),
}
_BINARY = frozenset(
    {"window", "door", "motion", "occupancy", "smoke", "gas", "water_leak", "battery"}
)
_UNITS = {
    "temperature": "°C",
    "humidity": "%",
    "pm25": "µg/m³",
    "illuminance": "lx",
    "power": "W",
    "co2": "ppm",
}
_CLASSES = {"water_leak": "moisture", "co2": "carbon_dioxide"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something that a device publishes; retained, as states and discovery are."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One attribute on the wire."""

    attribute: str
    state_topic: str
    command_topic: str | None = None
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


@dataclass(slots=True, kw_only=True)
class Device:
    """A device: its state and its channels. `config` is its discovery payload."""

    id: str
    type: str
    area: str | None
    config_topic: str
    config: Mapping[str, Any]
    channels: Sequence[Channel]
    state: dict[str, Any]
    fault: Fault = "none"
    later: list[tuple[float, str, str]] = field(default_factory=list)
    target_position: float | None = None
    busy_s: float = 0.0
    was_run: bool = False
    """A scene that was just run; what it does to others is not its own to do."""

    @property
    def availability_topic(self) -> str:
        """Return where it says whether it is online."""
        return f"home/{self.id}/availability"

    def announce(self) -> list[Message]:
        """Return discovery, availability and state."""
        config = json.dumps(self.config, ensure_ascii=False)
        return [
            Message(topic=self.config_topic, payload=config),
            *self.available(),
            *self.report(),
        ]

    def available(self) -> list[Message]:
        """Return whether it is there."""
        is_there = self.fault != "offline"
        return [Message(topic=self.availability_topic, payload="online" if is_there else "offline")]

    def report(self) -> list[Message]:
        """Return its state, what it measures first: who waits for what was asked knows all then."""
        topics: dict[str, str] = {}
        for channel in sorted(self.channels, key=lambda one: one.command_topic is not None):
            is_whole = channel.attribute == "*"
            value = self.state if is_whole else self.state.get(channel.attribute)
            topics[channel.state_topic] = channel.write(value)
        return [Message(topic=topic, payload=payload) for topic, payload in topics.items()]

    def subscriptions(self) -> list[str]:
        """Return the topics on which it is told what to do."""
        return [c.command_topic for c in self.channels if c.command_topic is not None]

    def receive(self, topic: str, payload: str) -> list[Message]:
        """Obey a command, as far as the device's fault lets it."""
        match self.fault:
            case "offline":
                return []
            case "lies":
                return [Message(topic=f"home/{self.id}/ack", payload="ok")]
            case "refuses":
                return self.report()
            case "slow":
                self.later.append((SLOW_S, topic, payload))
                return []
            case _:
                return self._obey(topic, payload)

    def set_fault(self, fault: Fault) -> list[Message]:
        """Begin or end a fault."""
        self.fault = fault
        return [*self.available(), *self.report()]

    def follow(self, values: Mapping[str, Any]) -> list[Message]:
        """Do what a scene wants, unless a fault keeps it from it."""
        return self._set(dict(values)) if self.fault == "none" else []

    def _obey(self, topic: str, payload: str) -> list[Message]:
        for channel in self.channels:
            if channel.command_topic == topic:
                try:
                    wanted = channel.read(payload)
                except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
                    return self.report()  # what it does not understand changes nothing
                self.was_run = self.type == "scene"
                values = wanted if isinstance(wanted, dict) else {channel.attribute: wanted}
                return self._set(values)
        return []

    def _set(self, values: dict[str, Any]) -> list[Message]:
        if self.type in {"cover", "valve"} and "position" in values:
            self.target_position = float(min(max(values.pop("position"), 0), 100))
            if self.type == "valve":
                self.state["position"] = round(self.target_position)
        is_started = self.type in WASH_S and values.get("activity") == "running"
        if is_started and self.state.get("remaining", 0) <= 0:
            values["remaining"] = WASH_S[self.type]
        if self.type in WASH_S and values.get("activity") == "idle":
            values["remaining"] = 0
        if self.type == "light" and {"brightness", "color", "color_temperature"} & set(values):
            values.setdefault("on", True)
        if self.type in {"fan", "air_purifier"} and "speed" in values:
            values.setdefault("on", values["speed"] > 0)
        self.state.update({k: v for k, v in values.items() if k in self.state or k == "remaining"})
        self.busy_s = 0.0
        return self.report()

    def tick(self, seconds: float, climate: "Climate") -> list[Message]:
        """Let time pass."""
        messages: list[Message] = []
        due = [(wait - seconds, topic, payload) for wait, topic, payload in self.later]
        self.later = [one for one in due if one[0] > 0]
        for wait, topic, payload in due:
            if wait <= 0 and self.fault != "offline":
                messages += self._obey(topic, payload)
        before = {message.topic: message.payload for message in self.report()}
        self._behave(seconds, climate)
        if self.fault != "offline":
            messages += [one for one in self.report() if before[one.topic] != one.payload]
        return messages

    def _behave(self, seconds: float, climate: "Climate") -> None:
        match self.type:
            case "cover":
                self._travel(seconds)
            case "vacuum" | "mower":
                self._roam(seconds)
            case "washer" | "dryer" | "dishwasher":
                self._work(seconds)
            case "oven" | "water_heater" if "temperature" in self.state:
                self._heat(seconds)
            case _:
                pass
        if self.type not in {"refrigerator", "oven", "water_heater"}:
            for name in ("temperature", "humidity", "pm25"):
                if name in self.state:
                    self.state[name] = climate.shown(self.area, name)
        measures = self.config["ondol"].get("measures")
        if measures in {"temperature", "humidity", "pm25"}:
            self.state["value"] = climate.shown(self.area, measures)
        if measures == "motion":
            self._pass(seconds, climate, "value", every_s=900, lasts_s=60)
        if "door_open" in self.state:
            self._pass(seconds, climate, "door_open", every_s=1800, lasts_s=20)
        if self.type == "outlet" and "power" in self.state:
            self.state["power"] = 85 if self.state.get("on") else 0

    def _pass(
        self, seconds: float, climate: "Climate", name: str, *, every_s: float, lasts_s: float
    ) -> None:
        """Let somebody come by, now and then, and go."""
        if self.state[name]:
            self.busy_s += seconds
            self.state[name] = self.busy_s < lasts_s
        elif climate.happens(seconds, every_s):
            self.state[name], self.busy_s = True, 0.0

    def _travel(self, seconds: float) -> None:
        if self.target_position is None:
            return
        now = float(self.state["position"])
        way = self.target_position - now
        step = min(abs(way), TRAVEL_PER_S * seconds)
        now += step if way > 0 else -step
        self.state["position"] = round(now)
        if now == self.target_position:
            self.target_position = None

    def _roam(self, seconds: float) -> None:
        self.busy_s += seconds
        battery = float(self.state.get("battery", 100))
        match self.state["activity"]:
            case "cleaning":
                battery -= seconds / 60
                if battery < 15 or self.busy_s > 2400:
                    self.state["activity"], self.busy_s = "returning", 0.0
            case "returning" if self.busy_s > 15:
                self.state["activity"], self.state["cleaning_area"] = "docked", None
            case "docked":
                battery += seconds / 30
            case _:
                pass
        if "battery" in self.state:
            self.state["battery"] = round(min(max(battery, 0), 100), 2)

    def _work(self, seconds: float) -> None:
        if self.state["activity"] != "running":
            return
        left = max(self.state.get("remaining", 0) - seconds, 0)
        self.state["remaining"] = round(left)
        if left == 0:
            self.state["activity"] = "idle"

    def _heat(self, seconds: float) -> None:
        goal = self.state["target_temperature"] if self.state.get("on") else 20
        now = float(self.state["temperature"])
        step = min(abs(goal - now), seconds * 0.05)
        self.state["temperature"] = round(now + (step if goal > now else -step), 1)


@dataclass(slots=True)
class Climate:
    """The air of each area: it drifts to the outside's and obeys what heats, cools and cleans."""

    outside: float = 27.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311  a play
    air: dict[str | None, dict[str, float]] = field(default_factory=dict)

    def of(self, area: str | None) -> dict[str, float]:
        """Return an area's air."""
        return self.air.setdefault(area, {"temperature": 24.0, "humidity": 50.0, "pm25": 14.0})

    def shown(self, area: str | None, name: str) -> float:
        """Return what a sensor shows."""
        value = self.of(area)[name]
        return round(value, 1) if name == "temperature" else round(value)

    def happens(self, seconds: float, every_s: float) -> bool:
        """Say whether what happens every so often on average happens in this time."""
        return self.chance.random() < -math.expm1(-seconds / every_s)

    def tick(self, seconds: float, devices: Sequence[Device]) -> None:
        """Let time pass: a degree in about two minutes."""
        slowly, faster = -math.expm1(-seconds / 7200), -math.expm1(-seconds / 3600)
        for area, air in self.air.items():
            air["temperature"] += (self.outside - air["temperature"]) * slowly
            air["humidity"] += (55 - air["humidity"]) * slowly
            air["pm25"] += (16 - air["pm25"]) * faster
            for device in devices:
                if device.area == area and device.state.get("on"):
                    _act_on(air, device, seconds)


def _act_on(air: dict[str, float], device: Device, seconds: float) -> None:
    goal = device.state.get("target_temperature")
    rate = seconds / 120
    match device.type:
        case "air_conditioner" if goal is not None:
            mode = device.state.get("mode", "cool")
            if mode == "dry":
                air["humidity"] += _towards(air["humidity"], 40, rate)
            elif mode != "fan" and (air["temperature"] > goal or mode in {"heat", "auto"}):
                air["temperature"] += _towards(air["temperature"], goal, rate)
        case "thermostat" | "heater" if goal is not None and air["temperature"] < goal:
            air["temperature"] += _towards(air["temperature"], goal, rate / 2)
        case "humidifier" | "dehumidifier":
            air["humidity"] += _towards(
                air["humidity"], device.state.get("target_humidity", 50), rate
            )
        case "air_purifier":
            air["pm25"] += _towards(air["pm25"], 2, rate * device.state.get("speed", 50) / 50)
        case _:
            pass


def _towards(now: float, goal: float, most: float) -> float:
    return max(-most, min(most, goal - now))


# --- what each type announces ---------------------------------------------------------------------


def build(entry: Mapping[str, Any], areas: Mapping[str, str]) -> Device:
    """Return the device for a thing of a home file; `areas` are names by id."""
    builder = _BUILDERS.get(entry["type"], _appliance)
    return builder(_Plan(entry=entry, areas=areas)).device()


@dataclass(slots=True)
class _Plan:
    """A device as it is put together."""

    entry: Mapping[str, Any]
    areas: Mapping[str, str]
    component: str = "device"
    keys: dict[str, Any] = field(default_factory=dict)
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)
    hint: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.entry["state"]
        return found

    def topic(self, name: str) -> str:
        return f"home/{self.entry['id']}/{name}"

    def channel(
        self,
        attribute: str,
        name: str | None = None,
        *,
        write: Callable[[Any], str] = str,
        read: Callable[[str], Any] | None = None,
    ) -> dict[str, str]:
        """Add a channel and return its topics."""
        name = name or attribute
        command = self.topic(f"{name}/set") if read is not None else None
        self.channels.append(
            Channel(
                attribute=attribute,
                state_topic=self.topic(name),
                command_topic=command,
                write=write,
                read=read or str,
            )
        )
        topics = {"state_topic": self.topic(name)}
        return topics | ({"command_topic": command} if command is not None else {})

    def add(self, key: str, platform: str, **keys: Any) -> None:
        """Add a component to a device-based announcement."""
        unique = f"{self.entry['id']}_{key}"
        self.components[key] = {"platform": platform, "unique_id": unique, "name": key, **keys}

    def device(self) -> Device:
        entry = self.entry
        identifier = entry["id"]
        described = {"identifiers": [identifier], "name": entry["name"]}
        if entry.get("area"):
            described["suggested_area"] = self.areas[entry["area"]]
        hint = {"aliases": entry.get("aliases") or [], **self.hint}
        config: dict[str, Any] = {
            "device": described,
            "origin": {"name": "Ondol virtual home"},
            "availability": [{"topic": self.topic("availability")}, {"topic": HERE_TOPIC}],
            "availability_mode": "all",
            "ondol": hint,
        }
        if self.component == "device":
            config["components"] = self.components
        else:
            config |= {"name": None, "unique_id": identifier, **self.keys}
        return Device(
            id=identifier,
            type=entry["type"],
            area=entry.get("area"),
            config_topic=f"{PREFIX}/{self.component}/{identifier}/config",
            config=config,
            channels=tuple(self.channels),
            state=dict(self.state),
        )


def _on_off(value: Any) -> str:
    return "ON" if value else "OFF"


def _is_on(payload: str) -> bool:
    return {"ON": True, "OFF": False}[payload]


def _number(low: float, high: float) -> Callable[[str], float]:
    """Return what reads a number, and takes none beyond these."""

    def read(payload: str) -> float:
        value = float(payload)
        if not low <= value <= high:  # nor one that is no number
            raise ValueError(f"{payload} is not between {low} and {high}")
        return value

    return read


def _percent(payload: str) -> int:
    return round(_number(0, 100)(payload))


def _word(*words: str) -> Callable[[str], str]:
    """Return what reads one of these words, and no other."""
    return {word: word for word in words}.__getitem__


def _text(value: Any) -> str:
    return "none" if value is None else str(value)


def _light(plan: _Plan) -> _Plan:
    plan.component = "light"
    if "color" in plan.state:
        plan.channels.append(
            Channel(
                attribute="*",
                state_topic=plan.topic("state"),
                command_topic=plan.topic("set"),
                write=_write_json_light,
                read=_read_json_light,
            )
        )
        modes = ["rgb"] + (["color_temp"] if "color_temperature" in plan.state else [])
        plan.keys = {
            "schema": "json",
            "state_topic": plan.topic("state"),
            "command_topic": plan.topic("set"),
            "brightness": True,
            "supported_color_modes": modes,
        }
        return plan
    plan.keys = dict(plan.channel("on", "state", write=_on_off, read=_is_on))
    if "brightness" in plan.state:
        topics = plan.channel("brightness", read=_percent)
        plan.keys |= {f"brightness_{k}": v for k, v in topics.items()}
        plan.keys["brightness_scale"] = 100
    if "color_temperature" in plan.state:
        topics = plan.channel(
            "color_temperature",
            "color_temp",
            write=lambda kelvin: str(round(1_000_000 / kelvin)),
            read=_kelvin,
        )
        plan.keys |= {f"color_temp_{k}": v for k, v in topics.items()}
        plan.keys |= {"min_mireds": _MIREDS[0], "max_mireds": _MIREDS[1]}
    return plan


_MIREDS = (153, 500)


def _kelvin(mired: str) -> int:
    return round(1_000_000 / _number(*_MIREDS)(mired))


def _write_json_light(state: Mapping[str, Any]) -> str:
    written: dict[str, Any] = {
        "state": _on_off(state["on"]),
        "brightness": round(state.get("brightness", 100) * 255 / 100),
    }
    if state.get("color_mode") == "color_temp":
        written |= {
            "color_mode": "color_temp",
            "color_temp": round(1_000_000 / state["color_temperature"]),
        }
    else:
        red, green, blue = state.get("rgb") or _RGB.get(
            state.get("color") or "white", _RGB["white"]
        )
        written |= {"color_mode": "rgb", "color": {"r": red, "g": green, "b": blue}}
    return json.dumps(written)


def _read_json_light(payload: str) -> dict[str, Any]:
    said = json.loads(payload)
    values: dict[str, Any] = {}
    if "state" in said:
        values["on"] = _is_on(said["state"])
    if "brightness" in said:
        values["brightness"] = round(_number(0, 255)(said["brightness"]) * 100 / 255)
    if "color" in said:
        red, green, blue = (round(_number(0, 255)(said["color"][one])) for one in "rgb")
        rgb = (red, green, blue)
        values |= {"rgb": rgb, "color": _nearest(rgb), "color_mode": "rgb"}
    if "color_temp" in said:
        values |= {"color_temperature": _kelvin(said["color_temp"]), "color_mode": "color_temp"}
    return values


def _nearest(rgb: tuple[int, int, int]) -> str:
    def distance(name: str) -> int:
        return sum((a - b) ** 2 for a, b in zip(rgb, _RGB[name], strict=True))

    return min(_RGB, key=distance)


def _relay(plan: _Plan) -> _Plan:
    is_outlet = plan.entry["type"] == "outlet"
    topics = plan.channel("on", "power_state", write=_on_off, read=_is_on)
    if not is_outlet:
        plan.component, plan.keys = "switch", dict(topics)
        return plan
    plan.hint["type"] = "outlet"  # so that the thing is named as the device, not as its switch
    hint = {"attribute": "on"}
    plan.add("outlet", "switch", **topics, device_class="outlet", ondol=hint)
    if "power" in plan.state:
        keys = {"device_class": "power", "unit_of_measurement": "W", **plan.channel("power")}
        plan.add("power", "sensor", **keys, ondol={"attribute": "power"})
    return plan


def _cover(plan: _Plan) -> _Plan:
    plan.component = "cover"
    position = plan.channel("position", read=_percent)
    plan.channels.append(
        Channel(
            attribute="position",
            state_topic=plan.topic("position"),
            command_topic=plan.topic("set"),
            read=lambda word: {"OPEN": 100, "CLOSE": 0}[word],
        )
    )
    plan.keys = {
        "device_class": plan.entry.get("kind") or "curtain",
        "command_topic": plan.topic("set"),
        "position_topic": position["state_topic"],
        "set_position_topic": position["command_topic"],
    }
    if "tilt" in plan.state:
        tilt = plan.channel("tilt", read=_percent)
        plan.keys |= {
            "tilt_status_topic": tilt["state_topic"],
            "tilt_command_topic": tilt["command_topic"],
        }
    return plan


def _valve(plan: _Plan) -> _Plan:
    plan.component = "valve"
    position = plan.channel("position", "state", read=_percent)
    plan.keys = {
        "reports_position": True,
        "state_topic": position["state_topic"],
        "command_topic": position["command_topic"],
    }
    return plan


def _lock(plan: _Plan) -> _Plan:
    plan.component = "lock"
    plan.keys = plan.channel(
        "locked",
        "state",
        write=lambda value: "LOCKED" if value else "UNLOCKED",
        read=lambda word: {"LOCK": True, "UNLOCK": False}[word],
    )
    return plan


def _climate(plan: _Plan) -> _Plan:
    type_ = plan.entry["type"]
    plan.hint["type"] = type_
    cools = type_ == "air_conditioner"
    low, high = (16, 30) if cools else (5, 35)
    modes = ["cool", "heat", "dry", "fan_only", "auto"] if cools else ["heat"]
    if "mode" in plan.state and not cools:
        modes = list(dict.fromkeys(["heat", "auto", str(plan.state["mode"])]))
    speeds = ["auto", "low", "medium", "high"]
    goal = plan.channel("target_temperature", "target", read=_number(low, high))
    keys: dict[str, Any] = {
        "name": None,
        "temperature_state_topic": goal["state_topic"],
        "temperature_command_topic": goal["command_topic"],
        "modes": modes,
        "min_temp": low,
        "max_temp": high,
        "temp_step": 0.5,
    }
    if "mode" in plan.state:
        mode = plan.channel(
            "mode",
            write=lambda value: {"fan": "fan_only"}.get(value, value),
            read={mode: "fan" if mode == "fan_only" else mode for mode in modes}.__getitem__,
        )
        keys |= {
            "mode_state_topic": mode["state_topic"],
            "mode_command_topic": mode["command_topic"],
        }
    if "fan_speed" in plan.state:
        fan = plan.channel("fan_speed", "fan", read=_word(*speeds))
        keys |= {
            "fan_modes": speeds,
            "fan_mode_state_topic": fan["state_topic"],
            "fan_mode_command_topic": fan["command_topic"],
        }
    for name in ("temperature", "humidity"):
        if name in plan.state:
            keys[f"current_{name}_topic"] = plan.channel(name)["state_topic"]
    plan.add("climate", "climate", **keys)
    power = plan.channel("on", "power", write=_on_off, read=_is_on)
    plan.add("power", "switch", **power, ondol={"attribute": "on"})
    return plan


def _fan(plan: _Plan) -> _Plan:
    type_ = plan.entry["type"]
    keys: dict[str, Any] = dict(plan.channel("on", "power", write=_on_off, read=_is_on))
    if "speed" in plan.state:
        speed = plan.channel("speed", read=_percent)
        keys |= {
            "percentage_state_topic": speed["state_topic"],
            "percentage_command_topic": speed["command_topic"],
        }
    if "oscillating" in plan.state:
        swing = plan.channel(
            "oscillating",
            write=lambda v: "oscillate_on" if v else "oscillate_off",
            read=lambda p: {"oscillate_on": True, "oscillate_off": False}[p],
        )
        keys |= {
            "oscillation_state_topic": swing["state_topic"],
            "oscillation_command_topic": swing["command_topic"],
        }
    if "direction" in plan.state:
        way = plan.channel("direction", read=_word("forward", "reverse"))
        keys |= {
            "direction_state_topic": way["state_topic"],
            "direction_command_topic": way["command_topic"],
        }
    if type_ == "fan":
        plan.component, plan.keys = "fan", keys
        return plan
    plan.hint["type"] = type_
    if "mode" in plan.state:
        modes = list(dict.fromkeys(["auto", "sleep", "turbo", str(plan.state["mode"])]))
        mode = plan.channel("mode", read=_word(*modes))
        keys |= {
            "preset_modes": modes,
            "preset_mode_state_topic": mode["state_topic"],
            "preset_mode_command_topic": mode["command_topic"],
        }
    plan.add("fan", "fan", **keys | {"name": None})
    if "pm25" in plan.state:
        dust = plan.channel("pm25")
        plan.add("pm25", "sensor", device_class="pm25", **dust, ondol={"attribute": "pm25"})
    return plan


def _humidity(plan: _Plan) -> _Plan:
    type_ = plan.entry["type"]
    plan.component = "humidifier"
    goal = plan.channel("target_humidity", "target", read=_percent)
    plan.keys = {
        **plan.channel("on", "power", write=_on_off, read=_is_on),
        "device_class": type_,
        "target_humidity_state_topic": goal["state_topic"],
        "target_humidity_command_topic": goal["command_topic"],
        "min_humidity": 0,
        "max_humidity": 100,
    }
    if "humidity" in plan.state:
        plan.keys["current_humidity_topic"] = plan.channel("humidity")["state_topic"]
    return plan


def _robot(plan: _Plan) -> _Plan:
    type_ = plan.entry["type"]
    plan.hint["type"] = type_
    words = {
        "start": "cleaning",
        "pause": "paused",
        "stop": "paused",
        "return_to_base": "returning",
        "start_mowing": "cleaning",
        "dock": "returning",
    }
    plan.channels.append(
        Channel(
            attribute="*" if type_ == "vacuum" else "activity",
            state_topic=plan.topic("state"),
            command_topic=plan.topic("command"),
            write=_write_vacuum if type_ == "vacuum" else _write_mower,
            read=lambda word: {"activity": words[word]},
        )
    )
    if type_ == "vacuum":
        plan.add(
            "vacuum",
            "vacuum",
            name=None,
            state_topic=plan.topic("state"),
            command_topic=plan.topic("command"),
            supported_features=["start", "pause", "stop", "return_home"],
        )
    else:
        plan.add(
            "mower",
            "lawn_mower",
            name=None,
            activity_state_topic=plan.topic("state"),
            start_mowing_command_topic=plan.topic("command"),
            start_mowing_command_template="start_mowing",
            pause_command_topic=plan.topic("command"),
            pause_command_template="pause",
            dock_command_topic=plan.topic("command"),
            dock_command_template="dock",
        )
    if "battery" in plan.state:
        battery = plan.channel("battery", write=lambda value: str(round(value)))
        plan.add("battery", "sensor", device_class="battery", unit_of_measurement="%", **battery)
    if "cleaning_area" in plan.state:
        area = plan.channel(
            "cleaning_area",
            "area",
            write=lambda value: value or "everywhere",
            read={"everywhere": None, **{name: name for name in plan.areas}}.__getitem__,
        )
        plan.add(
            "cleaning_area",
            "select",
            options=["everywhere", *plan.areas],
            **area,
            ondol={"attribute": "cleaning_area", "values": {"everywhere": None}},
        )
    return plan


def _write_vacuum(state: Mapping[str, Any]) -> str:
    return json.dumps({"state": state["activity"], "battery_level": round(state.get("battery", 0))})


def _write_mower(activity: Any) -> str:
    return {"cleaning": "mowing"}.get(activity, str(activity))


def _sensor(plan: _Plan) -> _Plan:
    measures = plan.entry["measures"]
    is_binary = isinstance(plan.state["value"], bool)
    plan.component = "binary_sensor" if is_binary else "sensor"
    plan.keys = dict(plan.channel("value", "state", write=_on_off if is_binary else str))
    plan.keys["device_class"] = _CLASSES.get(measures, measures)
    if not is_binary and measures in _UNITS:
        plan.keys["unit_of_measurement"] = _UNITS[measures]
    plan.hint["measures"] = measures
    return plan


def _scene(plan: _Plan) -> _Plan:
    is_script = plan.entry["type"] == "script"
    plan.component = "button" if is_script else "scene"
    plan.channels.append(
        Channel(
            attribute="activated",
            state_topic=plan.topic("last"),
            command_topic=plan.topic("set"),
            write=lambda _: "",
            read=lambda word: {"ON": {}}[word],
        )
    )
    press = "payload_press" if is_script else "payload_on"
    plan.keys = {"command_topic": plan.topic("set"), press: "ON"}
    return plan


_PROGRAMS = {
    "washer": ("표준", "울", "이불", "헹굼", "cotton", "wool", "quick"),
    "dryer": ("표준", "소량 급속", "이불", "cotton", "quick"),
    "dishwasher": ("표준", "강력", "에코", "auto", "eco", "quick"),
}


def _appliance(plan: _Plan) -> _Plan:
    """Washers and the like: a component for each attribute."""
    type_, state = plan.entry["type"], plan.state
    plan.hint["type"] = type_
    for name in state:
        hint = {"attribute": name}
        if name in {"on", "rapid_freeze"}:
            plan.add(name, "switch", **plan.channel(name, write=_on_off, read=_is_on), ondol=hint)
        elif name == "door_open":
            plan.add(name, "binary_sensor", **plan.channel(name, write=_on_off), ondol=hint)
        elif name == "activity":
            options = ["running", "paused", "idle"]
            topics = plan.channel(name, read=_word(*options))
            plan.add(name, "select", options=options, **topics, ondol=hint)
        elif name in {"program", "mode"}:
            known = _PROGRAMS.get(type_, ("eco", "auto"))
            options = list(dict.fromkeys([str(state[name]), *known]))
            topics = plan.channel(name, write=_text, read=_word(*options))
            plan.add(name, "select", options=options, **topics, ondol=hint)
        elif name in _LIMITS.get(type_, {}):
            low, high = _LIMITS[type_][name]
            topics = plan.channel(name, read=_number(low, high))
            unit = "°C" if "temperature" in name else "min" if name == "interval" else "%"
            plan.add(
                name, "number", min=low, max=high, unit_of_measurement=unit, **topics, ondol=hint
            )
        else:
            keys = _SENSOR_KEYS.get(name, {})
            plan.add(name, "sensor", **keys, **plan.channel(name), ondol=hint)
    return plan


_SENSOR_KEYS: Mapping[str, Mapping[str, str]] = {
    "remaining": {"unit_of_measurement": "s", "device_class": "duration"},
    "temperature": {"unit_of_measurement": "°C", "device_class": "temperature"},
}
_LIMITS = {
    "refrigerator": {"target_temperature": (1, 7), "freezer_target_temperature": (-24, -15)},
    "oven": {"target_temperature": (40, 250)},
    "water_heater": {"target_temperature": (35, 60)},
    "diffuser": {"intensity": (0, 100), "interval": (5, 120)},
    "washer": {"target_temperature": (20, 95)},
}

_BUILDERS: Mapping[str, Callable[[_Plan], _Plan]] = {
    "light": _light,
    "switch": _relay,
    "outlet": _relay,
    "cover": _cover,
    "valve": _valve,
    "lock": _lock,
    **dict.fromkeys(("air_conditioner", "thermostat", "heater"), _climate),
    **dict.fromkeys(("fan", "air_purifier"), _fan),
    **dict.fromkeys(("humidifier", "dehumidifier"), _humidity),
    **dict.fromkeys(("vacuum", "mower"), _robot),
    "sensor": _sensor,
    **dict.fromkeys(("scene", "script"), _scene),
}
