"""Two at the same moment, for real: each has a connection of their own, and one of them is told who was quicker."""

from dataclasses import replace
from datetime import date

import pytest

from hometime.arrangements.abroad.actions import ask_abroad
from hometime.arrangements.actions import (
    Decision,
    ask_arrangement,
    confirm_condition,
    decide_arrangement,
    set_limits,
    withdraw_arrangement,
)
from hometime.arrangements.closure.actions import declare_closure, send_more_home
from hometime.arrangements.dates.actions import set_school_year
from hometime.arrangements.dates.reading import SchoolYear, Span
from hometime.arrangements.everyday.actions import propose_duties
from hometime.arrangements.flexible.actions import ask_flexible, decide_flexible, log_flexible
from hometime.arrangements.models import Arrangement, Closure, FlexibleRequest, SchoolDates
from hometime.arrangements.moving import Wanted
from hometime.arrangements.states import State
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Role
from tests.racing import refused

from .conftest import FRIDAYS
from .test_flexible import WISH
from .test_flexible_on_paper import LETTER

YES, NO = Decision(is_yes=True), Decision(is_yes=False, reason="Nobody else can teach the class.")
ONE_DAY = replace(FRIDAYS, ground="one_day", ends_on=FRIDAYS.starts_on)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_heads(race, school, hana, bilal):
    """Asked for first, so that everything is in the database that is raced."""
    Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=date(2026, 9, 1))
    return race


def acts(name):
    return Entry.objects.filter(act=name).count()


def told(person):
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_one_says_yes_and_one_says_no(two_heads, viewed, tess, hana, bilal, viewer, now):
    yes = lambda: decide_arrangement(viewed, YES, by=viewer(hana), at=now)  # noqa: E731
    no = lambda: decide_arrangement(viewed, NO, by=viewer(bilal), at=now)  # noqa: E731
    outcomes = two_heads(yes, no)
    assert refused(outcomes) == 1
    it = Arrangement.objects.get()
    [loser] = [each for each in outcomes if isinstance(each, Refused)]
    assert f"{it.decided_by.name} decided this" in str(loser)
    assert (it.state, it.decided_by) in ((State.APPROVED, hana), (State.REFUSED, bilal))
    assert told(tess) == ["arrangements.agreed" if it.state == State.APPROVED else "arrangements.refused"]
    assert acts("arrangements.arrangement_decided") == 1


def test_it_is_taken_back_while_it_is_decided(race, viewed, tess, hana, viewer, now):
    decide = lambda: decide_arrangement(viewed, YES, by=viewer(hana), at=now)  # noqa: E731
    withdraw = lambda: withdraw_arrangement(viewed, by=viewer(tess), at=now)  # noqa: E731
    assert refused(race(decide, withdraw)) == 1
    state = Arrangement.objects.get().state
    assert state in (State.APPROVED, State.WITHDRAWN)
    assert ("arrangements.agreed" in told(tess)) is (state == State.APPROVED)
    assert acts("arrangements.arrangement_decided") + acts("arrangements.arrangement_withdrawn") == 1


def test_a_letter_is_put_on_record_while_the_person_asks_here(race, school, tess, hana, viewer, now, today):
    asks = lambda: ask_flexible(**WISH, by=viewer(tess), at=now)  # noqa: E731
    logs = lambda: log_flexible(tess, LETTER, how="hand", received_on=today, by=viewer(hana), at=now)  # noqa: E731
    assert refused(race(asks, logs)) == 1
    assert FlexibleRequest.objects.count() == 1
    assert acts("arrangements.flexible_asked") + acts("arrangements.flexible_logged") == 1


def test_the_same_half_day_is_asked_for_twice(race, school, tess, viewer, now):
    morning = replace(FRIDAYS, slots=(":4:am",))
    outcomes = race(*[lambda wish=wish: ask_arrangement(wish, by=viewer(tess), at=now) for wish in (FRIDAYS, morning)])
    assert refused(outcomes) == 1
    assert Arrangement.objects.count() == acts("arrangements.arrangement_asked") == 1


def test_two_of_a_team_ask_for_the_last_day_that_the_limits_give(race, school, tess, noor, hana, viewer, now, today):
    set_limits(fewest_on_site=1, auto_days=2, starts_on=today, by=viewer(hana), at=now)
    outcomes = race(*[lambda who=who: ask_arrangement(ONE_DAY, by=viewer(who), at=now) for who in (tess, noor)])
    assert sorted(each.state for each in outcomes) == [State.APPROVED, State.SUBMITTED]
    assert acts("arrangements.agreed_by_limits") == 1


def test_one_person_asks_for_two_days_where_one_a_month_is_given(race, school, tess, hana, viewer, now, today):
    set_limits(fewest_on_site=0, auto_days=1, starts_on=today, by=viewer(hana), at=now)
    later = date(2026, 11, 20)
    wishes = (ONE_DAY, replace(ONE_DAY, starts_on=later, ends_on=later))
    outcomes = race(*[lambda wish=wish: ask_arrangement(wish, by=viewer(tess), at=now) for wish in wishes])
    assert sorted(each.state for each in outcomes) == [State.APPROVED, State.SUBMITTED]


def test_two_confirm_the_same_condition(race, viewed, hana, leo, viewer, now):
    asks = Decision(is_yes=True, conditions=(Wanted("Fit a lock"),))
    condition = decide_arrangement(viewed, asks, by=viewer(hana), at=now).conditions.get()
    outcomes = race(*[lambda who=who: confirm_condition(condition, by=viewer(who), at=now) for who in (hana, leo)])
    assert refused(outcomes) == 1
    assert acts("arrangements.condition_confirmed") == 1


def test_a_legal_request_is_sent_twice(race, school, tess, viewer, now):
    assert refused(race(*[lambda: ask_flexible(**WISH, by=viewer(tess), at=now)] * 2)) == 1
    assert FlexibleRequest.objects.count() == 1


def test_two_answer_a_legal_request(two_heads, tess, hana, bilal, viewer, now):
    asked = ask_flexible(**WISH, by=viewer(tess), at=now)
    yes = {"answer": "agreed", "grounds": [], "explanation": "", "why_reasonable": "", "lasting": "permanent"}
    yes |= {"agreed_from": date(2027, 1, 4), "agreed_until": None}
    heads = (hana, bilal)
    outcomes = two_heads(*[lambda who=who: decide_flexible(asked, **yes, by=viewer(who), at=now) for who in heads])
    assert refused(outcomes) == 1
    assert acts("arrangements.flexible_decided") == 1


def test_two_heads_declare_the_same_closure(two_heads, tess, hana, bilal, viewer, now, today):
    flood = {"cause": "building", "words": "", "starts_on": today, "expected_until": None, "hours": None}
    heads = (hana, bilal)
    outcomes = two_heads(
        *[lambda who=who: declare_closure(**flood, people=[tess], by=viewer(who), at=now) for who in heads]
    )
    assert refused(outcomes) == 1
    assert Closure.objects.count() == 1
    assert told(tess) == ["arrangements.closure_declared"]


def test_two_set_the_dates_of_a_year(race, school, hana, bilal, viewer, now):
    spans = [Span(date(2026, 9, day), date(2026, 12, 18)) for day in (1, 2)]
    outcomes = race(
        *[
            lambda who=who, span=span: set_school_year(
                SchoolYear(2026), terms=[span], insets=[], seen="", by=viewer(who), at=now
            )
            for who, span in zip((hana, bilal), spans, strict=True)
        ]
    )
    assert refused(outcomes) == 1
    assert SchoolDates.objects.count() == 1


def test_two_heads_send_the_same_person_home_after_the_others(two_heads, tess, noor, hana, bilal, viewer, now, today):
    flood = {"cause": "building", "words": "", "starts_on": today, "expected_until": None, "hours": None}
    closure = declare_closure(**flood, people=[tess], by=viewer(hana), at=now)
    more = [
        lambda who=who: send_more_home(closure, people=[noor], hours=None, by=viewer(who), at=now)
        for who in (hana, bilal)
    ]
    assert refused(two_heads(*more)) == 1
    assert told(noor) == ["arrangements.closure_declared"]
    assert closure.sent_home.filter(person=noor).count() == 1


def test_a_button_pressed_twice_sends_once(race, school, tess, leo, hana, viewer, now):
    trip = {
        "country": "France",
        "leaves_on": date(2026, 12, 19),
        "returns_on": date(2027, 1, 2),
        "kit": "",
        "data": "none",
    }
    go = lambda: ask_abroad(**trip, works_there=True, by=viewer(tess), at=now)  # noqa: E731
    assert refused(race(go, go)) == 1
    assert told(hana) == ["arrangements.abroad_asked"]
    duties = lambda: propose_duties(change="other", instead=False, words="Marking.", by=viewer(tess), at=now)  # noqa: E731
    assert refused(race(duties, duties)) == 1
    assert told(leo) == ["arrangements.duties_proposed"]
