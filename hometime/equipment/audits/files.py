"""Who may open the photo and the receipt of a check: those who see audits, and whoever had the device."""

from django.db.models import Q

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .queries import checks_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return checks_for(viewer).filter(Q(photo=stored) | Q(receipt=stored)).exists()
