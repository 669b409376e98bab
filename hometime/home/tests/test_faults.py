"""Faults of other programs that no part could try alone (docs/explanation/faults-we-step-around.md)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hometime.arrangements.abroad.actions import ask_abroad
from hometime.arrangements.actions import Wish, ask_arrangement
from hometime.arrangements.everyday.actions import ask_doubt, propose_duties, report_absence
from hometime.arrangements.flexible.actions import ask_flexible
from hometime.arrangements.models import Arrangement
from hometime.learning.actions.questions import ask_question
from hometime.notices.models import Notice
from hometime.people.models import Post, Role
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

pytestmark = pytest.mark.usefixtures("at_that_moment")

FRIDAYS = Wish(
    ground="ad_hoc",
    slots=(":4:day",),
    starts_on=date(2026, 11, 13),
    ends_on=None,
    place="home",
    data="ordinary",
    why="",
    helps=("flexibility", "business_need"),
    manager_spoken=True,
)
LEGAL = {"change": "Fridays off.", "starts_on": date(2027, 1, 4), "earlier": "", "effect": "", "reasons": ""}
TRIP = {"country": "France", "leaves_on": date(2026, 12, 1), "returns_on": date(2026, 12, 4), "kit": ""}


def asked_once(**by):
    return ask_arrangement(FRIDAYS, **by)


def changed(**by):
    first = ask_arrangement(FRIDAYS, **by)
    Arrangement.objects.update(state="approved", by_limits=True)
    first.refresh_from_db()
    Notice.objects.all().delete()
    return ask_arrangement(replace(FRIDAYS, slots=(":3:day",)), replaces=first, **by)


WAYS = {
    "a request": asked_once,
    "a change": changed,
    "a legal request": lambda **by: ask_flexible(**LEGAL, for_disability=False, **by),
    "abroad": lambda **by: ask_abroad(**TRIP, works_there=True, data="none", **by),
    "a doubt": lambda **by: ask_doubt(words="May I?", **by),
    "duties": lambda **by: propose_duties(change="other", instead=False, words="I mark at home.", **by),
    "an absence": lambda **by: report_absence(on=by["by"].today, reason="ill", **by),
    "a question": lambda **by: ask_question(text="May I?", clause="", **by),
}


@pytest.fixture
def school(great_wickering, now, today):
    start = today - timedelta(days=60)
    publish_version(shipped("dudley"), organisation=great_wickering, in_force_from=start, by=None, at=now)
    return great_wickering


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_asking_tells_somebody(school, tess, leo, hana, viewer, now, way):
    """Whoever is next, which is her line manager or who decides, and nobody a second time."""
    WAYS[way](by=viewer(tess), at=now)
    told = [notice.person for notice in Notice.objects.exclude(person=tess)]
    assert len(told) == 1
    assert told[0] in (leo, hana)


def test_the_list_of_people_shows_names_jobs_and_roles_alone(cast, page):
    """Whatever else somebody added to it, a telephone number or since when, would be left over here."""
    posts = Post.objects.filter(organisation__slug="great-wickering")
    known = {person.name for person in cast.values()} | {post.job_title for post in posts}
    known |= {kind.label for kind in Role.Kind}
    for slug in ("tess", "grace", "victor", "hana"):
        shown = page.sign_in(cast[slug]).get("/people/").page
        cells = [each.text for each in (*shown.all("td"), *shown.all("th")) if each.text]
        left = {part.strip() for cell in cells for part in cell.split(",")} - known - {"Name", "Job", "Roles"}
        assert not left
        assert not re.search(r"\d{4}|@", " ".join(each.text for each in shown.all("main")))


def test_a_volunteer_finds_what_they_have_to_do(in_force, victor, page):
    page.sign_in(victor)
    assert "/sign/" in str(page.get("/").page.links())
    assert page.get("/sign/").page.h1.startswith("Sign")
