"""The `page` of every page test: Django's test client, which also reads and lints each page it fetches.

    def test_the_contents_list_every_section(page, tess):
        page.sign_in(tess)
        seen = page.get("/policy/").page
        assert seen.h1 == "The policy"

Whatever is wrong with the page fails the test that fetched it, whichever test that is.
"""

import pytest
from django.test import Client

from hometime.people.second_step import TAKEN
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
        """Sign in as a person of the cast, without the sign-in page, as if they had shown a second step."""
        self.force_login(person.account)
        session = self.session
        session[TAKEN] = True
        session.save()
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
