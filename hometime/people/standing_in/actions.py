"""delegate: somebody stands in for some days. end_delegation: stop it early."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words

from ..models import Delegation, Person, Role
from ..role_names import role_name
from ..telling import tell
from ..viewer import Viewer
from . import access


@transaction.atomic
def delegate(
    role: Role, *, deputy: Person, starts_on: date, ends_on: date, reason: str = "", by: Viewer, at: datetime
) -> Delegation:
    """Lend a role from one day to another. The holder keeps it too."""
    # Two people may arrange a stand-in for the same days at once: the row of the role lets one in after the other.
    role = Role.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=role.pk)
    _is_held(role, ends_on, timezone.localdate(at))
    access.may_lend(by, role).insist()
    access.may_be_deputy(by, role, deputy, starts_on=starts_on, ends_on=ends_on).insist()
    delegation = Delegation.objects.create(
        organisation=role.organisation,
        role=role,
        holder=role.person,
        deputy=deputy,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        created_at=at,
        created_by=by.person,
    )
    _record("people.role_delegated", delegation, by, at)
    _tell("people.stands_in", delegation.deputy, delegation, by, at)
    if delegation.holder_id != by.person.pk:
        _tell("people.stood_in_for", delegation.holder, delegation, by, at)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Viewer, at: datetime) -> Delegation:
    """From this moment the role is the holder’s alone again."""
    access.may_end_delegation(by, delegation).insist()
    if not Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=at, ended_by=by.person):
        raise Refused("This has been ended already.", "There is nothing to do.")
    delegation.refresh_from_db()
    _record("people.delegation_ended", delegation, by, at)
    for person in (delegation.deputy, delegation.holder):
        if person.pk != by.person.pk:
            _tell("people.standing_in_ended", person, delegation, by, at)
    return delegation


def _is_held(role: Role, until: date, today: date) -> None:
    if role.ends_on and role.ends_on < max(until, today):
        raise Refused(f"{role.person} has this role only until {role.ends_on:%d/%m/%Y}.", "Choose earlier days.")


def _tell(kind: str, person: Person, delegation: Delegation, by: Viewer, at: datetime) -> None:
    """With who and when, and never why."""
    context = {
        "role": role_name(delegation.role.kind, delegation.organisation, by.today),
        "holder": delegation.holder.name,
        "deputy": delegation.deputy.name,
        "by": by.name,
        "starts_on": day_in_words(delegation.starts_on),
        "ends_on": day_in_words(delegation.ends_on),
        "href": reverse("people:standing-in"),
    }
    tell(kind, to=person, organisation=delegation.organisation, context=context, at=at)


def _record(act: str, delegation: Delegation, by: Viewer, at: datetime) -> None:
    """With who and when, and never why somebody is away."""
    details = {
        "role": delegation.role.kind,
        "for": delegation.holder.code,
        "starts_on": delegation.starts_on.isoformat(),
        "ends_on": delegation.ends_on.isoformat(),
    }
    record(act, organisation=delegation.organisation, by=by, subject=delegation.deputy, details=details, at=at)
