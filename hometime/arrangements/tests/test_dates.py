"""Term dates: read as schools write them, set for a year, put right by those who may, and shown to everybody."""

from datetime import date

import pytest

from hometime.arrangements.calendars import calendar_of
from hometime.arrangements.dates.actions import fingerprint, set_school_year
from hometime.arrangements.dates.queries import dates_of, own_spans
from hometime.arrangements.dates.reading import SchoolYear, Span, Unreadable, spans_in, written
from hometime.arrangements.models import SchoolDates
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.policy.actions import publish_version
from hometime.policy.packs import build_policy, catalogue, shipped

YEAR = SchoolYear(2026)
AUTUMN = Span(date(2026, 9, 1), date(2026, 10, 23))
WINTER = Span(date(2026, 11, 2), date(2026, 12, 18), "B")
INSET = Span(date(2026, 9, 1), date(2026, 9, 1))
HERE = "/arrangements/dates/"
TYPED = {"terms": "1 September 2026 to 23 October 2026\n2 November 2026 to 18 December 2026, week B", "seen": ""}

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def set_dates(school, bilal, viewer, now):
    def put(terms=(AUTUMN, WINTER), insets=(INSET,), year=YEAR, seen="", by=bilal, showing=None):
        looking = viewer(by, showing=showing)
        return set_school_year(year, terms=list(terms), insets=list(insets), seen=seen, by=looking, at=now)

    return put


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("1 September 2026 to 23 October 2026", AUTUMN),
        ("Autumn term: Tue 1st Sep 2026 – Fri 23rd Oct 2026", AUTUMN),
        ("01/09/2026 - 23/10/2026", AUTUMN),
        ("2.11.2026 until 18.12.2026 (week B)", WINTER),
    ],
)
def test_terms_are_read_as_schools_write_them(line, span):
    assert spans_in(line) == [span]


def test_what_is_written_is_read_again_the_same():
    assert spans_in(written([AUTUMN, WINTER])) == [AUTUMN, WINTER]
    assert spans_in(written([INSET]), may_be_one_day=True) == [INSET]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 September 2026", "Line 1 needs a first and a last day"),
        ("\n31 February 2026 to 1 March 2026", "Line 2 has a date that is not a real day"),
        ("1 Sptember 2026 to 2 October 2026", "Line 1 has a date that is not a real day"),
        ("23 October 2026 to 1 September 2026", "On line 1 the last day comes before the first"),
    ],
)
def test_a_line_that_is_no_term_says_which_and_why(text, says):
    with pytest.raises(Unreadable, match=says):
        spans_in(text)


@pytest.mark.parametrize(("day", "begins"), [(date(2026, 7, 31), 2025), (date(2026, 8, 1), 2026)])
def test_a_school_year_begins_in_august(day, begins):
    assert SchoolYear.of(day).begins == begins
    assert SchoolYear.of(day).first <= day <= SchoolYear.of(day).last


def test_a_year_is_set_and_the_calendar_goes_by_it(set_dates, school, today):
    set_dates()
    calendar = calendar_of(school, today)
    assert calendar.is_term(date(2026, 10, 23)) and not calendar.is_term(date(2026, 10, 26))
    assert date(2026, 9, 1) in calendar.insets
    assert calendar.week_of(date(2026, 11, 2)) == "B"
    entry = Entry.objects.get(act="arrangements.dates_set")
    assert "18 December 2026, week B" in Payload.objects.get(entry=entry).text


def test_putting_a_day_right_keeps_the_rest_as_it_was_written(set_dates, school, hana):
    before = set_dates()
    kept = SchoolDates.objects.get(starts_on=AUTUMN.first, kind="term").pk
    longer = Span(WINTER.first, date(2026, 12, 17), "B")
    set_dates(terms=[AUTUMN, longer], insets=[], seen=fingerprint(before), by=hana)
    assert own_spans(school, YEAR) == {"term": [AUTUMN, longer], "inset": []}
    assert SchoolDates.objects.get(starts_on=AUTUMN.first).pk == kept


def test_of_two_who_put_it_right_at_once_the_second_looks_again(set_dates, hana):
    before = fingerprint(set_dates())
    set_dates(terms=[AUTUMN], seen=before)
    with pytest.raises(Refused, match="Somebody changed these dates"):
        set_dates(terms=[WINTER], seen=before, by=hana)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ([], "No term is given"),
        ([Span(date(2025, 9, 1), date(2025, 10, 1))], "not in the school year 2026 to 2027"),
        ([AUTUMN, Span(date(2026, 10, 23), date(2026, 12, 1))], "share a day"),
    ],
)
def test_dates_that_cannot_be_are_refused(set_dates, terms, says):
    with pytest.raises(Refused, match=says):
        set_dates(terms=terms)
    assert not SchoolDates.objects.exists()


def test_saving_what_is_there_already_changes_nothing(set_dates):
    before = fingerprint(set_dates())
    with pytest.raises(Refused, match="Nothing has changed"):
        set_dates(seen=before)


@pytest.mark.parametrize("slug", ["tess", "leo", "noor", "idris", "dara", "safia", "grace", "victor", "stella"])
def test_only_the_head_and_the_business_manager_set_them(set_dates, cast, slug):
    with pytest.raises(Refused, match="Only the headteacher or the business manager"):
        set_dates(by=cast[slug])


def test_a_school_goes_by_its_trust_until_it_sets_a_year_of_its_own(set_dates, school, wickering_trust, today, now):
    SchoolDates.objects.create(
        organisation=wickering_trust,
        kind="term",
        starts_on=date(2026, 9, 3),
        ends_on=date(2026, 12, 18),
        created_at=now,
    )
    SchoolDates.objects.create(
        organisation=wickering_trust,
        kind="term",
        starts_on=date(2027, 9, 3),
        ends_on=date(2027, 12, 18),
        created_at=now,
    )
    assert dates_of(school, YEAR, today).of_trust == "Wickering Trust"
    set_dates()
    assert dates_of(school, YEAR, today).of_trust == ""
    calendar = calendar_of(school, today)
    assert not calendar.is_term(date(2026, 10, 26))  # a holiday here, term time at the trust
    assert calendar.is_term(date(2027, 10, 1))  # the year not set here goes on by the trust


def test_bank_holidays_are_those_of_the_nation_of_the_policy(school, today, now):
    assert date(2026, 11, 30) not in calendar_of(school, today).bank_holidays
    source = {name: shipped("dudley").source[name] for name in ("about", "clauses", "rules")}
    scottish = build_policy(
        "dudley", source | {"about": source["about"] | {"nation": "SC", "version": "2"}}, catalogue()
    )
    publish_version(scottish, organisation=school, in_force_from=today, by=None, at=now)
    assert calendar_of(school, today).bank_holidays[date(2026, 11, 30)] == "St Andrew’s Day"
    assert (date(2026, 11, 30), "St Andrew’s Day") in dates_of(school, YEAR, today).bank_holidays


def labels(response):
    return [each.text for each in response.page.all("dt")]


def test_a_year_is_added_and_then_put_right(school, bilal, tess, page):
    page.sign_in(bilal)
    assert "No dates are set yet" in page.get(HERE).page.text
    assert page.post(f"{HERE}2026/", TYPED | {"insets": "1 September 2026"}).status_code == 302
    assert "INSET days" in labels(page.get(HERE))
    seen = page.get(HERE).page.text
    assert "2 November 2026 to 18 December 2026, week B" in seen and "Christmas Day" in seen
    form = page.get(f"{HERE}2026/").page
    assert "18 December 2026, week B" in form.all("textarea")[0].text
    before = next(each.attrs["value"] for each in form.all("input") if each.attrs.get("name") == "seen")
    wrong = page.post(f"{HERE}2026/", {"terms": "1 September", "seen": before})
    assert wrong.status_code == 422 and "Line 1 needs a first and a last day" in wrong.page.text
    assert page.post(f"{HERE}2026/", {"terms": TYPED["terms"], "seen": before}).status_code == 302
    assert "INSET days" not in labels(page.sign_in(tess).get(HERE))


def test_everybody_reads_them_and_few_change_them(school, cast, page):
    for slug, person in cast.items():
        page.sign_in(person)
        assert page.get(HERE).status_code == 200
        status = page.get(f"{HERE}2026/").status_code
        assert status == (200 if slug in ("hana", "bilal", "petra") else 302), slug
    assert page.get(f"{HERE}1900/").status_code == 404
