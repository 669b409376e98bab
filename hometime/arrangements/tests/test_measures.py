"""Extra checks on somebody’s work: written down with a reason, told at once, read, ended, and never hidden."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.facts import facts_about
from hometime.arrangements.measures.actions import end_measure, record_measure, see_measure
from hometime.arrangements.models import Measure
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

WEEKLY = {"what": "A weekly look at marked books", "why": "Two classes had no marks in October."}
HERE = "/arrangements/checks/"


@pytest.fixture
def measure(school, tess, leo, viewer, now, today):
    return record_measure(tess, **WEEKLY, starts_on=today, by=viewer(leo), at=now)


def fact(person, school, on):
    known = facts_about([person], school, on)[person.pk].get("manager.extra_watch")
    return known and known.value


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_check_is_written_down_and_the_person_is_told_at_once(measure, school, tess, today):
    assert told(tess) == ["arrangements.measure_recorded"]
    assert fact(tess, school, today) == "told"
    assert fact(tess, school, today - timedelta(days=1)) is None


def test_what_and_why_are_in_no_notice_and_not_in_the_ledger(measure):
    kept = [Payload.objects.get(entry=Entry.objects.latest("pk")).text, Notice.objects.get().text]
    assert not any("marked books" in text or "October" in text for text in kept)


@pytest.mark.parametrize("slug", ["tess", "noor", "idris", "dara", "safia", "grace", "victor", "stella", "petra"])
def test_only_whoever_leads_somebody_may_add_a_check(school, cast, slug, viewer, now, today):
    with pytest.raises(Refused):
        record_measure(cast["tess"], **WEEKLY, starts_on=today, by=viewer(cast[slug]), at=now)


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"what": " "}, "A reason is needed"), ({"why": ""}, "A reason is needed"), ({"days": -1}, "gone already")],
)
def test_a_check_needs_words_and_never_begins_in_the_past(school, tess, leo, viewer, now, today, changed, says):
    starts_on = today + timedelta(days=changed.pop("days", 0))
    with pytest.raises(Refused, match=says):
        record_measure(tess, **WEEKLY | changed, starts_on=starts_on, by=viewer(leo), at=now)


def test_the_person_says_that_they_have_read_it_and_nobody_else(measure, tess, leo, viewer, now):
    with pytest.raises(Refused, match="Only the person themselves"):
        see_measure(measure, by=viewer(leo), at=now)
    see_measure(measure, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="You have said so already"):
        see_measure(measure, by=viewer(tess), at=now)


def test_it_ends_once_and_the_person_is_told(measure, school, tess, leo, hana, viewer, now, today):
    with pytest.raises(Refused, match="somebody else must do it"):
        end_measure(measure, by=viewer(tess), at=now)
    end_measure(measure, by=viewer(hana), at=now)
    assert told(tess)[-1] == "arrangements.measure_ended"
    assert fact(tess, school, today) == "told"
    assert fact(tess, school, today + timedelta(days=1)) == "none"
    with pytest.raises(Refused, match="ended already"):
        end_measure(measure, by=viewer(leo), at=now)


def test_nobody_checks_on_themselves_even_in_the_database(school, tess, now, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.create(
            organisation=school, person=tess, **WEEKLY, starts_on=today, created_by=tess, created_at=now
        )


@pytest.mark.usefixtures("at_that_moment")
def test_the_page_shows_it_to_the_person_and_those_who_lead_them_alone(measure, cast, page):
    for slug, person in cast.items():
        is_shown = slug in ("tess", "leo", "hana")
        assert ("marked books" in page.sign_in(person).get(HERE).page.text) is is_shown, slug


@pytest.mark.usefixtures("at_that_moment")
def test_from_page_to_page(school, tess, leo, noor, page):
    page.sign_in(leo)
    typed = {**WEEKLY, "person": str(tess.code), "starts_on_0": "2", "starts_on_1": "11", "starts_on_2": "2026"}
    assert page.post(HERE, typed | {"why": ""}).status_code == 422
    assert page.post(HERE, typed).status_code == 302
    measure = Measure.objects.get()
    seen, end = (reverse(f"arrangements:measure-{name}", args=[measure.code]) for name in ("seen", "end"))
    assert page.sign_in(noor).post(seen).status_code == 404
    assert "I have read it" in page.sign_in(tess).get(HERE).page.text
    assert page.post(seen).status_code == 302
    assert "somebody else must do it" in page.post(end, follow=True).page.text
    assert "Read" in page.sign_in(leo).get(HERE).page.text
    assert "It has ended" in page.post(end, follow=True).page.text


def test_a_check_is_written_down_and_told_once_until_it_ends(school, tess, leo, viewer, now, today):
    told = {"what": "Two lessons are seen.", "why": "A new course.", "starts_on": today, "by": viewer(leo), "at": now}
    first = record_measure(tess, **told)
    with pytest.raises(Refused, match="written down already"):
        record_measure(tess, **told)
    assert Notice.objects.filter(person=tess).count() == 1
    end_measure(first, by=viewer(leo), at=now)
    assert record_measure(tess, **told)
