"""Who has not signed in yet, and whom a link is on its way to."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from ..models import Invitation, Person
from ..queries import people_for
from ..viewer import Viewer
from .access import may_invite_all


def not_in_yet(viewer: Viewer | None, *, at: datetime) -> QuerySet[Person]:
    """Those at the organisation in view who have never signed in; `has_link` says whether a link of theirs still works."""
    if viewer is None or not may_invite_all(viewer):
        return Person.objects.none()
    others = people_for(viewer).filter(account__last_login=None, account__is_active=True).exclude(pk=viewer.person.pk)
    return others.annotate(has_link=_has_link(at))


def to_invite(viewer: Viewer | None, *, at: datetime) -> QuerySet[Person]:
    """Of those, everybody with an address whom no link is on its way to."""
    return not_in_yet(viewer, at=at).exclude(_has_link(at)).exclude(email="")


def _has_link(at: datetime) -> Exists:
    return Exists(Invitation.objects.filter(person=OuterRef("pk"), accepted_at=None, expires_at__gt=at))
