"""Certificates beside the register: what does not match comes first, and what is ticked is ticked once."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.retention.actions import settle_line, tick_off, withdraw_certificate
from hometime.retention.matching import matched, retired_without
from hometime.retention.models import Certificate, CertificateLine
from hometime.retention.queries import certificates_for
from hometime.retention.reading import Found, read_list, read_pasted

from .conftest import LIST, PDF, enter

LATER = datetime(2026, 12, 1, tzinfo=UTC)
EXPECTED = [("PF3ABC14", "with-somebody"), ("DMPXYZ99", "not-on-register"), ("", "no-serial")]


def states(certificate, at=LATER):
    return [(each.line.serial, each.state) for each in matched(certificate, at)]


def line(certificate, serial):
    return certificate.lines.get(serial=serial).pk


def test_what_does_not_match_comes_first(certificate):
    assert states(certificate) == [*EXPECTED, ("PF3ABC13", "in-use"), ("PF3ABC12", "to-certify")]


def test_both_halves_of_the_mismatch_are_shown(certificate, great_wickering, idris, viewer, now):
    assert [each.asset_code for each in retired_without(great_wickering, now)] == ["GW-1"]
    tick_off(certificate, [line(certificate, "PF3ABC12")], how="destroyed", by=viewer(idris), at=now)
    assert retired_without(great_wickering, now) == []


def test_ticking_off_retires_what_is_in_use_and_proves_what_is_gone(certificate, devices, idris, viewer, now):
    lines = [line(certificate, "PF3ABC12"), line(certificate, "PF3ABC13")]
    tick_off(certificate, lines, how="destroyed", by=viewer(idris), at=now)
    devices[1].refresh_from_db()
    assert (devices[1].retired_how, devices[1].retired_with) == ("destroyed", "Shred and Go C-17")
    assert [state for _, state in states(certificate)[-2:]] == ["ticked", "ticked"]
    assert Entry.objects.filter(act="retention.line_ticked").count() == 2


def test_all_are_ticked_or_none(certificate, devices, idris, viewer, now):
    lines = list(certificate.lines.values_list("pk", flat=True))
    with pytest.raises(Refused, match="somebody has it"):
        tick_off(certificate, lines, how="destroyed", by=viewer(idris), at=now)
    devices[1].refresh_from_db()
    assert devices[1].retired_at is None
    with pytest.raises(Refused, match="Nothing is ticked"):
        tick_off(certificate, [], how="destroyed", by=viewer(idris), at=now)
    one = [line(certificate, "PF3ABC13")]
    tick_off(certificate, one, how="destroyed", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="ticked off"):
        tick_off(certificate, one, how="destroyed", by=viewer(idris), at=now)


def test_a_device_is_destroyed_once(certificate, devices, bilal, idris, viewer, now, today):
    tick_off(certificate, [line(certificate, "PF3ABC12")], how="destroyed", by=viewer(idris), at=now)
    second = enter(bilal, viewer, now, today, content=b"Serial\nPF3ABC12\n", reference="C-18")
    assert states(second) == [("PF3ABC12", "retired-twice")]
    with pytest.raises(Refused, match="another certificate"):
        tick_off(second, [line(second, "PF3ABC12")], how="destroyed", by=viewer(idris), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateLine.objects.filter(certificate=second).update(device=devices[0], ticked_at=now, ticked_by=idris)


def test_a_serial_twice_on_one_list_and_two_devices_of_one_serial(device, idris, viewer, now, today):
    device("GW-8", "SAME1", retired_at=now, retired_how="destroyed")
    device("GW-9", "SAME1")
    made = enter(idris, viewer, now, today, content=b"S/N;Item\nAA11;x\naa11;y\nSAME1;z\n")
    assert states(made) == [("AA11", "twice"), ("AA11", "twice"), ("SAME1", "several")]


def test_what_does_not_match_is_settled_with_words(certificate, idris, dara, viewer, now):
    odd = certificate.lines.get(serial="DMPXYZ99")
    with pytest.raises(Refused, match="reason"):
        settle_line(odd, words=" ", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="may not keep"):
        settle_line(odd, words="Not ours.", by=viewer(dara), at=now)
    settle_line(odd, words="It belonged to the county.", by=viewer(idris), at=now)
    assert ("DMPXYZ99", "settled") in states(certificate)
    with pytest.raises(Refused, match="already"):
        settle_line(odd, words="Again", by=viewer(idris), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "dara", "safia", "grace", "victor", "noor"])
def test_only_those_who_look_after_equipment_enter_one(devices, cast, slug, viewer, now, today):
    with pytest.raises(Refused, match="may not keep"):
        enter(cast[slug], viewer, now, today)


def test_the_same_certificate_is_kept_once(certificate, idris, viewer, now, today):
    with pytest.raises(Refused, match="here already"):
        enter(idris, viewer, now, today)
    once = uuid4()
    first = enter(idris, viewer, now, today, content=b"Serial\nZ9\n", once=once)
    assert enter(idris, viewer, now, today, content=b"Serial\nZ9\n", once=once) == first
    assert Certificate.objects.count() == 2


def test_one_entered_by_mistake_is_withdrawn_unless_it_proves_something(certificate, idris, viewer, now, today):
    other = enter(idris, viewer, now, today, content=b"Serial\nZ9\n")
    with pytest.raises(Refused, match="reason"):
        withdraw_certificate(other, why="", by=viewer(idris), at=now)
    withdraw_certificate(other, why="Wrong school.", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="withdrawn"):
        withdraw_certificate(other, why="Again.", by=viewer(idris), at=now)
    tick_off(certificate, [line(certificate, "PF3ABC12")], how="destroyed", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="as their proof"):
        withdraw_certificate(certificate, why="Oh.", by=viewer(idris), at=now)


def test_a_pdf_goes_to_the_device_as_its_proof(devices, idris, viewer, now, today):
    how = {"document": ("certificate.pdf", PDF), "found": read_pasted("PF3ABC12, Laptop\n\npf3abc13\tLaptop")}
    made = enter(idris, viewer, now, today, **how)
    tick_off(made, list(made.lines.values_list("pk", flat=True)), how="wiped", by=viewer(idris), at=now)
    for each in devices[:2]:
        each.refresh_from_db()
        assert each.certificate == made.document


def test_without_a_file_or_before_its_day_it_is_not_kept(devices, idris, viewer, now, today):
    for kind in ("equipment", "paper"):
        with pytest.raises(Refused, match="no certificate"):
            enter(idris, viewer, now, today, found=None, kind=kind)
    with pytest.raises(Refused, match="not come yet"):
        enter(idris, viewer, now, today, dated_on=today.replace(year=2027))
    assert enter(idris, viewer, now, today, kind="paper", found=None, document=("a.pdf", PDF)).lines.count() == 0


def test_who_sees_certificates(certificate, cast, viewer):
    seeing = {slug for slug, person in cast.items() if certificates_for(viewer(person)).exists()}
    assert seeing == {"hana", "idris", "bilal", "dara"}
    assert not certificates_for(None).exists()


@pytest.mark.parametrize(
    "head",
    ["Serial", "serial_number", "S/N", "Numéro de série", "Seriennummer", "Device Serial Number", "Rhif cyfresol"],
)
def test_the_column_of_serials_is_found_wherever_it_stands_and_in_other_languages(head):
    found = read_list(f"Make;{head};Weight\nHP;5CD1234;2\n".encode())
    assert [(each.number, each.serial, each.words) for each in found.lines] == [(2, "5CD1234", "HP, 2")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"Make,Model\nHP,X\n", "No column"),
        (b"PK\x03\x04zip", "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"Serial,Item\n,x\n", "no serial"),
        (b"Serial\n" + b"A1\n" * 5001, "more than 5,000"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content, says):
    with pytest.raises(Refused, match=says):
        read_list(content)


def test_a_line_without_a_serial_is_told_by_its_number():
    assert read_list(b"Serial,Item\nA1,x\n,y\n").problems == ("Line 3: there is no serial on it.",)


def test_an_older_list_in_latin_letters_is_read():
    assert read_list("Numéro de série\nÉ1234\n".encode("cp1252")).lines[0].written == "É1234"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_it_is_a_list_or_a_plain_refusal(content):
    for given_ in (content, b"Serial,Item\n" + content, LIST + content):
        try:
            assert isinstance(read_list(given_), Found)
        except Refused as refusal:
            assert refusal.reason


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_pasted_it_is_a_list_or_a_plain_refusal(text):
    try:
        assert all(len(each.written) <= 120 for each in read_pasted(text).lines)
    except Refused as refusal:
        assert refusal.reason
