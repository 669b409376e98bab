"""The pages of how devices stand, of lists and of audits, for each of the cast; and the command."""

import argparse
import datetime as dt
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hometime.equipment import commands
from hometime.equipment.audits.actions import start_audit
from hometime.equipment.models import AuditCheck, Device, Observation, SeenList
from hometime.equipment.posture.actions import add_network
from hometime.files.pdf import check_seal

from . import lists

CAST = ["hana", "leo", "tess", "noor", "idris", "dara", "safia", "grace", "victor", "bilal", "petra", "stella"]
READERS = {"hana", "idris", "bilal", "dara"}
KEEPERS = {"hana", "idris", "bilal"}


@pytest.fixture(autouse=True)
def that_moment(at_that_moment):
    """Pages are opened at `now`."""


@pytest.fixture
def laptop(in_force, device, lend, tess):
    made = device("GWA-0042", platform="windows", serial="ZZ7XK2Q54", name="GWA-LT-0042")
    lend(made, tess)
    return made


@pytest.fixture
def told(now):
    def put(device, fact, value, source="intune", days=1):
        at = now - dt.timedelta(days=days)
        given = {"organisation": device.organisation, "device": device, "fact": f"device.{fact}", "source": source}
        return Observation.objects.create(**given, value=value, seen_at=at, received_at=at)

    return put


def at(name, *args):
    return reverse(f"equipment:{name}", args=args)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue(), "image/png")


def test_each_page_for_each_of_the_cast(page, cast, laptop, told, viewer, idris, now):
    row = told(laptop, "encryption", "none")
    audit = start_audit(size=1, by=viewer(idris), at=now)
    check = audit.checks.get()
    theirs = READERS | {"tess"}
    pages = [
        (at("mine"), set(CAST), 200),
        (at("device-check"), set(CAST) - {"tess"}, 302),
        (at("check-in"), set(CAST), 200),
        (at("posture", laptop.code), theirs, 404),
        (at("device-check", laptop.code), {"tess"}, 404),
        (at("device-look", laptop.code), {"hana", "idris"}, 404),
        (at("overrule", laptop.code, "encryption"), {"hana", "idris"}, 404),
        (at("networks"), {"hana", "idris", "petra"}, 403),
        (at("posture-import"), KEEPERS | {"petra"}, 403),
        (at("standing"), READERS | {"petra"}, 403),
        (at("audit"), READERS | {"petra"}, 403),
        (at("audit-record", audit.code), READERS, 404),
        (at("audit-check", check.code), KEEPERS, 404),
        (at("audit-unexpected", audit.code), KEEPERS, 404),
        (at("audit-seed", audit.code), set(), 404),
        (at("audit-table", audit.code), set(), 404),
        (at("audit-report", audit.code), set(), 404),
    ]
    for slug in CAST:
        page.sign_in(cast[slug])
        for address, who, otherwise in pages:
            expected = {200} if slug in who else {otherwise, 403} if slug in theirs | KEEPERS else {otherwise, 302}
            assert page.get(address).status_code in expected, (slug, address)
    assert row.device == laptop


def test_a_stranger_is_sent_to_the_door(page, laptop):
    for name, *args in [
        ("mine",),
        ("check-in",),
        ("posture", laptop.code),
        ("posture-import",),
        ("audit",),
        ("networks",),
    ]:
        assert page.get(at(name, *args)).headers["Location"].startswith("/sign-in/")


def test_nobody_of_another_school_reaches_a_device(page, stella, petra, laptop, told):
    told(laptop, "encryption", "none")
    for person in (stella, petra):
        page.sign_in(person)
        for name in ("posture", "device-check", "device-look", "scan-at-school"):
            assert page.post(at(name, laptop.code)).status_code == 404
        assert page.get(at("overrule", laptop.code, "encryption")).status_code == 404


def test_whoever_had_it_before_sees_it_no_more(page, laptop, leo, lend, tess, idris, now):
    laptop.loans.update(
        ended_at=now - dt.timedelta(days=1), returned_at=now - dt.timedelta(days=1), ended_how="returned"
    )
    assert page.sign_in(tess).get(at("posture", laptop.code)).status_code == 404


def test_from_what_is_wrong_to_looking_again(page, tess, laptop, told):
    told(laptop, "encryption", "whole")
    told(laptop, "antivirus", "out_of_date")
    page.sign_in(tess)
    seen = page.get(at("mine")).page
    assert seen.h1 == "My things" and "Something is to be put right." in seen.text
    assert "Open Windows Security." in seen.text and "Done, look again" in seen.text
    assert page.get(at("device-check")).headers["Location"] == at("device-check", laptop.code)
    asked = page.get(at("device-check", laptop.code)).page
    assert "Look in: Windows Security" in asked.text and "I cannot tell" in asked.text
    answer = page.post(at("device-check", laptop.code), {"antivirus": "up_to_date", "lock_minutes": "5"}, follow=True)
    assert "We looked again" in answer.page.text
    assert (
        "out of date" in answer.page.text or "not up to date" in answer.page.text
    )  # until the manager has seen it too
    assert Observation.objects.filter(source="own").count() == 2


def test_it_sees_how_all_of_them_stand(page, idris, leo, laptop, device, lend, told):
    lend(device("GWA-0043"), leo)
    told(laptop, "antivirus", "none")
    seen = page.sign_in(idris).get(at("standing")).page
    assert "With Tess Okafor. Its virus protection is off" in seen.text and "With Leo Marsh. Not known:" in seen.text


def test_an_empty_answer_is_no_answer(page, tess, laptop):
    answer = page.sign_in(tess).post(at("device-check", laptop.code), {})
    assert answer.status_code == 422 and "Answer at least one question." in answer.page.text


def test_a_stolen_tablet_shows_both(page, tess, idris, device, lend, told, in_force):
    tablet = device("GWA-0007", kind="tablet", platform="ios")
    lend(tablet, tess)
    told(tablet, "encryption", "whole")
    page.sign_in(tess).post(at("device-check", tablet.code), {"encryption": "none"})
    seen = page.sign_in(idris).get(at("posture", tablet.code)).page
    assert "Sources differ" in seen.text and "Intune" in seen.text and "The person who has it" in seen.text
    assert "Yes, all of it" in seen.text and "No, but it could be" in seen.text


def test_as_it_stood_then(page, idris, laptop, told, now):
    told(laptop, "encryption", "none", days=5)
    told(laptop, "encryption", "whole", days=1)
    page.sign_in(idris)
    then = page.get(at("posture", laptop.code) + "?as_of=2026-10-29").page
    assert "You are looking at how things stood" in then.text
    assert "No, but it could be" in then.text and "Yes, all of it" not in then.text
    assert "set it by hand" not in then.text


def test_a_reading_is_set_by_hand_and_back(page, idris, hana, tess, laptop, told):
    told(laptop, "encryption", "none")
    here = at("overrule", laptop.code, "encryption")
    page.sign_in(idris)
    assert (
        page.post(here, {"value": "whole", "words": "It says so.", "days": "40", "photo": picture()}).status_code == 422
    )
    said = {"value": "whole", "words": "The settings say so.", "days": "14", "photo": picture()}
    assert page.post(here, said).headers["Location"] == at("posture", laptop.code)
    seen = page.get(at("posture", laptop.code)).page
    assert "Set by hand" in seen.text and "The settings say so." in seen.text and "16 November 2026" in seen.text
    row = Observation.objects.get(source="overruled")
    photo = reverse("files:file", args=[row.photo.code])
    assert page.sign_in(tess).get(photo).status_code == 200
    page.sign_in(hana).post(at("overrule-end", row.code))
    assert "Set by hand, Idris" not in page.get(at("posture", laptop.code)).page.h1
    assert Observation.objects.get(pk=row.pk).ended_by == hana


def test_joining_the_school_network(page, tess, idris, laptop, viewer, now):
    page.sign_in(tess)
    assert "Nobody has said yet which addresses" in page.get(at("check-in")).page.text
    add_network(network="203.0.113.0/29", words="", by=viewer(idris), at=now)
    browser = {"REMOTE_ADDR": "203.0.113.3", "HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0)"}
    assert "You are on the school’s network now." in page.get(at("check-in"), **browser).page.text
    elsewhere = page.post(at("check-in", laptop.code), REMOTE_ADDR="198.51.100.1", follow=True)
    assert "You are not on the school’s network." in elsewhere.page.text
    forged = page.post(
        at("check-in", laptop.code), HTTP_X_FORWARDED_FOR="203.0.113.3", REMOTE_ADDR="198.51.100.1", follow=True
    )
    assert "You are not on the school’s network." in forged.page.text
    done = page.post(at("check-in", laptop.code), follow=True, **browser)
    assert "GWA-0042 was on the school network today." in done.page.text
    page.sign_in(idris).post(at("scan-at-school", laptop.code))
    assert Observation.objects.filter(fact="device.online_at_school_on").count() == 2


def test_addresses_of_the_school(page, idris):
    page.sign_in(idris)
    assert page.post(at("networks"), {"network": "0.0.0.0/0"}).status_code == 422
    page.post(at("networks"), {"network": "203.0.113.8", "words": "Main site"})
    seen = page.get(at("networks")).page
    assert "203.0.113.8/32" in seen.text and "Main site" in seen.text


def upload(page, text, name="devices.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return page.post(at("posture-import"), {"file": SimpleUploadedFile(name, content)})


def test_a_list_from_file_to_taken_over_and_back(page, idris, laptop):
    page.sign_in(idris)
    here = upload(page, lists.INTUNE).headers["Location"]
    seen = page.get(here).page
    digest = next(box.attrs["value"] for box in seen.all("input") if box.attrs.get("name") == "digest")
    assert seen.h1 == "What this list would add" and "looks like a list from Intune" in seen.text
    assert "Something new was seen: 1" in seen.text and "Not on the register: 3" in seen.text
    assert "Line 3: GWA-LT-0043" in seen.text
    assert "many devices have it" in page.get(f"{here}not-taken.csv").content.decode()
    page.post(f"{here}apply/", {"digest": digest, "new": ["3"]})
    seen = page.get(here).page
    assert "4 readings brought in." in seen.text and Device.objects.filter(serial="ZZCG3190XK").exists()
    assert page.post(f"{here}take-back/", {}, follow=True).page.h1 == "A list of devices: Brought in"
    seen = page.post(f"{here}take-back/", {"why": "A try."}, follow=True).page
    assert seen.h1 == "A list of devices: Taken back" and "A try." in seen.text
    assert "devices.csv" in page.get(at("posture-import")).page.text


def test_a_long_list_says_how_much_more_there_is(page, idris, laptop):
    rows = [lists.GRAPH_DEVICE | {"serialNumber": f"ZZSER{number:05}", "id": str(number)} for number in range(310)]
    here = upload(page.sign_in(idris), json.dumps({"value": rows})).headers["Location"]
    seen = page.get(here).page
    assert "Not on the register: 310" in seen.text and "And 10 more like these." in seen.text


def test_heads_nobody_knows_are_asked_about_with_the_columns_seen(page, idris, laptop):
    here = upload(page.sign_in(idris), lists.UNKNOWN).headers["Location"]
    assert page.get(here).headers["Location"] == f"{here}columns/"
    asked = page.get(f"{here}columns/").page
    assert "Line 1" in asked.text and "Gerät, Nummer, Gesehen, Sicher" in asked.text
    assert page.post(f"{here}columns/", {"serial": "1"}).status_code == 422
    said = {"source": "other", "serial": "1", "seen_at": "2", "encrypted": "3"}
    assert page.post(f"{here}columns/", said).headers["Location"] == here
    assert "Encrypted: yes, all of it" in page.get(here).page.text


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"{", "JSON breaks off"), (b"\x00", "not letters"), (b"PK\x03\x04", "zip is broken")],
)
def test_a_broken_file_says_why(page, idris, content, says):
    answer = upload(page.sign_in(idris), content)
    assert answer.status_code == 422 and says in answer.page.text
    assert not SeenList.objects.exists()


def test_a_list_of_another_school_is_not_there(page, idris, petra, laptop):
    here = upload(page.sign_in(idris), lists.INTUNE).headers["Location"]
    page.sign_in(petra)
    for address in (here, f"{here}columns/", f"{here}not-taken.csv"):
        assert page.get(address).status_code == 404
    assert page.post(f"{here}apply/").status_code == 404


def test_an_audit_goes_round(page, idris, tess, noor, laptop):
    page.sign_in(idris)
    page.post(at("audit"), {"size": "3"})
    here = page.post(at("audit"), {"size": "3"}).headers.get("Location") or at("audit")
    seen = page.get(at("audit")).page
    assert "Going on" in seen.text and here
    check = AuditCheck.objects.get()
    record = at("audit-record", check.audit.code)
    assert "1 still to be looked at" in page.get(record).page.text and check.audit.seed not in page.get(
        record
    ).page.text.replace(" ", "")
    there = at("audit-check", check.code)
    assert page.post(there, {}).status_code == 422
    assert page.sign_in(tess).get(there).status_code == 404  # nothing beforehand
    said = {
        "is_found": "yes",
        "was_handed_over": "yes",
        "findings": ["damaged"],
        "keep_why": "To mend it.",
        "photo": picture(),
    }
    page.sign_in(idris).post(there, said)
    seen = page.sign_in(tess).get(there).page
    assert seen.h1.startswith("Receipt for") and "It was damaged" in seen.text and "To mend it." in seen.text
    done = AuditCheck.objects.get()
    assert page.get(reverse("files:file", args=[done.photo.code])).status_code == 200
    receipt = reverse("files:file", args=[done.receipt.code])
    assert "Get the sealed receipt (PDF)" in seen.links()
    assert check_seal(b"".join(page.get(receipt).streaming_content))
    assert page.sign_in(noor).get(receipt).status_code == page.post(at("audit-receipt", check.code)).status_code == 404
    page.sign_in(idris).post(at("audit-give-back", check.code))
    page.post(at("audit-put-right", check.code), {"words": "A new hinge."})
    assert "Idris Bell put it right" in page.get(there).page.text
    assert page.get(at("audit-seed", check.audit.code)).status_code == 404
    page.post(at("audit-close", check.audit.code))
    seen = page.get(record).page
    assert check.audit.seed in seen.text.replace(" ", "") and "The same devices" in seen.text
    assert page.get(at("audit-seed", check.audit.code)).json()["drawn"] == [str(laptop.code)]
    assert str(laptop.code) in page.get(at("audit-table", check.audit.code)).content.decode()
    paper = page.get(at("audit-report", check.audit.code)).content
    assert check_seal(paper) and not check_seal(paper[:400] + bytes([paper[400] ^ 1]) + paper[401:])


def test_something_else_is_found(page, idris, laptop, viewer, now):
    audit = start_audit(size=1, by=viewer(idris), at=now)
    here = at("audit-unexpected", audit.code)
    page.sign_in(idris)
    assert page.post(here, {"what": "A grey laptop"}).status_code == 422
    page.post(here, {"what": "A grey laptop", "words": "In room 5."})
    assert "A grey laptop" in page.get(at("audit-record", audit.code)).page.text


def test_my_own_phone_and_what_the_school_can_see(page, device, tess, in_force):
    device("GWA-0900", kind="phone", owner="mine", owner_person=tess, platform="android")
    seen = page.sign_in(tess).get(at("mine")).page
    assert "What the school can see of your own device" in seen.text and "cannot see your photos" in seen.text


# The command.


@pytest.fixture
def run(tmp_path, laptop):
    def command(*more, text=lists.INTUNE, by="idris@great-wickering.example", school="great-wickering"):
        file = tmp_path / "devices.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        parser = argparse.ArgumentParser()
        commands.add_commands(parser.add_subparsers())
        options = parser.parse_args(["posture", "import", str(file), "--organisation", school, "--by", by, *more])
        return options.run(options)

    return command


def test_the_command_looks_and_then_takes_over(run, capsys):
    assert run("--dry-run") == 0
    said = capsys.readouterr().out
    assert "line 2: Something new was seen: GWA-0042" in said and "Nothing was kept." in said
    assert not Observation.objects.exists() and not SeenList.objects.exists()
    assert run() == 0
    assert "Brought in 2 readings of 1 device." in capsys.readouterr().out
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("otherwise", "says"),
    [
        ({"text": b"PK\x03\x04"}, "zip is broken"),
        ({"text": lists.UNKNOWN}, "line 1: no column holds the serial number"),
        ({"by": "tess@great-wickering.example"}, "look after devices"),
        ({"by": "stella@tamsin-hollow.example"}, "does not work with this school"),
        ({"school": "great-wickring"}, "Did you mean “great-wickering”?"),
    ],
)
def test_the_command_says_in_one_line_why_not(otherwise, says, run, capsys):
    assert run(**otherwise) == 2
    problem = capsys.readouterr().err
    assert says in problem and problem.count("\n") == 1
    assert not Observation.objects.exists()
