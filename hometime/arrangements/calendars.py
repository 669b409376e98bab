"""The calendar of a school: its own terms and INSET days, or its trust’s, and the bank holidays of its nation."""

import datetime as dt
from functools import cache
from importlib.resources import files

from hometime.lib.data import read_data
from hometime.people.models import Organisation
from hometime.policy.queries import policy_here

from .dates.reading import SchoolYear
from .models import SchoolDates
from .patterns import SchoolCalendar, Term, days

NATIONS = {"EN": "england-and-wales", "WA": "england-and-wales", "SC": "scotland", "NI": "northern-ireland"}


@cache
def bank_holidays(nation: str = "EN") -> dict[dt.date, str]:
    """Each day, with its name, in order."""
    told = read_data(files(__package__).joinpath("data", "bank-holidays.yaml"))
    found = {day: str(row["name"]) for row in told[NATIONS.get(nation, NATIONS["EN"])] for day in row["days"]}
    return dict(sorted(found.items()))


def nation_of(organisation: Organisation, on: dt.date) -> str:
    """The nation of the policy in force, whose bank holidays count; England’s where there is none."""
    policy = policy_here(organisation, on)
    return str(policy.about.get("nation") or "EN") if policy else "EN"


def calendar_of(organisation: Organisation, on: dt.date) -> SchoolCalendar:
    """A fixed number of queries. For a school year without dates of its own a school goes by those of its trust."""
    homes = [organisation.pk, organisation.parent_id]
    rows = _in_place(list(SchoolDates.objects.filter(organisation__in=homes)), organisation)
    terms = tuple(Term(row.starts_on, row.ends_on, row.first_week) for row in rows if row.kind == SchoolDates.Kind.TERM)
    insets = [day for row in rows if row.kind == SchoolDates.Kind.INSET for day in days(row.starts_on, row.ends_on)]
    return SchoolCalendar(terms, frozenset(insets), bank_holidays(nation_of(organisation, on)))


def _in_place(rows: list[SchoolDates], organisation: Organisation) -> list[SchoolDates]:
    own = {SchoolYear.of(row.starts_on) for row in rows if row.organisation_id == organisation.pk}
    return [row for row in rows if row.organisation_id == organisation.pk or SchoolYear.of(row.starts_on) not in own]
