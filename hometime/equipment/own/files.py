"""Contracts of repairers: whoever may see the repair may open its contract."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .queries import repairs_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return repairs_for(viewer).filter(contract=stored).exists()
