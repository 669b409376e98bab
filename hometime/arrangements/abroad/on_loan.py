"""What somebody has on loan from the school. Loans are kept above this part, so who tells of them is named in settings."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from hometime.lib.refusal import Refused
from hometime.people.models import Organisation, Person

Source = Callable[[Person, Organisation, dt.datetime], Sequence["OnLoan"]]


@dataclass(frozen=True)
class OnLoan:
    """One thing lent: `code` is that of the loan, `words` its label and what it is."""

    code: str
    words: str


def on_loan_to(person: Person, organisation: Organisation, at: dt.datetime) -> Sequence[OnLoan]:
    return cast(Source, import_string(settings.ON_LOAN))(person, organisation, at)


def taken(ticked: Iterable[str], besides: str, lent: Sequence[OnLoan]) -> str:
    """What is taken, one thing a line: what was ticked of the person’s own loans, then what they wrote themselves."""
    words = {each.code: each.words for each in lent}
    wanted = list(dict.fromkeys(ticked))
    if not words.keys() >= set(wanted):
        raise Refused("Something you ticked is not on loan to you now.", "Tick again what you take with you.")
    lines = [line.strip() for line in besides.splitlines()]
    return "\n".join([*(words[code] for code in wanted), *filter(None, lines)])
