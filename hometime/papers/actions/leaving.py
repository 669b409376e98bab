"""sign_out, sign_out_with_leave, log_print, use_electronic_copy: papers that leave school, and those that need not."""

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest
from uuid import UUID

from django.db import IntegrityError, transaction

from hometime.arrangements.deciders import KINDS, named_deciders
from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_in_force

from .. import access, telling
from .. import asking_the_policy as policy_says
from ..models import PaperItem, PaperRequest, PaperSet, SignOut
from ..queries import holders_of
from ..taking import Taking, of_leave, refuse_what_cannot_be, refuse_what_the_policy_keeps

Basis = SignOut.Basis
BY_DEMAND = {policy_says.LOG: Basis.LOG, policy_says.SILENT: Basis.SILENT}
BY_LEAVE = {PaperRequest.Kind.PERMISSION: Basis.PERMISSION, PaperRequest.Kind.EXCEPTION: Basis.EXCEPTION}


@transaction.atomic
def sign_out(taking: Taking, *, once: UUID, by: Viewer, at: dt.datetime, already_left: bool = False) -> SignOut:
    """Write down papers that leave, where that is enough. Papers that have left without leave are written down all the same."""
    access.may_sign_out(by).insist()
    twin = _twin(once, by)
    if twin:
        return twin
    policy = policy_in_force(by.organisation, by.today)
    refuse_what_cannot_be(taking, by.today)
    if not already_left:
        refuse_what_the_policy_keeps(taking, policy, by.today)
    asks = policy_says.demand(policy, taking.described, by.today)
    if asks.kind not in BY_DEMAND and not already_left:
        raise Refused(asks.says[0].words, "Ask for permission first.", asks.cites)
    basis = BY_DEMAND.get(asks.kind, Basis.NO_LEAVE)
    made = _keep(taking, by, at, once=once, basis=basis, cites=asks.cites, policy_hash=policy.hash)
    if basis == Basis.NO_LEAVE:
        telling.of_leaving_without(made, decider_named(policy), at)
    return made


@transaction.atomic
def sign_out_with_leave(leave: PaperRequest, *, container: str, once: UUID, by: Viewer, at: dt.datetime) -> SignOut:
    """Take what a yes covers. A yes counts once; for a set it may last until its day."""
    access.may_sign_out(by).insist()
    twin = _twin(once, by)
    if twin:
        return twin
    leave = PaperRequest.objects.select_for_update(of=("self",)).select_related("person", "paper_set").get(pk=leave.pk)
    access.may_use_leave(by, leave).insist()
    policy = policy_in_force(by.organisation, by.today)
    taking = of_leave(leave, container)
    refuse_what_cannot_be(taking, by.today)
    refuse_what_the_policy_keeps(taking, policy, by.today)
    asks = policy_says.demand(policy, taking.described, by.today)
    if asks.kind == policy_says.FORBIDDEN or (asks.kind == policy_says.EXCEPTION and leave.kind != asks.kind):
        raise Refused(asks.says[0].words, "The policy has changed since you asked. Ask again.", asks.cites)
    how = {"basis": BY_LEAVE[PaperRequest.Kind(leave.kind)], "cites": asks.cites, "policy_hash": policy.hash}
    return _keep(taking, by, at, once=once, leave=leave, uses_leave_up=not leave.is_lasting, **how)


@transaction.atomic
def log_print(taking: Taking, *, once: UUID, by: Viewer, at: dt.datetime) -> SignOut:
    """A page printed at home is a school paper from then on, and stands in the log with the others."""
    access.may_sign_out(by).insist()
    twin = _twin(once, by)
    if twin:
        return twin
    policy = policy_in_force(by.organisation, by.today)
    refuse_what_cannot_be(taking, by.today)
    how = {"basis": Basis.PRINTED, "origin": SignOut.Origin.PRINTED, "policy_hash": policy.hash}
    return _keep(taking, by, at, once=once, **how)


@transaction.atomic
def use_electronic_copy(
    *, what: str, data: str, purpose: str, paper_set: PaperSet | None, once: UUID, by: Viewer, at: dt.datetime
) -> SignOut:
    """The papers stay, as an electronic copy does as well. It stands in the log, with the clauses that asked for it."""
    access.may_sign_out(by).insist()
    twin = _twin(once, by)
    if twin:
        return twin
    policy = policy_in_force(by.organisation, by.today)
    said = policy_says.asks_for_electronic_copy(policy, data, by.today)
    if not said:
        raise Refused("Your policy does not mention electronic copies.", "You need not write anything down.")
    cites = list(dict.fromkeys(clause for each in said for clause in each.cites))
    made = SignOut.objects.create(
        organisation=by.organisation,
        person=by.person,
        created_by=by.person,
        created_at=at,
        closed_at=at,
        origin=SignOut.Origin.INSTEAD,
        basis=Basis.INSTEAD,
        what=what.strip(),
        data=data,
        purpose=purpose.strip(),
        paper_set=paper_set,
        due_on=by.today,
        cites=cites,
        policy_hash=policy.hash,
        once=once,
    )
    details = {"data": data, "clauses": cites}
    record("papers.electronic_copy_used", organisation=by.organisation, by=by, subject=made, at=at, details=details)
    return made


def decider_named(policy: Policy) -> str:
    """The role the policy gives papers to; the head where it names nobody."""
    kinds = [KINDS[name] for name in named_deciders(policy, "paper") if name in KINDS]
    return kinds[0] if kinds else Role.Kind.HEAD


def _twin(once: UUID, by: Viewer) -> SignOut | None:
    """The same form sent twice is one sign-out; somebody else’s number is nobody’s business."""
    twin = SignOut.objects.filter(once=once).first()
    if twin and twin.person_id != by.person.pk:
        raise Refused("This page was used before.", "Begin again.")
    return twin


def _keep(taking: Taking, by: Viewer, at: dt.datetime, *, once: UUID, **how: object) -> SignOut:
    """One row and its items. Of two who take the same at once the database lets one through; the other is told who."""
    _refuse_if_out(taking)
    who = {"organisation": by.organisation, "person": by.person, "created_by": by.person, "created_at": at}
    try:
        with transaction.atomic():
            made = SignOut.objects.create(**taking.kept, **who, once=once, **how)
            PaperItem.objects.bulk_create(_items(made, taking))
    except IntegrityError:
        twin = _twin(once, by)
        if twin:
            return twin
        _refuse_if_out(taking)
        raise
    details = {"basis": str(made.basis), "items": len(taking.items), "data": made.data, "due_on": str(made.due_on)}
    record("papers.signed_out", organisation=by.organisation, by=by, subject=made, at=at, details=details)
    return made


def _items(made: SignOut, taking: Taking) -> Iterator[PaperItem]:
    for number, (words, thing) in enumerate(zip_longest(taking.items, taking.labelled), 1):
        yield PaperItem(sign_out=made, number=number, words=words, thing=thing)


def _refuse_if_out(taking: Taking) -> None:
    """What has a label is with one person at a time."""
    sets = {each.pk: each for each in (taking.paper_set, *taking.labelled) if each}
    for key, held in holders_of(sets.values()).items():
        this = "this" if len(sets) == 1 else f"“{sets[key]}”"
        raise Refused(f"{held.person.name} has signed {this} out.", "Ask them for it, or wait until it is back.")
    if PaperSet.objects.filter(pk__in=sets, retired_at__isnull=False).exists():
        raise Refused("This is no longer kept under its label.", "Sign out what you take as a list.")
