"""Somebody let in who is not staff reads, asks and signs; anything else waits until they have signed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.learning.actions.signing import ask_to_sign, decline_policy, sign_policy
from hometime.learning.sign_first import waits_for_signature
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.guests.actions import end_access, let_in
from hometime.people.models import Role
from hometime.people.posts.actions import give_role
from hometime.policy.packs import shipped

from .conftest import DECLARES

pytestmark = pytest.mark.usefixtures("at_that_moment")
FIRST = "Sign the policy first"
FILLED = {"declared": DECLARES, "typed_name": "Wanda Frost"}


@pytest.fixture
def access(leo, hana, viewer, now, today):
    said = {"name": "Wanda Frost", "email": "wanda@frost.example", "kind": "volunteers", "why": "Reads with year 2"}
    ends = today + dt.timedelta(days=60)
    return let_in(**said, sponsor=leo, ends_on=ends, by=viewer(hana), at=now)


@pytest.fixture
def wanda(access):
    return access.person


@pytest.fixture
def sign(version, viewer, now, wanda):
    return lambda: sign_policy(version=version, typed_name=wanda.name, declared=DECLARES, by=viewer(wanda), at=now)


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("address", ["/", "/inbox/", "/calendar/", "/people/", "/training/", "/notices/"])
def test_any_other_page_says_what_to_do(page, wanda, address):
    answer = page.sign_in(wanda).get(address)
    assert (answer.status_code, answer.page.h1) == (403, FIRST)
    assert "/sign/" in answer.content.decode()
    assert "Leo Marsh" in answer.page.text


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    "address", ["/policy/", "/policy/clauses/WH56/", "/sign/", "/signatures/", "/ask/", "/questions/"]
)
def test_reading_signing_and_asking_are_open(page, wanda, address):
    answer = page.sign_in(wanda).get(address)
    assert answer.status_code == 200
    assert answer.page.h1 != FIRST


def test_a_form_sent_elsewhere_does_nothing(page, wanda, version):
    answer = page.sign_in(wanda).post("/training/risks/")
    assert (answer.status_code, answer.page.h1) == (403, FIRST)


def test_a_question_may_be_asked_first(page, wanda, version):
    assert page.sign_in(wanda).get("/questions/ask/").status_code == 200


def test_having_signed_opens_the_rest(page, wanda, version, settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    assert page.sign_in(wanda).post("/sign/", FILLED, follow=True).page.h1 == "What you signed"
    assert page.get("/").status_code == 200
    assert page.get("/inbox/").status_code == 200


def test_a_no_does_not_open_it(page, wanda, version, viewer, now):
    decline_policy(version=version, reason="No.", by=viewer(wanda), at=now)
    assert page.sign_in(wanda).get("/inbox/").page.h1 == FIRST


def test_a_policy_without_signatures_or_without_them_asks_nothing(page, wanda, publish, great_wickering, today):
    page.sign_in(wanda)
    assert page.get("/inbox/").status_code == 200  # no policy at all
    publish(shipped("dudley"), great_wickering)  # it leaves volunteers out
    assert page.get("/inbox/").status_code == 200


def test_a_policy_that_wants_no_signature_asks_nothing(wanda, version, viewer, monkeypatch):
    assert waits_for_signature(viewer(wanda))
    monkeypatch.setattr("hometime.learning.sign_first.asks_signature", lambda policy: False)
    assert waits_for_signature(viewer(wanda)) is None


@pytest.mark.parametrize("slug", ["tess", "victor", "grace", "hana", "stella"])
def test_nobody_else_is_kept_out(page, cast, version, slug):
    answer = page.sign_in(cast[slug]).get("/inbox/")
    assert answer.status_code == 200


def test_with_another_role_they_are_no_guest(wanda, version, bilal, viewer, now):
    give_role(wanda, Role.Kind.STAFF, by=viewer(bilal), at=now)
    assert waits_for_signature(viewer(wanda)) is None


def test_what_changed_since_stops_them_only_after_the_day(sign, next_version, bilal, wanda, viewer, now, today):
    sign()
    newer = next_version({"WH56": "Use school email."})
    day = today + dt.timedelta(days=7)
    ask_to_sign(version=newer, declared={"WH56": "major"}, sign_by=day, by=viewer(bilal), at=now)
    assert waits_for_signature(viewer(wanda, on=day)) is None
    assert waits_for_signature(viewer(wanda, on=day + dt.timedelta(days=1)))


def test_they_are_asked_once_and_not_when_they_signed(wanda, version, now, today):
    remind(today, now)
    remind(today + dt.timedelta(days=1), now)
    asked = Notice.objects.get(kind="learning.sign_first")
    assert asked.person == wanda
    assert "read it, ask about it and sign it here" in asked.text


def test_who_has_signed_or_gone_is_not_asked(sign, access, hana, viewer, now, today):
    sign()
    remind(today, now)
    end_access(access, by=viewer(hana), at=now)
    assert not Notice.objects.filter(kind="learning.sign_first").exists()


def test_staff_pay_no_query_for_it(tess, version, viewer):
    look = viewer(tess)
    with CaptureQueriesContext(connection) as queries:
        assert waits_for_signature(look) is None
    assert not queries.captured_queries
