"""decide_risk, tell_regulator, follow_up, answer_form, send_letter, close_incident, reopen_incident."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .. import access, telling
from ..clock.running import in_london, is_late
from ..looking.actions import about, insist_on_sentence, step
from ..models import FormAnswers, Incident, Letter, RegulatorNotice, RiskDecision, Step
from .finishing import what_is_missing

State, Ending = Incident.State, Incident.Ending


@transaction.atomic
def decide_risk(
    incident: Incident,
    *,
    outcome: str,
    reasons: str,
    advised_by: Person | None = None,
    advice: str = "",
    by: Viewer,
    at: dt.datetime,
) -> RiskDecision:
    """Judge the risk to people, with reasons either way, by the data protection officer or with them. A later one takes its place."""
    _locked(incident)
    access.may_decide(by, incident).insist()
    insist_on_sentence(reasons, "Say why.")
    _insist_on_advice(incident, advised_by, advice, by)
    decision = RiskDecision.objects.create(
        incident=incident,
        outcome=outcome,
        reasons=reasons.strip(),
        decided_by=by.person,
        decided_at=at,
        advised_by=advised_by,
        advice=advice.strip(),
        concerns=incident.concerns,
        reporter=incident.created_by,
    )
    Incident.objects.filter(pk=incident.pk, state=State.REPORTED).update(state=State.LOOKING)
    step(incident, Step.Kind.DECIDED, by=by, at=at, what=outcome, audience=Step.Audience.LEADS, words=reasons.strip())
    record("incidents.risk_decided", **about(incident, by, at, outcome=outcome))
    incident.refresh_from_db()
    return decision


def _insist_on_advice(incident: Incident, advised_by: Person | None, advice: str, by: Viewer) -> None:
    officers = access.needs_advice(by, incident)
    if not officers:
        return
    if advised_by is None or advised_by.pk not in {person.pk for person in officers} or not advice.strip():
        raise Refused("Ask the data protection officer first.", "Say who it was and what they advise.")


@transaction.atomic
def tell_regulator(
    incident: Incident, *, reference: str, sent_at: dt.datetime, late_reasons: str = "", by: Viewer, at: dt.datetime
) -> RegulatorNotice:
    """Put on record that it went to the regulator. After the hours are over it needs its reasons."""
    access.may_change(by, incident).insist()
    insist_on_sentence(reference, "Give the regulator’s reference.")
    if not incident.aware_at <= sent_at <= at:
        raise Refused("It cannot have gone then.", "Give a moment after the school knew and before now.")
    late = is_late(incident, sent_at)
    if late and not late_reasons.strip():
        raise Refused("It went after the hours were over.", "Say why it is late: the regulator asks.")
    try:
        with transaction.atomic():
            notice = _noticed(
                incident,
                RegulatorNotice.Kind.FIRST,
                reference,
                sent_at,
                by,
                at,
                is_late=late,
                late_reasons=late_reasons,
            )
    except IntegrityError as twice:
        raise Refused("The regulator was told already.", "Write a follow-up if there is more.") from twice
    record("incidents.regulator_told", **about(incident, by, at, reference=reference, late=late))
    return notice


@transaction.atomic
def follow_up(incident: Incident, *, words: str, sent_at: dt.datetime, by: Viewer, at: dt.datetime) -> RegulatorNotice:
    """More facts, sent later under the first report’s reference."""
    access.may_change(by, incident).insist()
    insist_on_sentence(words, "Say what was added.")
    first = incident.regulator_notices.filter(kind=RegulatorNotice.Kind.FIRST).first()
    if first is None:
        raise Refused("There is no first report yet.", "Send that one first.")
    if not first.sent_at <= sent_at <= at:
        raise Refused("It cannot have gone then.", "Give a moment after the first report and before now.")
    notice = _noticed(incident, RegulatorNotice.Kind.FOLLOW_UP, first.reference, sent_at, by, at, words=words)
    record("incidents.regulator_followed_up", **about(incident, by, at, reference=first.reference))
    return notice


def _noticed(
    incident: Incident, kind: str, reference: str, sent_at: dt.datetime, by: Viewer, at: dt.datetime, **more: Any
) -> RegulatorNotice:
    notice = RegulatorNotice.objects.create(
        incident=incident,
        kind=kind,
        reference=reference.strip(),
        sent_at=sent_at,
        is_late=more.pop("is_late", False),
        created_by=by.person,
        created_at=at,
        **more,
    )
    words = f"{notice.get_kind_display()}, {in_london(sent_at)}. Reference {notice.reference}."
    step(incident, Step.Kind.REGULATOR, by=by, at=at, what=kind, words=words, audience=Step.Audience.LEADS)
    return notice


@transaction.atomic
def answer_form(incident: Incident, *, said: Mapping[str, Any], by: Viewer, at: dt.datetime) -> FormAnswers:
    """Keep answers for the regulator’s form. Those before stay on record."""
    access.may_change(by, incident).insist()
    made = FormAnswers.objects.create(incident=incident, said=dict(said), created_by=by.person, created_at=at)
    record("incidents.form_answered", **about(incident, by, at))
    return made


@transaction.atomic
def send_letter(
    incident: Incident, *, to: str, how: str, text: str, sent_on: dt.date, by: Viewer, at: dt.datetime
) -> Letter:
    """Keep a letter as it was sent. Who it went to stands with the letter alone."""
    access.may_change(by, incident).insist()
    insist_on_sentence(to, "Say who it went to.")
    insist_on_sentence(text, "Write the letter.")
    if sent_on > by.today:
        raise Refused("That day has not come yet.", "Put it on record when it has gone.")
    letter = Letter.objects.create(
        organisation=incident.organisation,
        incident=incident,
        to=to.strip(),
        how=how.strip(),
        text=text.strip(),
        sent_on=sent_on,
        created_by=by.person,
        created_at=at,
    )
    step(incident, Step.Kind.LETTER, by=by, at=at, what=str(letter.code), audience=Step.Audience.LEADS)
    record("incidents.letter_sent", **about(incident, by, at))
    return letter


@transaction.atomic
def excuse_letters(incident: Incident, *, why: str, words: str, by: Viewer, at: dt.datetime) -> Step:
    """Say why the people affected need no letters of their own, for one of the reasons the law has."""
    access.may_decide(by, incident).insist()
    insist_on_sentence(words, "Say how you know.")
    made = step(incident, Step.Kind.LETTER, by=by, at=at, what=why, words=words, audience=Step.Audience.LEADS)
    record("incidents.letters_excused", **about(incident, by, at, why=why))
    return made


@transaction.atomic
def close_incident(incident: Incident, *, ending: str, words: str, by: Viewer, at: dt.datetime) -> Incident:
    """Close it: looked into, a near miss, or no personal data. What is still missing is said, and why is always kept."""
    _locked(incident)
    access.may_decide(by, incident).insist()
    insist_on_sentence(words, "Say what was found, and what was learned.")
    missing = what_is_missing(incident, ending)
    if missing:
        raise Refused(missing, "Do that first, or choose another ending.")
    closed = Incident.objects.filter(pk=incident.pk).exclude(state=State.CLOSED)
    if not closed.update(state=State.CLOSED, ending=ending, closed_at=at):
        raise Refused("This report is closed.", "There is nothing to do.")
    step(incident, Step.Kind.CLOSED, by=by, at=at, what=ending, words=words)
    record("incidents.incident_closed", **about(incident, by, at, ending=ending))
    telling.reporter_that_it_is_closed(incident, by, at)
    incident.refresh_from_db()
    return incident


@transaction.atomic
def reopen_incident(incident: Incident, *, words: str, by: Viewer, at: dt.datetime) -> Incident:
    """More has come to light. The hours go on counting from the moment the school first knew."""
    access.may_lead(by, incident).insist()
    insist_on_sentence(words, "Say what has come to light.")
    opened = Incident.objects.filter(pk=incident.pk, state=State.CLOSED)
    if not opened.update(state=State.LOOKING, ending="", closed_at=None):
        raise Refused("This report is open.", "There is nothing to do.")
    step(incident, Step.Kind.REOPENED, by=by, at=at, words=words)
    record("incidents.incident_reopened", **about(incident, by, at))
    incident.refresh_from_db()
    return incident


def _locked(incident: Incident) -> None:
    """Two people deciding at once take turns, and the second one sees what the first did."""
    Incident.objects.select_for_update().get(pk=incident.pk)
    incident.refresh_from_db()
