"""The serials of a certificate, out of a list that may be anything: a CSV of any maker, or lines pasted from a PDF."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hometime.equipment.register.serials import normal_serial
from hometime.lib.refusal import Refused
from hometime.lib.sheets import Sheet, read_sheet, text_of

# How heads of a column of serials are written, without spaces, signs and capitals; other languages too.
SERIAL_HEADS = frozenset(
    {
        "serial", "serialno", "serialnumber", "serialnum", "sn", "serials", "deviceserial", "deviceserialnumber",
        "assetserial", "assetserialnumber", "itemserial", "itemserialnumber", "equipmentserial", "hwserial",
        "numerodeserie", "nserie", "seriennummer", "numerodiserie", "rhifcyfresol", "numerserii",
    }
)  # fmt: skip
ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûüñç", "aaaaeeeeiiiioooouuuunc")
MOST = 5_000
WIDE = 120


@dataclass(frozen=True)
class Read:
    """One line: its number in the file, the serial as written and as compared, and what else stood there."""

    number: int
    written: str
    serial: str
    words: str


@dataclass(frozen=True)
class Found:
    lines: tuple[Read, ...]
    problems: tuple[str, ...]  # a sentence for each line that could not be read
    text: str
    sha256: str


def read_list(content: bytes) -> Found:
    """A CSV with a column of serials; or Refused with what is wrong with the file."""
    sheet = read_sheet(content)
    column = serial_column(sheet.heads)
    rows: list[Read] = []
    problems: list[str] = []
    for line in sheet.lines:
        if line.problem:
            problems.append(f"Line {line.number}: {line.problem}")
        elif not line.cells[column].strip():
            problems.append(f"Line {line.number}: there is no serial on it.")
        else:
            rows.append(_read(line.number, line.cells[column], _rest(sheet, line.cells, column)))
    return _found(rows, problems, text_of(content), content)


def read_pasted(text: str) -> Found:
    """A serial a line, and perhaps words after a comma or a tab."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        written, *words = re.split(r"[,;\t]", line.strip())
        if written.strip():
            rows.append(_read(number, written, " ".join(each.strip() for each in words if each.strip())))
    return _found(rows, [], text, text.encode())


def chosen(reads: Sequence[Read], typed: str) -> Found:
    """What somebody ticked of a PDF and what they typed besides, numbered anew."""
    more = read_pasted(typed).lines if typed.strip() else ()
    rows = [replace(each, number=number) for number, each in enumerate([*reads, *more], 1)]
    text = "\n".join(each.written for each in rows)
    return _found(rows, [], text, text.encode())


def serial_column(heads: tuple[str, ...]) -> int:
    for place, head in enumerate(heads):
        if bare(head) in SERIAL_HEADS:
            return place
    shown = ", ".join(f"“{head[:40]}”" for head in heads[:8])
    raise Refused(
        f"No column of this file is called “Serial number”. It has {shown}.", "Name the column, and try again."
    )


def bare(head: str) -> str:
    return re.sub(r"[\W_]+", "", head.lower().translate(ACCENTS))


def _found(rows: list[Read], problems: list[str], text: str, content: bytes) -> Found:
    if not rows:
        raise Refused("There is no serial in this list.", "Check that it is the right file.")
    if len(rows) > MOST:
        raise Refused(f"The list has more than {MOST:,} lines.", "Enter it in parts.")
    return Found(tuple(rows), tuple(problems), text, hashlib.sha256(content).hexdigest())


def _read(number: int, written: str, words: str) -> Read:
    return Read(number, written.strip()[:WIDE], normal_serial(written), words[:200])


def _rest(sheet: Sheet, cells: tuple[str, ...], column: int) -> str:
    told = (cell.strip() for place, cell in enumerate(cells) if place != column and cell.strip())
    return ", ".join(told)
