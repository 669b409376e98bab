"""Every page of papers as each of the cast sees it: a stranger waits at the door, and another school finds nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hometime.papers import urls
from hometime.papers.actions import keep_longer, report_missing, sign_in
from hometime.papers.models import Journey, PaperRequest, PaperSet, SignOut

from .test_sign_out import take

CODE = "00000000-0000-4000-8000-000000000000"
GIVEN = {"code": CODE, "journey": CODE, "label": "AAAAAAAA"}
OWN = ["papers", "sign-out", "request", "print", "log", "overdue", "sets", "set-new", "labels", "gather", "instead"]

pytestmark = pytest.mark.usefixtures("at_that_moment")


def where(name, *args):
    return reverse(f"papers:{name}", args=args)


def day(name, typed):
    return {f"{name}_{number}": part for number, part in enumerate(typed.split())}


def told(**changes):
    typed = {
        "once": str(uuid4()),
        "what": "History books",
        "how_many": "3",
        "data": "personal",
        "whose": "Pupils of 7B",
    }
    typed |= {"in_care": "no", "people_count": "3", "purpose": "To mark", "container": "locked_case"}
    typed |= {"online_instead": "no", "only_needed": "yes", **day("due_on", "6 11 2026")}
    return typed | changes


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, pattern, method):
    given = {name: GIVEN[name] for name in pattern.pattern.converters}
    answer = getattr(page, method)(reverse(f"papers:{pattern.name}", kwargs=given))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("name", OWN)
def test_everybody_has_pages_of_their_own(logging, cast, page, name):
    for person in cast.values():
        assert page.sign_in(person).get(where(name)).status_code == 200, person.name


@pytest.mark.parametrize("name", ["paper", "return", "longer", "journey"])
def test_a_record_is_there_for_whoever_may_see_it(out, cast, page, name):
    statuses = {slug: page.sign_in(person).get(where(name, out.code)).status_code for slug, person in cast.items()}
    assert statuses.pop("tess") == 200
    seeing = {"hana", "dara", "safia", "bilal"}
    assert {slug for slug, status in statuses.items() if status != 404} == seeing


def test_leave_is_there_for_whoever_may_see_it(asked, cast, page):
    seen = {
        slug for slug, who in cast.items() if page.sign_in(who).get(where("requested", asked.code)).status_code == 200
    }
    assert seen == {"tess", "hana", "dara", "safia", "bilal"}
    for name in ("use-leave", "withdraw"):
        assert page.sign_in(cast["stella"]).post(where(name, asked.code)).status_code == 404


def test_a_set_of_another_school_is_not_there(class_set, stella, page):
    page.sign_in(stella)
    for name in ("set", "set-label", "set-retire"):
        assert page.post(where(name, class_set.code)).status_code in (404, 405)
        assert page.get(where(name, class_set.code)).status_code in (404, 405)
    assert page.get(where("scan", class_set.label)).status_code == 404


def test_papers_are_signed_out_on_one_page(logging, tess, page):
    page.sign_in(tess)
    seen = page.get(where("sign-out")).page
    assert seen.h1 == "Take papers out of school"
    assert "electronic copy" in seen.text
    made = page.post(where("sign-out"), told())
    assert made.headers["Location"] == where("paper", SignOut.objects.get().code)
    assert "Signed out" in page.get(made.headers["Location"]).page.text
    assert "History books" in page.get(where("papers")).page.text


def test_a_main_copy_is_to_be_copied_and_leave_is_asked_only_with_a_reason(logging, tess, page):
    page.sign_in(tess)
    refused = page.post(where("sign-out"), told(is_master="on"))
    assert refused.status_code == 422 and "Make a copy and take that" in refused.page.text
    asked = page.post(where("sign-out"), told(is_master="on", why_paper="The exam board wants this one."))
    assert asked.headers["Location"] == where("requested", PaperRequest.objects.get().code)
    assert not SignOut.objects.exists()


def test_a_pasted_list_is_read_a_thing_a_line(logging, tess, page):
    page.sign_in(tess).post(where("sign-out"), told(items="Book A\r\nBook B\r\n"))
    assert [item.words for item in SignOut.objects.get().items.all()] == ["Book A", "Book B"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"online_instead": "yes"}, "an encrypted device"),
        ({"whose": ""}, "Say who they are about"),
        ({"in_care": ""}, "Choose an answer"),
        ({"container": ""}, "Choose an answer"),
        ({"how_many": "0"}, "greater than or equal"),
        (day("due_on", "1 11 2026"), "has passed"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(logging, tess, page, changes, says):
    answer = page.sign_in(tess).post(where("sign-out"), told(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not SignOut.objects.exists()


def test_a_key_that_was_lost_on_the_way_is_made_anew(logging, tess, page):
    assert page.sign_in(tess).post(where("sign-out"), told(once="nonsense")).status_code == 302


def test_a_form_sent_twice_is_one_sign_out(logging, tess, page):
    typed = told()
    first, second = (page.sign_in(tess).post(where("sign-out"), typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert SignOut.objects.count() == 1


def test_the_same_page_asks_for_leave_where_the_policy_wants_it(asking, tess, hana, leo, page):
    page.sign_in(tess)
    assert "headteacher has said yes" in page.get(where("sign-out")).page.text
    made = page.post(where("sign-out"), told()).headers["Location"]
    asked = PaperRequest.objects.get()
    assert made == where("requested", asked.code)
    assert page.post(made, {"is_yes": "yes"}).status_code == 302
    assert PaperRequest.objects.get().state == "asked"
    page.sign_in(hana)
    assert "Tess Okafor" in page.get(where("papers")).page.text
    assert page.post(made, {"is_yes": "no", "reason": ""}).status_code == 422
    assert page.post(made, {"is_yes": "yes"}).status_code == 302
    page.sign_in(tess)
    assert "Sign them out" in page.get(made).page.text
    use = where("use-leave", asked.code)
    assert page.get(use).page.h1 == "Sign them out"
    assert page.post(use, {"once": str(uuid4()), "container": "open_or_see_through"}).status_code == 422
    assert page.post(use, {"once": str(uuid4()), "container": "closed_bag"}).status_code == 302
    assert SignOut.objects.get().basis == "permission"
    assert page.get(use).headers["Location"] == made


def test_papers_that_have_left_can_be_written_down(asking, tess, page):
    page.sign_in(tess).post(where("sign-out"), told(already_left="on"))
    assert SignOut.objects.get().basis == "no_leave"


def test_a_request_is_taken_back(asked, tess, page):
    page.sign_in(tess).post(where("withdraw", asked.code))
    assert PaperRequest.objects.get().state == "withdrawn"


def test_a_set_is_taken_and_brought_back_by_its_label(logging, tess, leo, bilal, page):
    page.sign_in(tess)
    typed = told(what="7B history", how_many="30", labels="together")
    page.post(where("set-new"), typed)
    kept = PaperSet.objects.get()
    assert "<svg" in page.get(where("set", kept.code)).content.decode()
    label = where("scan", kept.label.lower())
    assert page.get(label).page.h1 == "Take 7B history"
    short = {name: typed[name] for name in ("once", "purpose", "container", "online_instead", "only_needed")}
    assert page.post(label, short | day("due_on", "6 11 2026")).status_code == 302
    out = SignOut.objects.get()
    assert page.get(label).headers["Location"] == where("return", out.code)
    page.sign_in(leo)
    assert "Tess Okafor has signed this out" in page.get(label).page.text
    assert page.post(label, short | {"once": str(uuid4())}).status_code == 200
    assert SignOut.objects.count() == 1
    assert "Sign it in" in page.sign_in(bilal).get(label).page.text
    page.sign_in(tess)
    half = [str(number) for number in range(1, 16)]
    assert "15 things are still out" in page.post(where("return", out.code), {"items": half}, follow=True).page.text
    rest = [str(number) for number in range(16, 31)]
    assert "Everything is back" in page.post(where("return", out.code), {"items": rest}, follow=True).page.text
    assert page.get(label).page.h1 == "Take 7B history"
    assert page.post(where("set-retire", kept.code)).status_code == 302
    assert page.get(label).page.h1 == "7B history"
    assert "no longer lent" in page.get(label).page.text


def test_the_label_is_a_pdf(class_set, tess, page):
    answer = page.sign_in(tess).get(where("set-label", class_set.code))
    assert answer.content.startswith(b"%PDF")


def test_missing_things_are_reported_from_the_tick_list(out, tess, hana, page):
    page.sign_in(tess)
    back = where("return", out.code)
    assert page.post(back, {}).status_code == 422
    assert page.post(back, {"items": ["9"]}).status_code == 422
    seen = page.post(back, {"items": ["2"], "how": "missing"}, follow=True).page.text
    assert "The people who can help have been told" in seen
    assert page.post(back, {"items": ["2"], "how": "lost"}).status_code == 422
    assert "Write these off" in page.sign_in(hana).get(back).page.text
    page.post(back, {"items": ["2"], "how": "lost"})
    assert out.items.get(number=2).ended_how == "lost"


def test_the_way_home_is_asked_and_arrival_said(out, tess, page):
    page.sign_in(tess)
    trip = where("journey", out.code)
    assert "straight home" in page.get(trip).page.text
    typed = {"way": "home", "container": "closed_bag", "transport": "car"}
    assert page.post(trip, typed | {"cannot": ["nothing_overnight"]}).status_code == 422
    assert page.post(trip, typed | {"cannot": ["nonsense"]}).status_code == 422
    seen = page.post(trip, typed, follow=True).page.text
    assert "IG72" in seen and "They are indoors" in seen
    page.post(where("arrived", out.code, Journey.objects.get().code))
    assert Journey.objects.get().arrived_at


def test_a_print_is_written_down(asking, tess, page):
    page.sign_in(tess)
    assert "counts as a school paper" in page.get(where("print")).page.text
    assert page.post(where("print"), told(what="Report", how_many="1")).status_code == 302
    assert SignOut.objects.get().origin == "printed"


def test_papers_are_kept_longer(out, tess, page):
    page.sign_in(tess)
    assert page.post(where("longer", out.code), {"why": "Ill", **day("due_on", "5 11 2026")}).status_code == 422
    page.post(where("longer", out.code), {"why": "Ill", **day("due_on", "9 11 2026")})
    assert SignOut.objects.get().due_on.day == 9


def test_the_log_as_it_stood(out, tess, hana, viewer, now, page, monkeypatch):
    report_missing(out, [2], by=viewer(tess), at=now + timedelta(hours=30))
    sign_in(out, [1, 2, 3], by=viewer(tess), at=now + timedelta(hours=50))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=9))
    page.sign_in(hana)
    assert "Everything is back" in page.get(where("log")).page.text
    seen = page.get(where("log") + "?as_of=2026-11-02").page.text
    assert "how things stood at the end of 2 November 2026" in seen and "3 of 3 out" in seen and "missing" not in seen
    then = page.get(where("paper", out.code) + "?as_of=2026-11-03T20:00").page.text
    assert "Missing" in then and "Sign them in" not in then
    assert page.get(where("paper", out.code) + "?as_of=2026-11-01").status_code == 404
    assert "3 of 3 out" not in page.sign_in(tess).get(where("log") + "?as_of=2026-11-02").page.text


def test_what_is_late_is_listed_with_whom_to_ask(out, hana, tess, leo, now, page, monkeypatch):
    assert "nothing here" in page.sign_in(hana).get(where("overdue")).page.text
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=9))
    seen = page.sign_in(hana).get(where("overdue")).page.text
    assert "5 days late" in seen and "Tess Okafor" in seen
    assert "nothing here" in page.sign_in(leo).get(where("overdue")).page.text


def test_what_was_late_then_though_longer_was_given_since(out, tess, hana, viewer, now, page, monkeypatch):
    later = now + timedelta(days=6)
    keep_longer(out, due_on=(now + timedelta(days=20)).date(), why="Ill", by=viewer(tess, on=later.date()), at=later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=9))
    page.sign_in(hana)
    assert "nothing here" in page.get(where("overdue")).page.text
    assert "1 day late" in page.get(where("overdue") + "?as_of=2026-11-07").page.text


def test_lists_cost_the_same_however_long(logging, tess, hana, viewer, now, page, django_assert_max_num_queries):
    for number in range(12):
        take(viewer(tess), now, what=f"Books {number}")
    page.sign_in(hana)
    for name in ("log", "overdue", "sets"):
        with django_assert_max_num_queries(20):
            page.get(where(name))


def test_without_a_policy_nothing_is_taken(cast, tess, page):
    assert page.sign_in(tess).get(where("sign-out")).headers["Location"] == where("papers")
    assert page.get(where("print")).status_code == 200
