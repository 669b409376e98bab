"""The serials of a PDF: found, set beside the register, confirmed by a person, kept once; typed where nothing can be read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hometime.files.pdf_text import LOCKED, NO_LETTERS
from hometime.files.tests.pdfs import locked, pdf_of
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.retention.actions import add_lines, settle_line, tick_off, withdraw_certificate
from hometime.retention.matching import matched
from hometime.retention.models import Certificate
from hometime.retention.proposing import proposals
from hometime.retention.reading import chosen, read_pasted

from .conftest import enter
from .test_retention_pages import told, where

PAPER = (
    "Certificate of destruction, reference CD-2026-0117",
    "Great Wickering Academy, DY1 1AA, 01/11/2026, VAT GB908172639",
    "No Item Serial Number Date",
    "1 Laptop L13 PF3ABC12 01/11/2026",
    "2 Laptop L13 pf3abc13 01/11/2026",
    "3 Laptop L13 PF3ABC14 01/11/2026",
    "4 Tablet DMPXYZ99 01/11/2026",
)


@pytest.fixture
def of_pdf(devices, idris, viewer, now, today):
    """A certificate that is a PDF, whose serials nobody has confirmed yet."""
    return enter(idris, viewer, now, today, document=("c.pdf", pdf_of(*PAPER)), found=None)


def written(lines, known=()):
    return [(each.read.written, each.is_sure) for each in proposals(lines, known)]


def test_what_stands_under_the_head_of_a_column_is_found():
    assert written(PAPER) == [(each, True) for each in ("PF3ABC12", "pf3abc13", "PF3ABC14", "DMPXYZ99")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Serial no: PF3ABC12"], [("PF3ABC12", True)]),
        (["S/N 90817263", "S/N: ABC"], [("90817263", True)]),
        (["Serial Number", "PF3ABC12", "20261101", "1/11/2026"], [("PF3ABC12", True), ("20261101", True)]),
        (["Serials", "GWA-0012 PF3ABC12"], [("GWA-0012", False), ("PF3ABC12", False)]),
        (["Laptop PF3ABC12 of room 4"], [("PF3ABC12", False)]),
        (["Ref CD-2026-0117", "Serial: PF3ABC12"], [("PF3ABC12", True)]),
        (["help@shred.example 01384555123 www.shred.example"], []),
        (["Serial: To be filled by O.E.M."], []),
        ([], []),
    ],
)
def test_what_is_found_in_a_line(lines, found):
    assert written(lines) == found


def test_what_the_register_knows_is_surest_however_it_is_written():
    assert written(["GWA-0012 pf3abc12 Lenovo X1Y2Z3"], {"PF3ABC12"}) == [("pf3abc12", True)]
    assert written(["9081726 of the office"], {"9081726"}) == [("9081726", True)]


def test_only_so_many_are_proposed():
    assert len(proposals([f"Serial: A{number:05}" for number in range(900)], ())) == 500


def test_they_are_kept_once_as_they_were_confirmed(of_pdf, idris, dara, viewer, now):
    found = read_pasted("PF3ABC12\nDMPXYZ99")
    with pytest.raises(Refused, match="may not keep"):
        add_lines(of_pdf, found, by=viewer(dara), at=now)
    add_lines(of_pdf, found, by=viewer(idris), at=now)
    assert list(of_pdf.lines.values_list("serial", flat=True)) == ["PF3ABC12", "DMPXYZ99"]
    assert Entry.objects.get(act="retention.lines_added").subject == of_pdf.code
    with pytest.raises(Refused, match="here already"):
        add_lines(of_pdf, found, by=viewer(idris), at=now)


def test_one_for_papers_or_withdrawn_gets_none(of_pdf, idris, viewer, now, today):
    paper = enter(idris, viewer, now, today, kind="paper", document=("p.pdf", pdf_of("Papers")), found=None)
    with pytest.raises(Refused, match="for papers"):
        add_lines(paper, read_pasted("A1B2"), by=viewer(idris), at=now)
    withdraw_certificate(of_pdf, why="Wrong file.", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="withdrawn"):
        add_lines(of_pdf, read_pasted("A1B2"), by=viewer(idris), at=now)


def test_the_same_pdf_is_kept_once_whatever_is_typed_with_it(of_pdf, bilal, viewer, now, today):
    with pytest.raises(Refused, match="here already"):
        enter(bilal, viewer, now, today, document=("again.pdf", pdf_of(*PAPER)), found=read_pasted("Z9Z9"))


def test_what_is_chosen_and_what_is_typed_are_numbered_together():
    [first, second] = proposals(["Serial: A1B2C3", "Serial: D4E5F6"], ())
    found = chosen([second.read], "G7H8J9\n\nK1L2M3")
    assert [(each.number, each.serial) for each in found.lines] == [(1, "D4E5F6"), (2, "G7H8J9"), (3, "K1L2M3")]
    with pytest.raises(Refused, match="no serial"):
        chosen([], " ")
    assert first.read.words == "Serial:"


def test_as_it_stood_before_lines_were_read_ticked_settled_and_withdrawn(of_pdf, idris, viewer, now, great_wickering):
    at = lambda hours: now + timedelta(hours=hours)  # noqa: E731
    add_lines(of_pdf, read_pasted("PF3ABC12\nDMPXYZ99"), by=viewer(idris), at=at(1))
    settle_line(of_pdf.lines.get(serial="DMPXYZ99"), words="Not ours.", by=viewer(idris), at=at(2))
    tick_off(of_pdf, [of_pdf.lines.get(serial="PF3ABC12").pk], how="destroyed", by=viewer(idris), at=at(3))
    then = {hours: [each.state for each in matched(of_pdf, at(hours))] for hours in (0, 1, 2, 3)}
    assert then == {
        0: [],
        1: ["not-on-register", "to-certify"],
        2: ["to-certify", "settled"],
        3: ["settled", "ticked"],
    }


@pytest.mark.usefixtures("at_that_moment")
class TestPages:
    def test_a_pdf_is_read_and_what_does_not_match_comes_first(self, devices, idris, page):
        page.sign_in(idris)
        made = page.post(where("certificate-new"), told(pdf_of(*PAPER), "c.pdf")).headers["Location"]
        it = Certificate.objects.get()
        assert made == where("serials", it.code)
        assert "Serials missing" in page.get(where("certificates")).page.text
        seen = page.get(made).page
        assert seen.text.index("PF3ABC14: The register says that somebody has it") < seen.text.index(
            "PF3ABC12: It matches"
        )
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
    def test_where_nothing_can_be_read_it_says_why_and_they_are_typed(self, devices, idris, page, content, why):
        made = page.sign_in(idris).post(where("certificate-new"), told(content, "c.pdf")).headers["Location"]
        seen = page.get(made).page.text
        assert why in seen and "Type the serials below" in seen
        page.post(made, {"typed": "PF3ABC12"})
        assert Certificate.objects.get().lines.get().serial == "PF3ABC12"

    def test_a_file_that_was_erased_is_not_read(self, of_pdf, idris, page):
        of_pdf.document.path.unlink()
        assert "no longer here" in page.sign_in(idris).get(where("serials", of_pdf.code)).page.text

    def test_who_may(self, of_pdf, cast, page):
        seen = {slug: page.sign_in(who).get(where("serials", of_pdf.code)).status_code for slug, who in cast.items()}
        assert {slug for slug, status in seen.items() if status == 200} == {"hana", "idris", "bilal"}
        assert seen["dara"] == 403 and seen["tess"] == seen["stella"] == 404

    def test_a_past_day_shows_what_was_known_then(self, of_pdf, idris, dara, viewer, now, page, monkeypatch):
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
