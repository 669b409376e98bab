"""The moves under the acts: a wish made into a request, a request moved from state to state, and what stops it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.people.models import Person, Post
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_in_force

from . import deciders
from .calendars import calendar_of
from .models import Arrangement, Condition, JobFit, Limits, Step
from .patterns import Pattern, SchoolCalendar, weekday_in_words
from .queries import limits_on
from .staffing import leaves_too_few
from .states import AGREED, LIVE, TRANSITIONS, State

ORDINARY = ("none", "ordinary")  # facts about people are for somebody to decide
LONGEST_AHEAD = 730  # days: nobody asks for a day further off


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. `why` is private."""

    ground: str
    slots: tuple[str, ...]
    starts_on: dt.date
    ends_on: dt.date | None
    place: str
    data: str
    term_time_only: bool = False
    data_need: str = ""
    why: str = ""
    helps: tuple[str, ...] = ()
    manager_spoken: bool = False

    @property
    def pattern(self) -> Pattern:
        return Pattern.read(self.slots, self.starts_on, self.ends_on, self.term_time_only)


@dataclass(frozen=True)
class Wanted:
    """A condition: words, and the fact with the value that shows it is met; without a fact somebody confirms it."""

    words: str
    fact: str = ""
    value: Any = None


@dataclass(frozen=True)
class Decision:
    """A yes or a no. `conditions` make it a yes with conditions."""

    is_yes: bool
    reason: str = ""
    conditions: tuple[Wanted, ...] = field(default=())
    covers_sensitive: bool = False
    review_on: dt.date | None = None


WRITTEN = ("ground", "starts_on", "ends_on", "place", "data", "term_time_only", "data_need", "why", "manager_spoken")


def locked_one(arrangement: Arrangement) -> Arrangement:
    """The request as it stands, held until the transaction ends, so that of two who act at once one waits."""
    return (
        Arrangement.objects.select_for_update(of=("self",))
        .select_related("person", "organisation")
        .get(pk=arrangement.pk)
    )


def move(arrangement: Arrangement, step: str, after: str, *, anyway: bool = False, **changes: Any) -> None:
    """Take a step of the table; only from where it begins, whoever else may have been quicker."""
    transition = TRANSITIONS[step]
    if after not in transition.after:
        raise ValueError(f"{step} never leads to {after}.")
    rows = Arrangement.objects.filter(pk=arrangement.pk)
    if not anyway:
        rows = rows.filter(state__in=transition.before)
    if not rows.update(state=after, **changes):
        raise Refused("Somebody else has just done this.", "Read what has happened to it.")
    arrangement.refresh_from_db()


def tick(
    arrangement: Arrangement, step: str, by: Viewer | None, at: dt.datetime, *, outcome: str = "", words: str = ""
) -> Step:
    who = by.person if by else None
    return Step.objects.create(
        arrangement=arrangement, person_id=arrangement.person_id, name=step, outcome=outcome, words=words, by=who, at=at
    )


def new_arrangement(
    wish: Wish, person: Person, by: Viewer, at: dt.datetime, replaces: Arrangement | None
) -> Arrangement:
    policy = policy_in_force(by.organisation, by.today)
    manager = deciders.line_manager_of(person, by.organisation, by.today)
    kind = deciders.decider_kind(policy, by.organisation, person, by.today)
    decides = [each.pk for each in deciders.others_who_hold(kind, by.organisation, person, by.today)]
    arrangement = Arrangement(
        organisation=by.organisation,
        person=person,
        created_at=at,
        created_by=by.person,
        replaces=replaces,
        line_manager=manager,
        decider_kind=kind,
        tier=deciders.tier_of(policy, wish.ground, by.today),
        awaits_kit=_awaits(policy, deciders.REVIEWS_KIT, "it", person, by),
        awaits_data=wish.data in ("personal", "sensitive")
        and _awaits(policy, deciders.REVIEWS_DATA, "dpo", person, by),
        **{name: getattr(wish, name) for name in WRITTEN},
        slots=list(wish.slots),
        helps=list(wish.helps),
    )
    # A line manager who decides as well says it once, in the decision.
    asks_manager = manager is not None and manager.pk not in decides
    arrangement.state = State.SUBMITTED if asks_manager else after_view(arrangement)
    arrangement.save(force_insert=True)
    return arrangement


def after_view(arrangement: Arrangement) -> State:
    return State.REVIEW if arrangement.awaits_kit or arrangement.awaits_data else State.DECISION


def agreed_as(conditions: Any) -> State:
    return State.CONDITIONS if conditions else State.APPROVED


def refuse_what_cannot_be(wish: Wish, by: Viewer, replaces: Arrangement | None) -> None:
    calendar = calendar_of(by.organisation, by.today)
    refuse_strange_dates(wish, by.today)
    refuse_no_days(wish, calendar)
    refuse_overlap(wish, by, replaces, calendar)


def refuse_strange_dates(wish: Wish, today: dt.date) -> None:
    if wish.starts_on < today:
        raise Refused("The first day has already gone.", "Ask before you work at home.")
    last = wish.ends_on or wish.starts_on
    if last < wish.starts_on:
        raise Refused("The last day comes before the first.", "Change one of them.")
    if (wish.starts_on - today).days > LONGEST_AHEAD:
        raise Refused("That is more than two years away.", "Give an earlier first day.")


def refuse_no_days(wish: Wish, calendar: SchoolCalendar) -> None:
    """Days on which nobody is at work are not asked for."""
    holiday = calendar.bank_holidays.get(wish.starts_on) if wish.pattern.is_one_day else None
    if holiday:
        raise Refused(f"{weekday_in_words(wish.starts_on)} is a bank holiday: {holiday}.", "Choose another day.")
    if not any(wish.pattern.days_at_home(calendar)):
        raise Refused(
            "None of these days is a working day between the first day and the last.",
            "Look at the weekdays and the dates again. INSET days, bank holidays and, if you chose term time, "
            "the school holidays do not count.",
        )


def refuse_odd_yes(arrangement: Arrangement, review_on: dt.date | None, today: dt.date) -> None:
    """A yes comes before the work, and the day to look at it again comes later."""
    if arrangement.last_day and arrangement.last_day < today:
        raise Refused(
            "All of these days have gone.", "A yes must come before the work. Say no; they can ask for other days."
        )
    if review_on and review_on <= today:
        raise Refused("The day to look at it again must come after today.", "Give a later day, or none.")


def refuse_overlap(wish: Wish, by: Viewer, replaces: Arrangement | None, calendar: SchoolCalendar) -> None:
    """No half day is asked for twice, nor one of what is ended but goes on until its last day."""
    others = Arrangement.objects.filter(
        Q(state__in=LIVE) | Q(state=State.ENDED, ended_on__gte=wish.starts_on),
        person=by.person,
        organisation=by.organisation,
    )
    for other in others.exclude(pk=replaces.pk) if replaces else others:
        day = wish.pattern.first_overlap(other.pattern, calendar)
        if day:
            raise Refused(
                f"You have asked for {day_in_words(day)} already: {other.pattern.words}.",
                "Change or take back that request, or choose other half days.",
            )


def is_within_limits(arrangement: Arrangement, today: dt.date) -> bool:
    """A single day of ordinary work, in a job that can be done at home, with fewer this month than the school lets pass, and
    enough of the team left on site.
    """
    limits = limits_on(arrangement.organisation, today)
    if limits is None or not limits.auto_days or limits.created_by_id == arrangement.person_id:
        return False
    if not arrangement.pattern.is_one_day or arrangement.data not in ORDINARY or arrangement.ground == "health_advice":
        return False
    if _cannot_be_done_at_home(arrangement, today):
        return False
    Limits.objects.select_for_update().get(pk=limits.pk)  # two of a team at once must see each other
    return _had_this_month(arrangement) < limits.auto_days and not leaves_too_few(arrangement, today)


def _cannot_be_done_at_home(arrangement: Arrangement, today: dt.date) -> bool:
    """As somebody judged a job of theirs last: whoever decides may see it otherwise, a limit may not."""
    posts = Post.objects.filter(person=arrangement.person, organisation=arrangement.organisation).on(today)
    jobs = set(posts.values_list("job_title", flat=True))
    rows = JobFit.objects.filter(organisation=arrangement.organisation, job_title__in=jobs).order_by("created_at", "pk")
    return JobFit.Fit.NO in {row.job_title: row.fit for row in rows}.values()


def _had_this_month(arrangement: Arrangement) -> int:
    """Days already agreed by the limits, in the month of the day asked for; not one that this takes the place of."""
    month = Arrangement.objects.filter(
        person=arrangement.person, organisation=arrangement.organisation, by_limits=True, state__in=AGREED
    )
    day = arrangement.starts_on
    month = month.filter(starts_on__year=day.year, starts_on__month=day.month)
    return month.exclude(replaced_by=arrangement).count()


def keep_conditions(arrangement: Arrangement, wanted: Sequence[Wanted]) -> None:
    Condition.objects.bulk_create(
        Condition(arrangement=arrangement, person_id=arrangement.person_id, words=w.words, fact=w.fact, wanted=w.value)
        for w in wanted
    )


def end_what_it_replaces(arrangement: Arrangement, by: Viewer | None, at: dt.datetime) -> None:
    """What was agreed before ends the day before the new pattern begins."""
    before = arrangement.replaces
    if before and before.state in (*AGREED, State.SUSPENDED):
        move(before, "end", State.ENDED, ended_on=arrangement.starts_on - dt.timedelta(days=1))
        tick(before, "end", by, at, words="Another pattern was agreed in its place.")


def _awaits(policy: Policy, controls: tuple[str, ...], kind: str, person: Person, by: Viewer) -> bool:
    """The policy asks for it, and somebody else is there to do it; else it is left to who decides."""
    return deciders.asks_for(policy, controls) and bool(
        deciders.others_who_hold(kind, by.organisation, person, by.today)
    )
