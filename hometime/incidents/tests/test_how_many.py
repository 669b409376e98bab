"""How many people: from what signing out, the report and the systems say, and never more than that; then as somebody counts them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.equipment.models import Device
from hometime.equipment.systems.actions import Described, Place, add_system, open_from
from hometime.incidents.blast.lines import from_plain, how_many, lines_of, side_by_side
from hometime.incidents.blast.people import HowMany
from hometime.incidents.deciding.regulator_form import answers_of
from hometime.incidents.looking.actions import count_people
from hometime.incidents.models import Incident
from hometime.incidents.reporting.actions import Thing
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.models import SignOut

from .conftest import FOLDER, LAPTOP, ONCE
from .test_radius import saying

DAY = timedelta(days=1)


@pytest.fixture
def out(school, tess, now):
    """`out("Books", 31)`: papers that Tess signed out yesterday, about so many people."""

    def sign(what, count, person=tess, **more):
        given = {"organisation": school, "what": what, "people_count": count, "data": "personal", **more}
        dated = {"purpose": "Marking", "due_on": now.date(), "created_at": now - DAY, "created_by": person}
        return SignOut.objects.create(person=person, basis="log", **given, **dated)

    return sign


@pytest.fixture
def phone(school, tess, now):
    common = {"registered_on": now.date(), "created_at": now - DAY, "created_by": tess}
    return Device.objects.create(
        organisation=school, asset_code="OWN-1", kind="phone", owner="mine", owner_person=tess, **common
    )


def test_one_folder_with_a_number_is_about_that_many(out, tess, reported, now):
    out("Reviews", 6)
    assert how_many(reported(tess), now).words == "About 6 people"


def test_several_papers_are_at_least_the_most_of_one_and_at_most_all_of_them(out, tess, reported, now):
    out("Books", 31), out("Reviews", 6)
    assert how_many(reported(tess), now) == HowMany(31, 37)
    assert saying(lines_of(Incident.objects.get(), now), "How many people").says == "Between 31 and 37"


def test_one_without_a_number_leaves_the_most_open(out, tess, reported, now):
    out("Books", 31), out("Letters", None)
    assert how_many(reported(tess), now).words == "At least 31. Nobody can say yet how many at the most"


def test_papers_about_nobody_count_for_nothing(out, tess, reported, now):
    out("Books", 31), out("Plans", None, data="ordinary")
    assert how_many(reported(tess), now) == HowMany(31, 31)


def test_what_the_report_says_is_one_source(out, tess, reported, now):
    out("Books", 31)
    made = reported(tess, replace(FOLDER, people_count=40))
    assert how_many(made, now) == HowMany(40, 40)
    assert saying(lines_of(made, now), "says the report").says == "About 40 people"


def test_a_phone_of_which_nobody_wrote_down_what_it_opens_says_so(phone, tess, reported, now):
    made = reported(tess, replace(LAPTOP, thing="own_device", people_count=3))
    assert how_many(made, now).words.startswith("At least 3.")
    line = saying(lines_of(made, now), "What could be opened from")
    assert not line.is_known and line.says.startswith("We do not know")


def test_what_it_opens_counts_as_what_may_have_been_seen(phone, idris, tess, viewer, reported, now):
    made = reported(tess, replace(LAPTOP, thing="own_device"))
    later, by = now + DAY, viewer(idris)
    told = Described("Register of pupils", "sensitive", ("pupils",), 420)
    system = add_system(told, by=by, at=later)
    open_from(system, Place(device=phone), how="It is in the list of accounts", by=by, at=later)
    assert how_many(made, now).words == "We do not know"
    assert how_many(made, later).words == "420 at the most"
    parts = dict(side_by_side(from_plain(made.snapshot.lines), lines_of(made, later)))
    pairs = parts["What was probably on it"]
    [(before, after)] = [pair for pair in pairs if "Register of pupils" in (pair[1] or pair[0]).about]
    assert before is None and after.source.endswith("It is in the list of accounts") and after.href
    assert "about 420 people" in after.says


def test_a_count_by_whoever_looks_into_it_holds_with_how_they_know(out, tess, dara, viewer, reported, now):
    out("Books", 31)
    made, by = reported(tess), viewer(dara)
    count_people(made, least=28, most=None, words="Three were in the cupboard.", by=by, at=now + DAY)
    count_people(made, least=28, most=30, words="I went through the list.", by=by, at=now + 2 * DAY)
    assert how_many(made, now) == HowMany(31, 31)
    assert how_many(made, now + DAY) == HowMany(28)
    line = saying(lines_of(made, now + 2 * DAY), "How many people")
    assert line.says == "Between 28 and 30. I went through the list." and line.source == "Counted by Dara Quinn"
    assert answers_of(made, by, now + 2 * DAY)["people"] == "Between 28 and 30. I went through the list."
    assert Entry.objects.filter(act="incidents.people_counted").count() == 2


def test_the_regulator_is_told_no_more_than_is_on_record(out, tess, dara, viewer, reported, now):
    made = reported(tess)
    assert answers_of(made, viewer(dara), now)["people"] == ""
    out("Books", 31)
    made = reported(tess)
    assert answers_of(made, viewer(dara), now)["people"] == "About 31 people, as far as our records say."


def test_who_counts_and_what_is_no_count(folder, tess, dara, viewer, now):
    with pytest.raises(Refused, match="This is about you"):
        count_people(folder, least=1, words="x", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="less than the least"):
        count_people(folder, least=9, most=3, words="x", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="Say how you know"):
        count_people(folder, least=9, words=" ", by=viewer(dara), at=now)


def test_the_page_where_they_are_counted(folder, tess, dara, stella, page, at_that_moment):
    where = reverse("incidents:people", args=[folder.code])
    page.sign_in(dara)
    assert "As far as anybody knows: We do not know." in page.get(where).page.text
    assert page.post(where, {"least": "-1", "words": "x"}).status_code == 422
    assert page.post(where, {"least": "6", "words": "The list of reviews"}).status_code == 302
    seen = page.get(reverse("incidents:incident", args=[folder.code])).page.text
    assert "At least 6. Nobody can say yet" in seen and "The list of reviews" in seen
    assert page.sign_in(tess).get(where).status_code == 404
    assert page.sign_in(stella).get(where).status_code == 404


def test_the_report_asks_how_many_and_takes_no_nonsense(school, tess, page, at_that_moment):
    page.sign_in(tess)
    page.post(reverse("incidents:report"), {"now": "over", "once": str(ONCE)})
    page.post(reverse("incidents:report-step", args=[ONCE, "what"]), {"kind": "lost", "thing": "papers"})
    step = reverse("incidents:report-step", args=[ONCE, "data"])
    told = {"data": "personal", "looked_after_child": "no", "child": "yes"}
    assert page.post(step, told | {"people_count": "many"}).status_code == 422
    page.post(step, told | {"people_count": "12"})
    check = reverse("incidents:report-check", args=[ONCE])
    assert "12" in page.get(check).page.text
    page.post(check)
    assert Incident.objects.get().people_count == 12


def test_what_a_report_names_is_counted_alone(out, tess, reported, now):
    books, _ = out("Books", 31), out("Reviews", 6)
    made = reported(tess, replace(FOLDER, things=[Thing("papers", books.code, "Books")]))
    assert how_many(made, now) == HowMany(31, 31)
