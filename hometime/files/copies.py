"""keep_copy: the sealed copy of a record, a tagged PDF that gives away any change."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from hometime.people.viewer import Viewer

from . import pdf
from .actions import keep_file
from .models import StoredFile


def keep_copy(
    made: Any, draw: Callable[[], bytes], *, name: str, by: Viewer, at: dt.datetime, field: str = "document"
) -> StoredFile:
    """The copy is the record’s `document`, made when first asked for. Drawing takes a moment: never inside another act."""
    if getattr(made, field) is None:
        stored = keep_file(pdf.seal(draw()), name=name, organisation=made.organisation, by=by, at=at)
        # Two presses at once both draw a copy; the first one kept is the copy.
        type(made).objects.filter(pk=made.pk, **{field: None}).update(**{field: stored})
        made.refresh_from_db(fields=[field])
    copy: StoredFile = getattr(made, field)
    return copy
