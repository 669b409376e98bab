"""Documents out: tagged, in English, titled; and sealed, so that a changed byte shows."""

import io
import subprocess

import pikepdf
import pytest
from django.template import engines

from hometime.files import pdf, sealing_key
from hometime.lib.refusal import Refused

TEMPLATE = """{% extends "files/pdf.html" %}{% block content %}<h1>{{ title }}</h1>
<p>Signed by {{ who }}.</p><img src="http://outside.example/spy.png" alt="A spy">
<table><thead><tr><th scope="col">Day</th></tr></thead><tbody><tr><td>Monday</td></tr></tbody></table>{% endblock %}"""


@pytest.fixture
def document(data, monkeypatch):
    template = engines["django"].from_string(TEMPLATE)
    monkeypatch.setattr(pdf, "render_to_string", lambda name, context: template.render(context))
    return pdf.render("a template", {"who": "Tess Okafor"}, title="Home-working agreement")


@pytest.fixture
def sealed(document):
    return pdf.seal(document)


def tags(part):
    for each in part if isinstance(part, pikepdf.Array) else [part]:
        if isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                yield each
            if "/K" in each:
                yield from tags(each.K)


def test_it_is_tagged_titled_and_says_its_language(document):
    opened = pikepdf.open(io.BytesIO(document))
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert str(opened.docinfo["/Title"]) == "Home-working agreement"
    names = [str(tag.S) for tag in tags(opened.Root.StructTreeRoot.K)]
    assert {"/H1", "/P", "/Table", "/TH"} <= set(names)


def test_a_header_cell_says_what_it_heads(document):
    opened = pikepdf.open(io.BytesIO(document))
    found = [tag for tag in tags(opened.Root.StructTreeRoot.K) if str(tag.S) == "/TH"]
    attributes = [each for tag in found for each in (tag.A if isinstance(tag.A, pikepdf.Array) else [tag.A])]
    assert [str(each.Scope) for each in attributes if "/Scope" in each] == ["/Column"]


def test_its_fonts_are_inside_it(document, tmp_path):
    (tmp_path / "a.pdf").write_bytes(document)
    listed = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    assert all("yes" in line for line in listed.splitlines()[2:])


def test_a_sealed_one_is_whole_and_still_tagged(sealed):
    assert pdf.check_seal(sealed) == pdf.Sealed(True, "Nothing in it has changed since Hometime sealed it.")
    assert pikepdf.open(io.BytesIO(sealed)).Root.MarkInfo.Marked


def test_any_changed_byte_shows(sealed):
    for place in range(0, len(sealed), len(sealed) // 80):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert not pdf.check_seal(bytes(changed)), place


@pytest.mark.parametrize("place", [7, 829, 831])
def test_another_way_to_encode_the_same_seal_shows(sealed, place):
    """Where one letter of a name, or the kind of a wrapper, could be written otherwise and still mean the same."""
    start = sealed.index(b"/Contents <") + len("/Contents <")
    changed = bytearray(sealed)
    changed[start + place - 1] ^= 1 if place == 7 else 2
    assert not pdf.check_seal(bytes(changed))


def test_bytes_no_reader_expects_are_unreadable_not_an_error(sealed):
    torn = sealed.replace(b"/ByteRange [", b"/ByteRange [. ", 1)
    assert pdf.check_seal(torn).detail == pdf.UNREADABLE


def test_what_is_added_behind_the_seal_shows(sealed):
    added = pdf.check_seal(sealed + b"\n% and a little more\n")
    assert not added
    opened = pikepdf.open(io.BytesIO(sealed))
    opened.docinfo["/Title"] = "Another agreement"
    out = io.BytesIO()
    opened.save(out)
    assert not pdf.check_seal(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_has_no_seal(data, content):
    assert not pdf.check_seal(content)


def test_a_pdf_without_a_seal_is_said_to_have_none(document):
    assert pdf.check_seal(document).detail == "It has no seal."


def test_the_seal_of_another_site_is_not_ours(sealed, settings, tmp_path):
    settings.DATA = tmp_path / "another"
    assert pdf.check_seal(sealed).detail == "It was sealed by somebody else."


def test_the_key_is_made_once_and_for_its_owner_only(sealed, data):
    path = data / "seal.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    sealing_key.keep(path, sealing_key.new_key())
    assert path.read_bytes() == before
    assert [each.name for each in data.iterdir() if each.name.startswith("seal")] == ["seal.pem"]


def test_a_machine_without_pango_says_what_to_do_instead(monkeypatch):
    def missing(name):
        raise OSError("cannot load library libpango")

    monkeypatch.setattr(pdf, "import_module", missing)
    with pytest.raises(Refused, match="Print the page from your browser"):
        pdf.render("a template", {}, title="A title")
