"""The serials of a PDF: found, set beside the register, confirmed by a person, kept once; typed where nothing can be read."""

from datetime import timedelta

import pytest

from hometime.files.tests.pdfs import pdf_of
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.retention.actions import add_lines, settle_line, tick_off, withdraw_certificate
from hometime.retention.matching import matched
from hometime.retention.proposing import proposals
from hometime.retention.reading import chosen, read_pasted

from .conftest import PAPER, enter


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
