"""How the school is set up: by name for those who lead, in numbers for governors, the same in the file as on the page."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.home.standings import FEW, rows_of, with_small_hidden
from hometime.people.models import Person, Post, Role
from hometime.policy.packs import shipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def hire(count, organisation, now):
    people = Person.objects.bulk_create([Person(name=f"Person {n:04}", created_at=now) for n in range(count)])
    told = {"organisation": organisation, "starts_on": now.date()}
    Post.objects.bulk_create(Post(person=person, job_title="Teacher", **told) for person in people)
    Role.objects.bulk_create(Role(person=person, kind="staff", **told) for person in people)
    return people


@pytest.mark.parametrize("slug", ["hana", "bilal", "dara", "idris"])
def test_those_who_run_the_school_see_everybody(page, in_force, slug):
    page.sign_in(in_force[slug])
    seen = page.get("/standing/").page.text
    assert "Tess Okafor" in seen
    assert "Set up" in seen


def test_a_line_manager_sees_their_own_people(page, in_force):
    page.sign_in(in_force["leo"])
    seen = page.get("/standing/").page.text
    assert "Tess Okafor" in seen
    assert "Idris Bell" not in seen


@pytest.mark.parametrize("slug", ["tess", "noor", "victor", "safia", "stella"])
def test_others_are_told_why_not(page, in_force, slug):
    page.sign_in(in_force[slug])
    for address in ("/standing/", "/standing/who-is-set-up.csv", "/standing/numbers/"):
        assert page.get(address).status_code == 403


def test_a_governor_sees_numbers_and_no_names(page, in_force):
    page.sign_in(in_force["grace"])
    assert page.get("/standing/").headers["Location"] == "/standing/numbers/"
    assert page.get("/standing/who-is-set-up.csv").status_code == 403
    seen = page.get("/standing/numbers/").page.text
    assert "Not shown" in seen
    assert not [person for person in in_force.values() if person.name in seen.replace("Grace Adeyemi", "")]


def test_the_file_has_what_the_page_shows(page, in_force):
    page.sign_in(in_force["hana"])
    seen = page.get("/standing/?q=o&standing=ok").page.text
    told = page.get("/standing/who-is-set-up.csv?q=o&standing=ok").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert all(
        cell in seen
        for row in rows
        for cells in row.values()
        for cell in ([cells] if isinstance(cells, str) else cells)
    )
    assert {row["Where they stand"] for row in rows} == {"Set up"}
    assert f"{len(rows)} people" in seen or len(rows) == 1
    assert all(row["Name"] in seen and row["Job"] in seen for row in rows)


def test_twenty_of_many(page, in_force, great_wickering, now):
    hire(45, great_wickering, now)
    page.sign_in(in_force["hana"])
    seen = page.get("/standing/?q=Person").page
    assert seen.text.count("Person 00") == 20
    assert "45 people" in seen.text
    assert page.get("/standing/?q=Person&page=3").page.text.count("Person 00") == 5


def test_a_thousand_people_cost_as_many_queries_as_ten(in_force, great_wickering, viewer, hana, now):
    looking, policy = viewer(hana), shipped("wolsey-house")

    def cost(people):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(rows_of(people, looking, policy)) == len(people)
        return len(queries)

    people = hire(1000, great_wickering, now)
    rows_of(people[:1], looking, policy)
    assert cost(people[:10]) == cost(people)


@pytest.mark.parametrize(
    "numbers",
    [
        {"ok": 40, "stop": 3, "caution": 12},
        {"ok": 40, "stop": 1, "caution": 1, "beware": 9},
        {"ok": 6, "stop": 4},
        {"ok": 2, "stop": 1},
    ],
)
def test_what_is_hidden_cannot_be_worked_out_from_the_rest(numbers):
    shown = with_small_hidden(numbers)
    hidden = [numbers[name] for name, number in shown.items() if number is None]
    assert all(number is None or number >= FEW for number in shown.values())
    assert len(hidden) > 1
    assert sum(hidden) >= FEW or len(hidden) == len(numbers)


def test_nothing_is_hidden_for_the_sake_of_nobody():
    assert with_small_hidden({"ok": 40, "stop": 0}) == {"ok": 40, "stop": None}
