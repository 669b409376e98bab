"""Standing in: who arranges it, what it lends, and what it never does."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib.refusal import Refused
from hometime.people import queries
from hometime.people.access import may_decide_about
from hometime.people.models import Delegation, Post, Role
from hometime.people.standing_in.actions import delegate, end_delegation


@pytest.fixture
def headship(hana):
    return Role.objects.get(person=hana, kind="head")


@pytest.fixture
def lend(headship, leo, hana, viewer, now, today):
    """`lend()`: Hana is away this week, and Leo decides until Friday. Any part can be said otherwise."""

    def lend_it(role=headship, **otherwise):
        told = {"deputy": leo, "starts_on": today, "ends_on": today + timedelta(days=4), "by": viewer(hana)}
        return delegate(role, **(told | {"reason": "A private matter", "at": now} | otherwise))

    return lend_it


def names(people):
    return [person.name for person in people]


def test_the_deputy_has_the_role_until_friday_and_not_a_day_longer(lend, leo, hana, viewer, today):
    lend()
    assert viewer(leo).has_role("head")
    assert viewer(leo).lent_roles == {"head"}
    assert [role.person_id for role in viewer(leo).acts_for] == [hana.pk]
    assert viewer(leo, on=today + timedelta(days=4)).has_role("head")
    assert not viewer(leo, on=today + timedelta(days=5)).has_role("head")
    assert not viewer(leo, on=today - timedelta(days=1)).has_role("head")


def test_a_viewer_who_stands_in_costs_no_query_more(lend, leo, viewer, django_assert_num_queries):
    lend()
    with django_assert_num_queries(1):
        viewer(leo)


def test_the_ledger_says_who_and_when_but_not_why(lend, hana, leo):
    lend()
    said = told(Entry.objects.get(act="people.role_delegated"))
    assert (said.actor, said.subject) == (hana.name, leo.name)
    assert said.details == {"role": "head", "for": str(hana.code), "starts_on": "2026-11-02", "ends_on": "2026-11-06"}


def test_both_decide_while_it_lasts(lend, tess, great_wickering, today):
    lend()
    assert names(queries.deciders_for("head", great_wickering, on=today, subject=tess)) == [
        "Hana Whitlock",
        "Leo Marsh",
    ]


def test_whoever_stands_in_does_not_decide_about_themselves(lend, leo, viewer, great_wickering, today):
    lend()
    assert names(queries.deciders_for("head", great_wickering, on=today, subject=leo)) == ["Hana Whitlock"]
    assert "about you" in str(may_decide_about(viewer(leo), leo, "head", great_wickering))


def test_nor_about_the_person_who_chose_them(lend, hana, leo, viewer, great_wickering, today):
    lend()
    assert names(queries.deciders_for("head", great_wickering, on=today, subject=hana)) == ["Grace Adeyemi"]
    assert "You stand in for Hana Whitlock" in str(may_decide_about(viewer(leo), hana, "head", great_wickering))


def test_they_decide_about_everybody_else(lend, leo, tess, viewer, great_wickering):
    assert not may_decide_about(viewer(leo), tess, "head", great_wickering)
    lend()
    assert may_decide_about(viewer(leo), tess, "head", great_wickering)


def test_somebody_elsewhere_decides_nothing_here(stella, petra, tess, viewer, great_wickering):
    assert "for Great Wickering Academy to decide" in str(
        may_decide_about(viewer(petra), tess, "head", great_wickering)
    )


def test_when_nobody_holds_a_role_the_head_decides_then_the_governors(tess, hana, great_wickering, today):
    Role.objects.filter(kind="dsl").delete()
    assert names(queries.deciders_for("dsl", great_wickering, on=today, subject=tess)) == ["Hana Whitlock"]
    assert names(queries.deciders_for("dsl", great_wickering, on=today, subject=hana)) == ["Grace Adeyemi"]


def test_the_business_manager_arranges_it_for_a_head_who_is_away(lend, bilal, viewer):
    assert lend(by=viewer(bilal)).created_by == bilal


@pytest.mark.parametrize(
    "slug", ["tess", "leo", "idris", "grace", "safia", "dara", "noor", "victor", "petra", "stella"]
)
def test_nobody_else_arranges_it(slug, cast, lend, viewer):
    with pytest.raises(Refused, match="Only Hana Whitlock or the business manager"):
        lend(by=viewer(cast[slug]))


def test_nobody_makes_themselves_the_deputy(lend, bilal, hana, viewer):
    with pytest.raises(Refused, match="You cannot choose yourself"):
        lend(by=viewer(bilal), deputy=bilal)
    with pytest.raises(Refused, match="Nobody stands in for themselves"):
        lend(deputy=hana)


@pytest.mark.parametrize("wrong", ["deputy", "created_by"])
def test_nor_does_the_database_let_them(wrong, lend, hana, leo):
    lent = lend()
    with pytest.raises(IntegrityError, match="nobody_"), transaction.atomic():
        Delegation.objects.filter(pk=lent.pk).update(**{wrong: hana if wrong == "deputy" else leo})


def test_a_deputy_cannot_pass_it_on(lend, leo, tess, viewer):
    lend()
    with pytest.raises(Refused, match="you cannot pass it on"):
        lend(by=viewer(leo), deputy=tess)


def test_standing_in_for_the_business_manager_does_not_let_one_choose_deputies(lend, bilal, tess, leo, viewer):
    lend(Role.objects.get(person=bilal, kind="business-manager"), deputy=tess, by=viewer(bilal))
    with pytest.raises(Refused, match="Only Hana Whitlock"):
        lend(by=viewer(tess))


def test_two_at_once_for_the_same_days(lend, bilal, tess, viewer, today):
    lend()
    with pytest.raises(Refused, match="Leo Marsh stands in on some of these days"):
        lend(deputy=tess, by=viewer(bilal), starts_on=today + timedelta(days=4), ends_on=today + timedelta(days=9))


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [(3, 2, "last day is before"), (-1, 2, "in the past"), (0, 400, "more than a year")],
)
def test_days_that_cannot_be(first, last, says, lend, today):
    with pytest.raises(Refused, match=says):
        lend(starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last))


@pytest.mark.parametrize("slug", ["victor", "grace"])
def test_no_office_is_lent_to_somebody_who_is_not_staff(lend, cast, slug, hana, page):
    with pytest.raises(Refused, match="is not on the staff of this school now"):
        lend(deputy=cast[slug])
    offered = page.sign_in(hana).get("/people/standing-in/new/").page.text
    assert cast[slug].name not in offered and "Leo Marsh" in offered


def test_somebody_without_a_post_here_cannot_stand_in(lend, stella, victor):
    with pytest.raises(Refused, match="is not on the staff"):
        lend(deputy=stella)


def test_it_lapses_with_the_role(lend, headship, leo, viewer, today):
    lend()
    Role.objects.filter(pk=headship.pk).update(ends_on=today)
    assert not viewer(leo, on=today + timedelta(days=1)).has_role("head")


def test_and_with_the_post_of_whoever_stands_in(lend, leo, tess, great_wickering, viewer, today):
    lend()
    Post.objects.filter(person=leo).update(ends_on=today)
    tomorrow = today + timedelta(days=1)
    assert viewer(leo, on=tomorrow) is None
    assert names(queries.deciders_for("head", great_wickering, on=tomorrow, subject=tess)) == ["Hana Whitlock"]


@pytest.mark.parametrize("slug", ["hana", "leo", "bilal"])
def test_it_can_be_ended_early(slug, cast, lend, leo, viewer, now):
    lent = lend()
    end_delegation(lent, by=viewer(cast[slug]), at=now)
    assert not viewer(leo).has_role("head")
    assert told(Entry.objects.get(act="people.delegation_ended")).actor == cast[slug].name


def test_it_is_ended_once_and_not_by_anybody(lend, hana, tess, viewer, now):
    lent = lend()
    with pytest.raises(Refused, match="or the business manager ends this"):
        end_delegation(lent, by=viewer(tess), at=now)
    stale = Delegation.objects.get()
    end_delegation(lent, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="ended already"):
        end_delegation(stale, by=viewer(hana), at=now)


# The pages.


@pytest.fixture
def monday(at_that_moment):
    """The pages of these tests are opened at `now`."""


def typed(role, deputy, first=(2, 11, 2026), last=(6, 11, 2026)):
    days = {
        f"{name}_{place}": part
        for name, day in (("starts_on", first), ("ends_on", last))
        for place, part in enumerate(day)
    }
    return {"role": role.pk, "deputy": deputy.code, "reason": "A private matter"} | days


def test_a_head_lends_the_role_on_the_page_and_ends_it(monday, page, hana, leo, headship):
    page.sign_in(hana)
    assert page.get("/people/standing-in/new/").page.h1 == "Arrange for somebody to stand in"
    assert page.post("/people/standing-in/new/", typed(headship, leo)).headers["Location"] == "/people/standing-in/"
    seen = page.get("/people/standing-in/").page
    assert "Leo Marsh for Hana Whitlock" in seen.text and "A private matter" in seen.text
    page.post(f"/people/standing-in/{Delegation.objects.get().code}/end/")
    assert "Nobody is standing in now" in page.get("/people/standing-in/").page.text


def test_what_is_wrong_is_said_on_the_form(monday, page, hana, leo, headship):
    answer = page.sign_in(hana).post("/people/standing-in/new/", typed(headship, leo, last=(1, 11, 2026)))
    assert answer.status_code == 422
    assert "The last day is before the first." in answer.page.text
    assert page.post("/people/standing-in/new/", {"role": "x"}).status_code == 422


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "grace", "safia", "dara", "noor", "victor", "bilal"])
def test_everybody_sees_who_and_nobody_else_why(slug, monday, cast, page, lend):
    lend()
    seen = page.sign_in(cast[slug]).get("/people/standing-in/").page
    assert "Leo Marsh for Hana Whitlock" in seen.text
    assert "A private matter" not in seen.text


def test_another_school_sees_nothing_of_it(monday, page, stella, petra, lend):
    lent = lend()
    for person in (stella, petra):
        assert "Leo Marsh" not in page.sign_in(person).get("/people/standing-in/").page.text
        assert page.post(f"/people/standing-in/{lent.code}/end/").status_code == 404


def test_somebody_who_has_no_role_to_lend_is_told_so(monday, page, tess, headship, leo):
    page.sign_in(tess)
    assert "You have no role" in page.get("/people/standing-in/new/").page.text
    assert page.post("/people/standing-in/new/", typed(headship, leo)).status_code == 403
    assert not Delegation.objects.exists()


def test_the_page_costs_the_same_for_few_and_many(monday, page, hana, lend, today, django_assert_max_num_queries):
    for week in range(6):
        first = today + timedelta(days=7 * week)
        lend(starts_on=first, ends_on=first + timedelta(days=4))
    page.sign_in(hana)
    with django_assert_max_num_queries(12):
        page.get("/people/standing-in/")


def test_whoever_stands_in_is_told_and_so_is_the_holder_if_they_did_not_arrange_it(
    hana, leo, bilal, viewer, now, today
):
    role = Role.objects.get(person=hana, kind="head")
    lent = delegate(role, deputy=leo, starts_on=today, ends_on=today, reason="An operation", by=viewer(bilal), at=now)
    end_delegation(lent, by=viewer(leo), at=now)
    told = apps.get_model("notices.Notice").objects
    assert list(told.filter(person=leo).values_list("kind", flat=True)) == ["people.stands_in"]
    kinds = ["people.stood_in_for", "people.standing_in_ended"]
    assert list(told.filter(person=hana).order_by("pk").values_list("kind", flat=True)) == kinds
    assert not told.filter(text__contains="operation").exists()
