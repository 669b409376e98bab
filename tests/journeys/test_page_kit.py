"""The kit itself in a browser: every component at once, with and without errors, with and without script."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("hometime.pages.urls")]

WRONG = "/kit/?minutes=soon&signed_on_0=3"


def test_every_component_can_be_read_by_everyone(page, look):
    page.goto("/kit/")
    look(page, "kit")


def test_errors_are_read_first_and_lead_to_their_fields(page, look):
    page.goto(WRONG)
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("link", name="Where will you be?").click()
    assert page.evaluate("document.activeElement.id") == "id_place_0"
    look(page, "kit-with-errors")


def test_the_form_works_without_script(page_without_script):
    page = page_without_script
    page.goto("/kit/")
    page.get_by_label("Somewhere public").check()
    page.get_by_role("button", name="Save and continue").click()
    assert page.title().startswith("Error: ")


def test_a_big_target_is_pressed_anywhere(page):
    page.goto("/kit/")
    option = page.locator(".option", has_text="At home")
    option.click(position={"x": 250, "y": 10})
    assert page.get_by_label("At home").is_checked()


def test_the_keyboard_reaches_the_page_without_the_header(page):
    page.goto("/kit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_printed_page_unfolds_what_is_folded(page):
    page.goto("/kit/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
