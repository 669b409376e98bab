"""Whom an act tells. No notice says whose papers they are, or names anybody in them."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import day_in_words
from hometime.notices.actions import queue
from hometime.people.models import Person, Role
from hometime.people.queries import deciding_kind, others_who_hold

from .models import InCare, PaperRequest, SignOut

OFFICE = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER)


def deciders(asked: PaperRequest, kind: str, at: dt.datetime) -> None:
    """Those who can answer."""
    people = others_who_hold(asked.decider_kind, asked.organisation, on=timezone.localdate(at), subject=asked.person)
    context = {"who": asked.person.name, "what": asked.what, "due": day_in_words(asked.due_on), "href": page_of(asked)}
    _tell(kind, people, asked, context, at)


def person_of(asked: PaperRequest, at: dt.datetime) -> None:
    answer = "yes" if asked.state == PaperRequest.State.GIVEN else "no"
    context = {"what": asked.what, "answer": answer, "due": day_in_words(asked.due_on), "href": page_of(asked)}
    _tell("papers.decided", [asked.person], asked, context, at)


def of_leaving_without(sign_out: SignOut, kind: str, at: dt.datetime) -> None:
    """Whoever would have been asked."""
    day = timezone.localdate(at)
    holding = deciding_kind(kind, sign_out.organisation, on=day, subject=sign_out.person)
    people = others_who_hold(holding, sign_out.organisation, on=day, subject=sign_out.person)
    _tell("papers.left_without_leave", people, sign_out, about(sign_out), at)


def of_missing(sign_out: SignOut, count: int, by: Person, at: dt.datetime) -> None:
    """The head, the office and who answers for data; at once to the safeguarding lead where a child in care may be touched."""
    context = about(sign_out) | {"count": count}
    told = {person.pk: person for person in holders((*OFFICE, Role.Kind.DPO), sign_out, at)}
    if sign_out.in_care != InCare.NO:
        leads = holders((Role.Kind.DSL,), sign_out, at)
        _tell("papers.missing_in_care", [p for p in leads if p.pk != by.pk], sign_out, context, at)
        told = {pk: person for pk, person in told.items() if pk not in {p.pk for p in leads}}
    _tell("papers.missing", [p for p in told.values() if p.pk != by.pk], sign_out, context, at)


def holders(kinds: Iterable[str], sign_out: SignOut, at: dt.datetime) -> list[Person]:
    day = timezone.localdate(at)
    found = {
        person.pk: person
        for kind in kinds
        for person in others_who_hold(kind, sign_out.organisation, on=day, subject=sign_out.person)
    }
    return list(found.values())


def about(sign_out: SignOut) -> dict[str, object]:
    return {
        "who": sign_out.person.name,
        "what": sign_out.what,
        "due": day_in_words(sign_out.due_on),
        "href": reverse("papers:paper", args=[sign_out.code]),
    }


def page_of(asked: PaperRequest) -> str:
    return reverse("papers:requested", args=[asked.code])


def _tell(
    kind: str, people: Iterable[Person], it: SignOut | PaperRequest, context: Mapping[str, object], at: dt.datetime
) -> None:
    for person in people:
        queue(kind, to=person, organisation=it.organisation, context=context, at=at)
