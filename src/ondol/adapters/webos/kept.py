"""What of a TV outlives a restart, as text, so that one that sleeps can be woken. Pure."""

import json
from dataclasses import dataclass

from .readings import App, Input, Tv


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What outlives a restart: the key that the TV gave, and what it has."""

    key: str
    tv: Tv


def to_text(kept: Kept) -> str:
    """Return what is kept as text, JSON."""
    tv = kept.tv
    return json.dumps(
        {
            "key": kept.key,
            "id": tv.id,
            "model": tv.model,
            "macs": tv.macs,
            "apps": [[app.id, app.name] for app in tv.apps],
            "inputs": [[one.id, one.app_id, one.name, one.port] for one in tv.inputs],
            "lacks": sorted(tv.lacks),
        },
        ensure_ascii=False,
    )


def from_text(text: str) -> Kept:
    """Read what was kept.

    Raises:
        ValueError: it is not what `to_text` writes.
    """
    try:
        data = json.loads(text)
        tv = Tv(
            id=_str(data["id"]),
            model=_str(data["model"]),
            macs=tuple(_str(mac) for mac in data["macs"]),
            apps=tuple(App(id=_str(a), name=_str(name)) for a, name in data["apps"]),
            inputs=tuple(
                Input(id=_str(a), app_id=_str(b), name=_str(name), port=_str(port))
                for a, b, name, port in data["inputs"]
            ),
            lacks=frozenset(_str(name) for name in data["lacks"]),
        )
        return Kept(key=_str(data["key"]), tv=tv)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not what was kept of a TV: {error!r}") from error


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
