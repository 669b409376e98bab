"""Components and forms as they are written out, and the pages shown when something is wrong."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.template import Context, Template
from django.test import RequestFactory

from hometime.pages import errors
from hometime.pages.fields import DayField
from hometime.pages.words import LEVELS
from tests.pages.html import Page
from tests.pages.lint import problems_of

pytestmark = pytest.mark.urls("hometime.pages.urls")
TESS = SimpleNamespace(name="Tess", organisation=SimpleNamespace(name="Great Wickering Academy"))


def drawn(source, **context):
    return Template("{% load kit %}" + source).render(Context(context))


def asked(path="/ask/", viewer=None):
    request = RequestFactory().get(path)
    request.viewer = viewer
    return request


def test_the_kit_is_a_good_page(page):
    assert page.get("/kit/").page.h1 == "The page kit"


def test_the_kit_with_errors_is_a_good_page(page):
    seen = page.get("/kit/?minutes=soon&signed_on_0=3").page
    assert seen.title == "Error: The page kit – Hometime"
    assert seen.errors()[0] == "Where will you be? Choose an answer."
    assert "The date must have a month and a year." in seen.errors()


@pytest.mark.parametrize(("level", "word"), LEVELS.items())
def test_every_level_has_a_shape_and_a_word(level, word):
    markup = drawn("{% verdict level 'so' %}{% endverdict %}{% status level %}", level=level)
    assert markup.count("<svg") == 2 and markup.count(word) == 2


def test_the_title_of_a_verdict_is_its_headline():
    h1 = Page(drawn("{% verdict 'stop' 'Put this right.' %}{% endverdict %}")).h1
    assert h1 == drawn("{% verdict_title 'stop' 'Put this right.' %}") == "STOP: Put this right."


def test_a_level_nobody_drew_is_refused():
    with pytest.raises(ValueError, match="No mark is drawn for “amber”"):
        drawn("{% status 'amber' %}")


def test_words_of_people_are_escaped():
    hostile = "<script>"
    for source in (
        "{% tag it %}",
        "{% cite it it it %}",
        "{% fold it %}{{ it }}{% endfold %}",
        "{% verdict 'ok' it %}{% endverdict %}",
    ):
        assert hostile not in drawn(source, it=hostile)


def test_the_header_says_who_is_here_and_where():
    header = Page(drawn("{% page_header %}", request=asked("/policy/clauses/7/", TESS), csrf_token="t"))
    assert "Tess Great Wickering Academy" in header.text
    assert [each.text for each in header.all("a") if "aria-current" in each.attrs] == ["Policy"]
    assert [each.text for each in header.all("button")] == ["Sign out"]


def test_a_stranger_gets_no_menu():
    assert not Page(drawn("{% page_header %}", request=asked())).all("nav")


class OneQuestion(forms.Form):
    place = forms.ChoiceField(label="Where will you be?", choices=[("home", "At home")], widget=forms.RadioSelect)


def test_a_question_may_be_the_heading_of_its_page():
    assert Page(drawn("{% field form.place heading=True %}", form=OneQuestion())).h1 == "Where will you be?"


class Signed(forms.Form):
    on = DayField(label="When did you sign?")


def typed(day, month, year):
    return Signed({"on_0": day, "on_1": month, "on_2": year})


def test_a_day_is_read_from_three_boxes():
    form = typed(" 27", "3 ", "2026")
    assert form.is_valid() and form.cleaned_data["on"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("31", "2", "2026"), "Enter a real date, such as 27 3 2026."),
        (("27", "March", "2026"), "Enter a real date, such as 27 3 2026."),
        (("27", "3", "26"), "The year must have four figures, such as 2026."),
        (("9" * 30, "3", "2026"), "Enter a real date, such as 27 3 2026."),
        (("27", "", "2026"), "The date must have a month."),
        (("", "", ""), "Enter the date, such as 27 3 2026."),
    ],
)
def test_a_wrong_day_says_what_is_wrong(parts, said):
    assert typed(*parts).errors["on"] == [said]


PAGES_OF_TROUBLE = [
    (errors.bad_request, SuspiciousOperation(), 400, "We could not read that"),
    (errors.bad_request, RequestDataTooBig(), 413, "That is too big to send"),
    (errors.forbidden, PermissionDenied("Only the headteacher may do this."), 403, "This page is not for you"),
    (errors.not_found, Exception(), 404, "We cannot find that page"),
]


@pytest.mark.parametrize("viewer", [None, TESS])
@pytest.mark.parametrize(("show", "problem", "status", "heading"), PAGES_OF_TROUBLE)
def test_a_page_of_trouble_says_what_to_do(show, problem, status, heading, viewer):
    response = show(asked(viewer=viewer), problem)
    assert problems_of(Page(response.content.decode())) == []
    seen = Page(response.content.decode())
    assert (response.status_code, seen.h1, str(problem) in seen.text) == (status, heading, True)
    assert seen.links()["Go to the start"] == "/"


@pytest.mark.parametrize(("show", "status"), [(errors.server_error, 500), (errors.forgery_suspected, 403)])
def test_trouble_on_our_side_is_a_good_page(show, status):
    response = show(asked())
    assert problems_of(Page(response.content.decode())) == [] and response.status_code == status
