"""read_staff: hand in a list. choose_columns: say what is what in it. apply_staff: take it over, all or nothing.
undo_staff: take that back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.lib.sheets import read_sheet
from hometime.people.actions import add_person
from hometime.people.models import Person, Post
from hometime.people.posts import actions as posts
from hometime.people.viewer import Viewer

from . import access
from .models import StaffImport
from .planning import ADD, CHANGE, END, Plan, Step, plan_for
from .queries import as_kept, sheet_of
from .staff_lists import guess_columns, likely_sites, read_lines, sites_in

LOOK_AGAIN = "Look at what it would change now."
State = StaffImport.State


@transaction.atomic
def read_staff(content: bytes, *, name: str, by: Viewer, at: datetime) -> StaffImport:
    """Nothing changes yet. Earlier lists that nobody took over are forgotten: they hold more than we need."""
    access.may_import(by).insist()
    sheet = read_sheet(content)
    columns = guess_columns(sheet)
    StaffImport.objects.filter(organisation=by.organisation, state=State.READ).delete()
    return StaffImport.objects.create(
        organisation=by.organisation,
        name=name[:200] or "list",
        sheet=as_kept(sheet),
        columns=columns,
        sites=likely_sites(sites_in(sheet, columns), by.organisation.name),
        created_at=at,
        created_by=by.person,
    )


@transaction.atomic
def choose_columns(staff_import: StaffImport, columns: dict[str, int], sites: list[str], *, by: Viewer) -> StaffImport:
    """What a person says of a list whose heads did not say enough."""
    access.may_apply(by, staff_import).insist()
    staff_import.columns, staff_import.sites = columns, sites
    staff_import.save(update_fields=["columns", "sites"])
    return staff_import


def plan_of(staff_import: StaffImport, viewer: Viewer) -> Plan:
    """What taking it over would do at this moment."""
    lines = read_lines(sheet_of(staff_import), staff_import.columns, staff_import.sites, today=viewer.today)
    return plan_for(lines, viewer)


@transaction.atomic
def apply_staff(staff_import: StaffImport, *, digest: str, by: Viewer, at: datetime) -> StaffImport:
    """All of what was shown, or nothing: `digest` is that of the plan the person looked at."""
    # Two may press at once: the row lets one in after the other, who then finds it taken over.
    kept = StaffImport.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=staff_import.pk)
    access.may_apply(by, kept).insist()
    plan = plan_of(kept, by)
    if plan.digest != digest:
        raise Refused("Something has changed since you looked, so nothing was done.", LOOK_AGAIN)
    if not plan.changes:
        raise Refused("There is nothing to bring in.", "Look at the reasons on each line.")
    kept.done = _do(plan, by, at)
    kept.state, kept.applied_at, kept.sheet = State.APPLIED, at, {"heads": [], "lines": []}
    kept.save(update_fields=["done", "state", "applied_at", "sheet"])
    record(
        "imports.staff_imported",
        organisation=kept.organisation,
        by=by,
        subject=_named(kept),
        details=plan.counts,
        at=at,
    )
    return kept


@transaction.atomic
def undo_staff(staff_import: StaffImport, *, by: Viewer, at: datetime) -> StaffImport:
    """All of it, or nothing: refused where somebody has built on what the list did."""
    kept = StaffImport.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=staff_import.pk)
    access.may_undo(by, kept, at=at).insist()
    for done in reversed(kept.done):
        if done["kind"] == ADD:
            _is_as_added(done)
        else:
            _take_back(done, by, at)
    added = list(Person.objects.filter(pk__in=[done["person"] for done in kept.done if done["kind"] == ADD]))
    posts.remove_people(added, kept.organisation, by=by, at=at)
    count, kept.state, kept.done = len(kept.done), State.UNDONE, []
    kept.save(update_fields=["state", "done"])
    details = {"changes": count}
    record("imports.import_undone", organisation=kept.organisation, by=by, subject=_named(kept), details=details, at=at)
    return kept


def _named(staff_import: StaffImport) -> Reference:
    return Reference(staff_import.code, "a list of staff")


def _do(plan: Plan, by: Viewer, at: datetime) -> list[dict[str, Any]]:
    """People first, then who manages whom: a list names managers before it adds them."""
    added = {step.line.number: _add(step, by, at) for step in plan.changes if step.kind == ADD}
    done: list[dict[str, Any]] = []
    for step in plan.changes:
        if step.kind == CHANGE:
            done.append(_change(step, added, by, at))
        elif step.kind == END:
            done.append(_end(step, by, at))
        elif step.manager is not None:
            post = added[step.line.number]
            manager = _manager(step, added)
            posts.change_post(post, job_title=post.job_title, line_manager=manager, by=by, at=at)
    new = [(number, Post.objects.select_related("person").get(pk=post.pk)) for number, post in added.items()]
    return [_added(number, post) for number, post in new] + done


def _added(number: int, post: Post) -> dict[str, Any]:
    return {"kind": ADD, "person": post.person_id, "line": number, "post": post.pk, "after": _as_it_is(post)}


def _add(step: Step, by: Viewer, at: datetime) -> Post:
    """As a member of staff; no job in a list gives anybody an office."""
    line = step.line
    told = {"name": line.name, "email": line.email, "job_title": line.job_title, "starts_on": line.starts_on}
    person = add_person(by.organisation, **told, roles=["staff"], by=by, at=at)  # type: ignore[arg-type]
    post = Post.objects.select_related("person", "organisation").get(person=person, organisation=by.organisation)
    return posts.end_post(post, ends_on=line.ends_on, by=by, at=at) if line.ends_on else post


def _manager(step: Step, added: dict[int, Post]) -> Person | None:
    return added[step.manager].person if isinstance(step.manager, int) else step.manager


def _change(step: Step, added: dict[int, Post], by: Viewer, at: datetime) -> dict[str, Any]:
    post, line = step.post, step.line
    assert post is not None  # a change is of a post that stands here
    before = _as_it_is(post)
    if post.person.name != line.name:
        posts.rename_person(post.person, line.name, by=by, at=at)
    title = step.job_title or post.job_title
    if title != post.job_title or step.manager:
        posts.change_post(post, job_title=title, line_manager=_manager(step, added), by=by, at=at)
    return {"kind": CHANGE, "post": post.pk, "before": before, "after": _as_it_is(post)}


def _end(step: Step, by: Viewer, at: datetime) -> dict[str, Any]:
    assert step.post is not None  # an ending is of a post that stands here
    last_day = step.line.ends_on or by.today
    roles = posts.ending_roles(step.post, last_day)
    before = step.post.ends_on.isoformat() if step.post.ends_on else None
    posts.end_post(step.post, ends_on=last_day, by=by, at=at)
    return {"kind": END, "post": step.post.pk, "before": before, "after": last_day.isoformat(), "roles": roles}


def _as_it_is(post: Post) -> dict[str, Any]:
    return {"name": post.person.name, "job_title": post.job_title, "manager": post.line_manager_id}


def _post_of(done: dict[str, Any]) -> Post:
    post = Post.objects.select_related("person", "organisation", "line_manager").filter(pk=done["post"]).first()
    if post is None:  # another list had added them, and that one was taken back
        raise Refused("Somebody on this list has been removed since.", "Change each person by hand.")
    return post


def _is_as_added(done: dict[str, Any]) -> None:
    """Whoever was changed since, by hand or by a later list, is not taken away with this one."""
    if "after" in done:
        post = _post_of(done)
        _is_as_left(post, _as_it_is(post), done["after"])


def _take_back(done: dict[str, Any], by: Viewer, at: datetime) -> None:
    post = _post_of(done)
    if done["kind"] == END:
        _is_as_left(post, post.ends_on and post.ends_on.isoformat(), done["after"])
        before = date.fromisoformat(done["before"]) if done["before"] else None
        roles = {int(key): last_day for key, last_day in done["roles"].items()}
        posts.reopen_post(post, ends_on=before, roles=roles, by=by, at=at)
        return
    _is_as_left(post, _as_it_is(post), done["after"])
    before = done["before"]
    if before["name"] != post.person.name:
        posts.rename_person(post.person, before["name"], by=by, at=at)
    manager = Person.objects.filter(pk=before["manager"]).first()
    if (before["job_title"], before["manager"]) != (post.job_title, post.line_manager_id):
        posts.change_post(post, job_title=before["job_title"], line_manager=manager, by=by, at=at)


def _is_as_left(post: Post, now: object, after: object) -> None:
    if now != after:
        raise Refused(f"{post.person} was changed since, so nothing was taken back.", "Change each person by hand.")
