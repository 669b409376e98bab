"""Which files this part keeps: certificates, for those who may see them."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .queries import certificates_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return certificates_for(viewer).filter(document=stored).exists()
