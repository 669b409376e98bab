"""An unannounced audit: sealed, drawn fairly, looked at in a minute, kept for good."""

import csv
import datetime as dt
import hashlib
import io
import json
import math
import uuid
from collections import Counter
from functools import partial

import pypdf
import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from hometime.equipment.audits import facts as audits_facts
from hometime.equipment.audits.actions import (
    check_device,
    close_audit,
    give_back,
    note_unexpected,
    put_right,
    start_audit,
)
from hometime.equipment.audits.drawing import draw, seal_of, weight_of
from hometime.equipment.audits.papers import receipt_of, table_of
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import Audit, AuditCheck
from hometime.files.pdf import check_seal
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .ledgered import details_of

facts_about = partial(equipment_facts, folders=[audits_facts])


@pytest.fixture
def lent(device, lend, tess, leo, safia, noor):
    """A laptop each for four people."""
    made = [device(f"GWA-{number:04}", serial=f"ZZ{number}ABC") for number in range(4)]
    for thing, person in zip(made, (tess, leo, safia, noor), strict=True):
        lend(thing, person)
    return made


@pytest.fixture
def begun(lent, viewer, idris, now):
    return start_audit(size=2, by=viewer(idris), at=now)


@pytest.fixture
def look(viewer, bilal, now):
    def write(check, by=bilal, **more):
        given = {"is_found": True, "was_handed_over": True, "findings": []}
        return check_device(check, **given | more, by=viewer(by), at=now + dt.timedelta(minutes=5))

    return write


def test_the_seal_stands_in_the_ledger_before_the_draw(begun):
    details = details_of("audit_started")
    assert details == {"seal": begun.seal, "size": 2, "pool": 4}
    assert begun.seed not in Entry.objects.get(act="equipment.audit_started").payload.text
    assert begun.seal == seal_of(begun.seed, begun.size, begun.pool)


def test_anybody_can_draw_again(begun):
    drawn = draw(begun.seed, begun.size, json.loads(json.dumps(begun.pool)))
    assert drawn == [str(check.device_code) for check in begun.checks.all()]


def test_the_table_alone_is_enough_to_draw_again(lent, viewer, idris, now):
    """As the page explains it, by whoever has the file and nothing of ours."""
    audit = start_audit(size=3, by=viewer(idris), at=now)
    lines = list(csv.reader(io.StringIO(table_of(audit).removeprefix("\ufeff"))))
    (_, seed), (_, size), (_, seal), _, heads, *rows = lines
    assert (size, seal, heads[:2]) == ("3", audit.seal, ["Number of the device", "Weight"])

    def lot(device, weight):
        number = int(hashlib.sha256(f"{seed}:{device}".encode()).hexdigest()[:16], 16)
        return -math.log((number + 1) / (2**64 + 1)) / int(weight)

    drawn = sorted((lot(device, weight), device) for device, weight, *_ in rows)[: int(size)]
    assert [device for _, device in drawn] == [str(check.device_code) for check in audit.checks.all()]
    assert [device for device, _, _, place in rows if place] == [device for _, device in drawn]


def test_nobody_is_told_beforehand(begun):
    assert not Notice.objects.exists()


def test_another_seed_draws_others():
    pool = [[str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))), 100] for number in range(200)]
    assert draw("a", 20, pool) != draw("b", 20, pool)
    assert len(set(draw("a", 20, pool))) == 20


def test_who_was_not_looked_at_for_long_weighs_more():
    pool = [["often", 7], ["never", 730]]
    first = Counter(draw(str(seed), 1, pool)[0] for seed in range(2000))
    assert 1900 < first["never"] < 2000  # 99 in a hundred, and yet nobody is safe
    assert (weight_of(None), weight_of(0), weight_of(100), weight_of(9999)) == (730, 7, 100, 730)


def test_a_draw_without_weights_is_even():
    pool = [[str(number), 50] for number in range(5)]
    found = Counter(draw(str(seed), 1, pool)[0] for seed in range(5000))
    assert all(850 < count < 1150 for count in found.values())


def test_the_weights_come_from_earlier_audits(begun, look, lent, viewer, idris, now):
    checks = list(begun.checks.all())
    for check in checks:
        look(check)
    close_audit(begun, by=viewer(idris), at=now + dt.timedelta(hours=1))
    again = start_audit(size=1, by=viewer(idris), at=now + dt.timedelta(days=30))
    weights = dict(again.pool)
    assert {weights[str(check.device_code)] for check in checks} == {29}
    assert sorted(weights.values()) == [29, 29, 730, 730]


def test_one_audit_at_a_time_and_one_form_is_one(lent, viewer, idris, now):
    once = uuid.uuid4()
    first = start_audit(size=2, by=viewer(idris), at=now, once=once)
    assert start_audit(size=2, by=viewer(idris), at=now, once=once) == first
    with pytest.raises(Refused, match="An audit is going on"):
        start_audit(size=2, by=viewer(idris), at=now)
    assert Entry.objects.filter(act="equipment.audit_started").count() == 1


def test_lost_things_and_personal_ones_are_not_drawn(lent, device, tess, idris, viewer, now):
    device("GWA-0900", kind="phone", owner="mine", owner_person=tess)
    device("GWA-0901")  # in the cupboard
    lent[0].losses.create(organisation=lent[0].organisation, begun_at=now, created_at=now, created_by=idris)
    assert len(start_audit(size=9, by=viewer(idris), at=now).pool) == 3


@pytest.mark.parametrize("who", ["tess", "leo", "dara", "grace"])
def test_others_begin_none(lent, cast, viewer, now, who):
    with pytest.raises(Refused, match="look after devices"):
        start_audit(size=2, by=viewer(cast[who]), at=now)


@pytest.mark.parametrize("size", [0, 51])
def test_a_number_out_of_bounds(lent, viewer, idris, now, size):
    with pytest.raises(Refused, match="1 to 50"):
        start_audit(size=size, by=viewer(idris), at=now)


def test_what_is_found_is_told_to_the_holder(begun, look):
    check = look(begun.checks.first(), findings=["damaged"])
    assert (check.outcome, check.findings) == ("found", ["damaged"])
    notice = Notice.objects.get()
    assert notice.person == check.holder and "it was damaged" in notice.text
    assert details_of("device_audited") == {"outcome": "found", "findings": ["damaged"], "kept": False}


def test_missing_and_not_handed_over_are_findings(begun, look):
    check = look(begun.checks.first(), is_found=False, was_handed_over=False)
    assert (check.outcome, check.findings) == ("missing", ["not_as_listed", "not_handed_over"])


def test_what_is_taken_away_has_a_receipt(begun, look, viewer, idris, now):
    check = look(begun.checks.first(), keep_why="To look at its battery.")
    assert Notice.objects.get().kind == "equipment.device_kept" and check.kept_at
    back = give_back(check, by=viewer(idris), at=now + dt.timedelta(days=2))
    assert back.given_back_by == idris
    assert Notice.objects.filter(kind="equipment.device_given_back", person=check.holder).count() == 1
    with pytest.raises(Refused, match="not kept here"):
        give_back(check, by=viewer(idris), at=now + dt.timedelta(days=3))


def test_the_receipt_is_a_sealed_copy_made_once(begun, look, viewer, bilal, now):
    check = look(begun.checks.first(), findings=["damaged"], words="A crack.")
    stored = receipt_of(check, by=viewer(bilal), at=now)
    content = stored.path.read_bytes()
    assert check_seal(content) and b"/StructTreeRoot" in content
    assert receipt_of(check, by=viewer(bilal), at=now) == stored
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert check.asset_code in text and "A crack." in text and begun.seed not in text


def test_a_photo_is_kept(begun, look):
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG")
    assert look(begun.checks.first(), photo=out.getvalue(), photo_name="a.jpg").photo.kind == "jpeg"


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"findings": ["made up"]}, "not one of the findings"), ({"is_found": False, "keep_why": "x"}, "cannot be kept")],
)
def test_a_check_is_refused(begun, look, more, reason):
    with pytest.raises(Refused, match=reason):
        look(begun.checks.first(), **more)
    assert not AuditCheck.objects.exclude(outcome="").exists()


def test_two_who_look_at_one_thing(begun, look, hana):
    check = begun.checks.first()
    look(check)
    with pytest.raises(Refused, match="Somebody has looked"):
        look(check, by=hana)


def test_nobody_looks_at_their_own(device, look, viewer, hana, idris, now):
    own = device("GWA-0099")
    own.loans.create(organisation=own.organisation, person=idris, lent_at=now, created_at=now, created_by=hana)
    audit = start_audit(size=1, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="somebody else must look"):
        look(audit.checks.get(), by=idris)
    with pytest.raises(IntegrityError), transaction.atomic():
        audit.checks.update(checked_by=idris)
    look(audit.checks.get(), by=hana)


def test_it_is_closed_when_everything_was_looked_at(begun, look, viewer, idris, now):
    with pytest.raises(Refused, match="Nobody has looked at 2 of them yet"):
        close_audit(begun, by=viewer(idris), at=now)
    for check in begun.checks.all():
        look(check)
    close_audit(begun, by=viewer(idris), at=now + dt.timedelta(hours=1))
    assert details_of("audit_closed") == {
        "seed": begun.seed, "seal": begun.seal, "found": 2, "missing": 0, "unexpected": 0,
    }  # fmt: skip
    with pytest.raises(Refused, match="closed"):
        close_audit(begun, by=viewer(idris), at=now)


def test_something_that_was_not_drawn(begun, device, lend, grace, viewer, bilal, now):
    other = device("GWA-0777")
    lend(other, grace)
    check = note_unexpected(begun, asset_code="gwa 0777", what="", words="In room 4.", by=viewer(bilal), at=now)
    assert (check.device, check.holder, check.outcome, check.place) == (other, grace, "unexpected", 3)
    stranger = note_unexpected(begun, asset_code="", what="A grey laptop", words="In room 5.", by=viewer(bilal), at=now)
    assert (stranger.device, str(stranger)) == (None, "A grey laptop")
    for given, reason in (
        ({"what": "", "words": "x"}, "Say what it is"),
        ({"what": "x", "words": " "}, "Say where it was"),
    ):
        with pytest.raises(Refused, match=reason):
            note_unexpected(begun, asset_code="", **given, by=viewer(bilal), at=now)


def test_what_was_found_outlives_the_device(begun, look):
    check = look(begun.checks.first(), findings=["tag_gone"])
    named, device = str(check), check.device
    Audit.objects.get().checks.exclude(pk=check.pk).delete()
    device.loans.all().delete()
    device.delete()
    check.refresh_from_db()
    assert (check.device, str(check), check.findings) == (None, named, ["tag_gone"])
    assert check.serial and check.holder_name


def test_the_engine_hears_what_was_found(
    lent, great_wickering, look, viewer, idris, tess, leo, today, now, django_assert_num_queries
):
    audit = start_audit(size=4, by=viewer(idris), at=now - dt.timedelta(days=1))
    check_device(
        audit.checks.get(holder=tess),
        is_found=True,
        was_handed_over=True,
        findings=["damaged"],
        by=viewer(idris),
        at=now,
    )
    with django_assert_num_queries(2):
        known = facts_about([tess, leo], great_wickering, today)
    assert known[tess.pk]["device.findings"].value == ["damaged"]
    assert known[leo.pk] == {}


def test_what_was_found_is_put_right_and_stays_on_record(lent, great_wickering, look, viewer, idris, tess, today, now):
    audit = start_audit(size=4, by=viewer(idris), at=now - dt.timedelta(days=1))
    check = look(audit.checks.get(holder=tess), findings=["damaged"])
    with pytest.raises(Refused, match="Say how"):
        put_right(check, words=" ", by=viewer(idris), at=now + dt.timedelta(hours=1))
    put_right(check, words="A new screen.", by=viewer(idris), at=now + dt.timedelta(hours=1))
    check.refresh_from_db()
    assert check.findings == ["damaged"] and details_of("finding_put_right") == {"findings": ["damaged"]}
    assert facts_about([tess], great_wickering, today)[tess.pk]["device.findings"].value == []
    with pytest.raises(Refused, match="Nothing is left"):
        put_right(check, words="Again", by=viewer(idris), at=now + dt.timedelta(hours=2))


def test_nobody_puts_right_their_own(device, look, viewer, hana, idris, now):
    own = device("GWA-0099")
    own.loans.create(organisation=own.organisation, person=idris, lent_at=now, created_at=now, created_by=hana)
    check = look(start_audit(size=1, by=viewer(idris), at=now).checks.get(), by=hana, findings=["damaged"])
    with pytest.raises(Refused, match="somebody else must look"):
        put_right(check, words="It is fine.", by=viewer(idris), at=now + dt.timedelta(hours=1))
