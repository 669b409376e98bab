"""What device managers say: a list with its columns moved and in another language, tried, taken over and taken back; and a
stolen tablet of which the device manager says that it is encrypted, and whoever had it that it is not."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.equipment.models import Device, Loan, Observation
from hometime.people.models import Person
from tests.journeys.walking import press

HEADS = "Verschlüsselt;Gerätename;Besitz;Letzter Check-In;Betriebssystem;Seriennummer"
TABLET = "GWA-0014"


@pytest.fixture
def cast(transactional_db, settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    rows = Person.objects.select_related("account")
    return {slug: rows.get(code=code_of(slug)) for slug in ("idris", "tess")}


@pytest.fixture
def tablet(cast):
    """Tess has it since a week ago."""
    made = Device.objects.get(asset_code=TABLET)
    at = timezone.now() - dt.timedelta(days=7)
    about = {"organisation": made.organisation, "created_at": at, "created_by": cast["idris"]}
    Loan.objects.create(device=made, person=cast["tess"], lent_at=at, **about)
    return made


def german():
    """Its columns moved; line 3 has a day that nobody can be sure of, line 4 a worthless serial number."""
    day = f"{timezone.localtime() - dt.timedelta(days=1):%d.%m.%Y}"
    lines = [
        f"Wahr;IPAD-14;Unternehmen;{day} 08:14:02;iOS;DMQX0R1TKF8B",
        "Falsch;LT-3;Unternehmen;irgendwann;Windows;7XK2PN3",
        f"Wahr;LT-9;Unternehmen;{day} 08:00:00;Windows;System Serial Number",
    ]
    text = "\r\n".join([HEADS, *lines])
    return {"name": "Geräte.csv", "mimeType": "text/csv", "buffer": text.encode("utf-16")}


def bring_in(page):
    page.goto("/equipment/lists/")
    page.get_by_label("List of devices").set_input_files(german())
    press(page.get_by_role("button", name="Read it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What this list would add")


def take_over(page):
    press(page.get_by_role("button", name="Bring it in"))
    expect(page.get_by_text(re.compile(r"readings? brought in"))).to_be_visible()


def test_a_list_with_its_columns_moved_and_in_german_goes_in_and_comes_back(page, cast, tablet, sign_in, look):
    sign_in(page, cast["idris"])
    before = Observation.objects.count()
    bring_in(page)
    expect(page.get_by_role("row", name=re.compile(r"^2 GWA-0014.*Encrypted: yes, all of it"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"^3 .*is not a time we can be sure of"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"^4 .*says nothing: many devices have it"))).to_be_visible()
    look(page, "readings-preview")
    assert Observation.objects.count() == before  # nothing was kept yet
    take_over(page)
    look(page, "readings-taken-over")
    done = page.url
    page.goto(f"/equipment/{tablet.code}/posture/")
    expect(page.locator("main")).to_contain_text("Yes, all of it")
    page.goto(done)
    page.get_by_label("Why is it taken back?").fill("It was last year’s.")
    press(page.get_by_role("button", name="Take all of it back"))
    expect(page.get_by_role("heading", level=1)).to_have_text("A list of devices: Taken back")
    page.goto(f"/equipment/{tablet.code}/posture/")
    expect(page.locator("main")).to_contain_text("Nothing is known about it yet")


def test_a_stolen_tablet_that_is_encrypted_by_one_word_and_not_by_another(
    page, new_context, cast, tablet, sign_in, look, live_server
):
    sign_in(page, cast["idris"])
    bring_in(page)
    take_over(page)

    theirs = new_context().new_page()
    sign_in(theirs, cast["tess"])
    theirs.goto(f"{live_server.url}/equipment/{tablet.code}/check/")
    theirs.get_by_role("group", name=re.compile("encrypted")).get_by_text("No, but it could be", exact=True).click()
    press(theirs.get_by_role("button", name="Look again"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text("My things")
    inset = theirs.locator(".inset", has_text="Until they agree, the first one counts.")
    expect(inset).to_contain_text("The person who has it says “No, but it could be”")
    expect(inset).to_contain_text("Intune says “Yes, all of it”")
    look(theirs, "readings-my-things")

    theirs.goto(f"{live_server.url}/equipment/{tablet.code}/lost/")
    theirs.get_by_label("What happened, in a few words?").fill("Stolen from the car.")
    press(theirs.get_by_role("button", name="Mark it as lost"))
    expect(theirs.locator("main")).to_contain_text("is marked as lost")

    page.goto("/inbox/")
    press(page.get_by_role("link", name=f"Sources differ about {TABLET}"))
    card = page.locator("section.card", has_text="Sources differ")
    expect(card).to_contain_text(re.compile(r"The person who has it\s*No, but it could be"))
    expect(card).to_contain_text(re.compile(r"Intune\s*Yes, all of it"))
    look(page, "readings-side-by-side")
