"""The reference page on things says what the catalogue says."""

from pathlib import Path

from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES
from ondol.things.thing import Property

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "things.md"
UNITS = {
    "PERCENT": "%",
    "DEG_C": "°C",
    "K": "K",
    "W": "W",
    "KiloW-HR": "kWh",
    "MicroGM-PER-M3": "µg/m³",
    "SEC": "s",
    "MIN": "min",
}


def test_every_type_is_described_with_its_attributes_and_its_matter_counterpart() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    for name, known in TYPES.items():
        attributes = ", ".join(f"`{attribute}`" for attribute in known.properties)
        matter = known.matter
        device = f"{matter.device_type} (0x{matter.device_type_id:04X})" if matter else "none"
        clusters = ", ".join(matter.clusters) if matter else "-"
        assert f"| `{name}` | {attributes} | {device} | {clusters} |" in lines


def test_every_attribute_is_described_with_its_values() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    types: dict[str, list[str]] = {}
    for name, known in TYPES.items():
        for attribute, described in known.properties.items():
            access = "read only" if described.read_only else "set"
            nullable = ", or null" if described.nullable and not described.read_only else ""
            row = f"| `{attribute}` | {_values(described)}{nullable} | {access} |"
            types.setdefault(row, []).append(f"`{name}`")
    for row, names in types.items():
        assert f"{row} {', '.join(names)} |" in lines


def test_every_kind_and_measure_is_named() -> None:
    page = PAGE.read_text("utf-8")
    for name in (*COVER_KINDS, *MEASURES):
        assert f"`{name}`" in page


def _values(known: Property) -> str:
    if known.enum and known.type is not bool:
        return ", ".join(map(str, known.enum))
    if known.type in (bool, str, tuple):
        return {bool: "true, false", str: "text", tuple: "texts"}[known.type]
    unit = f" {UNITS[known.unit]}" if known.unit else ""
    if known.minimum is None or known.maximum is None:
        return f"number{unit}"
    return f"{known.minimum:g} to {known.maximum:g}{unit}"
