"""export_person and redact_person: what is kept about somebody, told to few; and a leaver made nameless."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string

from hometime.ledger.models import Entry, Payload
from hometime.ledger.verifying import Whole, verify
from hometime.lib.refusal import Refused
from hometime.people.models import Account, Delegation, Person, Post, Role
from hometime.people.personal.actions import export_person, redact_leavers
from hometime.people.personal.queries import NAMELESS, leavers_for
from hometime.people.personal.tables import PRIVATE, is_about_people
from hometime.people.posts.actions import give_role
from hometime.people.standing_in.actions import delegate

WHY = "An operation on her knee"


@pytest.fixture
def hurt(tess, great_wickering, now):
    """A record of another part, with a private reason."""
    return apps.get_model("arrangements.Arrangement").objects.create(
        organisation=great_wickering,
        person=tess,
        created_at=now,
        created_by=tess,
        ground="health_advice",
        why=WHY,
        slots=[":0:day"],
        starts_on=now.date(),
        place="home",
        data="none",
        state="submitted",
        decider_kind="head",
    )


@pytest.fixture
def left(tess, hurt, hana, bilal, viewer, now, today):
    """Tess did her part, and left eight years ago by the time that the sweep runs."""
    give_role(tess, "dsl", by=viewer(hana), at=now)
    role = Role.objects.get(person=tess, kind="dsl")
    days = {"starts_on": today, "ends_on": today}
    delegate(role, deputy=hana, reason=WHY, by=viewer(bilal), at=now, **days)
    Post.objects.filter(person=tess).update(ends_on=today)
    return tess


def test_all_of_it_is_told_to_her_and_to_the_data_protection_officer(hurt, tess, dara, viewer, now):
    for by in (tess, dara):
        told = export_person(tess, by=viewer(by), at=now)
        assert WHY in str(told["kept"]["arrangements"])
        assert told["kept"]["people"]["Post"][0]["job title"] == "Teacher of history"
        assert "password" not in str(told).lower()
    assert Entry.objects.filter(act="people.personal_data_exported", subject=tess.code).count() == 2


def test_the_business_manager_is_not_told_words_of_hers(hurt, tess, bilal, viewer, now):
    told = export_person(tess, by=viewer(bilal), at=now)
    assert WHY not in str(told)
    assert PRIVATE in str(told["kept"]["arrangements"])


@pytest.mark.parametrize("slug", ["hana", "leo", "noor", "grace"])
def test_others_are_told_nothing(cast, tess, viewer, now, slug):
    with pytest.raises(Refused, match="Only the data protection officer"):
        export_person(tess, by=viewer(cast[slug]), at=now)


def test_the_page_gives_a_file(page, dara, tess, at_that_moment):
    page.sign_in(dara)
    assert page.get(reverse("people:personal-data", args=[tess.code])).page.h1 == "What is kept about Tess Okafor"
    answer = page.post(reverse("people:personal-data-file", args=[tess.code]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.json()["person"]["name"] == "Tess Okafor"


@pytest.mark.parametrize(("slug", "status"), [("leo", 404), ("petra", 404), ("stella", 404), ("tess", 200)])
def test_others_do_not_get_to_the_page(page, cast, tess, slug, status, at_that_moment):
    page.sign_in(cast[slug])
    assert page.get(reverse("people:personal-data", args=[tess.code])).status_code == status
    assert page.post(reverse("people:personal-data-file", args=[tess.code])).status_code == status
    assert page.get(reverse("people:leavers")).status_code == 403


def test_leavers_are_still_found_by_those_who_answer_for_data(left, dara, viewer, page, monkeypatch, now, today):
    assert list(leavers_for(viewer(dara, on=today + timedelta(days=1)))) == [left]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=1))
    page.sign_in(dara)
    assert "Tess Okafor" in page.get(reverse("people:leavers")).page.text
    assert page.get(reverse("people:personal-data", args=[left.code])).status_code == 200


def test_nobody_is_made_nameless_too_soon(left, now):
    assert redact_leavers(at=now + timedelta(days=365)) == 0
    assert redact_leavers(at=now + timedelta(days=365 * 8)) == 1
    assert redact_leavers(at=now + timedelta(days=365 * 8)) == 0


def test_a_leaver_is_nameless_everywhere_and_the_ledger_still_adds_up(left, hurt, great_wickering, now):
    redact_leavers(at=now + timedelta(days=365 * 8))
    left.refresh_from_db()
    assert (left.name, left.email) == (NAMELESS, "")
    assert not Account.objects.get(person=left).is_active
    hurt.refresh_from_db()
    assert (hurt.why, hurt.slots) == ("", [":0:day"])
    assert Delegation.objects.get().reason == ""
    about_her = Payload.objects.filter(entry__subject=left.code).values_list("text", flat=True)
    assert not any(text and "Tess Okafor" in text for text in about_her)
    assert not any("Tess" in notice.text for notice in apps.get_model("notices.Notice").objects.filter(person=left))
    assert isinstance(verify(great_wickering.code), Whole)
    assert Entry.objects.filter(act="people.person_made_nameless").count() == 1


def test_every_part_that_keeps_something_about_people_says_so(settings):
    named = {name.split(".")[1] for name in settings.PERSONAL_DATA_SOURCES}
    ours = [table for table in apps.get_models() if table.__module__.startswith("hometime.")]
    keeping = {table._meta.app_label for table in ours if is_about_people(table)}
    assert keeping <= named
    assert all(issubclass(table, models.Model) for table in ours)


def test_old_notices_are_forgotten_and_new_ones_and_waiting_ones_are_not(tess, great_wickering, now):
    message, notice = apps.get_model("notices.Message"), apps.get_model("notices.Notice")
    for number, (state, days) in enumerate([("sent", 400), ("sent", 10), ("failed", 400)]):
        at = now - timedelta(days=days)
        mail = message.objects.create(person=tess, state=state, next_at=at, created_at=at, settled_at=at)
        words = {"key": str(number), "kind": "x", "subject": "x", "text": "x", "pace": "digest", "due_at": at}
        notice.objects.create(organisation=great_wickering, person=tess, message=mail, created_at=at, **words)
    assert import_string("hometime.notices.sweeping.sweep")(at=now) == 1
    assert sorted(notice.objects.values_list("key", flat=True)) == ["1", "2"]
    assert Person.objects.filter(pk=tess.pk, created_at__date__gte=date(2020, 1, 1)).exists()
