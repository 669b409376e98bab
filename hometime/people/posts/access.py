"""Who may say what others do here. Nobody says it of themselves."""

from datetime import date, timedelta

from django.db.models import QuerySet

from hometime.lib.refusal import Allowed, Answer, Refused

from ..access import KEEPERS, may_keep_people
from ..models import Organisation, Person, Post, Role
from ..viewer import Viewer

LONGEST_LINE = 12  # managers one above the other


def may_give_role(viewer: Viewer, person: Person, kind: str, *, until: date | None = None) -> Answer:
    """Give somebody else a role at the organisation in view, or a later last day of the one they have."""
    may = may_keep_people(viewer, viewer.organisation)
    if not may:
        return may
    if viewer.person.pk == person.pk:
        return Refused("You cannot give yourself a role.", "Ask somebody else who looks after the list of people.")
    if not Post.objects.filter(person=person, organisation=viewer.organisation).on(viewer.today).exists():
        return Refused(f"{person} has no post at this school now.", "Add the post first.")
    held = role_held(person, kind, viewer)
    if held and (held.ends_on is None or (until is not None and until <= held.ends_on)):
        return Refused(f"{person} has this role already.", "There is nothing to do.")
    return Allowed()


def role_held(person: Person, kind: str, viewer: Viewer) -> Role | None:
    """Of this kind at the organisation in view, now."""
    return Role.objects.filter(person=person, organisation=viewer.organisation, kind=kind).on(viewer.today).first()


def may_end_role(viewer: Viewer, role: Role) -> Answer:
    """Take a role away; one’s own too, as long as somebody is left who keeps the list of people."""
    may = may_keep_people(viewer, role.organisation)
    if not may:
        return may
    if role.ends_on and role.ends_on < viewer.today:
        return Refused("This role has ended already.", "There is nothing to do.")
    if role.kind in KEEPERS and not _another_keeper(role, viewer.today):
        return Refused("Nobody would be left to look after the list of people.", "Give somebody else the role first.")
    return Allowed()


def may_change_post(viewer: Viewer, post: Post) -> Answer:
    """Change what somebody’s job is called, their line manager, or their last day."""
    may = may_keep_people(viewer, post.organisation)
    if may and viewer.person.pk == post.person_id:
        return Refused(
            "This is your own post, so somebody else must change it.", "Ask somebody else who looks after the list."
        )
    return may


def may_rename(viewer: Viewer, person: Person) -> Answer:
    """Write somebody’s name as it is now."""
    may = may_keep_people(viewer, viewer.organisation)
    if may and viewer.person.pk == person.pk:
        return Refused("This is your own name, so somebody else must change it.", "Ask your school office.")
    return may


def may_leave(post: Post, ends_on: date) -> Answer:
    """End a post, as long as somebody is left who keeps the list of people."""
    places = [post.organisation_id, post.organisation.parent_id]
    if _keepers_after(places, ends_on).exclude(person=post.person_id).exists():
        return Allowed()
    if not _keepers_after(places, ends_on).filter(person=post.person_id).exists():
        return Allowed()
    return Refused("Nobody would be left to look after the list of people.", "Give somebody else the role first.")


def may_manage(manager: Person | None, post: Post, *, on: date) -> Answer:
    """Be somebody’s line manager: another person of the school or its trust, and never in a circle."""
    if manager is None:
        return Allowed()
    if manager.pk == post.person_id:
        return Refused("Nobody is their own line manager.", "Choose somebody else.")
    if not works_with(post.organisation, manager, on):
        return Refused(f"{manager} has no post at this school now.", "Choose somebody who has.")
    if _is_above(post.person_id, manager.pk, on):
        return Refused(f"{post.person} manages {manager}, directly or through others.", "Choose somebody else.")
    return Allowed()


def possible_managers(organisation: Organisation, on: date) -> QuerySet[Person]:
    """Everybody with a post at a school or at its trust."""
    posts = Post.objects.filter(organisation__in=[organisation.pk, organisation.parent_id]).on(on)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name", "pk")


def works_with(organisation: Organisation, person: Person, on: date) -> bool:
    places = [organisation.pk, organisation.parent_id]
    return Post.objects.filter(person=person, organisation__in=places).on(on).exists()


def _is_above(person_id: int, start_id: int, on: date) -> bool:
    """Whether the line of managers from the start up leads to the person."""
    line = {start_id}
    for _ in range(LONGEST_LINE):
        above = Post.objects.filter(person__in=line, line_manager__isnull=False).on(on)
        line = set(above.values_list("line_manager", flat=True))
        if person_id in line:
            return True
    return False


def _another_keeper(role: Role, today: date) -> bool:
    places = [role.organisation_id, role.organisation.parent_id]
    return _keepers_after(places, today).exclude(pk=role.pk).exists()


def _keepers_after(places: list[int | None], day: date) -> QuerySet[Role]:
    """Roles that keep the list of people, of those who are still at work the day after."""
    after = day + timedelta(days=1)
    roles = Role.objects.filter(organisation__in=places, kind__in=KEEPERS)
    return roles.filter(person__in=Post.objects.on(after).values("person")).on(after)
