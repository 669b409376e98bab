"""register_own, declare, agree_to_inspection, take_to_repair, fetch_from_repair, ask_to_clear, clear_data, dispose_of_own."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from hometime.files.actions import keep_file
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ..asking.moving import holders, in_ledger, insist_on_a_post, tell, write
from ..models import Clearance, ClearRequest, Declaration, Device, InspectionConsent, OwnDisposal, Repair, System
from ..register.actions import Details, enter_device, retire_device
from ..systems.actions import say_of_own
from . import access
from .policy import conditions_of

PAGE = "equipment:own-device"
RETIRED = {
    OwnDisposal.How.WIPED: Device.Retired.WIPED,
    OwnDisposal.How.SCHOOL: Device.Retired.OWNER_STOPPED,
    OwnDisposal.How.KEPT: Device.Retired.OWNER_STOPPED,
}


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@transaction.atomic
def register_own(
    details: Details,
    *,
    keeps: Collection[str],
    opens: Collection[System] = (),
    once: uuid.UUID | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Device:
    """Put your own device on the list, with your word on each condition of the policy and what you open on it."""
    insist_on_a_post(by)
    access.may_register(by).insist()
    known = Declaration.objects.filter(created_by=by.person, once=once).select_related("device") if once else None
    if known:
        return known[0].device
    device = enter_device(details, organisation=by.organisation, owner_person=by.person, by=by, at=at)
    declare(device, keeps=keeps, once=once, by=by, at=at)
    say_of_own(device, opens, by=by, at=at)
    tell("equipment.own_registered", _it(by), by=by, at=at, page=PAGE, code=device.code, who=by.name, what=device.what)
    return device


@transaction.atomic
def declare(
    device: Device, *, keeps: Collection[str], once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> Declaration:
    """One’s word on each condition, kept word for word as the policy in force has it today."""
    access.may_speak_for(by, device).insist()
    policy = policy_here(by.organisation, by.today)
    said = [
        {"label": each.key, "says": each.words, "keeps": each.key in keeps} for each in conditions_of(policy, by.today)
    ]
    word = {"policy": policy.hash if policy else "", "conditions": said}
    declaration, is_new = write(Declaration, once=once, by=by, at=at, person=by.person, device=device, **word)
    if is_new:
        in_ledger(
            "equipment.own_declared", declaration, by, at, kept=len(said) - len(declaration.missing), of=len(said)
        )
    return declaration


@transaction.atomic
def agree_to_inspection(
    device: Device, *, agrees: bool, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> InspectionConsent:
    """Whether the school may look at it when it looks into a broken rule. It can be said otherwise later."""
    access.may_speak_for(by, device).insist()
    consent, is_new = write(InspectionConsent, once=once, by=by, at=at, person=by.person, device=device, agrees=agrees)
    if is_new:
        in_ledger("equipment.own_inspection_said", consent, by, at, agrees=agrees)
    return consent


@transaction.atomic
def take_to_repair(
    device: Device,
    *,
    shop: str,
    has_contract: bool,
    contract: Upload | None,
    words: str = "",
    once: uuid.UUID | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Repair:
    """Say, before it goes, who will repair it and under which contract they keep what is on it safe."""
    access.may_speak_for(by, device).insist()
    insist_on_words(shop, "Say who mends it.")
    known = Repair.objects.filter(created_by=by.person, once=once).first() if once else None
    if known:
        return known
    if Repair.objects.filter(device=device, back_at=None).exists():
        raise Refused("It is with a repairer already.", "Say when it is back.")
    file = (
        keep_file(contract.content, name=contract.name, organisation=by.organisation, by=by, at=at)
        if contract
        else None
    )
    told = {"shop": shop, "has_contract": has_contract or file is not None, "contract": file, "words": words}
    repair, _ = write(Repair, once=once, by=by, at=at, person=by.person, device=device, **told)
    in_ledger("equipment.own_sent_to_repair", repair, by, at, contract=repair.has_contract)
    tell(
        "equipment.own_in_repair",
        _it(by),
        by=by,
        at=at,
        page=PAGE,
        code=device.code,
        who=by.name,
        safe=repair.has_contract,
    )
    return repair


@transaction.atomic
def fetch_from_repair(repair: Repair, *, by: Viewer, at: dt.datetime) -> Repair:
    """It is back in the owner’s hands."""
    access.may_speak_for(by, repair.device).insist()
    if not Repair.objects.filter(pk=repair.pk, back_at=None).update(back_at=at):
        raise Refused("It is noted as back already.", "There is nothing to do.")
    repair.refresh_from_db()
    in_ledger("equipment.own_back_from_repair", repair, by, at)
    return repair


@transaction.atomic
def ask_to_clear(
    device: Device, *, why: str, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> ClearRequest:
    """The school asks for its work to be cleared off."""
    access.may_ask_to_clear(by, device).insist()
    insist_on_words(why, "Say why it must be cleared.")
    try:
        asked, is_new = write(ClearRequest, once=once, by=by, at=at, person=device.owner_person, device=device, why=why)
    except IntegrityError as twin:
        raise Refused("They have been asked already.", "Wait for their answer.") from twin
    if is_new:
        in_ledger("equipment.own_clear_asked", asked, by, at)
        people = [device.owner_person] if device.owner_person else []
        tell("equipment.clear_asked", people, by=by, at=at, page="equipment:clear-data", what=device.what)
    return asked


@transaction.atomic
def clear_data(device: Device, *, how: str, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime) -> Clearance:
    """The owner’s word that school work is off it; whoever asked for it is told."""
    access.may_speak_for(by, device).insist()
    if how not in Clearance.How.values:
        raise Refused("Say how you cleared it.", "Choose one of the ways.")
    clearance, is_new = write(Clearance, once=once, by=by, at=at, person=by.person, device=device, how=how)
    if is_new:
        in_ledger("equipment.own_cleared", clearance, by, at, how=how)
        waiting = ClearRequest.objects.filter(device=device, done_with=None)
        askers = [asked.created_by for asked in waiting.select_related("created_by")]
        waiting.update(done_with=clearance)
        tell("equipment.cleared", askers, by=by, at=at, page=PAGE, code=device.code, who=by.name, what=device.what)
    return clearance


@transaction.atomic
def dispose_of_own(
    device: Device, *, how: str, words: str = "", once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> OwnDisposal:
    """The end: it leaves the list, with the owner’s word on how. A device that is kept must have been cleared first."""
    known = OwnDisposal.objects.filter(created_by=by.person, once=once).first() if once else None
    if known:
        return known
    access.may_speak_for(by, device).insist()
    if how not in OwnDisposal.How.values:
        raise Refused("Say how it went.", "Choose one of the ways.")
    if how != OwnDisposal.How.WIPED and not Clearance.objects.filter(device=device).exists():
        raise Refused("Nobody has said yet that school work is off it.", "Clear it first.")
    disposal, _ = write(OwnDisposal, once=once, by=by, at=at, person=by.person, device=device, how=how, words=words)
    retire_device(device, how=RETIRED[OwnDisposal.How(how)], by=by, at=at)
    in_ledger("equipment.own_disposed", disposal, by, at, how=how)
    tell("equipment.own_gone", _it(by), by=by, at=at, page="equipment:own", who=by.name, what=device.what)
    return disposal


def _it(by: Viewer) -> list[Person]:
    return holders(Role.Kind.IT, by.organisation, by.person, by.today)
