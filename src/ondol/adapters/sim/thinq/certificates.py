"""A certificate authority that is made at each start: for the messages of the virtual cloud."""

import datetime as dt
import ipaddress
import ssl
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID = dt.timedelta(days=2)


class Authority:
    """Signs the certificates of one server and of its clients.

    Attributes:
        root: its own certificate (PEM), which clients trust.
    """

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Ondol virtual cloud")
        certificate = (
            self._builder(self._name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False
            )
            .add_extension(_usage(is_authority=True), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.root = certificate.public_bytes(serialization.Encoding.PEM).decode()

    def sign(self, request: str) -> str:
        """Return the certificate (PEM) for a client's request (base64 of DER, as LG takes it).

        Raises:
            ValueError: it is no request.
        """
        pem = f"-----BEGIN CERTIFICATE REQUEST-----\n{request}\n-----END CERTIFICATE REQUEST-----\n"
        asked = x509.load_pem_x509_csr(pem.encode())
        key = asked.public_key()
        certificate = self._leaf(self._builder(asked.subject, key)).sign(self._key, hashes.SHA256())
        return certificate.public_bytes(serialization.Encoding.PEM).decode()

    def load_into(self, context: ssl.SSLContext, host: str) -> None:
        """Give a server the certificate of an address."""
        key = ec.generate_private_key(ec.SECP256R1())
        address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        certificate = (
            self._leaf(self._builder(_name(host), key.public_key()))
            .add_extension(address, critical=False)
            .sign(self._key, hashes.SHA256())
        )
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        with TemporaryDirectory() as folder:
            file = Path(folder) / "server.pem"
            file.touch(mode=0o600)
            file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(file)

    def _builder(self, subject: x509.Name, key: object) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)  # type: ignore[arg-type]  # whatever kind the request has
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - VALID)
            .not_valid_after(self._now + VALID)
        )

    def _leaf(self, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(issuer, critical=False)
            .add_extension(_usage(is_authority=False), critical=True)
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=not is_authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
