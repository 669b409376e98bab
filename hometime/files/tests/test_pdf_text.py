"""The text of a PDF somebody handed in: lines, or a sentence that says why there are none. Nothing it does harms us."""

import io

import pikepdf
import pytest

from hometime.files import pdf, pdf_text
from hometime.files.pdf_text import BROKEN, LOCKED, NO_LETTERS, TOO_LONG, text_of_pdf

from .pdfs import END, bomb, locked, pdf_of


def test_the_lines_of_a_pdf_are_read():
    found = text_of_pdf(pdf_of("Certificate of destruction", "Serial no: PF3ABC12"))
    assert (found.lines, found.why) == (("Certificate of destruction", "Serial no: PF3ABC12"), "")


def test_our_own_documents_are_read(data):
    content = pdf.render("files/labels_pdf.html", {"pages": [], "school": "Great Wickering"}, title="Labels")
    assert text_of_pdf(content).lines[0].startswith("Great Wickering")


def test_a_scan_has_no_letters():
    assert text_of_pdf(pdf_of()).why == NO_LETTERS


def test_one_that_asks_for_a_password_is_not_read_and_one_that_only_forbids_changes_is():
    assert text_of_pdf(locked(pdf_of("PF3ABC12"), "secret")).why == LOCKED
    assert text_of_pdf(locked(pdf_of("PF3ABC12"), "")).lines == ("PF3ABC12",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n" + END,
        b"%PDF-1.7\n" + b"\xff" * 4000 + END,
        b"PK\x03\x04 not a PDF",
        pdf_of(tree=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        pdf_of(tree=b"<< /Type /Pages /Kids 3 0 R /Count -1 >>"),
    ],
    ids=["empty", "hollow", "noise", "another kind", "a tree that goes round", "a tree of nonsense"],
)
def test_what_is_broken_says_so(content):
    found = text_of_pdf(content)
    assert found.lines == () and found.why in (BROKEN, NO_LETTERS)


def test_what_is_cut_short_is_read_as_far_as_it_goes_or_says_so():
    whole = pdf_of("PF3ABC12")
    for end in range(0, len(whole), 97):
        found = text_of_pdf(whole[:end]) if end % 3 == 0 else None
        assert found is None or found.lines or found.why


def test_one_that_unpacks_to_far_too_much_is_given_up():
    content = bomb()
    assert len(content) < 2_000_000
    found = text_of_pdf(content)
    assert found.lines == () and found.why in (BROKEN, NO_LETTERS, TOO_LONG)


def test_only_so_many_pages_are_read():
    found = text_of_pdf(pdf_of("PF3ABC12", pages=200))
    assert found.is_cut and len(found.lines) == 60


def test_one_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pdf_text, "READER", slow)
    monkeypatch.setattr(pdf_text, "SECONDS", 0.3)
    assert text_of_pdf(pdf_of("x")).why == TOO_LONG


def test_a_machine_that_cannot_start_another_process_says_so(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert text_of_pdf(pdf_of("x")).why == BROKEN


def test_scripts_and_attached_files_are_left_alone():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("PF3ABC12"))) as opened:
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.attachments["a.exe"] = b"MZ" * 1000
        opened.save(out)
    assert text_of_pdf(out.getvalue()).lines == ("PF3ABC12",)
