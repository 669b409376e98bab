"""Deciding: by the policy’s decider, once, with a reason for a no, and never about oneself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hometime.arrangements.access import may_decide
from hometime.arrangements.actions import Decision, Wanted, ask_arrangement, decide_arrangement, give_view, go_on
from hometime.arrangements.models import Arrangement, Condition, Step
from hometime.arrangements.queries import waiting_for
from hometime.arrangements.states import TRANSITIONS, State
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Role

from .conftest import FRIDAYS

YES, NO = Decision(is_yes=True), Decision(is_yes=False, reason="Nobody else can teach the class.")


def told(person):
    """What they were told of requests; that somebody stands in is told as well, and tried elsewhere."""
    told = Notice.objects.filter(person=person, kind__startswith="arrangements.").order_by("pk")
    return [notice.kind for notice in told]


def test_nothing_is_called_agreed_after_the_first_of_two_steps(viewed, tess, hana):
    assert viewed.state == State.DECISION
    assert told(tess) == []
    assert told(hana) == ["arrangements.waiting"]


def test_a_yes_is_agreed_and_told(agreed, tess):
    assert agreed.state == State.APPROVED
    assert told(tess) == ["arrangements.agreed"]
    assert Entry.objects.latest("pk").act == "arrangements.arrangement_decided"


def test_a_yes_with_conditions_keeps_them(viewed, hana, tess, viewer, now):
    wanted = Wanted("Sign the policy", "learning.signed_current", True)
    done = decide_arrangement(viewed, Decision(is_yes=True, conditions=(wanted,)), by=viewer(hana), at=now)
    assert done.state == State.CONDITIONS
    assert [each.words for each in done.conditions.all()] == ["Sign the policy"]
    assert told(tess) == ["arrangements.agreed_with_conditions"]


def test_a_no_needs_a_reason(viewed, hana, tess, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        decide_arrangement(viewed, Decision(is_yes=False, reason="  "), by=viewer(hana), at=now)
    assert decide_arrangement(viewed, NO, by=viewer(hana), at=now).state == State.REFUSED
    assert told(tess) == ["arrangements.refused"]


def test_of_two_deciders_one_wins_and_the_other_is_told_who(viewed, hana, bilal, viewer, now, school, today):
    Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=date(2026, 9, 1))
    as_both_saw_it = Arrangement.objects.get(pk=viewed.pk)
    decide_arrangement(viewed, NO, by=viewer(bilal), at=now)
    with pytest.raises(Refused, match="Bilal Hussain decided this on 2 November 2026"):
        decide_arrangement(as_both_saw_it, YES, by=viewer(hana), at=now)
    assert Arrangement.objects.get().state == State.REFUSED


@pytest.mark.parametrize("slug", ["leo", "tess", "idris", "dara", "grace", "bilal", "victor"])
def test_only_the_decider_decides(viewed, cast, slug, viewer, now):
    with pytest.raises(Refused):
        decide_arrangement(viewed, YES, by=viewer(cast[slug]), at=now)


def test_nobody_decides_their_own_even_with_the_role(viewed, tess, school, viewer, now, today):
    Role.objects.create(organisation=school, person=tess, kind="head", starts_on=today)
    assert not may_decide(viewer(tess), viewed)
    with pytest.raises(Refused, match="This is about you"):
        decide_arrangement(viewed, YES, by=viewer(tess), at=now)


def test_the_database_refuses_it_too(viewed, tess, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.filter(pk=viewed.pk).update(decided_by=tess, decided_at=now, state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.filter(pk=viewed.pk).update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(arrangement=viewed, person=tess, name="decide", by=tess, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.create(arrangement=viewed, person=tess, words="x", met_by=tess)


def test_a_line_manager_away_does_not_block_it(asked, hana, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        go_on(asked, reason="", by=viewer(hana), at=now)
    gone_on = go_on(asked, reason="Leo is away.", by=viewer(hana), at=now)
    assert decide_arrangement(gone_on, YES, by=viewer(hana), at=now).state == State.APPROVED


def test_what_is_decided_is_not_in_the_waiting_list(asked, leo, hana, viewer, now):
    assert list(waiting_for(viewer(leo))) == [asked]
    assert not waiting_for(viewer(hana))
    viewed = give_view(asked, is_for=False, words="", by=viewer(leo), at=now)
    assert not waiting_for(viewer(leo))
    assert list(waiting_for(viewer(hana))) == [asked]
    decide_arrangement(viewed, YES, by=viewer(hana), at=now)
    assert not waiting_for(viewer(hana))


def test_ones_own_request_never_waits_for_oneself(school, hana, grace, viewer, now):
    ask_arrangement(FRIDAYS, by=viewer(hana), at=now)
    assert not waiting_for(viewer(hana))
    assert waiting_for(viewer(grace)).count() == 1


def test_only_the_line_manager_gives_the_view_and_only_once(asked, hana, leo, viewer, now):
    with pytest.raises(Refused, match="Only the line manager"):
        give_view(asked, is_for=True, words="", by=viewer(hana), at=now)
    give_view(asked, is_for=True, words="", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="cannot be done now"):
        give_view(asked, is_for=True, words="", by=viewer(leo), at=now)


def test_every_step_leads_somewhere_and_every_state_is_reached():
    reached = {state for each in TRANSITIONS.values() for state in each.after} | {State.SUBMITTED}
    assert reached == set(State)
    assert all(each.clauses and each.guard and each.by for each in TRANSITIONS.values())


def test_whoever_stands_in_for_the_manager_and_for_the_head_is_told_and_acts(
    school, lend, tess, leo, hana, bilal, idris, viewer, now
):
    lend(leo, "line-manager", to=idris)
    lend(hana, "head", to=bilal)
    asked = ask_arrangement(FRIDAYS, by=viewer(tess), at=now)
    assert told(idris) == told(leo) == ["arrangements.waiting"]
    assert list(waiting_for(viewer(idris))) == [asked]
    viewed = give_view(asked, is_for=True, words="", by=viewer(idris), at=now)
    assert told(bilal) == told(hana) == ["arrangements.waiting"]
    assert decide_arrangement(viewed, YES, by=viewer(bilal), at=now).decided_by == bilal


def test_standing_in_for_the_head_decides_nothing_about_oneself(school, lend, hana, bilal, viewer, now):
    lend(hana, "head", to=bilal)
    asked = ask_arrangement(FRIDAYS, by=viewer(bilal), at=now)
    assert not waiting_for(viewer(bilal))
    with pytest.raises(Refused, match="This is about you"):
        decide_arrangement(asked, YES, by=viewer(bilal), at=now)
    assert decide_arrangement(asked, YES, by=viewer(hana), at=now).state == State.APPROVED
