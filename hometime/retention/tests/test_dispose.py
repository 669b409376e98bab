"""Getting rid of papers in the way each policy allows, and looking through what one holds."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from hometime.decisions.gathering import fit_to_decide
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.policy.packs import shipped
from hometime.retention.actions import dispose, look_through
from hometime.retention.actions.disposing import asks_its_day, routes_allowed
from hometime.retention.facts import facts_about
from hometime.retention.models import Disposal, HoldingReview
from hometime.retention.queries import disposals_for, held_away

ON = date(2026, 11, 2)
PAPER = {"what": "paper", "route": "cross_cut_shredder", "data": "personal", "words": "Spare reports"}


def gone(by, now, **changes):
    told = PAPER | {"keep_until": None, "sign_out": None, "things": [], "once": uuid4()}
    return dispose(**(told | changes), by=by, at=now)


@pytest.mark.parametrize(
    ("slug", "ways"),
    [
        ("wolsey-house", {"cross_cut_shredder", "shredder", "school_shred_bin"}),
        ("ravensbury", {"school_shred_bin"}),
        ("academy-trust", {"cross_cut_shredder", "school_shred_bin", "school_process"}),
        ("yourig", {"cross_cut_shredder", "school_shred_bin", "school_process"}),
        ("dudley", set(Disposal.Route.values)),
    ],
)
def test_each_policy_has_its_own_ways(slug, ways):
    assert set(routes_allowed(shipped(slug), "paper", "personal", ON)) == ways


def test_a_way_the_policy_does_not_allow_is_refused_with_its_clause(in_force, tess, viewer, now):
    in_force("ravensbury")
    with pytest.raises(Refused, match="shredding bins at school") as refused:
        gone(viewer(tess), now)
    assert refused.value.cites == ("RV59", "RV113")
    assert gone(viewer(tess), now, route="school_shred_bin").policy_hash
    assert gone(viewer(tess), now, data="ordinary").route == "cross_cut_shredder"


def test_nothing_goes_before_its_day(in_force, tess, viewer, now, today):
    in_force("wolsey-house")
    assert asks_its_day(shipped("wolsey-house")) and not asks_its_day(shipped("dudley"))
    with pytest.raises(Refused, match="before its day"):
        gone(viewer(tess), now, keep_until=today)
    assert gone(viewer(tess), now, keep_until=today - timedelta(days=1))


def test_papers_that_were_signed_out_are_accounted_for(out, tess, viewer, now):
    gone(viewer(tess), now, sign_out=out, things=[1, 2])
    out.refresh_from_db()
    assert out.closed_at == now
    assert {item.ended_how for item in out.items.all()} == {"destroyed"}
    assert Entry.objects.filter(act="papers.items_destroyed").exists()
    with pytest.raises(Refused, match="accounted for"):
        gone(viewer(tess), now, sign_out=out, things=[1])


def test_somebody_elses_papers_are_not_destroyed_on_paper(out, leo, viewer, now):
    with pytest.raises(Refused, match="Tess Okafor has these"):
        gone(viewer(leo), now, sign_out=out, things=[1])
    assert not Disposal.objects.exists()


def test_the_same_form_twice_is_one(in_force, tess, viewer, now):
    in_force("dudley")
    once = uuid4()
    assert gone(viewer(tess), now, once=once) == gone(viewer(tess), now, once=once)


def test_one_sees_ones_own_and_those_who_look_after_data_see_all(out, cast, viewer, now):
    gone(viewer(cast["tess"]), now)
    seeing = {slug for slug, person in cast.items() if disposals_for(viewer(person)).exists()}
    assert seeing == {"tess", "hana", "idris", "bilal", "dara"}


def look(by, now, needed, **changes):
    told = {"needed": needed, "has_overdue": False, "has_unneeded": False, "once": uuid4()}
    return look_through(**(told | changes), by=by, at=now)


def test_what_one_holds_is_looked_through(out, devices, great_wickering, tess, viewer, now, today):
    held = held_away(tess, great_wickering, now)
    assert {each.kind for each in held} == {"papers", "device"}
    assert facts_about([tess], great_wickering, today)[tess.pk] == {}
    with pytest.raises(Refused, match="added"):
        look(viewer(tess), now, {})
    made = look(viewer(tess), now, {each.code: each.kind == "device" for each in held})
    assert made.has_unneeded
    told = facts_about([tess], great_wickering, today)[tess.pk]
    assert {name: each.value for name, each in told.items()} == {
        "holding.overdue": False,
        "holding.no_longer_needed": True,
    }
    assert fit_to_decide(told, shipped("wolsey-house").vocabulary, today).facts.keys() == told.keys()


def test_the_last_look_counts_and_only_from_its_day(out, great_wickering, tess, viewer, now, today):
    needed = {str(out.code): True}
    look(viewer(tess), now, needed, has_overdue=True)
    look(viewer(tess), now + timedelta(days=2), needed)
    for days, overdue in ((0, True), (2, False)):
        told = facts_about([tess], great_wickering, today + timedelta(days=days))
        assert told[tess.pk]["holding.overdue"].value is overdue
    assert facts_about([tess], great_wickering, today - timedelta(days=1))[tess.pk] == {}
    assert HoldingReview.objects.count() == 2


@pytest.mark.parametrize("count", [10, 1000])
def test_facts_cost_one_query(now, today, great_wickering, django_assert_num_queries, count):
    Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(count))
    people = list(Person.objects.all())
    with django_assert_num_queries(1):
        assert len(facts_about(people, great_wickering, today)) == len(people)
