"""What a timeline is made of, oldest first (components/timeline.html)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from hometime.lib.text import day_in_words


@dataclass(frozen=True)
class Event:
    at: dt.datetime
    what: str
    detail: str = ""

    @property
    def when(self) -> str:
        """Mon 2 November 2026, 08:30: by the school’s clock."""
        local = timezone.localtime(self.at)
        return f"{local:%a} {day_in_words(local.date())}, {local:%H:%M}"
