"""A closure from its first hour to its last: staff sent home in bulk, hours told, a hurried choice looked at, and an end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.arrangements.models import Closure
from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Person
from tests.journeys.walking import press

HERE = "/arrangements/closure/"


@pytest.fixture
def as_one_of(transactional_db, sign_in):
    start_demo()

    def signed_in_as(page, slug, address):
        page.context.clear_cookies()
        sign_in(page, Person.objects.select_related("account").get(code=code_of(slug)))
        page.goto(address)
        return page

    return signed_in_as


def fill_day(page, legend, day):
    boxes = page.get_by_role("group", name=legend)
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(number))


def declare(page):
    page.get_by_label("A building is damaged or not safe").check()
    page.get_by_label("What should everybody know?").fill("The hall is under water. Please stay away.")
    for name in ("Tess Okafor", "Leo Marsh", "Noor Rahman"):
        page.get_by_label(name).check()
    page.get_by_label("Their hours: from").fill("09:00")
    page.get_by_label("Their hours: to").fill("15:30")
    press(page.get_by_role("button", name="Declare it"))


def wind_down(page, last_day):
    press(page.get_by_role("link", name="Wind it down"))
    fill_day(page, "What is the last day at home?", last_day)
    press(page.get_by_role("button", name="Tell everybody"))


def let_days_pass():
    """As if all of it had been a week ago."""
    it = Closure.objects.get()
    week = timedelta(days=7)
    Closure.objects.update(starts_on=it.starts_on - week, ended_on=it.ended_on - week)


def test_a_closure_is_declared_lived_through_and_ended(page, look, as_one_of):
    today = timezone.localdate()
    as_one_of(page, "hana", HERE)
    press(page.get_by_role("link", name="Declare a closure"))
    look(page, "closure-declare")
    declare(page)
    expect(page.get_by_text("Everybody you named is being told.")).to_be_visible()
    press(page.get_by_role("button", name="Start remote learning"))
    look(page, "closure-declared")

    as_one_of(page, "tess", "/notices/")
    expect(page.get_by_text("The school is closed: work from home").first).to_be_visible()
    page.goto(HERE)
    press(page.get_by_role("link", name="Read your hours"))
    expect(page.get_by_text("Monday to Friday, 09:00 to 15:30")).to_be_visible()
    press(page.get_by_role("button", name="Confirm"))
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()
    page.goto("/calendar/")
    look(page, "closure-calendar-tess")

    as_one_of(page, "idris", HERE)
    press(page.get_by_role("link", name="Note a hurried choice"))
    page.get_by_label("What was chosen in a hurry?").fill("A free chat tool for lessons")
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("To be looked at", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="A free chat tool for lessons")).to_have_count(0)

    as_one_of(page, "dara", HERE)
    press(page.get_by_role("link", name="A free chat tool for lessons"))
    page.get_by_label("What did you find?").fill("It keeps what pupils say. Stop using it.")
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Looked at", exact=True)).to_be_visible()

    as_one_of(page, "hana", HERE)
    wind_down(page, today + timedelta(days=1))
    look(page, "closure-winding-down")
    expect(page.get_by_role("button", name="Say that it is over")).to_have_count(0)  # its last day has not passed yet
    let_days_pass()
    page.goto(HERE)
    press(page.get_by_role("button", name="Say that it is over"))
    expect(page.get_by_text("The closure is over.")).to_be_visible()

    as_one_of(page, "tess", HERE)
    expect(page.get_by_text("You work from home.")).to_have_count(0)
    look(page, "closure-over-tess")
