"""A leaver’s name in what is kept about others: it goes, and the ledger still adds up."""

from datetime import timedelta

import pytest
from django.apps import apps

from hometime.ledger.actions import record
from hometime.ledger.models import Entry, Payload
from hometime.ledger.queries import told
from hometime.ledger.verifying import Whole, verify
from hometime.people.models import Person, Post
from hometime.people.personal.actions import redact_leavers
from hometime.people.personal.queries import NAMELESS
from hometime.people.personal.words import without
from hometime.people.posts.actions import change_post, give_role, rename_person

LONG = timedelta(days=365 * 8)


@pytest.fixture
def left(leo, tess, hana, viewer, now, today, great_wickering):
    """Leo was called Lea once, gave and managed, and is named in lines about Tess that were written in an older way."""
    give_role(tess, "dsl", by=viewer(hana), at=now)
    rename_person(leo, "Leonard O’Brien", by=viewer(hana), at=now)
    rename_person(leo, "Leo Marsh", by=viewer(hana), at=now)
    leo.refresh_from_db()
    old = {"before": {"line_manager": "Leonard O’Brien"}, "now": {"line_manager": "Leo Marsh"}, "job_title": "Teacher"}
    record("people.post_changed", organisation=great_wickering, by=hana, subject=tess, details=old, at=now)
    record("arrangements.view_given", organisation=great_wickering, by=leo, subject=tess, details={"is_for": 1}, at=now)
    Post.objects.filter(line_manager=leo).update(line_manager=None)
    Post.objects.filter(person=leo).update(ends_on=today)
    return leo


def lines_about(person):
    return [told(entry) for entry in Entry.objects.filter(subject=person.code).select_related("payload")]


def test_the_name_goes_from_lines_about_others_and_the_rest_stays(left, tess, hana, great_wickering, now):
    before = {(line.act, line.at) for line in lines_about(tess)}
    redact_leavers(at=now + LONG)
    after = lines_about(tess)
    assert {(line.act, line.at) for line in after} == before
    changed = next(line for line in after if line.act == "people.post_changed")
    assert (changed.actor, changed.subject) == (hana.name, tess.name)
    assert changed.details == {
        "before": {"line_manager": NAMELESS},
        "now": {"line_manager": NAMELESS},
        "job_title": "Teacher",
    }
    given = next(line for line in after if line.act == "arrangements.view_given")
    assert (given.actor, given.subject, given.details) == (NAMELESS, tess.name, {"is_for": 1})
    assert Entry.objects.get(act="arrangements.view_given").actor == left.code  # who it was can still be told apart
    assert isinstance(verify(great_wickering.code), Whole)


def test_no_word_of_the_name_is_left_in_the_ledger(left, now):
    redact_leavers(at=now + LONG)
    for name in ("Leo Marsh", "Leonard O’Brien", "leo@"):
        assert not Payload.objects.filter(text__contains=name).exists(), name


def test_two_who_leave_one_after_the_other_both_go(left, tess, hana, great_wickering, now, today):
    redact_leavers(at=now + LONG)
    Post.objects.filter(person=hana).update(ends_on=today)
    redact_leavers(at=now + LONG)
    changed = next(line for line in lines_about(tess) if line.act == "people.post_changed")
    assert (changed.actor, changed.subject) == (NAMELESS, tess.name)
    assert not Payload.objects.filter(text__contains="Hana Whitlock").exists()
    assert isinstance(verify(great_wickering.code), Whole)


def test_it_goes_from_the_notices_and_steps_of_others(left, tess, great_wickering, now):
    notice = apps.get_model("notices.Notice")
    words = {"key": "1", "kind": "x", "pace": "digest", "due_at": now, "created_at": now}
    notice.objects.create(
        organisation=great_wickering, person=tess, subject="Leo Marsh asks", text="Ask Leo Marsh’s deputy.", **words
    )
    redact_leavers(at=now + LONG)
    told_to_her = notice.objects.get(key="1")
    assert told_to_her.subject == f"{NAMELESS} asks"
    assert told_to_her.text == f"Ask {NAMELESS}’s deputy."


def test_it_goes_from_words_frozen_as_data(left, tess, great_wickering, now, today):
    receipt = apps.get_model("decisions.Receipt").objects.create(
        organisation=great_wickering,
        person=tess,
        policy_hash="x",
        policy_title="Policy",
        activity="x",
        title="x",
        digest="x",
        headline="ok",
        on=today,
        answer={"tell": [{"who": "Leo Marsh", "role": "Line manager"}]},
        kept_at=now,
    )
    redact_leavers(at=now + LONG)
    receipt.refresh_from_db()
    assert receipt.answer == {"tell": [{"who": NAMELESS, "role": "Line manager"}]}


def test_somebody_of_the_same_name_keeps_theirs(left, tess, great_wickering, now, hana):
    other = Person.objects.create(name="Leo Marsh", email="other@example.org", created_at=now)
    notice = apps.get_model("notices.Notice")
    words = {"kind": "x", "pace": "digest", "due_at": now, "created_at": now, "subject": "Hello, Leo Marsh"}
    notice.objects.create(organisation=great_wickering, person=other, key="2", text="x", **words)
    record("people.role_given", organisation=great_wickering, by=hana, subject=other, details={"role": "it"}, at=now)
    redact_leavers(at=now + LONG)
    assert notice.objects.get(key="2").subject == "Hello, Leo Marsh"
    assert lines_about(other)[0].subject == "Leo Marsh"


def test_new_lines_know_people_by_their_code(tess, leo, hana, viewer, now):
    change_post(Post.objects.get(person=tess), job_title="Head of year", line_manager=hana, by=viewer(hana), at=now)
    line = told(Entry.objects.filter(act="people.post_changed").latest("pk"))
    assert line.details["now"]["line_manager"] == str(hana.code)
    assert hana.name not in str(line.details)


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("Ann Lee", NAMELESS),
        ("Ann Lee’s bag", f"{NAMELESS}’s bag"),
        ("Joann Lee and Ann Leeson", "Joann Lee and Ann Leeson"),
        ({"who": ["Ann Lee", 3, None]}, {"who": [NAMELESS, 3, None]}),
    ],
)
def test_only_the_whole_name_goes(said, then):
    assert without(["Ann Lee"], said) == then


def test_it_is_safe_to_run_twice(left, now, great_wickering):
    redact_leavers(at=now + LONG)
    length = verify(great_wickering.code).length
    assert redact_leavers(at=now + LONG) == 0
    assert verify(great_wickering.code).length == length
