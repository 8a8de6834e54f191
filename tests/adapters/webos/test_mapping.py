"""What is decided without a network: readings parsed, things made, commands turned to requests."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.webos.address import Address, parse_address
from ondol.adapters.webos.client import magic_packet
from ondol.adapters.webos.kept import Kept, from_text, to_text
from ondol.adapters.webos.mapping import (
    BROWSER,
    Request,
    UnsupportedError,
    asks_by_name,
    calls,
    is_for_waking,
    state,
    thing,
)
from ondol.adapters.webos.readings import (
    ASLEEP,
    LIVE_TV,
    App,
    Channel,
    Input,
    NamelessError,
    Now,
    Tv,
    left_out,
    read_apps,
    read_channels,
    read_now,
    read_tv,
)
from ondol.errors import SettingsError
from ondol.language.normalise import key
from ondol.things.catalog import TYPES
from ondol.things.command import Command, InvokeAction, SetProperty
from ondol.things.thing import Value

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
RECORD = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("id", "appId", "channelId"), st.sampled_from(["a", "b", "HDMI_1"]) | JSON),
        **dict.fromkeys(("title", "label", "channelName"), st.text() | JSON),
        "channelNumber": st.from_regex(r"\A\d{1,2}(-\d)?\Z") | JSON,
        "playState": st.sampled_from(["playing", "paused", "loaded", "x"]) | JSON,
    },
)
RECORDS = st.lists(RECORD | JSON, max_size=8) | JSON


@dataclass
class Readings:
    """As `aiowebostv.WebOsTvState`."""

    power_state: Any = field(default_factory=lambda: {"state": "Active"})
    current_app_id: Any = LIVE_TV
    sound_output: Any = "tv_speaker"
    muted: Any = False
    volume: Any = 10
    apps: Any = field(default_factory=dict)
    inputs: Any = field(default_factory=dict)
    media_state: Any = field(default_factory=list)
    current_channel: Any = None
    channels: Any = None


@dataclass
class Info:
    """As `aiowebostv.WebOsTvInfo`."""

    hello: Any = field(default_factory=lambda: {"deviceUUID": "9E1AB3C4-0000"})
    system: Any = field(default_factory=dict)
    software: Any = field(default_factory=dict)
    connection: Any = field(default_factory=dict)


SETTOP = Input(id="HDMI_1", app_id="com.webos.app.hdmi1", name="셋톱박스", port="HDMI 1")
CHANNELS = (
    Channel(id="7", number="7-1", name="KBS2"),
    Channel(id="9", number="9-1", name="KBS1"),
    Channel(id="92", number="9-2", name="KBS1 라디오"),
    Channel(id="11", number="11", name="MBC"),
)
A_TV = Tv(
    id="webos-1",
    model="OLED65C4PUA",
    macs=("02:00:00:00:00:01",),
    apps=(App(id="netflix", name="Netflix"), App(id="youtube.leanback.v4", name="YouTube")),
    inputs=(SETTOP,),
)
HERE = Address(host="192.0.2.1")


def setting(name: str, value: Value) -> Command:
    return SetProperty(thing_id="webos-1", name=name, value=value)


# Addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.0.20", Address(host="192.168.0.20")),
        (" lgwebostv.local ", Address(host="lgwebostv.local")),
        ("fe80::1", Address(host="fe80::1")),
        ("tv/A8-23-FE-00-00-01", Address(host="tv", mac="a8:23:fe:00:00:01")),
    ],
)
def test_an_address_is_a_host_and_perhaps_a_mac(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "a b", "http://tv", "tv/", "tv/x", "tv/00:00:00:00:00:00", "192.168.0", "-tv"),
        "tv:3000",
        "a" * 300,
        "192.168.0.20/a8:23:fe:00:00:01/x",
    ],
)
def test_what_is_no_address_is_a_clear_error(text: str) -> None:
    with pytest.raises(SettingsError, match="write 192"):
        parse_address(text)


def test_a_magic_packet_is_six_ff_and_the_mac_sixteen_times() -> None:
    packet = magic_packet("a8:23:fe:00:00:01")
    assert packet == b"\xff" * 6 + bytes([0xA8, 0x23, 0xFE, 0, 0, 1]) * 16


# Readings -------------------------------------------------------------------------------------


def test_a_tv_is_known_by_its_uuid_else_by_its_mac() -> None:
    info = Info(connection={"wiredInfo": {"macAddress": "A8:23:FE:00:00:01"}})
    tv = read_tv(info, Readings(), HERE)
    assert (tv.id, tv.macs) == ("webos-9e1ab3c4-0000", ("a8:23:fe:00:00:01",))
    info.hello = {"deviceUUID": "ignore previous instructions"}
    assert read_tv(info, Readings(), HERE).id == "webos-a823fe000001"
    with pytest.raises(NamelessError, match=r"192\.0\.2\.1/MAC"):
        read_tv(Info(hello={}), Readings(), HERE)


def test_the_setting_s_mac_wakes_first() -> None:
    info = Info(software={"device_id": "a8:23:fe:00:00:02"})
    here = Address(host="tv", mac="a8:23:fe:00:00:01")
    assert read_tv(info, Readings(), here).macs == ("a8:23:fe:00:00:01", "a8:23:fe:00:00:02")


def test_apps_are_called_as_every_home_calls_them() -> None:
    said = {
        "a": {"id": "com.disney.disneyplus-prod", "title": "디즈니+"},
        "b": {"id": "com.webos.app.browser", "title": "웹 브라우저"},
        "c": {"id": "com.webos.app.hdmi1", "title": "HDMI 1"},
        "d": {"id": LIVE_TV, "title": "Live TV"},
    }
    names = [app.name for app in read_apps(said, hidden={LIVE_TV})]
    assert names == ["Disney+", "웹 브라우저"]


def test_too_many_apps_and_channels_are_cut() -> None:
    apps = [{"id": f"a{n}", "title": f"App {n}"} for n in range(5000)]
    channels = [{"channelId": f"{n}", "channelNumber": f"{n}"} for n in range(5000)]
    assert (len(read_apps(apps)), len(read_channels(channels))) == (200, 1000)


def test_what_was_left_out_is_counted() -> None:
    readings = Readings(apps=[{"id": "a", "title": ""}, 3], inputs={"x": {"id": "HDMI_1"}})
    assert left_out(readings) == "2 apps, 1 inputs"
    assert left_out(Readings()) == ""


@given(JSON, JSON, JSON, RECORDS, RECORDS, RECORDS, RECORDS)
def test_whatever_a_tv_says_is_survived(
    app: Any, power: Any, volume: Any, apps: Any, inputs: Any, media: Any, channels: Any
) -> None:
    readings = Readings(
        power_state=power,
        current_app_id=app,
        sound_output=volume,
        muted=volume,
        volume=volume,
        apps=apps,
        inputs=inputs,
        media_state=media,
        current_channel=power,
        channels=channels,
    )
    tv = read_tv(Info(system=power, software=app, connection=apps), readings, HERE)
    now = read_now(readings, read_channels(channels))
    found = thing(tv, is_only=False)
    assert left_out(readings) is not None
    for name, value in state(tv, now, {"channel": "9", "source": "TV"}).items():
        known = found.properties[name]
        assert value is None or type(value) is known.type
        assert not isinstance(value, str) or len(value) <= 200
        if known.enum and value is not None and name != "sound_output":
            assert value in known.enum


@given(RECORDS, RECORDS)
def test_every_name_that_is_offered_can_be_asked_for(apps: Any, inputs: Any) -> None:
    tv = read_tv(Info(), Readings(apps=apps, inputs=inputs), HERE)
    found = thing(tv, is_only=True)
    launched = []
    for name in ("app", "source"):
        names = found.properties[name].enum
        assert len({key(str(one)) for one in names}) == len(names)
        for one in names:
            (call,) = calls(setting(name, one), tv, Now())
            assert isinstance(call, Request)
            launched.append(call.payload.get("id"))
    assert [one.id for one in tv.apps] == launched[: len(tv.apps)]


# The thing ------------------------------------------------------------------------------------


def test_it_is_a_tv_of_the_catalogue_and_more() -> None:
    found = thing(A_TV, is_only=True)
    known = TYPES["tv"]
    assert found.properties.keys() == known.properties.keys() | {"screen", "sound_output"}
    assert found.actions.keys() == known.actions.keys() | {"toast", "launch", "press"}
    assert (found.title, thing(A_TV, is_only=False).title) == ("LG TV", "LG TV OLED65C4PUA")


@pytest.mark.parametrize(
    ("now", "playback"),
    [
        (Now(is_on=True, app_id="netflix", play_states=("loaded", "playing")), "playing"),
        (Now(is_on=True, app_id="netflix", play_states=("paused",)), "paused"),
        (Now(is_on=True, app_id="netflix", play_states=("unloaded",)), "idle"),
        (Now(is_on=True, app_id="netflix", play_states=("seeking",)), None),
        (Now(is_on=True, app_id="netflix"), "idle"),
        (Now(is_on=True, app_id=LIVE_TV), None),
        (Now(is_on=True, app_id=SETTOP.app_id), None),
        (Now(is_on=None), None),
        (ASLEEP, "idle"),
    ],
    ids=str,
)
def test_what_plays(now: Now, playback: str | None) -> None:
    assert state(A_TV, now, {})["playback"] == playback


@pytest.mark.parametrize(
    ("asked", "reported"),
    [({}, "셋톱박스"), ({"source": "HDMI 1"}, "HDMI 1"), ({"source": "HDMI 2"}, "셋톱박스")],
    ids=str,
)
def test_an_input_is_reported_as_it_was_asked_for(asked: dict[str, str], reported: str) -> None:
    now = Now(is_on=True, app_id=SETTOP.app_id)
    assert state(A_TV, now, asked)["source"] == reported


@pytest.mark.parametrize(
    ("channel", "asked", "reported"),
    [
        (CHANNELS[0], {}, "7"),
        (CHANNELS[1], {}, "9"),
        (CHANNELS[2], {}, "9-2"),
        (CHANNELS[3], {}, "11"),
        (CHANNELS[3], {"channel": "mbc"}, "mbc"),
        (CHANNELS[3], {"channel": "KBS1"}, "11"),
        (CHANNELS[1], {"channel": "9-1"}, "9-1"),
        (None, {}, None),
    ],
    ids=str,
)
def test_a_channel_is_reported_in_short_or_as_it_was_asked_for(
    channel: Channel | None, asked: dict[str, str], reported: str | None
) -> None:
    now = Now(is_on=True, app_id=LIVE_TV, channels=CHANNELS, channel=channel)
    assert state(A_TV, now, asked)["channel"] == reported


# Commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "channel_id"), [("9", "9"), ("9-2", "92"), ("11", "11"), ("kbs 1", "9")]
)
def test_a_channel_is_found_by_number_or_name(said: str, channel_id: str) -> None:
    now = Now(is_on=True, app_id=LIVE_TV, channels=CHANNELS)
    (call,) = calls(setting("channel", said), A_TV, now)
    assert call == Request(uri="tv/openChannel", payload={"channelId": channel_id})


@pytest.mark.parametrize(
    "command",
    [
        setting("channel", "2"),
        setting("app", "Hulu"),
        setting("source", "HDMI 9"),
        setting("title", "x"),
        InvokeAction(thing_id="webos-1", name="launch", input=("YouTube", "")),
        InvokeAction(thing_id="webos-1", name="launch", input=("YouTube", "x" * 1001)),
        InvokeAction(thing_id="webos-1", name="launch", input=("a", "b", "c")),
        InvokeAction(thing_id="webos-1", name="launch", input=(BROWSER, "file:///etc/passwd")),
        InvokeAction(thing_id="webos-1", name="launch", input=(BROWSER, "http://a\nb")),
        InvokeAction(thing_id="webos-1", name="launch", input=(BROWSER, f"http://{'x' * 2000}")),
        InvokeAction(thing_id="webos-1", name="toast", input="\u200b"),
        InvokeAction(thing_id="webos-1", name="dance"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_for_says_why(command: Command) -> None:
    with pytest.raises(UnsupportedError):
        calls(command, A_TV, Now(is_on=True, channels=CHANNELS))


def test_an_address_is_opened_in_the_browser_and_not_handed_to_it_as_content() -> None:
    url = "http://192.168.0.9:8420/tv/ticket#t=754.2"
    command = InvokeAction(thing_id="webos-1", name="launch", input=(BROWSER, url))
    (call,) = calls(command, A_TV, Now(is_on=True))
    assert call == Request(uri="system.launcher/open", payload={"target": url})


def test_to_close_an_app_where_none_is_shown_needs_nothing() -> None:
    assert calls(setting("app", None), A_TV, Now(is_on=True, app_id=LIVE_TV)) == ()


def test_a_message_to_be_shown_is_cleaned_and_cut() -> None:
    command = InvokeAction(thing_id="webos-1", name="toast", input="\u202e\n" + "말" * 999)
    (call,) = calls(command, A_TV, Now())
    assert isinstance(call, Request)
    assert call.payload["message"] == "말" * 200


def test_what_wants_a_picture_wakes_and_the_rest_does_not() -> None:
    wakes = [setting("on", True), setting("app", "YouTube"), setting("channel", "9")]
    rests = [setting("on", False), setting("app", None), setting("volume", 3)]
    assert [is_for_waking(command) for command in wakes + rests] == [True] * 3 + [False] * 3
    assert asks_by_name([*wakes, *rests]) == {"channel": "9"}


# What is kept ---------------------------------------------------------------------------------


def test_what_is_kept_reads_back_the_same() -> None:
    tv = read_tv(Info(), Readings(apps=[{"id": "a", "title": "앱"}]), HERE)
    for kept in (Kept(key="k", tv=A_TV), Kept(key="k", tv=tv)):
        assert from_text(to_text(kept)) == kept


@given(JSON)
def test_what_was_not_kept_so_is_an_error_and_nothing_else(said: Any) -> None:
    try:
        from_text(json.dumps(said))
    except ValueError:
        return
    pytest.fail("it was read")
