"""What would change under another version: only tests that differ are run again."""

import datetime as dt
from collections.abc import Sequence

from .program import Planes, Program
from .table import Table


def what_if(table: Table, on: dt.date, before: Program, planes: Sequence[Planes], after: Program) -> list[Planes]:
    """Planes of `after`, given those of `before` on the same table and day. Both have the same rules in the same order."""
    if len(before.tests) != len(after.tests):
        raise ValueError("Both versions must have the same rules in the same order.")
    changed = [i for i, (old, new) in enumerate(zip(before.tests, after.tests, strict=True)) if old != new]
    fresh = table.planes(Program(after.tests[i] for i in changed), on) if changed else []
    result = list(planes)
    for index, plane in zip(changed, fresh, strict=True):
        result[index] = plane
    return result
