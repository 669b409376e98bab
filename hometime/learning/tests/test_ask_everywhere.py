"""A trust asks at all its schools in one act; each school looks after its own."""

import datetime as dt

import pytest

from hometime.learning.actions.everywhere import ask_everywhere
from hometime.learning.actions.signing import ask_to_sign, sign_policy
from hometime.learning.models import SigningRound
from hometime.learning.signing import CHANGED, DUE, asked_of, declarations, policy_of
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.policy.packs import shipped


@pytest.fixture
def ask(odette, trusts, viewer, now, today):
    def put(**other):
        told = {"version": trusts, "declared": {}, "sign_by": today + dt.timedelta(days=14), "by": viewer(odette)}
        return ask_everywhere(**told | {"at": now} | other)

    return put


def places():
    return set(SigningRound.objects.values_list("organisation__slug", flat=True))


def test_people_of_all_schools_are_asked_in_one_act(ask, tess, stella, great_wickering, tamsin_hollow, today):
    ask()
    assert places() == {"wickering-trust", "great-wickering", "tamsin-hollow"}
    assert asked_of(tess, great_wickering, today).state == asked_of(stella, tamsin_hollow, today).state == DUE
    asked = Notice.objects.filter(kind="learning.sign_asked")
    assert asked.get(person=tess).organisation == great_wickering
    assert asked.get(person=stella).organisation == tamsin_hollow


def test_each_school_has_its_line_in_its_own_ledger(ask):
    ask()
    acts = Entry.objects.filter(act="learning.signing_asked")
    assert acts.count() == 3 == acts.values("organisation").distinct().count()


def test_a_school_with_its_own_policy_is_left_alone(ask, publish, tamsin_hollow, stella, today):
    publish(shipped("dudley"), tamsin_hollow)
    ask()
    assert places() == {"wickering-trust", "great-wickering"}
    assert not Notice.objects.filter(kind="learning.sign_asked", person=stella).exists()


def test_a_school_that_asked_already_keeps_its_day(ask, trusts, bilal, viewer, now, today, great_wickering):
    ask_to_sign(version=trusts, declared={}, sign_by=today, by=viewer(bilal), at=now)
    ask()
    assert SigningRound.objects.get(organisation=great_wickering).sign_by == today
    with pytest.raises(Refused, match="People have been asked"):
        ask()


def test_each_school_is_told_only_what_changed_for_it(
    ask, trusts, wickering_trust, publish, tess, stella, viewer, now, today, great_wickering, tamsin_hollow
):
    """One school signed the version before; the other signs for the first time, and nothing is declared for it."""
    sign_policy(
        version=trusts, typed_name=tess.name, declared=declared(tess, great_wickering, today), **by(tess, viewer, now)
    )
    newer = publish(shipped("starter"), wickering_trust, today)
    with pytest.raises(Refused, match="whether each change is minor or major"):
        ask(version=newer)
    assert not SigningRound.objects.exists()  # at all of them, or at none
    clauses = {each.id for each in asked_of(tess, great_wickering, today).changes}
    every = dict.fromkeys({*shipped("starter").clauses, *shipped("academy-trust").clauses}, "major")
    ask(version=newer, declared=every)
    assert asked_of(tess, great_wickering, today).state == CHANGED
    assert asked_of(stella, tamsin_hollow, today).state == DUE
    assert clauses <= set(SigningRound.objects.get(organisation=great_wickering).declared)
    assert SigningRound.objects.get(organisation=tamsin_hollow).declared == {}


def declared(person, organisation, on):
    return declarations(policy_of(asked_of(person, organisation, on).version.hash), on)


def by(person, viewer, now):
    return {"by": viewer(person), "at": now}


@pytest.mark.parametrize("slug", ["hana", "bilal", "petra", "tess"])
def test_a_role_at_a_school_does_not_ask_for_the_trust(ask, cast, viewer, slug):
    with pytest.raises(Refused, match="Only the trust asks at all its schools"):
        ask(by=viewer(cast[slug]))


def test_another_role_at_the_trust_does_not_ask(ask, dara, viewer, wickering_trust):
    look = viewer(dara, showing=wickering_trust)
    assert look.organisation == wickering_trust
    with pytest.raises(Refused, match="Only the headteacher or the policy owner"):
        ask(by=look)


@pytest.mark.usefixtures("at_that_moment")
class TestPages:
    def test_the_trust_asks_on_a_page_and_each_school_sees_its_own(self, page, odette, trusts, hana, petra):
        seen = page.sign_in(odette).get("/signing/ask/").page
        assert "Great Wickering Academy" in seen.text and "Tamsin Hollow Primary" in seen.text
        page.post("/signing/ask/", {"sign_by_0": "30", "sign_by_1": "11", "sign_by_2": "2026"})
        assert len(places()) == 3
        assert page.get("/signing/ask/").status_code == 302
        for head, own, other in ((hana, "Tess Okafor", "Stella Rowe"), (petra, "Stella Rowe", "Tess Okafor")):
            text = page.sign_in(head).get("/signing/").page.text
            assert "People were asked on 2 November 2026 to sign by 30 November 2026" in text
            assert own in text and other not in text
