"""Who may call: the token, sessions, and where a request comes from.

A page on another site can make a browser send requests here, and DNS rebinding can make this hub's
address bear that site's name: so Host and Origin are checked as well as the secret.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

COOKIE = "ondol_session"
SESSION_S = 30 * 24 * 3600
MAX_SESSIONS = 100
MAX_WRONG = 10
"""Wrong tokens before callers must wait, counted over `WRONG_S`."""
WRONG_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls; `channel` tells sessions apart."""

    channel: str
    is_session: bool


@dataclass(slots=True)
class Guard:
    """Checks tokens and keeps sessions, in memory: a restart asks for the token again.

    `hosts` are the names under which the hub may be called; `clock` counts seconds.
    """

    token: str
    hosts: frozenset[str]
    clock: Callable[[], float]
    _sessions: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _wrong: list[float] = field(default_factory=list)

    def open(self, token: str) -> str | None:
        """Return a new session for the right token, else None."""
        if not self._is_token(token):
            return None
        session = secrets.token_urlsafe(32)
        self._sessions[session] = self.clock() + SESSION_S
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def close(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(session, None)

    def caller(self, authorization: str | None, session: str | None) -> Caller | None:
        """Return who calls with this header or cookie; None: nobody that we know."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() == "bearer":
            return Caller(channel="token", is_session=False) if self._is_token(token) else None
        expires = self._sessions.get(session or "")
        if session is None or expires is None or expires < self.clock():
            return None
        name = hashlib.sha256(session.encode()).hexdigest()[:16]
        return Caller(channel=f"session-{name}", is_session=True)

    @property
    def is_locked(self) -> bool:
        """Say whether there were too many wrong tokens just now."""
        now = self.clock()
        self._wrong = [moment for moment in self._wrong if now - moment < WRONG_S]
        return len(self._wrong) >= MAX_WRONG

    def is_host(self, host: str | None) -> bool:
        """Say whether a Host header names this hub."""
        return host is not None and _name(f"//{host}") in self.hosts

    def is_origin(self, origin: str | None, host: str | None) -> bool:
        """Say whether a request comes from the hub's own page, or from no page at all."""
        if origin is None:
            return True
        parts = urlsplit(origin)
        return parts.scheme in {"http", "https"} and parts.netloc == host and self.is_host(host)

    def _is_token(self, token: str) -> bool:
        if self.is_locked:
            return False
        if hmac.compare_digest(token.strip().encode(), self.token.encode()):
            return True
        self._wrong.append(self.clock())
        return False


def hosts(names: Iterable[str]) -> frozenset[str]:
    """Return the host names under which a hub bound to these may be called."""
    return frozenset({"localhost", "127.0.0.1", "::1", *(name.casefold() for name in names)})


def _name(url: str) -> str | None:
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.casefold() if name else None
