"""What waits for a decider, from every register that keeps something for somebody to decide or answer."""

from django.db.models import QuerySet
from django.urls import reverse

from hometime.arrangements.inbox import MOST, Waiting, also_waiting
from hometime.arrangements.queries import waiting_for
from hometime.equipment.asking.inbox import waiting_for as equipment_waiting
from hometime.learning.models import Question
from hometime.learning.queries import questions_for
from hometime.papers.inbox import waiting_for as papers_waiting
from hometime.people.viewer import Viewer


def questions_waiting(viewer: Viewer) -> QuerySet[Question]:
    """Questions about the policy that this viewer is one of those to answer; never their own."""
    rows = questions_for(viewer).filter(state=Question.State.ASKED)
    return rows.exclude(person=viewer.person).order_by("created_at", "pk")


def questions_to_answer(viewer: Viewer) -> list[Waiting]:
    """About the policy, and whatever people ask about equipment and papers."""
    about_policy = [
        Waiting(f"{row.person.name} asks about the policy", reverse("learning:question", args=[row.code]), "To answer")
        for row in questions_waiting(viewer)[:MOST]
    ]
    return about_policy + equipment_waiting(viewer) + papers_waiting(viewer)


def waiting_count(viewer: Viewer) -> int:
    others = len(also_waiting(viewer)) + len(equipment_waiting(viewer)) + len(papers_waiting(viewer))
    return waiting_for(viewer).count() + others + questions_waiting(viewer).count()
