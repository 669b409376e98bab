"""Letting in somebody who is not staff: why, who answers for them, until when; and that it ends."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.access import may_sign_in
from hometime.people.guests.actions import end_access, go_on, let_in
from hometime.people.models import GuestAccess, Person, Post, Role
from hometime.people.viewer import viewer_for

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def said(leo, today):
    return {
        "name": "Wanda Frost",
        "email": "wanda@frost.example",
        "kind": "volunteers",
        "why": "Reads with year 2",
        "sponsor": leo,
        "ends_on": today + timedelta(days=30),
    }


@pytest.fixture
def wanda(said, hana, viewer, now):
    return let_in(**said, by=viewer(hana), at=now)


def kinds(person):
    return list(apps.get_model("notices.Notice").objects.filter(person=person).values_list("kind", flat=True))


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_she_sees_least_and_both_are_told(wanda, leo, viewer):
    assert viewer(wanda.person).roles == {"volunteer"}
    assert kinds(wanda.person) == ["people.guest_let_in"]
    assert kinds(leo) == ["people.guest_answered_for"]
    assert acts("people.guest_let_in") == 1


def test_it_ends_on_its_day_by_itself(wanda, today):
    assert may_sign_in(wanda.person.account, on=wanda.ends_on)
    assert not may_sign_in(wanda.person.account, on=wanda.ends_on + timedelta(days=1))
    assert viewer_for(wanda.person, on=wanda.ends_on + timedelta(days=1)) is None


def test_whoever_answers_for_her_ends_it_at_once(wanda, leo, tess, viewer, now, today):
    with pytest.raises(Refused, match="may not change the list of people"):
        end_access(wanda, by=viewer(tess), at=now)
    end_access(wanda, by=viewer(leo), at=now)
    assert viewer_for(wanda.person, on=today + timedelta(days=1)) is None
    assert (acts("people.guest_access_ended"), kinds(wanda.person)[-1]) == (1, "people.guest_ended")
    with pytest.raises(Refused, match="ended already"):
        end_access(wanda, by=viewer(leo), at=now)


def test_a_later_day_is_for_who_keeps_the_list(wanda, leo, hana, viewer, now, today):
    later = today + timedelta(days=90)
    with pytest.raises(Refused, match="may not change the list of people"):
        go_on(wanda, ends_on=later, by=viewer(leo), at=now)
    go_on(wanda, ends_on=later, by=viewer(hana), at=now)
    assert viewer_for(wanda.person, on=later).roles == {"volunteer"}
    assert acts("people.guest_goes_on") == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ends_on": -1}, "last day is before the first"),
        ({"ends_on": 400}, "more than a year"),
        ({"email": "tess@great-wickering.example"}, "belongs to somebody else"),
    ],
)
def test_what_cannot_be_is_refused(said, hana, viewer, now, today, change, says):
    if "ends_on" in change:
        change = {"ends_on": today + timedelta(days=change["ends_on"])}
    with pytest.raises(Refused, match=says):
        let_in(**said | change, by=viewer(hana), at=now)
    assert not GuestAccess.objects.exists()


def test_a_policy_that_leaves_volunteers_out_does_not_let_one_in(in_force, said, petra, stella, viewer, now):
    """Dudley’s, at the other school; a contractor it does not leave out."""
    said |= {"sponsor": stella}
    with pytest.raises(Refused, match="Your policy leaves out volunteers"):
        let_in(**said, by=viewer(petra), at=now)
    assert let_in(**said | {"kind": "contractors"}, by=viewer(petra), at=now)


def test_nobody_answers_for_themselves_even_in_the_database(wanda):
    with pytest.raises(IntegrityError, match="nobody_answers"), transaction.atomic():
        GuestAccess.objects.update(sponsor=wanda.person)


def test_whoever_answers_for_her_is_reminded_once_a_step(wanda, leo, great_wickering):
    due = import_string("hometime.notices.people_reminders.due")
    found = [each for day in range(40) for each in due(wanda.starts_on + timedelta(days=day))]
    assert {each.to for each in found} == {leo}
    assert len({each.key for each in found}) == 2


def test_the_head_is_reminded_where_they_have_left(wanda, leo, hana):
    leo.posts.update(ends_on=wanda.ends_on - timedelta(days=20))
    due = import_string("hometime.notices.people_reminders.due")
    assert {each.to for each in due(wanda.ends_on - timedelta(days=7))} == {hana}


def test_she_is_let_in_on_the_page_and_seen_by_few(page, hana, leo, tess, said):
    typed = {name: said[name] for name in ("name", "email", "kind", "why")} | {"sponsor": leo.code}
    for number, part in enumerate((said["ends_on"].day, said["ends_on"].month, said["ends_on"].year)):
        typed[f"ends_on_{number}"] = part
    assert page.sign_in(hana).post(reverse("people:guest-let-in")).status_code == 422
    assert (
        "Wanda Frost can use Hometime until" in page.post(reverse("people:guest-let-in"), typed, follow=True).page.text
    )
    assert "Wanda" in page.sign_in(leo).get(reverse("people:guests")).page.text
    assert "Wanda" not in page.sign_in(tess).get(reverse("people:guests")).page.text
    assert page.get(reverse("people:guest-let-in")).status_code == 403
    code = GuestAccess.objects.get().code
    assert page.get(reverse("people:guest-go-on", args=[code])).status_code == 404
    assert page.sign_in(leo).get(reverse("people:guest-go-on", args=[code])).status_code == 403
    assert "has ended" in page.post(reverse("people:guest-end", args=[code]), follow=True).page.text


def test_another_school_sees_nothing_of_it(page, wanda, petra):
    page.sign_in(petra)
    assert "Wanda" not in page.get(reverse("people:guests")).page.text
    assert page.post(reverse("people:guest-end", args=[wanda.code])).status_code == 404
    assert Person.objects.filter(name="Wanda Frost").exists()


def test_she_may_come_back_another_year(wanda, said, hana, viewer, now, today):
    later = now + timedelta(days=200)
    by = viewer(hana, on=later.date())
    again = let_in(**{**said, "ends_on": later.date() + timedelta(days=9)}, by=by, at=later)
    assert again.person == wanda.person
    assert list(again.person.posts.order_by("starts_on").values_list("ends_on", flat=True)) == [
        wanda.ends_on,
        again.ends_on,
    ], "the days of the first time stay what they were"


def test_whoever_is_employed_since_stays_when_the_access_ends(wanda, great_wickering, hana, viewer, now, today):
    hired = today + timedelta(days=3)
    Post.objects.create(organisation=great_wickering, person=wanda.person, job_title="Teacher", starts_on=hired)
    Role.objects.create(organisation=great_wickering, person=wanda.person, kind="staff", starts_on=hired)
    end_access(wanda, by=viewer(hana), at=now)
    assert viewer(wanda.person, on=hired).roles == {"staff"}
