"""Reads a CSV file, whatever program wrote it, or says in plain words why it cannot."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from hometime.lib.refusal import Refused

LARGEST = 5_000_000  # bytes
MOST_LINES = 20_000
MOST_COLUMNS = 200
SEPARATORS = (",", ";", "\t")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAVE_AS = "Open it in your spreadsheet program and save it as CSV."


class Unreadable(Refused):
    """The file as a whole cannot be used."""


@dataclass(frozen=True)
class Line:
    number: int  # as a person would count in the file, from 1
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def read_sheet(content: bytes, *, largest: int = LARGEST) -> Sheet:
    """The lines of a file under its heads (its first line); empty lines are skipped. Unreadable says what is wrong."""
    if len(content) > largest:
        most = largest // 1_000_000
        raise Unreadable(f"The file is larger than {most} MB.", "Export fewer columns, or one school at a time.")
    text = text_of(content).replace("\r\n", "\n").replace("\r", "\n")
    rows = list(_rows(text, _separator(text)))
    if not rows:
        raise Unreadable("The file is empty.", "Export it again.")
    heads = tuple(cell.strip() for cell in rows[0][1])
    if len(rows) == 1:
        raise Unreadable("The file has headings but no lines under them.", "Export it again.")
    if len(heads) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns.", "Export fewer columns.")
    return Sheet(heads, tuple(_line(number, cells, len(heads)) for number, cells in rows[1:]))


def text_of(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("This is a spreadsheet, not a CSV file.", SAVE_AS)
    if content.startswith(b"%PDF"):
        raise Unreadable("This is a PDF, not a CSV file.", "Export the list as CSV.")
    mark = next((name for start, name in MARKS if content.startswith(start)), None)
    try:
        text = content.decode(mark or "utf-8")
    except UnicodeDecodeError:
        if mark:
            raise Unreadable("The letters in the file are broken.", SAVE_AS) from None
        text = content.decode("cp1252", errors="replace")  # what older Windows programs write
    if "\x00" in text or "\ufffd" in text:
        raise Unreadable("The file has signs in it that are not letters.", SAVE_AS)
    return text


def _separator(text: str) -> str:
    """The separator that occurs most often in the first line that is not empty."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start, found = 1, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Unreadable(
                f"Line {start} has a quotation mark that does not close, or is far too long.", SAVE_AS
            ) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            found += 1
            if found > MOST_LINES:
                raise Unreadable(f"The file has more than {MOST_LINES:,} lines.", "Export one school at a time.")
            yield start, cells
        start = reader.line_num + 1


def _line(number: int, cells: list[str], width: int) -> Line:
    tidy = tuple(" ".join(cell.split()) for cell in cells)
    if any(tidy[width:]):
        return Line(number, tidy[:width], "This line has more cells than there are headings.")
    return Line(number, (tidy + ("",) * width)[:width])  # programs leave off empty cells at the end
