"""When to stop asking a service that fails: a circuit breaker, as values. Pure.

Closed, calls go through. After `FAILURES` in a row it opens, and for `COOL_S` nobody has to wait
for what will fail; then one call may try, and its end decides (M. Nygard, Release It!, chapter 5).
"""

from dataclasses import dataclass

FAILURES = 3
COOL_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Calls go through; so many in a row have failed."""

    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """No call goes through before a moment, in seconds of the caller's clock."""

    until_s: float


@dataclass(frozen=True, slots=True)
class Trying:
    """One call tries whether it works again; the others are kept off."""


Circuit = Closed | Open | Trying


def begun(circuit: Circuit, now_s: float) -> Circuit | None:
    """Return the circuit with one more call under way; None: do not call.

    >>> begun(Open(until_s=30), 29), begun(Open(until_s=30), 30), begun(Trying(), 30)
    (None, Trying(), None)
    """
    match circuit:
        case Closed():
            return circuit
        case Open(until_s=until_s) if now_s >= until_s:
            return Trying()
        case _:
            return None


def failed(circuit: Circuit, now_s: float) -> Circuit:
    """Return the circuit after a call that failed.

    >>> failed(Closed(), 0), failed(Closed(failures=FAILURES - 1), 0)
    (Closed(failures=1), Open(until_s=30.0))
    """
    match circuit:
        case Closed(failures=failures) if failures + 1 < FAILURES:
            return Closed(failures=failures + 1)
        case _:
            return Open(until_s=now_s + COOL_S)


def abandoned(circuit: Circuit, now_s: float) -> Circuit:
    """Return the circuit after a call whose caller left: it says nothing of the service."""
    return Open(until_s=now_s) if isinstance(circuit, Trying) else circuit
