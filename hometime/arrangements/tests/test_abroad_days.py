"""Going abroad as the days go by: no yes too late, a trip that is not made, and one that is sent twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.abroad import actions
from hometime.arrangements.abroad.access import may_check_back, may_withdraw_abroad
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .test_abroad import TRIP, YES, facts
from .test_abroad import trip as trip

DAY = timedelta(days=1)
LEAVES, RETURNS = TRIP["leaves_on"], TRIP["returns_on"]


@pytest.fixture
def given(trip, hana, viewer, now):
    return actions.decide_abroad(trip, **YES, by=viewer(hana), at=now)


def test_a_yes_comes_before_leaving(trip, hana, viewer, now):
    with pytest.raises(Refused, match="The day of leaving has gone"):
        actions.decide_abroad(trip, **YES, by=viewer(hana, on=LEAVES + DAY), at=now)
    late = {"is_yes": False, "is_insured": None, "reason": "Too late."}
    assert actions.decide_abroad(trip, **late, by=viewer(hana, on=LEAVES + DAY), at=now).state == "refused"


def test_whoever_does_not_go_after_all_takes_it_back_and_the_guards_are_told(given, school, tess, viewer, now, today):
    actions.withdraw_abroad(given, by=viewer(tess, on=LEAVES - DAY), at=now)
    assert facts(tess, school, today) == {}
    told = Notice.objects.filter(kind="arrangements.abroad_withdrawn").values_list("person__name", flat=True)
    assert set(told) == {"Hana Whitlock", "Idris Bell", "Dara Quinn"}


def test_nobody_takes_back_a_trip_that_has_begun_or_another_persons(given, tess, leo, viewer, now):
    for person, day in ((tess, LEAVES), (leo, LEAVES - DAY)):
        with pytest.raises(Refused):
            actions.withdraw_abroad(given, by=viewer(person, on=day), at=now)
        assert not may_withdraw_abroad(viewer(person, on=day), given)


def test_nobody_is_back_before_they_left(given, idris, viewer):
    assert "has not come yet" in str(may_check_back(viewer(idris, on=LEAVES - DAY), given))
    assert may_check_back(viewer(idris, on=LEAVES), given)


@pytest.mark.parametrize(
    ("day", "state"),
    [(LEAVES - DAY, "Agreed"), (LEAVES, "Abroad"), (RETURNS, "Abroad"), (RETURNS + DAY, "To be noted as back")],
)
def test_where_it_stands_goes_by_the_day(given, day, state):
    assert given.shown_state(day) == state


def test_the_same_trip_is_not_sent_twice(trip, tess, viewer, now):
    with pytest.raises(Refused, match="You have asked for this trip already"):
        actions.ask_abroad(**TRIP, by=viewer(tess), at=now)
    assert actions.ask_abroad(**TRIP | {"country": "Spain"}, by=viewer(tess), at=now)


@pytest.mark.usefixtures("at_that_moment")
def test_whoever_decides_reads_what_the_policy_says(trip, in_force, page, hana, tess):
    in_force("wolsey-house")
    where = reverse("arrangements:abroad", args=[trip.code])
    page.sign_in(hana)
    seen = page.get(where).page
    assert "What your policy says" in seen.text
    assert any("/policy/clauses/WH" in link for link in seen.links().values())
    page.sign_in(tess)
    assert "What your policy says" not in page.get(where).page.text


@pytest.mark.usefixtures("at_that_moment")
def test_a_trip_that_is_agreed_can_be_taken_back_on_its_page(given, page, tess):
    page.sign_in(tess)
    where = reverse("arrangements:abroad", args=[given.code])
    assert "Take back your request" in page.get(where).page.text
    page.post(reverse("arrangements:abroad-withdraw", args=[given.code]))
    assert "Taken back" in page.get(where).page.text
