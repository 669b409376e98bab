"""What people are reminded of: a day to sign by, and a course that runs out."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder, step_reached
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of
from hometime.people.together import People, keys_of

from .courses import PolicyCourse, courses_asked
from .models import Completion, SigningRound
from .sign_first import held_back
from .signing import CHANGED, Asked, all_asked_of_each

LATE_STEP = 7  # days after the day to sign by


def due(on: dt.date) -> Iterator[Reminder]:
    for organisation in Organisation.objects.select_related("parent"):
        posts = list(Post.objects.filter(organisation=organisation).on(on).select_related("person", "line_manager"))
        yield from _signatures(organisation, posts, on)
        yield from _held_back(organisation, on)
        yield from _courses(organisation, [post.person for post in posts], on)


def _signatures(organisation: Organisation, posts: list[Post], on: dt.date) -> Iterator[Reminder]:
    if not SigningRound.objects.filter(organisation=organisation, opened_on__lte=on).exists():
        return
    asked = all_asked_of_each([post.person for post in posts], organisation, on)
    heads = list(holders_of(Role.Kind.HEAD, organisation, on=on))
    here = set(Post.objects.on(on).filter(person__in=_managers(posts)).values_list("person", flat=True))
    for post in _first_of_each(posts):
        managers = [each.line_manager for each in posts if each.person_id == post.person_id and each.line_manager]
        told = [manager for manager in managers if manager.pk in here]  # nothing goes to one who has left
        for each in asked[post.person_id]:
            if each.waits and each.sign_by:
                yield from _signature(post, each, each.sign_by, organisation, on)
                if (on - each.sign_by).days >= LATE_STEP:
                    yield from _late(post, each, each.sign_by, organisation, told, heads)


def _managers(posts: list[Post]) -> People:
    return keys_of({post.line_manager_id for post in posts if post.line_manager_id})


def _first_of_each(posts: list[Post]) -> list[Post]:
    """A person with two posts is reminded once, and has been here since the first."""
    first: dict[int, Post] = {}
    for post in sorted(posts, key=lambda each: (each.starts_on, each.pk)):
        first.setdefault(post.person_id, post)
    return list(first.values())


def _signature(post: Post, asked: Asked, by: dt.date, organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    step = step_reached(by, on)
    if step is not None:
        told = _told(post, asked, by) | {
            "changed": asked.state == CHANGED,
            "href": f"{reverse('learning:sign')}?version={asked.version.code}",
        }
        told["begins"] = day_in_words(asked.version.in_force_from) if asked.is_coming else ""
        yield Reminder(f"{_about(post, asked, by)}:{step}", "learning.sign_soon", post.person, organisation, told)


def _told(post: Post, asked: Asked, by: dt.date) -> dict[str, object]:
    return {"title": asked.version.title, "by": day_in_words(by), "who": post.person.name}


def _about(post: Post, asked: Asked, by: dt.date) -> str:
    return f"learning.sign:{asked.version.code}:{post.person.code}:{by}"


def _late(
    post: Post, asked: Asked, by: dt.date, organisation: Organisation, managers: list[Person], heads: list[Person]
) -> Iterator[Reminder]:
    """The person themselves; and their line managers, or the head where they have none."""
    about, context = _about(post, asked, by), _told(post, asked, by)
    own = context | {"href": f"{reverse('learning:sign')}?version={asked.version.code}"}
    yield Reminder(f"{about}:late-own", "learning.sign_late", post.person, organisation, own)
    late = context | {"href": f"{reverse('learning:who-signed')}?version={asked.version.code}"}
    for manager in {each.pk: each for each in managers}.values():
        yield Reminder(f"{about}:late:{manager.code}", "learning.sign_overdue", manager, organisation, late)
    for head in (each for each in heads if each.pk != post.person_id and not managers):
        key = f"{about}:late:{head.code}"
        yield Reminder(key, "learning.sign_overdue", head, organisation, late | {"as_head": True})


def _held_back(organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    """Somebody who has to sign first is asked once for each version, whether or not there is a round."""
    for held in held_back(organisation, on):
        version = held.asked.version
        context = {"title": version.title, "href": reverse("learning:sign")}
        key = f"learning.sign_first:{version.code}:{held.person.code}"
        yield Reminder(key, "learning.sign_first", held.person, organisation, context)


def _courses(organisation: Organisation, people: list[Person], on: dt.date) -> Iterator[Reminder]:
    courses = courses_asked(organisation, on)
    if not courses:
        return
    here = {person.pk: person for person in people}
    for (person, fact), done in last_done(organisation, people, on).items():
        if fact in courses:
            yield from _course(courses[fact], done, here[person], organisation, on)


def _course(
    course: PolicyCourse, done: Completion, person: Person, organisation: Organisation, on: dt.date
) -> Iterator[Reminder]:
    ends = course.runs_out_on(done)
    step = step_reached(ends, on) if ends else None
    if ends and step is not None:
        context = {"title": course.title, "ends": day_in_words(ends), "href": reverse("learning:course")}
        key = f"learning.course:{course.fact}:{person.code}:{ends}:{step}"
        yield Reminder(key, "learning.course_runs_out", person, organisation, context)


def last_done(organisation: Organisation, people: list[Person], on: dt.date) -> dict[tuple[int, str], Completion]:
    """The last completion of each course by each person, in one query."""
    return by_course(done_until(organisation, people, on))


def done_until(organisation: Organisation, people: list[Person], on: dt.date) -> QuerySet[Completion]:
    rows = Completion.objects.filter(organisation=organisation, person__in=people, done_on__lte=on)
    return rows.select_related("course").order_by("done_on", "pk")


def by_course(rows: Iterable[Completion]) -> dict[tuple[int, str], Completion]:
    return {(row.person_id, row.course.fact): row for row in rows}
