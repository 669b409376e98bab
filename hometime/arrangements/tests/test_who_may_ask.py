"""Whoever cannot ask for days at home is told on the first page, and not once four pages are filled in."""

import pytest

from hometime.arrangements.actions import ask_arrangement
from hometime.arrangements.models import Arrangement
from hometime.lib.refusal import Refused
from hometime.policy.models import PolicyVersion

from .conftest import FRIDAYS

pytestmark = pytest.mark.usefixtures("at_that_moment")
KIND = {"kind": "arrangement"}


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_governors_and_volunteers_have_no_days_to_ask_for(school, cast, slug, viewer, now, page):
    said = page.sign_in(cast[slug]).post("/arrangements/ask/", KIND)
    assert said.status_code == 422
    assert "Days at home are for people who work here" in said.page.text
    with pytest.raises(Refused, match="for people who work here"):
        ask_arrangement(FRIDAYS, by=viewer(cast[slug]), at=now)
    assert not Arrangement.objects.exists()


def test_where_no_policy_is_in_force_it_is_said_at_once(cast, great_wickering, tess, page):
    assert not PolicyVersion.objects.filter(organisation=great_wickering).exists()
    said = page.sign_in(tess).post("/arrangements/ask/", KIND)
    assert said.status_code == 422
    assert "no policy in force here yet" in said.page.text


def test_staff_go_on_to_the_first_question(school, tess, page):
    assert page.sign_in(tess).post("/arrangements/ask/", KIND).headers["Location"] == "/arrangements/ask/reason/"
