"""A new version is asked again only of those a major change touches, and they see only what changed."""

import datetime as dt

import pytest

from hometime.learning.actions.signing import ask_to_sign, sign_policy
from hometime.learning.signing import CARRIED, CHANGED, DUE, asked_of
from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind

from .conftest import DECLARES

FOR_EVERYBODY = "WH56"  # school email only: a rule for staff
FOR_THE_HEAD = "WH24"  # managers help their people


@pytest.fixture
def ask(viewer, now, bilal, today):
    def put(version, **other):
        told = {
            "version": version,
            "declared": {},
            "sign_by": today + dt.timedelta(days=14),
            "by": viewer(bilal),
            "at": now,
        }
        return ask_to_sign(**told | other)

    return put


@pytest.fixture
def signed(version, viewer, now, tess, leo):
    for person in (tess, leo):
        sign_policy(version=version, typed_name=person.name, declared=DECLARES, by=viewer(person), at=now)


@pytest.fixture
def state(great_wickering, today):
    return lambda person: asked_of(person, great_wickering, today).state


def test_the_first_time_everybody_is_asked(version, ask, tess, state, today):
    opened = ask(version)
    assert state(tess) == DUE
    assert opened.declared == {}
    act = told(Entry.objects.get(act="learning.signing_asked"))
    assert act.details["sign_by"] == (today + dt.timedelta(days=14)).isoformat()


def test_a_minor_change_leaves_signatures_standing(signed, next_version, ask, tess, noor, state):
    ask(next_version({FOR_EVERYBODY: "Use school email."}), declared={FOR_EVERYBODY: "minor"})
    assert state(tess) == CARRIED
    assert state(noor) == DUE


def test_a_major_change_is_asked_of_those_it_touches_and_shows_only_what_changed(
    signed, next_version, ask, tess, great_wickering, today
):
    words = {FOR_EVERYBODY: "Use school email.", "WH57": "Ring with your number hidden."}
    ask(next_version(words), declared={FOR_EVERYBODY: "major", "WH57": "minor"})
    asked = asked_of(tess, great_wickering, today)
    assert asked.state == CHANGED
    assert [each.id for each in asked.changes] == [FOR_EVERYBODY]


def test_a_duty_of_managers_is_asked_of_managers_alone(signed, next_version, ask, tess, leo, state):
    ask(next_version({FOR_THE_HEAD: "Managers help everybody."}), declared={FOR_THE_HEAD: "major"})
    assert (state(tess), state(leo)) == (CARRIED, CHANGED)


def test_a_change_nobody_spoke_of_counts_as_major(signed, next_version, tess, state):
    next_version({FOR_EVERYBODY: "Use school email."})
    assert state(tess) == CHANGED


def test_what_is_signed_then_names_the_clauses_shown(signed, next_version, ask, tess, viewer, now, state):
    version = next_version({FOR_EVERYBODY: "Use school email."})
    ask(version, declared={FOR_EVERYBODY: "major"})
    again = sign_policy(version=version, typed_name=tess.name, declared=DECLARES, by=viewer(tess), at=now)
    assert again.statement["shown"] == "changes"
    assert again.statement["changed_clauses"] == [FOR_EVERYBODY]
    assert tess.acknowledgements.count() == 2


@pytest.mark.parametrize(
    ("declared", "days", "says"),
    [
        ({}, 14, "whether each change is minor or major"),
        ({FOR_EVERYBODY: "major"}, -1, "The day to sign by has passed."),
    ],
)
def test_it_refuses_what_is_not_thought_through(signed, next_version, ask, today, declared, days, says):
    with pytest.raises(Refused, match=says):
        ask(
            next_version({FOR_EVERYBODY: "Use school email."}),
            declared=declared,
            sign_by=today + dt.timedelta(days=days),
        )


def test_it_refuses_to_ask_twice(version, ask):
    ask(version)
    with pytest.raises(Refused, match="People have been asked"):
        ask(version)


@pytest.mark.parametrize("slug", ["tess", "leo", "grace", "dara"])
def test_only_the_head_and_the_policy_owner_ask(version, ask, cast, viewer, slug):
    with pytest.raises(Refused, match="Only the headteacher or the policy owner"):
        ask(version, by=viewer(cast[slug]))


def test_each_new_version_asks_and_reminds_afresh(version, next_version, ask, tess, viewer, today, now):
    """Mails about a second version must not stop because the first was told of, and dealt with."""
    soon = Notice.objects.filter(kind="learning.sign_soon", person=tess)
    ask(version)
    remind(today, now)
    assert soon.count() == 1
    sign_policy(version=version, typed_name=tess.name, declared=DECLARES, by=viewer(tess), at=now)
    ask(next_version({FOR_EVERYBODY: "Use school email."}), declared={FOR_EVERYBODY: "major"})
    asked = Notice.objects.filter(kind="learning.sign_asked", person=tess)
    assert [notice.subject for notice in asked] == ["Please sign: Home Working Policy"] * 2
    remind(today, now)
    assert soon.count() == 2
    remind(today + dt.timedelta(days=7), now)
    assert soon.count() == 3
