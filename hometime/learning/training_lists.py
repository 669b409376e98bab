"""Who has done what: my own training as rows, and a page of people for one course."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hometime.lib.text import day_in_words
from hometime.people.models import Person
from hometime.people.together import read_together
from hometime.people.viewer import Viewer

from .courses import DONE, MISSING, RUN_OUT, SOON, PolicyCourse
from .models import Completion, Course
from .reminders import by_course, done_until, last_done

HEADS = ("Name", "Course", "Where they stand", "Done on", "Runs out on")
WORDS = {
    DONE: ("Done", "ok"),
    SOON: ("Runs out soon", "caution"),
    RUN_OUT: ("Run out", "stop"),
    MISSING: ("Not on record", "not-sure"),
}


@dataclass(frozen=True)
class Standing:
    """One course for one person."""

    person: Person
    course: PolicyCourse
    done: Completion | None
    on: dt.date
    kept: Course | None = None

    @property
    def state(self) -> str:
        return self.course.state(self.done, self.on)

    @property
    def words(self) -> str:
        return WORDS[self.state][0]

    @property
    def level(self) -> str:
        return WORDS[self.state][1]

    @property
    def runs_out_on(self) -> dt.date | None:
        return self.course.runs_out_on(self.done)

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        ends = self.runs_out_on
        done = day_in_words(self.done.done_on) if self.done else ""
        return (self.person.name, self.course.title, self.words, done, day_in_words(ends) if ends else "")


def my_training(viewer: Viewer, courses: Mapping[str, PolicyCourse]) -> list[Standing]:
    done = done_until(viewer.organisation, [viewer.person], viewer.today)
    completions, kept_here = read_together(done, Course.objects.filter(organisation=viewer.organisation))
    last, kept = by_course(completions), {each.fact: each for each in kept_here}
    return [
        Standing(viewer.person, course, last.get((viewer.person.pk, fact)), viewer.today, kept.get(fact))
        for fact, course in courses.items()
    ]


def standings_of(people: Sequence[Person], course: PolicyCourse, viewer: Viewer) -> list[Standing]:
    last = last_done(viewer.organisation, list(people), viewer.today)
    return [Standing(each, course, last.get((each.pk, course.fact)), viewer.today) for each in people]
