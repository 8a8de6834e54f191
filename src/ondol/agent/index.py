"""A home's things by type and by area, compiled when the home changes.

So that what an utterance costs grows with what it is about, not with the house.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ondol.home.home import Home
from ondol.things.thing import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Things in the home's order, by type and by area id (None: in no area)."""

    by_type: Mapping[str, tuple[Thing, ...]]
    by_area: Mapping[str | None, tuple[Thing, ...]]
    order: Mapping[str, int]

    def of_types(self, types: Iterable[str]) -> tuple[Thing, ...]:
        """Return the things of these types, in the home's order."""
        return self._joined([self.by_type.get(name, ()) for name in dict.fromkeys(types)])

    def in_areas(self, areas: Iterable[str | None]) -> tuple[Thing, ...]:
        """Return the things in these areas, in the home's order."""
        return self._joined([self.by_area.get(area, ()) for area in dict.fromkeys(areas)])

    def _joined(self, groups: list[tuple[Thing, ...]]) -> tuple[Thing, ...]:
        if len(groups) == 1:
            return groups[0]
        things = [thing for group in groups for thing in group]
        return tuple(sorted(things, key=lambda thing: self.order[thing.id]))


def compile_index(home: Home) -> Index:
    """Return the index of a home's things."""
    by_type: dict[str, list[Thing]] = {}
    by_area: dict[str | None, list[Thing]] = {}
    for thing in home.things.values():
        by_type.setdefault(thing.type, []).append(thing)
        by_area.setdefault(thing.area, []).append(thing)
    return Index(
        by_type={name: tuple(things) for name, things in by_type.items()},
        by_area={area: tuple(things) for area, things in by_area.items()},
        order={identifier: number for number, identifier in enumerate(home.things)},
    )
