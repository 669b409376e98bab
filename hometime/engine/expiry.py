"""A second reading of the same tree: how long an answer lasts.

Truth is one signed number: +d, true and staying true at least through day d; -d, false and staying false at least through day d;
0, unknown. Then `and` is min, `or` is max, `not` is minus. It is Kleene logic with the date carried along, so the two readings of one
tree test each other.
"""

import datetime as dt

from .months import months_on
from .program import Test, row_reader
from .tree import Age, And, Node, Not, NotPast, Or
from .vocabulary import NEVER, Facts

FOREVER = dt.date.max.toordinal()


def expires_on(test: Test, facts: Facts, today: int) -> dt.date | None:
    """The last day on which a met test stays met if nothing is done; None when it is not met, or lasts."""
    if day_count(test.need, facts, today) <= 0:
        return None
    last = max(day_count(test.need, facts, today), -day_count(test.when, facts, today))
    return dt.date.fromordinal(last) if last < FOREVER else None


def day_count(node: Node, facts: Facts, today: int) -> int:
    """Truth of a node today as a signed day number."""
    if isinstance(node, And):
        return min(day_count(part, facts, today) for part in node.parts)
    if isinstance(node, Or):
        return max(day_count(part, facts, today) for part in node.parts)
    if isinstance(node, Not):
        return -day_count(node.part, facts, today)
    if isinstance(node, Age | NotPast):
        return _timed(node, facts, today)
    true, false = row_reader(node)(facts, today)
    return FOREVER if true else -FOREVER if false else 0


def _timed(node: Age | NotPast, facts: Facts, today: int) -> int:
    value = facts.get(node.fact)
    if value is None:
        return 0
    day = int(value)  # type: ignore[arg-type]
    if isinstance(node, NotPast):
        return day if day >= today else -FOREVER
    of_age = _of_age(node, day)
    if node.op == "<=":
        return of_age if of_age >= today else -FOREVER
    return FOREVER if of_age <= today else -(of_age - 1)


def _of_age(node: Age, day: int) -> int:
    """The day on which a date is just as old as the limit: the last day of “at most”, and the first of “at least”."""
    if day == NEVER:
        return NEVER
    return day + node.count if node.unit == "days" else months_on(day, node.count)
