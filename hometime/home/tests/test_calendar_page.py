"""The calendar says who is at home and who is on site, and never why."""

import pytest

from hometime.arrangements.models import Limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def cells(page, name):
    """The five days of one row, as a screen reader says them."""
    row = next(each for each in page.all("tr") if name in each.text)
    return [each.text for each in row.all("td")]


def test_tess_sees_where_her_team_is_and_not_why(page, tess, leo, noor, at_home):
    at_home(leo, ":0:day", ":2:am")
    page.sign_in(tess)
    seen = page.get("/calendar/").page
    assert "At home" in cells(seen, "Leo Marsh")[0]
    assert "On site" in cells(seen, "Leo Marsh")[1]
    assert "At home in the morning" in cells(seen, "Leo Marsh")[2]
    assert "hospital" not in seen.text
    assert "health" not in seen.text.lower()


def test_the_week_before_and_after_are_a_link_away(page, tess, at_home):
    at_home(tess, ":0:day")
    page.sign_in(tess)
    week = page.get("/calendar/").page
    assert week.links()["Week after"] == "?week=2026-11-09"
    later = page.get("/calendar/?week=2026-11-09").page
    assert "9 to 13 November 2026" in later.text
    assert "At home" in cells(later, "Tess Okafor")[0]
    assert "On site" in cells(page.get("/calendar/?week=2026-10-26").page, "Tess Okafor")[0]


def test_too_few_on_site_is_said_in_words(page, tess, leo, noor, at_home, great_wickering, now, today):
    Limits.objects.create(organisation=great_wickering, starts_on=today, fewest_on_site=3, created_at=now)
    at_home(tess, ":0:day")
    page.sign_in(tess)
    assert "Too few" in page.get("/calendar/").page.text


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_governors_and_volunteers_see_nobody_else(page, cast, slug, at_home):
    at_home(cast["tess"], ":0:day")
    page.sign_in(cast[slug])
    assert "Tess" not in page.get("/calendar/?who=everybody").page.text


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_a_governor_or_volunteer_has_no_days_to_show(page, cast, slug):
    seen = page.sign_in(cast[slug]).get("/calendar/").page
    assert "On site" not in seen.text
    assert "Nobody to show" in seen.text


def test_only_those_who_run_the_school_see_all_of_it(page, hana, tess):
    page.sign_in(hana)
    assert "Idris Bell" in page.get("/calendar/?who=everybody").page.text
    page.sign_in(tess)
    assert "Idris Bell" not in page.get("/calendar/?who=everybody").page.text


def test_nobody_sees_another_school(page, stella, at_home, tess):
    at_home(tess, ":0:day")
    page.sign_in(stella)
    assert "Tess" not in page.get("/calendar/").page.text


@pytest.mark.parametrize("week", ["", "nonsense", "9999-12-31", "2026-02-31", "0001-01-01"])
def test_a_week_nobody_could_mean_is_this_week(page, tess, week):
    page.sign_in(tess)
    assert "2 to 6 November 2026" in page.get(f"/calendar/?week={week}").page.text


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/calendar/").status_code == 302


def test_somebody_with_no_team_at_a_school_reads_so_instead_of_an_empty_table(page, dara, tamsin_hollow):
    page.sign_in(dara)
    page.post("/school/", {"code": str(tamsin_hollow.code)})
    seen = page.get("/calendar/").page
    assert "You have no team at this school." in seen.text
    assert not seen.all("table")
