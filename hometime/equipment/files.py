"""Which files this part keeps, and so who may open them: whoever may see the record they belong to."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .audits import files as audits
from .loans import files as loans
from .own import files as own
from .posture import files as posture

FOLDERS = (loans, posture, audits, own)  # each with a may_open of its own


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return any(folder.may_open(viewer, stored) for folder in FOLDERS)
