"""Who may open the photo of a check: those who see audits, and whoever has the device."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .queries import checks_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return checks_for(viewer).filter(photo=stored).exists()
