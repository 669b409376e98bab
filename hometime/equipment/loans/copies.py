"""The sealed copy of a hand-over."""

import datetime as dt

from hometime.files import pdf
from hometime.files.copies import keep_copy
from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from ..models import HandOver


def copy_of(made: HandOver, *, by: Viewer, at: dt.datetime) -> StoredFile:
    """The copy, made once it is signed."""
    return keep_copy(made, lambda: drawn(made), name="things lent to you.pdf", by=by, at=at)


def drawn(made: HandOver) -> bytes:
    said = made.words
    due_on = dt.date.fromisoformat(said["due_on"]) if said["due_on"] else None
    context = {"made": made, "said": said, "signed": made.signature, "due_on": due_on}
    return pdf.render("equipment/loans/copy_pdf.html", context, title="Things lent to you")
