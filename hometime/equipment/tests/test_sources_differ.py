"""Where sources differ about a device, it waits for IT until they agree or somebody set it by hand; and for nobody else."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hometime.equipment.asking.inbox import waiting_for
from hometime.equipment.models import COMPUTERS, Device, Difference, Observation
from hometime.equipment.posture.actions import (
    apply_list,
    declare,
    look_at,
    overrule,
    plan_of,
    read_list,
    withdraw_list,
)
from hometime.equipment.posture.queries import posture_of

from . import lists
from .test_seeing_devices import photo

ENCRYPTION, LOCK = "device.encryption", "device.lock_minutes"
DAY = dt.timedelta(days=1)
DOUBT = "Sources differ about GWA-0042"


@pytest.fixture
def laptop(device, lend, tess):
    made = device("GWA-0042", serial="ZZ7XK2Q54", platform="windows")
    lend(made, tess)
    return made


@pytest.fixture
def take_over(idris, viewer, now):
    """The list of Intune, in which this laptop is encrypted."""

    def apply(at=now, text=lists.INTUNE, by=idris):
        made = read_list(text.encode(), name="devices.csv", by=viewer(by), at=at)
        return apply_list(made, digest=plan_of(made, at).digest, by=viewer(by), at=at)

    return apply


@pytest.fixture
def waits(viewer, idris):
    def found(who=idris, on=None):
        return DOUBT in [each.words for each in waiting_for(viewer(who, on=on))]

    return found


@pytest.fixture
def differing(laptop, take_over, viewer, tess, now):
    """Intune says encrypted, Tess says not."""
    take_over(now - DAY)
    declare(laptop, {ENCRYPTION: "none"}, by=viewer(tess), at=now)


@pytest.mark.usefixtures("differing")
def test_it_waits_for_it_and_for_nobody_else(waits, cast):
    assert [name for name in cast if waits(cast[name])] == ["idris"]


def test_a_list_that_says_otherwise_makes_it_wait_and_taking_it_back_ends_it(
    laptop, take_over, viewer, tess, idris, waits, now
):
    declare(laptop, {ENCRYPTION: "none"}, by=viewer(tess), at=now - DAY)
    assert not waits()
    made = take_over()
    assert waits()
    withdraw_list(made, why="Last year’s", by=viewer(idris), at=now + DAY)
    assert not waits()
    assert Difference.objects.get().ended_at == now + DAY


@pytest.mark.usefixtures("differing")
def test_it_is_gone_once_the_holder_has_put_it_right(laptop, viewer, tess, waits, now):
    declare(laptop, {ENCRYPTION: "whole"}, by=viewer(tess), at=now + DAY)
    assert not waits()


@pytest.mark.usefixtures("differing")
def test_a_look_that_agrees_with_neither_leaves_it_waiting(laptop, viewer, idris, waits, now):
    look_at(laptop, {ENCRYPTION: "private_files"}, by=viewer(idris), at=now + DAY)
    assert waits() and Difference.objects.count() == 1


@pytest.mark.usefixtures("differing")
def test_set_by_hand_it_rests_for_as_long_as_that_holds(laptop, viewer, idris, waits, now):
    told = {"words": "It says so.", "days": 14, "photo": photo(), "photo_name": "a.png"}
    overrule(laptop, fact=ENCRYPTION, value="whole", **told, by=viewer(idris), at=now)
    assert not waits()
    assert not waits(on=now.date() + 14 * DAY)
    assert waits(on=now.date() + 15 * DAY)


@pytest.mark.usefixtures("differing")
def test_what_is_retired_waits_for_nobody(laptop, waits, now):
    Device.objects.filter(pk=laptop.pk).update(retired_at=now, retired_how="wiped")
    assert not waits()


@pytest.mark.usefixtures("differing")
def test_nobody_is_asked_about_a_device_of_their_own_and_the_head_about_those_of_it(laptop, idris, hana, tess, waits):
    assert not waits(hana)
    laptop.loans.update(person=idris, created_by=tess)
    assert not waits() and waits(hana)


@pytest.mark.usefixtures("differing", "at_that_moment")
def test_the_inbox_leads_to_the_device_and_costs_the_same_for_many(
    page, idris, laptop, device, great_wickering, now, django_assert_max_num_queries
):
    page.sign_in(idris)
    page.get("/inbox/")
    with django_assert_max_num_queries(8):
        seen = page.get("/inbox/").page
    assert seen.links()[DOUBT] == f"/equipment/{laptop.code}/posture/"
    more = [device(f"GWA-1{number:03}") for number in range(30)]
    Difference.objects.bulk_create(
        Difference(organisation=great_wickering, device=each, fact=ENCRYPTION, begun_at=now) for each in more
    )
    with django_assert_max_num_queries(8):
        seen = page.get("/inbox/").page
    assert len([words for words in seen.links() if words.startswith("Sources differ about GWA-")]) == 20


said = st.sampled_from(["none", "whole", None])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), said, st.sampled_from([1, 5, 10, None])), min_size=1, max_size=5))
def test_what_stands_open_is_what_the_page_of_the_device_shows(laptop, viewer, tess, idris, now, words):
    """Whatever is said in whatever order."""
    Difference.objects.all().delete()
    Observation.objects.all().delete()
    assert laptop.kind in COMPUTERS
    for number, (is_holder, encryption, lock) in enumerate(words):
        at = now + number * dt.timedelta(minutes=1)
        told = {ENCRYPTION: encryption, LOCK: lock}
        if is_holder:
            declare(laptop, told, by=viewer(tess), at=at, once=uuid.uuid4())
        elif any(value is not None for value in told.values()):
            look_at(laptop, told, by=viewer(idris), at=at, once=uuid.uuid4())
        shown = {fact for fact, reading in posture_of(laptop, at).items() if reading.is_disputed}
        assert set(Difference.objects.filter(ended_at=None).values_list("fact", flat=True)) == shown
