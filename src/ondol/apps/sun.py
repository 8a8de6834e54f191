"""When the sun rises and sets where the home is; Astral does the astronomy."""

import datetime as dt
from typing import Literal

from astral import LocationInfo
from astral.sun import sunrise, sunset

from ondol.home.schedule import SunTimes

LOCATIONS = {
    "Asia/Seoul": (37.57, 126.98),
    "Europe/London": (51.51, -0.13),
    "America/New_York": (40.71, -74.01),
    "America/Los_Angeles": (34.05, -118.24),
    "Europe/Berlin": (52.52, 13.41),
    "Asia/Tokyo": (35.68, 139.69),
}
"""A place for a time zone, where a home does not say its own: minutes off, not hours."""


class AstralSun(SunTimes):
    """Sun times at one place."""

    def __init__(self, latitude: float, longitude: float) -> None:
        self._observer = LocationInfo(latitude=latitude, longitude=longitude).observer

    def next(self, event: Literal["sunrise", "sunset"], after: dt.datetime) -> dt.datetime | None:
        """Return the first such moment after `after`; None: none within a year (poles)."""
        function = sunrise if event == "sunrise" else sunset
        for days in range(-1, 367):
            date = (after + dt.timedelta(days=days)).date()
            try:
                moment = function(self._observer, date=date, tzinfo=dt.UTC)
            except ValueError:
                continue  # the sun stays up, or down, all that day
            if moment > after:
                return moment
        return None


def sun_for(
    timezone: str, latitude: float | None = None, longitude: float | None = None
) -> AstralSun | None:
    """Return sun times for a home; None: nobody knows where it is."""
    if latitude is not None and longitude is not None:
        return AstralSun(latitude, longitude)
    place = LOCATIONS.get(timezone)
    return AstralSun(*place) if place is not None else None
