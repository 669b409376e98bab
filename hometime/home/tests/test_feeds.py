"""Calendar feeds, read as a calendar program reads them: with a library that is not ours."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from hometime.arrangements.actions import end_arrangement, resume_arrangement, suspend_arrangement
from hometime.arrangements.closure.actions import declare_closure, wind_down
from hometime.arrangements.queries import MORNING
from hometime.home.actions import end_feed, make_feed
from hometime.home.feeds import Event, as_ical
from hometime.home.models import Feed
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def feed_of(viewer, now):
    return lambda person, kind="person": make_feed(kind, by=viewer(person), at=now)


def address(feed):
    return f"/calendar/feeds/{feed.code}/{feed.secret}.ics"


def read(client, feed):
    answer = client.get(address(feed))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def events(calendar):
    return {event.decoded("dtstart"): event for event in calendar.walk("VEVENT")}


def test_a_whole_day_is_a_date_and_half_a_day_has_hours(client, tess, at_home, feed_of):
    at_home(tess, ":0:day", ":2:am")
    found = events(read(client, feed_of(tess)))
    monday = found[dt.date(2026, 11, 2)]
    assert monday.decoded("dtend") == dt.date(2026, 11, 3)
    assert monday["summary"] == "At home"
    assert dt.datetime(2026, 11, 4, 8, 30, tzinfo=LONDON) in found


def test_half_days_keep_their_hours_when_the_clocks_change(client, tess, at_home, feed_of):
    at_home(tess, ":4:pm", ":0:pm")
    starts = sorted(when for when in events(read(client, feed_of(tess))) if when.month in (3, 4))
    around = [when for when in starts if dt.date(2027, 3, 26) <= when.date() <= dt.date(2027, 4, 2)]
    assert [when.astimezone(LONDON).time() for when in around] == [dt.time(12, 30)] * len(around)
    assert {when.astimezone(dt.UTC).hour for when in starts} == {12, 11}


def test_a_team_feed_names_people_and_never_says_why(client, tess, leo, at_home, feed_of):
    at_home(leo, ":1:day")
    feed = feed_of(tess, "team")
    titles = {str(event["summary"]) for event in read(client, feed).walk("VEVENT")}
    assert titles == {"Leo Marsh: at home"}
    content = client.get(address(feed)).content.decode()
    assert "hospital" not in content
    assert "health" not in content


def test_what_is_paused_or_ended_goes_and_what_comes_back_is_newer(client, tess, hana, at_home, feed_of, viewer, now):
    it, feed = at_home(tess, ":0:day"), feed_of(tess)
    monday = dt.date(2026, 11, 2)
    first = events(read(client, feed))[monday]
    suspend_arrangement(it, reason="Exams.", by=viewer(hana), at=now)
    assert not events(read(client, feed))
    resume_arrangement(it, by=viewer(hana), at=now)
    again = events(read(client, feed))[monday]
    assert again["uid"] == first["uid"]
    assert again["sequence"] > first["sequence"]
    end_arrangement(it, last_day=dt.date(2026, 11, 9), reason="", by=viewer(tess), at=now)
    assert max(events(read(client, feed))) == dt.date(2026, 11, 9)


def test_a_day_that_a_closure_makes_longer_keeps_its_name_and_is_newer(
    client, tess, hana, at_home, feed_of, viewer, now
):
    at_home(tess, ":0:am")
    feed = feed_of(tess)
    [before] = [each for when, each in events(read(client, feed)).items() if when.day == 2 and when.month == 11]
    told = {"cause": "building", "words": "", "starts_on": dt.date(2026, 11, 2), "expected_until": None, "hours": None}
    closure = declare_closure(**told, people=[tess], by=viewer(hana), at=now)
    during = events(read(client, feed))[dt.date(2026, 11, 2)]
    assert (during["uid"], during["summary"]) == (before["uid"], "At home")
    wind_down(closure, last_day=dt.date(2026, 11, 2), by=viewer(hana), at=now)
    after = events(read(client, feed))[dt.date(2026, 11, 2)]
    assert before["sequence"] < during["sequence"] < after["sequence"]


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_a_team_feed_shows_nobody_to_those_who_have_no_team(client, cast, at_home, feed_of, slug):
    at_home(cast["tess"], ":0:day")
    assert not events(read(client, feed_of(cast[slug], "team")))


def test_whoever_leaves_the_team_is_no_longer_in_its_feed(client, tess, noor, hana, at_home, feed_of):
    at_home(noor, ":1:day")
    feed = feed_of(tess, "team")
    assert events(read(client, feed))
    Post.objects.filter(person=tess).update(line_manager=hana)
    assert not events(read(client, feed))


def test_a_whole_day_is_a_date_on_the_days_the_clocks_change_too():
    for sunday in (dt.date(2026, 10, 25), dt.date(2027, 3, 28)):
        made = [Event("day", "At home", sunday), Event("am", "At home", sunday, MORNING)]
        day, am = Calendar.from_ical(as_ical(made, title="x", at=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))).walk(
            "VEVENT"
        )
        assert (day.decoded("dtstart"), day.decoded("dtend")) == (sunday, sunday + dt.timedelta(days=1))
        assert am.decoded("dtstart").astimezone(LONDON).time() == dt.time(8, 30)
        assert am.decoded("dtend") - am.decoded("dtstart") == dt.timedelta(hours=4)


def test_an_event_keeps_its_name(client, tess, at_home, feed_of):
    at_home(tess, ":0:day")
    feed = feed_of(tess)
    names = [[str(event["uid"]) for event in read(client, feed).walk("VEVENT")] for _ in range(2)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_a_new_address_ends_the_old_one(client, tess, feed_of):
    old = address(feed_of(tess))
    new = address(feed_of(tess))
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert Feed.objects.count() == 1
    assert list(Entry.objects.order_by("-id").values_list("act", flat=True)[:2]) == [
        "home.feed_renewed",
        "home.feed_made",
    ]


def test_an_ended_feed_is_gone_and_cannot_be_ended_twice(client, tess, feed_of, viewer, now):
    feed = feed_of(tess)
    end_feed(feed, by=viewer(tess), at=now)
    assert client.get(address(feed)).status_code == 404
    with pytest.raises(Refused, match="has stopped working"):
        end_feed(feed, by=viewer(tess), at=now)


def test_nobody_ends_the_feed_of_another(tess, leo, feed_of, viewer, now, page):
    feed = feed_of(tess)
    with pytest.raises(Refused):
        end_feed(feed, by=viewer(leo), at=now)
    page.sign_in(leo)
    assert page.post(f"/calendar/feeds/{feed.code}/end/").status_code == 404


def test_a_wrong_secret_opens_nothing(client, tess, leo, feed_of):
    hers, his = feed_of(tess), feed_of(leo)
    assert client.get(f"/calendar/feeds/{hers.code}/{his.secret}.ics").status_code == 404
    assert client.get(f"/calendar/feeds/{hers.code}/{'0' * 64}.ics").status_code == 404


def test_the_feed_of_somebody_who_left_is_gone(client, tess, feed_of, today):
    feed = feed_of(tess)
    Post.objects.filter(person=tess).update(ends_on=today - dt.timedelta(days=1))
    assert client.get(address(feed)).status_code == 404


def test_the_feed_of_a_closed_account_is_gone(client, tess, feed_of):
    feed = feed_of(tess)
    tess.account.is_active = False
    tess.account.save()
    assert client.get(address(feed)).status_code == 404


def test_long_and_strange_names_survive(now, today):
    title = "Zoë, “Łukasz”; back\\slash " + "and so on " * 20
    text = as_ical([Event("one", title, today)], title=title, at=now)
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event["summary"].split() == title.split()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_person_makes_renews_and_ends_an_address_on_a_page(page, tess, client):
    page.sign_in(tess)
    assert "Make an address" in page.get("/calendar/feeds/").page.text
    page.post("/calendar/feeds/make/person/")
    feed = Feed.objects.get()
    assert page.get("/calendar/feeds/").page.all("input")[-1] is not None
    assert client.get(address(feed)).status_code == 200
    page.post(f"/calendar/feeds/{feed.code}/end/")
    assert client.get(address(feed)).status_code == 404
    assert page.post("/calendar/feeds/make/nonsense/").status_code == 404


def test_the_address_to_copy_is_the_one_this_person_reaches_the_site_by(page, tess, feed_of):
    """In the demo and on a new site no setting says the port."""
    feed = feed_of(tess)
    page.sign_in(tess)
    shown = page.get("/calendar/feeds/", headers={"host": "localhost:8131"}).content.decode()
    assert f"http://localhost:8131{address(feed)}" in shown
