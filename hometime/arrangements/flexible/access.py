"""Who may do what with a flexible working request, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.lib.text import day_in_words
from hometime.people.access import may_decide_about
from hometime.people.models import Post, Role
from hometime.people.viewer import Viewer

from ..deciders import others_who_hold
from ..models import Extension, FlexibleRequest
from .rules import Rules, served_enough

State = FlexibleRequest.State


def may_ask_flexible(viewer: Viewer, rules: Rules, earlier: list[FlexibleRequest]) -> Answer:
    """Make a legal request: an employee, with none open, and not too many in the last months. `earlier` is all to this employer."""
    posts = Post.objects.filter(person=viewer.person, organisation=viewer.organisation).on(viewer.today)
    if not viewer.has_role(Role.Kind.STAFF) or not posts.exists():
        return Refused("This right is for people the school employs.", "Ask your headteacher what you can do.")
    first = posts.order_by("starts_on").values_list("starts_on", flat=True)[0]
    if not served_enough(first, viewer.today, rules):
        return Refused(
            f"You need {rules.service_weeks} weeks in the job first.", "You can still ask to work from home."
        )
    if any(each.is_live(viewer.today) for each in earlier):
        return Refused("You have a request that is not answered yet.", "Wait for the answer, or take it back.")
    again = rules.next_allowed_on([each.received_on for each in earlier])
    if again and again > viewer.today:
        return Refused(
            f"You have made {rules.most} in {rules.window_months} months, counting every school of your employer.",
            f"You can make the next one from {day_in_words(again)}. You can still ask to work from home. "
            "A change you need because of a disability has no such limit: ask your headteacher for it.",
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
    return _is(request, State.DECLINED, State.PARTLY)


def may_decide_appeal(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Answer an appeal; somebody else than the first time, where there is somebody else."""
    allowed = _if_decider(viewer, request) and _is(request, State.APPEALED)
    if allowed and viewer.person.pk == request.decided_by_id and _others(viewer, request):
        return Refused("You gave the first answer, so somebody else hears the appeal.", "Leave it to them.")
    return allowed


def may_withdraw_flexible(viewer: Viewer, request: FlexibleRequest) -> Answer:
    """Take a request back."""
    if viewer.person.pk != request.person_id:
        return Refused("Only the person who asked can take it back.", "Ask them to.")
    return _is(request, State.RECEIVED, State.APPEALED)


def may_treat_as_withdrawn(viewer: Viewer, request: FlexibleRequest, rules: Rules) -> Answer:
    """Close a request after meetings were missed without a good reason."""
    missed = [each for each in request.consultations.all() if each.was_missed and not each.had_good_reason]
    if len(missed) < rules.missed_meetings:
        return Refused(
            f"This needs {rules.missed_meetings} meetings missed without a good reason.", "Arrange another meeting."
        )
    return _if_decider(viewer, request) and _is(request, State.RECEIVED, State.APPEALED)


def may_propose_extension(viewer: Viewer, request: FlexibleRequest, rules: Rules) -> Answer:
    """Put more time forward, in time or within the months after it ended."""
    if request.last_day is None:
        return Refused("The law sets no last day here.", "There is nothing to extend.")
    if viewer.today > rules.may_extend_until(request.last_day):
        return Refused("It is too late to agree on more time.", "Answer the request.")
    if viewer.person.pk == request.person_id:
        return _is(request, State.RECEIVED, State.APPEALED)
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


def _others(viewer: Viewer, request: FlexibleRequest) -> bool:
    """Whether somebody who did not give the first answer can hear the appeal."""
    hear = others_who_hold(request.decider_kind, request.organisation, request.person, viewer.today)
    return any(person.pk != request.decided_by_id for person in hear)


def _if_decider(viewer: Viewer, request: FlexibleRequest) -> Answer:
    return may_decide_about(viewer, request.person, request.decider_kind, request.organisation)


def _is(request: FlexibleRequest, *states: str) -> Answer:
    if request.state in states:
        return Allowed()
    return Refused(f"This cannot be done now: it is {request.get_state_display().lower()}.", "Read what was said.")
