"""give_role, end_role, change_post, end_post, reopen_post, rename_person, remove_coming; and for an import taken
back: remove_people."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused

from ..access import may_keep_people
from ..models import Account, Organisation, Person, Post, Role
from ..telling import tell
from ..viewer import Viewer
from . import access
from .managing import leads, leads_no_more
from .telling import about, role_was_given


@transaction.atomic
def give_role(
    person: Person, kind: str, *, by: Viewer, at: datetime, starts_on: date | None = None, ends_on: date | None = None
) -> Role:
    """From a day on, and perhaps to a last one: an acting head has a last day, and may be given a later one."""
    # Two may give the same role at once: the row of the person lets one in after the other.
    person = Person.objects.select_for_update().get(pk=person.pk)
    access.may_give_role(by, person, kind, until=ends_on).insist()
    held = access.role_held(person, kind, by)
    first = held.starts_on if held else starts_on or timezone.localdate(at)
    if ends_on and ends_on < first:
        raise Refused("The last day is before the first.", "Check both dates.")
    role, is_new = Role.objects.get_or_create(
        organisation=by.organisation,
        person=person,
        kind=kind,
        starts_on=first,
        defaults={"ends_on": ends_on, "given_by": by.person},
    )
    if not is_new:  # ended earlier the same day
        Role.objects.filter(pk=role.pk).update(ends_on=ends_on, given_by=by.person)
    details = {"role": kind, "starts_on": first.isoformat(), "ends_on": ends_on.isoformat() if ends_on else None}
    record("people.role_given", organisation=by.organisation, by=by, subject=person, details=details, at=at)
    role.ends_on = ends_on
    role_was_given(role, by=by, at=at)
    return role


@transaction.atomic
def end_role(role: Role, *, by: Viewer, at: datetime) -> Role:
    """At once; one that began today lasts until tonight."""
    _one_after_the_other(by.organisation)
    role = Role.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=role.pk)
    access.may_end_role(by, role).insist()
    role.ends_on = max(role.starts_on, timezone.localdate(at) - timedelta(days=1))
    role.save(update_fields=["ends_on"])
    details = {"role": role.kind, "ends_on": role.ends_on.isoformat()}
    record("people.role_ended", organisation=role.organisation, by=by, subject=role.person, details=details, at=at)
    if role.person_id != by.person.pk:
        tell("people.role_ended", to=role.person, organisation=role.organisation, context=about(role, by), at=at)
    return role


@transaction.atomic
def change_post(post: Post, *, job_title: str, line_manager: Person | None, by: Viewer, at: datetime) -> Post:
    """What the job is called, and who the line manager is."""
    access.may_change_post(by, post).insist()
    access.may_manage(line_manager, post, on=by.today).insist()
    manager = post.line_manager
    before = {"job_title": post.job_title, "line_manager": manager.code if manager else None}
    post.job_title, post.line_manager = job_title, line_manager
    post.save(update_fields=["job_title", "line_manager"])
    now = {"job_title": job_title, "line_manager": line_manager.code if line_manager else None}
    _record("people.post_changed", post, by, at, {"before": before, "now": now})
    if line_manager:
        leads(line_manager, post.organisation, by=by, at=at)
    if manager and manager != line_manager:
        leads_no_more(manager, post.organisation, by=by, at=at)
    return post


@transaction.atomic
def end_post(post: Post, *, ends_on: date, by: Viewer, at: datetime) -> Post:
    """Somebody’s last day here. Their roles here end with their last post here; what they did stays."""
    _one_after_the_other(by.organisation)
    post = Post.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=post.pk)
    access.may_change_post(by, post).insist()
    access.may_leave(post, ends_on).insist()
    if ends_on < post.starts_on:
        raise Refused("The last day is before the first.", "Check the date.")
    ending = Role.objects.filter(pk__in=list(ending_roles(post, ends_on)))
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    roles = [] if _stays(post) else list(ending.values_list("kind", flat=True))
    if roles:
        ending.update(ends_on=ends_on)
    _record("people.post_ended", post, by, at, {"ends_on": ends_on.isoformat(), "roles_ended": sorted(roles)})
    return post


@transaction.atomic
def reopen_post(post: Post, *, ends_on: date | None, roles: dict[int, str | None], by: Viewer, at: datetime) -> Post:
    """Take an ending back: the last day as it was before, of the post and of the roles that ended with it."""
    access.may_change_post(by, post).insist()
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    for key, last_day in roles.items():
        Role.objects.filter(pk=key, person=post.person, organisation=post.organisation).update(
            ends_on=date.fromisoformat(last_day) if last_day else None
        )
    _record("people.post_reopened", post, by, at, {"ends_on": ends_on.isoformat() if ends_on else None})
    return post


@transaction.atomic
def keep_post(post: Post, *, by: Viewer, at: datetime) -> Post:
    """They stay after all: no last day any more, nor of the roles that were to end with it."""
    post = Post.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=post.pk)
    if post.ends_on is None:
        raise Refused("No last day is set.", "There is nothing to do.")
    roles = {key: None for key, day in ending_roles(post, post.ends_on).items() if day == post.ends_on.isoformat()}
    return reopen_post(post, ends_on=None, roles=dict(roles), by=by, at=at)


@transaction.atomic
def rename_person(person: Person, name: str, *, by: Viewer, at: datetime) -> Person:
    """A name as it is now."""
    access.may_rename(by, person).insist()
    before, person.name = person.name, name
    person.save(update_fields=["name"])
    details = {"before": before, "now": name}
    record("people.person_renamed", organisation=by.organisation, by=by, subject=person, details=details, at=at)
    return person


@transaction.atomic
def remove_people(people: list[Person], organisation: Organisation, *, by: Viewer, at: datetime) -> None:
    """Those added by mistake, with no trace of theirs anywhere. Whoever was here really is ended, not removed."""
    may_keep_people(by, organisation).insist()
    for person in people:
        _is_untouched(person, organisation)
        record("people.person_removed", organisation=organisation, by=by, subject=person, at=at)
    posts = Post.objects.filter(person__in=people, organisation=organisation)
    managers = list(Person.objects.filter(pk__in=posts.values("line_manager")).exclude(pk__in=[p.pk for p in people]))
    posts.delete()
    Role.objects.filter(person__in=people, organisation=organisation).delete()
    for person in people:
        _forget(person)
    for manager in managers:
        leads_no_more(manager, organisation, by=by, at=at)


@transaction.atomic
def remove_coming(person: Person, *, by: Viewer, at: datetime) -> None:
    """Somebody who was to start later, and does not, or was added by a slip. What they did here before stays."""
    may_keep_people(by, by.organisation).insist()
    later = {"person": person, "organisation": by.organisation, "starts_on__gt": by.today}
    posts = Post.objects.filter(**later)
    if not posts.exists():
        raise Refused(f"{person} does not start later.", "Look at the list again.")
    managers = list(Person.objects.filter(pk__in=posts.values("line_manager")))
    record("people.person_removed", organisation=by.organisation, by=by, subject=person, at=at)
    posts.delete()
    Role.objects.filter(**later).delete()
    _forget(person)
    for manager in managers:
        leads_no_more(manager, by.organisation, by=by, at=at)


def _one_after_the_other(organisation: Organisation) -> None:
    """Two who keep the list might end each other at once, and leave nobody who does: the row of the school decides."""
    places = Q(pk=organisation.pk) | Q(pk=organisation.parent_id)
    list(Organisation.objects.select_for_update(no_key=True).filter(places).order_by("pk"))


def _is_untouched(person: Person, organisation: Organisation) -> None:
    signed_in = Account.objects.filter(person=person).exclude(last_login=None).exists()
    roles = Role.objects.filter(person=person, organisation=organisation).exclude(kind=Role.Kind.STAFF)
    roles = roles.exclude(kind=Role.Kind.LINE_MANAGER, given_by=None)  # it came with the list too
    if signed_in or roles.exists():
        raise Refused(f"{person} has {'signed in' if signed_in else 'been given a role'}.", "End their post instead.")


def _forget(person: Person) -> None:
    if Post.objects.filter(person=person).exists():
        return  # known at another school before: there they stay
    try:
        Account.objects.filter(person=person).delete()
        Person.objects.filter(pk=person.pk).delete()
    except ProtectedError as problem:
        raise Refused(f"Something was done for {person} already.", "End their post instead.") from problem


def ending_roles(post: Post, ends_on: date) -> dict[int, str | None]:
    """Roles here that end with the post, with their own last day: what `reopen_post` needs.

    They are those that would outlive the last day, and those that were to end with it on an earlier or later one.
    """
    roles = Role.objects.filter(person=post.person_id, organisation=post.organisation_id, starts_on__lte=ends_on)
    with_it = Q(ends_on=None) | Q(ends_on__gt=ends_on) | Q(ends_on=post.ends_on)
    return {key: day.isoformat() if day else None for key, day in roles.filter(with_it).values_list("pk", "ends_on")}


def _stays(post: Post) -> bool:
    others = Post.objects.filter(person=post.person_id, organisation=post.organisation_id).exclude(pk=post.pk)
    return others.filter(Q(ends_on=None) | Q(ends_on__gt=post.ends_on)).exists()


def _record(act: str, post: Post, by: Viewer, at: datetime, details: dict[str, Any]) -> None:
    told = {"job_title": post.job_title} | details
    record(act, organisation=post.organisation, by=by, subject=post.person, details=told, at=at)
