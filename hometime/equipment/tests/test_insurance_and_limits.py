"""Questions about insurance, limits and disconnections, set-ups at home and advice: never answered by whom they are about."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.facts import facts_about as arrangement_facts
from hometime.equipment.asking import set_up_facts
from hometime.equipment.asking.actions.insurance import answer_insurance, ask_insurance
from hometime.equipment.asking.actions.limits import begin_limit, lift_limit, tell_of_limit
from hometime.equipment.asking.actions.set_ups import advise_on_kit, agree_set_up, plan_set_up
from hometime.equipment.asking.queries import limits_for
from hometime.equipment.models import InsuranceQuery, KitAdvice, Restriction, SetUp
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

SAFE = {"answer": "safe", "reason": "Page 4 of the insurer’s letter."}
CUT = {"what": "access", "words": "School email", "why": "Signed in from two countries.", "warned": False}


@pytest.fixture
def school(put_in_force, great_wickering):
    put_in_force("wolsey-house")
    return great_wickering


@pytest.fixture
def query(school, tess, viewer, now):
    return ask_insurance(words="May I leave it in a locked car?", by=viewer(tess), at=now)


@pytest.fixture
def cut(school, tess, idris, viewer, now):
    """Tess’s way in is taken away without warning, and she is not told yet."""
    return begin_limit(**CUT, person=tess, tell_now=False, by=viewer(idris), at=now)


def kinds():
    return list(Notice.objects.order_by("pk").values_list("person__name", "kind"))


def test_a_question_goes_to_the_line_manager_where_the_policy_says_so(query, leo, tess, viewer, now):
    assert (query.line_manager, query.answer) == (leo, "")
    answer_insurance(query, **SAFE, by=viewer(leo), at=now)
    assert kinds() == [("Leo Marsh", "equipment.insurance_asked"), ("Tess Okafor", "equipment.insurance_answered")]
    assert Entry.objects.last().act == "equipment.insurance_answered"


def test_elsewhere_it_goes_to_the_business_manager(put_in_force, tess, bilal, leo, viewer, now):
    put_in_force("ravensbury")
    query = ask_insurance(words="May I lend it?", by=viewer(tess), at=now)
    assert (query.line_manager, query.decider_kind) == (None, "business-manager")
    with pytest.raises(Refused, match="Only the business manager"):
        answer_insurance(query, **SAFE, by=viewer(leo), at=now)
    assert answer_insurance(query, **SAFE, by=viewer(bilal), at=now).answer == "safe"


@pytest.mark.parametrize("slug", ["tess", "idris", "bilal", "dara", "hana"])
def test_nobody_else_answers_and_never_the_asker(query, cast, slug, viewer, now):
    with pytest.raises(Refused):
        answer_insurance(query, **SAFE, by=viewer(cast[slug]), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        InsuranceQuery.objects.update(answer="safe", answered_by=query.person, answered_at=now)


def test_an_answer_says_how_it_is_known_and_stands(query, leo, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        answer_insurance(query, answer="safe", reason=" ", by=viewer(leo), at=now)
    answer_insurance(query, answer="not_safe", reason="Not in cars.", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="answered already"):
        answer_insurance(query, **SAFE, by=viewer(leo), at=now)


def test_a_limit_without_warning_is_seen_by_the_person_once_they_are_told(cut, tess, idris, hana, viewer, now):
    assert not limits_for(viewer(tess)).exists()
    assert limits_for(viewer(hana)).get() == cut
    assert kinds() == []
    tell_of_limit(cut, by=viewer(idris), at=now)
    assert kinds() == [("Tess Okafor", "equipment.limited")]
    assert limits_for(viewer(tess)).get() == cut
    with pytest.raises(Refused, match="told already"):
        tell_of_limit(cut, by=viewer(idris), at=now)


def test_lifting_a_limit_tells_whoever_was_never_told(cut, tess, hana, viewer, now):
    later = now + dt.timedelta(days=1)
    lift_limit(cut, words="It was a holiday.", by=viewer(hana), at=later)
    assert (cut.ended_at, cut.told_at) == (later, later)
    assert kinds() == [("Tess Okafor", "equipment.restored")]
    with pytest.raises(Refused, match="was lifted"):
        lift_limit(cut, words="Again.", by=viewer(hana), at=later)
    acts = list(
        Entry.objects.filter(act__startswith="equipment.limit").order_by("sequence").values_list("act", flat=True)
    )
    assert acts == ["equipment.limit_begun", "equipment.limit_lifted"]


def test_a_limit_on_a_device_is_about_whoever_has_it(school, device, lend, tess, idris, viewer, now):
    thing = device("GW-1")
    lend(thing, tess)
    made = begin_limit(
        what="device",
        words="Laptop",
        why="Overdue.",
        device=thing,
        warned=True,
        tell_now=True,
        by=viewer(idris),
        at=now,
    )
    assert (made.person, made.told_at) == (tess, now)


def test_a_limit_for_everybody_names_nobody(school, tess, idris, viewer, now):
    made = begin_limit(
        what="system", words="SIMS", why="It is slow.", warned=True, tell_now=True, by=viewer(idris), at=now
    )
    assert limits_for(viewer(tess)).get() == made


@pytest.mark.parametrize("slug", ["tess", "leo", "bilal", "dara", "safia"])
def test_only_the_head_and_it_limit(cut, cast, noor, slug, viewer, now):
    with pytest.raises(Refused):
        begin_limit(**CUT, person=noor, tell_now=True, by=viewer(cast[slug]), at=now)
    with pytest.raises(Refused):
        lift_limit(cut, words="No.", by=viewer(cast[slug]), at=now)


def test_nobody_limits_or_restores_themselves(school, idris, hana, viewer, now):
    with pytest.raises(Refused, match="about you"):
        begin_limit(**CUT, person=idris, tell_now=True, by=viewer(idris), at=now)
    made = begin_limit(**CUT, person=idris, tell_now=False, by=viewer(hana), at=now)
    assert not limits_for(viewer(idris)).exists()
    with pytest.raises(Refused, match="about you"):
        lift_limit(made, words="I am back.", by=viewer(idris), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.update(created_by=idris)


@pytest.mark.parametrize(("change", "says"), [({"why": " "}, "why it is limited"), ({"words": ""}, "what is limited")])
def test_a_limit_says_what_and_why(school, noor, idris, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        begin_limit(**CUT | change, person=noor, tell_now=True, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="Nobody is named"):
        begin_limit(**CUT, tell_now=True, by=viewer(idris), at=now)


def test_a_set_up_is_agreed_by_three_and_then_the_person_is_told(school, tess, idris, hana, bilal, viewer, now, today):
    made = plan_set_up(tess, words="A laptop and a screen.", by=viewer(idris), at=now)
    for person, as_who in ((idris, "it"), (hana, "head"), (bilal, "budget")):
        assert ("Tess Okafor", "equipment.set_up_agreed") not in kinds()
        agree_set_up(made, as_who=as_who, by=viewer(person), at=now)
    assert kinds()[-1] == ("Tess Okafor", "equipment.set_up_agreed")
    known = set_up_facts.facts_about([tess], school, today)[tess.pk]
    assert known["arrangement.kit_agreed_by"].value == ["budget", "head", "it"]
    with pytest.raises(Refused, match="agreed already"):
        agree_set_up(made, as_who="it", by=viewer(idris), at=now)
    assert "arrangement.kit_agreed_by" not in arrangement_facts([tess], school, today)[tess.pk]


def test_each_agrees_only_for_their_own_part_and_never_for_themselves(school, tess, idris, leo, viewer, now):
    made = plan_set_up(tess, words="A laptop.", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="Only the headteacher"):
        agree_set_up(made, as_who="head", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="about you"):
        agree_set_up(made, as_who="it", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="Nobody needs"):
        agree_set_up(made, as_who="cook", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="about you"):
        plan_set_up(idris, words="Two screens.", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="does this"):
        plan_set_up(tess, words="Two screens.", by=viewer(leo), at=now)


def test_the_head_hears_what_cannot_be_done(school, tess, idris, leo, viewer, now, today):
    advise_on_kit(tess, can_be_done=False, words="The kiln cannot leave the school.", by=viewer(idris), at=now)
    assert kinds() == [("Hana Whitlock", "equipment.kit_cannot_do")]
    assert set_up_facts.facts_about([tess], school, today)[tess.pk]["arrangement.kit_advice"].value == "head_told"
    with pytest.raises(Refused, match="gives this advice"):
        advise_on_kit(tess, can_be_done=True, words="It can.", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="about you"):
        advise_on_kit(idris, can_be_done=True, words="It can.", by=viewer(idris), at=now)


def test_the_pages_of_insurance(query, tess, leo, noor, stella, page, at_that_moment):
    where, of = reverse("equipment:insurance"), reverse("equipment:insurance-query", args=[query.code])
    page.sign_in(tess)
    assert page.post(where, {}).status_code == 422
    assert page.post(where, {"words": "May I lend it?"}).status_code == 302
    assert "Leave it until you have an answer" in page.get(of).page.text
    assert page.post(of, SAFE).status_code == 302
    for other in (noor, stella):
        assert page.sign_in(other).get(of).status_code == 404
    page.sign_in(leo)
    assert page.post(of, {"answer": "safe"}).status_code == 422
    page.post(of, SAFE)
    assert InsuranceQuery.objects.get(pk=query.pk).answered_by == leo


def test_the_pages_of_limits(cut, tess, idris, noor, stella, page, at_that_moment):
    where, of = reverse("equipment:restrict"), reverse("equipment:limit", args=[cut.code])
    for other in (tess, noor, stella):
        assert page.sign_in(other).get(of).status_code == 404
        assert page.get(where).status_code == 200
        assert page.post(where, {}).status_code == 302
    page.sign_in(idris)
    typed = CUT | {"warned": "no", "tell_now": "no", "person": str(noor.code)}
    assert page.post(where, typed | {"why": ""}).status_code == 422
    assert page.post(where, typed).status_code == 302
    assert "Tell them now" in page.get(of).page.text
    page.post(reverse("equipment:limit-tell", args=[cut.code]))
    assert "two countries" in page.sign_in(tess).get(of).page.text
    page.sign_in(idris)
    assert page.post(of, {"words": ""}).status_code == 422
    assert page.post(of, {"words": "All is well."}).status_code == 302
    assert Restriction.objects.get(pk=cut.pk).ended_at


def test_the_pages_of_set_ups_and_advice(school, tess, idris, hana, leo, page, at_that_moment):
    where, advice = reverse("equipment:agree-set-up"), reverse("equipment:advise")
    for other in (tess, leo):
        page.sign_in(other)
        assert (page.get(where).status_code, page.get(advice).status_code) == (200, 200)
        assert (page.post(where, {}).status_code, page.post(advice, {}).status_code) == (302, 302)
    page.sign_in(idris)
    about = {"person": str(tess.code), "words": "A laptop and a screen."}
    assert page.post(where, {"person": str(tess.code)}).status_code == 422
    assert page.post(where, about).status_code == 302
    assert page.post(advice, about | {"can_be_done": "no"}).status_code == 302
    made = SetUp.objects.get()
    page.sign_in(hana)
    assert "Agree for the headteacher" in page.get(where).page.text
    page.post(reverse("equipment:set-up-agree", args=[made.code, "head"]))
    assert made.agreed.get().by == hana
    assert "A laptop" in page.sign_in(tess).get(where).page.text
    assert KitAdvice.objects.get().can_be_done is False
