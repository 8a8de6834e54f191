"""How things stand with each adapter: whether it runs, and why it does not.

Decides nothing: the hub starts adapters again whatever stands here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ondol.clock import Clock
from ondol.errors import OndolError
from ondol.language.normalise import clean

SETTLED = dt.timedelta(seconds=30)
"""An adapter that says nothing for so long, and does not break, runs: there are no devices."""
MAX_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One adapter at one moment.

    Attributes:
        since: when it began to run, or ceased to.
        things: that it speaks for. out_of_reach: how many of them cannot be reached.
        tries: in vain, one after the other, until now.
        reason: why it does not run, in English. again_s: in how many seconds it is tried again;
            None: it is being tried.
    """

    id: str
    state: Literal["running", "waiting"]
    since: dt.datetime
    things: int
    out_of_reach: int
    tries: int = 0
    reason: str | None = None
    again_s: float | None = None


@dataclass(slots=True)
class _Life:
    begun: dt.datetime
    spoke: dt.datetime | None = None
    lost: dt.datetime | None = None
    tries: int = 0
    reason: str | None = None
    again_at: dt.datetime | None = None


class Links:
    """Remembers how each adapter fares."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lives: dict[str, _Life] = {}

    def begin(self, name: str) -> None:
        """Take in that an adapter is started, or started again."""
        now = self._clock.now()
        life = self._lives.setdefault(name, _Life(begun=now))
        life.begun, life.spoke, life.again_at = now, None, None

    def spoke(self, name: str) -> None:
        """Take in that an adapter says something: what it speaks with is there."""
        life = self._lives[name]
        if life.spoke is None:
            life.spoke, life.lost, life.tries, life.reason = self._clock.now(), None, 0, None

    def broke(self, name: str, error: Exception | None, wait_s: float) -> None:
        """Take in that an adapter ended, by what, and when it is tried again."""
        now, life = self._clock.now(), self._lives[name]
        if life.spoke is None and now - life.begun >= SETTLED:
            life.lost, life.tries = None, 0  # it ran, though it had nothing to say
        life.lost = life.lost or now
        life.tries += 1
        life.reason = _reason(error)
        life.again_at = now + dt.timedelta(seconds=wait_s)

    def links(self, count: Callable[[str], tuple[int, int]]) -> tuple[Link, ...]:
        """Return how things stand; `count` says how many things of an adapter there are and not."""
        return tuple(self._link(name, life, *count(name)) for name, life in self._lives.items())

    def _link(self, name: str, life: _Life, things: int, out_of_reach: int) -> Link:
        now = self._clock.now()
        is_settled = now - life.begun >= SETTLED
        if life.again_at is None and (life.spoke is not None or is_settled):
            return Link(
                id=name,
                state="running",
                since=life.spoke or life.begun,
                things=things,
                out_of_reach=out_of_reach,
            )
        return Link(
            id=name,
            state="waiting",
            since=life.lost or life.begun,
            things=things,
            out_of_reach=out_of_reach,
            tries=life.tries,
            reason=life.reason,
            again_s=max((life.again_at - now).total_seconds(), 0.0) if life.again_at else None,
        )


def _reason(error: Exception | None) -> str:
    match error:
        case None:
            return "it ended"
        case OndolError():
            return clean(str(error), limit=MAX_REASON)
        case _:
            return clean(f"{type(error).__name__}: {error}", limit=MAX_REASON)
