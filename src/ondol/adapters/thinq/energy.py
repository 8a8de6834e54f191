"""What an appliance used, as LG's cloud counts it by the day. Pure.

The energy profile names what is counted (`{"result": {"property": ["energyUsage"]}}`; a WashTower's
parts are `energyUsage_washer`, `energyUsage_dryer`), the usage gives
`{"result": {"dataList": [{"usedDate": "20261126", "energyUsage": 462}]}}`. Neither says a unit;
owners' figures (462 in part of a day, for an air conditioner) are watt-hours, and LG's own
integration for Home Assistant shows them as such.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ondol.things.catalog import sensor_value
from ondol.things.thing import Property, State, Thing

from .mapping import Record, thing_id, title
from .profile import number

WH_IN_KWH = 1000
MAX_COUNTED = 10  # properties of one device
_TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A sensor of what a device used this month (`value`) and today (`today`), in kWh."""

    device_id: str
    counted: str
    thing: Thing


def to_meters(record: Record, told: object, *, language: str = "ko") -> tuple[Meter, ...]:
    """Return the meters of a device, from its energy profile."""
    result = told.get("result") if isinstance(told, dict) else None
    names = result.get("property") if isinstance(result, dict) else None
    counted = [
        name
        for name in (names if isinstance(names, list) else ())[:MAX_COUNTED]
        if isinstance(name, str) and re.fullmatch(r"[A-Za-z]\w{0,59}", name)
    ]
    return tuple(_meter(record, name, language) for name in dict.fromkeys(counted))


def _meter(record: Record, counted: str, language: str) -> Meter:
    _, _, part = counted.partition("_")
    names = (*([part] if part else []), "energy")
    other = "en" if language == "ko" else "ko"
    value = sensor_value("energy", 0.0)
    return Meter(
        device_id=record.id,
        counted=counted,
        thing=Thing(
            id=thing_id(record, names),
            title=title(record, names, language),
            type="sensor",
            aliases=(title(record, names, other),),
            measures="energy",
            properties={
                "value": value,
                _TODAY: Property(type=float, unit=value.unit, read_only=True),
            },
        ),
    )


def read_usage(meter: Meter, told: object, today: dt.date) -> State:
    """Return what was used this month and today; nothing if the answer says neither."""
    result = told.get("result") if isinstance(told, dict) else None
    days = result.get("dataList") if isinstance(result, dict) else None
    if not isinstance(days, list):
        return {}
    used = _by_day(days[:31], meter.counted)
    month = [value for day, value in used if day.startswith(f"{today:%Y%m}")]
    of_today = [value for day, value in used if day == f"{today:%Y%m%d}"]
    return {
        "value": round(sum(month) / WH_IN_KWH, 3),
        _TODAY: round(sum(of_today) / WH_IN_KWH, 3),
    }


def _by_day(days: Sequence[object], counted: str) -> list[tuple[str, float]]:
    used: list[tuple[str, float]] = []
    for day in days:
        if not isinstance(day, dict):
            continue
        date, value = day.get("usedDate"), number(day.get(counted))
        if isinstance(date, str) and value is not None and value >= 0:
            used.append((date, value))
    return used
