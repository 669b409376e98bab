"""The address of a record in a list is the one `reverse` gives."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from hometime.pages.links import link_to

PAGES = ("arrangements:arrangement", "incidents:incident", "equipment:posture", "learning:signature")


@pytest.mark.parametrize("page", PAGES)
def test_a_link_is_the_address_of_the_page(page):
    code = uuid4()
    assert link_to(page, code) == reverse(page, args=[code])


def test_a_site_beneath_another_address_links_to_itself():
    code = uuid4()
    set_script_prefix("/school/")
    try:
        assert link_to(PAGES[0], code) == reverse(PAGES[0], args=[code])
        assert link_to(PAGES[0], code).startswith("/school/")
    finally:
        set_script_prefix("/")


def test_a_page_that_is_not_found_by_a_code_is_refused():
    with pytest.raises(NoReverseMatch):
        link_to("home:inbox", uuid4())
