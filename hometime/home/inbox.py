"""What waits for a decider, from every register that keeps something for somebody to decide or answer."""

from django.db.models import QuerySet
from django.urls import reverse

from hometime.arrangements.inbox import MOST, Waiting, also_waiting
from hometime.arrangements.queries import waiting_for
from hometime.equipment.asking.inbox import waiting_for as equipment_waiting
from hometime.incidents.queries import unseen_by
from hometime.learning.models import Question
from hometime.learning.queries import questions_for
from hometime.papers.inbox import waiting_for as papers_waiting
from hometime.people.viewer import Viewer


def questions_waiting(viewer: Viewer) -> QuerySet[Question]:
    """Questions about the policy that this viewer is one of those to answer; never their own."""
    rows = questions_for(viewer).filter(state=Question.State.ASKED)
    return rows.exclude(person=viewer.person).order_by("created_at", "pk")


def questions_to_answer(viewer: Viewer) -> list[Waiting]:
    """Reports first; then what people ask about the policy, equipment and papers."""
    about_policy = [
        Waiting(f"{row.person.name} asks about the policy", reverse("learning:question", args=[row.code]), "To answer")
        for row in questions_waiting(viewer)[:MOST]
    ]
    return reports_to_see(viewer) + about_policy + equipment_waiting(viewer) + papers_waiting(viewer)


def reports_to_see(viewer: Viewer) -> list[Waiting]:
    """What they were told went wrong and have not looked at yet; nothing of what happened."""
    return [
        Waiting("A report waits to be seen", reverse("incidents:incident", args=[row.incident.code]), "Look now")
        for row in unseen_by(viewer)[:MOST]
    ]


def waiting_count(viewer: Viewer) -> int:
    others = len(also_waiting(viewer)) + len(equipment_waiting(viewer)) + len(papers_waiting(viewer))
    others += len(reports_to_see(viewer))
    return waiting_for(viewer).count() + others + questions_waiting(viewer).count()
