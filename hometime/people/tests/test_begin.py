"""`hometime people begin` and `invite`: the first person of a new site, and a link to hand over."""

import argparse
from urllib.parse import urlsplit

import pytest

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people import commands
from hometime.people.models import Organisation, Person

GOOD = "three small boats"


@pytest.fixture
def run(db, settings):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def command(*words):
        parser = argparse.ArgumentParser()
        commands.add_commands(parser.add_subparsers())
        options = parser.parse_args(["people", *words])
        return options.run(options)

    return command


@pytest.fixture
def begin(run):
    def first(school="Hill View School", email="Ann@hill-view.example"):
        return run("begin", "--school", school, "--name", "Ann Lee", "--email", email)

    return first


def link_in(capsys):
    return urlsplit(capsys.readouterr().out.splitlines()[-1]).path


def test_the_first_person_comes_in_by_the_link_that_is_printed(begin, page, capsys):
    assert begin() == 0
    link = link_in(capsys)
    assert page.get(link).page.h1 == "Welcome, Ann Lee"
    assert page.post(link, {"password": GOOD}).headers["Location"] == "/"
    assert page.get("/people/").headers["Location"] == "/account/second-step/", "a headteacher needs a second step"


def test_every_step_is_in_the_ledger(begin):
    begin()
    acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts == ["people.organisation_opened", "people.person_added", "people.person_invited"]


def test_the_link_is_where_people_reach_the_site(begin, capsys, settings):
    settings.ADDRESS = "https://hometime.hill-view.example"
    begin()
    assert "\nhttps://hometime.hill-view.example/account/invitation/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "says"),
    [
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


def test_somebody_without_mail_gets_a_link_to_hand_over(run, victor, page, capsys):
    assert run("invite", victor.account.username.upper()) == 0
    link = link_in(capsys)
    assert "codes" not in page.get(link).page.text, "a link handed over does not show that an address is theirs"
    assert page.post(link, {"password": GOOD}).status_code == 302


def test_nobody_unknown_is_invited(run, cast, capsys):
    assert run("invite", "sam") == 2
    assert "Nobody here is called sam." in capsys.readouterr().err


def test_somebody_who_lost_phone_and_codes_is_helped_from_the_command_line(run, hana, add_app, capsys):
    add_app(hana)
    assert run("forget-second-step", hana.account.username) == 0
    assert "Make sure that it is them" in capsys.readouterr().out
    said = told(Entry.objects.get(act="people.second_factor_removed"))
    assert said.subject == "Hana Whitlock" != said.actor
    assert run("forget-second-step", hana.account.username) == 2
    assert "has a second step" in capsys.readouterr().err


def test_a_trust_with_two_schools_is_begun_one_by_one(run, capsys):
    told_of = ("--name", "Ann Lee", "--email", "ann@hill-view.example")
    assert run("begin", "--school", "Hill View", "--trust", "Valley Trust", *told_of) == 0
    assert run("begin", "--school", "Dale View", "--trust", "Valley Trust", *told_of) == 0
    assert run("begin", "--trust", "Valley Trust", *told_of, "--job", "Executive head") == 0
    ann = Person.objects.get()
    assert [post.organisation.name for post in ann.posts.order_by("pk")] == ["Hill View", "Dale View", "Valley Trust"]
    assert {place.parent.name for place in Organisation.objects.filter(kind="school")} == {"Valley Trust"}


def test_a_school_that_stood_alone_joins_a_trust(begin, run, capsys):
    begin()
    assert run("join", "--school", "Hill View School", "--trust", "Valley Trust") == 0
    assert Organisation.objects.get(slug="hill-view-school").parent.name == "Valley Trust"
    assert Entry.objects.filter(act="people.organisation_joined").count() == 1
    for school, trust, says in (
        ("Hill View School", "Valley Trust", "belongs to Valley Trust already"),
        ("Hill View School", "Other Trust", "belongs to Valley Trust."),
        ("Valley Trust", "Other Trust", "is not a school"),
        ("Nowhere", "Valley Trust", "No school here"),
        ("Hill View School", "Hill View School", "is here already"),
    ):
        assert run("join", "--school", school, "--trust", trust) == 2
        assert says in capsys.readouterr().err
    assert not Organisation.objects.filter(slug="other-trust").exists(), "nothing is left of what was refused"


def test_with_no_name_there_is_nothing_to_begin(run, capsys):
    assert run("begin", "--name", "Ann Lee", "--email", "ann@hill-view.example") == 2
    assert "--school NAME" in capsys.readouterr().err


def test_a_very_long_name_has_an_address_that_fits(begin):
    assert begin(school="The Very Reverend Doctor Ebenezer Throckmorton Church of England Primary School") == 0
    assert len(Organisation.objects.get().slug) <= 50
