"""Equipment taken abroad is ticked from what the person has on loan; the rest they write down."""

from datetime import date, timedelta

import pytest

from hometime.arrangements.abroad.actions import ask_abroad, decide_abroad
from hometime.arrangements.models import AbroadRequest
from hometime.equipment.models import DeviceLoss
from hometime.equipment.on_loan import on_loan_to
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

TRIP = {
    "country": "France",
    "leaves_on": date(2026, 12, 19),
    "returns_on": date(2027, 1, 2),
    "works_there": False,
    "data": "",
    "kit": "",
}
WHERE = "/arrangements/abroad/"


@pytest.fixture
def laptop(put_in_force, device, lend, tess):
    put_in_force("ravensbury")
    return lend(device("GWA-0001", make="Dell", model="Latitude"), tess)


@pytest.fixture
def phone(device, lend, noor):
    """Noor has it."""
    return lend(device("GWA-0002", kind="phone"), noor)


def ask(by, loans=(), **more):
    return ask_abroad(**(TRIP | more), loans=[str(loan.code) for loan in loans], **by)


@pytest.fixture
def as_tess(tess, viewer, now):
    return {"by": viewer(tess), "at": now}


def test_what_is_ticked_is_kept_with_its_code_and_name(laptop, as_tess, hana, viewer, now):
    made = ask(as_tess, [laptop, laptop], kit="Tripod\n \nCharger ")
    assert made.kit == "GWA-0001: Dell Latitude\nTripod\nCharger"
    decide_abroad(made, is_yes=True, is_insured=True, reason="", by=viewer(hana), at=now)
    laptop.device.asset_code = "GWA-9999"
    laptop.device.save()
    assert AbroadRequest.objects.get().kit.startswith("GWA-0001")


def test_equipment_alone_is_enough_to_ask_for(laptop, as_tess):
    with pytest.raises(Refused, match="Say what you will do there"):
        ask(as_tess)
    assert ask(as_tess, [laptop])


def test_nobody_takes_what_somebody_else_has(laptop, phone, as_tess):
    with pytest.raises(Refused, match="not on loan to you now"):
        ask(as_tess, [laptop, phone])
    assert not AbroadRequest.objects.exists() and not Notice.objects.filter(kind="arrangements.abroad_asked").exists()


def test_what_is_back_lost_or_put_aside_is_not_offered(laptop, as_tess, tess, device, lend, now, great_wickering):
    back = lend(device("GWA-0003"), tess, ended=now - timedelta(days=1))
    lost = lend(device("GWA-0004"), tess)
    DeviceLoss.objects.create(organisation=great_wickering, device=lost.device, begun_at=now, created_at=now)
    aside = lend(device("GWA-0005"), tess)
    type(aside).objects.filter(pk=aside.pk).update(lent_at=None)
    assert [each.words for each in on_loan_to(tess, great_wickering, now)] == ["GWA-0001: Dell Latitude"]
    for gone in (back, lost, aside):
        with pytest.raises(Refused, match="not on loan to you now"):
            ask(as_tess, [gone])


def test_what_is_on_loan_at_another_school_is_not_offered(laptop, tess, tamsin_hollow, now):
    assert on_loan_to(tess, tamsin_hollow, now) == []


def typed(*loans):
    days = {"leaves_on_0": "19", "leaves_on_1": "12", "leaves_on_2": "2026"}
    days |= {"returns_on_0": "2", "returns_on_1": "1", "returns_on_2": "2027"}
    told = {"country": "France", "works_there": "no", "kit": "Tripod", "understood": "on", **days}
    return told | ({"loans": [str(loan.code) for loan in loans]} if loans else {})


def test_the_page_offers_what_one_has_and_checks_what_comes_back(laptop, phone, tess, hana, page, at_that_moment):
    page.sign_in(tess)
    seen = page.get(WHERE).page.text
    assert "GWA-0001: Dell Latitude" in seen and "GWA-0002" not in seen
    wrong = page.post(WHERE, typed(laptop, phone))
    assert wrong.status_code == 422 and "not on loan to you now" in wrong.page.text
    one = page.post(WHERE, typed(laptop)).headers["Location"]
    assert "GWA-0001: Dell Latitude; Tripod" in page.sign_in(hana).get(one).page.text


def test_whoever_has_nothing_on_loan_writes_it_down(put_in_force, noor, page, at_that_moment):
    put_in_force("ravensbury")
    page.sign_in(noor)
    assert "You have nothing on loan here" in page.get(WHERE).page.text
    assert page.post(WHERE, typed()).status_code == 302
