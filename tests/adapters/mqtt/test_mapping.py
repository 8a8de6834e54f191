import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.mqtt.discovery import read
from ondol.adapters.mqtt.mapping import slug, to_things
from ondol.adapters.mqtt.parts import UnsupportedError
from ondol.things.catalog import TYPES

from .world import PREFIX, device, entity, one, only, said, sent

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "mqtt.md").read_text()
EXAMPLES = re.findall(
    r"^`(homeassistant/\S+)`\n\n```json\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE
)

POWER = {"p": "sensor", "dev_cla": "power", "unit_of_meas": "W", "stat_t": "p"}
SWITCH = {"p": "switch", "cmd_t": "c", "stat_t": "s"}


@pytest.mark.parametrize(("topic", "payload"), EXAMPLES, ids=[topic for topic, _ in EXAMPLES])
def test_each_example_of_the_documentation_is_one_thing(topic: str, payload: str) -> None:
    announcement = read(topic, payload.encode(), PREFIX)
    assert announcement is not None
    assert announcement.problems == ()
    thing = only(announcement.entities).thing
    assert thing.id == topic.split("/")[2]
    assert set(thing.properties) <= set(TYPES[thing.type].properties)


def test_the_documentation_shows_what_it_promises() -> None:
    types = set()
    for topic, payload in EXAMPLES:
        announcement = read(topic, payload.encode(), PREFIX)
        assert announcement is not None
        types.add(only(announcement.entities).thing.type)
    assert types == {"light", "air_conditioner", "washer", "air_purifier", "cover", "vacuum"}


def test_an_accessory_becomes_an_attribute_of_the_only_main_component() -> None:
    things, problems = to_things(device(None, relay={**SWITCH, "dev_cla": "outlet"}, w=POWER))
    assert problems == ()
    assert [thing.thing.type for thing in things] == ["outlet"]
    assert sorted(things[0].thing.properties) == ["on", "power"]
    assert said(things[0], "p", "12.5") == {"power": 12.5}


def test_with_two_main_components_all_stay_apart() -> None:
    things, _ = to_things(device(None, left=SWITCH, right=SWITCH, w=POWER))
    assert sorted(thing.thing.type for thing in things) == ["sensor", "switch", "switch"]


def test_an_accessory_that_the_type_does_not_know_is_a_sensor() -> None:
    lux = {"p": "sensor", "dev_cla": "illuminance", "unit_of_meas": "lx", "stat_t": "l"}
    things, _ = to_things(device(None, relay=SWITCH, lux=lux))
    assert [(thing.thing.type, thing.thing.measures) for thing in things] == [
        ("switch", None),
        ("sensor", "illuminance"),
    ]


def test_components_announced_one_by_one_belong_together_by_their_device() -> None:
    dev = {"ids": ["z1"], "name": "플러그"}
    relay = entity("switch", name=None, uniq_id="z1_relay", cmd_t="c", stat_t="s", dev=dev)
    power = entity(
        "sensor", uniq_id="z1_p", dev=dev, **{k: v for k, v in POWER.items() if k != "p"}
    )
    thing = only([power, relay]).thing
    assert (thing.id, thing.title) == ("z1_relay", "플러그")
    assert sorted(thing.properties) == ["on", "power"]


@given(st.permutations(range(4)))
def test_the_order_of_announcement_does_not_count(order: list[int]) -> None:
    entities = device(
        {"type": "washer"},
        activity={"p": "select", "ops": ["running", "idle"], "cmd_t": "a", "stat_t": "b"},
        cycle={"p": "select", "name": "Cycle", "ops": ["표준", "울"], "cmd_t": "c", "stat_t": "d"},
        power={**POWER},
        left={"p": "sensor", "dev_cla": "duration", "unit_of_meas": "min", "stat_t": "e"},
    )
    things, _ = to_things([entities[index] for index in order])
    assert [thing.thing for thing in things] == [thing.thing for thing in to_things(entities)[0]]


def test_a_hinted_device_is_one_thing_of_its_type() -> None:
    thing = only(
        device(
            {"type": "washer", "aliases": ["빨래"], "area": "베란다"},
            activity={
                "p": "select",
                "ops": ["Run", "Pause", "Off"],
                "cmd_t": "a/set",
                "stat_t": "a",
                "ondol": {
                    "attribute": "activity",
                    "values": {"Run": "running", "Pause": "paused", "Off": "idle"},
                },
            },
            program={
                "p": "select",
                "name": "Program",
                "ops": ["표준"],
                "cmd_t": "b",
                "stat_t": "c",
            },
            remaining={
                "p": "sensor",
                "dev_cla": "duration",
                "unit_of_meas": "min",
                "stat_t": "r",
            },
        )
    )
    assert (thing.thing.id, thing.thing.type, thing.thing.area) == ("d1", "washer", "베란다")
    assert thing.thing.aliases == ("빨래",)
    assert thing.thing.properties["activity"].enum == ("running", "paused", "idle")
    assert thing.thing.properties["remaining"].read_only
    assert sent(thing, activity="running") == [("a/set", "Run")]
    assert said(thing, "a", "Pause") == {"activity": "paused"}
    assert said(thing, "r", "42") == {"remaining": 2520}


def test_power_beside_a_climate_component_is_the_power() -> None:
    thing = only(
        device(
            {"type": "air_conditioner"},
            climate={
                "p": "climate",
                "modes": ["off", "cool", "heat"],
                "mode_cmd_t": "m/set",
                "mode_stat_t": "m",
            },
            power={**SWITCH, "ondol": {"attribute": "on"}},
        )
    )
    assert said(thing, "m", "off") == {}
    assert said(thing, "m", "cool") == {"mode": "cool"}
    assert said(thing, "s", "ON") == {"on": True}
    assert sent(thing, mode="heat", on=True) == [("c", "ON"), ("m/set", "heat")]
    assert sent(thing, mode="heat", on=False) == [("m/set", "heat"), ("c", "OFF")]


def test_null_among_the_values_is_nothing_in_particular() -> None:
    thing = only(
        device(
            {"type": "vacuum"},
            robot={"p": "vacuum", "cmd_t": "c", "stat_t": "s"},
            where={
                "p": "select",
                "ops": ["all", "kitchen"],
                "cmd_t": "w/set",
                "stat_t": "w",
                "ondol": {"attribute": "cleaning_area", "values": {"all": None}},
            },
        )
    )
    assert thing.thing.properties["cleaning_area"].nullable
    assert sent(thing, cleaning_area=None) == [("w/set", "all")]
    assert said(thing, "w", "all") == {"cleaning_area": None}


def test_buttons_ask_for_what_a_sensor_reports() -> None:
    hint = {"attribute": "activity"}
    thing = only(
        device(
            {"type": "dishwasher"},
            state={"p": "sensor", "stat_t": "s", "ondol": hint},
            start={"p": "button", "cmd_t": "a", "ondol": {**hint, "value": "running"}},
            stop={"p": "button", "cmd_t": "b", "pl_prs": "!", "ondol": {**hint, "value": "idle"}},
        )
    )
    assert sent(thing, activity="running") == [("a", "PRESS")]
    assert sent(thing, activity="idle") == [("b", "!")]
    assert said(thing, "s", "running") == {"activity": "running"}


def test_buttons_are_actions_of_a_speaker() -> None:
    thing = only(
        device(
            {"type": "speaker"},
            power={**SWITCH, "ondol": {"attribute": "on"}},
            volume={
                "p": "number",
                "min": 0,
                "max": 40,
                "cmd_t": "v/set",
                "stat_t": "v",
                "ondol": {"attribute": "volume"},
            },
            skip={"p": "button", "cmd_t": "n", "ondol": {"action": "next"}},
        )
    )
    assert list(thing.thing.actions) == ["next"]
    assert sent(thing, volume=50) == [("v/set", "20")]
    assert said(thing, "v", "10") == {"volume": 25}


@pytest.mark.parametrize(
    ("hint", "problem"),
    [
        ({"attribute": "speed"}, "ondol: washer has no 'speed'"),
        ({"attribute": "remaining"}, "a switch cannot be remaining"),
    ],
)
def test_a_hint_that_cannot_be_is_said(hint: dict[str, Any], problem: str) -> None:
    _, problems = to_things(device({"type": "washer"}, a={**SWITCH, "ondol": hint}))
    assert [found.reason for found in problems] == [problem]


def test_an_unknown_type_is_said_and_the_rest_goes_by_the_rules() -> None:
    things, problems = to_things(device({"type": "spaceship"}, a=SWITCH))
    assert [found.reason for found in problems] == ["ondol: 'spaceship' is no type of thing"]
    assert [thing.thing.type for thing in things] == ["switch"]


def test_what_nobody_looks_at_is_no_thing() -> None:
    diagnostic = {"p": "sensor", "stat_t": "a", "ent_cat": "diagnostic"}
    things, problems = to_things(
        device(
            None,
            hidden={**SWITCH, "en": False},
            config={**SWITCH, "ent_cat": "config"},
            uptime=diagnostic,
            battery={**diagnostic, "dev_cla": "battery", "unit_of_meas": "%"},
        )
    )
    assert problems == ()
    assert [thing.thing.measures for thing in things] == ["battery"]


def test_a_component_of_its_own_name_is_called_after_its_device() -> None:
    things, _ = to_things(
        device(None, a={**SWITCH, "name": "왼쪽"}, b={**SWITCH, "name": "기기 오른쪽"})
    )
    assert [thing.thing.title for thing in things] == ["기기 왼쪽", "기기 오른쪽"]


def test_a_thing_without_a_name_is_called_as_its_topic() -> None:
    assert one("switch", cmd_t="a").thing.title == "x"


def test_a_component_can_say_what_it_is() -> None:
    heater = one("climate", mode_cmd_t="m", ondol={"type": "heater", "aliases": ["난로"]})
    assert (heater.thing.type, heater.thing.aliases) == ("heater", ("난로",))


def test_what_cannot_be_set_is_refused() -> None:
    sensor = one("sensor", stat_t="a")
    with pytest.raises(UnsupportedError, match="value cannot be set"):
        sent(sensor, value=3)


@given(st.text(min_size=1, max_size=300))
def test_an_id_is_plain_and_the_same_every_time(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9_.-]{1,100}", made)
    assert slug(text) == made


@given(st.text(max_size=30), st.text(max_size=30))
def test_other_texts_have_other_ids(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) <= (one.lower() == other.lower())
