"""An appeal about flexible working has a last day: inside the time of the request, for whoever hears it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hometime.arrangements.flexible import actions
from hometime.arrangements.flexible.queries import appeals_heard_by
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import FlexibleRequest
from hometime.arrangements.reminders import due
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.models import Role

from .test_flexible import MEETING, NO, TERMS, WISH

LAST = date(2027, 1, 1)  # received on 2 November 2026
DAY = timedelta(days=1)


@pytest.fixture
def declined(school, tess, hana, viewer, now):
    """Hana said no."""
    made = actions.ask_flexible(**WISH, by=viewer(tess), at=now)
    actions.record_consultation(made, **MEETING, by=viewer(hana), at=now)
    return actions.decide_flexible(made, **NO, by=viewer(hana), at=now)


@pytest.fixture
def second_head(school, bilal, today):
    return Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=today)


@pytest.fixture
def appeal(declined, tess, viewer, now, today):
    def make(on=today):
        return actions.appeal_flexible(declined, words="Look again.", by=viewer(tess, on=on), at=now)

    return make


def kinds_due(on):
    return {(each.kind, each.to.name) for each in due(on)}


def waiting(viewer):
    return [(row.words, row.tag) for row in also_waiting(viewer)]


def test_its_last_day_is_that_of_the_whole_request_and_is_told(appeal, hana):
    made = appeal()
    assert made.last_day == LAST
    notice = Notice.objects.get(kind="arrangements.flexible_appealed")
    assert notice.person == hana
    assert "The last day to decide the appeal is 1 January 2027" in notice.text


def test_it_waits_with_its_day_and_not_as_a_first_answer(appeal, hana, leo, tess, viewer):
    appeal()
    assert waiting(viewer(hana)) == [("Tess Okafor: an appeal about flexible working", "Decide by 1 January 2027")]
    assert waiting(viewer(leo)) == waiting(viewer(tess)) == []


def test_whoever_gave_the_first_answer_is_left_alone_where_somebody_else_hears_it(
    appeal, second_head, hana, bilal, viewer, now
):
    made = appeal()
    assert waiting(viewer(hana)) == []
    assert len(waiting(viewer(bilal))) == 1
    assert Notice.objects.get(kind="arrangements.flexible_appealed").person == bilal
    assert ("arrangements.appeal_due", "Bilal Hussain") in kinds_due(LAST - DAY)
    assert not {who for kind, who in kinds_due(LAST - DAY) if who == "Hana Whitlock"}
    actions.decide_appeal(made, is_yes=True, words="Yes.", **TERMS, by=viewer(bilal), at=now)
    assert waiting(viewer(bilal)) == []


def test_whoever_stands_in_for_the_first_hears_it(appeal, lend, hana, dara, viewer):
    lend(hana, "head", to=dara)
    made = appeal()
    assert appeals_heard_by(viewer(dara)).get() == made
    assert waiting(viewer(hana)) == []


def test_it_comes_back_to_the_first_once_nobody_else_is_there(appeal, second_head, hana, viewer, today):
    appeal()
    Role.objects.filter(pk=second_head.pk).update(ends_on=today)
    assert waiting(viewer(hana)) == []
    assert len(waiting(viewer(hana, on=today + DAY))) == 1


@pytest.mark.parametrize(("days", "is_due"), [(31, False), (30, True), (7, True), (1, True), (0, True), (-1, False)])
def test_it_is_called_to_mind_from_thirty_days_before(appeal, days, is_due):
    appeal()
    both = {("arrangements.appeal_due", "Hana Whitlock"), ("arrangements.own_answer_due", "Tess Okafor")}
    assert kinds_due(LAST - days * DAY) == (both if is_due else set())


def test_each_step_is_told_once_however_often_it_runs(appeal, now):
    appeal()
    for days in (30, 30, 7, 6, 1, 0, 0):
        remind(LAST - days * DAY, now)
    assert Notice.objects.filter(kind="arrangements.appeal_due").count() == 3


def test_more_time_by_agreement_moves_its_last_day(appeal, hana, tess, viewer, now):
    more = actions.propose_extension(appeal(), new_last_day=LAST + 14 * DAY, by=viewer(hana), at=now)
    assert waiting(viewer(hana))[0][1] == "Decide by 1 January 2027"
    actions.agree_extension(more, by=viewer(tess), at=now)
    assert waiting(viewer(hana))[0][1] == "Decide by 15 January 2027"


def test_an_appeal_after_the_last_day_waits_for_more_time(declined, appeal, hana, tess, viewer, now):
    late = LAST + DAY
    with pytest.raises(Refused, match="ended on 1 January 2027"):
        appeal(on=late)
    more = actions.propose_extension(declined, new_last_day=LAST + 21 * DAY, by=viewer(tess, on=late), at=now)
    with pytest.raises(Refused, match="other side"):
        actions.agree_extension(more, by=viewer(tess, on=late), at=now)
    actions.agree_extension(more, by=viewer(hana, on=late), at=now)
    assert appeal(on=late).last_day == LAST + 21 * DAY
    assert FlexibleRequest.objects.get().is_live(late)


def test_after_a_no_the_school_has_nothing_to_ask_more_time_for(declined, hana, viewer, now):
    with pytest.raises(Refused, match="turned down"):
        actions.propose_extension(declined, new_last_day=LAST + DAY, by=viewer(hana), at=now)


def test_on_the_last_day_itself_one_may_still_appeal(appeal):
    assert appeal(on=LAST).state == "appealed"


def test_where_the_law_sets_no_day_none_is_shown(declined, appeal, hana, viewer):
    FlexibleRequest.objects.update(last_day=None)
    appeal()
    assert waiting(viewer(hana)) == [("Tess Okafor: an appeal about flexible working", "To answer")]
    assert "last day" not in Notice.objects.get(kind="arrangements.flexible_appealed").text


def test_the_pages_show_by_when(appeal, second_head, hana, bilal, tess, page, at_that_moment, monkeypatch, now):
    where = reverse("arrangements:flexible", args=[appeal().code])
    seen = page.sign_in(bilal).get(where).page.text
    assert "Last day to decide the appeal 1 January 2027" in seen
    assert "Decide the appeal by 1 January 2027" in seen and "final answer, appeal included" not in seen
    assert "Somebody who did not give the first answer" in page.sign_in(hana).get(where).page.text
    assert "has to answer your appeal by 1 January 2027" in page.sign_in(tess).get(where).page.text
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=61))
    assert "The last day to decide the appeal was 1 January 2027" in page.sign_in(bilal).get(where).page.text


def test_the_page_says_when_it_is_too_late_to_appeal(declined, tess, page, monkeypatch, now):
    where = reverse("arrangements:flexible", args=[declined.code])
    for days, is_open in ((61, True), (61 + 100, False)):
        monkeypatch.setattr(timezone, "now", lambda days=days: now + timedelta(days=days))
        seen = page.sign_in(tess).get(where).page.text
        assert "ended on 1 January 2027" in seen
        assert ("To appeal, ask for more time" in seen) is is_open
