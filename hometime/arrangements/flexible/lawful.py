"""What the law asks of an answer: a meeting and a ground before any no; from when and for how long in a yes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hometime.lib.refusal import Refused, insist_on_words

from ..models import FlexibleRequest
from .rules import Rules


def insist_on_a_lawful_no(
    request: FlexibleRequest, grounds: Sequence[str], explanation: str, why_reasonable: str, rules: Rules
) -> None:
    if not request.consultations.filter(was_missed=False).exists():
        raise Refused("No meeting with the person is on record.", "Meet them first, and write it down here.", ["FW-08"])
    known = {code for code, _ in rules.grounds}
    if not grounds or not set(grounds) <= known:
        raise Refused("A no must rest on one of the grounds in law.", "Choose at least one.", ["FW-09"])
    insist_on_words(explanation, "Explain how the ground applies here.")
    if rules.asks_why_reasonable:
        insist_on_words(why_reasonable, "Say why it is reasonable to say no on this ground.")


def insist_on_terms(lasting: str, first: dt.date | None, last: dt.date | None) -> None:
    """What is agreed changes the contract: for good, or until a day both know."""
    if not lasting or not first:
        raise Refused("A yes needs a first day, and whether it is for good.", "Fill both in.", ["FW-14"])
    if lasting != FlexibleRequest.Lasting.PERMANENT and not last:
        raise Refused("A change that is not for good needs a last day.", "Give the last day.", ["FW-14"])
    if last and last < first:
        raise Refused("The last day comes before the first.", "Change one of them.")


def terms_of(lasting: str, first: dt.date | None, last: dt.date | None) -> dict[str, Any]:
    until = last if lasting != FlexibleRequest.Lasting.PERMANENT else None
    return {"lasting": lasting, "agreed_from": first, "agreed_until": until}
