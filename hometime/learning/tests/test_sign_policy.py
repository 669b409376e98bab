"""Signing the version in force: once, by oneself, in one’s own name, for all it says."""

import pytest
from django.db import IntegrityError, transaction

from hometime.learning.actions.signing import decline_policy, sign_policy
from hometime.learning.models import Acknowledgement
from hometime.learning.statements import hash_of
from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib.refusal import Refused
from hometime.policy.packs import shipped

from .conftest import DECLARES


@pytest.fixture
def sign(version, viewer, now):
    def put(person, **other):
        told = {"version": version, "typed_name": person.name, "declared": DECLARES, "by": viewer(person), "at": now}
        return sign_policy(**told | other)

    return put


def test_it_keeps_what_was_signed_and_its_hash(tess, sign, version, today):
    signed = sign(tess)
    assert (signed.person, signed.version, signed.signed_on) == (tess, version, today)
    assert signed.statement["declares"] == list(DECLARES)
    assert signed.statement["policy"]["hash"] == version.hash
    assert signed.statement["cites"] == ["WH137", "WH138", "WH139", "WH140"]
    assert signed.statement_hash == hash_of(signed.statement)


def test_the_ledger_has_its_line(tess, sign):
    signed = sign(tess)
    act = told(Entry.objects.get(act="learning.policy_signed"))
    assert (act.actor, act.subject) == ("Tess Okafor", "Tess Okafor")
    assert act.details["statement"] == signed.statement_hash


@pytest.mark.parametrize("typed", ["tess okafor", "  Tess   Okafor "])
def test_capitals_and_spaces_do_not_matter(tess, sign, typed):
    assert sign(tess, typed_name=typed).pk


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"typed_name": "Noor Rahman"}, "That is not your name"),
        ({"declared": DECLARES[:2]}, "You sign for each of the statements."),
    ],
)
def test_it_refuses_half_a_signature(tess, sign, other, says):
    with pytest.raises(Refused, match=says):
        sign(tess, **other)
    assert not Acknowledgement.objects.exists()
    assert not Entry.objects.filter(act="learning.policy_signed").exists()


def test_it_refuses_a_second_signature(tess, sign):
    sign(tess)
    with pytest.raises(Refused, match="You signed this policy on 2 November 2026"):
        sign(tess)


def test_two_presses_at_once_leave_one_signature(tess, sign, monkeypatch):
    sign(tess)
    monkeypatch.setattr("hometime.learning.actions.signing.may_sign", lambda *args: Yes())
    with pytest.raises(Refused, match="You have signed this policy"):
        sign(tess)
    assert Acknowledgement.objects.count() == 1


class Yes:
    def insist(self):
        pass


def test_it_refuses_a_version_that_was_replaced_while_they_read(tess, sign, version, next_version):
    next_version({"WH13": "Working at home has risks."})
    with pytest.raises(Refused, match="The policy changed while you were reading"):
        sign(tess, version=version)


def test_it_refuses_somebody_the_policy_does_not_cover(victor, great_wickering, publish, viewer, now):
    version = publish(shipped("dudley"), great_wickering)  # it leaves volunteers out
    with pytest.raises(Refused, match="There is no policy here for you to sign"):
        sign_policy(version=version, typed_name=victor.name, declared=DECLARES, by=viewer(victor), at=now)


def test_a_volunteer_signs_where_the_policy_covers_them(victor, sign):
    assert sign(victor).person == victor


def test_nobody_signs_for_somebody_else_even_in_the_database(tess, leo, sign):
    signed = sign(tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.filter(pk=signed.pk).update(created_by=leo)


def test_one_may_say_no_and_sign_later(tess, sign, version, viewer, now):
    decline_policy(version=version, reason="I do not follow part two.", by=viewer(tess), at=now)
    act = told(Entry.objects.get(act="learning.policy_declined"))
    assert "part two" not in str(act)
    with pytest.raises(Refused, match="You have said so already"):
        decline_policy(version=version, reason="Still no.", by=viewer(tess), at=now)
    assert sign(tess).pk
