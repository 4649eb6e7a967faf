from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from extract.errors import FetchError, FetchProblem
from extract.http import PoliteSession
from extract.manners import Manners
from tests.extract.site import Reply, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANNERS = Manners("data@council.example", pause_seconds=0, tries=2, backoff_seconds=0.01)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem))
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site = Site(context)
    yield site
    site.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    url = secure.gives("/a", Reply())
    with PoliteSession(MANNERS, frozenset({secure.origin})) as session, pytest.raises(FetchError) as caught:
        session.get(url)
    # Already robots.txt cannot be read, so that nothing is known to be allowed.
    assert caught.value.kind is FetchProblem.ROBOTS_UNREACHABLE
    assert "certificate" in caught.value.detail
    assert secure.asked == []


def test_an_organisations_own_authority_is_trusted_and_redirects_stay_encrypted(
    secure: Site, site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    url = secure.gives("/a", Reply(b"secret"), Reply(status=302, headers={"Location": site.gives("/b", Reply())}))
    with PoliteSession(MANNERS, frozenset({secure.origin, site.origin})) as session:
        assert session.get(url).body == b"secret"
        with pytest.raises(FetchError) as caught:
            session.get(url)
    assert caught.value.kind is FetchProblem.REDIRECT_REFUSED
    assert site.asked == []
