"""Somebody let in who is not staff reads, asks and signs; anything else waits until they have signed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.learning.actions.signing import ask_to_sign, decline_policy, sign_policy
from hometime.learning.sign_first import waits_for_signature
from hometime.lib.remembering import remembering
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.actions import add_person
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


class TestVolunteersAndGovernors:
    """Named by the policy among the people it binds from the day they are given access."""

    @pytest.fixture
    def add(self, great_wickering, now, leo):
        def put(kind, starts_on, line_manager=None):
            said = {"job_title": "Reads with children", "roles": [kind], "line_manager": line_manager}
            return add_person(
                great_wickering,
                name="Vera Hale",
                email="vera@hale.example",
                starts_on=starts_on,
                by=None,
                at=now,
                **said,
            )

        return put

    @pytest.mark.parametrize("kind", [Role.Kind.VOLUNTEER, Role.Kind.GOVERNOR])
    def test_given_access_under_the_policy_they_sign_first(self, page, add, version, kind, today, leo):
        vera = add(kind, today, leo)
        answer = page.sign_in(vera).get("/inbox/")
        assert (answer.status_code, answer.page.h1) == (403, FIRST)
        assert "Leo Marsh, who is responsible for you here" in answer.page.text
        assert page.get("/sign/").status_code == page.get("/policy/").status_code == 200

    def test_without_a_manager_the_office_answers(self, page, add, version, today):
        assert "tell the school office" in page.sign_in(add(Role.Kind.GOVERNOR, today)).get("/inbox/").page.text

    def test_having_signed_opens_the_rest(self, page, add, version, today, viewer, now):
        vera = add(Role.Kind.GOVERNOR, today)
        sign_policy(version=version, typed_name=vera.name, declared=DECLARES, by=viewer(vera), at=now)
        assert page.sign_in(vera).get("/inbox/").status_code == 200

    def test_who_was_here_before_the_policy_has_until_the_day(self, version, grace, victor, bilal, viewer, now, today):
        assert not [each for each in (grace, victor) if waits_for_signature(viewer(each))]
        day = today + dt.timedelta(days=7)
        ask_to_sign(version=version, declared={}, sign_by=day, by=viewer(bilal), at=now)
        assert not [each for each in (grace, victor) if waits_for_signature(viewer(each, on=day))]
        late = day + dt.timedelta(days=1)
        assert all(waits_for_signature(viewer(each, on=late)) for each in (grace, victor))

    @pytest.mark.parametrize("kind", [Role.Kind.VOLUNTEER, Role.Kind.GOVERNOR])
    def test_a_policy_that_does_not_name_them_only_asks(self, add, publish, great_wickering, kind, today, viewer):
        publish(shipped("starter"), great_wickering)
        assert waits_for_signature(viewer(add(kind, today))) is None

    def test_with_another_role_they_are_staff(self, add, version, today, bilal, viewer, now):
        vera = add(Role.Kind.GOVERNOR, today)
        give_role(vera, Role.Kind.DPO, by=viewer(bilal), at=now)
        assert waits_for_signature(viewer(vera)) is None

    def test_they_are_asked_once(self, add, version, today, now):
        vera = add(Role.Kind.VOLUNTEER, today)
        remind(today, now)
        remind(today + dt.timedelta(days=1), now)
        assert Notice.objects.get(kind="learning.sign_first").person == vera

    def test_it_costs_few_queries(self, add, version, today, viewer):
        look = viewer(add(Role.Kind.GOVERNOR, today))
        with remembering(), CaptureQueriesContext(connection) as queries:  # as the door of a page asks it
            assert waits_for_signature(look)
        assert len(queries.captured_queries) <= 5
