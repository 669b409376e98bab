"""The sealed copy of a hand-over: a tagged PDF that gives away any change."""

import datetime as dt

from hometime.files import pdf
from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from ..models import HandOver


def copy_of(made: HandOver, *, by: Viewer, at: dt.datetime) -> StoredFile:
    """The copy, made once it is signed. Drawing takes a moment, so it is never done inside another act."""
    if made.document:
        return made.document
    content = pdf.seal(drawn(made))
    stored = keep_file(content, name="things lent to you.pdf", organisation=made.organisation, by=by, at=at)
    # Two presses at once both draw a copy; the first one kept is the copy.
    HandOver.objects.filter(pk=made.pk, document=None).update(document=stored)
    made.refresh_from_db(fields=["document"])
    assert made.document is not None
    return made.document


def drawn(made: HandOver) -> bytes:
    said = made.words
    due_on = dt.date.fromisoformat(said["due_on"]) if said["due_on"] else None
    context = {"made": made, "said": said, "signed": made.signature, "due_on": due_on}
    return pdf.render("equipment/loans/copy_pdf.html", context, title="Things lent to you")
