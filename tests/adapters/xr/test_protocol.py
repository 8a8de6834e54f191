"""The messages of a headset: what may come in, how many, and what goes out."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.xr import mapping, protocol
from ondol.errors import DeviceProtocolError
from ondol.things.command import InvokeAction, SetProperty

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
messages = st.fixed_dictionaries(
    {"type": st.sampled_from(["hello", "state", "playing", "done", "refused", "x"])},
    optional=dict.fromkeys(
        ["id", "protocol", "abilities", "values", "reason", "item", "position_s", "playback"],
        json_values,
    ),
)


@given(st.text(max_size=200) | messages.map(json.dumps) | json_values.map(json.dumps))
def test_whatever_comes_is_a_message_or_is_none(text: str) -> None:
    with contextlib.suppress(DeviceProtocolError):
        assert isinstance(protocol.read(text), protocol.Received)


@given(st.dictionaries(st.sampled_from([*mapping.PROPERTIES, "gaze"]), json_values))
def test_what_counts_of_a_report_is_a_value_of_its_property(values: dict[str, object]) -> None:
    thing = mapping.thing("4f2a", "헤드셋", frozenset())
    read = mapping.values(values, thing)
    assert set(read.values) | set(read.left_out) == set(values)
    for name, value in read.values.items():
        known = thing.properties[name]
        assert value is None or isinstance(value, known.type)
        if isinstance(value, int | float):
            assert known.minimum is None or known.minimum <= value <= (known.maximum or 0)


@given(st.lists(st.floats(0, 0.02), max_size=400))
def test_a_meter_lets_no_more_come_than_its_burst_and_its_rate(gaps_s: list[float]) -> None:
    meter, now_s, let_in = protocol.Meter(rate_per_s=10, burst=5, now_s=0.0), 0.0, 0
    for gap_s in gaps_s:
        now_s += gap_s
        let_in += meter.take(now_s)
        assert let_in <= 5 + now_s * 10 + 1e-6


def test_a_meter_lets_who_waits_come_again() -> None:
    meter = protocol.Meter(rate_per_s=1, burst=1, now_s=0.0)
    assert [meter.take(at_s) for at_s in (0.0, 0.5, 1.6)] == [True, False, True]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"position_s": 754.2, "duration_s": None}, (754.2, None)),
        ({"position_s": 0, "duration_s": 10**9}, (0.0, None)),
        ({"position_s": 1, "duration_s": True}, (1.0, None)),
    ],
)
def test_what_plays_has_a_place_and_perhaps_an_end(
    said: dict[str, object], expected: tuple[float, float | None]
) -> None:
    read = protocol.read(json.dumps({"type": "playing", "playback": "paused", **said}))
    assert isinstance(read, protocol.Playing)
    assert (read.position_s, read.duration_s) == expected


def test_commands_become_one_message_in_the_words_of_the_headset() -> None:
    to_set, to_do = mapping.asked(
        [
            SetProperty(thing_id="headset/a", name="volume", value=30),
            InvokeAction(thing_id="headset/a", name="play", input=("movie-1", "754.2")),
            InvokeAction(thing_id="headset/a", name="next"),
        ]
    )
    assert json.loads(protocol.command("c1", to_set, to_do)) == {
        "type": "command",
        "id": "c1",
        "set": {"volume": 30},
        "actions": [
            {"name": "play", "input": ["movie-1", "754.2"]},
            {"name": "next", "input": None},
        ],
    }


def test_what_a_headset_cannot_take_is_no_command_of_it() -> None:
    thing = mapping.thing("a", "헤드셋", frozenset({"volume", "battery", "show"}))
    for command, expected in (
        (SetProperty(thing_id="headset/a", name="volume", value=30), True),
        (SetProperty(thing_id="headset/a", name="volume", value=101), False),
        (SetProperty(thing_id="headset/a", name="battery", value=50), False),
        (SetProperty(thing_id="headset/a", name="muted", value=True), False),
        (InvokeAction(thing_id="headset/a", name="show", input="안녕"), True),
        (InvokeAction(thing_id="headset/a", name="show"), False),
        (InvokeAction(thing_id="headset/a", name="next"), False),
    ):
        assert mapping.can(thing, command) is expected, command
