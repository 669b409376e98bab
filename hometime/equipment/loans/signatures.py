"""A signature as it comes in: a typed name, or a line drawn with a finger."""

import re
from dataclasses import dataclass

from hometime.lib.refusal import Refused

from ..models import LoanSignature

# What signature.js writes: moves and lines between whole points, nothing else.
DRAWN = re.compile(r"(M\d{1,4} \d{1,4}( L\d{1,4} \d{1,4}){1,2000} ?){1,60}")
LONGEST = 20_000
FEWEST_POINTS = 6  # a dot is no signature


@dataclass(frozen=True)
class Signature:
    typed_name: str = ""
    drawn: str = ""

    @property
    def how(self) -> str:
        return LoanSignature.How.TYPED if self.typed_name.strip() else LoanSignature.How.DRAWN

    @property
    def is_empty(self) -> bool:
        return not self.typed_name.strip() and not self.drawn.strip()

    def insist_it_is_of(self, name: str) -> None:
        """A typed name is the borrower’s own; a drawn one is a line and nothing that could do harm."""
        if self.is_empty:
            raise Refused("There is no signature yet.", f"Type the name, {name}, or draw it.")
        if self.typed_name.strip() and bare(self.typed_name) != bare(name):
            raise Refused("That is not the name we have here.", f"Type it as: {name}")
        if self.drawn and not is_a_line(self.drawn):
            raise Refused("The drawn signature could not be read.", "Draw it again, or type the name.")


def is_a_line(drawn: str) -> bool:
    return len(drawn) <= LONGEST and bool(DRAWN.fullmatch(drawn)) and drawn.count("L") >= FEWEST_POINTS


def bare(name: str) -> str:
    """Capitals, spaces and curly marks do not matter."""
    return " ".join(name.replace("’", "'").casefold().split())
