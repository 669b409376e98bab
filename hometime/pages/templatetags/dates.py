"""Days and times as people say them, in every template: built in, nothing to load.

Lists have two for each row. Django’s `date` reads its format letter by letter each time, and costs a page of twenty
about as much as the query that found them.
"""

from datetime import date, datetime

from django import template

from hometime.lib.text import day_in_words

register = template.Library()


@register.filter(expects_localtime=True, is_safe=True)
def day(value: date | None) -> str:
    """31 October 2026; nothing where there is none."""
    return day_in_words(value) if value else ""


@register.filter(expects_localtime=True, is_safe=True)
def day_and_time(value: datetime | None) -> str:
    """31 October 2026, 14:05, by the clock on the wall here."""
    return f"{day_in_words(value)}, {value:%H:%M}" if value else ""
