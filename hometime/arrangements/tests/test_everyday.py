"""Care, hours, duties, absence and doubts: each act, its refusals, its notice, its fact, its page."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.everyday import actions
from hometime.arrangements.everyday.showing import week_in_words
from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

WEEK = [["08:30", "15:30"]] * 4 + [None]


def fact(person, school, name, on):
    known = facts_about([person], school, on)[person.pk].get(name)
    return known.value if known else None


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("in_place", [True, False])
def test_care_is_ones_own_word(school, tess, leo, viewer, now, today, in_place):
    actions.declare_care(in_place=in_place, by=viewer(tess), at=now)
    assert fact(tess, school, "arrangement.care_in_place", today) is in_place
    assert told(leo) == ([] if in_place else ["arrangements.care_lapsed"])
    assert Entry.objects.latest("pk").act == "arrangements.care_declared"
    with pytest.raises(IntegrityError), transaction.atomic():
        CareDeclaration.objects.update(created_by=leo)


def test_hours_are_told_by_the_manager_and_confirmed_by_the_person(school, tess, leo, viewer, now, today):
    notice = actions.tell_hours(tess, hours=WEEK, exception="none", by=viewer(leo), at=now)
    assert told(tess) == ["arrangements.hours_told"]
    assert fact(tess, school, "arrangement.hours_told", today) is True
    with pytest.raises(Refused, match="Only the person themselves"):
        actions.confirm_hours(notice, by=viewer(leo), at=now)
    actions.confirm_hours(notice, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="already"):
        actions.confirm_hours(notice, by=viewer(tess), at=now)


@pytest.mark.parametrize("slug", ["tess", "idris", "grace", "stella"])
def test_nobody_else_tells_hours(school, cast, slug, viewer, now):
    with pytest.raises(Refused):
        actions.tell_hours(cast["tess"], hours=WEEK, exception="none", by=viewer(cast[slug]), at=now)
    assert not HoursNotice.objects.exists()


@pytest.mark.parametrize(
    ("change", "instead", "before", "after"),
    [
        ("none", False, ("none", "not_needed"), None),
        ("usual_practice", False, ("usual_practice", "not_needed"), None),
        ("other", False, ("not_agreed", "not_needed"), ("agreed", "not_needed")),
        ("none", True, ("none", "not_agreed"), ("none", "agreed")),
    ],
)
def test_duties_that_differ_need_a_yes(school, tess, leo, viewer, now, today, change, instead, before, after):
    duties = actions.propose_duties(change=change, instead=instead, words="I mark.", by=viewer(tess), at=now)

    def facts():
        return fact(tess, school, "duties.change", today), fact(tess, school, "duties.instead", today)

    assert facts() == before
    assert told(leo) == (["arrangements.duties_proposed"] if after else [])
    if after:
        actions.agree_duties(duties, by=viewer(leo), at=now)
        assert facts() == after
        assert told(tess) == ["arrangements.duties_agreed"]
        with pytest.raises(Refused, match="answered already"):
            actions.agree_duties(duties, by=viewer(leo), at=now)


def test_duties_are_declined_with_words_and_put_forward_afresh(school, tess, leo, noor, viewer, now, today, page):
    duties = actions.propose_duties(change="other", instead=False, words="I mark.", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="A reason is needed"):
        actions.decline_duties(duties, words=" ", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="Only their line manager"):
        actions.decline_duties(duties, words="No.", by=viewer(noor), at=now)
    actions.decline_duties(duties, words="Mark at school.", by=viewer(leo), at=now)
    assert told(tess) == ["arrangements.duties_declined"]
    assert "Mark at school" not in Notice.objects.get(person=tess).text
    assert fact(tess, school, "duties.change", today) == "not_agreed"
    with pytest.raises(Refused, match="answered already"):
        actions.agree_duties(duties, by=viewer(leo), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutiesAgreement.objects.update(agreed_by=leo)
    assert actions.propose_duties(change="other", instead=False, words="I plan.", by=viewer(tess), at=now)


def test_nobody_agrees_their_own_duties(school, hana, tess, viewer, now):
    duties = actions.propose_duties(change="other", instead=False, words="I write.", by=viewer(hana), at=now)
    with pytest.raises(Refused, match="This is about you"):
        actions.agree_duties(duties, by=viewer(hana), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutiesAgreement.objects.update(agreed_by=hana)
    with pytest.raises(Refused, match="A reason is needed"):
        actions.propose_duties(change="other", instead=False, words="", by=viewer(tess), at=now)


def test_an_absence_is_told_at_once_and_never_why(school, tess, leo, viewer, now, today):
    absence = actions.report_absence(on=today, reason="ill", by=viewer(tess), at=now)
    notice = Notice.objects.get(person=leo)
    assert notice.pace == "at-once" or notice.due_at <= now
    assert "ill" not in notice.text.split() and "ill" not in Entry.objects.latest("pk").payload.text.split('"')
    assert fact(tess, school, "absence.reported", today) is True
    assert fact(tess, school, "absence.reported", date(2026, 11, 3)) is None
    with pytest.raises(Refused, match="already"):
        actions.report_absence(on=today, reason="ill", by=viewer(tess), at=now)
    with pytest.raises(Refused):
        actions.acknowledge_absence(absence, by=viewer(tess), at=now)
    actions.acknowledge_absence(absence, by=viewer(leo), at=now)
    with pytest.raises(Refused, match="before the absence"):
        actions.note_return(absence, on=date(2026, 11, 1), by=viewer(tess), at=now)
    actions.note_return(absence, on=date(2026, 11, 3), by=viewer(tess, on=date(2026, 11, 3)), at=now)


def test_a_doubt_needs_both_answers_in_their_order(school, tess, leo, hana, viewer, now, today):
    doubt = actions.ask_doubt(words="May I plan lessons at home?", by=viewer(tess), at=now)
    assert told(leo) == ["arrangements.doubt_asked"]
    assert fact(tess, school, "arrangement.unsure", today) is True
    with pytest.raises(Refused, match="line manager comes first"):
        actions.settle_doubt(doubt, is_yes=True, answer="Yes.", by=viewer(hana), at=now)
    actions.discuss_doubt(doubt, view="I think so.", by=viewer(leo), at=now)
    assert told(hana) == ["arrangements.doubt_asked"]
    assert told(tess) == []
    actions.settle_doubt(doubt, is_yes=True, answer="Plan at home.", by=viewer(hana), at=now)
    assert told(tess) == ["arrangements.doubt_settled"]
    assert fact(tess, school, "arrangement.status", today) == "approved"
    assert fact(tess, school, "arrangement.unsure", today) is False
    with pytest.raises(Refused, match="Hana Whitlock answered this already"):
        actions.settle_doubt(doubt, is_yes=False, answer="No.", by=viewer(hana), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Doubt.objects.update(decided_by=tess)


def test_a_line_manager_away_does_not_block_a_doubt(school, tess, leo, noor, hana, viewer, now, page, at_that_moment):
    doubt = actions.ask_doubt(words="May I?", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="Only their line manager"):
        actions.discuss_doubt(doubt, view="Yes.", by=viewer(noor), at=now)
    where = reverse("arrangements:doubt", args=[doubt.code])
    assert "Why are you going on without the line manager?" in page.sign_in(hana).get(where).page.text
    assert page.post(where, {"view": "Leo is away."}).status_code == 302
    assert "May they work from home?" in page.get(where).page.text
    assert told(hana) == []


def test_whoever_stands_in_for_the_manager_is_told_too(school, tess, leo, noor, hana, lend, viewer, now, today):
    lend(leo, "line-manager", to=noor)
    actions.report_absence(on=today, reason="ill", by=viewer(tess), at=now)
    actions.ask_doubt(words="May I?", by=viewer(tess), at=now)
    assert told(noor)[-2:] == told(leo) == ["arrangements.absence_reported", "arrangements.doubt_asked"]


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ([["08:30", "15:30"]] * 5, "Monday to Friday, 08:30 to 15:30"),
        ([None, ["08:30", "15:30"], None, ["08:30", "15:30"], None], "Tuesday and Thursday, 08:30 to 15:30"),
        (
            [["08:30", "15:30"]] * 2 + [["08:30", "12:00"], None, None],
            "Monday and Tuesday, 08:30 to 15:30; Wednesday, 08:30 to 12:00",
        ),
    ],
)
def test_hours_are_said_in_a_line(hours, says):
    assert week_in_words(hours) == says


PAGES = {
    "declare-care": {"in_place": "yes"},
    "agree-duties": {"change": "other", "instead": "no", "words": "I mark."},
    "report-absence": {"on_0": "2", "on_1": "11", "on_2": "2026", "reason": "ill"},
    "doubts": {"words": "May I?"},
}


@pytest.mark.parametrize("name", PAGES)
def test_each_act_has_its_page(school, tess, page, at_that_moment, name):
    page.sign_in(tess)
    where = reverse(f"arrangements:{name}")
    assert page.get(where).status_code == 200
    assert page.post(where, {}).status_code == 422
    assert page.post(where, PAGES[name]).status_code == 302
    assert "So far" in page.get(where).page.text


def test_what_waits_for_the_manager_is_done_there(school, tess, leo, stella, viewer, now, page, at_that_moment):
    duties = actions.propose_duties(change="other", instead=False, words="I mark.", by=viewer(tess), at=now)
    absence = actions.report_absence(on=date(2026, 11, 2), reason="ill", by=viewer(tess), at=now)
    doubt = actions.ask_doubt(words="May I?", by=viewer(tess), at=now)
    agree = reverse("arrangements:duties-agree", args=[duties.code])
    seen = reverse("arrangements:absence-seen", args=[absence.code])
    about = reverse("arrangements:doubt", args=[doubt.code])
    page.sign_in(stella)
    assert {page.post(agree).status_code, page.post(seen).status_code, page.get(about).status_code} == {404}
    page.sign_in(leo)
    seen_by_leo = page.get(reverse("arrangements:report-absence")).page.text
    assert seen_by_leo.count("I am ill") == 1  # the choice on the form, and never her reason
    page.post(agree)
    page.post(seen)
    assert page.get(about).page.h1 == "Tess Okafor is not sure"
    assert page.post(about, {"view": "I think so."}).status_code == 302
    assert (DutiesAgreement.objects.get().agreed_by, Absence.objects.get().seen_by) == (leo, leo)
    back = reverse("arrangements:absence-return", args=[absence.code])
    assert page.get(back).page.h1 == "Tess Okafor is back"


def test_a_manager_tells_hours_on_the_page(school, tess, leo, page, at_that_moment):
    page.sign_in(leo)
    where = reverse("arrangements:hours")
    told_hours = {
        "person": str(tess.code),
        "weekdays": ["0", "1"],
        "start": "08:30",
        "end": "15:30",
        "exception": "none",
    }
    assert page.post(where, told_hours | {"end": "08:00"}).status_code == 422
    assert "less than 11 hours of rest" in page.post(where, told_hours | {"end": "21:31"}).page.text
    assert page.post(where, told_hours).status_code == 302
    notice = HoursNotice.objects.get()
    assert "Monday and Tuesday, 08:30 to 15:30" in page.sign_in(tess).get(where).page.text
    assert page.post(reverse("arrangements:hours-confirm", args=[notice.code])).status_code == 302
    notice.refresh_from_db()
    assert notice.confirmed_at


def test_stationery_is_written_down_and_the_manager_told_what_it_was(school, tess, leo, viewer, now, today):
    actions.take_stationery(what="Two packs of paper", taken_on=today, by=viewer(tess), at=now)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (leo, "arrangements.stationery_taken")
    assert "Two packs of paper" in notice.text
    assert Entry.objects.latest("pk").act == "arrangements.stationery_taken"
    assert facts_about([tess], school, today)[tess.pk]["stationery.told"].value is True


def test_stationery_of_a_day_to_come_is_refused(school, tess, viewer, now, today):
    with pytest.raises(Refused, match="not come yet"):
        actions.take_stationery(what="A stapler", taken_on=today + timedelta(days=1), by=viewer(tess), at=now)


def test_the_page_of_stationery(school, tess, leo, noor, page, at_that_moment):
    typed = {"what": "Red pens", "taken_on_0": "2", "taken_on_1": "11", "taken_on_2": "2026"}
    page.sign_in(tess)
    assert page.post("/arrangements/stationery/", typed | {"what": ""}).status_code == 422
    assert page.post("/arrangements/stationery/", typed).status_code == 302
    assert "Red pens" in page.sign_in(leo).get("/arrangements/stationery/").page.text
    assert "Red pens" not in page.sign_in(noor).get("/arrangements/stationery/").page.text


def test_a_long_list_goes_on_on_the_next_page(school, tess, viewer, now, today, page, at_that_moment):
    for number in range(25):
        actions.take_stationery(what=f"Book {number:02}", taken_on=today, by=viewer(tess), at=now)
    page.sign_in(tess)
    first, second = (page.get(f"/arrangements/stationery/?page={number}").page.text for number in (1, 2))
    assert "Book 24" in first and "Book 04" not in first
    assert "Book 04" in second and "Book 24" not in second
