"""Going abroad with work or with equipment."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.abroad import actions
from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import AbroadRequest
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

TRIP = {
    "country": "France",
    "leaves_on": date(2026, 12, 19),
    "returns_on": date(2027, 1, 2),
    "works_there": True,
    "data": "ordinary",
    "kit": "Laptop 14",
}
BACK = date(2027, 1, 4)
YES = {"is_yes": True, "is_insured": True, "reason": ""}


def facts(person, school, on):
    return {name: known.value for name, known in facts_about([person], school, on)[person.pk].items()}


@pytest.fixture
def trip(school, tess, viewer, now):
    return actions.ask_abroad(**TRIP, by=viewer(tess), at=now)


def test_a_trip_is_asked_and_decided_and_those_who_guard_access_told(trip, school, tess, hana, viewer, now, today):
    assert facts(tess, school, today) == {"arrangement.abroad_permission": "asked", "abroad.kit_permission": "asked"}
    actions.decide_abroad(trip, **YES, by=viewer(hana), at=now)
    kinds = Notice.objects.order_by("pk").values_list("person__name", "kind")
    assert list(kinds) == [
        ("Hana Whitlock", "arrangements.abroad_asked"),
        ("Tess Okafor", "arrangements.abroad_decided"),
        ("Idris Bell", "arrangements.abroad_noted"),
        ("Dara Quinn", "arrangements.abroad_noted"),
    ]
    known = facts(tess, school, today)
    assert known["arrangement.abroad_permission"] == "given"
    assert known["abroad.kit_insured"] is True
    assert facts(tess, school, date(2027, 1, 3)) == {}


def test_a_no_needs_a_reason_and_is_final(trip, hana, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        actions.decide_abroad(trip, is_yes=False, is_insured=None, reason="", by=viewer(hana), at=now)
    actions.decide_abroad(trip, is_yes=False, is_insured=None, reason="Not there.", by=viewer(hana), at=now)
    with pytest.raises(Refused, match="Hana Whitlock decided this already"):
        actions.decide_abroad(trip, **YES, by=viewer(hana), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "dara"])
def test_only_the_decider_decides(trip, cast, slug, viewer, now):
    with pytest.raises(Refused):
        actions.decide_abroad(trip, **YES, by=viewer(cast[slug]), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AbroadRequest.objects.update(decided_by=cast["tess"])


def test_equipment_is_checked_back_by_somebody_else(trip, tess, hana, idris, viewer, now):
    actions.decide_abroad(trip, **YES, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="Somebody else"):
        actions.note_back(trip, by=viewer(tess, on=BACK), at=now)
    assert actions.note_back(trip, by=viewer(idris, on=BACK), at=now).state == "returned"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"leaves_on": date(2026, 11, 1)}, "That day has already gone"),
        ({"returns_on": date(2026, 12, 1)}, "come back before"),
        ({"works_there": False, "kit": " "}, "Say what you will do"),
    ],
)
def test_trips_that_cannot_be_are_refused(school, tess, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        actions.ask_abroad(**(TRIP | change), by=viewer(tess), at=now)


def test_only_the_person_takes_it_back(trip, tess, hana, viewer, now):
    with pytest.raises(Refused):
        actions.withdraw_abroad(trip, by=viewer(hana), at=now)
    assert actions.withdraw_abroad(trip, by=viewer(tess), at=now).state == "withdrawn"


def test_the_pages(school, tess, hana, leo, stella, page, at_that_moment):
    page.sign_in(tess)
    where = reverse("arrangements:request-abroad")
    assert page.get(where).page.h1 == "Going abroad"
    typed = {"country": "France", "works_there": "yes", "data": "none", "kit": "", "understood": "on"}
    typed |= {"leaves_on_0": "19", "leaves_on_1": "12", "leaves_on_2": "2026"}
    typed |= {"returns_on_0": "2", "returns_on_1": "1", "returns_on_2": "2027"}
    assert "Tick this" in page.post(where, typed | {"understood": ""}).page.text
    made = page.post(where, typed).headers["Location"]
    assert page.get(made).page.h1 == "Your trip: France"
    assert page.post(made, {"is_yes": "yes"}).status_code == 302
    for other in (leo, stella):
        assert page.sign_in(other).get(made).status_code == 404
    page.sign_in(hana)
    assert page.post(made, {"is_yes": "no"}).status_code == 422
    assert page.post(made, {"is_yes": "yes"}).status_code == 302
    assert AbroadRequest.objects.get().state == "given"
