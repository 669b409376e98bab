"""ask_insurance, answer_insurance: would the insurance still pay? Hold off until somebody says."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hometime.arrangements.deciders import line_manager_of, with_stand_ins
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ...models import Device, InsuranceQuery
from .. import access
from ..moving import QUICKER, holders, in_ledger, insist_on_a_post, tell, write
from ..policy import kind_for, rules_under

PAGE = "equipment:insurance-query"


@transaction.atomic
def ask_insurance(
    *, words: str, device: Device | None = None, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> InsuranceQuery:
    """Ask at once, and leave it until it is answered. It goes to whom the policy names."""
    insist_on_a_post(by)
    insist_on_words(words, "Say what you want to do.")
    policy = policy_here(by.organisation, by.today)
    kind = kind_for(
        policy, ["insurance"], Role.Kind.BUSINESS_MANAGER, organisation=by.organisation, subject=by.person, on=by.today
    )
    to_manager = kind == Role.Kind.LINE_MANAGER or any(
        told.role == "line-manager" for rule in rules_under(policy, "insurance-cover") for told in rule.tell
    )
    manager = line_manager_of(by.person, by.organisation, by.today) if to_manager else None
    fallback = Role.Kind.HEAD if kind == Role.Kind.LINE_MANAGER else kind
    about = {"person": by.person, "words": words, "device": device, "line_manager": manager, "decider_kind": fallback}
    query, is_new = write(InsuranceQuery, once=once, by=by, at=at, **about)
    if is_new:
        in_ledger("equipment.insurance_asked", query, by, at)
        people = _who_answers(query, by)
        tell("equipment.insurance_asked", people, by=by, at=at, page=PAGE, code=query.code, who=by.name, urgent=True)
    return query


@transaction.atomic
def answer_insurance(query: InsuranceQuery, *, answer: str, reason: str, by: Viewer, at: dt.datetime) -> InsuranceQuery:
    """Yes, it still pays; or no, leave it."""
    access.may_answer_insurance(by, query).insist()
    if answer not in InsuranceQuery.Answer.values:
        raise Refused("That is not an answer.", "Say whether the insurance still pays.")
    insist_on_words(reason, "Say where you read it, or who told you.")
    given = {"answer": answer, "reason": reason, "answered_by": by.person, "answered_at": at}
    waiting: QuerySet[InsuranceQuery] = InsuranceQuery.objects.filter(pk=query.pk, answer="")
    if not waiting.update(**given):
        QUICKER.insist()
    query.refresh_from_db()
    in_ledger("equipment.insurance_answered", query, by, at, answer=answer)
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": query.code}
    tell("equipment.insurance_answered", [query.person], answer=query.get_answer_display(), **told)
    return query


def _who_answers(query: InsuranceQuery, by: Viewer) -> list[Person]:
    if query.line_manager:
        return with_stand_ins(query.line_manager, query.person, query.organisation, by.today)
    return holders(query.decider_kind, query.organisation, query.person, by.today)
