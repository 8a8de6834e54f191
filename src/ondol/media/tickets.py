"""Tickets: an address that lets one player fetch one film, for a day.

A TV's browser cannot log in. The address that it is given holds a ticket, which the hub signed:
nothing is kept of it, so it holds after a restart, and it opens nothing but that film. Signed with
HMAC-SHA256 (RFC 2104), of which 128 bits are written. Pure.
"""

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass

GOOD_FOR = dt.timedelta(hours=24)
MAX_TEXT = 4200
"""Of two ids of 128 characters, each written as at most 12 bytes of JSON."""
_MAC_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """That a player may fetch a film."""

    player: str
    item: str


class Tickets:
    """Signs tickets, and reads those that it signed."""

    def __init__(self, secret: str) -> None:
        """Sign with a key of its own that is made of `secret`."""
        self._key = hmac.digest(secret.encode(), b"ondol ticket 1", hashlib.sha256)

    def write(self, ticket: Ticket, now: dt.datetime) -> str:
        """Return a ticket as it stands in an address, good from `now` on.

        >>> tickets, now = Tickets("secret"), dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        >>> tickets.read(tickets.write(Ticket(player="tv", item="1"), now), now)
        Ticket(player='tv', item='1')
        """
        ends = int((now + GOOD_FOR).timestamp())
        said = json.dumps([ends, ticket.player, ticket.item], separators=(",", ":")).encode()
        return _coded(self._mac(said) + said)

    def read(self, text: str, now: dt.datetime) -> Ticket | None:
        """Return what a text lets in; None: it is no ticket of this hub, or its day is over."""
        if len(text) > MAX_TEXT:
            return None
        try:
            data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        mac, said = data[:_MAC_BYTES], data[_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(said)):
            return None
        ends, player, item = json.loads(said)
        return Ticket(player=player, item=item) if now.timestamp() < ends else None

    def _mac(self, said: bytes) -> bytes:
        return hmac.digest(self._key, said, hashlib.sha256)[:_MAC_BYTES]


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
