"""What opens and closes: covers, valves, locks. Stopping half way is not read: things cannot."""

from collections.abc import Mapping
from dataclasses import replace

from ondol.things.catalog import COVER_KINDS
from ondol.things.thing import Property, State, Value

from .entity import UNKNOWN, Entity
from .parts import Part, Read, Setter, asks, in_turn, read_only, sends, usual, whole

_OPEN, _CLOSE, _SET_POSITION = 1, 2, 4
_OPEN_TILT, _CLOSE_TILT, _SET_TILT = 16, 32, 128

_ENDS: Mapping[str, State] = {"open": {"position": 100}, "closed": {"position": 0}}
_LOCKED: Mapping[str, Value] = {
    "locked": True,
    "unlocked": False,
    "open": False,  # the latch is drawn back
    "opening": False,
    "jammed": None,  # neither the one nor the other
    UNKNOWN: None,
}


def cover(entity: Entity) -> Part:
    """Return the part that a cover is."""
    shape = entity.shape
    properties: dict[str, Property] = {}
    setters: dict[str, Setter] = {}
    _add(entity, properties, setters, "cover")
    tilts = ("cover.open_cover_tilt", "cover.close_cover_tilt")
    setter = (
        sends("cover.set_cover_tilt_position", "tilt_position", whole)
        if shape.can(_SET_TILT)
        else _ends(tilts, (shape.can(_OPEN_TILT), shape.can(_CLOSE_TILT)))
    )
    if setter is not None or "current_tilt_position" in shape:
        known = usual("cover", "tilt")
        is_free = shape.can(_SET_TILT) or setter is None
        properties["tilt"] = replace(
            known, enum=() if is_free else (0, 100), read_only=setter is None
        )
        if setter is not None:
            setters["tilt"] = setter
    kind = shape.word("device_class")
    return Part(
        type="cover",
        properties=properties,
        read=_reads(properties),
        write=in_turn(setters),
        kind=kind if kind in COVER_KINDS else None,
    )


def valve(entity: Entity) -> Part:
    """Return the part that a valve is."""
    properties: dict[str, Property] = {}
    setters: dict[str, Setter] = {}
    _add(entity, properties, setters, "valve")
    return Part(
        type="valve", properties=properties, read=_reads(properties), write=in_turn(setters)
    )


def _add(
    entity: Entity, properties: dict[str, Property], setters: dict[str, Setter], domain: str
) -> None:
    """Add a position: to any percent, or to its ends alone."""
    shape, known = entity.shape, usual(domain, "position")
    can = (shape.can(_OPEN), shape.can(_CLOSE))
    if shape.can(_SET_POSITION):
        properties["position"] = known
        setters["position"] = sends(f"{domain}.set_{domain}_position", "position", whole)
    elif (
        setter := _ends((f"{domain}.open_{domain}", f"{domain}.close_{domain}"), can)
    ) is not None:
        ends = tuple(end for end, is_able in zip((100, 0), can, strict=True) if is_able)
        properties["position"] = replace(known, enum=tuple(sorted(ends)))
        setters["position"] = setter
    elif not (shape.can(_SET_TILT) or "current_tilt_position" in shape):
        properties["position"] = replace(known, read_only=True)


def _ends(services: tuple[str, str], can: tuple[bool, bool]) -> Setter | None:
    """Return how to open and close what can only do that; None: it cannot even that."""
    known: dict[Value, str] = {
        end: service
        for end, service, is_able in zip((100, 0), services, can, strict=True)
        if is_able
    }
    return asks(known) if known else None


def _reads(properties: Mapping[str, Property]) -> Read:
    """Return a reader; what moves, and shows no position, says none until it has stopped."""

    def read(entity: Entity, _asked: State) -> State:
        now = entity.now
        values: dict[str, Value] = dict(_ENDS.get(entity.state, {}))
        if entity.state == UNKNOWN:
            values["position"] = None
        for name, attribute in (
            ("position", "current_position"),
            ("tilt", "current_tilt_position"),
        ):
            if (percent := now.whole(attribute)) is not None:
                values[name] = min(100, max(0, percent))
        return {name: value for name, value in values.items() if name in properties}

    return read


def lock(entity: Entity) -> Part:
    """Return the part that a lock is.

    One that wants a code, which Home Assistant does not keep, can be asked whether it is locked.
    """
    known = usual("lock", "locked")
    if entity.shape.word("code_format") is not None and not entity.has_code:
        known = replace(known, read_only=True)
    setter = asks({True: "lock.lock", False: "lock.unlock"})
    return Part(
        type="lock",
        properties={"locked": known},
        read=_read_lock,
        write=read_only if known.read_only else in_turn({"locked": setter}),
    )


def _read_lock(entity: Entity, _asked: State) -> State:
    """Return what a lock says; while it moves, nothing."""
    return {"locked": _LOCKED[entity.state]} if entity.state in _LOCKED else {}
