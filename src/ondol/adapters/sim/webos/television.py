"""What a virtual LG TV is and does: it answers requests by URI and says what changed. Pure.

The requests are those of SSAP, which LG does not publish; their names, fields and errors are those
that aiowebostv 0.10 sends and reads, and that owners of TVs report in its issues. No code is shared
with `adapters.webos`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Power = Literal["Active", "Screen Off", "Active Standby", "Suspend", "Power Off"]
OFF: frozenset[str] = frozenset({"Active Standby", "Suspend", "Power Off"})
Firmware = Literal["2", "24", "26"]

LIVE_TV = "com.webos.app.livetv"
HOME = "com.webos.app.home"

NO_SERVICE = "404 no such service or method"
NO_PERMISSION = "401 insufficient permissions"
NOT_REGISTERED = "401 insufficient permissions (not registered)"
FAILED = "500 Application error"

POWER = "com.webos.service.tvpower/power/getPowerState"
FOREGROUND = "com.webos.applicationManager/getForegroundAppInfo"
LAUNCH_POINTS = "com.webos.applicationManager/listLaunchPoints"
AUDIO_STATUS = "audio/getStatus"
VOLUME = "audio/getVolume"
SOUND_OUTPUT = "com.webos.service.apiadapter/audio/getSoundOutput"
INPUTS = "tv/getExternalInputList"
CHANNELS = "tv/getChannelList"
CHANNEL = "tv/getCurrentChannel"
PROGRAMME = "tv/getChannelProgramInfo"
MEDIA = "com.webos.media/getForegroundAppInfo"
SYSTEM = "system/getSystemInfo"
SOFTWARE = "com.webos.service.update/getCurrentSWInformation"
NETWORK = "com.webos.service.connectionmanager/getinfo"

_LOUDNESS = (VOLUME, AUDIO_STATUS)
_SHOWN = (FOREGROUND, MEDIA, CHANNEL, PROGRAMME)
_PLAYED = {"play": "playing", "pause": "paused"}

# What each firmware answers with an error though it is asked properly.
_ERRORS: Mapping[Firmware, Mapping[str, str]] = {
    "2": dict.fromkeys(
        (
            POWER,
            "com.webos.service.tvpower/power/turnOffScreen",
            "com.webos.service.tvpower/power/turnOnScreen",
            SOUND_OUTPUT,
            "com.webos.service.apiadapter/audio/changeSoundOutput",
            MEDIA,
            NETWORK,
        ),
        NO_SERVICE,
    ),
    "24": {},
    "26": {
        SOFTWARE: NO_PERMISSION,
        "settings/setSystemSettings": NO_PERMISSION,
        "com.webos.service.apiadapter/audio/changeSoundOutput": NO_PERMISSION,
        "system.notifications/createAlert": "403 access denied",
    },
}
_RELEASES: Mapping[Firmware, str] = {"2": "2.2.3", "24": "9.2.0", "26": "11.0.0"}


class FailedError(Exception):
    """A request that the TV answers with an error; the text is the protocol's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app on the home screen."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A socket for other devices; its owner may have given it another `label`."""

    number: int
    label: str

    @property
    def id(self) -> str:
        """Return its name in requests."""
        return f"HDMI_{self.number}"

    @property
    def app_id(self) -> str:
        """Return the app that shows it."""
        return f"com.webos.app.hdmi{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A broadcast, and what is on."""

    number: str
    name: str
    programme: str = ""

    @property
    def id(self) -> str:
        """Return its name in requests."""
        return f"1_{self.number}_0"


APPS = (
    App(id=LIVE_TV, title="Live TV"),
    App(id="netflix", title="Netflix"),
    App(id="youtube.leanback.v4", title="YouTube"),
    App(id="cj.eandm", title="티빙"),
    App(id="com.disney.disneyplus-prod", title="디즈니+"),
    App(id="com.webos.app.browser", title="웹 브라우저"),
)
INPUT_SOCKETS = (
    Input(number=1, label="셋톱박스"),
    Input(number=2, label="HDMI 2"),
    Input(number=3, label="HDMI 3"),
)
BROADCASTS = (
    Channel(number="7-1", name="KBS2", programme="1박 2일"),
    Channel(number="9-1", name="KBS1", programme="KBS 뉴스 9"),
    Channel(number="11-1", name="MBC", programme="나 혼자 산다"),
)

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A request's answer, and the readings that its subscribers must be told anew."""

    payload: Payload
    changed: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Television:
    """One set.

    Attributes:
        has_quick_start: asleep it keeps its network, and answers from standby.
        errors: requests that this set answers with an error, by URI; besides the firmware's own.
        launched, opened, toasts, pressed, skipped: what it was told that leaves no state, in the
            order in which it came.
    """

    uuid: str
    mac: str
    model: str = "OLED65C4PUA"
    firmware: Firmware = "24"
    apps: Sequence[App] = APPS
    inputs: Sequence[Input] = INPUT_SOCKETS
    channels: Sequence[Channel] = BROADCASTS
    has_quick_start: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    power: str = "Active"
    app: str = LIVE_TV
    channel: int = 0
    volume: int = 12
    muted: bool = False
    sound_output: str = "tv_speaker"
    play_state: str | None = None

    launched: list[Payload] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    alerts: dict[str, str] = field(default_factory=dict)
    pressed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def is_on(self) -> bool:
        """Say whether it shows something, or would if its screen were on."""
        return self.power not in OFF

    def hello(self) -> Payload:
        """Return what it says of itself to anybody."""
        release = _RELEASES[self.firmware]
        return {
            "protocolVersion": 1,
            "deviceType": "tv",
            "deviceOS": "webOS",
            "deviceOSVersion": release,
            "deviceOSReleaseVersion": release,
            "deviceUUID": self.uuid,
            "pairingTypes": ["PIN", "PROMPT"],
        }

    def read(self, uri: str) -> Payload:
        """Return a reading.

        Raises:
            KeyError: it has no such reading. FailedError: not on this firmware, or not now.
        """
        reading = _READINGS[uri]
        self._refuse(uri)
        return reading(self)

    def answer(self, uri: str, payload: Payload) -> Answer:
        """Do what a request asks, or read what it asks for.

        Raises:
            FailedError: there is no such request here, or it cannot be done now.
        """
        if uri in _READINGS:
            return Answer(payload=self.read(uri))
        command = _COMMANDS.get(uri)
        self._refuse(uri)
        if command is None:
            raise FailedError(NO_SERVICE)
        try:
            done = command(self, payload)
        except (KeyError, TypeError, ValueError, StopIteration) as error:  # a field of the payload
            raise FailedError(FAILED) from error
        return done if isinstance(done, Answer) else Answer(payload={}, changed=done)

    def press(self, button: str) -> Sequence[str]:
        """Press a button of the remote control, and return what changed."""
        self.pressed.append(button)
        match button:
            case "HOME":
                return self.show(HOME)
            case "VOLUMEUP" | "VOLUMEDOWN":
                return self.set_volume(self.volume + (1 if button == "VOLUMEUP" else -1))
            case "MUTE":
                self.muted = not self.muted
                return _LOUDNESS
            case "CHANNELUP" | "CHANNELDOWN":
                return self.zap(1 if button == "CHANNELUP" else -1)
            case "POWER":
                return self.turn_off() if self.is_on else self.turn_on()
            case _:
                return ()

    def turn_on(self) -> Sequence[str]:
        """Wake up; return what changed."""
        self.power = "Active"
        self.app = self.app or LIVE_TV
        return (POWER, *_SHOWN)

    def turn_off(self) -> Sequence[str]:
        """Fall asleep; return what changed."""
        self.power = "Active Standby" if self.has_quick_start else "Suspend"
        self.app, self.play_state = "", None
        return (POWER, FOREGROUND, MEDIA)

    def show(self, app: str, *, playing: bool = False) -> Sequence[str]:
        """Bring an app to the front; return what changed."""
        self.app = app
        self.play_state = "playing" if playing else None
        return _SHOWN

    def set_volume(self, volume: int) -> Sequence[str]:
        """Set the volume within its limits; return what changed."""
        if isinstance(volume, bool) or not isinstance(volume, int):
            raise ValueError(volume)
        self.volume = max(0, min(100, volume))
        return _LOUDNESS

    def zap(self, step: int) -> Sequence[str]:
        """Change the channel by a step, round and round; return what changed."""
        if self.app != LIVE_TV or not self.channels:
            raise ValueError("no broadcast is shown")
        self.channel = (self.channel + step) % len(self.channels)
        return (CHANNEL, PROGRAMME)

    def require_on(self) -> None:
        """Raise ValueError while it is asleep."""
        if not self.is_on:
            raise ValueError("it is off")

    def _refuse(self, uri: str) -> None:
        error = self.errors.get(uri) or _ERRORS[self.firmware].get(uri)
        if error is not None:
            raise FailedError(error)


# Readings -------------------------------------------------------------------------------------


def _volume_status(tv: Television) -> Payload:
    return {
        "volume": tv.volume,
        "muteStatus": tv.muted,
        "maxVolume": 100,
        "adjustVolume": True,
        "soundOutput": tv.sound_output,
        "mode": "normal",
    }


def _audio_status(tv: Television) -> Payload:
    return {
        "mute": tv.muted,
        "volume": tv.volume,
        "volumeStatus": _volume_status(tv),
        "scenario": f"mastervolume_{tv.sound_output}",
    }


def _volume(tv: Television) -> Payload:
    if tv.firmware == "2":  # before webOS 4 there was no volumeStatus
        return {"volume": tv.volume, "muted": tv.muted, "scenario": "mastervolume_tv_speaker"}
    return {"volumeStatus": _volume_status(tv), "callerId": "secondscreen.client"}


def _launch_points(tv: Television) -> Payload:
    points = [
        {
            "id": app.id,
            "title": app.title,
            "launchPointId": f"{app.id}_default",
            "icon": f"http://127.0.0.1:3000/resources/{number}/icon.png",
            "removable": False,
        }
        for number, app in enumerate(tv.apps)
    ]
    return {"launchPoints": points, "caseDetail": {"change": []}}


def _inputs(tv: Television) -> Payload:
    devices = [
        {
            "id": one.id,
            "label": one.label,
            "port": one.number,
            "appId": one.app_id,
            "icon": "",
            "connected": True,
        }
        for one in tv.inputs
    ]
    return {"devices": devices}


def _as_channel(channel: Channel) -> Payload:
    return {
        "channelId": channel.id,
        "channelNumber": channel.number,
        "channelName": channel.name,
        "channelModeName": "Terrestrial",
    }


def _channels(tv: Television) -> Payload:
    if not tv.channels:
        raise FailedError(FAILED)
    return {"channelList": [_as_channel(channel) for channel in tv.channels]}


def _present(tv: Television) -> Channel:
    if tv.app != LIVE_TV or not tv.channels:
        raise FailedError(FAILED)
    return tv.channels[tv.channel]


def _programme(tv: Television) -> Payload:
    channel = _present(tv)
    programmes = [{"programId": "1", "programName": channel.programme, "duration": 3600}]
    return {"channel": _as_channel(channel), "programList": programmes}


def _media(tv: Television) -> Payload:
    if tv.play_state is None:
        return {"foregroundAppInfo": []}
    player = {
        "appId": tv.app,
        "playState": tv.play_state,
        "type": "media",
        "mediaId": "_m1",
        "windowId": "_w1",
    }
    return {"foregroundAppInfo": [player]}


def _software(tv: Television) -> Payload:
    return {
        "product_name": f"webOSTV {tv.firmware}",
        "model_name": "HE_DTV_W24O_AFABATAA",
        "major_ver": "13",
        "minor_ver": "20.67",
        "device_id": tv.mac,
        "country": "KR",
    }


_READINGS: Mapping[str, Callable[[Television], Payload]] = {
    SYSTEM: lambda tv: {
        "features": {"dvr": True},
        "receiverType": "atsc",
        "modelName": tv.model,
        "programMode": "false",
    },
    SOFTWARE: _software,
    NETWORK: lambda tv: {
        "wiredInfo": {"macAddress": tv.mac},
        "wifiInfo": {"macAddress": tv.mac},
    },
    POWER: lambda tv: {"state": tv.power},
    FOREGROUND: lambda tv: {"appId": tv.app, "windowId": "", "processId": ""},
    AUDIO_STATUS: _audio_status,
    VOLUME: _volume,
    LAUNCH_POINTS: _launch_points,
    "com.webos.applicationManager/listApps": lambda tv: {
        "apps": _launch_points(tv)["launchPoints"]
    },
    INPUTS: _inputs,
    CHANNELS: _channels,
    CHANNEL: lambda tv: _as_channel(_present(tv)),
    PROGRAMME: _programme,
    SOUND_OUTPUT: lambda tv: {"soundOutput": tv.sound_output},
    MEDIA: _media,
    "api/getServiceList": lambda _: {"services": [{"name": "audio", "version": 1}]},
}


# Commands: each does its work and returns the readings that changed ---------------------------


def _launch(tv: Television, payload: Payload) -> Sequence[str]:
    tv.require_on()
    app = next(app.id for app in tv.apps if app.id == payload["id"])
    tv.launched.append(payload)
    return tv.show(app, playing="contentId" in payload)


def _open(tv: Television, payload: Payload) -> Answer:
    """Show an address in the browser; a film on that page begins by itself."""
    tv.require_on()
    if not str(payload["target"]).startswith(("http://", "https://")):
        raise ValueError(payload["target"])
    browser = next(app.id for app in tv.apps if app.id == "com.webos.app.browser")
    tv.opened.append(payload["target"])
    return Answer(payload={"id": browser}, changed=tv.show(browser, playing=True))


def _close(tv: Television, payload: Payload) -> Sequence[str]:
    tv.require_on()
    if payload["id"] != tv.app:
        raise ValueError("it is not shown")
    return tv.show(LIVE_TV)


def _mute(tv: Television, payload: Payload) -> Sequence[str]:
    tv.muted = bool(payload["mute"])
    return _LOUDNESS


def _switch_input(tv: Television, payload: Payload) -> Sequence[str]:
    tv.require_on()
    return tv.show(next(one.app_id for one in tv.inputs if one.id == payload["inputId"]))


def _open_channel(tv: Television, payload: Payload) -> Sequence[str]:
    tv.require_on()
    ids = [channel.id for channel in tv.channels]
    tv.channel = ids.index(payload["channelId"])
    return (CHANNEL, PROGRAMME) if tv.app == LIVE_TV else tv.show(LIVE_TV)


def _screen(*, is_on: bool) -> Callable[[Television, Payload], Sequence[str]]:
    def command(tv: Television, _: Payload) -> Sequence[str]:
        tv.require_on()
        if (tv.power != "Screen Off") is is_on:
            raise ValueError("it is so already")
        tv.power = "Active" if is_on else "Screen Off"
        return (POWER,)

    return command


def _change_output(tv: Television, payload: Payload) -> Sequence[str]:
    if payload["output"] not in {"tv_speaker", "external_arc", "external_optical", "headphone"}:
        raise ValueError("it has no such output")
    tv.sound_output = payload["output"]
    return (SOUND_OUTPUT, *_LOUDNESS)


def _media_control(action: str) -> Callable[[Television, Payload], Sequence[str]]:
    def command(tv: Television, _: Payload) -> Sequence[str]:
        tv.require_on()
        if action in {"rewind", "fastForward"}:
            tv.skipped.append(action)
            return ()
        tv.play_state = _PLAYED.get(action)
        return (MEDIA,)

    return command


def _toast(tv: Television, payload: Payload) -> Sequence[str]:
    tv.require_on()
    tv.toasts.append(str(payload["message"]))
    return ()


def _alert(tv: Television, payload: Payload) -> Answer:
    tv.require_on()
    alert_id = f"com.webos.service.apiadapter-{len(tv.alerts) + 1}"
    tv.alerts[alert_id] = str(payload["message"])
    return Answer(payload={"alertId": alert_id})


def _close_alert(tv: Television, payload: Payload) -> Sequence[str]:
    del tv.alerts[payload["alertId"]]
    return ()


_COMMANDS: Mapping[str, Callable[[Television, Payload], Sequence[str] | Answer]] = {
    "audio/setVolume": lambda tv, payload: tv.set_volume(payload["volume"]),
    "audio/volumeUp": lambda tv, _: tv.set_volume(tv.volume + 1),
    "audio/volumeDown": lambda tv, _: tv.set_volume(tv.volume - 1),
    "audio/setMute": _mute,
    "com.webos.service.apiadapter/audio/changeSoundOutput": _change_output,
    "system.launcher/launch": _launch,
    "com.webos.applicationManager/launch": _launch,
    "system.launcher/open": _open,
    "system.launcher/close": _close,
    "tv/switchInput": _switch_input,
    "tv/openChannel": _open_channel,
    "tv/channelUp": lambda tv, _: tv.zap(1),
    "tv/channelDown": lambda tv, _: tv.zap(-1),
    **{
        f"media.controls/{action}": _media_control(action)
        for action in ("play", "pause", "stop", "rewind", "fastForward")
    },
    "system/turnOff": lambda tv, _: tv.turn_off() if tv.is_on else tv.turn_on(),  # as some do
    "system/turnOn": lambda tv, _: tv.turn_on(),
    "com.webos.service.tvpower/power/turnOffScreen": _screen(is_on=False),
    "com.webos.service.tvpower/power/turnOnScreen": _screen(is_on=True),
    "system.notifications/createToast": _toast,
    "system.notifications/createAlert": _alert,
    "system.notifications/closeAlert": _close_alert,
    "settings/setSystemSettings": lambda *_: (),
}
