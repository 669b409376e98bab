"""record_completions, describe_course, read_risks, read_policies, hand_out, send_update: training and what goes with it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .. import telling
from ..access import may_enter_completion, may_keep_training, may_set_courses
from ..courses import PolicyCourse, course_kept
from ..models import Completion, Course, Reading
from ..queries import people_kept_by
from ..uploads import Upload, keep_upload


@transaction.atomic
def record_completions(
    *,
    course: PolicyCourse,
    people: Sequence[Person],
    done_on: dt.date,
    good_until: dt.date | None,
    certificate: Upload | None,
    by: Viewer,
    at: dt.datetime,
) -> list[Completion]:
    """Enter that people did a course on a day: one with a certificate, or many after a training day. All go in, or none."""
    if not people:
        raise Refused("Nobody was chosen.", "Tick everybody who did the course.")
    if done_on > by.today:
        raise Refused("That day has not come yet.", "Use the day the course was done.")
    if good_until and good_until < done_on:
        raise Refused("A certificate cannot run out before the course was done.", "Check both dates.")
    for person in people:
        may_enter_completion(by, person, has_certificate=certificate is not None).insist()
    _refuse_strangers(people, by)
    kept = course_kept(by.organisation, course, at)
    _refuse_twice(kept, people, done_on)
    file = keep_upload(certificate, by=by, at=at)
    rows = [
        Completion(
            organisation=by.organisation,
            course=kept,
            person=person,
            done_on=done_on,
            good_until=good_until,
            certificate=file,
            created_at=at,
            created_by=by.person,
        )
        for person in people
    ]
    done = Completion.objects.bulk_create(rows)
    for each in done:
        details = {"course": course.fact, "done_on": done_on.isoformat(), "certificate": file.sha256 if file else None}
        record("learning.course_done", organisation=by.organisation, by=by, subject=each.person, details=details, at=at)
        telling.course_entered(each, by=by, at=at)
    return done


def _refuse_strangers(people: Sequence[Person], by: Viewer) -> None:
    kept = set(people_kept_by(by).values_list("pk", flat=True)) | {by.person.pk}
    stranger = next((person for person in people if person.pk not in kept), None)
    if stranger:
        raise Refused(f"{stranger.name} does not work here now.", "Choose people from the list.")


def _refuse_twice(course: Course, people: Sequence[Person], done_on: dt.date) -> None:
    before = (
        Completion.objects.filter(course=course, person__in=people, done_on=done_on).select_related("person").first()
    )
    if before:
        raise Refused(
            f"{before.person.name} has that day on record already.", "Take the tick away, or use another day."
        )


@transaction.atomic
def describe_course(
    *, course: PolicyCourse, provider: str, address: str, topics: Sequence[str], by: Viewer, at: dt.datetime
) -> Course:
    """Say where a course is done and what it covers."""
    may_set_courses(by).insist()
    kept = course_kept(by.organisation, course, at)
    told = {"provider": provider, "address": address, "topics": sorted(topics), "topics_on": by.today}
    Course.objects.filter(pk=kept.pk).update(**told)
    kept.refresh_from_db()
    details = {"course": course.fact, "topics": sorted(topics)}
    record("learning.course_described", organisation=by.organisation, by=by, subject=kept, details=details, at=at)
    return kept


@transaction.atomic
def read_risks(*, by: Viewer, at: dt.datetime) -> None:
    """Say that one has read the risks of working at home. Twice on a day is once."""
    if _read(by.person, Reading.Kind.RISKS, "", by=by, at=at):
        record("learning.risks_read", organisation=by.organisation, by=by, subject=by, at=at)


@transaction.atomic
def read_policies(*, policies: Sequence[str], by: Viewer, at: dt.datetime) -> None:
    """Say which of the other policies one has read."""
    if not policies:
        raise Refused("No policy was ticked.", "Tick the ones you have read.")
    new = [each for each in policies if _read(by.person, Reading.Kind.POLICY, each, by=by, at=at)]
    if new:
        details = {"policies": sorted(new)}
        record("learning.policies_read", organisation=by.organisation, by=by, subject=by, details=details, at=at)


@transaction.atomic
def hand_out(*, people: Sequence[Person], by: Viewer, at: dt.datetime) -> int:
    """Give people the guidance that goes with the policy; returns how many had not had it today."""
    given = _given(people, Reading.Kind.HANDOUT, "", by=by, at=at)
    for person in given:
        record("learning.handout_given", organisation=by.organisation, by=by, subject=person, at=at)
        telling.handout_given(person, by=by, at=at)
    return len(given)


@transaction.atomic
def send_update(*, title: str, text: str, people: Sequence[Person], by: Viewer, at: dt.datetime) -> int:
    """Send people a training update; returns how many had not had it today."""
    given = _given(people, Reading.Kind.UPDATE, title.strip(), by=by, at=at)
    for person in given:
        details = {"title": title.strip()}
        record("learning.update_sent", organisation=by.organisation, by=by, subject=person, details=details, at=at)
        telling.update_sent(person, title=title.strip(), text=text.strip(), by=by, at=at)
    return len(given)


def _given(people: Sequence[Person], kind: str, what: str, *, by: Viewer, at: dt.datetime) -> list[Person]:
    may_keep_training(by).insist()
    if not people:
        raise Refused("Nobody was chosen.", "Tick the people it is for.")
    _refuse_strangers(people, by)
    return [person for person in people if _read(person, kind, what, by=by, at=at)]


def _read(person: Person, kind: str, what: str, *, by: Viewer, at: dt.datetime) -> bool:
    _, is_new = Reading.objects.get_or_create(
        organisation=by.organisation,
        person=person,
        kind=kind,
        what=what,
        done_on=by.today,
        defaults={"created_at": at, "created_by": by.person},
    )
    return is_new
