"""Training on pages: mine, and that of the people I look after."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from hometime.learning.models import Completion, Course, Reading
from hometime.people.models import Person, Post
from hometime.policy.packs import shipped

pytestmark = pytest.mark.usefixtures("at_that_moment")
CYBER = "learning.cyber_course_on"
DAY = {"done_on_0": "30", "done_on_1": "10", "done_on_2": "2026"}
KEPT = [
    "/training/people/",
    "/training/people/list.csv",
    "/training/people/enter/",
    "/training/guidance/",
    "/training/updates/",
]


@pytest.fixture
def starter(great_wickering, publish, settings, tmp_path):
    settings.FILES = tmp_path
    return publish(shipped("starter"), great_wickering)


def picture():
    made = io.BytesIO()
    Image.new("RGB", (20, 20)).save(made, "PNG")
    made.seek(0)
    made.name = "mine.png"
    return made


def test_my_training_says_what_is_missing(page, tess, starter):
    seen = page.sign_in(tess).get("/training/").page
    assert "Do the school’s cyber course every year." in seen.text
    assert "Not on record" in seen.text and "Before you first work at home" in seen.text


def test_a_certificate_puts_it_right(page, tess, hana, leo, noor, starter):
    page.sign_in(tess)
    where = f"/training/courses/{CYBER}/done/"
    assert page.post(where, DAY).status_code == 422
    assert page.post(where, DAY | {"certificate": picture()}).status_code == 302
    assert "Good until 30 October 2027" in page.get("/training/").page.text
    file = f"/files/{Completion.objects.get().certificate.code}/"
    opened = {person.name: page.sign_in(person).get(file).status_code for person in (tess, hana, leo, noor)}
    assert opened == {"Tess Okafor": 200, "Hana Whitlock": 200, "Leo Marsh": 200, "Noor Rahman": 404}


def test_a_training_day_is_entered_in_one_go(page, bilal, tess, noor, starter):
    page.sign_in(bilal)
    assert page.get("/training/people/enter/").page.h1 == "Enter who did a course"
    assert page.post("/training/people/enter/", DAY | {"course": CYBER}).status_code == 422
    page.post("/training/people/enter/", DAY | {"course": CYBER, "people": [tess.code, noor.code]})
    assert Completion.objects.count() == 2
    seen = page.get("/training/people/?q=tess").page
    assert "Done 30 October 2026, good until 30 October 2027" in seen.text
    sheet = page.get("/training/people/list.csv?q=tess").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sheet)))[1][0] == "Tess Okafor"


def test_a_course_is_described(page, bilal, tess, starter):
    where = f"/training/courses/{CYBER}/"
    page.sign_in(bilal)
    assert page.get(where).page.h1 == "What the course covers"
    page.post(where, {"provider": "NCSC", "address": "https://training.example/cyber", "topics": ["phishing"]})
    assert Course.objects.get().topics == ["phishing"]
    assert page.sign_in(tess).get(where).status_code == 403


@pytest.mark.parametrize("address", KEPT)
@pytest.mark.parametrize("slug", ["tess", "noor", "idris", "safia", "grace", "victor", "stella"])
def test_others_are_told_why_it_is_not_theirs(page, cast, starter, slug, address):
    answer = page.sign_in(cast[slug]).get(address)
    assert answer.status_code == 403 and "Only a manager" in answer.page.text


@pytest.mark.parametrize("slug", ["hana", "leo", "dara", "bilal"])
def test_managers_see_their_people_and_no_other_school(page, cast, starter, slug):
    page.sign_in(cast[slug])
    for address in KEPT:
        answer = page.get(address)
        assert answer.status_code == 200
        assert "Stella" not in answer.content.decode()


def test_guidance_and_updates_go_to_those_ticked(page, bilal, tess, starter):
    page.sign_in(bilal)
    assert page.post("/training/guidance/", {"pressed": ""}).status_code == 422
    page.post("/training/guidance/", {"people": [tess.code]})
    page.post("/training/updates/", {"people": [tess.code], "title": "New tricks", "text": "Look out."})
    assert set(Reading.objects.values_list("person", "kind")) == {(tess.pk, "handout"), (tess.pk, "update")}


def test_reading_is_put_on_record(page, tess, starter):
    page.sign_in(tess)
    assert page.get("/training/risks/").page.h1 == "The risks of working at home"
    page.post("/training/risks/")
    assert page.post("/training/policies/", {"pressed": ""}).status_code == 422
    page.post("/training/policies/", {"policies": ["safeguarding"]})
    assert set(Reading.objects.values_list("kind", flat=True)) <= {"risks", "policy"}
    assert "Another policy" in page.get("/training/").page.text


@pytest.mark.parametrize(
    "address", ["/training/", "/training/risks/", "/training/policies/", "/questions/", "/questions/ask/"]
)
@pytest.mark.parametrize("slug", ["tess", "hana", "grace", "victor", "stella"])
def test_everybody_reaches_their_own_pages(page, cast, starter, slug, address):
    assert page.sign_in(cast[slug]).get(address).status_code == 200


def test_a_stranger_signs_in_first(page, db):
    for address in [*KEPT, "/training/", "/sign/", "/signing/", "/questions/"]:
        assert page.get(address).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", ["/training/people/", "/signing/"])
def test_a_list_costs_the_same_for_ten_people_as_for_a_thousand(
    page, hana, starter, great_wickering, now, today, address
):
    page.sign_in(hana).get(address)  # the policy itself is read once a process
    few = spent(page, address)
    people = Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(1000))
    post = {"organisation": great_wickering, "job_title": "Teacher", "starts_on": today}
    Post.objects.bulk_create(Post(person=person, **post) for person in people)
    assert spent(page, address) == few <= 20


def spent(page, address):
    with CaptureQueriesContext(connection) as queries:
        assert page.get(address).status_code == 200
    return len(queries)


def test_everybody_is_one_tick(page, bilal, starter):
    page.sign_in(bilal).post("/training/guidance/", {"everybody": "on"})
    assert Reading.objects.filter(kind="handout").count() > 5


def test_a_training_day_that_everybody_came_to_is_one_tick_too_and_shows_that_course_after(page, bilal, starter):
    page.sign_in(bilal)
    done = page.post("/training/people/enter/", DAY | {"course": CYBER, "everybody": "on"})
    seen = page.get(done.headers["Location"]).page
    assert "Entered for 9 people." in seen.text
    assert "Not on record" not in seen.text.replace("Bilal Hussain Not on record", "")
    assert "cyber" in seen.all("h2")[0].text.lower()
