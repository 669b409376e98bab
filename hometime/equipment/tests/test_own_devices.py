"""Devices of people’s own: what each policy says first, the conditions in its words, and the device’s life."""

import datetime as dt
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import ClearRequest, Declaration, Device, InspectionConsent, OwnDisposal, Repair
from hometime.equipment.own import actions, reminders
from hometime.equipment.own import facts as own_facts
from hometime.equipment.own.policy import Stance, conditions_of, stance_of
from hometime.equipment.own.queries import own_devices_for
from hometime.equipment.register.actions import Details
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.policy.packs import shipped

facts_about = partial(equipment_facts, folders=[own_facts])

PHONE = Details(kind="phone", platform="android", make="Pixel", model="8")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def school(put_in_force, great_wickering):
    put_in_force("wolsey-house")
    return great_wickering


@pytest.fixture
def phone(school, tess, viewer, now):
    return actions.register_own(PHONE, keeps=["xviii.a", "xviii.c"], by=viewer(tess), at=now)


def known(person, school, on):
    return {name: fact.value for name, fact in facts_about([person], school, on).get(person.pk, {}).items()}


def kinds():
    return list(Notice.objects.order_by("pk").values_list("person__name", "kind"))


@pytest.mark.parametrize(
    ("slug", "stance"),
    [
        ("academy-trust", Stance.FORBIDDEN),
        ("yourig", Stance.DISCOURAGED),
        ("wolsey-house", Stance.CONDITIONAL),
        ("ravensbury", Stance.CONDITIONAL),
        ("dudley", Stance.CONDITIONAL),
    ],
)
def test_each_policy_says_whether(slug, stance, today):
    assert stance_of(shipped(slug), today) == stance


def test_nothing_is_said_where_there_is_no_policy(today):
    assert (stance_of(None, today), conditions_of(None, today)) == (Stance.SILENT, [])


def test_the_lettered_clauses_are_the_fifteen_conditions(today):
    conditions = conditions_of(shipped("wolsey-house"), today)
    assert [each.key for each in conditions] == [f"xviii.{letter}" for letter in "abcdefghijklmno"]
    assert "15 minutes" in conditions[2].words


def test_without_letters_the_rules_about_the_device_are_the_conditions(today):
    assert "auto-lock" in [each.key for each in conditions_of(shipped("dudley"), today)]


def test_registering_keeps_each_word_as_the_policy_has_it(phone, tess):
    said = Declaration.objects.get()
    assert (phone.owner, phone.owner_person, phone.asset_code) == ("mine", tess, "GWA-0001")
    assert (len(said.conditions), len(said.missing)) == (15, 13)
    assert kinds() == [("Idris Bell", "equipment.own_registered")]
    assert [entry.act for entry in Entry.objects.order_by("sequence")][-2:] == [
        "equipment.device_added",
        "equipment.own_declared",
    ]


def test_a_policy_that_forbids_refuses_with_its_clauses(put_in_force, tess, viewer, now):
    put_in_force("academy-trust")
    with pytest.raises(Refused, match="does not let you") as refusal:
        actions.register_own(PHONE, keeps=[], by=viewer(tess), at=now)
    assert refusal.value.cites == ("TR34", "TR35")
    assert not Device.objects.exists()


def test_the_same_form_sent_twice_is_one_device(school, tess, viewer, now):
    once = "0b6f7f3c-8f3e-4f7e-9a53-1f0c5f3f7a11"
    first = actions.register_own(PHONE, keeps=[], once=once, by=viewer(tess), at=now)
    assert actions.register_own(PHONE, keeps=[], once=once, by=viewer(tess), at=now) == first
    assert Device.objects.count() == 1


def test_only_the_owner_speaks_for_it(phone, leo, idris, viewer, now):
    acts = (
        lambda by: actions.declare(phone, keeps=[], by=by, at=now),
        lambda by: actions.agree_to_inspection(phone, agrees=True, by=by, at=now),
        lambda by: actions.take_to_repair(phone, shop="Fix It", has_contract=True, contract=None, by=by, at=now),
        lambda by: actions.clear_data(phone, how="files", by=by, at=now),
        lambda by: actions.dispose_of_own(phone, how="wiped", by=by, at=now),
    )
    for act in acts:
        for person in (leo, idris):
            with pytest.raises(Refused, match="Only its owner"):
                act(viewer(person))
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionConsent.objects.create(
            organisation=phone.organisation,
            person=phone.owner_person,
            device=phone,
            agrees=True,
            created_at=now,
            created_by=idris,
        )


def test_the_last_word_on_looking_at_it_counts(phone, school, tess, viewer, now, today):
    assert known(tess, school, today) == {}
    actions.agree_to_inspection(phone, agrees=True, by=viewer(tess), at=now)
    assert known(tess, school, today) == {"device.inspection_agreed": True}
    later = now + dt.timedelta(days=1)
    actions.agree_to_inspection(phone, agrees=False, by=viewer(tess), at=later)
    assert known(tess, school, later.date()) == {"device.inspection_agreed": False}
    assert known(tess, school, today) == {"device.inspection_agreed": True}


def test_a_repair_keeps_the_shops_contract(phone, school, tess, leo, idris, stella, viewer, now, today, page):
    contract = actions.Upload("contract.pdf", PDF)
    told = {"shop": "Fix It", "has_contract": False, "contract": contract}
    repair = actions.take_to_repair(phone, **told, by=viewer(tess), at=now)
    assert (repair.has_contract, known(tess, school, today)) == (True, {"repair.contract": True})
    with pytest.raises(Refused, match="with a repairer already"):
        actions.take_to_repair(phone, **told, by=viewer(tess), at=now)
    href = reverse("files:file", args=[repair.contract.code])
    seen = {person: page.sign_in(person).get(href).status_code for person in (tess, idris, leo, stella)}
    assert list(seen.values()) == [200, 200, 404, 404]
    actions.fetch_from_repair(repair, by=viewer(tess), at=now)
    assert known(tess, school, today) == {}
    with pytest.raises(Refused, match="back already"):
        actions.fetch_from_repair(repair, by=viewer(tess), at=now)


def test_the_school_asks_for_its_work_to_be_cleared_and_hears_when_it_is(phone, school, tess, dara, viewer, now, today):
    asked = actions.ask_to_clear(phone, why="You have left the project.", by=viewer(dara), at=now)
    assert known(tess, school, today) == {"device.school_data_left": True}
    with pytest.raises(Refused, match="asked already"), transaction.atomic():
        actions.ask_to_clear(phone, why="Again.", by=viewer(dara), at=now)
    actions.clear_data(phone, how="traces", by=viewer(tess), at=now + dt.timedelta(hours=1))
    asked.refresh_from_db()
    assert asked.done_with.how == "traces"
    assert known(tess, school, today) == {"device.school_data_left": False}
    assert known(tess, school, today + dt.timedelta(days=1)) == {}
    assert kinds()[1:] == [("Tess Okafor", "equipment.clear_asked"), ("Dara Quinn", "equipment.cleared")]


@pytest.mark.parametrize("slug", ["tess", "leo", "bilal", "safia"])
def test_only_some_may_ask_and_never_the_owner(phone, cast, slug, viewer, now):
    with pytest.raises(Refused):
        actions.ask_to_clear(phone, why="Please.", by=viewer(cast[slug]), at=now)


def test_the_owner_is_reminded_a_week_later(phone, dara, viewer, now, today):
    actions.ask_to_clear(phone, why="Please.", by=viewer(dara), at=now)
    assert list(reminders.due(today + dt.timedelta(days=6))) == []
    assert [each.to.name for each in reminders.due(today + dt.timedelta(days=8))] == ["Tess Okafor"]


def test_at_its_end_it_leaves_the_list_with_a_word_on_how(phone, tess, viewer, now):
    with pytest.raises(Refused, match="Clear it first"):
        actions.dispose_of_own(phone, how="kept", by=viewer(tess), at=now)
    actions.clear_data(phone, how="files", by=viewer(tess), at=now)
    actions.dispose_of_own(phone, how="kept", by=viewer(tess), at=now)
    phone.refresh_from_db()
    assert (phone.retired_how, OwnDisposal.objects.get().how) == ("owner_stopped", "kept")
    assert not own_devices_for(viewer(tess), now).exists()
    assert own_devices_for(viewer(tess), now - dt.timedelta(seconds=1)).count() == 0
    with pytest.raises(Refused, match="no longer used"):
        actions.declare(phone, keeps=[], by=viewer(tess), at=now)


def test_every_page_begins_with_what_the_policy_says(put_in_force, tess, page, at_that_moment):
    put_in_force("academy-trust")
    page.sign_in(tess)
    for name in ("own", "register-own", "inspection-consent", "repair", "clear-data", "dispose"):
        seen = page.get(reverse(f"equipment:{name}")).page.text
        assert "may not be used for school work" in seen
    assert page.post(reverse("equipment:register-own"), {}).status_code == 302


def test_a_device_is_registered_and_lives_on_its_pages(school, tess, leo, idris, dara, stella, page, at_that_moment):
    page.sign_in(tess)
    where = reverse("equipment:register-own")
    seen = page.get(where).page
    assert "You may use your own device, if you keep to the rules" in seen.text
    said = {f"keeps_{number}": "yes" for number in range(15)} | {"keeps_2": "no"}
    typed = {"kind": "phone", "platform": "android", "make": "Pixel", "model": "8", **said}
    assert page.post(where, typed | {"keeps_7": ""}).status_code == 422
    of = page.post(where, typed).headers["Location"]
    assert "no more than 15 minutes" in page.get(of).page.text
    device = Device.objects.get()
    chosen = {"device": str(device.code)}
    posts = [
        ("inspection-consent", chosen | {"agrees": "yes"}),
        ("repair", chosen | {"shop": "Fix It", "has_contract": "no", "contract": SimpleUploadedFile("c.pdf", PDF)}),
        ("clear-data", chosen | {"how": "files"}),
    ]
    for name, told in posts:
        assert page.post(reverse(f"equipment:{name}"), {}).status_code == 422
        assert page.post(reverse(f"equipment:{name}"), told).status_code == 302
    page.post(reverse("equipment:repair-back", args=[Repair.objects.get().code]))
    assert Repair.objects.get().back_at
    page.post(reverse("equipment:own-declare", args=[device.code]), said | {"keeps_2": "yes"})
    assert "Rules not kept yet" not in page.get(of).page.text
    for other in (leo, stella):
        assert page.sign_in(other).get(of).status_code == 404
    assert page.sign_in(idris).get(of).status_code == 200
    assert page.get(reverse("equipment:own-declare", args=[device.code])).status_code == 403
    page.sign_in(dara)
    assert page.post(reverse("equipment:ask-to-clear", args=[device.code]), {"why": "Please."}).status_code == 302
    assert ClearRequest.objects.get().person == tess
    page.sign_in(tess)
    assert "clear school work off your device" in page.get(reverse("equipment:own")).page.text
    assert page.post(reverse("equipment:dispose"), chosen | {"how": "wiped"}).status_code == 302
    assert Device.objects.get().retired_how == "wiped"
    assert page.get(of).status_code == 404
