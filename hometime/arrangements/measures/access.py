"""Who may say what of an extra check, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.viewer import Viewer

from ..everyday.access import may_lead
from ..models import Measure


def may_see(viewer: Viewer, measure: Measure) -> Answer:
    """Say that one has read it: the person it is about."""
    if viewer.person.pk != measure.person_id:
        return Refused("Only the person themselves says that they have read it.", "Ask them to.")
    if measure.seen_at:
        return Refused("You have said so already.", "There is nothing to do.")
    return Allowed()


def may_end(viewer: Viewer, measure: Measure) -> Answer:
    """End it: whoever leads the person."""
    if measure.ended_on:
        return Refused("This has ended already.", "There is nothing to do.")
    return may_lead(viewer, measure.person, measure.organisation)
