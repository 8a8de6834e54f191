"""Whatever a peer sends is read as what it says, or refused; and so are settings."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wyoming.event import Event, Eventable
from wyoming.info import Info

from ondol.agent.speech import Audio, Format
from ondol.apps.voice.ear import MOST_S, Ear, heard
from ondol.apps.voice.intake import MAX_UTTERANCE_S, Do, Hear, Intake, Say
from ondol.apps.voice.messages import MAX_SAID, Said, read
from ondol.apps.voice.programs import own_info, programs
from ondol.apps.voice.satellites import Satellite, parse_engine, parse_satellites
from ondol.errors import DeviceProtocolError, SettingsError
from tests.simulators.wyoming_engines import SILENCE, sound_of

TYPES = [
    *("describe", "info", "ping", "transcript", "transcript-chunk", "transcript-stop"),
    *("transcribe", "run-pipeline", "detection", "audio-start", "audio-chunk", "audio-stop"),
    *("voice-stopped", "synthesize", "synthesize-start", "synthesize-chunk", "synthesize-stop"),
    *("error", "handled", "levitate"),
]
NAMES = [
    *("text", "language", "context", "voice", "rate", "width", "channels", "name", "device_id"),
    *("start_stage", "end_stage", "announce_text", "asr", "tts", "models", "voices", "languages"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)
DATA = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6)
SOUND = {"rate": 16_000, "width": 2, "channels": 1}
LIKELY = st.builds(
    Event,
    type=st.sampled_from(TYPES),
    data=st.fixed_dictionaries(
        {"text": st.text(max_size=5), **{name: st.just(value) for name, value in SOUND.items()}},
        optional={
            "start_stage": st.sampled_from(["wake", "asr", "handle", "tts"]),
            "end_stage": st.sampled_from(["asr", "handle", "tts"]),
        },
    ),
    payload=st.sampled_from([b"", SILENCE[:3_200], sound_of("불"), SILENCE * 31]),
)


@given(st.sampled_from(TYPES), DATA, st.binary(max_size=8))
def test_no_event_breaks_the_reader(type_: str, data: dict[str, Any], payload: bytes) -> None:
    try:
        message = read(Event(type=type_, data=data, payload=payload))
    except DeviceProtocolError:
        return
    if isinstance(message, Said):
        assert len(message.text) <= MAX_SAID


@given(st.lists(LIKELY, max_size=12))
def test_no_order_of_events_makes_an_utterance_too_long_or_breaks_the_intake(
    events: list[Event],
) -> None:
    intake = Intake()
    for event in events:
        try:
            made = list(intake.take(read(event)))
        except DeviceProtocolError:
            return
        for one in made:
            assert isinstance(one, Hear | Do | Say | Eventable)
            if isinstance(one, Hear) and one.audio is not None:
                assert 0 < one.audio.seconds <= MAX_UTTERANCE_S


@given(JSON)
def test_no_info_breaks_its_reader_and_what_is_read_can_be_told_again(told: Any) -> None:
    found = programs({"asr": told, "tts": [{"name": "x", "voices": told}]})
    again = Info.from_event(own_info("1", found, found).event())
    assert [model.name for model in again.asr[0].models] == [model.name for model in found.asr]


def test_speech_ends_with_silence_and_noise_ends_in_time() -> None:
    def listen(pcm: bytes) -> tuple[Ear, float]:
        ear, at = Ear(), 0
        while not ear.is_over and at < len(pcm):
            ear = heard(ear, Audio(format=Format(), pcm=pcm[at : at + 3_200]))
            at += 3_200
        return ear, ear.total_s

    ear, seconds = listen(SILENCE + sound_of("거실 불 켜줘") + SILENCE * 9)
    assert ear.has_speech
    assert seconds < 3
    ear, seconds = listen(SILENCE * 9)
    assert not ear.has_speech
    assert seconds < 7
    _, seconds = listen(sound_of("가" * 1000))
    assert seconds <= MOST_S + 0.2


@pytest.mark.parametrize(
    ("given_", "read_"),
    [
        ("", []),
        ([], []),
        ([{"address": "192.168.0.31", "area": "kitchen"}], [("192.168.0.31", None, "kitchen")]),
        ([{"address": "10.0.0.2", "port": 10700}], [("10.0.0.2", 10700, None)]),
        ("10.0.0.2:10700, 10.0.0.3=거실", [("10.0.0.2", 10700, None), ("10.0.0.3", None, "거실")]),
        (
            ["[fd00::7]:10700=hall", "fd00::8"],
            [("fd00::7", 10700, "hall"), ("fd00::8", None, None)],
        ),
    ],
    ids=str,
)
def test_satellites_are_read(
    given_: object, read_: list[tuple[str, int | None, str | None]]
) -> None:
    found = parse_satellites(given_)
    assert [(str(one.address), one.port, one.area) for one in found] == read_
    assert all(isinstance(one, Satellite) for one in found)


@pytest.mark.parametrize(
    "given_",
    [
        7,
        [7],
        [{}],
        "kitchen",
        "8.8.8.8",
        "0.0.0.0",  # noqa: S104  nothing is bound
        "192.168.0.31:0",
        "192.168.0.31:70000",
        "192.168.0.31,192.168.0.31",
        [{"address": "192.168.0.31", "room": "kitchen"}],
        [{"address": "192.168.0.31", "area": 7}],
        [{"address": "192.168.0.31", "port": True}],
        [{"address": "192.168.0.31", "port": "10700"}],
        ["192.168.0.31"] * 101,
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_no_satellite_is_said_to_be_none(given_: object) -> None:
    with pytest.raises(SettingsError, match="satellites"):
        parse_satellites(given_)


@given(st.text(max_size=30) | JSON)
def test_no_setting_breaks_its_reader(value: Any) -> None:
    with contextlib.suppress(SettingsError):
        parse_satellites(value)
    with contextlib.suppress(SettingsError):
        parse_engine(str(value))
