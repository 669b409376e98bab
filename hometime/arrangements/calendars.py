"""The calendar of a school: its own terms and INSET days, or its trust’s, and the bank holidays of its nation."""

import datetime as dt
from functools import cache
from importlib.resources import files

import yaml

from hometime.people.models import Organisation

from .models import SchoolDates
from .patterns import SchoolCalendar, Term, days

NATIONS = {"EN": "england-and-wales", "WA": "england-and-wales", "SC": "scotland", "NI": "northern-ireland"}


@cache
def bank_holidays(nation: str = "EN") -> dict[dt.date, str]:
    """Each day, with its name, in order."""
    told = yaml.safe_load(files(__package__).joinpath("data", "bank-holidays.yaml").read_text(encoding="utf-8"))
    found = {day: str(row["name"]) for row in told[NATIONS.get(nation, NATIONS["EN"])] for day in row["days"]}
    return dict(sorted(found.items()))


def calendar_of(organisation: Organisation, nation: str = "EN") -> SchoolCalendar:
    """One query; a school with no dates of its own goes by those of its trust."""
    homes = [organisation.pk, organisation.parent_id]
    rows = list(SchoolDates.objects.filter(organisation__in=homes))
    own = [row for row in rows if row.organisation_id == organisation.pk] or rows
    terms = tuple(Term(row.starts_on, row.ends_on, row.first_week) for row in own if row.kind == SchoolDates.Kind.TERM)
    insets = [day for row in own if row.kind == SchoolDates.Kind.INSET for day in days(row.starts_on, row.ends_on)]
    return SchoolCalendar(terms, frozenset(insets), frozenset(bank_holidays(nation)))
