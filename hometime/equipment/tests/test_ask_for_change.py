"""Software, parts, upgrades, strange files, memory sticks: asked first, agreed by two where money is spent, then done."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.equipment.asking import facts as asking_facts
from hometime.equipment.asking.actions.changes import ask_for_change, note_installed, say_as, withdraw_change
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import ChangeRequest, ChangeStep
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

facts_about = partial(equipment_facts, folders=[asking_facts])

APP = {"kind": "app", "what": "Scratch 3", "why": "For coding club."}
UPGRADE = {"kind": "upgrade", "what": "A faster laptop", "why": "It takes ten minutes to start."}
YES = {"is_yes": True, "words": ""}


@pytest.fixture
def school(put_in_force, great_wickering):
    put_in_force("ravensbury")
    return great_wickering


@pytest.fixture
def app(school, tess, viewer, now):
    return ask_for_change(**APP, by=viewer(tess), at=now)


@pytest.fixture
def upgrade(school, tess, viewer, now):
    return ask_for_change(**UPGRADE, by=viewer(tess), at=now)


def approved(person, school, on):
    known = facts_about([person], school, on)[person.pk]
    return known["change.approved_by"].value if "change.approved_by" in known else None


def kinds():
    return list(Notice.objects.order_by("pk").values_list("person__name", "kind"))


def test_it_alone_answers_for_a_program(app, school, tess, idris, viewer, now, today):
    assert app.needs == ["it"]
    assert approved(tess, school, today) == []
    say_as(app, as_who="it", **YES, by=viewer(idris), at=now)
    assert app.state == "agreed"
    assert approved(tess, school, today) == ["it"]
    note_installed(app, version="Scratch 3.29", by=viewer(idris), at=now)
    assert (app.state, app.steps.get(name="install").version) == ("installed", "Scratch 3.29")
    assert approved(tess, school, today) is None
    acts = list(Entry.objects.filter(act__startswith="equipment.").order_by("sequence").values_list("act", flat=True))
    assert acts == ["equipment.change_asked", "equipment.change_answered", "equipment.change_installed"]
    assert kinds() == [
        ("Idris Bell", "equipment.change_waiting"),
        ("Tess Okafor", "equipment.change_answered"),
        ("Tess Okafor", "equipment.change_done"),
    ]


def test_an_upgrade_takes_the_word_of_it_and_then_of_whoever_answers_for_money(
    upgrade, school, tess, idris, bilal, viewer, now, today
):
    assert upgrade.needs == ["it", "finance"]
    with pytest.raises(Refused, match="not your turn"):
        say_as(upgrade, as_who="finance", **YES, by=viewer(bilal), at=now)
    say_as(upgrade, as_who="it", **YES, by=viewer(idris), at=now)
    assert (upgrade.state, approved(tess, school, today)) == ("money", ["it"])
    say_as(upgrade, as_who="finance", **YES, by=viewer(bilal), at=now)
    assert (upgrade.state, approved(tess, school, today)) == ("agreed", ["finance", "it"])
    assert ("Idris Bell", "equipment.change_to_do") in kinds()


def test_two_answers_are_never_one_persons(upgrade, hana, idris, tess, viewer, now):
    ChangeRequest.objects.filter(pk=upgrade.pk).update(it_kind="head", money_kind="head")
    upgrade.refresh_from_db()
    say_as(upgrade, as_who="it", **YES, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="said yes to this already"):
        say_as(upgrade, as_who="finance", **YES, by=viewer(hana), at=now)
    step = {"change": upgrade, "subject": tess, "state": "agreed", "at": now}
    for name, who in (("finance", hana), ("finance", tess)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeStep.objects.create(**step, name=name, by=who)


def test_the_asker_never_answers(school, idris, hana, viewer, now):
    mine = ask_for_change(**APP, by=viewer(idris), at=now)
    assert mine.it_kind == "head"
    with pytest.raises(Refused, match="about you"):
        say_as(mine, as_who="it", **YES, by=viewer(idris), at=now)
    assert say_as(mine, as_who="it", **YES, by=viewer(hana), at=now).state == "agreed"


@pytest.mark.parametrize("slug", ["tess", "leo", "bilal", "dara", "hana"])
def test_only_it_says_its_word(app, cast, slug, viewer, now):
    with pytest.raises(Refused):
        say_as(app, as_who="it", **YES, by=viewer(cast[slug]), at=now)


def test_a_no_needs_a_reason_and_ends_it(upgrade, school, tess, idris, viewer, now, today):
    with pytest.raises(Refused, match="A reason is needed"):
        say_as(upgrade, as_who="it", is_yes=False, words=" ", by=viewer(idris), at=now)
    say_as(upgrade, as_who="it", is_yes=False, words="There is no stock.", by=viewer(idris), at=now)
    assert (upgrade.state, approved(tess, school, today)) == ("refused", None)
    with pytest.raises(Refused, match="waiting to be done"):
        note_installed(upgrade, version="1", by=viewer(idris), at=now)


def test_a_yes_to_one_change_speaks_for_no_other(app, school, tess, idris, viewer, now, today):
    say_as(app, as_who="it", **YES, by=viewer(idris), at=now)
    ask_for_change(**UPGRADE, by=viewer(tess), at=now)
    assert approved(tess, school, today) is None
    assert approved(tess, school, today + dt.timedelta(days=60)) is None


def test_only_it_notes_it_as_done(app, tess, idris, viewer, now):
    say_as(app, as_who="it", **YES, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="IT lead notes"):
        note_installed(app, version="1", by=viewer(tess), at=now)


def test_it_is_taken_back_while_it_waits(app, tess, idris, viewer, now):
    with pytest.raises(Refused, match="Only the person"):
        withdraw_change(app, by=viewer(idris), at=now)
    assert withdraw_change(app, by=viewer(tess), at=now).state == "withdrawn"
    with pytest.raises(Refused, match="not your turn"):
        say_as(app, as_who="it", **YES, by=viewer(idris), at=now)


def test_the_same_form_sent_twice_is_one_request(app, tess, viewer, now):
    assert ask_for_change(**APP, once=app.once, by=viewer(tess), at=now) == app
    assert Notice.objects.count() == 1


def test_the_pages(upgrade, tess, idris, bilal, leo, stella, page, at_that_moment):
    where, of = reverse("equipment:ask-change"), reverse("equipment:change", args=[upgrade.code])
    page.sign_in(tess)
    assert "Fit nothing on or inside" in page.get(where).page.text
    assert page.post(where, {"kind": "app"}).status_code == 422
    made = page.post(where, APP).headers["Location"]
    assert page.get(made).page.h1 == "Tess Okafor: Scratch 3"
    for other in (leo, stella):
        assert page.sign_in(other).get(of).status_code == 404
    assert "IT and the person who decides about money" in page.sign_in(idris).get(of).page.text
    assert page.post(of, {"is_yes": "no"}).status_code == 422
    assert page.post(of, {"is_yes": "yes"}).status_code == 302
    page.sign_in(bilal).post(of, {"is_yes": "yes"})
    assert page.sign_in(idris).post(of, {"version": "Latitude 5450"}).status_code == 302
    assert ChangeRequest.objects.get(pk=upgrade.pk).state == "installed"
    page.sign_in(tess).post(reverse("equipment:change-withdraw", args=[made.rstrip("/").rpartition("/")[2]]))
    assert ChangeRequest.objects.get(kind="app").state == "withdrawn"
