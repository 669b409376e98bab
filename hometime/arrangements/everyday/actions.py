"""Care, hours, duties, absence, stationery and doubts: what people say of their days at home, and what is said to them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from hometime.ledger.actions import Named, record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.notices.actions import queue
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_in_force

from .. import deciders
from ..access import may_ask
from ..models import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice, Stationery
from ..patterns import weekday_in_words
from . import access

Hours = list[list[str] | None]
FAR = 31  # days: an absence is of about now


@transaction.atomic
def declare_care(*, in_place: bool, by: Viewer, at: dt.datetime) -> CareDeclaration:
    """One’s own word that care is in place for all hours at home, or that it has broken down."""
    may_ask(by).insist()
    said = CareDeclaration.objects.create(**_mine(by, at), in_place=in_place)
    record("arrangements.care_declared", **_about(said, by, at))
    if not in_place:
        _tell("arrangements.care_lapsed", _manager(by), said, by, at, "arrangements:report-absence")
    return said


@transaction.atomic
def tell_hours(person: Person, *, hours: Hours, exception: str, by: Viewer, at: dt.datetime) -> HoursNotice:
    """Tell somebody the hours they work; they are asked to confirm them."""
    access.may_lead(by, person, by.organisation).insist()
    _refuse_twice(person, HoursNotice.objects.all(), by, hours=hours, exception=exception, confirmed_at=None)
    told = HoursNotice.objects.create(
        organisation=by.organisation,
        person=person,
        hours=hours,
        exception=exception,
        created_by=by.person,
        created_at=at,
    )
    record("arrangements.hours_told", **_about(told, by, at))
    _tell("arrangements.hours_told", [person], told, by, at, "arrangements:hours")
    return told


@transaction.atomic
def confirm_hours(told: HoursNotice, *, by: Viewer, at: dt.datetime) -> HoursNotice:
    """The person confirms that they can be reached in these hours."""
    if told.person_id != by.person.pk:
        raise Refused("Only the person themselves can confirm their hours.", "Ask them to.")
    if last_hours_of(by.person, told.organisation) != told:
        raise Refused("You have been told other hours since.", "Look at those.")
    if not HoursNotice.objects.filter(pk=told.pk, confirmed_at=None).update(confirmed_at=at):
        raise Refused("You have confirmed these hours already.", "There is nothing to do.")
    record("arrangements.hours_confirmed", **_about(told, by, at))
    return told


@transaction.atomic
def propose_duties(*, change: str, instead: bool, words: str, by: Viewer, at: dt.datetime) -> DutiesAgreement:
    """Say how one’s work differs at home. What the school always allows needs no talk; the rest goes to the line manager."""
    may_ask(by).insist()
    duties = DutiesAgreement(**_mine(by, at), change=change, instead=instead, words=words)
    if duties.needs_agreement:
        insist_on_words(words, "Say what changes, or what you would do instead.")
        _refuse_twice(by.person, DutiesAgreement.objects.all(), by, words=words, agreed_by=None, declined_by=None)
    duties.save(force_insert=True)
    record("arrangements.duties_proposed", **_about(duties, by, at))
    if duties.needs_agreement:
        _tell("arrangements.duties_proposed", _manager(by), duties, by, at, "arrangements:agree-duties")
    return duties


@transaction.atomic
def agree_duties(duties: DutiesAgreement, *, by: Viewer, at: dt.datetime) -> DutiesAgreement:
    """The line manager or the head agrees; both sides are told."""
    access.may_answer_duties(by, duties).insist()
    _answer_once(duties, agreed_by=by.person, agreed_at=at)
    record("arrangements.duties_agreed", **_about(duties, by, at))
    _tell("arrangements.duties_agreed", [duties.person, by.person], duties, by, at, "arrangements:agree-duties")
    return duties


@transaction.atomic
def decline_duties(duties: DutiesAgreement, *, words: str, by: Viewer, at: dt.datetime) -> DutiesAgreement:
    """Not like this: the person reads why, and puts something else forward once it is talked over."""
    access.may_answer_duties(by, duties).insist()
    insist_on_words(words, "Say why, or what you would agree to.")
    _answer_once(duties, declined_by=by.person, declined_at=at, answer=words)
    record("arrangements.duties_declined", **_about(duties, by, at))
    _tell("arrangements.duties_declined", [duties.person], duties, by, at, "arrangements:agree-duties")
    return duties


@transaction.atomic
def report_absence(*, on: dt.date, reason: str, by: Viewer, at: dt.datetime) -> Absence:
    """Say that one cannot work on a day. The line manager is told at once that, and never why."""
    may_ask(by).insist()
    if abs((on - by.today).days) > FAR:
        raise Refused("That is more than a month away.", "Look at the day again, or talk to your line manager.")
    absence, is_new = Absence.objects.get_or_create(
        organisation=by.organisation,
        person=by.person,
        on=on,
        defaults={"reason": reason, "created_by": by.person, "created_at": at},
    )
    if not is_new:
        raise Refused("You have reported that day already.", "There is nothing more to do.")
    record("arrangements.absence_reported", **_about(absence, by, at, on=str(on)))
    told = {"day": weekday_in_words(on)}
    page = "arrangements:report-absence"
    _tell("arrangements.absence_reported", _manager(by), absence, by, at, page, urgent=True, **told)
    return absence


@transaction.atomic
def acknowledge_absence(absence: Absence, *, by: Viewer, at: dt.datetime) -> Absence:
    """The line manager has seen it."""
    access.may_see_absence(by, absence).insist()
    if not Absence.objects.filter(pk=absence.pk, seen_by=None).update(seen_by=by.person):
        raise Refused("Somebody has seen this already.", "There is nothing to do.")
    record("arrangements.absence_acknowledged", **_about(absence, by, at))
    return absence


@transaction.atomic
def note_return(absence: Absence, *, on: dt.date, by: Viewer, at: dt.datetime) -> Absence:
    """The person is back at work."""
    if absence.person_id != by.person.pk:
        access.may_lead(by, absence.person, absence.organisation).insist()
    if on < absence.on:
        raise Refused("That is before the absence began.", "Give the first day back.")
    if on > by.today:
        raise Refused("That day has not come yet.", "Note it once they are back.")
    if not Absence.objects.filter(pk=absence.pk, returned_on=None).update(returned_on=on):
        raise Refused("The return is noted already.", "There is nothing to do.")
    record("arrangements.return_noted", **_about(absence, by, at))
    return absence


@transaction.atomic
def take_stationery(*, what: str, taken_on: dt.date, by: Viewer, at: dt.datetime) -> Stationery:
    """Write down what one took home; the line manager is told what it was."""
    may_ask(by).insist()
    if taken_on > by.today:
        raise Refused("That day has not come yet.", "Write it down once you have taken it.")
    _refuse_twice(by.person, Stationery.objects.all(), by, what=what, taken_on=taken_on)
    entry = Stationery.objects.create(**_mine(by, at), what=what, taken_on=taken_on)
    record("arrangements.stationery_taken", **_about(entry, by, at, what=what, taken_on=str(taken_on)))
    _tell("arrangements.stationery_taken", _manager(by), entry, by, at, "arrangements:stationery", what=what)
    return entry


@transaction.atomic
def ask_doubt(*, words: str, by: Viewer, at: dt.datetime) -> Doubt:
    """“I am not sure whether I may”: to the line manager first, then to who decides."""
    may_ask(by).insist()
    insist_on_words(words, "Say what you are not sure about.")
    _refuse_twice(by.person, Doubt.objects.all(), by, words=words, decided_by=None)
    manager = deciders.line_manager_of(by.person, by.organisation, by.today)
    kind = deciders.decider_kind(policy_in_force(by.organisation, by.today), by.organisation, by.person, by.today)
    first = Doubt.State.ASKED if manager else Doubt.State.DISCUSSED
    doubt = Doubt.objects.create(**_mine(by, at), words=words, state=first, line_manager=manager, decider_kind=kind)
    record("arrangements.doubt_asked", **_about(doubt, by, at))
    _tell("arrangements.doubt_asked", _next(doubt, by), doubt, by, at)
    return doubt


@transaction.atomic
def discuss_doubt(doubt: Doubt, *, view: str, by: Viewer, at: dt.datetime) -> Doubt:
    """The line manager’s view; it goes on to who decides, as both answers are needed."""
    access.may_discuss(by, doubt).insist()
    insist_on_words(view, "Say what you think.")
    _move(doubt, Doubt.State.ASKED, state=Doubt.State.DISCUSSED, view=view, view_by=by.person)
    record("arrangements.doubt_discussed", **_about(doubt, by, at))
    others = [person for person in _next(doubt, by) if person.pk != by.person.pk]
    _tell("arrangements.doubt_asked", others, doubt, by, at)
    return doubt


@transaction.atomic
def settle_doubt(doubt: Doubt, *, is_yes: bool, answer: str, by: Viewer, at: dt.datetime) -> Doubt:
    """Who decides says yes or no, and why."""
    access.may_settle(by, doubt).insist()
    insist_on_words(answer, "Say why.")
    state = Doubt.State.YES if is_yes else Doubt.State.NO
    _move(doubt, Doubt.State.DISCUSSED, state=state, answer=answer, decided_by=by.person, decided_at=at)
    record("arrangements.doubt_settled", **_about(doubt, by, at, answer=str(state)))
    _tell("arrangements.doubt_settled", [doubt.person], doubt, by, at)
    return doubt


def last_hours_of(person: Person, organisation: Organisation) -> HoursNotice | None:
    return HoursNotice.objects.filter(person=person, organisation=organisation).first()


def _refuse_twice(person: Person, rows: QuerySet[Any], by: Viewer, **told: Any) -> None:
    """The same thing sent again, as by pressing a button twice."""
    Person.objects.select_for_update().get(pk=person.pk)  # two at once must see each other
    if rows.filter(person=person, organisation=by.organisation, **told).exists():
        raise Refused(
            "This has been sent already.", "It is under “So far”. If it is something else, say so in other words."
        )


def _answer_once(duties: DutiesAgreement, **answer: Any) -> None:
    if not DutiesAgreement.objects.filter(pk=duties.pk, agreed_by=None, declined_by=None).update(**answer):
        raise Refused("This was answered already.", "There is nothing to do.")
    duties.refresh_from_db()


def _move(doubt: Doubt, expected: str, **changes: Any) -> None:
    if not Doubt.objects.filter(pk=doubt.pk, state=expected).update(**changes):
        raise Refused("Somebody else has just done this.", "Read what was said.")
    doubt.refresh_from_db()


def _next(doubt: Doubt, by: Viewer) -> list[Person]:
    if doubt.state == Doubt.State.ASKED and doubt.line_manager:
        return deciders.with_stand_ins(doubt.line_manager, doubt.person, doubt.organisation, by.today)
    return deciders.others_who_hold(doubt.decider_kind, doubt.organisation, doubt.person, by.today)


def _mine(by: Viewer, at: dt.datetime) -> dict[str, Any]:
    return {"organisation": by.organisation, "person": by.person, "created_by": by.person, "created_at": at}


def _manager(by: Viewer) -> list[Person]:
    """Whoever leads the person: their line manager and who stands in for them, else the head."""
    manager = deciders.line_manager_of(by.person, by.organisation, by.today)
    if manager is None:
        return deciders.others_who_hold(deciders.HEAD, by.organisation, by.person, by.today)
    return deciders.with_stand_ins(manager, by.person, by.organisation, by.today)


def _about(subject: Named, by: Viewer, at: dt.datetime, **details: str) -> dict[str, Any]:
    return {"organisation": by.organisation, "by": by, "subject": subject, "at": at, "details": details}


def _tell(
    kind: str,
    people: Iterable[Person],
    about: Any,
    by: Viewer,
    at: dt.datetime,
    page: str = "",
    urgent: bool = False,
    **more: str,
) -> None:
    """`page` is that of all such things; a doubt has one of its own."""
    href = reverse(page) if page else reverse("arrangements:doubt", args=[about.code])
    context = {"who": about.person.name, "by": by.name, "href": href, **more}
    for person in people:
        queue(kind, to=person, organisation=by.organisation, context=context, at=at, urgent=urgent)
