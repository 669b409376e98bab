"""Ask before you do it: from the question on the first page to an answer that is kept, and to other ways and other policies."""

import re

import pytest
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Person
from tests.journeys.walking import press

QUESTIONS_AT_MOST = 12


@pytest.fixture
def people(transactional_db):
    """Everybody of the demonstration: their schools have policies in force, and things are on record about them."""
    start_demo()
    return lambda slug: Person.objects.select_related("account").get(code=code_of(slug))


@pytest.fixture
def as_one_of(people, sign_in):
    def signed_in_as(page, slug):
        sign_in(page, people(slug))
        return page

    return signed_in_as


def choose(page, activity):
    page.goto("/ask/")
    page.locator(f"input[value={activity}]").check()
    press(page.get_by_role("button", name="Continue"))


def answer_the_rest(page, replies=()):
    """Each question from `replies`, or “I do not know”; then the answer."""
    said = dict(replies)
    for _ in range(QUESTIONS_AT_MOST):
        if "/questions/" not in page.url:
            break
        reply_to(page, said.get(page.url.split("/questions/")[1].split("/")[0], "not-known"))
    press(page.get_by_role("button", name="See the answer"))


def reply_to(page, value):
    box = page.locator(f"main input[value='{value}']")
    if box.count():
        box.check()
        press(page.get_by_role("button", name="Continue"))
    else:
        press(page.get_by_role("button", name="I do not know"))


def headline(page):
    """The word of the verdict, without the colon that is only heard."""
    return page.locator(".verdict__word").first.inner_text().split("\n")[0]


def test_tess_asks_and_keeps_the_answer(page, look, as_one_of):
    as_one_of(page, "tess")
    page.goto("/")
    look(page, "home")
    page.goto("/ask/")
    look(page, "ask")
    choose(page, "work-at-home")
    look(page, "ask-question")
    reply_to(page, "ordinary")
    press(page.get_by_role("link", name="Back to the last question"))
    expect(page.locator("input[value=ordinary]")).to_be_checked()
    press(page.get_by_role("button", name="Continue"))
    while "/questions/" in page.url:
        reply_to(page, {"device.owner": "school", "network.kind": "home_wifi"}.get(page.url.split("/")[-2], "false"))
    look(page, "ask-check")
    press(page.get_by_role("button", name="See the answer"))
    assert headline(page) == "OK"
    assert page.locator(".verdict").bounding_box()["y"] < page.viewport_size["height"]
    look(page, "ask-answer-ok")
    press(page.get_by_role("link", name="Receipts"))
    expect(page.get_by_role("link", name="Work at home")).to_have_count(1)
    look(page, "receipts")


def test_asking_needs_no_script(page_without_script, as_one_of):
    page = as_one_of(page_without_script, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    assert headline(page) == "STOP"
    press(page.get_by_role("link", name="See the answer with this").first)
    assert headline(page) == "OK"
    press(page.get_by_role("button", name="This is true"))
    expect(page.locator("h1")).to_have_text("Check your answers")


def test_asking_needs_no_mouse(page, as_one_of):
    as_one_of(page, "noor")
    page.goto("/ask/")
    press_until(page, "Tab", "document.activeElement.name === 'activity'")
    page.keyboard.press("Space")  # work at home
    press_until(page, "Tab", "document.activeElement.textContent === 'Continue'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**")
    press_until(page, "Tab", "document.activeElement.name === 'answer'")
    page.keyboard.press("Space")
    press_until(page, "Tab", "document.activeElement.textContent === 'Continue'")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ask/work-at-home/(?!questions/data.kind/)"))
    page.locator("h1").wait_for()


def press_until(page, key, is_there):
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate(is_there):
            return
    raise AssertionError(f"the keyboard never got to where {is_there}")


def test_a_stop_shows_the_way_to_ok(page, look, as_one_of):
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    assert headline(page) == "STOP"
    look(page, "ask-answer-stop")
    press(page.get_by_role("link", name="See the answer with this").first)
    assert headline(page) == "OK"
    look(page, "ask-what-if")
    press(page.get_by_role("button", name="This is true"))
    press(page.get_by_role("button", name="See the answer"))
    assert headline(page) == "OK"


def test_something_happened_and_the_answer_is_whom_to_tell(page, look, as_one_of):
    as_one_of(page, "tess")
    choose(page, "something-happened")
    answer_the_rest(page, {"incident.kind": "lost"})
    assert headline(page) == "STOP"
    expect(page.get_by_role("heading", name="Tell these people")).to_have_count(1)
    expect(page.locator(".tells").first).to_contain_text("Hana Whitlock")
    look(page, "ask-something-happened")


def test_a_silent_policy_says_whom_to_ask(page, look, as_one_of):
    as_one_of(page, "stella")
    choose(page, "take-papers")
    answer_the_rest(page)
    assert headline(page) == "Your policy does not say"
    expect(page.locator(".tells").first).to_contain_text("Petra Lowe")
    look(page, "ask-silent")


def test_a_wrong_reply_is_explained(page, look, as_one_of):
    as_one_of(page, "noor")
    choose(page, "work-at-home")
    press(page.get_by_role("button", name="Continue"))
    expect(page).to_have_title(re.compile("^Error: "))
    look(page, "ask-error")


def test_other_policies_answer_the_same_facts(page, look, as_one_of, settings):
    settings.DEMO = True
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    page.get_by_text("The same answers under another policy").click()
    press(page.get_by_role("link", name="All policies at a glance"))
    look(page, "compare-all")
    press(page.get_by_role("link", name="An academy trust"))
    expect(page.locator(".compare__side")).to_have_count(2)
    look(page, "compare-two")


def test_a_citation_leads_to_the_clause(page, look, as_one_of):
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    label = page.locator(".cite__label").first.inner_text()
    press(page.locator(".cite__label").first)
    expect(page.locator("main")).to_contain_text(label)
    look(page, "clause")


def test_an_answer_reads_well_on_paper(page, as_one_of):
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    page.emulate_media(media="print")
    expect(page.locator(".nav")).to_be_hidden()
    assert page.locator(".verdict__word").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
