"""How a device stands by what several sources saw of it. Where they differ, the reading that is worst counts until they agree,
and all of them are shown. What no source can tell stays unknown. Knows no database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hometime.policy.packs import catalogue

from ..models import Observation, Source

CONTACT = "contact"  # the source heard from the device; no fact of the policy
ONLINE = "device.online_at_school_on"
# From worst to best. Of numbers and days see `badness`.
ORDER: dict[str, tuple[Any, ...]] = {
    "device.encryption": ("none", "cannot_be", "private_files", "whole"),
    "device.antivirus": ("none", "out_of_date", "up_to_date"),
    "device.password": ("none", "pin", "password"),
    "device.used_by": ("others", "others_kept_apart", "only_me"),
    "device.antispyware": (False, True),
    "device.system_current": (False, True),
    "device.lock_asks_sign_in": (False, True),
    "device.password_fits_rule": (False, True),
    "device.meets_list": (False, True),
    "device.backed_up": (False, True),
    "device.joins_unknown_wifi": (True, False),
    "device.school_data_left": (True, False),
}
LOCK_MINUTES = "device.lock_minutes"
FACTS = (*ORDER, LOCK_MINUTES)  # what can be seen of a device and set by hand
USUALLY_FRESH = 90  # days, for a fact that never grows stale


@dataclass(frozen=True)
class Reading:
    """What counts for a fact. `value` is None where nobody can tell. `others` are the readings that do not say the same."""

    fact: str
    value: Any
    source: str
    seen_at: dt.datetime
    observation: Observation
    others: tuple["Reading", ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Two sources that can tell, and do not agree."""
        return self.value is not None and any(other.value is not None for other in self.others)

    @property
    def source_words(self) -> str:
        return str(Source(self.source).label)

    @property
    def good_until(self) -> dt.datetime | None:
        return self.observation.good_until


def readings_of(rows: Iterable[Observation], at: dt.datetime) -> dict[str, Reading]:
    """`rows` are the newest of each source for each fact, of one device."""
    by_fact: dict[str, list[Reading]] = {}
    for row in rows:
        by_fact.setdefault(row.fact, []).append(Reading(row.fact, row.value, row.source, row.seen_at, row))
    return {fact: _chosen(found, at) for fact, found in by_fact.items()}


def _chosen(found: Sequence[Reading], at: dt.datetime) -> Reading:
    """Set by hand counts first; then what is fresh, the worst of it; then the newest."""
    fact = found[0].fact
    by_hand = [each for each in found if each.source == Source.OVERRULED]
    if by_hand:
        return _with(by_hand[0], found)
    if fact in (CONTACT, ONLINE):
        return max(found, key=lambda each: (str(each.value) if fact == ONLINE else "", each.seen_at))
    told = [each for each in found if each.value is not None]
    fresh = [each for each in told if is_fresh(each, at)]
    if fresh:
        worst = max(badness(fact, each.value) for each in fresh)
        counts = max((each for each in fresh if badness(fact, each.value) == worst), key=lambda each: each.seen_at)
    else:
        counts = max(told or found, key=lambda each: each.seen_at)
    return _with(counts, found)


def _with(counts: Reading, found: Sequence[Reading]) -> Reading:
    others = tuple(each for each in found if each is not counts and each.value != counts.value)
    return Reading(counts.fact, counts.value, counts.source, counts.seen_at, counts.observation, others)


def is_fresh(reading: Reading, at: dt.datetime) -> bool:
    days = (catalogue().facts.get(reading.fact) or {}).get("stale_after")
    return at - reading.seen_at <= dt.timedelta(days=USUALLY_FRESH if days is None else days or 1)


def badness(fact: str, value: Any) -> float:
    """The higher the worse. A screen that never locks is worse than any that does."""
    if fact == LOCK_MINUTES:
        return float("inf") if value == 0 else float(value)
    order = ORDER.get(fact, ())
    return len(order) - order.index(value) if value in order else len(order) + 1
