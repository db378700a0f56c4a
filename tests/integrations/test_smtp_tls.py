"""Letters travel encrypted wherever the server can, and only to a server that somebody vouches for."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.ports import Mail, SurelyNot
from integrations.smtp import SmtpMailer, trust_in
from sandbox.background import HOST, Background

LETTER = Mail(key="letter-17:2", to="ada@example.com", subject="Your application", body="Dear Ada")


class Kept:
    def __init__(self) -> None:
        self.encrypted: list[bool] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.encrypted.append(bool(server.transport.get_extra_info("ssl_object")))
        return "250 kept"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key in one file, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.example.org")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def _server(scheme: str, kept: Kept, certificate: Path) -> Iterator[str]:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    background = Background("mail-tls")

    async def listen() -> asyncio.Server:
        loop = asyncio.get_running_loop()
        if scheme == "smtps":
            return await loop.create_server(lambda: SMTP(kept), HOST, 0, ssl=tls)
        return await loop.create_server(lambda: SMTP(kept, tls_context=tls, require_starttls=True), HOST, 0)

    server = background.run(listen())
    try:
        yield f"{scheme}://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        background.loop.call_soon_threadsafe(server.close)
        background.stop()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_letter_travels_encrypted(certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    kept = Kept()
    with _server(scheme, kept, certificate) as url:
        SmtpMailer(url, "hiring@example.org").send(LETTER, begun=lambda draft: None)
    assert kept.encrypted == [True]


def test_a_server_nobody_vouches_for_gets_no_letter(certificate: Path) -> None:
    kept = Kept()
    begun: list[bool] = []
    with _server("smtps", kept, certificate) as url, pytest.raises(SurelyNot, match="SSLCertVerificationError"):
        SmtpMailer(url, "hiring@example.org").send(LETTER, begun=lambda draft: begun.append(True))
    assert (kept.encrypted, begun) == ([], [])


def test_the_machines_own_mail_server_needs_nobody_to_vouch_for_it(certificate: Path) -> None:
    kept = Kept()
    with _server("smtp", kept, certificate) as url:
        SmtpMailer(url, "hiring@example.org").send(LETTER, begun=lambda draft: None)
        SmtpMailer(url.replace("127.0.0.1", "localhost"), "hiring@example.org").send(LETTER, begun=lambda draft: None)
    assert kept.encrypted == [True, True]


@pytest.mark.parametrize(
    ("host", "mode"),
    [("mail.example.org", ssl.CERT_REQUIRED), ("10.0.0.1", ssl.CERT_REQUIRED), ("127.0.0.1", ssl.CERT_NONE)],
)
def test_only_the_machine_itself_is_believed(host: str, mode: ssl.VerifyMode) -> None:
    assert trust_in(host).verify_mode is mode
    assert trust_in(host).check_hostname is (mode is ssl.CERT_REQUIRED)
