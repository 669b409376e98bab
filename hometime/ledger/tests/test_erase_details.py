"""Forgetting names and details while the chain still adds up."""

from datetime import timedelta

import pytest
from django.db import transaction

from hometime.ledger.actions import erase_details, retell_details
from hometime.ledger.models import Payload
from hometime.ledger.queries import told
from hometime.ledger.verifying import Whole, verify

from .conftest import GREAT_WICKERING, HANA, MORNING


def erase(entry):
    with transaction.atomic():
        return erase_details(entry, by=HANA, at=MORNING + timedelta(days=400), reason="kept for a year")


def test_erased_details_are_gone_and_the_chain_still_verifies(act):
    entry = act(note="something private")
    act()
    erase(entry)
    assert Payload.objects.get(entry=entry).text is None
    assert verify(GREAT_WICKERING.code).length == 3
    assert isinstance(verify(GREAT_WICKERING.code), Whole)


def test_erasing_is_an_act_with_its_reason(act):
    said = told(erase(act()))
    assert (said.act, said.actor, said.subject) == ("ledger.details_erased", "Hana Whitlock", "entry 1")
    assert said.details == {"reason": "kept for a year"}


def test_an_erased_act_is_told_without_names(act):
    entry = act()
    erase(entry)
    entry.refresh_from_db()
    assert told(entry).is_erased
    assert told(entry).actor is None


def test_it_refuses_to_forget_that_something_was_forgotten(act):
    with pytest.raises(ValueError, match="the only proof"):
        erase(erase(act()))


def retell(entry, actor="Somebody", **details):
    words = {"actor": actor, "subject": "Hana Whitlock", "details": details, "reason": "left long ago"}
    with transaction.atomic():
        told_again = retell_details(entry, **words, by=None, at=MORNING + timedelta(days=400))
    entry.refresh_from_db()
    return told_again


def test_an_act_is_told_again_without_a_name_and_the_chain_still_verifies(act):
    entry = act(note="kept")
    act()
    retell(entry, note="kept")
    assert Payload.objects.get(entry=entry).text is None
    assert (told(entry).actor, told(entry).subject, told(entry).details) == (
        "Somebody",
        "Hana Whitlock",
        {"note": "kept"},
    )
    assert isinstance(verify(GREAT_WICKERING.code), Whole)


def test_what_was_told_again_can_be_told_again_and_erased(act):
    entry = act()
    first = retell(entry)
    words = {"actor": "Somebody", "subject": None, "details": {}}
    second = retell(first, actor=None, reason_given="x", told=words)
    assert told(entry).subject is None and told(entry).actor == "Somebody"
    erase(second)
    entry.refresh_from_db()
    assert told(entry).is_erased
    assert isinstance(verify(GREAT_WICKERING.code), Whole)


def test_what_was_erased_is_not_told_again(act):
    with pytest.raises(ValueError, match="the only proof"):
        retell(erase(act()))
