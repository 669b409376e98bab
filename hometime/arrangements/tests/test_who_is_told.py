"""Every act against those it tells: each person once, nobody of what they did themselves, and never why."""

from datetime import date
from types import SimpleNamespace

import pytest

from hometime.arrangements import actions, notices, reminders
from hometime.arrangements.abroad import actions as abroad
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Role

from .acts import SECRET, TABLE, private, trip

REMINDERS = {"review_due", "own_review_due", "ends_soon", "abroad_back_due", "answer_due", "own_answer_due"}
REMINDERS |= {"waits_long", "held_up", "nobody_decides", "appeal_due"}


@pytest.fixture
def at_school(school, cast, viewer, now, today):
    """`s.tess()` is the one who acts, now: `{"by": …, "at": …}`."""
    made = SimpleNamespace(school=school, today=today, cast=cast)
    for slug in ("tess", "leo", "hana", "idris", "dara", "bilal"):
        setattr(made, slug, lambda slug=slug: {"by": viewer(cast[slug]), "at": now})
    return made


@pytest.mark.parametrize("name", TABLE)
def test_each_act_tells_the_right_people_once_and_never_why(at_school, name):
    before, act, told = TABLE[name]
    begun = before(at_school)
    Notice.objects.all().delete()
    act(at_school, begun)
    names = {person.pk: slug for slug, person in at_school.cast.items()}
    sent = [(names[each.person_id], each.kind.removeprefix("arrangements.")) for each in Notice.objects.all()]
    assert sorted(sent) == sorted(told.items())
    for notice in Notice.objects.all():
        said = f"{notice.subject} {notice.text}".lower()
        assert not [word for word in (SECRET, "health", "ill", "care") if word in said.split()]


def test_somebody_in_two_roles_is_told_once(at_school, today):
    it = private(at_school)
    Role.objects.create(organisation=at_school.school, person=at_school.cast["idris"], kind="dpo", starts_on=today)
    actions.give_view(it, is_for=True, words="", **at_school.leo())
    assert Notice.objects.filter(person=at_school.cast["idris"]).count() == 1


OWN = (
    "give a view",
    "go on without a view",
    "equipment can be had",
    "data is looked at",
    "yes",
    "no",
    "confirm a condition",
    "pause",
    "start again",
    "look again",
    "tell hours",
    "agree to duties",
    "decline duties",
    "talk a doubt over",
    "settle a doubt",
    "end a check",
    "write down a check",
    "decide about a trip",
    "put a legal request on record",
    "write down a meeting",
    "answer a legal request",
    "answer an appeal",
    "close after missed meetings",
)


@pytest.mark.parametrize("name", OWN)
def test_nobody_acts_about_themselves_by_any_of_these_whatever_roles_they_hold(at_school, viewer, now, today, name):
    before, act, _ = TABLE[name]
    begun = before(at_school)
    tess = at_school.cast["tess"]
    for kind in ("head", "line-manager", "it", "dpo", "dsl", "business-manager", "governor"):
        Role.objects.create(organisation=at_school.school, person=tess, kind=kind, starts_on=today)
    herself = SimpleNamespace(**vars(at_school))
    for slug in ("leo", "hana", "idris", "dara", "bilal"):
        setattr(herself, slug, at_school.tess)
    with pytest.raises(Refused, match=r"This is about you|Only their line manager"):
        act(herself, begun)


def test_every_kind_of_notice_is_in_the_table():
    told = {kind for _, _, people in TABLE.values() for kind in people.values()}
    assert {kind.removeprefix("arrangements.") for kind in notices.KINDS} == told | REMINDERS


def test_equipment_is_called_back_from_abroad_the_day_before(at_school, today):
    it = abroad.decide_abroad(trip(at_school), is_yes=True, is_insured=True, reason="", **at_school.hana())
    due = {day: {r.to.name for r in reminders.due(it.returns_on.replace(day=day))} for day in (10, 11, 12, 13)}
    assert due == {10: set(), 11: {"Tess Okafor", "Idris Bell"}, 12: {"Tess Okafor", "Idris Bell"}, 13: set()}
    type(it).objects.update(leaves_on=today)
    it.refresh_from_db()
    abroad.note_back(it, **at_school.idris())
    assert not list(reminders.due(date(2026, 11, 11)))
