"""The page on which the serials of a PDF are confirmed, or typed where nothing can be read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hometime.files.pdf_text import LOCKED, NO_LETTERS
from hometime.files.tests.pdfs import locked, pdf_of
from hometime.retention.actions import add_lines, withdraw_certificate
from hometime.retention.models import Certificate
from hometime.retention.reading import read_pasted

from .conftest import PAPER
from .test_retention_pages import told, where

pytestmark = pytest.mark.usefixtures("at_that_moment")


def test_a_pdf_is_read_and_what_does_not_match_comes_first(devices, idris, page):
    page.sign_in(idris)
    made = page.post(where("certificate-new"), told(pdf_of(*PAPER), "c.pdf")).headers["Location"]
    it = Certificate.objects.get()
    assert made == where("serials", it.code)
    assert "Serials missing" in page.get(where("certificates")).page.text
    seen = page.get(made).page
    assert seen.text.index("PF3ABC14: The register says that somebody has it") < seen.text.index("PF3ABC12: It matches")
    boxes = [each for each in seen.all("input") if each.attrs.get("name") == "found"]
    keys = [each.attrs["value"] for each in boxes]
    assert len(keys) == 4 and all("checked" in each.attrs for each in boxes)
    assert page.post(made, {"typed": ""}).status_code == 422
    assert page.post(made, {"found": ["99"]}).status_code == 422
    kept = page.post(made, {"found": keys, "typed": "5CD1234"}, follow=True).page
    assert "5 serials are kept" in kept.text
    assert page.get(made).status_code == 403
    assert page.get(where("certificate", it.code)).page.text.count("Find the serials") == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pdf_of(), NO_LETTERS),
        (locked(pdf_of("S/N A1B2"), "x"), LOCKED),
        (pdf_of("Thank you"), "looks like a serial"),
    ],
    ids=["scan", "password", "words"],
)
def test_where_nothing_can_be_read_it_says_why_and_they_are_typed(devices, idris, page, content, why):
    made = page.sign_in(idris).post(where("certificate-new"), told(content, "c.pdf")).headers["Location"]
    seen = page.get(made).page.text
    assert why in seen and "Type the serials below" in seen
    page.post(made, {"typed": "PF3ABC12"})
    assert Certificate.objects.get().lines.get().serial == "PF3ABC12"


def test_a_file_that_was_erased_is_not_read(of_pdf, idris, page):
    of_pdf.document.path.unlink()
    assert "no longer here" in page.sign_in(idris).get(where("serials", of_pdf.code)).page.text


def test_who_may(of_pdf, cast, page):
    seen = {slug: page.sign_in(who).get(where("serials", of_pdf.code)).status_code for slug, who in cast.items()}
    assert {slug for slug, status in seen.items() if status == 200} == {"hana", "idris", "bilal"}
    assert seen["dara"] == 403 and seen["tess"] == seen["stella"] == 404


def test_a_past_day_shows_what_was_known_then(of_pdf, idris, dara, viewer, now, page, monkeypatch):
    later = now + timedelta(days=3)
    add_lines(of_pdf, read_pasted("DMPXYZ99"), by=viewer(idris), at=later)
    withdraw_certificate(of_pdf, why="Wrong file.", by=viewer(idris), at=later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=9))
    page.sign_in(dara)
    address = where("certificate", of_pdf.code)
    assert "Withdrawn by" in page.get(address).page.text
    then = page.get(address + "?as_of=2026-11-03").page.text
    assert "Withdrawn" not in then and "DMPXYZ99" not in then
    rows = page.get(where("certificates") + "?as_of=2026-11-03").page.text
    assert "Serials missing" in rows and "Withdrawn" not in rows
    assert page.get(address + "?as_of=2026-10-01").status_code == 404


def test_a_stranger_is_at_the_door(db, page):
    code = uuid4()
    assert page.get(reverse("retention:serials", args=[code])).headers["Location"].startswith("/sign-in/")
