"""Adding an act: what is kept, what is refused."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from hometime.ledger import triggers
from hometime.ledger.actions import NotInTransaction, record
from hometime.ledger.canonical import START
from hometime.ledger.models import Chain, Entry, Payload
from hometime.ledger.queries import told

from .conftest import GREAT_WICKERING, MORNING, TAMSIN_HOLLOW, TESS


def test_an_act_keeps_names_as_they_were(act):
    said = told(act(answer="caution"))
    assert (said.act, said.actor, said.subject) == ("decisions.receipt_kept", "Tess Okafor", "Hana Whitlock")
    assert said.details == {"answer": "caution"}


def test_acts_follow_each_other(act):
    first, second = act(), act()
    assert (first.sequence, first.previous_hash) == (1, START)
    assert (second.sequence, second.previous_hash) == (2, first.hash)


def test_each_organisation_has_its_own_chain(act):
    act()
    assert act(organisation=TAMSIN_HOLLOW).sequence == 1


def test_the_head_row_knows_the_last_act(act):
    act()
    last = act()
    chain = Chain.objects.get(organisation=GREAT_WICKERING.code)
    assert (chain.length, chain.head) == (2, last.hash)


def test_an_act_without_an_actor_is_the_systems_own(act):
    assert told(act(by=None, subject=None)).actor is None


def test_the_same_details_never_have_the_same_hash(act):
    assert act(note="x").payload_hash != act(note="x").payload_hash


@pytest.mark.django_db(transaction=True)
def test_it_refuses_an_act_outside_a_transaction(guarded):
    with pytest.raises(NotInTransaction, match=r"decisions.receipt_kept must be recorded inside"):
        record("decisions.receipt_kept", organisation=GREAT_WICKERING, by=TESS, at=MORNING)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_is_lost_with_the_transaction_it_belongs_to(act):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        act()
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    assert act().sequence == 1


@pytest.mark.parametrize("name", ["", "lent", "Equipment.device lent", "equipment.device-lent", "a.b.c"])
def test_it_refuses_a_name_that_is_no_act(act, name):
    with pytest.raises(ValueError, match="is not the name of an act"):
        act(name)


def test_it_refuses_a_time_without_a_zone(guarded):
    with pytest.raises(ValueError, match="time zone"):
        record("people.signed_in", organisation=GREAT_WICKERING, by=TESS, at=datetime(2026, 11, 2))


def test_it_refuses_details_it_cannot_write_in_one_way(act):
    with pytest.raises(TypeError, match="cannot keep a object"):
        act(thing=object())


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(act="decisions.receipt_lost"),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Payload.objects.update(text="{}"),
        lambda: Payload.objects.all().delete(),
        lambda: Chain.objects.update(head=START),
        lambda: Chain.objects.update(length=7),
        lambda: Chain.objects.all().delete(),
    ],
    ids=["entry changed", "entry deleted", "details changed", "details deleted", "head", "length", "chain deleted"],
)
def test_the_database_refuses_to_change_the_past(act, change):
    act()
    with (
        pytest.raises(IntegrityError, match=r"ledger is only ever|never changed|one act at a time"),
        transaction.atomic(),
    ):
        change()


def test_the_triggers_are_all_there_once_installed(act, unguarded):
    assert triggers.missing(connection) == []
    unguarded()
    assert triggers.missing(connection) != []
