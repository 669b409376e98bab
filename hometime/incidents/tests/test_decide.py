"""Judging the risk, telling the regulator, letters, closing: who may, who may not, and what is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hometime.incidents.deciding import actions
from hometime.incidents.deciding.regulator_form import answers_of, as_text, filled, groups
from hometime.incidents.models import Incident, RegulatorNotice, RiskDecision
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .conftest import FOLDER

WHY = "Nobody could have read it: it was in the school office all along."


@pytest.fixture
def decide(dara, viewer, now):
    def judge(it, outcome="risk", by=None, **more):
        return actions.decide_risk(it, outcome=outcome, reasons=WHY, by=by or viewer(dara), at=now, **more)

    return judge


@pytest.fixture
def tell(dara, viewer, now):
    def to_regulator(it, sent=None, at=None, **more):
        at = at or now
        sent = sent or at
        return actions.tell_regulator(it, reference="IC-1", sent_at=sent, by=viewer(dara), at=at, **more)

    return to_regulator


@pytest.mark.parametrize("outcome", ["unlikely", "risk", "high"])
def test_the_officer_judges_with_reasons_either_way(folder, decide, outcome):
    made = decide(folder, outcome)
    assert (made.outcome, made.reasons) == (outcome, WHY)
    folder.refresh_from_db()
    assert folder.state == "looking"
    entry = Entry.objects.get(act="incidents.risk_decided")
    assert "Nobody could have read" not in Payload.objects.get(entry=entry).text


def test_without_reasons_nothing_is_judged(folder, dara, viewer, now):
    with pytest.raises(Refused, match="Say why"):
        actions.decide_risk(folder, outcome="risk", reasons=" ", by=viewer(dara), at=now)


@pytest.mark.parametrize("slug", ["tess", "safia", "idris", "leo"])
def test_others_do_not_judge(folder, cast, slug, decide, viewer):
    with pytest.raises(Refused):
        decide(folder, by=viewer(cast[slug]))


def test_a_head_judges_with_the_officer_only(folder, hana, dara, decide, viewer):
    with pytest.raises(Refused, match="Ask the data protection officer"):
        decide(folder, by=viewer(hana))
    with pytest.raises(Refused, match="Ask the data protection officer"):
        decide(folder, by=viewer(hana), advised_by=hana, advice="Mine.")
    assert decide(folder, by=viewer(hana), advised_by=dara, advice="Report it.").advised_by == dara


def test_where_the_officer_reported_it_the_head_decides(school, dara, hana, reported, decide, viewer):
    made = reported(dara)
    with pytest.raises(Refused, match="about you"):
        decide(made)
    assert decide(made, by=viewer(hana)).decided_by == hana


def test_nobody_judges_what_they_reported_for_somebody_else(school, dara, tess, reported, decide):
    with pytest.raises(Refused, match="You reported this"):
        decide(reported(dara, replace(FOLDER, concerns=tess)))


def test_the_tables_know_it_too(folder, decide, tess):
    made = decide(folder)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskDecision.objects.filter(pk=made.pk).update(decided_by=tess)


def test_a_later_judgement_takes_the_place_of_the_first_and_both_stay(folder, decide):
    decide(folder, "unlikely")
    decide(folder, "high")
    assert [row.outcome for row in folder.decisions.all()] == ["unlikely", "high"]


def test_the_regulator_is_told_in_time_without_reasons(folder, tell):
    assert not tell(folder).is_late
    assert Entry.objects.filter(act="incidents.regulator_told").count() == 1


def test_late_only_with_reasons(folder, tell, now):
    after = now + timedelta(hours=72, seconds=1)
    with pytest.raises(Refused, match="after the hours were over"):
        tell(folder, at=after)
    assert tell(folder, at=after, late_reasons="The officer was ill.").is_late


def test_it_cannot_have_gone_before_the_school_knew_or_after_now(folder, tell, now):
    for sent in (now - timedelta(minutes=1), now + timedelta(minutes=1)):
        with pytest.raises(Refused, match="cannot have gone"):
            tell(folder, sent=sent)


def test_there_is_one_first_report_and_then_follow_ups(folder, tell, dara, viewer, now):
    with pytest.raises(Refused, match="no first report"):
        actions.follow_up(folder, words="More.", sent_at=now, by=viewer(dara), at=now)
    tell(folder)
    with pytest.raises(Refused, match="told already"):
        tell(folder)
    later = now + timedelta(days=5)
    more = actions.follow_up(folder, words="It was found.", sent_at=later, by=viewer(dara), at=later)
    assert (more.reference, more.kind) == ("IC-1", RegulatorNotice.Kind.FOLLOW_UP)


def test_it_is_not_closed_before_what_must_be_done_is_done(folder, decide, tell, dara, viewer, now):
    def close(**more):
        told = {"ending": "looked_into", "words": "Lock the boot, or leave it at school."} | more
        return actions.close_incident(folder, **told, by=viewer(dara), at=now)

    with pytest.raises(Refused, match="Nobody has judged"):
        close()
    decide(folder, "high")
    with pytest.raises(Refused, match="regulator has not been told"):
        close()
    with pytest.raises(Refused, match="judged a risk"):
        close(ending="near_miss")
    tell(folder)
    with pytest.raises(Refused, match="people affected"):
        close()
    actions.send_letter(
        folder, to="One family", how="By hand", text="Dear …", sent_on=now.date(), by=viewer(dara), at=now
    )
    with pytest.raises(Refused, match="what was learned"):
        close(words="")
    assert close().state == "closed"
    with pytest.raises(Refused, match="closed"):
        close()


def test_letters_may_be_left_out_for_the_reasons_of_the_law(folder, decide, tell, dara, viewer, now):
    decide(folder, "high")
    tell(folder)
    actions.excuse_letters(folder, why="unreadable", words="It was encrypted.", by=viewer(dara), at=now)
    actions.close_incident(folder, ending="looked_into", words="Nothing new.", by=viewer(dara), at=now)


@pytest.mark.parametrize("ending", ["near_miss", "no_personal_data"])
def test_light_endings_are_kept_with_their_reasons_and_the_reporter_hears(folder, ending, tess, dara, viewer, now):
    closed = actions.close_incident(folder, ending=ending, words="It was under the seat.", by=viewer(dara), at=now)
    assert (closed.state, closed.ending, closed.closed_at) == ("closed", ending, now)
    assert Notice.objects.filter(person=tess, kind="incidents.closed").exists()


def test_a_closed_report_is_opened_again_with_its_hours(folder, dara, viewer, now):
    actions.close_incident(folder, ending="near_miss", words="Found.", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="closed"):
        actions.decide_risk(folder, outcome="risk", reasons="x", by=viewer(dara), at=now)
    opened = actions.reopen_incident(folder, words="A page was gone.", by=viewer(dara), at=now)
    assert (opened.state, opened.ending, opened.aware_at) == ("looking", "", folder.aware_at)
    with pytest.raises(Refused, match="open"):
        actions.reopen_incident(folder, words="Again.", by=viewer(dara), at=now)


def test_whose_mishap_it_is_does_not_close_it(school, hana, reported, viewer, now):
    with pytest.raises(Refused, match="about you"):
        actions.close_incident(reported(hana), ending="near_miss", words="Mine.", by=viewer(hana), at=now)


def test_two_who_close_it_at_once(folder, dara, hana, viewer, now):
    stale = Incident.objects.get(pk=folder.pk)
    actions.close_incident(folder, ending="near_miss", words="Found.", by=viewer(dara), at=now)
    with pytest.raises(Refused):
        actions.close_incident(stale, ending="near_miss", words="Found.", by=viewer(hana), at=now)
    assert folder.steps.filter(kind="closed").count() == 1


def test_the_regulators_questions_are_answered_as_far_as_the_record_goes(laptop, decide, dara, viewer, now):
    decide(laptop, "risk")
    said = answers_of(laptop, viewer(dara), now)
    assert (said["dpo"], said["reason"], said["high_risk"]) == ("Dara Quinn", "meets", "no")
    text = as_text(filled(laptop, viewer(dara), now))
    assert [name for name in (group.name for group in groups()) if name not in text] == []
    assert text.index("1. About the report") < text.index("6. What was done, and who to ask")


def test_what_is_written_by_hand_counts_and_what_was_there_before_stays(laptop, dara, viewer, now):
    for words in ("A laptop was left on a bus.", "A laptop was left on a train."):
        actions.answer_form(laptop, said={"narrative": words}, by=viewer(dara), at=now)
    assert answers_of(laptop, viewer(dara), now)["narrative"] == "A laptop was left on a train."
    assert laptop.form_answers.count() == 2


def test_nobody_affected_is_named_in_the_pack(folder, dara, viewer, now):
    assert "Bloggs" not in as_text(filled(folder, viewer(dara), now))
