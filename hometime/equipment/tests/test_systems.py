"""What can be opened from a device: a list of the school’s own systems, dated, and from which things each is opened."""

import datetime as dt

import pytest
from django.urls import reverse

from hometime.equipment.models import Device, Kit, KitItem, Opening, System
from hometime.equipment.own import actions as own
from hometime.equipment.register.actions import Details
from hometime.equipment.systems import actions
from hometime.equipment.systems.actions import Described, Place
from hometime.equipment.systems.queries import opened_from
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused

DAY = dt.timedelta(days=1)
RECORDS = Described("Safeguarding records", "sensitive", ("pupils", "families"), 420)
LIST = reverse("equipment:systems")


@pytest.fixture
def records(idris, viewer, now):
    return actions.add_system(RECORDS, kinds=["laptop"], by=viewer(idris), at=now - 10 * DAY)


@pytest.fixture
def laptop(device):
    return device("GWA-0001")


def names(device, then, at):
    return [str(each.system) for each in opened_from(device, then, at)]


def test_every_laptop_of_the_school_opens_it_and_nothing_else_does(records, laptop, device, tess, now):
    assert names(laptop, now, now) == ["Safeguarding records"]
    assert names(device("GWA-0002", kind="tablet"), now, now) == []
    assert names(device("OWN-1", owner="mine", owner_person=tess), now, now) == []
    assert records.words == (
        "Very private facts, such as health or child protection, about pupils and families: about 420 people"
    )


def test_what_was_written_down_later_was_not_known_before(records, laptop, now):
    then = now - 30 * DAY
    assert names(laptop, then, now - 20 * DAY) == []  # not written down yet
    assert names(laptop, then, now) == ["Safeguarding records"]  # written down since: it was always so


def test_since_a_day_means_not_before_it(idris, laptop, viewer, now):
    by = viewer(idris)
    mail = actions.add_system(Described("Mail", "personal"), by=by, at=now)
    actions.open_from(mail, Place(device=laptop), since=now.date() - 5 * DAY, how="Seen on it", by=by, at=now)
    assert names(laptop, now - 6 * DAY, now) == [] and names(laptop, now - 4 * DAY, now) == ["Mail"]
    with pytest.raises(Refused, match="not come yet"):
        actions.open_from(mail, Place(kind="tablet"), since=now.date() + DAY, by=by, at=now)


def test_what_was_opened_by_a_kit_goes_with_the_kit(records, device, idris, viewer, now):
    tablet, by = device("GWA-0003", kind="tablet"), viewer(idris)
    kit = Kit.objects.create(organisation=tablet.organisation, name="Visit bag", created_at=now - 20 * DAY)
    KitItem.objects.create(kit=kit, device=tablet, begun_at=now - 20 * DAY, ended_at=now - DAY)
    actions.open_from(records, Place(kit=kit), by=by, at=now)
    assert names(tablet, now - 2 * DAY, now) == ["Safeguarding records"] and names(tablet, now, now) == []


def test_what_no_longer_opens_could_be_opened_before(records, laptop, idris, viewer, now):
    actions.no_longer(records.openings.get(), by=viewer(idris), at=now)
    assert names(laptop, now - DAY, now) == ["Safeguarding records"] and names(laptop, now + DAY, now + DAY) == []
    with pytest.raises(Refused, match="already"):
        actions.no_longer(records.openings.get(), by=viewer(idris), at=now)


def test_described_differently_the_last_words_count_and_the_first_stay(records, laptop, idris, viewer, now):
    told = Described("Safeguarding records", "sensitive", ("pupils",), 430)
    made = actions.change_system(records, told, by=viewer(idris), at=now)
    [before] = opened_from(laptop, now - DAY, now - DAY)
    [after] = opened_from(laptop, now - DAY, now)
    assert (before.system.people_count, after.system.people_count) == (420, 430)
    with pytest.raises(Refused, match="Somebody else has just changed"):  # whoever had the old page open
        actions.change_system(records, told, by=viewer(idris), at=now)
    actions.end_system(made, by=viewer(idris), at=now + DAY)
    assert names(laptop, now + 2 * DAY, now + 2 * DAY) == []


def test_only_those_who_keep_devices_write_it_down(records, tess, dara, viewer, now):
    for somebody in (tess, dara):
        with pytest.raises(Refused, match="Only those who look after devices"):
            actions.add_system(RECORDS, by=viewer(somebody), at=now)
        with pytest.raises(Refused, match="Only those who look after devices"):
            actions.open_from(records, Place(kind="tablet"), by=viewer(somebody), at=now)


def test_twice_is_once(records, idris, viewer, now):
    with pytest.raises(Refused, match="There is already a system with that name"):
        actions.add_system(RECORDS, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="written down already"):
        actions.open_from(records, Place(kind="laptop"), by=viewer(idris), at=now)
    assert System.objects.count() == 1 and Opening.objects.count() == 1


def test_each_act_is_in_the_ledger(records, idris, viewer, now):
    by = viewer(idris)
    actions.no_longer(records.openings.get(), by=by, at=now)
    actions.end_system(actions.change_system(records, RECORDS, by=by, at=now), by=by, at=now)
    wanted = ["system_added", "opening_added", "opening_ended", "system_changed", "system_ended"]
    acts = Entry.objects.filter(act__in=[f"equipment.{act}" for act in wanted])
    assert [entry.act.removeprefix("equipment.") for entry in acts.order_by("sequence")] == wanted


def test_an_owner_says_what_they_open_when_they_register(
    records, put_in_force, tess, viewer, page, at_that_moment, now
):
    put_in_force("starter")
    phone = own.register_own(Details(kind="phone", make="Pixel"), keeps=[], opens=[records], by=viewer(tess), at=now)
    [opening] = opened_from(phone, now, now)
    assert opening.created_by == tess and opening.how == "Its owner said so"
    page.sign_in(tess)
    assert "What do you open on it?" in page.get(reverse("equipment:register-own")).page.text
    assert "Safeguarding records" in page.get(reverse("equipment:device", args=[phone.code])).page.text


def test_the_pages(idris, tess, stella, dara, laptop, page, at_that_moment):
    page.sign_in(idris)
    assert "Nothing is on the list yet" in page.get(LIST).page.text
    assert "We do not know" in page.get(reverse("equipment:device", args=[laptop.code])).page.text
    add = reverse("equipment:system-add")
    assert page.post(add, {"name": ""}).status_code == 422
    told = {"name": "Mail", "data": "personal", "whose": ["staff"], "people_count": "60", "kinds": ["laptop"]}
    where = page.post(add, told).url
    assert "Every school laptop" in page.get(where).page.text
    assert page.post(where, {}).status_code == 422  # from what?
    assert page.post(where, {"typed": "GWA-9999"}).status_code == 422
    assert page.post(where, {"typed": "gwa-0001", "how": "Seen on it"}).status_code == 302
    assert "Mail" in page.get(reverse("equipment:device", args=[laptop.code])).page.text
    changed = page.post(where + "change/", {"name": "School mail", "data": "personal"}).url
    opening = Opening.objects.filter(ended_at=None).first()
    assert page.post(f"{changed}{opening.code}/end/").status_code == 302
    assert "No longer" in page.get(changed).page.text and "School mail" in page.get(LIST).page.text
    assert page.sign_in(dara).get(changed).status_code == 200 and "Add a system" not in page.get(LIST).page.text
    assert page.sign_in(tess).get(LIST).status_code == 403 and page.get(changed).status_code == 404
    assert page.sign_in(stella).get(changed).status_code == 404
    page.sign_in(idris).post(changed + "end/")
    assert "Nothing is on the list yet" in page.get(LIST).page.text and Device.objects.count()
