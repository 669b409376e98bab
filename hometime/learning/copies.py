"""The sealed copy of a signature."""

import datetime as dt

from hometime.files import pdf
from hometime.files.copies import keep_copy
from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_of

from .models import Acknowledgement
from .showing import by_section


def copy_of(signed: Acknowledgement, *, by: Viewer, at: dt.datetime) -> StoredFile:
    """The copy, made when first asked for."""
    return keep_copy(signed, lambda: drawn(signed), name="signed policy.pdf", by=by, at=at)


def drawn(signed: Acknowledgement) -> bytes:
    policy = policy_of(signed.version.hash)
    context = {"signed": signed, "said": signed.statement, "policy": policy, "sections": by_section(policy)}
    return pdf.render("learning/copy.html", context, title=f"Signed: {policy.title}")
