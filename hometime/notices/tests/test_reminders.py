"""Reminders: worked out from dates, each told once however often and however late the worker looks."""

from datetime import date, timedelta

import pytest

from hometime.notices.models import Notice
from hometime.notices.reminders import Reminder, remind, step_reached
from hometime.people.models import Organisation, Person

from .conftest import at

BACK_ON = date(2026, 12, 4)


def due(on):
    """Stands for a part: Tess has a laptop to bring back."""
    step = step_reached(BACK_ON, on)
    if step:
        tess, school = Person.objects.get(name="Tess Okafor"), Organisation.objects.get(slug="great-wickering")
        context = {"about": f"Bring it back within {step} days", "text": "Please."}
        yield Reminder(f"loan:1:{BACK_ON}:{step}", "tests.news", tess, school, context)


@pytest.fixture
def with_a_loan(cast, settings):
    settings.REMINDER_SOURCES = [f"{__name__}.due"]


@pytest.mark.parametrize(
    ("days", "step"), [(31, None), (30, 30), (29, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)]
)
def test_the_last_step_passed_counts(days, step):
    assert step_reached(BACK_ON, BACK_ON - timedelta(days=days)) == step


def test_every_day_until_it_is_due_three_are_told(with_a_loan):
    days = [BACK_ON - timedelta(days=left) for left in range(40, -5, -1)]
    assert sum(remind(day, at(1, 6)) for day in days) == 3
    assert Notice.objects.count() == 3


def test_asking_twice_tells_once(with_a_loan):
    day = BACK_ON - timedelta(days=7)
    assert [remind(day, at(1, 6)), remind(day, at(1, 6))] == [1, 0]


def test_a_day_on_which_nothing_ran_is_made_up_for(with_a_loan):
    assert remind(BACK_ON - timedelta(days=5), at(1, 6)) == 1
    assert Notice.objects.get().subject == "Bring it back within 7 days"


def many(on):
    tess, school = Person.objects.get(name="Tess Okafor"), Organisation.objects.get(slug="great-wickering")
    return (Reminder(f"many:{number}", "tests.news", tess, school, {"about": "x"}) for number in range(450))


def test_many_that_were_told_cost_little(cast, settings, django_assert_num_queries):
    settings.REMINDER_SOURCES = [f"{__name__}.many"]
    remind(BACK_ON, at(1, 6))
    with django_assert_num_queries(2 + 3):
        assert remind(BACK_ON, at(1, 6)) == 0
