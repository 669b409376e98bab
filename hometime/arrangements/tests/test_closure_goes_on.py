"""While a closure goes on: more people follow, what was chosen in a hurry comes back, and its end is not forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.closure import actions
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import HoursNotice
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .test_closure import FLOOD, FRIDAY, HOURS, facts
from .test_closure import flood as flood

WHERE = reverse("arrangements:closure")
HURRIED = "Chosen in a hurry: A chat tool"


def words(viewer):
    return [row.words for row in also_waiting(viewer)]


@pytest.fixture
def hurried(flood, idris, viewer, now):
    return actions.note_choice(flood, words="A chat tool", by=viewer(idris), at=now)


def test_whoever_was_forgotten_follows_and_alone_is_told(flood, noor, tess, hana, school, viewer, now, today):
    before = Notice.objects.count()
    actions.send_more_home(flood, people=[noor, tess], hours=HOURS, by=viewer(hana), at=now)
    assert facts(noor, school, today)["arrangement.route"] == "closure"
    assert [n.person.name for n in Notice.objects.order_by("pk")[before:]] == ["Noor Rahman"]
    assert HoursNotice.objects.filter(person=noor).count() == HoursNotice.objects.filter(person=tess).count() == 1
    assert Entry.objects.latest("pk").act == "arrangements.more_sent_home"


def test_those_sent_home_already_and_strangers_are_nobody_new(flood, tess, stella, hana, viewer, now):
    with pytest.raises(Refused, match="Nobody new is named"):
        actions.send_more_home(flood, people=[tess, stella], hours=None, by=viewer(hana), at=now)


def test_nobody_follows_after_the_last_day_nor_at_the_word_of_another(flood, noor, leo, hana, viewer, now):
    with pytest.raises(Refused, match="Only the headteacher"):
        actions.send_more_home(flood, people=[noor], hours=None, by=viewer(leo), at=now)
    actions.wind_down(flood, last_day=FRIDAY, by=viewer(hana), at=now)
    late = viewer(hana, on=FRIDAY + timedelta(days=1))
    with pytest.raises(Refused, match="The last day at home has passed"):
        actions.send_more_home(flood, people=[noor], hours=None, by=late, at=now + timedelta(days=5))


def test_what_was_chosen_in_a_hurry_comes_back_to_somebody_else(hurried, flood, idris, hana, dara, tess, viewer, now):
    assert HURRIED not in words(viewer(hana))
    actions.wind_down(flood, last_day=FRIDAY, by=viewer(hana), at=now)
    assert HURRIED in words(viewer(hana)) and HURRIED in words(viewer(dara))
    assert HURRIED not in words(viewer(idris)) + words(viewer(tess))
    actions.review_choice(hurried, words="Taken away.", by=viewer(hana), at=now)
    assert HURRIED not in words(viewer(dara))


@pytest.mark.usefixtures("at_that_moment")
def test_and_is_found_when_the_school_is_closed_again(hurried, flood, hana, tess, viewer, now, page):
    actions.wind_down(flood, last_day=FRIDAY, by=viewer(hana), at=now)
    type(flood).objects.update(state="closed")
    again = FLOOD | {"starts_on": date(2026, 11, 30)}
    actions.declare_closure(**again, people=[tess], hours=None, by=viewer(hana), at=now)
    page.sign_in(hana)
    assert "A chat tool" in page.get(WHERE).page.text


def test_its_end_is_not_forgotten(flood, hana, tess, viewer, now):
    asks, late = "Is the closure over?", viewer(hana, on=FRIDAY + timedelta(days=1))
    assert asks not in words(late)
    type(flood).objects.update(expected_until=FRIDAY)
    assert asks in words(late) and asks not in words(viewer(hana)) + words(replace(viewer(tess), today=late.today))
    type(flood).objects.update(state="winding-down", ended_on=FRIDAY, expected_until=None)
    assert asks in words(late)
    type(flood).objects.update(state="closed")
    assert asks not in words(late)


@pytest.mark.usefixtures("at_that_moment")
def test_the_page_of_it(flood, hana, noor, leo, page):
    more = reverse("arrangements:closure-more")
    assert page.sign_in(leo).get(more).headers["Location"] == WHERE
    page.sign_in(hana)
    assert more in page.get(WHERE).content.decode()
    seen = page.get(more).page.text
    assert "Noor Rahman" in seen and "Tess Okafor" not in seen
    told = {"people": [str(noor.code)], "start": "09:00", "end": "15:00"}
    assert "Choose at least one" in page.post(more, told | {"people": []}).page.text
    assert page.post(more, told).status_code == 302
    assert "Noor Rahman" in page.get(WHERE).page.text
