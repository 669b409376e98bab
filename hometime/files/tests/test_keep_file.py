"""Keeping a file: known by its bytes, kept under a random name, hashed, and refused with a reason."""

import hashlib
import io
import json

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused

from .conftest import picture


@pytest.fixture
def keep(data, tess, great_wickering, viewer, now):
    def go(content, name="form.pdf", **more):
        return keep_file(content, name=name, organisation=great_wickering, by=viewer(tess), at=now, **more)

    return go


def on_disk(data):
    return [path for path in (data / "files").rglob("*") if path.is_file()]


def test_a_pdf_is_kept_as_it_is(keep, pdf, tess, data):
    stored = keep(pdf)
    assert stored.path.read_bytes() == pdf
    assert (stored.kind, stored.size, stored.created_by) == ("pdf", len(pdf), tess)
    assert stored.sha256 == hashlib.sha256(pdf).hexdigest()
    assert on_disk(data) == [stored.path]
    assert stored.path.stat().st_mode & 0o777 == 0o600


def test_its_name_on_disk_says_nothing(keep, pdf):
    first, second = keep(pdf, "Tess Okafor sick note.pdf"), keep(pdf, "Tess Okafor sick note.pdf")
    assert first.place != second.place
    assert "note" not in str(first.path)


def test_the_ledger_has_its_hash_and_not_its_name(keep, pdf, tess):
    stored = keep(pdf, "Tess Okafor sick note.pdf")
    entry = Entry.objects.get(act="files.file_kept")
    assert (entry.actor, entry.subject) == (tess.code, stored.code)
    assert json.loads(entry.payload.text)["details"]["sha256"] == stored.sha256
    assert "sick" not in entry.payload.text


def test_a_photo_is_kept_without_the_place_it_was_taken(keep, photo):
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(0x8825)
    stored = keep(photo, "desk.jpg")
    kept = Image.open(stored.path)
    assert not dict(kept.getexif())
    assert b"telling" not in stored.path.read_bytes()
    assert kept.size == (30, 40)  # and the right way up


def saying(words):
    note = PngInfo()
    note.add_text("Comment", words)
    return note


def test_what_hides_inside_a_picture_is_lost(keep):
    stored = keep(picture("PNG", pnginfo=saying("<script>alert(1)</script>")), "desk.png")
    assert b"script" not in stored.path.read_bytes()
    assert Image.open(stored.path).size == (40, 30)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("form.pdf", "form.pdf"),
        ("form.PDF", "form.pdf"),
        ("C:\\Users\\tess\\form.pdf", "form.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("form.pdf.exe", "form.pdf.exe.pdf"),
        ("form\u202efdp.exe", "formfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
        ("é" * 300, "é" * 100 + ".pdf"),
        ('"><script>.pdf', "script.pdf"),
    ],
)
def test_a_name_is_made_harmless_and_ends_as_its_bytes_deserve(keep, pdf, given, kept):
    assert keep(pdf, given).name == kept


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 a program",
        b"PK\x03\x04 a bundle",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"  %PDF-1.7 with something before it %%EOF",
        b"%PDF-1.7 that never ends" + b"x" * 2000,
    ],
)
def test_it_refuses_another_kind_of_file_whatever_its_name(keep, content, data):
    with pytest.raises(Refused, match=r"cannot keep this kind of file\. Save it as PDF, PNG or JPEG"):
        keep(content)
    assert not on_disk(data)


@pytest.mark.parametrize("kind", ["png", "photo"])
def test_it_refuses_a_picture_with_something_behind_it(keep, request, kind):
    with pytest.raises(Refused, match="cannot keep this kind"):
        keep(request.getfixturevalue(kind) + b"PK\x03\x04 a bundle")


def test_it_refuses_a_kind_not_asked_for(keep, png):
    with pytest.raises(Refused, match="Save it as PDF and"):
        keep(png, allowed=("pdf",))


def test_it_refuses_an_empty_file(keep):
    with pytest.raises(Refused, match="empty"):
        keep(b"")


def test_it_refuses_a_file_over_the_limit(keep, pdf, settings):
    settings.FILE_LIMIT = 1024 * 1024
    keep(pdf[:-6] + b" " * (1024 * 1024 - len(pdf)) + b"%%EOF\n")
    with pytest.raises(Refused, match="larger than 1 MB"):
        keep(pdf[:-6] + b" " * (1024 * 1024 - len(pdf) + 1) + b"%%EOF\n")


def test_it_refuses_a_small_picture_that_claims_to_be_vast(keep):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(Refused, match="too large"):
        keep(out.getvalue(), "bomb.png")


def test_it_refuses_a_picture_that_is_cut_short(keep, photo):
    with pytest.raises(Refused, match="cannot be read"):
        keep(photo[: len(photo) // 2] + b"\xff\xd9")


def test_nothing_is_kept_of_an_act_that_fails(keep, pdf, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("hometime.files.actions.record", fail)
    with pytest.raises(RuntimeError):
        keep(pdf)
    assert not StoredFile.objects.exists()
