"""Who may let in somebody who is not staff."""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from hometime.lib.refusal import Allowed, Answer, Refused

from ..access import may_keep_people
from ..models import GuestAccess, Organisation
from ..viewer import Viewer

LONGEST = 366  # days


def may_let_in(viewer: Viewer, kind: str) -> Answer:
    """Give somebody who is not staff access, where the policy in force covers people like them."""
    may = may_keep_people(viewer, viewer.organisation)
    if may and kind in left_out_by_policy(viewer.organisation, viewer.today):
        return Refused(
            f"Your policy leaves out {kind}, so there is nothing here for them to see.", "Ask the headteacher."
        )
    return may


def may_end(viewer: Viewer, guest: GuestAccess) -> Answer:
    """End somebody’s access early, or let it go on: who keeps the list, and to end it whoever answers for them."""
    if guest.ended_at or guest.ends_on < viewer.today:
        return Refused("This access has ended already.", "There is nothing to do.")
    if viewer.person.pk == guest.person_id:
        return Refused("This is your own access, so somebody else decides it.", f"Ask {guest.sponsor}.")
    if viewer.person.pk == guest.sponsor_id and viewer.organisation.pk == guest.organisation_id:
        return Allowed()
    return may_keep_people(viewer, guest.organisation)


def may_go_on(viewer: Viewer, guest: GuestAccess) -> Answer:
    """Give somebody’s access a later last day."""
    may = may_end(viewer, guest)
    return may_keep_people(viewer, guest.organisation) if may else may


def dates_are_right(starts_on: date, ends_on: date) -> Answer:
    if ends_on < starts_on:
        return Refused("The last day is before the first.", "Check both dates.")
    if (ends_on - starts_on).days > LONGEST:
        return Refused("That is more than a year.", "Choose an earlier day. You can move it later when it gets close.")
    return Allowed()


def left_out_by_policy(organisation: Organisation, on: date) -> frozenset[str]:
    """Kinds of people the policy in force does not cover, in its own words. Policy stands above people."""
    left_out: frozenset[str] = import_string(settings.LEFT_OUT_RULES)(organisation, on)
    return left_out
