"""Who may open the photo of a reading set by hand: whoever may see how the device stands."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from ..models import Observation
from ..queries import READERS


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    rows = Observation.objects.filter(organisation=viewer.organisation, photo=stored)
    return (rows if viewer.has_role(*READERS) else rows.filter(holder=viewer.person)).exists()
