"""The pages of a report: a few presses on a phone, without JavaScript, in the order the policy asks for."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from hometime.equipment.models import Device, Loan
from hometime.incidents.models import Draft, Incident
from hometime.incidents.reporting.journeys import noticed_at, pages_of
from hometime.papers.models import SignOut
from hometime.policy.packs import shipped

from .conftest import ONCE

START = reverse("incidents:report")
pytestmark = pytest.mark.usefixtures("at_that_moment")


def step(name):
    return reverse("incidents:report-step", args=[ONCE, name])


CHECK = reverse("incidents:report-check", args=[ONCE])
DATA = {"data": "sensitive", "looked_after_child": "not_sure", "child": "yes", "whose": ["pupils"], "child_name": ""}


def begin(page, now="over"):
    return page.post(START, {"now": now, "once": str(ONCE)})


def test_a_report_takes_six_presses(school, tess, page):
    page.sign_in(tess)
    assert page.get(START).page.h1 == "Is anyone in danger, or can it still be stopped?"
    assert begin(page).headers["Location"] == step("what")
    assert page.post(step("what"), {"kind": "lost", "thing": "papers"}).headers["Location"] == step("things")
    assert page.post(step("things"), {"place": "Car park"}).headers["Location"] == step("data")
    assert page.post(step("data"), DATA).headers["Location"] == step("when")
    assert page.post(step("when"), {"noticed": "today", "time": "07:30", "words": ""}).headers["Location"] == CHECK
    seen = page.get(CHECK).page
    assert seen.h1 == "Send your report" and "Car park" in seen.text
    sent = page.post(CHECK)
    made = Incident.objects.get()
    assert sent.headers["Location"] == reverse("incidents:incident", args=[made.code])
    assert (made.place, made.looked_after_child, made.noticed_at) == (
        "Car park",
        "not_sure",
        datetime(2026, 11, 2, 7, 30, tzinfo=UTC),
    )
    after = page.get(sent.headers["Location"]).page
    assert "Who has been told" in after.text and "Safia Malik" in after.text


def test_in_a_hurry_two_answers_are_enough(school, tess, page):
    page.sign_in(tess)
    begin(page, "can_stop")
    assert page.get(CHECK).headers["Location"] == step("what")
    onward = page.post(step("what"), {"kind": "sent_to_wrong_person", "thing": "message", "enough": "yes"})
    assert onward.headers["Location"] == CHECK
    assert "Call the message back" in page.get(CHECK).page.text
    page.post(CHECK)
    made = Incident.objects.get()
    assert (made.data, made.looked_after_child) == ("not_known", "not_sure")


def test_a_press_that_came_through_twice_is_one_report(school, tess, page):
    page.sign_in(tess)
    assert begin(page).headers["Location"] == begin(page).headers["Location"]
    assert Draft.objects.count() == 1
    page.post(step("what"), {"kind": "lost", "thing": "papers", "enough": "yes"})
    first, second = page.post(CHECK), page.post(CHECK)
    assert first.headers["Location"] == second.headers["Location"]
    assert Incident.objects.count() == 1
    assert begin(page).headers["Location"] == first.headers["Location"]
    assert page.get(step("data")).headers["Location"] == first.headers["Location"]


def test_a_half_finished_report_waits(school, tess, leo, page):
    page.sign_in(tess)
    begin(page)
    assert "Carry on with the report begun on" in page.get(START).page.text
    assert "You began a report" in page.get(reverse("incidents:incidents")).page.text
    page.sign_in(leo)
    assert page.get(step("what")).status_code == 404
    assert begin(page).status_code == 404
    page.sign_in(tess)
    page.post(reverse("incidents:report-drop", args=[ONCE]))
    assert "Carry on" not in page.get(START).page.text


def test_what_is_missing_is_asked_for_again(school, tess, page):
    page.sign_in(tess)
    assert page.post(START, {"once": str(ONCE)}).status_code == 422
    begin(page)
    assert page.post(step("what"), {"kind": "lost"}).status_code == 422
    assert page.post(step("data"), {"data": "sensitive"}).status_code == 422
    late = {"noticed": "earlier", "on_0": "9", "on_1": "12", "on_2": "2026"}
    assert page.post(step("when"), late).status_code == 422
    assert page.post(step("when"), {"noticed": "earlier"}).status_code == 422
    assert page.get(reverse("incidents:report-step", args=[ONCE, "nonsense"])).status_code == 404


def test_danger_comes_before_any_form(school, tess, page):
    page.sign_in(tess)
    begin(page, "danger")
    assert "ring 999 now" in page.get(step("what")).page.text


@pytest.mark.parametrize("who", ["victor", "grace", "noor"])
def test_anybody_signed_in_may_report(school, cast, who, page):
    page.sign_in(cast[who])
    begin(page)
    page.post(step("what"), {"kind": "seen_or_heard", "thing": "other", "enough": "yes"})
    assert page.post(CHECK).status_code == 302
    assert Incident.objects.get().created_by == cast[who]


def test_it_can_be_told_for_somebody_else(school, leo, tess, page):
    page.sign_in(leo)
    begin(page)
    page.post(step("what"), {"kind": "lost", "thing": "papers"})
    page.post(step("when"), {"noticed": "now", "concerns": str(tess.code)})
    page.post(CHECK)
    made = Incident.objects.get()
    assert (made.created_by, made.concerns) == (leo, tess)


@pytest.mark.parametrize(
    ("slug", "first"),
    [
        ("academy-trust", "data"),
        ("yourig", "data"),
        ("wolsey-house", "things"),
        ("ravensbury", "things"),
        ("dudley", "things"),
    ],
)
def test_information_comes_before_equipment_where_the_policy_says_so(slug, first):
    assert [page.name for page in pages_of(shipped(slug))][2] == first


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("academy-trust", "A screen read by a stranger counts."),
        ("yourig", "A screen read by a stranger counts."),
        ("wolsey-house", "if someone has seen or been sent what they should not"),
        ("ravensbury", "Report every breach"),
        ("dudley", ""),
    ],
)
def test_being_overlooked_counts_where_the_policy_says_so_in_its_own_words(slug, says, in_force, tess, page):
    in_force(slug)
    page.sign_in(tess)
    begin(page)
    seen = page.get(step("what")).page.text
    assert says in seen and ("counts" in seen) is ("counts" in says)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ({"noticed": "now"}, datetime(2026, 11, 2, 8, 30, tzinfo=UTC)),
        ({"noticed": "today"}, datetime(2026, 11, 2, tzinfo=UTC)),
        ({"noticed": "today", "time": "23:00"}, datetime(2026, 11, 2, 8, 30, tzinfo=UTC)),
        ({"noticed": "yesterday", "time": "09:00"}, datetime(2026, 11, 1, 9, tzinfo=UTC)),
        (
            {"noticed": "earlier", "on": date(2026, 10, 24).isoformat(), "time": "23:30"},
            datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
        ),
        ({}, datetime(2026, 11, 2, 8, 30, tzinfo=UTC)),
    ],
)
def test_the_hours_count_from_the_earliest_moment_that_fits(said, moment, now):
    assert noticed_at(said, now) == moment


@pytest.fixture
def tablet(school, tess, idris, now):
    thing = Device.objects.create(
        organisation=school, asset_code="GWA-0007", kind="tablet", registered_on=now.date(), created_at=now
    )
    Loan.objects.create(organisation=school, device=thing, person=tess, lent_at=now, created_at=now, created_by=idris)
    return thing


def hidden(page, query):
    """What the first page carries on, and then how its report goes on."""
    seen = page.get(START + query).page
    assert "GWA-0007" in seen.text
    return begin_with(page, device=query.partition("=")[2])


def begin_with(page, **brought):
    return page.post(START, {"now": "over", "once": str(ONCE), **brought})


def test_a_link_from_a_thing_opens_a_report_with_the_thing_ticked(tablet, tess, page):
    page.sign_in(tess)
    hidden(page, f"?device={tablet.code}")
    assert re.search(r'value="school_device"[^>]*checked', page.get(step("what")).text)
    page.post(step("what"), {"kind": "lost", "thing": "school_device", "enough": "yes"})
    assert "GWA-0007" in page.get(CHECK).page.text
    page.post(CHECK)
    assert [item.record for item in Incident.objects.get().items.all()] == [tablet.code]


def test_what_was_ticked_by_a_link_can_be_unticked(tablet, tess, page):
    page.sign_in(tess)
    hidden(page, f"?device={tablet.code}")
    page.post(step("what"), {"kind": "lost", "thing": "papers"})
    assert re.search(rf'value="{tablet.code}"[^>]*checked', page.get(step("things")).text)
    page.post(step("things"), {"place": "The bus"})
    page.post(CHECK)
    assert not Incident.objects.get().items.exists()


def test_it_brings_what_somebody_looks_after_and_does_not_have(tablet, idris, page):
    page.sign_in(idris)
    hidden(page, f"?device={tablet.code}")
    page.post(step("what"), {"kind": "lost", "thing": "school_device", "enough": "yes"})
    page.post(CHECK)
    assert [item.record for item in Incident.objects.get().items.all()] == [tablet.code]


@pytest.mark.parametrize("slug", ["leo", "stella"])
def test_nothing_is_said_of_a_thing_that_is_not_for_their_eyes(tablet, cast, slug, page):
    page.sign_in(cast[slug])
    assert "GWA-0007" not in page.get(f"{START}?device={tablet.code}").page.text
    assert page.get(f"{START}?papers=1&device=nonsense").status_code == 200
    begin_with(page, device=str(tablet.code))
    page.post(step("what"), {"kind": "lost", "thing": "school_device", "enough": "yes"})
    assert "GWA-0007" not in page.get(CHECK).page.text
    page.post(CHECK)
    assert not Incident.objects.get().items.exists()


def test_papers_lead_to_a_report_about_them(school, tess, page, now):
    out = SignOut.objects.create(
        organisation=school, person=tess, created_by=tess, created_at=now, what="Blue folder", purpose="To mark",
        due_on=now.date(), data="personal", basis="log",
    )  # fmt: skip
    page.sign_in(tess)
    assert "Blue folder" in page.get(f"{START}?papers={out.code}").page.text
    begin_with(page, papers=str(out.code))
    assert re.search(r'value="papers"[^>]*checked', page.get(step("what")).text)


@pytest.mark.parametrize("where", ["/equipment/mine/", "/equipment/{}/"])
def test_pages_of_a_thing_lead_to_a_report_about_it(tablet, tess, page, where):
    seen = page.sign_in(tess).get(where.format(tablet.code))
    assert f"{START}?device={tablet.code}" in seen.content.decode()
