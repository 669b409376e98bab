"""A copy of all that is kept as one ZIP: data, a page to read, and the person’s own files; for few, and nobody else’s."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from hometime.ledger.models import Entry
from hometime.people.models import Post
from hometime.people.personal.actions import redact_leavers
from hometime.people.personal.bundle import in_words, names_in_zip

pytestmark = pytest.mark.usefixtures("files_here")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
AGREED = {"signed_on": date(2026, 11, 1), "statement": {"said": "all"}, "statement_hash": "x"}


@pytest.fixture
def files_here(settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path


@pytest.fixture
def keep(great_wickering, viewer, now, monkeypatch):
    """A certificate of a course, kept for somebody."""
    monkeypatch.setattr("hometime.files.actions.checked", lambda content, allowed: "pdf")
    course = apps.get_model("learning.Course").objects.create(
        organisation=great_wickering, fact="x", title="Data protection", created_at=now
    )

    def put(person, name="certificate.pdf", days=0, content=PDF, others=()):
        by = viewer(person)
        stored = import_string("hometime.files.actions.keep_file")(
            content, name=name, organisation=great_wickering, by=by, at=now
        )
        for each in (person, *others):
            apps.get_model("learning.Completion").objects.create(
                organisation=great_wickering,
                course=course,
                person=each,
                done_on=now.date() - timedelta(days=days),
                certificate=stored,
                created_at=now,
                created_by=person,
            )
        return stored

    return put


def taken(page, person):
    answer = page.post(reverse("people:personal-data-zip", args=[person.code]))
    assert answer.status_code == 200
    return answer, zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.usefixtures("at_that_moment")
class TestTheDoor:
    def test_it_holds_the_data_a_page_and_her_files(self, page, tess, keep):
        keep(tess)
        page.sign_in(tess)
        assert "Take a copy with files" in page.get(reverse("people:personal-data", args=[tess.code])).page.text
        answer, archive = taken(page, tess)
        assert answer.headers["Content-Type"] == "application/zip"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert archive.testzip() is None
        file = "files/2026-11-02 certificate.pdf"
        assert archive.namelist() == ["what-is-kept.json", "what-is-kept.html", file]
        assert archive.read(file) == PDF
        told = json.loads(archive.read("what-is-kept.json"))
        assert told["person"]["name"] == "Tess Okafor"
        assert told["files"] == [{"file": file, "belongs to": "completion"}]
        shown = archive.read("what-is-kept.html").decode()
        assert "<h1>What is kept about Tess Okafor</h1>" in shown
        assert 'href="files/2026-11-02%20certificate.pdf"' in shown
        assert "<dt>Job title</dt><dd>Teacher of history</dd>" in shown
        assert Entry.objects.filter(act="people.personal_data_exported", subject=tess.code).count() == 1

    def test_files_of_others_are_not_in_it(self, page, tess, noor, keep):
        keep(noor, "noor.pdf")
        _, archive = taken(page.sign_in(tess), tess)
        assert len(archive.namelist()) == 2
        assert "There are no files that" in archive.read("what-is-kept.html").decode()

    def test_whoever_may_not_open_a_file_does_not_get_it_this_way(self, page, tess, dara, keep, settings):
        keep(tess)
        settings.FILE_OWNERS = []
        _, archive = taken(page.sign_in(dara), tess)
        assert len(archive.namelist()) == 2

    def test_one_lost_from_the_disk_is_said_to_be_lost(self, page, tess, keep):
        keep(tess).path.unlink()
        _, archive = taken(page.sign_in(tess), tess)
        assert len(archive.namelist()) == 2
        assert "it could not be found" in archive.read("what-is-kept.html").decode()

    def test_what_somebody_wrote_is_shown_and_never_run(self, page, tess, keep):
        Post.objects.filter(person=tess).update(job_title="<script>alert(1)</script>")
        _, archive = taken(page.sign_in(tess), tess)
        shown = archive.read("what-is-kept.html").decode()
        assert "<script>" not in shown and "&lt;script&gt;" in shown

    @pytest.mark.parametrize("slug", ["hana", "leo", "noor", "idris", "grace", "victor", "petra", "stella"])
    def test_to_anybody_else_it_is_not_there(self, page, cast, tess, slug):
        address = reverse("people:personal-data-zip", args=[tess.code])
        assert page.sign_in(cast[slug]).post(address).status_code == 404

    def test_a_stranger_signs_in_first(self, page, tess):
        assert page.post(reverse("people:personal-data-zip", args=[tess.code])).status_code == 302
        assert page.get(reverse("people:personal-data-zip", args=[tess.code])).status_code == 405


@dataclass
class Kept:
    name: str
    kept_on: date = date(2026, 11, 2)
    path: Path = Path("x")
    belongs_to: str = "record"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "C:\\x.pdf", ".hidden", "-rf.pdf", "a\x00b.pdf", "", "."],
)
def test_no_name_leads_out_of_its_folder(name):
    (found,) = names_in_zip([Kept(name)])
    assert found.startswith("files/2026-11-02 ")
    rest = found.removeprefix("files/")
    assert not set(rest) & set("/\\:\x00") and ".." not in rest.split() and rest.strip(" .") == rest


def test_two_of_one_name_are_both_kept():
    assert names_in_zip([Kept("a.pdf"), Kept("A.pdf"), Kept("a.pdf")]) == [
        "files/2026-11-02 a.pdf",
        "files/2026-11-02 A (2).pdf",
        "files/2026-11-02 a (3).pdf",
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, ""),
        (False, "No"),
        (date(2026, 11, 2), "2 November 2026"),
        (["a", {"b": 1}], "a, b: 1"),
        (0, "0"),
        ({}, ""),
        (UUID(int=1), ""),
        ("a" * 64, ""),
    ],
)
def test_values_read_as_words(value, says):
    assert in_words(value) == says


def test_the_files_of_a_leaver_are_forgotten_and_what_others_share_stays(tess, noor, keep, now, today):
    own, shared = keep(tess), keep(tess, "group.pdf", days=1, others=[noor])
    Post.objects.filter(person=tess).update(ends_on=today)
    redact_leavers(at=now + timedelta(days=365 * 8))
    own.refresh_from_db(), shared.refresh_from_db()
    assert own.is_erased and own.name == ""
    assert not shared.is_erased
