"""The dates of a school year as an organisation has them: its own, or those of its trust."""

import datetime as dt
from dataclasses import dataclass

from hometime.people.models import Organisation

from ..calendars import bank_holidays, nation_of
from ..models import SchoolDates
from .reading import SchoolYear, Span

Kind = SchoolDates.Kind


@dataclass(frozen=True)
class Dates:
    """What is known of one year. `of_trust` says that they are the trust’s, as the school set none of its own."""

    year: SchoolYear
    terms: list[Span]
    insets: list[Span]
    bank_holidays: list[tuple[dt.date, str]]
    of_trust: str = ""


def own_spans(organisation: Organisation, year: SchoolYear) -> dict[str, list[Span]]:
    rows = SchoolDates.objects.filter(organisation=organisation, starts_on__range=(year.first, year.last))
    found: dict[str, list[Span]] = {Kind.TERM: [], Kind.INSET: []}
    for row in rows.order_by("starts_on", "pk"):
        found[row.kind].append(Span(row.starts_on, row.ends_on, row.first_week))
    return found


def dates_of(organisation: Organisation, year: SchoolYear, on: dt.date) -> Dates:
    spans, of_trust = own_spans(organisation, year), ""
    if not any(spans.values()) and organisation.parent:
        spans = own_spans(organisation.parent, year)
        of_trust = organisation.parent.name if any(spans.values()) else ""
    holidays = [(day, name) for day, name in bank_holidays(nation_of(organisation, on)).items()]
    known = [(day, name) for day, name in holidays if year.first <= day <= year.last]
    return Dates(year, spans[Kind.TERM], spans[Kind.INSET], known, of_trust)


def years_shown(organisation: Organisation, on: dt.date) -> list[SchoolYear]:
    """This school year and the next, then any later or earlier ones with dates of their own."""
    now = SchoolYear.of(on)
    homes = [organisation.pk, organisation.parent_id]
    days = SchoolDates.objects.filter(organisation__in=homes).order_by("starts_on").values_list("starts_on", flat=True)
    others = {SchoolYear.of(day).begins for day in days} - {now.begins, now.next.begins}
    return [now, now.next, *(SchoolYear(begins) for begins in sorted(others, reverse=True))]
