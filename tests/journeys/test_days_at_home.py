"""From a request to work at home, through a view and a decision, to the calendar of the team."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Person
from tests.journeys.walking import press


@pytest.fixture
def as_one_of(transactional_db, sign_in):
    start_demo()

    def signed_in_as(page, slug):
        page.context.clear_cookies()
        sign_in(page, Person.objects.select_related("account").get(code=code_of(slug)))
        page.goto("/")
        return page

    return signed_in_as


FRONT_PAGES = {
    "noor": "Not sure",
    "victor": "STOP",
    "grace": "Not sure",
    "tess": "OK",
    "hana": "OK",
}


@pytest.mark.parametrize("slug", FRONT_PAGES)
def test_the_front_page_of_each(page, look, as_one_of, slug):
    as_one_of(page, slug)
    assert page.locator(".verdict__word").inner_text().split("\n")[0] == FRONT_PAGES[slug]
    assert page.locator(".verdict").bounding_box()["y"] < page.viewport_size["height"]
    look(page, f"home-{slug}")


def test_the_pages_of_a_head(page, look, as_one_of):
    as_one_of(page, "hana")
    for name in ("inbox", "calendar", "standing", "standing/numbers", "calendar/feeds"):
        page.goto(f"/{name}/")
        look(page, f"home-{name.replace('/', '-')}")


def send(page):
    press(page.locator("main form button[type=submit]").last)


def choose(page, **answers):
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check()
    send(page)


def test_a_day_is_asked_for_decided_and_seen_on_the_calendar(page, look, as_one_of):
    day = timezone.localdate() + timedelta(days=14)
    day -= timedelta(days=day.weekday())
    as_one_of(page, "tess")
    press(page.get_by_role("link", name="Request to work from home"))
    choose(page, kind="arrangement")
    choose(page, ground="one_day", manager_spoken="yes")
    choose(page, how_often="one-day")
    for box, number in zip(page.locator("main input[type=text]").all(), (day.day, day.month, day.year), strict=True):
        box.fill(str(number))
    choose(page, part="day")
    choose(page, place="home", data="ordinary")
    send(page)

    as_one_of(page, "leo")
    press(page.get_by_role("link", name=re.compile("(is|are) waiting for you")))
    look(page, "inbox-leo")
    press(page.get_by_role("link", name="Tess Okafor").last)
    press(page.get_by_role("link", name="What you think"))
    choose(page, is_for="yes")

    as_one_of(page, "hana")
    page.goto("/inbox/")
    press(page.get_by_role("link", name="Tess Okafor"))
    choose(page, answer="yes")
    page.goto("/inbox/")
    expect(page.get_by_role("link", name="Tess Okafor")).to_have_count(0)

    as_one_of(page, "tess")
    page.goto(f"/calendar/?week={day.isoformat()}")
    row = page.get_by_role("row").filter(has_text="Tess Okafor")
    assert row.get_by_role("cell").first.inner_text().split("\n")[0] == "Home"
    look(page, "calendar-tess")
