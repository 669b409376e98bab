"""What somebody who is asked about a request wants to know of the person besides it: the job, and what is agreed already."""

import datetime as dt

from django.db.models import Q

from hometime.lib.text import day_in_words, in_words
from hometime.people.models import Organisation, Person, Post
from hometime.people.viewer import Viewer

from .models import Arrangement, JobFit
from .queries import arrangements_for
from .states import LIVE, State


def beside(it: Arrangement, viewer: Viewer) -> list[dict[str, str]]:
    """Rows under those of the request; none for the person, who knows."""
    if it.person_id == viewer.person.pk:
        return []
    jobs = jobs_of(it.person, it.organisation, viewer.today)
    rows = [
        ("Job", in_words(jobs)),
        ("Whether the job can be done at home", _judged(it, jobs)),
        ("Besides this", "; ".join(_others(it, viewer))),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def jobs_of(person: Person, organisation: Organisation, on: dt.date) -> list[str]:
    posts = Post.objects.filter(person=person, organisation=organisation).on(on)
    return list(dict.fromkeys(posts.order_by("starts_on", "pk").values_list("job_title", flat=True)))


def _judged(it: Arrangement, jobs: list[str]) -> str:
    """What was said last of the job."""
    last = JobFit.objects.filter(organisation=it.organisation_id, job_title__in=jobs).first()
    return ". ".join(filter(None, [last.get_fit_display(), last.words])) if last else ""


def _others(it: Arrangement, viewer: Viewer) -> list[str]:
    """Other days of theirs that are agreed or asked for and not over; where each stands, and never why."""
    rows = arrangements_for(viewer).filter(person=it.person_id, state__in=LIVE).exclude(pk=it.pk)
    going_on = rows.filter(Q(ends_on=None) | Q(ends_on__gte=viewer.today)).order_by("starts_on", "pk")
    return [f"{_days(row)} ({State(row.state).label.lower()})" for row in going_on]


def _days(row: Arrangement) -> str:
    return row.pattern.words if row.pattern.is_one_day else f"{row.pattern.words}, from {day_in_words(row.starts_on)}"
