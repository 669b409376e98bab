"""Ask before you do it: from the question on the first page to an answer that is kept."""

import pytest

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Person

QUESTIONS_AT_MOST = 12


@pytest.fixture
def tess(transactional_db):
    """Tess of the demonstration: her school has a policy in force, and things are on record about her."""
    start_demo()
    return Person.objects.get(code=code_of("tess"))


def answer_the_rest(page):
    """The second choice of each question, as somebody in a hurry might; back at the answers, ask for the verdict."""
    for _ in range(QUESTIONS_AT_MOST):
        if page.get_by_role("button", name="See the answer").count():
            break
        page.locator("main input[type=radio], main input[type=checkbox]").nth(1).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="See the answer").click()


def ask_about_working_at_home(page):
    page.goto("/ask/")
    page.get_by_label("Work at home").check()
    page.get_by_role("button", name="Continue").click()


def test_tess_asks_and_keeps_the_answer(page, look, sign_in, tess):
    sign_in(page, tess)
    page.goto("/")
    look(page, "home")
    page.goto("/ask/")
    look(page, "ask")
    ask_about_working_at_home(page)
    look(page, "question")
    answer_the_rest(page)
    headline = page.locator("h1").inner_text()
    look(page, "answer")
    assert page.locator(".verdict").bounding_box()["y"] < page.viewport_size["height"]
    page.get_by_role("link", name="Receipts").click()
    assert page.get_by_role("link", name="Work at home").count() == 1
    assert headline


def test_asking_needs_no_script(page_without_script, sign_in, tess):
    sign_in(page_without_script, tess)
    ask_about_working_at_home(page_without_script)
    answer_the_rest(page_without_script)
    assert page_without_script.locator(".verdict").count() == 1
