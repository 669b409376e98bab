"""The sealed copy of a signature: a tagged PDF that gives away any change."""

import datetime as dt

from hometime.files import pdf
from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_of

from .models import Acknowledgement
from .showing import by_section


def copy_of(signed: Acknowledgement, *, by: Viewer, at: dt.datetime) -> StoredFile:
    """The copy, made when first asked for. Drawing takes a moment, so it is never done inside another act."""
    if signed.document:
        return signed.document
    content = pdf.seal(drawn(signed))
    stored = keep_file(content, name="signed policy.pdf", organisation=signed.organisation, by=by, at=at)
    # Two presses at once both draw a copy; the first one kept is the copy.
    Acknowledgement.objects.filter(pk=signed.pk, document=None).update(document=stored)
    signed.refresh_from_db(fields=["document"])
    assert signed.document is not None
    return signed.document


def drawn(signed: Acknowledgement) -> bytes:
    policy = policy_of(signed.version.hash)
    context = {"signed": signed, "said": signed.statement, "policy": policy, "sections": by_section(policy)}
    return pdf.render("learning/copy.html", context, title=f"Signed: {policy.title}")
