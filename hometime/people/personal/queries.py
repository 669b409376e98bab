"""Whose data somebody may be told, and who has been gone long enough."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from ..models import Person, Post
from ..viewer import Viewer
from .access import may_see_leavers

NAMELESS = "Somebody who has left"


def known_here(viewer: Viewer) -> QuerySet[Person]:
    """Everybody who has, or ever had, a post at the organisation in view; to others than the data protection side, oneself."""
    if not may_see_leavers(viewer):
        return Person.objects.filter(pk=viewer.person.pk)
    return Person.objects.filter(Exists(Post.objects.filter(person=OuterRef("pk"), organisation=viewer.organisation)))


def leavers_for(viewer: Viewer) -> QuerySet[Person]:
    """Those whose last post here is over, the latest first."""
    now = Post.objects.filter(person=OuterRef("pk"), organisation=viewer.organisation)
    gone = known_here(viewer).exclude(Exists(now.filter(Q(ends_on=None) | Q(ends_on__gte=viewer.today))))
    last = Max("posts__ends_on", filter=Q(posts__organisation=viewer.organisation))
    return gone.annotate(left_on=last).order_by("-left_on", "pk")


def gone_before(day: date) -> QuerySet[Person]:
    """Those whose every post, at any school, ended before the day, and who still have their name."""
    lasting = Post.objects.filter(person=OuterRef("pk")).filter(Q(ends_on=None) | Q(ends_on__gte=day))
    had = Post.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(had)).exclude(Exists(lasting)).exclude(name=NAMELESS).order_by("pk")
