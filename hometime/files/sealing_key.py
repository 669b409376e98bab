"""The key that seals documents: made at the first need, kept in the data folder for its owner's eyes only."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

FROM = datetime(2020, 1, 1, tzinfo=UTC)  # before any document of ours: a seal must never be older than its key
LIFE = timedelta(days=365 * 50)
NAME = "Hometime seal"


def seal_key() -> tuple[Any, Any]:
    """Certificate and private key as pyHanko wants them."""
    return read(Path(settings.DATA) / "seal.pem")


@cache
def read(path: Path) -> tuple[Any, Any]:
    if not path.exists():
        keep(path, new_key())
    pem = path.read_bytes()
    key = serialization.load_pem_private_key(pem, password=None)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)
    return (
        import_module("asn1crypto.x509").Certificate.load(certificate),
        import_module("asn1crypto.keys").PrivateKeyInfo.load(plain),
    )


def new_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), FROM, FROM + LIFE)
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def keep(path: Path, pem: bytes) -> None:
    """Two processes may make one at the same moment: the first to link its file wins, and both read that one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = path.with_name(f"{path.name}.{uuid4().hex}")
    with open(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pem)
    with suppress(FileExistsError):
        os.link(mine, path)
    mine.unlink()
