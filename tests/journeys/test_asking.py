"""Ask before you do it: from the question on the first page to an answer that is kept, and to other ways and other policies."""

import pytest

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Person

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
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()


def answer_the_rest(page, replies=()):
    """Each question from `replies`, or “I do not know”; then the answer."""
    said = dict(replies)
    for _ in range(QUESTIONS_AT_MOST):
        if "/questions/" not in page.url:
            break
        reply_to(page, said.get(page.url.split("/questions/")[1].split("/")[0], "not-known"))
    page.get_by_role("button", name="See the answer").click()
    page.wait_for_load_state()


def reply_to(page, value):
    box = page.locator(f"main input[value='{value}']")
    if box.count():
        box.check()
        page.get_by_role("button", name="Continue").click()
    else:
        page.get_by_role("button", name="I do not know").click()
    page.wait_for_load_state()


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
    page.get_by_role("link", name="Back to the last question").click()
    assert page.locator("input[value=ordinary]").is_checked()
    page.get_by_role("button", name="Continue").click()
    while "/questions/" in page.url:
        reply_to(page, {"device.owner": "school", "network.kind": "home_wifi"}.get(page.url.split("/")[-2], "false"))
    look(page, "ask-check")
    page.get_by_role("button", name="See the answer").click()
    assert headline(page) == "OK"
    assert page.locator(".verdict").bounding_box()["y"] < page.viewport_size["height"]
    look(page, "ask-answer-ok")
    page.get_by_role("link", name="Receipts").click()
    assert page.get_by_role("link", name="Work at home").count() == 1
    look(page, "receipts")


def test_asking_needs_no_script(page_without_script, as_one_of):
    page = as_one_of(page_without_script, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    assert headline(page) == "STOP"
    page.get_by_role("link", name="See the answer with this").first.click()
    assert headline(page) == "OK"
    page.get_by_role("button", name="This is so").click()
    assert page.locator("h1").inner_text() == "Check your answers"


def test_asking_needs_no_mouse(page, as_one_of):
    as_one_of(page, "noor")
    page.goto("/ask/")
    press_until(page, "Tab", "document.activeElement.name === 'activity'")
    page.keyboard.press("ArrowDown")  # take papers out of school
    press_until(page, "Tab", "document.activeElement.textContent === 'Continue'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**")
    press_until(page, "Tab", "document.activeElement.name === 'answer'")
    page.keyboard.press("Space")
    press_until(page, "Tab", "document.activeElement.textContent === 'Continue'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/take-papers/**")
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
    page.get_by_role("link", name="See the answer with this").first.click()
    assert headline(page) == "OK"
    look(page, "ask-what-if")
    page.get_by_role("button", name="This is so").click()
    page.get_by_role("button", name="See the answer").click()
    assert headline(page) == "OK"


def test_something_happened_and_the_answer_is_whom_to_tell(page, look, as_one_of):
    as_one_of(page, "tess")
    choose(page, "something-happened")
    answer_the_rest(page, {"incident.kind": "lost"})
    assert headline(page) == "STOP"
    assert page.get_by_role("heading", name="Tell these people").count() == 1
    assert "Hana Whitlock" in page.locator(".tells").first.inner_text()
    look(page, "ask-something-happened")


def test_a_silent_policy_says_whom_to_ask(page, look, as_one_of):
    as_one_of(page, "stella")
    choose(page, "take-papers")
    answer_the_rest(page)
    assert headline(page) == "Your policy does not say"
    assert "Petra Lowe" in page.locator(".tells").first.inner_text()
    look(page, "ask-silent")


def test_a_wrong_reply_is_explained(page, look, as_one_of):
    as_one_of(page, "noor")
    choose(page, "work-at-home")
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    look(page, "ask-error")


def test_other_policies_answer_the_same_facts(page, look, as_one_of, settings):
    settings.DEMO = True
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    page.get_by_text("The same answers under another policy").click()
    page.get_by_role("link", name="All policies at a glance").click()
    look(page, "compare-all")
    page.get_by_role("link", name="An academy trust").click()
    assert page.locator(".compare__side").count() == 2
    look(page, "compare-two")


def test_a_citation_leads_to_the_clause(page, look, as_one_of):
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    label = page.locator(".cite__label").first.inner_text()
    page.locator(".cite__label").first.click()
    assert label in page.locator("main").inner_text()
    look(page, "clause")


def test_an_answer_reads_well_on_paper(page, as_one_of):
    as_one_of(page, "victor")
    choose(page, "work-in-public")
    answer_the_rest(page)
    page.emulate_media(media="print")
    assert page.locator(".nav").is_hidden()
    assert page.locator(".verdict__word").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
