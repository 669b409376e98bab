"""A believable few weeks of days at home: some agreed, some waiting for somebody, and the dates of the school year.

Nobody’s front page, each a story of its own (README.md), gets another verdict by it: whoever waits for an answer
here has other days that are agreed.
"""

from datetime import date, datetime, timedelta

from hometime.arrangements.actions import (
    Decision,
    Wanted,
    Wish,
    ask_arrangement,
    decide_arrangement,
    give_view,
    set_limits,
)
from hometime.arrangements.calendars import bank_holidays
from hometime.arrangements.dates.actions import set_school_year
from hometime.arrangements.dates.reading import SchoolYear, Span
from hometime.arrangements.flexible.actions import ask_flexible
from hometime.arrangements.models import Arrangement
from hometime.people.viewer import viewer_for
from hometime.policy.queries import version_in_force

from .actors import Actors, person

AGREED_AGO, ASKED_AGO, LEGAL_AGO = 30, 2, 9  # days
MONDAY, TUESDAY, THURSDAY = 0, 1, 3
# Month and day of each half term and of INSET days, in the year it begins or the one after; snapped to school days.
TERMS = (
    ((9, 1), (10, 23)),
    ((11, 2), (12, 18)),
    ((1, 4), (2, 12)),
    ((2, 22), (3, 26)),
    ((4, 12), (5, 28)),
    ((6, 7), (7, 21)),
)
INSETS = ((9, 1), (1, 4), (6, 7))
SIGNED = Wanted("The policy is signed", "learning.signed_current", True)
LOOKED_AT = Wanted("The home check is looked at", "home.check_seen", True)


def put_days_at_home(at: datetime) -> None:
    """Nothing where the policies are not yet in force that long ago: a clock set back has no such weeks."""
    who = Actors(at)
    begun = viewer_for(person("tess"), on=who.day(-AGREED_AGO))
    if begun is None or version_in_force(begun.organisation, begun.today) is None:
        return
    for slug in ("bilal", "petra"):
        _school_year(who, slug)
    set_limits(fewest_on_site=1, auto_days=0, starts_on=who.day(-AGREED_AGO), **who("hana", AGREED_AGO))
    _agreed(who, "tess", "leo", _weekly(who, TUESDAY), SIGNED, LOOKED_AT)
    _agreed(who, "idris", "bilal", _weekly(who, THURSDAY, data="sensitive"), SIGNED)
    _asked(who, "tess", _one_day(who, THURSDAY))
    asked = _asked(who, "idris", _one_day(who, MONDAY))
    give_view(asked, is_for=True, words="The servers can be left for a day.", **who("bilal", 1))
    _legal(who)


def _school_year(who: Actors, slug: str) -> None:
    year = SchoolYear.of(who.day(0))
    terms = [Span(_from(_on(year, *first)), _until(_on(year, *last))) for first, last in TERMS]
    insets = [Span(_from(day), _from(day)) for day in (_on(year, *each) for each in INSETS)]
    set_school_year(year, terms=terms, insets=insets, seen="", **who(slug, AGREED_AGO))


def _agreed(who: Actors, slug: str, manager: str, wish: Wish, *conditions: Wanted) -> None:
    asked = ask_arrangement(wish, **who(slug, AGREED_AGO))
    viewed = give_view(asked, is_for=True, words="It will do the work good.", **who(manager, AGREED_AGO - 1))
    is_private = wish.data == "sensitive"
    yes = Decision(True, conditions=conditions, covers_sensitive=is_private, review_on=who.day(60))
    decide_arrangement(viewed, yes, **who("hana", AGREED_AGO - 3))


def _asked(who: Actors, slug: str, wish: Wish) -> Arrangement:
    return ask_arrangement(wish, **who(slug, ASKED_AGO))


def _legal(who: Actors) -> None:
    ask_flexible(
        change="To begin at 10 on Mondays, and to end an hour later on Thursdays.",
        starts_on=who.day(75),
        earlier="",
        effect="Somebody else would have to open the reading room on Mondays.",
        reasons="",
        for_disability=False,
        **who("noor", LEGAL_AGO),
    )


def _weekly(who: Actors, weekday: int, data: str = "ordinary") -> Wish:
    need = "Accounts and safeguarding filters have to be looked after." if data == "sensitive" else ""
    starts_on = who.next(weekday, 4 - AGREED_AGO)
    return Wish(
        ground="ad_hoc",
        slots=(f":{weekday}:day",),
        starts_on=starts_on,
        ends_on=None,
        place="home",
        data=data,
        data_need=need,
        term_time_only=True,
        helps=("flexibility", "business_need"),
        manager_spoken=True,
    )


def _one_day(who: Actors, weekday: int) -> Wish:
    day = next(day for ahead in (21, 28, 35) if (day := who.next(weekday, ahead)) not in bank_holidays())
    return Wish("one_day", (f":{weekday}:day",), day, day, "home", "ordinary", manager_spoken=True)


def _on(year: SchoolYear, month: int, day: int) -> date:
    return date(year.begins + (month < year.first.month), month, day)


def _from(day: date) -> date:
    """A school day: at a weekend the Monday after."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _until(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
