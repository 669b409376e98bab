"""Two bad days, gone through page by page: a folder from a car boot under every policy, and a tablet its sources do not agree about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.equipment.models import Device, Loan, Observation
from hometime.incidents.clock.alarms import due
from hometime.incidents.deciding.regulator_form import as_text, filled
from hometime.incidents.looking.actions import see
from hometime.incidents.models import Incident
from hometime.notices.models import Notice

from .conftest import ONCE

HOUR = timedelta(hours=1)
SAID = {
    "what": {"kind": "stolen", "thing": "papers"},
    "data": {"data": "sensitive", "looked_after_child": "yes", "child": "yes", "people_count": "1"},
    "things": {"place": "Car boot, the supermarket"},
    "when": {"noticed": "now"},
}
# Which page is the third, and who is told by when: in the order and the words of each policy, then of the law and of care.
TRIALS = {
    "wolsey-house": (
        "things",
        {"hana": "straight away", "dara": "with your report to the headteacher", "safia": "at once"},
    ),
    "ravensbury": ("things", {"hana": "as soon as possible", "dara": "at once", "safia": "at once"}),
    "academy-trust": ("data", {"dara": "straight away", "safia": "straight away"}),
    "yourig": ("data", {"dara": "straight away", "safia": "straight away"}),
    "dudley": ("things", {"dara": "at once", "safia": "at once"}),
}
OUTSIDE = {"ravensbury": [("Global Policing", "as soon as possible")]}


@pytest.fixture
def report(page, at_that_moment):
    """`report(tess, SAID)`: page by page as the policy orders them. Returns the pages in the order they came."""

    def go(person, said):
        page.sign_in(person)
        sent = page.post(reverse("incidents:report"), {"now": "over", "once": str(ONCE)})
        order = []
        while "/check/" not in sent.url:
            step = sent.url.rstrip("/").rpartition("/")[2]
            order.append(step)
            sent = page.post(sent.url, said[step])
        page.post(sent.url)
        return order

    return go


@pytest.mark.parametrize("slug", TRIALS)
def test_the_looked_after_childs_folder_lost_from_a_car_boot_at_the_supermarket(
    slug, in_force, cast, report, page, viewer, now
):
    in_force(slug)
    third, told = TRIALS[slug]
    order = report(cast["tess"], SAID)
    assert len(order) == 4 and order[1] == third
    made = Incident.objects.get()
    rows = {row.person: row.by for row in made.recipients.exclude(person=None)}
    assert rows == {cast[who]: by for who, by in told.items()}
    outside = [(row.label, row.by) for row in made.recipients.filter(person=None)]
    assert outside == OUTSIDE.get(slug, [])
    assert set(Notice.objects.filter(kind="incidents.alert").values_list("person", "pace")) == {
        (cast["safia"].pk, "at-once")
    }
    seen = page.get(reverse("incidents:incident", args=[made.code])).page.text
    assert all(cast[who].name in seen for who in told) and seen.count("Not seen yet") == len(told)
    if outside:
        assert "Tell Global Policing" in seen and "Your policy says: as soon as possible." in seen
    assert cast["safia"] in {reminder.to for reminder in due(now + HOUR) if reminder.kind == "incidents.chase"}
    see(made, by=viewer(cast["safia"]), at=now + HOUR)
    later = {reminder.to for reminder in due(now + 3 * HOUR) if reminder.kind == "incidents.chase"}
    assert cast["safia"] not in later and cast["dara"] in later


@pytest.fixture
def tablet(school, tess, idris, now):
    """Lent to Tess. Intune saw it encrypted two days ago; she said yesterday that it is not."""
    dated = {"created_at": now - timedelta(days=30), "created_by": idris}
    device = Device.objects.create(
        organisation=school, asset_code="T-7", kind="tablet", platform="ios", registered_on=now.date(), **dated
    )
    lent = {"lent_at": dated["created_at"], **dated}
    Loan.objects.create(organisation=school, device=device, person=tess, **lent)
    for value, source, days, by in (("whole", "intune", 2, None), ("none", "own", 1, tess)):
        at = now - timedelta(days=days)
        said = {"fact": "device.encryption", "value": value, "source": source, "seen_at": at, "received_at": at}
        Observation.objects.create(organisation=school, device=device, created_by=by, holder=tess, **said)
    return device


def test_a_stolen_tablet_whose_mdm_says_encrypted_and_whose_holder_says_not(
    tablet, tess, dara, report, page, viewer, now
):
    report(
        tess, SAID | {"what": {"kind": "stolen", "thing": "school_device"}, "things": {"things": [str(tablet.code)]}}
    )
    made = Incident.objects.get()
    worst, other = "No, but it could be. The sources do not agree", "Yes, all of it"
    page.sign_in(dara)
    radius = page.get(reverse("incidents:radius", args=[made.code])).page.text
    assert radius.index(worst) < radius.index(other)
    for words in (
        "seen on 1 November 2026 at 08:30",
        "seen on 31 October 2026 at 08:30",
        "Intune",
        "person who has it",
    ):
        assert words in radius, words
    pack = as_text(filled(made, viewer(dara), now))
    told = pack.partition("What was in place to prevent it?")[2].partition("Was the person trained")[0]
    assert told.index(worst) < told.index(other)
    assert "seen on 1 November 2026 at 08:30" in told and "(Intune, seen on 31 October 2026 at 08:30)" in told
    assert page.get(reverse("incidents:pack-pdf", args=[made.code])).content.startswith(b"%PDF")
