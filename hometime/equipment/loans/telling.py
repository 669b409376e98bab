"""Who is told of what happens to things that are lent. Each is called inside the transaction of the act it tells of."""

import datetime as dt

from django.urls import reverse

from hometime.lib.text import counted, day_in_words, in_words
from hometime.notices.actions import queue
from hometime.people.models import Person

from ..models import HandOver, Loan


def handed_over(made: HandOver, *, at: dt.datetime) -> None:
    """Both of them, with the page that has the copy."""
    is_signed = hasattr(made, "signature")
    kind = "equipment.handed_over" if made.handed_at else "equipment.put_aside"
    _tell(kind, made.person, made, at, is_signed=is_signed)
    _tell("equipment.you_handed_over", made.created_by, made, at, is_signed=is_signed)


def signed(made: HandOver, *, at: dt.datetime) -> None:
    _tell("equipment.loan_signed", made.created_by, made, at, is_put_aside=made.handed_at is None)


def called_off(made: HandOver, *, at: dt.datetime) -> None:
    _tell("equipment.called_off", made.person, made, at)


def _tell(kind: str, to: Person, made: HandOver, at: dt.datetime, **more: object) -> None:
    things = made.words["things"]
    due_on = dt.date.fromisoformat(made.words["due_on"]) if made.words["due_on"] else None
    context = {
        "who": made.person.name,
        "giver": made.created_by.name,
        "things": in_words(f"{each['what']} ({each['asset_code']})" for each in things),
        "count": counted(len(things), "thing"),
        "due": day_in_words(due_on) if due_on else "",
        "href": reverse("equipment:handed-over", args=[made.code]),
        **more,
    }
    queue(kind, to=to, organisation=made.organisation, context=context, at=at)


def returned(loan: Loan, *, by: Person, at: dt.datetime) -> None:
    context = {
        "what": str(loan.device),
        "who": by.name,
        "condition": loan.get_condition_display().lower(),
        "href": reverse("equipment:loan", args=[loan.code]),
    }
    queue("equipment.returned", to=loan.person, organisation=loan.organisation, context=context, at=at)


def due_set(loan: Loan, *, at: dt.datetime) -> None:
    context = {
        "what": str(loan.device),
        "due": day_in_words(loan.due_on) if loan.due_on else "",
        "href": reverse("equipment:loan", args=[loan.code]),
    }
    queue("equipment.due_set", to=loan.person, organisation=loan.organisation, context=context, at=at)


def not_here(loan: Loan, *, to: list[Person], at: dt.datetime) -> None:
    context = {
        "what": str(loan.device),
        "who": loan.person.name,
        "href": reverse("equipment:loan", args=[loan.code]),
    }
    for person in to:
        queue("equipment.not_here", to=person, organisation=loan.organisation, context=context, at=at)
