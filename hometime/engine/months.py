"""Calendar months on day numbers: what “not more than 12 months ago” means on a given day."""

import datetime as dt
from functools import lru_cache

from hometime.lib.clock import add_months


@lru_cache(maxsize=512)
def month_threshold(today: int, count: int) -> int:
    """The earliest day whose anniversary, so many months on, is today or later; the first of all days where it would lie before them."""
    if count >= (dt.date.fromordinal(today).year - 1) * 12:
        return dt.date.min.toordinal()
    day = add_months(dt.date.fromordinal(today), -count).toordinal()
    while months_on(day - 1, count) >= today:
        day -= 1
    while months_on(day, count) < today:
        day += 1
    return day


def months_on(day: int, count: int) -> int:
    """The day so many calendar months later; where that day does not exist, the last of its month."""
    return add_months(dt.date.fromordinal(day), count).toordinal()
