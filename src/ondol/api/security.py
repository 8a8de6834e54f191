"""Who may call: the token, sessions, and where a request comes from.

A page on another site can make a browser send requests here, and DNS rebinding can make this hub's
address bear that site's name: so Host and Origin are checked as well as the secret. Sessions are
kept in memory, as digests: a restart asks for the token again, and a dump of memory opens nothing.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

COOKIE = "ondol_session"
SESSION_S = 30 * 24 * 3600
MAX_SESSIONS = 100
MAX_WRONG = 10
"""Wrong tokens from one address before it must wait, counted over `WRONG_S`."""
WRONG_S = 60.0
MAX_PEERS = 1000
"""Addresses whose wrong tokens are counted; the one that was silent longest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls; `channel` tells sessions apart, and is no secret."""

    channel: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody that we know.

    Attributes:
        why: "no_token": sent none, or a session that is over; "locked": too many wrong ones.
    """

    why: Literal["no_token", "wrong_token", "locked"]


@dataclass(slots=True, kw_only=True)
class Guard:
    """Checks tokens and keeps sessions.

    `hosts` are the names under which the hub may be called; `clock` counts seconds.
    """

    token: str
    hosts: frozenset[str]
    clock: Callable[[], float]
    _sessions: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _wrong: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def open(self, token: str, peer: str) -> str | Stranger:
        """Return a new session, random at each login, for the right token."""
        stranger = self._check(token, peer)
        if stranger is not None:
            return stranger
        session = secrets.token_urlsafe(32)
        self._sessions[_digest(session)] = self.clock() + SESSION_S
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def close(self, caller: Caller) -> None:
        """End a caller's session."""
        self._sessions.pop(caller.session or "", None)

    def caller(
        self, authorization: str | None, session: str | None, peer: str
    ) -> Caller | Stranger:
        """Return who calls with this header or cookie from the address `peer`."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.casefold() == "bearer":
            channel = f"token:{_digest(self.token)[:12]}"
            return self._check(token, peer) or Caller(channel=channel)
        digest = _digest(session or "")
        known = Caller(channel=f"session:{digest[:16]}", session=digest)
        return known if self.is_open(known) else Stranger("no_token")

    def is_open(self, caller: Caller) -> bool:
        """Say whether a caller's session goes on; the token's holder has none that could end."""
        if caller.session is None:
            return True
        expires = self._sessions.get(caller.session)
        return expires is not None and self.clock() < expires

    def is_host(self, host: str | None) -> bool:
        """Say whether a Host header names this hub.

        An address is always let in: a name can be made to point here by who owns it (DNS
        rebinding), a page that was loaded from an address cannot.
        """
        name = _name(f"//{host}") if host else None
        return name is not None and (name in self.hosts or _is_address(name))

    def is_origin(self, origin: str | None, host: str | None) -> bool:
        """Say whether a request comes from the hub's own page, or from no page at all."""
        if origin is None:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.netloc == host and self.is_host(host)

    def _check(self, token: str, peer: str) -> Stranger | None:
        now = self.clock()
        wrong = self._wrong.setdefault(peer, deque(maxlen=MAX_WRONG))
        self._wrong.move_to_end(peer)
        while len(self._wrong) > MAX_PEERS:
            self._wrong.popitem(last=False)
        if len(wrong) == MAX_WRONG and now - wrong[0] < WRONG_S:
            return Stranger("locked")
        if hmac.compare_digest(_digest(token.strip()), _digest(self.token)):
            return None
        wrong.append(now)
        return Stranger("wrong_token")


def hosts(names: Iterable[str]) -> frozenset[str]:
    """Return the host names under which a hub that bears `names` may be called."""
    return frozenset({"localhost", *(name.casefold().rstrip(".") for name in names)})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _name(url: str) -> str | None:
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.casefold().rstrip(".") if name else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
