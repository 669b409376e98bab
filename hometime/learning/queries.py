"""Signatures, questions, courses and people, as seen by somebody. `None` is a stranger and sees nothing."""

from django.db.models import Q, QuerySet

from hometime.people.models import Person, Post
from hometime.people.queries import people_for
from hometime.people.viewer import Viewer

from .access import KEEPERS
from .models import Acknowledgement, Completion, Course, Question


def acknowledgements_for(viewer: Viewer | None) -> QuerySet[Acknowledgement]:
    """Their own, and those of the people whose signatures they look after."""
    if viewer is None:
        return Acknowledgement.objects.none()
    rows = Acknowledgement.objects.filter(organisation=viewer.organisation)
    return rows.filter(Q(person=viewer.person) | Q(person__in=people_kept_by(viewer))).select_related("person")


def own_acknowledgements(viewer: Viewer) -> QuerySet[Acknowledgement]:
    return Acknowledgement.objects.filter(organisation=viewer.organisation, person=viewer.person)


def people_kept_by(viewer: Viewer | None) -> QuerySet[Person]:
    """Everybody here, for those who look after the policy; the people they manage, for anybody else."""
    if viewer is None:
        return Person.objects.none()
    if viewer.has_role(*KEEPERS):
        return people_for(viewer)
    managed = Post.objects.filter(organisation=viewer.organisation, line_manager=viewer.person).on(viewer.today)
    return Person.objects.filter(pk__in=managed.values("person"))


def questions_for(viewer: Viewer | None) -> QuerySet[Question]:
    """A person’s own questions, and those that go to a role they hold."""
    if viewer is None:
        return Question.objects.none()
    rows = Question.objects.filter(organisation=viewer.organisation).select_related("person", "answered_by")
    seen = Q(person=viewer.person)
    for kind in viewer.roles:
        seen |= Q(goes_to__contains=f"|{kind}|")
    return rows.filter(seen)


def published_answers(viewer: Viewer | None) -> QuerySet[Question]:
    """What everybody may read: only its `shown_…` words are for showing."""
    if viewer is None:
        return Question.objects.none()
    rows = Question.objects.filter(organisation=viewer.organisation, shown_at__isnull=False)
    return rows.only("code", "clause", "shown_question", "shown_answer", "shown_at").order_by("-shown_at")


def courses_for(viewer: Viewer | None) -> QuerySet[Course]:
    if viewer is None:
        return Course.objects.none()
    return Course.objects.filter(organisation=viewer.organisation)


def completions_for(viewer: Viewer | None) -> QuerySet[Completion]:
    """A person’s own, and those of the people whose training they keep."""
    if viewer is None:
        return Completion.objects.none()
    rows = Completion.objects.filter(organisation=viewer.organisation)
    return rows.filter(Q(person=viewer.person) | Q(person__in=people_kept_by(viewer))).select_related(
        "course", "person"
    )
