"""Who may arrange that somebody stands in, and who may see why."""

from datetime import date

from hometime.lib.refusal import Allowed, Answer, Refused

from ..models import Delegation, Person, Role
from ..viewer import OFFICES, Viewer
from .queries import may_arrange_for_others, possible_deputies


def may_lend(viewer: Viewer, role: Role) -> Answer:
    """Let somebody stand in: the holder of a role, or the office for a holder who is away."""
    if role.kind not in OFFICES:
        return Refused("Nobody can stand in for this role.", "Give the role itself instead.")
    if role.person_id == viewer.person.pk:
        return Allowed()
    if viewer.stands_in_for(role.person_id, role.kind):
        return Refused("You stand in here yourself, so you cannot pass it on.", f"Ask {role.person}, or the office.")
    if role.organisation_id != viewer.organisation.pk or not may_arrange_for_others(viewer):
        return Refused(f"Only {role.person} or the business manager arranges this.", "Ask one of them.")
    return Allowed()


def may_be_deputy(viewer: Viewer, role: Role, deputy: Person, *, starts_on: date, ends_on: date) -> Answer:
    """Stand in for somebody: another member of staff here, who does not hold the role."""
    if deputy.pk == role.person_id:
        return Refused("Nobody stands in for themselves.", "Choose somebody else.")
    if deputy.pk == viewer.person.pk:
        return Refused("You cannot choose yourself to stand in.", f"Ask {role.person} or the headteacher.")
    if not possible_deputies(viewer).filter(pk=deputy.pk).exists():
        return Refused(f"{deputy} is not on the staff of this school now.", "Choose somebody who is.")
    places = [role.organisation_id, viewer.organisation.pk]
    if Role.objects.filter(person=deputy, kind=role.kind, organisation__in=places).on(starts_on).exists():
        return Refused(f"{deputy} has this role already.", "There is nothing to do.")
    return _dates_are_right(viewer, role, starts_on, ends_on)


def may_end_delegation(viewer: Viewer, delegation: Delegation) -> Answer:
    """Stop it early: the holder, who stands in, or the office."""
    if delegation.ended_at:
        return Refused("This has been ended already.", "There is nothing to do.")
    if viewer.person.pk in (delegation.holder_id, delegation.deputy_id):
        return Allowed()
    if delegation.organisation_id == viewer.organisation.pk and may_arrange_for_others(viewer):
        return Allowed()
    return Refused(f"Only {delegation.holder}, {delegation.deputy} or the business manager ends this.", "Ask them.")


def may_see_reason(viewer: Viewer, delegation: Delegation) -> bool:
    """Read why somebody is away: they themselves, and whoever arranged it. Not who stands in."""
    return viewer.person.pk in (delegation.holder_id, delegation.created_by_id)


def _dates_are_right(viewer: Viewer, role: Role, starts_on: date, ends_on: date) -> Answer:
    if ends_on < starts_on:
        return Refused("The last day is before the first.", "Check both dates.")
    if starts_on < viewer.today:
        return Refused("The first day is in the past.", "Start today or later. Nobody can stand in without knowing it.")
    if (ends_on - starts_on).days > 366:
        return Refused("That is more than a year.", "For that long, give them the role itself.")
    taken = role.delegations.filter(ended_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if taken:
        return Refused(f"{taken.deputy} stands in on some of these days.", "End that first, or choose other days.")
    return Allowed()
