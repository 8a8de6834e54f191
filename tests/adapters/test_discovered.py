"""What the virtual home announces is what its home file says, once the MQTT adapter has read it."""

import pytest

from ondol.adapters.mqtt.registry import Registry
from ondol.adapters.sim.devices import HERE_TOPIC, Message
from ondol.adapters.sim.virtual_home import Broker, VirtualHome, home_file
from ondol.home import homefile
from ondol.things.event import Availability, Changed, Event, Found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_thing_of_the_home_file_is_found_as_it_stands_there(language: str) -> None:
    home = homefile.load(home_file(language))
    virtual = VirtualHome(home_file(language), Broker(host="127.0.0.1", port=1))
    announced = [message for device in virtual.devices for message in device.announce()]
    said = [*announced, Message(topic=HERE_TOPIC, payload="online"), *announced]
    registry = Registry("homeassistant")
    events: list[Event] = [*registry.connected()]
    for message in said:
        payload = message.payload.encode()
        events += registry.receive(message.topic, payload, is_retained=True)

    found = {event.thing.id: event.thing for event in events if isinstance(event, Found)}
    there = {
        event.thing_id: event.is_available for event in events if isinstance(event, Availability)
    }
    names = {area.id: area.name for area in home.areas.values()}
    assert set(found) == {device.id for device in virtual.devices}
    assert set(there.values()) == {True}
    for thing_id, thing in found.items():
        expected = home.things[thing_id]
        assert (thing.type, thing.kind, thing.measures, thing.title, set(thing.aliases)) == (
            expected.type,
            expected.kind,
            expected.measures,
            expected.title,
            set(expected.aliases),
        )
        assert thing.area == (names[expected.area] if expected.area else None)
        assert set(thing.properties) == set(expected.properties), thing_id
        reported = {
            name: value
            for event in events
            if isinstance(event, Changed) and event.thing_id == thing_id
            for name, value in event.values.items()
        }
        if "color" in reported:  # a lamp shows a colour or a white, not both
            reported.pop("color_temperature", None)
        for name, value in reported.items():
            assert value == home.state[thing_id][name], (thing_id, name)
