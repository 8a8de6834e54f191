"""The addresses of this machine, as others in the home reach it. Nothing is sent to find them."""

import contextlib
import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_FAR = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Where nobody is (RFC 5737, RFC 3849): the way there tells the machine's own address."""


def own_addresses() -> tuple[Address, ...]:
    """Return this machine's addresses that are known, those on the way out first."""
    found: list[Address] = []
    for family, far in _FAR.items():
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(_address(probe.getsockname()[0]))
    with contextlib.suppress(OSError):
        named = socket.getaddrinfo(socket.gethostname(), None)
        found.extend(_address(str(one[4][0])) for one in named)
    return tuple(dict.fromkeys(one for one in found if not one.is_unspecified))


def addresses_for(host: str) -> tuple[Address, ...]:
    """Return the addresses under which a hub that listens on `host` may be called."""
    given: tuple[Address, ...] = ()
    with contextlib.suppress(ValueError):  # a name
        given = (_address(host),)
    there = own_addresses()
    return there if not given or given[0].is_unspecified else tuple(dict.fromkeys((*given, *there)))


def _address(text: str) -> Address:
    return ipaddress.ip_address(text.partition("%")[0])
