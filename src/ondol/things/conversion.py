"""Units in which devices report, as factors to ours. Pure."""

from collections.abc import Callable, Mapping

from ondol.units import Fahrenheit, to_celsius

Convert = Callable[[float], float]

_SAME: Mapping[str, tuple[str, ...]] = {
    "A": ("A",),
    "DEG_C": ("°C", "C", "℃"),
    "DeciB": ("dB", "dBA"),
    "DeciB_M": ("dB", "dBm"),
    "HZ": ("Hz",),
    "HectoPA": ("hPa", "mbar"),
    "KiloGM": ("kg",),
    "KiloW-HR": ("kWh",),
    "L": ("L", "l"),
    "LUX": ("lx", "lux"),
    "M": ("m",),
    "M-PER-SEC": ("m/s",),
    "MicroGM-PER-M3": ("µg/m³", "μg/m³", "ug/m3"),
    "MilliM": ("mm",),
    "MilliM-PER-HR": ("mm/h",),
    "PERCENT": ("%", "%RH"),
    "PPB": ("ppb",),
    "PPM": ("ppm",),
    "SEC": ("s", "sec", "seconds"),
    "V": ("V",),
    "V-A": ("VA",),
    "V-A_Reactive": ("var",),
    "W": ("W",),
    "W-PER-M2": ("W/m²",),
    "MIN": ("min", "minutes"),
    "K": ("K",),
    "MegaBYTE": ("MB",),
    "MegaBIT-PER-SEC": ("Mbit/s",),
}
_FACTORS: Mapping[tuple[str, str], float] = {
    ("A", "mA"): 1e-3,
    ("HZ", "kHz"): 1e3,
    ("HZ", "MHz"): 1e6,
    ("HectoPA", "Pa"): 1e-2,
    ("HectoPA", "kPa"): 10,
    ("HectoPA", "bar"): 1e3,
    ("HectoPA", "psi"): 68.947573,
    ("HectoPA", "inHg"): 33.863886,
    ("HectoPA", "mmHg"): 1.333224,
    ("KiloGM", "g"): 1e-3,
    ("KiloGM", "lb"): 0.45359237,
    ("KiloW-HR", "Wh"): 1e-3,
    ("KiloW-HR", "MWh"): 1e3,
    ("KiloW-HR", "kJ"): 1 / 3600,
    ("L", "mL"): 1e-3,
    ("L", "m³"): 1e3,
    ("L", "gal"): 3.785411784,
    ("M", "mm"): 1e-3,
    ("M", "cm"): 1e-2,
    ("M", "km"): 1e3,
    ("M", "in"): 0.0254,
    ("M", "ft"): 0.3048,
    ("M-PER-SEC", "km/h"): 1 / 3.6,
    ("M-PER-SEC", "mph"): 0.44704,
    ("MicroGM-PER-M3", "mg/m³"): 1e3,
    ("MilliM", "cm"): 10,
    ("MilliM", "in"): 25.4,
    ("MIN", "s"): 1 / 60,
    ("MIN", "h"): 60,
    ("SEC", "ms"): 1e-3,
    ("SEC", "min"): 60,
    ("SEC", "minutes"): 60,
    ("SEC", "h"): 3600,
    ("SEC", "hours"): 3600,
    ("SEC", "d"): 86400,
    ("V", "mV"): 1e-3,
    ("W", "kW"): 1e3,
    ("W", "mW"): 1e-3,
}


def conversion(ours: str | None, theirs: str | None) -> Convert | None:
    """Return how a reading in the device's unit becomes one in ours; None: it cannot.

    A device that says no unit is taken at its word.

    >>> conversion("SEC", "min")(1.5), conversion("DEG_C", "°F")(212), conversion("W", "bananas")
    (90.0, 100.0, None)
    """
    if theirs is None or theirs in _SAME.get(ours or "", ()):
        return float
    if ours == "DEG_C" and theirs in ("°F", "F", "℉"):
        return lambda reading: round(to_celsius(Fahrenheit(reading)), 2)
    if ours == "DEG_C" and theirs == "K":
        return lambda reading: round(reading - 273.15, 2)
    factor = _FACTORS.get((ours or "", theirs))
    return None if factor is None else lambda reading: round(reading * factor, 6)
