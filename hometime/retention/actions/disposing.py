"""dispose: what was got rid of, and how; what the policy forbids is refused. look_through: what one holds, and whether one needs it."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from hometime.decisions.answers import Reason
from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.papers.actions import destroy_items
from hometime.papers.asking_the_policy import ask
from hometime.papers.models import SignOut
from hometime.people.models import Person
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_in_force

from .. import access
from ..models import Disposal, HoldingReview
from ..queries import held_away

ROUTES = ("paper-disposal", "equipment-disposal")
ITS_DAY = ("retention-schedule",)


@transaction.atomic
def dispose(
    *,
    what: str,
    route: str,
    data: str,
    words: str,
    keep_until: dt.date | None,
    sign_out: SignOut | None,
    things: Collection[int],
    once: UUID,
    by: Viewer,
    at: dt.datetime,
) -> Disposal:
    """Write down that something is gone. The policy in force says which ways will do, and whether its day has come."""
    access.may_dispose(by).insist()
    Person.objects.select_for_update().get(pk=by.person.pk)  # the same form twice at once: the second sees the first
    twin = Disposal.objects.filter(once=once, created_by=by.person).first()
    if twin:
        return twin
    policy = policy_in_force(by.organisation, by.today)
    _refuse_what_it_breaks(policy, what, route, data, keep_until, by.today)
    told = {"what": what, "route": route, "data": data, "words": words.strip(), "keep_until": keep_until}
    made = Disposal.objects.create(
        **told,
        organisation=by.organisation,
        created_by=by.person,
        created_at=at,
        once=once,
        sign_out=sign_out,
        things=sorted(things),
        policy_hash=policy.hash,
    )
    details = {"what": what, "route": route, "things": len(things)}
    record("retention.disposed", organisation=by.organisation, by=by, subject=made, at=at, details=details)
    if sign_out is not None:
        destroy_items(sign_out, things, by=by, at=at)
    return made


def _refuse_what_it_breaks(policy: Policy, *told: Any) -> None:
    broken = next(iter(breaks(policy, *told)), None)
    if broken:
        raise Refused(broken.rule.says, _next_step(broken), [clause.id for clause in broken.cites])


def breaks(policy: Policy, what: str, route: str, data: str, keep_until: dt.date | None, on: dt.date) -> list[Reason]:
    """The rules that such a disposal breaks, the gravest first; only those that stop it."""
    told: dict[str, Any] = {"disposal.what": what, "disposal.route": route, "data.kind": data}
    told |= {"holding.keep_until": keep_until} if keep_until else {}
    asked = ask(policy, "dispose", told, on)
    read = (*ROUTES, *ITS_DAY)
    return [row for row in asked.broken if row.rule.control.id in read and row.rule.severity == "STOP"]


def asks_its_day(policy: Policy) -> bool:
    """Whether the policy has a list that says how long things are kept."""
    return any(rule.control.id in ITS_DAY for rule in policy.pack.rules)


def routes_allowed(policy: Policy, what: str, data: str, on: dt.date) -> list[str]:
    """The ways the policy lets such a thing go, in the order of the list."""
    return [str(route) for route in Disposal.Route.values if not breaks(policy, what, str(route), data, None, on)]


@transaction.atomic
def look_through(
    *,
    needed: Mapping[str, bool],
    has_overdue: bool,
    has_unneeded: bool,
    once: UUID,
    by: Viewer,
    at: dt.datetime,
) -> HoldingReview:
    """Say of each thing one holds whether it is still needed, and of files whether any should be gone."""
    access.may_dispose(by).insist()
    Person.objects.select_for_update().get(pk=by.person.pk)
    twin = HoldingReview.objects.filter(once=once, person=by.person).first()
    if twin:
        return twin
    held = held_away(by.person, by.organisation, at)
    if any(each.code not in needed for each in held):
        raise Refused("Something was added to what you hold.", "Look at the list again.")
    rows = [{"kind": each.kind, "code": each.code, "words": each.words, "needed": needed[each.code]} for each in held]
    made = HoldingReview.objects.create(
        organisation=by.organisation,
        person=by.person,
        created_by=by.person,
        created_at=at,
        once=once,
        rows=rows,
        has_overdue=has_overdue,
        has_unneeded=has_unneeded or not all(row["needed"] for row in rows),
    )
    record("retention.held_looked_through", organisation=by.organisation, by=by, subject=made, at=at)
    return made


def _next_step(broken: Reason) -> str:
    if broken.rule.control.id in ITS_DAY:
        return "Keep it until its day, or ask the school office."
    return "Choose a way the policy allows. If it has happened already, report it."
