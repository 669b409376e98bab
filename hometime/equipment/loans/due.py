"""What is due: loans past their day, leavers who still have things, and what nobody has confirmed for a year. Asked, never stored."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from hometime.people.models import Organisation, Person, Post
from hometime.people.viewer import Viewer

from ..models import HolderWord, Loan
from ..models.device import CALLED_BY
from ..queries import READERS, loans_for, lost_at, not_ended, with_due_then

A_YEAR = dt.timedelta(days=365)
LEAVES_WITHIN = dt.timedelta(days=60)
# Whoever said no is not asked again: it is looked for.
ANSWERS = (HolderWord.Says.STILL_HAVE, HolderWord.Says.NOT_HERE)


def out_now(rows: QuerySet[Loan], at: dt.datetime, *, past: bool = True) -> QuerySet[Loan]:
    """In somebody’s hands at a moment, and not lost."""
    lost = Exists(lost_at(at, past=past).filter(device=OuterRef("device")))
    return rows.filter(not_ended(at, past=past), ~lost, lent_at__lte=at)


def out_for(viewer: Viewer, at: dt.datetime, *, past: bool, q: str = "") -> QuerySet[Loan, dict[str, Any]]:
    """What was out of the loans this viewer may see, lost or not. A whole school’s: the last lent first; else by person."""
    rows = loans_for(viewer).filter(not_ended(at, past=past), lent_at__lte=at)
    if q:
        rows = rows.filter(Q(person__name__icontains=q) | Q(device__asset_code__icontains=q))
    order = () if viewer.has_role(*READERS) else ("person__name",)
    return _in_brief(with_due_then(rows, at, past=past).order_by(*order, "-lent_at", "-pk"))


def overdue_for(viewer: Viewer, at: dt.datetime, *, past: bool) -> QuerySet[Loan, dict[str, Any]]:
    """Past their day, longest first, of the loans this viewer may see."""
    day = timezone.localdate(at)
    rows = with_due_then(out_now(loans_for(viewer), at, past=past), at, past=past)
    return _in_brief(rows.filter(due_then__lt=day).order_by("due_then", "pk"))  # type: ignore[misc]


def _in_brief(rows: QuerySet[Loan]) -> QuerySet[Loan, dict[str, Any]]:
    """As a list shows them."""
    of_device = [f"device__{name}" for name in ("asset_code", *CALLED_BY)]
    return rows.values("pk", "code", "lent_at", "due_then", "person__name", *of_device)


def to_confirm(person: Person, at: dt.datetime) -> QuerySet[Loan]:
    """What a person has, that they were handed and last spoke of a year ago or more."""
    rows = out_now(Loan.objects.filter(person=person), at, past=False).select_related("device")
    return unconfirmed(rows, at)


# Beside every list of loans this is asked, so it is written out: putting it together costs more than running it.
TO_CONFIRM = f"""
    SELECT loan.id FROM equipment_loan loan
     WHERE loan.person_id = %s AND loan.ended_at IS NULL AND loan.lent_at <= %s
       AND NOT EXISTS (SELECT 1 FROM equipment_deviceloss loss
                        WHERE loss.device_id = loan.device_id AND loss.ended_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM equipment_holderword word
                        WHERE word.loan_id = loan.id AND word.created_at > %s
                          AND word.says IN ({", ".join(f"'{says}'" for says in ANSWERS)}))
     LIMIT 1
"""


def has_to_confirm(person: Person, at: dt.datetime) -> bool:
    """Whether there is any such thing."""
    return any(Loan.objects.raw(TO_CONFIRM, [person.pk, at - A_YEAR, at - A_YEAR]))


def unconfirmed(rows: QuerySet[Loan], at: dt.datetime) -> QuerySet[Loan]:
    """Lent a year ago or more, and nobody said since whether it is there."""
    said = HolderWord.objects.filter(loan=OuterRef("pk"), says__in=ANSWERS, created_at__gt=at - A_YEAR)
    return rows.filter(~Exists(said), lent_at__lte=at - A_YEAR).order_by("lent_at", "pk")


def with_last_word(rows: QuerySet[Loan]) -> QuerySet[Loan]:
    """With `said_at`, when their borrower last spoke of each."""
    return rows.annotate(said_at=Max("words__created_at", filter=Q(words__says__in=ANSWERS)))


@dataclass(frozen=True)
class Leaver:
    """Somebody whose last post here ends, or has ended, and what they still have."""

    person: Person
    ends_on: dt.date
    loans: Sequence[Loan]


def leavers(organisation: Organisation, at: dt.datetime, loans: QuerySet[Loan]) -> list[Leaver]:
    """The recall list: it writes itself from the end of posts, in three queries."""
    day = timezone.localdate(at)
    open_loans = list(out_now(loans, at).filter(organisation=organisation).select_related("device", "person"))
    people = {loan.person_id: loan.person for loan in open_loans}
    posts = Post.objects.filter(organisation=organisation, person__in=list(people))
    lasting = set(
        posts.on(day).filter(Q(ends_on=None) | Q(ends_on__gt=day + LEAVES_WITHIN)).values_list("person", flat=True)
    )
    ends = posts.exclude(ends_on=None).order_by("person").values_list("person").annotate(last=Max("ends_on"))
    found = [
        Leaver(people[person], last, [loan for loan in open_loans if loan.person_id == person])
        for person, last in ends
        if person not in lasting and last is not None
    ]
    return sorted(found, key=lambda each: (each.ends_on, each.person.name))
