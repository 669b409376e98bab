"""What people are reminded of: days at home to be looked at again or coming to an end, equipment to come back from abroad,
the legal time for an answer, and requests that nobody looks at.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.reminders import STEPS, Reminder, step_reached
from hometime.people.models import Person, Role

from . import held_up
from .deciders import others_who_hold
from .flexible.access import hears_appeal
from .models import AbroadRequest, Arrangement, FlexibleRequest
from .states import AGREED

AHEAD = dt.timedelta(days=max(STEPS))
EVE = dt.timedelta(days=1)
AWAITS_ANSWER = (FlexibleRequest.State.RECEIVED, FlexibleRequest.State.APPEALED)


def due(on: dt.date) -> Iterator[Reminder]:
    """Both sides each time: whoever has to do it, and the person it is about."""
    agreed = Arrangement.objects.filter(state__in=AGREED).select_related("person", "organisation").order_by("pk")
    for it in agreed.filter(review_on__range=(on, on + AHEAD)):
        yield from _review(it, on)
    for it in agreed.filter(ends_on__range=(on, on + AHEAD), ended_on=None):
        if not it.pattern.is_one_day:
            yield from _end(it, on)
    trips = AbroadRequest.objects.filter(state=AbroadRequest.State.GIVEN, returns_on__range=(on, on + EVE))
    for trip in trips.exclude(kit="").select_related("person", "organisation").order_by("pk"):
        yield from _back(trip, on)
    legal = FlexibleRequest.objects.filter(state__in=AWAITS_ANSWER, last_day__range=(on, on + AHEAD))
    for request in legal.select_related("person", "organisation").order_by("pk"):
        yield from _answer(request, on)
    yield from held_up.due(on)


def _review(it: Arrangement, on: dt.date) -> Iterator[Reminder]:
    day = it.review_on
    if day is None or it.is_over(day):
        return
    told = {"who": it.person.name, "pattern": it.pattern.words, "by": day_in_words(day)}
    told["href"] = reverse("arrangements:arrangement", args=[it.code])
    yield from _each("arrangements.review_due", _deciders(it, on), it, day, on, told)
    yield from _each("arrangements.own_review_due", [it.person], it, day, on, told)


def _end(it: Arrangement, on: dt.date) -> Iterator[Reminder]:
    if it.ends_on:
        told = {"pattern": it.pattern.words, "ends": day_in_words(it.ends_on), "href": reverse("arrangements:request")}
        yield from _each("arrangements.ends_soon", [it.person], it, it.ends_on, on, told)


def _back(trip: AbroadRequest, on: dt.date) -> Iterator[Reminder]:
    """The day before: the person, and those who check it in."""
    told = {"who": trip.person.name, "country": trip.country, "by": day_in_words(trip.returns_on)}
    told |= {"kit": ", ".join(trip.kit.splitlines()), "href": reverse("arrangements:abroad", args=[trip.code])}
    people = [trip.person, *others_who_hold(Role.Kind.IT, trip.organisation, trip.person, on)]
    yield from _each("arrangements.abroad_back_due", people, trip, trip.returns_on, on, told, steps=(EVE.days,))


def _answer(request: FlexibleRequest, on: dt.date) -> Iterator[Reminder]:
    if request.last_day:
        told = {"who": request.person.name, "by": day_in_words(request.last_day)}
        told["href"] = reverse("arrangements:flexible", args=[request.code])
        if request.state == FlexibleRequest.State.APPEALED:
            hear = hears_appeal(request, on)
            yield from _each("arrangements.appeal_due", hear, request, request.last_day, on, told)
        else:
            yield from _each("arrangements.answer_due", _deciders(request, on), request, request.last_day, on, told)
        yield from _each("arrangements.own_answer_due", [request.person], request, request.last_day, on, told)


def _deciders(it: Arrangement | FlexibleRequest, on: dt.date) -> list[Person]:
    return others_who_hold(it.decider_kind, it.organisation, it.person, on)


def _each(
    kind: str,
    people: Iterable[Person],
    it: Any,
    day: dt.date,
    on: dt.date,
    context: dict[str, str],
    steps: Sequence[int] = STEPS,
) -> Iterator[Reminder]:
    """One for each person, with a key of their own: whoever takes over a role later is reminded too."""
    step = step_reached(day, on, steps)
    for person in people if step is not None else ():
        yield Reminder(f"{kind}:{it.code}:{person.code}:{day}:{step}", kind, person, it.organisation, context)
