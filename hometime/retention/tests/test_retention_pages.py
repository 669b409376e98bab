"""The pages, for each of the cast, for a stranger at the door, and for another school."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hometime.retention import urls
from hometime.retention.models import Certificate, Disposal, HoldingReview

from .conftest import LIST, PDF

CODE = "00000000-0000-4000-8000-000000000000"
GIVEN = {"code": CODE, "number": 1}
KEEPING = {"hana", "idris", "bilal"}

pytestmark = pytest.mark.usefixtures("at_that_moment")


def where(name, *args):
    return reverse(f"retention:{name}", args=args)


def told(content=LIST, name="list.csv", **changes):
    typed = {"once": str(uuid4()), "kind": "equipment", "company": "Shred and Go", "reference": "C-17", "serials": ""}
    typed |= {"dated_on_0": "1", "dated_on_1": "11", "dated_on_2": "2026"}
    return typed | ({"file": SimpleUploadedFile(name, content)} if content else {}) | changes


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, pattern, method):
    given = {name: GIVEN[name] for name in pattern.pattern.converters}
    answer = getattr(page, method)(reverse(f"retention:{pattern.name}", kwargs=given))
    assert answer.headers["Location"].startswith("/sign-in/")


def test_each_of_the_cast_sees_what_is_theirs(certificate, in_force, cast, page):
    in_force("wolsey-house")
    for slug, person in cast.items():
        page.sign_in(person)
        assert page.get(where("dispose")).status_code == 200
        assert page.get(where("held")).status_code == 200
        is_shown = page.get(where("certificates")).status_code == 200
        assert is_shown == (slug in {*KEEPING, "dara", "petra"})
        assert (page.get(where("certificate-new")).status_code == 200) == (slug in {*KEEPING, "petra"})
        seen = page.get(where("certificate", certificate.code)).status_code
        assert (seen == 200) == (slug in {*KEEPING, "dara"}), slug
        line = certificate.lines.first().pk
        for name, args in (("line-settle", [line]), ("certificate-withdraw", [])):
            assert (page.get(where(name, certificate.code, *args)).status_code == 200) == (slug in {*KEEPING, "dara"})


def test_a_certificate_is_added_ticked_and_settled(devices, idris, page):
    page.sign_in(idris)
    assert "not on any certificate" in page.get(where("certificates")).page.text
    made = page.post(where("certificate-new"), told()).headers["Location"]
    it = Certificate.objects.get()
    seen = page.get(made).page.text
    assert seen.index("somebody has it") < seen.index("What matches")
    lines = list(it.lines.filter(serial__in=["PF3ABC12", "PF3ABC13"]).values_list("pk", flat=True))
    assert page.post(made, {"lines": [], "how": "destroyed"}).status_code == 422
    assert page.post(made, {"lines": lines, "how": "destroyed"}).status_code == 302
    odd = where("line-settle", it.code, it.lines.get(serial="DMPXYZ99").pk)
    assert page.post(odd, {"words": ""}).status_code == 422
    assert page.post(odd, {"words": "It was the county’s."}).status_code == 302
    assert page.post(where("certificate-withdraw", it.code), {"words": "Oh"}).status_code == 422
    assert page.get(where("certificates") + "?as_of=2026-10-01").page.text.count("Shred and Go") == 0


@pytest.mark.parametrize(
    ("content", "changes", "says"),
    [
        (b"Make,Model\nHP,X\n", {}, "No column of this file"),
        (b"Serial,Item\nA1,x\n,y\n", {}, "Line 3"),
        (b"\x00\x01\x02", {}, "not letters"),
        (None, {}, "Choose the file"),
        (LIST, {"kind": "paper"}, "is a PDF"),
        (LIST, {"dated_on_2": "2027"}, "not come yet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_half_kept(devices, idris, page, content, changes, says):
    answer = page.sign_in(idris).post(where("certificate-new"), told(content, **changes))
    assert answer.status_code == 422
    assert says in answer.page.text
    assert not Certificate.objects.exists()


def test_a_pdf_is_opened_by_those_who_may_see_it(devices, idris, dara, tess, stella, page):
    page.sign_in(idris).post(where("certificate-new"), told(PDF, "c.pdf", serials="PF3ABC12"))
    address = reverse("files:file", args=[Certificate.objects.get().document.code])
    assert [page.sign_in(each).get(address).status_code for each in (dara, tess, stella)] == [200, 404, 404]


def test_papers_are_disposed_of_on_a_page(out, tess, page):
    page.sign_in(tess)
    typed = {"once": str(uuid4()), "what": "paper", "words": "Old reports", "data": "personal", "papers": str(out.code)}
    answer = page.post(where("dispose"), typed | {"route": "household_bin"})
    assert answer.status_code == 422 and "IG144" in answer.page.text
    assert page.post(where("dispose"), typed | {"route": "cross_cut_shredder"}).status_code == 302
    assert Disposal.objects.get().sign_out == out
    assert "Old reports" in page.get(where("dispose")).page.text


def test_what_is_held_is_looked_through_on_a_page(out, devices, tess, page):
    page.sign_in(tess)
    seen = page.get(where("held")).page
    assert "Do you still need it? Old reports" in seen.text
    names = {each.attrs["name"] for each in seen.all("input") if each.attrs.get("name", "").startswith("need-")}
    typed = {"once": str(uuid4()), "has_overdue": "no", "has_unneeded": "no"}
    assert page.post(where("held"), typed).status_code == 422
    assert page.post(where("held"), typed | dict.fromkeys(names, "no")).status_code == 302
    assert HoldingReview.objects.get().has_unneeded
