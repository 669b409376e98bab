"""set_school_year: the terms and INSET days of one school year, new or put right."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer

from ..access import may_set_school
from ..models import SchoolDates
from .queries import own_spans
from .reading import SchoolYear, Span, written

Kind = SchoolDates.Kind
Spans = dict[str, list[Span]]


@transaction.atomic
def set_school_year(
    year: SchoolYear, *, terms: Sequence[Span], insets: Sequence[Span], seen: str, by: Viewer, at: dt.datetime
) -> Spans:
    """Put these in place of what the organisation in view had for the year. `seen` is `fingerprint` of what was there."""
    may_set_school(by).insist()
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation.pk)  # two who save take turns
    before = own_spans(organisation, year)
    after: Spans = {Kind.TERM: sorted(terms), Kind.INSET: sorted(insets)}
    if fingerprint(before) != seen:
        raise Refused("Somebody changed these dates while you were here.", "Look at them again, then save.")
    if not terms:
        raise Refused("No term is given.", "Give at least one.")
    if before == after:
        raise Refused("Nothing has changed.", "Change a day, then save.")
    for spans in after.values():
        _refuse_strange(spans, year)
    _write(organisation, before, after, by.person, at)
    details = {"year": str(year), "before": fingerprint(before), "after": fingerprint(after)}
    record("arrangements.dates_set", organisation=organisation, by=by, subject=organisation, at=at, details=details)
    return after


def fingerprint(spans: Spans) -> str:
    """The dates of a year in words, by which a change is noticed; empty where there are none."""
    return "; ".join(f"{kind}: {written(rows)}".replace("\n", ", ") for kind, rows in spans.items() if rows)


def _refuse_strange(spans: Sequence[Span], year: SchoolYear) -> None:
    outside = next((span for span in spans if span.first < year.first or span.last > year.last), None)
    if outside:
        raise Refused(f"{outside} is not in the school year {year}.", "Look at the year you typed.")
    for one, following in pairwise(spans):
        if following.first <= one.last:
            raise Refused(f"{one} and {following} share a day.", "Change one of them.")


def _write(organisation: Organisation, before: Spans, after: Spans, by: Person, at: dt.datetime) -> None:
    """Only what differs is touched, so that the rest keeps who wrote it and when."""
    for kind, spans in after.items():
        gone, new = set(before[kind]) - set(spans), set(spans) - set(before[kind])
        rows = SchoolDates.objects.filter(organisation=organisation, kind=kind)
        rows.filter(starts_on__in=[span.first for span in gone]).delete()
        SchoolDates.objects.bulk_create(_rows(organisation, kind, sorted(new), by, at))


def _rows(
    organisation: Organisation, kind: str, spans: Iterable[Span], by: Person, at: dt.datetime
) -> list[SchoolDates]:
    return [
        SchoolDates(
            organisation=organisation,
            kind=kind,
            starts_on=span.first,
            ends_on=span.last,
            first_week=span.week,
            created_by=by,
            created_at=at,
        )
        for span in spans
    ]
