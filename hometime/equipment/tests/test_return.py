"""Things back: who takes them, what the borrower says, another day, and the ladder of reminders."""

import datetime as dt

import pytest
from django.db import IntegrityError

from hometime.equipment.loans import due
from hometime.equipment.loans.reminders import due as reminders_due
from hometime.equipment.loans.returning import say, set_due, take_back
from hometime.equipment.models import DeviceLoss, Loan
from hometime.equipment.queries import held_by
from hometime.equipment.register.actions import mark_lost
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.models import Post

DAY = dt.timedelta(days=1)
GOOD = {"condition": "good", "wiped": "no"}


def kinds_told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_thing_comes_back_and_its_borrower_is_told(device, lend, tess, idris, viewer, now):
    laptop = device("A1")
    loan = take_back(lend(laptop, tess), **GOOD, note="Scratch on the lid", by=viewer(idris), at=now)
    assert (loan.returned_at, loan.ended_by, loan.condition) == (now, idris, "good")
    assert held_by(tess, now) == []
    assert kinds_told(tess) == ["equipment.returned"]
    assert Entry.objects.filter(act="equipment.thing_returned").count() == 1
    with pytest.raises(Refused, match="back already"):
        take_back(loan, **GOOD, by=viewer(idris), at=now)


def test_nobody_takes_back_their_own(device, lend, idris, bilal, tess, viewer, now):
    laptop = device("A1")
    loan = Loan.objects.create(
        organisation=laptop.organisation, device=laptop, person=idris, lent_at=now, created_at=now, created_by=bilal
    )
    with pytest.raises(Refused, match="lent to you"):
        take_back(loan, **GOOD, by=viewer(idris), at=now)
    with pytest.raises(IntegrityError):
        Loan.objects.filter(pk=loan.pk).update(ended_at=now, returned_at=now, ended_how="returned", ended_by=idris)


def test_a_teacher_takes_nothing_back(device, lend, tess, leo, viewer, now):
    with pytest.raises(Refused, match="look after devices"):
        take_back(lend(device("A1"), tess), **GOOD, by=viewer(leo), at=now)


def test_somebody_says_what_became_of_the_data(device, lend, tess, idris, viewer, now):
    loan = lend(device("A1"), tess)
    with pytest.raises(Refused, match="A laptop keeps data"):
        take_back(loan, condition="good", wiped="not_needed", by=viewer(idris), at=now)
    case = lend(device("A2", kind="accessory"), tess)
    assert take_back(case, condition="good", wiped="not_needed", by=viewer(idris), at=now).wiped == "not_needed"
    with pytest.raises(Refused, match="Say how it is"):
        take_back(loan, condition="nice", wiped="no", by=viewer(idris), at=now)


def test_another_day_is_kept_with_the_one_before(device, lend, tess, idris, viewer, now):
    first, second = dt.date(2026, 11, 20), dt.date(2026, 12, 18)
    loan = lend(device("A1"), tess, due_on=first)
    with pytest.raises(Refused, match="your own day"):
        set_due(loan, due_on=second, seen=first, by=viewer(tess), at=now)
    change = set_due(loan, due_on=second, seen=first, why="A project", by=viewer(idris), at=now)
    assert (change.before, change.after) == (first, second)
    with pytest.raises(Refused, match="just set the day"):  # a page that still shows the first day
        set_due(loan, due_on=dt.date(2027, 1, 8), seen=first, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="has passed"):
        set_due(loan, due_on=dt.date(2026, 1, 8), seen=second, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="the day it has"):
        set_due(loan, due_on=second, seen=second, by=viewer(idris), at=now)


def test_only_the_borrower_says_that_their_data_is_off_it(device, lend, tess, idris, viewer, now):
    loan = lend(device("A1"), tess)
    with pytest.raises(Refused, match="Only the person who has it"):
        say(loan, says="data_off", by=viewer(idris), at=now)
    word = say(loan, says="data_off", by=viewer(tess), at=now)
    assert say(loan, says="data_off", by=viewer(tess), at=now) == word
    with pytest.raises(Refused, match="could not be read"):
        say(loan, says="whatever", by=viewer(tess), at=now)


def test_what_somebody_does_not_have_any_more_is_looked_for(device, lend, tess, leo, idris, viewer, now):
    loan = lend(device("A1"), tess)
    say(loan, says="not_here", by=viewer(tess), at=now)
    assert kinds_told(idris) == ["equipment.not_here"] == kinds_told(leo)


def test_a_year_after_the_hand_over_people_are_asked_once_more(device, lend, tess, viewer, now):
    loan = lend(device("A1"), tess, at=now - 366 * DAY)
    lend(device("A2"), tess, at=now - 300 * DAY)
    assert list(due.to_confirm(tess, now)) == [loan]
    say(loan, says="still_have", by=viewer(tess), at=now)
    assert not due.to_confirm(tess, now + 364 * DAY).filter(pk=loan.pk).exists()
    assert due.to_confirm(tess, now + 366 * DAY).filter(pk=loan.pk).exists()


def test_whether_to_ask_once_more_is_known_without_reading_what_for(device, lend, tess, noor, leo, viewer, now):
    old, lost = (lend(device(code), tess, at=now - 366 * DAY) for code in ("A1", "A2"))
    lend(device("A3"), noor, at=now - 300 * DAY)
    lend(device("A4"), leo, at=now - 400 * DAY, ended=now - DAY)
    DeviceLoss.objects.create(organisation=lost.organisation, device=lost.device, begun_at=now, created_at=now)
    assert [due.has_to_confirm(person, now) for person in (tess, noor, leo)] == [True, False, False]
    say(old, says="not_here", by=viewer(tess), at=now)
    assert not due.to_confirm(tess, now + DAY).exists() and not due.has_to_confirm(tess, now + DAY)
    DeviceLoss.objects.update(ended_at=now)
    assert due.has_to_confirm(tess, now + DAY)


def reminded(on):
    return sorted({(each.kind, each.to.name.split()[0]) for each in reminders_due(on)})


def test_the_ladder_climbs_from_the_borrower_to_the_head(device, lend, tess, now):
    day = dt.date(2026, 11, 20)
    lend(device("A1"), tess, due_on=day)
    borrower = ("equipment.due_back", "Tess")
    assert reminded(day - 8 * DAY) == []
    assert reminded(day - 7 * DAY) == reminded(day - DAY) == reminded(day) == [borrower]
    late = [("equipment.overdue", "Tess")]
    assert reminded(day + DAY) == late
    assert reminded(day + 2 * DAY) == [*late, ("equipment.overdue_other", "Leo")]
    assert ("equipment.overdue_other", "Idris") in reminded(day + 7 * DAY)
    assert ("equipment.overdue_other", "Hana") in reminded(day + 14 * DAY)
    assert ("equipment.overdue_other", "Hana") not in reminded(day + 13 * DAY)


def test_reminders_run_twice_tell_once_and_a_new_day_reminds_afresh(device, lend, tess, idris, viewer, now, today):
    loan = lend(device("A1"), tess, due_on=today + 7 * DAY)
    assert remind(today, now) == 1
    assert remind(today, now) == 0
    set_due(loan, due_on=today + 6 * DAY, seen=today + 7 * DAY, by=viewer(idris), at=now)
    assert remind(today, now) == 1
    assert kinds_told(tess).count("equipment.due_back") == 2


def test_what_is_lost_is_not_asked_for(device, lend, tess, idris, viewer, now, today):
    laptop = device("A1")
    lend(laptop, tess, due_on=today - DAY)
    mark_lost(laptop, by=viewer(idris), at=now)
    assert reminded(today) == []


def test_the_recall_list_writes_itself_from_the_end_of_a_post(device, lend, tess, great_wickering, now, today):
    loan = lend(device("A1"), tess)
    assert due.leavers(great_wickering, now, Loan.objects.all()) == []
    Post.objects.filter(person=tess).update(ends_on=today + 20 * DAY)
    (leaver,) = due.leavers(great_wickering, now, Loan.objects.all())
    assert (leaver.person, leaver.ends_on, leaver.loans) == (tess, today + 20 * DAY, [loan])
    assert reminded(today) == [("equipment.leaver", "Tess"), ("equipment.leaver_other", "Idris"),
                               ("equipment.leaver_other", "Leo")]  # fmt: skip
    Post.objects.filter(person=tess).update(ends_on=today - DAY)
    assert len(due.leavers(great_wickering, now, Loan.objects.all())) == 1
    assert ("equipment.leaver_other", "Idris") in reminded(today)


def test_somebody_who_only_changes_posts_is_no_leaver(device, lend, tess, great_wickering, now, today):
    lend(device("A1"), tess)
    Post.objects.filter(person=tess).update(ends_on=today + 20 * DAY)
    Post.objects.create(organisation=great_wickering, person=tess, job_title="Deputy", starts_on=today)
    assert due.leavers(great_wickering, now, Loan.objects.all()) == []


@pytest.mark.django_db(transaction=True)
def test_two_take_the_same_thing_back_at_once(race, device, lend, tess, idris, bilal, viewer, now):
    loan = lend(device("A1"), tess)
    outcomes = race(*[lambda by=by: take_back(loan, **GOOD, by=viewer(by), at=now) for by in (idris, bilal)])
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    assert Entry.objects.filter(act="equipment.thing_returned").count() == 1


def test_whoever_stands_on_two_rungs_hears_of_it_once(device, lend, tess, hana, now, today):
    Post.objects.filter(person=tess).update(line_manager=hana)
    lend(device("A1"), tess, due_on=today - 15 * DAY)
    told = [each.to.name for each in reminders_due(today) if each.kind == "equipment.overdue_other"]
    assert sorted(told) == ["Hana Whitlock", "Idris Bell"]
