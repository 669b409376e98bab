"""keep_file: put a file away, checked and hashed. erase_file: forget it, and keep the hash. sweep: tidy the disk."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.people.models import Organisation
from hometime.people.viewer import Viewer

from . import disk
from .models import StoredFile
from .pictures import redrawn
from .sniffing import allowed_kind, safe_name

YOUNG = timedelta(days=1)  # a file may be on disk a while before the act that keeps it is done


def keep_file(
    content: bytes,
    *,
    name: str,
    organisation: Organisation,
    by: Viewer | None,
    at: datetime,
    allowed: Sequence[str] = ("pdf", "png", "jpeg"),
) -> StoredFile:
    """Keep what somebody handed in, or say why not. Whoever calls this has asked whether they may.

    The bytes go to disk first, outside any transaction of ours; if the act that wanted them comes to nothing, sweep
    takes them away a day later.
    """
    kind = checked(content, tuple(allowed))
    kept = content if kind == "pdf" else redrawn(content, kind)
    place = disk.write(kept)
    with transaction.atomic():
        stored = StoredFile.objects.create(
            organisation=organisation,
            name=safe_name(name, kind),
            kind=kind,
            size=len(kept),
            sha256=hashlib.sha256(kept).hexdigest(),
            place=place,
            created_at=at,
            created_by=by.person if by else None,
        )
        details = {"kind": kind, "size": stored.size, "sha256": stored.sha256}
        record("files.file_kept", organisation=organisation, by=by, subject=named(stored), details=details, at=at)
    return stored


@transaction.atomic
def erase_file(stored: StoredFile, *, reason: str, by: Viewer | None, at: datetime) -> StoredFile:
    """Forget the bytes and the name. The hash stays: it still proves that a copy is, or is not, the same."""
    if not StoredFile.objects.filter(pk=stored.pk, erased_at=None).update(erased_at=at, name=""):
        raise Refused("This file was erased before.", "There is nothing more to do.")
    details = {"reason": reason, "sha256": stored.sha256}
    record("files.file_erased", organisation=stored.organisation, by=by, subject=named(stored), details=details, at=at)
    # After the commit: an act that comes to nothing must not have lost the file. If we stop in between, sweep does it.
    transaction.on_commit(lambda: stored.path.unlink(missing_ok=True))
    stored.refresh_from_db()
    return stored


def sweep(*, at: datetime) -> int:
    """Remove what no record keeps: what an act that failed left behind, and what was erased. Safe at any time."""
    kept = set(StoredFile.objects.filter(erased_at=None).values_list("place", flat=True))
    before = (at - YOUNG).astimezone(UTC).timestamp()
    left = [path for path in disk.everything() if path.name not in kept and path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def checked(content: bytes, allowed: tuple[str, ...]) -> str:
    if not content:
        raise Refused("This file is empty.", "Choose another one.")
    if len(content) > settings.FILE_LIMIT:
        most = settings.FILE_LIMIT // (1024 * 1024)
        raise Refused(f"This file is larger than {most} MB.", "Make it smaller, or send it in parts.")
    return allowed_kind(content, allowed)


def named(stored: StoredFile) -> Reference:
    """The ledger keeps no name of a file: people write about each other in them."""
    return Reference(stored.code, stored.get_kind_display())
