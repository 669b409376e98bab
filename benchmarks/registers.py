"""A row of each register besides the first ones: reports, complaints, lessons, certificates, questions, requests and the like."""

import datetime as dt
from itertools import pairwise

from hometime.arrangements.models import Stationery
from hometime.equipment.models import (
    Audit,
    ChangeRequest,
    ChangeStep,
    Device,
    DeviceRequest,
    Fault,
    FaultStep,
    RequestStep,
)
from hometime.incidents.models import Complaint, Incident, Lesson, Recipient
from hometime.learning.models import Question
from hometime.papers.models import PaperItem, SignOut
from hometime.people.models import Delegation, GuestAccess, Organisation, Person, Role
from hometime.retention.models import Certificate, Disposal

DAY = dt.date(2026, 10, 20)
LATER = dt.date(2027, 7, 31)
BATCH = 500


def fill(school: Organisation, head: Person, people: list[Person], at: dt.datetime) -> None:
    """One of each for each of some people."""
    made = {"organisation": school, "created_at": at}
    for rows in (
        reports(people, made),
        [complaint(head, made) for _ in people],
        [Certificate(**made, created_by=head, kind="equipment", company="Shredders", dated_on=DAY) for _ in people],
        [disposal(person, made) for person in people],
        [question(person, head, made) for person in people],
        [device_request(person, made) for person in people],
        [change_request(person, made) for person in people],
        [fault(person, made, at) for person in people],
        [Stationery(**made, person=person, created_by=person, what="Pens", taken_on=DAY) for person in people],
        [audit(head, made, at) for _ in people],
        [guest(person, head, made) for person in people],
        [PaperItem(sign_out=out, number=1, words="Books") for out in SignOut.objects.filter(person__in=people)],
    ):
        one_after_the_other(rows, at)
        type(rows[0]).objects.bulk_create(rows, BATCH)
    follow(school, head, people, made)


def one_after_the_other(rows, at):
    """A minute apart, as a database finds the oldest of many and not the first of equals."""
    for number, row in enumerate(rows):
        for name in ("noticed_at", "aware_at", "created_at"):
            if getattr(row, name, None):
                setattr(row, name, at - dt.timedelta(minutes=number))


def reports(people, made):
    """One each of their own; one in a hundred is open."""
    said = {"kind": "lost", "thing": "papers", "data": "personal", "looked_after_child": "no", "child": "no"}
    when = {"noticed_at": made["created_at"], "aware_at": made["created_at"], "now": "over"}
    closed = {"state": Incident.State.CLOSED, "ending": Incident.Ending.LOOKED_INTO, "closed_at": made["created_at"]}
    return [
        Incident(**made, **said, **when, **who(person), **({} if number % 100 == 0 else closed), words="It is gone.")
        for number, person in enumerate(people)
    ]


def who(person):
    return {"created_by": person, "concerns": person, "once": person.code}


def follow(school, head, people, made):
    """What hangs on those: whom a report told, a lesson, somebody who stands in."""
    found = list(Incident.objects.filter(concerns__in=people))
    told = {"person": head, "role": Role.Kind.HEAD, "label": "Headteacher", "why": "policy"}
    seen = {"told_at": made["created_at"], "seen_at": made["created_at"], "seen_by": head}
    Recipient.objects.bulk_create([Recipient(incident=row, **told, **seen) for row in found], BATCH)
    learned = {"words": "A bag that locks", "due_on": DAY, "created_by": head}
    lessons = [Lesson(**made, **learned, incident=row, owner_id=row.concerns_id) for row in found]
    Lesson.objects.bulk_create(lessons, BATCH)
    step = {"name": "ask", "at": made["created_at"]}
    for model, of, asked in (
        (RequestStep, "request", DeviceRequest),
        (ChangeStep, "change", ChangeRequest),
        (FaultStep, "fault", Fault),
    ):
        rows = asked.objects.filter(person__in=people)
        model.objects.bulk_create([first_step(model, of, row, step) for row in rows], BATCH)
    roles = Role.objects.filter(organisation=school, person__in=people).select_related("person").order_by("pk")
    Delegation.objects.bulk_create(lent(list(roles), made), BATCH)


def first_step(model, of, row, step):
    """With which a request begins, and how it stands since."""
    about = {} if model is FaultStep else {"subject_id": row.person_id}
    return model(**step, **about, **{of: row}, by_id=row.person_id, state=row.state)


def lent(roles, made):
    """Each stands in for the next."""
    days = {"starts_on": DAY, "ends_on": LATER}
    pairs = pairwise(roles)
    return [
        Delegation(**made, **days, created_by=role.person, holder=role.person, role=role, deputy=other.person)
        for other, role in pairs
    ]


def complaint(head, made):
    return Complaint(**made, created_by=head, received_on=DAY, how="letter", from_whom="A parent", words="-", days=30)


def disposal(person, made):
    said = {"what": Disposal.What.PAPER, "route": Disposal.Route.SHREDDER, "data": "personal", "words": "Old lists"}
    return Disposal(**made, **said, created_by=person)


def question(person, head, made):
    """Answered, and shown to everybody."""
    asked = {"text": "May I?", "goes_to": f"|{Role.Kind.HEAD}|", "state": Question.State.ANSWERED}
    answered = {"answer": "Yes", "answered_by": head, "answered_at": made["created_at"]}
    shown = {"shown_question": "May I?", "shown_answer": "Yes", "shown_at": made["created_at"]}
    return Question(**made, person=person, **asked, **answered, **shown)


def device_request(person, made):
    return DeviceRequest(
        **made, person=person, created_by=person, kind=Device.Kind.LAPTOP, need="To mark", decider_kind=Role.Kind.HEAD
    )


def change_request(person, made):
    said = {"kind": ChangeRequest.Kind.APP, "what": "A program", "why": "To plan lessons", "needs": ["it"]}
    return ChangeRequest(
        **made, **said, person=person, created_by=person, it_kind=Role.Kind.IT, money_kind=Role.Kind.HEAD
    )


def fault(person, made, at):
    said = {"about": Fault.About.DEVICE, "words": "It does not start.", "noticed_at": at}
    return Fault(**made, **said, person=person, created_by=person)


def audit(head, made, at):
    return Audit(**made, created_by=head, size=1, seed="-", pool=[], seal="-", closed_at=at, closed_by=head)


def guest(person, head, made):
    until = {"starts_on": DAY, "ends_on": LATER}
    return GuestAccess(**made, **until, created_by=head, person=person, sponsor=head, why="Reads with year 2")
