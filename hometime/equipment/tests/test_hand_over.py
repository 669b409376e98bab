"""Things into somebody’s hands: signed at the door, later, or first; once; and to one person only."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from hometime.equipment.asking.actions.inspections import Checked, record_inspections
from hometime.equipment.asking.actions.limits import begin_limit, lift_limit
from hometime.equipment.loans import actions, basket
from hometime.equipment.loans.actions import call_off, hand_out, sign_loan
from hometime.equipment.loans.copies import copy_of
from hometime.equipment.loans.signatures import Signature
from hometime.equipment.models import BasketItem, HandOver, Loan
from hometime.equipment.queries import held_by, holder_of
from hometime.equipment.register.actions import mark_found, mark_lost, retire_device
from hometime.files.pdf import check_seal
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

DAY = dt.timedelta(days=1)
LINE = "M10 20 L11 22 L15 30 L20 31 L24 40 L30 44 L31 50"


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_several_things_go_out_under_one_signature(device, give, put_in_force, tess, idris, now):
    put_in_force("wolsey-house")
    laptop, case = device("GWA-0001"), device("GWA-0002", kind="accessory")
    made = give(laptop, case, due_on=dt.date(2027, 7, 20))
    assert set(held_by(tess, now)) == {laptop, case}
    assert made.signature.typed_name == tess.name and made.signature.at_the_door
    assert [loan.due_on for loan in made.loans.all()] == [dt.date(2027, 7, 20)] * 2
    assert told(tess) == ["equipment.handed_over"] and told(idris) == ["equipment.you_handed_over"]
    entry = Entry.objects.get(act="equipment.things_handed_over")
    assert entry is not None


def test_the_words_are_the_policys_and_frozen(device, give, put_in_force, great_wickering):
    put_in_force("wolsey-house")
    made = give(device("GWA-0001"))
    says = [each["says"] for each in made.words["sentences"]]
    assert "Use a school device only for school work." in says
    assert made.words["policy"]["hash"] and made.words["edition"] == "1"
    assert not any("papers" in each or "your own device" in each for each in says)
    assert any(each["cites"] == ["WH69"] for each in made.words["sentences"])


def test_without_a_policy_there_is_still_a_page_of_words(device, give):
    made = give(device("GWA-0001"))
    assert made.words["policy"] is None and len(made.words["sentences"]) == 3


def test_a_drawn_line_signs_as_well(device, give):
    made = give(device("GWA-0001"), signature=Signature(drawn=LINE))
    assert (made.signature.how, made.signature.drawn) == ("drawn", LINE)


@pytest.mark.parametrize(
    ("signature", "why"),
    [
        (Signature(), "no signature yet"),
        (Signature("Somebody Else"), "not the name"),
        (Signature(drawn="M1 1 L1 1"), "could not be read"),
        (Signature(drawn='M1 1"/><script>' + " L1 1" * 9), "could not be read"),
        (Signature(drawn="M1 1" + " L1 1" * 9000), "could not be read"),
    ],
)
def test_what_is_no_signature_hands_nothing_over(device, give, signature, why):
    with pytest.raises(Refused, match=why):
        give(device("GWA-0001"), signature=signature)
    assert not Loan.objects.exists()


def test_nobody_hands_things_to_themselves(device, give, idris):
    with pytest.raises(Refused, match="to yourself"):
        give(device("GWA-0001"), to=idris)
    with pytest.raises(IntegrityError):
        HandOver.objects.create(
            organisation=device("X1").organisation,
            person=idris,
            created_by=idris,
            words={},
            words_hash="",
            created_at=dt.datetime.now(tz=dt.UTC),
        )


def test_a_teacher_hands_nothing_out(device, give, leo):
    with pytest.raises(Refused, match="look after devices"):
        give(device("GWA-0001"), by=leo)


def test_somebody_without_a_post_borrows_nothing(device, give, stella):
    with pytest.raises(Refused, match="no post here"):
        give(device("GWA-0001"), to=stella)


def test_what_is_lost_retired_or_somebodys_own_is_not_lent(device, give, tess, idris, viewer, now):
    lost, gone, own = device("A1"), device("A2"), device("A3", owner="mine", owner_person=tess)
    mark_lost(lost, by=viewer(idris), at=now)
    gone = retire_device(gone, how="sold", by=viewer(idris), at=now)
    for thing, why in ((lost, "marked as lost"), (gone, "was retired"), (own, "somebody’s own")):
        with pytest.raises(Refused, match=why):
            give(thing)


def test_what_failed_its_test_is_not_lent_until_it_has_passed(device, give, tess, idris, viewer, now):
    thing = device("B1")
    failed = [Checked(thing, False)]
    record_inspections(failed, checked_on=now.date(), tester="Bob", by=viewer(idris), at=now)
    for hand in (lambda: give(thing), lambda: basket.pick(thing, by=viewer(idris), at=now)):
        with pytest.raises(Refused, match=r"out of use\. It failed its electrical test") as refused:
            hand()
        assert "passed a test" in refused.value.next_step
    passed = [Checked(thing, True, "20331")]
    record_inspections(passed, checked_on=now.date(), tester="Bob", by=viewer(idris), at=now + DAY)
    give(thing, at=now + DAY)
    assert held_by(tess, now + DAY) == [thing]


def test_what_is_disconnected_is_not_lent_and_nobody_hears_why(device, give, tess, bilal, idris, viewer, now):
    thing = device("B1")
    why = {"what": "device", "words": "The laptop", "why": "It rang a strange address.", "warned": False}
    limit = begin_limit(**why, tell_now=True, device=thing, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="disconnected") as refused:
        give(thing, by=bilal)
    assert "restore" in refused.value.next_step and "strange" not in str(refused.value)
    lift_limit(limit, words="All is well.", by=viewer(idris), at=now + DAY)
    give(thing, at=now + DAY)
    assert held_by(tess, now + DAY) == [thing]


def test_what_was_put_aside_is_not_handed_out_once_it_is_out_of_use(
    device, give, put_in_force, tess, idris, viewer, now
):
    put_in_force("dudley")
    made = give(device("A1"), signature=None)
    sign_loan(made, signature=Signature(tess.name), read=made.words_hash, by=viewer(tess), at=now)
    failed = [Checked(made.loans.get().device, False)]
    record_inspections(failed, checked_on=now.date(), tester="Bob", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="out of use"):
        hand_out(made, by=viewer(idris), at=now)


def test_nothing_is_handed_over_when_one_of_them_is_out(device, give, lend, noor, tess, now):
    free, out = device("A1"), device("A2")
    lend(out, noor)
    with pytest.raises(Refused, match=r"Noor .* has Laptop A2, handed out by Idris"):
        give(free, out)
    assert held_by(tess, now) == [] and not HandOver.objects.exists()


def test_the_words_shown_are_the_words_signed(device, give, put_in_force, idris, tess, viewer, now):
    laptop = device("A1")
    with pytest.raises(Refused, match="changed since"):
        actions.hand_over(
            [laptop], tess, due_on=None, signature=Signature(tess.name), read="0" * 64, once=uuid.uuid4(),
            by=viewer(idris), at=now,
        )  # fmt: skip


def test_a_form_sent_twice_is_one_hand_over(device, give, tess, now):
    laptop, once = device("A1"), uuid.uuid4()
    assert give(laptop, once=once) == give(laptop, once=once)
    assert Loan.objects.count() == 1 and len(told(tess)) == 1


def test_a_stale_copy_of_a_device_wins_nothing(device, give, noor, tess, monkeypatch, now):
    """The look before is passed by; the constraint of the table stands."""
    laptop = device("A1")
    give(laptop)
    monkeypatch.setattr(actions, "refuse_taken", lambda *_: None)
    with pytest.raises(Refused, match=r"Tess .* has Laptop A1"):
        give(laptop, to=noor)
    assert holder_of(laptop, now) == tess


def test_where_the_policy_lets_it_the_borrower_signs_later(device, give, put_in_force, tess, idris, noor, viewer, now):
    put_in_force("wolsey-house")
    made = give(device("A1"), signature=None)
    assert made.handed_at == now and held_by(tess, now)
    with pytest.raises(Refused, match="Only the person who borrows"):
        sign_loan(made, signature=Signature(noor.name), read=made.words_hash, by=viewer(noor), at=now)
    with pytest.raises(Refused, match="changed since"):
        sign_loan(made, signature=Signature(tess.name), read="x", by=viewer(tess), at=now)
    signed = sign_loan(
        made, signature=Signature(tess.name.lower()), read=made.words_hash, by=viewer(tess), at=now + DAY
    )
    assert not signed.at_the_door
    with pytest.raises(Refused, match="have signed"):
        sign_loan(made, signature=Signature(tess.name), read=made.words_hash, by=viewer(tess), at=now + DAY)
    assert "equipment.loan_signed" in told(idris)


def test_where_the_policy_wants_the_signature_first_things_are_put_aside(
    device, give, put_in_force, tess, idris, noor, viewer, now
):
    put_in_force("dudley")
    laptop = device("A1")
    made = give(laptop, signature=None)
    assert made.handed_at is None and held_by(tess, now) == [] and told(tess) == ["equipment.put_aside"]
    with pytest.raises(Refused, match="is put aside for Tess"):
        give(laptop, to=noor)
    with pytest.raises(Refused, match="has not signed yet"):
        hand_out(made, by=viewer(idris), at=now)
    sign_loan(made, signature=Signature(tess.name), read=made.words_hash, by=viewer(tess), at=now + DAY)
    mark_lost(laptop, by=viewer(idris), at=now + DAY)
    with pytest.raises(Refused, match="marked as lost"):
        hand_out(made, by=viewer(idris), at=now + 2 * DAY)
    mark_found(laptop, by=viewer(idris), at=now + 2 * DAY)
    hand_out(made, by=viewer(idris), at=now + 2 * DAY)
    assert held_by(tess, now + DAY) == [] and held_by(tess, now + 2 * DAY) == [laptop]
    with pytest.raises(Refused, match="done already"):
        hand_out(made, by=viewer(idris), at=now + 2 * DAY)


def test_what_was_put_aside_goes_back_on_the_shelf(device, give, put_in_force, tess, idris, viewer, now):
    put_in_force("dudley")
    laptop = device("A1")
    made = give(laptop, signature=None)
    with pytest.raises(Refused):
        call_off(made, by=viewer(tess), at=now)
    call_off(made, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="done already"):
        call_off(made, by=viewer(idris), at=now)
    give(laptop)
    assert held_by(tess, now) == [laptop]


def test_the_copy_gives_away_a_changed_byte(device, give, tess, viewer, now):
    made = give(device("A1", serial="5CG1"), signature=Signature(drawn=LINE))
    stored = copy_of(made, by=viewer(tess), at=now)
    content = stored.path.read_bytes()
    assert check_seal(content).ok
    assert not check_seal(content[:400] + bytes([content[400] ^ 1]) + content[401:]).ok
    assert copy_of(made, by=viewer(tess), at=now) == stored


def test_a_basket_waits_on_the_server_and_holds_a_thing_once(device, lend, idris, tess, noor, viewer, now):
    laptop, out = device("A1"), device("A2")
    lend(out, noor)
    by = viewer(idris)
    basket.pick(laptop, by=by, at=now)
    basket.pick(laptop, by=by, at=now)
    assert basket.basket_of(by) == [laptop]
    with pytest.raises(Refused, match=r"Noor .* has Laptop A2"):
        basket.pick(out, by=by, at=now)
    with pytest.raises(Refused, match="look after devices"):
        basket.pick(laptop, by=viewer(tess), at=now)
    basket.drop(laptop, by=by)
    assert not BasketItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_hand_out_the_same_thing_at_once_and_one_is_told_who_has_it(
    race, device, give, tess, noor, idris, bilal, now
):
    laptop = device("A1")
    outcomes = race(lambda: give(laptop, to=tess), lambda: give(laptop, to=noor, by=bilal))
    no = next(each for each in outcomes if isinstance(each, Refused))
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    assert "has Laptop A1" in no.reason or "put aside" in no.reason
    assert Loan.objects.count() == 1 and HandOver.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_one_hand_over(race, device, give, tess, now):
    laptop, once = device("A1"), uuid.uuid4()
    outcomes = race(lambda: give(laptop, once=once), lambda: give(laptop, once=once))
    assert outcomes[0] == outcomes[1] and Loan.objects.count() == 1
