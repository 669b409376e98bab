"""The headteacher is away: the deputy decides until Friday, and not a day longer. Walked without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.arrangements.actions import Wish, ask_arrangement, give_view
from hometime.arrangements.models import Arrangement
from hometime.arrangements.states import State
from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.people.models import Delegation, Person
from hometime.people.viewer import viewer_for
from tests.journeys.walking import press


@pytest.fixture
def people(transactional_db):
    start_demo()
    return lambda slug: Person.objects.select_related("account").get(code=code_of(slug))


@pytest.fixture
def walk(people, sign_in):
    def as_one_of(page, slug, address):
        page.context.clear_cookies()
        sign_in(page, people(slug))
        page.goto(address)
        return page

    return as_one_of


@pytest.fixture
def two_requests(people):
    """Tess asked for two single days more, and Leo is for both."""
    now = timezone.now()
    return [viewed_request(people, now, days) for days in (20, 27)]


def viewed_request(people, now, days):
    day = timezone.localdate(now) + timedelta(days=days)
    day -= timedelta(days=day.weekday())  # a Monday: no other day of hers is one
    tess, leo = (viewer_for(people(slug), on=timezone.localdate(now)) for slug in ("tess", "leo"))
    wish = Wish("one_day", (f":{day.weekday()}:day",), day, day, "home", "ordinary", manager_spoken=True)
    return give_view(ask_arrangement(wish, by=tess, at=now), is_for=True, words="", by=leo, at=now)


def fill_day(page, legend, day):
    boxes = page.get_by_role("group", name=legend)
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(number))


def lend_the_role(page, until):
    press(page.get_by_role("link", name="Arrange for somebody to stand in"))
    page.get_by_label("Which role?").select_option(label="Headteacher: Hana Whitlock, Great Wickering Academy")
    page.get_by_label("Who stands in?").select_option(label="Bilal Hussain")
    fill_day(page, "Last day", until)
    press(page.get_by_role("button", name="Let them stand in"))


def test_the_deputy_decides_while_the_head_is_away_and_not_after(
    page_without_script, page, look, walk, two_requests, people
):
    phone, (first, second) = page_without_script, two_requests
    walk(phone, "bilal", "/inbox/")
    expect(phone.get_by_role("link", name="Tess Okafor")).to_have_count(0)
    walk(phone, "hana", "/people/standing-in/")
    lend_the_role(phone, timezone.localdate() + timedelta(days=4))
    expect(phone.get_by_text("Bilal Hussain stands in for Hana Whitlock until")).to_be_visible()
    look(walk(page, "hana", "/people/standing-in/"), "standing-in-lent")

    walk(phone, "bilal", "/inbox/")
    expect(phone.get_by_role("link", name="Tess Okafor")).to_have_count(2)
    look(walk(page, "bilal", "/inbox/"), "standing-in-inbox")
    press(phone.locator(f"a[href*='{first.code}']").first)
    look(walk(page, "bilal", f"/arrangements/{first.code}/"), "standing-in-decide")
    phone.locator("input[name=answer][value=yes]").check()
    press(phone.get_by_role("button", name="Decide"))
    expect(phone.get_by_text("Decided. Tess Okafor has been told.")).to_be_visible()
    assert Arrangement.objects.get(pk=first.pk).decided_by == people("bilal")

    walk(phone, "bilal", f"/arrangements/{second.code}/")
    phone.locator("input[name=answer][value=yes]").check()
    yesterday = timezone.localdate() - timedelta(days=1)
    Delegation.objects.update(starts_on=yesterday, ends_on=yesterday)  # Friday has come and gone
    press(phone.get_by_role("button", name="Decide"))
    assert Arrangement.objects.get(pk=second.pk).state == State.DECISION
    expect(phone.get_by_role("button", name="Decide")).to_have_count(0)
    look(walk(page, "bilal", f"/arrangements/{second.code}/"), "standing-in-over")
    phone.goto("/inbox/")
    expect(phone.get_by_role("link", name="Tess Okafor")).to_have_count(0)
    walk(phone, "hana", "/inbox/")
    expect(phone.get_by_role("link", name="Tess Okafor")).to_have_count(1)
