"""Reporting: what is kept, who is told under each policy, and that the same report sent twice is one."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hometime.arrangements.models import Absence
from hometime.incidents.models import ChildIdentity, Draft, Incident, Recipient, Snapshot, Step
from hometime.incidents.queries import drafts_for
from hometime.incidents.reporting import actions
from hometime.incidents.reporting.actions import drop_draft, keep_draft, report_incident
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Role
from hometime.people.standing_in.actions import delegate

from .conftest import FOLDER, LAPTOP, ONCE

# Whom each policy, the law and the care for children name, when that folder is gone.
TOLD = {
    "wolsey-house": {"hana", "dara", "safia"},
    "ravensbury": {"hana", "dara", "safia", "Global Policing"},
    "academy-trust": {"dara", "safia"},
    "yourig": {"dara", "safia"},
    "dudley": {"dara", "safia"},
    "starter": {"hana", "dara", "safia"},
}
BY_POLICY = {
    "wolsey-house": {"head", "dpo"},
    "ravensbury": {"head", "outside-body"},
    "academy-trust": {"dpo", "dsl"},
    "yourig": {"dpo", "dsl"},
    "dudley": set(),
    "starter": {"head", "dpo", "dsl"},
}
RESTRICTED = ("looked", "care", "child", "Bloggs", "boot", "supermarket", "stolen", "folder")


def short(cast, row):
    return next((slug for slug, person in cast.items() if person.pk == row.person_id), row.label)


@pytest.mark.parametrize("slug", TOLD)
def test_the_folder_of_a_child_in_care_is_told_to_whom_each_policy_names(slug, in_force, cast, tess, reported):
    in_force(slug)
    rows = list(Recipient.objects.filter(incident=reported(tess)))
    assert {short(cast, row) for row in rows} == TOLD[slug]
    assert {row.role for row in rows if row.why == "policy"} == BY_POLICY[slug]
    assert all(row.cites for row in rows if row.why == "policy")


def test_all_of_them_are_told_at_once_day_or_night_and_never_what(folder, hana, dara, safia):
    notices = Notice.objects.filter(kind__in=["incidents.reported", "incidents.alert"])
    assert set(notices.values_list("person", "pace")) == {(p.pk, "at-once") for p in (hana, dara, safia)}
    for words in notices.values_list("subject", "text"):
        assert not [word for word in RESTRICTED if word.lower() in " ".join(words).lower()]


def test_the_ledger_keeps_that_it_was_reported_and_not_about_whom(folder):
    entry = Entry.objects.get(act="incidents.incident_reported")
    text = Payload.objects.get(entry=entry).text
    assert not [word for word in ("looked", "care", "child", "Bloggs", "boot", "supermarket") if word in text]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (replace(FOLDER, looked_after_child="not_sure"), "safia"),
        (LAPTOP, "idris"),
        (replace(LAPTOP, data="none", kind="other", thing="other"), "hana"),
        (replace(LAPTOP, data="none", now="danger"), "safia"),
    ],
)
def test_nobody_who_could_help_is_left_out(school, cast, tess, reported, what, told):
    assert told in {short(cast, row) for row in Recipient.objects.filter(incident=reported(tess, what))}


def test_a_no_about_children_in_care_leaves_the_safeguarding_lead_alone(laptop, safia):
    assert not Recipient.objects.filter(incident=laptop, person=safia).exists()


def test_those_who_stand_in_are_told_too(school, hana, leo, dara, tess, viewer, today, now, reported):
    role = Role.objects.get(person=hana, kind="head")
    delegate(role, deputy=leo, starts_on=today, ends_on=today, reason="", by=viewer(hana), at=now)
    assert Recipient.objects.filter(incident=reported(tess), person=leo, role="head").exists()


def test_where_the_only_holder_is_away_whoever_is_above_is_asked(school, idris, hana, tess, today, now, reported):
    Absence.objects.create(organisation=school, person=idris, on=today, reason="ill", created_at=now, created_by=idris)
    rows = Recipient.objects.filter(incident=reported(tess, LAPTOP))
    assert rows.get(person=idris).role == "it"
    assert rows.filter(person=hana).exists()


def test_a_mishap_of_the_head_is_told_to_others(school, hana, dara, reported):
    made = reported(hana)
    assert not Recipient.objects.filter(incident=made, person=hana).exists()
    assert Recipient.objects.filter(incident=made, person=dara).exists()


def test_the_same_report_sent_twice_is_one(school, tess, reported):
    assert reported(tess, once=ONCE) == reported(tess, once=ONCE)
    assert (Incident.objects.count(), Step.objects.filter(kind="reported").count()) == (1, 1)
    assert Notice.objects.count() == 3


def test_two_at_once_are_one(school, tess, viewer, now, monkeypatch):
    first = report_incident(FOLDER, once=ONCE, by=viewer(tess), at=now)
    answers = iter([None, first])
    monkeypatch.setattr(actions, "_known", lambda once, by: next(answers))
    with transaction.atomic():
        assert report_incident(FOLDER, once=ONCE, by=viewer(tess), at=now) == first
    assert Incident.objects.count() == 1


def test_somebody_elses_key_leads_nowhere(school, tess, leo, reported):
    reported(tess, once=ONCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        reported(leo, once=ONCE)


def test_the_child_is_written_apart(folder, tess):
    assert ChildIdentity.objects.get().words == "Jo Bloggs of class 4"
    assert "Bloggs" not in folder.words


def test_what_was_known_then_is_kept_as_it_was(folder):
    lines = Snapshot.objects.get(incident=folder).lines
    assert {line["about"] for line in lines} >= {"Which papers", "Policy in force", "Policy signed"}
    unknown = next(line for line in lines if line["about"] == "Which papers")
    assert unknown["says"].startswith("We do not know") and not unknown["is_known"]


def test_the_school_knew_when_it_was_noticed(school, tess, reported, now):
    earlier = now - timedelta(hours=20)
    made = reported(tess, replace(FOLDER, noticed_at=earlier))
    assert made.aware_at == made.noticed_at == earlier
    with pytest.raises(Refused, match="not come yet"):
        reported(tess, replace(FOLDER, noticed_at=now + timedelta(minutes=1)))


def test_a_half_finished_report_is_kept_and_picked_up_again(school, tess, leo, viewer, now):
    keep_draft(ONCE, step="now", said={"now": "over"}, by=viewer(tess), at=now)
    draft = keep_draft(ONCE, step="what", said={"kind": "lost", "thing": "papers"}, by=viewer(tess), at=now)
    assert draft.said == {"now": {"now": "over"}, "what": {"kind": "lost", "thing": "papers"}}
    assert list(drafts_for(viewer(tess))) == [draft]
    assert not drafts_for(viewer(leo))
    assert not Entry.objects.filter(act__startswith="incidents.").exists()


def test_a_draft_is_ended_by_sending_it(school, tess, viewer, reported, now):
    keep_draft(ONCE, step="now", said={"now": "over"}, by=viewer(tess), at=now)
    reported(tess, once=ONCE)
    assert not drafts_for(viewer(tess))
    assert Draft.objects.get().said == {}
    with pytest.raises(Refused, match="sent or thrown away"):
        keep_draft(ONCE, step="now", said={"now": "over"}, by=viewer(tess), at=now)


def test_a_draft_is_thrown_away_by_whoever_began_it(school, tess, leo, viewer, now):
    draft = keep_draft(uuid4(), step="now", said={"now": "over"}, by=viewer(tess), at=now)
    with pytest.raises(Refused):
        drop_draft(draft, by=viewer(leo), at=now)
    drop_draft(draft, by=viewer(tess), at=now)
    assert not drafts_for(viewer(tess))
    assert Draft.objects.get().said == {}
