"""learn: something to do better, with an owner and a day. finish_lesson: it was done."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .. import access, telling
from ..looking.actions import about, insist_on_sentence, step
from ..models import Incident, Lesson, Step


@transaction.atomic
def learn(incident: Incident, *, words: str, owner: Person, due_on: dt.date, by: Viewer, at: dt.datetime) -> Lesson:
    """Write down what to do better. It may be written after the report is closed, too."""
    access.may_lead(by, incident).insist()
    insist_on_sentence(words, "Say what to do better.")
    if due_on < by.today:
        raise Refused("That day has passed.", "Give a day to come.")
    lesson = Lesson.objects.create(
        organisation=incident.organisation,
        incident=incident,
        words=words.strip(),
        owner=owner,
        due_on=due_on,
        created_by=by.person,
        created_at=at,
    )
    step(incident, Step.Kind.LESSON, by=by, at=at, words=lesson.words, audience=Step.Audience.ALL)
    record("incidents.lesson_given", **about(incident, by, at, due_on=due_on.isoformat()))
    telling.owner_of_a_lesson(lesson, by, at)
    return lesson


@transaction.atomic
def finish_lesson(lesson: Lesson, *, outcome: str, by: Viewer, at: dt.datetime) -> Lesson:
    """It was done: what came of it."""
    access.may_finish_lesson(by, lesson).insist()
    insist_on_sentence(outcome, "Say what was done.")
    done = Lesson.objects.filter(pk=lesson.pk, done_at=None)
    if not done.update(done_at=at, done_by=by.person, outcome=outcome.strip()):
        raise Refused("This was done already.", "There is nothing to do.")
    record("incidents.lesson_finished", **about(lesson.incident, by, at))
    lesson.refresh_from_db()
    return lesson
