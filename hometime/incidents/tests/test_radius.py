"""What a mishap may have touched: every line with its evidence, and “we do not know” where there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.equipment.models import Device, Observation
from hometime.incidents.blast.line import known, unknown
from hometime.incidents.blast.lines import from_plain, lines_of, plain, seen_by, side_by_side
from hometime.incidents.facts import facts_about
from hometime.incidents.looking.actions import see
from hometime.incidents.models import Incident
from hometime.papers.models import SignOut

from .conftest import LAPTOP, ONCE


def saying(lines, about):
    return next((line for line in lines if about in line.about), None)


@pytest.fixture
def tablet(school, idris, now):
    return Device.objects.create(
        organisation=school,
        asset_code="T-7",
        kind="tablet",
        platform="ios",
        name="Tablet",
        registered_on=now.date(),
        created_at=now - timedelta(days=30),
        created_by=idris,
    )


@pytest.fixture
def observe(school, now):
    def saw(device, value, source, seen=now, received=now, fact="device.encryption", by=None):
        given = {
            "device": device,
            "fact": fact,
            "value": value,
            "source": source,
            "seen_at": seen,
            "organisation": school,
        }
        return Observation.objects.create(**given, received_at=received, created_by=by, holder=by)

    return saw


def test_a_stolen_tablet_that_its_manager_calls_encrypted_and_its_holder_does_not(
    tablet, tess, reported, observe, now, monkeypatch
):
    monkeypatch.setattr("hometime.incidents.blast.lines.held_by", lambda *args, **kwargs: [tablet])
    observe(tablet, "whole", "intune")
    observe(tablet, "none", "own", by=tess)
    lines = lines_of(reported(tess, replace(LAPTOP, kind="stolen")), now)
    found = [line for line in lines if "Encrypted" in line.about]
    assert len(found) == 2 and all(line.is_known and line.source and line.seen for line in found)
    assert "do not agree" in found[0].says


def test_what_came_to_light_later_stands_only_on_the_right(tablet, tess, reported, observe, now, monkeypatch):
    monkeypatch.setattr("hometime.incidents.blast.lines.held_by", lambda *args, **kwargs: [tablet])
    made = reported(tess, replace(LAPTOP, kind="stolen"))
    later = now + timedelta(hours=5)
    observe(tablet, "whole", "intune", received=later)
    then, since = from_plain(made.snapshot.lines), lines_of(made, later)
    assert not saying(then, "Tablet T-7: Encrypted").is_known
    assert saying(since, "Tablet T-7: Encrypted").is_known
    pairs = dict(side_by_side(then, since))["How it was protected"]
    [(before, after)] = [pair for pair in pairs if "Encrypted" in pair[1].about]
    assert before.says.startswith("We do not know") and after.says.startswith("Yes")


def test_a_source_that_cannot_tell_is_no_yes(tablet, tess, reported, observe, now, monkeypatch):
    monkeypatch.setattr("hometime.incidents.blast.lines.held_by", lambda *args, **kwargs: [tablet])
    observe(tablet, None, "intune")
    line = saying(lines_of(reported(tess, LAPTOP), now), "Encrypted")
    assert not line.is_known and "cannot tell" in line.says


def test_with_no_device_on_record_it_says_so(laptop, now):
    line = saying(lines_of(laptop, now), "Which device it was")
    assert not line.is_known and line.says.startswith("We do not know")


def test_it_survives_being_kept():
    lines = [known("thing", "A", "B", source="C", seen="2026-11-02"), unknown("data", "D", "why")]
    assert from_plain(plain(lines)) == lines


def test_what_somebody_has_out_is_offered_ticked_and_followed(school, tess, idris, hana, page, at_that_moment, now):
    before = now - timedelta(days=1)
    common = {"organisation": school, "created_at": before, "created_by": tess}
    phone = Device.objects.create(
        asset_code="OWN-1",
        kind="phone",
        name="Phone",
        owner="mine",
        owner_person=tess,
        registered_on=now.date(),
        **common,
    )
    folder = SignOut.objects.create(
        person=tess,
        what="Review folder",
        data="sensitive",
        in_care="yes",
        purpose="Review",
        due_on=now.date(),
        basis="log",
        **common,
    )
    page.sign_in(tess)
    page.post(reverse("incidents:report"), {"now": "over", "once": str(ONCE)})
    page.post(reverse("incidents:report-step", args=[ONCE, "what"]), {"kind": "stolen", "thing": "own_device"})
    things = reverse("incidents:report-step", args=[ONCE, "things"])
    seen = page.get(things).page.text
    assert "Phone OWN-1" in seen and "Review folder" in seen
    page.post(things, {"things": [str(phone.code), str(folder.code)]})
    page.post(reverse("incidents:report-check", args=[ONCE]))
    made = Incident.objects.get()
    assert {item.label for item in made.items.all()} == {"Phone OWN-1", "Review folder"}
    lines = lines_of(made, now)
    assert saying(lines, "Who had Phone OWN-1").says == "Tess Okafor"
    assert saying(lines, "Review folder").is_known
    in_care = saying(lines, "A child in care")
    assert in_care.restricted and in_care not in seen_by(lines, frozenset({"lead"}))
    where = reverse("incidents:incident", args=[made.code])
    assert "Mark as lost: Phone OWN-1" in page.sign_in(idris).get(where).page.text
    assert "Mark as lost" not in page.sign_in(tess).get(where).page.text


def test_restricted_lines_are_for_two():
    line = known("papers", "A child in care", "Yes", source="Sign-out", seen="2026-11-02", restricted=True)
    assert seen_by([line], frozenset({"lead"})) == []
    assert seen_by([line], frozenset({"lead", "child"})) == [line]
    assert seen_by([known("data", "A", "B", source="C", seen="")], frozenset({"device"})) == []


def test_the_engine_hears_whom_somebody_told_today_and_not_tomorrow(folder, tess, leo, school, today):
    facts = facts_about([tess, leo], school, today)
    assert facts[tess.pk]["incident.told"].value == ["data_protection_officer", "headteacher", "safeguarding_lead"]
    assert "incident.told" not in facts[leo.pk]
    assert "incident.told" not in facts_about([tess], school, today + timedelta(days=1))[tess.pk]


def test_the_engine_hears_how_far_the_school_has_got(folder, tess, hana, school, viewer, today, now):
    assert facts_about([tess], school, today)[tess.pk]["incident.state"].value == "reported"
    see(folder, by=viewer(hana), at=now)
    assert facts_about([tess], school, today)[tess.pk]["incident.state"].value == "being_looked_into"


def test_a_school_without_reports_says_nothing(school, tess, today):
    assert facts_about([tess], school, today) == {tess.pk: {}}
