"""Who may open which page: everybody signed in may ask; a receipt is for the eyes of the person who asked."""

import pytest
from django.urls import reverse

from hometime.decisions import urls
from hometime.decisions.models import Receipt
from tests.cast import NAMES
from tests.made_once import make_once

from .walking import answer_of

pytestmark = pytest.mark.usefixtures("in_force", "at_that_moment")

PLACES = {"activity": "work-at-home", "name": "device.owner", "way": 0}
OWN = ("receipt", "again", "compare", "try-way")


def address(pattern, code):
    named = {name: value for name, value in {**PLACES, "code": code}.items() if name in pattern.pattern.converters}
    return reverse(f"decisions:{pattern.name}", kwargs=named)


@pytest.fixture
def code(page, tess, settings, now):
    settings.DEMO = True

    def ask():
        answer_of(page.sign_in(tess), "something-happened", {"incident.kind": "lost"})
        page.logout()

    make_once("a receipt of Tess", now, ask, after="in force")
    return str(Receipt.objects.get().code)


def test_a_stranger_is_sent_to_the_door(page, code):
    for pattern in urls.urlpatterns:
        for send in (page.get, page.post):
            response = send(address(pattern, code))
            assert response.status_code == 302, pattern.name
            assert response.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("who", [name for name in NAMES if name != "tess"])
def test_another_persons_receipt_is_not_there(page, cast, code, who):
    """Not for the headteacher, not for another school, and no word that it exists."""
    page.sign_in(cast[who])
    for pattern in urls.urlpatterns:
        send = page.post if pattern.name == "again" else page.get
        response = send(address(pattern, code))
        if pattern.name in OWN:
            assert response.status_code == 404, pattern.name
            assert "Tess" not in response.page.text
        else:
            assert response.status_code in (200, 302), pattern.name
            assert code not in response.content.decode()


def test_her_own_is_there(page, tess, code):
    page.sign_in(tess)
    for pattern in urls.urlpatterns:
        send = page.post if pattern.name == "again" else page.get
        assert send(address(pattern, code)).status_code in (200, 302), pattern.name
