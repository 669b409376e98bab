"""Papers that come back one by one, are missing, are written off, or stay longer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.papers.actions import keep_longer, report_missing, sign_in, write_off
from hometime.papers.models import PaperItem, SignOut
from hometime.papers.queries import due_at, out_with, sign_outs_at

from .conftest import FRIDAY
from .test_leave import use

LATER = FRIDAY + timedelta(days=3)


def test_a_class_set_comes_back_in_part_and_then_whole(set_out, tess, viewer, now):
    hour = timedelta(hours=1)
    sign_in(set_out, range(1, 16), by=viewer(tess), at=now + hour)
    assert [each.away for each in out_with(tess, now + hour)] == [15]
    assert [each.away for each in out_with(tess, now)] == [30]  # as it stood
    sign_in(set_out, range(16, 31), by=viewer(tess), at=now + 2 * hour)
    assert out_with(tess, now + 2 * hour) == []
    assert set_out.closed_at == now + 2 * hour
    assert [each.away for each in out_with(tess, now + hour)] == [15]
    assert Entry.objects.filter(act="papers.items_back").count() == 2


def test_whoever_has_them_and_those_who_look_after_papers_sign_in(out, cast, viewer, now):
    for slug in ("leo", "idris", "noor", "victor", "grace"):
        with pytest.raises(Refused, match="Tess Okafor has these"):
            sign_in(out, [1], by=viewer(cast[slug]), at=now)
    for slug in ("stella", "petra"):
        with pytest.raises(Refused, match="looking at Tamsin"):
            sign_in(out, [1], by=viewer(cast[slug]), at=now)
    sign_in(out, [1], by=viewer(cast["bilal"]), at=now)
    assert out.items.get(number=1).ended_by == cast["bilal"]


def test_what_is_accounted_for_is_so_once(out, tess, bilal, viewer, now):
    stale = SignOut.objects.get(pk=out.pk)
    with pytest.raises(Refused, match="Nothing is ticked"):
        sign_in(out, [], by=viewer(tess), at=now)
    sign_in(out, [1], by=viewer(tess), at=now)
    with pytest.raises(Refused, match="just done this"):
        sign_in(stale, [1], by=viewer(bilal), at=now)
    sign_in(out, [2, 3], by=viewer(tess), at=now)
    with pytest.raises(Refused, match="just done this"):
        sign_in(stale, [2], by=viewer(bilal), at=now)
    with pytest.raises(Refused, match="accounted for"):
        sign_in(out, [2], by=viewer(tess), at=now)


def test_an_end_says_how_and_who(out, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperItem.objects.update(ended_at=now)


def test_missing_things_stay_out_and_those_who_can_help_are_told(out, tess, hana, bilal, dara, viewer, now):
    report_missing(out, [2], by=viewer(tess), at=now)
    assert {(n.person.name, n.kind) for n in Notice.objects.all()} == {
        (each.name, "papers.missing") for each in (hana, bilal, dara)
    }
    assert [(each.away, each.missing) for each in out_with(tess, now)] == [(3, 1)]
    with pytest.raises(Refused, match="before"):
        report_missing(out, [2], by=viewer(tess), at=now)
    sign_in(out, [2], by=viewer(tess), at=now + timedelta(hours=1))
    assert [(each.away, each.missing) for each in out_with(tess, now + timedelta(hours=1))] == [(2, 0)]


def test_a_child_in_care_is_told_to_the_safeguarding_lead_at_once(set_out, tess, safia, viewer, now):
    report_missing(set_out, [2], by=viewer(tess), at=now)
    told = Notice.objects.get(kind="papers.missing_in_care")
    assert (told.person, told.pace) == (safia, "at-once")


def test_only_missing_things_are_written_off_and_never_by_whoever_had_them(out, tess, hana, viewer, now):
    with pytest.raises(Refused, match="may not write"):
        write_off(out, [2], by=viewer(tess), at=now)
    with pytest.raises(Refused, match="missing first"):
        write_off(out, [2], by=viewer(hana), at=now)
    report_missing(out, [2], by=viewer(tess), at=now)
    write_off(out, [2], by=viewer(hana), at=now)
    assert out.items.get(number=2).ended_how == "lost"
    assert Entry.objects.filter(act="papers.items_written_off").exists()


def test_longer_is_asked_with_a_reason_and_the_old_day_stays_on_record(out, logging, tess, leo, viewer, now):
    for by, day, why, says in (
        (leo, LATER, "Ill", "Tess Okafor has these"),
        (tess, FRIDAY, "Ill", "not later"),
        (tess, LATER, " ", "reason is needed"),
    ):
        with pytest.raises(Refused, match=says):
            keep_longer(out, due_on=day, why=why, by=viewer(by), at=now)
    after = now + timedelta(days=1)
    keep_longer(out, due_on=LATER, why="I am ill.", by=viewer(tess), at=after)
    held = sign_outs_at(logging, after).get()
    assert (due_at(held, now), due_at(held, after)) == (FRIDAY, LATER)


def test_leave_is_not_made_longer_by_whoever_has_it(given, tess, viewer, now):
    made = use(given, viewer(tess), now)
    with pytest.raises(Refused, match="shorter time"):
        keep_longer(made, due_on=LATER, why="I am ill.", by=viewer(tess), at=now)
