"""What waits for a decider, from every register that keeps something for somebody to decide or answer."""

from django.db.models import QuerySet

from hometime.arrangements.inbox import KINDS as ABOUT_DAYS
from hometime.arrangements.turns import how_many_turns
from hometime.equipment.asking.inbox import KINDS as ABOUT_EQUIPMENT
from hometime.incidents.inbox import KINDS as WENT_WRONG
from hometime.learning.models import Question
from hometime.learning.queries import questions_for
from hometime.lib.remembering import remembered
from hometime.lib.text import counted
from hometime.pages.paging import FEWER
from hometime.papers.inbox import KINDS as ABOUT_PAPERS
from hometime.people.viewer import Viewer
from hometime.people.waiting import MOST, Kind, Waiting, waiting_among


def questions_waiting(viewer: Viewer) -> QuerySet[Question]:
    """Questions about the policy that this viewer is one of those to answer."""
    return questions_for(viewer).filter(state=Question.State.ASKED)


ABOUT_POLICY = Kind(questions_waiting, "{} asks about the policy", "learning:question", "To answer")
BESIDES_REQUESTS = (*WENT_WRONG, *ABOUT_DAYS, ABOUT_POLICY, *ABOUT_EQUIPMENT, *ABOUT_PAPERS)


@remembered
def besides_requests(viewer: Viewer) -> list[Waiting]:
    """Reports first; then everything but requests to work from home, the oldest first. One query; one more than is shown."""
    return waiting_among(BESIDES_REQUESTS, viewer, MOST + 1)


def how_many_wait(viewer: Viewer) -> str:
    """“4 things are waiting”; empty when nothing does."""
    requests, others = how_many_turns(viewer), len(besides_requests(viewer))
    number = min(requests, FEWER) + min(others, MOST)
    more = "more than " if requests > FEWER or others > MOST else ""
    return f"{more}{counted(number, 'thing')} {'is' if number == 1 else 'are'} waiting" if number else ""
