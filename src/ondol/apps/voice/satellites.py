"""Who may speak to the home by Wyoming, and where they stand: satellites as settings name them.

Pure, and without the library: settings are read where the extra `voice` is not installed. The
protocol knows no passwords, so an address is all that tells a satellite from a stranger; it has to
be a private one, of this home's network.
"""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ondol.errors import SettingsError
from ondol.home.home import Home
from ondol.language.normalise import clean, key

MAX_SATELLITES = 100
MAX_NAME = 64
HOW = 'write {address = "192.168.0.31", area = "kitchen"}, with port = 10700 if it is to be called'

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_SHORT = re.compile(r"(?P<host>\[[^]]+\]|[^=:\[]+|[^=\[]+:[^=\[]*:[^=]+)(:(?P<port>\d{1,5}))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Satellite:
    """Something in the home's network that speaks for those who stand before it.

    Attributes:
        area: id or name of the area where it stands; None: nobody knows.
        name: what it is called in channels and in the log; its address where none is given.
        port: where it listens itself, and is called by the hub; None: it calls.
    """

    address: Address
    area: str | None = None
    name: str = ""
    port: int | None = None

    @property
    def called(self) -> str:
        """Return what to call it."""
        return self.name or str(self.address)


def parse_satellites(value: object) -> tuple[Satellite, ...]:
    """Read satellites: a list of tables, or short texts, `ADDRESS[:PORT][=AREA]`, with commas.

    Raises:
        SettingsError: one of them is none.

    >>> [one] = parse_satellites("192.168.0.31:10700=kitchen")
    >>> one.called, one.port, one.area
    ('192.168.0.31', 10700, 'kitchen')
    """
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or len(given) > MAX_SATELLITES:
        raise SettingsError(f"satellites is no list of at most {MAX_SATELLITES}: {HOW}")
    read = tuple(_satellite(one) for one in given if one != "")
    addresses = [one.address for one in read]
    twice = next((one for one in addresses if addresses.count(one) > 1), None)
    if twice is not None:
        raise SettingsError(f"satellites: {twice} is named twice; name each once")
    return read


def _satellite(given: object) -> Satellite:
    if isinstance(given, str):
        short, _, area = given.strip().partition("=")
        found = _SHORT.match(short)
        if found is None:
            raise _wrong(given)
        port = found["port"]
        given = {"address": found["host"].strip("[]")}
        given |= {"area": area} if area else {}
        given |= {"port": int(port)} if port else {}
    if not isinstance(given, Mapping) or not {*given} <= {"address", "area", "name", "port"}:
        raise _wrong(given)
    try:
        address = ipaddress.ip_address(given.get("address", ""))
    except ValueError:
        raise _wrong(given) from None
    if not is_private(address):
        raise SettingsError(
            f"satellites: {address} is no private address; Wyoming has no passwords, so only those "
            "of this home's network may speak"
        )
    port = given.get("port")
    if port is not None and (type(port) is not int or not 1 <= port <= 65535):
        raise _wrong(given)
    return Satellite(
        address=address,
        area=_name(given.get("area"), given) or None,
        name=_name(given.get("name"), given),
        port=port,
    )


def _name(value: object, given: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(given)
    return clean(value, limit=MAX_NAME)


def _wrong(given: object) -> SettingsError:
    return SettingsError(f"satellites: {str(given)[:100]!r} is none: {HOW}")


def parse_engine(text: str) -> tuple[str, int]:
    """Return the host and port of a speech engine, `tcp://HOST:PORT`.

    Raises:
        SettingsError: it is no such address.

    >>> parse_engine("tcp://127.0.0.1:10300")
    ('127.0.0.1', 10300)
    """
    wrong = SettingsError(f"{text[:200]!r} is no speech engine: write tcp://HOST:PORT")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise wrong from None
    is_more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme != "tcp" or not parts.hostname or not port or is_more:
        raise wrong
    return parts.hostname, port


def is_private(address: Address) -> bool:
    """Say whether an address is this machine's, or of a private network."""
    return address.is_private and not address.is_unspecified


def as_address(text: str) -> Address | None:
    """Return a peer's address, as sockets have it; None: it is none.

    >>> as_address("::ffff:192.168.0.31"), as_address("fe80::1%eth0")
    (IPv4Address('192.168.0.31'), IPv6Address('fe80::1'))
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def admitted(peer: str, satellites: Iterable[Satellite]) -> Satellite | None:
    """Return who calls from an address; None: nobody who may.

    This machine may always: what runs here could read the home's token as well.
    """
    address = as_address(peer)
    if address is None:
        return None
    named = next((one for one in satellites if one.address == address), None)
    if named is None and address.is_loopback:
        return Satellite(address=address)
    return named


def area_of(said: str | None, home: Home) -> str | None:
    """Return the id of the area that settings or a satellite name; None: this home has none such.

    >>> from ondol.home.home import Area
    >>> area_of("주방", Home(id="집", areas={"kitchen": Area(id="kitchen", name="주방")}))
    'kitchen'
    """
    if said is None or said in home.areas:
        return said
    wanted = key(said)
    return next((area.id for area in home.areas.values() if key(area.name) == wanted), None)
