"""Yes or no, and always why. `access.py` answers with Allowed or Refused; `actions.py` raises the same Refused.

may = may_retire(viewer, device)
if not may:
    …                  # may.reason says why, may.next_step what to do about it
may.insist()           # raises the answer when it is no
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True)
class Allowed:
    """Yes. `reason` says what allows it and `cites` which clauses do."""

    reason: str = ""
    cites: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return True

    def insist(self) -> None:
        """Nothing stands in the way."""


class Refused(Exception):
    """No: an answer while it is asked about, an exception once it is insisted on.

    `reason` and `next_step` are sentences for the person; `cites` are the clauses it rests on.
    """

    def __init__(self, reason: str, next_step: str = "", cites: Iterable[str] = ()) -> None:
        super().__init__(reason, next_step)
        self.reason = reason
        self.next_step = next_step
        self.cites = tuple(cites)

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        cites = f" ({', '.join(self.cites)})." if self.cites else ""
        reason = self.reason.removesuffix(".") + cites if cites else self.reason
        return f"{reason} {self.next_step}".strip()

    def insist(self) -> NoReturn:
        """Raised anew: an answer that is kept and raised again would hold on to everything each of those it refused had open."""
        raise copy(self)


Answer = Allowed | Refused


def insist_on_words(words: str, next_step: str) -> None:
    """Refused where a reason is missing: blanks do not count."""
    if not words.strip():
        raise Refused("A reason is needed.", next_step)
