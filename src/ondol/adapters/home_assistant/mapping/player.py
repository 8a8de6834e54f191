"""What plays: televisions, speakers.

Only `device_class: tv` is a television; a player that does not say what it is counts as a speaker,
for "turn off the TV" must not mean one that is not.
"""

from collections.abc import Mapping
from dataclasses import replace

from ondol.language.normalise import clean
from ondol.things.thing import Property, State, Value

from .entity import UNKNOWN, Entity
from .parts import Call, Part, Setter, asks, chooses, in_turn, numeric, sends, shown, usual

_PAUSE, _VOLUME_SET, _VOLUME_MUTE = 1, 4, 8
_PREVIOUS, _NEXT = 16, 32
_TURN_ON, _TURN_OFF = 128, 256
_SELECT_SOURCE, _STOP, _PLAY = 2048, 4096, 16384
_MAX_SOURCE = 80  # characters

_OFF = frozenset({"off", "standby"})
_PLAYBACK: Mapping[str, str] = {"playing": "playing", "buffering": "playing", "paused": "paused"}
_POWER: tuple[tuple[int, bool, str], ...] = (
    (_TURN_ON, True, "media_player.turn_on"),
    (_TURN_OFF, False, "media_player.turn_off"),
)
_SERVICES: tuple[tuple[int, str, str], ...] = (
    (_PLAY, "playing", "media_player.media_play"),
    (_PAUSE, "paused", "media_player.media_pause"),
    (_STOP, "idle", "media_player.media_stop"),
)


def media_player(entity: Entity) -> Part:
    """Return the part that a player is."""
    shape = entity.shape
    thing_type = "tv" if shape.word("device_class") == "tv" else "speaker"
    properties: dict[str, Property] = {}
    setters: dict[str, Setter] = {}

    def add(name: str, known: Property, setter: Setter | None) -> None:
        properties[name] = replace(known, read_only=setter is None)
        if setter is not None:
            setters[name] = setter

    able: dict[Value, str] = {
        value: service for feature, value, service in _POWER if shape.can(feature)
    }
    if able:
        known = usual(thing_type, "on")
        add("on", known if len(able) == 2 else replace(known, enum=tuple(able)), asks(able))
    if shape.can(_VOLUME_SET):
        setter = sends(
            "media_player.volume_set", "volume_level", lambda value: numeric(value) / 100
        )
        add("volume", usual(thing_type, "volume"), setter)
    if shape.can(_VOLUME_MUTE):
        mute = sends("media_player.volume_mute", "is_volume_muted")
        add("muted", usual(thing_type, "muted"), mute)
    services: dict[Value, str] = {
        word: service for feature, word, service in _SERVICES if shape.can(feature)
    }
    known = usual(thing_type, "playback")
    playing = replace(known, enum=tuple(services)) if services else known
    add("playback", playing, asks(services) if services else None)
    sources = shown(
        shape.words("source_list") if shape.can(_SELECT_SOURCE) else (),
        lambda word: clean(word, limit=_MAX_SOURCE),
    )
    if sources:
        known = replace(usual(thing_type, "source"), enum=tuple(sources))
        add("source", known, chooses("media_player.select_source", "source", sources))
    for name, attribute in _SHOWN.items():
        if attribute in shape:
            add(name, usual(thing_type, name), None)

    def read(entity: Entity, _asked: State) -> State:
        values = _read(entity)
        if values.get("source") not in sources:
            values.pop("source", None)
        return {name: value for name, value in values.items() if name in properties}

    skips = {
        "next": (_NEXT, Call(service="media_player.media_next_track")),
        "previous": (_PREVIOUS, Call(service="media_player.media_previous_track")),
    }
    return Part(
        type=thing_type,
        properties=properties,
        read=read,
        write=in_turn(setters),
        actions={name: call for name, (feature, call) in skips.items() if shape.can(feature)},
    )


_SHOWN: Mapping[str, str] = {"app": "app_name", "channel": "media_channel", "title": "media_title"}


def _read(entity: Entity) -> dict[str, Value]:
    now, state = entity.now, entity.state
    if state == UNKNOWN:
        return {"on": None, "playback": None}
    values: dict[str, Value] = {
        "on": state not in _OFF,
        "playback": _PLAYBACK.get(state, "idle"),
        **{name: now.text(attribute) for name, attribute in _SHOWN.items()},
    }
    if (volume := now.whole("volume_level", scale=100)) is not None:  # not shown while it is off
        values["volume"] = min(100, max(0, volume))
    if (muted := now.flag("is_volume_muted")) is not None:
        values["muted"] = muted
    if (source := now.text("source")) is not None:
        values["source"] = clean(source, limit=_MAX_SOURCE)
    return values
