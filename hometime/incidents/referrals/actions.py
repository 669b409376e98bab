"""refer, close_referral: that a matter was passed on. The procedure itself lies outside; nothing begins it by itself."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from ..looking.actions import insist_on_sentence
from ..models import Referral
from .access import may_refer


@transaction.atomic
def refer(*, about: Person, words: str, by: Viewer, at: dt.datetime) -> Referral:
    may_refer(by, about).insist()
    insist_on_sentence(words, "Say what was referred, and where.")
    made = Referral.objects.create(
        organisation=by.organisation,
        about=about,
        words=words.strip(),
        referred_on=by.today,
        created_by=by.person,
        created_at=at,
    )
    # The ledger keeps that a note was made, and neither about whom nor why.
    record("incidents.restricted_note_added", organisation=by.organisation, by=by, subject=made, at=at)
    return made


@transaction.atomic
def close_referral(referral: Referral, *, by: Viewer, at: dt.datetime) -> Referral:
    may_refer(by, referral.about).insist()
    if not Referral.objects.filter(pk=referral.pk, closed_at=None).update(closed_at=at):
        raise Refused("This was closed already.", "There is nothing to do.")
    record("incidents.restricted_note_closed", organisation=by.organisation, by=by, subject=referral, at=at)
    referral.refresh_from_db()
    return referral
