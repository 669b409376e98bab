"""Records of papers as rows and events for a page."""

from django.utils import timezone

from hometime.lib.text import counted, day_in_words, in_words

from ..models import InCare, PaperRequest
from ..queries import due_at

IN_CARE = {InCare.YES: "Yes", InCare.NOT_KNOWN: "Not known"}


def paper_rows(it, at):
    """What a sign-out says, as it stood."""
    if it.is_not_taken:
        return _not_taken_rows(it)
    told = [
        ("Who has them", it.person.name),
        *_described(it),
        ("What for", it.purpose),
        ("Why on paper", it.why_paper),
        ("Carried in", it.get_container_display()),
        ("Back by", day_in_words(due_at(it, at))),
        ("Why they may be out", _basis(it)),
    ]
    return rows_of(told)


def _not_taken_rows(it):
    told = [
        ("Who needed them", it.person.name),
        *_described(it),
        ("What for", it.purpose),
        ("What happened to it", it.get_origin_display()),
        ("What this shows", f"That {in_words(it.cites)} {'was' if len(it.cites) == 1 else 'were'} kept to"),
    ]
    return rows_of(told)


def leave_rows(it, at):
    told = [
        ("Who asks", it.person.name),
        ("What is asked", it.get_kind_display()),
        *_described(it),
        ("How many things", str(len(it.items))),
        ("What for", it.purpose),
        ("Why on paper", it.why_paper),
        ("Back by", day_in_words(it.due_on)),
        ("For every time until then", "Yes" if it.is_lasting else ""),
        ("Clauses", ", ".join(it.cites)),
        *_decision(it, at),
    ]
    return rows_of(told)


def _decision(it, at):
    if it.withdrawn_at is not None and it.withdrawn_at <= at:
        return [("Answer", f"{PaperRequest.State.WITHDRAWN.label}, {moment_in_words(it.withdrawn_at)}")]
    if it.decided_at is None or it.decided_at > at:
        return [("Answer", PaperRequest.State.ASKED.label)]
    who = f"{it.decided_by.name}, {moment_in_words(it.decided_at)}"
    return [("Answer", it.get_state_display()), ("Answered by", who), ("Why", it.reason)]


def _described(it):
    return [
        ("Who they are about", it.whose),
        ("About how many people", str(it.people_count) if it.people_count else ("Not known" if it.whose else "")),
        ("Most private thing", it.get_data_display()),
        ("A child in care", IN_CARE.get(it.in_care, "")),
        ("Main copy", "Yes, this is the main or only copy" if it.is_master else ""),
    ]


def _basis(it):
    cites = f" ({', '.join(it.cites)})" if it.cites else ""
    if it.leave:
        return f"{it.get_basis_display()} by {it.leave.decided_by.name}{cites}"
    return it.get_basis_display() + cites


def rows_of(told):
    return [{"term": term, "detail": detail} for term, detail in told if detail]


def events_of(it, at):
    """What happened with them, in order, up to a moment."""
    found = []
    if it.leave:
        who = f"{it.leave.decided_by.name} {it.leave.reason}".strip()
        found.append(
            (it.leave.decided_at, f"{it.leave.get_kind_display()}: {it.leave.get_state_display().lower()}", who)
        )
    count = "" if it.is_not_taken else f": {counted(it.items.count(), 'thing', 'things')}"
    found.append((it.created_at, f"{it.get_origin_display()}{count}", it.person.name))
    found += [event for item in _grouped(it) for event in item]
    found += [(j.created_at, f"Set off: {j.get_transport_display().lower()}", _told(j)) for j in it.journeys.all()]
    found += [(j.arrived_at, "Indoors", "") for j in it.journeys.all() if j.arrived_at]
    found += [(d.created_at, f"Longer, until {day_in_words(d.due_on)}", d.why) for d in it.longertimes.all()]
    rows = sorted((event for event in found if event[0] <= at), key=lambda event: event[0])
    return [{"when": moment_in_words(when), "what": what, "detail": detail} for when, what, detail in rows]


def _grouped(it):
    """Things that came back or went missing together are one event."""
    ended: dict = {}
    missed: dict = {}
    for item in it.items.select_related("ended_by", "missing_by"):
        if item.ended_at:
            ended.setdefault((item.ended_at, item.get_ended_how_display(), item.ended_by.name), []).append(item.words)
        if item.missing_at:
            missed.setdefault((item.missing_at, "Reported missing", item.missing_by.name), []).append(item.words)
    for group in (ended, missed):
        yield [(when, f"{how}: {_few(words)}", who) for (when, how, who), words in group.items()]


def _few(words):
    return ", ".join(words) if len(words) <= 3 else counted(len(words), "thing", "things")


def _told(journey):
    return " ".join(each["words"] for each in journey.told)


def moment_in_words(when):
    local = timezone.localtime(when)
    return f"{day_in_words(local.date())}, {local:%H:%M}"
