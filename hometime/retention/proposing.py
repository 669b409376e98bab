"""Which words of a certificate are serials: proposed to a person, who ticks those that are right. Nothing is kept here."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hometime.equipment.register.serials import normal_serial

from .reading import WIDE, Read

MOST = 500
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{3,39}")
SERIAL = r"(?:serial(?:\s*(?:numbers?|nos?|num))?|s/n|ser\.?\s*no)\b"
AFTER_ITS_NAME = re.compile(rf"\b{SERIAL}[\s.:#]*([A-Za-z0-9][A-Za-z0-9_-]{{3,39}})", re.IGNORECASE)
ITS_NAME = re.compile(rf"\b{SERIAL}", re.IGNORECASE)
A_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
SHORTEST, SHORTEST_OF_DIGITS = 6, 8
# On the register or where a serial stands; one of several in a line under the head of a column; no more than alike.
SURE, IN_A_COLUMN, ALIKE = 2, 1, 0


@dataclass(frozen=True)
class Proposed:
    read: Read
    weight: int

    @property
    def is_sure(self) -> bool:
        return self.weight == SURE


def proposals(lines: Sequence[str], known: Collection[str]) -> list[Proposed]:
    """What may be serials, in the order they stand; `known` are those of the register. What is only alike is a last resort."""
    found: list[Proposed] = []
    is_under_a_head = False
    for line in lines:
        of_line = list(_of_line(line, known, is_under_a_head))
        is_under_a_head = is_under_a_head or (bool(ITS_NAME.search(line)) and not of_line)
        found += [Proposed(_read(len(found) + n, word, line), weight) for n, (word, weight) in enumerate(of_line, 1)]
        if len(found) >= MOST:
            break
    least = min(IN_A_COLUMN, max((each.weight for each in found), default=ALIKE))
    return [each for each in found if each.weight >= least][:MOST]


def words_of(lines: Sequence[str]) -> set[str]:
    """Every word, written as serials are compared: to ask the register which of them it knows."""
    return {serial for line in lines for word in WORD.findall(line) if (serial := normal_serial(word))}


def _of_line(line: str, known: Collection[str], is_under_a_head: bool) -> Iterator[tuple[str, int]]:
    words = list(dict.fromkeys(WORD.findall(line)))
    on_register = [word for word in words if normal_serial(word) in known]
    named = [word for word in AFTER_ITS_NAME.findall(line) if _may_be_one(word)]
    if on_register or named:
        yield from ((word, SURE) for word in dict.fromkeys([*on_register, *named]))
        return
    alike = [word for word in words if _looks_like_one(word, is_under_a_head)]
    weight = ALIKE if not is_under_a_head else SURE if len(alike) == 1 else IN_A_COLUMN
    yield from ((word, weight) for word in alike)


def _may_be_one(word: str) -> bool:
    return any(sign.isdigit() for sign in word) and bool(normal_serial(word))


def _looks_like_one(word: str, is_under_a_head: bool) -> bool:
    """Letters and digits, or under the head of a column of serials digits alone; no date, no address, no file."""
    bare = re.sub(r"[^A-Za-z0-9]", "", word)
    if A_DATE.fullmatch(word) or "." in word or "/" in word or not _may_be_one(word):
        return False
    if bare.isdigit():
        return is_under_a_head and len(bare) >= SHORTEST_OF_DIGITS
    return len(bare) >= SHORTEST and (is_under_a_head or word.upper() == word)


def _read(number: int, word: str, line: str) -> Read:
    return Read(number, word[:WIDE], normal_serial(word), " ".join(line.replace(word, " ").split())[:200])
