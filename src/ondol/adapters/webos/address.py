"""Where a TV is, as settings have it. Pure."""

import ipaddress
import re
from dataclasses import dataclass

from ondol.errors import SettingsError
from ondol.language.normalise import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a TV is, and what wakes it if it does not say so itself."""

    host: str
    mac: str | None = None


def parse_address(text: str) -> Address:
    """Read an address as settings have it: `host`, or `host/mac`.

    Raises:
        SettingsError: it is neither.

    >>> parse_address("192.168.0.20/A8-23-FE-00-00-01")
    Address(host='192.168.0.20', mac='a8:23:fe:00:00:01')
    """
    host, slash, rest = text.strip().partition("/")
    mac = as_mac(rest)
    if not _is_host(host) or (slash and mac is None):
        raise SettingsError(
            f"webos: {clean(text, limit=60)!r} is no TV's address: write 192.168.0.20, or with "
            "what wakes it 192.168.0.20/a8:23:fe:00:00:01"
        )
    return Address(host=host, mac=mac)


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        is_name = re.fullmatch(r"(?!-)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*", host)
        return is_name is not None and len(host) <= 253 and not host.replace(".", "").isdigit()
    return True


def as_mac(value: object) -> str | None:
    """Return a MAC address in small letters with colons; None: it is none, or nobody's."""
    if not isinstance(value, str):
        return None
    plain = value.strip().lower().replace("-", ":")
    is_mac = re.fullmatch(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", plain) is not None
    return plain if is_mac and plain not in {"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"} else None
