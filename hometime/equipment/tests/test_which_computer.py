"""Of several computers people say which one they work on: answers speak of that one, and say so."""

import datetime as dt

import pytest

from hometime.equipment.facts import facts_about
from hometime.equipment.models import Observation, WorksOn
from hometime.equipment.posture.actions import work_on
from hometime.equipment.queries import held_by, main_computer, own_computer, working_on
from hometime.lib.refusal import Refused

from .ledgered import details_of

ENCRYPTION = "device.encryption"
DAY = dt.timedelta(days=1)


def seen(device, value, at):
    return Observation.objects.create(
        organisation=device.organisation,
        device=device,
        fact=ENCRYPTION,
        value=value,
        source="intune",
        seen_at=at,
        received_at=at,
    )


@pytest.fixture
def old(device, lend, tess, now):
    made = device("GWA-0001", make="Dell", model="Latitude")
    lend(made, tess, at=now - 60 * DAY)
    seen(made, "whole", now - DAY)
    return made


@pytest.fixture
def new(device, lend, tess, now):
    made = device("GWA-0002", kind="tablet")
    lend(made, tess, at=now - 20 * DAY)
    seen(made, "none", now - DAY)
    return made


@pytest.fixture
def own(device, tess, now):
    made = device("OWN-0001", owner="mine", owner_person=tess)
    seen(made, "private_files", now - DAY)
    return made


@pytest.fixture
def says(viewer, tess, now):
    return lambda device, by=tess, at=now: work_on(device, by=viewer(by), at=at)


def test_what_was_handed_last_counts_until_somebody_says_otherwise(old, new, says, tess, now):
    assert main_computer(held_by(tess, now)) == working_on(held_by(tess, now)) == new
    says(old)
    assert main_computer(held_by(tess, now)) == working_on(held_by(tess, now)) == old
    assert main_computer(held_by(tess, now - DAY)) == new  # as it was then


def test_the_facts_are_those_of_that_one_and_say_which(old, new, says, tess, great_wickering, today):
    def told():
        return facts_about([tess], great_wickering, today)[tess.pk]

    assert (told()[ENCRYPTION].value, told()[ENCRYPTION].source) == ("none", f"Intune, of {new}")
    says(old)
    assert (told()[ENCRYPTION].value, told()[ENCRYPTION].source) == ("whole", f"Intune, of {old}")
    assert "of Dell" not in told()["device.school_one_issued"].source


def test_with_one_computer_there_is_nothing_to_tell_apart(old, tess, great_wickering, today):
    assert facts_about([tess], great_wickering, today)[tess.pk][ENCRYPTION].source == "Intune"


def test_it_stands_in_the_ledger_and_said_twice_it_is_said_once(old, new, says, now):
    assert says(old) == says(old, at=now + DAY)
    assert details_of("computer_chosen") == {}
    assert says(new, at=now + DAY) != says(old, at=now + 2 * DAY)
    assert WorksOn.objects.count() == 3


def test_once_it_is_back_the_other_counts_and_lent_again_it_must_be_said_again(old, new, says, lend, tess, now):
    says(old, at=now - 5 * DAY)
    old.loans.update(ended_at=now - 4 * DAY, returned_at=now - 4 * DAY, ended_how="returned")
    assert main_computer(held_by(tess, now - 3 * DAY)) == new
    lend(old, tess, at=now - 30 * DAY / 24)
    lend_again = held_by(tess, now)
    assert [each.said_at for each in lend_again] == [None, None]


def test_only_of_several_that_one_has(old, says, tess, leo, device, now):
    with pytest.raises(Refused, match="not one of several"):
        says(old)
    with pytest.raises(Refused, match="do not have this device"):
        says(device("GWA-0009"))
    with pytest.raises(Refused, match="do not have this device"):
        says(old, by=leo)


def test_of_several_of_ones_own_likewise(own, device, says, tess, now):
    phone = device("OWN-0002", kind="phone", owner="mine", owner_person=tess, on=now - DAY)
    assert own_computer(held_by(tess, now)) == phone
    says(own)
    assert own_computer(held_by(tess, now)) == own


@pytest.mark.usefixtures("at_that_moment")
def test_my_things_lets_people_choose(page, old, new, tess, noor, idris):
    page.sign_in(tess)
    seen_page = page.get("/equipment/mine/").page
    assert "You have more than one computer" in seen_page.text and seen_page.text.count("You work on this one") == 1
    page.post(f"/equipment/{old.code}/work-on/")
    assert "From now on you work on Dell Latitude GWA-0001" in page.get("/equipment/mine/").page.text
    page.sign_in(idris)
    assert page.post(f"/equipment/{new.code}/work-on/").status_code == 302
    assert "You do not have this device" in page.get("/equipment/mine/").page.text
    page.sign_in(noor)
    assert page.post(f"/equipment/{new.code}/work-on/").status_code == 404
    assert WorksOn.objects.count() == 1


@pytest.mark.usefixtures("at_that_moment", "in_force")
def test_ask_speaks_of_the_computer_they_work_on(page, old, own, says, tess):
    page.sign_in(tess)

    def asked(activity):
        page.post("/ask/", {"activity": activity})
        return page.get(f"/ask/{activity}/check/").page.text

    ours, mine = asked("use-school-device"), asked("use-own-device")
    assert f"Intune, of {old}" in ours and str(own) not in ours
    assert f"Intune, of {own}" in mine and str(old) not in mine
    assert "you said on My things" not in asked("work-in-public")
    says(own)
    there = asked("work-in-public")
    assert f"you work on {own}, you said on My things" in there and f"Intune, of {own}" in there
    assert f"Intune, of {old}" in asked("use-school-device")
