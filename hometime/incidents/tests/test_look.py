"""Looking into it: seen, notes, what was done to limit it, bodies told, the child; each act allowed, refused and on record."""

from dataclasses import replace

import pytest

from hometime.incidents.access import parts_of
from hometime.incidents.looking import actions
from hometime.incidents.models import ChildIdentity, Incident, Recipient, Step
from hometime.incidents.queries import incidents_for, steps_seen
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Role
from hometime.people.standing_in.actions import delegate

from .conftest import FOLDER


def ledger(act):
    return Entry.objects.filter(act=act).count()


def test_whoever_was_told_says_that_they_have_seen_it(folder, hana, tess, viewer, now):
    actions.see(folder, by=viewer(hana), at=now)
    folder.refresh_from_db()
    assert folder.state == "looking"
    assert Recipient.objects.get(incident=folder, person=hana).seen_at == now
    assert Notice.objects.filter(person=tess, kind="incidents.seen").count() == 1
    assert ledger("incidents.incident_seen") == 1
    with pytest.raises(Refused, match="already said"):
        actions.see(Incident.objects.get(pk=folder.pk), by=viewer(hana), at=now)


def test_a_safeguarding_lead_who_has_seen_it_does_not_begin_the_looking_into(folder, safia, viewer, now):
    assert actions.see(folder, by=viewer(safia), at=now).state == "reported"


def test_who_was_not_told_has_nothing_to_see(folder, leo, viewer, now):
    with pytest.raises(Refused, match="not told"):
        actions.see(folder, by=viewer(leo), at=now)


def test_two_presses_of_seen_at_once(folder, hana, viewer, now):
    stale = Incident.objects.prefetch_related("recipients").get(pk=folder.pk)
    list(stale.recipients.all())
    actions.see(folder, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="already said"):
        actions.see(stale, by=viewer(hana), at=now)
    assert folder.steps.filter(kind="seen").count() == 1


def test_notes_are_read_by_those_they_are_for(folder, tess, hana, dara, safia, viewer, now):
    for who, audience in ((dara, "leads"), (safia, "safeguarding"), (tess, "all")):
        actions.note(folder, words=f"For {audience}", audience=audience, by=viewer(who), at=now)

    def read(person):
        parts = parts_of(viewer(person), folder)
        notes = steps_seen(viewer(person), folder, parts).filter(kind="note")
        return {note.words.removeprefix("For ") for note in notes}

    assert read(tess) == {"all"}
    assert read(hana) == {"all", "leads"}
    assert read(dara) == {"all", "leads", "safeguarding"}
    assert read(safia) == {"all", "safeguarding"}
    assert ledger("incidents.note_added") == 3
    assert "For leads" not in "".join(Payload.objects.values_list("text", flat=True))
    assert Notice.objects.filter(kind="incidents.note", person=hana).exists()


def test_nobody_writes_where_they_cannot_read(folder, tess, hana, viewer, now):
    for who, audience in ((tess, "leads"), (hana, "safeguarding")):
        with pytest.raises(Refused, match="could not read that note"):
            actions.note(folder, words="Psst", audience=audience, by=viewer(who), at=now)
    with pytest.raises(Refused, match="Write the note"):
        actions.note(folder, words=" ", audience="all", by=viewer(tess), at=now)


def test_what_was_done_to_limit_it_is_ticked_once(laptop, idris, tess, viewer, now):
    actions.contain(laptop, item="locked", words="", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="ticked already"):
        actions.contain(laptop, item="locked", words="", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="not on the list"):
        actions.contain(laptop, item="called-back", words="", by=viewer(tess), at=now)
    assert ledger("incidents.containment_done") == 1


def test_other_bodies_are_put_on_record_once(folder, dara, tess, viewer, now):
    actions.tell_body(folder, body="police", words="Reference 12", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="told already"):
        actions.tell_body(folder, body="police", words="", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="about you"):
        actions.tell_body(folder, body="dfe", words="", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="not on the list"):
        actions.tell_body(folder, body="nobody", words="", by=viewer(dara), at=now)
    assert ledger("incidents.body_told") == 1


def test_the_outside_body_of_the_policy_is_told_by_whoever_reported_it(in_force, tess, leo, reported, viewer, now):
    in_force("ravensbury")
    row = Recipient.objects.get(incident=reported(tess), person=None)
    assert (row.label, row.told_at) == ("Global Policing", None)
    with pytest.raises(Refused):
        actions.tell_outside(row, words="", by=viewer(leo), at=now)
    actions.tell_outside(row, words="By phone", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="told already"):
        actions.tell_outside(row, words="", by=viewer(tess), at=now)
    assert ledger("incidents.outside_body_told") == 1


def test_people_here_are_not_told_by_hand(folder, tess, viewer, now):
    with pytest.raises(Refused, match="told by Hometime"):
        actions.tell_outside(folder.recipients.first(), words="", by=viewer(tess), at=now)


def test_which_child_it_is_stays_between_two(folder, safia, dara, hana, tess, viewer, now):
    for person in (hana, tess):
        with pytest.raises(Refused, match="Only the safeguarding lead"):
            actions.name_child(folder, words="Jo", by=viewer(person), at=now)
    actions.name_child(folder, words="Jo of class 4", by=viewer(safia), at=now)
    assert ChildIdentity.objects.count() == 2
    assert "class 4" not in "".join(Payload.objects.values_list("text", flat=True))


PARTS = {
    "tess": {"words"},
    "hana": {"words", "lead", "device", "care"},
    "dara": {"words", "lead", "device", "care", "child"},
    "safia": {"words", "child", "care"},
    "idris": set(),
    "leo": set(),
    "bilal": set(),
    "grace": set(),
    "victor": set(),
    "noor": set(),
}


@pytest.mark.parametrize("slug", PARTS)
def test_who_reads_which_part(folder, cast, slug, viewer):
    assert parts_of(viewer(cast[slug]), folder) == PARTS[slug]
    assert incidents_for(viewer(cast[slug])).exists() is bool(PARTS[slug])


def test_it_reads_of_a_device_and_not_what_was_said(laptop, idris, viewer):
    assert parts_of(viewer(idris), laptop) == {"device"}
    assert {step.kind for step in steps_seen(viewer(idris), laptop, frozenset({"device"}))} <= {Step.Kind.CONTAINED}


def test_a_head_reads_nothing_about_themselves_that_they_did_not_report(school, tess, hana, reported, viewer):
    made = reported(tess, replace(FOLDER, concerns=hana))
    assert not incidents_for(viewer(hana)).exists()
    assert parts_of(viewer(hana), made) == set()


def test_standing_in_for_the_head_is_no_way_round_it(school, hana, leo, reported, viewer, today, now):
    made = reported(hana)
    role = Role.objects.get(person=hana, kind="head")
    delegate(role, deputy=leo, starts_on=today, ends_on=today, by=viewer(hana), at=now)
    assert parts_of(viewer(leo), made) == set()
    assert not incidents_for(viewer(leo)).exists()


def test_the_other_school_sees_nothing(folder, stella, petra, viewer):
    assert not incidents_for(viewer(stella)).exists()
    assert not incidents_for(viewer(petra)).exists()
