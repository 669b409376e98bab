"""Which files this part keeps, and so who may open them: whoever may see the record they belong to."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return False
