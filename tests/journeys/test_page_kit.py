"""The kit itself in a browser: every component at once, with and without errors, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import press

pytestmark = [pytest.mark.django_db, pytest.mark.urls("hometime.pages.urls")]

WRONG = "/kit/?minutes=soon&signed_on_0=3"


def test_every_component_can_be_read_by_everyone(page, look):
    page.goto("/kit/")
    look(page, "kit")


def test_errors_are_read_first_and_lead_to_their_fields(page, look):
    page.goto(WRONG)
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="Where will you be?").click()
    expect(page.locator("#id_place_0")).to_be_focused()
    look(page, "kit-with-errors")


def test_the_form_works_without_script(page_without_script):
    page = page_without_script
    page.goto("/kit/")
    page.get_by_label("Somewhere public").check()
    press(page.get_by_role("button", name="Save and continue"))
    expect(page).to_have_title(re.compile("^Error: "))


def test_a_big_target_is_pressed_anywhere(page):
    page.goto("/kit/")
    option = page.locator(".option", has_text="At home")
    option.click(position={"x": 250, "y": 10})
    expect(page.get_by_label("At home")).to_be_checked()


def test_the_keyboard_reaches_the_page_without_the_header(page):
    page.goto("/kit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_printed_page_unfolds_what_is_folded(page):
    page.goto("/kit/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
