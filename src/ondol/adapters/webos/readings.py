"""What a TV says, parsed: what it has, and what is so. Pure.

A TV and all that is in it (titles of apps, labels of inputs, names of channels) are outsiders:
names are cleaned and cut; what cannot be read is left out, and never stops what can. SSAP is not
published; names and fields are those that aiowebostv 0.10 subscribes to.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ondol.language.normalise import clean, key

from .address import Address, as_mac

MAX_APPS = 200
MAX_INPUTS = 20
MAX_CHANNELS = 1000
MAX_NAME = 60

LIVE_TV = "com.webos.app.livetv"
TV = "TV"
"""What the input of the aerial is called, as in every home; no input of a TV's list is it."""
_OFF = frozenset({"Power Off", "Suspend", "Active Standby"})

BRANDS: Mapping[str, str] = {
    "amazon": "Prime Video",
    "bbc.iplayer.3.0": "BBC iPlayer",
    "cdp-30": "Plex",
    "cj.eandm": "TVING",
    "com.apple.appletv": "Apple TV+",
    "com.disney.disneyplus-prod": "Disney+",
    "com.frograms.watchaplay.webos": "Watcha",
    "com.hbo.hbomax": "HBO Max",
    "coupangplay": "Coupang Play",
    "hulu": "Hulu",
    "netflix": "Netflix",
    "pooq": "Wavve",
    "spotify-beehive": "Spotify",
    "youtube.leanback.v4": "YouTube",
}
"""Apps whose title depends on the TV's country and language: by id, as every home calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app, by the name that people say."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input: `name` is its owner's label, `port` what is printed at the socket."""

    id: str
    app_id: str
    name: str
    port: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of the aerial; `number` may have a part after a hyphen ("9-1")."""

    id: str
    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tv:
    """What is known of a TV, asleep or awake.

    Attributes:
        macs: what wakes it. lacks: properties and actions that its firmware does not allow.
    """

    id: str
    model: str = ""
    macs: tuple[str, ...] = ()
    apps: tuple[App, ...] = ()
    inputs: tuple[Input, ...] = ()
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What is so; None: unknown."""

    is_on: bool | None = None
    is_screen_on: bool | None = None
    app_id: str | None = None
    volume: int | None = None
    muted: bool | None = None
    sound_output: str | None = None
    play_states: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    channel: Channel | None = None


ASLEEP = Now(is_on=False, is_screen_on=False)


class Info(Protocol):
    """What we read of `aiowebostv.WebOsTvInfo`: what a TV says of itself, or anything at all."""

    @property
    def hello(self) -> Any: ...
    @property
    def system(self) -> Any: ...
    @property
    def software(self) -> Any: ...
    @property
    def connection(self) -> Any: ...


class Readings(Protocol):
    """What we read of `aiowebostv.WebOsTvState`: as the TV sent it, so anything at all."""

    @property
    def power_state(self) -> Any: ...
    @property
    def current_app_id(self) -> Any: ...
    @property
    def sound_output(self) -> Any: ...
    @property
    def muted(self) -> Any: ...
    @property
    def volume(self) -> Any: ...
    @property
    def apps(self) -> Any: ...
    @property
    def inputs(self) -> Any: ...
    @property
    def media_state(self) -> Any: ...
    @property
    def current_channel(self) -> Any: ...
    @property
    def channels(self) -> Any: ...


class NamelessError(ValueError):
    """A TV says nothing by which to know it again; the text says what to do."""


def read_tv(info: Info, readings: Readings, address: Address) -> Tv:
    """Return what a TV that is connected has; what its firmware lacks, its client knows.

    Raises:
        NamelessError: it says nothing by which to know it again.
    """
    macs = _macs(info, address)
    identity = _text(_field(info.hello, "deviceUUID"), limit=64).lower()
    if not re.fullmatch(r"[0-9a-f-]{8,64}", identity):
        identity = macs[0].replace(":", "") if macs else ""
    if not identity:
        raise NamelessError(
            f"the TV at {address.host} names neither a UUID nor a MAC: add its MAC to the setting, "
            f"{address.host}/MAC"
        )
    inputs = read_inputs(readings.inputs)
    return Tv(
        id=f"webos-{identity}",
        model=_text(_field(info.system, "modelName"), limit=MAX_NAME),
        macs=macs,
        apps=read_apps(readings.apps, hidden={LIVE_TV, *(one.app_id for one in inputs)}),
        inputs=inputs,
        lacks=frozenset() if read_channels(readings.channels) else frozenset({"channel"}),
    )


def _macs(info: Info, address: Address) -> tuple[str, ...]:
    """Return what wakes it: wired or wireless, nobody says which it will listen on."""
    said = (_field(info.connection, kind) for kind in ("wiredInfo", "wifiInfo"))
    named = [_field(one, "macAddress") for one in said]
    macs = map(as_mac, (address.mac, *named, _field(info.software, "device_id")))
    return tuple(dict.fromkeys(mac for mac in macs if mac is not None))


def left_out(readings: Readings) -> str:
    """Return how many apps, inputs and channels were left out; nothing: none."""
    said: tuple[tuple[str, object, tuple[str, ...]], ...] = (
        ("apps", readings.apps, ("id", "title")),
        ("inputs", readings.inputs, ("id", "appId")),
        ("channels", readings.channels, ("channelId",)),
    )
    counts = [
        (what, sum(not _is_record(one, names) for one in _values(values)))
        for what, values, names in said
    ]
    return ", ".join(f"{count} {what}" for what, count in counts if count)


def _is_record(said: object, names: Iterable[str]) -> bool:
    return all(key(_text(_field(said, name), limit=MAX_NAME)) for name in names)


def read_apps(said: object, *, hidden: Iterable[str] = ()) -> tuple[App, ...]:
    """Return the apps of a TV, each by a name of its own; what is none is left out."""
    taken: set[str] = set()
    apps: list[App] = []
    for record in sorted(_records(said), key=lambda record: str(record.get("id"))):
        app_id = _identifier(record.get("id"))
        if app_id is None or app_id in hidden or _is_input(app_id) or len(apps) >= MAX_APPS:
            continue
        name = BRANDS.get(app_id) or _text(record.get("title"), limit=MAX_NAME)
        if name := _unique(name, taken):
            apps.append(App(id=app_id, name=name))
    return tuple(apps)


def read_inputs(said: object) -> tuple[Input, ...]:
    """Return the inputs of a TV, each by a name of its own; what is none is left out."""
    records = sorted(_records(said), key=lambda record: str(record.get("id")))
    taken = {key(TV), *(key(_port(str(record.get("id")))) for record in records)}
    inputs: list[Input] = []
    for record in records[:MAX_INPUTS]:
        input_id, app_id = _identifier(record.get("id")), _identifier(record.get("appId"))
        if input_id is None or app_id is None:
            continue
        port = _port(input_id)
        label = _text(record.get("label"), limit=MAX_NAME)
        name = port if key(label) in {key(port), ""} else _unique(label, taken)
        inputs.append(Input(id=input_id, app_id=app_id, name=name or port, port=port))
    return tuple(inputs)


def read_channels(said: object) -> tuple[Channel, ...]:
    """Return the channels of a TV; what is none is left out."""
    found = (read_channel(record) for record in _records(said)[:MAX_CHANNELS])
    return tuple(channel for channel in found if channel is not None)


def read_channel(said: object) -> Channel | None:
    """Return a channel; None: it is none."""
    if not isinstance(said, Mapping):
        return None
    channel_id = _identifier(said.get("channelId"))
    number = _text(said.get("channelNumber"), limit=12)
    name = _text(said.get("channelName"), limit=MAX_NAME)
    if channel_id is None or not (number or name):
        return None
    return Channel(id=channel_id, number=number, name=name)


def read_now(readings: Readings, channels: tuple[Channel, ...]) -> Now:
    """Return what is so by a TV's own readings."""
    app_id = _identifier(readings.current_app_id)
    is_on, is_screen_on = _power(readings.power_state, app_id)
    volume = readings.volume
    return Now(
        is_on=is_on,
        is_screen_on=is_screen_on,
        app_id=app_id,
        volume=volume if type(volume) is int and 0 <= volume <= 100 else None,
        muted=readings.muted if isinstance(readings.muted, bool) else None,
        sound_output=_identifier(readings.sound_output),
        play_states=_play_states(readings.media_state, app_id),
        channels=channels,
        channel=read_channel(readings.current_channel),
    )


def _power(said: object, app_id: str | None) -> tuple[bool | None, bool | None]:
    """Return whether it is on, and its screen; webOS 2 says neither, but shows an app when on."""
    if not isinstance(said, Mapping) or "state" not in said:
        return app_id is not None, None
    match said.get("state"):
        case str(state) if state in _OFF:
            return False, False
        case str(state) if state:
            return True, state != "Screen Off"
        case _:
            return None, None


def _play_states(said: object, app_id: str | None) -> tuple[str, ...]:
    players = _records(said)[:20]
    mine = [player for player in players if player.get("appId") == app_id] or players
    return tuple(_text(player.get("playState"), limit=20) for player in mine)


def _records(said: object) -> list[Mapping[str, Any]]:
    return [record for record in _values(said) if isinstance(record, Mapping)]


def _values(said: object) -> Iterable[object]:
    values = said.values() if isinstance(said, Mapping) else said
    return values if isinstance(values, Iterable) and not isinstance(values, str | bytes) else ()


def _field(said: object, name: str) -> object:
    return said.get(name) if isinstance(said, Mapping) else None


def _text(said: object, *, limit: int) -> str:
    return clean(str(said), limit=limit) if isinstance(said, str | int) else ""


def _identifier(said: object) -> str | None:
    """Return an id as the TV wrote it, to be sent back as it is; None: it is none."""
    is_one = isinstance(said, str) and 0 < len(said) <= 200 and said.isprintable()
    return said if is_one and isinstance(said, str) else None


def _is_input(app_id: str) -> bool:
    return re.fullmatch(r"com\.webos\.app\.(hdmi\d+|externalinput\..*)", app_id) is not None


def _port(input_id: str) -> str:
    return _text(input_id, limit=MAX_NAME).replace("_", " ")


def _unique(name: str, taken: set[str]) -> str:
    """Return a name, numbered where others have it; nothing, where it is no name."""
    if not key(name):
        return ""
    count = 1
    numbered = name
    while key(numbered) in taken:
        count += 1
        numbered = f"{name} ({count})"
    taken.add(key(numbered))
    return numbered


def without(tv: Tv, lacks: Iterable[str]) -> Tv:
    """Return a TV that lacks these properties and actions as well."""
    return replace(tv, lacks=tv.lacks.union(lacks))
