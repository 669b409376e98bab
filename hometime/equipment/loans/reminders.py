"""The ladder of a loan, from its borrower up to the head; leavers; the yearly word. Safe to run twice: a key is told once."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import counted, day_in_words, in_words
from hometime.notices.reminders import Reminder, step_reached
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of

from ..models import Loan
from .due import Leaver, leavers, out_now, unconfirmed, with_last_word

BEFORE = (7, 1, 0)
MANAGER_AFTER = 2  # days: the line manager
KEEPERS_AFTER = 7  # days: the IT lead
HEAD_AFTER = 14  # days: the headteacher
LEAVER_STEPS = (30, 7, 1, 0)


def due(on: dt.date) -> Iterator[Reminder]:
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    for organisation in Organisation.objects.filter(loans__ended_at=None, loans__isnull=False).distinct():
        rows = Loan.objects.filter(organisation=organisation).select_related("device", "person")
        ladder = _Ladder(organisation, on)
        for loan in out_now(rows, at).filter(due_on__lte=on + dt.timedelta(days=max(BEFORE))):
            yield from ladder.of(loan)
        for leaver in leavers(organisation, at, Loan.objects.all()):
            yield from ladder.of_leaver(leaver)
        yield from _yearly(list(with_last_word(unconfirmed(out_now(rows, at), at))), organisation, on)


class _Ladder:
    """Who stands where at one organisation on a day: looked up once, whatever the number of loans."""

    def __init__(self, organisation: Organisation, on: dt.date) -> None:
        self.organisation, self.on = organisation, on
        posts = Post.objects.filter(organisation=organisation, line_manager__isnull=False).select_related(
            "line_manager"
        )
        self.managers: dict[int, Person] = {}
        for post in posts.order_by("starts_on", "pk"):
            if post.line_manager:
                self.managers[post.person_id] = post.line_manager
        self.it = list(holders_of(Role.Kind.IT, organisation, on=on))
        self.heads = list(holders_of(Role.Kind.HEAD, organisation, on=on))

    def of(self, loan: Loan) -> Iterator[Reminder]:
        assert loan.due_on is not None
        about = f"equipment.due:{loan.code}:{loan.due_on}"
        context = {
            "what": str(loan.device),
            "who": loan.person.name,
            "due": day_in_words(loan.due_on),
            "href": reverse("equipment:loan", args=[loan.code]),
        }
        step = step_reached(loan.due_on, self.on, BEFORE)
        if step is not None:
            yield Reminder(f"{about}:{step}", "equipment.due_back", loan.person, self.organisation, context)
            return
        late = (self.on - loan.due_on).days
        yield Reminder(f"{about}:late", "equipment.overdue", loan.person, self.organisation, context)
        # Whoever stands on two rungs is told once of the higher, not twice in one morning.
        reached = {person: after for after, people in self._rungs(loan) if late >= after for person in people}
        for person, after in reached.items():
            key = f"{about}:{after}:{person.code}"
            yield Reminder(key, "equipment.overdue_other", person, self.organisation, context)

    def _rungs(self, loan: Loan) -> list[tuple[int, list[Person]]]:
        manager = self.managers.get(loan.person_id)
        others = [[manager] if manager else [], self.it, self.heads]
        apart = [[each for each in people if each.pk != loan.person_id] for people in others]
        return list(zip((MANAGER_AFTER, KEEPERS_AFTER, HEAD_AFTER), apart, strict=True))

    def of_leaver(self, leaver: Leaver) -> Iterator[Reminder]:
        context = {
            "who": leaver.person.name,
            "ends": day_in_words(leaver.ends_on),
            "things": in_words(str(loan.device) for loan in leaver.loans),
            "count": counted(len(leaver.loans), "thing"),
            "href": reverse("equipment:recall"),
        }
        about = f"equipment.leaver:{leaver.person.code}:{leaver.ends_on}"
        step = step_reached(leaver.ends_on, self.on, LEAVER_STEPS)
        own = context | {"href": reverse("equipment:loans")}
        if step is not None:
            yield Reminder(f"{about}:{step}", "equipment.leaver", leaver.person, self.organisation, own)
        stage = "before" if step is not None else "after"
        manager = self.managers.get(leaver.person.pk)
        for person in {each.pk: each for each in [*self.it, *([manager] if manager else [])]}.values():
            if person.pk != leaver.person.pk:
                key = f"{about}:{stage}:{person.code}"
                yield Reminder(key, "equipment.leaver_other", person, self.organisation, context | {"stage": stage})


def _yearly(loans: list[Loan], organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    """Once a year for each person, whatever they have."""
    by_person: dict[int, list[Loan]] = {}
    for loan in loans:
        by_person.setdefault(loan.person_id, []).append(loan)
    for rows in by_person.values():
        person = rows[0].person
        things = in_words(str(loan.device) for loan in rows)
        oldest = min(timezone.localdate(loan.said_at or loan.lent_at) for loan in rows)  # type: ignore[attr-defined]
        context = {"things": things, "href": reverse("equipment:still-have")}
        yield Reminder(f"equipment.still:{person.code}:{oldest}", "equipment.still_have", person, organisation, context)
