"""A folder is lost from the boot of a car: told on a phone without JavaScript, seen, judged, and made ready for the regulator."""

from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.incidents.models import Incident
from hometime.incidents.reporting.actions import Report, report_incident
from hometime.people.models import Person
from hometime.people.viewer import viewer_for
from tests.journeys.walking import press


@pytest.fixture
def as_one_of(transactional_db, settings, tmp_path, sign_in):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()

    def signed_in_as(page, slug):
        page.context.clear_cookies()
        sign_in(page, Person.objects.select_related("account").get(code=code_of(slug)))
        return page

    return signed_in_as


def choose(page, **answers):
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check()


def onward(page, heading):
    press(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_the_report_of_a_phone_without_javascript(page_without_script, as_one_of):
    page = as_one_of(page_without_script, "tess")
    page.goto("/incidents/report/")
    choose(page, now="over")
    onward(page, "What happened?")
    choose(page, kind="stolen", thing="papers")
    onward(page, "What is missing, and where?")
    page.get_by_label("Where did it happen?").fill("The supermarket")
    onward(page, "What could be in it?")
    choose(page, data="sensitive", looked_after_child="yes", child="yes")
    onward(page, "When was it noticed?")
    choose(page, noticed="now")
    onward(page, "Send your report")
    press(page.get_by_role("button", name="Send it now"))
    expect(page.get_by_text("Thank you for telling us")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Safia Malik")
    assert Incident.objects.filter(kind="stolen").count() == 1


def told_of_a_folder():
    now = timezone.now()
    tess = viewer_for(Person.objects.get(code=code_of("tess")), on=timezone.localdate(now))
    what = Report(kind="stolen", thing="papers", now="over", data="sensitive", looked_after_child="yes", child="yes")
    return report_incident(what, once=uuid4(), by=tess, at=now)


def test_it_is_seen_judged_and_made_ready_for_the_regulator(page, look, as_one_of):
    it = told_of_a_folder()
    address = f"/incidents/{it.code}/"
    as_one_of(page, "safia").goto(address)
    press(page.get_by_role("button", name="I have seen this"))
    expect(page.get_by_text("Noted that you have seen it.")).to_be_visible()
    look(page, "incident-safia")
    as_one_of(page, "dara").goto(address)
    press(page.get_by_role("button", name="I have seen this"))
    look(page, "incident-dara")
    press(page.get_by_role("link", name="Judge the risk"))
    choose(page, outcome="high")
    page.get_by_label("Why? Say how likely harm is").fill("It names a child and where they live.")
    press(page.get_by_role("button", name="Put it on record"))
    expect(page.locator(".timeline")).to_contain_text("A high risk to people is likely")
    press(page.get_by_role("link", name="What it may have touched"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What it may have touched")
    look(page, "incident-radius")
    page.goto(f"{address}regulator/questions/")
    look(page, "incident-pack")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    as_one_of(page, "tess").goto(address)
    expect(page.locator("main")).to_contain_text("Dara Quinn: Seen")
    look(page, "incident-tess")
