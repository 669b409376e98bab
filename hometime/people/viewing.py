"""Who acts at the command line: somebody’s own viewer, by their address and the short name of their school."""

from datetime import datetime

from django.utils import timezone

from hometime.lib.refusal import Refused
from hometime.lib.text import did_you_mean

from .models import Organisation, Person
from .viewer import Viewer, viewer_for


def viewer_at(address: str, school: str, now: datetime) -> Viewer:
    """The person with this email address, looking at this school; refused where there is none, or they do not work with it."""
    organisation = Organisation.objects.filter(slug=school).first()
    if organisation is None:
        known = Organisation.objects.values_list("slug", flat=True)
        raise Refused(f"No school here is called {school}.{did_you_mean(school, known)}")
    person = Person.objects.filter(email__iexact=address.strip()).first()
    viewer = viewer_for(person, on=timezone.localdate(now), showing=str(organisation.code)) if person else None
    if viewer is None or viewer.organisation != organisation:
        raise Refused(f"{address} does not work with this school.", "Give the address of somebody who does.")
    return viewer
