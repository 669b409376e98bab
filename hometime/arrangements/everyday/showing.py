"""Hours, duties, absences, doubts and stationery as lines of a page, with what the viewer can do about each."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from hometime.lib.text import day_in_words, in_words

from ..patterns import WEEKDAYS
from . import access


def care_row(care):
    return {"words": "In place" if care.in_place else "Not in place", "hint": _day(care)}


def hours_row(told, viewer):
    own = told.person_id == viewer.person.pk
    act = (
        {"href": reverse("arrangements:hours-confirm", args=[told.code]), "words": "Confirm"}
        if own and not told.confirmed_at and not told.is_replaced
        else None
    )
    hint = f"{week_in_words(told.hours)}. {told.get_exception_display()}."
    return {
        "words": told.person.name,
        "hint": hint,
        "tag": "Replaced" if told.is_replaced else "Confirmed" if told.confirmed_at else "Not confirmed yet",
        "act": act,
        "waits": bool(act),
    }


def week_in_words(hours):
    """Monday to Friday, 08:30 to 15:30 · Monday and Tuesday, 08:30 to 15:30; Friday, 08:30 to 12:00."""
    days: dict[str, list[str]] = {}
    for name, span in zip(WEEKDAYS, hours, strict=False):
        if span:
            days.setdefault(f"{span[0]} to {span[1]}", []).append(name)
    return "; ".join(f"{_days(names)}, {span}" for span, names in days.items())


def _days(names):
    return f"{names[0]} to {names[-1]}" if names == list(WEEKDAYS) else in_words(names)


def duties_row(duties, viewer):
    may = duties.is_open and access.may_answer_duties(viewer, duties)
    act = {"href": reverse("arrangements:duties-agree", args=[duties.code]), "words": "Agree"} if may else None
    said = duties.words or duties.get_change_display()
    return {
        "words": duties.person.name,
        "hint": f"{said} {duties.declined_by}: {duties.answer}" if duties.declined_by_id else said,
        "tag": _duties_tag(duties),
        "act": act,
        "waits": bool(act),
        "link": reverse("arrangements:duties-decline", args=[duties.code]) if may else "",
        "link_words": "Not like this",
    }


def _duties_tag(duties):
    if duties.agreed_by_id:
        return f"Agreed by {duties.agreed_by}"
    if duties.declined_by_id:
        return "Not agreed"
    return "Not agreed yet" if duties.is_open else "Needs no agreement"


def absence_row(absence, viewer):
    own = absence.person_id == viewer.person.pk
    seen = {"href": reverse("arrangements:absence-seen", args=[absence.code]), "words": "I have seen it"}
    act = seen if access.may_see_absence(viewer, absence) else None
    tag = (
        f"Back on {day_in_words(absence.returned_on)}"
        if absence.returned_on
        else "Seen"
        if absence.seen_by_id
        else "Not seen yet"
    )
    back = "" if absence.returned_on else reverse("arrangements:absence-return", args=[absence.code])
    hint = absence.get_reason_display() if own else ""
    return {
        "words": f"{absence.person.name}, {day_in_words(absence.on)}",
        "hint": hint,
        "tag": tag,
        "act": act,
        "waits": bool(act),
        "link": back,
        "link_words": "Say when they are back" if not own else "Say when you are back",
    }


def doubt_row(it, viewer):
    own = it.person_id == viewer.person.pk
    return {
        "words": Truncator(it.words).words(12) if own else it.person.name,
        "hint": _day(it),
        "tag": it.get_state_display(),
        "link": reverse("arrangements:doubt", args=[it.code]),
        "link_words": "Read it",
    }


def stationery_row(entry):
    return {"words": f"{entry.person.name}: {entry.what}", "hint": f"Taken on {day_in_words(entry.taken_on)}"}


def _day(row):
    return day_in_words(timezone.localdate(row.created_at))
