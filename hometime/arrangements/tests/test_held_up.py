"""A request that waits long: whoever it is with is reminded, then somebody who can go round them is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.actions import ask_arrangement, go_on, set_limits, withdraw_arrangement
from hometime.arrangements.everyday.actions import ask_doubt, discuss_doubt
from hometime.arrangements.held_up import due
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import Arrangement
from hometime.arrangements.queries import waiting_for
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.models import Post, Role

from .conftest import FRIDAYS

WAITS, HELD_UP, NOBODY = "arrangements.waits_long", "arrangements.held_up", "arrangements.nobody_decides"


@pytest.fixture
def after(today):
    return lambda days: today + timedelta(days=days)


def told(on):
    return {(each.kind, each.to.name) for each in due(on)}


def test_the_line_manager_is_reminded_after_a_week_and_the_decider_told_after_two(asked, after):
    assert told(after(6)) == set()
    assert told(after(7)) == told(after(13)) == {(WAITS, "Leo Marsh")}
    assert told(after(14)) == told(after(40)) == {(WAITS, "Leo Marsh"), (HELD_UP, "Hana Whitlock")}


def test_each_is_told_once_however_often_it_runs(asked, after, now):
    for days in (7, 7, 8, 14, 14, 15, 30):
        remind(after(days), now)
    assert sorted(Notice.objects.filter(kind__in=(WAITS, HELD_UP)).values_list("kind", flat=True)) == [HELD_UP, WAITS]
    assert not any("back is bad" in f"{each.subject} {each.text}" for each in Notice.objects.all())


def test_days_on_which_nothing_ran_are_made_up_for(asked, after, now):
    remind(after(20), now)
    assert Notice.objects.filter(kind=WAITS).count() == Notice.objects.filter(kind=HELD_UP).count() == 1


def test_whoever_stands_in_is_reminded_as_well(asked, lend, leo, dara, today):
    lend(leo, "line-manager", to=dara)
    Arrangement.objects.update(created_at=asked.created_at - timedelta(days=7))
    assert told(today) == {(WAITS, "Leo Marsh"), (WAITS, "Dara Quinn")}


def test_where_the_line_manager_has_left_the_decider_is_told_at_once(asked, leo, after, today):
    Post.objects.filter(person=leo).update(ends_on=today)
    assert told(after(7)) == {(HELD_UP, "Hana Whitlock")}


def test_it_waits_with_the_decider_from_then_on_and_they_go_on(asked, hana, leo, tess, idris, viewer, after, now):
    early, late = viewer(hana, on=after(13)), viewer(hana, on=after(14))
    assert not waiting_for(early)
    assert list(waiting_for(late)) == list(waiting_for(viewer(leo, on=after(14)))) == [asked]
    for other in (tess, idris):
        assert not waiting_for(viewer(other, on=after(14)))
    go_on(asked, reason="Leo is away.", by=late, at=now + timedelta(days=14))
    assert told(after(15)) == set()
    assert told(after(21)) == {(WAITS, "Hana Whitlock")}


def test_a_review_that_nobody_makes_is_raised_too(viewed, hana, idris, viewer, after):
    Arrangement.objects.update(state="review", awaits_kit=True)
    assert told(after(7)) == {(WAITS, "Idris Bell")}
    assert told(after(14)) == {(WAITS, "Idris Bell"), (HELD_UP, "Hana Whitlock")}
    assert not waiting_for(viewer(hana, on=after(13)))
    assert list(waiting_for(viewer(hana, on=after(14)))) == [viewed]
    viewed.steps.filter(name="give-view").update(at=viewed.created_at + timedelta(days=3))
    assert not waiting_for(viewer(hana, on=after(16)))
    assert told(after(16)) == {(WAITS, "Idris Bell")}
    assert list(waiting_for(viewer(hana, on=after(17)))) == [viewed]


def test_where_the_decider_is_away_those_who_arrange_it_are_told_and_not_whose_it_is(viewed, after, now):
    assert told(after(7)) == {(WAITS, "Hana Whitlock")}
    assert told(after(14)) == {(WAITS, "Hana Whitlock"), (NOBODY, "Bilal Hussain")}
    remind(after(14), now)
    for notice in Notice.objects.filter(kind=NOBODY):
        assert "Tess" not in notice.subject + notice.text
        assert "say who stands in" in notice.text


def test_a_doubt_that_waits_with_the_line_manager_is_raised_too(school, tess, leo, hana, viewer, after, now):
    doubt = ask_doubt(words="May I? My back is bad.", by=viewer(tess), at=now)
    assert told(after(6)) == set()
    assert told(after(7)) == {(WAITS, "Leo Marsh")}
    assert told(after(14)) == {(WAITS, "Leo Marsh"), (HELD_UP, "Hana Whitlock")}
    remind(after(14), now)
    for notice in Notice.objects.filter(kind__in=(WAITS, HELD_UP)):
        assert "is not sure about working from home" in notice.text and "back" not in notice.text
    waits = [row.words for row in also_waiting(viewer(hana, on=after(14)))]
    assert not also_waiting(viewer(hana, on=after(13))) and waits == ["Tess Okafor is not sure"]
    discuss_doubt(doubt, view="Leo is away.", by=viewer(hana, on=after(14)), at=now + timedelta(days=14))
    assert told(after(15)) == set()


def test_what_is_answered_is_not_raised(agreed, after):
    assert told(after(30)) == set()


def test_what_is_taken_back_is_not_raised(asked, tess, viewer, after, now):
    withdraw_arrangement(asked, by=viewer(tess), at=now)
    assert told(after(30)) == set()


@pytest.mark.parametrize(("days", "reminded"), [(2, {2, 3}), (0, set())])
def test_a_school_sets_how_long_and_whether(asked, hana, viewer, after, now, today, days, reminded):
    set_limits(fewest_on_site=0, auto_days=0, waits_days=days, starts_on=today, by=viewer(hana), at=now)
    assert {day for day in range(4) if (WAITS, "Leo Marsh") in told(after(day))} == reminded
    assert bool(waiting_for(viewer(hana, on=after(4)))) is bool(days)


def test_a_trust_says_it_for_its_schools(asked, wickering_trust, hana, viewer, after, now, today):
    given = {"fewest_on_site": 0, "auto_days": 0, "created_at": now, "starts_on": today}
    wickering_trust.home_working_limits.create(waits_days=3, **given)
    assert told(after(3))
    asked.organisation.home_working_limits.create(waits_days=5, **given)
    assert not told(after(4))
    assert told(after(5))


def test_nobody_goes_round_anybody_about_themselves(school, hana, bilal, viewer, after, now, today):
    Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=today)
    Post.objects.filter(person=hana).update(line_manager=bilal)
    own = ask_arrangement(FRIDAYS, by=viewer(hana), at=now)
    Arrangement.objects.update(state="submitted", line_manager=bilal)
    assert not waiting_for(viewer(hana, on=after(30)))
    assert (HELD_UP, "Hana Whitlock") not in told(after(30))
    with pytest.raises(Refused, match="This is about you"):
        go_on(own, reason="Quicker.", by=viewer(hana), at=now)


def test_the_pages_say_that_one_can_go_on(asked, hana, page, at_that_moment):
    Arrangement.objects.update(created_at=asked.created_at - timedelta(days=14))
    page.sign_in(hana)
    assert "Tess Okafor" in page.get("/inbox/").page.text
    seen = page.get(reverse("arrangements:arrangement", args=[asked.code])).page.text
    assert "It is with Leo Marsh now. If they are away, you can go on without them." in seen


def test_the_page_of_limits_says_after_how_many_days(school, hana, tess, page, at_that_moment):
    where = reverse("arrangements:limits")
    assert "reminded after 7 days. After 14 days" in page.sign_in(tess).get(where).page.text
    page.sign_in(hana)
    typed = {"fewest_on_site": "1", "auto_days": "0", "starts_on_0": "2", "starts_on_1": "11", "starts_on_2": "2026"}
    assert page.post(where, typed | {"waits_days": "61"}).status_code == 422
    assert page.post(where, typed | {"waits_days": "0"}).status_code == 302
    assert "Nobody is reminded of a request that is waiting" in page.get(where).page.text
