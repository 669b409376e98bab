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
    """The record’s sealed PDF, kept in `field` and made when first asked for. Drawing is slow: never call it inside an act."""
    if getattr(made, field) is None:
        stored = keep_file(pdf.seal(draw()), name=name, organisation=made.organisation, by=by, at=at)
        # Two presses at once both draw a copy; the first one kept is the copy.
        type(made).objects.filter(pk=made.pk, **{field: None}).update(**{field: stored})
        made.refresh_from_db(fields=[field])
    copy: StoredFile = getattr(made, field)
    return copy
