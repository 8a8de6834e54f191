"""Each component: what it can do, and commands that come back as the state that was asked for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.mqtt.discovery import read
from ondol.adapters.mqtt.fields import InvalidDiscoveryError
from ondol.adapters.mqtt.mapping import Mapped, to_things
from ondol.adapters.mqtt.parts import UnreadableError, UnsupportedError
from ondol.adapters.mqtt.templates import TemplateError
from ondol.things.catalog import TYPES
from ondol.things.colors import NAMES
from ondol.things.thing import Property, Value

from .world import PREFIX, entity, one, said, sent, setting

BASIC: dict[str, Any] = {
    "cmd_t": "l/set",
    "stat_t": "l",
    "bri_cmd_t": "b/set",
    "bri_stat_t": "b",
    "clr_temp_cmd_t": "w/set",
    "clr_temp_stat_t": "w",
    "rgb_cmd_t": "c/set",
    "rgb_stat_t": "c",
}
CLIMATE: dict[str, Any] = {
    "modes": ["off", "cool", "heat", "fan_only", "heat_cool"],
    "mode_cmd_t": "m/set",
    "mode_stat_t": "m",
    "temp_cmd_t": "t/set",
    "temp_stat_t": "t",
    "fan_mode_cmd_t": "f/set",
    "fan_mode_stat_t": "f",
    "fan_modes": ["auto", "Low", "max"],
    "swing_mode_cmd_t": "s/set",
    "swing_mode_stat_t": "s",
    "swing_modes": ["on", "up", "down"],
    "curr_temp_t": "now",
    "curr_hum_t": "wet",
    "min_temp": 18,
    "max_temp": 30,
}
FAN: dict[str, Any] = {
    "cmd_t": "f/set",
    "stat_t": "f",
    "pct_cmd_t": "p/set",
    "pct_stat_t": "p",
    "pr_mode_cmd_t": "m/set",
    "pr_mode_stat_t": "m",
    "pr_modes": ["auto", "low", "high"],
    "osc_cmd_t": "o/set",
    "osc_stat_t": "o",
    "dir_cmd_t": "d/set",
    "dir_stat_t": "d",
}
COVER: dict[str, Any] = {
    "cmd_t": "c/set",
    "pos_t": "p",
    "set_pos_t": "p/set",
    "tilt_cmd_t": "t/set",
    "tilt_status_t": "t",
}

# Laws ------------------------------------------------------------------------------------------

THINGS: dict[str, Mapped] = {
    "light": one("light", **BASIC),
    "light of 100": one("light", **BASIC, bri_scl=100),
    "light in kelvin": one("light", **BASIC, clr_temp_k=True, min_k=2000, max_k=6500),
    "light in hs": one("light", cmd_t="l/set", stat_t="l", hs_cmd_t="c/set", hs_stat_t="c"),
    "light in xy": one("light", cmd_t="l/set", stat_t="l", xy_cmd_t="c/set", xy_stat_t="c"),
    "climate": one("climate", **CLIMATE),
    "climate in °F": one(
        "climate", **{**CLIMATE, "min_temp": 60, "max_temp": 90}, temp_unit="F", temp_step=1
    ),
    "fan": one("fan", **FAN),
    "fan of 3": one("fan", **FAN, spd_rng_max=3),
    "cover": one("cover", **COVER),
    "cover upside down": one("cover", **COVER, pos_open=0, pos_clsd=255, tilt_min=-90, tilt_max=90),
    "valve": one("valve", cmd_t="v/set", stat_t="v", pos=True),
    "lock": one(
        "lock",
        cmd_t="k/set",
        stat_t="k",
        pl_lock="L",
        pl_unlk="U",
        stat_locked="L",
        stat_unlocked="U",
    ),
    "switch": one("switch", cmd_t="s/set", stat_t="s", pl_on=1, pl_off=0),
    "humidifier": one(
        "humidifier",
        cmd_t="h/set",
        stat_t="h",
        hum_cmd_t="w/set",
        hum_stat_t="w",
        modes=["eco", "강"],
        mode_cmd_t="m/set",
        mode_stat_t="m",
    ),
    "water heater": one(
        "water_heater",
        temp_cmd_t="t/set",
        temp_stat_t="t",
        modes=["off", "eco", "gas"],
        mode_cmd_t="m/set",
        mode_stat_t="m",
    ),
    "number": one(
        "fan",
        cmd_t="f/set",
        stat_t="f",
        pct_cmd_t="p/set",
        pct_stat_t="p",
        pct_cmd_tpl="{{ {'v': value} | to_json }}",
        pct_val_tpl="{{ value_json.v }}",
    ),
}


def values_of(known: Property) -> st.SearchStrategy[Value]:
    """Return values that a property accepts."""
    if known.enum:
        return st.sampled_from(known.enum)
    if known.type is bool:
        return st.booleans()
    if known.type is str:
        return st.sampled_from(sorted(NAMES))
    low, high = known.minimum or 0, known.maximum or 100
    if known.type is int:
        return st.integers(int(low), int(high))
    step = known.step or 0.5
    return st.integers(0, int((high - low) / step)).map(lambda count: low + count * step)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Mapped, str, Value]:
    thing = THINGS[draw(st.sampled_from(sorted(THINGS)))]
    settable = [name for name, known in thing.thing.properties.items() if not known.read_only]
    name = draw(st.sampled_from(settable))
    return thing, name, draw(values_of(thing.thing.properties[name]))


@given(changes())
def test_a_command_that_a_device_says_back_is_reported_as_it_was_asked(
    change: tuple[Mapped, str, Value],
) -> None:
    thing, name, value = change
    assert thing.thing.properties[name].accepts(value)
    reported: dict[str, Value] = {}
    for topic, payload in sent(thing, None, **{name: value}):
        reported |= said(thing, topic.removesuffix("/set"), payload, {name: value})
    assert reported[name] == value


@given(changes())
def test_what_a_device_says_is_near_what_was_asked_even_if_nobody_remembers(
    change: tuple[Mapped, str, Value],
) -> None:
    thing, name, value = change
    known = thing.thing.properties[name]
    reported: dict[str, Value] = {}
    for topic, payload in sent(thing, None, **{name: value}):
        reported |= said(thing, topic.removesuffix("/set"), payload)
    again = reported[name]
    if isinstance(value, int | float) and not isinstance(value, bool):
        assert isinstance(again, int | float)
        slack = {"K": value**2 / 1e6 + 1, "DEG_C": 0.5}.get(known.unit or "", 1)
        assert abs(again - value) <= max(slack, known.step or 0)
    elif name == "color":
        assert again in NAMES
    else:
        assert again == value


@given(st.sampled_from(sorted(THINGS)), st.text(max_size=30))
def test_any_text_as_state_is_read_or_refused(name: str, payload: str) -> None:
    thing = THINGS[name]
    for part, source in thing.reads():
        try:
            values = thing.own(part, source.values(payload, {}))
        except (UnreadableError, TemplateError):
            continue
        for attribute, value in values.items():
            known = thing.thing.properties[attribute]
            assert value is None or type(value) in (known.type, int)


@given(
    st.sampled_from(sorted(THINGS)),
    st.dictionaries(
        st.sampled_from(["on", "brightness", "color", "mode", "position", "speed", "nonsense"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.text(max_size=9),
    ),
)
def test_any_change_becomes_messages_or_a_refusal(name: str, wanted: dict[str, Value]) -> None:
    try:
        messages = THINGS[name].messages(setting(**wanted), {})
    except (UnsupportedError, TemplateError):
        return
    assert all(isinstance(message.payload, str) for message in messages)


@given(st.sampled_from(sorted(THINGS)))
def test_things_have_only_attributes_that_their_type_knows(name: str) -> None:
    thing = THINGS[name].thing
    assert set(thing.properties) <= set(TYPES[thing.type].properties)


# Lights ------------------------------------------------------------------------------------


def test_a_light_is_turned_on_after_its_details_and_off_without_them() -> None:
    light = one("light", **BASIC)
    assert sent(light, on=True, brightness=50) == [("b/set", "128"), ("l/set", "ON")]
    assert sent(light, on=False, brightness=50) == [("l/set", "OFF")]
    assert sent(light, brightness=50) == [("b/set", "128"), ("l/set", "ON")]


@pytest.mark.parametrize(
    ("order", "messages"),
    [
        ("first", [("l/set", "ON"), ("b/set", "128")]),
        ("last", [("b/set", "128"), ("l/set", "ON")]),
        ("brightness", [("b/set", "128")]),
    ],
)
def test_on_command_type_says_when_a_light_is_turned_on(
    order: str, messages: list[tuple[str, str]]
) -> None:
    light = one("light", **BASIC, on_cmd_type=order)
    assert sent(light, on=True, brightness=50) == messages


def test_a_light_that_is_on_by_its_brightness_turns_on_as_bright_as_it_was() -> None:
    light = one("light", **BASIC, on_cmd_type="brightness")
    assert sent(light, {"brightness": 40}, on=True) == [("b/set", "102")]
    assert sent(light, {}, on=True) == [("b/set", "255")]


def test_mireds_become_a_round_colour_temperature() -> None:
    light = one("light", **BASIC, min_mirs=153, max_mirs=370)
    known = light.thing.properties["color_temperature"]
    assert (known.minimum, known.maximum) == (2700, 6550)
    assert said(light, "w", "250") == {"color_temperature": 4000}
    assert said(light, "w", "370") == {"color_temperature": 2700}
    assert sent(light, color_temperature=2700)[0] == ("w/set", "370")


def test_a_colour_is_said_as_the_name_that_was_asked_for() -> None:
    light = one("light", cmd_t="l/set", hs_cmd_t="c/set", hs_stat_t="c")
    assert sent(light, color="navy")[0] == ("c/set", "240,100")
    assert said(light, "c", "240,100", {"color": "navy"}) == {"color": "navy"}
    assert said(light, "c", "240,100") == {"color": "blue"}
    assert said(light, "c", "0,100", {"color": "navy"}) == {"color": "red"}


def test_a_colour_template_gets_red_green_and_blue() -> None:
    light = one("light", **BASIC, rgb_cmd_tpl="{{ '#%02x%02x%02x' | format(red, green, blue) }}")
    assert sent(light, color="orange")[0] == ("c/set", "#ffa500")


JSON = {"schema": "json", "cmd_t": "l/set", "stat_t": "l"}


def test_a_json_light_gets_everything_in_one_message() -> None:
    light = one("light", **JSON, brightness=True, sup_clrm=["rgb", "color_temp"])
    [(topic, payload)] = sent(light, on=True, brightness=60, color="orange")
    assert topic == "l/set"
    assert json.loads(payload) == {
        "state": "ON",
        "brightness": 153,
        "color": {"r": 255, "g": 165, "b": 0},
    }
    assert json.loads(sent(light, on=False)[0][1]) == {"state": "OFF"}


def test_a_json_light_says_which_of_its_colours_counts() -> None:
    light = one("light", **JSON, brightness=True, sup_clrm=["rgb", "color_temp"])
    state = {"state": "ON", "brightness": 153, "color_mode": "color_temp", "color_temp": 250}
    assert said(light, "l", json.dumps(state)) == {
        "on": True,
        "brightness": 60,
        "color_temperature": 4000,
        "color": None,
    }
    state = {"state": "ON", "color_mode": "rgb", "color": {"r": 255, "g": 0, "b": 0}}
    assert said(light, "l", json.dumps(state)) == {
        "on": True,
        "color": "red",
        "color_temperature": None,
    }


def test_a_json_light_without_colour_modes_only_has_what_its_flags_say() -> None:
    assert sorted(one("light", **JSON).thing.properties) == ["on"]
    assert sorted(one("light", **JSON, brightness=True).thing.properties) == ["brightness", "on"]


@pytest.mark.parametrize("payload", ["ON", "[1]", '{"state": "BLUE"}', "{"])
def test_a_json_light_that_makes_no_sense_is_unreadable(payload: str) -> None:
    with pytest.raises(UnreadableError):
        said(one("light", **JSON, brightness=True), "l", payload)


def test_a_template_light_is_told_and_read_by_templates() -> None:
    light = one(
        "light",
        schema="template",
        cmd_t="l/set",
        stat_t="l",
        cmd_on_tpl="on{{ ',' ~ brightness if brightness is defined }}"
        "{{ ',' ~ red ~ '-' ~ green ~ '-' ~ blue if red is defined }}",
        cmd_off_tpl="off",
        stat_tpl="{{ value.split(',')[0] }}",
        bri_tpl="{{ value.split(',')[1] }}",
        **{
            f"{part}_tpl": f"{{{{ value.split(',')[2].split('-')[{index}] }}}}"
            for index, part in enumerate("rgb")
        },
    )
    assert sent(light, on=True, brightness=100, color="red") == [("l/set", "on,255,255-0-0")]
    assert sent(light, on=False) == [("l/set", "off")]
    assert said(light, "l", "on,255,0-0-255") == {"on": True, "brightness": 100, "color": "blue"}


# Heat and cold ---------------------------------------------------------------------------------


def test_what_can_cool_is_an_air_conditioner_and_what_cannot_a_thermostat() -> None:
    assert one("climate", **CLIMATE).thing.type == "air_conditioner"
    assert one("climate", mode_cmd_t="m", modes=["off", "heat"]).thing.type == "thermostat"


def test_home_assistants_modes_become_ours() -> None:
    climate = one("climate", **CLIMATE)
    assert climate.thing.properties["mode"].enum == ("cool", "heat", "fan", "auto")
    assert sent(climate, mode="fan") == [("m/set", "fan_only")]
    assert said(climate, "m", "heat_cool") == {"on": True, "mode": "auto"}
    assert said(climate, "m", "off") == {"on": False}


def test_turning_on_is_the_mode_that_was_on_last() -> None:
    climate = one("climate", **CLIMATE)
    assert sent(climate, {"mode": "heat"}, on=True) == [("m/set", "heat")]
    assert sent(climate, {}, on=True) == [("m/set", "heat_cool")]
    assert sent(climate, {"mode": "heat"}, on=True, mode="cool") == [("m/set", "cool")]
    assert sent(climate, {"mode": "heat"}, on=False, mode="cool") == [("m/set", "off")]


def test_a_power_topic_is_used_where_there_is_one() -> None:
    climate = one("climate", **CLIMATE, pow_cmd_t="p/set", pl_on="1", pl_off="0")
    assert sent(climate, on=True, mode="cool") == [("p/set", "1"), ("m/set", "cool")]
    assert sent(climate, on=False) == [("p/set", "0")]


def test_fan_and_swing_take_the_words_that_mean_something() -> None:
    climate = one("climate", **CLIMATE)
    assert climate.thing.properties["fan_speed"].enum == ("auto", "low", "high")
    assert sent(climate, fan_speed="high") == [("f/set", "max")]
    assert said(climate, "f", "Low") == {"fan_speed": "low"}
    assert said(climate, "f", "turbo") == {"fan_speed": None}
    assert sent(climate, swing="auto") == [("s/set", "on")]


def test_fahrenheit_is_read_as_celsius() -> None:
    climate = one(
        "climate",
        mode_cmd_t="m",
        temp_cmd_t="t/set",
        temp_stat_t="t",
        temp_unit="F",
        min_temp=60,
        max_temp=86,
        curr_temp_t="now",
    )
    known = climate.thing.properties["target_temperature"]
    assert (known.minimum, known.maximum) == (15.5, 30)
    assert sent(climate, target_temperature=24.0) == [("t/set", "75")]
    assert said(climate, "t", "75") == {"target_temperature": 24}
    assert said(climate, "now", "68") == {"temperature": 20}


def test_a_water_heater_keeps_its_own_modes() -> None:
    heater = THINGS["water heater"]
    assert heater.thing.properties["mode"].enum == ("eco", "gas")
    assert said(heater, "m", "off") == {"on": False}
    assert said(heater, "m", "gas") == {"on": True, "mode": "gas"}


# Air, covers, robots ---------------------------------------------------------------------------


def test_a_fans_presets_are_its_speeds_by_name() -> None:
    fan = one("fan", **FAN)
    assert fan.thing.properties["fan_speed"].enum == ("auto", "low", "high")
    assert sent(fan, fan_speed="high") == [("m/set", "high")]
    assert sent(fan, on=True, oscillating=True) == [("f/set", "ON"), ("o/set", "oscillate_on")]


def test_an_air_purifiers_presets_are_its_modes() -> None:
    purifier = one("fan", **{**FAN, "pr_modes": ["sleep", "터보"]}, ondol={"type": "air_purifier"})
    assert sorted(purifier.thing.properties) == ["mode", "on", "speed"]
    assert sent(purifier, mode="터보") == [("m/set", "터보")]


def test_a_fan_with_three_speeds_is_at_a_third() -> None:
    fan = one("fan", cmd_t="c", pct_cmd_t="p/set", pct_stat_t="p", spd_rng_max=3)
    assert said(fan, "p", "1") == {"speed": 33}
    assert sent(fan, speed=50) == [("p/set", "2")]


@pytest.mark.parametrize(
    ("device_class", "kind"),
    [("curtain", "curtain"), ("garage", "garage"), ("damper", None), (None, None)],
)
def test_a_cover_is_of_the_kind_that_it_says(device_class: str | None, kind: str | None) -> None:
    assert one("cover", **COVER, dev_cla=device_class).thing.kind == kind


def test_a_cover_without_a_position_is_open_or_closed() -> None:
    cover = one("cover", cmd_t="c/set", stat_t="c", pl_open="UP", pl_cls="DOWN")
    assert cover.thing.properties["position"].enum == (0, 100)
    assert sent(cover, position=100) == [("c/set", "UP")]
    assert said(cover, "c", "closed") == {"position": 0}
    assert said(cover, "c", "opening") == {}
    with pytest.raises(UnsupportedError, match="cannot be moved to 50%"):
        sent(cover, position=50)


def test_a_vacuum_is_started_paused_and_sent_home() -> None:
    vacuum = one(
        "vacuum",
        cmd_t="c",
        stat_t="s",
        set_fan_spd_t="f",
        fanspd_lst=["low", "high"],
        sup_feat=["start", "pause", "return_home", "fan_speed"],
    )
    assert sent(vacuum, activity="cleaning") == [("c", "start")]
    assert sent(vacuum, activity="docked") == [("c", "return_to_base")]
    assert sent(vacuum, mode="high") == [("f", "high")]
    state = {"state": "returning", "fan_speed": "low", "battery_level": 61}
    assert said(vacuum, "s", json.dumps(state)) == {"activity": "returning", "mode": "low"}


def test_a_mower_mows() -> None:
    mower = one(
        "lawn_mower",
        act_stat_t="a",
        strt_mw_cmd_t="s",
        dock_cmd_t="d",
        strt_mw_cmd_tpl="{{ value }}!",
    )
    assert mower.thing.properties["activity"].enum == ("cleaning", "returning", "docked")
    assert sent(mower, activity="cleaning") == [("s", "start_mowing!")]
    assert said(mower, "a", "mowing") == {"activity": "cleaning"}


# One attribute --------------------------------------------------------------------------------


def test_a_lock_that_moves_says_nothing_and_one_that_is_jammed_is_unknown() -> None:
    lock = one("lock", cmd_t="c", stat_t="s")
    assert said(lock, "s", "LOCKED") == {"locked": True}
    assert said(lock, "s", "UNLOCKING") == {}
    assert said(lock, "s", "JAMMED") == {"locked": None}
    assert sent(lock, locked=False) == [("c", "UNLOCK")]


def test_buttons_and_scenes_are_run() -> None:
    assert sent(one("button", cmd_t="c", pl_prs="!"), activated=True) == [("c", "!")]
    scene = one("scene", cmd_t="c")
    assert sent(scene, activated=True) == [("c", "ON")]
    assert (scene.thing.type, scene.known()) == ("scene", {"activated": False})


@pytest.mark.parametrize(
    ("config", "measures", "payload", "value"),
    [
        ({"dev_cla": "temperature", "unit_of_meas": "°C"}, "temperature", "21.5", 21.5),
        ({"dev_cla": "temperature", "unit_of_meas": "°F"}, "temperature", "68", 20),
        ({"dev_cla": "energy", "unit_of_meas": "Wh"}, "energy", "1500", 1.5),
        ({"dev_cla": "carbon_dioxide", "unit_of_meas": "ppm"}, "co2", "612", 612),
        ({"dev_cla": "enum", "ops": ["a"]}, None, "a", "a"),
        ({}, None, "맑음", "맑음"),
        ({"unit_of_meas": "bananas"}, None, "3", 3),
        ({"dev_cla": "temperature", "unit_of_meas": "°C"}, "temperature", "None", None),
    ],
)
def test_a_sensor_reads_what_it_measures(
    config: dict[str, Any], measures: str | None, payload: str, value: Value
) -> None:
    sensor = one("sensor", stat_t="s", **config)
    assert sensor.thing.measures == measures
    assert said(sensor, "s", payload) == {"value": value}


def test_a_sensor_that_says_no_number_is_unreadable() -> None:
    sensor = one("sensor", stat_t="s", dev_cla="power", unit_of_meas="W")
    for payload in ("abc", "nan", "inf", "1e99"):
        with pytest.raises(UnreadableError):
            said(sensor, "s", payload)


def test_a_binary_sensor_that_is_wet_is_a_leak() -> None:
    leak = one("binary_sensor", stat_t="s", dev_cla="moisture")
    assert leak.thing.measures == "water_leak"
    assert said(leak, "s", "ON") == {"value": True}


def test_a_motion_sensor_forgets_and_a_thermometer_expires() -> None:
    [(_, read_motion)] = one("binary_sensor", stat_t="s", off_dly=30).reads()
    [(_, read_heat)] = one("sensor", stat_t="s", exp_aft=60).reads()
    assert (read_motion.lasts_s, read_motion.then) == (30, {"value": False})
    assert (read_heat.lasts_s, read_heat.then) == (60, {"value": None})


def test_a_number_and_a_select_that_belong_to_nothing_can_be_read() -> None:
    number = one("number", cmd_t="c", stat_t="s", unit_of_meas="min")
    select = one("select", cmd_t="c", stat_t="s", ops=["a", "b"])
    assert [thing.thing.type for thing in (number, select)] == ["sensor", "sensor"]
    assert said(number, "s", "5") == {"value": 5}
    assert said(select, "s", "b") == {"value": "b"}


def test_a_device_that_reports_nothing_is_taken_at_its_word() -> None:
    assert one("switch", cmd_t="c").assumed({"on": True}) == {"on": True}
    assert one("switch", cmd_t="c", stat_t="s").assumed({"on": True}) == {}
    assert one("switch", cmd_t="c", stat_t="s", opt=True).assumed({"on": True}) == {"on": True}


@pytest.mark.parametrize(
    ("component", "config", "problem"),
    [
        ("light", {}, "command_topic is missing"),
        ("light", {"cmd_t": "a/#"}, "holds a wildcard"),
        ("light", {"cmd_t": "$SYS/a"}, "belongs to the broker"),
        ("light", {"cmd_t": "a", "schema": "9"}, "schema '9' is none of"),
        ("light", {"cmd_t": "a", "bri_scl": 0}, "brightness_scale is below 1"),
        ("light", {"cmd_t": "a", "min_mirs": 400, "max_mirs": 300}, "is not below max_mireds"),
        ("light", {"cmd_t": "a", "on_cmd_type": "never"}, "on_command_type is none of"),
        (
            "light",
            {"cmd_t": "a", "stat_t": "b", "stat_val_tpl": "{{"},
            "state_value_template: no valid template",
        ),
        ("light", {"cmd_t": "a", "ondol": {"type": "lamp"}}, "'lamp' is no type of thing"),
        ("switch", {"cmd_t": "a", "opt": "maybe"}, "optimistic is neither true nor false"),
        ("switch", {"cmd_t": "a", "ondol": {"type": "cover"}}, "no topic from which"),
        ("climate", {}, "no topic from which"),
        ("climate", {"temp_cmd_t": "a", "min_temp": "warm"}, "min_temp is no number"),
        ("climate", {"temp_cmd_t": "a", "temp_step": 0}, "temp_step is not between"),
        ("fan", {"cmd_t": "a", "spd_rng_min": 0}, "speed_range_min is below 1"),
        ("cover", {"cmd_t": "a", "pos_open": 5, "pos_clsd": 5}, "are the same"),
        ("lock", {"cmd_t": "a", "cod_form": r"\d+"}, "wants a code"),
        ("sensor", {}, "state_topic is missing"),
        ("select", {"stat_t": ""}, "state_topic is no topic"),
    ],
)
def test_what_is_wrong_with_a_component_is_said(
    component: str, config: dict[str, Any], problem: str
) -> None:
    things, problems = to_things([entity(component, **config)])
    assert things == ()
    assert problem in problems[0].reason


def test_components_that_ondol_does_not_know_are_no_problem() -> None:
    assert to_things([entity("camera", topic="a")]) == ((), ())


def test_a_template_is_looked_at_when_it_is_announced() -> None:
    announcement = read(
        f"{PREFIX}/switch/a/config", b'{"availability_topic": "a", "avty_tpl": "{% x %}"}', PREFIX
    )
    assert announcement is not None
    assert "availability_template" in announcement.problems[0]
    with pytest.raises(InvalidDiscoveryError):
        entity("switch", cmd_t="a").fields.needed_topic("state_topic")
