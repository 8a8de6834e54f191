"""HTTPS at home: a certificate authority of the home's own, and the certificate that it signs.

Browsers give WebXR and the microphone only to pages that came encrypted, and no public authority
signs for 192.168.0.9. So the home has an authority of its own, which each device is told once to
trust. Somebody who stole its key could sign for private addresses and this home's names, and for
nothing else: the authority itself says so (name constraints, RFC 5280, section 4.2.1.10), where
that is honoured.

A key and its certificate are one file that only its owner reads, whole or not there. The authority
is made once and never again by itself, for each device must be told of a new one; what it signs is
made anew whenever it ends soon, or the machine has other addresses. A certificate that the owner
brings is used as it is, and read again when its file changes. Needs the extra `https`.
"""

import asyncio
import datetime as dt
import hashlib
import ipaddress
import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ondol.clock import Clock
from ondol.errors import SettingsError

from . import folder

_log = logging.getLogger(__name__)

FOLDER = "tls"
AUTHORITY = "authority.pem"
SERVED = "hub.pem"

AUTHORITY_FOR = dt.timedelta(days=3652)
SERVED_FOR = dt.timedelta(days=397)
"""The most that browsers take of public authorities (CA/Browser Forum, ballot SC-31), and Apple."""
RENEW_BEFORE = dt.timedelta(days=30)
_SKEW = dt.timedelta(days=1)
"""Clocks of devices may be a little behind."""
LOOK_S = 3600.0

_NETWORKS = (
    *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"),
    *("127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128"),
)
_NAMES = ("local", "localhost", "home.arpa")
"""What the authority may sign for beside the home's own names (RFC 1918, 6598, 6762, 8375)."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A home's own certificate authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def name(self) -> str:
        """What devices call it in their lists."""
        called = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(called[0].value) if called else "Ondol home CA"

    @property
    def der(self) -> bytes:
        """Its certificate, as devices take it (DER)."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its certificate, as devices show it."""
        return fingerprint(self.der)


def fingerprint(der: bytes) -> str:
    """Return the SHA-256 of a certificate as devices show it.

    >>> fingerprint(b"")[:11]
    'E3:B0:C4:42'
    """
    return hashlib.sha256(der).digest().hex(":").upper()


class Tls:
    """What the hub shows who connects by HTTPS; new connections see what is newest.

    Attributes:
        context: for the server. authority: the home's own; None: the owner brought a certificate.
    """

    def __init__(
        self,
        refresh: Callable[[ssl.SSLContext | None], ssl.SSLContext],
        authority: Authority | None,
    ) -> None:
        self.authority = authority
        self._refresh = refresh
        self.context = refresh(None)

    async def keep(self) -> None:
        """Renew the certificate before it ends, and whenever it does not fit; until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            self.refresh()

    def refresh(self) -> None:
        """Look once whether another certificate is to be shown."""
        try:
            self._refresh(self.context)
        except (SettingsError, OSError) as error:
            _log.warning("the certificate stays as it is: %s", error)


def own_tls(
    data: Path, *, names: Sequence[str], addresses: Callable[[], Sequence[Address]], clock: Clock
) -> Tls:
    """Return the home's own certificate, signed by its own authority; made where there is none.

    Raises:
        SettingsError: what is kept cannot be used; the text says what to do.
    """
    place = data / FOLDER
    authority = _authority(place, names, clock.now())

    def refresh(context: ssl.SSLContext | None) -> ssl.SSLContext:
        there = addresses()
        if not _is_good(place / SERVED, authority, names, there, clock.now()):
            _write(place / SERVED, *_sign(authority, names, there, clock.now()))
            _log.info("made a certificate for %s", ", ".join((*names, *map(str, there))))
        elif context is not None:
            return context
        return _loaded(context, place / SERVED, None)

    return Tls(refresh, authority)


def given_tls(certificate: Path, key: Path) -> Tls:
    """Return the owner's own certificate.

    Raises:
        SettingsError: the files do not belong together, or are none.
    """
    seen: list[tuple[int, int]] = []

    def refresh(context: ssl.SSLContext | None) -> ssl.SSLContext:
        now = [(path.stat().st_mtime_ns, path.stat().st_size) for path in (certificate, key)]
        if context is not None and now == seen:
            return context
        loaded = _loaded(context, certificate, key)
        seen[:] = now
        return loaded

    return Tls(refresh, None)


def _loaded(context: ssl.SSLContext | None, certificate: Path, key: Path | None) -> ssl.SSLContext:
    """Return a context that shows a certificate; one that is given is changed only if it fits."""
    fresh = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    fresh.set_alpn_protocols(["http/1.1"])
    try:
        fresh.load_cert_chain(certificate, key, password=_no_password)
    except ssl.SSLError as error:
        what = "is no key of" if error.reason == "KEY_VALUES_MISMATCH" else "cannot be used with"
        raise SettingsError(
            f"{key or certificate} {what} the certificate {certificate} ({error.reason or error}): "
            "both must be PEM, the key without a password"
        ) from error
    except OSError as error:
        raise SettingsError(f"{certificate} or its key cannot be read: {error.strerror}") from error
    if context is None:
        return fresh
    context.load_cert_chain(certificate, key, password=_no_password)
    return context


def _no_password() -> str:
    """Give none, instead of asking on the terminal."""
    return ""


# The authority ------------------------------------------------------------------------------------


def _authority(place: Path, names: Sequence[str], now: dt.datetime) -> Authority:
    """Return the authority that is kept, or a new one.

    Raises:
        SettingsError: the one that is kept cannot be used.
    """
    path = place / AUTHORITY
    again = (
        f"remove {path}, and the next start makes a new one (every device must be told to trust it)"
    )
    try:
        kept = _read(path)
    except FileNotFoundError:
        made = _new_authority(names, now)
        _write(path, made.key, made.certificate)
        return made
    except (ValueError, OSError) as error:
        raise SettingsError(
            f"the home's certificate authority in {path} cannot be read ({error}): put it back "
            f"from a copy, or {again}"
        ) from error
    if now + RENEW_BEFORE > kept.certificate.not_valid_after_utc:
        raise SettingsError(f"the home's certificate authority in {path} is ending: {again}")
    strangers = [name for name in names if not _may_sign(kept.certificate, name)]
    if strangers:
        raise SettingsError(
            f"names: the home's certificate authority was made before {', '.join(strangers)}, and "
            f"may not sign for that name: {again}"
        )
    return kept


def _new_authority(names: Sequence[str], now: dt.datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key()
    identity = x509.SubjectKeyIdentifier.from_public_key(public)
    called = f"Ondol home CA {identity.digest.hex()[:6].upper()}"  # devices list it by this name
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ondol"),
            x509.NameAttribute(NameOID.COMMON_NAME, called),
        ]
    )
    permitted: list[x509.GeneralName] = [
        *(x509.IPAddress(ipaddress.ip_network(network)) for network in _NETWORKS),
        *(x509.DNSName(name) for name in dict.fromkeys((*_NAMES, *map(_ascii, names)))),
    ]
    certificate = (
        _builder(subject, subject, public, now, AUTHORITY_FOR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(identity, critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate=certificate, key=key)


def _may_sign(authority: x509.Certificate, name: str) -> bool:
    """Say whether an authority's own constraints let it sign for a name."""
    try:
        constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound:
        return True
    wanted = f".{_ascii(name)}"
    permitted = constraints.permitted_subtrees or []
    return any(
        isinstance(one, x509.DNSName) and wanted.endswith(f".{one.value}") for one in permitted
    )


# What it signs ------------------------------------------------------------------------------------


def _sign(
    authority: Authority, names: Sequence[str], addresses: Sequence[Address], now: dt.datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ondol hub")])
    issuer = authority.certificate
    certificate = (
        _builder(subject, issuer.subject, key.public_key(), now, SERVED_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_alternatives(names, addresses), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
        .sign(authority.key, hashes.SHA256())
    )
    return key, certificate


def _alternatives(
    names: Sequence[str], addresses: Sequence[Address]
) -> x509.SubjectAlternativeName:
    """Return what a certificate is for; addresses that are not the home's own are left out."""
    loopback = (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1"))
    networks = [ipaddress.ip_network(network) for network in _NETWORKS]
    near = [one for one in addresses if any(one in network for network in networks)]
    return x509.SubjectAlternativeName(
        [
            *(x509.DNSName(name) for name in dict.fromkeys(("localhost", *map(_ascii, names)))),
            *(x509.IPAddress(one) for one in dict.fromkeys((*loopback, *near))),
        ]
    )


def _is_good(
    path: Path,
    authority: Authority,
    names: Sequence[str],
    addresses: Sequence[Address],
    now: dt.datetime,
) -> bool:
    """Say whether what is kept is this authority's, for these names, and does not end soon."""
    try:
        certificate = _read(path).certificate
        certificate.verify_directly_issued_by(authority.certificate)
        said = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, TypeError, OSError, InvalidSignature, x509.ExtensionNotFound):
        return False
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    is_in_time = begins <= now and now + RENEW_BEFORE < ends
    return is_in_time and set(_alternatives(names, addresses)) <= set(said)


# Files --------------------------------------------------------------------------------------------


def _read(path: Path) -> Authority:
    """Return a key and its certificate.

    Raises:
        ValueError: the file holds none, or they do not belong together. OSError: it is not there.
    """
    data = path.read_bytes()
    key = serialization.load_pem_private_key(data, password=None)
    certificate = x509.load_pem_x509_certificate(data)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("its key is of another kind")
    if key.public_key() != certificate.public_key():
        raise ValueError("its key is that of another certificate")
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)  # a copy or a backup opened it to others
    return Authority(certificate=certificate, key=key)


def _write(path: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.write(path, (private + public).decode("ascii"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: dt.datetime,
    length: dt.timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now - _SKEW + length)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _ascii(name: str) -> str:
    """Return a host name as certificates write it (IDNA).

    >>> _ascii("Ondol.local."), _ascii("우리집.local")
    ('ondol.local', 'xn--oy2b11vymc.local')
    """
    bare = name.casefold().rstrip(".")
    try:
        return bare.encode("ascii").decode() if bare.isascii() else bare.encode("idna").decode()
    except UnicodeError as error:
        raise SettingsError(f"names: {name!r} is no host name") from error
