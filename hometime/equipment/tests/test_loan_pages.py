"""Pages of hand-overs and returns: picked by label, signed on one page, taken back, said each year, overdue, leavers."""

import datetime as dt
import io
import uuid

import pytest
from PIL import Image

from hometime.equipment.loans.actions import sign_loan
from hometime.equipment.loans.signatures import Signature
from hometime.equipment.models import DueChange, HandOver, Loan
from hometime.equipment.queries import holder_of
from hometime.people.models import Post

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("at_that_moment")


def hidden(seen):
    """What a form brings along unseen."""
    fields = [each.attrs for each in seen.all("input") if each.attrs.get("type") == "hidden"]
    return {each["name"]: each.get("value", "") for each in fields if each["name"] != "csrfmiddlewaretoken"}


def picture():
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(content, "JPEG")
    content.seek(0)
    content.name = "door.jpg"
    return content


def test_a_minute_at_the_door(page, idris, tess, device, put_in_force, now):
    """Two labels, a name, a page of words, a typed name and a photograph; then the sealed copy for both."""
    put_in_force("wolsey-house")
    laptop, case = device("GWA-0001", make="Dell"), device("GWA-0002", kind="accessory", name="Case")
    page.sign_in(idris)
    assert "Nothing is picked yet" in page.get("/equipment/hand-over/").page.text
    seen = page.get("/e/GWA-0001/", follow=True).page
    assert seen.h1 == "Hand things over" and "GWA-0001" in seen.text
    page.post("/equipment/hand-over/pick/", {"typed": "https://school.example/e/GWA-0002/"})
    whom = {"person": "tess", "due_on_0": "20", "due_on_1": "7", "due_on_2": "2027"}
    there = page.post("/equipment/hand-over/", whom).url
    words = page.get(there).page
    assert "Use a school device only for school work." in words.text and "20 July 2027" in words.text
    told = hidden(words) | {"typed_name": tess.name, "first_photo": picture()}
    done = page.post(there, told, follow=True).page
    assert f"{tess.name} has it." in done.text and "Signed for" in done.text and "Photograph 1" in done.text
    assert holder_of(laptop, now) == holder_of(case, now) == tess
    made = HandOver.objects.get()
    for who in (idris, tess):
        page.sign_in(who)
        assert page.get(f"/files/{made.document.code}/").status_code == 200
        assert page.get(f"/files/{made.photos.get().file.code}/").status_code == 200
    assert page.get("/equipment/loans/").page.h1 == "What is lent to you"


def test_the_once_only_key_makes_two_presses_one(page, idris, tess, device):
    device("GWA-0001")
    page.sign_in(idris)
    page.post("/equipment/hand-over/pick/", {"typed": "GWA-0001"})
    there = page.post("/equipment/hand-over/", {"person": tess.name}).url
    told = hidden(page.get(there).page) | {"typed_name": tess.name}
    first = page.post(there, told)
    second = page.post(there, told)
    assert first.url == second.url and Loan.objects.count() == 1


def test_what_is_wrong_is_said_on_the_page_and_nothing_is_lost(page, idris, tess, device):
    device("GWA-0001")
    page.sign_in(idris)
    page.post("/equipment/hand-over/pick/", {"typed": "GWA-0001"})
    for typed, why in (("", "Type their name"), ("zzz", "Nobody here"), ("a", "More than one person")):
        sent = page.post("/equipment/hand-over/", {"person": typed})
        assert sent.status_code == 422 and why in sent.page.text
    past = {"person": tess.name, "due_on_0": "1", "due_on_1": "1", "due_on_2": "2020"}
    assert "has passed" in page.post("/equipment/hand-over/", past).page.text
    there = page.post("/equipment/hand-over/", {"person": tess.name}).url
    told = hidden(page.get(there).page)
    assert "no signature yet" in page.post(there, told).page.text
    bad = page.post(there, told | {"typed_name": tess.name, "first_photo": io.BytesIO(b"no picture")})
    assert bad.status_code == 422
    assert "GWA-0001" in page.get("/equipment/hand-over/").page.text
    assert page.post(there, told | {"typed_name": tess.name}).status_code == 302


def test_what_somebody_else_has_just_handed_out_is_told_with_the_name(page, idris, tess, noor, device, give, bilal):
    laptop = device("GWA-0001")
    page.sign_in(idris)
    page.post("/equipment/hand-over/pick/", {"typed": "GWA-0001"})
    there = page.post("/equipment/hand-over/", {"person": tess.name}).url
    told = hidden(page.get(there).page) | {"typed_name": tess.name}
    give(laptop, to=noor, by=bilal)
    sent = page.post(there, told)
    assert sent.status_code == 422 and noor.name in sent.page.text


def test_a_kit_is_picked_whole(page, idris, device):
    device("GWA-0001"), device("GWA-0002")
    page.sign_in(idris)
    there = page.post("/equipment/kits/", {"name": "Visit bag"}).url
    for label in ("GWA-0001", "GWA-0002"):
        page.post(there, {"typed": label})
    kit = there.rstrip("/").rpartition("/")[2]
    seen = page.post("/equipment/hand-over/pick/", {"kit": kit}, follow=True).page
    assert "GWA-0001" in seen.text and "GWA-0002" in seen.text
    assert page.post("/equipment/hand-over/stop/").status_code == 302
    assert "Nothing is picked yet" in page.get("/equipment/hand-over/").page.text
    assert page.post("/equipment/hand-over/pick/", {"kit": "nonsense", "typed": "\x00"}).status_code == 302


@pytest.mark.parametrize("who", ["tess", "leo", "grace", "victor", "dara"])
def test_others_hand_nothing_over(page, cast, device, who):
    laptop = device("GWA-0001")
    page.sign_in(cast[who])
    assert page.get("/equipment/hand-over/").status_code == 403
    assert page.get("/equipment/return/").status_code == 403
    assert page.post("/equipment/hand-over/pick/", {"typed": "GWA-0001"}).status_code == 403
    assert page.get(f"/equipment/hand-over/to/{uuid.uuid4()}/").status_code == 403
    page.post(f"/equipment/{laptop.code}/pick/")
    assert not laptop.loans.exists()


def test_another_school_meets_nothing_of_it(page, stella, device, give):
    laptop = device("GWA-0001")
    made = give(laptop)
    loan = made.loans.get()
    page.sign_in(stella)
    for address in (
        f"/equipment/handed-over/{made.code}/",
        f"/equipment/handed-over/{made.code}/sign/",
        f"/equipment/loans/{loan.code}/",
        f"/equipment/loans/{loan.code}/due/",
        f"/equipment/{laptop.code}/return/",
    ):
        assert page.get(address).status_code == 404, address
    assert "Nothing is on loan to you" in page.get("/equipment/loans/").page.text


def test_a_colleague_does_not_read_what_tess_signed(page, noor, leo, device, give):
    made = give(device("GWA-0001"))
    assert page.sign_in(noor).get(f"/equipment/handed-over/{made.code}/").status_code == 404
    assert page.sign_in(leo).get(f"/equipment/loans/{made.loans.get().code}/").status_code == 200  # he manages her


def test_the_borrower_signs_on_their_own_page_before_things_leave(page, idris, tess, device, put_in_force):
    put_in_force("dudley")
    device("GWA-0001")
    page.sign_in(idris)
    page.post("/equipment/hand-over/pick/", {"typed": "GWA-0001"})
    there = page.post("/equipment/hand-over/", {"person": tess.name}).url
    told = hidden(page.get(there).page) | {"later": "1"}
    put = page.post(there, told, follow=True)
    assert f"Put aside until {tess.name} signs" in put.page.text
    made = HandOver.objects.get()
    page.sign_in(tess)
    assert "put aside for you" in page.get("/equipment/loans/").page.text
    address = f"/equipment/handed-over/{made.code}/sign/"
    asked = page.get(address).page
    assert "no signature yet" in page.post(address, hidden(asked)).page.text
    signed = page.post(address, hidden(asked) | {"typed_name": tess.name}, follow=True).page
    assert "You have signed." in signed.text and "Get the sealed copy" in signed.text
    page.sign_in(idris)
    assert "has it." in page.post(f"/equipment/handed-over/{made.code}/hand-out/", follow=True).page.text


def test_a_borrower_finds_their_loan_by_its_label(page, tess, device, give):
    give(device("GWA-0001"))
    assert "Your loan of it" in page.sign_in(tess).get("/e/GWA-0001/", follow=True).page.text


def test_things_put_aside_are_called_off(page, idris, tess, device, give, put_in_force):
    put_in_force("dudley")
    made = give(device("GWA-0001"), signature=None)
    page.sign_in(idris)
    assert "See who it is waiting for" in page.get("/e/GWA-0001/", follow=True).page.text
    assert "Call it off" in page.get(f"/equipment/handed-over/{made.code}/").page.text
    assert "free again" in page.post(f"/equipment/handed-over/{made.code}/call-off/", follow=True).page.text


def test_a_thing_is_taken_back_by_its_label(page, idris, tess, device, lend):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    page.sign_in(tess)
    loan = Loan.objects.get()
    assert "My data is off it" in page.get(f"/equipment/loans/{loan.code}/").page.text
    page.post(f"/equipment/loans/{loan.code}/data-off/")
    page.sign_in(idris)
    assert "No device" not in page.get("/equipment/return/").page.text
    assert "Nothing has that number" in page.post("/equipment/return/", {"typed": "zzz"}).page.text
    there = page.post("/equipment/return/", {"typed": "gwa-0001"}).url
    assert "my data is off it" in page.get(there).page.text
    assert page.post(there, {"condition": "worn"}).status_code == 422
    done = page.post(there, {"condition": "worn", "wiped": "yes", "photo": picture()}, follow=True).page
    assert "is back" in done.text and "Worn, and works" in done.text and "Photograph" in done.text
    assert "not out with anybody" in page.get(there, follow=True).page.text


def test_nobody_opens_the_return_of_their_own_thing(page, idris, bilal, device):
    laptop = device("GWA-0001")
    at = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    Loan.objects.create(
        organisation=laptop.organisation, device=laptop, person=idris, lent_at=at, created_at=at, created_by=bilal
    )
    told = page.sign_in(idris).get(f"/equipment/{laptop.code}/return/")
    assert told.status_code == 403 and "lent to you" in told.page.text


def test_another_day_is_set_on_its_page(page, idris, tess, device, lend, today):
    loan = lend(device("GWA-0001"), tess, due_on=today + 7 * DAY)
    page.sign_in(idris)
    address = f"/equipment/loans/{loan.code}/due/"
    told = hidden(page.get(address).page) | {"due_on_0": "18", "due_on_1": "12", "due_on_2": "2026", "why": "A project"}
    assert "18 December 2026" in page.post(address, told, follow=True).page.text
    assert "just set the day" in page.post(address, told | {"due_on_0": "19"}).page.text
    assert page.sign_in(tess).get(address).status_code == 403


def test_once_a_year_people_say_what_they_still_have(page, idris, tess, leo, device, lend, now):
    first = lend(device("GWA-0001"), tess, at=now - 400 * DAY)
    second = lend(device("GWA-0002"), tess, at=now - 400 * DAY)
    page.sign_in(tess)
    assert "had something for a year" in page.get("/equipment/loans/").page.text
    assert page.post("/equipment/still-have/", {str(first.code): "still_have"}).status_code == 422
    told = {str(first.code): "still_have", str(second.code): "not_here"}
    done = page.post("/equipment/still-have/", told, follow=True).page
    assert "Your answers are kept" in done.text and "help you to find 1 thing" in done.text
    assert "nothing to answer" in page.get("/equipment/still-have/").page.text


def test_overdue_things_and_leavers_are_listed_for_those_who_chase_them(page, cast, device, lend, tess, today):
    lend(device("GWA-0001"), tess, due_on=today - DAY)
    Post.objects.filter(person=tess).update(ends_on=today + 10 * DAY)
    for who in ("idris", "hana", "dara", "leo"):
        page.sign_in(cast[who])
        assert "GWA-0001" in page.get("/equipment/overdue/").page.text, who
        assert tess.name in page.get("/equipment/recall/").page.text, who
    for who in ("noor", "victor", "tess"):
        page.sign_in(cast[who])
        assert page.get("/equipment/overdue/").status_code == 403, who
        assert page.get("/equipment/recall/").status_code == 403, who
    page.sign_in(cast["stella"])
    assert page.get("/equipment/overdue/").status_code == 403


def test_the_day_to_be_back_is_shown_as_it_stood(page, idris, tess, device, lend, viewer, now):
    laptop = device("GWA-0001")
    first, second = dt.date(2026, 11, 1), dt.date(2026, 12, 18)
    loan = lend(laptop, tess, due_on=first)
    Loan.objects.filter(pk=loan.pk).update(due_on=second)
    DueChange.objects.create(loan=loan, before=first, after=second, created_at=now - DAY, created_by=idris)
    page.sign_in(idris)
    for address in ("/equipment/", f"/equipment/{laptop.code}/", "/equipment/loans/"):
        assert "18 December 2026" in page.get(address).page.text, address
        assert "1 November 2026" in page.get(address, {"as_of": "2026-10-25"}).page.text, address
    assert "Nothing is overdue" in page.get("/equipment/overdue/").page.text


def test_the_lists_of_loans_show_a_past_day(page, idris, tess, noor, device, lend, now):
    lend(device("GWA-0001"), tess, at=now - 20 * DAY, ended=now - 5 * DAY)
    lend(device("GWA-0002"), noor, at=now - 2 * DAY)
    page.sign_in(idris)
    today, then = (
        page.get("/equipment/loans/").page.text,
        page.get("/equipment/loans/", {"as_of": "2026-10-25"}).page.text,
    )
    assert "GWA-0002" in today and "GWA-0001" not in today
    assert "GWA-0001" in then and "GWA-0002" not in then
    assert "GWA-0001" not in page.get("/equipment/loans/", {"q": "noor"}).page.text


def test_a_hundred_loans_take_as_many_queries_as_one(page, idris, tess, device, lend, django_assert_max_num_queries):
    page.sign_in(idris)
    lend(device("M-0"), tess)
    page.get("/equipment/loans/")
    with django_assert_max_num_queries(16) as few:
        page.get("/equipment/loans/")
    for number in range(1, 40):
        lend(device(f"M-{number}"), tess)
    with django_assert_max_num_queries(16) as many:
        page.get("/equipment/loans/")
    assert len(few) == len(many)


def test_a_drawn_signature_is_shown_as_it_was_drawn(page, tess, device, give, viewer, now):
    made = give(device("GWA-0001"), signature=None)
    line = "M10 20 L11 22 L15 30 L20 31 L24 40 L30 44 L31 50"
    sign_loan(made, signature=Signature(drawn=line), read=made.words_hash, by=viewer(tess), at=now)
    page.sign_in(tess)
    assert line in page.get(f"/equipment/handed-over/{made.code}/").content.decode()
    copied = page.post(f"/equipment/handed-over/{made.code}/copy/", follow=True).page
    assert "Get the sealed copy" in copied.text
