"""What is wrong with a policy, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a text stands in a file; line and column count from one."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Text(str):
    """A string that remembers where it was read, so that a fault in it can be pointed at."""

    place: Place | None = None

    @classmethod
    def at(cls, value: str, place: Place) -> "Text":
        text = cls(value)
        text.place = place
        return text


def place_of(value: object) -> Place | None:
    """The place of a value that was read from a file, or None."""
    return getattr(value, "place", None)


class PolicyError(Exception):
    """A policy that cannot be used: what is wrong, where, and how to mend it."""

    def __init__(self, what: str, mend: str = "", place: Place | None = None):
        super().__init__(what)
        self.what, self.mend, self.place = what, mend, place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what}" + (f" {self.mend}" if self.mend else "")
