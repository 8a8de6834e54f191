import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.mqtt.registry import MAX_SOURCES, MAX_STATE_BYTES, MAX_THINGS, Registry
from ondol.things.command import InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone

from .world import PREFIX

LAMP: Mapping[str, object] = {"uniq_id": "lamp", "name": "등", "cmd_t": "l/set", "stat_t": "l"}
TOPIC = f"{PREFIX}/switch/lamp/config"


def registry() -> Registry:
    made = Registry(PREFIX)
    made.connected()
    return made


def hear(
    registry: Registry, topic: str, payload: object, *, is_retained: bool = False
) -> list[Event]:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return registry.receive(topic, text.encode(), is_retained=is_retained)


def problems(registry: Registry) -> list[str]:
    return [problem.reason for problem in registry.take_later()[1]]


def lamp_of(registry: Registry, **more: object) -> list[Event]:
    return hear(registry, TOPIC, {**LAMP, **more})


def turn(value: bool) -> tuple[SetProperty, ...]:
    return (SetProperty(thing_id="lamp", name="on", value=value),)


def test_a_thing_is_found_before_anything_is_said_of_it() -> None:
    devices = registry()
    found, there = lamp_of(devices)
    assert isinstance(found, Found)
    assert found.thing.id == "lamp"
    assert there == Availability(thing_id="lamp", is_available=True)
    assert hear(devices, "l", "ON") == [Changed(thing_id="lamp", values={"on": True})]


def test_the_same_announcement_again_finds_nothing_new() -> None:
    devices = registry()
    lamp_of(devices)
    assert lamp_of(devices) == []


def test_a_changed_announcement_finds_the_thing_anew() -> None:
    devices = registry()
    lamp_of(devices)
    events = lamp_of(devices, name="새 등")
    assert [event.thing.title for event in events if isinstance(event, Found)] == ["새 등"]


def test_new_topics_are_followed_and_old_ones_left() -> None:
    devices = registry()
    lamp_of(devices)
    assert devices.take_topics()[0] >= {"l"}
    lamp_of(devices, stat_t="other")
    assert devices.take_topics() == ({"other"}, {"l"})
    assert hear(devices, "l", "ON") == []


def test_an_empty_payload_takes_a_thing_away() -> None:
    devices = registry()
    lamp_of(devices)
    assert hear(devices, TOPIC, "") == [Gone(thing_id="lamp")]
    assert hear(devices, TOPIC, "") == []
    assert devices.take_topics()[1] == {"l"}


def test_an_update_that_cannot_be_read_leaves_the_thing_as_it_was() -> None:
    devices = registry()
    lamp_of(devices)
    assert hear(devices, TOPIC, "{") == []
    assert problems(devices) == ["no JSON"]
    assert hear(devices, "l", "ON") != []


def test_components_that_come_one_by_one_grow_one_thing() -> None:
    devices = registry()
    device = {"ids": ["d"], "name": "콘센트"}
    hear(devices, TOPIC, {**LAMP, "dev": device, "name": None})
    power = {"uniq_id": "p", "dev": device, "dev_cla": "power", "stat_t": "p"}
    found, *_ = hear(devices, f"{PREFIX}/sensor/p/config", power)
    assert isinstance(found, Found)
    assert sorted(found.thing.properties) == ["on", "power"]
    shrunk, *_ = hear(devices, f"{PREFIX}/sensor/p/config", "")
    assert isinstance(shrunk, Found)
    assert sorted(shrunk.thing.properties) == ["on"]


def test_a_sensor_that_joins_a_main_thing_is_gone_by_itself() -> None:
    devices = registry()
    device = {"ids": ["d"], "name": "콘센트"}
    power = {"uniq_id": "p", "dev": device, "dev_cla": "power", "stat_t": "p"}
    hear(devices, f"{PREFIX}/sensor/p/config", power)
    events = hear(devices, TOPIC, {**LAMP, "dev": device})
    assert events[0] == Gone(thing_id="p")
    assert isinstance(events[1], Found)


def test_a_second_device_cannot_take_anothers_id() -> None:
    devices = registry()
    lamp_of(devices)
    assert hear(devices, f"{PREFIX}/lock/evil/config", {"uniq_id": "lamp", "cmd_t": "x"}) == []
    assert "another device has the id 'lamp'" in problems(devices)[0]


def test_one_broken_device_does_not_harm_another() -> None:
    devices = registry()
    hear(devices, f"{PREFIX}/light/bad/config", {"cmd_t": 5})
    assert lamp_of(devices) != []
    assert problems(devices) == ["command_topic is no topic of 1 to 512 characters"]


def lock_of(registry: Registry) -> list[Event]:
    config = {"uniq_id": "door", "cmd_t": "door/set", "stat_t": "door"}
    return hear(registry, f"{PREFIX}/lock/door/config", config)


def test_a_lamp_cannot_send_what_opens_a_door() -> None:
    devices = registry()
    lock_of(devices)
    assert lamp_of(devices, cmd_t="door/set", pl_on="UNLOCK") == []
    assert problems(devices) == ["it would send to a topic of 'door', which only 'door' may"]


def test_a_lamp_that_sent_to_a_door_before_it_was_known_goes() -> None:
    devices = registry()
    lamp_of(devices, cmd_t="door/set", pl_on="UNLOCK")
    events = lock_of(devices)
    assert events[0] == Gone(thing_id="lamp")
    assert isinstance(events[1], Found)
    assert problems(devices) == ["it sends to a topic of 'door', which only 'door' may"]


def test_a_door_may_have_a_lamp_of_its_own() -> None:
    devices = registry()
    dev = {"ids": ["d"]}
    config = {"uniq_id": "door", "cmd_t": "door/set", "stat_t": "door", "dev": dev}
    hear(devices, f"{PREFIX}/lock/door/config", config)
    assert lamp_of(devices, cmd_t="door/set", dev=dev) != []


# Availability --------------------------------------------------------------------------------


def test_nothing_can_be_reached_without_a_broker() -> None:
    devices = registry()
    lamp_of(devices)
    assert devices.lost() == [Availability(thing_id="lamp", is_available=False)]
    assert devices.connected() == [Availability(thing_id="lamp", is_available=True)]
    assert devices.take_topics()[0] >= {"l", f"{PREFIX}/+/+/config"}


def test_a_device_with_an_availability_topic_must_say_that_it_is_there() -> None:
    devices = registry()
    events = lamp_of(devices, avty_t="a")
    assert events[1] == Availability(thing_id="lamp", is_available=False)
    assert hear(devices, "a", "online") == [Availability(thing_id="lamp", is_available=True)]
    assert hear(devices, "a", "nonsense") == []
    assert hear(devices, "a", "offline") == [Availability(thing_id="lamp", is_available=False)]
    hear(devices, "a", "online")
    devices.lost()
    assert devices.connected() == []
    assert hear(devices, "a", "online") == [Availability(thing_id="lamp", is_available=True)]


@pytest.mark.parametrize(
    ("mode", "heard", "is_available"),
    [
        ("all", [("a", "online")], False),
        ("all", [("a", "online"), ("b", "online")], True),
        ("any", [("a", "offline"), ("b", "online")], True),
        ("any", [("a", "offline")], False),
        ("latest", [("a", "online"), ("b", "offline")], False),
        ("latest", [("b", "offline"), ("a", "online")], True),
        ("latest", [("a", "online"), ("b", "offline"), ("a", "online")], True),
    ],
)
def test_several_topics_say_together_whether_a_device_is_there(
    mode: str, heard: list[tuple[str, str]], is_available: bool
) -> None:
    devices = registry()
    events = lamp_of(devices, avty=[{"t": "a"}, {"t": "b"}], avty_mode=mode)
    for topic, payload in heard:
        events += hear(devices, topic, payload)
    said = [event.is_available for event in events if isinstance(event, Availability)]
    assert said[-1] == is_available


def test_an_availability_template_and_other_words_are_understood() -> None:
    devices = registry()
    lamp_of(devices, avty_t="a", avty_tpl="{{ value_json.state }}", pl_avail="up")
    assert hear(devices, "a", {"state": "up"}) == [Availability(thing_id="lamp", is_available=True)]


# States ----------------------------------------------------------------------------------------


def test_a_state_that_makes_no_sense_is_set_aside() -> None:
    devices = registry()
    lamp_of(devices)
    assert hear(devices, "l", "BLUE") == []
    assert devices.receive("l", b"\xff", is_retained=False) == []
    assert devices.receive("l", b"x" * (MAX_STATE_BYTES + 1), is_retained=False) == []
    assert problems(devices) == [
        "'BLUE' is none of ON, OFF",
        "not UTF-8",
        f"longer than {MAX_STATE_BYTES} bytes",
    ]


def test_a_template_that_loops_is_used_once_and_harms_nobody() -> None:
    devices = registry()
    loop = "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"
    lamp_of(devices, val_tpl=loop)
    hear(devices, f"{PREFIX}/switch/b/config", {"uniq_id": "b", "cmd_t": "c", "stat_t": "l"})
    for _ in range(3):
        assert hear(devices, "l", "ON") == [Changed(thing_id="b", values={"on": True})]
    [problem] = problems(devices)
    assert "takes more than 20000 steps" in problem
    lamp_of(devices, val_tpl="{{ value }}")
    assert Changed(thing_id="lamp", values={"on": True}) in hear(devices, "l", "ON")


def test_a_button_is_known_not_to_be_pressed() -> None:
    devices = registry()
    events = hear(devices, f"{PREFIX}/button/b/config", {"uniq_id": "b", "cmd_t": "c"})
    assert events[-1] == Changed(thing_id="b", values={"activated": False})


def test_a_reading_that_expires_is_unknown() -> None:
    devices = registry()
    hear(devices, f"{PREFIX}/sensor/t/config", {"uniq_id": "t", "stat_t": "t", "exp_aft": 60})
    hear(devices, "t", "warm")
    [later], _ = devices.take_later()
    assert later.after_s == 60
    assert devices.due(later.key) == [Changed(thing_id="t", values={"value": None})]


# Commands --------------------------------------------------------------------------------------


def test_commands_become_messages() -> None:
    devices = registry()
    lamp_of(devices)
    messages = devices.messages(turn(True))
    assert not isinstance(messages, Refused)
    assert [(message.topic, message.payload, message.qos) for message in messages] == [
        ("l/set", "ON", 1)
    ]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SetProperty(thing_id="nobody", name="on", value=True), "gone"),
        (SetProperty(thing_id="lamp", name="volume", value=3), "unsupported"),
        (InvokeAction(thing_id="lamp", name="next"), "unsupported"),
    ],
)
def test_what_cannot_be_done_is_refused(command: SetProperty | InvokeAction, code: str) -> None:
    devices = registry()
    lamp_of(devices)
    refused = devices.messages([command])
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_command_template_that_fails_is_a_refusal() -> None:
    devices = registry()
    lamp_of(devices, cmd_tpl="{{ 1 / 0 }}")
    refused = devices.messages(turn(True))
    assert isinstance(refused, Refused)
    assert "its command template fails: division by zero" in refused.reason


def test_what_the_broker_kept_is_no_answer_to_a_command() -> None:
    devices = registry()
    lamp_of(devices)
    devices.asking(turn(True))
    assert hear(devices, "l", "ON", is_retained=True) == []
    assert hear(devices, "l", "ON") == [Changed(thing_id="lamp", values={"on": True})]
    assert hear(devices, "l", "OFF", is_retained=True) != []  # nothing waits any more


def test_what_the_broker_kept_counts_once_nobody_waits_for_an_answer() -> None:
    devices = registry()
    lamp_of(devices)
    devices.asking(turn(True))
    hear(devices, "l", "OFF", is_retained=True)
    [later], _ = devices.take_later()
    assert devices.due(later.key) == [Changed(thing_id="lamp", values={"on": False})]


def test_what_nobody_reports_is_assumed_once_it_is_sent() -> None:
    devices = registry()
    hear(devices, TOPIC, {"uniq_id": "lamp", "cmd_t": "c"})
    devices.asking(turn(True))
    assert devices.sent(turn(True)) == [Changed(thing_id="lamp", values={"on": True})]


# Limits ------------------------------------------------------------------------------------------


def test_there_is_an_end_to_what_is_kept() -> None:
    devices = registry()
    for number in range(MAX_SOURCES + 1):
        config = {"uniq_id": f"s{number}", "cmd_t": "c"}
        hear(devices, f"{PREFIX}/switch/s{number}/config", config)
    said = problems(devices)
    assert f"more than {MAX_THINGS} things" in said
    assert said[-1] == f"more than {MAX_SOURCES} announcements"


# Laws -------------------------------------------------------------------------------------------

_DEVICES = [{"ids": ["d1"]}, {"ids": ["d2"]}, None]
announcements = st.tuples(
    st.sampled_from(["switch/a", "switch/b", "sensor/a", "light/c", "device/e", "camera/d"]),
    st.one_of(
        st.just(""),
        st.just("{"),
        st.fixed_dictionaries(
            {"cmd_t": st.sampled_from(["x", "y"]), "stat_t": st.sampled_from(["s", "t"])},
            optional={
                "uniq_id": st.sampled_from(["1", "2", "3"]),
                "dev": st.sampled_from([device for device in _DEVICES if device]),
                "dev_cla": st.sampled_from(["power", "battery"]),
                "avty_t": st.just("a"),
            },
        ).map(json.dumps),
    ),
).map(lambda pair: (f"{PREFIX}/{pair[0]}/config", pair[1]))
messages = announcements | st.tuples(
    st.sampled_from(["s", "t", "a"]), st.sampled_from(["ON", "OFF", "12", "online", "offline"])
)


@given(st.lists(messages | st.none(), max_size=30))
def test_events_always_tell_of_things_that_were_found(
    heard: list[tuple[str, str] | None],
) -> None:
    devices = Registry(PREFIX)
    there: set[str] = set()
    is_connected = False
    for message in heard:
        if message is None:
            events = devices.lost() if is_connected else devices.connected()
            is_connected = not is_connected
        else:
            events = hear(devices, *message, is_retained=len(message[1]) % 2 == 0)
        for event in events:
            match event:
                case Found(thing=thing):
                    there.add(thing.id)
                case Gone(thing_id=thing_id):
                    there.remove(thing_id)
                case Changed(thing_id=thing_id) | Availability(thing_id=thing_id):
                    assert thing_id in there
    wanted, left = devices.take_topics()
    assert not wanted & left
