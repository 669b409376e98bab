"""What people are reminded of, from dates on record."""

import datetime as dt
from collections.abc import Iterator

from hometime.notices.reminders import Reminder


def due(on: dt.date) -> Iterator[Reminder]:
    yield from ()
