"""Sign the policy; then a new version comes, and only what changed is signed again. Without JavaScript, on a phone."""

import copy
import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.learning.models import Acknowledgement
from hometime.people.models import Organisation, Person
from hometime.policy.actions import publish_version
from hometime.policy.packs import build_policy, catalogue, shipped
from tests.journeys.walking import press

WORDS = "Use only a school email address to contact colleagues, students or families."


@pytest.fixture
def people(transactional_db, settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    return lambda slug: Person.objects.select_related("account").get(code=code_of(slug))


@pytest.fixture
def publish_next(people):
    def put():
        source = copy.deepcopy({name: shipped("wolsey-house").source[name] for name in ("about", "clauses", "rules")})
        next(row for row in source["clauses"] if row["id"] == "WH56")["text"] = WORDS
        source["about"]["version"] = "2"
        now = timezone.now()
        school = Organisation.objects.get(slug="great-wickering")
        policy = build_policy("wolsey-house", source, catalogue())
        publish_version(policy, organisation=school, in_force_from=timezone.localdate(now), by=None, at=now)

    return put


def sign(page, name):
    page.goto("/sign/")
    for words in ("I have read it", "I understand it", "I will keep to it"):
        page.get_by_label(words).check()
    page.get_by_label("Your name").fill(name)
    press(page.get_by_role("button", name="Sign", exact=True))
    page.get_by_role("heading", name="What you signed").wait_for()


def ask_everybody(page, look):
    page.goto("/signing/ask/")
    expect(page.locator("main")).to_contain_text(WORDS)
    look(page, "ask-to-sign")
    page.get_by_label("Major").check()
    by = timezone.localdate() + dt.timedelta(days=14)
    for box, value in (("Day", by.day), ("Month", by.month), ("Year", by.year)):
        page.get_by_label(box, exact=True).fill(str(value))
    press(page.get_by_role("button", name="Ask people to sign"))
    page.get_by_role("heading", name="Who has signed").wait_for()
    look(page, "who-has-signed")


def test_sign_then_sign_what_changed(page_without_script, page, people, publish_next, sign_in, look):
    phone = page_without_script
    sign_in(phone, people("noor"))
    sign(phone, "Noor Rahman")
    expect(phone.get_by_role("link", name="Get the sealed copy")).to_have_count(1)
    publish_next()
    sign_in(page, people("bilal"))
    ask_everybody(page, look)
    phone.goto("/sign/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sign what changed")
    expect(phone.locator("main")).to_contain_text(WORDS)
    sign(phone, "Noor Rahman")
    again = Acknowledgement.objects.filter(person=people("noor")).order_by("pk").last()
    assert again.statement["changed_clauses"] == ["WH56"]


@pytest.mark.parametrize("address", ["/sign/", "/training/", "/questions/ask/", "/signatures/"])
def test_every_page_of_ones_own_can_be_used_by_all(page, people, sign_in, look, address):
    sign_in(page, people("noor"))
    page.goto(address)
    look(page, f"learning{address.strip('/').replace('/', '-')}")
