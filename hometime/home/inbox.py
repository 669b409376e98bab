"""What waits for a decider, from every register that keeps something for somebody to decide or answer."""

from django.db.models import QuerySet
from django.urls import reverse

from hometime.arrangements.inbox import MOST, Waiting, also_waiting
from hometime.arrangements.queries import waiting_for
from hometime.learning.models import Question
from hometime.learning.queries import questions_for
from hometime.people.viewer import Viewer


def questions_waiting(viewer: Viewer) -> QuerySet[Question]:
    """Questions about the policy that this viewer is one of those to answer; never their own."""
    rows = questions_for(viewer).filter(state=Question.State.ASKED)
    return rows.exclude(person=viewer.person).order_by("created_at", "pk")


def questions_to_answer(viewer: Viewer) -> list[Waiting]:
    return [
        Waiting(f"{row.person.name} asks about the policy", reverse("learning:question", args=[row.code]), "To answer")
        for row in questions_waiting(viewer)[:MOST]
    ]


def waiting_count(viewer: Viewer) -> int:
    return waiting_for(viewer).count() + len(also_waiting(viewer)) + questions_waiting(viewer).count()
