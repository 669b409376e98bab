"""plan_set_up, agree_set_up, advise_on_kit: what somebody is to have at home, who agreed to it, and when it cannot be done."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer

from ...models import KitAdvice, SetUp, SetUpWord
from .. import access
from ..moving import holders, in_ledger, tell, write

SET_UPS, ADVICE = "equipment:agree-set-up", "equipment:advise"


@transaction.atomic
def plan_set_up(
    person: Person, *, words: str, depends_on: str = "", once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> SetUp:
    """Say what somebody should have at home; those who must agree are asked to."""
    access.may_plan_set_up(by, person).insist()
    insist_on_words(words, "Say what they should have.")
    told = {"person": person, "words": words, "depends_on": depends_on}
    set_up, is_new = write(SetUp, once=once, by=by, at=at, **told)
    if is_new:
        in_ledger("equipment.set_up_planned", set_up, by, at)
        people = holders(list(access.AS_WHO.values()), by.organisation, person, by.today)
        tell("equipment.set_up_planned", people, by=by, at=at, page=SET_UPS, who=person.name)
    return set_up


@transaction.atomic
def agree_set_up(set_up: SetUp, *, as_who: str, by: Viewer, at: dt.datetime) -> SetUp:
    """Agree as IT, as the head, or for the budget. Once all have, the person is told."""
    access.may_agree_set_up(by, set_up, as_who).insist()
    try:
        with transaction.atomic():
            SetUpWord.objects.create(set_up=set_up, subject=set_up.person, as_who=as_who, at=at, by=by.person)
    except IntegrityError as twin:
        raise Refused("That is agreed already.", "There is nothing to do.") from twin
    in_ledger("equipment.set_up_agreed", set_up, by, at, speaker=as_who)
    if set(set_up.agreed.values_list("as_who", flat=True)) >= set(access.AS_WHO):
        tell("equipment.set_up_agreed", [set_up.person], by=by, at=at, page=SET_UPS)
    return set_up


@transaction.atomic
def advise_on_kit(
    person: Person, *, can_be_done: bool, words: str, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> KitAdvice:
    """Whether a job can be done with equipment at home. Where it cannot, the head is told at once."""
    access.may_advise(by, person).insist()
    insist_on_words(words, "Say what you looked at.")
    told = {"person": person, "can_be_done": can_be_done, "words": words}
    advice, is_new = write(KitAdvice, once=once, by=by, at=at, **told)
    if is_new:
        in_ledger("equipment.kit_advised", advice, by, at, can_be_done=can_be_done)
        if not can_be_done:
            heads = holders(Role.Kind.HEAD, by.organisation, person, by.today)
            tell("equipment.kit_cannot_do", heads, by=by, at=at, page=ADVICE, who=person.name)
    return advice
