"""HTTPS with real handshakes: the home's own authority, its limits, renewal, the owner's own."""

import asyncio
import datetime as dt
import ipaddress
import os
import plistlib
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from ondol.api.app import create_app
from ondol.api.call import Parts
from ondol.api.security import COOKIE, SECURE_COOKIE, Guard, hosts
from ondol.api.trust import Trust
from ondol.apps.server import listen, serving
from ondol.apps.system_clock import SystemClock, monotonic
from ondol.apps.tls import AUTHORITY, FOLDER, SERVED, Address, Tls, given_tls, own_tls
from ondol.errors import SettingsError
from tests.api.world import TOKEN, api

pytestmark = [pytest.mark.enable_socket, pytest.mark.timeout(60)]

NOW = SystemClock().now().replace(microsecond=0)  # OpenSSL reads no clock but the real one
HOME = ipaddress.ip_address("192.168.0.9")


@dataclass
class Machine:
    """A machine with a data folder, a clock, and addresses."""

    data: Path
    moment: dt.datetime = NOW
    addresses: list[Address] = field(default_factory=lambda: [HOME])

    def now(self) -> dt.datetime:
        return self.moment

    def tls(self, names: Sequence[str] = ("ondol.local",)) -> Tls:
        return own_tls(self.data, names=names, addresses=lambda: self.addresses, clock=self)

    def file(self, name: str) -> Path:
        return self.data / FOLDER / name

    def served(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.file(SERVED).read_bytes())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def trusting(authority: bytes) -> ssl.SSLContext:
    """Return what a device that trusts an authority (DER) verifies with."""
    context = ssl.create_default_context()
    context.load_verify_locations(cadata=authority)
    return context


def der_of(tls: Tls) -> bytes:
    assert tls.authority is not None
    return tls.authority.der


def shaken(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> x509.Certificate:
    """Return the certificate that a client gets in a handshake with a server it calls by `name`.

    Raises:
        ssl.SSLCertVerificationError: the client does not trust it.
    """
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(to_server, to_client, server_side=True)
    here = client.wrap_bio(to_client, to_server, server_hostname=name)
    sides, left = [here, there], 20
    while sides and left:
        left -= 1
        for side in tuple(sides):
            try:
                side.do_handshake()
                sides.remove(side)
            except ssl.SSLWantReadError:
                pass
    certificate = here.getpeercert(binary_form=True)
    assert certificate is not None
    return x509.load_der_x509_certificate(certificate)


# The authority and what it signs --------------------------------------------------------------


@pytest.mark.parametrize("name", ["192.168.0.9", "127.0.0.1", "::1", "localhost", "ondol.local"])
def test_a_device_that_trusts_the_home_trusts_the_hub_by_each_of_its_names(
    machine: Machine, name: str
) -> None:
    tls = machine.tls()
    shaken(tls.context, trusting(der_of(tls)), name)


@pytest.mark.parametrize("name", ["192.168.0.10", "ondol.example", "8.8.8.8"])
def test_it_trusts_it_by_no_other(machine: Machine, name: str) -> None:
    machine.addresses.append(ipaddress.ip_address("8.8.8.8"))  # not the home's: it is left out
    tls = machine.tls()
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(tls.context, trusting(der_of(tls)), name)


def test_who_does_not_trust_the_home_does_not_trust_the_hub(machine: Machine) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(machine.tls().context, ssl.create_default_context(), "localhost")


def test_a_stolen_authority_cannot_speak_for_somebody_else(machine: Machine) -> None:
    tls = machine.tls()
    authority = tls.authority
    assert authority is not None
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName("bank.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(NOW + dt.timedelta(days=1))
        .add_extension(names, critical=True)
        .sign(authority.key, hashes.SHA256())
    )
    forged = machine.data / "forged.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    forged.write_bytes(private + certificate.public_bytes(pem))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(forged)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shaken(context, trusting(authority.der), "bank.example")


def test_certificates_are_as_devices_want_them(machine: Machine) -> None:
    tls = machine.tls()
    assert tls.authority is not None
    root, leaf = tls.authority.certificate, machine.served()
    length = leaf.not_valid_after_utc - leaf.not_valid_before_utc
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    constraints = root.extensions.get_extension_for_class(x509.BasicConstraints)
    assert length <= dt.timedelta(days=398)
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert constraints.critical
    assert (constraints.value.ca, constraints.value.path_length) == (True, 0)
    assert root.extensions.get_extension_for_class(x509.NameConstraints).critical
    ten_years = NOW + dt.timedelta(days=3650)
    assert root.not_valid_after_utc >= ten_years


def test_keys_are_their_owners_alone(machine: Machine) -> None:
    os.umask(0)
    machine.tls()
    for name in (AUTHORITY, SERVED):
        assert machine.file(name).stat().st_mode & 0o777 == 0o600
    assert machine.file("").stat().st_mode & 0o777 == 0o700
    machine.file(AUTHORITY).chmod(0o644)
    machine.tls()
    assert machine.file(AUTHORITY).stat().st_mode & 0o777 == 0o600


def test_a_restart_shows_the_same_certificates(machine: Machine) -> None:
    first = machine.tls()
    before = machine.served()
    assert der_of(machine.tls()) == der_of(first)
    assert machine.served() == before


# Renewal ----------------------------------------------------------------------------------------


def test_a_certificate_that_ends_soon_is_renewed_while_the_hub_runs(machine: Machine) -> None:
    machine.moment = NOW - dt.timedelta(days=366)
    tls = machine.tls()
    before = shaken(tls.context, trusting(der_of(tls)), "localhost")
    tls.refresh()
    assert shaken(tls.context, trusting(der_of(tls)), "localhost") == before
    machine.moment = NOW
    tls.refresh()
    after = shaken(tls.context, trusting(der_of(tls)), "localhost")
    assert after.serial_number != before.serial_number
    assert after.not_valid_after_utc > NOW + dt.timedelta(days=380)


def test_another_address_gets_a_certificate_and_one_that_is_gone_needs_none(
    machine: Machine,
) -> None:
    tls = machine.tls()
    machine.addresses.append(ipaddress.ip_address("10.0.0.7"))
    tls.refresh()
    shaken(tls.context, trusting(der_of(tls)), "10.0.0.7")
    before = machine.served()
    machine.addresses.clear()
    tls.refresh()
    assert machine.served() == before


@pytest.mark.parametrize("damage", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA"])
def test_a_damaged_certificate_is_made_anew(machine: Machine, damage: bytes) -> None:
    tls = machine.tls()
    machine.file(SERVED).write_bytes(damage)
    again = machine.tls()
    assert der_of(again) == der_of(tls)
    shaken(again.context, trusting(der_of(tls)), "localhost")


@pytest.mark.parametrize("damage", [b"", b"no certificate", b"\xff\xfe"])
def test_a_damaged_authority_is_never_made_anew_by_itself(machine: Machine, damage: bytes) -> None:
    machine.tls()
    machine.file(AUTHORITY).write_bytes(damage)
    with pytest.raises(SettingsError, match=r"put it back from a copy, or remove .*authority\.pem"):
        machine.tls()
    assert machine.file(AUTHORITY).read_bytes() == damage


def test_an_authority_with_anothers_key_is_no_authority(machine: Machine) -> None:
    machine.tls()
    other = Machine(machine.data / "other")
    other.tls()
    mine, theirs = (one.file(AUTHORITY).read_bytes() for one in (machine, other))
    key, certificate = theirs.partition(b"-----BEGIN CERT")[0], b"-----BEGIN CERT"
    machine.file(AUTHORITY).write_bytes(key + certificate + mine.partition(certificate)[2])
    with pytest.raises(SettingsError, match="another certificate"):
        machine.tls()


def test_an_authority_that_is_ending_says_what_to_do(machine: Machine) -> None:
    machine.tls()
    machine.moment = NOW + dt.timedelta(days=3640)
    with pytest.raises(SettingsError, match="is ending: remove"):
        machine.tls()


def test_a_name_that_the_authority_may_not_sign_for_is_said(machine: Machine) -> None:
    machine.tls(names=("ondol.local",))
    machine.tls(names=("other.local", "우리집.local"))  # anybody's home may be called so
    with pytest.raises(SettingsError, match=r"before home\.example\.org, and may not sign"):
        machine.tls(names=("home.example.org",))


def test_a_name_that_was_given_from_the_start_may_be_signed_for(machine: Machine) -> None:
    tls = machine.tls(names=("home.example.org",))
    shaken(tls.context, trusting(der_of(tls)), "home.example.org")
    with pytest.raises(SettingsError):
        machine.tls(names=("example.org",))


# The owner's own ------------------------------------------------------------------------------


@dataclass
class Own:
    """A certificate and key of the owner's, as two files."""

    certificate: Path
    key: Path
    authority: bytes


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return _own(tmp_path, "own")


def _own(folder: Path, name: str) -> Own:
    machine = Machine(folder / name)
    tls = machine.tls()
    text = machine.file(SERVED).read_text()
    key, mark, certificate = text.partition("-----BEGIN CERTIFICATE")
    made = Own(folder / f"{name}.pem", folder / f"{name}.key", der_of(tls))
    made.certificate.write_text(mark + certificate)
    made.key.write_text(key)
    return made


def test_the_owners_own_certificate_is_shown_and_read_again_when_it_changes(
    own: Own, tmp_path: Path
) -> None:
    tls = given_tls(own.certificate, own.key)
    assert tls.authority is None
    before = shaken(tls.context, trusting(own.authority), "localhost")
    other = _own(tmp_path, "other")
    own.certificate.write_bytes(other.certificate.read_bytes())
    tls.refresh()  # its key has not come yet
    assert shaken(tls.context, trusting(own.authority), "localhost") == before
    own.key.write_bytes(other.key.read_bytes())
    tls.refresh()
    shaken(tls.context, trusting(other.authority), "localhost")


def test_files_that_do_not_belong_together_are_said(own: Own, tmp_path: Path) -> None:
    other = _own(tmp_path, "other")
    with pytest.raises(SettingsError, match=r"other\.key is no key of the certificate .*own\.pem"):
        given_tls(own.certificate, other.key)


def test_what_is_no_certificate_is_said(own: Own) -> None:
    own.certificate.write_text("hello")
    with pytest.raises(SettingsError, match="cannot be used with the certificate"):
        given_tls(own.certificate, own.key)


def test_a_key_with_a_password_asks_nobody_for_it(own: Own) -> None:
    key = serialization.load_pem_private_key(own.key.read_bytes(), None)
    own.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    with pytest.raises(SettingsError, match="the key without a password"):
        given_tls(own.certificate, own.key)


# The hub on both --------------------------------------------------------------------------------


@dataclass
class Hub:
    """A hub by http and https, and a client that trusts it."""

    plain: str
    secure: str
    trust: Trust

    def client(self, base: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=base, verify=trusting(self.trust.certificate))


@asynccontextmanager
async def serving_both(machine: Machine) -> AsyncIterator[Hub]:
    tls = machine.tls()
    assert tls.authority is not None
    authority = tls.authority
    trust = Trust(certificate=authority.der, name=authority.name, fingerprint=authority.fingerprint)
    with listen("127.0.0.1", 0) as plain, listen("127.0.0.1", 0) as secure:
        async with api() as world:
            parts = Parts(
                hub=world.hub,
                conversation=world.conversation,
                guard=Guard(token=TOKEN, hosts=hosts([]), clock=monotonic),
                version="1",
                trust=trust,
            )
            app = create_app(parts, page=Path("/nowhere"))
            async with serving(app, plain), serving(app, secure, tls=tls.context):
                yield Hub(plain=_url("http", plain), secure=_url("https", secure), trust=trust)


def _url(scheme: str, listening: socket.socket) -> str:
    return f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"


async def test_a_session_of_each_scheme_has_a_cookie_of_its_own(machine: Machine) -> None:
    async with serving_both(machine) as hub:
        for base, name, is_secure in (
            (hub.plain, COOKIE, False),
            (hub.secure, SECURE_COOKIE, True),
        ):
            async with hub.client(base) as client:
                client.headers["Origin"] = base
                opened = await client.post("/api/session", json={"token": TOKEN})
                assert opened.status_code == 204
                cookie = opened.headers["set-cookie"]
                assert cookie.startswith(f"{name}=")
                assert ("secure" in cookie.casefold()) is is_secure
                assert "httponly" in cookie.casefold()
                assert "samesite=strict" in cookie.casefold()
                assert "path=/" in cookie.casefold()
                assert (await client.get("/api/home")).status_code == 200
                value = client.cookies[name]
                ended = await client.delete("/api/session")
                assert f'{name}=""' in ended.headers["set-cookie"]
                client.cookies.clear()
                again = await client.get("/api/home", headers={"Cookie": f"{name}={value}"})
                assert again.status_code == 401


async def test_a_cookie_of_http_opens_nothing_by_https(machine: Machine) -> None:
    async with serving_both(machine) as hub:
        async with hub.client(hub.plain) as client:
            await client.post("/api/session", json={"token": TOKEN}, headers={"Origin": hub.plain})
            session = client.cookies[COOKIE]
        async with hub.client(hub.secure) as client:
            stolen = {"Cookie": f"{COOKIE}={session}"}
            assert (await client.get("/api/home", headers=stolen)).status_code == 401


async def test_the_page_of_one_port_may_not_call_the_other(machine: Machine) -> None:
    async with serving_both(machine) as hub, hub.client(hub.secure) as client:
        for origin, status in ((hub.secure, 204), (hub.plain, 403), ("https://evil.example", 403)):
            headers = {"Origin": origin}
            answer = await client.post("/api/session", json={"token": TOKEN}, headers=headers)
            assert answer.status_code == status


async def test_devices_fetch_the_authority_without_trusting_anything_yet(machine: Machine) -> None:
    async with serving_both(machine) as hub, httpx.AsyncClient(base_url=hub.plain) as client:
        got = await client.get("/trust/ondol-ca.crt")
        assert got.headers["content-type"] == "application/x-x509-ca-cert"
        assert got.content == hub.trust.certificate
        profile = plistlib.loads((await client.get("/trust/ondol.mobileconfig")).content)
        (root,) = profile["PayloadContent"]
        assert root["PayloadType"] == "com.apple.security.root"
        assert root["PayloadContent"] == hub.trust.certificate
        page = await client.get("/trust", headers={"Accept-Language": "ko"}, follow_redirects=True)
        shown = page.text.replace("<br>", "")
        assert hub.trust.fingerprint in shown
        assert "인증서" in shown
        async with httpx.AsyncClient(verify=trusting(got.content)) as trusting_client:
            assert (await trusting_client.get(f"{hub.secure}/api/health")).status_code == 200


async def test_who_speaks_http_to_the_port_of_https_stops_nobody(machine: Machine) -> None:
    async with serving_both(machine) as hub, hub.client(hub.secure) as client:
        host, port = hub.secure.removeprefix("https://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(5):
            await reader.read()
        writer.close()
        assert (await client.get("/api/health")).status_code == 200
