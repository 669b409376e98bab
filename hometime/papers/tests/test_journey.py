"""The way home: what the policy forbids is refused, what it warns of is kept, and arrival is said."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.actions import begin_journey, confirm_arrival
from hometime.papers.models import Journey

from .test_leave import use

HOME = {"container": "locked_case", "transport": "car", "cannot": (), "way": "home"}


def go(out, by, now, **changes):
    return begin_journey(out, **(HOME | changes), by=by, at=now)


def test_a_journey_is_kept_with_what_the_policy_answered(out, tess, viewer, now):
    made = go(out, viewer(tess), now)
    assert (made.level, made.told, made.sign_out) == ("ok", [], out)
    later = now + timedelta(minutes=40)
    assert confirm_arrival(made, by=viewer(tess), at=later).arrived_at == later
    acts = Entry.objects.filter(subject=out.code).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["papers.signed_out", "papers.journey_begun", "papers.arrived"]


@pytest.mark.parametrize(
    ("cannot", "clause"), [("straight_home", "IG73"), ("nothing_overnight", "IG81"), ("not_on_seats", "IG70")]
)
def test_what_the_policy_forbids_on_the_way_is_refused(out, tess, viewer, now, cannot, clause):
    with pytest.raises(Refused) as refused:
        go(out, viewer(tess), now, cannot=(cannot,))
    assert clause in refused.value.cites
    assert not Journey.objects.exists()


def test_what_it_only_warns_of_is_told_and_kept(out, tess, viewer, now):
    made = go(out, viewer(tess), now, container="closed_bag")
    assert made.level == "caution"
    assert made.told[0]["cites"] == ["IG72"]


def test_a_see_through_bag_is_refused_where_the_policy_says_so(given, tess, viewer, now):
    from_leave = use(given, viewer(tess), now)
    with pytest.raises(Refused, match="see-through"):
        go(from_leave, viewer(tess), now, container="open_or_see_through")


def test_only_whoever_has_the_papers_speaks_of_their_way(out, tess, hana, viewer, now):
    with pytest.raises(Refused, match="Only they"):
        go(out, viewer(hana), now)
    made = go(out, viewer(tess), now)
    with pytest.raises(Refused, match="Only they"):
        confirm_arrival(made, by=viewer(hana), at=now)


def test_one_journey_at_a_time_and_one_arrival(out, tess, viewer, now):
    made = go(out, viewer(tess), now)
    with pytest.raises(Refused, match="already"):
        go(out, viewer(tess), now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.create(sign_out=out, organisation=out.organisation, created_by=tess, created_at=now)
    stale = Journey.objects.get()
    confirm_arrival(made, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="before"):
        confirm_arrival(stale, by=viewer(tess), at=now)
    assert go(out, viewer(tess), now, way="back").way == "back"
