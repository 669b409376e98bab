"""A legal request from the day it is made to the end of an appeal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.facts import facts_about
from hometime.arrangements.flexible import actions, rules
from hometime.arrangements.models import Consultation, FlexibleRequest
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Post, Role

WISH = {
    "change": "Fridays off.",
    "starts_on": date(2027, 1, 4),
    "earlier": "",
    "effect": "",
    "reasons": "My health.",
    "for_disability": False,
}
MEETING = {
    "invited_on": date(2026, 10, 28),
    "held_on": date(2026, 11, 2),
    "was_missed": False,
    "had_good_reason": False,
    "who_present": "Both",
    "alternatives": "Every second Friday",
    "note": "We talked.",
}
NO = {
    "answer": "declined",
    "grounds": ["REORGANISE"],
    "explanation": "Nobody else teaches it.",
    "why_reasonable": "",
    "lasting": "",
    "agreed_from": None,
    "agreed_until": None,
}
TERMS = {"lasting": "trial", "agreed_from": date(2027, 1, 4), "agreed_until": date(2027, 4, 1)}
YES = NO | {"answer": "agreed", "grounds": []} | TERMS


@pytest.fixture
def made(school, tess, viewer, now):
    return actions.ask_flexible(**WISH, by=viewer(tess), at=now)


@pytest.fixture
def met(made, hana, viewer, now):
    actions.record_consultation(made, **MEETING, by=viewer(hana), at=now)
    return made


def kinds(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_it_is_made_on_the_day_it_is_sent_in_london(school, tess, viewer):
    late = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)  # half past midnight on 1 August in London
    made = actions.ask_flexible(**WISH, by=viewer(tess, on=date(2026, 8, 1)), at=late)
    assert (made.received_on, made.last_day) == (date(2026, 8, 1), date(2026, 9, 30))


def test_the_decider_and_the_person_are_told_and_no_reason_leaves(made, tess, hana, school, today):
    assert kinds(hana) == ["arrangements.flexible_asked"]
    assert kinds(tess) == ["arrangements.flexible_received"]
    assert not any("health" in notice.text for notice in Notice.objects.all())
    assert "health" not in Entry.objects.latest("pk").payload.text
    assert facts_about([tess], school, today)[tess.pk]["arrangement.flexible_request"].value == "waiting"


def test_a_request_belongs_to_the_employer_and_counts_across_a_trust(
    made, wickering_trust, tamsin_hollow, tess, viewer, now, today
):
    assert made.employer == wickering_trust
    Post.objects.create(organisation=tamsin_hollow, person=tess, job_title="Teacher", starts_on=today)
    Role.objects.create(organisation=tamsin_hollow, person=tess, kind="staff", starts_on=today)
    with pytest.raises(Refused, match="not answered yet"):
        actions.ask_flexible(**WISH, by=viewer(tess, showing=tamsin_hollow), at=now)


def test_two_in_twelve_months_and_then_the_day_of_the_next(school, tess, viewer, now):
    for day in (date(2026, 1, 10), date(2026, 5, 1)):
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        made = actions.ask_flexible(**WISH, by=viewer(tess, on=day), at=at)
        actions.withdraw_flexible(made, by=viewer(tess, on=day), at=at)
    with pytest.raises(Refused, match="10 January 2027"):
        actions.ask_flexible(**WISH, by=viewer(tess), at=now)


def test_a_request_out_of_time_is_no_longer_live(made, tess, viewer):
    assert made.is_live(date(2027, 1, 1))
    assert not made.is_live(date(2027, 1, 2))


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_governors_and_volunteers_have_no_such_right(school, cast, slug, viewer, now):
    with pytest.raises(Refused, match="people the school employs"):
        actions.ask_flexible(**WISH, by=viewer(cast[slug]), at=now)


def test_it_is_a_right_from_the_first_day(school, noor, viewer):
    first = date(2026, 10, 19)
    at = datetime(2026, 10, 19, 9, tzinfo=UTC)
    assert actions.ask_flexible(**WISH, by=viewer(noor, on=first), at=at).state == "received"


@pytest.mark.parametrize("answer", ["declined", "partly"])
def test_nothing_is_refused_even_in_part_before_a_meeting(made, hana, viewer, now, answer):
    with pytest.raises(Refused, match="No meeting"):
        actions.decide_flexible(made, **(NO | {"answer": answer}), by=viewer(hana), at=now)


def test_a_missed_meeting_is_no_meeting(made, hana, viewer, now):
    actions.record_consultation(made, **(MEETING | {"was_missed": True}), by=viewer(hana), at=now)
    with pytest.raises(Refused, match="No meeting"):
        actions.decide_flexible(made, **NO, by=viewer(hana), at=now)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"grounds": []}, "one of the grounds"),
        ({"grounds": ["DISLIKE"]}, "one of the grounds"),
        ({"explanation": " "}, "A reason is needed"),
    ],
)
def test_a_no_needs_a_ground_in_law_and_an_explanation(met, hana, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        actions.decide_flexible(met, **(NO | change), by=viewer(hana), at=now)
    assert actions.decide_flexible(met, **NO, by=viewer(hana), at=now).state == "declined"


def test_once_the_law_asks_why_it_is_reasonable_the_act_asks_too(met, hana, viewer, now, today, monkeypatch):
    asks = replace(rules.rules_for("EN", today), asks_why_reasonable=True)
    monkeypatch.setattr(actions, "rules_for", lambda *_: asks)
    with pytest.raises(Refused, match="A reason is needed"):
        actions.decide_flexible(met, **NO, by=viewer(hana), at=now)
    assert actions.decide_flexible(met, **(NO | {"why_reasonable": "Exams."}), by=viewer(hana), at=now)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"agreed_from": None}, "first day"),
        ({"lasting": ""}, "for good"),
        ({"agreed_until": None}, "needs a last day"),
        ({"lasting": "fixed_term", "agreed_until": None}, "needs a last day"),
        ({"agreed_until": date(2027, 1, 1)}, "before the first"),
    ],
)
def test_a_yes_says_from_when_and_for_how_long(made, hana, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        actions.decide_flexible(made, **(YES | change), by=viewer(hana), at=now)


def test_a_yes_needs_no_meeting(made, hana, tess, school, viewer, now, today):
    actions.decide_flexible(made, **YES, by=viewer(hana), at=now)
    assert kinds(tess)[-1] == "arrangements.flexible_decided"
    assert facts_about([tess], school, today)[tess.pk]["arrangement.flexible_request"].value == "agreed"
    with pytest.raises(Refused, match="Hana Whitlock answered this already"):
        actions.decide_flexible(made, **YES, by=viewer(hana), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "bilal", "dara", "petra"])
def test_only_the_decider_answers(met, cast, slug, viewer, now):
    with pytest.raises(Refused):
        actions.decide_flexible(met, **YES, by=viewer(cast[slug]), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        FlexibleRequest.objects.update(decided_by=cast["tess"])


def test_an_appeal_is_heard_by_somebody_new_where_there_is_somebody(met, hana, bilal, tess, school, viewer, now, today):
    actions.decide_flexible(met, **NO, by=viewer(hana), at=now)
    Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=today)
    with pytest.raises(Refused, match="Only the person who asked"):
        actions.appeal_flexible(met, words="Look again.", by=viewer(hana), at=now)
    actions.appeal_flexible(met, words="Look again.", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="You gave the first answer"):
        actions.decide_appeal(met, is_yes=True, words="Yes.", **TERMS, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="first day"):
        actions.decide_appeal(met, is_yes=True, words="Yes.", by=viewer(bilal), at=now)
    agreed = actions.decide_appeal(met, is_yes=True, words="Yes.", **TERMS, by=viewer(bilal), at=now)
    assert (agreed.state, agreed.agreed_from, agreed.agreed_until) == ("agreed", *list(TERMS.values())[1:])


def test_an_appeal_is_heard_by_the_same_person_where_there_is_nobody_else(met, hana, tess, viewer, now):
    actions.decide_flexible(met, **NO, by=viewer(hana), at=now)
    actions.appeal_flexible(met, words="Look again.", by=viewer(tess), at=now)
    assert actions.decide_appeal(met, is_yes=False, words="No.", by=viewer(hana), at=now).state == "upheld"


def test_more_time_only_when_both_agree(made, hana, tess, viewer, now):
    later = date(2027, 2, 1)
    more = actions.propose_extension(made, new_last_day=later, by=viewer(hana), at=now)
    made.refresh_from_db()
    assert made.last_day == date(2027, 1, 1)
    with pytest.raises(Refused, match="other side"):
        actions.agree_extension(more, by=viewer(hana), at=now)
    assert actions.agree_extension(more, by=viewer(tess), at=now).last_day == later
    with pytest.raises(Refused, match="not more time"):
        actions.propose_extension(made, new_last_day=later, by=viewer(hana), at=now)


def test_more_time_that_is_agreed_is_told_and_never_taken_away_again(made, hana, tess, viewer, now):
    some = actions.propose_extension(made, new_last_day=date(2027, 1, 15), by=viewer(hana), at=now)
    more = actions.propose_extension(made, new_last_day=date(2027, 2, 1), by=viewer(hana), at=now)
    actions.agree_extension(more, by=viewer(tess), at=now)
    assert kinds(hana)[-1] == "arrangements.flexible_extended"
    with pytest.raises(Refused, match="More time than this"):
        actions.agree_extension(some, by=viewer(tess), at=now)


def test_more_time_may_be_agreed_late_for_three_months(made, hana, viewer, now):
    new = date(2027, 4, 30)
    in_time = viewer(hana, on=date(2027, 4, 1))
    assert actions.propose_extension(made, new_last_day=new, by=in_time, at=now)
    with pytest.raises(Refused, match="too late"):
        actions.propose_extension(made, new_last_day=new, by=viewer(hana, on=date(2027, 4, 2)), at=now)


def test_two_missed_meetings_without_good_reason_may_close_it(made, hana, tess, viewer, now):
    missed = MEETING | {"was_missed": True}
    actions.record_consultation(made, **missed, by=viewer(hana), at=now)
    actions.record_consultation(made, **(missed | {"had_good_reason": True}), by=viewer(hana), at=now)
    with pytest.raises(Refused, match="missed 2 meetings"):
        actions.treat_as_withdrawn(made, by=viewer(hana), at=now)
    actions.record_consultation(made, **missed, by=viewer(hana), at=now)  # the same meeting, sent twice
    with pytest.raises(Refused, match="missed 2 meetings"):
        actions.treat_as_withdrawn(made, by=viewer(hana), at=now)
    tomorrow = made.received_on + timedelta(days=1)
    again = missed | {"held_on": tomorrow}
    actions.record_consultation(made, **again, by=viewer(hana, on=tomorrow), at=now)
    assert actions.treat_as_withdrawn(made, by=viewer(hana), at=now).state == "withdrawn"
    assert kinds(tess)[-1] == "arrangements.flexible_closed"


def test_only_the_person_takes_it_back(made, hana, tess, viewer, now):
    with pytest.raises(Refused):
        actions.withdraw_flexible(made, by=viewer(hana), at=now)
    assert actions.withdraw_flexible(made, by=viewer(tess), at=now).state == "withdrawn"


def typed_day(name, day):
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def test_the_first_page_asks_which_is_meant(school, tess, page):
    page.sign_in(tess)
    assert "To change my contract" in page.get("/arrangements/ask/").page.text
    to = page.post("/arrangements/ask/", {"kind": "flexible"}).headers["Location"]
    assert to == reverse("arrangements:flexible-request")
    assert not FlexibleRequest.objects.exists()


def test_the_pages_from_asking_to_the_answer(school, tess, hana, leo, stella, page, at_that_moment):
    page.sign_in(tess)
    ask = reverse("arrangements:flexible-request")
    told = {"change": "Fridays off.", "earlier": "No", **typed_day("starts_on", date(2027, 1, 4))}
    assert "2 such requests in any 12 months. Your school then has 2 months to answer" in page.get(ask).page.text
    assert "Tick this to make a legal request" in page.post(ask, told).page.text
    one = page.post(ask, told | {"is_legal": "on"}).headers["Location"]
    assert "1 January 2027" in page.get(one).page.text
    for other in (leo, stella):
        assert page.sign_in(other).get(one).status_code == 404
    page.sign_in(hana)
    assert "Answer it" in page.get(one).page.text
    no = {"answer": "declined", "grounds": ["COST"], "explanation": "Too dear."}
    assert "rest on at least one" in page.post(f"{one}answer/", no | {"grounds": []}).page.text
    assert "Give the first day" in page.post(f"{one}answer/", {"answer": "agreed"}).page.text
    assert "No meeting" in page.post(f"{one}answer/", no).page.text
    meeting = {"was_missed": "no", "note": "We talked.", **typed_day("invited_on", date(2026, 10, 30))}
    assert page.post(f"{one}consult/", meeting | typed_day("held_on", date(2026, 11, 2))).status_code == 302
    assert Consultation.objects.count() == 1
    assert page.post(f"{one}answer/", no).status_code == 302
    page.sign_in(tess)
    assert page.get(f"{one}appeal/").page.h1 == "Appeal"
    assert page.post(f"{one}appeal/", {"words": "Look again."}).status_code == 302
    assert page.sign_in(hana).get(f"{one}answer-appeal/").status_code == 200
