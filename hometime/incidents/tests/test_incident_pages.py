"""Every page of a report as each of the cast meets it, and the acts of it by hand."""

import io

import pytest
from django.urls import reverse
from django.utils.html import escape
from pyhanko.pdf_utils.reader import PdfFileReader

from hometime.files import pdf
from hometime.incidents import urls
from hometime.incidents.deciding.actions import decide_risk, send_letter
from hometime.incidents.models import Incident, Recipient, RiskDecision

from .conftest import LAPTOP

CODE = "00000000-0000-4000-8000-000000000000"
GIVEN = {"code": CODE, "letter": CODE, "recipient": 1, "item": "locked", "step": "what"}
OPEN = ("complain", "complained")  # for people outside, by an address the school gives out
NAMED = [pattern for pattern in urls.urlpatterns if pattern.name not in OPEN]
# Pages of one report, and who of the cast may open each where a child in care is part of it.
LEADS = {"hana", "dara"}
PAGES = {
    "incident": {*LEADS, "safia", "tess"},
    "radius": {*LEADS, "safia"},
    "pack": LEADS,
    "letters": LEADS,
}
WHEN = {"on_0": "2", "on_1": "11", "on_2": "2026", "time": "08:30"}
pytestmark = pytest.mark.usefixtures("at_that_moment")


def where(name, it, *more):
    return reverse(f"incidents:{name}", args=[it.code, *more])


@pytest.mark.parametrize("pattern", NAMED, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, pattern, method):
    given = {name: GIVEN[name] for name in pattern.pattern.converters}
    answer = getattr(page, method)(reverse(f"incidents:{pattern.name}", kwargs=given))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_report_for_each_of_the_cast(folder, cast, page, name):
    for slug, person in cast.items():
        expected = 200 if slug in PAGES[name] else 404
        assert page.sign_in(person).get(where(name, folder)).status_code == expected, slug


@pytest.mark.parametrize("name", ["incidents", "lessons", "investigate", "complaints", "report"])
def test_pages_that_belong_to_nobody_open_for_everybody_and_keep_quiet(folder, cast, page, name):
    for slug in ("tess", "hana", "dara", "safia", "idris", "leo", "grace", "victor", "stella"):
        seen = page.sign_in(cast[slug]).get(reverse(f"incidents:{name}"))
        assert seen.status_code == 200, slug
        words = seen.page.text.lower()
        assert not [word for word in ("looked-after", "child in care", "bloggs", "boot", "stolen") if word in words]


def test_the_number_of_queries_of_the_list_does_not_grow(
    school, tess, dara, reported, page, django_assert_max_num_queries
):
    page.sign_in(dara)
    reported(tess)
    with django_assert_max_num_queries(30):
        page.get(reverse("incidents:incidents"))
    for _ in range(4):
        reported(tess, LAPTOP)
    with django_assert_max_num_queries(30):
        assert page.get(reverse("incidents:incidents")).page.text.count("Tess Okafor,") == 5


def test_whoever_reported_it_sees_who_was_told_and_who_has_looked(folder, tess, hana, page):
    page.sign_in(tess)
    before = page.get(where("incident", folder)).page.text
    assert "Hana Whitlock" in before and before.count("Not seen yet") == 3
    page.sign_in(hana).post(where("seen", folder))
    after = page.sign_in(tess).get(where("incident", folder)).page.text
    assert after.count("Not seen yet") == 2 and "Hana Whitlock: Seen" in after


def test_which_child_it_is_is_on_the_page_of_two(folder, tess, hana, dara, safia, page):
    for person in (dara, safia):
        assert "Jo Bloggs" in page.sign_in(person).get(where("child", folder)).page.text
        assert "Jo Bloggs" not in page.get(where("incident", folder)).page.text
    for person in (tess, hana):
        assert page.sign_in(person).get(where("child", folder)).status_code == 302


def test_it_sees_the_device_part_alone(laptop, idris, page):
    seen = page.sign_in(idris).get(where("incident", laptop)).page.text
    assert "Locked the device from afar" in seen and "How it was protected" in seen
    assert "What could be in it" not in seen and "Who has been told" not in seen
    assert page.post(where("contain", laptop, "locked")).status_code == 302
    assert "Done" in page.get(where("incident", laptop)).page.text


def test_the_hours_are_drawn_and_said(folder, dara, page):
    seen = page.sign_in(dara).get(where("incident", folder)).page
    assert "0 of 72 hours have passed. They end on Thursday 5 November 2026 at 08:30 GMT." in seen.text
    assert len(seen.all("line")) > 5  # the drawing, whose words stand beside it


def test_the_officer_works_through_it(folder, dara, page):
    page.sign_in(dara)
    page.post(where("seen", folder))
    assert page.get(where("decide", folder)).page.h1 == "Judge the risk"
    assert page.post(where("decide", folder), {"outcome": "high"}).status_code == 422
    assert page.post(where("decide", folder), {"outcome": "high", "reasons": "It names a child."}).status_code == 302
    assert page.post(where("note", folder), {"words": "Rang the police.", "audience": "leads"}).status_code == 302
    assert page.post(where("body", folder), {"body": "police", "words": "Reference 12"}).status_code == 302
    assert page.post(where("clock", folder), WHEN | {"time": "07:30", "words": "Noticed then."}).status_code == 302
    assert page.post(where("regulator", folder), WHEN | {"reference": "IC-9"}).status_code == 302
    assert "IC-9" in page.get(where("regulator", folder)).page.text
    assert page.post(where("regulator", folder), WHEN | {"words": "More."}).status_code == 302
    letter = {"to": "One family", "how": "", "text": "Dear …", **WHEN}
    letter |= {f"sent_on_{n}": WHEN[f"on_{n}"] for n in range(3)}
    assert page.post(where("letters", folder), letter).status_code == 302
    sent = folder.letters.get()
    assert "Dear …" in page.get(where("letter", folder, sent.code)).page.text
    assert page.post(where("close", folder), {"ending": "looked_into", "words": "Lock it in."}).status_code == 302
    folder.refresh_from_db()
    assert folder.state == "closed"
    assert page.post(where("reopen", folder), {"words": "A page is gone."}).status_code == 302


def test_closing_too_early_says_what_is_missing(folder, dara, page):
    page.sign_in(dara)
    answer = page.post(where("close", folder), {"ending": "looked_into", "words": "Done."})
    assert answer.status_code == 422 and "Nobody has judged the risk yet" in answer.page.text


def test_no_letters_are_needed_for_the_laws_own_reasons(folder, dara, page):
    page.sign_in(dara)
    assert page.post(where("excuse", folder), {"why": "unreadable", "words": "Encrypted."}).status_code == 302
    assert "No letters are needed" in page.get(where("letters", folder)).page.text


def test_the_regulators_questions_are_kept_and_pasted(laptop, dara, page):
    page.sign_in(dara)
    assert page.post(where("pack", laptop), {"narrative": "A laptop was left on a bus."}).status_code == 302
    seen = page.get(where("pack", laptop)).page
    assert "A laptop was left on a bus." in seen.text and "3. Data and people" in seen.text


def test_the_pack_is_a_pdf_with_tags(laptop, dara, tess, page):
    if not pdf.may_render():
        pytest.skip("This machine cannot make PDF files.")
    answer = page.sign_in(dara).get(where("pack-pdf", laptop))
    assert answer.headers["Content-Type"] == "application/pdf"
    root = PdfFileReader(io.BytesIO(answer.content)).root
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert page.sign_in(tess).get(where("pack-pdf", laptop)).status_code == 404


def test_what_it_touched_stands_then_beside_now(laptop, dara, page):
    seen = page.sign_in(dara).get(where("radius", laptop)).page.text
    assert "As known then and now" in seen and "We do not know" in seen


def test_the_outside_body_is_ticked_off_by_the_reporter(in_force, tess, reported, page):
    in_force("ravensbury")
    made = reported(tess)
    row = Recipient.objects.get(incident=made, person=None)
    page.sign_in(tess)
    assert "Tell Global Policing" in page.get(where("incident", made)).page.text
    assert page.get(where("outside", made, row.pk)).page.h1 == "Global Policing was told"
    assert page.post(where("outside", made, row.pk), {"words": "By phone"}).status_code == 302
    assert "To be told by you" not in page.get(where("incident", made)).page.text


@pytest.mark.parametrize("name", ["decide", "regulator", "body", "clock", "close", "reopen", "learn", "excuse"])
def test_whoever_reported_it_is_told_why_not(folder, tess, page, name):
    page.sign_in(tess)
    assert page.post(where(name, folder), {"words": "Mine."}).status_code == 302
    assert not RiskDecision.objects.exists()
    assert Incident.objects.get().state == "reported"


def test_words_of_others_are_shown_as_words(folder, tess, dara, viewer, page, now):
    decide_risk(folder, outcome="high", reasons="<script>alert(1)</script>", by=viewer(dara), at=now)
    letter = {"to": "A family", "how": "", "text": "<b>x</b>", "sent_on": now.date()}
    send_letter(folder, **letter, by=viewer(dara), at=now)
    seen = page.sign_in(dara).get(where("incident", folder))
    assert escape("<script>alert(1)</script>") in seen.content.decode()
