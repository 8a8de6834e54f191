import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.mqtt.abbreviations import DEVICE_KEYS, KEYS, expand
from ondol.adapters.mqtt.discovery import MAX_BYTES, MAX_COMPONENTS, read
from ondol.adapters.mqtt.mapping import to_things

from .world import PREFIX, announce, entity

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
keys = st.sampled_from([*KEYS, *KEYS.values(), "~", "schema", "ondol", "availability", "options"])
configs = st.dictionaries(keys, json_values, max_size=12)
known_components = st.sampled_from(
    [
        *("light", "switch", "cover", "climate", "fan", "lock", "vacuum", "button", "number"),
        *("select", "scene", "sensor", "binary_sensor", "humidifier", "water_heater", "valve"),
        *("lawn_mower", "device", "camera"),
    ]
)


@given(known_components, st.binary(max_size=200))
def test_any_bytes_are_read_or_set_aside(component: str, payload: bytes) -> None:
    announcement = read(f"{PREFIX}/{component}/a/config", payload, PREFIX)
    assert announcement is not None
    to_things(announcement.entities)


@given(known_components, configs)
def test_any_json_is_read_or_set_aside(component: str, config: dict[str, Any]) -> None:
    payload = json.dumps(config).encode()
    announcement = read(f"{PREFIX}/{component}/a/config", payload, PREFIX)
    assert announcement is not None
    to_things(announcement.entities)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), configs, max_size=3), configs)
def test_any_device_is_read_or_set_aside(
    components: dict[str, Any], config: dict[str, Any]
) -> None:
    whole = {**config, "device": {"identifiers": "d"}, "components": components}
    announcement = announce("device/d", whole)
    to_things(announcement.entities)


@given(configs)
def test_expanding_abbreviations_twice_is_expanding_them_once(config: dict[str, Any]) -> None:
    once = expand(config, KEYS)
    assert expand(once, KEYS) == once
    assert not set(once) & (set(KEYS) - set(KEYS.values()))


def test_no_abbreviation_means_another() -> None:
    for table in (KEYS, DEVICE_KEYS):
        for short, full in table.items():
            assert table.get(full, full) == full, short


@pytest.mark.parametrize(
    ("topic", "is_one"),
    [
        ("homeassistant/switch/a/config", True),
        ("homeassistant/switch/node/a/config", True),
        ("homeassistant/switch/config", False),
        ("homeassistant/switch/a/b/c/config", False),
        ("homeassistant/switch/a/state", False),
        ("other/switch/a/config", False),
    ],
)
def test_a_discovery_topic_has_a_component_an_object_and_perhaps_a_node(
    topic: str, is_one: bool
) -> None:
    assert (read(topic, b"{}", PREFIX) is not None) == is_one


def test_the_base_topic_stands_for_a_tilde_at_either_end() -> None:
    found = entity("switch", **{"~": "a/b", "cmd_t": "~/set", "stat_t": "x/~"})
    assert found.fields.topic("command_topic") == "a/b/set"
    assert found.fields.topic("state_topic") == "x/a/b"


def test_the_base_topic_counts_in_a_list_of_availability() -> None:
    found = entity(
        "switch", **{"~": "a", "cmd_t": "~/s", "avty": [{"t": "~/on"}], "avty_mode": "all"}
    )
    assert [topic.topic for topic in found.availability.topics] == ["a/on"]
    assert found.availability.mode == "all"


def test_components_of_a_device_have_its_shared_options() -> None:
    found = announce(
        "device/d",
        {
            "~": "a",
            "dev": {"ids": "d"},
            "avty_t": "~/there",
            "cmps": {
                "one": {"p": "switch", "uniq_id": "1", "cmd_t": "~/one"},
                "two": {"p": "switch", "uniq_id": "2", "cmd_t": "~/two", "avty_t": "b/there"},
            },
        },
    )
    topics = [found.availability.topics[0].topic for found in found.entities]
    assert topics == ["a/there", "b/there"]
    assert found.entities[0].fields.topic("command_topic") == "a/one"


def test_one_bad_component_does_not_harm_the_others() -> None:
    found = announce(
        "device/d",
        {
            "dev": {"ids": "d"},
            "cmps": {
                "bad": {"p": "switch", "cmd_t": "a"},
                "removed": {"p": "sensor"},
                "worse": 5,
                "good": {"p": "switch", "uniq_id": "2", "cmd_t": "b"},
            },
        },
    )
    assert [one.unique_id for one in found.entities] == ["2"]
    assert found.problems == ("bad: unique_id is missing", "worse: no object")


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"{", "no JSON"),
        (b"[]", "no JSON object"),
        (b"[" * 100_000, "no JSON"),
        (b'{"name": "\xff"}', "not UTF-8"),
        (b'{"name": "\\ud800"}', "not UTF-8"),
        (b" " * MAX_BYTES + b"{}", f"longer than {MAX_BYTES} bytes"),
        (b'{"device": {"name": "x"}}', "device has neither identifiers nor connections"),
        (b'{"device": 3}', "device is no object"),
        (b'{"unique_id": [1]}', "unique_id is no text"),
        (b'{"availability_mode": "some"}', "availability_mode is neither all, any nor latest"),
        (b'{"availability": [{}]}', "topic is missing"),
        (b'{"availability": 3}', "availability is no list of objects"),
        (b'{"~": 3}', "~ is no text"),
        (b'{"encoding": "utf-16"}', "encoding is not utf-8, the only one that is read"),
        (b'{"ondol": {"values": {"a": []}}}', "ondol: a value is neither text, number"),
    ],
)
def test_what_is_wrong_is_said(payload: bytes, problem: str) -> None:
    found = read(f"{PREFIX}/switch/a/config", payload, PREFIX)
    assert found is not None
    assert not found.entities
    assert found.problems[0].startswith(problem)


def test_a_device_with_too_many_components_is_set_aside() -> None:
    components = {str(n): {"p": "switch"} for n in range(MAX_COMPONENTS + 1)}
    found = announce("device/d", {"dev": {"ids": "d"}, "cmps": components})
    assert found.problems == (f"more than {MAX_COMPONENTS} components",)


def test_a_topic_with_strange_characters_is_set_aside() -> None:
    found = read(f"{PREFIX}/switch/거실/config", b"{}", PREFIX)
    assert found is not None
    assert found.problems == ("its topic holds what is not a-z, A-Z, 0-9, _ or -",)


def test_an_empty_payload_takes_away() -> None:
    found = read(f"{PREFIX}/switch/a/config", b"", PREFIX)
    assert found is not None
    assert (found.entities, found.problems) == ((), ())


def test_names_are_cleaned_and_short() -> None:
    found = entity("switch", name="거실\u202e \u200b불\n" + "!" * 1000, cmd_t="a")
    assert found.name is not None
    assert found.name.startswith("거실 불 !!")
    assert len(found.name) == 80
