"""invite_newcomer: a link for somebody who has not come in and has none."""

from datetime import datetime

from django.db import transaction

from ..actions import invite_person
from ..models import Person
from ..viewer import Viewer
from .access import may_invite_all
from .queries import to_invite


@transaction.atomic
def invite_newcomer(person: Person, *, by: Viewer, at: datetime) -> str | None:
    """The link’s secret; None where they have one by now, or have come in."""
    may_invite_all(by).insist()
    # Two may press at once: the row lets one in after the other, who then finds that a link is on its way.
    Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if not to_invite(by, at=at).filter(pk=person.pk).exists():
        return None
    return invite_person(person, by=by, at=at)
