"""What signatures, courses and readings tell the engine, and nothing they do not know.

Somebody never asked, who never signed here, is left out: their school may keep signatures elsewhere.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.people.together import keys_of, read_together

from . import signing
from .models import Completion, Course, Reading

SIGNATURE = "signature in Hometime"
TRAINING = "training record in Hometime"
READ = "what was read in Hometime"
HANDED = "what was handed out in Hometime"

Facts = dict[str, Known]


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Facts]:
    """One query besides what signing asks."""
    done = {"person__in": keys_of(people), "organisation": organisation, "done_on__lte": on}
    completions = Completion.objects.filter(**done).order_by("done_on", "pk")
    readings = Reading.objects.filter(**done).order_by("done_on", "pk")
    courses = Course.objects.filter(organisation=organisation, topics_on__lte=on)
    read = read_together(
        completions.values_list("person", "course__fact", "done_on", "good_until"),
        readings.values_list("person", "kind", "what", "done_on"),
        courses.values_list("topics", "topics_on"),
    )
    known: dict[int, Facts] = {person.pk: {} for person in people}
    for by_person in (
        _signed(people, organisation, on),
        _given(people, organisation, on),
        _courses(read[0], on),
        _readings(read[1]),
        _topics(read[2], people),
    ):
        for person, facts in by_person.items():
            for name, fact in facts.items():
                _keep_newest(known[person], name, fact)
    return known


def _keep_newest(facts: Facts, name: str, fact: Known) -> None:
    """The guidance may have been given by hand and again on signing: the later counts."""
    if name not in facts or fact.seen_on >= facts[name].seen_on:
        facts[name] = fact


def _signed(people: Sequence[Person], organisation: Organisation, on: dt.date) -> Mapping[int, Facts]:
    asked = signing.asked_of_each(people, organisation, on)
    return {person: {signing.THE_FACT: fact} for person, each in asked.items() if (fact := _signature(each, on))}


def _signature(asked: signing.Asked, on: dt.date) -> Known | None:
    if asked.holds and asked.signed:
        return Known(True, SIGNATURE, asked.signed.signed_on)
    was_asked = asked.sign_by is not None or asked.signed is not None or asked.declined is not None
    return Known(False, SIGNATURE, on) if was_asked else None


def _given(people: Sequence[Person], organisation: Organisation, on: dt.date) -> Mapping[int, Facts]:
    """Who signed a policy was shown its handout that day; one signed before its day counts from its day."""
    last: dict[int, dt.date] = {}
    for row in signing.records_of(people, organisation, on).signed:
        if row.version.in_force_from <= on:
            day = max(row.signed_on, row.version.in_force_from)
            last[row.person_id] = max(day, last.get(row.person_id, day))
    return {person: {"learning.handout_on": Known(day.isoformat(), SIGNATURE, day)} for person, day in last.items()}


def _courses(rows: Iterable[tuple[int, str, dt.date, dt.date | None]], on: dt.date) -> Mapping[int, Facts]:
    """The last day each course was done; a certificate that has run out proves nothing any more."""
    found: dict[int, Facts] = {}
    for person, fact, done, until in rows:
        value = done.isoformat() if until is None or until >= on else "never"
        found.setdefault(person, {})[fact] = Known(value, TRAINING, done)
    return found


def _readings(rows: Iterable[tuple[int, str, str, dt.date]]) -> Mapping[int, Facts]:
    by_person: dict[int, list[tuple[str, str, dt.date]]] = {}
    for person, kind, what, day in rows:
        by_person.setdefault(person, []).append((kind, what, day))
    return {person: _read(read) for person, read in by_person.items()}


DATED = {
    Reading.Kind.RISKS: ("learning.risks_read_on", READ),
    Reading.Kind.HANDOUT: ("learning.handout_on", HANDED),
    Reading.Kind.UPDATE: ("learning.update_on", HANDED),
}


def _read(rows: Iterable[tuple[str, str, dt.date]]) -> Facts:
    facts: Facts = {}
    policies: dict[str, dt.date] = {}
    for kind, what, day in rows:
        if kind == Reading.Kind.POLICY:
            policies[what] = day
        else:
            name, source = DATED[Reading.Kind(kind)]
            facts[name] = Known(day.isoformat(), source, day)
    if policies:  # as old as the one read longest ago
        facts["learning.policies_read"] = Known(sorted(policies), READ, min(policies.values()))
    return facts


def _topics(rows: Iterable[tuple[list[str], dt.date | None]], people: Sequence[Person]) -> Mapping[int, Facts]:
    """What the school’s courses cover, where somebody has said: the same for everybody."""
    said = [(topics, day) for topics, day in rows if day]
    if not said:
        return {}
    covered = sorted({topic for topics, _ in said for topic in topics})
    fact = Known(covered, TRAINING, min(day for _, day in said))
    return {person.pk: {"learning.topics_covered": fact} for person in people}
