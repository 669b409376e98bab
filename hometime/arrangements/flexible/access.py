"""Who may do what with a flexible working request, each with a reason."""

import datetime as dt

from django.utils import timezone

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.lib.text import day_in_words
from hometime.people.access import may_decide_about
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import ABOVE
from hometime.people.role_names import role_in_a_sentence
from hometime.people.viewer import Viewer

from ..deciders import others_who_hold, usual_decider_kind
from ..models import Extension, FlexibleRequest
from .rules import Rules, served_enough

State = FlexibleRequest.State


def may_ask_flexible(viewer: Viewer, rules: Rules, earlier: list[FlexibleRequest]) -> Answer:
    """Make a legal request: an employee, with none open, and not too many in the last months. `earlier` is all to this employer."""
    return _may_be_made("You", viewer.person, viewer.organisation, viewer.today, rules, earlier)


def may_log_flexible(viewer: Viewer) -> Answer:
    """Put requests on record that came in writing: whoever answers them."""
    usual = usual_decider_kind(viewer.organisation, viewer.today)
    if viewer.has_role(usual, *ABOVE.get(usual, ())):
        return Allowed()
    return Refused(
        f"Only {role_in_a_sentence(usual, viewer.organisation, viewer.today)} puts these on record.",
        "Give them the paper on the day it comes.",
    )


def may_log_for(
    viewer: Viewer, person: Person, kind: str, received_on: dt.date, rules: Rules, earlier: list[FlexibleRequest]
) -> Answer:
    """Put the request of one person on record. It had to be lawful on the day it came; nobody does it for themselves."""
    if viewer.person.pk == person.pk:
        return Refused(
            "This is about you, so somebody else must put it on record.", "Or make the request here yourself."
        )
    if received_on > viewer.today:
        return Refused("That day has not come yet.", "Give the day on which it came.")
    decides = may_decide_about(viewer, person, kind, viewer.organisation)
    return decides and _may_be_made("They", person, viewer.organisation, received_on, rules, earlier)


def _may_be_made(
    they: str, person: Person, organisation: Organisation, on: dt.date, rules: Rules, earlier: list[FlexibleRequest]
) -> Answer:
    posts = Post.objects.filter(person=person, organisation=organisation).on(on)
    places = [organisation.pk, organisation.parent_id]
    if not (Role.objects.filter(person=person, kind=Role.Kind.STAFF, organisation__in=places).on(on) and posts):
        return Refused("This right is for people the school employs.", "Ask the headteacher what can be done.")
    if not served_enough(min(post.starts_on for post in posts), on, rules):
        return Refused(
            f"{they} need {rules.service_weeks} weeks in the job first.", f"{they} can still ask to work from home."
        )
    if any(each.is_live(on) for each in earlier):
        return Refused(f"{they} have a request that is not answered yet.", "It must be answered or taken back first.")
    again = rules.next_allowed_on([each.received_on for each in earlier])
    if again and again > on:
        return Refused(
            f"{they} have made {rules.most} in {rules.window_months} months, counting all the employer’s schools.",
            f"{they} can make the next one from {day_in_words(again)}. {they} can still ask to work from home. "
            "A change needed because of a disability has no such limit: ask the headteacher for it.",
        )
    return Allowed()


def may_consult(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Write down a meeting about a request."""
    return _if_decider(viewer, request) and _is(request, State.RECEIVED, State.APPEALED)


def may_decide_flexible(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Answer a request."""
    allowed = _if_decider(viewer, request)
    if allowed and request.decided_by:
        return Refused(f"{request.decided_by.name} answered this already.", "Read what was said.")
    return allowed and _is(request, State.RECEIVED)


def may_appeal(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Ask for a no, or a partial yes, to be looked at again."""
    if viewer.person.pk != request.person_id:
        return Refused("Only the person who asked can appeal.", "There is nothing to do.")
    if request.appealed_at and request.state in (State.DECLINED, State.PARTLY):
        return Refused("You took your appeal back, so the answer stands.", "Talk to your school about it.")
    is_answered = _is(request, State.DECLINED, State.PARTLY)
    if is_answered and request.last_day and viewer.today > request.last_day:
        return Refused(
            f"The time for an answer, appeal included, ended on {day_in_words(request.last_day)}.",
            "Ask for more time first. You can appeal once both sides agree on it.",
            ["FW-10"],
        )
    return is_answered


def may_decide_appeal(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Answer an appeal; somebody else than the first time, where there is somebody else."""
    allowed = _if_decider(viewer, request) and _is(request, State.APPEALED)
    is_first = viewer.person.pk == request.decided_by_id
    if allowed and is_first and viewer.person not in hears_appeal(request, viewer.today):
        return Refused("You gave the first answer, so somebody else must hear the appeal.", "Leave it to them.")
    return allowed


def may_withdraw_flexible(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Take a request back."""
    if viewer.person.pk != request.person_id:
        return Refused("Only the person who asked can take it back.", "Ask them to.")
    return _is(request, State.RECEIVED, State.APPEALED)


def may_treat_as_withdrawn(viewer: Viewer, request: FlexibleRequest, rules: Rules) -> Answer:
    """Close a request after meetings were missed without a good reason."""
    since = timezone.localdate(request.appealed_at) if request.state == State.APPEALED and request.appealed_at else None
    told = [each for each in request.consultations.all() if since is None or each.held_on >= since]
    missed = {each.held_on for each in told if each.was_missed and not each.had_good_reason}
    if len(missed) < rules.missed_meetings:
        return Refused(
            f"They must first have missed {rules.missed_meetings} meetings without a good reason.",
            "Arrange another meeting.",
        )
    return _if_decider(viewer, request) and _is(request, State.RECEIVED, State.APPEALED)


def may_propose_extension(viewer: Viewer, request: FlexibleRequest, rules: Rules) -> Answer:
    """Put more time forward, in time or within the months after it ended."""
    if request.last_day is None:
        return Refused("The law sets no last day here.", "There is nothing to extend.")
    if viewer.today > rules.may_extend_until(request.last_day):
        return Refused("It is too late to agree on more time.", "Answer the request.")
    if viewer.person.pk == request.person_id:  # after a no too, so that there is time for an appeal
        return _is(request, State.RECEIVED, State.APPEALED, State.DECLINED, State.PARTLY)
    return _if_decider(viewer, request) and _is(request, State.RECEIVED, State.APPEALED)


def may_agree_extension(viewer: Viewer, extension: Extension, rules: Rules) -> Answer:
    """Agree to more time: the side that did not put it forward."""
    request = extension.request
    if extension.agreed_by_id:
        return Refused("More time was agreed already.", "There is nothing to do.")
    if request.last_day and viewer.today > rules.may_extend_until(request.last_day):
        return Refused("It is too late to agree on more time.", "Answer the request.")
    if request.last_day and extension.new_last_day <= request.last_day:
        return Refused("More time than this was agreed already.", "There is nothing to do.")
    is_person = viewer.person.pk == request.person_id
    if is_person != extension.by_employer:
        return Refused("The other side has to agree.", "Wait for them.")
    return Allowed() if is_person else _if_decider(viewer, request)


def hears_appeal(request: FlexibleRequest, on: dt.date) -> list[Person]:
    """Those who did not give the first answer; where there is nobody else, whoever gave it."""
    hear = others_who_hold(request.decider_kind, request.organisation, request.person, on)
    return [person for person in hear if person.pk != request.decided_by_id] or hear


def _if_decider(viewer: Viewer, request: FlexibleRequest) -> Answer:
    return may_decide_about(viewer, request.person, request.decider_kind, request.organisation)


def _is(request: FlexibleRequest, *states: str) -> Answer:
    if request.state in states:
        return Allowed()
    return Refused(f"This cannot be done now: it is {request.get_state_display().lower()}.", "Read what was said.")
