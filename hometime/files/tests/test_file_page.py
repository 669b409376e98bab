"""Opening a file: only those its owner lets in; for everybody else it is not there."""

import pytest

from hometime.files.actions import keep_file
from hometime.files.models import StoredFile


def may_open(viewer, stored):
    """Stands for a part: a file may be opened by the person who handed it in."""
    return stored.created_by_id == viewer.person.pk


@pytest.fixture
def stored(data, settings, pdf, tess, great_wickering, viewer, now):
    settings.FILE_OWNERS = [f"{__name__}.may_open"]
    return keep_file(pdf, name="Größe.pdf", organisation=great_wickering, by=viewer(tess), at=now)


@pytest.fixture
def address(stored):
    return f"/files/{stored.code}/"


def test_it_is_a_download_that_cannot_act_as_a_page(tess, page, address, pdf):
    answer = page.sign_in(tess).get(address)
    assert b"".join(answer.streaming_content) == pdf
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "slug", ["hana", "leo", "idris", "dara", "safia", "grace", "victor", "bilal", "noor", "stella"]
)
def test_for_everybody_else_it_is_not_there(slug, cast, page, address):
    assert page.sign_in(cast[slug]).get(address).status_code == 404


def test_a_stranger_is_sent_to_sign_in(page, address):
    assert page.get(address).headers["Location"].startswith("/sign-in/")


def test_a_file_no_part_owns_is_opened_by_nobody(tess, page, address, settings):
    settings.FILE_OWNERS = []
    assert page.sign_in(tess).get(address).status_code == 404


def test_one_that_never_was_is_not_there(tess, page, stored):
    assert page.sign_in(tess).get("/files/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_one_that_was_erased_says_so_to_those_who_could_open_it(tess, stella, page, address, stored, now):
    StoredFile.objects.update(erased_at=now, name="")
    answer = page.sign_in(tess).get(address)
    assert (answer.status_code, answer.page.h1) == (410, "This file was erased")
    assert stored.sha256 in answer.page.text
    assert page.sign_in(stella).get(address).status_code == 404


def test_one_that_is_missing_on_disk_is_not_there(tess, page, address, stored):
    stored.path.unlink()
    assert page.sign_in(tess).get(address).status_code == 404
