"""see, note, contain, count_people, tell_body, tell_outside, name_child: what is done while a report is looked into. Each leaves a step."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from .. import access, telling
from ..blast.people import HowMany
from ..checklists import bodies, containment_for
from ..models import ChildIdentity, Incident, Recipient, Step

State = Incident.State


@transaction.atomic
def see(incident: Incident, *, by: Viewer, at: dt.datetime) -> Incident:
    """Say that one has seen it. The reporter is told; with a lead’s first look, looking into it has begun."""
    access.may_see(by, incident).insist()
    done = Recipient.objects.filter(incident=incident, person=by.person, seen_at=None)
    if not done.update(seen_at=at, seen_by=by.person):
        raise Refused("You have already said that you have seen this.", "There is nothing to do.")
    fresh = Incident.objects.filter(pk=incident.pk, state=State.REPORTED)
    begun = access.may_lead(by, incident) and fresh.update(state=State.LOOKING)
    step(incident, Step.Kind.SEEN, by=by, at=at, what=State.LOOKING if begun else "")
    record("incidents.incident_seen", **about(incident, by, at))
    if by.person.pk != incident.created_by_id:
        telling.reporter_that_it_is_seen(incident, by, at)
    incident.refresh_from_db()
    return incident


@transaction.atomic
def note(incident: Incident, *, words: str, audience: str, by: Viewer, at: dt.datetime) -> Step:
    """Write something down, for everybody who works on it or for some of them."""
    access.may_note(by, incident).insist()
    insist_on_sentence(words, "Write the note.")
    if audience not in audiences(by, incident):
        raise Refused("You could not read that note yourself.", "Choose again who may read it.")
    made = step(incident, Step.Kind.NOTE, by=by, at=at, words=words, audience=audience)
    record("incidents.note_added", **about(incident, by, at))
    if audience == Step.Audience.ALL:
        telling.leads_of_a_note(incident, by, at)
    return made


def audiences(viewer: Viewer, incident: Incident) -> list[str]:
    """Whom this viewer may write to: nobody writes where they cannot read."""
    parts = access.parts_of(viewer, incident)
    found = [Step.Audience.ALL]
    found += [Step.Audience.LEADS] if access.LEAD in parts else []
    found += [Step.Audience.SAFEGUARDING] if access.CHILD in parts else []
    return [str(each) for each in found]


@transaction.atomic
def contain(incident: Incident, *, item: str, words: str, by: Viewer, at: dt.datetime) -> Step:
    """Tick off one thing that was done to limit it. Once is enough."""
    access.may_contain(by, incident).insist()
    if item not in {each.slug for each in containment_for(incident.kind, incident.thing)}:
        raise Refused("That is not on the list for this.", "Write a note.")
    already = Refused("This was ticked already.", "There is nothing to do.")
    made = step_once(incident, Step.Kind.CONTAINED, already, by=by, at=at, words=words, what=item)
    record("incidents.containment_done", **about(incident, by, at, item=item))
    return made


@transaction.atomic
def tell_body(incident: Incident, *, body: str, words: str, by: Viewer, at: dt.datetime) -> Step:
    """Say that another body was told: when, by whom, and their reference."""
    access.may_change(by, incident).insist()
    if body not in bodies():
        raise Refused("That body is not on the list.", "Write a note.")
    already = Refused("They were told already.", "Write a note if there is more.")
    made = step_once(incident, Step.Kind.BODY, already, by=by, at=at, words=words, what=body)
    record("incidents.body_told", **about(incident, by, at, body=body))
    return made


@transaction.atomic
def tell_outside(recipient: Recipient, *, words: str, by: Viewer, at: dt.datetime) -> Recipient:
    """Say that the body the policy names outside the school was told."""
    access.may_tell_outside(by, recipient).insist()
    if not Recipient.objects.filter(pk=recipient.pk, told_at=None).update(told_at=at):
        raise Refused("They were told already.", "There is nothing to do.")
    incident = recipient.incident
    step(incident, Step.Kind.TOLD, by=by, at=at, what=recipient.role, words=f"{recipient.label}. {words}".strip())
    record("incidents.outside_body_told", **about(incident, by, at))
    recipient.refresh_from_db()
    return recipient


@transaction.atomic
def count_people(
    incident: Incident, *, least: int, most: int | None = None, words: str, by: Viewer, at: dt.datetime
) -> Step:
    """Say how many people it is about, and how one knows. Every count stays on the timeline; the last one holds."""
    access.may_change(by, incident).insist()
    insist_on_sentence(words, "Say how you know.")
    if most is not None and most < least:
        raise Refused("The most is less than the least.", "Give them the other way round.")
    kept = HowMany(least, most).kept
    made = step(incident, Step.Kind.COUNTED, by=by, at=at, what=kept, words=words, audience=Step.Audience.LEADS)
    record("incidents.people_counted", **about(incident, by, at, count=kept))
    return made


@transaction.atomic
def name_child(incident: Incident, *, words: str, by: Viewer, at: dt.datetime) -> ChildIdentity:
    """Write down which child it is. Nobody but the safeguarding lead and the data protection officer reads it."""
    access.may_name_child(by, incident).insist()
    insist_on_sentence(words, "Say which child.")
    made = ChildIdentity.objects.create(incident=incident, words=words.strip(), created_at=at, created_by=by.person)
    record("incidents.restricted_note_added", **about(incident, by, at))
    return made


def step(incident: Incident, kind: str, *, by: Viewer, at: dt.datetime, **more: Any) -> Step:
    return Step.objects.create(incident=incident, kind=kind, at=at, by=by.person, **more)


def step_once(incident: Incident, kind: str, already: Refused, *, by: Viewer, at: dt.datetime, **more: Any) -> Step:
    """A step that is taken once: the database says who came second, however close they were."""
    try:
        with transaction.atomic():
            return step(incident, kind, by=by, at=at, **more)
    except IntegrityError as twice:
        raise already from twice


def insist_on_sentence(words: str, say: str) -> None:
    if not words.strip():
        raise Refused(say, "A sentence is enough.")


def about(incident: Incident, by: Viewer, at: dt.datetime, **details: Any) -> dict[str, Any]:
    """What the ledger keeps of an act. Never what happened, to whom, or what was written."""
    return {"organisation": incident.organisation, "by": by, "subject": incident, "at": at, "details": details}
