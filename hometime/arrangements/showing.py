"""A request as one viewer sees it: rows, conditions and timeline, with private words only for those who may read them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import day_in_words, in_words
from hometime.pages.links import link_to
from hometime.people.viewer import Viewer

from .access import may_confirm, may_go_on, may_see_why
from .conditions import is_met, known_to_others
from .models import Arrangement, Step
from .patterns import Pattern
from .states import State
from .telling import who_is_next

DONE = {
    "ask": "Asked",
    "give-view": "Looked at as line manager",
    "review-kit": "Equipment looked at",
    "review-data": "Private facts looked at",
    "go-on": "Went on without a view",
    "decide": "Decided",
    "withdraw": "Taken back",
    "suspend": "Paused",
    "resume": "Started again",
    "look-again": "Looked at again",
    "end": "Ended",
    "confirm": "A condition was confirmed",
}
WORKPLACE = "In your contract, your place of work is still the school."
MEANWHILE = {
    State.APPROVED: WORKPLACE,
    State.CONDITIONS: "You may begin once everything below is in place, and not before. " + WORKPLACE,
    State.SUSPENDED: "Work at school on these days until it has started again.",
    State.REFUSED: "Work at school on these days. If something has changed, you can ask again.",
}
READY = "Everything below is in place, so you may work from home on these days. " + WORKPLACE
OUTCOMES = {
    "for": "for it",
    "against": "against it",
    "can_be_done": "it can be done",
    "head_told": "it cannot be done",
    "approved": "agreed",
    "conditions": "agreed with conditions",
    "refused": "not agreed",
    "limits": "agreed, within what the school allows",
}


def lines_of(found: Iterable[Arrangement]) -> list[dict[str, str]]:
    """Requests in a list: a line each, in words that are ready, as putting them together in a page costs twice as much."""
    return [_line(each, each.pattern) for each in found]


def _line(it: Arrangement, pattern: Pattern) -> dict[str, str]:
    return {
        "href": link_to("arrangements:arrangement", it.code),
        "name": it.person.name,
        "days": pattern.words,
        "begins": "" if pattern.is_one_day else f", from {day_in_words(it.starts_on)}",
        "state": State(it.state).label,
        "asked": day_in_words(timezone.localdate(it.created_at)),
    }


def rows_of(it: Arrangement, viewer: Viewer) -> list[dict[str, str]]:
    """What was asked. Why is for the few who may read it; to others a health reason is only a reason the school allows."""
    private = may_see_why(viewer, it)
    own = it.person_id == viewer.person.pk
    ground = it.get_ground_display() if private or it.ground != "health_advice" else Arrangement.Ground.OTHER.label
    rows = [
        ("Who", "" if own else it.person.name),
        ("Days at home", it.pattern.words),
        *_span(it),
        ("Why", ground),
        ("In your words" if own else "In their words", it.why if private else ""),
        ("Where", it.get_place_display()),
        ("Information", it.get_data_display()),
        ("Why it is needed at home", it.data_need if private else ""),
        ("Kind of home working", it.tier.capitalize()),
        ("To be looked at again", day_in_words(it.review_on) if it.review_on else ""),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def _span(it: Arrangement) -> list[tuple[str, str]]:
    """From when until when, and what it takes the place of; a single day says the first two itself."""
    rows = [("Replaces", it.replaces.pattern.words)] if it.replaces else []
    if not it.pattern.is_one_day:
        rows += [
            ("From", day_in_words(it.starts_on)),
            ("Until", day_in_words(it.last_day) if it.last_day else "No last day"),
        ]
    return rows


def what_next(it: Arrangement, viewer: Viewer, at: dt.datetime) -> str:
    """Whom it waits for, and what the person may do meanwhile; empty for whoever is to act, as their page says it."""
    own = it.person_id == viewer.person.pk
    if not it.is_open:
        return MEANWHILE.get(State(it.state), "") if own and not it.is_over(viewer.today) else ""
    waits_for = who_is_next(it, at)
    if viewer.person in waits_for:
        return ""
    now = (
        f"It is with {in_words(p.name for p in waits_for)} now."
        if waits_for
        else "There is nobody who can act on it now."
    )
    if own and not waits_for:
        now = f"{now} Ask the school office to say who stands in."
    if own:
        return f"{now} Work at school on these days until you have a yes."
    return f"{now} If they are away, you can go on without them." if waits_for and may_go_on(viewer, it) else now


def where_it_stands(
    it: Arrangement, viewer: Viewer, at: dt.datetime, conditions: list[dict[str, Any]]
) -> dict[str, str]:
    """The state in words, and what is next; with the conditions as they are shown, which may all be met by now."""
    state, told = it.shown_state(viewer.today), what_next(it, viewer, at)
    if state != State.CONDITIONS.label or not all(each["is_met"] for each in conditions):
        return {"state": state, "next": told}
    return {"state": "Agreed, all conditions met", "next": READY if told else ""}


def conditions_shown(it: Arrangement, viewer: Viewer) -> list[dict[str, Any]]:
    """Each condition, whether it is met today, and where somebody else may confirm it."""
    conditions = list(it.conditions.all())
    known = known_to_others([it.person], it.organisation, viewer.today)[it.person_id] if conditions else {}
    may = bool(may_confirm(viewer, it))
    return [
        {
            "words": each.words,
            "is_met": is_met(each, known, viewer.today),
            "hint": "" if each.fact else "The line manager or whoever decides confirms this.",
            "confirm": reverse("arrangements:confirm", args=[it.code, each.code]) if may and not each.fact else "",
        }
        for each in conditions
    ]


def timeline_of(it: Arrangement, viewer: Viewer) -> list[dict[str, str]]:
    """Every step, newest last. Words are for the few who may read reasons, and for whoever wrote them."""
    private = may_see_why(viewer, it)
    return [_event(step, private or step.by_id == viewer.person.pk) for step in it.steps.select_related("by")]


def acts_open_to(it: Arrangement, viewer: Viewer, acts: Mapping[str, Any]) -> list[dict[str, str]]:
    """The acts this viewer may do now, each with its page."""
    return [
        {"words": act.title, "href": reverse(f"arrangements:{name}", args=[it.code])}
        for name, act in acts.items()
        if act.may(viewer, it)
    ]


def _event(step: Step, with_words: bool) -> dict[str, str]:
    what = DONE.get(step.name, step.name)
    outcome = OUTCOMES.get(step.outcome, "")
    who = f" by {step.by.name}" if step.by else ""
    said = f"{what}{who}: {outcome}" if outcome else f"{what}{who}"
    return {"when": _moment(step.at), "what": said, "detail": step.words if with_words else ""}


def _moment(at: dt.datetime) -> str:
    local = timezone.localtime(at)
    return (
        f"{day_in_words(local.date())}, {local.hour % 12 or 12}.{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"
    )
