"""Codes with which a headset is let in: six digits, for five minutes, once. Without I/O.

Kept in memory only, so that a restart ends them. Who guesses has five tries against all codes that
are open (one in 20,000 where ten are), and ends them with the fifth: a person asks for another.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

CODE_S = 300.0
DIGITS = 6
MAX_OPEN = 10
"""Codes that are open at once; the oldest ends first."""
MAX_WRONG = 5
"""Wrong tries since the first of the open codes was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    digits: str
    person: str
    ends_at: float


@dataclass(slots=True)
class Codes:
    """The codes that are open; `draw` returns a number below another, at random."""

    draw: Callable[[int], int]
    _open: list[_Code] = field(default_factory=list)
    _wrong: int = 0

    def make(self, person: str, now_s: float) -> str:
        """Return a new code for a person, who has at most one: an older one of theirs ends."""
        self._open = [c for c in self._in_time(now_s) if c.person != person][-MAX_OPEN + 1 :]
        if not self._open:
            self._wrong = 0
        digits = f"{self.draw(10**DIGITS):0{DIGITS}}"
        self._open.append(_Code(digits=digits, person=person, ends_at=now_s + CODE_S))
        return digits

    def take(self, digits: str, now_s: float) -> str | None:
        """Spend a code and return whose it is; None: it is not open."""
        found: _Code | None = None
        self._open = self._in_time(now_s)
        for code in self._open:  # all of them: how long it takes says nothing
            if hmac.compare_digest(code.digits.encode(), digits.encode("utf-8", "replace")):
                found = code
        if found is not None:
            self._open.remove(found)
            return found.person
        self._wrong += 1
        if self._wrong >= MAX_WRONG:
            self._open, self._wrong = [], 0
        return None

    def _in_time(self, now_s: float) -> list[_Code]:
        return [code for code in self._open if now_s < code.ends_at]
