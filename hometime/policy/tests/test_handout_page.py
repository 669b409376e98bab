"""The handout: a page, and one tagged sheet of A4 for every policy that ships."""

from io import BytesIO

import pikepdf
import pytest

from hometime.files import pdf
from hometime.lib.refusal import Allowed, Refused
from hometime.policy.files import pack_folders
from hometime.policy.handout import handout_as_pdf, lights
from hometime.policy.packs import shipped

needs_pango = pytest.mark.skipif(not pdf.may_render(), reason="this machine has no Pango")


@needs_pango
@pytest.mark.parametrize("slug", pack_folders())
def test_it_is_one_tagged_sheet_with_language_title_headings_and_lists(slug):
    policy = shipped(slug)
    with pikepdf.open(BytesIO(handout_as_pdf(policy))) as paper:
        assert len(paper.pages) == 1
        assert [round(float(side)) for side in paper.pages[0].MediaBox[2:]] == [595, 842]
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en-GB"
        assert policy.title in str(paper.docinfo["/Title"])
        tags = set(tags_under(paper.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/L", "/LI", "/Figure"} <= tags


def tags_under(node):
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags_under(node.K)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags_under(child)


@pytest.mark.parametrize("slug", pack_folders())
def test_every_row_has_its_clauses(slug):
    policy = shipped(slug)
    rows = [row for light in lights(policy) for row in light.rows]
    assert rows and all(str(clause) in policy.clauses for row in rows for clause in row["clauses"])


def test_the_page_has_words_and_shapes_for_each_light(page, in_force):
    seen = page.sign_in(in_force["tess"]).get("/policy/handout/").page
    assert [head.text.split()[0] for head in seen.all("h2")] == ["STOP", "BEWARE", "CAUTION", "OK"]
    assert len(seen.all("main")[0].all("svg")) >= 4
    assert "/policy/handout.pdf" in seen.addresses()


@needs_pango
@pytest.mark.parametrize("name", ["tess", "grace", "stella"])
def test_each_gets_the_sheet_of_their_own_school(client, in_force, name):
    client.force_login(in_force[name].account)
    answer = client.get("/policy/handout.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert ("dudley" in answer.headers["Content-Disposition"]) == (name == "stella")


def test_without_what_makes_a_pdf_the_page_is_offered_with_the_reason(page, in_force, monkeypatch):
    no = Refused("This machine cannot make PDF files.", "Print the page from your browser.")
    monkeypatch.setattr("hometime.policy.handout.may_render", lambda: no)
    answer = page.sign_in(in_force["tess"]).get("/policy/handout.pdf")
    assert answer.status_code == 503
    assert "This machine cannot make PDF files." in answer.page.text
    assert "/policy/handout.pdf" not in answer.page.addresses()


def test_the_machine_answers_whether_it_can():
    assert isinstance(pdf.may_render(), Allowed | Refused)
