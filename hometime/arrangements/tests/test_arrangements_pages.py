"""The pages: asking step by step, one request as each of the cast sees it, what waits, and the file of it."""

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse

from hometime.arrangements import urls
from hometime.arrangements.abroad.actions import ask_abroad
from hometime.arrangements.actions import Decision, ask_arrangement, decide_arrangement, set_limits
from hometime.arrangements.everyday import actions as everyday
from hometime.arrangements.flexible.actions import ask_flexible
from hometime.arrangements.models import Arrangement
from hometime.arrangements.states import State
from hometime.decisions.actions import record_evidence
from hometime.people.models import Person

from .conftest import FRIDAYS
from .test_abroad import TRIP
from .test_flexible import WISH

FLEXIBLE = {name: value for name, value in WISH.items() if name != "change"}

CODE = "00000000-0000-4000-8000-000000000000"
GIVEN = {"code": CODE, "condition": CODE, "step": "reason", "extension": 1, "choice": 1, "begins": 2026}
REASON = {"ground": "ad_hoc", "why": "It is quiet.", "manager_spoken": "yes"}
WORK = {"place": "home", "data": "ordinary", "data_need": ""}

pytestmark = pytest.mark.usefixtures("at_that_moment")


def where(name, it):
    return reverse(f"arrangements:{name}", args=[it.code])


def step(page, name, told):
    return page.post(reverse("arrangements:request-step", args=[name]), told)


def day(name, typed):
    return {f"{name}_{number}": part for number, part in enumerate(typed.split())}


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, pattern, method):
    given = {name: GIVEN[name] for name in pattern.pattern.converters}
    answer = getattr(page, method)(reverse(f"arrangements:{pattern.name}", kwargs=given))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


def test_a_request_is_asked_a_page_at_a_time_and_sent_once_checked(school, tess, page):
    page.sign_in(tess)
    assert page.get("/arrangements/ask/").page.h1 == "What do you want to ask for?"
    assert page.post("/arrangements/ask/", {"kind": "arrangement"}).headers["Location"] == "/arrangements/ask/reason/"
    assert step(page, "reason", REASON).headers["Location"] == "/arrangements/ask/pattern/"
    assert step(page, "pattern", {"how_often": "weekly"}).headers["Location"] == "/arrangements/ask/days/"
    assert "Monday" in page.get("/arrangements/ask/days/").page.text
    told = {"4": "day", **day("starts_on", "13 11 2026")}
    assert step(page, "days", told).headers["Location"] == "/arrangements/ask/work/"
    assert step(page, "work", WORK).headers["Location"] == "/arrangements/ask/check/"
    text = page.get("/arrangements/ask/check/").page.text
    assert "Every Friday" in text
    assert "Friday 13 November 2026, Friday 20 November 2026 and Friday 27 November 2026" in text
    assert not Arrangement.objects.exists()
    assert page.post("/arrangements/ask/check/").status_code == 302
    made = Arrangement.objects.get()
    assert (made.state, made.slots, made.why) == (State.SUBMITTED, [":4:day"], "It is quiet.")
    after = page.get(where("arrangement", made)).page
    assert after.h1 == "Your request to work from home"
    assert "Sent to Leo Marsh." in after.text
    assert "It is with Leo Marsh now. Work at school on these days until you have a yes." in after.text
    assert page.post("/arrangements/ask/check/").headers["Location"] == "/arrangements/ask/reason/"


@pytest.mark.parametrize(
    ("how_often", "name", "told", "slots"),
    [
        ("one-day", "one day", {"part": "am", **day("starts_on", "9 11 2026")}, [":0:am"]),
        ("ab-weeks", "two weeks", {"A0": "day", "B4": "pm", **day("starts_on", "9 11 2026")}, ["A:0:day", "B:4:pm"]),
    ],
)
def test_other_patterns_have_their_own_page(school, tess, page, how_often, name, told, slots):
    page.sign_in(tess)
    step(page, "reason", REASON)
    step(page, "pattern", {"how_often": how_often})
    weeks = "The week that begins on Monday 2 November 2026 is week" in page.get("/arrangements/ask/days/").page.text
    assert weeks == (how_often == "ab-weeks")
    step(page, "days", told)
    step(page, "work", WORK)
    page.post("/arrangements/ask/check/")
    assert Arrangement.objects.get().slots == slots


@pytest.mark.parametrize(
    ("name", "told", "says"),
    [
        ("reason", {}, "Choose an answer"),
        ("work", {"place": "home", "data": "sensitive", "data_need": ""}, "Say why you need facts about people"),
        ("days", day("starts_on", "13 11 2026"), "Choose at least one half day"),
        ("days", {"4": "day", **day("starts_on", "31 2 2026")}, "Enter a real date"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(school, tess, page, name, told, says):
    page.sign_in(tess)
    step(page, "pattern", {"how_often": "weekly"})
    answer = step(page, name, told)
    assert answer.status_code == 422
    assert says in answer.page.text


def test_a_step_that_is_none_is_not_there(school, tess, page):
    assert page.sign_in(tess).get("/arrangements/ask/nonsense/").status_code == 404
    assert page.get("/arrangements/ask/days/").headers["Location"] == "/arrangements/ask/pattern/"


def test_what_the_act_refuses_is_said_before_sending_again(asked, tess, page):
    page.sign_in(tess)
    step(page, "reason", REASON)
    step(page, "pattern", {"how_often": "weekly"})
    step(page, "days", {"4": "pm", **day("starts_on", "13 11 2026")})
    step(page, "work", WORK)
    answer = page.post("/arrangements/ask/check/")
    assert answer.status_code == 422
    assert "You have asked for 13 November 2026 already" in answer.page.text


SEES = {"tess": 200, "leo": 200, "hana": 200, "dara": 200, "bilal": 200}


@pytest.mark.parametrize(
    "slug", ["hana", "leo", "tess", "noor", "idris", "dara", "safia", "grace", "victor", "bilal", "stella", "petra"]
)
def test_each_of_the_cast_sees_the_request_or_does_not(asked, cast, page, slug):
    page.sign_in(cast[slug])
    assert page.get(where("arrangement", asked)).status_code == SEES.get(slug, 404)
    for name in ("decide", "withdraw", "resume"):
        assert page.post(where(name, asked)).status_code == (302 if slug in SEES and (slug, name) else 404)


@pytest.mark.parametrize(
    ("slug", "may_read"), [("tess", True), ("hana", True), ("dara", True), ("leo", False), ("bilal", False)]
)
def test_the_private_reason_is_for_the_few_who_need_it(asked, cast, page, slug, may_read):
    Arrangement.objects.update(ground="health_advice")
    text = page.sign_in(cast[slug]).get(where("arrangement", asked)).page.text
    assert ("My back is bad" in text) is may_read
    assert ("A doctor or public health" in text) is may_read


def test_the_decider_sees_everything_on_one_page_and_decides_there(viewed, hana, viewer, now, today, page):
    set_limits(fewest_on_site=2, auto_days=0, starts_on=today, by=viewer(hana), at=now)
    page.sign_in(hana)
    seen = page.get(where("arrangement", viewed)).page
    for words in ("If you say yes", "Who is left on site", "Too few", "Noor Rahman", "by Leo Marsh: for it"):
        assert words in seen.text, words
    assert page.post(where("decide", viewed), {"answer": "no"}).status_code == 422
    assert page.post(where("decide", viewed), {"answer": "yes", "other": "Fit a lock"}).status_code == 302
    viewed.refresh_from_db()
    assert viewed.state == State.CONDITIONS
    assert "Fit a lock" in page.get(where("arrangement", viewed)).page.text


def test_a_repair_can_be_ticked_as_a_condition(in_force, viewed, tess, hana, school, now, today, page):
    in_force("starter")
    not_signed = {"source": "list of signatures", "seen_on": today, "by": None, "at": now}
    record_evidence(tess, school, "learning.signed_current", False, **not_signed)
    page.sign_in(hana)
    boxes = [
        each.attrs["value"]
        for each in page.get(where("arrangement", viewed)).page.all("input")
        if each.attrs.get("name") == "conditions"
    ]
    assert boxes
    page.post(where("decide", viewed), {"answer": "yes", "conditions": boxes[:1]})
    assert viewed.conditions.get().fact == boxes[0]


def test_two_who_decide_at_once_one_is_told_who_was_quicker(viewed, hana, bilal, school, viewer, now, today, page):
    bilal.roles.create(organisation=school, kind="head", starts_on=today)
    decide_arrangement(viewed, Decision(is_yes=True), by=viewer(bilal), at=now)
    page.sign_in(hana).post(where("decide", viewed), {"answer": "no", "reason": "No"})
    assert "Bilal Hussain decided this" in page.get(where("arrangement", viewed)).page.text


def test_a_change_says_what_it_takes_the_place_of_and_so_is_it_decided(agreed, tess, leo, page):
    page.sign_in(tess).get(where("change", agreed))
    step(page, "reason", REASON)
    step(page, "pattern", {"how_often": "weekly"})
    step(page, "days", {"3": "pm", **day("starts_on", "13 11 2026")})
    step(page, "work", WORK)
    assert "replaces what was agreed before (Every Friday)" in page.get("/arrangements/ask/check/").page.text
    page.post("/arrangements/ask/check/")
    made = Arrangement.objects.get(replaces=agreed)
    assert "Replaces" in page.sign_in(leo).get(where("arrangement", made)).page.text


def test_the_line_manager_sees_who_is_left_on_site_and_the_person_what_is_next(asked, leo, tess, page):
    text = page.sign_in(leo).get(where("arrangement", asked)).page.text
    assert "Who is left on site" in text and "It is with" not in text
    text = page.sign_in(tess).get(where("arrangement", asked)).page.text
    assert "Who is left on site" not in text and "It is with Leo Marsh now" in text


def test_the_line_manager_sends_a_view(asked, leo, page):
    page.sign_in(leo)
    assert page.get(where("give-view", asked)).page.h1 == "Say what you think"
    assert page.post(where("give-view", asked), {"is_for": "yes", "words": ""}).status_code == 302
    assert "cannot be done now" in page.get(where("give-view", asked), follow=True).page.text


@pytest.mark.parametrize("name", ["suspend", "end", "go-on", "review-kit", "look-at-data"])
def test_an_act_that_is_not_open_says_so(asked, tess, page, name):
    page.sign_in(tess)
    assert page.get(where(name, asked)).headers["Location"] == where("arrangement", asked)


def test_ending_ones_own(agreed, tess, page):
    page.sign_in(tess)
    assert page.post(where("end", agreed), day("last_day", "18 12 2026")).status_code == 302
    agreed.refresh_from_db()
    assert agreed.state == State.ENDED


def test_my_requests_are_mine_alone(asked, tess, leo, page):
    assert "Every Friday" in page.sign_in(tess).get("/arrangements/").page.text
    assert "Every Friday" not in page.sign_in(leo).get("/arrangements/").page.text


def test_what_waits_is_listed_filtered_and_saved_as_shown(asked, leo, hana, page):
    page.sign_in(leo)
    assert "Tess Okafor" in page.get("/arrangements/waiting/").page.text
    assert "Nothing is waiting" in page.get("/arrangements/waiting/?state=decision").page.text
    assert "Nothing is waiting" in page.get("/arrangements/waiting/?q=noor").page.text
    shown = page.get("/arrangements/waiting/").page
    heads, *rows = csv.reader(io.StringIO(page.get("/arrangements/waiting.csv").content.decode("utf-8-sig")))
    assert heads == [each.text for each in shown.all("th")[: len(heads)]]
    assert rows == [["Tess Okafor", "Every Friday", "With the line manager", "2 November 2026"]]
    assert all(cell in shown.text for cell in rows[0])
    assert "Tess" not in page.get("/arrangements/waiting.csv?q=noor").content.decode()
    assert "Tess" not in page.sign_in(hana).get("/arrangements/waiting.csv").content.decode()


def test_a_cell_that_would_be_a_formula_is_text(asked, tess, leo, page):
    Person.objects.filter(pk=tess.pk).update(name="=1+1")
    assert "\n'=1+1" in page.sign_in(leo).get("/arrangements/waiting.csv").content.decode()


def test_the_list_costs_the_same_for_few_and_many(school, tess, leo, viewer, now, page, django_assert_max_num_queries):
    for weekday in range(5):
        ask_arrangement(replace(FRIDAYS, slots=(f":{weekday}:am",)), by=viewer(tess), at=now)
        ask_arrangement(replace(FRIDAYS, slots=(f":{weekday}:pm",)), by=viewer(tess), at=now)
    page.sign_in(leo)
    with django_assert_max_num_queries(14):
        page.get("/arrangements/waiting/")


def test_jobs_are_judged_on_a_page_everybody_may_read(school, leo, tess, page):
    page.sign_in(leo)
    assert page.get("/arrangements/jobs/").status_code == 200
    page.post("/arrangements/jobs/", {"job_title": "Teacher of history", "fit": "part"})
    own = page.post("/arrangements/jobs/", {"job_title": "Line manager and head of humanities", "fit": "yes"})
    assert "your own job" in own.page.text
    seen = page.sign_in(tess).get("/arrangements/jobs/").page
    assert "Part of it" in seen.text
    assert not seen.all("textarea")


def test_limits_are_set_by_the_head(school, hana, tess, page):
    page.sign_in(hana)
    assert page.get("/arrangements/limits/").status_code == 200
    told = {"fewest_on_site": "2", "auto_days": "1", "waits_days": "5", **day("starts_on", "2 11 2026")}
    assert page.post("/arrangements/limits/", told).status_code == 302
    assert "at least 2 of a team" in page.sign_in(tess).get("/arrangements/limits/").page.text
    assert page.post("/arrangements/limits/", told).status_code == 422


def test_all_that_waits_is_in_one_place_and_never_ones_own(school, tess, leo, hana, viewer, now, page):
    ask_flexible(change="Fridays off.", **FLEXIBLE, by=viewer(tess), at=now)
    ask_abroad(**TRIP, by=viewer(tess), at=now)
    doubt = everyday.ask_doubt(words="May I?", by=viewer(tess), at=now)
    everyday.propose_duties(change="other", instead=False, words="I mark.", by=viewer(tess), at=now)
    everyday.report_absence(on=now.date(), reason="ill", by=viewer(tess), at=now)
    seen = page.sign_in(leo).get("/arrangements/waiting/").page.text
    assert all(words in seen for words in ("is not sure", "work at home", "cannot work"))
    assert "flexible working" not in seen and "going abroad" not in seen
    everyday.discuss_doubt(doubt, view="I think so.", by=viewer(leo), at=now)
    seen = page.sign_in(hana).get("/arrangements/waiting/").page.text
    assert all(words in seen for words in ("flexible working", "going abroad", "is not sure"))
    assert "Nothing is waiting" in page.sign_in(tess).get("/arrangements/waiting/").page.text
