"""What people are reminded of, from dates on record."""

import datetime as dt
from collections.abc import Iterator

from hometime.notices.reminders import Reminder

from .asking import reminders as asking
from .loans import reminders as loans
from .own import reminders as own
from .posture import reminders as posture


def due(on: dt.date) -> Iterator[Reminder]:
    yield from loans.due(on)
    yield from posture.due(on)
    yield from asking.due(on)
    yield from own.due(on)
