"""What a webOS TV is as a thing: its readings to properties, commands to its requests.

Pure: nothing here waits, and nothing here knows the library. SSAP is not published; names and
fields are those that aiowebostv 0.10 requests. The table of what becomes what is also in
docs/reference/webos.md.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ondol.language.normalise import clean, key
from ondol.things.catalog import TYPES
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import Action, Property, State, Thing, Value

from .readings import LIVE_TV, MAX_NAME, TV, Channel, Now, Tv

MAX_MESSAGE = 200
MAX_CONTENT_ID = 1000
MAX_URL = 2000

BROWSER = "com.webos.app.browser"
"""Shows an address by a request of its own: `launch` with a contentId only opens it."""

_ADDRESS = re.compile(r"https?://[!-~]+")
_IDLE = frozenset({"loaded", "unloaded", "stopped"})

SOUND_OUTPUTS = (
    "tv_speaker",
    "external_arc",
    "external_optical",
    "bt_soundbar",
    "headphone",
    "lineout",
    "tv_external_speaker",
    "tv_speaker_headphone",
    "external_speaker",
    "soundbar",
)
"""Outputs that TVs are known to have; none says which of them are its own."""

BUTTONS = (
    *("HOME", "BACK", "ENTER", "UP", "DOWN", "LEFT", "RIGHT", "EXIT", "MENU", "INFO", "GUIDE"),
    *("RED", "GREEN", "YELLOW", "BLUE", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
)

_EXTRA_PROPERTIES: Mapping[str, Property] = {
    "screen": Property(type=bool),
    "sound_output": Property(type=str, enum=SOUND_OUTPUTS),
}
_ACTIONS: Mapping[str, Action] = {
    **TYPES["tv"].actions,
    "toast": Action(input=Property(type=str)),
    "launch": Action(input=Property(type=tuple)),
    "press": Action(input=Property(type=str, enum=BUTTONS)),
}

ABILITIES: Mapping[str, str] = {
    "screen": "com.webos.service.tvpower/power/getPowerState",
    "sound_output": "com.webos.service.apiadapter/audio/getSoundOutput",
    "playback": "com.webos.media/getForegroundAppInfo",
}
"""What not every firmware has, and the reading by which that is found out."""


class UnsupportedError(ValueError):
    """The TV cannot be asked for this; the text says why."""


# The thing --------------------------------------------------------------------------------------


def thing(tv: Tv, *, is_only: bool) -> Thing:
    """Return the thing that a TV is; where it is not the only one, its model tells it apart."""
    properties = {**TYPES["tv"].properties, **_EXTRA_PROPERTIES}
    properties |= {
        "source": Property(type=str, enum=_source_names(tv)),
        "app": Property(type=str, enum=tuple(app.name for app in tv.apps), nullable=True),
        "channel": Property(type=str),
    }
    return Thing(
        id=tv.id,
        title="LG TV" if is_only or not tv.model else f"LG TV {tv.model}",
        type="tv",
        properties={name: one for name, one in properties.items() if name not in tv.lacks},
        actions={name: one for name, one in _ACTIONS.items() if name not in tv.lacks},
    )


def _source_names(tv: Tv) -> tuple[str, ...]:
    """Return what inputs are called: by their owner's label, and as the socket is."""
    named = (name for one in tv.inputs for name in (one.name, one.port))
    return tuple(dict.fromkeys((TV, *named)))


def state(tv: Tv, now: Now, asked: Mapping[str, str]) -> State:
    """Return the values of a TV's properties.

    Args:
        asked: how an input or a channel was called when it was asked for last: while it is the
            one that is shown, it is reported by that name.
    """
    is_live = now.app_id == LIVE_TV
    values: dict[str, Value] = {
        "on": now.is_on,
        "screen": now.is_screen_on,
        "volume": now.volume,
        "muted": now.muted,
        "sound_output": now.sound_output,
        "playback": _playback(tv, now),
        "source": _source(tv, now, asked.get("source")),
        "app": _app(tv, now),
        "channel": _channel(now, asked.get("channel")) if is_live else None,
        "title": (now.channel.name or None) if is_live and now.channel is not None else None,
    }
    if now.is_on is False:
        values |= {"source": None, "app": None, "channel": None, "title": None}
    return {name: value for name, value in values.items() if name not in tv.lacks}


def _playback(tv: Tv, now: Now) -> Value:
    if now.is_on is False:
        return "idle"
    for playing in ("playing", "paused"):
        if playing in now.play_states:
            return playing
    if now.play_states:
        return "idle" if _IDLE.issuperset(now.play_states) else None
    is_broadcast = now.app_id == LIVE_TV or any(one.app_id == now.app_id for one in tv.inputs)
    return None if is_broadcast or now.is_on is None else "idle"


def _source(tv: Tv, now: Now, asked: str | None) -> str | None:
    if now.app_id == LIVE_TV:
        return TV
    for one in tv.inputs:
        if one.app_id == now.app_id:
            return asked if asked in {one.name, one.port} else one.name
    return None


def _app(tv: Tv, now: Now) -> str | None:
    return next((app.name for app in tv.apps if app.id == now.app_id), None)


def _channel(now: Now, asked: str | None) -> str | None:
    """Return the channel's number, short where that says the same: 9 for 9-1."""
    if now.channel is None:
        return None
    if asked is not None and _find_channel(now.channels, asked) == now.channel:
        return asked
    short = now.channel.number.partition("-")[0]
    if _find_channel(now.channels, short) == now.channel:
        return short
    return now.channel.number or now.channel.name


def _find_channel(channels: Sequence[Channel], said: str) -> Channel | None:
    """Return the channel of a number, else the first below that number, else of a name."""
    tests: tuple[Callable[[Channel], bool], ...] = (
        lambda channel: channel.number == said,
        lambda channel: channel.number.partition("-")[0] == said,
        lambda channel: key(channel.name) == key(said) != "",
    )
    return next((one for test in tests for one in channels if test(one)), None)


# Commands ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request to the TV.

    Attributes:
        may_go: it may be that the TV goes away before it has answered.
    """

    uri: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    may_go: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of the remote control, pressed by way of the pointer's socket."""

    name: str


Call = Request | Button

TURN_ON = Request(uri="system/turnOn")
_TURN_OFF = Request(uri="system/turnOff", may_go=True)
_SHOW_LIVE_TV = Request(uri="system.launcher/launch", payload={"id": LIVE_TV})
_PLAYBACK = {"playing": "play", "paused": "pause", "idle": "stop"}


def is_for_waking(command: Command) -> bool:
    """Say whether it wants a TV that shows something: asked of one asleep, that one is woken.

    >>> is_for_waking(SetProperty(thing_id="tv", name="app", value="YouTube"))
    True
    """
    match command:
        case SetProperty(name="on" | "screen", value=True):
            return True
        case SetProperty(name="app" | "source" | "channel", value=str()):
            return True
        case InvokeAction(name="launch"):
            return True
        case _:
            return False


def calls(command: Command, tv: Tv, now: Now) -> tuple[Call, ...]:
    """Return the requests that carry out a command, in the order in which to send them.

    Raises:
        UnsupportedError: this TV cannot be asked for it.
    """
    match command:
        case SetProperty(name="on", value=True):
            return (TURN_ON,)
        case SetProperty(name="on", value=False):
            return () if now.is_on is False else (_TURN_OFF,)  # turned off again, some turn on
        case SetProperty(name="screen", value=bool(is_on)):
            verb = "turnOnScreen" if is_on else "turnOffScreen"
            screen = Request(uri=f"com.webos.service.tvpower/power/{verb}")
            return () if now.is_screen_on is is_on else (screen,)  # what is so already is an error
        case SetProperty(name="volume", value=int(volume)):
            return (Request(uri="audio/setVolume", payload={"volume": volume}),)
        case SetProperty(name="muted", value=bool(muted)):
            return (Request(uri="audio/setMute", payload={"mute": muted}),)
        case SetProperty(name="playback", value=str(playback)):
            return (Request(uri=f"media.controls/{_PLAYBACK[playback]}"),)
        case SetProperty(name="sound_output", value=str(output)):
            uri = "com.webos.service.apiadapter/audio/changeSoundOutput"
            return (Request(uri=uri, payload={"output": output}),)
        case SetProperty(name="source", value=str(source)):
            return (_show_source(source, tv),)
        case SetProperty(name="app", value=str(app)):
            return (_launch(app, tv),)
        case SetProperty(name="app", value=None):
            return _close_app(tv, now)
        case SetProperty(name="channel", value=str(channel)):
            return _show_channel(channel, now)
        case InvokeAction(name="next" | "previous" as name):
            return (_skip(name, now),)
        case InvokeAction(name="toast", input=str(message)):
            return (_toast(message),)
        case InvokeAction(name="launch", input=tuple(words)):
            return (_launch_content(words, tv),)
        case InvokeAction(name="press", input=str(name)):
            return (Button(name=name),)
        case _:
            raise UnsupportedError(f"it cannot be asked for {command.name}")


def asks_by_name(commands: Iterable[Command]) -> dict[str, str]:
    """Return how inputs and channels are called in commands, as `state` takes it."""
    return {
        command.name: command.value
        for command in commands
        if isinstance(command, SetProperty)
        and command.name in {"source", "channel"}
        and isinstance(command.value, str)
    }


def _show_source(source: str, tv: Tv) -> Request:
    if source == TV:
        return _SHOW_LIVE_TV
    for one in tv.inputs:
        if source in {one.name, one.port}:
            return Request(uri="tv/switchInput", payload={"inputId": one.id})
    raise UnsupportedError(f"it has no input {source!r}")


def _launch(name: str, tv: Tv, **more: str) -> Request:
    for app in tv.apps:
        if key(name) == key(app.name) or name == app.id:
            return Request(uri="system.launcher/launch", payload={"id": app.id, **more})
    raise UnsupportedError(f"it has no app {clean(name, limit=MAX_NAME)!r}")


def _launch_content(words: tuple[str, ...], tv: Tv) -> Request:
    match words:
        case (app, url) if app == BROWSER and 0 < len(url) <= MAX_URL:
            if _ADDRESS.fullmatch(url) is None:
                raise UnsupportedError("the browser shows addresses that begin with http")
            return Request(uri="system.launcher/open", payload={"target": url})
        case (app, content_id) if 0 < len(content_id) <= MAX_CONTENT_ID:
            return _launch(app, tv, contentId=content_id)
        case (app,):
            return _launch(app, tv)
        case _:
            raise UnsupportedError("launch takes an app, and what it is to show")


def _close_app(tv: Tv, now: Now) -> tuple[Request, ...]:
    if now.app_id is None or _app(tv, now) is None:
        return ()
    return (Request(uri="system.launcher/close", payload={"id": now.app_id}),)


def _show_channel(said: str, now: Now) -> tuple[Request, ...]:
    channel = _find_channel(now.channels, said)
    if channel is None:
        raise UnsupportedError(f"it has no channel {clean(said, limit=MAX_NAME)!r}")
    change = Request(uri="tv/openChannel", payload={"channelId": channel.id})
    return (change,) if now.app_id == LIVE_TV else (_SHOW_LIVE_TV, change)


def _skip(name: str, now: Now) -> Request:
    if now.app_id == LIVE_TV:
        return Request(uri="tv/channelUp" if name == "next" else "tv/channelDown")
    return Request(uri=f"media.controls/{'fastForward' if name == 'next' else 'rewind'}")


def _toast(message: str) -> Request:
    text = clean(message, limit=MAX_MESSAGE)
    if not text:
        raise UnsupportedError("there is nothing to show")
    payload = {"message": text, "iconData": "", "iconExtension": ""}
    return Request(uri="system.notifications/createToast", payload=payload)
