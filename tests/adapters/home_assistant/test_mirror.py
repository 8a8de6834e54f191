"""What becomes of things when Home Assistant changes, is lost, starts, or rambles."""

from dataclasses import replace
from typing import Any

import pytest

from ondol.adapters.home_assistant.mirror import Choice, Mirror
from ondol.adapters.home_assistant.protocol import (
    Config,
    Device,
    Difference,
    Entry,
    Present,
    Registries,
    Removed,
)
from ondol.errors import DeviceUnreachableError
from ondol.things.command import InvokeAction, Refused, SetProperty
from ondol.things.event import Availability, Changed, Event, Found, Gone

HOME = Registries(
    areas={"a": "거실", "b": "주방"},
    devices={"d": Device(id="d", area_id="a")},
    entries={"light.lamp": Entry(entity_id="light.lamp", device_id="d", platform="hue")},
    aliases={"light.lamp": ("메인등",)},
)
DIMMABLE: dict[str, Any] = {"supported_color_modes": ["brightness"], "friendly_name": "거실 등"}


def present(entity_id: str, state: str, **attributes: Any) -> Present:
    return Present(entity_id=entity_id, state=state, attributes=attributes)


def changed(
    entity_id: str, state: str | None = None, without: tuple[str, ...] = (), **attributes: Any
) -> Difference:
    return Difference(
        entity_id=entity_id, state=state, attributes=attributes, without=frozenset(without)
    )


LAMP = present("light.lamp", "on", brightness=255, color_mode="brightness", **DIMMABLE)
THING = "ha-light.lamp"


def mirror(choice: Choice | None = None, registries: Registries = HOME) -> Mirror:
    made = Mirror(choice or Choice())
    made.learn(registries)
    return made


def found(events: list[Event]) -> list[str]:
    return [event.thing.id for event in events if isinstance(event, Found)]


def test_a_thing_is_found_before_anything_is_said_of_it() -> None:
    first, second, third = mirror().tell((LAMP,))
    assert isinstance(first, Found)
    thing = first.thing
    assert (thing.id, thing.title, thing.type) == (THING, "거실 등", "light")
    assert (thing.area, thing.aliases) == ("거실", ("메인등",))
    assert second == Availability(thing_id=THING, is_available=True)
    assert third == Changed(thing_id=THING, values={"on": True, "brightness": 100})


def test_only_what_is_new_is_said() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    assert lamps.tell((changed("light.lamp", brightness=128),)) == [
        Changed(thing_id=THING, values={"brightness": 50})
    ]
    assert lamps.tell((changed("light.lamp"),)) == []
    off = changed("light.lamp", "off", brightness=None, color_mode=None)
    assert lamps.tell((off,)) == [Changed(thing_id=THING, values={"on": False})]


def test_what_is_unavailable_keeps_what_it_can_and_says_all_again_when_it_is_back() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    gone = changed("light.lamp", "unavailable", without=("brightness", "color_mode"))
    assert lamps.tell((gone,)) == [Availability(thing_id=THING, is_available=False)]
    stripped = changed("light.lamp", without=("supported_color_modes",))
    assert lamps.tell((stripped,)) == []
    back = changed("light.lamp", "on", brightness=255, supported_color_modes=["brightness"])
    assert lamps.tell((back,)) == [
        Availability(thing_id=THING, is_available=True),
        Changed(thing_id=THING, values={"on": True, "brightness": 100}),
    ]


def test_a_thing_that_learns_to_do_more_is_found_again() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    events = lamps.tell((changed("light.lamp", supported_color_modes=["hs"]),))
    assert found(events) == [THING]
    assert isinstance(events[-1], Changed)


def test_what_an_entity_once_showed_it_is_known_to_have() -> None:
    cooler = mirror()
    modes: dict[str, Any] = {"hvac_modes": ["off", "cool"]}
    cooler.tell((present("climate.a", "cool", current_temperature=21.0, **modes),))
    events = cooler.tell((changed("climate.a", current_temperature=None),))
    assert events == [Changed(thing_id="ha-climate.a", values={"temperature": None})]


def test_names_areas_and_aliases_follow_the_registries() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    entry = replace(HOME.entries["light.lamp"], area_id="b")
    (event,) = lamps.learn(replace(HOME, entries={"light.lamp": entry}, aliases={}))[:1]
    assert isinstance(event, Found)
    assert (event.thing.area, event.thing.aliases) == ("주방", ())
    (event,) = lamps.tell((changed("light.lamp", friendly_name="식탁 등"),))[:1]
    assert isinstance(event, Found)
    assert event.thing.title == "식탁 등"
    assert lamps.learn(replace(HOME, entries={"light.lamp": entry}, aliases={})) == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"is_hidden": True}, "hidden"),
        ({"category": "config"}, "config"),
        ({"category": "diagnostic"}, "diagnostic"),
        ({"platform": "mqtt"}, "mqtt"),
    ],
)
def test_what_is_not_for_people_is_left_out_and_counted(entry: dict[str, Any], why: str) -> None:
    entries = {"light.lamp": Entry(entity_id="light.lamp", **entry)}
    lamps = mirror(Choice(without_mqtt=True), Registries(entries=entries))
    assert lamps.tell((LAMP,)) == []
    assert lamps.left_out == {why: 1}


def test_mqtt_comes_along_unless_it_is_said_not_to() -> None:
    entries = {"light.lamp": Entry(entity_id="light.lamp", platform="mqtt")}
    assert found(mirror(registries=Registries(entries=entries)).tell((LAMP,))) == [THING]


def test_domains_and_entities_can_be_excluded() -> None:
    choice = Choice(exclude=frozenset({"switch", "light.lamp"}))
    events = mirror(choice).tell((LAMP, present("switch.a", "on"), present("fan.a", "on")))
    assert found(events) == ["ha-fan.a"]


def test_what_has_no_counterpart_is_left_out_and_counted() -> None:
    home = mirror()
    camera, siren = present("camera.a", "idle"), present("siren.a", "off")
    assert home.tell((camera, siren, present("button.a", "x", device_class="restart"))) == []
    assert home.left_out == {"camera": 1, "siren": 1, "diagnostic": 1}


def test_a_battery_comes_along_though_it_is_diagnostic() -> None:
    entry = Entry(entity_id="sensor.b", category="diagnostic")
    battery = present("sensor.b", "80", device_class="battery", unit_of_measurement="%")
    home = mirror(registries=Registries(entries={"sensor.b": entry}))
    assert found(home.tell((battery,))) == ["ha-sensor.b"]


def test_who_is_hidden_later_is_gone_and_who_is_shown_again_is_found() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    hidden = {"light.lamp": replace(HOME.entries["light.lamp"], is_hidden=True)}
    assert lamps.learn(replace(HOME, entries=hidden)) == [Gone(thing_id=THING)]
    assert lamps.tell((changed("light.lamp", brightness=3),)) == []
    assert found(lamps.learn(HOME)) == [THING]


def test_an_entity_that_is_renamed_is_another_thing() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    new = present("light.desk", "on", **DIMMABLE)
    events = lamps.tell((Removed(entity_id="light.lamp"), new))
    assert events[0] == Gone(thing_id=THING)
    assert found(events) == ["ha-light.desk"]


def test_the_sensor_of_a_device_is_taken_in_whichever_comes_first() -> None:
    entries = {
        name: Entry(entity_id=name, device_id="d") for name in ("switch.plug", "sensor.power")
    }
    home = mirror(registries=replace(HOME, entries=entries))
    watt = {"device_class": "power", "unit_of_measurement": "W"}
    assert found(home.tell((present("sensor.power", "5", **watt),))) == ["ha-sensor.power"]
    events = home.tell((present("switch.plug", "on"),))
    assert Gone(thing_id="ha-sensor.power") in events
    assert Changed(thing_id="ha-switch.plug", values={"on": True, "power": 5.0}) in events
    assert home.tell((changed("sensor.power", "6"),)) == [
        Changed(thing_id="ha-switch.plug", values={"power": 6.0})
    ]
    assert home.tell((changed("sensor.power", "unavailable"),)) == [
        Changed(thing_id="ha-switch.plug", values={"power": None})
    ]
    events = home.tell((Removed(entity_id="switch.plug"),))
    assert Gone(thing_id="ha-switch.plug") in events
    assert found(events) == ["ha-sensor.power"]


def test_what_is_lost_is_unavailable_and_what_comes_back_is_not_found_again() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    assert lamps.lost() == [Availability(thing_id=THING, is_available=False)]
    assert lamps.lost() == []
    assert lamps.learn(HOME) == []
    assert lamps.tell((LAMP,)) == [
        Availability(thing_id=THING, is_available=True),
        Changed(thing_id=THING, values={"on": True, "brightness": 100}),
    ]


def test_what_is_missing_after_a_restart_is_gone_only_once_home_assistant_has_started() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    lamps.lost()
    starting = replace(HOME, config=Config(is_running=False))
    lamps.learn(starting)
    assert lamps.tell(()) == []
    assert lamps.learn(starting) == []
    assert lamps.learn(HOME) == [Gone(thing_id=THING)]


def test_what_a_light_could_is_known_while_home_assistant_starts() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    lamps.lost()
    lamps.learn(replace(HOME, config=Config(is_running=False)))
    restored = present("light.lamp", "unavailable", restored=True, friendly_name="거실 등")
    assert lamps.tell((restored,)) == []
    assert lamps.tell((changed("light.lamp", "on", **DIMMABLE),)) == [
        Availability(thing_id=THING, is_available=True),
        Changed(thing_id=THING, values={"on": True}),
    ]


def test_news_of_what_nobody_knows_is_set_aside() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    assert lamps.tell((changed("light.other", "on"), Removed(entity_id="light.other"))) == []


# Commands -----------------------------------------------------------------------------------------


def test_commands_become_calls_for_one_entity() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    asked = lamps.calls((SetProperty(thing_id=THING, name="brightness", value=30),))
    assert not isinstance(asked, Refused)
    entity_id, (call,) = asked
    assert (entity_id, call.service, call.data) == (
        "light.lamp",
        "light.turn_on",
        {"brightness_pct": 30},
    )


def test_what_cannot_be_asked_for_is_refused() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    red = lamps.calls((SetProperty(thing_id=THING, name="color", value="no colour"),))
    assert isinstance(red, Refused)
    assert red.code == "no_ability"
    skip = lamps.calls((InvokeAction(thing_id=THING, name="next"),))
    assert isinstance(skip, Refused)
    other = lamps.calls((SetProperty(thing_id="ha-light.x", name="on", value=True),))
    assert isinstance(other, Refused)
    assert other.code == "no_such_thing"


def test_what_home_assistant_cannot_reach_is_not_asked() -> None:
    lamps = mirror()
    lamps.tell((LAMP,))
    lamps.tell((changed("light.lamp", "unavailable"),))
    with pytest.raises(DeviceUnreachableError, match="거실 등 is unavailable in Home Assistant"):
        lamps.calls((SetProperty(thing_id=THING, name="on", value=False),))
