"""The pages of an import, and the command."""

import argparse

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hometime.imports import commands
from hometime.imports.models import StaffImport
from hometime.imports.tests.conftest import HEADS, LIST
from hometime.people.models import Person

START = "/imports/staff/"


@pytest.fixture(autouse=True)
def monday(at_that_moment):
    """Pages are opened at `now`."""


def upload(page, text=LIST, name="staff.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return page.post(START, {"file": SimpleUploadedFile(name, content, "text/csv")})


def digest_in(seen):
    return next(box.attrs["value"] for box in seen.all("input") if box.attrs.get("name") == "digest")


def test_from_file_to_taken_over_and_back(page, hana):
    page.sign_in(hana)
    assert page.get(START).page.h1 == "Bring in a list of staff"
    here = upload(page).headers["Location"]
    seen = page.get(here).page
    assert seen.h1 == "What this list would change"
    assert "Added: 2" in seen.text and "Refused: 3" in seen.text
    assert page.post(f"{here}apply/", {"digest": digest_in(page.get(here).page)}).headers["Location"] == here
    seen = page.get(here).page
    assert "4 changes made." in seen.text and "Take all of it back" in seen.text
    assert seen.links()["Invite the new people"] == "/people/invitations/"
    did = seen.text[seen.text.index("What it did") :]
    assert [name in did for name in ("Una Field", "Jo Barker", "Leo Marsh", "Noor Rahman")] == [True] * 4
    assert Person.objects.filter(name="Una Field").exists()
    page.post(f"{here}undo/")
    assert "Taken back" in page.get(here).page.h1
    assert not Person.objects.filter(name="Una Field").exists()
    assert "staff.csv" in page.get(START).page.text


def test_without_the_digest_nothing_is_done(page, hana):
    here = upload(page.sign_in(hana)).headers["Location"]
    page.post(f"{here}apply/", {})
    assert "Something has changed since you looked" in page.get(here).page.text


def test_a_broken_file_says_why(page, hana):
    page.sign_in(hana)
    for content, says in ((b"PK\x03\x04", "a spreadsheet"), (b"Name\n", "no lines under"), (b"", "The file is empty")):
        answer = upload(page, content)
        assert answer.status_code == 422
        assert says in answer.page.text
    assert page.post(START, {}).status_code == 422
    assert not StaffImport.objects.exists()


def test_heads_nobody_knows_are_asked_about(page, hana):
    text = "Prénom,Nom,Courriel,Poste\nUna,Field,una@great-wickering.example,Bibliothécaire\n"
    here = upload(page.sign_in(hana), text).headers["Location"]
    assert page.get(here).headers["Location"] == f"{here}columns/"
    assert "Prénom (such as Una)" in page.get(f"{here}columns/").page.text
    assert page.post(f"{here}columns/", {"first_name": "0"}).status_code == 422
    said = {"first_name": "0", "last_name": "1", "email": "2", "job_title": "3"}
    assert page.post(f"{here}columns/", said).headers["Location"] == here
    assert "Bibliothécaire" in page.get(here).page.text


def test_a_school_called_otherwise_in_the_list_is_asked_about(page, hana):
    text = f"{HEADS}\n,Una,Field,una@great-wickering.example,Librarian,,,,GWA Main\n"
    here = upload(page.sign_in(hana), text).headers["Location"]
    assert page.get(here).headers["Location"] == f"{here}columns/"
    asked = page.get(f"{here}columns/")
    words = asked.page.text
    assert words.index("GWA Main") < words.index("First name")  # what is asked stands before what we know already
    said = {name: str(column) for name, column in StaffImport.objects.get().columns.items()}
    nothing = page.post(f"{here}columns/", said)
    assert nothing.status_code == 422 and "Tick what the list calls your school." in nothing.page.text
    assert page.post(f"{here}columns/", {**said, "sites": ["GWA Main"]}).headers["Location"] == here
    assert "Added: 1" in page.get(here).page.text


def test_what_is_not_taken_can_be_opened_in_a_spreadsheet_without_harm(page, hana):
    here = upload(page.sign_in(hana)).headers["Location"]
    text = page.get(f"{here}not-taken.csv").content.decode()
    assert "14,'=1+1 Field,Refused" in text
    assert "Una" not in text


@pytest.mark.parametrize(
    "slug", ["tess", "leo", "noor", "idris", "dara", "safia", "grace", "victor", "petra", "stella"]
)
def test_others_find_nothing(slug, cast, page, hana):
    here = upload(page.sign_in(hana)).headers["Location"]
    page.sign_in(cast[slug])
    for where in (here, f"{here}columns/", f"{here}not-taken.csv"):
        assert page.get(where).status_code == 404
    for where in (f"{here}apply/", f"{here}undo/"):
        assert page.post(where).status_code == 404
    if slug != "petra":
        assert page.get(START).status_code == 403
        assert upload(page).status_code == 403


def test_a_stranger_is_sent_to_the_door(page, hana):
    here = upload(page.sign_in(hana)).headers["Location"]
    page.post("/sign-out/")
    for where in (START, here, f"{here}columns/"):
        assert page.get(where).headers["Location"].startswith("/sign-in/")


# The command.


def hometime(*words):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    options = parser.parse_args(words)
    return options.run(options)


@pytest.fixture
def run(tmp_path, cast):
    def command(*more, text=LIST, by="hana@great-wickering.example", school="great-wickering"):
        file = tmp_path / "staff.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return hometime("import", "staff", str(file), "--school", school, "--by", by, *more)

    return command


def test_the_command_shows_and_then_takes_over(run, capsys):
    assert run() == 0
    said = capsys.readouterr().out
    assert "line 6: Added: Una Field." in said and "Nothing was changed." in said
    assert not Person.objects.filter(name="Una Field").exists()
    assert not StaffImport.objects.exists()
    assert run("--apply") == 0
    assert "Brought in." in capsys.readouterr().out
    assert Person.objects.filter(name="Una Field").exists()


@pytest.mark.parametrize(
    ("otherwise", "says"),
    [
        ({"text": b"PK\x03\x04"}, "a spreadsheet"),
        ({"text": "Nom,Poste\nUna,x\n"}, "do not say enough"),
        ({"by": "tess@great-wickering.example"}, "may not change the list of people"),
        ({"by": "stella@tamsin-hollow.example"}, "does not work with this school"),
        ({"by": "nobody@x.example"}, "does not work with this school"),
        ({"school": "great-wickring"}, "Did you mean “great-wickering”?"),
    ],
)
def test_the_command_says_in_one_line_why_not(otherwise, says, run, capsys):
    assert run("--apply", **otherwise) == 2
    problem = capsys.readouterr().err
    assert says in problem and problem.count("\n") == 1


def test_a_file_that_is_not_there(cast, capsys):
    assert hometime("import", "staff", "nowhere.csv", "--school", "great-wickering", "--by", "x") == 2
    assert "nowhere.csv: No such file" in capsys.readouterr().err
