"""Who may do what with a request to work from home, each with a reason."""

from django.db.models import QuerySet
from django.utils import timezone

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.lib.text import day_in_words
from hometime.people.access import may_decide_about
from hometime.people.models import Post, Role
from hometime.people.viewer import Viewer

from .models import Arrangement
from .queries import SEES_ALL
from .states import TRANSITIONS, State

MAY_DECIDE = (Role.Kind.GOVERNOR, Role.Kind.IT)  # besides those who see the whole school
UNPAID = frozenset({Role.Kind.GOVERNOR, Role.Kind.VOLUNTEER})  # without another role, they have no days of work


def may_ask(viewer: Viewer) -> Answer:
    """Ask for something, or say something, at the school one has a post at."""
    if not Post.objects.filter(person=viewer.person, organisation=viewer.organisation).on(viewer.today).exists():
        return Refused("You have no post at this school now.", "Look at your own school first, then ask there.")
    return Allowed()


def may_ask_days(viewer: Viewer) -> Answer:
    """Ask for days at home: somebody who has days of work."""
    if viewer.roles and viewer.roles <= UNPAID:
        return Refused("Days at home are for people who work here.", "If you are not sure, ask whether you may.")
    return may_ask(viewer)


def may_see_why(viewer: Viewer, arrangement: Arrangement) -> bool:
    """Read the private reason: the person, who decides, and the data protection officer."""
    if viewer.person.pk == arrangement.person_id:
        return True
    return not viewer.holds_about(arrangement.person).isdisjoint((Role.Kind.DPO, arrangement.decider_kind))


def may_give_view(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Say what the line manager thinks."""
    if viewer.person.pk == arrangement.person_id:
        return _not_yours()
    if not _is_manager(viewer, arrangement):
        return Refused("Only the line manager gives this view.", "Leave it to them.")
    return _in_time("give-view", arrangement)


def may_review_kit(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Say whether the job can be done with equipment at home."""
    if viewer.person.pk == arrangement.person_id:
        return _not_yours()
    if not viewer.has_role(Role.Kind.IT):
        return Refused("Only the IT lead says whether the job can be equipped.", "Ask the IT lead.")
    if not arrangement.awaits_kit:
        return Refused("Nothing is waiting for the IT lead here.", "There is nothing to do.")
    return _in_time("review-kit", arrangement)


def may_review_data(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Look at why facts about people are needed at home."""
    if viewer.person.pk == arrangement.person_id:
        return _not_yours()
    if not viewer.has_role(Role.Kind.DPO):
        return Refused("Only the data protection officer looks at this.", "Ask the data protection officer.")
    if not arrangement.awaits_data:
        return Refused("Nothing is waiting for the data protection officer here.", "There is nothing to do.")
    return _in_time("review-data", arrangement)


def may_go_on(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Go on to the decision without a view or a review."""
    return _if_decider(viewer, arrangement) and _in_time("go-on", arrangement)


def may_decide(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Say yes or no."""
    return _if_decider(viewer, arrangement) and _in_time("decide", arrangement)


def may_look_again(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Look again at what was agreed, and let it go on."""
    return _if_decider(viewer, arrangement) and _goes_on(viewer, arrangement) and _in_time("look-again", arrangement)


def may_suspend(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Pause what was agreed."""
    return _if_decider(viewer, arrangement) and _goes_on(viewer, arrangement) and _in_time("suspend", arrangement)


def may_resume(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Start it again."""
    return _if_decider(viewer, arrangement) and _goes_on(viewer, arrangement) and _in_time("resume", arrangement)


def may_end(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """End what was agreed: the person themselves, or who decides."""
    if viewer.person.pk == arrangement.person_id:
        return _goes_on(viewer, arrangement) and _in_time("end", arrangement)
    return _if_decider(viewer, arrangement) and _goes_on(viewer, arrangement) and _in_time("end", arrangement)


def may_withdraw(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Take a request back."""
    if viewer.person.pk != arrangement.person_id:
        return Refused("Only the person who asked can take it back.", "You can say no instead, if you decide.")
    return _in_time("withdraw", arrangement)


def may_change(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Ask for something else in place of what was agreed."""
    if viewer.person.pk != arrangement.person_id:
        return Refused("Only the person themselves can ask for a change.", "Ask them to.")
    if not arrangement.is_agreed:
        return Refused("It has not been agreed, so there is nothing to change.", "Ask again instead.")
    return _goes_on(viewer, arrangement)


def may_confirm(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Confirm that a condition is met: the line manager or who decides."""
    if viewer.person.pk == arrangement.person_id:
        return _not_yours()
    if not _is_manager(viewer, arrangement) and not viewer.has_role(arrangement.decider_kind):
        return Refused("Only the line manager or the person who decides can confirm this.", "Ask one of them.")
    if arrangement.state != State.CONDITIONS:
        return Refused("There are no conditions to confirm now.", "There is nothing to do.")
    return Allowed()


def may_judge_role(viewer: Viewer, job_title: str) -> Answer:
    """Say whether a job can be done at home."""
    if not viewer.has_role(Role.Kind.HEAD, Role.Kind.LINE_MANAGER):
        return Refused("Only a headteacher or a line manager judges this.", "Ask your line manager.")
    held = Post.objects.filter(person=viewer.person, organisation=viewer.organisation, job_title=job_title)
    if held.on(viewer.today).exists():
        return Refused("This is your own job, so somebody else must judge it.", "Ask another manager.")
    return Allowed()


def may_set_school(viewer: Viewer) -> Answer:
    """Set term dates and limits."""
    if viewer.has_role(Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER):
        return Allowed()
    return Refused("Only the headteacher or the business manager sets this.", "Ask one of them.")


def may_see_everybody(viewer: Viewer) -> Answer:
    """See what was agreed with those one looks after, or decides about, as governors do about a head."""
    if viewer.has_role(*SEES_ALL, Role.Kind.LINE_MANAGER):
        return Allowed()
    if viewer.has_role(*MAY_DECIDE) and _decided_here(viewer).exists():
        return Allowed()
    return Refused(
        "Only those who lead people here see who works from home.", "Yours are under “Your requests to work from home”."
    )


def _decided_here(viewer: Viewer) -> QuerySet[Arrangement]:
    return Arrangement.objects.filter(organisation=viewer.organisation, decider_kind__in=viewer.roles)


def _is_manager(viewer: Viewer, arrangement: Arrangement) -> bool:
    """The line manager, or whoever stands in for them."""
    manager = arrangement.line_manager_id
    return viewer.person.pk == manager or viewer.stands_in_for(manager, Role.Kind.LINE_MANAGER)


def _not_yours() -> Refused:
    return Refused("This is about you, so somebody else must do it.", "You will be told what they say.")


def _if_decider(viewer: Viewer, arrangement: Arrangement) -> Answer:
    return may_decide_about(viewer, arrangement.person, arrangement.decider_kind, arrangement.organisation)


def _goes_on(viewer: Viewer, arrangement: Arrangement) -> Answer:
    """Of what was agreed until a day nothing is left after it."""
    if arrangement.is_over(viewer.today):
        return Refused("The last day has passed.", "There is nothing to do. Other days can be asked for.")
    return Allowed()


def _in_time(step: str, arrangement: Arrangement) -> Answer:
    """Whether the request stands where this step begins; if not, who was quicker or what it waits for."""
    if arrangement.state in TRANSITIONS[step].before:
        return Allowed()
    if step == "decide" and arrangement.decided_by and arrangement.decided_at:
        day = day_in_words(timezone.localdate(arrangement.decided_at))
        return Refused(f"{arrangement.decided_by.name} decided this on {day}.", "Read what was decided.")
    words = State(arrangement.state).label.lower()
    return Refused(f"This cannot be done now: the request is {words}.", "Read what has happened to it.")
