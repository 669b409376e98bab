"""Files on disk: written whole or not at all, under random names, outside anything the web server serves."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def write(content: bytes) -> str:
    """Puts the bytes on disk for good and returns the name they have there."""
    place = secrets.token_hex(16)
    folder = Path(settings.FILES) / place[:2]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    started = folder / f"{place}.part"
    with open(os.open(started, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(started, folder / place)
    return place


def everything() -> Iterator[Path]:
    root = Path(settings.FILES)
    return (path for path in root.glob("??/*") if path.is_file())
