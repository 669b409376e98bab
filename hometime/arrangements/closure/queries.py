"""Closures as somebody may see them."""

from django.db.models import Exists, OuterRef, QuerySet

from hometime.people.viewer import Viewer

from ..models import Closure, SentHome


def closures_for(viewer: Viewer | None) -> QuerySet[Closure]:
    """Of the school in view, those that are not over; each with whether it sends the viewer home (`is_me`)."""
    if viewer is None:
        return Closure.objects.none()
    sent = SentHome.objects.filter(closure=OuterRef("pk"), person=viewer.person)
    here = Closure.objects.filter(organisation=viewer.organisation).exclude(state=Closure.State.CLOSED)
    return here.annotate(is_me=Exists(sent))
