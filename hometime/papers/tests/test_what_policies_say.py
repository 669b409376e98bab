"""All the policies there are, asked the same: may these leave, in what, and what on the way."""

from datetime import date
from uuid import uuid4

import pytest

from hometime.lib.refusal import Refused
from hometime.papers import asking_the_policy as policy_says
from hometime.papers.actions import sign_out
from hometime.papers.asking_the_policy import Described
from hometime.policy.packs import shipped

from .conftest import BOOKS

ON = date(2026, 11, 2)
WELL = {"online_instead": False, "only_needed": True}


@pytest.mark.parametrize(
    ("slug", "data", "kind", "cites"),
    [
        ("wolsey-house", "ordinary", "permission", ["WH110"]),
        ("wolsey-house", "sensitive", "permission", ["WH110"]),
        ("ravensbury", "sensitive", "silent", []),
        ("academy-trust", "ordinary", "exception", ["TR16", "TR73", "TR89"]),
        ("yourig", "sensitive", "log", ["IG3", "IG4", "IG64", "IG65", "IG66", "IG63"]),
        ("dudley", "sensitive", "silent", []),
        ("starter", "ordinary", "log", ["S31"]),
        ("starter", "personal", "permission", ["S30"]),
    ],
)
def test_each_policy_says_whether_papers_may_leave(slug, data, kind, cites):
    asks = policy_says.demand(shipped(slug), Described(data, **WELL), ON)
    assert (asks.kind, asks.cites) == (kind, cites)


@pytest.mark.parametrize(
    ("slug", "cites"),
    [("wolsey-house", ("WH119",)), ("ravensbury", None), ("academy-trust", None), ("yourig", None), ("dudley", None)],
)
def test_a_main_copy_stays_where_the_policy_says_so(slug, cites):
    said = policy_says.refusal_of_master(shipped(slug), Described("personal", is_master=True), ON)
    assert (said and said.cites) == cites


@pytest.mark.parametrize(
    ("slug", "stops", "warns"),
    [
        ("wolsey-house", {"WH112"}, set()),
        ("ravensbury", set(), set()),
        ("academy-trust", {"TR84", "TR93"}, {"TR83"}),
        ("yourig", {"IG73", "IG81"}, {"IG72"}),
        ("dudley", set(), set()),
    ],
)
def test_each_policy_says_how_they_travel(slug, stops, warns):
    cannot = frozenset({"straight_home", "nothing_overnight"})
    said = policy_says.on_the_way(
        shipped(slug), Described("personal", container="open_or_see_through", cannot=cannot), ON
    )
    told = {
        level: {clause for each in said if each.level == level for clause in each.cites}
        for level in ("stop", "caution")
    }
    assert told == {"stop": stops, "caution": warns}


@pytest.mark.parametrize(
    ("slug", "asks"),
    [("wolsey-house", 2), ("ravensbury", 0), ("academy-trust", 5), ("yourig", 5), ("dudley", 0), ("starter", 0)],
)
def test_each_policy_asks_its_own_questions_of_a_journey(slug, asks):
    assert len(policy_says.journey_questions(shipped(slug), Described("personal"), ON)) == asks


def test_an_electronic_copy_is_offered_where_the_policy_would_rather_have_it():
    rather = policy_says.instead(shipped("academy-trust"), Described("personal", online_instead=True), ON)
    assert [each.cites for each in rather] == [("TR74",), ("TR78", "TR79")]
    assert policy_says.online_places(shipped("academy-trust"), ON) == ["the secure Google Drive", "an encrypted device"]
    assert policy_says.instead(shipped("wolsey-house"), Described("personal", online_instead=True), ON) == ()


@pytest.mark.parametrize(
    ("slug", "basis"),
    [
        ("yourig", "log"),
        ("dudley", "silent"),
        ("ravensbury", "silent"),
        ("wolsey-house", None),
        ("academy-trust", None),
    ],
)
def test_papers_are_signed_out_or_leave_is_asked_first(in_force, tess, viewer, now, slug, basis):
    in_force(slug)
    if basis:
        assert sign_out(BOOKS, once=uuid4(), by=viewer(tess), at=now).basis == basis
    else:
        with pytest.raises(Refused, match="Ask for permission first"):
            sign_out(BOOKS, once=uuid4(), by=viewer(tess), at=now)
