"""Things go out at the door: picked by their codes, read, signed with a finger or by name, and sealed. On a phone."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.equipment.models import Loan
from hometime.files.pdf import check_seal
from hometime.people.models import Person
from tests.journeys.walking import press

THINGS = ("GWA-0009", "GWA-0016")


@pytest.fixture
def idris(transactional_db, settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    return Person.objects.select_related("account").get(code=code_of("idris"))


def pick(page, codes):
    page.goto("/equipment/hand-over/")
    for code in codes:
        page.get_by_label("Asset code or serial number").fill(code)
        press(page.get_by_role("button", name="Add it"))
        expect(page.get_by_text(re.compile(rf"{code} is picked"))).to_be_visible()


def go_on_to_sign(page, name):
    page.get_by_label("Who takes them?").fill(name)
    press(page.get_by_role("button", name="Go on to sign"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{name} signs for these things")
    for code in THINGS:
        expect(page.locator("main")).to_contain_text(code)


def draw(page):
    """A line across the box, as a finger would."""
    paper = page.locator("svg.signature--paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    at = lambda part, down: (box["x"] + box["width"] * part, box["y"] + box["height"] * down)  # noqa: E731
    page.mouse.move(*at(0.1, 0.5))
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(*at(0.1 + step / 10, 0.3 if step % 2 else 0.7))
    page.mouse.up()
    expect(page.locator("input[data-signature]")).to_have_value(re.compile(r"^M\d+ \d+( L\d+ \d+){8,}$"))


def hand_over(page):
    press(page.get_by_role("button", name="Sign and hand over"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Things lent to Noor Rahman")
    expect(page.locator("main")).to_contain_text("Signed for")


def check_the_copy_is_sealed(page):
    with page.expect_download() as download:
        page.get_by_role("link", name="Get the sealed copy").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF")
    with ThreadPoolExecutor() as pool:  # away from the event loop of the browser, as looking at a seal begins one
        assert pool.submit(check_seal, content).result().ok


def lent():
    return set(Loan.objects.open().filter(person__code=code_of("noor")).values_list("device__asset_code", flat=True))


def test_two_things_are_handed_over_with_a_drawn_signature(page, idris, sign_in, look):
    sign_in(page, idris)
    pick(page, THINGS)
    look(page, "hand-over-picked")
    go_on_to_sign(page, "Noor Rahman")
    look(page, "hand-over-sign")
    draw(page)
    hand_over(page)
    expect(page.locator("svg.signature path")).to_have_attribute("d", re.compile(r"^M\d"))
    look(page, "hand-over-done")
    check_the_copy_is_sealed(page)
    assert lent() >= set(THINGS)


def test_without_javascript_a_typed_name_signs(page_without_script, idris, sign_in):
    page = page_without_script
    sign_in(page, idris)
    pick(page, THINGS)
    go_on_to_sign(page, "Noor Rahman")
    page.get_by_label("Name of the borrower").fill("Somebody Else")
    press(page.get_by_role("button", name="Sign and hand over"))
    expect(page.locator("main")).to_contain_text("not the name")
    page.get_by_label("Name of the borrower").fill("Noor Rahman")
    hand_over(page)
    check_the_copy_is_sealed(page)
    assert lent() >= set(THINGS)
