"""`hometime people begin`: a new site's first school and the first person who can sign in."""

import argparse
import io

import pytest

from hometime.ledger.models import Entry
from hometime.people import commands
from hometime.people.models import Organisation, Person

GOOD = "three small boats"


@pytest.fixture
def begin(db, monkeypatch, settings):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def run(school="Hill View School", email="Ann@hill-view.example", password=GOOD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        parser = argparse.ArgumentParser()
        commands.add_commands(parser.add_subparsers())
        arguments = ["people", "begin", "--school", school, "--name", "Ann Lee", "--email", email]
        options = parser.parse_args(arguments)
        return options.run(options)

    return run


def test_the_first_person_can_sign_in(begin, page, capsys):
    assert begin() == 0
    assert capsys.readouterr().out == "Hill View School is here. Ann Lee can sign in as ann@hill-view.example.\n"
    assert page.post("/sign-in/", {"email": "ann@hill-view.example", "password": GOOD}).status_code == 302
    assert "Headteacher" in page.get("/people/").page.text


def test_every_step_is_in_the_ledger(begin):
    begin()
    acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts == ["people.organisation_opened", "people.person_added", "people.password_set"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "short"}, "That password is shorter than 12 characters."),
        ({"school": "!!!"}, "A school’s name needs letters."),
        ({"school": "Great Wickering"}, "Great Wickering is here already."),
        ({"email": "tess@great-wickering.example"}, "tess@great-wickering.example belongs to somebody else."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left_behind(begin, cast, capsys, change, says):
    before = [Organisation.objects.count(), Person.objects.count(), Entry.objects.count()]
    assert begin(**change) == 2
    assert says in capsys.readouterr().err
    assert [Organisation.objects.count(), Person.objects.count(), Entry.objects.count()] == before
