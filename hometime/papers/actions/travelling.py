"""begin_journey, confirm_arrival: what papers travelled in, and that they are safely there."""

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_in_force

from .. import access
from .. import asking_the_policy as policy_says
from ..models import Journey, SignOut

LEVELS = ("stop", "beware", "caution")


@transaction.atomic
def begin_journey(
    sign_out: SignOut,
    *,
    container: str,
    transport: str,
    cannot: Collection[str],
    way: str,
    by: Viewer,
    at: dt.datetime,
) -> Journey:
    """Answer what the policy asks of a journey. What it forbids is refused; what it only warns of is said, and kept."""
    access.may_speak_for(by, sign_out).insist()
    policy = policy_in_force(by.organisation, by.today)
    papers = policy_says.Described(
        sign_out.data, sign_out.is_master, container=container, cannot=frozenset(str(each) for each in cannot)
    )
    said = policy_says.on_the_way(policy, papers, by.today)
    if said and said[0].level == "stop":
        raise Refused(said[0].words, "Change how you travel, or leave the papers where they are.", said[0].cites)
    try:
        with transaction.atomic():
            made = Journey.objects.create(
                organisation=by.organisation,
                sign_out=sign_out,
                created_at=at,
                created_by=by.person,
                way=way,
                container=container,
                transport=transport,
                cannot=sorted(cannot),
                level=next((each.level for each in said if each.level in LEVELS), "ok"),
                told=[{"words": each.words, "cites": list(each.cites)} for each in said],
                policy_hash=policy.hash,
            )
    except IntegrityError as twice:
        raise Refused("You are on your way with these already.", "Say that you have arrived.") from twice
    record("papers.journey_begun", organisation=by.organisation, by=by, subject=sign_out, at=at, details={"way": way})
    return made


@transaction.atomic
def confirm_arrival(journey: Journey, *, by: Viewer, at: dt.datetime) -> Journey:
    """The papers are indoors, and nothing is left in a car."""
    if by.person.pk != journey.sign_out.person_id:
        raise Refused(f"{journey.sign_out.person.name} has these papers.", "Only they can say this.")
    if not Journey.objects.filter(pk=journey.pk, arrived_at=None).update(arrived_at=at):
        raise Refused("You said so before.", "There is nothing to do.")
    journey.refresh_from_db()
    record("papers.arrived", organisation=by.organisation, by=by, subject=journey.sign_out, at=at)
    return journey
