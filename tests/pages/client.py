"""The `page` of every page test: Django's test client, which also reads and lints each page it fetches.

    def test_the_contents_list_every_section(page, tess):
        page.sign_in(tess)
        seen = page.get("/policy/").page
        assert seen.h1 == "The policy"

Whatever is wrong with the page fails the test that fetched it, whichever test that is.
"""

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.template import Template
from django.test import Client
from django.test.client import ClientHandler

from hometime.people.second_step import TAKEN
from hometime.people.sessions import SessionStore
from tests.pages.html import Page
from tests.pages.lint import problems_of


class PageClient(Client):
    """`response.page` is the page as read: `h1`, `title`, `text`, `links()`, `errors()`, `all("li")`."""

    def request(self, **request):
        response = super().request(**request)
        if is_a_page(response):
            lint(response, request.get("PATH_INFO", ""))
        return response

    def sign_in(self, person):
        """Sign in as a person of the cast, without the sign-in page, as if they had shown a second step.

        As `force_login` does, which keeps a session five times on the way.
        """
        request = HttpRequest()
        request.session = SessionStore()
        login(request, person.account, settings.AUTHENTICATION_BACKENDS[0])
        request.session[TAKEN] = True
        request.session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        return self


def is_a_page(response):
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content)


def lint(response, address):
    response.page = Page(response.content.decode(response.charset))
    problems = problems_of(response.page)
    if problems:
        pytest.fail(
            "\n  - ".join([f"The page at {address} ({response.status_code}) is not right:", *problems]), pytrace=False
        )


@pytest.fixture
def page():
    return PageClient()


@pytest.fixture(autouse=True, scope="session")
def middleware_is_loaded_once():
    """Every client goes through the middleware of the first, as every visitor of a site does, until a setting changes."""
    loaded, load = {}, ClientHandler.load_middleware

    def load_once(handler):
        if not loaded:
            load(handler)
            loaded.update(vars(handler))
        vars(handler).update(loaded, enforce_csrf_checks=handler.enforce_csrf_checks)

    def forget(**changed):
        loaded.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load_once)
        setting_changed.connect(forget)
        yield
        setting_changed.disconnect(forget)


@pytest.fixture(autouse=True, scope="session")
def pages_are_drawn_plainly():
    """Django copies all that each template, of a hundred to a page, is given: here the page itself is read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
        yield
