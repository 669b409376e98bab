"""The pages of the register: by each of the cast, narrowed, paged, in the past, and on paper."""

import datetime as dt

import pytest

from hometime.equipment.models import Device, DeviceLoss
from hometime.equipment.register.actions import Details, change_device, mark_lost
from hometime.people.models import Organisation

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def laptop(device, lend, tess):
    made = device("GWA-0001", make="Dell", model="Latitude", serial="5CG1", platform="windows")
    lend(made, tess, due_on=dt.date(2027, 7, 20))
    return made


@pytest.mark.parametrize("who", ["idris", "bilal", "hana", "dara"])
def test_those_who_look_after_devices_see_the_list(page, cast, laptop, who):
    seen = page.sign_in(cast[who]).get("/equipment/").page
    assert seen.h1 == "Equipment" and "Tess" in seen.text and "GWA-0001" in seen.text


@pytest.mark.parametrize("who", ["tess", "leo", "noor", "grace", "victor", "safia"])
def test_others_are_told_why_not(page, cast, laptop, who):
    told = page.sign_in(cast[who]).get("/equipment/")
    assert told.status_code == 403 and "look after devices" in told.page.text


def test_another_school_sees_nothing(page, stella, laptop):
    page.sign_in(stella)
    for address in (f"/equipment/{laptop.code}/", "/e/GWA-0001/", f"/equipment/{laptop.code}/lost/"):
        assert page.get(address).status_code == 404, address


def test_a_stranger_signs_in_first(page, laptop):
    assert page.get(f"/equipment/{laptop.code}/").status_code == 302


def test_the_list_is_searched_by_words_of_any_kind(page, idris, device, laptop):
    device("GWA-0002", kind="tablet", make="Apple", model="iPad")
    page.sign_in(idris)
    for q, there, not_there in (
        ("latitude", "GWA-0001", "GWA-0002"),
        ("apple ipad", "GWA-0002", "GWA-0001"),
        ("tess", "GWA-0001", "GWA-0002"),
        ("5cg1", "GWA-0001", "GWA-0002"),
    ):
        text = page.get("/equipment/", {"q": q}).page.text
        assert there in text and not_there not in text, q
    assert "Nothing matches that" in page.get("/equipment/", {"q": "zebra"}).page.text
    assert "GWA-0002" not in page.get("/equipment/", {"show": "out"}).page.text
    assert "GWA-0001" not in page.get("/equipment/", {"kind": "tablet", "show": "in"}).page.text
    assert "GWA-0001" in page.get("/equipment/", {"kind": "x' OR 1=1", "show": "nonsense", "page": "-3"}).page.text


def many(count, now):
    school = Organisation.objects.get(slug="great-wickering")
    rows = [
        Device(organisation=school, asset_code=f"M-{n:05}", kind="laptop", registered_on=now.date(), created_at=now)
        for n in range(count)
    ]
    Device.objects.bulk_create(rows, batch_size=1000)


def test_ten_thousand_rows_take_as_many_queries_as_ten(page, idris, now, django_assert_max_num_queries):
    many(10, now)
    page.sign_in(idris).get("/equipment/")
    with django_assert_max_num_queries(12) as few:
        page.get("/equipment/")
    many_more(now)
    with django_assert_max_num_queries(12) as lots:
        seen = page.get("/equipment/", {"page": "300"}).page
    assert "M-0598" in seen.text
    assert len(few) == len(lots)


def many_more(now):
    Device.objects.all().delete()
    many(10_000, now)


def test_a_device_shows_what_it_is_who_has_it_and_its_life(page, idris, laptop, viewer, now):
    told = Details("laptop", asset_code="GWA-0001", make="Dell", model="Latitude 5", serial="5CG1")
    change_device(laptop, told, seen=0, by=viewer(idris), at=now - DAY)
    seen = page.sign_in(idris).get(f"/equipment/{laptop.code}/").page
    for words in (
        "Tess",
        "20 July 2027",
        "5CG1",
        "Put on the register",
        "Details changed",
        "Latitude 5",
        "Take it back",
    ):
        assert words in seen.text, words


def test_a_borrower_sees_their_own_loans_of_it_and_no_others(page, tess, noor, device, lend, now):
    thing = device("GWA-0001")
    lend(thing, noor, at=now - 60 * DAY, ended=now - 50 * DAY)
    lend(thing, tess)
    seen = page.sign_in(tess).get(f"/equipment/{thing.code}/").page
    assert "Handed to Tess" in seen.text and "Noor" not in seen.text
    later = page.sign_in(noor).get(f"/equipment/{thing.code}/").page
    assert "Noor" in later.text and "Tess" not in later.text


def test_a_device_is_added_on_a_phone(page, idris):
    page.sign_in(idris)
    sent = page.post("/equipment/add/", {"kind": "tablet", "make": "Apple", "serial": "Default string"}, follow=True)
    assert "is on the register" in sent.page.text and "so it is not kept" in sent.page.text
    assert Device.objects.get().asset_code == "GWA-0001"


def test_a_clash_is_told_on_the_form(page, idris, laptop):
    page.sign_in(idris)
    sent = page.post("/equipment/add/", {"kind": "tablet", "serial": "5cg1"})
    assert sent.status_code == 422 and "GWA-0001" in sent.page.text


def test_details_are_changed_on_the_page_and_a_stale_page_is_told(page, idris, laptop):
    page.sign_in(idris)
    address = f"/equipment/{laptop.code}/change/"
    assert page.get(address).status_code == 200
    told = {"kind": "laptop", "asset_code": "GWA-0001", "make": "HP", "seen": "0"}
    assert page.post(address, told).status_code == 302
    again = page.post(address, told | {"make": "Asus"})
    assert again.status_code == 422 and "Somebody else changed" in again.page.text


def test_a_borrower_says_that_it_is_lost_and_it_teacher_finds_it(page, tess, idris, laptop):
    page.sign_in(tess)
    assert page.get(f"/equipment/{laptop.code}/lost/").status_code == 200
    page.post(f"/equipment/{laptop.code}/lost/", {"why": "Left on a bus"})
    assert DeviceLoss.objects.get(device=laptop).why == "Left on a bus"
    assert "must see it first" in page.post(f"/equipment/{laptop.code}/found/", follow=True).page.text
    page.sign_in(idris)
    assert "has been found" in page.post(f"/equipment/{laptop.code}/found/", follow=True).page.text


def test_a_device_is_retired_with_its_certificate(page, idris, device, tmp_path, tess):
    thing = device("GWA-0009")
    page.sign_in(idris)
    assert page.get(f"/equipment/{thing.code}/retire/").status_code == 200
    with open(_a_picture(tmp_path), "rb") as sent:
        told = {"how": "destroyed", "with_whom": "Shreds Ltd", "certificate": sent}
        seen = page.post(f"/equipment/{thing.code}/retire/", told, follow=True).page
    assert "Retired" in seen.text and "Get the certificate" in seen.text
    thing.refresh_from_db()
    file = f"/files/{thing.certificate.code}/"
    assert page.get(file).status_code == 200
    assert page.sign_in(tess).get(file).status_code == 404


def _a_picture(folder):
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (40, 30), "white").save(folder / "one.png")
    return folder / "one.png"


def test_a_label_leads_to_the_page_whatever_its_letters(page, idris, laptop):
    page.sign_in(idris)
    assert page.get("/e/gwa-0001/").url == f"/equipment/{laptop.code}/"
    assert page.get("/e/nothing/").status_code == 404


def test_labels_are_a_tagged_pdf(page, idris, laptop, tess):
    page.sign_in(idris)
    made = page.get("/equipment/labels.pdf", {"code": "GWA-0001"})
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
    assert page.get("/equipment/labels.pdf", {"code": "NONE"}).status_code == 302
    assert page.sign_in(tess).get("/equipment/labels.pdf").status_code == 403


def test_the_list_is_a_file_too(page, idris, laptop):
    made = page.sign_in(idris).get("/equipment/register.csv").content.decode("utf-8-sig")
    assert "GWA-0001" in made and "Tess" in made and "5CG1" in made


def test_the_past_is_shown_as_it_stood(page, idris, laptop, viewer, now):
    told = Details("laptop", asset_code="GWA-0001", make="HP", model="Latitude", serial="5CG1")
    change_device(laptop, told, seen=0, by=viewer(idris), at=now - DAY)
    mark_lost(laptop, by=viewer(idris), at=now - DAY)
    page.sign_in(idris)
    week_ago, before_the_loan = "2026-10-26", "2026-09-20"
    assert "Lost" in page.get(f"/equipment/{laptop.code}/").page.text
    then = page.get(f"/equipment/{laptop.code}/", {"as_of": week_ago}).page
    assert "Dell" in then.text and "HP" not in then.text and "Tess" in then.text and "Take it back" not in then.text
    listed = page.get("/equipment/", {"as_of": week_ago}).page
    assert "Dell Latitude" in listed.text and "Hand things over" not in listed.text
    assert "Tess" not in page.get("/equipment/", {"as_of": before_the_loan}).page.text
    assert "Nothing was on the register yet" in page.get("/equipment/", {"as_of": "2026-01-01"}).page.text


def test_the_past_is_searched_by_what_was_said_then(page, idris, laptop, viewer, now):
    told = Details("tablet", asset_code="GWA-0001", name="Blue one", serial="XX77")
    change_device(laptop, told, seen=0, by=viewer(idris), at=now - DAY)
    page.sign_in(idris)

    def finds(**asked):
        return "GWA-0001" in page.get("/equipment/", asked).page.text

    for then in ({"q": "latitude"}, {"q": "5CG1"}, {"kind": "laptop"}):
        assert finds(**then, as_of="2026-10-26") and not finds(**then)
    for now_only in ({"q": "blue tess"}, {"kind": "tablet"}):
        assert finds(**now_only) and not finds(**now_only, as_of="2026-10-26")


def test_what_is_late_is_marked_so(page, idris, tess, device, lend, today):
    lend(device("GWA-0001"), tess, due_on=today - DAY)
    assert "Overdue" in page.sign_in(idris).get("/equipment/").page.text


def test_kits_are_made_and_filled_on_their_pages(page, idris, device, tess):
    device("GWA-0001")
    page.sign_in(idris)
    there = page.post("/equipment/kits/", {"name": "Visit bag"}).url
    assert "is in the kit" in page.post(there, {"typed": "gwa 0001"}, follow=True).page.text
    assert "No device has that number" in page.post(there, {"typed": "zzz"}).page.text
    assert "GWA-0001" in page.get("/equipment/kits/").page.text
    code = Device.objects.get().code
    assert "out of the kit" in page.post(f"{there}{code}/take-out/", follow=True).page.text
    assert "taken apart" in page.post(f"{there}take-apart/", follow=True).page.text
    assert page.sign_in(tess).get(there).status_code == 404
