"""The papers and photographs of loans, and certificates of disposal: for whoever may see the record they belong to."""

from django.db.models import Q

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from ..queries import READERS, devices_for, hand_overs_for, loans_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return (
        hand_overs_for(viewer).filter(Q(document=stored) | Q(photos__file=stored)).exists()
        or loans_for(viewer).filter(photo=stored).exists()
        or (viewer.has_role(*READERS) and devices_for(viewer).filter(certificate=stored).exists())
    )
