"""What is done with a request to work from home: ask, give a view, review, decide, pause, end. And what a school sets about it."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from . import access, telling
from .models import WAITS_DAYS, Arrangement, Condition, JobFit, Limits
from .moving import (
    Decision,
    Wanted,
    Wish,
    after_view,
    agreed_as,
    end_what_it_replaces,
    is_within_limits,
    keep_conditions,
    locked_one,
    move,
    new_arrangement,
    refuse_odd_yes,
    refuse_what_cannot_be,
    tick,
)
from .states import State

__all__ = ["Decision", "Wanted", "Wish"]


@transaction.atomic
def ask_arrangement(wish: Wish, *, by: Viewer, at: dt.datetime, replaces: Arrangement | None = None) -> Arrangement:
    """Ask to work from home. Goes to the line manager, or on to whoever is next; agreed at once within the school’s limits."""
    access.may_ask_days(by).insist()
    if replaces:
        access.may_change(by, replaces).insist()
    person = Person.objects.select_for_update().get(pk=by.person.pk)  # two requests at once must see each other
    refuse_what_cannot_be(wish, by, replaces)
    arrangement = new_arrangement(wish, person, by, at, replaces)
    tick(arrangement, "ask", by, at)
    details = {"days": len(wish.slots), "ground": "private" if wish.ground == "health_advice" else wish.ground}
    record(
        "arrangements.arrangement_asked",
        organisation=by.organisation,
        by=by,
        subject=arrangement,
        at=at,
        details=details,
    )
    if is_within_limits(arrangement, by.today):
        return agree_by_limits(arrangement, at)
    telling.next_one(arrangement, at)
    return arrangement


def agree_by_limits(arrangement: Arrangement, at: dt.datetime) -> Arrangement:
    """A yes that the school’s limits give; whoever set them never gets one, nor does very private work."""
    move(arrangement, "decide", State.APPROVED, by_limits=True, decided_at=at, anyway=True)
    end_what_it_replaces(arrangement, None, at)
    tick(arrangement, "decide", None, at, outcome="limits")
    record("arrangements.agreed_by_limits", organisation=arrangement.organisation, by=None, subject=arrangement, at=at)
    telling.within_limits(arrangement, at)
    return arrangement


@transaction.atomic
def give_view(arrangement: Arrangement, *, is_for: bool, words: str, by: Viewer, at: dt.datetime) -> Arrangement:
    """The line manager’s view; both a yes and a no go on to whoever is next."""
    locked = locked_one(arrangement)
    access.may_give_view(by, locked).insist()
    move(locked, "give-view", after_view(locked), manager_spoken=True)
    tick(locked, "give-view", by, at, outcome="for" if is_for else "against", words=words)
    record(
        "arrangements.view_given",
        organisation=locked.organisation,
        by=by,
        subject=locked,
        at=at,
        details={"is_for": is_for},
    )
    telling.next_one(locked, at)
    return locked


@transaction.atomic
def review_kit(
    arrangement: Arrangement, *, can_be_done: bool, has_budget: bool, words: str, by: Viewer, at: dt.datetime
) -> Arrangement:
    """The IT lead says whether the job can be equipped. When it cannot, the head is told at once."""
    locked = locked_one(arrangement)
    access.may_review_kit(by, locked).insist()
    kit = Arrangement.Kit.CAN_BE_DONE if can_be_done else Arrangement.Kit.HEAD_TOLD
    after = State.REVIEW if locked.awaits_data else State.DECISION
    move(locked, "review-kit", after, kit=kit, has_budget=has_budget, awaits_kit=False)
    tick(locked, "review-kit", by, at, outcome=kit, words=words)
    record(
        "arrangements.kit_reviewed",
        organisation=locked.organisation,
        by=by,
        subject=locked,
        at=at,
        details={"kit": str(kit)},
    )
    if not can_be_done:
        telling.head_that_it_cannot_be_done(locked, at)
    if after == State.DECISION:
        telling.next_one(locked, at)
    return locked


@transaction.atomic
def review_data(arrangement: Arrangement, *, words: str, by: Viewer, at: dt.datetime) -> Arrangement:
    """The data protection officer looks at why facts about people are needed at home, and writes it down."""
    locked = locked_one(arrangement)
    access.may_review_data(by, locked).insist()
    after = State.REVIEW if locked.awaits_kit else State.DECISION
    move(locked, "review-data", after, awaits_data=False, data_looked_at=by.today)
    tick(locked, "review-data", by, at, words=words)
    record("arrangements.data_reviewed", organisation=locked.organisation, by=by, subject=locked, at=at)
    if after == State.DECISION:
        telling.next_one(locked, at)
    return locked


@transaction.atomic
def go_on(arrangement: Arrangement, *, reason: str, by: Viewer, at: dt.datetime) -> Arrangement:
    """The decider goes on without a view or a review, as when the line manager is away."""
    locked = locked_one(arrangement)
    access.may_go_on(by, locked).insist()
    insist_on_words(reason, "Say why you are going on without them.")
    move(locked, "go-on", State.DECISION, awaits_kit=False, awaits_data=False)
    tick(locked, "go-on", by, at, words=reason)
    record("arrangements.gone_on", organisation=locked.organisation, by=by, subject=locked, at=at)
    return locked


@transaction.atomic
def decide_arrangement(arrangement: Arrangement, decision: Decision, *, by: Viewer, at: dt.datetime) -> Arrangement:
    """Yes, yes with conditions, or no with a reason. Of two who decide at once, one wins and the other is told who."""
    locked = locked_one(arrangement)
    access.may_decide(by, locked).insist()
    if decision.is_yes:
        refuse_odd_yes(locked, decision.review_on, by.today)
    else:
        insist_on_words(decision.reason, "Say why the answer is no.")
    state = agreed_as(decision.conditions) if decision.is_yes else State.REFUSED
    changes: dict[str, Any] = {
        "decided_by": by.person,
        "decided_at": at,
        "decision_reason": decision.reason,
        "covers_sensitive": decision.is_yes and decision.covers_sensitive,
        "review_on": decision.review_on if decision.is_yes else None,
    }
    move(locked, "decide", state, **changes)
    if decision.is_yes:
        keep_conditions(locked, decision.conditions)
        end_what_it_replaces(locked, by, at)
    tick(locked, "decide", by, at, outcome=state, words=decision.reason)
    details = {"state": str(state), "conditions": len(decision.conditions)}
    record(
        "arrangements.arrangement_decided",
        organisation=locked.organisation,
        by=by,
        subject=locked,
        at=at,
        details=details,
    )
    telling.decided(locked, by, at)
    return locked


@transaction.atomic
def withdraw_arrangement(arrangement: Arrangement, *, by: Viewer, at: dt.datetime) -> Arrangement:
    """The person takes their request back before it is decided."""
    locked = locked_one(arrangement)
    access.may_withdraw(by, locked).insist()
    was_waiting = telling.who_is_next(locked, at)
    move(locked, "withdraw", State.WITHDRAWN, awaits_kit=False, awaits_data=False)
    tick(locked, "withdraw", by, at)
    record("arrangements.arrangement_withdrawn", organisation=locked.organisation, by=by, subject=locked, at=at)
    telling.withdrawn(locked, was_waiting, at)
    return locked


@transaction.atomic
def suspend_arrangement(arrangement: Arrangement, *, reason: str, by: Viewer, at: dt.datetime) -> Arrangement:
    """Pause what was agreed; it can start again."""
    locked = locked_one(arrangement)
    access.may_suspend(by, locked).insist()
    insist_on_words(reason, "Say why it is paused.")
    move(locked, "suspend", State.SUSPENDED)
    tick(locked, "suspend", by, at, words=reason)
    record("arrangements.arrangement_suspended", organisation=locked.organisation, by=by, subject=locked, at=at)
    telling.changed(locked, "paused", by, at)
    return locked


@transaction.atomic
def resume_arrangement(arrangement: Arrangement, *, by: Viewer, at: dt.datetime) -> Arrangement:
    """Start what was paused again, with the conditions it had."""
    locked = locked_one(arrangement)
    access.may_resume(by, locked).insist()
    move(locked, "resume", agreed_as(locked.conditions.all()))
    tick(locked, "resume", by, at)
    record("arrangements.arrangement_resumed", organisation=locked.organisation, by=by, subject=locked, at=at)
    telling.changed(locked, "started again", by, at)
    return locked


@transaction.atomic
def look_again(
    arrangement: Arrangement, *, words: str, review_on: dt.date | None, by: Viewer, at: dt.datetime
) -> Arrangement:
    """What was agreed is looked at again and goes on, until the next day to look at it or without one."""
    locked = locked_one(arrangement)
    access.may_look_again(by, locked).insist()
    insist_on_words(words, "Say how it is going.")
    if review_on and review_on <= by.today:
        raise Refused("The next day to look at it must come after today.", "Give a later day, or none.")
    move(locked, "look-again", locked.state, review_on=review_on)
    tick(locked, "look-again", by, at, words=words)
    record("arrangements.arrangement_reviewed", organisation=locked.organisation, by=by, subject=locked, at=at)
    telling.looked_at_again(locked, at)
    return locked


@transaction.atomic
def end_arrangement(
    arrangement: Arrangement, *, last_day: dt.date, reason: str, by: Viewer, at: dt.datetime
) -> Arrangement:
    """End what was agreed, today or later: the person their own, a decider with a reason."""
    locked = locked_one(arrangement)
    access.may_end(by, locked).insist()
    if by.person.pk != locked.person_id:
        insist_on_words(reason, "Say why it ends.")
    if last_day < by.today - dt.timedelta(days=1):
        raise Refused("The last day has already gone.", "Give today or a later day.")
    ended_on = max(last_day, locked.starts_on - dt.timedelta(days=1))
    move(locked, "end", State.ENDED, ended_on=ended_on)
    tick(locked, "end", by, at, words=reason)
    record(
        "arrangements.arrangement_ended",
        organisation=locked.organisation,
        by=by,
        subject=locked,
        at=at,
        details={"last_day": str(ended_on)},
    )
    telling.changed(locked, "ended", by, at)
    return locked


@transaction.atomic
def confirm_condition(condition: Condition, *, by: Viewer, at: dt.datetime) -> Condition:
    """Somebody else says that a condition is met."""
    arrangement = locked_one(condition.arrangement)
    access.may_confirm(by, arrangement).insist()
    changed = Condition.objects.filter(pk=condition.pk, met_on=None).update(met_by=by.person, met_on=by.today)
    if not changed:
        raise Refused("This was confirmed already.", "There is nothing to do.")
    condition.refresh_from_db()
    tick(arrangement, "confirm", by, at, words=condition.words)
    record("arrangements.condition_confirmed", organisation=arrangement.organisation, by=by, subject=arrangement, at=at)
    telling.confirmed(arrangement, at)
    return condition


@transaction.atomic
def judge_role(job_title: str, *, fit: str, words: str, by: Viewer, at: dt.datetime) -> JobFit:
    """Say whether a job can be done at home. The head is told of a no."""
    access.may_judge_role(by, job_title).insist()
    judged = JobFit.objects.create(
        organisation=by.organisation, job_title=job_title, fit=fit, words=words, created_by=by.person, created_at=at
    )
    record("arrangements.role_judged", organisation=by.organisation, by=by, subject=judged, at=at, details={"fit": fit})
    if fit == JobFit.Fit.NO:
        telling.head_of_a_job(judged, by, at)
    return judged


@transaction.atomic
def set_limits(
    *,
    fewest_on_site: int,
    auto_days: int,
    starts_on: dt.date,
    waits_days: int = WAITS_DAYS,
    by: Viewer,
    at: dt.datetime,
) -> Limits:
    """From a day: the fewest on site in a team, how many single days a month need no asking, how long a request may wait."""
    access.may_set_school(by).insist()
    limits = Limits.objects.create(
        organisation=by.organisation,
        starts_on=starts_on,
        fewest_on_site=fewest_on_site,
        auto_days=auto_days,
        waits_days=waits_days,
        created_by=by.person,
        created_at=at,
    )
    details: dict[str, Any] = {"fewest_on_site": fewest_on_site, "auto_days": auto_days, "waits_days": waits_days}
    details["from"] = str(starts_on)
    record(
        "arrangements.limits_set", organisation=by.organisation, by=by, subject=by.organisation, at=at, details=details
    )
    return limits
