"""Who is told of what happens here. Each is called inside the transaction of the act it tells of."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.actions import queue
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer
from hometime.policy.access import AUTHORS

from .courses import courses_asked
from .models import Acknowledgement, Completion, Decline, Question, SigningRound
from .signing import CHANGED, asked_about_each


def asked_to_sign(opened: SigningRound, *, at: dt.datetime) -> None:
    """Everybody the round asks: nobody whose signature still holds, and nobody the policy leaves out."""
    version = opened.version
    posts = Post.objects.filter(organisation=opened.organisation).on(opened.opened_on)
    people = list(Person.objects.filter(pk__in=posts.values("person")))
    asked = asked_about_each(version, people, opened.organisation, opened.opened_on)
    for person in people:
        each = asked.get(person.pk)
        if each and each.waits:
            context = {
                "title": version.title,
                "by": day_in_words(opened.sign_by),
                "changed": each.state == CHANGED,
                "begins": day_in_words(version.in_force_from) if each.is_coming else "",
                "href": f"{reverse('learning:sign')}?version={version.code}",
            }
            _tell("learning.sign_asked", person, opened.organisation, context, at)


def signed(acknowledgement: Acknowledgement, *, at: dt.datetime) -> None:
    context = {
        "title": acknowledgement.version.title,
        "day": day_in_words(acknowledgement.signed_on),
        "href": reverse("learning:signature", args=[acknowledgement.code]),
    }
    _tell("learning.signed", acknowledgement.person, acknowledgement.organisation, context, at)


def pin_given(person: Person, *, by: Viewer, at: dt.datetime) -> None:
    """In case it was not asked for: whoever has the PIN can sign in their name."""
    _tell("learning.pin_given", person, by.organisation, {"who": by.name, "href": reverse("learning:signatures")}, at)


def declined(decline: Decline, *, by: Viewer, at: dt.datetime) -> None:
    context = {
        "who": by.name,
        "title": decline.version.title,
        "href": f"{reverse('learning:who-signed')}?show=declined",
    }
    for person in _holders(AUTHORS, by):
        _tell("learning.declined", person, by.organisation, context, at)


def question_asked(question: Question, *, by: Viewer, at: dt.datetime) -> None:
    context = {"href": reverse("learning:question", args=[question.code])}
    for person in _holders(sorted(question.answerers), by):
        _tell("learning.question_asked", person, by.organisation, context, at)


def question_answered(question: Question, *, by: Viewer, at: dt.datetime) -> None:
    context = {"who": by.name, "href": reverse("learning:question", args=[question.code])}
    _tell("learning.question_answered", question.person, by.organisation, context, at)


def course_entered(done: Completion, *, by: Viewer, at: dt.datetime) -> None:
    """Somebody else entered it, so the person can say when it is wrong."""
    if done.person == by.person:
        return
    asked = courses_asked(by.organisation, by.today).get(done.course.fact)
    ends = asked.runs_out_on(done) if asked else done.good_until
    context = {
        "who": by.name,
        "title": done.course.title,
        "day": day_in_words(done.done_on),
        "ends": day_in_words(ends) if ends else "",
        "href": reverse("learning:course"),
    }
    _tell("learning.course_entered", done.person, by.organisation, context, at)


def handout_given(person: Person, *, by: Viewer, at: dt.datetime) -> None:
    context = {"who": by.name, "href": reverse("policy:handout")}
    _tell("learning.handout_given", person, by.organisation, context, at)


def update_sent(person: Person, *, title: str, text: str, by: Viewer, at: dt.datetime) -> None:
    context = {"who": by.name, "what": title, "text": text, "href": reverse("learning:course")}
    _tell("learning.update_sent", person, by.organisation, context, at)


def _holders(kinds: Sequence[str | Role.Kind], by: Viewer) -> list[Person]:
    """Each holder once, and never the person who acted."""
    found = {person.pk: person for kind in kinds for person in holders_of(kind, by.organisation, on=by.today)}
    found.pop(by.person.pk, None)
    return list(found.values())


def _tell(kind: str, to: Person, organisation: Organisation, context: Mapping[str, object], at: dt.datetime) -> None:
    queue(kind, to=to, organisation=organisation, context=context, at=at)
