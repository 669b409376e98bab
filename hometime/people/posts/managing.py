"""Whoever is down as somebody’s line manager holds that role, without being given it twice; it goes with the last of them."""

from datetime import datetime, timedelta

from django.utils import timezone

from hometime.ledger.actions import record

from ..models import Account, Organisation, Person, Post, Role
from ..telling import tell
from ..viewer import Viewer
from .telling import about

LINE_MANAGER = Role.Kind.LINE_MANAGER
NOT_STAFF = {Role.Kind.GOVERNOR, Role.Kind.VOLUNTEER}  # who answer for a guest, say, and see no more by that


def leads(manager: Person, organisation: Organisation, *, by: Viewer, at: datetime) -> None:
    """From today, unless they hold it already. `given_by` is nobody: it came with the people, and goes with them."""
    today = timezone.localdate(at)
    places = [organisation.pk, organisation.parent_id]
    held = Role.objects.filter(person=manager, organisation__in=places).on(today)
    kinds = set(held.values_list("kind", flat=True))
    if kinds <= NOT_STAFF or held.filter(kind=LINE_MANAGER, ends_on=None).exists():
        return
    role, _ = Role.objects.update_or_create(
        organisation=organisation, person=manager, kind=LINE_MANAGER, starts_on=today, defaults={"ends_on": None}
    )
    details = {"role": LINE_MANAGER, "starts_on": today.isoformat(), "ends_on": None}
    record("people.role_given", organisation=organisation, by=by, subject=manager, details=details, at=at)
    has_come_in = Account.objects.filter(person=manager).exclude(last_login=None).exists()
    if has_come_in and manager.pk != by.person.pk:
        tell("people.role_given", to=manager, organisation=organisation, context=about(role, by), at=at)


def leads_no_more(manager: Person, organisation: Organisation, *, by: Viewer, at: datetime) -> None:
    """When they are nobody’s line manager any more. A role that somebody gave them stays until somebody ends it."""
    today = timezone.localdate(at)
    posts = Post.objects.filter(line_manager=manager, organisation=organisation)
    if posts.exclude(ends_on__lt=today).exists():
        return
    roles = Role.objects.filter(person=manager, organisation=organisation, kind=LINE_MANAGER, given_by=None)
    for role in roles.on(today):
        role.ends_on = max(role.starts_on, today - timedelta(days=1))
        details = {"role": LINE_MANAGER, "ends_on": role.ends_on.isoformat()}
        if role.starts_on == today and not role.delegations.exists():
            role.delete()  # of today alone, and nobody was lent it
        else:
            role.save(update_fields=["ends_on"])
        record("people.role_ended", organisation=organisation, by=by, subject=manager, details=details, at=at)
