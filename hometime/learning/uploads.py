"""A file handed in with an act: it is kept if the act is."""

import datetime as dt
from dataclasses import dataclass

from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


def keep_upload(upload: Upload | None, *, by: Viewer, at: dt.datetime) -> StoredFile | None:
    if upload is None:
        return None
    return keep_file(upload.content, name=upload.name, organisation=by.organisation, by=by, at=at)
