"""Devices are looked at without notice: drawn by lot, each in a minute on a phone, with a sealed receipt for who has it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.equipment.models import AuditCheck
from hometime.files.pdf import check_seal
from hometime.people.models import Person
from tests.journeys.walking import press


@pytest.fixture
def cast(transactional_db, settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    rows = Person.objects.select_related("account")
    return {slug: rows.get(code=code_of(slug)) for slug in ("idris", "hana", "tess")}


def choose(page, question, answer):
    page.get_by_role("group", name=re.compile(question)).get_by_text(answer, exact=True).click()


def open_check(page, asset_code):
    press(page.get_by_role("link", name=re.compile(rf"{asset_code}\b")))
    expect(page.get_by_role("heading", level=1)).to_contain_text(asset_code)


def write_down(page, *, is_here):
    choose(page, "Is it here", "Yes" if is_here else "No")
    choose(page, "Was it handed over", "Yes" if is_here else "No")
    if is_here:
        page.get_by_label("It was damaged").check()
        page.get_by_label("Anything to add?").fill("A crack in one corner.")
    press(page.get_by_role("button", name="Done"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Audit of")


def is_sealed(page, link):
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    content = download.value.path().read_bytes()
    with ThreadPoolExecutor() as pool:  # away from the event loop of the browser, as looking at a seal begins one
        return content.startswith(b"%PDF") and pool.submit(check_seal, content).result().ok


def test_an_audit_is_drawn_gone_round_with_and_can_be_drawn_again(page, new_context, cast, sign_in, look, live_server):
    sign_in(page, cast["idris"])
    page.goto("/equipment/audits/")
    page.get_by_label("How many devices?").fill("50")
    press(page.get_by_role("button", name="Draw and begin"))
    expect(page.locator("main")).to_contain_text("Nobody was told.")
    expect(page.locator("main")).to_contain_text("Seal")
    look(page, "audit-drawn")
    record = page.url

    open_check(page, "GWA-0003")  # Tess has it
    look(page, "audit-check")
    write_down(page, is_here=True)
    expect(page.get_by_text("Found, with findings")).to_be_visible()
    open_check(page, "GWA-0002")
    write_down(page, is_here=False)
    expect(page.get_by_text("Missing", exact=True)).to_be_visible()
    press(page.get_by_role("link", name="I found something else"))
    page.get_by_label("What is it?").fill("A grey laptop")
    page.get_by_label("Where was it?").fill("On top of the cupboard in room 4.")
    press(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_text("Not on the list, or with somebody else")).to_be_visible()
    look(page, "audit-gone-round")

    theirs = new_context().new_page()
    sign_in(theirs, cast["tess"])
    check = AuditCheck.objects.get(asset_code="GWA-0003", audit__closed_at=None)
    theirs.goto(f"{live_server.url}/equipment/audits/checks/{check.code}/")
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("What was found about")
    expect(theirs.locator("main")).to_contain_text("A crack in one corner.")
    look(theirs, "audit-receipt")
    assert is_sealed(theirs, "Get the sealed receipt (PDF)")

    close_it(page, record, cast, sign_in)
    expect(page.get_by_text("The same devices")).to_be_visible()
    page.get_by_text("How to draw again").click()
    expect(page.locator("main")).to_contain_text("smallest lots were drawn")
    look(page, "audit-closed")
    assert is_sealed(page, "The audit on paper, sealed (PDF)")


def close_it(page, record, cast, sign_in):
    """What is left is looked at too; what Idris has himself, by Hana."""
    for asset_code in AuditCheck.objects.filter(outcome="").values_list("asset_code", flat=True):
        sign_in(page, cast["hana" if asset_code == "GWA-0004" else "idris"])
        page.goto(record)
        open_check(page, asset_code)
        write_down(page, is_here=True)
    press(page.get_by_role("button", name="Close it and publish the seed"))
