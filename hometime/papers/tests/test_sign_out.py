"""Papers that leave: signed out, refused with the reason, once only, and written down even when they have left already."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.papers.actions import leaving, log_print, sign_out
from hometime.papers.models import PaperItem, SignOut
from hometime.papers.queries import out_with, papers_for, sign_outs_at
from hometime.papers.taking import of_set

from .conftest import BOOKS, FRIDAY


def take(by, now, **changes):
    return sign_out(replace(BOOKS, **changes), once=uuid4(), by=by, at=now)


def test_papers_are_signed_out_with_all_the_policy_asks_to_be_written_down(out, tess, now):
    assert (out.person, out.basis, out.whose, out.people_count) == (tess, "log", "Pupils of 7B", 3)
    assert [item.words for item in out.items.all()] == ["Book 1", "Book 2", "Book 3"]
    assert "IG63" in out.cites and out.policy_hash
    entry = Entry.objects.get(act="papers.signed_out")
    assert entry.subject == out.code
    assert "7B" not in entry.payload.text


def test_what_is_out_is_known_for_any_moment(out, tess, logging, now):
    assert [each.away for each in out_with(tess, now)] == [3]
    assert out_with(tess, now - timedelta(minutes=1)) == []
    assert [each.what for each in sign_outs_at(logging, now)] == ["History books"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"items": ()}, "Nothing is listed"),
        ({"items": ("x",) * 301}, "more than 300"),
        ({"items": ("x" * 121,)}, "too long"),
        ({"due_on": date(2026, 11, 1)}, "has passed"),
        ({"due_on": date(2027, 12, 1)}, "more than a year"),
        ({"whose": " "}, "who the papers are about"),
        ({"online_instead": True}, "If you need these papers all the same, say why"),
        ({"only_needed": False}, "say why"),
    ],
)
def test_what_cannot_be_or_need_not_be_is_refused(logging, tess, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        take(viewer(tess), now, **change)
    assert not SignOut.objects.exists()


def test_a_reason_is_enough_where_the_policy_would_only_rather_have_it(logging, tess, viewer, now):
    made = take(viewer(tess), now, online_instead=True, why_paper="The marks go into the books.")
    assert made.why_paper == "The marks go into the books."


def test_a_main_copy_and_a_see_through_bag_are_refused_with_the_clause(asking, tess, viewer, now):
    with pytest.raises(Refused, match="main copy") as refused:
        take(viewer(tess), now, is_master=True)
    assert refused.value.cites == ("WH119",)
    with pytest.raises(Refused, match="see-through") as refused:
        take(viewer(tess), now, container="open_or_see_through")
    assert refused.value.cites == ("WH112",)


@pytest.mark.parametrize("slug", ["ravensbury", "academy-trust", "yourig", "dudley", "starter"])
def test_a_main_copy_stays_under_every_policy_unless_there_is_leave_for_it(in_force, tess, viewer, now, slug):
    in_force(slug)
    with pytest.raises(Refused, match="only copy") as refused:
        take(viewer(tess), now, is_master=True)
    assert "Make a copy" in refused.value.next_step
    with pytest.raises(Refused) as refused:
        take(viewer(tess), now, is_master=True, why_paper="The exam board wants this one.")
    assert refused.value.next_step == "Ask for permission first."
    assert not SignOut.objects.exists()


def test_a_main_copy_that_has_left_is_written_down_and_the_decider_told(logging, tess, hana, viewer, now):
    gone = replace(BOOKS, is_master=True)
    assert sign_out(gone, once=uuid4(), by=viewer(tess), at=now, already_left=True).basis == "no_leave"
    assert Notice.objects.get().person == hana


def test_somebody_without_a_post_here_signs_nothing_out(logging, dara, viewer, tamsin_hollow, now):
    with pytest.raises(Refused, match="no post"):
        take(viewer(dara, showing=tamsin_hollow), now)


def test_the_same_form_sent_twice_is_one_sign_out(logging, tess, leo, viewer, now):
    once = uuid4()
    first = sign_out(BOOKS, once=once, by=viewer(tess), at=now)
    assert sign_out(BOOKS, once=once, by=viewer(tess), at=now + timedelta(seconds=9)) == first
    assert (SignOut.objects.count(), PaperItem.objects.count()) == (1, 3)
    with pytest.raises(Refused, match="used before"):
        sign_out(BOOKS, once=once, by=viewer(leo), at=now)


@pytest.mark.parametrize("policy", ["asking", "forbidding"])
def test_papers_that_have_left_are_written_down_and_the_decider_told(request, policy, tess, hana, viewer, now):
    request.getfixturevalue(policy)
    made = sign_out(BOOKS, once=uuid4(), by=viewer(tess), at=now, already_left=True)
    assert made.basis == "no_leave"
    told = Notice.objects.get()
    assert (told.person, told.kind) == (hana, "papers.left_without_leave")
    assert "7B" not in told.text


def test_leave_stands_on_record_where_it_is_claimed(out):
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOut.objects.update(basis="permission")


def test_a_print_at_home_joins_the_log(asking, tess, viewer, now):
    made = log_print(
        replace(BOOKS, what="Report", items=("Report",), container=""), once=uuid4(), by=viewer(tess), at=now
    )
    assert (made.origin, made.basis) == ("printed", "printed")
    assert [each.what for each in out_with(tess, now)] == ["Report"]


def wanted(class_set):
    return of_set(
        class_set, purpose="To mark", due_on=FRIDAY, container="locked_case", online_instead=False, only_needed=True
    )


def test_of_two_who_take_a_set_one_wins_and_the_other_is_told_who(set_out, class_set, leo, viewer, now):
    with pytest.raises(Refused, match="Tess Okafor has signed this out"):
        sign_out(wanted(class_set), once=uuid4(), by=viewer(leo), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOut.objects.create(
            **wanted(class_set).kept, organisation=set_out.organisation, person=leo, created_at=now, basis="log"
        )


def test_one_who_looked_before_the_other_wrote_is_told_by_the_database(class_set, tess, leo, viewer, now, monkeypatch):
    """As on two phones at once: the look found the set free, and somebody wrote in between."""
    sign_out(wanted(class_set), once=uuid4(), by=viewer(tess), at=now)
    monkeypatch.setattr(leaving, "holders_of", stale(leaving.holders_of))
    with pytest.raises(Refused, match="Tess Okafor has signed this out"):
        sign_out(wanted(class_set), once=uuid4(), by=viewer(leo), at=now)
    assert SignOut.objects.count() == 1


def stale(real):
    """The first look sees nobody; the next sees what is there."""
    looks = []

    def look(sets):
        looks.append(sets)
        return {} if len(looks) == 1 else real(sets)

    return look


def test_who_sees_what_is_out(out, cast, viewer, tamsin_hollow):
    seeing = {slug for slug, person in cast.items() if papers_for(viewer(person)).exists()}
    assert seeing == {"tess", "hana", "dara", "safia", "bilal"}
    assert not papers_for(viewer(cast["dara"], showing=tamsin_hollow)).exists()
    assert not papers_for(None).exists()
