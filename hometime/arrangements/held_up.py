"""Requests and doubts that nobody has looked at for too long: whoever is to is reminded, then somebody who can go round them is told.

A school sets after how many days. Worked out from dates alone, so that it may be asked for at any time, and twice.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from hometime.lib.remembering import remembered
from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder
from hometime.people.models import Organisation, Person, Post
from hometime.people.queries import others_who_hold
from hometime.people.role_names import role_in_a_sentence
from hometime.people.standing_in.queries import ARRANGES_FOR_OTHERS
from hometime.people.viewer import Viewer

from .deciders import with_stand_ins
from .models import WAITS_DAYS, Arrangement, Doubt, Step
from .states import State
from .telling import who_is_next

BEFORE_DECISION = (State.SUBMITTED, State.REVIEW)
# With these a request comes to where it is now; of two who review it, neither starts the time of the other again.
BRINGS = {State.REVIEW: ("give-view",), State.DECISION: ("give-view", "review-kit", "review-data", "go-on")}

# Written out, as every inbox asks it.
SET_HERE = """
    SELECT organisation_id, waits_days FROM arrangements_limits
     WHERE organisation_id IN (%s, %s) AND starts_on <= %s ORDER BY starts_on, id
"""


@remembered
def days_it_may_wait(organisation: Organisation, on: dt.date) -> int:
    """Set by the school, or by its trust; 0 is never."""
    with connection.cursor() as cursor:
        cursor.execute(SET_HERE, [organisation.pk, organisation.parent_id, on])
        found: dict[int | None, int] = dict(cursor.fetchall())
    return found.get(organisation.pk, found.get(organisation.parent_id, WAITS_DAYS))


def gone_round(viewer: Viewer) -> Q:
    """Requests that have waited so long with others that whoever decides may go on without them."""
    since = too_long_before(viewer)
    if since is None:
        return Q(pk__in=[])
    brought = Step.objects.filter(arrangement=OuterRef("pk"), name__in=BRINGS[State.REVIEW], at__gte=since)
    stuck = Q(state=State.SUBMITTED) | Q(~Exists(brought), state=State.REVIEW)
    return Q(stuck, decider_kind__in=viewer.roles, waits_since__lt=since)


def too_long_before(viewer: Viewer) -> dt.datetime | None:
    """What came to others before this may be gone round today; None where nothing may."""
    days = days_it_may_wait(viewer.organisation, viewer.today) if viewer.roles else 0
    return _end_of(viewer.today - dt.timedelta(days=2 * days)) if days else None


def due(on: dt.date) -> Iterator[Reminder]:
    asked = Arrangement.objects.filter(waits_since__lt=_end_of(on))
    unsure = Doubt.objects.filter(state=Doubt.State.ASKED, created_at__lt=_end_of(on))
    waiting = (asked.values("organisation"), unsure.values("organisation"))
    for organisation in Organisation.objects.filter(Q(pk__in=waiting[0]) | Q(pk__in=waiting[1])):
        days = days_it_may_wait(organisation, on)
        for rows in (asked, unsure) if days else ():
            here = rows.filter(organisation=organisation).select_related("person", "organisation", "line_manager")
            for it in here.order_by("pk"):
                since = waits_from(it)
                if (on - since).days >= days:
                    yield from _raised(it, since, (on - since).days >= 2 * days, on)


def waits_from(it: Arrangement | Doubt) -> dt.date:
    """The day on which it came to whoever it is with."""
    if isinstance(it, Doubt):
        return timezone.localdate(it.created_at)
    steps = it.steps.filter(name__in=BRINGS.get(State(it.state), ()))
    return timezone.localdate(max(steps.values_list("at", flat=True), default=it.created_at))


def _raised(it: Arrangement | Doubt, since: dt.date, is_twice: bool, on: dt.date) -> Iterator[Reminder]:
    """Whoever it is with; then, or where nobody is there, those who can go round them."""
    with_whom = _still_here(_with_whom(it, on), on)
    told = {"who": it.person.name, "since": day_in_words(since), "state": it.get_state_display().lower()}
    told |= {"pattern": it.pattern.words} if isinstance(it, Arrangement) else {}
    page = "arrangements:arrangement" if isinstance(it, Arrangement) else "arrangements:doubt"
    told |= {"href": reverse(page, args=[it.code])}
    yield from _each("arrangements.waits_long", with_whom, it, since, told)
    if with_whom and not is_twice:
        return
    decide = others_who_hold(it.decider_kind, it.organisation, on=on, subject=it.person)
    if decide and (isinstance(it, Doubt) or it.state in BEFORE_DECISION):
        yield from _each("arrangements.held_up", decide, it, since, told)
    else:
        role = role_in_a_sentence(it.decider_kind, it.organisation, on)
        told = {"role": role, "since": day_in_words(since), "href": reverse("people:standing-in")}
        yield from _each("arrangements.nobody_decides", _arrangers(it, on), it, since, told)


def _with_whom(it: Arrangement | Doubt, on: dt.date) -> list[Person]:
    if isinstance(it, Arrangement):
        return who_is_next(it, _end_of(on) - dt.timedelta(minutes=1))
    return with_stand_ins(it.line_manager, it.person, it.organisation, on) if it.line_manager else []


def _arrangers(it: Arrangement | Doubt, on: dt.date) -> list[Person]:
    """Those who can say who stands in for somebody who is away. They are told that a request waits, and not whose."""
    found = (others_who_hold(kind, it.organisation, on=on, subject=it.person) for kind in ARRANGES_FOR_OTHERS)
    return list(dict.fromkeys(person for people in found for person in people))


def _still_here(people: list[Person], on: dt.date) -> list[Person]:
    here = set(Post.objects.filter(person__in=people).on(on).values_list("person", flat=True))
    return [person for person in people if person.pk in here]


def _each(
    kind: str, people: Iterable[Person], it: Arrangement | Doubt, since: dt.date, told: dict[str, str]
) -> Iterator[Reminder]:
    """Each once for each time it came to somebody; whoever takes over a role later is told too."""
    for person in people:
        yield Reminder(f"{kind}:{it.code}:{since}:{person.code}", kind, person, it.organisation, told)


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
