"""Lists out as CSV that a spreadsheet can open without harm."""

import csv
import io
from collections.abc import Iterable, Sequence

# A cell that begins so is run as a formula by common spreadsheets.
RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """The value as text; an apostrophe in front where a spreadsheet would take text for a formula."""
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(RISKY) and not is_number else text


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A whole file, heads first, with the mark that tells spreadsheets it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
