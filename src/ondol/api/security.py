"""Who may call: the home's token, people's keys, sessions, and where a request comes from.

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

from ondol.home.people import OWNER, Key, Way
from ondol.home.policy import Actor

COOKIE = "ondol_session"
SECURE_COOKIE = "__Host-ondol_session"
"""Over https. Cookies know no ports: one name for both, and who logged in over https could no more
log in over http, for a browser does not let http replace a cookie that is `Secure` (RFC 6265bis,
section 5.7). `__Host-` keeps other hosts of the domain from setting it."""
SESSION_S = 30 * 24 * 3600
MAX_SESSIONS = 100
MAX_WRONG = 10
"""Wrong tokens from one address before it must wait, counted over `WRONG_S`."""
WRONG_S = 60.0
MAX_PEERS = 1000
"""Addresses whose wrong tokens are counted; the one that was silent longest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls; `channel` tells sessions apart, and is no secret.

    Attributes:
        person: the id of the person whose key it is; `key` its digest, None for the home's token.
        way: in. session: digest of the session; None: a key was sent.
        headset: the id of the headset that calls, which is that of its key; None: it is none.
        peer: the address that the call came from.
    """

    channel: str
    person: str = OWNER.id
    key: str | None = None
    way: Way = "api"
    session: str | None = None
    peer: str = ""
    headset: str | None = None

    def actor(self, *, has_read_outside_text: bool = False) -> Actor:
        """Return who asks, as `policy` sees it.

        A call from this machine or a private network comes from at home.
        """
        return Actor(
            id=self.person,
            channel=self.channel,
            way=self.way,
            is_at_home=_is_near(self.peer),
            has_read_outside_text=has_read_outside_text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    """What a session was opened with; `key` is a digest, None for the home's own token."""

    expires: float
    person: str
    key: str | None


def no_keys(digest: str) -> Key | None:
    """Know no keys but the home's own token."""
    return None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody that we know.

    Attributes:
        why: "no_token": sent none, or a session that is over; "locked": too many wrong ones;
            "wrong_way": a key, or a session of one, that opens another way in.
    """

    why: Literal["no_token", "wrong_token", "locked", "wrong_way"]


@dataclass(slots=True, kw_only=True)
class Guard:
    """Checks tokens and keeps sessions.

    `hosts` are the names under which the hub may be called; `clock` counts seconds; `key` finds a
    person's key by its digest, as long as it opens anything.
    """

    token: str
    hosts: frozenset[str]
    clock: Callable[[], float]
    key: Callable[[str], Key | None] = no_keys
    _sessions: OrderedDict[str, _Session] = field(default_factory=OrderedDict)
    _wrong: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def open(self, token: str, peer: str) -> str | Stranger:
        """Return a new session, random at each login, for a token that opens the page."""
        opened = self._opened(token, "page", peer)
        if isinstance(opened, Stranger):
            return opened
        session = secrets.token_urlsafe(32)
        self._sessions[digest(session)] = _Session(
            expires=self.clock() + SESSION_S,
            person=opened.person if opened is not None else OWNER.id,
            key=opened.digest if opened is not None else None,
        )
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def close(self, caller: Caller) -> None:
        """End a caller's session."""
        self._sessions.pop(caller.session or "", None)

    def caller(
        self, authorization: str | None, session: str | None, peer: str, way: Way = "api"
    ) -> Caller | Stranger:
        """Return who calls by `way` with this header or cookie from the address `peer`."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.casefold() == "bearer":
            opened = self._opened(token, way, peer)
            if isinstance(opened, Stranger):
                return opened
            secret = digest(self.token) if opened is None else opened.digest
            return _caller(opened, way, channel=f"token:{secret[:12]}", peer=peer)
        known = digest(session or "")
        found = self._sessions.get(known)
        if found is None or not self._goes_on(found):
            return Stranger("no_token")
        key = self.key(found.key) if found.key is not None else None
        by_session: Way = "page" if way == "api" else way
        if not _opens(key, by_session):
            return Stranger("wrong_way")
        channel = f"session:{known[:16]}"
        return _caller(key, by_session, channel=channel, peer=peer, session=known)

    def is_open(self, caller: Caller) -> bool:
        """Say whether a caller's session, or key, goes on; the home's own token does for ever."""
        if caller.session is None:
            return caller.key is None or self.key(caller.key) is not None
        found = self._sessions.get(caller.session)
        return found is not None and self._goes_on(found)

    def _goes_on(self, session: _Session) -> bool:
        is_in_time = self.clock() < session.expires
        return is_in_time and (session.key is None or self.key(session.key) is not None)

    def is_locked(self, peer: str) -> bool:
        """Say whether too many wrong tokens, or codes, came from an address just now."""
        wrong = self._wrong.get(peer)
        return wrong is not None and len(wrong) == MAX_WRONG and self.clock() - wrong[0] < WRONG_S

    def count_wrong(self, peer: str) -> None:
        """Count a wrong token, or code, of an address."""
        self._wrong.setdefault(peer, deque(maxlen=MAX_WRONG)).append(self.clock())
        self._wrong.move_to_end(peer)
        while len(self._wrong) > MAX_PEERS:
            self._wrong.popitem(last=False)

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

    def _opened(self, token: str, way: Way, peer: str) -> Key | Stranger | None:
        """Return the key that a token is; None: the home's own token."""
        secret = digest(token.strip())
        if self.is_locked(peer):
            return Stranger("locked")
        is_own = hmac.compare_digest(secret, digest(self.token))
        key = None if is_own else self.key(secret)
        if key is None and not is_own:
            self.count_wrong(peer)
            return Stranger("wrong_token")
        return key if _opens(key, way) else Stranger("wrong_way")


def _opens(key: Key | None, way: Way) -> bool:
    """Say whether a key opens a way in; None: the home's own token, or a session of it."""
    if key is None or key.way is None:
        return way != "headset"  # a headset is known by a key of its own
    return key.way == way or (key.way == "headset" and way in _OF_HEADSETS)


_OF_HEADSETS: frozenset[Way] = frozenset({"page", "api"})
"""What a headset's key opens beside its own way in: what it calls there, it calls as a headset."""


def _caller(
    key: Key | None, way: Way, *, channel: str, peer: str, session: str | None = None
) -> Caller:
    if key is None:
        return Caller(channel=channel, way=way, peer=peer, session=session)
    is_headset = key.way == "headset"
    return Caller(
        channel=channel,
        person=key.person,
        key=key.digest,
        way="headset" if is_headset else way,
        session=session,
        peer=peer,
        headset=key.id if is_headset else None,
    )


def cookie_name(scheme: str) -> str:
    """Return the name of a session's cookie over a scheme."""
    return SECURE_COOKIE if scheme in {"https", "wss"} else COOKIE


def hosts(names: Iterable[str]) -> frozenset[str]:
    """Return the host names under which a hub that bears `names` may be called."""
    return frozenset({"localhost", *(name.casefold().rstrip(".") for name in names)})


def digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _name(url: str) -> str | None:
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.casefold().rstrip(".") if name else None


def _is_near(peer: str) -> bool:
    """Say whether an address is this machine's or one of a private network."""
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_private or mapped.is_link_local)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
