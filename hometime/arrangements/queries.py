"""Requests and days at home as somebody may see them. A stranger, or somebody from elsewhere, sees none."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.together import keys_of, read_together
from hometime.people.viewer import Viewer

from .calendars import calendar_of
from .conditions import is_met, known_to_others
from .deciders import stood_in_for
from .held_up import gone_round
from .models import Arrangement, Condition, JobFit, Limits, SentHome, Step
from .patterns import SchoolCalendar, days
from .states import AGREED, State

LISTED = ("code", "person__name", "state", "created_at", "slots", "starts_on", "ends_on", "ended_on", "term_time_only")
HOME, MORNING, AFTERNOON, SITE = "home", "home-am", "home-pm", "site"
# Whoever holds one of these sees the requests of the school; what they read of each is for access.py to say.
SEES_ALL = (Role.Kind.HEAD, Role.Kind.DPO, Role.Kind.BUSINESS_MANAGER)
# How what was decided may be looked for; the first is what a list begins with.
STANDS = {"": "Now and to come", "paused": "Paused", "over": "Ended", "refused": "Not agreed"}


def arrangements_for(viewer: Viewer | None) -> QuerySet[Arrangement]:
    """One’s own, those of the people one manages, and those one’s role has a part in, at the organisation in view."""
    if viewer is None:
        return Arrangement.objects.none()
    here = Arrangement.objects.filter(organisation=viewer.organisation)
    here = here.select_related("organisation", "person", "decided_by")
    if viewer.has_role(*SEES_ALL):
        return here
    seen = Q(person=viewer.person) | Q(line_manager__in=managers_for(viewer)) | Q(person__in=managed_by(viewer))
    seen |= Q(decider_kind__in=viewer.roles) if viewer.roles else Q()
    if viewer.has_role(Role.Kind.IT):
        seen |= Q(awaits_kit=True) | Q(steps__name="review-kit", steps__by=viewer.person)
    return here.filter(seen).distinct()


def own_arrangements(viewer: Viewer | None) -> QuerySet[Arrangement]:
    return arrangements_for(viewer).filter(person=viewer.person) if viewer else Arrangement.objects.none()


def waiting_for(viewer: Viewer | None) -> QuerySet[Arrangement]:
    """What this viewer is the next to act on, or can go on with as it has waited too long with somebody else.

    Oldest first; never their own, and never what is decided.
    """
    if viewer is None:
        return Arrangement.objects.none()
    mine = Q(state=State.SUBMITTED, line_manager__in=managers_for(viewer))
    if viewer.has_role(Role.Kind.IT):
        mine |= Q(state=State.REVIEW, awaits_kit=True)
    if viewer.has_role(Role.Kind.DPO):
        mine |= Q(state=State.REVIEW, awaits_data=True)
    if viewer.roles:
        mine |= Q(state=State.DECISION, decider_kind__in=viewer.roles)
        mine |= gone_round(viewer)
    rows = arrangements_for(viewer).filter(mine, waits_since__isnull=False).exclude(person=viewer.person)
    return rows.order_by("waits_since", "pk")


def decided_for(viewer: Viewer, stands: str, q: str) -> QuerySet[Arrangement]:
    """What was agreed with others, or was not, as one of STANDS: by name while it goes on, else the newest first."""
    ended = Q(ends_on__lt=viewer.today) | Q(ended_on__lt=viewer.today)
    has_time = (Q(ends_on=None) | Q(ends_on__gte=viewer.today)) & (Q(ended_on=None) | Q(ended_on__gte=viewer.today))
    by = {
        "": Q(state__in=[*AGREED, State.SUSPENDED, State.ENDED]) & has_time,
        "paused": Q(state=State.SUSPENDED),
        "over": Q(state__in=[*AGREED, State.SUSPENDED, State.ENDED]) & ended,
        "refused": Q(state=State.REFUSED),
    }
    rows = for_lists(arrangements_for(viewer)).filter(by[stands]).exclude(person=viewer.person)
    rows = rows.filter(person__name__icontains=q) if q else rows
    return rows.order_by("-created_at", "pk") if stands in ("over", "refused") else rows.order_by("person__name", "pk")


def for_lists(rows: QuerySet[Arrangement]) -> QuerySet[Arrangement]:
    """The same rows, with what a line of a list says of each and no more."""
    return rows.select_related(None).select_related("person").only(*LISTED)


def managers_for(viewer: Viewer) -> list[int]:
    """The viewer, and the line managers they stand in for now."""
    lent = [role.person_id for role in viewer.acts_for if role.kind == Role.Kind.LINE_MANAGER]
    return [viewer.person.pk, *lent]


def managed_by(viewer: Viewer) -> QuerySet[Person]:
    """Those whose line manager this viewer is, here and now."""
    posts = Post.objects.filter(
        organisation=viewer.organisation, line_manager__in=[viewer.person.pk, *stood_in_for(viewer)]
    )
    posts = posts.exclude(person=viewer.person).on(viewer.today)
    return Person.objects.filter(pk__in=posts.values("person"))


def team_of(person: Person, organisation: Organisation, on: dt.date) -> list[Person]:
    """A person and those who have the same line manager; alone where there is none."""
    posts = Post.objects.filter(organisation=organisation).on(on)
    managers = posts.filter(person=person, line_manager__isnull=False).values("line_manager")
    mates = posts.filter(line_manager__in=managers).values("person")
    return list(Person.objects.filter(Q(pk__in=mates) | Q(pk=person.pk)).order_by("name"))


def days_between(
    people: Iterable[Person],
    organisation: Organisation,
    start: dt.date,
    end: dt.date,
    *,
    calendar: SchoolCalendar | None = None,
    besides: Arrangement | None = None,
    today: dt.date | None = None,
) -> dict[int, dict[dt.date, str]]:
    """Where each person is on each working day: home, home-am, home-pm or site; never why. Two queries for any number.

    `besides` is a request not yet agreed, taken as if it were, in place of what it replaces. With `today` a yes whose
    conditions are not met yet counts for nothing; the other registers are asked only where there is one.
    """
    calendar = calendar or calendar_of(organisation, start)
    people = list(people)
    halves = _halves(people, organisation, start, end, calendar, besides, today)
    working = [day for day in days(start, end) if day.weekday() < 5 and day not in calendar.bank_holidays]
    return {person.pk: {day: _where(halves.get((person.pk, day), frozenset())) for day in working} for person in people}


def changes_of(people: Iterable[Person], organisation: Organisation) -> dict[int, int]:
    """How often where each person is has changed: it only ever grows. Two queries for any number."""
    people = list(people)
    steps = Step.objects.filter(person__in=people, arrangement__organisation=organisation).order_by()
    sent = SentHome.objects.filter(person__in=people, closure__organisation=organisation).order_by()
    found = Counter(dict(steps.values_list("person").annotate(times=Count("pk"))))
    found.update(dict(sent.values_list("person").annotate(times=Count("pk") + Count("closure__ended_on"))))
    return dict(found)


def _halves(
    people: list[Person],
    organisation: Organisation,
    start: dt.date,
    end: dt.date,
    calendar: SchoolCalendar,
    besides: Arrangement | None,
    today: dt.date | None,
) -> dict[tuple[int, dt.date], frozenset[str]]:
    keys = keys_of(people)
    rows = Arrangement.objects.filter(person__in=keys, organisation=organisation, starts_on__lte=end)
    agreed, conditions, sent_home = read_together(
        rows.filter(Q(state__in=AGREED) | Q(state=State.ENDED, ended_on__gte=start)),
        Condition.objects.filter(arrangement__in=rows.filter(state=State.CONDITIONS), met_on=None),
        SentHome.objects.filter(
            person__in=keys, closure__organisation=organisation, closure__starts_on__lte=end
        ).select_related("closure"),
    )
    if today:
        not_yet = _unmet(conditions, people, organisation, today)
        agreed = [row for row in agreed if row.pk not in not_yet]
    if besides:
        agreed = [row for row in agreed if row.pk != besides.replaces_id] + [besides]
    found: dict[tuple[int, dt.date], frozenset[str]] = {}
    for row in agreed:
        pattern = row.pattern
        for day in days(max(start, row.starts_on), min(end, row.last_day or end)):
            key = (row.person_id, day)
            found[key] = found.get(key, frozenset()) | pattern.halves(day, calendar)
    for sent in sent_home:
        first, last = max(start, sent.closure.starts_on), min(end, sent.closure.ended_on or end)
        found |= {(sent.person_id, day): frozenset({"am", "pm"}) for day in days(first, last)}
    return found


def _unmet(
    conditions: Iterable[Condition], people: Iterable[Person], organisation: Organisation, on: dt.date
) -> set[int]:
    """Requests, by key, that wait for one of these conditions."""
    open_ = list(conditions)
    asked_of = {each.person_id for each in open_ if each.fact}
    known = (
        known_to_others([person for person in people if person.pk in asked_of], organisation, on) if asked_of else {}
    )
    return {each.arrangement_id for each in open_ if not is_met(each, known.get(each.person_id, {}), on)}


def _where(halves: frozenset[str]) -> str:
    if len(halves) == 2:
        return HOME
    return {frozenset({"am"}): MORNING, frozenset({"pm"}): AFTERNOON}.get(halves, SITE)


def limits_on(organisation: Organisation, on: dt.date) -> Limits | None:
    """The limits in force at an organisation on a day: its own, or those of its trust."""
    for home in (organisation.pk, organisation.parent_id):
        found = Limits.objects.filter(organisation=home, starts_on__lte=on).first()
        if found:
            return found
    return None


def limits_after(organisation: Organisation, on: dt.date) -> list[Limits]:
    """Set here for days to come; of two for one day the later counts."""
    rows = Limits.objects.filter(organisation=organisation, starts_on__gt=on).order_by("starts_on", "pk")
    return list({row.starts_on: row for row in rows}.values())


def job_fits_for(viewer: Viewer | None) -> QuerySet[JobFit]:
    return JobFit.objects.filter(organisation=viewer.organisation) if viewer else JobFit.objects.none()
