"""Which files this part keeps, and so who may open them: whoever may see the record they belong to."""

from hometime.files.models import StoredFile
from hometime.people.viewer import Viewer

from .access import KEEPERS
from .models import SigningSheet
from .queries import acknowledgements_for, completions_for


def may_open(viewer: Viewer, stored: StoredFile) -> bool:
    return (
        acknowledgements_for(viewer).filter(document=stored).exists()
        or completions_for(viewer).filter(certificate=stored).exists()
        or _sheets_for(viewer, stored)
    )


def _sheets_for(viewer: Viewer, stored: StoredFile) -> bool:
    """A sheet shows the hands of many, so only those who look after the policy see it, and whoever entered it."""
    sheets = SigningSheet.objects.filter(organisation=viewer.organisation, scan=stored)
    return (sheets if viewer.has_role(*KEEPERS) else sheets.filter(created_by=viewer.person)).exists()
