import json

import pytest

from ondol.adapters.home_assistant import protocol
from ondol.adapters.home_assistant.protocol import (
    AuthInvalid,
    AuthOk,
    AuthRequired,
    Config,
    Device,
    Difference,
    Done,
    Entry,
    Failed,
    Present,
    Removed,
    Told,
)
from ondol.errors import DeviceProtocolError


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"type": "auth_required", "ha_version": "2024.3.3"}, AuthRequired(version="2024.3.3")),
        ({"type": "auth_ok", "ha_version": "2024.3.3"}, AuthOk(version="2024.3.3")),
        ({"type": "auth_invalid", "message": "no"}, AuthInvalid(reason="no")),
        ({"type": "pong", "id": 3}, Done(id=3, result=None)),
        ({"type": "result", "id": 1, "success": True, "result": [1]}, Done(id=1, result=[1])),
        (
            {"type": "result", "id": 1, "success": False, "error": {"code": "a", "message": "b"}},
            Failed(id=1, code="a", reason="b"),
        ),
        ({"type": "event", "id": 2, "event": {"a": {}}}, Told(id=2, event={"a": {}})),
    ],
)
def test_messages_are_read(sent: object, read: object) -> None:
    assert protocol.read(json.dumps(sent)) == read


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"type": "result", "id": "x"}', "[" * 9999])
def test_what_is_no_message_is_an_error(text: str) -> None:
    with pytest.raises(DeviceProtocolError, match="Home Assistant sent"):
        protocol.read(text)


def test_a_call_names_one_entity_and_no_template() -> None:
    assert protocol.call_service("light.a", "light.turn_on", {"brightness_pct": 50}) == {
        "type": "call_service",
        "domain": "light",
        "service": "turn_on",
        "service_data": {"brightness_pct": 50},
        "target": {"entity_id": "light.a"},
    }


def test_states_are_read_in_the_order_in_which_they_count() -> None:
    event = {
        "c": {
            "light.b": {"+": {"s": "off", "a": {"x": 1}}, "-": {"a": ["y"]}},
            "light.c": {"+": {"lc": 1.0}},
        },
        "a": {"light.a": {"s": "on", "a": {"brightness": 3}, "c": "x", "lc": 1.0}},
        "r": ["light.d"],
    }
    nothing: frozenset[str] = frozenset()
    assert protocol.states(event) == (
        Present(entity_id="light.a", state="on", attributes={"brightness": 3}),
        Difference(entity_id="light.b", state="off", attributes={"x": 1}, without=frozenset({"y"})),
        Difference(entity_id="light.c", state=None, attributes={}, without=nothing),
        Removed(entity_id="light.d"),
    )


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        {"a": [1]},
        {"a": {"light": {"s": "on"}, "light.b": 3, "light.c": {"s": 5}, "x" * 400 + ".a": {}}},
        {"c": {"light.a": None}, "r": [3, None]},
        {"r": "light.a"},
    ],
)
def test_states_that_are_none_are_set_aside(event: object) -> None:
    assert protocol.states(event) == ()


def test_registries_are_read_and_broken_records_set_aside() -> None:
    assert protocol.config({"unit_system": {"temperature": "°F"}, "state": "STARTING"}) == Config(
        is_fahrenheit=True, is_running=False
    )
    areas = [{"area_id": "a", "name": " 거실\u200b "}, {"area_id": 3}, None, {"name": "b"}]
    assert protocol.areas(areas) == {"a": "거실"}
    found = [{"id": "d", "area_id": "a", "name": "x"}, {"id": ""}, 5]
    assert protocol.devices(found) == {"d": Device(id="d", area_id="a")}
    kept = {"lock": {"default_code": "1234"}}
    entries = [
        {"entity_id": "lock.a", "device_id": "d", "platform": "zwave", "options": kept},
        {"entity_id": "light.b", "hidden_by": "user", "entity_category": "config", "options": 3},
        {"entity_id": "nodot"},
        "x",
    ]
    assert protocol.entries(entries) == {
        "lock.a": Entry(entity_id="lock.a", device_id="d", platform="zwave", has_code=True),
        "light.b": Entry(entity_id="light.b", category="config", is_hidden=True),
    }
    named = {"light.a": {"aliases": ["메인등", None, 3, "메인등"]}, "light.b": None}
    assert protocol.aliases(named) == {"light.a": ("메인등",)}
    for rubbish in (None, "x", 3):
        assert protocol.areas(rubbish) == {}
        assert protocol.devices(rubbish) == {}
        assert protocol.entries(rubbish) == {}
        assert protocol.aliases(rubbish) == {}
        assert protocol.config(rubbish) == Config()
