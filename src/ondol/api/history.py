"""What can be called about the past: what things reported over time, and the energy that they used.

For those who live here: when a door was opened, and when nobody was in, is not a guest's to know.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from .call import Call
from .openapi import Operation
from .problem import ProblemError
from .schemas import (
    EnergyDayView,
    EnergyQuery,
    EnergyView,
    HistoryQuery,
    HistoryView,
    PointView,
)

KWH_DIGITS = 4


async def history(call: Call) -> HistoryView:
    """Return what a property was over the last hours."""
    _check_lives_here(call)
    asked = call.query(HistoryQuery)
    thing = call.hub.home().things.get(asked.thing)
    known = thing.properties.get(asked.property) if thing is not None else None
    if known is None:
        detail = (
            f"no {asked.property} of a thing {asked.thing}; GET /api/home names those there are"
        )
        raise ProblemError(404, "no such property", detail)
    if known.type not in {bool, int, float}:
        detail = f"property: {asked.property} is no number and not true or false"
        raise ProblemError(422, "not understood", detail)
    points = await call.hub.recorder.history(asked.thing, asked.property, asked.hours)
    return HistoryView(
        thing=asked.thing,
        property=asked.property,
        unit=known.unit,
        points=[
            PointView(at=_at(one.at), mean=one.mean, low=one.low, high=one.high) for one in points
        ],
    )


async def energy(call: Call) -> EnergyView:
    """Return the energy that each day took, by thing."""
    _check_lives_here(call)
    days = await call.hub.recorder.energy(call.query(EnergyQuery).days)
    return EnergyView(
        days=[
            EnergyDayView(
                date=day.date.isoformat(),
                kwh=round(day.total, KWH_DIGITS),
                by_thing={thing: round(kwh, KWH_DIGITS) for thing, kwh in day.by_thing.items()},
            )
            for day in days
        ]
    )


def _at(moment: int) -> str:
    return dt.datetime.fromtimestamp(moment, dt.UTC).isoformat()


def _check_lives_here(call: Call) -> None:
    if call.person.role == "guest":
        raise ProblemError(403, "only who lives here", "guests do not see the past of this home")


OPERATIONS: Mapping[Operation, Callable[[Call], Awaitable[Any]]] = {
    Operation(
        method="GET",
        path="/api/history",
        summary="What a property was over the last hours; of a boolean, the share of time true",
        query=HistoryQuery,
        answer=HistoryView,
        problems=(403, 404),
    ): history,
    Operation(
        method="GET",
        path="/api/energy",
        summary="The energy that each of the last days took, by thing",
        query=EnergyQuery,
        answer=EnergyView,
        problems=(403,),
    ): energy,
}
