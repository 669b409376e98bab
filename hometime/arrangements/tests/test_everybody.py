"""Who works from home: found again after it was decided, by those who look after it and nobody else."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from hometime.arrangements.actions import Decision, ask_arrangement, decide_arrangement, end_arrangement

from .conftest import FRIDAYS

pytestmark = pytest.mark.usefixtures("at_that_moment")
HERE = "/arrangements/people/"


def seen(page, person, asked=""):
    page.sign_in(person)
    return page.get(HERE + asked).page.text


@pytest.mark.parametrize("slug", ["hana", "bilal", "dara", "leo"])
def test_those_who_look_after_it_find_what_was_agreed(agreed, page, cast, slug):
    text = seen(page, cast[slug])
    assert "Tess Okafor" in text
    assert "Every Friday" in text
    assert reverse("arrangements:arrangement", args=[agreed.code]) in page.get(HERE).content.decode()


@pytest.mark.parametrize("slug", ["tess", "noor", "grace", "victor", "stella"])
def test_others_are_told_why_not(agreed, page, cast, slug):
    page.sign_in(cast[slug])
    assert page.get(HERE).status_code == 403
    assert page.get("/arrangements/people.csv").status_code == 403


def test_a_reason_is_on_no_line_and_in_no_file(agreed, page, hana):
    assert FRIDAYS.why not in seen(page, hana)
    assert FRIDAYS.why not in page.get("/arrangements/people.csv").content.decode()


def test_what_waits_is_not_there_yet(asked, page, hana):
    assert "Nobody works from home yet" in seen(page, hana)


def test_it_goes_by_where_it_stands(agreed, page, hana, viewer, now):
    end_arrangement(agreed, last_day=date(2026, 11, 13), reason="Moved on.", by=viewer(hana), at=now)
    assert "Tess Okafor" in seen(page, hana)
    type(agreed).objects.filter(pk=agreed.pk).update(ended_on=date(2026, 11, 1))
    assert "Nobody works from home yet" in seen(page, hana)
    assert "Tess Okafor" in seen(page, hana, "?stands=over")
    assert "Nothing matches that" in seen(page, hana, "?stands=refused")


def test_nobody_finds_their_own_among_those_they_look_after(school, page, hana, grace, viewer, now):
    own = ask_arrangement(replace(FRIDAYS, data="none"), by=viewer(hana), at=now)
    assert own.decider_kind != "head"
    assert "Hana Whitlock" not in seen(page, hana).replace("Hana Whitlock Great Wickering Academy", "")


def test_the_file_has_the_rows_of_the_page(agreed, page, hana):
    page.sign_in(hana)
    told = page.get("/arrangements/people.csv?q=tess").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(told))
    assert row == {
        "Who": "Tess Okafor",
        "Days": "Every Friday",
        "From": "13 November 2026",
        "Until": "",
        "Where it stands": "Agreed",
    }
    assert page.get("/arrangements/people.csv?q=nobody").content.decode("utf-8-sig").strip().count("\n") == 0


def test_the_front_page_leads_there(agreed, page, hana, tess):
    page.sign_in(hana)
    assert HERE in page.get("/").content.decode()
    page.sign_in(tess)
    assert f'href="{HERE}"' not in page.get("/").content.decode()


def test_a_no_is_found_among_the_noes(viewed, page, hana, viewer, now):
    decide_arrangement(viewed, Decision(is_yes=False, reason="Cover."), by=viewer(hana), at=now)
    assert "Tess Okafor" in seen(page, hana, "?stands=refused")


def test_a_governor_finds_what_the_governors_decided_and_nobody_else(agreed, page, hana, grace, viewer, now):
    page.sign_in(grace)
    assert page.get(HERE).status_code == 403
    own = ask_arrangement(replace(FRIDAYS, data="none"), by=viewer(hana), at=now)
    decide_arrangement(own, Decision(is_yes=True), by=viewer(grace), at=now)
    text = page.get(HERE).page.text
    assert "Hana Whitlock" in text and "Tess Okafor" not in text
    assert HERE in page.get("/").content.decode()
