"""A report about what somebody else had: the radius follows the thing to its holder, and its holder does not look into it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.equipment.models import Device, Loan
from hometime.incidents.access import may_decide
from hometime.incidents.blast.lines import lines_of
from hometime.incidents.models import Incident
from hometime.incidents.reporting.actions import Thing, report_incident
from hometime.papers.models import PaperSet, SignOut

from .conftest import LAPTOP, ONCE
from .test_radius import saying

DAY = timedelta(days=1)


@pytest.fixture
def folder_of_hana(school, hana, now):
    """A folder that the headteacher has signed out; on it the label of its set."""
    common = {"organisation": school, "what": "Review folder", "data": "sensitive", "people_count": 6}
    paper_set = PaperSet.objects.create(**common, items=["Folder"], label="K7PQ", created_at=now - 9 * DAY)
    given = {"purpose": "Review", "due_on": now.date(), "basis": "log", "created_at": now - DAY, "created_by": hana}
    return SignOut.objects.create(person=hana, paper_set=paper_set, **common, **given)


@pytest.fixture
def laptop_of_leo(school, leo, idris, now):
    made = {"registered_on": now.date(), "created_at": now - 30 * DAY, "created_by": idris}
    device = Device.objects.create(organisation=school, asset_code="GWA-7", kind="laptop", name="Laptop", **made)
    dated = {"lent_at": now - 9 * DAY, "created_at": now - 9 * DAY, "created_by": idris}
    Loan.objects.create(organisation=school, device=device, person=leo, **dated)
    return device


@pytest.fixture
def tell(page, at_that_moment):
    """`tell(bilal, label="K7PQ")`: what that person reports, page by page."""

    def report(person, kind="lost", thing="papers", data="sensitive", **things):
        page.sign_in(person)
        page.post(reverse("incidents:report"), {"now": "over", "once": str(ONCE)})
        steps = {
            "what": {"kind": kind, "thing": thing},
            "data": {"data": data, "looked_after_child": "no", "child": "yes"},
            "things": things,
        }
        for step, said in steps.items():
            page.post(reverse("incidents:report-step", args=[ONCE, step]), said)
        page.post(reverse("incidents:report-check", args=[ONCE]))
        return Incident.objects.get()

    return report


def test_a_folder_found_by_a_parent_and_brought_to_the_office(folder_of_hana, tell, bilal, hana, dara, viewer, now):
    made = tell(bilal, label="k7pq", place="The park, a parent found it")
    lines = lines_of(made, now)
    line = saying(lines, "Review folder")
    assert line.is_known and line.source == "Sign-out" and "about 6 people" in line.says
    assert made.concerns == hana
    assert "This is about you" in str(may_decide(viewer(hana), made)) and may_decide(viewer(dara), made)
    assert hana.pk not in {row.person_id for row in made.recipients.all()}


def test_whoever_found_it_does_not_learn_whose_it_was(folder_of_hana, tell, tess, page):
    made = tell(tess, label="K7PQ")
    seen = page.sign_in(tess).get(reverse("incidents:incident", args=[made.code])).page.text
    assert "Labelled K7PQ" in seen and "Hana" not in seen and "Review folder" not in seen


def test_those_who_look_into_it_see_whose_it_was(folder_of_hana, tell, tess, dara, page):
    made = tell(tess, label="K7PQ")
    seen = page.sign_in(dara).get(reverse("incidents:incident", args=[made.code])).page.text
    assert "Whose it was Hana Whitlock" in seen


def test_a_laptop_found_on_a_bus_is_followed_to_whoever_had_it(laptop_of_leo, tell, tess, leo, now):
    made = tell(tess, thing="school_device", label="gwa-7")
    lines = lines_of(made, now)
    assert saying(lines, "Who had Laptop GWA-7").says == leo.name and made.concerns == leo
    assert saying(lines, "Policy signed").part == "person"


def test_what_the_person_it_concerns_had_is_looked_at_as_well(laptop_of_leo, tell, tess, leo, school, page, now):
    """Told about Leo, with something of Tess’s ticked: both stand in the account, each with its holder."""
    given = {"purpose": "Marking", "due_on": now.date(), "basis": "log", "created_at": now - DAY, "created_by": tess}
    books = SignOut.objects.create(organisation=school, person=tess, what="Books", data="personal", **given)
    page.sign_in(tess)
    page.post(reverse("incidents:report"), {"now": "over", "once": str(ONCE)})
    said = {
        "what": {"kind": "stolen", "thing": "school_device"},
        "things": {"things": [str(books.code)]},
        "when": {"noticed": "now", "concerns": str(leo.code)},
    }
    for step, told in said.items():
        page.post(reverse("incidents:report-step", args=[ONCE, step]), told)
    page.post(reverse("incidents:report-check", args=[ONCE]))
    lines = lines_of(Incident.objects.get(), now)
    assert saying(lines, f"Books, with {tess.name}").is_known and saying(lines, "Who had Laptop GWA-7").says == leo.name
    assert saying(lines, f"Policy signed, {tess.name}") and saying(lines, f"Home working, {tess.name}")


def test_a_label_that_nobody_knows_is_kept_as_it_was_typed(school, tell, tess):
    made = tell(tess, label="ROOM 12 <b>")
    assert made.words == "Written on it: ROOM 12 <b>" and made.concerns == tess and not made.items.exists()


def test_one_s_own_thing_stays_one_s_own(folder_of_hana, tell, hana, now):
    made = tell(hana, label="K7PQ")
    assert made.concerns == hana and saying(lines_of(made, now), "Review folder").about == "Review folder"


def test_no_label_of_another_school_leads_anywhere(folder_of_hana, tell, stella):
    assert not tell(stella, label="K7PQ").items.exists()


def test_nobody_judges_a_loss_of_two_when_one_of_them_was_theirs(
    folder_of_hana, laptop_of_leo, school, bilal, hana, dara, viewer, now
):
    things = (Thing("device", laptop_of_leo.code, "GWA-7"), Thing("papers", folder_of_hana.code, "K7PQ"))
    made = report_incident(replace(LAPTOP, things=things), once=ONCE, by=viewer(bilal), at=now)
    assert made.concerns != hana
    assert "You had one of the things" in str(may_decide(viewer(hana), made)) and may_decide(viewer(dara), made)
