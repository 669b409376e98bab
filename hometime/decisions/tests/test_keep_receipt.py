"""keep_receipt: an answer as it was shown, under its own address."""

import pytest
from django.db import IntegrityError, transaction

from hometime.decisions.actions import keep_receipt
from hometime.decisions.answers import answer
from hometime.decisions.models import Receipt
from hometime.ledger.models import Entry
from hometime.policy.packs import shipped

pytestmark = pytest.mark.django_db

FACTS = {"activity": "work-at-home", "data.kind": "ordinary", "device.owner": "school"}


@pytest.fixture
def found(today):
    return answer(shipped("wolsey-house"), FACTS, today, said=["data.kind"])


def entries():
    return Entry.objects.filter(act="decisions.receipt_kept").count()


def test_the_answer_is_kept_whole(found, viewer, tess, now):
    kept = keep_receipt(found, by=viewer(tess), at=now)
    assert (kept.headline, kept.policy_hash, kept.person) == (found.headline, found.policy.hash, tess)
    assert kept.answer["facts"].items() >= FACTS.items()
    assert kept.answer["rules"][0]["cites"][0]["text"]


def test_it_enters_the_ledger(found, viewer, tess, now):
    keep_receipt(found, by=viewer(tess), at=now)
    assert entries() == 1


def test_the_same_answer_on_the_same_day_is_kept_once(found, viewer, tess, now):
    first, second = (keep_receipt(found, by=viewer(tess), at=now) for _ in range(2))
    assert first == second
    assert entries() == 1


def test_another_person_keeps_their_own(found, viewer, tess, leo, now):
    assert keep_receipt(found, by=viewer(tess), at=now) != keep_receipt(found, by=viewer(leo), at=now)


def test_of_two_at_once_the_database_keeps_one(found, viewer, tess, now):
    kept = keep_receipt(found, by=viewer(tess), at=now)
    kept.pk, kept.code = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.bulk_create([Receipt(**{f.attname: getattr(kept, f.attname) for f in Receipt._meta.fields})])


def test_it_names_who_holds_a_role_here(viewer, tess, now, today):
    lost = answer(shipped("wolsey-house"), {"activity": "something-happened", "incident.kind": "lost"}, today)
    kept = keep_receipt(lost, by=viewer(tess), at=now)
    people = {row["role"]: row["people"] for row in kept.answer["tells"]}
    assert people["headteacher"] == "Hana Whitlock"
