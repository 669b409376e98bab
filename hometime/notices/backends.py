"""FolderBackend: mails go into a folder, a file each. And what a backend may offer so that we never have to guess.

A backend that can say whether it took a mail has `has_accepted(message_id) -> bool`. It then promises two things: what
it took it knows at once and for good, and a second mail with a Message-ID it has taken is dropped.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """In `mail` in the data folder. For trying things out, and to prove that nothing is lost or doubled."""

    def send_messages(self, email_messages):
        for mail in email_messages:
            take(mail)
        return len(email_messages)

    def has_accepted(self, message_id):
        return place_of(message_id).exists()


def take(mail):
    """Whole or not at all, and once: a link to a name that is there already fails, and that is right."""
    place = place_of(mail.extra_headers["Message-ID"])
    place.parent.mkdir(parents=True, exist_ok=True)
    mine = place.with_name(f"{uuid4().hex}.part")
    with mine.open("wb") as out:
        out.write(mail.message().as_bytes())
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        os.link(mine, place)
    mine.unlink()


def place_of(message_id):
    return Path(settings.DATA) / "mail" / f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"
