"""A legal request as its pages show it: a line of the list, its rows, its meetings, and what is next."""

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import day_in_words

from ..models import FlexibleRequest
from . import access

State = FlexibleRequest.State
MEET = "Meet them before you say no to any part of it, and write the meeting down. A yes needs no meeting."
HEAR = "Decide the appeal by {}. The law counts an appeal inside the time it gives for the whole request."
LATE_APPEAL = "The last day to decide the appeal was {}. Decide it now, or agree with them on more time."
TOO_LATE = "The time for an answer, appeal included, ended on {}."
STILL_TIME = " To appeal, ask for more time: it counts once your school agrees."
LATE = "The last day for the final answer was {}. Answer it now, or agree with them on more time. "
OWN_LATE = "The last day for an answer was {}. Ask your school for it, or agree on more time."
APPEAL_BACK = "You took your appeal back, so the answer you were given stands."
AWAITS = (State.RECEIVED, State.APPEALED)
OWN_NEXT = {
    State.RECEIVED: "Your school has to give you its final answer{}, appeal included. It meets you before it says no to any part.",
    State.APPEALED: "Your school has to answer your appeal{}.",
    State.DECLINED: "You can appeal: your school then looks at it again, and has to answer{}.",
    State.PARTLY: "You can appeal about the rest: your school then looks at it again, and has to answer{}.",
}


def row_of(it):
    return {
        "words": it.person.name,
        "hint": f"Received on {day_in_words(it.received_on)}",
        "tag": it.get_state_display(),
        "link": reverse("arrangements:flexible", args=[it.code]),
        "link_words": "Read it",
    }


def rows_of(it, rules):
    meeting = rules.meeting_by(it.received_on)
    target = rules.first_answer_by(it.received_on)
    last = day_in_words(it.last_day) if it.last_day else ""
    rows = [
        ("Employer", it.employer.name),
        ("The change", it.change),
        ("Wanted from", day_in_words(it.starts_on)),
        ("Earlier requests", it.earlier),
        ("Effect on the school", it.effect),
        ("Also said", it.reasons),
        (
            "Disability",
            "It has to do with a disability, so it is looked at as a reasonable adjustment too"
            if it.for_disability
            else "",
        ),
        ("Received", day_in_words(it.received_on)),
        ("How it came", _how(it)),
        ("A meeting by", day_in_words(meeting) if meeting else ""),
        ("A first answer by", day_in_words(target) if target and it.state == State.RECEIVED else ""),
        ("Last day for the final answer, appeal included", last if it.state != State.APPEALED else ""),
        ("Answered by", it.decided_by.name if it.decided_by else ""),
        ("Grounds", "; ".join(_ground(code, rules) for code in it.grounds)),
        ("Explanation", it.explanation),
        ("Why it is reasonable", it.why_reasonable),
        ("Agreed from", day_in_words(it.agreed_from) if it.agreed_from else ""),
        ("For how long", it.get_lasting_display()),
        ("Agreed until", day_in_words(it.agreed_until) if it.agreed_until else ""),
        *_more_time(it),
        ("Appealed", day_in_words(timezone.localdate(it.appealed_at)) if it.appealed_at else ""),
        ("Last day to decide the appeal", last if it.state == State.APPEALED else ""),
        ("Appeal", it.appeal),
        ("Answer to the appeal", it.appeal_answer or ("It was taken back" if _is_appeal_back(it) else "")),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def _ground(code, rules):
    """In plain words, and by the name of the Act, as a refusal has to give it."""
    return f"{dict(rules.grounds).get(code, code)} (in the Act: “{rules.in_the_act.get(code, code)}”)"


def _is_appeal_back(it):
    return it.appealed_at and it.state in (State.DECLINED, State.PARTLY)


def _how(it):
    """Who put it on record, and when: the law counts from the day it came."""
    if it.how == FlexibleRequest.How.HERE:
        return ""
    return (
        f"{it.get_how_display()}, put on record by {it.created_by} on {day_in_words(timezone.localdate(it.created_at))}"
    )


def _more_time(it):
    """Who put more time forward and who agreed, as the law wants it kept."""
    for each in it.extensions.all():
        asked = f"Until {day_in_words(each.new_last_day)}, put forward by {each.proposed_by}"
        agreed = f" and agreed by {each.agreed_by} on {day_in_words(timezone.localdate(each.agreed_at))}"
        yield "More time", asked + (agreed if each.agreed_by_id else ". It counts only once the other side agrees")


def what_next(it, viewer, rules):
    """What this side does next; empty where it is the other’s turn, or nobody’s."""
    by = f" by {day_in_words(it.last_day)}" if it.last_day else ""
    if it.person_id == viewer.person.pk:
        if _is_appeal_back(it):
            return APPEAL_BACK
        if it.state in AWAITS and it.last_day and viewer.today > it.last_day:
            return OWN_LATE.format(day_in_words(it.last_day))
        if it.state in (State.DECLINED, State.PARTLY) and it.last_day and viewer.today > it.last_day:
            may = access.may_propose_extension(viewer, it, rules)
            return TOO_LATE.format(day_in_words(it.last_day)) + (STILL_TIME if may else "")
        return OWN_NEXT.get(it.state, "").format(by)
    if access.may_decide_flexible(viewer, it):
        late = LATE.format(day_in_words(it.last_day)) if it.last_day and viewer.today > it.last_day else ""
        met = it.consultations.filter(was_missed=False).exists()
        return late + ("A meeting is on record, so you can answer now." if met else MEET)
    if it.state == State.APPEALED and not access.may_decide_appeal(viewer, it):
        return "Somebody who did not give the first answer hears the appeal."
    if it.state == State.APPEALED and it.last_day:
        return (LATE_APPEAL if viewer.today > it.last_day else HEAR).format(day_in_words(it.last_day))
    return ""


def meetings_of(it):
    return [
        {
            "when": day_in_words(m.held_on),
            "what": "A meeting was missed" if m.was_missed else "A meeting was held",
            "detail": m.note,
        }
        for m in it.consultations.all()
    ]
