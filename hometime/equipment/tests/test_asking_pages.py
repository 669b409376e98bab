"""Every page of asking, as each of the cast meets it; strangers get no further than the door; each act of the catalogue leads somewhere."""

import pytest
from django.urls import reverse

from hometime.equipment.asking import urls as asking
from hometime.equipment.asking.actions.requests import ask_for_device
from hometime.equipment.asking.inbox import waiting_for
from hometime.equipment.own import urls as own
from hometime.policy.packs import read_catalogue
from hometime.policy.routes import address_of

CODE = "00000000-0000-4000-8000-000000000000"
GIVEN = {"code": CODE, "recipient": "it_lead", "as_who": "it"}
PATTERNS = [*asking.urlpatterns, *own.urlpatterns]
PLAIN = [each for each in PATTERNS if not each.pattern.converters]
OURS = {
    "request", "ask-change", "report-fault", "service", "inspect", "settings", "agree-set-up", "advise",
    "repair", "inspection-consent", "clear-data",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, pattern, method):
    given = {name: GIVEN[name] for name in pattern.pattern.converters}
    answer = getattr(page, method)(reverse(f"equipment:{pattern.name}", kwargs=given))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("slug", ["wolsey-house", "academy-trust", "dudley"])
def test_everybody_of_the_cast_meets_a_page_or_a_reason(put_in_force, cast, page, slug):
    put_in_force(slug)
    for name, person in cast.items():
        page.sign_in(person)
        answers = {each.name: page.get(reverse(f"equipment:{each.name}")).status_code for each in PLAIN}
        assert set(answers.values()) <= {200, 403}, name
        closed = {name for name, status in answers.items() if status == 403}
        assert closed <= {"inspect-visit", "service", "settings"}, name


def test_a_record_that_is_none_is_not_there(put_in_force, tess, page):
    put_in_force("wolsey-house")
    page.sign_in(tess)
    for each in PATTERNS:
        if each.pattern.converters:
            given = {name: GIVEN[name] for name in each.pattern.converters}
            assert page.get(reverse(f"equipment:{each.name}", kwargs=given)).status_code in (404, 405)


def test_every_act_of_the_catalogue_that_is_ours_has_a_page():
    acts = {control.act for control in read_catalogue().controls.values()}
    ours = {f"equipment:{name}" for name in OURS}
    assert ours <= acts
    assert [act for act in ours if not address_of(act)] == []


def test_what_waits_is_about_others(put_in_force, tess, hana, leo, stella, viewer, now):
    put_in_force("wolsey-house")
    ask_for_device(kind="laptop", need="To plan.", rung=None, by=viewer(tess), at=now)
    assert [each.words for each in waiting_for(viewer(hana))] == ["Tess Okafor asks for a device"]
    for other in (tess, leo, stella):
        assert waiting_for(viewer(other)) == []
    assert waiting_for(None) == []


def test_lists_take_as_many_queries_for_many_as_for_few(
    put_in_force, cast, hana, viewer, now, page, django_assert_max_num_queries
):
    put_in_force("wolsey-house")
    for slug in ("tess", "leo", "noor", "idris", "safia"):
        ask_for_device(kind="laptop", need="To plan.", rung=None, by=viewer(cast[slug]), at=now)
    page.sign_in(hana)
    page.get(reverse("equipment:request"))
    with django_assert_max_num_queries(16):
        page.get(reverse("equipment:request"))
